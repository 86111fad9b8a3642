"""What a server costs that nobody uses: processor time and memory of all that `unison serve` starts, together.

It has a database server of its own: memory that other benches have touched would count here.
"""

import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.bench.measuring import Figure, Scale
from tests.bench.rig import Rig
from tests.crashing import House, free_port


@dataclass(frozen=True, slots=True)
class Size:
    """How long the server is left alone before it is watched, and how long it is watched, in seconds."""

    settle: float
    watched: float


SIZES = {Scale.FULL: Size(150, 60), Scale.QUICK: Size(5, 10), Scale.TINY: Size(0.5, 0.5)}


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    with _house() as house:
        ours = {
            "`unison serve`": [house.processes["server"].pid],
            "API": [house.child("api")],
            "workers": [house.child("worker")],
        }
        postmaster = house.server.postmaster()
        assert postmaster is not None, "it is ready"
        time.sleep(size.settle)
        before = {name: cpu_s(pids) for name, pids in _with_postgresql(ours, postmaster).items()}
        time.sleep(size.watched)
        watched = _with_postgresql(ours, postmaster)
        load = {name: (cpu_s(pids) - before[name]) / size.watched * 100 for name, pids in watched.items()}
        memory = {name: _memory_mb(pids) for name, pids in watched.items()}
    return [
        *(Figure(f"{name}: processor", share, "% of a core") for name, share in load.items()),
        Figure("processor", sum(load.values()), "% of a core", 0.8, at_most=True),
        *(Figure(f"{name}: memory", megabytes, "MB") for name, megabytes in memory.items()),
        Figure("memory", sum(memory.values()), "MB", 135, at_most=True),
        Figure("processes of PostgreSQL", len(watched["PostgreSQL"]), "processes"),
    ]


@contextmanager
def _house() -> Generator[House]:
    house = House(Path(tempfile.gettempdir()) / f"unison-idle-{uuid4().hex[:8]}", free_port())
    try:
        house.start_server()
        house.wait_until_ready()
        yield house
    finally:
        house.end()


def _with_postgresql(ours: dict[str, list[int]], postmaster: int) -> dict[str, list[int]]:
    """The process ids by part; PostgreSQL's processes come and go."""
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return {**ours, "PostgreSQL": [postmaster, *map(int, children)]}


def cpu_s(pids: Sequence[int]) -> float:
    """Seconds on a core since they began, to the nanosecond; PostgreSQL's children that have ended are not in it."""
    threads = (path for pid in pids for path in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(path.read_text().split()[0]) for path in threads) / 1e9


def _memory_mb(pids: Sequence[int]) -> float:
    """Their proportional set size: what is shared by n processes counts a n-th in each."""
    return sum(_pss_kb(pid) for pid in pids) / 1024


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
