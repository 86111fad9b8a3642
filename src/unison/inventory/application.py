"""What can be asked of storage locations and of how stock is kept. Each use case: load, decide, append."""

from typing import Annotated

from pydantic import Field

from unison.inventory import domain
from unison.inventory.domain import STOCKKEEPING, STORAGE_LOCATIONS, NegativeStock
from unison.shared.commands import THE_ONLY, Command, Key, Plant, Text, use_case
from unison.shared.ports import Work


class RegisterStorageLocation(Command, name="inventory.register_storage_location"):
    """Make a storage location of a plant known: an area, or a bin in one. From the first on, lots go to registered ones only."""

    location: Key
    plant: Plant = THE_ONLY
    area: Annotated[Key | None, Field(description="The area that a bin lies in. Left out: it is an area itself.")] = (
        None
    )


class RetireStorageLocation(Command, name="inventory.retire_storage_location"):
    """Put nothing to a storage location any more. What lies there stays until it is taken or moved."""

    location: Key
    plant: Plant = THE_ONLY
    reason: Text | None = None


class SetNegativeStock(Command, name="inventory.set_negative_stock"):
    """Say what happens when more is taken from a lot than the books have: refuse it, or take it and flag the lot."""

    negative_stock: NegativeStock


async def register_storage_location(c: RegisterStorageLocation, work: Work) -> None:
    plant = await work.load_or_none(STORAGE_LOCATIONS, c.plant)
    work.append(plant, domain.register_storage_location(plant.state, plant=c.plant, location=c.location, area=c.area))


async def retire_storage_location(c: RetireStorageLocation, work: Work) -> None:
    plant = await work.load_or_none(STORAGE_LOCATIONS, c.plant)
    work.append(plant, domain.retire_storage_location(plant.state, plant=c.plant, location=c.location, reason=c.reason))


async def set_negative_stock(c: SetNegativeStock, work: Work) -> None:
    settings = await work.load_or_none(STOCKKEEPING, STOCKKEEPING.only)
    work.append(settings, domain.set_negative_stock(negative_stock=c.negative_stock))


USE_CASES = (
    use_case(RegisterStorageLocation, register_storage_location),
    use_case(RetireStorageLocation, retire_storage_location),
    use_case(SetNegativeStock, set_negative_stock),
)
