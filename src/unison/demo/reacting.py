"""What leads to something by itself in the demo plant: rod that is out of specification is held, a mill that breaks down pauses its
order."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from unison.demo import stocking
from unison.demo.defining import PRODUCTS, Step

DIAMETER = "Brass rod 20 diameter"
ORDER = "WO-1025"


def led_to(until: datetime, plant: str) -> Iterator[Step]:
    yield from _measured_at_receipt(until - timedelta(hours=3), plant)
    yield from _broke_down(until - timedelta(hours=2), plant)


def _measured_at_receipt(at: datetime, plant: str) -> Iterator[Step]:
    """Two deliveries are measured; of the second a value lies above its limit."""
    limits = {"lsl": "19.95", "usl": "20.02", "target": "19.98", "unit": "mm", "subgroup_size": 3}
    yield at, "quality.define_characteristic", {"characteristic": DIAMETER, "plant": plant, **limits}
    response = {"characteristic": DIAMETER, "response": "hold_out_of_specification"}
    yield at, "quality.set_violation_response", response
    rod = {"material": "Brass rod 20", "quantity": "60", "unit": "kg", "plant": plant, "supplier": "Supplier 1"}
    for lot, values in (("BR20-007", ["19.98", "19.97", "19.99"]), ("BR20-008", ["19.99", "20.04", "19.98"])):
        at += timedelta(minutes=10)
        yield at, "lots.receive", {"lot": lot, **rod, **stocking.received("Brass rod 20", 7)}
        measured = {"characteristic": DIAMETER, "subgroup": lot, "values": values, "lot": lot}
        yield at + timedelta(minutes=4), "quality.record_subgroup", measured


def _broke_down(at: datetime, plant: str) -> Iterator[Step]:
    order = {"work_order": ORDER}
    due = {"due_at": at + timedelta(days=5), "priority": 60}
    yield at, "work_orders.create", {**order, "product": PRODUCTS[0][0], "quantity_pcs": 20, "plant": plant, **due}
    yield at, "work_orders.release", order
    yield at + timedelta(minutes=5), "work_orders.start", {**order, "equipment": "Mill 1"}
    stopped = {"equipment": "Mill 1", "state": "breakdown", "reason": "spindle bearing is loud"}
    yield at + timedelta(minutes=80), "equipment.change_state", stopped
