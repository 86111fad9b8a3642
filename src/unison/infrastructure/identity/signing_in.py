"""How a person proves who they are: by a password."""

import asyncio
from uuid import UUID
from weakref import WeakValueDictionary

from psycopg.rows import DictRow

from unison.infrastructure.access import AccountDisabled, Principal
from unison.infrastructure.database import Database
from unison.infrastructure.identity.sessions import Sessions, SignedIn
from unison.infrastructure.identity.writing import known, one, within
from unison.infrastructure.security_log import Kind, note
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import Passwords
from unison.shared.errors import RuleRefusal, ThrottledRefusal, UnauthenticatedRefusal

FAILURES_ALLOWED = 5
"""Wrong passwords of one login within the window; the next try is refused until the oldest has left it."""

FAILURE_WINDOW_S = 300

_NOBODY = UUID(int=0)
"""Stands for every organization that does not exist, so that guessing at those is slowed down the same way."""

_sql = statements("unison.infrastructure.identity", "signing_in.sql")


class WrongLogin(UnauthenticatedRefusal, code="wrong_login"):
    """Organization, login or password is wrong."""


class TooManyLogins(ThrottledRefusal, code="too_many_logins"):
    """Too many wrong passwords for this login. Wait {seconds} s and try again."""


class WrongPassword(RuleRefusal, code="wrong_password"):
    """The current password is wrong."""


class SigningIn:
    """Signs people in. One per process."""

    def __init__(self, database: Database, passwords: Passwords, sessions: Sessions) -> None:
        self._database, self._passwords, self._sessions = database, passwords, sessions
        self._turns: WeakValueDictionary[tuple[UUID, str], asyncio.Lock] = WeakValueDictionary()

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
        async with within(self._database, organization) as cursor:
            failures = await one(await cursor.execute(_sql["count_failures"], asked))
            found = await (await cursor.execute(_sql["find_login"], asked)).fetchone()
        account = found["user_id"] if found else None
        if failures["failures"] >= FAILURES_ALLOWED:
            await note(Kind.sign_in_throttled, organization=organization, account=account)
            raise TooManyLogins(seconds=max(failures["wait_s"], 1))
        right = await self._passwords.matches(found["password_hash"] if found else None, password)
        async with within(self._database, organization) as cursor:
            if not right or found is None:
                await cursor.execute(_sql["forget_old_failures"], asked)
                await cursor.execute(_sql["note_failure"], asked)
            else:
                await cursor.execute(_sql["forget_failures"], asked)
        if not right or found is None:
            await note(Kind.sign_in_failed, organization=organization, account=account, reason="wrong_login")
            raise WrongLogin
        if found["disabled"]:
            await note(Kind.sign_in_failed, organization=organization, account=account, reason="account_disabled")
            raise AccountDisabled
        begun = await self._sessions.begin(organization, found["user_id"])
        await note(Kind.signed_in, organization=organization, account=account, by="password")
        return begun

    async def _organization(self, slug: str) -> UUID | None:
        async with self._database.pool.connection() as connection:
            asked = {"slug": slug.lower()}
            row = await (await connection.execute(_sql["find_organization_of_slug"], asked)).fetchone()
        return row[0] if row else None

    async def me(self, who: Principal) -> DictRow:
        async with within(self._database, who.organization_id) as cursor:
            return await known(await cursor.execute(_sql["show_me"], {"user_id": who.account_id}))

    async def change_password(self, who: Principal, current: str, new: str) -> None:
        """One's own, proved by the current one. Every other session of this person ends."""
        me = {"user_id": who.account_id}
        async with within(self._database, who.organization_id) as cursor:
            stored = await known(await cursor.execute(_sql["find_password"], me))
        if not await self._passwords.matches(stored["password_hash"], current):
            raise WrongPassword
        hashed = await self._passwords.hash(new)
        async with within(self._database, who.organization_id) as cursor:
            await cursor.execute(_sql["change_password"], me | {"password_hash": hashed})
        await self._sessions.end_others(who.organization_id, who.account_id, who.session_id)

    async def change_email(self, who: Principal, email: str | None) -> None:
        """One's own address for mail; None: nowhere."""
        told = {"user_id": who.account_id, "email": email}
        async with within(self._database, who.organization_id) as cursor:
            await known(await cursor.execute(_sql["change_email"], told))
