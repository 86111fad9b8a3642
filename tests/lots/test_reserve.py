"""What of a lot is reserved for an order: who may take of it, and what is left of the reservation."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.lots.stock import HELD, STEEL
from tests.scenario import AT, LATEST, given, later, state_after
from unison.lots.domain import allotting, correcting, moving, reserving
from unison.lots.domain.allotting import ComponentShort
from unison.lots.domain.correcting import Wanted
from unison.lots.domain.facts import (
    LotAdjusted,
    LotConsumed,
    LotReceived,
    LotReservationReleased,
    LotReserved,
    LotReturned,
    LotScrapped,
    LotShipped,
    Movement,
    MovementCorrected,
)
from unison.lots.domain.moving import NotThereYet
from unison.lots.domain.reserving import NotFree, NotReserved
from unison.lots.domain.state import Lot
from unison.lots.domain.taking import Expired, OnHold, ReservedForOthers
from unison.shared.events import Fact
from unison.shared.quantities import Quantity

FOR_1 = LotReserved(work_order="WO-1", quantity=Decimal(60))
FOR_2 = LotReserved(work_order="WO-2", quantity=Decimal(30))
TAKEN = LotConsumed(work_order="WO-1", quantity=Decimal(25))
BACK = LotReturned(work_order="WO-1", quantity=Decimal(5))

type Taking = tuple[Callable[..., Any], dict[str, Any]]
CONSUME: Taking = (moving.consume, {"key": "S-1", "at": AT, "work_order": "WO-3"})
SHIP: Taking = (moving.ship, {"key": "S-1", "at": AT, "customer": "ACME", "delivery": None})
SPLIT: Taking = (moving.split, {"key": "S-1", "at": AT, "into": "S-2", "location": None})
RETURN: Taking = (moving.return_to_supplier, {"at": AT, "supplier": None, "reference": None, "reason": "rust"})


def left(*facts: Fact) -> dict[str, Decimal]:
    """What each order may still take of what it has reserved."""
    lot: Lot = state_after(*facts)
    return {order: each.outstanding for order, each in lot.reserved.items()}


def test_what_is_there_is_reserved_for_an_order() -> None:
    wish: dict[str, Any] = {"work_order": "WO-1", "at": AT}
    given(STEEL).when(reserving.reserve, quantity=Decimal(60), **wish).then(FOR_1)
    given(STEEL).when(reserving.reserve, quantity=Decimal(100), **wish).then(replace(FOR_1, quantity=Decimal(100)))


def test_no_more_is_reserved_than_is_there_and_reserved_for_nobody_else() -> None:
    wish: dict[str, Any] = {"work_order": "WO-2", "at": AT}
    given(STEEL).when(reserving.reserve, quantity=Decimal(101), **wish).then_refused(
        NotFree, saying="100 kg of the lot"
    )
    competing = given(STEEL, FOR_1).when(reserving.reserve, quantity=Decimal(41), **wish)
    competing.then_refused(
        NotFree, saying="40 kg of the lot are free, and 41 kg were to be reserved; WO-1 has the rest"
    )
    given(STEEL, FOR_1).when(reserving.reserve, quantity=Decimal(40), **wish).then(replace(FOR_2, quantity=Decimal(40)))


def test_reserving_again_replaces_what_the_order_had_reserved() -> None:
    again = given(STEEL, FOR_1).when(reserving.reserve, work_order="WO-1", quantity=Decimal(90), at=AT)
    again.then(replace(FOR_1, quantity=Decimal(90)))
    assert left(STEEL, FOR_1, TAKEN, replace(FOR_1, quantity=Decimal(50))) == {"WO-1": 50}


@pytest.mark.parametrize(
    ("facts", "at", "refusal"),
    [
        ((STEEL, HELD), AT, OnHold),
        ((replace(STEEL, expires_at=AT),), later(hours=1), Expired),
        ((STEEL,), later(hours=-1), NotThereYet),
    ],
)
def test_what_may_not_be_used_is_not_reserved(facts: tuple[Fact, ...], at: Any, refusal: Any) -> None:
    given(*facts).when(reserving.reserve, work_order="WO-1", quantity=Decimal(1), at=at).then_refused(refusal)


@pytest.mark.parametrize(("decide", "asked"), [CONSUME, SHIP, SPLIT, RETURN])
def test_what_is_taken_for_somebody_else_leaves_what_is_reserved(
    decide: Callable[..., Any], asked: dict[str, Any]
) -> None:
    outcome = given(STEEL, FOR_1, FOR_2).when(decide, quantity=Decimal("10.5"), **asked)
    outcome.then_refused(
        ReservedForOthers, saying="10 kg of the lot may be taken here, the rest is reserved: 60 kg for WO-1"
    )
    assert given(STEEL, FOR_1, FOR_2).when(decide, quantity=Decimal(10), **asked).facts


@pytest.mark.parametrize(("decide", "asked"), [CONSUME, SHIP])
def test_it_is_refused_to_others_also_where_stock_may_go_below_zero(
    decide: Callable[..., Any], asked: dict[str, Any]
) -> None:
    below = {"may_go_below_zero": True, "quantity": Decimal(200)}
    given(STEEL, FOR_1).when(decide, **below, **asked).then_refused(ReservedForOthers)
    assert given(STEEL).when(decide, **below, **asked).facts


def test_a_lot_of_which_something_is_reserved_is_not_merged_away() -> None:
    lot = state_after(STEEL, FOR_1)
    wish: dict[str, Any] = {"key": "S-2", "sources": [("S-1", lot)], "location": None, "at": AT}
    given().when(moving.merge, **wish).then_refused(ReservedForOthers, saying="WO-1")


def test_the_order_itself_takes_what_is_reserved_for_it_first_and_then_of_what_is_free() -> None:
    wish: dict[str, Any] = {"key": "S-1", "at": AT, "work_order": "WO-1"}
    given(STEEL, FOR_1, FOR_2).when(moving.consume, quantity=Decimal(71), **wish).then_refused(ReservedForOthers)
    assert given(STEEL, FOR_1, FOR_2).when(moving.consume, quantity=Decimal(70), **wish).facts
    assert left(STEEL, FOR_1, TAKEN) == {"WO-1": 35}
    assert left(STEEL, FOR_1, replace(TAKEN, quantity=Decimal(70))) == {"WO-1": 0}


def test_what_comes_back_from_the_order_is_reserved_for_it_again_and_never_more_than_was() -> None:
    assert left(STEEL, FOR_1, TAKEN, BACK) == {"WO-1": 40}
    assert left(STEEL, TAKEN, FOR_1, BACK) == {"WO-1": 60}
    assert left(STEEL, FOR_1, FOR_2, TAKEN, LotReturned(customer="C-1", quantity=Decimal(5))) == {
        "WO-1": 35,
        "WO-2": 30,
    }


def test_what_a_struck_movement_took_binds_nothing() -> None:
    struck = MovementCorrected(
        movement=3, kind=Movement.CONSUMED, change=Decimal(25), why="not so", struck=True, work_order="WO-1"
    )
    assert left(STEEL, FOR_1, TAKEN, struck) == {"WO-1": 60}
    less = replace(struck, change=Decimal(15), struck=False, quantity=Decimal(10))
    assert left(STEEL, FOR_1, TAKEN, less) == {"WO-1": 50}
    assert left(STEEL, TAKEN, FOR_1, replace(struck, movement=2)) == {"WO-1": 60}


def test_a_third_taken_three_times_leaves_nothing_reserved() -> None:
    third = LotConsumed(work_order="WO-1", quantity=Decimal("0.333333333333"), exact="1/3")  # pyright: ignore[reportArgumentType]
    assert left(STEEL, replace(FOR_1, quantity=Decimal(1)), third, third, third) == {"WO-1": 0}


def test_scrap_and_counts_are_what_happened_and_what_was_reserved_first_is_there_first() -> None:
    scrap = given(STEEL, FOR_1, FOR_2).when(moving.scrap, quantity=Decimal(35), reason="rust", at=AT)
    scrap.then(LotScrapped(quantity=Decimal(35), reason="rust"))
    lost = (STEEL, FOR_1, FOR_2, LotScrapped(quantity=Decimal(35), reason="rust"))
    wish: dict[str, Any] = {"key": "S-1", "at": AT}
    of_2 = given(*lost).when(moving.consume, work_order="WO-2", quantity=Decimal(6), **wish)
    of_2.then_refused(
        ReservedForOthers, saying="5 kg of the lot may be taken here, the rest is reserved: 60 kg for WO-1"
    )
    assert given(*lost).when(moving.consume, work_order="WO-2", quantity=Decimal(5), **wish).facts
    assert given(*lost).when(moving.consume, work_order="WO-1", quantity=Decimal(60), **wish).facts
    counted = given(STEEL, FOR_1).when(moving.adjust, quantity=Decimal(0), reason="count", at=AT)
    counted.then(LotAdjusted(quantity=Decimal(0), reason="count"))
    anew = given(*lost).when(reserving.reserve, work_order="WO-3", quantity=Decimal(1), at=AT)
    anew.then_refused(NotFree, saying="0 kg of the lot are free")


def test_a_late_fact_is_held_against_what_is_there_now() -> None:
    counted = (later(hours=2), LotAdjusted(quantity=Decimal(60), reason="count"))
    wish: dict[str, Any] = {"key": "S-1", "work_order": "WO-3"}
    late = given(STEEL, counted, FOR_1).when(moving.consume, quantity=Decimal(40), at=later(hours=1), **wish)
    assert late.facts, "the count has found what is there now, whatever was taken before it"
    now = given(STEEL, counted, FOR_1).when(moving.consume, quantity=Decimal(1), at=later(hours=3), **wish)
    now.then_refused(ReservedForOthers, saying="0 kg of the lot may be taken here")


def corrected(told: Fact, **wanted: Any) -> dict[str, Any]:
    return {
        "key": "S-1", "movement": 2, "told": told, "wanted": Wanted(**wanted), "why": "weighed again",
        "may_go_below_zero": False, "latest": LATEST,
    }  # fmt: skip


@pytest.mark.parametrize(
    "told", [LotConsumed(work_order="WO-3", quantity=Decimal(10)), LotShipped(customer="C-1", quantity=Decimal(10))]
)
def test_a_correction_by_which_more_was_taken_leaves_what_is_reserved(told: Fact) -> None:
    stock = given(STEEL, told, FOR_1)
    stock.when(correcting.correct, **corrected(told, quantity=Decimal(41))).then_refused(ReservedForOthers)
    assert stock.when(correcting.correct, **corrected(told, quantity=Decimal(40))).facts


def test_a_correction_of_what_came_in_or_was_scrapped_makes_the_reservation_short() -> None:
    scrapped = LotScrapped(quantity=Decimal(10), reason="rust")
    assert given(STEEL, scrapped, FOR_1).when(correcting.correct, **corrected(scrapped, quantity=Decimal(50))).facts
    receipt = given(STEEL, FOR_1).when(correcting.correct, **corrected(STEEL, quantity=Decimal(10)) | {"movement": 1})
    assert receipt.facts


def test_a_reservation_is_released_with_what_is_left_of_it() -> None:
    wish: dict[str, Any] = {"key": "S-1", "work_order": "WO-1", "reason": "cast instead"}
    released = LotReservationReleased(work_order="WO-1", quantity=Decimal(35), reason="cast instead")
    given(STEEL, FOR_1, TAKEN).when(reserving.release, **wish).then(released)
    given(STEEL, FOR_2).when(reserving.release, **wish).then_refused(NotReserved, saying="lot S-1 is reserved for WO-1")
    assert left(STEEL, FOR_1, FOR_2, TAKEN, released) == {"WO-2": 30}


def test_what_was_released_by_a_slip_is_reserved_again_as_far_as_it_is_free() -> None:
    wish: dict[str, Any] = {"work_order": "WO-1", "quantity": Decimal(80)}
    given(STEEL, FOR_2).when(reserving.reserve_again, **wish).then(replace(FOR_1, quantity=Decimal(70)))
    assert reserving.reserve_again(state_after(STEEL, replace(FOR_2, quantity=Decimal(100))), **wish) is None


def test_backflush_takes_what_is_free_for_its_order() -> None:
    lots = [("S-1", state_after(STEEL, FOR_1)), ("S-2", state_after(STEEL))]

    def given_by(order: str, needed: int, *, below: bool = False) -> Any:
        wanted = {"STEEL": Quantity(Decimal(needed), "kg")}
        return allotting.allot(wanted, lots, work_order=order, may_go_below_zero=below)

    assert given_by("WO-1", 110) == {"S-1": 100, "S-2": 10}
    assert given_by("WO-2", 110) == {"S-1": 40, "S-2": 70}
    with pytest.raises(ComponentShort, match="10 kg STEEL are missing"):
        given_by("WO-2", 150)
    assert given_by("WO-2", 150, below=True) == {"S-1": 40, "S-2": 110}
    lots.reverse()
    assert given_by("WO-2", 150, below=True) == {"S-1": 40, "S-2": 110}, "below zero goes what is reserved for nobody"


def test_more_that_comes_in_is_there_for_what_is_short() -> None:
    came = LotReceived(material="STEEL", quantity=Decimal(50), unit="kg", plant="main")
    lost = LotAdjusted(quantity=Decimal(40), reason="count")
    wish: dict[str, Any] = {"key": "S-1", "at": AT, "work_order": "WO-3", "quantity": Decimal(31)}
    given(STEEL, FOR_1, lost, came).when(moving.consume, **wish).then_refused(
        ReservedForOthers, saying="30 kg of the lot"
    )
