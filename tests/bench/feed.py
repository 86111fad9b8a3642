"""The feed's makers and readers in events/s: the sequencer, each projector that has fallen behind, each rebuild.

A projector is counted by the facts that it takes, not by those of the feed that it passes over.
"""

import statistics
import time
from dataclasses import dataclass
from typing import Any

import psycopg

from tests.bench.facts import Plant
from tests.bench.measuring import Figure, Scale
from tests.bench.rig import Rig, organization
from unison.infrastructure import database
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.parallel import rebuild_all
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.sequencer import Sequencer
from unison.main import PROJECTIONS


@dataclass(frozen=True, slots=True)
class Size:
    """Events of one round, and rounds: the feed grows from round to round."""

    events: int
    rounds: int


CATCHES_UP = {"oee": 10_000, "costing": 5_000}
IS_REBUILT = {"oee": 20_000, "costing": 10_000}
"""Aims in events/s of the views that count more than rows; of the others `SIMPLE`, to catch up and to be rebuilt."""
SIMPLE = (40_000, 60_000)

SIZES = {Scale.FULL: Size(50_000, 5), Scale.QUICK: Size(15_000, 3), Scale.TINY: Size(500, 1)}


def run(rig: Rig) -> list[Figure]:
    size, plant = SIZES[rig.scale], Plant()
    sequenced, caught_up = list[float](), {projection.name: list[float]() for projection in PROJECTIONS}
    with rig.database() as url:
        tenant = organization(url)
        with database.connect(url, "worker") as worker, database.connect(url, "owner") as owner:
            sequencer = Sequencer(worker)
            for _ in range(size.rounds):
                stored = plant.store(owner, tenant, size.events)
                sequenced.append(stored / _timed(sequencer.drain))
                for projection in PROJECTIONS:
                    before = _taken(owner, projection, _position(owner, projection))
                    taken = -before + _taken(owner, projection, None)
                    caught_up[projection.name].append(taken / _timed(ConsumerWorker(worker, projection).catch_up))
            figures = [Figure("sequencer", statistics.median(sequenced), "events/s", 20_000)]
            told = {name: statistics.median(speeds) for name, speeds in caught_up.items()}
            measured = [
                each for each in PROJECTIONS if told[each.name]
            ]  # of the others the plant tells next to nothing
            for projection in measured:
                speed = told[projection.name]
                aim = CATCHES_UP.get(projection.name, SIMPLE[0])
                figures.append(Figure(f"{projection.name} catches up", speed, "events/s", aim))
            took = dict[str, float]()
            for projection in measured:
                took[projection.name] = statistics.median(
                    _timed(lambda p=projection: rebuild(owner, p)) for _ in range(min(3, size.rounds))
                )
                speed = _taken(owner, projection, None) / took[projection.name]
                aim = IS_REBUILT.get(projection.name, SIMPLE[1])
                figures.append(Figure(f"{projection.name} is rebuilt", speed, "events/s", aim))
            at_once = _timed(lambda: rebuild_all(url, measured, lambda _: lambda _reached, _end: None))
            figures.append(Figure("all of them, two at once", sum(took.values()) / at_once, "times as fast"))
    return figures


def _timed(run: Any) -> float:
    begin = time.monotonic()
    run()
    return time.monotonic() - begin


def _position(connection: psycopg.Connection[Any], projection: Projection) -> int:
    row = connection.execute("SELECT position FROM unison.consumers WHERE name = %s", (projection.name,)).fetchone()
    assert row is not None
    return row[0]


def _taken(connection: psycopg.Connection[Any], projection: Projection, up_to: int | None) -> int:
    """How many facts of the feed the projection takes, up to a feed number."""
    with connection.transaction():
        connection.execute("SET LOCAL ROLE unison_worker")
        row = connection.execute(
            """SELECT count(*) FROM unison.feed_events
               WHERE topic = ANY (%s) AND (%s::bigint IS NULL OR cell_seq <= %s)""",
            (projection.topics, up_to, up_to),
        ).fetchone()
    assert row is not None
    return row[0]
