"""The demo plant's store besides what its orders move: storage locations, coolant, what was counted, sent back and corrected."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from unison.demo.defining import Step

STORAGE_LOCATIONS: tuple[tuple[str, str | None], ...] = (
    ("Rack A", None),
    ("A-01", "Rack A"),
    ("A-02", "Rack A"),
    ("A-03", "Rack A"),
    ("Chemicals", None),
    ("Finished goods", None),
    ("Chip skip", None),
    ("Tool crib", None),
    ("Returns cage", None),
)
BINS = {"AlMgSi bar 60": "A-01", "AlMgSi bar 90": "A-02", "Brass rod 20": "A-03"}
UNIT_COSTS = {"AlMgSi bar 60": ("4.10", "4.22"), "AlMgSi bar 90": ("4.35", "4.31"), "Brass rod 20": ("7.90", "8.15")}
"""EUR for a kilogram, of deliveries with odd and with even numbers."""

RETURNED_KG = {4: "1.5", 10: "3"}
"""By number of the work order: what it did not use and gave back."""
PASSED_OVER = {8: "the older lot is blocked by a delivery"}
"""By number of the work order: why it did not take the oldest lot."""

LOST_PCS = {11: 2}
"""By number of the work order: pieces that were logged as good and did not come into a lot."""


def raw(material: str, number: int) -> str:
    """The lot of a delivery."""
    return f"{material.split(maxsplit=1)[0].upper()[:2]}{material.rsplit(maxsplit=1)[-1]}-{number:03d}"


def received(material: str, number: int) -> dict[str, Any]:
    """Where a delivery was put and what it cost."""
    return {"location": BINS[material], "unit_cost": UNIT_COSTS[material][number % 2 == 0], "currency": "EUR"}


def storage_locations(begin: datetime, plant: str) -> Iterator[Step]:
    for location, area in STORAGE_LOCATIONS:
        yield begin, "inventory.register_storage_location", {"location": location, "plant": plant, "area": area}
    retired = {"location": "Returns cage", "plant": plant, "reason": "moved to the goods-in office"}
    yield begin + timedelta(days=4), "inventory.retire_storage_location", retired


def stored(begin: datetime, until: datetime, plant: str) -> Iterator[Step]:
    """Coolant, of which one can has expired by now; a count, and what was told afterwards of the hours before it; a return to the
    supplier, and a receipt that was weighed again."""
    coolant = {"material": "Coolant concentrate", "unit": "l", "plant": plant, "location": "Chemicals"}
    bought = {"supplier": "Supplier 2", "currency": "EUR", "unit_cost": "3.60"}
    old, fresh = until - timedelta(days=1), until + timedelta(days=200)
    came = begin + timedelta(hours=3)
    yield came, "lots.receive", {"lot": "COOL-001", "quantity": "20", "expires_at": old, **coolant, **bought}
    yield came, "lots.receive", {"lot": "COOL-002", "quantity": "60", "expires_at": fresh, **coolant, **bought}
    counted = {"lot": "COOL-002", "quantity": "57.5", "reason": "monthly count"}
    yield begin + timedelta(days=6, hours=2), "lots.adjust", counted
    spilled = {"lot": "COOL-002", "quantity": "1.5", "reason": "spilled in the early shift, told the day after"}
    happened = begin + timedelta(days=6)
    yield begin + timedelta(days=7, hours=1), "lots.scrap", {**spilled, "occurred_at": happened}
    back = {"lot": "BR20-004", "quantity": "25", "supplier": "Supplier 1", "reason": "no certificate for these rods"}
    yield begin + timedelta(days=7), "lots.return_to_supplier", back
    weighed = {
        "lot": "AL60-002",
        "movement": 1,
        "quantity": "398.5",
        "why": "weighed again: the delivery note said 398.5 kg",
    }
    yield begin + timedelta(days=5), "corrections.correct_movement", weighed
    for serial in ("TS2-0417", "TS2-0418"):
        sensor = {"lot": serial, "material": "Torque sensor TS-2", "quantity": "1", "unit": "pcs", "plant": plant}
        yield (
            came,
            "lots.receive",
            {**sensor, "location": "Tool crib", "supplier": "Supplier 3", "unit_cost": "412", "currency": "EUR"},
        )
    yield from _of_one_number(came, plant)
    yield from _handled(until)


def _of_one_number(came: datetime, plant: str) -> Iterator[Step]:
    """The two parts of an adhesive have one number on their labels; a second can of one of them joins its lot."""
    kit = {"lot": "230117", "unit": "kg", "plant": plant, "location": "Chemicals", "currency": "EUR"}
    resin = {**kit, "material": "Epoxy resin", "quantity": "25", "supplier": "Supplier 2", "unit_cost": "9.80"}
    hardener = {**kit, "material": "Epoxy hardener", "quantity": "5", "supplier": "Supplier 4", "unit_cost": "14.50"}
    yield came, "lots.receive", resin
    yield came, "lots.receive", {**hardener, "supplier_lot": "H-88412"}
    yield came + timedelta(days=2), "lots.receive", resin
    said = {"supplier_lot": "H-88421", "attributes": {"pot life": "40 min"}, "why": "digits exchanged on the label"}
    yield came + timedelta(days=3), "lots.correct_lot", {"lot": "Epoxy hardener/230117", **said}


def _handled(until: datetime) -> Iterator[Step]:
    """The last day's handling: a hold that was lifted and one that stands, a part split off and put together again, samples."""
    yield until - timedelta(hours=26), "lots.release", {"lot": "BR20-004", "reason": "the certificate has come"}
    yield until - timedelta(hours=25), "lots.hold", {"lot": "AL90-003", "reason": "rust on the bars below"}
    part = {"lot": "AL60-003", "into": "AL60-003-A", "quantity": "100", "location": "A-02"}
    yield until - timedelta(hours=24), "lots.split", part
    yield until - timedelta(hours=9), "lots.merge", {"into": "AL60-004", "lots": ["AL60-003-A"], "location": "A-01"}
    yield until - timedelta(hours=20), "lots.scrap", {"lot": "COOL-001", "quantity": "5", "reason": "spilled"}
    sample = {"lot": "L1004", "customer": "Customer 3", "delivery": "D-1004-S"}
    yield until - timedelta(hours=19), "lots.ship", {**sample, "quantity": "2", "reason": "samples, free of charge"}
    back = {**sample, "quantity": "1", "reason": "not needed any more"}
    yield until - timedelta(hours=4), "lots.return_from_customer", back
    found = {"lot": "L1006", "movement": 2, "quantity": "19", "why": "one piece was found beside the pallet"}
    yield until - timedelta(hours=7), "corrections.correct_movement", found
