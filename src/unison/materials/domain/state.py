"""A material as its facts tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from unison.materials.domain.facts import (
    Component,
    ComponentListSet,
    LotNumberingSet,
    MaterialChanged,
    MaterialRegistered,
    MaterialReinstated,
    MaterialRetired,
    ReorderPointSet,
    StockUnitFreed,
    StockUnitTaken,
    Tracking,
)
from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


@dataclass(frozen=True, kw_only=True)
class ComponentList:
    """Of what `batch_quantity` base units of a product are made."""

    components: tuple[Component, ...]
    batch_quantity: Decimal = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Material:
    """`units`: how many base units one of each is, as numerator and denominator; `reorder_points` are by plant, in base units.

    `component_list` is the version of the list in force, 0 before the first; `component_lists` are all of them by version.
    Of what is not `registered` only the unit is known that its stock is kept in: that of its first receipt, as long as any of
    its `lots` stands; `more`: there are more than are told here.
    """

    base_unit: str
    tracking: Tracking = Tracking.LOT
    name: str | None = None
    description: str | None = None
    units: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    shelf_life_days: int | None = None
    gtin: str | None = None
    sap_material: str | None = None
    components: tuple[Component, ...] = ()
    batch_quantity: Decimal = Decimal(1)
    component_list: int = 0
    component_lists: Mapping[int, ComponentList] = field(default_factory=dict[int, ComponentList])
    reorder_points: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    retired: bool = False
    registered: bool = True
    lot_numbering: LotNumberingSet | None = None
    lots: frozenset[str] = frozenset()
    more: bool = False

    @property
    def unit_is_free(self) -> bool:
        """Whether its stock may be kept in another unit: nothing that stands was ever kept in this one."""
        return not (self.registered or self.lots or self.more)


def evolve(material: Material | None, fact: Fact, _at: datetime) -> Material:
    """The material after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case StockUnitTaken():
            lots = material.lots if material is not None else frozenset[str]()
            lots = lots if fact.lot is None else lots | {fact.lot}
            return Material(base_unit=fact.unit, registered=False, lots=lots, more=fact.lot is None)
        case MaterialRegistered():
            return Material(base_unit=fact.base_unit, tracking=fact.tracking, **_known(fact))
        case _ if material is None:
            raise TypeError(f"a material cannot begin with {type(fact).__name__}")
        case StockUnitFreed():
            return replace(material, lots=material.lots - {fact.lot})
        case MaterialChanged():
            return replace(material, **_known(fact))
        case MaterialRetired():
            return replace(material, retired=True)
        case MaterialReinstated():
            return replace(material, retired=False)
        case ComponentListSet():
            listed = ComponentList(components=fact.components, batch_quantity=fact.batch_quantity)
            return replace(
                material,
                components=fact.components,
                batch_quantity=fact.batch_quantity,
                component_list=fact.component_list,
                component_lists={**material.component_lists, fact.component_list: listed},
            )
        case LotNumberingSet():
            return replace(material, lot_numbering=fact if fact.digits else None)
        case ReorderPointSet():
            points = {plant: point for plant, point in material.reorder_points.items() if plant != fact.plant}
            if fact.quantity is not None:
                points[fact.plant] = fact.quantity
            return replace(material, reorder_points=points)
        case _:
            raise TypeError(f"a material knows nothing of {type(fact).__name__}")


CHANGEABLE = ("name", "description", "units", "shelf_life_days", "gtin", "sap_material")
"""What may be said anew of a material. Its base unit and its tracking may not: the stock is kept by them."""


def _known(fact: MaterialRegistered | MaterialChanged) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in CHANGEABLE}


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownMaterial(UnknownRefusal, code="unknown_material"):
    """There is no material {key}. Check the number, or register it first."""


class MaterialExists(RuleRefusal, code="material_exists"):
    """There is a material {key} already. Choose another number, or change the one there is."""


class MaterialIsRetired(RuleRefusal, code="material_is_retired"):
    """Material {material} is retired. Use the material that took its place, or reinstate it."""


MATERIAL = Aggregate("materials", Material, evolve, UnknownMaterial, MaterialExists)
