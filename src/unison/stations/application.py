"""What can be asked of stations, and of what people identify by at them. Each use case: load, decide, append."""

from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from unison.equipment.domain import EQUIPMENT
from unison.people.application import RoleName
from unison.people.domain import PERSON, ROLE, exists, present
from unison.plants.domain import PLANT
from unison.shared.commands import Command, Key, Text, use_case
from unison.shared.names import same
from unison.shared.ports import Loaded, Work
from unison.stations import domain
from unison.stations.domain import IDENTIFICATION, STATION, Identification

Station = Annotated[Key, Field(description="The station's name, as people call the device.")]
Machines = Annotated[
    tuple[Key, ...],
    Field(max_length=100, description="The machines that the station is for; empty: every machine of its plant."),
]
StationRole = Annotated[
    RoleName,
    Field(description="What may be done at it: nobody may do more there than this role and their own both allow."),
]
Person = Annotated[UUID, Field(description="The person's id.")]


class OpenStation(Command, name="stations.open"):
    """Open a station for machines of a plant, or open a closed one again. A device becomes it by a code for pairing."""

    station: Station
    plant: Key
    equipment: Machines = ()
    role: StationRole = "operator"


class ChangeStation(Command, name="stations.change", of_every_plant=True):
    """Change where a station stands, which machines it is for, or what may be done at it. What is left out stays."""

    station: Station
    plant: Key | None = None
    equipment: Machines | None = None
    role: StationRole | None = None


class OfferPairing(Command, name="stations.offer_pairing", secrets=("code_hash",), of_every_plant=True, by_people=True):
    """Make a code by which one device becomes the station, within ten minutes."""

    station: Station


class PairStation(Command, name="stations.pair", secrets=("token_hash", "session_id")):
    """Become the station, as a device that has told the code."""

    station: Station


class UnpairStation(Command, name="stations.unpair"):
    """Let the device be the station no more: what it holds is void at once, also for whoever has identified at it."""

    station: Station
    reason: Text | None = None


class CloseStation(Command, name="stations.close", of_every_plant=True):
    """Close a station for good, and unpair its device."""

    station: Station
    reason: Text | None = None


class SetPin(Command, name="stations.set_pin", secrets=("pin_hash",), of_every_plant=True, by_people=True):
    """Give a person a PIN for stations, or another one."""

    person: Person


class RemovePin(Command, name="stations.remove_pin", of_every_plant=True):
    """Take a person's PIN away."""

    person: Person


class SetBadge(Command, name="stations.set_badge", secrets=("badge_hash",), of_every_plant=True, by_people=True):
    """Give a person the badge that stands for them at stations, or another one."""

    person: Person


class RemoveBadge(Command, name="stations.remove_badge", of_every_plant=True):
    """Take a person's badge away."""

    person: Person


async def _place(plant: str, equipment: tuple[str, ...], work: Work) -> tuple[str, ...]:
    """The machines as they were first typed; refuses an unknown plant, an unknown machine and one of another plant."""
    if await work.lookup(PLANT, plant) is None:
        PLANT.refuse_unknown(plant)
    for key in equipment:
        machine = await work.lookup(EQUIPMENT, key)
        if machine is None:
            EQUIPMENT.refuse_unknown(key)
        if not same(machine.plant, plant):
            raise domain.EquipmentElsewhere(equipment=key, plant=machine.plant, station_plant=plant)
    return tuple([await work.name(EQUIPMENT.name, key) for key in equipment])


async def _check_role(role: str, work: Work) -> None:
    if not exists(role, await work.lookup(ROLE, role)):
        ROLE.refuse_unknown(role)


async def _identification(person: UUID, work: Work) -> Loaded[Identification | None]:
    """What somebody can identify by; refuses an unknown person."""
    present((await work.load(PERSON, str(person))).state)
    return await work.load_or_none(IDENTIFICATION, str(person))


async def open_station(c: OpenStation, work: Work) -> None:
    station = await work.load_or_none(STATION, c.station)
    equipment = await _place(c.plant, c.equipment, work)
    await _check_role(c.role, work)
    fact = domain.open_station(
        station.state,
        key=station.key,
        account=uuid5(work.id, "account"),
        plant=c.plant,
        equipment=equipment,
        role=c.role,
    )
    work.append(station, fact)


async def change_station(c: ChangeStation, work: Work) -> None:
    station = await work.load(STATION, c.station)
    plant = c.plant or station.state.plant
    if c.role is not None:
        await _check_role(c.role, work)
    equipment = await _place(plant, station.state.equipment if c.equipment is None else c.equipment, work)
    work.append(station, domain.change(station.state, key=station.key, plant=plant, equipment=equipment, role=c.role))


async def offer_pairing(c: OfferPairing, work: Work) -> None:
    station = await work.load(STATION, c.station)
    offer = domain.offer_pairing(station.state, key=station.key, at=work.at)
    work.append(station, offer)
    account = station.state.account
    work.keep("pairing_code", account_id=account, expires_at=offer.expires_at, code_hash=work.secrets["code_hash"])


async def pair(c: PairStation, work: Work) -> None:
    station = await work.load(STATION, c.station)
    work.append(station, domain.pair(station.state, key=station.key, at=work.at))
    account, held = station.state.account, work.secrets["token_hash"]
    work.keep("station_device", account_id=account, session_id=work.secrets["session_id"], token_hash=held)


async def unpair(c: UnpairStation, work: Work) -> None:
    station = await work.load(STATION, c.station)
    work.append(station, domain.unpair(station.state, key=station.key, reason=c.reason))


async def close(c: CloseStation, work: Work) -> None:
    station = await work.load(STATION, c.station)
    work.append(station, domain.close(station.state, key=station.key, reason=c.reason))


async def set_pin(c: SetPin, work: Work) -> None:
    identification = await _identification(c.person, work)
    work.append(identification, domain.PinSet())
    work.keep("pin", account_id=c.person, pin_hash=work.secrets["pin_hash"])


async def remove_pin(c: RemovePin, work: Work) -> None:
    identification = await _identification(c.person, work)
    work.append(identification, domain.remove_pin(identification.state))
    work.keep("pin", account_id=c.person, pin_hash=None)


async def set_badge(c: SetBadge, work: Work) -> None:
    identification = await _identification(c.person, work)
    work.append(identification, domain.BadgeSet())
    work.keep("badge", account_id=c.person, taken=domain.BadgeTaken(), badge_hash=work.secrets["badge_hash"])


async def remove_badge(c: RemoveBadge, work: Work) -> None:
    identification = await _identification(c.person, work)
    work.append(identification, domain.remove_badge(identification.state))
    work.keep("badge", account_id=c.person, badge_hash=None)


USE_CASES = (
    use_case(OpenStation, open_station),
    use_case(ChangeStation, change_station),
    use_case(OfferPairing, offer_pairing),
    use_case(PairStation, pair),
    use_case(UnpairStation, unpair),
    use_case(CloseStation, close),
    use_case(SetPin, set_pin),
    use_case(RemovePin, remove_pin),
    use_case(SetBadge, set_badge),
    use_case(RemoveBadge, remove_badge),
)
