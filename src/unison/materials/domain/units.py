"""Exact amounts in any unit of a material."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from unison.materials.domain.state import Material
from unison.shared.errors import MalformedRefusal, RuleRefusal
from unison.shared.quantities import DECIMAL_PLACES

_STEPS = 10**DECIMAL_PLACES
"""The smallest amount that is kept is one step: the last decimal place."""


class UnknownUnit(RuleRefusal, code="unknown_unit"):
    """{material} is not measured in {unit}. Use one of: {units}."""


class NotExact(RuleRefusal, code="not_exact"):
    """{quantity} {unit} is no exact amount of {base_unit}: it has more than {places} decimal places there. The nearest that is:
    {nearest} {unit}; or give it in {base_unit}."""


class UnitTwice(MalformedRefusal, code="unit_twice"):
    """{unit} is the base unit itself. Leave it out of the other units."""


def ratio(text: str) -> tuple[int, int]:
    """How many base units a unit is, as numerator and denominator: of `12`, `25.4` or `2/3`. ValueError when it is none."""
    try:
        exact = Fraction(text)
    except ZeroDivisionError:
        exact = Fraction(0)
    if exact <= 0:
        raise ValueError("a unit is more than nothing of the base unit")
    return exact.numerator, exact.denominator


def told_ratio(numerator: int, denominator: int) -> str:
    """`12`, `25.4`, or `2/3`: what `ratio` reads."""
    exact = Fraction(numerator, denominator)
    steps = exact * _STEPS
    return f"{in_steps(steps.numerator):f}" if steps.denominator == 1 else str(exact)


def check_units(base_unit: str, units: Mapping[str, tuple[int, int]]) -> None:
    if base_unit in units:
        raise UnitTwice(unit=base_unit)


def to_base(material: Material, quantity: Decimal, unit: str) -> Decimal:
    """The amount in the material's base unit, exactly, with six places at most; refuses what is not exact."""
    if unit == material.base_unit:
        return quantity
    return _converted(quantity, unit, in_base(material, unit), material.base_unit)


def from_base(material: Material, quantity: Decimal, unit: str) -> Decimal:
    """The amount of the base unit in another unit, exactly, with six places at most; refuses what is not exact."""
    if unit == material.base_unit:
        return quantity
    return _converted(quantity, material.base_unit, 1 / in_base(material, unit), unit)


def in_base(material: Material, unit: str) -> Fraction:
    """How many base units one of the unit is; refuses `UnknownUnit`."""
    if unit == material.base_unit:
        return Fraction(1)
    if unit not in material.units:
        known = ", ".join([material.base_unit, *sorted(material.units)])
        raise UnknownUnit(material=material.name or "The material", unit=unit, units=known)
    return Fraction(*material.units[unit])


def _converted(quantity: Decimal, unit: str, factor: Fraction, into: str) -> Decimal:
    steps = Fraction(quantity) * factor * _STEPS
    if steps.denominator != 1:
        nearest = _nearest(quantity, factor)
        raise NotExact(quantity=f"{quantity:f}", unit=unit, base_unit=into, places=DECIMAL_PLACES, nearest=nearest)
    return in_steps(steps.numerator)


def in_steps(steps: int) -> Decimal:
    """So many of the smallest amount that is kept, as a plain number."""
    amount = Decimal(steps).scaleb(-DECIMAL_PLACES).normalize()
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount


def _nearest(quantity: Decimal, factor: Fraction) -> str:
    """The amounts right below and above that are whole steps in both units: multiples of the factor's denominator."""
    stride = factor.denominator
    below = Fraction(quantity) * _STEPS // stride
    amounts = [in_steps(times * stride) for times in (below, below + 1) if times > 0]
    return " or ".join(f"{amount:f}" for amount in amounts)
