"""What lies in the demo plant's store besides what its orders move: places, coolant, what was counted, sent back and corrected."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

type Step = tuple[datetime, str, dict[str, Any]]
"""When, which command, with what."""

PLACES: tuple[tuple[str, str | None], ...] = (
    ("Rack A", None),
    ("A-01", "Rack A"),
    ("A-02", "Rack A"),
    ("A-03", "Rack A"),
    ("Chemicals", None),
    ("Finished goods", None),
    ("Returns cage", None),
)
BINS = {"AlMgSi bar 60": "A-01", "AlMgSi bar 90": "A-02", "Brass rod 20": "A-03"}
UNIT_COSTS = {"AlMgSi bar 60": ("4.10", "4.22"), "AlMgSi bar 90": ("4.35", "4.31"), "Brass rod 20": ("7.90", "8.15")}
"""EUR for a kilogram, of deliveries with odd and with even numbers."""

RETURNED_KG = {4: "1.5", 10: "3"}
"""By number of the work order: what it did not use and gave back."""
PASSED_OVER = {8: "the older lot is blocked by a delivery"}
"""By number of the work order: why it did not take the oldest lot."""


def received(material: str, number: int) -> dict[str, Any]:
    """Where a delivery was put and what it cost."""
    return {"location": BINS[material], "unit_cost": UNIT_COSTS[material][number % 2 == 0], "currency": "EUR"}


def places(begin: datetime, plant: str) -> Iterator[Step]:
    for place, area in PLACES:
        yield begin, "inventory.register_place", {"place": place, "plant": plant, "area": area}
    retired = {"place": "Returns cage", "plant": plant, "reason": "moved to the goods-in office"}
    yield begin + timedelta(days=4), "inventory.retire_place", retired


def stored(begin: datetime, until: datetime, plant: str) -> Iterator[Step]:
    """Coolant, of which one can has expired by now; a count, a return to the supplier, and a receipt that was weighed again."""
    coolant = {"material": "Coolant concentrate", "unit": "l", "plant": plant, "location": "Chemicals"}
    bought = {"supplier": "Supplier 2", "currency": "EUR", "unit_cost": "3.60"}
    old, fresh = until - timedelta(days=1), until + timedelta(days=200)
    came = begin + timedelta(hours=3)
    yield came, "lots.receive", {"lot": "COOL-001", "quantity": "20", "expires_at": old, **coolant, **bought}
    yield came, "lots.receive", {"lot": "COOL-002", "quantity": "60", "expires_at": fresh, **coolant, **bought}
    counted = {"lot": "COOL-002", "quantity": "57.5", "reason": "monthly count"}
    yield begin + timedelta(days=6, hours=2), "lots.adjust", counted
    back = {"lot": "BR20-004", "quantity": "25", "supplier": "Supplier 1", "reason": "no certificate for these rods"}
    yield begin + timedelta(days=7), "lots.return_to_supplier", back
    weighed = {
        "lot": "AL60-002",
        "movement": 1,
        "quantity": "398.5",
        "why": "weighed again: the delivery note said 398.5 kg",
    }
    yield begin + timedelta(days=5), "lots.correct_movement", weighed
