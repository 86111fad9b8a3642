"""The number of a lot that nobody named: by the rule of its material."""

from zoneinfo import ZoneInfo

from unison.lots.application.finding import new_lot
from unison.lots.application.material import LotNumberNeeded
from unison.lots.domain.finding import Kind
from unison.lots.domain.numbering import LOT_NUMBERS, give_number
from unison.lots.domain.state import Lot, LotExists
from unison.materials.domain.decisions import beginning_of_number
from unison.materials.domain.state import Material
from unison.plants.domain import PLANT
from unison.shared.ports import Loaded, Work


async def numbered_lot(work: Work, kind: Kind, material: Material | None) -> Loaded[Lot | None]:
    """A new lot with the next number of the rule; one that is taken already is passed over. Refuses `LotNumberNeeded` where the
    material has no rule."""
    if material is None or (rule := material.lot_numbering) is None:
        raise LotNumberNeeded(material=kind.material)
    plant = await work.lookup(PLANT, kind.plant)
    beginning = beginning_of_number(rule, work.at.astimezone(ZoneInfo(plant.time_zone if plant else "UTC")))
    while True:
        counters = await work.load_or_none(LOT_NUMBERS, kind.material)
        work.append(counters, given := give_number(counters.state, beginning=beginning))
        try:
            return await new_lot(work, kind, f"{beginning}{given.count:0{rule.digits}d}")
        except LotExists:
            continue
