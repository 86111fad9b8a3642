"""From a command to the row that can be read: reports of production at 300 commands/s, with all workers running.

A projection's rows and its position are committed together, so a fact's rows can be read from the moment when the position
is seen to have passed it. The time runs from when the command was due, whether or not the server kept up.
"""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg

from tests.bench.commands import log_production, prepare
from tests.bench.measuring import Figure, Scale, percentile
from tests.bench.rig import Rig, organization
from unison.infrastructure import database

PER_SECOND = 300
CLIENTS = 8
AIMS_MS = {"work_order_board": 130, "oee": 250}
"""Of the p99, by view: one of the fast lane, and the one that costs most."""
_LOOK_S = 0.002


@dataclass(frozen=True, slots=True)
class Size:
    """How long commands are sent, in seconds."""

    seconds: float


SIZES = {Scale.FULL: Size(30), Scale.QUICK: Size(5), Scale.TINY: Size(0.5)}


@dataclass
class _Watch:
    """Notes when each projection is first seen at a position."""

    url: str
    seen: dict[str, list[tuple[int, float]]] = field(default_factory=dict[str, list[tuple[int, float]]])
    done: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        with database.connect(self.url, "worker") as connection:
            while not self.done.wait(_LOOK_S):
                rows = connection.execute("SELECT name, position FROM unison.consumers").fetchall()
                now = time.monotonic()
                for projection, cell_seq in rows:
                    steps = self.seen.setdefault(projection, [])
                    if not steps or steps[-1][0] < cell_seq:
                        steps.append((cell_seq, now))

    def reached(self, cell_seq: int) -> bool:
        return all(projection in self.seen and self.seen[projection][-1][0] >= cell_seq for projection in AIMS_MS)


def run(rig: Rig) -> list[Figure]:
    count = int(PER_SECOND * SIZES[rig.scale].seconds)
    with rig.database() as url, rig.served(url, organization(url)) as served:
        prepare(served)
        tasks = [[log_production(served, number)] for number in range(count)]
        watch = _Watch(url)
        looking = threading.Thread(target=watch.look)
        looking.start()
        try:
            outcome = served.send([tasks[client::CLIENTS] for client in range(CLIENTS)], interval_s=1 / PER_SECOND)
            if outcome.failed:
                raise RuntimeError(f"{outcome.failed} failed: {outcome.first_failure}")
            with database.connect(url, "owner") as connection:
                placed = _placed(connection, outcome.due_s)
            _wait(watch, max(placed.values()))
        finally:
            watch.done.set()
            looking.join()
        with database.connect(url, "owner") as connection:
            _check_rows(connection, count)
    figures = [Figure("commands answered", outcome.per_second, "commands/s")]
    figures += [
        Figure("a command's answer, p99", percentile(outcome.times_s, 0.99) * 1000, "ms"),
    ]
    for projection, aim in AIMS_MS.items():
        lags = _lags(watch.seen[projection], placed, outcome.due_s)
        figures += [
            Figure(f"from command to row in {projection}, p50", percentile(lags, 0.5) * 1000, "ms"),
            Figure(f"from command to row in {projection}, p99", percentile(lags, 0.99) * 1000, "ms", aim, at_most=True),
        ]
    return figures


def _placed(connection: psycopg.Connection[Any], due_s: dict[str, float]) -> dict[str, int]:
    """Where each command's fact stands, by the number that positions count in, once all are numbered."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with connection.transaction():
            connection.execute("SET LOCAL ROLE unison_worker")
            rows = connection.execute(
                "SELECT meta->>'command_id', cell_seq FROM unison.feed_events WHERE meta->>'command_id' = ANY (%s)",
                (list(due_s),),
            ).fetchall()
        if len(rows) == len(due_s):
            return dict(rows)
        time.sleep(0.1)
    raise RuntimeError("the feed has not got every command's fact")


def _wait(watch: _Watch, cell_seq: int) -> None:
    deadline = time.monotonic() + 60
    while not watch.reached(cell_seq):
        if time.monotonic() > deadline:
            raise RuntimeError(f"the projections have not got every fact: {watch.seen}")
        time.sleep(0.05)


def _check_rows(connection: psycopg.Connection[Any], count: int) -> None:
    with connection.transaction():
        connection.execute("SET LOCAL ROLE unison_worker")
        for table in ("work_order_board.reports", "oee.reports"):
            row = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
            if row is None or row[0] != count:
                raise RuntimeError(f"{table} has {row} rows of {count}")


def _lags(steps: list[tuple[int, float]], placed: dict[str, int], due_s: dict[str, float]) -> list[float]:
    lags, place = list[float](), 0
    for command_id, cell_seq in sorted(placed.items(), key=lambda item: item[1]):
        while steps[place][0] < cell_seq:
            place += 1
        lags.append(steps[place][1] - due_s[command_id])
    return lags
