"""A count is a level, and no moment of the past goes below zero, in whatever order it is told."""

from decimal import Decimal
from typing import Any

import pytest

from tests.lots.stock import STEEL
from tests.scenario import AT, given, later, state_after
from unison.lots.domain import moving
from unison.lots.domain.facts import LotAdjusted, LotConsumed
from unison.lots.domain.moving import CountedTooLittle, NotThereYet
from unison.lots.domain.taking import NotEnough, NotEnoughThen
from unison.lots.domain.timeline import Step, on_hand_at, shortage

COUNTED = LotAdjusted(quantity=Decimal(40), reason="annual count")


def used(quantity: int) -> LotConsumed:
    return LotConsumed(work_order="WO-1", quantity=Decimal(quantity))


def asked(hours: float, quantity: int) -> dict[str, Any]:
    return {"key": "S-1", "work_order": "WO-1", "quantity": Decimal(quantity), "at": later(hours=hours)}


def test_what_is_told_late_of_the_time_before_a_count_leaves_what_the_count_found() -> None:
    late = given(STEEL, (later(hours=2), COUNTED)).when(moving.consume, **asked(1, 12))
    late.then(used(12))
    told = (STEEL, (later(hours=2), COUNTED), (later(hours=1), used(12)))
    assert state_after(*told).quantity == 40
    assert on_hand_at(state_after(*told).steps, later(hours=1)) == 88


def test_a_count_that_is_told_late_holds_from_its_moment_on() -> None:
    told = (STEEL, (later(hours=3), used(10)), (later(hours=1), COUNTED))
    assert state_after(*told).quantity == 30


def test_of_two_counts_the_later_one_stands_whichever_is_told_first() -> None:
    found = LotAdjusted(quantity=Decimal(60), reason="count")
    for told in (
        ((later(hours=1), COUNTED), (later(hours=2), found)),
        ((later(hours=2), found), (later(hours=1), COUNTED)),
    ):
        assert state_after(STEEL, *told).quantity == 60


def test_nothing_is_taken_before_it_was_there() -> None:
    given((later(days=4), STEEL)).when(moving.consume, **asked(0, 10)).then_refused(
        NotEnoughThen, saying="2026-03-02T08:00:00+00:00 the lot had 0 kg, and 10 kg would have been missing"
    )
    given((later(days=4), STEEL)).when(moving.consume, **asked(0, 10), may_go_below_zero=True).then(used(10))


def test_nothing_is_taken_late_that_was_needed_afterwards() -> None:
    emptied = (STEEL, (later(hours=2), used(95)))
    given(*emptied).when(moving.consume, **asked(1, 10)).then_refused(NotEnoughThen, saying="10:00:00")
    given(*emptied).when(moving.consume, **asked(1, 5)).then(used(5))
    given(*emptied).when(moving.consume, **asked(3, 10)).then_refused(NotEnough)


def test_a_count_hides_no_shortage_before_it() -> None:
    counted = (STEEL, (later(hours=1), used(95)), (later(hours=2), COUNTED))
    given(*counted).when(moving.consume, **asked(0.5, 10)).then_refused(NotEnoughThen, saying="09:00:00")
    given(*counted).when(moving.consume, **asked(3, 40)).then(used(40))


def test_a_count_that_is_told_late_leaves_enough_for_what_was_taken_since() -> None:
    taken = (STEEL, (later(hours=2), used(50)))
    found = {"reason": "annual count", "at": later(hours=1)}
    given(*taken).when(moving.adjust, quantity=Decimal(40), **found).then_refused(CountedTooLittle, saying="10 kg")
    given(*taken).when(moving.adjust, quantity=Decimal(40), **found, may_go_below_zero=True).then(COUNTED)


@pytest.mark.parametrize(
    ("decide", "wanted"),
    [
        (moving.hold, {"reason": "rust"}),
        (moving.release, {"reason": None}),
        (moving.move, {"location": "Cage"}),
        (moving.adjust, {"quantity": Decimal(1), "reason": "count"}),
    ],
)
def test_nothing_happens_to_a_lot_before_it_came_in(decide: Any, wanted: dict[str, Any]) -> None:
    given((later(days=1), STEEL)).when(decide, **wanted, at=AT).then_refused(NotThereYet, saying="2026-03-03")


def test_what_was_short_already_is_not_held_against_who_tells_something_else() -> None:
    before = (Step(AT, 1, Decimal(-5)), Step(later(hours=2), 2, Decimal(10)))
    assert shortage(before, (*before, Step(later(hours=3), 3, Decimal(-5)))) is None
    worse = (before[0], Step(later(hours=1), 3, Decimal(-1)), before[1])
    assert shortage(before, worse) == (later(hours=1), Decimal(-5), Decimal(6))
