"""Who the service is to the database: groups that may something and own no fact, and logins that are members of them.

| group | may | logs in as |
|---|---|---|
| `unison_app` | what requests need, in one organization | the API |
| `unison_worker` | sequence and project, for every organization | the workers |
| `unison_builder` | own the read models, which can be made anew | the workers, to rebuild |
| `unison_analyst` | what the app may, and read sealed files | the API, for that alone |

The owner of the database makes them when it migrates, where it may; else `RightMissing` says what its administrator is to run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict

from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure", "roles.sql")

GROUPS = ("unison_app", "unison_worker", "unison_builder", "unison_analyst")

_WITHIN = (("unison_builder", "unison_worker"), ("unison_analyst", "unison_app"))
"""Groups that may all that another may: who makes a read model fills it too."""

_OF_API = ("unison_app",)
_OF_WORKER = ("unison_worker", "unison_app", "unison_builder")


class RightMissing(Exception):
    """The owner may not make what the service needs."""

    def __init__(self, owner: str, database: str, wanted: Sequence[str]) -> None:
        self.wanted = tuple(wanted)
        super().__init__(
            f"{owner}, the owner of the database {database}, may not make the roles of the service. Let an administrator of the"
            f" server run this, and try again: {' '.join(wanted)}"
        )


@dataclass(frozen=True, slots=True)
class Logins:
    """The URLs of one database, by who signs in. `owner` is None where only the service is known; `analyst`, where no sealed
    files can be read."""

    owner: str | None
    api: str
    worker: str
    analyst: str | None = None


def make_groups(connection: psycopg.Connection[Any]) -> None:
    """Makes the groups that are missing, and has the owner be a member of each. The connection is the owner's. Raises
    `RightMissing`."""
    _carry_out(connection, _made_groups(connection))


def _made_groups(connection: psycopg.Connection[Any]) -> list[tuple[sql.Composed, sql.Composed]]:
    owner, _, _ = _owner(connection)
    there = _there(connection, GROUPS)
    wanted = [_say("create_group", role=group) for group in GROUPS if group not in there]
    wanted += [_say("grant_group", group=group, role=owner) for group in _lacking(connection, owner, GROUPS)]
    for role, group in _WITHIN:
        wanted += [_say("grant_group", group=each, role=role) for each in _lacking(connection, role, (group,))]
    return [(each, each) for each in wanted]


def owns_database(connection: psycopg.Connection[Any]) -> bool:
    """Whether whoever signed in is the owner of the database, or may all that the owner may."""
    return connection.execute(_sql["find_whether_owner"]).fetchone() == (True,)


def close_database(connection: psycopg.Connection[Any]) -> None:
    """Only the service's own roles come into the database. The connection is the owner's."""
    connection.execute(_sql["close_database"])
    if _owner(connection)[1]:
        connection.execute(_sql["grant_statistics"])


def make_logins(connection: psycopg.Connection[Any], logins: Logins) -> list[str]:
    """Makes the groups and those who sign in by the URLs, with their passwords, as members of them; names the logins that it made
    or changed.

    One whose URL is the owner's is left as it is. The connection is the owner's. Raises `RightMissing`.
    """
    owner, _, _ = _owner(connection)
    wanted = _made_groups(connection)
    changed: list[str] = []
    for url, groups in ((logins.api, _OF_API), (logins.worker, _OF_WORKER), (logins.analyst, ())):
        name = conninfo_to_dict(url or "").get("user")
        if url is None or name is None or name == owner:
            continue
        made = _made_login(connection, url, str(name))
        made += [(grant, grant) for grant in _grants(connection, str(name), groups)]
        changed += [str(name)] if made else []
        wanted += made
    _carry_out(connection, wanted)
    return changed


def _made_login(connection: psycopg.Connection[Any], url: str, name: str) -> list[tuple[sql.Composed, sql.Composed]]:
    """What makes the login, or gives it the password of its URL; as it is carried out, and as it is told: without the password."""
    if _signs_in(url):
        return []
    password = conninfo_to_dict(url).get("password")
    known = name in GROUPS or bool(_there(connection, [name]))
    if password is None:
        return [] if known else [(made := _say("create_login_without_password", role=name), made)]
    verifier = connection.pgconn.encrypt_password(str(password).encode(), name.encode(), b"scram-sha-256").decode()
    statement = "change_login" if known else "create_login"
    given = sql.SQL(_sql[statement]).format(role=sql.Identifier(name), password=sql.Literal(verifier))
    told = sql.SQL(_sql[statement]).format(role=sql.Identifier(name), password=sql.Literal("the one of its URL"))
    return [(given, told)]


def _signs_in(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def _grants(connection: psycopg.Connection[Any], name: str, groups: Sequence[str]) -> list[sql.Composed]:
    return [_say("grant_group", group=group, role=name) for group in _lacking(connection, name, groups)]


def _there(connection: psycopg.Connection[Any], names: Sequence[str]) -> set[str]:
    return {name for (name,) in connection.execute(_sql["find_roles"], {"names": list(names)}).fetchall()}


def _lacking(connection: psycopg.Connection[Any], role: str, groups: Sequence[str]) -> list[str]:
    """In the order of `groups`; those that are not there yet are lacking too."""
    asked = {"role": role, "groups": list(groups)}
    has = {group for (group,) in connection.execute(_sql["list_groups_of"], asked).fetchall()}
    return [group for group in groups if group not in has]


def _say(statement: str, **roles: str) -> sql.Composed:
    return sql.SQL(_sql[statement]).format(**{name: sql.Identifier(role) for name, role in roles.items()})


def _carry_out(connection: psycopg.Connection[Any], wanted: Sequence[tuple[sql.Composed, sql.Composed]]) -> None:
    """All or nothing. The second of each is what an administrator is told."""
    try:
        with connection.transaction():
            for statement, _ in wanted:
                connection.execute(statement)
    except errors.InsufficientPrivilege as error:
        owner, _, database = _owner(connection)
        raise RightMissing(owner, database, [f"{told.as_string(connection)};" for _, told in wanted]) from error


def _owner(connection: psycopg.Connection[Any]) -> tuple[str, bool, str]:
    """Who the connection is, whether a superuser, and the database's name."""
    row = connection.execute(_sql["read_owner"]).fetchone()
    assert row is not None  # noqa: S101 - whoever is connected has a role
    return row
