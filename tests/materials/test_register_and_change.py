"""A material becomes known, is changed, retired and reinstated; what a plant says of it."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from tests.materials.shelf import GONE, LISTED, STEEL
from tests.scenario import given, state_after
from tests.spine import new_command
from unison.materials.domain import decisions
from unison.materials.domain.decisions import MaterialNotRetired, MaterialUnchanged
from unison.materials.domain.facts import (
    MaterialChanged,
    MaterialRegistered,
    MaterialReinstated,
    MaterialRetired,
    ReorderPointSet,
    Tracking,
)
from unison.materials.domain.state import MaterialIsRetired
from unison.materials.domain.units import UnitTwice

OF_STEEL = {"key": "STEEL"}
UNITS = {"t": (1000, 1), "sheet": (2, 3), "g": (1, 1000)}
POINT = ReorderPointSet(plant="main", quantity=Decimal(500))
BACK = MaterialReinstated(reason="ordered again")


def test_a_material_becomes_known() -> None:
    given().when(decisions.register, base_unit="kg", name="Steel", units=UNITS, shelf_life_days=30).then(STEEL)
    bare = MaterialRegistered(base_unit="pcs", tracking=Tracking.SERIAL)
    given().when(decisions.register, base_unit="pcs", tracking=Tracking.SERIAL, units={}).then(bare)


def test_the_base_unit_is_none_of_the_others() -> None:
    given().when(decisions.register, base_unit="kg", units={"kg": (1, 1)}).then_refused(UnitTwice, saying="kg")
    given(STEEL).when(decisions.change, units={"kg": (1, 1)}, **OF_STEEL).then_refused(UnitTwice)


def test_what_is_left_out_of_a_change_stays_and_what_is_cleared_goes() -> None:
    named = MaterialChanged(name="Steel 16MnCr5", units=UNITS, shelf_life_days=30)
    given(STEEL).when(decisions.change, name="Steel 16MnCr5", **OF_STEEL).then(named)
    kept = MaterialChanged(name="Steel 16MnCr5", units=UNITS, gtin="96385074")
    given(STEEL, named).when(decisions.change, gtin="96385074", clear=["shelf_life_days"], **OF_STEEL).then(kept)
    plain = MaterialChanged(name="Steel 16MnCr5", units={}, gtin="96385074")
    given(STEEL, named, kept).when(decisions.change, units={}, **OF_STEEL).then(plain)


def test_a_change_keeps_what_it_does_not_speak_of() -> None:
    steel = state_after(STEEL, LISTED, POINT, MaterialChanged(name="S"))
    assert (steel.base_unit, steel.components, steel.units, steel.shelf_life_days) == (
        "kg",
        LISTED.components,
        {},
        None,
    )
    assert steel.reorder_points == {"main": 500}


def test_a_change_of_nothing_is_refused() -> None:
    for same in ({}, {"name": "Steel"}, {"units": UNITS}, {"clear": ["gtin"]}):
        given(STEEL).when(decisions.change, **same, **OF_STEEL).then_refused(MaterialUnchanged)


def test_what_is_retired_is_reordered_no_more() -> None:
    retired = MaterialRetired(reason="replaced")
    given(STEEL).when(decisions.retire, reason="replaced", **OF_STEEL).then(retired)
    none = ReorderPointSet(plant="main", quantity=None)
    given(STEEL, POINT).when(decisions.retire, reason="replaced", **OF_STEEL).then(none, retired)
    assert state_after(STEEL, POINT, none, retired).reorder_points == {}


def test_a_retired_material_is_changed_no_more_until_it_is_reinstated() -> None:
    retired = given(STEEL, GONE)
    for decide, wanted in (
        (decisions.change, {"name": "S"}),
        (decisions.retire, {"reason": "again"}),
        (decisions.set_reorder_point, {"plant": "main", "quantity": Decimal(1)}),
    ):
        retired.when(decide, **wanted, **OF_STEEL).then_refused(MaterialIsRetired, saying="STEEL is retired")
    retired.when(decisions.reinstate, reason="ordered again").then(BACK)
    given(STEEL).when(decisions.reinstate, reason=None).then_refused(MaterialNotRetired)
    given(STEEL, GONE, BACK).when(decisions.retire, reason="replaced", **OF_STEEL).then(GONE)


def test_a_reorder_point_is_set_for_a_plant_and_taken_away() -> None:
    wanted = {"plant": "main", "quantity": Decimal(500), **OF_STEEL}
    given(STEEL).when(decisions.set_reorder_point, **wanted).then(POINT)
    given(STEEL, POINT).when(decisions.set_reorder_point, **wanted).then_refused(MaterialUnchanged)
    gone = ReorderPointSet(plant="main", quantity=None)
    given(STEEL, POINT).when(decisions.set_reorder_point, **(wanted | {"quantity": None})).then(gone)
    given(STEEL).when(decisions.set_reorder_point, **(wanted | {"quantity": None})).then_refused(MaterialUnchanged)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("gtin", "4006381333930", "check digit of this GTIN would be 1, not 0"),
        ("gtin", "40063813", "check digit"),
        ("units", {"box": "0"}, "more than nothing"),
        ("units", {"box": "a dozen"}, "pattern"),
        ("units", {"box": "1/0"}, "pattern"),
        ("units", {"": "12"}, "at least 1"),
        ("sap_material", "1" * 41, "at most 40"),
        ("shelf_life_days", 0, "greater than or equal to 1"),
        ("tracking", "batch", "lot"),
        ("material", "a\tb", "printable"),
    ],
)
def test_a_malformed_material_is_refused_with_the_reason(field: str, value: Any, why: str) -> None:
    body = {"material": "STEEL", "base_unit": "kg"}
    new_command("materials.register", **body)
    with pytest.raises(ValidationError, match=why):
        new_command("materials.register", **(body | {field: value}))


def test_nothing_is_given_and_cleared_at_once() -> None:
    with pytest.raises(ValidationError, match="gtin is given and cleared"):
        new_command("materials.change", material="STEEL", gtin="96385074", clear=["gtin"])
