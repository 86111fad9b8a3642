"""Exact amounts in any unit of a material: its own, and the known ones that measure the same."""

from collections.abc import Mapping
from fractions import Fraction

from unison.materials.domain.known_units import known_factor, units_beside
from unison.materials.domain.state import Material
from unison.shared.errors import MalformedRefusal, RuleRefusal
from unison.shared.quantities import Exact, as_decimal


class UnknownUnit(RuleRefusal, code="unknown_unit"):
    """{material} is not measured in {unit}. Use one of: {units}; or say how many {base_unit} one {unit} of it is
    (materials.register, materials.change)."""


class UnitTwice(MalformedRefusal, code="unit_twice"):
    """{unit} is the base unit itself. Leave it out of the other units."""


class KnownUnitDiffers(MalformedRefusal, code="known_unit_differs"):
    """1 {unit} is {known} {of} exactly, whatever the material, and this list makes it {given}. Leave one of them out, or give what
    is meant a name of its own."""


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
    return _told(Fraction(numerator, denominator))


def _told(exact: Fraction) -> str:
    decimal = as_decimal(exact)
    return str(exact) if decimal is None else f"{decimal:f}"


def check_units(base_unit: str, units: Mapping[str, tuple[int, int]]) -> None:
    """A material's own units must not contradict what is known: neither of its base unit, nor among themselves."""
    if base_unit in units:
        raise UnitTwice(unit=base_unit)
    told = {base_unit: Fraction(1), **{unit: Fraction(*ratio) for unit, ratio in units.items()}}
    names = list(told)
    for place, of in enumerate(names):
        for unit in names[place + 1 :]:
            known, given = known_factor(unit, of), told[unit] / told[of]
            if known is not None and known != given:
                raise KnownUnitDiffers(unit=unit, of=of, known=_told(known), given=_told(given))


def to_base(material: Material, quantity: Exact, unit: str) -> Exact:
    """The amount in the material's base unit, exactly."""
    return convert(material, quantity, unit, material.base_unit)


def convert(material: Material, quantity: Exact, unit: str, into: str) -> Exact:
    """The amount in another unit of the material, exactly."""
    if unit == into:
        return quantity
    exact = Fraction(quantity) * in_base(material, unit) / in_base(material, into)
    decimal = as_decimal(exact)
    return exact if decimal is None else decimal


def in_base(material: Material, unit: str) -> Fraction:
    """How many base units one of the unit is; refuses `UnknownUnit`. What one known unit of a dimension is, says of every other."""
    if unit == material.base_unit:
        return Fraction(1)
    if unit in material.units:
        return Fraction(*material.units[unit])
    for own in (material.base_unit, *material.units):
        if (known := known_factor(unit, own)) is not None:
            return known * in_base(material, own)
    told = dict.fromkeys([material.base_unit, *sorted(material.units), *units_beside(material.base_unit)])
    raise UnknownUnit(
        material=material.name or "The material", unit=unit, units=", ".join(told), base_unit=material.base_unit
    )
