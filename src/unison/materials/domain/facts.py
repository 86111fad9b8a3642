"""What happens to a material."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from unison.shared.events import Fact
from unison.shared.quantities import FractionText


class Tracking(StrEnum):
    """How pieces of a material are told apart: not at all, by lot, or each by its serial number."""

    NONE = "none"
    LOT = "lot"
    SERIAL = "serial"


@dataclass(frozen=True, kw_only=True)
class Component:
    """So much of a material goes into a product; `scrap_percent` more is used up on the way. `exact`: the quantity, where 12 places
    do not hold it."""

    material: str
    quantity: Decimal
    unit: str
    scrap_percent: Decimal = Decimal(0)
    exact: FractionText | None = None


class StockUnitTaken(Fact, topic="materials.StockUnitTaken"):
    """Of a material that nobody has registered a lot came in, in this unit: its stock is kept in it as long as any lot of it
    stands. None: there are so many lots of it that they are told no more, and the unit stays."""

    unit: str
    lot: str | None


class StockUnitFreed(Fact, topic="materials.StockUnitFreed"):
    """Nothing of this lot stands any more; where it was the last one, what comes next may come in another unit."""

    lot: str


class MaterialRegistered(Fact, topic="materials.MaterialRegistered"):
    """`units` says of each other unit how many base units it is, as numerator and denominator."""

    base_unit: str
    name: str | None = None
    tracking: Tracking = Tracking.LOT
    units: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    shelf_life_days: int | None = None
    gtin: str | None = None
    sap_material: str | None = None
    description: str | None = None


class MaterialChanged(Fact, topic="materials.MaterialChanged"):
    """What is known of the material from now on, whole. Base unit and tracking stay as they were registered."""

    name: str | None = None
    description: str | None = None
    units: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    shelf_life_days: int | None = None
    gtin: str | None = None
    sap_material: str | None = None


class MaterialRetired(Fact, topic="materials.MaterialRetired"):
    reason: str


class MaterialReinstated(Fact, topic="materials.MaterialReinstated"):
    """It was retired, and is in use again."""

    reason: str | None = None


class ComponentListSet(Fact, topic="materials.ComponentListSet"):
    """From now on so many base units of the product, `batch_quantity`, are made of these. None: nothing is said of it.

    `component_list` is the version of the list: 1, 2, 3 ...
    """

    components: tuple[Component, ...]
    batch_quantity: Decimal = Decimal(1)
    component_list: int = 1


class DateInNumber(StrEnum):
    """How the day stands in a lot number that is given by a rule: that of the plant's clock."""

    NONE = "none"
    YEAR = "YY"
    MONTH = "YYMM"
    DAY = "YYMMDD"
    LONG_DAY = "YYYYMMDD"
    WEEK = "YYWW"


class LotNumberingSet(Fact, topic="materials.LotNumberingSet"):
    """Lots that are named by nobody get a number of these from now on: prefix, day, and a counter of `digits` at least, which
    begins with 1 for each day, or whatever stands before it. `digits` 0: they are to be named again."""

    prefix: str
    date: DateInNumber
    digits: int


class ReorderPointSet(Fact, topic="materials.ReorderPointSet"):
    """In the base unit; None: it is not reordered by stock any more."""

    plant: str
    quantity: Decimal | None
