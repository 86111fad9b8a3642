"""Customers and sales orders that the tests begin with."""

from datetime import date
from decimal import Decimal
from typing import Any

from unison.sales.domain.customers import Customer, CustomerBlocked, CustomerRegistered
from unison.sales.domain.facts import (
    LineAdded,
    LineCancelled,
    LineDelivered,
    LineReturned,
    SalesOrderCancelled,
    SalesOrderClosed,
    SalesOrderCreated,
)
from unison.sales.domain.orders import NewLine

REGISTERED = CustomerRegistered(name="Pump maker 7", country="AT")
BLOCKED = CustomerBlocked(reason="invoice unpaid")
BUYER = Customer(name="Pump maker 7")
BLOCKED_BUYER = Customer(name="Valve dealer 15", block_reason="invoice unpaid")

DUE = date(2026, 3, 9)
HEADER: dict[str, Any] = {
    "customer": "C-7",
    "plant": "main",
    "reference": "PO 7703",
    "due_on": DUE,
    "currency": "EUR",
    "over_delivery_percent": Decimal(0),
}
CREATED = SalesOrderCreated(**HEADER)
WITHOUT_CURRENCY = SalesOrderCreated(customer="C-7", plant="main")
WITH_TOLERANCE = SalesOrderCreated(customer="C-7", plant="main", over_delivery_percent=Decimal("2.5"))

GEARS = NewLine(line=10, product="GEAR", quantity=Decimal(40), unit="pcs", due_on=DUE, unit_price=Decimal("12.50"))
STEEL = NewLine(line=20, product="STEEL", quantity=Decimal("2.5"), unit="kg")
LINE_10 = LineAdded(**vars(GEARS))
LINE_20 = LineAdded(**vars(STEEL))
LINE_10_CANCELLED = LineCancelled(line=10, reason="not needed")

OPEN = (CREATED, LINE_10, LINE_20)
CLOSED = (*OPEN, SalesOrderClosed())
CANCELLED = (*OPEN, SalesOrderCancelled(reason="customer withdrew"))


def delivered(quantity: str, *, line: int = 10, delivery: str = "D-1", lot: str | None = "L-1") -> LineDelivered:
    return LineDelivered(line=line, delivery=delivery, quantity=Decimal(quantity), lot=lot)


def returned(quantity: str, *, line: int = 10, delivery: str = "D-1", lot: str | None = "L-1") -> LineReturned:
    return LineReturned(line=line, delivery=delivery, quantity=Decimal(quantity), lot=lot, reason="scratched")
