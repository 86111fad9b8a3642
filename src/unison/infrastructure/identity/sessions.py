"""Staying signed in: a session is one sign-in on one device. It is carried on by refresh tokens, of which each counts once.

It ends by itself when it lay idle too long or has lasted as long as any may, and at once when somebody ends it: then its access
tokens are refused, too (`unison.infrastructure.access`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import psycopg
from psycopg.rows import DictRow
from uuid_utils.compat import uuid7

from unison.infrastructure.access import Access, SessionEnded
from unison.infrastructure.database import Database
from unison.infrastructure.identity.throttling import network_of
from unison.infrastructure.identity.writing import one, within
from unison.infrastructure.security_log import Kind, note
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import SecondFactor, TokenSigner, fingerprint, new_refresh_token, organization_of
from unison.shared.errors import UnauthenticatedRefusal, UnknownRefusal

LOST_ANSWER_S = 30
"""So long after its use a refresh token may be used once more, in seconds: the answer may have been lost on its way."""

SHOWN = 200
"""So many sessions of one account are listed, at most."""

_sql = statements("unison.infrastructure.identity", "sessions.sql")

type Way = Literal["password", "provider", "pairing", "station"]
"""How somebody proved who they are: `pairing` of a device, `station` by PIN or badge at one."""


class RefreshTokenRefused(UnauthenticatedRefusal, code="refresh_token_refused"):
    """The refresh token is unknown, expired, revoked or was used before. Sign in again."""


class UnknownSession(UnknownRefusal, code="unknown_session"):
    """This account has no such session, or it has ended already."""


@dataclass(frozen=True, slots=True)
class Device:
    """What a request tells of where it comes from: its program and its address. `marks`: what signing in there has left."""

    agent: str = ""
    address: str = ""
    marks: tuple[str, ...] = ()

    @property
    def network(self) -> str:
        return network_of(self.address)

    def row(self) -> dict[str, str]:
        return {"agent": self.agent, "address": self.address, "network": self.network}


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What signing in gives: an access token for requests, and a refresh token for the next access token, once."""

    organization_id: UUID
    account_id: UUID
    session_id: UUID
    access_token: str
    expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime


class Sessions:
    """Begins sessions, carries them on and ends them. One per process. `idle` is how long one may lie unused, `longest` how long
    any lasts; `at_station` is how long somebody stays at a station untouched."""

    def __init__(
        self,
        database: Database,
        signer: TokenSigner,
        access: Access,
        *,
        idle: timedelta,
        longest: timedelta,
        at_station: timedelta,
    ) -> None:
        self.signer = signer
        self._database, self._access = database, access
        self._lives = {"idle": idle, "longest": longest}
        self._at_station = at_station

    async def begin(
        self,
        organization: UUID,
        account: UUID,
        device: Device,
        way: Way,
        *,
        kind: str = "person",
        station: UUID | None = None,
        second_factor: SecondFactor | None = None,
    ) -> SignedIn:
        """A new session of somebody who has proved who they are; `station` is where, `second_factor` which one they have shown."""
        row = {
            "session_id": uuid7(), "account_id": account, "kind": kind, "station_id": station, "way": way,
            "second_factor": second_factor,
        }  # fmt: skip
        async with within(self._database, organization) as cursor:
            await cursor.execute(_sql["begin_session"], row | device.row() | self._lives)
            begun = await self._issue(cursor, organization, row)
        await note(Kind.signed_in, organization=organization, account=account, way=way, second_factor=second_factor)
        return begun

    async def _issue(self, cursor: psycopg.AsyncCursor[DictRow], organization: UUID, session: DictRow) -> SignedIn:
        token = new_refresh_token(organization)
        row = {"token_hash": fingerprint(token), "session_id": session["session_id"]} | self._lives
        kept = await one(await cursor.execute(_sql["add_refresh_token"], row))
        account, session_id = session["account_id"], session["session_id"]
        access, expires_at = (await self.signer.current()).sign(
            organization, account, session_id, kind=session["kind"], station=session["station_id"],
            second_factor=session["second_factor"],
        )  # fmt: skip
        return SignedIn(organization, account, session_id, access, expires_at, token, kept["expires_at"])

    async def refresh(self, refresh_token: str, device: Device) -> SignedIn:
        """Another pair for a refresh token, which is used up. One that comes once more at once was not answered: what it
        led to is void. Else one that comes twice was stolen or copied: the whole session it belongs to ends, and whoever
        holds one of it must sign in again.
        """
        organization = organization_of(refresh_token)
        if organization is None:
            raise RefreshTokenRefused
        asked = {"token_hash": fingerprint(refresh_token)}
        async with within(self._database, organization) as cursor:
            used = await (await cursor.execute(_sql["use_refresh_token"], asked)).fetchone()
            if used is None:
                # an answer may be lost on its way; whoever has got it alone has a token of the session that is not used
                lost = asked | {"grace_s": LOST_ANSWER_S}
                used = await (await cursor.execute(_sql["use_lost_refresh_token"], lost)).fetchone()
            if used is not None:
                await cursor.execute(_sql["touch_session"], {"session_id": used["session_id"]} | device.row())
                return await self._issue(cursor, organization, used)
            ended = await (await cursor.execute(_sql["end_session_of_token"], asked)).fetchone()
        if ended is not None:
            self._access.changed(organization)
            await note(Kind.token_reused, organization=organization, account=ended["account_id"])
        raise RefreshTokenRefused

    async def has_shown_factor(self, organization: UUID, session: UUID) -> SignedIn:
        """The person has shown their own second factor in this session: other tokens of it, which say so. Who has copied those
        before has nothing. Refuses `SessionEnded`."""
        async with within(self._database, organization) as cursor:
            asked = {"session_id": session}
            shown = await (await cursor.execute(_sql["note_second_factor"], asked)).fetchone()
            if shown is None:
                raise SessionEnded
            await cursor.execute(_sql["revoke_refresh_tokens"], asked)
            carried_on = await self._issue(cursor, organization, shown)
        self._access.changed(organization)  # it may be one that was set up a moment ago
        await note(Kind.signed_in, organization=organization, account=carried_on.account_id, way="second factor")
        return carried_on

    async def sign_out(self, refresh_token: str) -> None:
        """Ends the token's session. Answers the same for a token nobody knows."""
        if (organization := organization_of(refresh_token)) is None:
            return
        async with within(self._database, organization) as cursor:
            asked = {"token_hash": fingerprint(refresh_token)}
            ended = await (await cursor.execute(_sql["end_session_of_token"], asked)).fetchone()
        if ended is not None:
            self._access.changed(organization)
            await note(Kind.signed_out, organization=organization, account=ended["account_id"])

    async def end(self, organization: UUID, account: UUID, session: UUID, *, by: UUID | None) -> None:
        """Ends one of an account. Refuses `UnknownSession`."""
        async with within(self._database, organization) as cursor:
            asked = {"account_id": account, "session_id": session}
            if await (await cursor.execute(_sql["end_session"], asked)).fetchone() is None:
                raise UnknownSession
        await self._ended(organization, account, 1, by)

    async def end_all(self, organization: UUID, account: UUID, *, by: UUID | None, but: UUID | None = None) -> int:
        """Ends every session of an account, but perhaps one; answers how many."""
        async with within(self._database, organization) as cursor:
            ended = await cursor.execute(_sql["end_sessions"], {"account_id": account, "but": but})
            count = ended.rowcount
        self._access.changed(organization)  # also where none ended: what the account may do may have changed with it
        if count:
            await self._ended(organization, account, count, by)
        return count

    async def _ended(self, organization: UUID, account: UUID, count: int, by: UUID | None) -> None:
        self._access.changed(organization)
        told = {"count": count, "by": str(by) if by else None}
        await note(Kind.session_ended, organization=organization, account=account, **told)

    async def of(self, organization: UUID, account: UUID) -> Sequence[DictRow]:
        """The sessions of an account that go on, the one used last first."""
        async with within(self._database, organization) as cursor:
            asked = {"account_id": account, "limit": SHOWN, "at_station": self._at_station}
            return await (await cursor.execute(_sql["list_sessions"], asked)).fetchall()
