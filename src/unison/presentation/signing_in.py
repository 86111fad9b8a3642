"""Signing in and out, one's sessions and password."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.requests import Request
from starlette.responses import Response

from unison.infrastructure.access import Principal
from unison.infrastructure.identity.sessions import RefreshTokenRefused, Sessions, SignedIn
from unison.infrastructure.identity.signing_in import MARKS, SigningIn
from unison.presentation.auth import Arriving, Signed, may
from unison.presentation.context import Reached
from unison.presentation.cookies import KeptToken, by_https, device_of, in_cookie
from unison.presentation.credentials import Email, NewPassword, Password, Slug
from unison.presentation.proof import NO_PROOF, StillYou
from unison.shared.commands import Key

router = APIRouter(prefix="/auth", tags=["sign-in"])

REFRESH = KeptToken("unison_refresh", "/api/v1/auth")
_MARKS = KeptToken("unison_device", "/api/v1/auth")
_MARKS_DAYS = 400  # as long as browsers keep a cookie at most

Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=20),
    Field(description="Six digits of the authenticator, or a recovery code.", examples=["123456"]),
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignIn(_Body):
    organization: Annotated[Slug, Field(description="The organization's short name.")]
    login: Key
    password: Password
    code: Code | None = Field(default=None, description="Of the second factor, from who has one.")


class RefreshToken(_Body):
    refresh_token: Annotated[str, Field(min_length=1, max_length=200)]


class ChangePassword(_Body):
    current: Password
    new: NewPassword


class Tokens(BaseModel):
    """`access_token` goes with each request; `refresh_token` gets the next pair, once: where it is null, a cookie has it."""

    account_id: UUID = Field(description="Who has signed in.")
    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - not a password
    expires_at: datetime
    refresh_token: str | None
    refresh_expires_at: datetime


async def _signing_in(reached: Reached) -> SigningIn:
    return reached.service(SigningIn)


async def _sessions(reached: Reached) -> Sessions:
    return reached.service(Sessions)


Door = Annotated[SigningIn, Depends(_signing_in)]
KeptSessions = Annotated[Sessions, Depends(_sessions)]


def answered(reached: Reached, request: Request, response: Response, signed_in: SignedIn) -> Tokens:
    """The tokens, the refresh token in a cookie where the sender wants it so."""
    token: str | None = signed_in.refresh_token
    if in_cookie(reached, request):
        REFRESH.keep(response, signed_in.refresh_token, signed_in.refresh_expires_at, secure=by_https(request))
        token = None
    return Tokens(
        account_id=signed_in.account_id, access_token=signed_in.access_token, expires_at=signed_in.expires_at,
        refresh_token=token, refresh_expires_at=signed_in.refresh_expires_at,
    )  # fmt: skip


def _marks(request: Request) -> tuple[str, ...]:
    return tuple((_MARKS.read(request) or "").split(" ")[:MARKS])


@router.post("/sign-in")
async def sign_in(body: SignIn, door: Door, reached: Reached, request: Request, response: Response) -> Tokens:
    """Sign in. With the header `Unison-Session: cookie` the refresh token comes in a cookie. After five failures from one place the
    next has to wait, twice as long each time."""
    wants_cookie, marks = in_cookie(reached, request), _marks(request)
    password = body.password.get_secret_value()
    signed_in, mark = await door.sign_in(body.organization, body.login, password, device_of(request, marks), body.code)
    if wants_cookie:
        kept = [mark, *(each for each in marks if each and each != mark)][:MARKS]
        until = datetime.now(UTC) + timedelta(days=_MARKS_DAYS)
        _MARKS.keep(response, " ".join(kept), until, secure=by_https(request))
    return answered(reached, request, response, signed_in)


@router.post("/refresh")
async def refresh(
    sessions: KeptSessions, reached: Reached, request: Request, response: Response, body: RefreshToken | None = None
) -> Tokens:
    """The next pair of tokens, for a refresh token in the body or, with the header `Unison-Session: cookie`, in the cookie. It
    counts once, and once more within 30 s when the answer was lost: then what it led to is void. One that comes again ends the
    session."""
    return answered(
        reached, request, response, await sessions.refresh(_token(reached, request, body), device_of(request))
    )


@router.post("/sign-out", status_code=204)
async def sign_out(
    sessions: KeptSessions, reached: Reached, request: Request, response: Response, body: RefreshToken | None = None
) -> None:
    """End this session: its tokens are worth nothing any more."""
    with suppress(RefreshTokenRefused):
        await sessions.sign_out(_token(reached, request, body))
    if in_cookie(reached, request):
        REFRESH.drop(request, response)


def _token(reached: Reached, request: Request, body: RefreshToken | None) -> str:
    if body is not None:
        return body.refresh_token
    token = REFRESH.read(request) if in_cookie(reached, request) else None
    if token is None:
        raise RefreshTokenRefused
    return token


# Sessions ---------------------------------------------------------------------------------------------------------


class SessionShown(BaseModel):
    """A sign-in on one device that goes on."""

    session_id: UUID
    this: bool = Field(description="Whether it is the one that asks.")
    way: str = Field(description="How it began: `password`, `provider`, `station` or `pairing`.")
    agent: str = Field(description="What the program at the other end called itself.")
    address: str = Field(description="Where it was used from last.")
    station: str | None = Field(description="The station at which one has identified.")
    begun_at: datetime
    last_used_at: datetime
    expires_at: datetime = Field(description="When it ends at the latest.")


async def _shown(sessions: Sessions, who: Principal, account: UUID) -> list[SessionShown]:
    rows = await sessions.of(who.organization_id, account)
    return [SessionShown(**row, this=row["session_id"] == who.session_id) for row in rows]


@router.get("/sessions")
async def list_sessions(who: Signed, sessions: KeptSessions) -> list[SessionShown]:
    """Where you are signed in, the one used last first; 200 at most."""
    return await _shown(sessions, who, who.account_id)


@router.post("/sessions/{session_id}/end", status_code=204)
async def end_session(
    session_id: UUID, who: Signed, sessions: KeptSessions, door: Door, body: StillYou = NO_PROOF
) -> None:
    """End a session of yours at once."""
    await door.prove(who, body.told)
    await sessions.end(who.organization_id, who.account_id, session_id, by=who.account_id)


@router.post("/sessions/end-others", status_code=204)
async def end_other_sessions(who: Signed, sessions: KeptSessions, door: Door, body: StillYou = NO_PROOF) -> None:
    """End every session of yours but this one."""
    await door.prove(who, body.told)
    await sessions.end_all(who.organization_id, who.account_id, by=who.account_id, but=who.session_id)


Admin = Annotated[
    Principal,
    Depends(may("sessions.manage", "See and end other people's sign-ins, and take a lost second factor away.")),
]


@router.get("/accounts/{account_id}/sessions")
async def list_sessions_of(account_id: UUID, who: Admin, sessions: KeptSessions) -> list[SessionShown]:
    """Where somebody is signed in."""
    return await _shown(sessions, who, account_id)


@router.post("/accounts/{account_id}/sessions/{session_id}/end", status_code=204)
async def end_session_of(account_id: UUID, session_id: UUID, who: Admin, sessions: KeptSessions) -> None:
    """End a session of somebody at once."""
    await sessions.end(who.organization_id, account_id, session_id, by=who.account_id)


@router.post("/accounts/{account_id}/sessions/end-all", status_code=204)
async def end_all_sessions_of(account_id: UUID, who: Admin, sessions: KeptSessions) -> None:
    """End every session of somebody at once."""
    await sessions.end_all(who.organization_id, account_id, by=who.account_id)


# Oneself -----------------------------------------------------------------------------------------------


class MyRole(BaseModel):
    role: str
    plants: list[str] = Field(description="The plants where you have it; empty means every plant.")


class Me(BaseModel):
    user_id: UUID
    login: str
    name: str
    email: str | None = Field(description="Where you get mail.")
    assignments: list[MyRole]
    must_change_password: bool = Field(description="Your password was given to you for once; choose your own.")
    second_factor_demanded: bool = Field(
        description="A role of yours demands a second factor, and this sign-in has shown none: set one up, or send a code of it."
    )
    plants: list[str] = Field(description="The plants you may see; empty means every plant.")
    organization_id: UUID
    organization: str
    organization_name: str
    language: str | None = Field(description="As in which (ISO 639-1) numbers and dates are written; null: English.")
    permissions: list[str]


@router.get("/me")
async def me(who: Arriving, door: Door) -> Me:
    """Who you are and what you may do."""
    return Me(
        **await door.me(who), plants=list(who.plants), permissions=sorted(who.permissions),
        second_factor_demanded=who.lacks_second_factor,
    )  # fmt: skip


@router.post("/change-password", status_code=204)
async def change_password(body: ChangePassword, who: Arriving, door: Door) -> None:
    """Choose another password. Every other session of yours ends."""
    current, new = body.current.get_secret_value(), body.new.get_secret_value()
    await door.change_password(who, current, new)


class ChangeEmail(StillYou):
    email: Email | None = Field(description="Where you get mail; null: nowhere.")


@router.post("/change-email", status_code=204)
async def change_email(body: ChangeEmail, who: Signed, door: Door) -> None:
    """Choose where you get mail. By its address a provider's account is known the first time."""
    await door.prove(who, body.told)
    await door.change_email(who, body.email)
