"""A whole production order over HTTP: create, release, start, consume a lot, put out a lot, complete.

Eight clients, each on a material of its own, or all on one lot; six requests for an order, or one batch of six; while the workers
keep the views there are, or twice as many. For comparison: Tryton 8.2 on such a machine made 4.1 orders/s with a p50 of 1.9 s,
and on one lot more than half of them failed.
"""

import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import psycopg

from tests.bench.client import Outcome, Task
from tests.bench.measuring import Figure, Scale, percentile, take_turns
from tests.bench.rig import Rig, Served, organization
from tests.bench.worker import TWICE
from unison.infrastructure import database
from unison.main import PROJECTIONS

CLIENTS = 8
LEVEL_WITHIN_S = 120
"""How long the views may need after the last order of a round before the bench gives up."""


@dataclass(frozen=True, slots=True)
class Size:
    """Orders of all clients in one round, and rounds."""

    orders: int
    rounds: int


SIZES = {Scale.FULL: Size(480, 9), Scale.QUICK: Size(240, 3), Scale.TINY: Size(16, 1)}

_ROUTES = {
    "work_orders.create": "/work-orders/create",
    "work_orders.release": "/work-orders/release",
    "work_orders.start": "/work-orders/start",
    "work_orders.consume_lot": "/work-orders/consume-lot",
    "work_orders.record_output_lot": "/work-orders/record-output-lot",
    "work_orders.complete": "/work-orders/complete",
}


@dataclass(frozen=True, slots=True)
class Plant:
    """A server whose workers keep so many views, and a look at how far they are."""

    views: int
    url: str
    served: Served
    worker: psycopg.Connection[Any]

    def until_level(self) -> float:
        """Waits for every view to have every fact: the seconds. What was put off in one round must not weigh on the next."""
        begin = time.monotonic()
        while self.worker.execute(_BEHIND).fetchall():
            if time.monotonic() > begin + LEVEL_WITHIN_S:
                raise RuntimeError("the views do not come to the end of the feed")
            time.sleep(0.01)
        return time.monotonic() - begin


_BEHIND = """
SELECT name FROM unison.consumers
WHERE position < (SELECT count(*) FROM unison.events) ORDER BY name
"""


@dataclass(frozen=True)
class Contestant:
    """One way to make orders, and what came of it in each round."""

    plant: Plant
    way: str
    order: Callable[[Served, int], Task]
    aim: float | None = None
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    level_s: list[float] = field(default_factory=list[float])

    @property
    def name(self) -> str:
        return f"{self.plant.views} views, {self.way}"

    def reached(self, orders: int) -> float:
        """Orders for each second; answers once all views have them."""
        served, each = self.plant.served, orders // CLIENTS
        outcome = served.send([[self.order(served, client) for _ in range(each)] for client in range(CLIENTS)])
        self.outcomes.append(outcome)
        self.level_s.append(self.plant.until_level())
        return outcome.per_second

    def figures(self, per_second: float) -> list[Figure]:
        times = [time for outcome in self.outcomes for time in outcome.times_s]
        return [
            Figure(f"{self.name}: orders", per_second, "orders/s", self.aim),
            Figure(f"{self.name}: p50 of an order", percentile(times, 0.5) * 1000, "ms"),
            Figure(f"{self.name}: p99 of an order", percentile(times, 0.99) * 1000, "ms"),
            Figure(f"{self.name}: last order to last view", percentile(self.level_s, 0.5) * 1000, "ms"),
            Figure(f"{self.name}: failed", sum(o.failed for o in self.outcomes), "orders", 0, at_most=True),
        ]


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    with plant(rig, len(PROJECTIONS)) as usual, plant(rig, len(TWICE)) as twice:
        few = Contestant(usual, "own lots, six requests", six_requests, 200)
        many = Contestant(twice, "own lots, six requests", six_requests, 185)
        contestants = [
            few,
            many,
            Contestant(usual, "one lot, six requests", lambda served, _: six_requests(served, 0), 150),
            Contestant(twice, "one lot, six requests", lambda served, _: six_requests(served, 0)),
            Contestant(usual, "own lots, one batch", one_batch),
            Contestant(usual, "one lot, one batch", lambda served, _: one_batch(served, 0)),
        ]
        rounds = take_turns(size.rounds, {each.name: partial(each.reached, size.orders) for each in contestants})
    figures = [figure for each in contestants for figure in each.figures(rounds.median(each.name))]
    ratio = rounds.ratio(many.name, few.name)
    return [*figures, Figure(f"{twice.views} views / {usual.views} views", ratio, "of it", 0.9, required=True)]


@contextmanager
def plant(rig: Rig, views: int) -> Generator[Plant]:
    """With a lot for each client."""
    with (
        rig.database(TWICE[:views]) as url,
        rig.served(url, organization(url), views=views) as served,
        database.connect(url, "worker") as worker,
    ):
        served.must_send([[_receive(served, client)] for client in range(CLIENTS)])
        yield Plant(views, url, served, worker)


def _receive(served: Served, client: int) -> Any:
    lot = {"lot": f"BAR-{client}", "material": f"BAR-{client}", "quantity": "100000000", "unit": "kg"}
    return served.command("/lots/receive", lot)


def _order(client: int) -> list[tuple[str, dict[str, Any]]]:
    """The commands of one order that takes from the client's lot."""
    order = f"WO-{uuid.uuid4().hex[:12]}"
    told: list[tuple[str, dict[str, Any]]] = [
        ("work_orders.create", {"product": f"SHAFT-{client}", "quantity_pcs": 100}),
        ("work_orders.release", {}),
        ("work_orders.start", {}),
        ("work_orders.consume_lot", {"lot": f"BAR-{client}", "quantity": "12.5"}),
        ("work_orders.record_output_lot", {"lot": f"LOT-{order}", "quantity": "100"}),
        ("work_orders.complete", {}),
    ]
    return [(name, {"work_order": order, **body}) for name, body in told]


def six_requests(served: Served, client: int) -> Task:
    """An order that takes from the client's lot."""
    return [served.command(_ROUTES[name], body) for name, body in _order(client)]


def one_batch(served: Served, client: int) -> Task:
    return [served.batch(_order(client))]
