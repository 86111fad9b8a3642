"""Held and released, moved and counted: what leaves the quantity of a lot alone, and what a count finds."""

from decimal import Decimal

import pytest

from tests.lots.stock import HELD, STEEL
from tests.scenario import AT, given
from unison.lots.domain import moving
from unison.lots.domain.facts import LotAdjusted, LotConsumed, LotMoved, LotReleased
from unison.lots.domain.moving import AlreadyOnHold, AlreadyThere, NotOnHold


def test_a_lot_is_held_and_released_in_turn() -> None:
    free, held = given(STEEL), given(STEEL, HELD)
    free.when(moving.hold, reason="certificate missing", at=AT).then(HELD)
    held.when(moving.release, reason="certificate came", at=AT).then(LotReleased(reason="certificate came"))
    given(STEEL, HELD, LotReleased()).when(moving.hold, reason="certificate missing", at=AT).then(HELD)


def test_a_lot_on_hold_is_not_held_again_and_a_free_one_not_released() -> None:
    given(STEEL, HELD).when(moving.hold, reason="rust", at=AT).then_refused(AlreadyOnHold)
    given(STEEL).when(moving.release, reason=None, at=AT).then_refused(NotOnHold)


def test_a_lot_is_moved_also_on_hold_but_not_to_where_it_is() -> None:
    given(STEEL, HELD).when(moving.move, location="Cage", at=AT).then(LotMoved(location="Cage"))
    given(STEEL).when(moving.move, location="Rack 1", at=AT).then_refused(AlreadyThere, saying="Rack 1")
    given(STEEL, LotMoved(location="Cage")).when(moving.move, location="Rack 1", at=AT).then(
        LotMoved(location="Rack 1")
    )


@pytest.mark.parametrize("found", [Decimal(0), Decimal(60), Decimal("1000.5")])
def test_a_count_tells_what_is_there_and_what_the_books_had(found: Decimal) -> None:
    used = LotConsumed(work_order="WO-1", quantity=Decimal(40))
    given(STEEL, used, HELD).when(moving.adjust, quantity=found, reason="count", at=AT).then(
        LotAdjusted(quantity=found, reason="count")
    )
