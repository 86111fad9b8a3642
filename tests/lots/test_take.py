"""What leaves a lot: consumed, shipped or scrapped."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.lots.stock import HELD, STEEL
from tests.scenario import given, state_after
from unison.lots import domain
from unison.lots.domain import LotConsumed, LotReleased, LotScrapped, LotShipped, NotEnough, OnHold
from unison.shared.events import Fact
from unison.shared.quantities import UnitMismatch

type Taking = tuple[Callable[..., Fact], dict[str, Any], Callable[[Decimal], Fact]]


def consumed(quantity: Decimal) -> Fact:
    return LotConsumed(work_order="WO-1", quantity=quantity)


def shipped(quantity: Decimal) -> Fact:
    return LotShipped(customer="ACME", quantity=quantity)


def scrapped(quantity: Decimal) -> Fact:
    return LotScrapped(reason="rust", quantity=quantity)


CONSUME: Taking = (domain.consume, {"unit": None, "work_order": "WO-1"}, consumed)
SHIP: Taking = (domain.ship, {"customer": "ACME", "delivery": None}, shipped)
SCRAP: Taking = (domain.scrap, {"reason": "rust"}, scrapped)
TAKINGS = pytest.mark.parametrize(("decide", "wish", "fact"), [CONSUME, SHIP, SCRAP])


@TAKINGS
@pytest.mark.parametrize("quantity", ["0.000001", "99.999999", "100"])
def test_up_to_all_that_is_there_may_be_taken(
    decide: Callable[..., Fact], wish: dict[str, Any], fact: Callable[[Decimal], Fact], quantity: str
) -> None:
    given(STEEL).when(decide, quantity=Decimal(quantity), **wish).then(fact(Decimal(quantity)))
    assert state_after(STEEL, fact(Decimal(quantity))).quantity == 100 - Decimal(quantity)


@TAKINGS
def test_more_than_is_there_cannot_be_taken(
    decide: Callable[..., Fact], wish: dict[str, Any], fact: Callable[[Decimal], Fact]
) -> None:
    too_much = Decimal("100.000001")
    given(STEEL).when(decide, quantity=too_much, **wish).then_refused(NotEnough, saying="has 100 kg, and 100.000001 kg")
    given(STEEL, fact(Decimal(60))).when(decide, quantity=Decimal(41), **wish).then_refused(NotEnough, saying="40 kg")


@pytest.mark.parametrize(("decide", "wish", "fact"), [CONSUME, SHIP])
def test_from_a_lot_on_hold_nothing_is_taken_until_it_is_released(
    decide: Callable[..., Fact], wish: dict[str, Any], fact: Callable[[Decimal], Fact]
) -> None:
    given(STEEL, HELD).when(decide, quantity=Decimal(1), **wish).then_refused(OnHold)
    given(STEEL, HELD, LotReleased()).when(decide, quantity=Decimal(1), **wish).then(fact(Decimal(1)))


def test_a_lot_on_hold_may_be_scrapped_as_far_as_it_goes() -> None:
    held = given(STEEL, HELD)
    held.when(domain.scrap, quantity=Decimal(100), reason="rust").then(
        LotScrapped(quantity=Decimal(100), reason="rust")
    )
    held.when(domain.scrap, quantity=Decimal(101), reason="rust").then_refused(NotEnough)
    assert state_after(STEEL, HELD, LotScrapped(quantity=Decimal(1), reason="rust")).on_hold


def test_what_is_consumed_is_told_in_the_unit_of_the_lot_or_in_none() -> None:
    wish: dict[str, Any] = {"quantity": Decimal(1), "work_order": "WO-1"}
    given(STEEL).when(domain.consume, unit="kg", **wish).then(LotConsumed(**wish))
    given(STEEL).when(domain.consume, unit="t", **wish).then_refused(UnitMismatch, saying="kg")
