"""The lanes at work: whole orders over HTTP, a view that has fallen behind, a leader that is killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, LiteralString
from uuid import uuid4

import psycopg

from tests.bench.measuring import Scale
from tests.bench.orders import CLIENTS, plant, six_requests
from tests.bench.rig import prepared
from tests.bench.worker import TWICE
from tests.spine import append, contents, event, everything, lot_moves, project, sequence
from unison.infrastructure import database
from unison.infrastructure.feed.consumer import SQL
from unison.infrastructure.feed.lane import PAGE, LaneReader
from unison.infrastructure.feed.parking import parked_streams
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.projection.workers import Workers
from unison.lots.domain.facts import LotMoved
from unison.main import PROJECTIONS

BY_NAME = {projection.name: projection for projection in PROJECTIONS}
GENEALOGY, STOCK = BY_NAME["genealogy"], BY_NAME["stock"]

TAKES_OVER_WITHIN_S = 10
"""Seconds from the kill to the row."""
ORDERS = 6
"""For each client."""


def test_after_whole_orders_every_view_is_what_its_rebuild_is() -> None:
    """Half of them take from one lot; each view is kept twice, by one lane or the other."""
    with prepared(Scale.TINY) as rig, plant(rig, len(TWICE)) as line:
        lots = [client if client % 2 else 0 for client in range(CLIENTS)]
        outcome = line.served.send([[six_requests(line.served, lot) for _ in range(ORDERS)] for lot in lots])
        assert (outcome.failed, outcome.first_failure) == (0, None)
        line.until_level()
        live = everything(line.url, TWICE)
        assert any(live["costing"].values())
        with database.connect(line.url, "owner") as owner:
            assert parked_streams(owner) == []
            for projection in PROJECTIONS:
                assert live[f"{projection.name}_too"] == live[projection.name]
                rebuild(owner, projection)
        assert everything(line.url) == {name: live[name] for name in BY_NAME}


def _position(connection: psycopg.Connection[Any], name: str) -> int:
    row = connection.execute("SELECT position FROM unison.consumers WHERE name = %s", (name,)).fetchone()
    assert row is not None
    return row[0]


def _behind(connection: psycopg.Connection[Any]) -> list[str]:
    where = {"names": [GENEALOGY.name, STOCK.name], "page": PAGE}
    return [name for (name,) in connection.execute(SQL["list_behind"], where).fetchall()]


def _until(done: Callable[[], bool], seconds: float, otherwise: LiteralString) -> float:
    """Waits; answers how long it took, in seconds."""
    begin = time.monotonic()
    while not done():
        assert time.monotonic() < begin + seconds, otherwise
        time.sleep(0.05)
    return time.monotonic() - begin


def test_a_view_that_is_behind_leaves_its_lane_and_comes_back_when_it_is_level(own_database_url: str) -> None:
    url = own_database_url
    with database.connect(url, "owner") as owner, database.connect(url, "worker") as worker:
        organization, count = uuid4(), PAGE + 1_000
        append(owner, organization, *lot_moves("L", count))
        project(url, STOCK)
        assert _behind(worker) == [GENEALOGY.name]

        lane = LaneReader(worker, "fast", [GENEALOGY, STOCK])
        lane.catch_up()
        assert _position(worker, GENEALOGY.name) == 0, "the lane waits for nobody"

        workers = Workers(url, [GENEALOGY, STOCK])
        workers.start()
        try:
            _until(lambda: _position(worker, GENEALOGY.name) == _position(worker, STOCK.name), 60, "it is not level")
        finally:
            workers.stop()
        assert _behind(worker) == []
        append(owner, organization, event("lots:L", count + 1, LotMoved(location="back")))
        sequence(url)
        assert lane.step() is not None
        assert _position(worker, GENEALOGY.name) == _position(worker, STOCK.name) == count + 1
        live = everything(url, [GENEALOGY, STOCK])
        for projection in (GENEALOGY, STOCK):
            rebuild(owner, projection)
    assert everything(url, [GENEALOGY, STOCK]) == live


@contextmanager
def _work(url: str) -> Generator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "UNISON_DATABASE_URL": url}
    with subprocess.Popen([sys.executable, "-m", "unison.cli", "work"], env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def test_another_process_takes_over_when_the_leader_is_killed(own_database_url: str) -> None:
    url, organization = own_database_url, uuid4()
    with database.connect(url, "owner") as owner, database.connect(url, "worker") as worker:

        def is_level() -> bool:
            row = worker.execute("SELECT count(*) FROM unison.events").fetchone()
            assert row is not None
            return all(_position(worker, name) == row[0] for name in BY_NAME)

        first, second, third = lot_moves("L", 3)
        with _work(url) as leader:
            append(owner, organization, first)
            _until(is_level, 30, "the leader does not work")
            with _work(url):
                _until(lambda: _tries(owner), 30, "the other process does not try")
                append(owner, organization, second)
                _until(is_level, 30, "the leader does not work")
                leader.kill()
                append(owner, organization, third)
                assert _until(is_level, 30, "nobody takes over") < TAKES_OVER_WITHIN_S
        assert any(contents(url, "genealogy").values())


def _tries(owner: psycopg.Connection[Any]) -> bool:
    """Whether a session asked for a lead and does not have it."""
    asked = "SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT unison.end_deaf_leader%'"
    return owner.execute(asked).fetchone() is not None
