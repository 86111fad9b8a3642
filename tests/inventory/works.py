"""A store with materials and an order, in the real database: commands in, states out."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Organization
from tests.spine import count, new_command, tell
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.lots.domain.state import LOT, Lot
from unison.shared.commands import Command
from unison.shared.errors import Refusal
from unison.shared.ports import Aggregate
from unison.work_orders.domain.state import WORK_ORDER

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
EVENTS = "SELECT count(*) FROM unison.events WHERE organization_id = %s"


@dataclass
class Works:
    """Commands in, states out. Every command is decided by a process of its own, so from what the store has."""

    url: str
    organization: Organization

    def send(self, *commands: Command) -> None:
        tell(self.url, self.organization.id, *commands)

    def refused(self, kind: type[Refusal], command: Command, saying: str = "") -> None:
        """The refusal, and nothing told anywhere."""
        before = count(self.url, EVENTS, self.organization.id)
        with pytest.raises(kind) as refused:
            self.send(command)
        assert saying in refused.value.message
        assert "not given)" not in refused.value.message
        assert count(self.url, EVENTS, self.organization.id) == before

    def state(self, aggregate: Aggregate[Any], key: str) -> Any:
        async def load() -> Any:
            pool = Database(self.url, size=1)
            await pool.open()
            try:
                return (await EventStore(pool.pool).load(self.organization.id, aggregate, key)).state
            finally:
                await pool.close()

        return asyncio.run(load())

    def lot(self, key: str) -> Lot | None:
        return self.state(LOT, key)

    def on_hand(self, *keys: str) -> list[Decimal | None]:
        return [lot.quantity if (lot := self.lot(key)) else None for key in keys]

    def taken(self) -> dict[str, Decimal]:
        return dict(self.state(WORK_ORDER, "WO-1").taken)


def received(**told: Any) -> Command:
    return new_command("lots.receive", occurred_at=AT, **told)


def consume(**told: Any) -> Command:
    return new_command("work_orders.consume_lot", **{"work_order": "WO-1", "occurred_at": AT} | told)


def output(**told: Any) -> Command:
    return new_command("work_orders.record_output_lot", work_order="WO-1", **told)


def backflush(*lots_given: str, pcs: int = 10, **told: Any) -> Command:
    wished = {"quantity_pcs": pcs, "lots": lots_given, "location": "Rack 1", "occurred_at": AT} | told
    return new_command("work_orders.backflush", **{"work_order": "WO-1"} | wished)
