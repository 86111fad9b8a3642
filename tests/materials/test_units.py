"""Amounts in any unit of a material: its own, and those that everybody knows; exact, or refused with the way out."""

from decimal import Decimal
from fractions import Fraction

import hypothesis
import pytest
from hypothesis import strategies as st

from tests.materials.shelf import STEEL
from tests.scenario import state_after
from unison.materials.domain import units
from unison.materials.domain.facts import MaterialRegistered
from unison.materials.domain.known_units import known_factor, known_unit, units_beside
from unison.materials.domain.units import KnownUnitDiffers, UnknownUnit
from unison.shared.quantities import Exact


@pytest.mark.parametrize(
    ("quantity", "unit", "base"),
    [
        ("2.5", "kg", "2.5"),
        ("0.0015", "t", "1.5"),
        ("3", "sheet", "2"),
        ("500", "t", "500000"),
        ("1.5", "sheet", "1"),
        ("0.001", "g", "0.000001"),
        ("10", "lb", "4.5359237"),
        ("1", "oz", "0.028349523125"),
    ],
)
def test_an_amount_is_converted_exactly_there_and_back(quantity: str, unit: str, base: str) -> None:
    converted = units.to_base(state_after(STEEL), Decimal(quantity), unit)
    assert isinstance(converted, Decimal)
    assert (converted, f"{converted:f}") == (Decimal(base), base)
    assert units.convert(state_after(STEEL), converted, "kg", unit) == Decimal(quantity)


def test_what_no_decimal_says_is_a_fraction() -> None:
    steel = state_after(STEEL)
    assert units.to_base(steel, Decimal(1), "sheet") == Fraction(2, 3)
    assert units.to_base(steel, Fraction(3, 2), "sheet") == 1


def test_an_unknown_unit_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownUnit, match=r"Steel is not measured in m. Use one of: kg, g, sheet, t, .*lb") as refused:
        units.to_base(state_after(STEEL), Decimal(1), "m")
    assert "how many kg one m of it is" in refused.value.message


# Units that everybody knows ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "of", "factor"),
    [
        ("g", "kg", "0.001"),
        ("t", "kg", "1000"),
        ("lb", "kg", "0.45359237"),
        ("oz", "lb", "0.0625"),
        ("in", "mm", "25.4"),
        ("ft", "m", "0.3048"),
        ("yd", "m", "0.9144"),
        ("gal", "l", "3.785411784"),
        ("gal", "in3", "231"),
        ("fl oz", "ml", "29.5735295625"),
        ("m3", "l", "1000"),
        ("ft2", "m2", "0.09290304"),
        ("h", "min", "60"),
        ("s", "min", "1/60"),
        ("L", "l", "1"),
        ("LB", "lb", "1"),
    ],
)
def test_what_a_unit_of_another_is(unit: str, of: str, factor: str) -> None:
    assert known_factor(unit, of) == Fraction(factor)


def test_units_of_unlike_dimensions_have_nothing_in_common() -> None:
    assert known_factor("kg", "l") is None
    assert known_factor("pcs", "kg") is None
    assert known_factor("box", "pcs") is None
    assert known_unit("Mg") is None, "a megagram is no milligram"
    assert units_beside("pcs") == ("pcs",)
    assert units_beside("bucket") == ()


def test_one_unit_of_a_dimension_says_what_every_other_is() -> None:
    bolts = state_after(MaterialRegistered(base_unit="pcs", units={"kg": (200, 1)}))
    assert units.to_base(bolts, Decimal(500), "g") == 100
    assert units.to_base(bolts, Decimal(1), "lb") == Decimal("90.718474")


@pytest.mark.parametrize(
    ("base_unit", "own", "says"),
    [
        ("kg", {"lb": (45, 100)}, "1 lb is 0.45359237 kg exactly, .* makes it 0.45"),
        ("m", {"in": (1, 40)}, "1 in is 0.0254 m exactly, .* makes it 0.025"),
        ("pcs", {"kg": (200, 1), "g": (1, 4)}, "1 g is 0.001 kg exactly, .* makes it 0.00125"),
    ],
)
def test_no_material_has_a_pound_of_its_own(base_unit: str, own: dict[str, tuple[int, int]], says: str) -> None:
    with pytest.raises(KnownUnitDiffers, match=says):
        units.check_units(base_unit, own)


def test_the_known_factor_may_be_told_again() -> None:
    units.check_units("kg", {"lb": (45359237, 100000000), "t": (1000, 1), "sheet": (2, 3)})


# Ratios -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "read", "again"),
    [
        ("12", (12, 1), "12"),
        ("25.4", (127, 5), "25.4"),
        ("2/3", (2, 3), "2/3"),
        ("4/6", (2, 3), "2/3"),
        ("1/8", (1, 8), "0.125"),
        ("0.000001", (1, 1_000_000), "0.000001"),
        ("0.45359237", (45359237, 100000000), "0.45359237"),
        ("1000", (1000, 1), "1000"),
    ],
)
def test_a_ratio_is_a_whole_number_a_decimal_or_a_fraction(told: str, read: tuple[int, int], again: str) -> None:
    assert units.ratio(told) == read
    assert units.told_ratio(*read) == again
    assert units.ratio(again) == read


@pytest.mark.parametrize("told", ["0", "0/5", "5/0", "-1", "", "a dozen", "nan"])
def test_nothing_is_no_ratio(told: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        units.ratio(told)


@hypothesis.given(
    st.fractions(min_value=Fraction(1, 10_000), max_value=10_000, max_denominator=10_000),
    st.integers(1, 10**15).map(lambda steps: Decimal(steps).scaleb(-6)) | st.fractions(min_value=Fraction(1, 100)),
)
def test_any_amount_is_converted_without_loss(factor: Fraction, quantity: Exact) -> None:
    unit = {"x": (factor.numerator, factor.denominator)}
    material = state_after(MaterialRegistered(base_unit="kg", units=unit))
    base = units.to_base(material, quantity, "x")
    assert Fraction(base) == Fraction(quantity) * factor
    assert Fraction(units.convert(material, base, "kg", "x")) == Fraction(quantity)
