"""A whole production order over HTTP: create, release, start, consume a lot, put out a lot, complete.

Eight clients, each on a material of its own, or all on one lot; six requests for an order, or one batch of six. For
comparison: Tryton 8.2 on such a machine made 4.1 orders/s with a p50 of 1.9 s, and on one lot more than half of them failed.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bench.client import Outcome, Task
from tests.bench.measuring import Figure, Scale, percentile, take_turns
from tests.bench.rig import Rig, Served, organization

CLIENTS = 8


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


def run(rig: Rig) -> list[Figure]:
    size, told = SIZES[rig.scale], dict[str, list[Outcome]]()
    with rig.database() as url, rig.served(url, organization(url), workers=True) as served:
        served.must_send([[_receive(served, client)] for client in range(CLIENTS)])

        def contestant(name: str, task: Callable[[Served, int], Task]) -> Callable[[], float]:
            told[name] = []

            def reached() -> float:
                each = size.orders // CLIENTS
                outcome = served.send([[task(served, client) for _ in range(each)] for client in range(CLIENTS)])
                told[name].append(outcome)
                return outcome.per_second

            return reached

        rounds = take_turns(
            size.rounds,
            {
                "own lots, six requests": contestant("own lots, six requests", _six_requests),
                "one lot, six requests": contestant("one lot, six requests", lambda s, _: _six_requests(s, 0)),
                "own lots, one batch": contestant("own lots, one batch", _one_batch),
                "one lot, one batch": contestant("one lot, one batch", lambda s, _: _one_batch(s, 0)),
            },
        )
    figures = list[Figure]()
    for name, outcomes in told.items():
        times = [time for outcome in outcomes for time in outcome.times_s]
        aimed = name.endswith("six requests")
        figures += [
            Figure(f"{name}: orders", rounds.median(name), "orders/s", 200 if aimed else None),
            Figure(f"{name}: p50 of an order", percentile(times, 0.5) * 1000, "ms"),
            Figure(f"{name}: p99 of an order", percentile(times, 0.99) * 1000, "ms"),
            Figure(f"{name}: failed", sum(outcome.failed for outcome in outcomes), "orders", 0, at_most=True),
        ]
    return figures


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


def _six_requests(served: Served, client: int) -> Task:
    return [served.command(_ROUTES[name], body) for name, body in _order(client)]


def _one_batch(served: Served, client: int) -> Task:
    return [served.batch(_order(client))]
