"""What growing costs: the same work on a feed of a hundred thousand, a million and five million facts, and with one and with
five hundred organizations.

A large feed is made from a small one: copies of its facts under other stream names, by one INSERT each.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from projections.work_order_board import PROJECTION as BOARD
from tests.bench.facts import Plant
from tests.bench.measuring import Figure, Scale
from tests.bench.rig import Rig, Served, organization
from unison.infrastructure import database
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.verification import verify

ROUNDS = 3
"""Of what is measured at each size; the median counts."""

PAGES = 20
"""Of the feed, read over HTTP at places spread over all of it."""


@dataclass(frozen=True, slots=True)
class Size:
    """Facts of the first feed, how many times as large the others are, facts of one round, at which feed all of it is
    verified, and the numbers of organizations."""

    facts: int
    times: Sequence[int]
    round: int
    verified_at: int
    organizations: Sequence[int]


SIZES = {
    Scale.FULL: Size(100_000, (1, 10, 50), 10_000, 10, (1, 500)),
    Scale.QUICK: Size(10_000, (1, 3), 2_000, 3, (1, 50)),
    Scale.TINY: Size(300, (1, 2), 100, 2, (1, 2)),
}

_COPY = """
INSERT INTO unison.events (organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at, stream_hash)
SELECT organization_id, stream_id || %(mark)s, version, topic, schema_version, data, meta, occurred_at,
  hashtext(stream_id || %(mark)s)
FROM unison.events WHERE pos <= %(first)s ORDER BY pos
"""

_CURSORS = """
SELECT f.seq || '.' || left(encode(f.hash, 'hex'), 16)
FROM unison.chain_heads h CROSS JOIN generate_series(1, %(pages)s) n
JOIN unison.feed f ON f.organization_id = h.organization_id AND f.seq = n * (h.seq / (%(pages)s + 1))
"""
"""Places of the feed of the one organization, evenly spread over it."""


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    figures = _larger_and_larger(rig, size)
    for count in size.organizations:
        figures += _organizations(rig, size, count)
    return figures


def _larger_and_larger(rig: Rig, size: Size) -> list[Figure]:
    figures: list[Figure] = []
    with rig.database() as url:
        tenant, plant = organization(url), Plant()
        with (
            database.connect(url, "worker") as worker,
            database.connect(url, "owner") as owner,
            rig.served(url, tenant, views=0) as served,
        ):
            plant.store(owner, tenant, size.facts)
            first, copies = _last_pos(worker), 1
            for times in size.times:
                for copy in range(copies, times):
                    _copy(owner, tenant, first, f"~{copy}")
                copies = times
                Sequencer(worker).drain()
                named = f"{size.facts * times:,} facts"
                took = _timed(lambda: rebuild(owner, BOARD))
                figures.append(Figure(f"{named}: {BOARD.name} is rebuilt", _taken(worker) / took, "events/s", 60_000))
                owner.execute("VACUUM ANALYZE")
                figures += _at_size(named, owner, worker, tenant, plant, size.round)
                figures.append(_pages(named, served, worker))
                if times == size.verified_at:
                    figures.append(_verified(named, worker))
    return figures


def _at_size(
    named: str, owner: psycopg.Connection[Any], worker: psycopg.Connection[Any], tenant: UUID, plant: Plant, round: int
) -> list[Figure]:
    """New facts on top of what is there: sequenced, and taken by a view."""
    sequenced, caught_up = list[float](), list[float]()
    for _ in range(ROUNDS):
        stored = plant.store(owner, tenant, round)
        sequenced.append(stored / _timed(Sequencer(worker).drain))
        caught_up.append(stored / _timed(ConsumerWorker(worker, BOARD).catch_up))
    return [
        Figure(f"{named}: sequencer", statistics.median(sequenced), "events/s"),
        Figure(f"{named}: {BOARD.name} catches up", statistics.median(caught_up), "events of the feed/s"),
    ]


def _pages(named: str, served: Served, worker: psycopg.Connection[Any]) -> Figure:
    cursors = worker.execute(_CURSORS, {"pages": PAGES}).fetchall()
    tasks = [[served.get(f"/feed?after={cursor}&limit=100")] for (cursor,) in cursors]
    times = served.must_send(tasks, clients=1).times_s
    return Figure(f"{named}: a page of 100 of the feed", statistics.median(times) * 1000, "ms", 10, at_most=True)


def _verified(named: str, worker: psycopg.Connection[Any]) -> Figure:
    begin = time.monotonic()
    result = verify(worker)
    if result.fault is not None:
        raise RuntimeError(f"the feed does not hold: {result.fault.what}")
    return Figure(f"{named}: verify", result.checked / (time.monotonic() - begin), "events/s")


def _organizations(rig: Rig, size: Size, count: int) -> list[Figure]:
    """As facts come in where many work: a few of each organization in turn, behind what each was set up with."""
    with rig.database() as url:
        tenants = [(organization(url), Plant()) for _ in range(count)]
        with database.connect(url, "worker") as worker, database.connect(url, "owner") as owner:
            for tenant, plant in tenants:
                plant.store(owner, tenant, 100)
            Sequencer(worker).drain()
            ConsumerWorker(worker, BOARD).catch_up()
            stored = 0
            while stored < size.round:
                for tenant, plant in tenants:
                    stored += plant.store(owner, tenant, 20)
            sequenced = stored / _timed(Sequencer(worker).drain)
            caught_up = stored / _timed(ConsumerWorker(worker, BOARD).catch_up)
    named = f"{count} organization{'s' * (count > 1)}"
    return [
        Figure(f"{named}: sequencer", sequenced, "events/s"),
        Figure(f"{named}: {BOARD.name} catches up", caught_up, "events of the feed/s"),
    ]


def _copy(owner: psycopg.Connection[Any], tenant: UUID, first: int, mark: str) -> None:
    """As the application stores facts, which sees its organization's alone."""
    with owner.transaction():
        owner.execute("SET LOCAL ROLE unison_app")
        owner.execute("SELECT set_config('app.organization', %s, true)", (str(tenant),))
        owner.execute(_COPY, {"mark": mark, "first": first})


def _last_pos(worker: psycopg.Connection[Any]) -> int:
    return _number(worker, "SELECT max(pos) FROM unison.events")


def _taken(worker: psycopg.Connection[Any]) -> int:
    """How many facts of the feed the board takes."""
    return _number(worker, "SELECT count(*) FROM unison.feed_events WHERE topic = ANY (%s)", BOARD.topics)


def _number(worker: psycopg.Connection[Any], query: Any, *parameters: object) -> int:
    row = worker.execute(query, parameters).fetchone()
    assert row is not None
    return row[0]


def _timed(run: Callable[[], object]) -> float:
    begin = time.monotonic()
    run()
    return time.monotonic() - begin
