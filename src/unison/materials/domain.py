"""The rules of a material: functions on frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate
from unison.shared.quantities import PLACES


class Tracking(StrEnum):
    """How pieces of a material are told apart: not at all, by lot, or each by its serial number."""

    NONE = "none"
    LOT = "lot"
    SERIAL = "serial"


class Method(StrEnum):
    """How an issue is costed."""

    FIFO = "fifo"
    LIFO = "lifo"
    MOVING_AVERAGE = "moving_average"
    STANDARD = "standard"


@dataclass(frozen=True, kw_only=True)
class Component:
    """So much of a material goes into one base unit of the product; `scrap_percent` more is used up on the way."""

    material: str
    quantity: Decimal
    unit: str
    scrap_percent: Decimal = Decimal(0)


# Facts -----------------------------------------------------------------------------------------------------------


class MaterialRegistered(Fact, topic="materials.MaterialRegistered"):
    """`units` says of each other unit how many base units it is, as numerator and denominator."""

    base_unit: str
    name: str | None = None
    tracking: Tracking = Tracking.LOT
    units: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    shelf_life_days: int | None = None
    gtin: str | None = None
    sap_material: str | None = None


class MaterialRetired(Fact, topic="materials.MaterialRetired"):
    reason: str


class ComponentListSet(Fact, topic="materials.ComponentListSet"):
    components: tuple[Component, ...]


class ReorderPointSet(Fact, topic="materials.ReorderPointSet"):
    """In the base unit; None: it is not reordered by stock any more."""

    plant: str
    quantity: Decimal | None


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Material:
    base_unit: str
    tracking: Tracking = Tracking.LOT
    units: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    shelf_life_days: int | None = None
    components: tuple[Component, ...] = ()
    retired: bool = False


def evolve(material: Material | None, fact: Fact) -> Material:
    """The material after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case MaterialRegistered():
            return Material(
                base_unit=fact.base_unit,
                tracking=fact.tracking,
                units=fact.units,
                shelf_life_days=fact.shelf_life_days,
            )
        case _ if material is None:
            raise TypeError(f"a material cannot begin with {type(fact).__name__}")
        case MaterialRetired():
            return replace(material, retired=True)
        case ComponentListSet():
            return replace(material, components=fact.components)
        case ReorderPointSet():
            return material
        case _:
            raise TypeError(f"a material knows nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownMaterial(UnknownRefusal):
    """There is no material {key}. Check the number, or register it first."""


class MaterialExists(RuleRefusal):
    """There is a material {key} already. Choose another number."""


class UnknownUnit(RuleRefusal):
    """The material is not measured in {unit}. Use one of: {units}."""


class NotExact(RuleRefusal):
    """{quantity} {unit} is no exact amount of {base_unit}. Give it in {base_unit}."""


MATERIAL = Aggregate("materials", Material, evolve, UnknownMaterial, MaterialExists)

# Decisions -------------------------------------------------------------------------------------------------------


def to_base(material: Material, quantity: Decimal, unit: str) -> Decimal:
    """The amount in the material's base unit, exactly, with six places at most; refuses what is not exact."""
    if unit == material.base_unit:
        return quantity
    if unit not in material.units:
        raise UnknownUnit(unit=unit, units=", ".join([material.base_unit, *sorted(material.units)]))
    exact = Fraction(quantity) * Fraction(*material.units[unit]) * 10**PLACES
    if exact.denominator != 1:
        raise NotExact(quantity=f"{quantity:f}", unit=unit, base_unit=material.base_unit)
    return Decimal(exact.numerator).scaleb(-PLACES).normalize() + Decimal(0)


def explode(material: Material, quantity: Decimal) -> tuple[Component, ...]:
    """What so many base units of a product need of each component, one level deep, with what is used up on the way."""
    return tuple(
        replace(each, quantity=each.quantity * quantity * (1 + each.scrap_percent / 100))
        for each in material.components
    )
