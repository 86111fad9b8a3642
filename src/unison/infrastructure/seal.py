"""The seal on what the application says to the database of its organization: `unison.is_sealed` asks for it.

Row security shows the rows of the organization that a transaction has set. Whoever can have the database carry out a statement
could set another; with the seal alone it is believed, and the seal is made outside of the database, for one connection, by the
secret of the installation.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg

from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure", "seal.sql")

_BLOCK = 64
"""Bytes that SHA-256 takes at a time, to which HMAC fills its key."""

_NOBODY = UUID(int=0)


class _Keyring:
    key: bytes | None = None


def seal_by(key: bytes | None) -> None:
    """From here on this process seals by the key, of 32 bytes; by None it seals nothing, as the owner of the database need not."""
    _Keyring.key = key


def seal(
    connection: psycopg.Connection[Any] | psycopg.AsyncConnection[Any], organization: UUID, plants: str = ""
) -> str:
    """What goes with the organization, and with the plants as they are listed, on this connection; empty without a key."""
    if _Keyring.key is None:
        return ""
    told = f"{organization}|{plants}|{connection.info.backend_pid}"
    return hmac.digest(_Keyring.key, told.encode(), sha256).hex()


def entering(
    connection: psycopg.Connection[Any] | psycopg.AsyncConnection[Any], organization: UUID, plants: Sequence[str] = ()
) -> dict[str, Any]:
    """What a statement that enters an organization is given."""
    listed = _listed(plants)
    return {"organization": organization, "plants": listed, "seal": seal(connection, organization, listed)}


def put_key(connection: psycopg.Connection[Any], key: bytes) -> None:
    """The database asks for seals by this key from here on. The connection is the owner's."""
    connection.execute(_sql["put_key"], _pads(key))


def put_first_key(connection: psycopg.Connection[Any], key: bytes) -> None:
    """As `put_key`, where the database has none yet: another is not replaced by whoever happens to start."""
    connection.execute(_sql["put_first_key"], _pads(key))


def _pads(key: bytes) -> dict[str, bytes]:
    filled = key.ljust(_BLOCK, b"\0")
    return {name: bytes(byte ^ with_ for byte in filled) for name, with_ in (("inner", 0x36), ("outer", 0x5C))}


def is_sealed(connection: psycopg.Connection[Any]) -> bool:
    """Whether the database takes the seals of this process."""
    with connection.transaction(force_rollback=True):
        connection.execute(_sql["enter_nowhere"], entering(connection, _NOBODY))
        return connection.execute(_sql["find_whether_sealed"]).fetchone() == (True,)


def _listed(plants: Sequence[str]) -> str:
    """As PostgreSQL reads an array; nothing where there is none."""
    quoted = ('"' + plant.replace("\\", "\\\\").replace('"', '\\"') + '"' for plant in plants)
    return "{" + ",".join(quoted) + "}" if plants else ""
