"""What the demo plant knows of its materials: units, of what its products are made, how they are costed, what machines cost."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

type Step = tuple[datetime, str, dict[str, Any]]
"""When, which command, with what."""

MACHINES: tuple[tuple[str, str], ...] = (
    ("Saw 1", "cutting"),
    ("Lathe 1", "turning"),
    ("Lathe 2", "turning"),
    ("Mill 1", "milling"),
    ("Mill 2", "milling"),
    ("Anodising line", "finishing"),
)
PRODUCTS: tuple[tuple[str, str, dict[str, int]], ...] = (
    (
        "Valve body VB-40",
        "AlMgSi bar 60",
        {"Saw 1": 20, "Lathe 1": 95, "Lathe 2": 95, "Mill 1": 140, "Anodising line": 25},
    ),
    ("Flange F-80", "AlMgSi bar 90", {"Saw 1": 25, "Lathe 1": 70, "Lathe 2": 72, "Mill 2": 80, "Anodising line": 20}),
    ("Spindle nut SN-12", "Brass rod 20", {"Saw 1": 8, "Lathe 1": 40, "Lathe 2": 38}),
)
"""What is made, of what, and how many seconds a piece takes on each machine; one of the two lathes turns it."""

MATERIALS: tuple[dict[str, Any], ...] = (
    {"material": "AlMgSi bar 60", "base_unit": "kg", "name": "Round bar EN AW-6082, 60 mm", "units": {"m": "7.634", "t": "1000"},
     "sap_material": "000000000000100060"},
    {"material": "AlMgSi bar 90", "base_unit": "kg", "name": "Round bar EN AW-6082, 90 mm", "units": {"m": "17.177", "t": "1000"},
     "sap_material": "000000000000100090"},
    {"material": "Brass rod 20", "base_unit": "kg", "name": "Rod CW614N, 20 mm", "units": {"m": "2.67", "t": "1000"},
     "sap_material": "000000000000100120"},
    {"material": "Coolant concentrate", "base_unit": "l", "units": {"can": "20"}, "shelf_life_days": 365},
    {"material": "Valve body VB-40", "base_unit": "pcs", "name": "Valve body, anodised", "units": {"box": "12"}},
    {"material": "Flange F-80", "base_unit": "pcs", "name": "Flange 80 mm, anodised", "units": {"box": "10"}},
    {"material": "Spindle nut SN-12", "base_unit": "pcs", "name": "Spindle nut M12", "units": {"bag": "50"}},
    {"material": "Brass chips", "base_unit": "kg", "tracking": "none", "name": "Turnings, sold to the foundry"},
    {"material": "Torque sensor TS-2", "base_unit": "pcs", "tracking": "serial", "name": "Sensor for the spindle, 20 Nm"},
    {"material": "Spindle nut SN-10", "base_unit": "pcs", "name": "Spindle nut M10"},
)  # fmt: skip
MADE_OF = {
    "Valve body VB-40": "AlMgSi bar 60",
    "Flange F-80": "AlMgSi bar 90",
    "Spindle nut SN-12": "Brass rod 20",
}
KG_A_PIECE = "0.78"
METHODS = (("AlMgSi bar 60", "fifo", None), ("AlMgSi bar 90", "lifo", None), ("Flange F-80", "standard", "11.40"))
RATES = (
    ("Saw 1", "38"),
    ("Lathe 1", "62"),
    ("Lathe 2", "62"),
    ("Mill 1", "71"),
    ("Mill 2", "71"),
    ("Anodising line", "95"),
)
"""EUR an hour of a machine."""


def materials(begin: datetime, plant: str) -> Iterator[Step]:
    for each in MATERIALS:
        yield begin, "materials.register", each
    known = begin + timedelta(minutes=1)
    for product, material in MADE_OF.items():
        component = {"material": material, "quantity": KG_A_PIECE, "unit": "kg", "scrap_percent": "2.5"}
        yield known, "materials.set_components", {"product": product, "components": [component]}
    for material in MADE_OF.values():
        yield known, "materials.set_reorder_point", {"material": material, "plant": plant, "quantity": "300"}
    coolant = {"material": "Coolant concentrate", "plant": plant, "quantity": "4", "unit": "can"}
    yield known, "materials.set_reorder_point", coolant
    retired = {"material": "Spindle nut SN-10", "reason": "replaced by SN-12"}
    yield begin + timedelta(days=2), "materials.retire", retired


def costs(begin: datetime, until: datetime, plant: str) -> Iterator[Step]:
    """How stock is costed, what machine time costs, and what was charged to an order and added to a receipt since."""
    for material, method, standard in METHODS:
        body = {"material": material, "plant": plant, "method": method, "standard_cost": standard}
        yield begin + timedelta(minutes=2), "costing.set_method", body
    for equipment, rate in RATES:
        body = {"equipment": equipment, "rate_per_hour": rate, "valid_from": begin}
        yield begin + timedelta(minutes=2), "costing.set_equipment_rate", body
    dearer = {"equipment": "Anodising line", "rate_per_hour": "99", "valid_from": begin + timedelta(days=7)}
    yield begin + timedelta(days=6), "costing.set_equipment_rate", dearer
    tooling = {"work_order": "WO-1003", "amount": "145", "kind": "tooling", "reason": "a form tool for the undercut"}
    yield begin + timedelta(days=3), "costing.charge_order", tooling
    freight = {"lot": "AL60-001", "movement": 1, "amount": "38.50", "reason": "freight, billed a week later"}
    yield until - timedelta(days=1), "costing.add_cost_to_receipt", freight
    dearer = {
        "material": "Coolant concentrate",
        "plant": plant,
        "unit_cost": "3.85",
        "reason": "price list of this month",
    }
    yield until - timedelta(hours=12), "costing.revalue_stock", dearer


def scrap_reasons(begin: datetime, reasons: Iterable[str]) -> Iterator[Step]:
    for reason in reasons:
        body = {"scrap_reason": reason, "text": reason.capitalize()}
        yield begin, "work_orders.define_scrap_reason", body


def books(until: datetime) -> Iterator[Step]:
    """The quarter before the last hundred days is audited."""
    last = (until - timedelta(days=100)).replace(day=1).date() - timedelta(days=1)
    yield until - timedelta(hours=4), "books.close", {"through": last, "reason": "audited and reported"}
