"""Routes of what people identify by at stations: the PIN and the badge, which stand in no command and are never told."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from uuid_utils.compat import uuid7

from unison.infrastructure.identity.pins import PinProof
from unison.infrastructure.identity.signing_in import SigningIn
from unison.infrastructure.identity.stations import NotAtStation
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.presentation.auth import Signed
from unison.presentation.context import Reached
from unison.presentation.credentials import Badge, Body, Password, Pin
from unison.presentation.sending import NamedCommand, carries_out
from unison.presentation.stations import At, send_with_secrets

router = APIRouter(prefix="/stations", tags=["stations"])


class SetPin(Body):
    person: UUID
    pin: Pin


class SetBadge(Body):
    person: UUID
    badge: Badge


class OwnPin(Body):
    """`pin` is the new one; that it is you is proved by `password` or by `present_pin`."""

    pin: Pin
    password: Password | None = None
    present_pin: Pin | None = None


class OwnIdentification(BaseModel):
    has_pin: bool = Field(description="Whether you can identify by a PIN.")
    has_badge: bool = Field(description="Whether you can identify by a badge.")


@router.post("/set-pin", status_code=204, openapi_extra=carries_out("stations.set_pin"))
async def set_pin(body: SetPin, who: Signed, reached: Reached, stations: At) -> None:
    """Give somebody a PIN for stations, or another one. It is good at paired stations alone."""
    kept = {"pin_hash": await stations.pin_hash(body.pin.get_secret_value())}
    await send_with_secrets(reached, who, "stations.set_pin", {"person": body.person}, kept)


@router.post("/set-badge", status_code=204, openapi_extra=carries_out("stations.set_badge"))
async def set_badge(body: SetBadge, who: Signed, reached: Reached, stations: At) -> None:
    """Give somebody the badge that stands for them at stations, or another one."""
    kept = {"badge_hash": stations.badge_hash(who.organization_id, body.badge.get_secret_value())}
    await send_with_secrets(reached, who, "stations.set_badge", {"person": body.person}, kept)


@router.get("/own-pin")
async def show_own_pin(who: Signed, stations: At) -> OwnIdentification:
    """Whether you have a PIN and a badge. What they are is told to nobody."""
    return OwnIdentification(**await stations.identification(who))


@router.post("/own-pin", status_code=204)
async def set_own_pin(body: OwnPin, who: Signed, reached: Reached, stations: At) -> None:
    """Choose your own PIN for stations. That it is you is proved by your password, or by the PIN that you have."""
    if who.kind != "person":
        raise NotAtStation
    if body.password is not None and body.present_pin is None:
        await reached.service(SigningIn).check_password(who, body.password.get_secret_value())
    elif body.present_pin is not None and body.password is None:
        await stations.check_own_pin(who, body.present_pin.get_secret_value())
    else:
        raise PinProof
    command = NamedCommand(command="stations.set_pin", body={"person": str(who.account_id)})
    sender = Sender(who.organization_id, who.account_id)
    envelope = Envelope(uuid7(), command.as_command(reached.commands.use_cases), sender)
    hashed = await stations.pin_hash(body.pin.get_secret_value())
    await reached.commands.send(replace(envelope, secrets={"pin_hash": hashed}))
