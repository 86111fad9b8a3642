from decimal import Decimal

import pytest

from tests.lots.stock import HELD, STEEL
from tests.scenario import AT, given, state_after
from unison.lots.domain import moving
from unison.lots.domain.facts import LotSplit, LotSplitOff
from unison.lots.domain.moving import SameLot
from unison.lots.domain.taking import NotEnough, OnHold

ASKED = {"key": "S-1", "into": "S-1a", "location": None, "at": AT}


@pytest.mark.parametrize("quantity", [Decimal("0.5"), Decimal(100)])
def test_what_the_lot_loses_the_part_begins_with(quantity: Decimal) -> None:
    lost = LotSplit(into="S-1a", quantity=quantity)
    begun = LotSplitOff(source="S-1", material="STEEL", quantity=quantity, unit="kg", plant="main", location="Rack 1")
    given(STEEL).when(moving.split, quantity=quantity, **ASKED).then(lost, begun)
    assert state_after(STEEL, lost).quantity + state_after(begun).quantity == 100


def test_the_part_may_begin_at_another_storage_location() -> None:
    lost = LotSplit(into="S-1a", quantity=Decimal(1))
    begun = LotSplitOff(source="S-1", material="STEEL", quantity=Decimal(1), unit="kg", plant="main", location="Rack 2")
    given(STEEL).when(moving.split, quantity=Decimal(1), **{**ASKED, "location": "Rack 2"}).then(lost, begun)


def test_a_part_is_not_more_than_the_whole() -> None:
    given(STEEL).when(moving.split, quantity=Decimal("100.1"), **ASKED).then_refused(NotEnough)


def test_a_lot_on_hold_is_not_split_lest_a_part_of_it_get_free() -> None:
    given(STEEL, HELD).when(moving.split, quantity=Decimal(1), **ASKED).then_refused(OnHold)


def test_a_lot_is_not_split_into_itself() -> None:
    given(STEEL).when(moving.split, quantity=Decimal(1), **{**ASKED, "into": "S-1"}).then_refused(SameLot)
