"""A customer, an order delivered in part and closed, one cancelled and created anew, and one that is late."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    customer, first = {"customer": "C-1"}, {"sales_order": "XS-1"}
    yield "sales.register_customer", {**customer, "name": "Pump maker"}
    yield "sales.change_customer", {**customer, "country": "DE"}
    yield "sales.block_customer", {**customer, "reason": "unpaid"}
    yield "sales.unblock_customer", customer
    bars = {"line": 10, "product": "steel", "quantity": "20", "unit": "kg"}
    gears = {"line": 20, "product": "Gear", "quantity": "5"}
    yield "sales.create_order", {**first, **customer, "due_on": "2026-03-06", "lines": [bars, gears]}
    yield "sales.change_line", {**first, "line": 10, "quantity": "25"}
    delivery = {**first, "line": 10, "delivery": "XD-1"}
    yield "sales.deliver", {**delivery, "lot": "XL-1", "quantity": "20"}
    yield "sales.return_goods", {**delivery, "quantity": "2", "reason": "bent"}
    yield "sales.cancel_line", {**first, "line": 20, "reason": "not needed"}
    yield "sales.close_order", first
    yield "sales.create_order", {"sales_order": "XS-2", **customer}
    yield "sales.cancel_order", {"sales_order": "XS-2", "reason": "not needed"}
    yield "sales.create_order", {"sales_order": "XS-2", **customer, "lines": [bars]}
    yield "sales.create_order", {"sales_order": "XS-3", **customer, "due_on": "2026-03-02", "lines": [gears]}


SAMPLES = Samples(
    story=story,
    theirs={"sales_order": "XS-1", "customer": "C-1", "line": 10, "delivery": "XD-1"},
    any={"late": None, "blocked": None},
    elsewhere={
        "/api/v1/sales-orders": {"status": "closed", "search": "XS"},
        "/api/v1/customers": {"search": "Pump"},
    },
    marks=("XS-", "Pump maker"),
)
