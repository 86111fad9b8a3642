"""Corrections of what was told of a lot."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.lots.stock import HELD, STEEL
from tests.scenario import AT, LATEST, given, later, state_after
from unison.lots.domain import correcting
from unison.lots.domain.correcting import (
    HappenedInFuture,
    MoreCameBack,
    NotCorrectable,
    NothingCorrected,
    NothingMoved,
    OnlyReceiptsHaveCost,
    StockWouldFallShort,
    UnknownMovement,
    Wanted,
)
from unison.lots.domain.facts import (
    LotAdjusted,
    LotConsumed,
    LotReturned,
    LotScrapped,
    LotShipped,
    LotSplit,
    Movement,
    MovementCorrected,
)
from unison.lots.domain.parties import total
from unison.shared.events import Fact

USED = LotConsumed(work_order="WO-1", quantity=Decimal(30))
COUNTED = LotAdjusted(quantity=Decimal(90), reason="count")
SHIPPED = LotShipped(quantity=Decimal(30), customer="C-7")
BACK = LotReturned(quantity=Decimal(5), customer="C-7", reason="bent")


def new_command(told: Fact | None, movement: int = 2, *, below: bool = False, **wanted: Any) -> dict[str, Any]:
    return {
        "key": "S-1",
        "movement": movement,
        "told": told,
        "wanted": Wanted(**wanted),
        "why": "weighed again",
        "may_go_below_zero": below,
        "latest": LATEST,
    }


def corrected(kind: Movement, change: str, movement: int = 2, **stands: Any) -> MovementCorrected:
    party = "C-7" if kind in (Movement.SHIPPED, Movement.RETURNED_BY_CUSTOMER) else None
    order = "WO-1" if kind in (Movement.CONSUMED, Movement.RETURNED) else None
    told: dict[str, Any] = {"movement": movement, "kind": kind, "change": Decimal(change), "why": "weighed again"}
    return MovementCorrected(**told, party=party, work_order=order, **stands)


@pytest.mark.parametrize(
    ("told", "quantity", "kind", "change"),
    [
        (USED, "20", Movement.CONSUMED, "10"),
        (SHIPPED, "40", Movement.SHIPPED, "-10"),
        (LotScrapped(quantity=Decimal(3), reason="rust"), "1", Movement.SCRAPPED, "2"),
        (LotSplit(into="S-2", quantity=Decimal(10)), "15", Movement.SPLIT, "-5"),
        (LotReturned(quantity=Decimal(5), work_order="WO-1"), "6", Movement.RETURNED, "1"),
    ],
)
def test_another_quantity_changes_what_is_on_hand_by_the_difference(
    told: Fact, quantity: str, kind: Movement, change: str
) -> None:
    outcome = given(STEEL, told).when(correcting.correct, **new_command(told, quantity=Decimal(quantity)))
    outcome.then(corrected(kind, change, quantity=Decimal(quantity)))
    before, after = state_after(STEEL, told), state_after(STEEL, told, *outcome.facts)
    assert after.quantity - before.quantity == Decimal(change)


@pytest.mark.parametrize("found", [Decimal(95), Decimal(0)])
def test_another_count_is_another_level(found: Decimal) -> None:
    outcome = given(STEEL, COUNTED).when(correcting.correct, **new_command(COUNTED, quantity=found))
    outcome.then(corrected(Movement.COUNTED, "0", quantity=found))
    assert state_after(STEEL, COUNTED, *outcome.facts).quantity == found


def test_what_happened_before_a_count_changes_what_it_had_to_explain_and_nothing_after_it() -> None:
    used = (later(hours=1), USED)
    counted = (later(hours=2), COUNTED)
    fewer = given(STEEL, used, counted).when(correcting.correct, **new_command(USED, quantity=Decimal(10)))
    fewer.then(corrected(Movement.CONSUMED, "20", quantity=Decimal(10)))
    assert state_after(STEEL, used, counted, *fewer.facts).quantity == 90
    after = corrected(Movement.CONSUMED, "0", happened_at=later(hours=3))
    given(STEEL, used, counted).when(correcting.correct, **new_command(USED, happened_at=later(hours=3))).then(after)
    assert state_after(STEEL, used, counted, after).quantity == 60


def test_a_correction_leaves_no_moment_below_zero() -> None:
    sooner = (later(hours=2), USED)
    asked = new_command(STEEL, 1, happened_at=later(hours=3))
    given(STEEL, sooner).when(correcting.correct, **asked).then_refused(StockWouldFallShort, saying="10:00:00")


def test_a_receipt_gets_another_quantity_cost_or_moment() -> None:
    told = replace(STEEL, unit_cost=Decimal("2.5"))
    given(told).when(correcting.correct, **new_command(told, 1, unit_cost=Decimal(3), happened_at=AT)).then(
        corrected(Movement.RECEIVED, "0", 1, unit_cost=Decimal(3), happened_at=AT)
    )
    given(told, USED).when(correcting.correct, **new_command(told, 1, quantity=Decimal(30))).then(
        corrected(Movement.RECEIVED, "-70", 1, quantity=Decimal(30))
    )


def test_what_was_struck_did_not_happen_and_may_have_happened_after_all() -> None:
    struck = corrected(Movement.CONSUMED, "30", struck=True)
    given(STEEL, USED).when(correcting.correct, **new_command(USED, struck=True)).then(struck)
    assert state_after(STEEL, USED, struck).quantity == 100
    again = corrected(Movement.CONSUMED, "-30")
    given(STEEL, USED, struck).when(correcting.correct, **new_command(USED)).then(again)
    given(STEEL, USED, struck).when(correcting.correct, **new_command(USED, quantity=Decimal(1))).then(
        corrected(Movement.CONSUMED, "-1", quantity=Decimal(1))
    )
    struck_count = corrected(Movement.COUNTED, "0", struck=True)
    given(STEEL, COUNTED).when(correcting.correct, **new_command(COUNTED, struck=True)).then(struck_count)


def test_the_last_word_stands_and_keeps_what_it_does_not_name() -> None:
    first = corrected(Movement.CONSUMED, "10", quantity=Decimal(20))
    second = corrected(Movement.CONSUMED, "0", quantity=Decimal(20), happened_at=AT)
    given(STEEL, USED, first).when(correcting.correct, **new_command(USED, happened_at=AT)).then(second)
    third = corrected(Movement.CONSUMED, "-5", quantity=Decimal(25), happened_at=AT)
    given(STEEL, USED, first, second).when(correcting.correct, **new_command(USED, quantity=Decimal(25))).then(third)
    assert state_after(STEEL, USED, first, second, third).quantity == 75


def test_a_correction_that_changes_nothing_is_refused() -> None:
    given(STEEL, USED).when(correcting.correct, **new_command(USED)).then_refused(NothingCorrected)
    given(STEEL, USED).when(correcting.correct, **new_command(USED, quantity=Decimal(30))).then_refused(
        NothingCorrected
    )
    struck = corrected(Movement.CONSUMED, "30", struck=True)
    given(STEEL, USED, struck).when(correcting.correct, **new_command(USED, struck=True)).then_refused(NothingCorrected)


def test_stock_does_not_fall_below_zero_by_a_correction_unless_that_is_allowed() -> None:
    asked = new_command(STEEL, 1, quantity=Decimal(20))
    given(STEEL, USED).when(correcting.correct, **asked).then_refused(
        StockWouldFallShort, saying="10 kg of lot S-1 would have been missing"
    )
    given(STEEL, USED).when(correcting.correct, **asked | {"may_go_below_zero": True}).then(
        corrected(Movement.RECEIVED, "-80", 1, quantity=Decimal(20))
    )


def test_a_lot_below_zero_may_be_brought_nearer_to_it() -> None:
    more = LotConsumed(work_order="WO-1", quantity=Decimal(150))
    given(STEEL, more).when(correcting.correct, **new_command(more, quantity=Decimal(120))).then(
        corrected(Movement.CONSUMED, "30", quantity=Decimal(120))
    )


def test_no_more_comes_back_than_was_shipped() -> None:
    given(STEEL, SHIPPED, BACK).when(correcting.correct, **new_command(SHIPPED, quantity=Decimal(4))).then_refused(
        MoreCameBack
    )
    given(STEEL, SHIPPED, BACK).when(correcting.correct, **new_command(BACK, 3, quantity=Decimal(31))).then_refused(
        MoreCameBack
    )
    fewer = corrected(Movement.RETURNED_BY_CUSTOMER, "-2", 3, quantity=Decimal(3))
    given(STEEL, SHIPPED, BACK).when(correcting.correct, **new_command(BACK, 3, quantity=Decimal(3))).then(fewer)
    assert total(state_after(STEEL, SHIPPED, BACK, fewer).with_customers) == 27


def test_a_lot_on_hold_is_corrected_like_any_other() -> None:
    given(STEEL, USED, HELD).when(correcting.correct, **new_command(USED, quantity=Decimal(20))).then(
        corrected(Movement.CONSUMED, "10", quantity=Decimal(20))
    )


def test_what_cannot_be_corrected_says_why() -> None:
    given(STEEL).when(correcting.correct, **new_command(None, 7)).then_refused(UnknownMovement, saying="movement 7")
    given(STEEL, HELD).when(correcting.correct, **new_command(HELD, struck=True)).then_refused(
        NotCorrectable, saying="LotHeld"
    )
    given(STEEL, USED).when(correcting.correct, **new_command(USED, unit_cost=Decimal(1))).then_refused(
        OnlyReceiptsHaveCost
    )
    given(STEEL, USED).when(correcting.correct, **new_command(USED, quantity=Decimal(0))).then_refused(NothingMoved)
    given(STEEL, USED).when(correcting.correct, **new_command(USED, happened_at=later(days=1))).then_refused(
        HappenedInFuture
    )
