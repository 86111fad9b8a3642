"""A command over HTTP against a request on the same server that is signed in, routed and parsed like it, and does nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from tests.bench.client import Request
from tests.bench.http_server import DISPATCHED_NO_OP, NO_OP
from tests.bench.measuring import Figure, Rounds, Scale, take_turns
from tests.bench.rig import Rig, Served, organization

ORDERS = 64
MACHINES = 40
AIMS = {1: 0.55, 8: 0.9}
"""By how many clients: what part of the no-op's rate a command is to reach."""
_BEGIN = datetime(2026, 3, 2, 6, tzinfo=UTC)
_STEP = timedelta(minutes=12)


@dataclass(frozen=True, slots=True)
class Size:
    """Requests of all clients in one round, and rounds."""

    requests: int
    rounds: int


SIZES = {Scale.FULL: Size(2_000, 9), Scale.QUICK: Size(1_000, 5), Scale.TINY: Size(64, 1)}


def run(rig: Rig) -> list[Figure]:
    size, figures = SIZES[rig.scale], list[Figure]()
    with rig.database() as url, rig.served(url, organization(url), views=0) as served:
        prepare(served)
        for clients, aim in AIMS.items():
            rounds = _compared(served, size, clients)
            with_clients = f"{clients} client{'s' if clients > 1 else ''}"
            figures += [
                Figure(f"no-op POST, {with_clients}", rounds.median("no-op"), "requests/s"),
                Figure(f"command over HTTP, {with_clients}", rounds.median("command"), "commands/s"),
                Figure(f"command / no-op POST, {with_clients}", rounds.ratio("command", "no-op"), "of it", aim),
                Figure(
                    f"command / dispatched no-op, {with_clients}", rounds.ratio("command", "dispatched no-op"), "of it"
                ),
            ]
    return figures


def prepare(served: Served) -> None:
    """Machines, and orders that are running."""
    there = {"occurred_at": _BEGIN.isoformat()}
    machines = [f"LATHE-{number}" for number in range(MACHINES)]
    served.must_send([[served.command("/equipment/register", {"equipment": machine, **there})] for machine in machines])
    planned = {"product": "SHAFT", "quantity_pcs": 500, **there}
    orders = [f"WO-{number}" for number in range(ORDERS)]
    served.must_send(
        [
            [
                served.command("/work-orders/create", {"work_order": order, **planned}),
                served.command("/work-orders/release", {"work_order": order}),
                served.command("/work-orders/start", {"work_order": order}),
            ]
            for order in orders
        ]
    )


def log_production(served: Served, number: int, path: str = "/work-orders/log-production") -> Request:
    """A report for one of the running orders. Those of one machine follow each other."""
    started_at = _BEGIN + number // MACHINES * _STEP
    body = {
        "work_order": f"WO-{number % ORDERS}",
        "equipment": f"LATHE-{number % MACHINES}",
        "started_at": started_at.isoformat(),
        "ended_at": (started_at + _STEP).isoformat(),
        "good_pcs": 118,
        "rejected_pcs": 2,
        "reason": "burr",
    }
    return served.command(path, body)


def _compared(served: Served, size: Size, clients: int) -> Rounds:
    def reached(request: Callable[[int], Request]) -> float:
        numbers = range(size.requests)
        outcome = served.send([[[request(n)] for n in numbers[client::clients]] for client in range(clients)])
        if outcome.failed:
            raise RuntimeError(f"{outcome.failed} failed: {outcome.first_failure}")
        return outcome.per_second

    return take_turns(
        size.rounds,
        {
            "no-op": partial(reached, partial(log_production, served, path=NO_OP)),
            "dispatched no-op": partial(reached, partial(log_production, served, path=DISPATCHED_NO_OP)),
            "command": partial(reached, partial(log_production, served)),
        },
    )
