"""Starting, stopping and checking: serve, work, migrate, demo, doctor, stop."""

import itertools
import os
import signal
import subprocess
import sys
import threading
from types import FrameType
from typing import Annotated

import typer

from unison import demo as demo_plant
from unison.cli import environment
from unison.cli.extensions import installed, workers_of_extensions
from unison.extensions.status import diagnose_extensions
from unison.infrastructure import database, migrations
from unison.infrastructure.diagnosis import diagnose, diagnose_replica
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.jobs.pool import CHANNEL as JOBS_CHANNEL
from unison.infrastructure.jobs.pool import JobPool
from unison.infrastructure.projection.rebuild import changed
from unison.infrastructure.projection.workers import Workers
from unison.infrastructure.reactions.worker import ReactionWorker
from unison.main import (
    CONSUMERS,
    JOB_KINDS,
    PROJECTIONS,
    REACTIONS,
    READERS,
    SCHEDULES,
    application,
    command_handling,
    http_server,
)
from unison.notices.checking import diagnose_mail
from unison.settings import settings
from unison.webhooks.status import diagnose_webhooks


def register(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(work)
    app.command()(migrate)
    app.command()(demo)
    app.command()(doctor)
    app.command()(stop)


def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Load the demo plant when the store is empty.")] = False,
    workers: Annotated[bool, typer.Option(help="Also start a worker process.")] = True,
) -> None:
    """Start everything: database, API, sequencer and projectors. Ctrl-C stops all of it.

    Example: `unison serve --demo`
    """
    started = _database_started()
    url = environment.owner_url()
    login = _load_demo(url) if demo else None
    worker = _Worker() if workers else None
    try:
        _announce(login)
        http_server(application(settings(), url), settings()).run()
    except KeyboardInterrupt:
        pass
    finally:
        if worker is not None:
            worker.end()
        if started:
            EmbeddedPostgres(settings().data).stop()
        typer.echo("Stopped. The data stays; start again with the same command.")


def _database_started() -> bool:
    """Whether this command started the embedded database, and so is the one to stop it."""
    return settings().database_url is None and EmbeddedPostgres(settings().data).ensure_running().started


class _Worker:
    """The worker process beside the server, started again when it ends by itself."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._process = self._started()
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    @staticmethod
    def _started() -> subprocess.Popen[bytes]:
        """In a session of its own: a Ctrl-C at the terminal reaches the server, and the server ends its worker."""
        work = [sys.executable, "-m", "unison.cli", "work", "--server", str(os.getpid())]
        return subprocess.Popen(work, start_new_session=True)  # noqa: S603 - nothing of it comes from outside

    def _keep(self) -> None:
        while not self._ending.wait(1.0):
            if (code := self._process.poll()) is not None:
                typer.secho(f"The worker ended with exit code {code}; it is started again.", fg="yellow", err=True)
                self._process = self._started()

    def end(self) -> None:
        self._ending.set()
        self._watch.join()
        self._process.terminate()
        self._process.wait(timeout=15)


def _announce(login: demo_plant.Login | None) -> None:
    typer.echo(f"Unison runs at http://{settings().host}:{settings().port}")
    if login is not None:
        typer.echo(f"Sign in: organization {login.organization}, login {login.login}, password {login.password}")
    typer.echo("Ctrl-C stops it.")


def work(
    server: Annotated[int | None, typer.Option(hidden=True, help="End when this process is not the parent.")] = None,
) -> None:
    """Run the sequencer, the projectors, the reactions, the jobs and the extensions alone, beside an API elsewhere.

    Example: `unison work`
    """
    url = environment.owner_url()
    jobs = JobPool(url, settings(), JOB_KINDS)
    reactions = ReactionWorker(url, command_handling, REACTIONS)
    workers = Workers(url, CONSUMERS, {JOBS_CHANNEL: jobs.hear}, [reactions.wake])
    extensions = workers_of_extensions(url)
    done = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        done.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    jobs.start()
    reactions.start()
    workers.start()
    extensions.start()
    while not done.wait(1.0) and not jobs.is_exhausted:
        if server is not None and os.getppid() != server:  # one that was killed must not leave its worker behind
            break
    extensions.stop()
    reactions.stop()
    workers.stop()
    jobs.stop()
    if jobs.is_exhausted:  # the threads that hang end with the process
        typer.secho("Too many jobs hang. Start the worker again.", fg="red", err=True)
        raise typer.Exit(3)


def migrate(
    wait: Annotated[bool, typer.Option("--wait", help="Rebuild what has changed here and now.")] = False,
) -> None:
    """Bring the database up to date: extensions, queues, schema, projections.

    A projection that has changed is rebuilt by the worker process while the old one answers; with `--wait` before this
    command ends.

    Examples: `unison migrate`, `unison migrate --wait`
    """
    url = environment.server_url()
    with database.connect(url, "owner") as connection:
        migrations.migrate(connection, READERS, JOB_KINDS, SCHEDULES)
    if wait:
        environment.rebuild_changed(url, PROJECTIONS)
    with database.connect(url, "owner") as connection:
        old = [projection.name for projection in changed(connection, PROJECTIONS)]
    typer.echo(
        "The database is up to date." if not old else f"Up to date, but for views to be rebuilt: {', '.join(old)}."
    )


def demo(json: environment.Json = False) -> None:
    """Load the demo plant, when the store is empty, and print a login.

    Examples: `unison demo`, `unison demo --json`
    """
    login = _load_demo(environment.owner_url())
    if login is None:
        raise environment.Unready("The store is not empty and holds no demo plant; nothing was loaded.")
    if json:
        environment.print_json({"organization": login.organization, "login": login.login, "password": login.password})
    else:
        typer.echo(f"organization {login.organization}, login {login.login}, password {login.password}")


def _load_demo(url: str) -> demo_plant.Login | None:
    with environment.progress("demo plant") as bar:
        told = itertools.count(1)
        return demo_plant.load_when_empty(
            url, EmbeddedPostgres(settings().data).secrets_path, command_handling, lambda _: bar(next(told), None)
        )


def doctor(
    database_url: Annotated[bool, typer.Option("--database-url", help="Print the owner's database URL alone.")] = False,
    json: environment.Json = False,
) -> None:
    """Check the installation: server, extensions, feed, projections, parked streams. Exits 1 when something is wrong.

    Examples: `unison doctor`, `psql "$(unison doctor --database-url)"`
    """
    url = environment.owner_url()
    if database_url:
        typer.echo(url)
        return
    with database.connect(url, "owner") as connection:
        findings = [*diagnose(connection, READERS), *diagnose_extensions(connection, installed())]
        findings += diagnose_webhooks(connection, settings())
        findings.append(diagnose_mail(settings()))
        if read_url := settings().read_url:
            findings.append(diagnose_replica(connection, read_url))
    if json:
        environment.print_json([vars(f) for f in findings])
    else:
        environment.print_table(
            "Unison", ["check", "finding", "ok"], [[f.check, f.finding, "yes" if f.ok else "NO"] for f in findings]
        )
    if not all(f.ok for f in findings):
        raise typer.Exit(1)


def stop() -> None:
    """End an embedded database that was left running.

    Example: `unison stop`
    """
    stopped = EmbeddedPostgres(settings().data).stop()
    typer.echo("The embedded database has stopped." if stopped else "No embedded database was running.")
