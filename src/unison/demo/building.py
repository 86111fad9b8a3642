"""The demo plant's drive units: put out serial by serial, each with the controller that went into it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from unison.demo.defining import Step

ORDER = "WO-1101"


def built(begin: datetime, plant: str) -> Iterator[Step]:
    """Two units: of each it is said which controller it got; the grease went into both."""
    came = begin + timedelta(days=7, hours=1)
    for material in ("Drive unit", "Controller"):
        yield came, "materials.register", {"material": material, "base_unit": "pcs", "tracking": "serial"}
    controller = {"material": "Controller", "quantity": "1", "unit": "pcs", "plant": plant, "supplier": "Supplier 3"}
    for serial in ("CTRL-0001", "CTRL-0002"):
        yield came, "lots.receive", {"lot": serial, "location": "Tool crib", **controller}
    grease = {"lot": "GREASE-001", "material": "Grease", "quantity": "5", "unit": "kg", "plant": plant}
    yield came, "lots.receive", {**grease, "location": "Chemicals"}
    at = came + timedelta(hours=1)
    order = {"work_order": ORDER}
    yield at, "work_orders.create", {**order, "product": "Drive unit", "quantity_pcs": 2, "plant": plant}
    yield at, "work_orders.release", order
    yield at, "work_orders.start", order
    yield at + timedelta(minutes=1), "work_orders.consume_lot", {**order, "lot": "GREASE-001", "quantity": "0.2"}
    for number in (1, 2):
        at += timedelta(hours=1)
        unit = f"DU-{number:04d}"
        yield at, "work_orders.consume_lot", {**order, "lot": f"CTRL-{number:04d}", "quantity": "1", "into": [unit]}
        yield at, "work_orders.record_output_lot", {**order, "serials": [unit], "location": "Finished goods"}
    yield at + timedelta(minutes=5), "work_orders.complete", order
