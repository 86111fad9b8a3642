"""The keys of machine accounts: how one is made, and how whoever sends one is known without asking the database."""

import asyncio
import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import structlog
from psycopg.rows import DictRow

from unison.infrastructure.access import Access
from unison.infrastructure.database import Database
from unison.infrastructure.identity.writing import within
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import Claims
from unison.shared.errors import UnauthenticatedRefusal
from unison.shared.ports import Viewer

BEGINNING = "unison_"
"""What every key begins with, and no access token does."""

USE_NOTED_S = 60.0
"""How often the use of a key is noted, in seconds."""

_VISIBLE_BITS = 60
_SECRET_BYTES = 32

log = structlog.get_logger()
_sql = statements("unison.infrastructure.identity", "machine_accounts.sql")


class KeyRefused(UnauthenticatedRefusal, code="machine_key_refused"):
    """This key of a machine account is not one of ours, was revoked or has expired. Ask an administrator for another one."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """`visible` may be seen; `whole` is told once, and of it `fingerprint` is kept."""

    visible: str
    whole: str

    @property
    def fingerprint(self) -> bytes:
        return fingerprint_of(self.whole)


def new_key(organization: UUID) -> NewKey:
    """`unison_VISIBLE_SECRET`. Its secret begins with the organization, so that it is known whose keys to look at."""
    visible = base64.b32encode(secrets.token_bytes(8)).decode().lower()[: _VISIBLE_BITS // 5]
    secret = base64.urlsafe_b64encode(organization.bytes + secrets.token_bytes(_SECRET_BYTES)).decode()
    return NewKey(visible, f"{BEGINNING}{visible}_{secret}")


def fingerprint_of(key: str) -> bytes:
    """What is kept of a key. It has 256 random bits, so a plain hash cannot be searched."""
    return hashlib.sha256(key.encode()).digest()


def parts_of(key: str) -> tuple[UUID, str] | None:
    """The organization and the visible part that a key names; None when it cannot be one of ours. Proves nothing."""
    visible, _, secret = key.removeprefix(BEGINNING).partition("_")
    try:
        raw = base64.b64decode(secret.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return (UUID(bytes=raw[:16]), visible) if visible and len(raw) == 16 + _SECRET_BYTES else None


class MachineKeys:
    """Knows machine accounts by their keys. One per process."""

    def __init__(self, database: Database, access: Access) -> None:
        self._database, self._access = database, access
        self._noted: dict[tuple[UUID, str], float] = {}
        self._noting: set[asyncio.Task[None]] = set()

    async def verify(self, key: str) -> Claims:
        """What the key says of its bearer. Refuses `KeyRefused`."""
        named = parts_of(key)
        if named is None:
            raise KeyRefused
        organization, visible = named
        known = await self._access.key(organization, visible)
        now = datetime.now(UTC)
        if known is None or not hmac.compare_digest(known.fingerprint, fingerprint_of(key)) or not known.is_good():
            raise KeyRefused
        self._note_use(organization, visible)
        return Claims(
            organization_id=organization,
            account_id=known.account_id,
            session_id=known.session_id,
            kind="machine",
            station_id=None,
            issued_at=now,
            expires_at=known.expires_at or now + timedelta(days=365),
        )

    def _note_use(self, organization: UUID, visible: str) -> None:
        """Once a minute at most, and never in the way of the request."""
        if time.monotonic() - self._noted.get((organization, visible), -USE_NOTED_S) < USE_NOTED_S:
            return
        self._noted[organization, visible] = time.monotonic()
        noting = asyncio.create_task(self._keep_use(organization, visible))
        self._noting.add(noting)
        noting.add_done_callback(self._noting.discard)

    async def _keep_use(self, organization: UUID, visible: str) -> None:
        try:
            async with within(self._database, organization) as cursor:
                await cursor.execute(_sql["note_use_of_key"], {"key": visible})
        except (psycopg.Error, OSError) as error:
            log.warning("machine_keys.use_not_noted", key=visible, error=str(error))


async def machine_accounts(database: Database, viewer: Viewer, *, limit: int, offset: int) -> Sequence[DictRow]:
    """The accounts with their keys, by name."""
    async with database.reading(viewer) as cursor:
        return await (
            await cursor.execute(_sql["list_machine_accounts"], {"limit": limit, "offset": offset})
        ).fetchall()
