"""What can be asked of plants. Each use case: load, decide, append."""

from datetime import date, time
from typing import Annotated

from pydantic import Field

from unison.plants import domain
from unison.plants.domain import PLANT
from unison.shared.commands import EARLIEST, Command, Key, Text, TimeZone, WallTime, use_case
from unison.shared.ports import Work

DayStart = Annotated[WallTime, Field(description="When the production day begins, on the plant's clock.")]


class OpenPlant(Command, name="plants.open"):
    """Open a plant. Its time zone and the start of its day decide to which shift day things belong."""

    plant: Key
    name: Text
    time_zone: TimeZone = "UTC"
    day_starts_at: DayStart = time(6)


class ChangePlant(Command, name="plants.change"):
    """Change a plant's name or clock. What is left out stays; a `valid_from` in the past counts anew what was done since."""

    plant: Key
    name: Text | None = None
    time_zone: TimeZone | None = None
    day_starts_at: DayStart | None = None
    valid_from: Annotated[
        date, Field(ge=EARLIEST.date(), description="The first shift day that begins by the plant's new clock.")
    ]


async def open_plant(c: OpenPlant, work: Work) -> None:
    plant = await work.create(PLANT, c.plant)
    work.append(plant, domain.open_plant(name=c.name, time_zone=c.time_zone, day_starts_at=c.day_starts_at))


async def change_plant(c: ChangePlant, work: Work) -> None:
    plant = await work.load(PLANT, c.plant)
    fact = domain.change(
        plant.state, name=c.name, time_zone=c.time_zone, day_starts_at=c.day_starts_at, valid_from=c.valid_from
    )
    work.append(plant, fact)


USE_CASES = (use_case(OpenPlant, open_plant), use_case(ChangePlant, change_plant))
