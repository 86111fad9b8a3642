"""What can be asked of places and of how stock is kept. Each use case: load, decide, append."""

from typing import Annotated

from pydantic import Field

from unison.inventory import domain
from unison.inventory.domain import STOCKKEEPING, STORAGE_LOCATIONS, NegativeStock
from unison.shared.commands import Command, Key, Text, use_case
from unison.shared.ports import Work


class RegisterPlace(Command, name="inventory.register_place"):
    """Make a place of a plant known: an area, or a bin in one. From the first one on, lots go to registered places only."""

    place: Key
    plant: Key = "main"
    area: Annotated[Key | None, Field(description="The area that a bin lies in. Left out: it is an area itself.")] = (
        None
    )


class RetirePlace(Command, name="inventory.retire_place"):
    """Put nothing to a place any more. What lies there stays until it is taken or moved."""

    place: Key
    plant: Key = "main"
    reason: Text | None = None


class SetNegativeStock(Command, name="inventory.set_negative_stock"):
    """Say what happens when more is taken from a lot than the books have: refuse it, or take it and flag the lot."""

    negative_stock: NegativeStock


async def register_place(c: RegisterPlace, work: Work) -> None:
    plant = await work.load_or_none(STORAGE_LOCATIONS, c.plant)
    work.append(plant, domain.register_place(plant.state, plant=c.plant, place=c.place, area=c.area))


async def retire_place(c: RetirePlace, work: Work) -> None:
    plant = await work.load_or_none(STORAGE_LOCATIONS, c.plant)
    work.append(plant, domain.retire_place(plant.state, plant=c.plant, place=c.place, reason=c.reason))


async def set_negative_stock(c: SetNegativeStock, work: Work) -> None:
    settings = await work.load_or_none(STOCKKEEPING, STOCKKEEPING.only)
    work.append(settings, domain.set_negative_stock(negative_stock=c.negative_stock))


USE_CASES = (
    use_case(RegisterPlace, register_place),
    use_case(RetirePlace, retire_place),
    use_case(SetNegativeStock, set_negative_stock),
)
