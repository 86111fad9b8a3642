"""What comes back to a lot, what goes back to the supplier, and how long it all keeps."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.lots.stock import COPPER, HELD, STEEL
from tests.scenario import AT, given, later, state_after
from unison.lots.domain import moving, receiving
from unison.lots.domain.facts import LotMergedFrom, LotReturned, LotReturnedToSupplier, LotShipped, LotSplitOff
from unison.lots.domain.moving import MaterialDiffers, SerialIsOne
from unison.lots.domain.parties import MoreThanCame, MoreThanShipped, share, total
from unison.lots.domain.taking import NotEnough

SHIPPED = LotShipped(quantity=Decimal(30), customer="C-7", delivery="D-1")
BACK: dict[str, Any] = {"customer": "C-7", "delivery": "D-1", "sales_order": "SO-1", "reason": "bent"}


def test_from_customers_comes_back_what_they_have() -> None:
    back = LotReturned(quantity=Decimal(20), **BACK)
    given(STEEL, SHIPPED).when(moving.return_from_customer, quantity=Decimal(20), **BACK).then(back)
    assert state_after(STEEL, SHIPPED, back).quantity == 90
    given(STEEL, SHIPPED, back).when(moving.return_from_customer, quantity=Decimal(11), **BACK).then_refused(
        MoreThanShipped, saying="10 kg of the lot are with C-7 of delivery D-1"
    )


def test_what_an_order_gives_back_is_on_hand_and_not_with_a_customer() -> None:
    back = moving.return_from_order(state_after(STEEL, SHIPPED), quantity=Decimal(5), work_order="WO-1", reason=None)
    after = state_after(STEEL, SHIPPED, back)
    assert (after.quantity, total(after.with_customers)) == (75, 30)


def test_to_the_supplier_goes_what_is_there_also_of_a_lot_on_hold() -> None:
    asked: dict[str, Any] = {"supplier": "Supplier 1", "reference": "R-1", "reason": "rust"}
    sent = LotReturnedToSupplier(quantity=Decimal(100), **asked)
    given(STEEL, HELD).when(moving.return_to_supplier, quantity=Decimal(100), **asked, at=AT).then(sent)
    given(STEEL, HELD).when(moving.return_to_supplier, quantity=Decimal(101), **asked, at=AT).then_refused(NotEnough)
    assert state_after(STEEL, HELD, sent).quantity == 0


def test_it_keeps_as_told_else_by_the_shelf_life_else_for_ever() -> None:
    assert receiving.expiry(later(days=1), at=AT, shelf_life_days=5) == later(days=1)
    assert receiving.expiry(None, at=AT, shelf_life_days=5) == AT + timedelta(days=5)
    assert receiving.expiry(None, at=AT, shelf_life_days=None) is None


def test_a_part_keeps_its_expiry_and_what_is_merged_has_the_earliest() -> None:
    dated = replace(STEEL, expires_at=later(days=9))
    lot = state_after(dated)
    _, part = moving.split(lot, key="S-1", into="S-2", quantity=Decimal(1), location=None, at=AT)
    assert state_after(part).expires_at == later(days=9)
    sooner = state_after(replace(STEEL, expires_at=later(days=3)))
    for order in ([("A", lot), ("B", sooner)], [("B", sooner), ("A", lot)], [("A", lot), ("C", state_after(STEEL))]):
        _, come = moving.merge(None, key="S-9", sources=order, location=None, at=AT)
        expected = later(days=3) if ("B", sooner) in order else later(days=9)
        assert state_after(*come).expires_at == expected
        assert all(isinstance(fact, LotMergedFrom) for fact in come)


def test_a_part_may_go_into_a_lot_that_is_there_when_it_is_of_the_same_kind() -> None:
    there, other = state_after(STEEL), state_after(COPPER)
    asked: dict[str, Any] = {
        "key": "S-1",
        "into": "STEEL@Rack 2",
        "quantity": Decimal(5),
        "location": "Rack 2",
        "at": AT,
    }
    _, come = moving.split(state_after(STEEL), there=there, **asked)
    assert isinstance(come, LotSplitOff)
    assert state_after(STEEL, come).quantity == 105
    given(STEEL).when(moving.split, there=other, **asked).then_refused(MaterialDiffers)


def test_a_serial_number_is_exactly_one() -> None:
    moving.check_serial(material="PUMP", quantity=Decimal("1.000"), unit="pcs")
    for quantity in ("2", "0.5"):
        with pytest.raises(SerialIsOne, match=f"{quantity} pcs"):
            moving.check_serial(material="PUMP", quantity=Decimal(quantity), unit="pcs")


def test_who_got_4_can_return_4_and_nobody_else() -> None:
    """4 went to A with two deliveries, 6 to B."""
    sent = [
        LotShipped(quantity=Decimal(3), customer="A", delivery="D-1"),
        LotShipped(quantity=Decimal(1), customer="A", delivery="D-2"),
        LotShipped(quantity=Decimal(6), customer="B"),
    ]
    lot = given(STEEL, *sent)
    told: dict[str, Any] = {"sales_order": None, "reason": "bent"}

    def back(quantity: int, customer: str, delivery: str | None = None) -> LotReturned:
        return LotReturned(quantity=Decimal(quantity), customer=customer, delivery=delivery, reason="bent")

    for quantity, customer, delivery in (
        (5, "A", None),
        (4, "A", "D-1"),
        (7, "B", None),
        (1, "C", None),
        (1, "B", "D-1"),
    ):
        asked = {"quantity": Decimal(quantity), "customer": customer, "delivery": delivery}
        lot.when(moving.return_from_customer, **asked, **told).then_refused(MoreThanShipped, saying=customer)
    for quantity, customer, delivery in ((4, "A", None), (3, "A", "D-1"), (6, "B", None)):
        asked = {"quantity": Decimal(quantity), "customer": customer, "delivery": delivery}
        lot.when(moving.return_from_customer, **asked, **told).then(back(quantity, customer, delivery))
    rest = state_after(STEEL, *sent, back(2, "A"))
    assert (share(rest.with_customers, "A", "D-1"), total(rest.with_customers)) == (2, 8)


def test_to_each_supplier_goes_back_what_came_from_there() -> None:
    """4 kg came from S-1 and 6 kg from S-2; 100 kg are of a lot of which nobody knows where it came from."""
    of_first = replace(STEEL, quantity=Decimal(4), supplier="S-1")
    of_second = replace(STEEL, quantity=Decimal(6), supplier="S-2")
    asked: dict[str, Any] = {"reference": None, "reason": "rust", "at": AT}
    lot = given(of_first, of_second)
    lot.when(moving.return_to_supplier, quantity=Decimal(5), supplier="S-1", **asked).then_refused(
        MoreThanCame, saying="4 kg of the lot came from S-1"
    )
    sent = LotReturnedToSupplier(quantity=Decimal(4), supplier="S-1", reason="rust")
    lot.when(moving.return_to_supplier, quantity=Decimal(4), supplier="S-1", **asked).then(sent)
    given(of_first, of_second, sent).when(
        moving.return_to_supplier, quantity=Decimal(1), supplier="S-1", **asked
    ).then_refused(MoreThanCame)
    unknown = replace(STEEL, supplier=None)
    given(unknown).when(moving.return_to_supplier, quantity=Decimal(9), supplier="S-9", **asked).then(
        LotReturnedToSupplier(quantity=Decimal(9), supplier="S-9", reason="rust")
    )
