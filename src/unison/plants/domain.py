"""The rules of plants: functions on frozen data."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

# Facts -----------------------------------------------------------------------------------------------------------


class PlantOpened(Fact, topic="plants.PlantOpened"):
    """There is a plant. Its clock holds for all shift days until a later change, those before the opening too."""

    name: str
    time_zone: str
    day_starts_at: time

    @property
    def valid_from(self) -> date:
        return date.min


class PlantChanged(Fact, topic="plants.PlantChanged"):
    """What the plant is called, and the clock by which its shift days from `valid_from` on begin."""

    name: str
    time_zone: str
    day_starts_at: time
    valid_from: date


def clock_of(fact: PlantOpened | PlantChanged) -> dict[str, Any]:
    """The clock that a fact tells: a row for whoever keeps a plant's clocks. That of an opening holds for all days before."""
    return {"valid_from": fact.valid_from, "time_zone": fact.time_zone, "day_starts_at": fact.day_starts_at}


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Plant:
    """What was told last. `time_zone` is a name of the IANA list, `day_starts_at` a time on the plant's clock."""

    name: str
    time_zone: str
    day_starts_at: time


def evolve(_: Plant | None, fact: Fact, _at: datetime) -> Plant:
    """The state after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case PlantOpened() | PlantChanged():
            return Plant(name=fact.name, time_zone=fact.time_zone, day_starts_at=fact.day_starts_at)
        case _:
            raise TypeError(f"plants know nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownPlant(UnknownRefusal, code="unknown_plant"):
    """There is no plant {key}. Open it first."""


class PlantExists(RuleRefusal, code="plant_exists"):
    """There is a plant {key} already. Change it, or choose another name."""


PLANT = Aggregate("plants", Plant, evolve, unknown=UnknownPlant, taken=PlantExists)


# Decisions -------------------------------------------------------------------------------------------------------


def open_plant(*, name: str, time_zone: str, day_starts_at: time) -> PlantOpened:
    return PlantOpened(name=name, time_zone=time_zone, day_starts_at=day_starts_at)


def change(
    plant: Plant, *, name: str | None, time_zone: str | None, day_starts_at: time | None, valid_from: date
) -> PlantChanged:
    """What is left out stays as it was told last."""
    return PlantChanged(
        name=name or plant.name,
        time_zone=time_zone or plant.time_zone,
        day_starts_at=plant.day_starts_at if day_starts_at is None else day_starts_at,
        valid_from=valid_from,
    )
