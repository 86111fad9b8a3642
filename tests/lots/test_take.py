"""What leaves a lot: consumed, shipped or scrapped."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.lots.stock import HELD, STEEL
from tests.scenario import AT, given, later, state_after
from unison.lots.domain import moving
from unison.lots.domain.facts import LotConsumed, LotReleased, LotReturnedToSupplier, LotScrapped, LotShipped
from unison.lots.domain.taking import Expired, NotEnough, OnHold, OverrideReasonNeeded
from unison.shared.events import Fact

type Taking = tuple[Callable[..., Fact], dict[str, Any], Callable[[Decimal], Fact]]


def consumed(quantity: Decimal) -> Fact:
    return LotConsumed(work_order="WO-1", quantity=quantity)


def shipped(quantity: Decimal) -> Fact:
    return LotShipped(customer="ACME", quantity=quantity)


def scrapped(quantity: Decimal) -> Fact:
    return LotScrapped(reason="rust", quantity=quantity)


CONSUME: Taking = (moving.consume, {"key": "S-1", "work_order": "WO-1", "at": AT}, consumed)
SHIP: Taking = (moving.ship, {"key": "S-1", "customer": "ACME", "delivery": None, "at": AT}, shipped)
SCRAP: Taking = (moving.scrap, {"reason": "rust", "at": AT}, scrapped)
TAKINGS = pytest.mark.parametrize(("decide", "asked", "fact"), [CONSUME, SHIP, SCRAP])


@TAKINGS
@pytest.mark.parametrize("quantity", ["0.000001", "99.999999", "100"])
def test_up_to_all_that_is_there_may_be_taken(
    decide: Callable[..., Fact], asked: dict[str, Any], fact: Callable[[Decimal], Fact], quantity: str
) -> None:
    given(STEEL).when(decide, quantity=Decimal(quantity), **asked).then(fact(Decimal(quantity)))
    assert state_after(STEEL, fact(Decimal(quantity))).quantity == 100 - Decimal(quantity)


@TAKINGS
def test_more_than_is_there_cannot_be_taken(
    decide: Callable[..., Fact], asked: dict[str, Any], fact: Callable[[Decimal], Fact]
) -> None:
    too_much = Decimal("100.000001")
    given(STEEL).when(decide, quantity=too_much, **asked).then_refused(
        NotEnough, saying="has 100 kg, and 100.000001 kg"
    )
    given(STEEL, fact(Decimal(60))).when(decide, quantity=Decimal(41), **asked).then_refused(NotEnough, saying="40 kg")


@pytest.mark.parametrize(("decide", "asked", "fact"), [CONSUME, SHIP])
def test_from_a_lot_on_hold_nothing_is_taken_until_it_is_released(
    decide: Callable[..., Fact], asked: dict[str, Any], fact: Callable[[Decimal], Fact]
) -> None:
    given(STEEL, HELD).when(decide, quantity=Decimal(1), **asked).then_refused(OnHold)
    given(STEEL, HELD, LotReleased()).when(decide, quantity=Decimal(1), **asked).then(fact(Decimal(1)))


def test_a_lot_on_hold_may_be_scrapped_as_far_as_it_goes() -> None:
    held = given(STEEL, HELD)
    held.when(moving.scrap, quantity=Decimal(100), reason="rust", at=AT).then(
        LotScrapped(quantity=Decimal(100), reason="rust")
    )
    held.when(moving.scrap, quantity=Decimal(101), reason="rust", at=AT).then_refused(NotEnough)
    assert state_after(STEEL, HELD, LotScrapped(quantity=Decimal(1), reason="rust")).on_hold


DATED = replace(STEEL, expires_at=AT)


@pytest.mark.parametrize(("decide", "asked", "fact"), [CONSUME, SHIP])
def test_what_has_expired_is_not_used_any_more_but_may_be_scrapped_and_sent_back(
    decide: Callable[..., Fact], asked: dict[str, Any], fact: Callable[[Decimal], Fact]
) -> None:
    given(DATED).when(decide, quantity=Decimal(1), **asked).then(fact(Decimal(1)))
    too_late = asked | {"at": later(seconds=1)}
    given(DATED).when(decide, quantity=Decimal(1), **too_late).then_refused(Expired, saying="2026-03-02T08:00:00")
    given(DATED).when(decide, quantity=Decimal(1), may_go_below_zero=True, **too_late).then_refused(Expired)
    given(DATED).when(moving.scrap, quantity=Decimal(1), reason="old", at=AT).then(
        LotScrapped(quantity=Decimal(1), reason="old")
    )
    back = LotReturnedToSupplier(quantity=Decimal(1), reason="old")
    given(DATED).when(
        moving.return_to_supplier, quantity=Decimal(1), reason="old", supplier=None, reference=None, at=AT
    ).then(back)


@TAKINGS
def test_below_zero_it_goes_only_where_that_is_allowed_and_never_from_a_lot_on_hold(
    decide: Callable[..., Fact], asked: dict[str, Any], fact: Callable[[Decimal], Fact]
) -> None:
    more = Decimal(130)
    given(STEEL).when(decide, quantity=more, may_go_below_zero=True, **asked).then(fact(more))
    assert state_after(STEEL, fact(more)).quantity == -30
    if decide is not moving.scrap:
        given(STEEL, HELD).when(decide, quantity=more, may_go_below_zero=True, **asked).then_refused(OnHold)


@pytest.mark.parametrize(("decide", "asked", "fact"), [CONSUME, SHIP])
def test_who_takes_another_lot_than_the_suggested_one_says_why(
    decide: Callable[..., Fact], asked: dict[str, Any], fact: Callable[[Decimal], Fact]
) -> None:
    one = asked | {"quantity": Decimal(1)}
    given(STEEL).when(decide, suggested_lot="S-0", **one).then_refused(OverrideReasonNeeded, saying="S-0")
    why = {"suggested_lot": "S-0", "override_reason": "S-0 is buried"}
    plain = vars(fact(Decimal(1)))
    given(STEEL).when(decide, **why, **one).then(type(fact(Decimal(1)))(**plain | why))
    given(STEEL).when(decide, suggested_lot="S-1", **one).then(
        type(fact(Decimal(1)))(**plain | {"suggested_lot": "S-1"})
    )
