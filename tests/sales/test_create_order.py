"""An order with its lines, and lines added later."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.sales.selling import (
    BLOCKED_BUYER,
    BUYER,
    CANCELLED,
    CLOSED,
    CREATED,
    GEARS,
    HEADER,
    LINE_10,
    LINE_10_CANCELLED,
    LINE_20,
    OPEN,
    STEEL,
    WITHOUT_CURRENCY,
    delivered,
    returned,
)
from tests.scenario import AT, given
from unison.sales.domain import orders
from unison.sales.domain.customers import CustomerIsBlocked
from unison.sales.domain.facts import LineAdded
from unison.sales.domain.orders import CurrencyMissing, OrderLineExists, SalesOrder, SalesOrderNotOpen
from unison.shared.events import Fact


def test_an_order_is_told_with_each_of_its_lines() -> None:
    given().when(orders.create, buyer=BUYER, **HEADER, at=AT, lines=[GEARS, STEEL]).then(CREATED, LINE_10, LINE_20)


def test_an_order_may_begin_without_lines() -> None:
    given().when(orders.create, buyer=BUYER, **HEADER, at=AT, lines=[]).then(CREATED)


def test_a_line_number_is_given_once() -> None:
    twice = [GEARS, replace(STEEL, line=10)]
    given().when(orders.create, buyer=BUYER, **HEADER, at=AT, lines=twice).then_refused(
        OrderLineExists, saying="line 10"
    )
    given(CREATED, LINE_10).when(orders.add_line, buyer=BUYER, new=GEARS).then_refused(OrderLineExists)


def test_the_number_of_a_cancelled_line_is_free_where_nothing_was_delivered_of_it() -> None:
    given(CREATED, LINE_10, LINE_10_CANCELLED).when(orders.add_line, buyer=BUYER, new=GEARS).then(LINE_10)
    back = (CREATED, LINE_10, delivered("3"), returned("3"), LINE_10_CANCELLED)
    given(*back).when(orders.add_line, buyer=BUYER, new=GEARS).then_refused(OrderLineExists)


@pytest.mark.parametrize(
    ("facts", "free"),
    [
        (OPEN, False),
        (CLOSED, False),
        (CANCELLED, True),
        ((*OPEN, delivered("3"), returned("3"), CANCELLED[-1]), False),
    ],
)
def test_the_number_of_an_order_is_free_once_it_is_cancelled_and_nothing_was_delivered_of_it(
    facts: tuple[Fact, ...], free: bool
) -> None:
    order: SalesOrder | None = None
    for fact in facts:
        order = orders.evolve(order, fact, AT)
    assert order is not None
    assert orders.is_free(order) is free
    anew = replace(CREATED, customer="C-8", anew=True)
    assert orders.evolve(order, anew, AT) == orders.evolve(None, anew, AT)


def test_a_price_needs_the_orders_currency() -> None:
    without = HEADER | {"currency": None}
    given().when(orders.create, buyer=BUYER, **without, at=AT, lines=[GEARS]).then_refused(
        CurrencyMissing, saying="Line 10"
    )
    given(WITHOUT_CURRENCY).when(orders.add_line, buyer=BUYER, new=GEARS).then_refused(CurrencyMissing)
    given(WITHOUT_CURRENCY).when(orders.add_line, buyer=BUYER, new=STEEL).then(LINE_20)


def test_a_price_may_be_nothing() -> None:
    sample = replace(GEARS, unit_price=Decimal(0))
    given(CREATED).when(orders.add_line, buyer=BUYER, new=sample).then(LineAdded(**vars(sample)))
    given(WITHOUT_CURRENCY).when(orders.add_line, buyer=BUYER, new=sample).then_refused(CurrencyMissing)


def test_a_blocked_customer_orders_nothing_more() -> None:
    asked = given().when(orders.create, buyer=BLOCKED_BUYER, **HEADER, at=AT, lines=[GEARS])
    asked.then_refused(CustomerIsBlocked, saying="invoice unpaid")
    given(CREATED).when(orders.add_line, buyer=BLOCKED_BUYER, new=GEARS).then_refused(CustomerIsBlocked)


@pytest.mark.parametrize(("facts", "status"), [(CLOSED, "closed"), (CANCELLED, "cancelled")])
def test_a_settled_order_takes_no_line(facts: tuple[Fact, ...], status: str) -> None:
    more = replace(GEARS, line=30)
    given(*facts).when(orders.add_line, buyer=BUYER, new=more).then_refused(SalesOrderNotOpen, saying=status)
