"""A currency, rates, methods, and costs that came later."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.samples import Samples, Told


def story(at: datetime) -> Iterator[Told]:
    yield "costing.set_currency", {"currency": "EUR"}
    rate = {"rate_per_hour": "60", "valid_from": at - timedelta(days=1)}
    yield "costing.set_equipment_rate", {"equipment": "X-1", **rate}
    yield "costing.set_method", {"material": "Gear", "method": "standard", "standard_cost": "12.5"}
    yield "costing.charge_order", {"work_order": "XW-1", "amount": "180", "reason": "hardened outside"}
    yield "costing.add_cost_to_receipt", {"lot": "XL-2", "amount": "35.2", "reason": "freight"}
    yield "costing.revalue_stock", {"material": "steel", "unit_cost": "1.85", "reason": "market price"}


SAMPLES = Samples(
    story=story,
    any={"amount": "1", "currency": "EUR", "method": "fifo", "unit_cost": "1"},
    of_the_organization=frozenset({"costing.set_currency", "costing.set_method", "costing.revalue_stock"}),
    by_post=frozenset({"/api/v1/costing/preview"}),
    marks=('"unit_cost":"1.85',),
)
