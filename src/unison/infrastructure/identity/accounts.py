"""The people of an organization, over a connection of the owner: for the command line, the demo and the first of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
import psycopg
from uuid_utils.compat import uuid7

from unison.infrastructure.database import act_as_app
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import hash_password
from unison.shared.errors import RuleRefusal

_sql = statements("unison.infrastructure.identity", "accounts.sql")


class LoginInUse(RuleRefusal, code="login_in_use"):
    """There is a login {login} already. Choose another one."""


def person_of_login(connection: psycopg.Connection[Any], organization_id: UUID, login: str) -> UUID | None:
    """Who signs in by that name, if anybody does."""
    with connection.transaction():
        act_as_app(connection, organization_id)
        row = connection.execute(_sql["find_person_of_login"], {"login": login.strip().lower()}).fetchone()
    return row[0] if row else None


def create_user(
    connection: psycopg.Connection[Any],
    organization_id: UUID,
    login: str,
    *,
    name: str,
    password: str,
    role: str,
    plants: Sequence[str] = (),
    must_change_password: bool = False,
) -> UUID:
    """A person who can sign in, added as the command `people.add` does; answers their id. Refuses `LoginInUse`."""
    user = uuid7()
    told = {
        "user": str(user), "login": login.lower(), "name": name, "password_hash": hash_password(password),
        "must_change": must_change_password,
        "assignments": orjson.dumps([{"role": role, "plants": sorted(plants)}]).decode(),
    }  # fmt: skip
    try:
        with connection.transaction():
            act_as_app(connection, organization_id)
            connection.execute(_sql["add_person"], told)
    except psycopg.errors.UniqueViolation:
        raise LoginInUse(login=login) from None
    return user
