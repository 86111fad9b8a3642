"""A house of real processes that can be killed, a load that knows what was acknowledged, and what must hold afterwards."""

import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg

from tests.spine import everything, uuid7
from unison.infrastructure import database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.feed.parking import parked_streams
from unison.infrastructure.identity.accounts import create_user
from unison.infrastructure.identity.organizations import create_organization
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
        variables |= {
            "UNISON_DATA": str(self.folder),
            "UNISON_PORT": str(self.port),
            "UNISON_ACCESS_TOKEN_MINUTES": "600",
        }
        self.folder.mkdir(exist_ok=True)
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "unison.cli", *arguments], env=variables, stdout=log, stderr=log
            )

    def start_server(self) -> None:
        self.start("server", "serve")

    def start_api(self) -> None:
        self.start("api", "serve", "--no-workers")

    def start_worker(self) -> None:
        self.start("worker", "work")

    def kill(self, name: str) -> None:
        self.processes[name].kill()
        code = self.processes[name].wait()
        assert code == -signal.SIGKILL, (
            f"{name} had ended with {code}: {(self.folder / f'{name}.log').read_text()[-3000:]}"
        )

    def kill_postgres(self) -> None:
        pid = self.server.postmaster()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def wait_until_ready(self) -> None:
        """Until every check is well: the database answers, and a worker does everything."""
        deadline, told = time.monotonic() + PATIENCE_S, ""
        while True:
            try:
                answer = httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=10)
                if answer.status_code == 200:
                    return
                told = answer.text
            except httpx.TransportError:
                told = "\n".join(log.read_text() for log in self.folder.glob("*er.log"))
            assert time.monotonic() < deadline, told
            time.sleep(0.1)

    def child(self, kind: str, but: int = 0) -> int:
        """The process of `unison serve` that does one thing, `api` or `worker`; waits for it."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            found = children(self.processes["server"].pid)
            if pids := [pid for pid in found if pid != but and is_named(pid, f"unison-{kind}")]:
                return pids[0]
            assert time.monotonic() < deadline, f"there is no {kind}"
            time.sleep(0.05)

    def end(self) -> None:
        for process in self.processes.values():
            process.kill()
            process.wait()
        self.server.stop(immediate=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def children(parent: int) -> list[int]:
    """Of every thread of a process; none of one that is gone."""
    return [int(child) for task in Path(f"/proc/{parent}/task").glob("*/children") for child in _told(task).split()]


def is_named(pid: int, name: str) -> bool:
    """Whether the process is there, and not only waiting to be buried."""
    process = Path(f"/proc/{pid}")
    return _told(process / "comm") == f"{name}\n" and _told(process / "cmdline") != ""


def _told(file: Path) -> str:
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):  # it has ended since it was listed
        return ""


@contextmanager
def small_disk(size_mb: int) -> Generator[Path]:
    """A folder on a disk of its own, in memory: for root alone."""
    folder = Path(tempfile.mkdtemp(prefix="unison-disk-", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size_mb}m,mode=755", "unison", str(folder)]
    subprocess.run(mount, check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def fill(folder: Path) -> Path:
    """Takes every byte that is free; what takes it is to be removed."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for block in (2**20, 4096):
            with suppress(OSError):
                while file.write(bytes(block)):
                    pass
    return ballast


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Load:
    """Clients that know what was acknowledged, and try again with the same id until it is. Each does so many `rounds`, with a lot
    and an order of its own, or goes on until `ending`; it rests for `rest_s` between two commands."""

    house: House
    organization: UUID
    token: str
    rounds: int | None = 1
    rest_s: float = 0.0
    ending: threading.Event = field(default_factory=threading.Event)
    statuses: Counter[int] = field(default_factory=Counter[int])
    last_at: float = field(default_factory=time.monotonic)
    longest_s: float = 0.0
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

    @classmethod
    def over(cls, house: House) -> "Load":
        """In a fresh organization, by a supervisor who has signed in."""
        slug = f"t-{uuid4().hex[:8]}"
        with database.connect(house.url, "owner") as owner:
            organization = create_organization(owner, slug, slug)
            create_user(owner, organization, "sue", name="Sue", password=PASSWORD, role="supervisor")
        body = {"organization": slug, "login": "sue", "password": PASSWORD}
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                answer = httpx.post(f"{house.base}/auth/sign-in", json=body)
                return cls(house, organization, answer.raise_for_status().json()["access_token"])
            except (httpx.TransportError, httpx.HTTPStatusError):
                assert time.monotonic() < deadline, "\n".join(log.read_text() for log in house.folder.glob("*.log"))
                time.sleep(0.1)

    def wait_for(self, acknowledged: int) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while len(self.acknowledged) < acknowledged:
            assert time.monotonic() < deadline, f"{len(self.acknowledged)} acknowledged; refused: {self.refused[:3]}"
            time.sleep(0.005)

    def _client(self, number: int) -> None:
        with httpx.Client(headers={"Authorization": f"Bearer {self.token}"}, timeout=10) as client:
            for name in (f"{number}-{each}" for each in (range(self.rounds) if self.rounds else itertools.count())):
                self._round(client, f"L{name}", f"W{name}")
                if self.ending.is_set():
                    return

    def _round(self, client: httpx.Client, lot: str, order: str) -> None:
        self._send(client, "lots/receive", lot=lot, material="steel", quantity=COMMANDS, unit="kg")
        self._send(client, "work-orders/create", work_order=order, product="Gear", quantity_pcs=10)
        for place in range(COMMANDS):
            if place % 3:
                self._send(client, "lots/ship", lot=lot, quantity=1, customer="C")
            else:
                self._send(client, "lots/move", lot=lot, location=f"rack {place}")
            if self.ending.wait(self.rest_s):
                return

    def _send(self, client: httpx.Client, path: str, **body: Any) -> None:
        command = uuid7()
        while True:
            try:
                answer = client.post(f"{self.house.base}/{path}", json=body, headers={"Idempotency-Key": str(command)})
            except httpx.TransportError:
                answer = None
            self.statuses[answer.status_code if answer else 0] += 1
            if answer is not None and answer.status_code < 300:
                now = time.monotonic()
                self.longest_s, self.last_at = max(self.longest_s, now - self.last_at), now
                told = answer.json()
                self.repeated += told["repeated"]
                self.acknowledged[command] = [(p["stream"], p["version"]) for p in told["streams"]]
                return
            if answer is not None and answer.status_code < 500:
                self.refused.append(answer.text)
                return
            self.retried += 1
            time.sleep(0.05)


def lost_and_doubled(owner: psycopg.Connection[Any], load: Load) -> tuple[int, int]:
    """Commands that were acknowledged and are not in the store as they were, and such as are there and were not, or with more."""
    stored = owner.execute(
        """SELECT command_id, array_agg(ARRAY[stream_id, version::text]) FROM unison.events
           WHERE organization_id = %s AND command_id IS NOT NULL GROUP BY 1""",  # its plant was opened by no command
        (load.organization,),
    ).fetchall()
    facts = {command: {(stream, int(version)) for stream, version in positions} for command, positions in stored}
    answered = owner.execute("SELECT command_id FROM unison.commands WHERE organization_id = %s", (load.organization,))
    known = {row[0] for row in answered}
    told = {command: set(positions) for command, positions in load.acknowledged.items()}
    lost = sum(
        bool(positions - facts.get(command, set())) or command not in known for command, positions in told.items()
    )
    doubled = sum(bool(positions - told.get(command, set())) for command, positions in facts.items())
    return lost, doubled + len(known - told.keys())


def differing_views(owner: psycopg.Connection[Any], url: str) -> list[str]:
    """The projections that are not what their rebuild is, once all have come to the end of a feed without a hole."""
    _wait_for_projections(owner)
    _has_a_feed_without_a_hole(owner)
    assert parked_streams(owner) == []
    live = everything(url)
    for projection in PROJECTIONS:
        rebuild(owner, projection)
    anew = everything(url)
    with database.connect(url, "worker") as worker:
        assert verify(worker).fault is None
    return [name for name in live if live[name] != anew[name]]


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
