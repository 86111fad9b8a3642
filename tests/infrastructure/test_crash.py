"""Killed in the middle of a load, the API, the worker and PostgreSQL lose nothing that was acknowledged, and count nothing
twice: clients that heard no answer send the same commands again.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from tests.spine import everything, uuid7
from unison.infrastructure import database, migrations
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.feed.parking import parked_streams
from unison.infrastructure.identity import create_organization, create_user
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.verification import verify
from unison.main import PROJECTIONS

CLIENTS = 4
COMMANDS = 60
"""For each client, after the two that begin its lot and its order."""
PASSWORD = "correct horse"
PATIENCE_S = 120
"""How long a process may take to start, and a client to get its answer, in seconds: on a machine that is busy otherwise."""


@dataclass
class House:
    """A data folder with a server of its own, an API and a worker: real processes, as `unison serve` starts them."""

    folder: Path
    port: int
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict[str, subprocess.Popen[bytes]])

    @property
    def server(self) -> EmbeddedPostgres:
        return EmbeddedPostgres(self.folder)

    @property
    def url(self) -> str:
        return self.server.ensure_running().url

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v1"

    def start(self, name: str, *arguments: str) -> None:
        variables = {name: value for name, value in os.environ.items() if not name.startswith("UNISON_")}
        variables |= {"UNISON_DATA": str(self.folder), "UNISON_PORT": str(self.port)}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "unison.cli", *arguments], env=variables, stdout=log, stderr=log
            )

    def start_api(self) -> None:
        self.start("api", "serve", "--no-workers")

    def start_worker(self) -> None:
        self.start("worker", "work")

    def kill(self, name: str) -> None:
        self.processes[name].kill()
        assert self.processes[name].wait() == -signal.SIGKILL

    def kill_postgres(self) -> None:
        pid = int((self.folder / "pg" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        for process in self.processes.values():
            process.kill()
            process.wait()
        self.server.stop(immediate=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    house = House(Path(tempfile.gettempdir()) / f"unison-crash-{uuid4().hex[:8]}", _free_port())
    try:
        with database.connect(house.url, "owner") as owner:
            migrations.migrate(owner, PROJECTIONS)
        house.start_api()
        house.start_worker()
        yield house
    finally:
        house.end()


@dataclass
class Load:
    """Clients that know what was acknowledged, and try again with the same id until it is."""

    house: House
    organization: UUID
    token: str
    acknowledged: dict[UUID, list[tuple[str, int]]] = field(default_factory=dict[UUID, list[tuple[str, int]]])
    retried: int = 0
    repeated: int = 0
    refused: list[str] = field(default_factory=list[str])
    threads: list[threading.Thread] = field(default_factory=list[threading.Thread])

    def begin(self) -> None:
        self.threads = [threading.Thread(target=self._client, args=(n,), daemon=True) for n in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        for thread in self.threads:
            thread.join(PATIENCE_S)
            assert not thread.is_alive(), "a client never got an answer"

    def wait_for(self, acknowledged: int) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while len(self.acknowledged) < acknowledged:
            assert time.monotonic() < deadline, f"{len(self.acknowledged)} acknowledged; refused: {self.refused[:3]}"
            time.sleep(0.005)

    def _client(self, number: int) -> None:
        lot, order = f"L{number}", f"W{number}"
        with httpx.Client(headers={"Authorization": f"Bearer {self.token}"}, timeout=10) as client:
            self._send(client, "lots/receive", lot=lot, material="steel", quantity=COMMANDS, unit="kg")
            self._send(client, "work-orders/create", work_order=order, product="Gear", quantity_pcs=10)
            for place in range(COMMANDS):
                if place % 3:
                    self._send(client, "lots/ship", lot=lot, quantity=1, customer="C")
                else:
                    self._send(client, "lots/move", lot=lot, location=f"rack {place}")

    def _send(self, client: httpx.Client, path: str, **body: Any) -> None:
        command = uuid7()
        while True:
            try:
                answer = client.post(f"{self.house.base}/{path}", json=body, headers={"Idempotency-Key": str(command)})
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code < 300:
                told = answer.json()
                self.repeated += told["repeated"]
                self.acknowledged[command] = [(p["stream"], p["version"]) for p in told["streams"]]
                return
            if answer is not None and answer.status_code < 500:
                self.refused.append(answer.text)
                return
            self.retried += 1
            time.sleep(0.05)


@pytest.fixture
def load(house: House) -> Load:
    slug = f"t-{uuid4().hex[:8]}"
    with database.connect(house.url, "owner") as owner:
        organization = create_organization(owner, slug, slug)
        create_user(owner, organization, "sue", name="Sue", password=PASSWORD, role="supervisor")
    body = {"organization": slug, "login": "sue", "password": PASSWORD}
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            answer = httpx.post(f"{house.base}/auth/sign-in", json=body)
            return Load(house, organization, answer.raise_for_status().json()["access_token"])
        except (httpx.TransportError, httpx.HTTPStatusError):
            assert time.monotonic() < deadline, (house.folder / "api.log").read_text()
            time.sleep(0.1)


def kill_api(house: House) -> None:
    house.kill("api")
    house.start_api()


def kill_worker(house: House) -> None:
    house.kill("worker")
    time.sleep(0.5)
    house.start_worker()


def kill_postgres(house: House) -> None:
    """API and worker live on, and find the server again when it is back."""
    house.kill_postgres()
    assert house.server.ensure_running().started


def kill_everything(house: House) -> None:
    house.kill_postgres()
    house.kill("api")
    house.kill("worker")
    assert house.server.ensure_running().started
    house.start_api()
    house.start_worker()


@pytest.mark.parametrize("kill", [kill_api, kill_worker, kill_postgres, kill_everything])
def test_what_was_acknowledged_is_there_once(kill: Callable[[House], None], house: House, load: Load) -> None:
    load.begin()
    load.wait_for(CLIENTS * COMMANDS // 4)
    kill(house)
    load.end()
    assert load.refused == []
    assert len(load.acknowledged) == CLIENTS * (COMMANDS + 2)
    assert load.retried > 0 or kill is kill_worker, "nobody noticed anything: it was not in the middle of the load"
    assert [name for name, process in house.processes.items() if process.poll() is not None] == []
    with database.connect(house.url, "owner") as owner:
        _is_in_the_store_once(owner, load)
        _wait_for_projections(owner)
        _has_a_feed_without_a_hole(owner)
        assert parked_streams(owner) == []
        live = everything(house.url)
        for projection in PROJECTIONS:
            rebuild(owner, projection)
    assert everything(house.url) == live
    with database.connect(house.url, "worker") as worker:
        assert verify(worker).fault is None


def test_serve_keeps_its_worker_alive_and_leaves_none_behind(house: House) -> None:
    house.port = _free_port()
    house.start("server", "serve")
    server = house.processes["server"].pid
    first = _child(server)
    os.kill(first, signal.SIGKILL)
    second = _child(server, but=first)
    house.kill("server")  # while its worker is still starting
    deadline = time.monotonic() + PATIENCE_S
    while _is_alive(second):
        assert time.monotonic() < deadline, "the worker of a server that was killed is still there"
        time.sleep(0.1)


def _child(parent: int, but: int = 0) -> int:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        children = [child for task in Path(f"/proc/{parent}/task").glob("*/children") for child in _told(task).split()]
        if found := [int(child) for child in children if int(child) != but and _is_alive(int(child))]:
            return found[0]
        assert time.monotonic() < deadline, "there is no worker"
        time.sleep(0.1)


def _told(file: Path) -> str:
    try:
        return file.read_text()
    except FileNotFoundError:  # a thread that has ended since it was listed
        return ""


def _is_alive(pid: int) -> bool:
    """Whether it runs `unison.cli work`: not gone, and not only waiting to be buried."""
    try:
        return b"unison.cli\0work" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


def _is_in_the_store_once(owner: psycopg.Connection[Any], load: Load) -> None:
    stored = owner.execute(
        """SELECT command_id, array_agg(ARRAY[stream_id, version::text]) FROM unison.events
           WHERE organization_id = %s AND command_id IS NOT NULL GROUP BY 1""",  # its plant was opened by no command
        (load.organization,),
    ).fetchall()
    facts = {command: sorted((stream, int(version)) for stream, version in positions) for command, positions in stored}
    assert facts == {command: sorted(positions) for command, positions in load.acknowledged.items()}
    answered = owner.execute("SELECT command_id FROM unison.commands WHERE organization_id = %s", (load.organization,))
    assert {row[0] for row in answered} == set(load.acknowledged)


def _wait_for_projections(owner: psycopg.Connection[Any]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while (
        owner.execute(
            """SELECT FROM unison.consumers q, unison.feed_cursor c
           WHERE q.position < (SELECT count(*) FROM unison.events) OR c.last_cell_seq < (SELECT count(*) FROM unison.events)"""
        ).fetchone()
        is not None
    ):
        assert time.monotonic() < deadline, "the projections did not come to the end"
        time.sleep(0.05)


def _has_a_feed_without_a_hole(owner: psycopg.Connection[Any]) -> None:
    row = owner.execute(
        """SELECT count(*), min(cell_seq), max(cell_seq), (SELECT count(*) FROM unison.events),
             (SELECT last_cell_seq FROM unison.feed_cursor) FROM unison.feed"""
    ).fetchone()
    assert row is not None
    count, first, *others = row
    assert (first, others) == (1, [count, count, count])
