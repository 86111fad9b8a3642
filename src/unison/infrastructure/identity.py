"""Who we are: organizations, their plants and people, and how a person signs in.

Personal data is in `unison.users` and nowhere else: erasing the row erases the person.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

import psycopg
from psycopg.rows import DictRow, dict_row
from uuid_utils.compat import uuid7

from unison.infrastructure.database import SQL, Database, act_as_app, act_as_worker, organization_moved
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import (
    Passwords,
    TokenSigner,
    fingerprint,
    hash_password,
    new_refresh_token,
    organization_of,
)
from unison.shared.errors import RuleRefusal, ThrottledRefusal, UnauthenticatedRefusal, UnknownRefusal

FAILURES_ALLOWED = 5
"""Wrong passwords of one login within the window; the next try is refused until the oldest has left it."""

FAILURE_WINDOW_S = 300

LOST_ANSWER_S = 30
"""So long after its use a refresh token may be used once more, in seconds: the answer may have been lost on its way."""

_NOBODY = UUID(int=0)
"""Stands for every organization that does not exist, so that guessing at those is slowed down the same way."""

_sql = statements("unison.infrastructure", "identity.sql")


class WrongLogin(UnauthenticatedRefusal, code="wrong_login"):
    """Organization, login or password is wrong."""


class AccountDisabled(UnauthenticatedRefusal, code="account_disabled"):
    """This account is disabled. Ask an administrator."""


class RefreshTokenRefused(UnauthenticatedRefusal, code="refresh_token_refused"):
    """The refresh token is unknown, expired, revoked or was used before. Sign in again."""


class TooManyLogins(ThrottledRefusal, code="too_many_logins"):
    """Too many wrong passwords for this login. Wait {seconds} s and try again."""


class UnknownUser(UnknownRefusal, code="unknown_user"):
    """There is no such person in this organization."""


class LoginTaken(RuleRefusal, code="login_taken"):
    """There is a login {login} already. Choose another one."""


class UnknownPlants(UnknownRefusal, code="unknown_plants"):
    """There is no plant {plants}. Create it first."""


class OrganizationExists(RuleRefusal, code="organization_exists"):
    """There is an organization {slug} already. Choose another short name."""


class NotYourself(RuleRefusal, code="not_yourself"):
    """You cannot do this to your own account, or nobody might be left to undo it. Ask another administrator."""


class WrongPassword(RuleRefusal, code="wrong_password"):
    """The current password is wrong."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What signing in gives: an access token for requests, and a refresh token for the next access token, once."""

    access_token: str
    expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime


class Identity:
    """Signs people in and keeps their accounts. One per process."""

    def __init__(self, database: Database, signer: TokenSigner, *, refresh_days: int) -> None:
        self.signer = signer
        self.passwords = Passwords()
        self._database = database
        self._refresh_days = refresh_days
        self._turns: WeakValueDictionary[tuple[UUID, str], asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def within(
        self, organization: UUID, plants: Sequence[str] = ()
    ) -> AsyncGenerator[psycopg.AsyncCursor[DictRow]]:
        """A transaction that writes in one organization, limited to the plants when there are any."""
        async with (
            self._database.pool.connection() as connection,
            connection.transaction(),
            connection.cursor(row_factory=dict_row) as cursor,
        ):
            seen = {"organization": str(organization), "plants": list(plants)}
            await cursor.execute(SQL["enter_viewer"], seen)
            try:
                yield cursor
            except psycopg.DatabaseError as error:
                if (moved := organization_moved(error)) is not None:
                    raise moved from error
                raise

    # Signing in ---------------------------------------------------------------------------------------------------

    async def sign_in(self, slug: str, login: str, password: str) -> SignedIn:
        """Refuses `WrongLogin` whatever was wrong, after as long a time; `TooManyLogins`; `AccountDisabled`."""
        login = login.lower()
        organization = await self._organization(slug)
        if organization is None:
            organization, login = _NOBODY, f"{slug}/{login}"
        # One try at a time for each login, or many at once would all be counted before the first has failed.
        turn = self._turns.setdefault((organization, login), asyncio.Lock())
        async with turn:
            return await self._try(organization, login, password)

    async def _try(self, organization: UUID, login: str, password: str) -> SignedIn:
        asked = {"login": login, "window_s": FAILURE_WINDOW_S}
        async with self.within(organization) as cursor:
            failures = await _one(await cursor.execute(_sql["count_failures"], asked))
            found = await (await cursor.execute(_sql["find_login"], asked)).fetchone()
        if failures["failures"] >= FAILURES_ALLOWED:
            raise TooManyLogins(seconds=max(failures["wait_s"], 1))
        right = await self.passwords.matches(found["password_hash"] if found else None, password)
        async with self.within(organization) as cursor:
            if not right or found is None:
                await cursor.execute(_sql["forget_old_failures"], asked)
                await cursor.execute(_sql["note_failure"], asked)
            else:
                await cursor.execute(_sql["forget_failures"], asked)
        if not right or found is None:
            raise WrongLogin
        if found["disabled"]:
            raise AccountDisabled
        async with self.within(organization) as cursor:
            await cursor.execute(_sql["forget_expired_tokens"], found)
            return await self._issue(cursor, organization, uuid7(), found)

    async def _organization(self, slug: str) -> UUID | None:
        async with self._database.pool.connection() as connection:
            asked = {"slug": slug.lower()}
            row = await (await connection.execute(_sql["find_organization_of_slug"], asked)).fetchone()
        return row[0] if row else None

    async def _issue(
        self, cursor: psycopg.AsyncCursor[DictRow], organization: UUID, family: UUID, user: DictRow
    ) -> SignedIn:
        token = new_refresh_token(organization)
        await cursor.execute(
            _sql["add_refresh_token"],
            {
                "token_hash": fingerprint(token),
                "family_id": family,
                "user_id": user["user_id"],
                "days": self._refresh_days,
            },
        )
        kept = await _one(cursor)
        access, expires_at = self.signer.sign(organization, user["user_id"], user["role"], tuple(user["plants"]))
        return SignedIn(access, expires_at, token, kept["expires_at"])

    async def refresh(self, refresh_token: str) -> SignedIn:
        """Another pair for a refresh token, which is used up. One that comes once more at once was not answered: what it
        led to is void. Else one that comes twice was stolen or copied: the whole family it descends from is revoked,
        and whoever holds one of it must sign in again.
        """
        organization = organization_of(refresh_token)
        if organization is None:
            raise RefreshTokenRefused
        asked = {"token_hash": fingerprint(refresh_token)}
        async with self.within(organization) as cursor:
            used = await (await cursor.execute(_sql["use_refresh_token"], asked)).fetchone()
            if used is None:
                # an answer may be lost on its way; whoever has got it alone has a token of the family that is not used
                lost = asked | {"grace_s": LOST_ANSWER_S}
                used = await (await cursor.execute(_sql["use_lost_refresh_token"], lost)).fetchone()
            if used is not None:
                return await self._issue(cursor, organization, used["family_id"], used)
            await cursor.execute(_sql["revoke_family"], asked)
        raise RefreshTokenRefused

    async def sign_out(self, refresh_token: str) -> None:
        """Revokes the token's family. Answers the same for a token nobody knows."""
        if (organization := organization_of(refresh_token)) is not None:
            async with self.within(organization) as cursor:
                await cursor.execute(_sql["revoke_family"], {"token_hash": fingerprint(refresh_token)})

    async def me(self, organization: UUID, user_id: UUID) -> DictRow:
        async with self.within(organization) as cursor:
            return await _known(await cursor.execute(_sql["show_me"], {"user_id": user_id}))

    async def change_password(self, organization: UUID, user_id: UUID, current: str, new: str) -> None:
        """One's own, proved by the current one. Every other sign-in of this person ends."""
        async with self.within(organization) as cursor:
            stored = await _known(await cursor.execute(_sql["find_password"], {"user_id": user_id}))
        if not await self.passwords.matches(stored["password_hash"], current):
            raise WrongPassword
        await self.set_password(organization, user_id, new)

    # Accounts and plants ------------------------------------------------------------------------------------------

    async def list_users(self, organization: UUID) -> list[DictRow]:
        async with self.within(organization) as cursor:
            return await (await cursor.execute(_sql["list_users"])).fetchall()

    async def create_user(
        self,
        organization: UUID,
        *,
        login: str,
        name: str,
        password: str,
        role: str,
        plants: Sequence[str],
        email: str | None = None,
    ) -> DictRow:
        hashed = await self.passwords.hash(password)
        row = {
            "user_id": uuid7(), "login": login.lower(), "name": name, "password_hash": hashed, "role": role,
            "plants": list(plants), "email": email,
        }  # fmt: skip
        try:
            async with self.within(organization) as cursor:
                await _check_plants(cursor, plants)
                return await _one(await cursor.execute(_sql["create_user"], row))
        except psycopg.errors.UniqueViolation:
            raise LoginTaken(login=login) from None

    async def change_email(self, organization: UUID, user_id: UUID, email: str | None) -> DictRow:
        """Where mail goes to; None: nowhere."""
        async with self.within(organization) as cursor:
            return await _known(await cursor.execute(_sql["change_email"], {"user_id": user_id, "email": email}))

    async def change_role(self, organization: UUID, user_id: UUID, role: str, plants: Sequence[str]) -> DictRow:
        """Takes hold at the next refresh; until then, minutes, the access token says what it said."""
        async with self.within(organization) as cursor:
            await _check_plants(cursor, plants)
            row = {"user_id": user_id, "role": role, "plants": list(plants)}
            return await _known(await cursor.execute(_sql["change_role"], row))

    async def disable_user(self, organization: UUID, user_id: UUID) -> DictRow:
        """Ends every sign-in of this person; an access token that is out runs on for its minutes."""
        async with self.within(organization) as cursor:
            await cursor.execute(_sql["revoke_user"], {"user_id": user_id})
            return await _known(await cursor.execute(_sql["disable_user"], {"user_id": user_id}))

    async def enable_user(self, organization: UUID, user_id: UUID) -> DictRow:
        async with self.within(organization) as cursor:
            return await _known(await cursor.execute(_sql["enable_user"], {"user_id": user_id}))

    async def set_password(self, organization: UUID, user_id: UUID, password: str) -> DictRow:
        hashed = await self.passwords.hash(password)
        async with self.within(organization) as cursor:
            await cursor.execute(_sql["revoke_user"], {"user_id": user_id})
            row = {"user_id": user_id, "password_hash": hashed}
            return await _known(await cursor.execute(_sql["set_password"], row))

    async def erase_user(self, organization: UUID, user_id: UUID) -> None:
        """The person is gone. What they did stays, under an id that names nobody."""
        async with self.within(organization) as cursor:
            await _known(await cursor.execute(_sql["erase_user"], {"user_id": user_id}))

    async def list_plants(self, organization: UUID, visible: Sequence[str]) -> list[DictRow]:
        async with self.within(organization, visible) as cursor:
            return await (await cursor.execute(_sql["list_plants"])).fetchall()


async def _one(cursor: psycopg.AsyncCursor[DictRow]) -> DictRow:
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - the statement always answers one row
    return row


async def _known(cursor: psycopg.AsyncCursor[DictRow]) -> DictRow:
    if (row := await cursor.fetchone()) is None:
        raise UnknownUser
    return row


async def _check_plants(cursor: psycopg.AsyncCursor[DictRow], plants: Sequence[str]) -> None:
    rows = await (await cursor.execute(_sql["unknown_plants"], {"plants": list(plants)})).fetchall()
    if rows:
        raise UnknownPlants(plants=", ".join(row["wanted"] for row in rows))


# For the CLI and the demo, over a connection of the owner ---------------------------------------------------------


def create_organization(
    connection: psycopg.Connection[Any],
    slug: str,
    name: str,
    *,
    plants: Sequence[str] = ("main",),
    time_zone: str = "UTC",
    day_starts_at: str = "06:00",
) -> UUID:
    """An organization with its plants; answers its id. Refuses `OrganizationExists`."""
    organization = uuid7()
    try:
        with connection.transaction(), connection.cursor() as cursor:
            act_as_app(connection, organization)
            cursor.execute(_sql["create_organization"], {"slug": slug, "name": name})
            for plant in plants:
                row = {"plant": plant, "name": plant, "time_zone": time_zone, "day_starts_at": day_starts_at}
                cursor.execute(_sql["open_plant"], {"user": None, **row})
    except psycopg.errors.UniqueViolation:
        raise OrganizationExists(slug=slug) from None
    return organization


def find_organization(connection: psycopg.Connection[Any], slug: str) -> UUID | None:
    """The organization of that short name, None when there is none. Over a connection of the owner."""
    with connection.transaction():
        act_as_worker(connection)
        row = connection.execute(_sql["find_organization"], {"slug": slug}).fetchone()
    return row[0] if row else None


def organization_slugs(connection: psycopg.Connection[Any]) -> list[str]:
    """The short names of every organization, sorted. Over a connection of the owner."""
    with connection.transaction():
        act_as_worker(connection)
        return [row[0] for row in connection.execute(_sql["list_slugs"])]


def create_user(
    connection: psycopg.Connection[Any],
    organization_id: UUID,
    login: str,
    *,
    name: str,
    password: str,
    role: str,
    plants: Sequence[str] = (),
) -> UUID:
    """A person who can sign in; answers their id. Refuses `LoginTaken`."""
    user = uuid7()
    row = {
        "user_id": user, "login": login.lower(), "name": name, "password_hash": hash_password(password),
        "role": role, "plants": list(plants), "email": None,
    }  # fmt: skip
    try:
        with connection.transaction(), connection.cursor() as cursor:
            act_as_app(connection, organization_id)
            cursor.execute(_sql["create_user"], row)
    except psycopg.errors.UniqueViolation:
        raise LoginTaken(login=login) from None
    return user
