"""One's own second factor: set up, shown, removed; and the recovery codes."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from unison.infrastructure.access import Principal
from unison.infrastructure.identity.second_factor import SecondFactors
from unison.presentation.auth import Arriving, Signed
from unison.presentation.context import Reached
from unison.presentation.cookies import in_cookie
from unison.presentation.proof import NO_PROOF, StillYou
from unison.presentation.signing_in import Code, Door, Tokens, answered
from unison.shared.errors import ForbiddenRefusal

router = APIRouter(prefix="/auth/second-factor", tags=["sign-in"])


async def _factors(reached: Reached) -> SecondFactors:
    return reached.service(SecondFactors)


Factors = Annotated[SecondFactors, Depends(_factors)]


class OwnSignInNeeded(ForbiddenRefusal, code="own_sign_in_needed"):
    """This is about how you sign in, and you have not: you are at a station, or are no person. Sign in by yourself."""


async def _by_oneself(who: Arriving) -> Principal:
    if who.kind != "person" or who.station_id is not None:
        raise OwnSignInNeeded
    return who


async def _settled(who: Signed) -> Principal:
    return await _by_oneself(who)


Oneself = Annotated[Principal, Depends(_by_oneself)]
"""Perhaps without the second factor that is demanded."""

OneselfWithIt = Annotated[Principal, Depends(_settled)]


class Typed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: Code


class Removal(StillYou):
    code: Code


class SecondFactorShown(BaseModel):
    since: datetime | None = Field(description="Since when there is one; null: there is none.")
    recovery_codes: int = Field(description="How many recovery codes are left.")


class EnrolmentShown(BaseModel):
    secret: str = Field(description="What the authenticator has to know, to be typed.")
    uri: str = Field(description="The same as an address, which authenticators open.")
    rows: list[str] = Field(description="The same as a QR code: its rows, 1 where it is dark.")


Codes = Annotated[list[str], Field(description="Each counts once instead of a code. They are not told again.")]


class RecoveryCodes(BaseModel):
    recovery_codes: Codes


class Confirmed(Tokens):
    """The tokens replace those that you have, and say that this sign-in has shown a second factor."""

    recovery_codes: Codes


@router.get("")
async def show_second_factor(who: Oneself, factors: Factors) -> SecondFactorShown:
    """Whether you have a second factor."""
    since, left = await factors.state(who.organization_id, who.account_id)
    return SecondFactorShown(since=since, recovery_codes=left)


@router.post("/begin")
async def begin_second_factor(who: Oneself, door: Door, factors: Factors, body: StillYou = NO_PROOF) -> EnrolmentShown:
    """A new secret for your authenticator. It counts once a code of it has come to `confirm`."""
    await door.prove(who, body.told)
    me = await door.me(who)
    begun = await factors.begin(who.organization_id, who.account_id, login=me["login"], of=me["organization_name"])
    return EnrolmentShown(secret=begun.secret, uri=begun.uri, rows=begun.rows)


@router.post("/confirm")
async def confirm_second_factor(
    body: Typed, who: Oneself, door: Door, reached: Reached, request: Request, response: Response
) -> Confirmed:
    """From now on a code is asked for whenever you sign in. Every other session of yours ends, and this one goes on with other
    tokens."""
    in_cookie(reached, request)  # another site is refused before anything is done
    codes, signed_in = await door.confirm_factor(who, body.code)
    return Confirmed(**answered(reached, request, response, signed_in).model_dump(), recovery_codes=codes)


@router.post("/show")
async def show_code(
    body: Typed, who: Oneself, door: Door, reached: Reached, request: Request, response: Response
) -> Tokens:
    """Show your second factor to a sign-in that has not asked for it, as one by a provider. It goes on with other tokens."""
    in_cookie(reached, request)  # another site is refused before anything is done
    return answered(reached, request, response, await door.show_factor(who, body.code))


@router.post("/remove", status_code=204)
async def remove_second_factor(body: Removal, who: OneselfWithIt, door: Door) -> None:
    """Sign in by your password alone again. Every other session of yours ends. Where a role demands a second factor, set up
    another one before you go on."""
    await door.prove(who, body.told)
    await door.remove_factor(who, body.code)


@router.post("/recovery-codes")
async def renew_recovery_codes(body: Typed, who: OneselfWithIt, door: Door) -> RecoveryCodes:
    """Other recovery codes instead of those you have."""
    return RecoveryCodes(recovery_codes=await door.renew_recovery_codes(who, body.code))
