"""What the benches stand on: an embedded server, fresh databases, the HTTP server and the workers as `unison serve` runs
them, and client processes."""

import json
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from psycopg import sql
from psycopg.conninfo import make_conninfo
from uuid_utils.compat import uuid7

from tests import accounts
from tests.bench.client import Outcome, Plan, Request, Task, drive
from tests.bench.measuring import Scale
from unison.infrastructure import database, migrations
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.identity.organizations import create_organization
from unison.infrastructure.projection.engine import Projection
from unison.main import JOB_KINDS, PROJECTIONS, SCHEDULES

_TOKEN_LIFE_S = 24 * 3600
_START_S = 180


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who sees every plant of an organization. Implements `unison.shared.ports.Viewer`."""

    organization_id: UUID
    plants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rig:
    """The server of one run and the processes that clients run in."""

    server: EmbeddedPostgres
    scale: Scale
    clients: ProcessPoolExecutor

    @contextmanager
    def database(self, views: Sequence[Projection] = PROJECTIONS) -> Generator[str]:
        """The owner's URL of a fresh database with these projections; it is dropped at the end."""
        name = f"bench_{uuid.uuid4().hex[:12]}"
        admin = self.server.ensure_running().url
        with database.connect(admin, "owner") as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        url = make_conninfo(admin, dbname=name)
        with database.connect(url, "owner") as connection:
            migrations.migrate(connection, views, JOB_KINDS, SCHEDULES)
        try:
            yield url
        finally:
            with database.connect(admin, "owner") as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def together[T](self, run: Callable[..., T], arguments: Sequence[tuple[Any, ...]]) -> list[T]:
        """Calls `run` in as many processes at once as there are tuples of arguments."""
        calls = [self.clients.submit(run, *each) for each in arguments]
        return [call.result() for call in calls]

    @contextmanager
    def served(self, url: str, organization: UUID, *, views: int = len(PROJECTIONS)) -> Generator["Served"]:
        """The HTTP server, and the workers over so many views of `worker.TWICE`, each in a process of its own; no workers
        where there is nothing to view.
        """
        port = _free_port()
        environment = {
            **os.environ,
            "UNISON_DATA": str(self.server.data),
            "UNISON_DATABASE_URL": url,
            "UNISON_PORT": str(port),
        }
        commands = [[sys.executable, "-m", "tests.bench.http_server"]]
        if views:
            commands.append([sys.executable, "-m", "tests.bench.worker", str(views)])
        with ExitStack() as stack:
            pids = [stack.enter_context(_running(command, environment)) for command in commands]
            _wait_for(port)
            signer = accounts.signer(url, self.server.data, life_s=_TOKEN_LIFE_S)
            yield Served(self, port, accounts.token(url, signer, organization, "supervisor"), pids)


@dataclass(frozen=True, slots=True)
class Served:
    """A running HTTP server, with the access token of a supervisor, and the process ids of it and of its workers."""

    rig: Rig
    port: int
    token: str
    pids: Sequence[int]

    def send(self, clients: Sequence[Sequence[Task]], interval_s: float | None = None) -> Outcome:
        """Lets clients in another process send what each of them has to."""
        return self.rig.together(drive, [(Plan(self.port, clients, interval_s),)])[0]

    def must_send(self, tasks: Sequence[Task], clients: int = 8) -> Outcome:
        """Sends all of it, over several clients. RuntimeError when anything fails: for what a bench builds upon."""
        outcome = self.send([list(tasks)[number::clients] for number in range(min(clients, len(tasks)))])
        if outcome.failed:
            raise RuntimeError(f"{outcome.failed} of {len(tasks)} failed: {outcome.first_failure}")
        return outcome

    def command(self, path: str, body: Mapping[str, Any]) -> Request:
        """A command to one of the routes, under an id of its own."""
        command_id = str(uuid7())
        return Request(
            self._wire("POST", path, json.dumps(body).encode(), f"Idempotency-Key: {command_id}\r\n"), command_id
        )

    def batch(self, commands: Sequence[tuple[str, Mapping[str, Any]]]) -> Request:
        """Several commands in one request."""
        told = [{"id": str(uuid7()), "command": name, "body": body} for name, body in commands]
        return Request(self._wire("POST", "/commands", json.dumps({"commands": told}).encode()))

    def get(self, path: str) -> Request:
        return Request(self._wire("GET", path, b""))

    def _wire(self, method: str, path: str, body: bytes, headers: str = "") -> bytes:
        head = (
            f"{method} /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAuthorization: Bearer {self.token}\r\n"
            f"{headers}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@contextmanager
def prepared(scale: Scale) -> Generator[Rig]:
    """An embedded server of this run's own, in a folder that the server's system user can reach."""
    folder = Path(tempfile.gettempdir()) / f"unison-bench-{uuid.uuid4().hex[:12]}"
    server = EmbeddedPostgres(folder)
    spawning = multiprocessing.get_context("spawn")  # a fork would carry the bench's connections along
    with ProcessPoolExecutor(4, mp_context=spawning) as clients:
        server.ensure_running()
        try:
            yield Rig(server, scale, clients)
        finally:
            server.stop(immediate=True)
            shutil.rmtree(folder, ignore_errors=True)


def organization(url: str) -> UUID:
    """A fresh organization with the plant `main`."""
    slug = f"bench-{uuid.uuid4().hex[:12]}"
    with database.connect(url, "owner") as connection:
        return create_organization(connection, slug, slug)


@contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str]) -> Generator[int]:
    with subprocess.Popen(command, env=environment) as process:
        try:
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _START_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
