"""What is known of a material: exact units, and what a product needs."""

from decimal import Decimal

import pytest

from tests.scenario import AT, facts_of, is_known_after, reads_back, state_after
from unison.materials.domain import components, units
from unison.materials.domain.facts import Component, ComponentListSet, MaterialRegistered, MaterialRetired
from unison.materials.domain.state import MATERIAL
from unison.materials.domain.units import NotExact, UnknownUnit
from unison.shared.events import Fact

STEEL = MaterialRegistered(base_unit="kg", units={"t": (1000, 1), "sheet": (2, 3)}, shelf_life_days=30)


@pytest.mark.parametrize("kind", facts_of(MATERIAL))
def test_every_fact_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(STEEL, kind)


def test_an_unknown_fact_raises() -> None:
    for state in (None, MATERIAL.evolve(None, STEEL, AT)):
        with pytest.raises(TypeError):
            MATERIAL.evolve(state, Fact(), AT)


@pytest.mark.parametrize(
    ("quantity", "unit", "base"),
    [("2.5", "kg", "2.5"), ("0.0015", "t", "1.5"), ("3", "sheet", "2"), ("500", "t", "500000")],
)
def test_an_amount_is_converted_exactly(quantity: str, unit: str, base: str) -> None:
    converted = units.to_base(state_after(STEEL), Decimal(quantity), unit)
    assert (converted, f"{converted:f}") == (Decimal(base), base)


def test_what_is_not_exact_or_in_no_known_unit_is_refused() -> None:
    with pytest.raises(NotExact, match="1 sheet is no exact amount of kg"):
        units.to_base(state_after(STEEL), Decimal(1), "sheet")
    with pytest.raises(UnknownUnit, match="kg, sheet, t"):
        units.to_base(state_after(STEEL), Decimal(1), "lb")


def test_a_product_needs_its_components_and_what_is_used_up_on_the_way() -> None:
    listed = ComponentListSet(
        components=(
            Component(material="STEEL", quantity=Decimal("2.5"), unit="kg", scrap_percent=Decimal(4)),
            Component(material="NUT", quantity=Decimal(6), unit="pcs"),
        )
    )
    pump = state_after(MaterialRegistered(base_unit="pcs"), listed)
    assert [(c.material, c.quantity, c.unit) for c in components.explode(pump, Decimal(10))] == [
        ("STEEL", Decimal(26), "kg"),
        ("NUT", Decimal(60), "pcs"),
    ]


def test_a_retired_material_stays_known() -> None:
    assert state_after(STEEL, MaterialRetired(reason="replaced")).retired
