"""What the master data say of a lot's material: its units, how it is tracked, how long it keeps."""

from dataclasses import dataclass
from decimal import Decimal

from unison.inventory import domain as inventory
from unison.inventory.domain import STOCKKEEPING, STORAGE_LOCATIONS
from unison.lots.domain import moving
from unison.lots.domain.state import Lot
from unison.materials.domain.facts import Tracking
from unison.materials.domain.state import MATERIAL, Material
from unison.materials.domain.units import to_base
from unison.shared.errors import RuleRefusal
from unison.shared.ports import Work


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount in the unit that the stock of a material is kept in, and what is known of the material; None: nothing is."""

    quantity: Decimal
    unit: str
    material: Material | None

    @property
    def shelf_life_days(self) -> int | None:
        return self.material.shelf_life_days if self.material else None

    def is_tracked(self, tracking: Tracking) -> bool:
        return self.material is not None and self.material.tracking is tracking


async def measured(work: Work, material: str, quantity: Decimal, unit: str) -> Measured:
    """Converted exactly to the base unit of a registered material; as it is for any other."""
    known = await work.lookup(MATERIAL, material)
    if known is None:
        return Measured(quantity, unit, None)
    return Measured(to_base(known, quantity, unit), known.base_unit, known)


async def in_unit_of(work: Work, lot: Lot, quantity: Decimal, unit: str | None) -> Decimal:
    """The amount in the unit that the lot is kept in; refuses a unit that cannot be converted."""
    if unit is None or unit == lot.unit:
        return quantity
    found = await measured(work, lot.material, quantity, unit)
    moving.same_unit(lot, found.unit)
    return found.quantity


async def tracking_of(work: Work, lot: Lot) -> Tracking | None:
    """How the lot's material is tracked; None when it is not registered."""
    known = await work.lookup(MATERIAL, lot.material)
    return known.tracking if known else None


class LotNumberNeeded(RuleRefusal, code="lot_number_needed"):
    """{material} is kept by lot or serial number. Give the number of the lot, or the material a rule for its
    numbers (materials.set_lot_numbering)."""


class StorageLocationNeeded(RuleRefusal, code="storage_location_needed"):
    """{material} is kept without lot numbers, by its storage location. Give the location, or a lot."""


async def check_location(work: Work, plant: str, location: str | None) -> str | None:
    """The storage location as it was first typed."""
    if location is None:
        return None
    return inventory.check_location(await work.lookup(STORAGE_LOCATIONS, plant), plant=plant, location=location)


async def may_go_below_zero(work: Work) -> bool:
    return inventory.may_go_below_zero(await work.lookup(STOCKKEEPING, STOCKKEEPING.only))
