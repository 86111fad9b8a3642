"""The rules of stations: functions on frozen data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

CODE_LIFE = timedelta(minutes=10)
"""So long a code for pairing is good, once."""

# Facts -----------------------------------------------------------------------------------------------------------


class StationOpened(Fact, topic="stations.StationOpened"):
    """There is a station, and an account for it. One that was closed is there again, under the same account."""

    account: UUID
    plant: str
    equipment: tuple[str, ...]
    role: str


class StationChanged(Fact, topic="stations.StationChanged"):
    """Where the station stands from here on, which machines it is for, and what may be done at it."""

    plant: str
    equipment: tuple[str, ...]
    role: str


class PairingOffered(Fact, topic="stations.PairingOffered"):
    """A code was made by which one device can become this station; a code made before is void. The code is not told."""

    expires_at: datetime


class StationPaired(Fact, topic="stations.StationPaired"):
    """A device told the code, and is this station from here on; the device before it is not any more."""


class StationUnpaired(Fact, topic="stations.StationUnpaired"):
    """No device is this station any more."""

    reason: str | None


class StationClosed(Fact, topic="stations.StationClosed"):
    """There is no such station any more, and no device is it."""

    reason: str | None


class PinSet(Fact, topic="identifications.PinSet"):
    """The person has a PIN for stations, or another one. The PIN is not told."""


class PinRemoved(Fact, topic="identifications.PinRemoved"):
    """The person has no PIN any more."""


class BadgeSet(Fact, topic="identifications.BadgeSet"):
    """The person has a badge that stations know, or another one. What stands on it is not told."""


class BadgeRemoved(Fact, topic="identifications.BadgeRemoved"):
    """No badge stands for the person any more."""


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Station:
    """`code_until` is the end of a code's life that no device has told yet."""

    account: UUID
    plant: str
    equipment: tuple[str, ...]
    role: str
    paired: bool = False
    code_until: datetime | None = None
    closed: bool = False


def evolve(state: Station | None, fact: Fact, _at: datetime) -> Station:
    """The state after a fact. Never refuses; an unknown fact raises."""
    match state, fact:
        case _, StationOpened():
            return Station(**vars(fact))
        case Station(), StationChanged():
            return replace(state, **vars(fact))
        case Station(), PairingOffered():
            return replace(state, code_until=fact.expires_at)
        case Station(), StationPaired():
            return replace(state, paired=True, code_until=None)
        case Station(), StationUnpaired():
            return replace(state, paired=False, code_until=None)
        case Station(), StationClosed():
            return replace(state, paired=False, code_until=None, closed=True)
        case _:
            raise TypeError(f"stations know nothing of {type(fact).__name__}")


@dataclass(frozen=True, kw_only=True)
class Identification:
    """What a person can identify by at a station."""

    pin: bool = False
    badge: bool = False


def evolve_identification(state: Identification | None, fact: Fact, _at: datetime) -> Identification:
    """The state after a fact. Never refuses; an unknown fact raises."""
    known = state or Identification()
    match fact:
        case PinSet():
            return replace(known, pin=True)
        case PinRemoved():
            return replace(known, pin=False)
        case BadgeSet():
            return replace(known, badge=True)
        case BadgeRemoved():
            return replace(known, badge=False)
        case _:
            raise TypeError(f"identifications know nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownStation(UnknownRefusal, code="unknown_station"):
    """There is no station {key}. Open it first."""


class StationExists(RuleRefusal, code="station_exists"):
    """There is a station {key} already. Change it, or choose another name."""


class StationIsClosed(RuleRefusal, code="station_is_closed"):
    """The station {station} is closed. Open it again first."""


class StationNotPaired(RuleRefusal, code="station_not_paired"):
    """No device is the station {station}. There is nothing to unpair."""


class NoPairingOffered(RuleRefusal, code="no_pairing_offered"):
    """No code waits for a device at the station {station}: none was made, or it was used. Have an administrator make one."""


class PairingCodeExpired(RuleRefusal, code="pairing_code_expired"):
    """The code of the station {station} was good until {until}. Have an administrator make another one."""


class EquipmentElsewhere(RuleRefusal, code="equipment_elsewhere"):
    """The equipment {equipment} stands in the plant {plant}, and the station in {station_plant}. Name machines of one plant."""


class EquipmentTwice(MalformedRefusal, code="equipment_twice"):
    """The equipment {equipment} is named twice. Name it once."""


class NoPin(RuleRefusal, code="no_pin"):
    """This person has no PIN. There is nothing to remove."""


class NoBadge(RuleRefusal, code="no_badge"):
    """This person has no badge. There is nothing to remove."""


class BadgeTaken(RuleRefusal, code="badge_taken"):
    """This badge stands for somebody else already. Take it from them first, or use another one."""


STATION = Aggregate("stations", Station, evolve, unknown=UnknownStation, taken=StationExists)
IDENTIFICATION = Aggregate("identifications", Identification, evolve_identification)


# Decisions -------------------------------------------------------------------------------------------------------


def open_station(
    station: Station | None, *, key: str, account: UUID, plant: str, equipment: Sequence[str], role: str
) -> StationOpened:
    """A closed one is opened again under the account that it had."""
    if station is not None and not station.closed:
        raise StationExists(key=key)
    account = account if station is None else station.account
    return StationOpened(account=account, plant=plant, equipment=_once(equipment), role=role)


def change(station: Station, *, key: str, plant: str, equipment: Sequence[str], role: str | None) -> StationChanged:
    """A role that is left out stays as it was."""
    _refuse_closed(station, key)
    return StationChanged(plant=plant, equipment=_once(equipment), role=role or station.role)


def offer_pairing(station: Station, *, key: str, at: datetime) -> PairingOffered:
    _refuse_closed(station, key)
    return PairingOffered(expires_at=at + CODE_LIFE)


def pair(station: Station, *, key: str, at: datetime) -> StationPaired:
    """By a device that has told the code; the code is used up with it."""
    _refuse_closed(station, key)
    if station.code_until is None:
        raise NoPairingOffered(station=key)
    if at > station.code_until:
        raise PairingCodeExpired(station=key, until=station.code_until.isoformat())
    return StationPaired()


def unpair(station: Station, *, key: str, reason: str | None) -> StationUnpaired:
    """A code that waits is void too."""
    if not station.paired and station.code_until is None:
        raise StationNotPaired(station=key)
    return StationUnpaired(reason=reason)


def close(station: Station, *, key: str, reason: str | None) -> StationClosed:
    _refuse_closed(station, key)
    return StationClosed(reason=reason)


def remove_pin(identification: Identification | None) -> PinRemoved:
    if identification is None or not identification.pin:
        raise NoPin
    return PinRemoved()


def remove_badge(identification: Identification | None) -> BadgeRemoved:
    if identification is None or not identification.badge:
        raise NoBadge
    return BadgeRemoved()


def _refuse_closed(station: Station, key: str) -> None:
    if station.closed:
        raise StationIsClosed(station=key)


def _once(equipment: Sequence[str]) -> tuple[str, ...]:
    for name in equipment:
        if list(equipment).count(name) > 1:
            raise EquipmentTwice(equipment=name)
    return tuple(equipment)
