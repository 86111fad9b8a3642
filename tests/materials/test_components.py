"""Of what a product is made, and what so many of it need."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from tests.materials.shelf import GONE, LISTED, NUT, PUMP, STEEL
from tests.scenario import given, state_after
from unison.materials.domain import components as material_components
from unison.materials.domain.components import ComponentOfItself, ComponentsUnchanged, ComponentTwice
from unison.materials.domain.facts import Component, ComponentListSet
from unison.materials.domain.state import MaterialIsRetired
from unison.materials.domain.units import UnknownUnit
from unison.shared.events import Fact
from unison.shared.quantities import FractionText, shown

KNOWN = {"STEEL": state_after(STEEL), "NUT": state_after(NUT)}


def setting(*components: Component, **other: Any) -> dict[str, Any]:
    return {"product": "PUMP", "components": components, "known": KNOWN} | other


def component(material: str = "STEEL", quantity: str = "2.5", unit: str = "kg", scrap: int = 0) -> Component:
    return Component(material=material, quantity=Decimal(quantity), unit=unit, scrap_percent=Decimal(scrap))


def needs(*told: Fact, quantity: str = "10", known: Any = None) -> list[tuple[str, str, str]]:
    return [
        (c.material, shown(c.quantity), c.unit)
        for c in material_components.explode(state_after(*told), Decimal(quantity), known)
    ]


def test_a_list_is_set_and_set_anew() -> None:
    given(PUMP).when(material_components.set_components, **setting(*LISTED.components)).then(LISTED)
    sheets = component(unit="sheet")
    anew = ComponentListSet(components=(sheets,), batch_quantity=Decimal(4), component_list=2)
    given(PUMP, LISTED).when(material_components.set_components, **setting(sheets, batch_quantity=Decimal(4))).then(
        anew
    )
    given(PUMP, LISTED).when(material_components.set_components, **setting()).then(
        ComponentListSet(components=(), component_list=2)
    )
    assert sorted(state_after(PUMP, LISTED, anew).component_lists) == [1, 2]


def test_a_list_that_says_the_same_is_refused() -> None:
    given(PUMP, LISTED).when(material_components.set_components, **setting(*LISTED.components)).then_refused(
        ComponentsUnchanged
    )
    given(PUMP).when(material_components.set_components, **setting()).then_refused(ComponentsUnchanged)


def test_a_product_is_no_component_of_itself_and_no_component_stands_twice() -> None:
    itself = component("PUMP", unit="pcs")
    given(PUMP).when(material_components.set_components, **setting(itself)).then_refused(
        ComponentOfItself, saying="PUMP"
    )
    twice = (component(), component(quantity="1"))
    given(PUMP).when(material_components.set_components, **setting(*twice)).then_refused(ComponentTwice, saying="STEEL")


def test_a_component_is_measured_in_one_of_its_units() -> None:
    metres = component(unit="m")
    given(PUMP).when(material_components.set_components, **setting(metres)).then_refused(
        UnknownUnit, saying="kg, g, sheet, t"
    )
    pounds = component(unit="lb")
    given(PUMP).when(material_components.set_components, **setting(pounds)).then(ComponentListSet(components=(pounds,)))


def test_what_is_retired_has_no_list_and_stands_in_none() -> None:
    given(PUMP, GONE).when(material_components.set_components, **setting(component())).then_refused(
        MaterialIsRetired, saying="PUMP"
    )
    gone = {"STEEL": state_after(STEEL, GONE)}
    given(PUMP).when(material_components.set_components, **setting(component(), known=gone)).then_refused(
        MaterialIsRetired, saying="STEEL"
    )


def test_a_product_needs_its_components_and_what_is_used_up_on_the_way() -> None:
    assert needs(PUMP, LISTED) == [("STEEL", "26", "kg"), ("NUT", "60", "pcs")]
    assert needs(PUMP) == []


def test_of_a_known_component_it_needs_so_much_of_the_base_unit() -> None:
    grams = ComponentListSet(components=(component(quantity="12.345", unit="g", scrap=2), component("NUT", "2", "box")))
    assert needs(PUMP, grams, quantity="7") == [("STEEL", "88.1433", "g"), ("NUT", "14", "box")]
    assert needs(PUMP, grams, quantity="7", known=KNOWN) == [("STEEL", "0.0881433", "kg"), ("NUT", "168", "pcs")]


def test_of_a_list_for_a_batch_a_part_is_needed_exactly() -> None:
    batch = ComponentListSet(components=(component(quantity="1"),), batch_quantity=Decimal(3))
    assert needs(PUMP, batch, quantity="3") == [("STEEL", "1", "kg")]
    assert needs(PUMP, batch, quantity="1") == [("STEEL", "1/3", "kg")]


@hypothesis.given(
    st.decimals("0.000001", 1000, places=6),
    st.decimals(0, 100, places=2),
    st.decimals(1, 500, places=3),
    st.integers(1, 9999),
)
def test_what_is_needed_is_what_the_list_says(each: Decimal, scrap: Decimal, batch: Decimal, pieces: int) -> None:
    component = Component(material="STEEL", quantity=each, unit="sheet", scrap_percent=scrap)
    pump = state_after(PUMP, ComponentListSet(components=(component,), batch_quantity=batch))
    (needed,) = material_components.explode(pump, Decimal(pieces), KNOWN)
    exact = Fraction(each) * pieces / Fraction(batch) * (1 + Fraction(scrap) / 100) * Fraction(2, 3)
    assert needed.quantity == exact


def test_a_list_may_say_a_third() -> None:
    third = Component(material="STEEL", quantity=Decimal("0.333333333333"), unit="kg", exact=FractionText("1/3"))
    assert needs(PUMP, ComponentListSet(components=(third,)), quantity="30") == [("STEEL", "10", "kg")]


@pytest.mark.parametrize("known", [None, KNOWN])
def test_nothing_is_needed_for_nothing(known: Any) -> None:
    assert needs(PUMP, LISTED, quantity="0", known=known)[0][1] == "0"
