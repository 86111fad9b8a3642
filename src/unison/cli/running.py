"""Starting, stopping and checking: serve, work, migrate, demo, doctor, stop."""

import faulthandler
import itertools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from types import FrameType
from typing import Annotated

import psycopg
import typer

from unison import demo as demo_plant
from unison.cli import environment
from unison.cli.extensions import installed, workers_of_extensions
from unison.cli.processes import STANDS_STILL, Processes, Sign
from unison.extensions.status import diagnose_extensions
from unison.founding.founding import has_people
from unison.founding.setup_code import SetupCode
from unison.infrastructure import database
from unison.infrastructure.backup.scheduled import diagnose_backup
from unison.infrastructure.diagnosis import diagnose, diagnose_replica
from unison.infrastructure.embedded_postgres import EmbeddedPostgres, users_of
from unison.infrastructure.jobs.pool import CHANNEL as JOBS_CHANNEL
from unison.infrastructure.jobs.pool import JobPool
from unison.infrastructure.projection.rebuild import changed
from unison.infrastructure.projection.workers import Workers
from unison.infrastructure.reaching import diagnose_reaching
from unison.infrastructure.reactions.worker import ReactionWorker
from unison.infrastructure.roles import Logins
from unison.infrastructure.watch import LOOK_S, Watch
from unison.main import (
    CONSUMERS,
    JOB_KINDS,
    PROJECTIONS,
    REACTIONS,
    READERS,
    application,
    command_handling,
)
from unison.notices.checking import diagnose_mail
from unison.presentation.door.server import http_server
from unison.settings import settings
from unison.webhooks.status import diagnose_webhooks

PATIENCE_S = 30.0
"""How long a start waits for a database that does not answer, in seconds."""


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
    with environment.database_kept():
        logins = _once_it_answers(environment.logins)
        login = _load_demo(environment.owner_url()) if demo else None
        setup_code = _once_it_answers(lambda: _setup_code(logins.api))
        _announce(login, setup_code)
        run: dict[str, Callable[[Sign], None]] = {"api": partial(_serve, logins, setup_code)}
        code = Processes(run | {"worker": partial(_work, logins.worker)} if workers else run, decisive="api").keep()
    if code:
        raise typer.Exit(code)
    typer.echo("Stopped. The data stays; start again with the same command.")


def _once_it_answers[T](ask: Callable[[], T]) -> T:
    """A database that ends just now is started again, or comes back: it is waited for."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)


def _serve(logins: Logins, setup_code: SetupCode | None, _: Sign) -> None:
    http_server(application(settings(), logins.api, logins.analyst, setup_code=setup_code), settings()).run()


def _setup_code(url: str) -> SetupCode | None:
    """None where nobody may begin an organization on the first page."""
    if not settings().first_run:
        return None
    with database.connect(url, "app") as connection:
        return None if has_people(connection, besides=demo_plant.ORGANIZATION) else SetupCode()


def _announce(login: demo_plant.Login | None, code: SetupCode | None) -> None:
    typer.echo(f"Unison runs at {settings().address}")
    if login is not None:
        _tell_demo(login)
    if code is not None:
        typer.echo(f"Begin an organization of your own on its first page, with the setup code {code.text}")
    typer.echo("Ctrl-C stops it.")


def work() -> None:
    """Run the sequencer, the projectors, the reactions, the jobs and the extensions alone, beside an API elsewhere.

    Example: `unison work`
    """
    with environment.database_kept():
        _work(_once_it_answers(environment.logins).worker, lambda: None)


def _work(url: str, show_life: Sign) -> None:
    jobs = JobPool(url, settings(), JOB_KINDS)
    watch = Watch()
    reactions = ReactionWorker(url, command_handling, REACTIONS, watch)
    workers = Workers(url, CONSUMERS, {JOBS_CHANNEL: jobs.hear}, [reactions.wake], watch)
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
    while not done.is_set() and not jobs.is_exhausted:
        show_life()
        if still := watch.look():
            _give_up(still)
        done.wait(LOOK_S)
    extensions.stop()
    reactions.stop()
    workers.stop()
    jobs.stop()
    if jobs.is_exhausted:  # the threads that hang end with the process
        typer.secho("Too many jobs hang. Start the worker again.", fg="red", err=True)
        raise typer.Exit(STANDS_STILL)


def _give_up(still: Sequence[str]) -> None:
    """Ends the process at once: a thread that hangs cannot be ended otherwise. Where it hangs is told before."""
    faulthandler.dump_traceback(sys.stderr)
    typer.secho(f"The worker stands still ({', '.join(still)}) and ends. Start it again.", fg="red", err=True)
    sys.stderr.flush()
    os._exit(STANDS_STILL)


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
        environment.bring_up(connection)
        environment.take_secret(connection)
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
        others = [each for each in demo_plant.LOGINS if each != login.login]
        told = {"organization": login.organization, "login": login.login, "password": login.password}
        environment.print_json({**told, "logins": [login.login, *others]})
    else:
        _tell_demo(login)


def _tell_demo(login: demo_plant.Login) -> None:
    typer.echo(f"Sign in: organization {login.organization}, login {login.login}, password {login.password}")
    others = ", ".join(each for each in demo_plant.LOGINS if each != login.login)
    typer.echo(f"The same password is that of: {others}")


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
        findings = [
            *diagnose(connection, READERS, None if settings().database_url else settings().data, settings().tls_cert),
            *diagnose_extensions(connection, installed()),
        ]
        findings += diagnose_reaching(settings())
        findings += diagnose_webhooks(connection, settings())
        findings += [diagnose_mail(settings()), diagnose_backup(connection, settings())]
        if read_url := settings().read_url:
            findings.append(diagnose_replica(connection, read_url))
    if json:
        environment.print_json([{"check": f.check, "finding": f.finding, "ok": f.ok} for f in findings])
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
    embedded = EmbeddedPostgres(settings().data)
    if users := [str(each) for each in users_of(embedded) if each != os.getpid()]:
        raise environment.Unready(
            f"The embedded database is used by process {', '.join(users)} and would be started again: end `unison serve` and"
            " `unison work` first."
        )
    stopped = embedded.stop()
    typer.echo("The embedded database has stopped." if stopped else "No embedded database was running.")
