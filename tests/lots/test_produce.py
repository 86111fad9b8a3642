from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.lots.stock import HELD
from tests.scenario import given, state_after
from unison.lots.domain import moving
from unison.lots.domain.facts import LotProduced
from unison.lots.domain.moving import MaterialDiffers
from unison.shared.errors import Refusal
from unison.shared.quantities import UnitMismatch

ASKED: dict[str, Any] = {
    "material": "P-1",
    "quantity": Decimal(40),
    "unit": "pcs",
    "work_order": "WO-1",
    "plant": "main",
    "location": "Rack 1",
}
MADE = LotProduced(**ASKED)


def test_an_order_begins_a_lot_and_adds_to_it_also_while_it_is_on_hold() -> None:
    given().when(moving.produce, **ASKED).then(MADE)
    given(MADE, HELD).when(moving.produce, **ASKED).then(MADE)
    assert state_after(MADE, HELD, MADE).quantity == 80


@pytest.mark.parametrize(("other", "refusal"), [({"material": "P-2"}, MaterialDiffers), ({"unit": "kg"}, UnitMismatch)])
def test_a_lot_holds_one_material_in_one_unit(other: dict[str, str], refusal: type[Refusal]) -> None:
    given(MADE).when(moving.produce, **{**ASKED, **other}).then_refused(refusal)


def test_the_lot_is_where_the_last_part_of_it_was_put() -> None:
    elsewhere, nowhere = replace(MADE, location="Rack 2"), replace(MADE, location=None)
    assert state_after(MADE, elsewhere, nowhere).location == "Rack 2"
