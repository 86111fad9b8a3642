"""What goes out for a line, and what comes back."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.sales.selling import (
    BLOCKED_BUYER,
    BUYER,
    CANCELLED,
    CLOSED,
    LINE_10,
    LINE_10_CANCELLED,
    OPEN,
    WITH_TOLERANCE,
    delivered,
    returned,
)
from tests.scenario import given, state_after
from unison.sales.domain import deliveries
from unison.sales.domain.customers import CustomerIsBlocked
from unison.sales.domain.deliveries import (
    LotNotNamed,
    LotOfAnotherPlant,
    LotOfAnotherProduct,
    OverDelivery,
    ReturnExceedsDelivery,
    UnknownDelivery,
)
from unison.sales.domain.facts import LineReturned
from unison.sales.domain.orders import OrderLineIsCancelled, SalesOrderNotOpen, UnknownOrderLine
from unison.shared.events import Fact
from unison.shared.quantities import FractionText


def told(quantity: str, **other: Any) -> dict[str, Any]:
    return {"line": 10, "delivery": "D-1", "quantity": Decimal(quantity), "lot": "L-1", **other}


def from_lot(quantity: str, **other: Any) -> dict[str, Any]:
    lot = {"lot": "L-1", "material": "GEAR", "plant": "main"}
    return {"buyer": BUYER, "line": 10, "delivery": "D-1", "quantity": Decimal(quantity), **lot, **other}


def back(quantity: str, **other: Any) -> dict[str, Any]:
    return {"line": 10, "delivery": "D-1", "quantity": Decimal(quantity), "lot": None, "reason": "scratched", **other}


def test_a_line_is_delivered_in_parts_until_it_is_full() -> None:
    given(*OPEN).when(deliveries.record_delivery, **told("25")).then(delivered("25"))
    given(*OPEN, delivered("25")).when(deliveries.record_delivery, **told("15")).then(delivered("15"))
    over = given(*OPEN, delivered("25")).when(deliveries.record_delivery, **told("15.000001"))
    over.then_refused(OverDelivery, saying="may take 15 pcs more")


def test_what_came_back_may_be_delivered_again() -> None:
    facts = (*OPEN, delivered("40"), returned("4"))
    given(*facts).when(deliveries.record_delivery, **told("4", delivery="D-2")).then(delivered("4", delivery="D-2"))
    given(*facts).when(deliveries.record_delivery, **told("5", delivery="D-2")).then_refused(OverDelivery)


def test_the_orders_tolerance_is_counted_upon_the_quantity_exactly() -> None:
    order = (WITH_TOLERANCE, LINE_10)
    given(*order).when(deliveries.record_delivery, **told("41")).then(delivered("41"))
    over = given(*order).when(deliveries.record_delivery, **told("41.000001"))
    over.then_refused(OverDelivery, saying="41")


def test_three_thirds_deliver_the_whole_of_a_line() -> None:
    third: dict[str, Any] = {**told("1"), "quantity": Fraction(1, 3)}
    facts: tuple[Fact, ...] = (*OPEN, delivered("39"))
    for _ in range(3):
        facts = (*facts, deliveries.record_delivery(state_after(*facts), **third))
    assert state_after(*facts).lines[10].with_customer == 40
    given(*facts).when(deliveries.record_delivery, **third).then_refused(OverDelivery, saying="1/3 pcs")
    given(*facts).when(deliveries.return_goods, **{**back("1"), "quantity": Fraction(1, 3)}).then(
        LineReturned(
            line=10,
            delivery="D-1",
            quantity=Decimal("0.333333333333"),
            exact=FractionText("1/3"),
            lot="L-1",
            reason="scratched",
        )
    )


def test_nothing_is_delivered_for_a_line_that_is_cancelled_or_not_there() -> None:
    for decide, asked in ((deliveries.record_delivery, told), (deliveries.deliver, from_lot)):
        given(*OPEN, LINE_10_CANCELLED).when(decide, **asked("1")).then_refused(OrderLineIsCancelled)
        given(*OPEN).when(decide, **asked("1", line=30)).then_refused(UnknownOrderLine)


@pytest.mark.parametrize(("facts", "status"), [(CLOSED, "closed"), (CANCELLED, "cancelled")])
def test_nothing_is_delivered_for_a_settled_order(facts: tuple[Fact, ...], status: str) -> None:
    given(*facts).when(deliveries.record_delivery, **told("1")).then_refused(SalesOrderNotOpen, saying=status)
    given(*facts).when(deliveries.deliver, **from_lot("1")).then_refused(SalesOrderNotOpen, saying=status)


def test_a_lot_delivers_its_own_product_from_the_orders_plant() -> None:
    given(*OPEN).when(deliveries.deliver, **from_lot("40")).then(delivered("40"))
    given(*OPEN).when(deliveries.deliver, **from_lot("41")).then_refused(OverDelivery)
    other = given(*OPEN).when(deliveries.deliver, **from_lot("1", material="NUT"))
    other.then_refused(LotOfAnotherProduct, saying="orders GEAR, and the lot holds NUT")
    given(*OPEN).when(deliveries.deliver, **from_lot("1", plant="north")).then_refused(
        LotOfAnotherPlant, saying="north"
    )


def test_a_blocked_customer_gets_nothing_more_but_what_has_gone_is_told() -> None:
    given(*OPEN).when(deliveries.deliver, **from_lot("1", buyer=BLOCKED_BUYER)).then_refused(CustomerIsBlocked)
    given(*OPEN).when(deliveries.record_delivery, **told("1")).then(delivered("1"))


def test_part_of_a_delivery_comes_back_until_nothing_of_it_is_left() -> None:
    facts = (*OPEN, delivered("25"))
    given(*facts).when(deliveries.return_goods, **back("10")).then(returned("10"))
    given(*facts, returned("10")).when(deliveries.return_goods, **back("15")).then(returned("15"))
    too_much = given(*facts, returned("10")).when(deliveries.return_goods, **back("16"))
    too_much.then_refused(ReturnExceedsDelivery, saying="15 pcs of delivery D-1")


def test_a_return_counts_against_its_own_delivery_alone() -> None:
    facts = (*OPEN, delivered("25"), delivered("15", delivery="D-2"))
    given(*facts).when(deliveries.return_goods, **back("16", delivery="D-2")).then_refused(ReturnExceedsDelivery)
    given(*facts).when(deliveries.return_goods, **back("1", delivery="D-3")).then_refused(UnknownDelivery, saying="D-3")
    given(*facts).when(deliveries.return_goods, **back("1", line=20)).then_refused(UnknownDelivery, saying="line 20")
    given(*facts).when(deliveries.return_goods, **back("1", line=30)).then_refused(UnknownOrderLine)


def test_of_a_delivery_of_several_lots_the_one_that_came_back_is_named() -> None:
    facts = (*OPEN, delivered("25"), delivered("15", lot="L-2"))
    given(*facts).when(deliveries.return_goods, **back("1")).then_refused(LotNotNamed, saying="L-1, L-2")
    given(*facts).when(deliveries.return_goods, **back("15", lot="L-2")).then(returned("15", lot="L-2"))
    given(*facts).when(deliveries.return_goods, **back("16", lot="L-2")).then_refused(ReturnExceedsDelivery)
    given(*facts).when(deliveries.return_goods, **back("1", lot="L-3")).then_refused(UnknownDelivery)


def test_what_went_out_without_a_lot_comes_back_without_one() -> None:
    facts = (*OPEN, delivered("25", lot=None), delivered("15", lot="L-2"))
    given(*facts).when(deliveries.return_goods, **back("25")).then(returned("25", lot=None))
    given(*facts).when(deliveries.return_goods, **back("26")).then_refused(ReturnExceedsDelivery)


@pytest.mark.parametrize("settled", [CLOSED[-1], LINE_10_CANCELLED])
def test_goods_come_back_whatever_became_of_the_order(settled: Fact) -> None:
    given(*OPEN, delivered("25"), settled).when(deliveries.return_goods, **back("3")).then(returned("3"))
