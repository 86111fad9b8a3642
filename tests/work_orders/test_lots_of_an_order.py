"""Lots that an order takes and makes. What the lot itself has to say is in tests/lots."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import given, state_after
from tests.work_orders.orders import CLOSED, COMPLETED, IN_STATUS, all_but
from unison.work_orders.domain import material, reserving
from unison.work_orders.domain.facts import (
    LotConsumed,
    LotMovement,
    MaterialReserved,
    MaterialReturned,
    MovementCorrected,
    OutputLotRecorded,
    ReservationReleased,
)
from unison.work_orders.domain.material import ByProductIsProduct, MoreWentBack, NotTaken
from unison.work_orders.domain.reserving import NotOpen
from unison.work_orders.domain.state import NotInProgress

TAKEN: dict[str, Any] = {"lot": "S-1", "material": "STEEL", "quantity": Decimal("2.5"), "unit": "kg"}
MADE: dict[str, Any] = {"lot": "LOT-7", "material": "P-1", "quantity": Decimal(40), "unit": "pcs"}
IN_PROGRESS = ("released", "running", "paused")


@pytest.mark.parametrize("status", IN_PROGRESS)
def test_an_order_in_progress_takes_and_makes_lots(status: str) -> None:
    given(*IN_STATUS[status]).when(material.consume, **TAKEN).then(LotConsumed(**TAKEN))
    given(*IN_STATUS[status]).when(material.record_output, **MADE).then(OutputLotRecorded(**MADE))


@pytest.mark.parametrize("status", all_but(*IN_PROGRESS))
def test_an_order_in_any_other_state_does_neither(status: str) -> None:
    given(*IN_STATUS[status]).when(material.consume, **TAKEN).then_refused(NotInProgress, saying=status)
    given(*IN_STATUS[status]).when(material.record_output, **MADE).then_refused(NotInProgress, saying=status)


BACK: dict[str, Any] = {"lot": "S-1", "material": "STEEL", "unit": "kg", "reason": "left over"}


@pytest.mark.parametrize("status", [*IN_PROGRESS, "completed"])
def test_what_was_not_used_goes_back_until_the_order_is_closed(status: str) -> None:
    taken = given(*IN_STATUS[status], LotConsumed(**TAKEN))
    taken.when(material.return_material, quantity=Decimal(2), **BACK).then(
        MaterialReturned(quantity=Decimal(2), **BACK)
    )
    taken.when(material.return_material, quantity=Decimal(3), **BACK).then_refused(NotTaken, saying="2.5 kg of lot S-1")


def test_nothing_goes_back_to_a_lot_that_nothing_was_taken_from() -> None:
    other = BACK | {"lot": "S-2"}
    asked = given(*IN_STATUS["running"], LotConsumed(**TAKEN))
    asked.when(material.return_material, quantity=Decimal(1), **other).then_refused(NotTaken, saying="0 kg of lot S-2")
    closed = given(*IN_STATUS["running"], LotConsumed(**TAKEN), COMPLETED, CLOSED)
    closed.when(material.return_material, quantity=Decimal(1), **BACK).then_refused(NotInProgress, saying="closed")


def test_a_correction_counts_in_what_the_order_has_of_a_lot() -> None:
    corrected = MovementCorrected(
        movement=3, kind=LotMovement.CONSUMED, lot="S-1", change=Decimal(-1), why="weighed", quantity=Decimal("1.5")
    )
    wish: dict[str, Any] = {"movement": 3, "happened_at": None, "struck": False, "why": "weighed"}
    used = LotConsumed(**TAKEN)
    asked = given(*IN_STATUS["running"], used)
    asked.when(material.correct_movement, told=used, change=Decimal(-1), quantity=Decimal("1.5"), **wish).then(
        corrected
    )
    assert state_after(*IN_STATUS["running"], used, corrected).taken == {"S-1": Decimal("1.5")}
    back = MaterialReturned(quantity=Decimal(2), **BACK)
    given(*IN_STATUS["running"], used, back).when(
        material.correct_movement, told=used, change=Decimal(-1), quantity=Decimal("1.5"), **wish
    ).then_refused(MoreWentBack, saying="0.5 kg of lot S-1")


def test_what_an_order_made_may_be_corrected_whatever_it_took() -> None:
    made = OutputLotRecorded(**MADE)
    wish: dict[str, Any] = {"movement": 3, "happened_at": None, "struck": True, "why": "counted", "quantity": None}
    given(*IN_STATUS["running"], made).when(material.correct_movement, told=made, change=Decimal(-40), **wish).then(
        MovementCorrected(
            movement=3, kind=LotMovement.MADE, lot="LOT-7", change=Decimal(-40), why="counted", struck=True
        )
    )


def test_a_by_product_is_not_what_the_order_is_for() -> None:
    swarf: dict[str, Any] = MADE | {"material": "SWARF"}
    order = given(*IN_STATUS["running"])
    order.when(material.record_output, by_product=True, **swarf).then(OutputLotRecorded(by_product=True, **swarf))
    order.when(material.record_output, by_product=True, **MADE).then_refused(ByProductIsProduct, saying="P-1")


OPEN = ("planned", "released", "running", "paused")
RESERVED = MaterialReserved(lot="S-1", material="STEEL", quantity=Decimal(2), unit="kg")
RELEASED = ReservationReleased(lot="S-1", quantity=Decimal(2), unit="kg")


@pytest.mark.parametrize("status", OPEN)
def test_for_an_order_that_is_still_to_be_done_lots_are_reserved(status: str) -> None:
    reserving.check_open(state_after(*IN_STATUS[status]))


@pytest.mark.parametrize("status", all_but(*OPEN))
def test_for_an_order_that_is_done_or_given_up_nothing_is_reserved(status: str) -> None:
    with pytest.raises(NotOpen, match=status):
        reserving.check_open(state_after(*IN_STATUS[status]))


def test_an_order_knows_of_which_lots_something_is_reserved_for_it() -> None:
    other = replace(RESERVED, lot="S-2")
    assert state_after(*IN_STATUS["planned"], RESERVED, other, RESERVED).reserved == ("S-2", "S-1")
    assert state_after(*IN_STATUS["planned"], RESERVED, other, RELEASED).reserved == ("S-2",)
