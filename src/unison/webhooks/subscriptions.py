"""Webhooks as their administrators see them: subscribed, changed, switched on and off, told again, tried."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString, Protocol
from uuid import UUID

import psycopg
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from uuid_utils.compat import uuid7

from unison.infrastructure.database import Database
from unison.infrastructure.identity.writing import UnknownPlants
from unison.infrastructure.sql import statements
from unison.settings import Network
from unison.shared.errors import BeyondFeed, RuleRefusal, UnknownRefusal
from unison.shared.ports import Viewer
from unison.webhooks.addresses import AddressUnknown, resolve
from unison.webhooks.forms import Form
from unison.webhooks.permission import hash_of, key_of, organization_of
from unison.webhooks.signing import new_secret, shown
from unison.webhooks.trial import TOPIC, stream_of

SQL = statements("unison.webhooks", "subscriptions.sql")

AT_MOST = 50
"""Webhooks of an organization: each costs a look at every fact."""

RESOLVE_S = 5.0


class UnknownWebhook(UnknownRefusal, code="unknown_webhook"):
    """There is no webhook {webhook} in this organization."""


class WebhookNameTaken(RuleRefusal, code="webhook_name_taken"):
    """There is a webhook called {name} already. Choose another name."""


class TooManyWebhooks(RuleRefusal, code="too_many_webhooks"):
    """There are {count} webhooks already, as many as an organization may have. Delete one first."""


class UnknownWebhookDelivery(UnknownRefusal, code="unknown_webhook_delivery"):
    """Nothing with the number {number} waits for this webhook."""


class UnknownPermission(UnknownRefusal, code="unknown_permission"):
    """No webhook waits for its receiver to agree by this address."""


class Subscription(Protocol):
    """What is wanted: see `unison.webhooks.routes.Wanted`."""

    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def types(self) -> Sequence[str]: ...
    @property
    def plants(self) -> Sequence[str]: ...
    @property
    def form(self) -> Form: ...


@dataclass(frozen=True, slots=True)
class LocalAccount:
    """Somebody without an account: at the machine itself, or who agrees by an address. Implements `Viewer`."""

    organization_id: UUID
    plants: tuple[str, ...] = ()


class Subscriptions:
    """The webhooks of organizations; each method acts in the viewer's. `allowed` are networks of our own that they may go to."""

    def __init__(self, database: Database, allowed: Sequence[Network]) -> None:
        self._database = database
        self._allowed = allowed

    async def all(self, viewer: Viewer) -> list[DictRow]:
        async with self._database.reading(viewer, primary=True) as cursor:
            return await _all(cursor, "list", webhook=None)

    async def show(self, viewer: Viewer, webhook: UUID) -> DictRow:
        """Refuses `UnknownWebhook`, as everything here does that names a webhook."""
        async with self._database.reading(viewer, primary=True) as cursor:
            return await _shown(cursor, webhook)

    async def create(
        self,
        viewer: Viewer,
        wanted: Subscription,
        *,
        by: UUID | None,
        from_number: int | None = None,
        off: str | None = None,
    ) -> tuple[DictRow, str]:
        """The webhook, and its secret, which is never told again. It is told what comes from now on, or from a number of the feed
        on; `off` says why it is not switched on yet.

        Refuses what `resolve` does, `WebhookNameTaken`, `TooManyWebhooks`, `UnknownPlants` and `BeyondFeed`.
        """
        await self._judge(wanted.url)
        webhook, secret = uuid7(), new_secret()
        key = key_of(viewer.organization_id, webhook, secret)
        async with self._database.writing(viewer) as cursor:
            await _check_plants(cursor, wanted.plants)
            if (count := (await _one(cursor, "count"))["count"]) >= AT_MOST:
                raise TooManyWebhooks(count=count)
            end_seq = await _end(cursor, from_number)
            told = _told(wanted) | {"webhook": webhook, "by": by, "end_seq": end_seq, "from_number": from_number}
            if not await _all(cursor, "create", **told, permission_hash=hash_of(key), off_reason=off):
                raise WebhookNameTaken(name=wanted.name)
            await cursor.execute(SQL["add_secret"], {"webhook": webhook, "secret": secret})
            if off is None:
                await cursor.execute(SQL["wake"], {"webhook": webhook})
            return await _shown(cursor, webhook), shown(secret)

    async def change(self, viewer: Viewer, webhook: UUID, wanted: Subscription) -> DictRow:
        """What it is from now on. What waits for it still goes to it."""
        await self._judge(wanted.url)
        async with self._database.writing(viewer) as cursor:
            await _check_plants(cursor, wanted.plants)
            try:
                await _known(cursor, "change", webhook, **_told(wanted))
            except psycopg.errors.UniqueViolation:
                raise WebhookNameTaken(name=wanted.name) from None
            await cursor.execute(SQL["wake"], {"webhook": webhook})
            return await _shown(cursor, webhook)

    async def delete(self, viewer: Viewer, webhook: UUID) -> None:
        async with self._database.writing(viewer) as cursor:
            await _known(cursor, "delete", webhook)

    async def rotate_secret(self, viewer: Viewer, webhook: UUID, overlap_h: int) -> str:
        """Another secret, which is never told again. The one before signs too, for so many hours."""
        secret = new_secret()
        permission_hash = hash_of(key_of(viewer.organization_id, webhook, secret))
        async with self._database.writing(viewer) as cursor:
            await _known(cursor, "note_permission_hash", webhook, permission_hash=permission_hash)
            await cursor.execute(SQL["retire_secrets"], {"webhook": webhook, "overlap_h": overlap_h})
            await cursor.execute(SQL["add_secret"], {"webhook": webhook, "secret": secret})
        return shown(secret)

    async def switch_off(self, viewer: Viewer, webhook: UUID, reason: str) -> DictRow:
        async with self._database.writing(viewer) as cursor:
            await cursor.execute(SQL["switch_off"], {"webhook": webhook, "reason": reason})
            return await _shown(cursor, webhook)

    async def switch_on(self, viewer: Viewer, webhook: UUID, *, missed: bool) -> DictRow:
        """With `missed` it goes on where it was switched off, otherwise with what comes from now on."""
        async with self._database.writing(viewer) as cursor:
            await cursor.execute(SQL["switch_on"], {"webhook": webhook, "missed": missed})
            row = await _shown(cursor, webhook)
            await cursor.execute(SQL["wake"], {"webhook": webhook})
            return row

    async def replay(self, viewer: Viewer, webhook: UUID, from_number: int) -> DictRow:
        """Tells everything again from a number of the feed on, and what comes meanwhile after it. Refuses `BeyondFeed`."""
        async with self._database.writing(viewer) as cursor:
            await _shown(cursor, webhook)
            end_seq = await _end(cursor, from_number)
            await _known(cursor, "replay", webhook, from_number=from_number, end_seq=end_seq)
            await cursor.execute(SQL["wake"], {"webhook": webhook})
            return await _shown(cursor, webhook)

    async def try_it(self, viewer: Viewer, webhook: UUID) -> None:
        """Sends an event that tells nothing, also while it is switched off: its outcome is the delivery with the number 0."""
        async with self._database.writing(viewer) as cursor:
            await _known(cursor, "try_it", webhook, stream=stream_of(webhook), topic=TOPIC)
            await cursor.execute(SQL["try_now"], {"webhook": webhook})
            await cursor.execute(SQL["wake"], {"webhook": webhook})

    async def deliveries(
        self, viewer: Viewer, webhook: UUID, *, state: str | None = None, before: int | None = None, limit: int = 100
    ) -> list[DictRow]:
        """The latest first; `before` a number of the feed."""
        async with self._database.reading(viewer, primary=True) as cursor:
            await _shown(cursor, webhook)
            return await _all(cursor, "list_deliveries", webhook=webhook, state=state, before=before, limit=limit)

    async def drop(self, viewer: Viewer, webhook: UUID, number: int) -> None:
        """It is not sent any more, and those that follow in its stream are. Refuses `UnknownWebhookDelivery`."""
        async with self._database.writing(viewer) as cursor:
            await _shown(cursor, webhook)
            if not await _all(cursor, "drop_delivery", webhook=webhook, seq=number):
                raise UnknownWebhookDelivery(number=number)
            await cursor.execute(SQL["wake"], {"webhook": webhook})

    async def permit(self, webhook: UUID, key: str, per_minute: int | None) -> None:
        """Its receiver agrees to be sent to. Refuses `UnknownPermission` unless the key is the one that it was told."""
        if (organization := organization_of(key)) is None:
            raise UnknownPermission
        async with self._database.writing(LocalAccount(organization)) as cursor:
            given = {"webhook": webhook, "permission_hash": hash_of(key), "per_minute": per_minute}
            if not await _all(cursor, "note_permission", **given):
                raise UnknownPermission
            await cursor.execute(SQL["wake"], {"webhook": webhook})

    async def _judge(self, url: str) -> None:
        try:
            async with asyncio.timeout(RESOLVE_S):
                await asyncio.to_thread(resolve, url, self._allowed)
        except TimeoutError:
            raise AddressUnknown(host=url[:200]) from None


def _told(wanted: Subscription) -> dict[str, Any]:
    return {
        "name": wanted.name,
        "url": wanted.url,
        "types": sorted(set(wanted.types)),
        "plants": sorted(set(wanted.plants)),
        "form": wanted.form,
    }


async def _all(cursor: AsyncCursor[DictRow], statement: LiteralString, **given: Any) -> list[DictRow]:
    await cursor.execute(SQL[statement], given)
    return await cursor.fetchall()


async def _one(cursor: AsyncCursor[DictRow], statement: LiteralString, **given: Any) -> DictRow:
    (row,) = await _all(cursor, statement, **given)
    return row


async def _known(cursor: AsyncCursor[DictRow], statement: LiteralString, webhook: UUID, **given: Any) -> None:
    if not await _all(cursor, statement, webhook=webhook, **given):
        raise UnknownWebhook(webhook=webhook)


async def _shown(cursor: AsyncCursor[DictRow], webhook: UUID) -> DictRow:
    if not (found := await _all(cursor, "list", webhook=webhook)):
        raise UnknownWebhook(webhook=webhook)
    return found[0]


async def _check_plants(cursor: AsyncCursor[DictRow], plants: Sequence[str]) -> None:
    known = {row["plant"] for row in await _all(cursor, "find_plants", plants=list(plants))}
    if unknown := [plant for plant in plants if plant not in known]:
        raise UnknownPlants(plants=", ".join(unknown))


async def _end(cursor: AsyncCursor[DictRow], from_number: int | None) -> int:
    """The last number of the feed. Refuses `BeyondFeed` for one after it."""
    end_seq: int = (await _one(cursor, "find_end"))["end_seq"]
    if from_number is not None and from_number > end_seq:
        raise BeyondFeed(position=from_number, end=end_seq)
    return end_seq
