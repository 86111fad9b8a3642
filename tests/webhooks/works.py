"""An organization with webhooks: facts are told, noted by the outbox, and sent, each step when a test says so."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from tests.conftest import Organization
from tests.spine import append, event, sequence
from unison.infrastructure import database
from unison.infrastructure.database import Database
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.lots.domain.facts import LotMoved, LotReceived
from unison.settings import Settings
from unison.shared.time import now
from unison.webhooks.delivering import send_waiting
from unison.webhooks.outbox import OUTBOX
from unison.webhooks.routes import Wanted
from unison.webhooks.subscriptions import Subscriptions

MOVES = ["lots.LotReceived", "lots.LotMoved"]


@dataclass
class Works:
    """One organization in a database. `after` is how far its clock goes before the real one."""

    url: str
    organization: Organization
    settings: Settings
    connection: psycopg.Connection[Any]
    after: timedelta = timedelta()

    def clock(self) -> datetime:
        return now() + self.after

    def ask[T](self, question: Callable[[Subscriptions], Awaitable[T]]) -> T:
        """What an administrator would, in a process of its own."""

        async def answer() -> T:
            pool = Database(self.url, size=2)
            await pool.open()
            try:
                return await question(Subscriptions(pool, self.settings.webhook_private))
            finally:
                await pool.close()

        return asyncio.run(answer())

    def subscribe(self, to: str, *types: str, **other: Any) -> tuple[UUID, str]:
        """A webhook's id and its secret."""
        from_number = other.pop("from_number", None)
        told = {"name": f"to {to}"[:60], "url": to, "types": list(types or MOVES)} | other
        wanted = Wanted.model_validate(told)
        row, secret = self.ask(lambda subs: subs.create(self.organization, wanted, by=None, from_number=from_number))
        return row["webhook_id"], secret

    def tell(self, lot: str, moves: int = 0, *, version: int = 0, plant: str = "main") -> None:
        """A lot that comes in and is moved so often; from `version` on where it is there already."""
        facts = [] if version else [LotReceived(material="steel", quantity=Decimal(1), unit="kg", plant=plant)]
        facts += [LotMoved(location=f"rack {n}") for n in range(moves)]
        told = [event(f"lots:{lot}", n, fact, meta={"plant": plant}) for n, fact in enumerate(facts, max(version, 1))]
        with database.connect(self.url, "app") as connection:
            append(connection, self.organization.id, *told)

    def note(self) -> None:
        """The feed's reader comes by."""
        sequence(self.url)
        ConsumerWorker(self.connection, OUTBOX).catch_up()

    def send(self, webhook: UUID, *, settings: Settings | None = None) -> None:
        """The webhook's job runs."""
        send_waiting(self.connection, webhook, settings or self.settings, clock=self.clock)

    def deliver(self, webhook: UUID) -> None:
        self.note()
        self.send(webhook)

    def deliveries(self, webhook: UUID) -> list[dict[str, Any]]:
        """In the order of the feed."""
        return self._rows("SELECT * FROM unison.webhook_deliveries WHERE webhook_id = %s ORDER BY seq", webhook)

    def states(self, webhook: UUID) -> list[str]:
        return [each["state"] for each in self.deliveries(webhook)]

    def webhook(self, webhook: UUID) -> dict[str, Any]:
        (row,) = self._rows("SELECT * FROM unison.webhooks WHERE webhook_id = %s", webhook)
        return row

    def _rows(self, query: Any, webhook: UUID) -> list[dict[str, Any]]:
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query, (webhook,)).fetchall()


def local_settings(data: Path) -> Settings:
    return Settings.model_validate({"data": data, "webhook_private": "127.0.0.0/8, ::1/128"})
