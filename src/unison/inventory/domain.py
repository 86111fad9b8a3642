"""The rules of places and of stock below zero: functions on frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


class NegativeStock(StrEnum):
    """What happens when more is taken from a lot than the books have: it is refused, or it is taken and the lot is flagged."""

    REFUSE = "refuse"
    FLAG = "flag"


# Facts -----------------------------------------------------------------------------------------------------------


class PlaceRegistered(Fact, topic="places.PlaceRegistered"):
    """A plant has a place: an area, or a bin in the area it names. Told again of a retired one, it is in use again."""

    place: str
    area: str | None = None


class PlaceRetired(Fact, topic="places.PlaceRetired"):
    place: str
    reason: str | None = None


class NegativeStockSet(Fact, topic="inventory.NegativeStockSet"):
    negative_stock: NegativeStock


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Place:
    area: str | None = None
    retired: bool = False


@dataclass(frozen=True, kw_only=True)
class Places:
    """The places of one plant by name."""

    places: Mapping[str, Place] = field(default_factory=dict[str, Place])


@dataclass(frozen=True, kw_only=True)
class Stockkeeping:
    """How an organization keeps stock."""

    negative_stock: NegativeStock = NegativeStock.REFUSE


def evolve_places(plant: Places | None, fact: Fact) -> Places:
    """The plant's places after a fact. Never refuses; an unknown fact raises."""
    before = plant or Places()
    match fact:
        case PlaceRegistered():
            return Places(places={**before.places, fact.place: Place(area=fact.area)})
        case PlaceRetired():
            retired = replace(before.places.get(fact.place, Place()), retired=True)
            return Places(places={**before.places, fact.place: retired})
        case _:
            raise TypeError(f"places know nothing of {type(fact).__name__}")


def evolve_stockkeeping(_: Stockkeeping | None, fact: Fact) -> Stockkeeping:
    """The settings after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case NegativeStockSet():
            return Stockkeeping(negative_stock=fact.negative_stock)
        case _:
            raise TypeError(f"the settings of the stock know nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownPlace(UnknownRefusal, code="unknown_place"):
    """Plant {plant} has no place {place}. Check the name, or register it first."""


class PlaceExists(RuleRefusal, code="place_exists"):
    """Plant {plant} has a place {place} already. Choose another name."""


class PlaceIsRetired(RuleRefusal, code="place_is_retired"):
    """Place {place} of plant {plant} is not in use any more. Choose another one, or register it again."""


class AreaIsABin(RuleRefusal, code="area_is_a_bin"):
    """{area} is a bin itself, in area {of}. Name the area that the bin lies in."""


class AreaHasBins(RuleRefusal, code="area_has_bins"):
    """Area {place} still has bins in use: {bins}. Retire them first."""


class PlaceNotRegistered(RuleRefusal, code="place_not_registered"):
    """Plant {plant} has no place {location}. Choose one of: {places}. Or register it first."""


STORAGE_LOCATIONS = Aggregate("places", Places, evolve_places)
"""One stream for each plant."""

STOCKKEEPING = Aggregate("inventory", Stockkeeping, evolve_stockkeeping, only="settings")

# Decisions -------------------------------------------------------------------------------------------------------

_NAMED = 8
"""So many places a refusal names at most."""


def _places(known: Places | None) -> Mapping[str, Place]:
    return known.places if known else {}


def register_place(known: Places | None, *, plant: str, place: str, area: str | None) -> PlaceRegistered:
    """A new place, or one that was retired, from now on as told here."""
    there = _places(known)
    if place in there and not there[place].retired:
        raise PlaceExists(plant=plant, place=place)
    if area is not None:
        _in_use(there, plant, area)
        if (of := there[area].area) is not None:
            raise AreaIsABin(area=area, of=of)
    return PlaceRegistered(place=place, area=area)


def retire_place(known: Places | None, *, plant: str, place: str, reason: str | None) -> PlaceRetired:
    """Nothing new comes there; what lies there may be taken and moved, and the list of places shows it."""
    there = _places(known)
    _in_use(there, plant, place)
    if bins := [name for name, each in there.items() if each.area == place and not each.retired]:
        raise AreaHasBins(place=place, bins=_listed(bins))
    return PlaceRetired(place=place, reason=reason)


def _in_use(there: Mapping[str, Place], plant: str, place: str) -> None:
    if place not in there:
        raise UnknownPlace(plant=plant, place=place)
    if there[place].retired:
        raise PlaceIsRetired(plant=plant, place=place)


def check_location(known: Places | None, *, plant: str, location: str | None) -> None:
    """Something may be put to a registered place that is in use; anywhere, in a plant that has registered none."""
    if known is None or location is None:
        return
    if (place := known.places.get(location)) is None:
        in_use = [name for name, each in known.places.items() if not each.retired]
        raise PlaceNotRegistered(plant=plant, location=location, places=_listed(in_use))
    if place.retired:
        raise PlaceIsRetired(plant=plant, place=location)


def _listed(names: list[str]) -> str:
    more = ", ..." if len(names) > _NAMED else ""
    return ", ".join(sorted(names)[:_NAMED]) + more


def set_negative_stock(*, negative_stock: NegativeStock) -> NegativeStockSet:
    return NegativeStockSet(negative_stock=negative_stock)


def may_go_below_zero(kept: Stockkeeping | None) -> bool:
    """Whether more may be taken from a lot than the books have; not unless the organization has said so."""
    return kept is not None and kept.negative_stock is NegativeStock.FLAG


def untracked_lot(material: str, place: str) -> str:
    """The name of the lot that stands for all untracked stock of a material at a place."""
    return f"{material}@{place}"
