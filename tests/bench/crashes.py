"""Killing everything under load: the API, the workers, PostgreSQL's backends and its postmaster; pausing who leads; a full disk.

Nothing that was acknowledged may be lost, nothing may be there twice, and every view must be what its rebuild is. What clients saw
of it is told by how long nobody got an answer.
"""

import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx

from tests.bench.measuring import Figure, Scale
from tests.bench.rig import Rig
from tests.crashing import (
    PATIENCE_S,
    House,
    Load,
    children,
    differing_views,
    fill,
    free_port,
    lost_and_doubled,
    small_disk,
)
from unison.infrastructure import database

AS_ROOT = os.geteuid() == 0

DISK_MB = 6_000

NOT_LED_S = 20.0
"""Where nobody else leads after so long, who was paused did not lead, in seconds."""


@dataclass(frozen=True, slots=True)
class Size:
    """How often something is killed, paused and filled, and how many commands are acknowledged between two kills."""

    kills: int
    pauses: int
    fillings: int
    between: int
    rest_s: float


SIZES = {
    Scale.FULL: Size(300, 5, 2, 4, 0.03),
    Scale.QUICK: Size(40, 1, 1, 10, 0.03),
    Scale.TINY: Size(5, 0, 0, 4, 0.03),
}

VICTIMS = ("backend", "api", "worker", "postmaster", "backend", "other worker", "api", "worker", "backend", "server")
"""In turn."""


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    with _house() as (house, disk):
        load = Load.over(house)
        load.rounds, load.rest_s = None, size.rest_s
        load.begin()
        killed, paused_s = _kill_in_turn(house, load, size)
        full = [_fill(house, load, disk) for _ in range(size.fillings if AS_ROOT else 0)]
        load.ending.set()
        load.end()
        house.wait_until_ready()
        with database.connect(house.url, "owner") as owner:
            lost, doubled = lost_and_doubled(owner, load)
            differing = differing_views(owner, house.url)
    return [
        *(Figure(f"kill -9: {victim}", count, "times") for victim, count in sorted(killed.items())),
        Figure("SIGSTOP of the leader: another leads after", max(paused_s, default=0), "s", 10, at_most=True),
        Figure("full disk: requests refused", sum(full), "requests"),
        Figure("acknowledged", len(load.acknowledged), "commands"),
        Figure("sent again", load.retried, "times"),
        Figure("longest time without an acknowledgement", load.longest_s, "s"),
        Figure("refused otherwise", len(load.refused), "commands", 0, at_most=True, required=True),
        Figure("lost", lost, "commands", 0, at_most=True, required=True),
        Figure("doubled", doubled, "commands", 0, at_most=True, required=True),
        Figure("views that differ from their rebuild", len(differing), "views", 0, at_most=True, required=True),
    ]


@contextmanager
def _house() -> Generator[tuple[House, Path]]:
    """`unison serve` and another worker; for root on a disk of its own."""
    if AS_ROOT:
        with small_disk(DISK_MB) as disk, _running(House(disk / "data", free_port())) as house:
            yield house, disk
    else:
        folder = Path(tempfile.gettempdir()) / f"unison-crashes-{uuid4().hex[:8]}"
        with _running(House(folder, free_port())) as house:
            yield house, folder


@contextmanager
def _running(house: House) -> Generator[House]:
    try:
        house.start_server()
        house.wait_until_ready()
        house.start_worker()
        yield house
    finally:
        house.end()


def _kill_in_turn(house: House, load: Load, size: Size) -> tuple[Counter[str], list[float]]:
    chance, killed, paused_s = random.Random(11), Counter[str](), list[float]()
    pause_at = {round((n + 1) * size.kills / (size.pauses + 1)) for n in range(size.pauses)}
    for number in range(size.kills):
        load.wait_for(len(load.acknowledged) + size.between)
        victim = VICTIMS[number % len(VICTIMS)]
        _kill(house, victim, chance)
        killed[victim] += 1
        if number + 1 in pause_at:
            load.wait_for(len(load.acknowledged) + size.between)
            paused_s.append(_pause_the_leader(house))
    return killed, paused_s


def _kill(house: House, victim: str, chance: random.Random) -> None:
    if victim == "server":
        house.kill("server")
        house.start_server()
    elif victim == "other worker":
        house.kill("worker")
        house.start_worker()
    elif victim == "postmaster":
        house.kill_postgres()
    elif victim == "backend":
        if backends := _backends(house):
            os.kill(chance.choice(backends), signal.SIGKILL)
    else:
        os.kill(house.child(victim), signal.SIGKILL)


def _backends(house: House) -> list[int]:
    """Those that serve a client."""
    postmaster = house.server.postmaster()
    found = children(postmaster) if postmaster else []
    return [pid for pid in found if b" [local] " in _command(pid)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _pause_the_leader(house: House) -> float:
    """Seconds until another one leads than the worker beside `unison serve`, which then goes on."""
    for _ in range(10):
        os.kill(house.child("worker"), signal.SIGKILL)  # so that the other one has the lead, most likely
        house.wait_until_ready()
        if (paused_s := _pause(house, house.processes["worker"].pid)) is not None:
            return paused_s
    raise TimeoutError("the worker beside never led, or never lost the lead")


def _pause(house: House, pid: int) -> float | None:
    """None where the lead did not change: somebody else had it."""
    with database.connect(house.url, "owner") as owner:
        led = "SELECT pid FROM unison.leads WHERE name = 'sequencer'"
        before = owner.execute(led).fetchone()
        began = time.monotonic()
        os.kill(pid, signal.SIGSTOP)
        try:
            while time.monotonic() - began < NOT_LED_S:
                if owner.execute(led).fetchone() not in (before, (None,), None):
                    return time.monotonic() - began
                time.sleep(0.02)
            return None
        finally:
            os.kill(pid, signal.SIGCONT)


def _fill(house: House, load: Load, disk: Path) -> int:
    """How many requests were refused meanwhile, with 503 and nothing else."""
    load.wait_for(len(load.acknowledged) + 20)
    before = load.statuses[503]
    ballast = fill(disk)
    try:
        deadline = time.monotonic() + PATIENCE_S
        while load.statuses[503] - before < 20:
            if time.monotonic() > deadline:
                raise TimeoutError(f"a full disk refuses nothing: {load.statuses}")
            time.sleep(0.05)
        ready = httpx.get(f"http://127.0.0.1:{house.port}/readyz", timeout=30)
        if ready.status_code != 503:
            raise RuntimeError(f"a full disk is no red light: {ready.text}")
    finally:
        ballast.unlink()
    load.wait_for(len(load.acknowledged) + 20)
    return load.statuses[503] - before
