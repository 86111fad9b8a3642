"""What stands before the machines of the demo plant now: one order under way, one that waits and is late, the others to come; for
the most urgent of them its material is reserved."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from unison.demo import selling, stocking, working
from unison.demo.defining import MACHINES, PRODUCTS, Step


def planned(until: datetime, plant: str) -> Iterator[Step]:
    for number in range(19, 25):
        product = PRODUCTS[number % 3][0]
        order = f"WO-{1000 + number}"
        at, due = until - timedelta(hours=30 - number), until + timedelta(days=number - 20.5)
        yield from selling.ordered(number, product, at - timedelta(minutes=9), (due + timedelta(days=2)).date())
        created = {
            "work_order": order,
            "product": product,
            "quantity_pcs": 100,
            "plant": plant,
            "due_at": due,
            "priority": 50,
            "over_completion_percent": "5",
            "operations": _operations_of(number),
        }
        yield at, "work_orders.create", {**created, **selling.made_for(number)}
        if number < 22:
            yield at + timedelta(minutes=30), "work_orders.release", {"work_order": order}
    yield from _under_way(until - timedelta(hours=4), plant)
    held = {"work_order": "WO-1021", "reason": "drawing is being changed"}
    yield until - timedelta(hours=2), "work_orders.hold", held
    sooner = {"work_order": "WO-1023", "priority": 90, "reason": "the customer's line stands still"}
    yield until - timedelta(hours=3), "work_orders.reschedule", sooner
    reserved = {"work_order": "WO-1023", "lot": stocking.raw(PRODUCTS[2][1], 6), "quantity": "80"}
    yield until - timedelta(hours=2, minutes=55), "work_orders.reserve_lot", reserved


def _operations_of(number: int) -> list[dict[str, Any]]:
    """The work centers that the product passes, with the standard time of a piece; one of two lathes does."""
    centers = dict(MACHINES)
    cycles = {centers[machine]: cycle_s for machine, cycle_s in PRODUCTS[number % 3][2].items()}
    return [
        {
            "operation": center,
            "sequence": 10 * place,
            "work_center": center,
            "setup_s": "1500",
            "cycle_time_s": str(cycle_s),
            "certificates": ["lathe"] if center == "turning" else [],
        }
        for place, (center, cycle_s) in enumerate(cycles.items(), start=1)
    ]


def _under_way(begun: datetime, plant: str) -> Iterator[Step]:
    yield begun, "work_orders.start", {"work_order": "WO-1019"}
    yield from working.at_work(begun)
    sawn = begun + timedelta(minutes=50)
    yield _ran("Saw 1", begun, sawn, good_pcs=98, rejected_pcs=2)
    set_up, turned = sawn + timedelta(minutes=20), sawn + timedelta(minutes=110)
    yield _ran("Lathe 2", sawn, set_up, activity="setup")
    yield _ran("Lathe 2", set_up, turned, good_pcs=61, rejected_pcs=1)
    taken = {"work_order": "WO-1019", "quantity_pcs": 60, "lots": [stocking.raw(PRODUCTS[1][1], 6)]}
    yield turned + timedelta(minutes=1), "work_orders.backflush", taken
    yield begun + timedelta(hours=1), "work_orders.start", {"work_order": "WO-1020"}
    waits = {"work_order": "WO-1020", "reason": "waiting for brass rod"}
    yield begun + timedelta(hours=2), "work_orders.pause", waits
    yield from _rework(turned, plant)


def _ran(machine: str, begun: datetime, ended: datetime, **told: Any) -> Step:
    report = {
        "work_order": "WO-1019",
        "equipment": machine,
        "operation": dict(MACHINES)[machine],
        "operator": "badge-12",
    }
    why = {"reason": "burr", "scrap_reason": "burr"} if told.get("rejected_pcs") else {}
    return ended, "work_orders.log_production", {**report, "started_at": begun, "ended_at": ended, **why, **told}


def _rework(turned: datetime, plant: str) -> Iterator[Step]:
    """Pieces whose bore was too small are bored again, in an order of their own; one report was miscounted, one typed twice."""
    ended = turned + timedelta(minutes=10)
    for log, pieces in (("rework 1", 3), ("rework 2", 2)):
        yield _ran("Lathe 2", turned, ended, log=log, rework_pcs=pieces, reason="bore too small")
    _, _, counted = _ran("Lathe 2", turned, ended, log="rework 1", rework_pcs=2, reason="bore too small")
    yield ended + timedelta(minutes=3), "work_orders.correct_log", {**counted, "why": "one was within gauge"}
    twice = {"work_order": "WO-1019", "log": "rework 2", "why": "typed twice"}
    yield ended + timedelta(minutes=4), "work_orders.strike_log", twice
    again = {"operation": "turning", "sequence": 10, "work_center": "turning", "cycle_time_s": "70"}
    rework = {"work_order": "WO-1019-R", "product": PRODUCTS[1][0], "quantity_pcs": 2, "plant": plant}
    yield ended + timedelta(minutes=9), "work_orders.create", {**rework, "rework_of": "WO-1019", "operations": [again]}
