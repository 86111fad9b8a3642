"""The rules of storage locations and of stock below zero: functions on frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.names import first_typed
from unison.shared.ports import Aggregate


class NegativeStock(StrEnum):
    """What happens when more is taken from a lot than the books have: it is refused, or it is taken and the lot is flagged."""

    REFUSE = "refuse"
    FLAG = "flag"


# Facts -----------------------------------------------------------------------------------------------------------


class StorageLocationRegistered(Fact, topic="storage_locations.StorageLocationRegistered"):
    """A plant has a storage location: an area, or a bin in the area it names. A retired one is in use again when told again."""

    location: str
    area: str | None = None


class StorageLocationRetired(Fact, topic="storage_locations.StorageLocationRetired"):
    location: str
    reason: str | None = None


class NegativeStockSet(Fact, topic="inventory.NegativeStockSet"):
    negative_stock: NegativeStock


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class StorageLocation:
    area: str | None = None
    retired: bool = False


@dataclass(frozen=True, kw_only=True)
class StorageLocations:
    """The storage locations of one plant by name."""

    locations: Mapping[str, StorageLocation] = field(default_factory=dict[str, StorageLocation])


@dataclass(frozen=True, kw_only=True)
class Stockkeeping:
    """How an organization keeps stock."""

    negative_stock: NegativeStock = NegativeStock.REFUSE


def evolve_storage_locations(plant: StorageLocations | None, fact: Fact, _at: datetime) -> StorageLocations:
    """The plant's storage locations after a fact. Never refuses; an unknown fact raises."""
    before = plant or StorageLocations()
    match fact:
        case StorageLocationRegistered():
            return StorageLocations(locations={**before.locations, fact.location: StorageLocation(area=fact.area)})
        case StorageLocationRetired():
            retired = replace(before.locations.get(fact.location, StorageLocation()), retired=True)
            return StorageLocations(locations={**before.locations, fact.location: retired})
        case _:
            raise TypeError(f"storage locations know nothing of {type(fact).__name__}")


def evolve_stockkeeping(_: Stockkeeping | None, fact: Fact, _at: datetime) -> Stockkeeping:
    """The settings after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case NegativeStockSet():
            return Stockkeeping(negative_stock=fact.negative_stock)
        case _:
            raise TypeError(f"the settings of the stock know nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownStorageLocation(UnknownRefusal, code="unknown_storage_location"):
    """Plant {plant} has no storage location {location}. Check the name, or register it first."""


class StorageLocationExists(RuleRefusal, code="storage_location_exists"):
    """Plant {plant} has a storage location {location} already. Choose another name."""


class StorageLocationIsRetired(RuleRefusal, code="storage_location_is_retired"):
    """Storage location {location} of plant {plant} is not in use any more. Choose another one, or register it again."""


class AreaIsABin(RuleRefusal, code="area_is_a_bin"):
    """{area} is a bin itself, in area {of}. Name the area that the bin lies in."""


class AreaHasBins(RuleRefusal, code="area_has_bins"):
    """Area {area} still has bins in use: {bins}. Retire them first."""


class StorageLocationNotRegistered(RuleRefusal, code="storage_location_not_registered"):
    """Plant {plant} has no storage location {location}. Choose one of: {locations}. Or register it first."""


STORAGE_LOCATIONS = Aggregate("storage_locations", StorageLocations, evolve_storage_locations)
"""One stream for each plant."""

STOCKKEEPING = Aggregate("inventory", Stockkeeping, evolve_stockkeeping, only="settings")

# Decisions -------------------------------------------------------------------------------------------------------

_NAMED = 8
"""So many storage locations a refusal names at most."""


def _locations(known: StorageLocations | None) -> Mapping[str, StorageLocation]:
    return known.locations if known else {}


def register_storage_location(
    known: StorageLocations | None, *, plant: str, location: str, area: str | None
) -> StorageLocationRegistered:
    """A new storage location, or one that was retired, from now on as told here."""
    there = _locations(known)
    location = first_typed(location, there)
    area = None if area is None else first_typed(area, there)
    if location in there and not there[location].retired:
        raise StorageLocationExists(plant=plant, location=location)
    if area is not None:
        _in_use(there, plant, area)
        if (of := there[area].area) is not None:
            raise AreaIsABin(area=area, of=of)
    return StorageLocationRegistered(location=location, area=area)


def retire_storage_location(
    known: StorageLocations | None, *, plant: str, location: str, reason: str | None
) -> StorageLocationRetired:
    """Nothing new comes there; what lies there may be taken and moved, and the list of storage locations shows it."""
    there = _locations(known)
    location = first_typed(location, there)
    _in_use(there, plant, location)
    if bins := [name for name, each in there.items() if each.area == location and not each.retired]:
        raise AreaHasBins(area=location, bins=_listed(bins))
    return StorageLocationRetired(location=location, reason=reason)


def _in_use(there: Mapping[str, StorageLocation], plant: str, location: str) -> None:
    if location not in there:
        raise UnknownStorageLocation(plant=plant, location=location)
    if there[location].retired:
        raise StorageLocationIsRetired(plant=plant, location=location)


def check_location(known: StorageLocations | None, *, plant: str, location: str) -> str:
    """The storage location as it was first typed. Lots go to a registered one that is in use; anywhere, in a plant that has
    registered none."""
    if known is None:
        return location
    location = first_typed(location, known.locations)
    if (found := known.locations.get(location)) is None:
        in_use = [name for name, each in known.locations.items() if not each.retired]
        raise StorageLocationNotRegistered(plant=plant, location=location, locations=_listed(in_use))
    if found.retired:
        raise StorageLocationIsRetired(plant=plant, location=location)
    return location


def _listed(names: list[str]) -> str:
    more = ", ..." if len(names) > _NAMED else ""
    return ", ".join(sorted(names)[:_NAMED]) + more


def set_negative_stock(*, negative_stock: NegativeStock) -> NegativeStockSet:
    return NegativeStockSet(negative_stock=negative_stock)


def may_go_below_zero(kept: Stockkeeping | None) -> bool:
    """Whether more may be taken from a lot than the books have; not unless the organization has said so."""
    return kept is not None and kept.negative_stock is NegativeStock.FLAG


def untracked_lot(material: str, location: str) -> str:
    """The name of the lot that stands for all untracked stock of a material at a storage location."""
    return f"{material}@{location}"
