"""Who buys from the demo plant, what they ordered, and what was delivered: steps for the plant's story.

Each work order is made for a line of a sales order: two neighbouring ones for the two lines of one. Companies go by number.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from unison.demo.defining import Step

CUSTOMERS: tuple[tuple[str, str, str], ...] = (
    ("Customer 3", "Hydraulics maker 3", "DE"),
    ("Customer 7", "Pump maker 7", "AT"),
    ("Customer 12", "Machine builder 12", "CH"),
    ("Customer 15", "Valve dealer 15", "NL"),
)
PRICES = {"Valve body VB-40": "48.50", "Flange F-80": "31.20", "Spindle nut SN-12": "6.40"}
ORDERED_PCS = (20, 24, 30)
SHORT_PCS = {5: 6, 11: 4}
"""Deliveries that fell short: number of the work order, pieces missing."""
RETURNED_PCS = {3: 2}


def line_of(number: int) -> tuple[str, int]:
    """The sales order and its line that the work order with this number is made for."""
    return f"SO-{3000 + (number + 1) // 2}", 10 if number % 2 else 20


def made_for(number: int) -> dict[str, Any]:
    """The same, as a work order tells it."""
    return dict(zip(("sales_order", "sales_order_line"), line_of(number), strict=True))


def customers(begin: datetime) -> Iterator[Step]:
    for customer, name, country in CUSTOMERS:
        yield begin, "sales.register_customer", {"customer": customer, "name": name, "country": country}
    blocked = {"customer": CUSTOMERS[-1][0], "reason": "invoice of last year unpaid"}
    yield begin + timedelta(days=8), "sales.block_customer", blocked


def ordered(number: int, product: str, at: datetime, due_on: date) -> Iterator[Step]:
    """The first of two lines comes with the order, the second a little later."""
    order, line = line_of(number)
    what: dict[str, Any] = {
        "line": line,
        "product": product,
        "quantity": str(ORDERED_PCS[number % 3]),
        "unit": "pcs",
        "due_on": due_on,
        "unit_price": PRICES[product],
    }
    if number % 2 == 0:
        yield at, "sales.add_line", {"sales_order": order, **what}
        return
    buyer = CUSTOMERS[number // 2 % 3][0]
    header: dict[str, Any] = {
        "customer": buyer,
        "reference": f"PO {7700 + number}",
        "currency": "EUR",
        "due_on": due_on,
    }
    yield at, "sales.create_order", {"sales_order": order, **header, "over_delivery_percent": "5", "lines": [what]}


def delivered(number: int, lot: str, at: datetime) -> Iterator[Step]:
    """Shipped from the lot that the work order made; a little of it may come back."""
    order, line = line_of(number)
    note = {"sales_order": order, "line": line, "delivery": f"D-{1000 + number}"}
    quantity = ORDERED_PCS[number % 3] - SHORT_PCS.get(number, 0)
    yield at, "sales.deliver", {**note, "lot": lot, "quantity": str(quantity)}
    if number in RETURNED_PCS:
        back = {**note, "lot": lot, "quantity": str(RETURNED_PCS[number]), "reason": "surface scratched in transport"}
        yield at + timedelta(hours=26), "sales.return_goods", back


def settled(delivered_at: Mapping[int, datetime]) -> Iterator[Step]:
    """Closes each order whose two lines were delivered whole and kept."""
    for number in (n for n in delivered_at if n % 2 and n + 1 in delivered_at):
        if not {number, number + 1} & (SHORT_PCS.keys() | RETURNED_PCS.keys()):
            at = max(delivered_at[number], delivered_at[number + 1]) + timedelta(hours=2)
            yield at, "sales.close_order", {"sales_order": line_of(number)[0]}
