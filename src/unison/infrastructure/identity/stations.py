"""How a device becomes a station and stays it, and how people identify at it: by a PIN or by a badge."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID
from weakref import WeakValueDictionary

from psycopg.rows import DictRow
from uuid_utils.compat import uuid7

from unison.infrastructure.access import Access, StationUnpaired
from unison.infrastructure.database import Database
from unison.infrastructure.identity import throttling
from unison.infrastructure.identity.pins import PinWrong, refuse_simple
from unison.infrastructure.identity.throttling import Bound, organization_or_nobody, source_of
from unison.infrastructure.identity.writing import one, within
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.rights import Principal
from unison.infrastructure.security_log import Kind, note
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import Passwords, TokenSigner, fingerprint, new_refresh_token, organization_of
from unison.shared.errors import (
    MalformedRefusal,
    ThrottledRefusal,
    UnauthenticatedRefusal,
    UnknownRefusal,
)
from unison.shared.ports import Viewer

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Those of a code for pairing: none that is read as another."""
CODE_LENGTH = 8
CODES_FREE = 10
"""Wrong codes from one network before anybody there waits."""
CODES_WAIT_S = 30
"""So long at most: there are 2^40 codes, and a plant has one address."""

TRIES_FREE = 5
"""Wrong PINs of one person at one station before anybody waits."""
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 3600
FORGOTTEN_AFTER_S = 86_400
"""So long a wrong PIN counts, in seconds."""

LOST_ANSWER_S = 30
"""So long after its use a device's token may be used once more, in seconds: the answer may have been lost on its way."""

_sql = statements("unison.infrastructure.identity", "stations.sql")


class PairingCodeUnknown(UnauthenticatedRefusal, code="pairing_code_unknown"):
    """This code is wrong, was used or is too old. Check it, or have an administrator make another one."""


class NotAtStation(UnknownRefusal, code="not_at_station"):
    """There is no station here: this is for a paired device and whoever identifies at it. Open /station on the device."""


class NotIdentified(UnauthenticatedRefusal, code="not_identified"):
    """The PIN or the badge is wrong, or is nobody's who works here. Try again, or ask an administrator to set it."""


class TooManyPins(ThrottledRefusal, code="too_many_pins"):
    """Too many wrong PINs for this person at this station. Wait {seconds} s and try again."""


class PinOrBadge(MalformedRefusal, code="pin_or_badge"):
    """Say who is there by `person` and `pin`, or by `badge`, and not by both."""


@dataclass(frozen=True, slots=True)
class Device:
    """What a device holds that is a station: `token` gets the next pair, once."""

    access_token: str
    expires_at: datetime
    token: str


@dataclass(frozen=True, slots=True)
class Identified:
    """Somebody at a station, for some minutes."""

    account_id: UUID
    access_token: str
    expires_at: datetime


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def as_code(typed: str) -> str:
    """A code as it was made, from how people type it: with blanks and hyphens, in small letters."""
    return "".join(each for each in typed.upper() if each.isalnum())


def badge_hash(secret: InstallationSecret, organization: UUID, badge: str) -> str:
    """Of what stands on a badge, by which its holder is found again."""
    return secret.code("badge", str(organization), badge)


class Stations:
    """Lets devices and people in at stations. One per process."""

    def __init__(
        self,
        database: Database,
        access: Access,
        signer: TokenSigner,
        passwords: Passwords,
        secret: InstallationSecret,
        *,
        device_days: int,
        idle_s: int,
    ) -> None:
        self._database, self._access, self._signer = database, access, signer
        self._passwords, self._secret = passwords, secret
        self._device_days, self._idle_s = device_days, idle_s
        self._turns: WeakValueDictionary[tuple[UUID, UUID], asyncio.Lock] = WeakValueDictionary()

    # What is kept of secrets --------------------------------------------------------------------------------------

    def code_hash(self, code: str) -> str:
        """Of a code for pairing: it is short, so the secret of the installation is in it. Hexadecimal, as the next."""
        return self._secret.code("pairing", as_code(code))

    def badge_hash(self, organization: UUID, badge: str) -> str:
        return badge_hash(self._secret, organization, badge)

    def _badge_hashes(self, organization: UUID, badge: str) -> list[bytes]:
        return [bytes.fromhex(code) for code in self._secret.codes("badge", str(organization), badge)]

    async def code_until(self, organization: UUID, code: str) -> datetime:
        """When a code that was kept just now ends."""
        async with within(self._database, organization) as cursor:
            kept = await one(
                await cursor.execute(_sql["find_code"], {"code_hash": bytes.fromhex(self.code_hash(code))})
            )
        return kept["expires_at"]

    async def pin_hash(self, pin: str) -> str:
        """Refuses `PinTooSimple`."""
        refuse_simple(pin)
        return await self._passwords.hash(pin)

    async def identification(self, who: Principal) -> DictRow:
        """Whether somebody has a PIN and a badge."""
        async with within(self._database, who.organization_id) as cursor:
            return await one(await cursor.execute(_sql["show_identification"], {"account_id": who.account_id}))

    async def check_own_pin(self, who: Principal, pin: str) -> None:
        """That whoever bears the token knows the PIN, too. Refuses `PinWrong`, `TooManyAttempts`."""
        bound = [Bound(f"own pin of {who.account_id}", source_of(who))]
        async with within(self._database, who.organization_id) as cursor:
            await throttling.claim(cursor, bound)
            asked = {"account_id": who.account_id}
            found = await (await cursor.execute(_sql["find_own_pin"], asked)).fetchone()
        if not await self._passwords.matches(found["pin_hash"] if found else None, pin):
            raise PinWrong
        async with within(self._database, who.organization_id) as cursor:
            await throttling.take_back(cursor, bound)

    # The device ---------------------------------------------------------------------------------------------------

    async def station_of_code(self, code: str, network: str) -> tuple[UUID, str]:
        """The organization and the station that the code was made for. Refuses `PairingCodeUnknown`, and `TooManyAttempts` of a
        network where many were wrong."""
        nobody, bound = (
            organization_or_nobody(None),
            [Bound("pairing code", network, free=CODES_FREE, longest_s=CODES_WAIT_S)],
        )
        async with within(self._database, nobody) as cursor:
            await throttling.claim(cursor, bound)
        async with self._database.pool.connection() as connection:
            asked = {"code_hash": bytes.fromhex(self.code_hash(code))}
            row = await (await connection.execute(_sql["find_station_of_code"], asked)).fetchone()
        if row is None or row[0] is None:
            await note(Kind.pairing_failed, organization=None)
            raise PairingCodeUnknown
        async with within(self._database, nobody) as cursor:
            await throttling.take_back(cursor, bound)
        return row[0], row[1]

    async def device(self, organization: UUID, session: UUID, token: str) -> Device:
        """What a device holds that was paired with this token just now, or has renewed it. Refuses `StationUnpaired`."""
        held = {"session_id": session, "token_hash": fingerprint(token)}
        async with within(self._database, organization) as cursor:
            found = await (await cursor.execute(_sql["find_device"], held)).fetchone()
        if found is None:
            raise StationUnpaired
        access, expires_at = (await self._signer.current()).sign(
            organization, found["station_id"], session, kind="station"
        )
        return Device(access, expires_at, token)

    async def renew_device(self, token: str) -> Device:
        """The next pair for a device's token, which is used up. One that comes again, unless its answer may have been
        lost, was copied: the device is a station no more.
        """
        organization = organization_of(token)
        if organization is None:
            raise StationUnpaired
        after = new_refresh_token(organization)
        row = {
            "token_hash": fingerprint(token), "after": fingerprint(after), "grace_s": LOST_ANSWER_S,
            "days": self._device_days,
        }  # fmt: skip
        async with within(self._database, organization) as cursor:
            found = await (await cursor.execute(_sql["renew_device"], row)).fetchone()
            if found is None:
                await cursor.execute(_sql["end_copied_device"], row)
        if found is None:
            self._access.changed(organization)
            raise StationUnpaired
        return await self.device(organization, found["session_id"], after)

    async def here(self, who: Principal) -> DictRow:
        """The station of a device, or of whoever has identified at it. Refuses `NotAtStation`."""
        station = station_of(who)
        async with within(self._database, who.organization_id) as cursor:
            return await one(await cursor.execute(_sql["show_station"], {"station_id": station}))

    # People at it -------------------------------------------------------------------------------------------------

    async def people(self, who: Principal, *, limit: int) -> Sequence[DictRow]:
        """Those who can identify at the station: people who may do something in its plant."""
        async with within(self._database, who.organization_id) as cursor:
            asked = {"station_id": station_of(who), "limit": limit}
            return await (await cursor.execute(_sql["list_people_of_station"], asked)).fetchall()

    async def identify_by_badge(self, who: Principal, badge: str) -> Identified:
        """Refuses `NotIdentified` and `TooManyPins`."""
        station = station_of(who)
        asked = {"station_id": station, "badge_hashes": self._badge_hashes(who.organization_id, badge)}
        await self._count_try(who.organization_id, station, station)
        async with within(self._database, who.organization_id) as cursor:
            found = await (await cursor.execute(_sql["find_person_of_badge"], asked)).fetchone()
        if found is None:
            await note(Kind.identification_failed, organization=who.organization_id, station=str(station), by="badge")
            raise NotIdentified
        await self._forget_tries(who.organization_id, station, station)
        return await self._begin_person(who.organization_id, station, found["account_id"], by="badge")

    async def identify_by_pin(self, who: Principal, person: UUID, pin: str) -> Identified:
        """Refuses `NotIdentified` whatever was wrong, after as long a time, and `TooManyPins`."""
        station = station_of(who)
        # One try at a time for each person, or many at once would all be let pass before the first has failed.
        turn = self._turns.setdefault((station, person), asyncio.Lock())
        async with turn:
            await self._count_try(who.organization_id, station, person)
            async with within(self._database, who.organization_id) as cursor:
                asked = {"station_id": station, "account_id": person}
                found = await (await cursor.execute(_sql["find_pin"], asked)).fetchone()
            if not await self._passwords.matches(found["pin_hash"] if found else None, pin):
                told = {"station": str(station), "by": "pin"}
                await note(Kind.identification_failed, organization=who.organization_id, account=person, **told)
                raise NotIdentified
            await self._forget_tries(who.organization_id, station, person)
        return await self._begin_person(who.organization_id, station, person, by="pin")

    async def _count_try(self, organization: UUID, station: UUID, person: UUID) -> None:
        """Counted before it is looked at, also by other processes; whoever succeeds is forgotten."""
        asked = {"station_id": station, "account_id": person, "window_s": FORGOTTEN_AFTER_S}
        async with within(self._database, organization) as cursor:
            await cursor.execute(_sql["forget_old_tries"], asked)
            tried = await one(await cursor.execute(_sql["count_tries"], asked))
            wait_s = wait_after(tried["tries"]) - tried["since_s"]
            if wait_s <= 0:
                await cursor.execute(_sql["note_try"], asked)
        if wait_s > 0:
            await note(Kind.identification_throttled, organization=organization, account=person, station=str(station))
            raise TooManyPins(seconds=ceil(wait_s))

    async def _forget_tries(self, organization: UUID, station: UUID, person: UUID) -> None:
        async with within(self._database, organization) as cursor:
            await cursor.execute(_sql["forget_tries"], {"station_id": station, "account_id": person})

    async def _begin_person(self, organization: UUID, station: UUID, person: UUID, *, by: str) -> Identified:
        session = uuid7()
        row = {"session_id": session, "station_id": station, "account_id": person}
        async with within(self._database, organization) as cursor:
            await cursor.execute(_sql["forget_old_people"], row)
            await cursor.execute(_sql["begin_person"], row)
        await note(Kind.identified, organization=organization, account=person, station=str(station), by=by)
        return await self._identified(organization, station, person, session)

    async def _identified(self, organization: UUID, station: UUID, person: UUID, session: UUID) -> Identified:
        token, expires_at = (await self._signer.current()).sign(
            organization, person, session, station=station, life_s=self._idle_s
        )
        return Identified(person, token, expires_at)

    async def renew_person(self, who: Principal, device: str) -> Identified:
        """The same person goes on, at the same device. Refuses `NotAtStation` and `StationUnpaired`."""
        station = station_of(who)
        if who.kind != "person":
            raise NotAtStation
        held = {"session_id": None, "token_hash": fingerprint(device)}
        async with within(self._database, who.organization_id) as cursor:
            found = await (await cursor.execute(_sql["find_device"], held)).fetchone()
            if found is None or found["station_id"] != station:
                raise StationUnpaired
            await cursor.execute(_sql["see_person"], {"session_id": who.session_id})
        return await self._identified(who.organization_id, station, who.account_id, who.session_id)

    async def end_person(self, who: Principal) -> None:
        """The person has left the station. Refuses `NotAtStation`."""
        station_of(who)
        async with within(self._database, who.organization_id) as cursor:
            await cursor.execute(_sql["end_person"], {"session_id": who.session_id})
        self._access.changed(who.organization_id)


async def all_stations(database: Database, viewer: Viewer, *, limit: int, offset: int) -> Sequence[DictRow]:
    """The stations, by name."""
    async with database.reading(viewer) as cursor:
        return await (await cursor.execute(_sql["list_stations"], {"limit": limit, "offset": offset})).fetchall()


def station_of(who: Principal) -> UUID:
    """The account of the station that it is, or is at. Refuses `NotAtStation`."""
    station = who.account_id if who.kind == "station" else who.station_id
    if station is None:
        raise NotAtStation
    return station


def wait_after(tries: int) -> int:
    """How long nothing is looked at after so many wrong tries, in seconds: it doubles with each."""
    return min(FIRST_WAIT_S * 2 ** max(tries - TRIES_FREE, 0), LONGEST_WAIT_S) if tries >= TRIES_FREE else 0
