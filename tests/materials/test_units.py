"""Amounts in any unit of a material: exact, or refused with the way out."""

from decimal import Decimal
from fractions import Fraction

import hypothesis
import pytest
from hypothesis import strategies as st

from tests.materials.shelf import NUT, STEEL
from tests.scenario import state_after
from unison.materials.domain import units
from unison.materials.domain.facts import MaterialRegistered
from unison.materials.domain.units import NotExact, UnknownUnit


@pytest.mark.parametrize(
    ("quantity", "unit", "base"),
    [
        ("2.5", "kg", "2.5"),
        ("0.0015", "t", "1.5"),
        ("3", "sheet", "2"),
        ("500", "t", "500000"),
        ("1.5", "sheet", "1"),
        ("0.001", "g", "0.000001"),
    ],
)
def test_an_amount_is_converted_exactly_there_and_back(quantity: str, unit: str, base: str) -> None:
    converted = units.to_base(state_after(STEEL), Decimal(quantity), unit)
    assert (converted, f"{converted:f}") == (Decimal(base), base)
    assert units.from_base(state_after(STEEL), converted, unit) == Decimal(quantity)


def test_what_is_not_exact_is_refused_with_the_nearest_amounts_that_are() -> None:
    steel = state_after(STEEL)
    with pytest.raises(NotExact, match=r"1 sheet is no exact amount of kg.* 0\.999999 or 1\.000002 sheet;") as refused:
        units.to_base(steel, Decimal(1), "sheet")
    assert "or give it in kg" in refused.value.message
    for amount in ("0.999999", "1.000002"):
        units.to_base(steel, Decimal(amount), "sheet")
    with pytest.raises(NotExact, match=r"nearest that is: 0\.001 g;"):
        units.to_base(steel, Decimal("0.0005"), "g")
    with pytest.raises(NotExact, match="1 pcs is no exact amount of box"):
        units.from_base(state_after(NUT), Decimal(1), "box")


def test_an_unknown_unit_is_refused_with_those_there_are() -> None:
    for convert in (units.to_base, units.from_base):
        with pytest.raises(UnknownUnit, match=r"Steel is not measured in lb. Use one of: kg, g, sheet, t"):
            convert(state_after(STEEL), Decimal(1), "lb")


@pytest.mark.parametrize(
    ("told", "read", "again"),
    [
        ("12", (12, 1), "12"),
        ("25.4", (127, 5), "25.4"),
        ("2/3", (2, 3), "2/3"),
        ("4/6", (2, 3), "2/3"),
        ("1/8", (1, 8), "0.125"),
        ("0.000001", (1, 1_000_000), "0.000001"),
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
    st.integers(1, 10**15).map(lambda steps: Decimal(steps).scaleb(-6)),
)
def test_any_amount_is_converted_without_loss_or_its_nearest_ones_are(factor: Fraction, quantity: Decimal) -> None:
    unit = {"x": (factor.numerator, factor.denominator)}
    material = state_after(MaterialRegistered(base_unit="kg", units=unit))
    try:
        base = units.to_base(material, quantity, "x")
    except NotExact as refused:
        assert (Fraction(quantity) * factor * 10**6).denominator > 1
        for nearest in str(refused.facts["nearest"]).split(" or "):
            assert abs(Decimal(nearest) - quantity) < Decimal(factor.denominator).scaleb(-6)
            units.to_base(material, Decimal(nearest), "x")
    else:
        assert Fraction(base) == Fraction(quantity) * factor
        assert units.from_base(material, base, "x") == quantity
