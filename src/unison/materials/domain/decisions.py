"""What may be said of a material, and what is refused."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from unison.materials.domain.facts import (
    DateInNumber,
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
from unison.materials.domain.state import CHANGEABLE, Material, MaterialExists, MaterialIsRetired
from unison.materials.domain.units import check_units
from unison.shared.errors import RuleRefusal
from unison.shared.quantities import UnitMismatch


class MaterialUnchanged(RuleRefusal, code="material_unchanged"):
    """All of this is said of the material already. Give what is to be different."""


class MaterialNotRetired(RuleRefusal, code="material_not_retired"):
    """The material is in use, so there is nothing to reinstate."""


class KeptInAnotherUnit(RuleRefusal, code="kept_in_another_unit"):
    """Of {material} there are quantities in {unit} already, the unit of its first receipt. Register it with {unit} as its base
    unit; {base_unit} can be one of its other units."""


MOST_LOTS = 20
"""So many lots of a material that nobody has registered are told apart. More than that at once were no slip: the unit stays."""


def take_stock_unit(material: Material | None, *, key: str, unit: str, lot: str) -> StockUnitTaken | None:
    """What is not registered is kept in the unit of the first of its lots that stands. None: nothing new is said by this lot."""
    if material is None or material.unit_is_free:
        return StockUnitTaken(unit=unit, lot=lot)
    if material.registered or material.more or lot in material.lots:
        return None
    if unit != material.base_unit:
        raise UnitMismatch(given=unit, expected=material.base_unit, what=key)
    return StockUnitTaken(unit=unit, lot=lot if len(material.lots) < MOST_LOTS else None)


def free_stock_unit(material: Material | None, *, lot: str) -> StockUnitFreed | None:
    """Of a lot of which nothing stands. None: it does not hold the unit."""
    return StockUnitFreed(lot=lot) if material is not None and lot in material.lots else None


def register(
    material: Material | None = None,
    *,
    key: str = "",
    base_unit: str,
    name: str | None = None,
    description: str | None = None,
    tracking: Tracking = Tracking.LOT,
    units: Mapping[str, tuple[int, int]],
    shelf_life_days: int | None = None,
    gtin: str | None = None,
    sap_material: str | None = None,
) -> MaterialRegistered:
    """`material` is what is known of one that was received before anybody registered it."""
    if material is not None and material.registered:
        raise MaterialExists(key=key)
    if material is not None and material.base_unit != base_unit and not material.unit_is_free:
        raise KeptInAnotherUnit(material=key, unit=material.base_unit, base_unit=base_unit)
    check_units(base_unit, units)
    return MaterialRegistered(
        base_unit=base_unit,
        name=name,
        description=description,
        tracking=tracking,
        units=units,
        shelf_life_days=shelf_life_days,
        gtin=gtin,
        sap_material=sap_material,
    )


def change(
    material: Material,
    *,
    key: str,
    name: str | None = None,
    description: str | None = None,
    units: Mapping[str, tuple[int, int]] | None = None,
    shelf_life_days: int | None = None,
    gtin: str | None = None,
    sap_material: str | None = None,
    clear: Collection[str] = (),
) -> MaterialChanged:
    """What is None stays as it is; what `clear` names is known no more. `units` replaces all of the other units."""
    _in_use(material, key)
    given: dict[str, Any] = {
        "name": name,
        "description": description,
        "units": units,
        "shelf_life_days": shelf_life_days,
        "gtin": gtin,
        "sap_material": sap_material,
    }
    stands: dict[str, Any] = {field: getattr(material, field) for field in CHANGEABLE}
    wanted: dict[str, Any] = (
        stands | {field: value for field, value in given.items() if value is not None} | dict.fromkeys(clear)
    )
    check_units(material.base_unit, wanted["units"])
    if wanted == stands:
        raise MaterialUnchanged
    return MaterialChanged(**wanted)


def retire(material: Material, *, key: str, reason: str) -> list[MaterialRetired | ReorderPointSet]:
    """None of it is received, ordered or listed as a component any more; what is there is used up, and not reordered."""
    _in_use(material, key)
    points = [ReorderPointSet(plant=plant, quantity=None) for plant in sorted(material.reorder_points)]
    return [*points, MaterialRetired(reason=reason)]


def reinstate(material: Material, *, reason: str | None) -> MaterialReinstated:
    if not material.retired:
        raise MaterialNotRetired
    return MaterialReinstated(reason=reason)


def set_reorder_point(material: Material, *, key: str, plant: str, quantity: Decimal | None) -> ReorderPointSet:
    """In the base unit; None: it is not reordered by stock any more."""
    _in_use(material, key)
    if material.reorder_points.get(plant) == quantity:
        raise MaterialUnchanged
    return ReorderPointSet(plant=plant, quantity=quantity)


def set_lot_numbering(material: Material, *, key: str, prefix: str, date: DateInNumber, digits: int) -> LotNumberingSet:
    """`digits` 0: lots are to be named again."""
    _in_use(material, key)
    fact = LotNumberingSet(prefix=prefix, date=date, digits=digits)
    if material.lot_numbering == (fact if digits else None):
        raise MaterialUnchanged
    return fact


_DAYS: Mapping[DateInNumber, str] = {
    DateInNumber.NONE: "",
    DateInNumber.YEAR: "%y",
    DateInNumber.MONTH: "%y%m",
    DateInNumber.DAY: "%y%m%d",
    DateInNumber.LONG_DAY: "%Y%m%d",
    DateInNumber.WEEK: "%g%V",
}


def beginning_of_number(rule: LotNumberingSet, day: datetime) -> str:
    """What stands before the counter in the numbers that the rule gives on a day."""
    return rule.prefix + day.strftime(_DAYS[rule.date])


def _in_use(material: Material, key: str) -> None:
    if material.retired:
        raise MaterialIsRetired(material=key)
