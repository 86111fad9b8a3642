"""The keys that tokens and links are signed with. They lie in the database, sealed by the secret of the installation, so that
every process has the same; or in a file that a setting names.

One key signs; those before it verify until the last that they signed has ended. Each has a name, its `kid`: the thumbprint of
RFC 7638.
"""

import base64
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from psycopg.rows import DictRow, dict_row

from unison.infrastructure.database import Database, act_as_app
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.security_log import NOBODY, Kind, note, note_over
from unison.infrastructure.sql import statements
from unison.shared.errors import RuleRefusal, UnknownRefusal

_PURPOSE = "signing key"
_PEM_END = b"-----END PRIVATE KEY-----"
_sql = statements("unison.infrastructure", "signing_keys.sql")


class KeyFileUnreadable(RuleRefusal, code="key_file_unreadable"):
    """The file of signing keys {where} holds no Ed25519 key in PEM, or cannot be read. Make one with
    `openssl genpkey -algorithm ed25519`."""


class KeysInFile(RuleRefusal, code="keys_in_file"):
    """The signing keys are those of the file {where}. Put a new one in front of the others there; processes read it within
    seconds."""


class UnknownKey(UnknownRefusal, code="unknown_key"):
    """There is no signing key {kid} that still verifies. `unison keys` lists them."""


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """The key that signs, under its `kid`, and all that verify."""

    kid: str
    private: Ed25519PrivateKey
    verifying: Mapping[str, Ed25519PublicKey]

    @classmethod
    def of(cls, *private: Ed25519PrivateKey) -> "SigningKeys":
        """The first signs."""
        known = {kid_of(each.public_key()): each.public_key() for each in private}
        return cls(next(iter(known)), private[0], known)

    def jwks(self) -> dict[str, list[dict[str, str]]]:
        """The public keys as a JSON Web Key Set (RFC 7517)."""
        return {
            "keys": [
                _jwk(public) | {"kid": kid, "use": "sig", "alg": "EdDSA"} for kid, public in self.verifying.items()
            ]
        }


type Load = Callable[[], Awaitable[SigningKeys]]
"""Reads the keys as they are now."""


def kid_of(public: Ed25519PublicKey) -> str:
    said = json.dumps(_jwk(public), separators=(",", ":"), sort_keys=True).encode()
    return _base64(sha256(said).digest())


def _jwk(public: Ed25519PublicKey) -> dict[str, str]:
    return {"crv": "Ed25519", "kty": "OKP", "x": _base64(public.public_bytes_raw())}


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def keys_of_file(file: Path) -> Load:
    """The private keys of a PEM file; the first signs. Refuses `KeyFileUnreadable`."""

    async def load() -> SigningKeys:
        return _read(file)

    return load


def _read(file: Path) -> SigningKeys:
    try:
        parts = [part + _PEM_END for part in file.read_bytes().split(_PEM_END)[:-1]]
        found = [load_pem_private_key(part.strip(), None) for part in parts]
    except (OSError, ValueError, TypeError) as error:
        raise KeyFileUnreadable(where=file) from error
    keys = [each for each in found if isinstance(each, Ed25519PrivateKey)]
    if not keys or len(keys) < len(found):
        raise KeyFileUnreadable(where=file)
    return SigningKeys.of(*keys)


def keys_of_database(database: Database, secret: InstallationSecret) -> Load:
    """The keys of the database; where there is none the first is made. Refuses `SealedByAnother`."""

    async def load() -> SigningKeys:
        made: str | None = None
        async with database.pool.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
            rows = await (await cursor.execute(_sql["list_verifying"])).fetchall()
            if not rows or rows[0]["until"] is not None:
                new = _new_key(secret)
                made = new["kid"] if (await cursor.execute(_sql["add_key"], new)).rowcount else None
                rows = await (await cursor.execute(_sql["list_verifying"])).fetchall()
        if made is not None:
            await note(Kind.keys_made, organization=None, key=made)
        return SigningKeys.of(*(_opened(secret, row) for row in rows))

    return load


def _new_key(secret: InstallationSecret) -> dict[str, Any]:
    private = Ed25519PrivateKey.generate()
    return {"kid": kid_of(private.public_key()), "sealed": secret.seal(_PURPOSE, private.private_bytes_raw())}


def _opened(secret: InstallationSecret, row: DictRow) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret.open(_PURPOSE, row["sealed"]))


# Over a connection of the owner -----------------------------------------------------------------------------------


def keys_over(connection: psycopg.Connection[Any], secret: InstallationSecret) -> SigningKeys:
    """The keys of the database; where there is none the first is made. Refuses `SealedByAnother`."""
    connection.execute(_sql["add_key"], _new_key(secret))
    return SigningKeys.of(*(_opened(secret, row) for row in list_keys(connection)))


def list_keys(connection: psycopg.Connection[Any]) -> Sequence[DictRow]:
    """Those that sign or verify, the one that signs first: `kid`, `made_at`, `until`."""
    return connection.cursor(row_factory=dict_row).execute(_sql["list_verifying"]).fetchall()


def rotate(connection: psycopg.Connection[Any], secret: InstallationSecret, longest: timedelta) -> str:
    """Another key signs from now on; those before it verify for `longest` more, the life of what they signed. Answers its kid."""
    new = _new_key(secret)
    with connection.transaction():
        connection.execute(_sql["retire_keys"], {"longest": longest})
        connection.execute(_sql["add_key"], new)
        connection.execute(_sql["forget_ended_keys"])
        _tell(connection, Kind.keys_rotated, new["kid"])
    return new["kid"]


def revoke(connection: psycopg.Connection[Any], secret: InstallationSecret, kid: str) -> None:
    """What this key signed is worth nothing any more. If it signed, another one does. Refuses `UnknownKey`."""
    with connection.transaction():
        if connection.execute(_sql["remove_key"], {"kid": kid}).rowcount == 0:
            raise UnknownKey(kid=kid)
        connection.execute(_sql["add_key"], _new_key(secret))
        _tell(connection, Kind.keys_revoked, kid)


def _tell(connection: psycopg.Connection[Any], kind: Kind, kid: str) -> None:
    """The keys are of no organization: who has the command line reads of them."""
    act_as_app(connection, NOBODY)
    note_over(connection, kind, organization=NOBODY, key=kid)


def seal_anew(connection: psycopg.Connection[Any], secret: InstallationSecret) -> int:
    """Seals by the present secret what earlier ones sealed; answers how many keys that were."""
    rows = list_keys(connection)
    with connection.transaction():
        for row in rows:
            sealed = secret.seal(_PURPOSE, _opened(secret, row).private_bytes_raw())
            connection.execute(_sql["replace_sealed"], {"kid": row["kid"], "sealed": sealed})
    return len(rows)
