"""Signed heads: that an organization's feed was so long and said this, signed by a key that the database alone does not give away.

A head is a checkpoint in the form of a signed note (c2sp.org/tlog-checkpoint, c2sp.org/signed-note), which other programs check.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from psycopg.rows import DictRow, dict_row

from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.sql import statements
from unison.infrastructure.verification.tree import WIDTH, Place, root, root_of_tile

_sql = statements("unison.infrastructure.verification", "heads.sql")
_PURPOSE = "head key"
_SIGNER = "unison"
_ED25519 = b"\1"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """Number `seq` of an organization's feed has the hash `chain`, and the tree over all up to it the root `tree`."""

    organization_id: UUID
    seq: int
    chain: bytes
    tree: bytes
    note: str
    """What was signed, with its signature."""
    key: str
    """The key to check it by."""
    signed_at: datetime


def sign_head(
    connection: psycopg.Connection[Any], secret: InstallationSecret, organization: UUID, at: datetime | None = None
) -> SignedHead | None:
    """Signs the head of the feed as it is, unless that is signed already; None for an empty feed. The connection is a worker's, in
    a transaction. Refuses `SealedByAnother`."""
    cursor = connection.cursor(row_factory=dict_row)
    head = cursor.execute(_sql["find_head"], {"organization": organization}).fetchone()
    if head is None:
        return None
    if (signed := latest_head(connection, organization)) is not None and signed.seq == head["seq"]:
        return signed
    _keep_nodes(cursor, organization, head["seq"])
    tree = root(head["seq"], lambda place: _read(cursor, organization, place))
    private, at = _key(cursor, secret), at or datetime.now(UTC)
    public = private.public_key().public_bytes_raw()
    note = _signed(private, public, _told(organization, head["seq"], head["hash"], tree, at))
    told = {"organization": organization, "seq": head["seq"], "chain": head["hash"], "tree": tree, "note": note}
    cursor.execute(_sql["add_head"], told | {"key": key_text(public), "at": at})
    return SignedHead(organization, head["seq"], head["hash"], tree, note, key_text(public), at)


def latest_head(connection: psycopg.Connection[Any], organization: UUID) -> SignedHead | None:
    heads = signed_heads(connection, organization)
    return heads[-1] if heads else None


def signed_heads(connection: psycopg.Connection[Any], organization: UUID) -> Sequence[SignedHead]:
    """All of an organization, in their order."""
    rows = connection.cursor(row_factory=dict_row).execute(_sql["list_heads"], {"organization": organization})
    return [SignedHead(**row) for row in rows.fetchall()]


def head_fault(head: SignedHead) -> str | None:
    """What is wrong with a head in itself; None where its signature is good and it says what stands beside it."""
    text, _, signature = head.note.rpartition("\n— ")
    public = base64.b64decode(head.key.split("+", 2)[2])[1:]
    said = base64.b64decode(signature.strip().partition(" ")[2])
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(said[4:], text.encode())
    except (InvalidSignature, ValueError):
        return "its signature is not that of its key"
    if text != _told(head.organization_id, head.seq, head.chain, head.tree, head.signed_at):
        return "it is not what was signed"
    return None


def key_text(public: bytes) -> str:
    """A verifier key as signed notes have it: name, the key's hash, and the key."""
    return f"{_SIGNER}+{_key_hash(public).hex()}+{base64.b64encode(_ED25519 + public).decode()}"


def _told(organization: UUID, seq: int, chain: bytes, tree: bytes, at: datetime) -> str:
    """What is signed: origin, how many facts, the root of the tree over them; then the hash of the last one, and when."""
    moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    return f"unison/{organization}\n{seq}\n{base64.b64encode(tree).decode()}\nchain {chain.hex()}\nat {moment}\n"


def _signed(private: Ed25519PrivateKey, public: bytes, text: str) -> str:
    signature = base64.b64encode(_key_hash(public) + private.sign(text.encode())).decode()
    return f"{text}\n— {_SIGNER} {signature}\n"


def _key_hash(public: bytes) -> bytes:
    return sha256(_SIGNER.encode() + b"\n" + _ED25519 + public).digest()[:4]


def _key(cursor: psycopg.Cursor[DictRow], secret: InstallationSecret) -> Ed25519PrivateKey:
    """The key of the installation, made at the first head."""
    row = cursor.execute(_sql["find_key"]).fetchone()
    if row is not None:
        return Ed25519PrivateKey.from_private_bytes(secret.open(_PURPOSE, row["sealed"]))
    made = Ed25519PrivateKey.generate()
    sealed = secret.seal(_PURPOSE, made.private_bytes_raw())
    cursor.execute(_sql["add_key"], {"key": key_text(made.public_key().public_bytes_raw()), "sealed": sealed})
    return made


def _keep_nodes(cursor: psycopg.Cursor[DictRow], organization: UUID, size: int) -> None:
    """Keeps the nodes of whole subtrees that came to be since the last time."""
    level, count = 0, size
    while (count := count // WIDTH) > 0:
        there = (
            cursor.execute(_sql["count_nodes"], {"organization": organization, "level": level + 1}).fetchone() or {}
        )["count"]
        for number in range(there, count):
            below = _row(cursor, organization, level, number)
            told = {"organization": organization, "level": level + 1, "number": number}
            cursor.execute(_sql["keep_node"], told | {"hash": root_of_tile(below, level)})
        level += 1


def _row(cursor: psycopg.Cursor[DictRow], organization: UUID, level: int, number: int) -> list[bytes]:
    asked = {"organization": organization, "level": level, "first": number * WIDTH, "last": number * WIDTH + WIDTH - 1}
    rows = cursor.execute(_sql["list_leaves" if level == 0 else "list_nodes"], asked).fetchall()
    return [row["hash"] for row in rows]


def _read(cursor: psycopg.Cursor[DictRow], organization: UUID, place: Place) -> bytes:
    level, number = place
    asked = {"organization": organization, "level": level, "first": number, "last": number}
    found = cursor.execute(_sql["list_leaves" if level == 0 else "list_nodes"], asked).fetchone() or {}
    return found["hash"]
