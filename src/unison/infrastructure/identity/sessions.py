"""Staying signed in: a session is the family of refresh tokens that descend from one sign-in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg.rows import DictRow
from uuid_utils.compat import uuid7

from unison.infrastructure.access import Access
from unison.infrastructure.database import Database
from unison.infrastructure.identity.writing import one, within
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import TokenSigner, fingerprint, new_refresh_token, organization_of
from unison.shared.errors import UnauthenticatedRefusal

LOST_ANSWER_S = 30
"""So long after its use a refresh token may be used once more, in seconds: the answer may have been lost on its way."""

_sql = statements("unison.infrastructure.identity", "sessions.sql")


class RefreshTokenRefused(UnauthenticatedRefusal, code="refresh_token_refused"):
    """The refresh token is unknown, expired, revoked or was used before. Sign in again."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What signing in gives: an access token for requests, and a refresh token for the next access token, once."""

    access_token: str
    expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime


class Sessions:
    """Begins sessions, carries them on and ends them. One per process."""

    def __init__(self, database: Database, signer: TokenSigner, access: Access, *, refresh_days: int) -> None:
        self.signer = signer
        self._database, self._access, self._refresh_days = database, access, refresh_days

    async def begin(self, organization: UUID, account: UUID) -> SignedIn:
        """A new session of somebody who has proved who they are."""
        async with within(self._database, organization) as cursor:
            await cursor.execute(_sql["forget_expired_tokens"], {"user_id": account})
            return await self._issue(cursor, organization, account, uuid7())

    async def _issue(
        self, cursor: psycopg.AsyncCursor[DictRow], organization: UUID, account: UUID, session: UUID
    ) -> SignedIn:
        token = new_refresh_token(organization)
        row = {
            "token_hash": fingerprint(token), "family_id": session, "user_id": account, "days": self._refresh_days,
        }  # fmt: skip
        kept = await one(await cursor.execute(_sql["add_refresh_token"], row))
        access, expires_at = self.signer.sign(organization, account, session)
        return SignedIn(access, expires_at, token, kept["expires_at"])

    async def refresh(self, refresh_token: str) -> SignedIn:
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
                # an answer may be lost on its way; whoever has got it alone has a token of the family that is not used
                lost = asked | {"grace_s": LOST_ANSWER_S}
                used = await (await cursor.execute(_sql["use_lost_refresh_token"], lost)).fetchone()
            if used is not None:
                return await self._issue(cursor, organization, used["user_id"], used["family_id"])
            await cursor.execute(_sql["revoke_family"], asked)
        self._access.changed(organization)
        raise RefreshTokenRefused

    async def end(self, refresh_token: str) -> None:
        """Ends the token's session. Answers the same for a token nobody knows."""
        if (organization := organization_of(refresh_token)) is not None:
            async with within(self._database, organization) as cursor:
                await cursor.execute(_sql["revoke_family"], {"token_hash": fingerprint(refresh_token)})
            self._access.changed(organization)

    async def end_others(self, organization: UUID, account: UUID, session: UUID) -> None:
        """Ends every other session of this account."""
        async with within(self._database, organization) as cursor:
            await cursor.execute(_sql["revoke_others"], {"user_id": account, "session_id": session})
        self._access.changed(organization)
