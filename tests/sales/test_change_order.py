"""Lines that change or fall away, and orders that are closed or cancelled."""

from datetime import date
from decimal import Decimal

import pytest

from tests.sales.selling import (
    CANCELLED,
    CLOSED,
    DUE,
    LINE_10,
    LINE_10_CANCELLED,
    OPEN,
    WITH_TOLERANCE,
    delivered,
    returned,
)
from tests.scenario import given
from unison.sales.domain import orders
from unison.sales.domain.facts import LineCancelled, LineChanged, SalesOrderCancelled, SalesOrderClosed
from unison.sales.domain.orders import (
    BelowDelivered,
    OrderLineDelivered,
    OrderLineIsCancelled,
    OrderLineUnchanged,
    SalesOrderDelivered,
    SalesOrderNotOpen,
    UnknownOrderLine,
)
from unison.shared.events import Fact

LATER = date(2026, 4, 1)
UNCHANGED = {"quantity": None, "due_on": None, "reason": None}


def test_a_line_takes_another_quantity_or_day_and_keeps_the_rest() -> None:
    given(*OPEN).when(orders.change_line, line=10, **UNCHANGED | {"quantity": Decimal(50)}).then(
        LineChanged(line=10, quantity=Decimal(50), due_on=DUE)
    )
    given(*OPEN).when(orders.change_line, line=20, quantity=None, due_on=LATER, reason="no room").then(
        LineChanged(line=20, quantity=Decimal("2.5"), due_on=LATER, reason="no room")
    )


def test_a_change_of_nothing_is_refused() -> None:
    given(*OPEN).when(orders.change_line, line=10, **UNCHANGED).then_refused(OrderLineUnchanged)
    same = {"quantity": Decimal("40.0"), "due_on": DUE, "reason": "?"}
    given(*OPEN).when(orders.change_line, line=10, **same).then_refused(OrderLineUnchanged)


def test_a_line_orders_at_least_what_is_with_the_customer() -> None:
    down_to_30, down_to_29 = (UNCHANGED | {"quantity": Decimal(q)} for q in (30, 29))
    facts = (*OPEN, delivered("25"), delivered("10", delivery="D-2"), returned("5"))
    given(*facts).when(orders.change_line, line=10, **down_to_30).then(
        LineChanged(line=10, quantity=Decimal(30), due_on=DUE)
    )
    given(*facts).when(orders.change_line, line=10, **down_to_29).then_refused(
        BelowDelivered, saying="30 pcs of line 10"
    )


def test_a_line_delivered_above_its_quantity_may_still_move_its_day() -> None:
    facts = (WITH_TOLERANCE, LINE_10, delivered("41"))
    moved = LineChanged(line=10, quantity=Decimal(40), due_on=LATER)
    given(*facts).when(orders.change_line, line=10, **UNCHANGED | {"due_on": LATER}).then(moved)
    down = UNCHANGED | {"quantity": Decimal("40.5")}
    given(*facts).when(orders.change_line, line=10, **down).then_refused(BelowDelivered)


def test_a_line_without_deliveries_is_cancelled_once() -> None:
    given(*OPEN).when(orders.cancel_line, line=10, reason="not needed").then(LINE_10_CANCELLED)
    given(*OPEN, LINE_10_CANCELLED).when(orders.cancel_line, line=10, reason="?").then_refused(OrderLineIsCancelled)
    changed = UNCHANGED | {"quantity": Decimal(1)}
    given(*OPEN, LINE_10_CANCELLED).when(orders.change_line, line=10, **changed).then_refused(OrderLineIsCancelled)


def test_a_line_is_cancelled_when_all_that_was_delivered_came_back() -> None:
    given(*OPEN, delivered("3")).when(orders.cancel_line, line=10, reason="?").then_refused(
        OrderLineDelivered, saying="3 pcs"
    )
    given(*OPEN, delivered("3"), returned("3")).when(orders.cancel_line, line=10, reason="rejected").then(
        LineCancelled(line=10, reason="rejected")
    )


def test_a_line_that_is_not_there_is_neither_changed_nor_cancelled() -> None:
    changed = UNCHANGED | {"quantity": Decimal(1)}
    given(*OPEN).when(orders.change_line, line=30, **changed).then_refused(UnknownOrderLine, saying="line 30")
    given(*OPEN).when(orders.cancel_line, line=30, reason="?").then_refused(UnknownOrderLine)


@pytest.mark.parametrize("more", [(), (delivered("40"),), (delivered("3"),), (LINE_10_CANCELLED,)])
def test_an_open_order_is_closed_however_far_it_is_delivered(more: tuple[Fact, ...]) -> None:
    given(*OPEN, *more).when(orders.close, reason=None).then(SalesOrderClosed())


def test_an_order_is_cancelled_while_nothing_of_it_is_with_the_customer() -> None:
    gone = SalesOrderCancelled(reason="customer withdrew")
    given(*OPEN).when(orders.cancel, reason="customer withdrew").then(gone)
    given(*OPEN, delivered("3"), returned("3")).when(orders.cancel, reason="customer withdrew").then(gone)
    given(*OPEN, delivered("1", line=20)).when(orders.cancel, reason="?").then_refused(
        SalesOrderDelivered, saying="Line 20"
    )


@pytest.mark.parametrize(("facts", "status"), [(CLOSED, "closed"), (CANCELLED, "cancelled")])
def test_a_settled_order_does_not_change(facts: tuple[Fact, ...], status: str) -> None:
    changed = UNCHANGED | {"quantity": Decimal(1)}
    given(*facts).when(orders.change_line, line=10, **changed).then_refused(SalesOrderNotOpen, saying=status)
    given(*facts).when(orders.cancel_line, line=10, reason="?").then_refused(SalesOrderNotOpen)
    given(*facts).when(orders.close, reason=None).then_refused(SalesOrderNotOpen)
    given(*facts).when(orders.cancel, reason="?").then_refused(SalesOrderNotOpen)
