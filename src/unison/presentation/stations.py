"""Routes of stations whose commands come with a secret, of devices that are stations, and of whoever identifies at one.

A device holds its token in a cookie that no script reads, and gets a short token by it; people get one of minutes by PIN or badge.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import segno
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from pydantic import BaseModel, Field, StringConstraints
from uuid_utils.compat import uuid7

from unison.infrastructure.access import StationUnpaired
from unison.infrastructure.identity.stations import (
    Device,
    Identified,
    PinOrBadge,
    Stations,
    all_stations,
    new_code,
    station_of,
)
from unison.infrastructure.rights import Principal
from unison.infrastructure.tokens import fingerprint, new_refresh_token
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.presentation.auth import Signed, may
from unison.presentation.context import Context, Reached
from unison.presentation.cookies import CrossSite, KeptToken, by_https, device_of
from unison.presentation.credentials import Badge, Body, Pin
from unison.presentation.sending import NamedCommand, carries_out, envelope_of
from unison.shared.commands import Key

router = APIRouter(prefix="/stations", tags=["stations"])

KEPT = KeptToken("unison_station", "/api/v1/stations")


async def _stations(reached: Reached) -> Stations:
    return reached.service(Stations)


At = Annotated[Stations, Depends(_stations)]
Reader = Annotated[Principal, Depends(may("stations.read", "See the stations, and who may identify at them."))]


async def _held(request: Request) -> str:
    """What a paired device holds. Refuses `StationUnpaired` where there is nothing."""
    if (held := KEPT.read(request)) is None:
        raise StationUnpaired
    return held


Held = Annotated[str, Depends(_held)]


async def _own_site(
    site: Annotated[str | None, Header(alias="Sec-Fetch-Site", include_in_schema=False)] = None,
) -> None:
    if site not in (None, "same-origin", "none"):
        raise CrossSite(origin=site)


class OfferPairing(Body):
    station: Key


class PairingOffered(BaseModel):
    code: str = Field(description="What a device tells to become the station. It is told this once, and is good once.")
    link: str = Field(description="The page to open on the device, with the code.")
    qr: str = Field(description="The link as a QR code, an SVG image.")
    expires_at: datetime


class PairDevice(Body):
    code: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=8, max_length=20),
        Field(description="As it was shown."),
    ]


class StationHere(BaseModel):
    """The station that a device is."""

    station: str
    plant: str
    equipment: list[str] = Field(description="The machines that it is for; empty: every machine of its plant.")
    role: str
    paired_at: datetime | None
    idle_minutes: int = Field(description="So long somebody stays identified without touching the device.")


class DeviceToken(BaseModel):
    """A short token of a station. By it a device asks who can identify, and reads; it tells nothing of work."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - not a password
    expires_at: datetime


class StationShown(BaseModel):
    """`paired_at` null: no device is it. `code_until`: a code waits for a device until then."""

    account_id: UUID
    station: str
    plant: str
    equipment: list[str]
    role: str
    paired_at: datetime | None
    code_until: datetime | None
    closed_at: datetime | None
    seen_at: datetime | None = Field(description="When the device, or somebody at it, was there last.")


class PersonAtStation(BaseModel):
    account_id: UUID
    name: str
    has_pin: bool
    has_badge: bool


class Identify(Body):
    """Either `person` and `pin`, or `badge`."""

    person: UUID | None = None
    pin: Pin | None = None
    badge: Badge | None = None


class IdentifiedHere(BaseModel):
    """A token of minutes for somebody at the station: it may do what they and the station both may."""

    account_id: UUID
    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - not a password
    expires_at: datetime

    @staticmethod
    def of(found: Identified) -> "IdentifiedHere":
        return IdentifiedHere(account_id=found.account_id, access_token=found.access_token, expires_at=found.expires_at)


# For administrators -----------------------------------------------------------------------------------------------


@router.get("")
async def list_stations(
    who: Reader,
    reached: Reached,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[StationShown]:
    """Every station, what it is bound to, and whether a device is it."""
    return [StationShown(**row) for row in await all_stations(reached.database, who, limit=limit, offset=offset)]


@router.post("/offer-pairing", openapi_extra=carries_out("stations.offer_pairing"))
async def offer_pairing(
    body: OfferPairing, request: Request, who: Signed, reached: Reached, stations: At
) -> PairingOffered:
    """Make a code by which one device becomes the station, within ten minutes. A code made before is void."""
    code = new_code()
    kept = {"code_hash": stations.code_hash(code)}
    await send_with_secrets(reached, who, "stations.offer_pairing", {"station": body.station}, kept)
    until = await stations.code_until(who.organization_id, code)
    address = reached.settings.public_url or str(request.base_url).rstrip("/")
    link = f"{address}/station?code={code}"
    qr = segno.make_qr(link, error="m").svg_inline(scale=6, border=2, light="white")
    return PairingOffered(code=f"{code[:4]}-{code[4:]}", link=link, qr=qr, expires_at=until)


async def send_with_secrets(
    reached: Context, who: Principal, command: str, body: Mapping[str, Any], secrets: Mapping[str, str]
) -> None:
    """Carries out a command with what must not stand in it."""
    named = NamedCommand(command=command, body={name: str(value) for name, value in body.items()})
    envelope = envelope_of(named.as_command(reached.commands.use_cases), who, uuid7(), None)
    await reached.commands.send(replace(envelope, secrets=secrets))


# For devices ------------------------------------------------------------------------------------------------------


@router.post("/pair", dependencies=[Depends(_own_site)], openapi_extra=carries_out("stations.pair"))
async def pair(body: PairDevice, request: Request, response: Response, reached: Reached, stations: At) -> DeviceToken:
    """Become the station that the code was made for. What the device holds is set as a cookie that no script reads."""
    organization, station = await stations.station_of_code(body.code, device_of(request).network)
    command = NamedCommand(command="stations.pair", body={"station": station})
    token, session = new_refresh_token(organization), uuid7()
    secrets = {"token_hash": fingerprint(token).hex(), "session_id": str(session)}
    sent = command.as_command(reached.commands.use_cases)
    await reached.commands.send(Envelope(uuid7(), sent, Sender(organization, None), secrets=secrets))
    return _told(await stations.device(organization, session, token), request, response, reached)


@router.post("/renew-device", dependencies=[Depends(_own_site)])
async def renew_device(held: Held, request: Request, response: Response, reached: Reached, stations: At) -> DeviceToken:
    """The next short token of the station, by what the device holds, which is another one from then on."""
    return _told(await stations.renew_device(held), request, response, reached)


def _told(device: Device, request: Request, response: Response, reached: Context) -> DeviceToken:
    until = datetime.now(UTC) + timedelta(days=reached.settings.session_days)
    KEPT.keep(response, device.token, until, secure=by_https(request))
    return DeviceToken(access_token=device.access_token, expires_at=device.expires_at)


@router.get("/here")
async def show_station_here(who: Signed, reached: Reached, stations: At) -> StationHere:
    """The station that this device is."""
    return StationHere(**await stations.here(who), idle_minutes=reached.settings.station_idle_minutes)


@router.get("/people")
async def list_people_of_station(
    who: Signed, stations: At, limit: Annotated[int, Query(ge=1, le=1000)] = 500
) -> list[PersonAtStation]:
    """Who can identify at this station: the people who may do something in its plant."""
    return [PersonAtStation(**row) for row in await stations.people(who, limit=limit)]


# For people at them -----------------------------------------------------------------------------------------------


@router.post("/identify")
async def identify(body: Identify, who: Signed, stations: At) -> IdentifiedHere:
    """Say who is at the station, by a PIN or by a badge. After five wrong ones each further one has to wait longer."""
    station_of(who)
    if body.badge is not None and body.person is None and body.pin is None:
        return IdentifiedHere.of(await stations.identify_by_badge(who, body.badge.get_secret_value()))
    if body.badge is None and body.person is not None and body.pin is not None:
        return IdentifiedHere.of(await stations.identify_by_pin(who, body.person, body.pin.get_secret_value()))
    raise PinOrBadge


@router.post("/renew-person", dependencies=[Depends(_own_site)])
async def renew_person(held: Held, who: Signed, stations: At) -> IdentifiedHere:
    """Go on at the station, with the device that one has identified at."""
    return IdentifiedHere.of(await stations.renew_person(who, held))


@router.post("/leave", status_code=204)
async def leave(who: Signed, stations: At) -> None:
    """Be at the station no more."""
    await stations.end_person(who)
