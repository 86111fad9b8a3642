"""The people of an organization, as accounts that sign in."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import DictRow
from uuid_utils.compat import uuid7

from unison.infrastructure.access import Access
from unison.infrastructure.database import Database, act_as_app
from unison.infrastructure.identity.writing import known, one, within
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import Passwords, hash_password
from unison.shared.errors import RuleRefusal, UnknownRefusal

_sql = statements("unison.infrastructure.identity", "accounts.sql")


class LoginTaken(RuleRefusal, code="login_taken"):
    """There is a login {login} already. Choose another one."""


class UnknownPlants(UnknownRefusal, code="unknown_plants"):
    """There is no plant {plants}. Create it first."""


class NotYourself(RuleRefusal, code="not_yourself"):
    """You cannot do this to your own account, or nobody might be left to undo it. Ask another administrator."""


class Accounts:
    """Keeps people's accounts. One per process."""

    def __init__(self, database: Database, passwords: Passwords, access: Access) -> None:
        self._database, self._passwords, self._access = database, passwords, access

    async def list_users(self, organization: UUID) -> list[DictRow]:
        async with within(self._database, organization) as cursor:
            return await (await cursor.execute(_sql["list_users"])).fetchall()

    @asynccontextmanager
    async def _changing(self, organization: UUID) -> AsyncGenerator[psycopg.AsyncCursor[DictRow]]:
        """What was changed holds for the next request of this process, and a moment later for those of others."""
        async with within(self._database, organization) as cursor:
            yield cursor
        self._access.changed(organization)

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
        hashed = await self._passwords.hash(password)
        row = {
            "user_id": uuid7(), "login": login.lower(), "name": name, "password_hash": hashed, "role": role,
            "plants": list(plants), "email": email,
        }  # fmt: skip
        try:
            async with self._changing(organization) as cursor:
                await _check_plants(cursor, plants)
                return await one(await cursor.execute(_sql["create_user"], row))
        except psycopg.errors.UniqueViolation:
            raise LoginTaken(login=login) from None

    async def change_email(self, organization: UUID, user_id: UUID, email: str | None) -> DictRow:
        """Where mail goes to; None: nowhere."""
        async with self._changing(organization) as cursor:
            return await known(await cursor.execute(_sql["change_email"], {"user_id": user_id, "email": email}))

    async def change_role(self, organization: UUID, user_id: UUID, role: str, plants: Sequence[str]) -> DictRow:
        """Holds from the next request on."""
        async with self._changing(organization) as cursor:
            await _check_plants(cursor, plants)
            row = {"user_id": user_id, "role": role, "plants": list(plants)}
            return await known(await cursor.execute(_sql["change_role"], row))

    async def disable_user(self, organization: UUID, user_id: UUID) -> DictRow:
        """Ends every sign-in of this person."""
        async with self._changing(organization) as cursor:
            await cursor.execute(_sql["revoke_user"], {"user_id": user_id})
            return await known(await cursor.execute(_sql["disable_user"], {"user_id": user_id}))

    async def enable_user(self, organization: UUID, user_id: UUID) -> DictRow:
        async with self._changing(organization) as cursor:
            return await known(await cursor.execute(_sql["enable_user"], {"user_id": user_id}))

    async def set_password(self, organization: UUID, user_id: UUID, password: str) -> DictRow:
        hashed = await self._passwords.hash(password)
        async with self._changing(organization) as cursor:
            await cursor.execute(_sql["revoke_user"], {"user_id": user_id})
            row = {"user_id": user_id, "password_hash": hashed}
            return await known(await cursor.execute(_sql["set_password"], row))

    async def erase_user(self, organization: UUID, user_id: UUID) -> None:
        """The person is gone. What they did stays, under an id that names nobody."""
        async with self._changing(organization) as cursor:
            await known(await cursor.execute(_sql["erase_user"], {"user_id": user_id}))


async def _check_plants(cursor: psycopg.AsyncCursor[DictRow], plants: Sequence[str]) -> None:
    rows = await (await cursor.execute(_sql["unknown_plants"], {"plants": list(plants)})).fetchall()
    if rows:
        raise UnknownPlants(plants=", ".join(row["wanted"] for row in rows))


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
