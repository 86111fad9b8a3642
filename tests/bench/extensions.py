"""What extensions cost: at rest, among facts of others, and how many facts they take a second.

They run in this process, so its processor time is theirs; PostgreSQL's is that of their connections.
"""

import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.bench.idle import cpu_s
from tests.bench.measuring import Figure, Scale
from tests.bench.rig import Rig, organization
from tests.extensions.seen import EXTENSION, PACKAGE, Seen, SeenView
from tests.spine import append, event, lot_moves, sequence
from unison.equipment.domain import EquipmentRegistered
from unison.extensions.declaring import Extension
from unison.extensions.running import ExtensionWorkers
from unison.extensions.status import standing
from unison.infrastructure import database
from unison.infrastructure.sequencer import sequence as tick
from unison.main import command_handling

LEVEL_S = 600
TRICKLE_S = 0.1
"""Between two facts of others that come one by one, in seconds."""


@dataclass(frozen=True, slots=True)
class Size:
    """Facts of others that stand in the feed, facts that are taken, organizations, and how long is watched, in seconds."""

    others: int
    taken: int
    organizations: int
    watched: float


SIZES = {
    Scale.FULL: Size(100_000, 10_000, 50, 15),
    Scale.QUICK: Size(10_000, 1_000, 10, 5),
    Scale.TINY: Size(50, 20, 2, 0.3),
}


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    return [*_one(rig, size), *_many(rig, size)]


def _one(rig: Rig, size: Size) -> list[Figure]:
    """A single extension in one organization."""
    with rig.database(()) as url:
        plant = organization(url)
        with database.connect(url, "app") as connection:
            for begin in range(0, size.others, 1_000):
                rest = min(1_000, size.others - begin)
                append(connection, plant, *(_foreign(begin + n) for n in range(rest)))
            for begin in range(0, size.taken, 1_000):
                append(connection, plant, *lot_moves(f"L{begin}", min(1_000, size.taken - begin)))
            sequence(url)
            began = time.monotonic()
            with _running(url, [EXTENSION]):
                took_s = time.monotonic() - began
                rest_python, rest_backends = _watched(url, size.watched)
                trickling = rig.clients.submit(_trickle, url, plant, size.watched)
                python, backends = _watched(url, size.watched)
                trickling.result()
    return [
        Figure("facts taken, each with a row of its own", size.taken / took_s, "facts/s"),
        Figure("one extension at rest: Python", rest_python, "% of a core", 1, at_most=True),
        Figure("one extension at rest: its connections", rest_backends, "% of a core"),
        Figure("10 facts/s of others: Python", python, "% of a core"),
        Figure("10 facts/s of others: its connections", backends, "% of a core", 5, at_most=True),
    ]


def _many(rig: Rig, size: Size) -> list[Figure]:
    """Ten extensions in many organizations."""
    ten = [Extension(type(f"Seen{n}", (Seen,), {"name": f"seen_{n}"}), SeenView, PACKAGE) for n in range(10)]
    with rig.database(()) as url:
        with database.connect(url, "app") as connection:
            for each in [organization(url) for _ in range(size.organizations)]:
                append(connection, each, *lot_moves("L1", 2))
        sequence(url)
        threads = threading.active_count()
        with _running(url, ten):
            threads, connections = threading.active_count() - threads, len(_backends(url))
            python, _ = _watched(url, size.watched)
    told = f"10 extensions in {size.organizations} organizations"
    return [
        Figure(f"{told} at rest: Python", python, "% of a core", 1, at_most=True),
        Figure(f"{told}: threads", threads, "threads"),
        Figure(f"{told}: connections", connections, "connections"),
    ]


def _foreign(number: int) -> dict[str, Any]:
    return event(f"equipment:E{number}", 1, EquipmentRegistered(work_center="saw", plant="main"))


@contextmanager
def _running(url: str, extensions: Sequence[Extension]) -> Generator[None]:
    """From when they are level."""
    workers = ExtensionWorkers(url, extensions, command_handling)
    workers.start()
    try:
        with database.connect(url, "owner") as owner:
            deadline = time.monotonic() + LEVEL_S
            while not (stands := standing(owner)) or any(each.behind for each in stands):
                if time.monotonic() > deadline:
                    raise TimeoutError("the extensions are not level")
                time.sleep(0.05)
        yield
    finally:
        workers.stop()


def _backends(url: str) -> list[int]:
    """The server's processes of this program's connections."""
    with database.connect(url, "owner") as owner:
        named = """SELECT pid FROM pg_stat_activity WHERE datname = current_database()
                   AND application_name IN ('unison-app', 'unison-worker')"""
        return [pid for (pid,) in owner.execute(named).fetchall()]


def _watched(url: str, seconds: float) -> tuple[float, float]:
    """Of a core: this process, and its connections."""
    backends = _backends(url)
    python, server = time.process_time(), cpu_s(backends)
    time.sleep(seconds)
    return (time.process_time() - python) / seconds * 100, (cpu_s(backends) - server) / seconds * 100


def _trickle(url: str, plant: UUID, seconds: float) -> None:
    """Facts of others, one by one; in a process of its own, under a name that is not watched."""
    end, number = time.monotonic() + seconds, 0
    with (
        database.connect(url, "app", application_name="trickle") as connection,
        database.connect(url, "worker", application_name="trickle") as worker,
    ):
        while time.monotonic() < end:
            append(connection, plant, _foreign(10**6 + number))
            number += 1
            tick(worker)
            time.sleep(TRICKLE_S)
