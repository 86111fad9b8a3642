"""What tests of genealogy stand on: commands and facts in, answers out, and a story with something of everything."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.genealogy import PROJECTION
from projections.genealogy.api import LotInFull, Trace, list_lots, show_lot, trace
from tests.spine import AT, append, event
from unison.corrections import application as corrections
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.lots.application import commands as lot_commands
from unison.lots.application import moving
from unison.shared.commands import Command
from unison.shared.events import Fact
from unison.shared.ports import Viewer
from unison.work_orders.application import planning, reporting, stock

BOB = uuid.uuid4()
TABLES = ("movements", "flows", "lots")


@dataclass
class Room:
    """Commands in, traces out, over the real store, feed and projection."""

    url: str
    viewer: Viewer
    runner: asyncio.Runner
    database: Database

    def send(self, *commands: Command, viewer: Viewer | None = None, project: bool = True) -> None:
        use_cases = (
            *planning.USE_CASES, *reporting.USE_CASES, *stock.USE_CASES, *moving.USE_CASES, *corrections.USE_CASES,
        )  # fmt: skip
        handling = CommandHandling(EventStore(self.database.pool), use_cases)
        sender = Sender((viewer or self.viewer).organization_id, BOB)

        async def all_of_them() -> None:
            for command in commands:
                await handling.send(Envelope(uuid.uuid4(), command, sender))

        self.runner.run(all_of_them())
        if project:
            self.project()

    def project(self) -> None:
        with database.connect(self.url, "worker") as connection:
            Sequencer(connection).drain()
            ConsumerWorker(connection, PROJECTION).catch_up()

    def tell(self, stream: str, version: int, fact: Fact, at: datetime = AT) -> None:
        """Stores a fact without a command, and projects it."""
        with database.connect(self.url, "owner") as connection:
            append(connection, self.viewer.organization_id, event(stream, version, fact, occurred_at=at))
        self.project()

    def ask[T](self, question: Callable[[AsyncCursor[DictRow]], Awaitable[T]], viewer: Viewer | None = None) -> T:
        async def ask() -> T:
            async with self.database.reading(viewer or self.viewer, schema="genealogy") as cursor:
                return await question(cursor)

        return self.runner.run(ask())

    def feed_seq(self) -> int:
        """The number of the organization's latest fact."""
        with database.connect(self.url, "worker") as connection:
            row = connection.execute(
                "SELECT max(seq) FROM unison.feed WHERE organization_id = %s", (self.viewer.organization_id,)
            ).fetchone()
            assert row is not None
            return row[0]

    def trace(
        self,
        lot: str,
        direction: Literal["forward", "backward", "both"] = "forward",
        max_depth: int | None = None,
        viewer: Viewer | None = None,
    ) -> Trace:
        async def ask() -> Trace:
            async with self.database.reading(viewer or self.viewer, schema="genealogy") as cursor:
                return await trace(cursor, lot, direction, max_depth)

        return self.runner.run(ask())

    def lot(self, lot: str, viewer: Viewer | None = None) -> LotInFull:
        async def ask() -> LotInFull:
            async with self.database.reading(viewer or self.viewer, schema="genealogy") as cursor:
                return await show_lot(cursor, lot)

        return self.runner.run(ask())

    def names(self, **asked: Any) -> list[str]:
        async def ask() -> list[str]:
            async with self.database.reading(self.viewer, schema="genealogy") as cursor:
                return [lot.lot for lot in await list_lots(cursor, **asked)]

        return self.runner.run(ask())

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything the projection holds of the organization."""
        with database.connect(self.url, "worker") as connection:
            return {
                table: connection.execute(
                    f"SELECT * FROM genealogy.{table} t WHERE organization_id = %s ORDER BY t::text",  # pyright: ignore
                    (self.viewer.organization_id,),
                ).fetchall()
                for table in TABLES
            }


@contextmanager
def open_room(url: str, viewer: Viewer) -> Generator[Room]:
    with asyncio.Runner() as runner:
        pool = Database(url, size=2)
        runner.run(pool.open())
        try:
            yield Room(url, viewer, runner, pool)
        finally:
            runner.run(pool.close())


def receive(lot: str, quantity: str = "10", *, plant: str = "main") -> Command:
    return lot_commands.ReceiveLot(
        lot=lot, material="steel", quantity=Decimal(quantity), unit="kg", plant=plant, supplier="S-1"
    )


def opened(order: str, *, product: str = "bolt", plant: str = "main") -> list[Command]:
    return [
        planning.CreateWorkOrder(work_order=order, product=product, quantity_pcs=1, plant=plant),
        planning.ReleaseWorkOrder(work_order=order),
        reporting.StartWorkOrder(work_order=order),
    ]


def take(order: str, lot: str, quantity: str = "1") -> Command:
    return stock.ConsumeLot(work_order=order, lot=lot, quantity=Decimal(quantity))


def put(order: str, lot: str, quantity: str = "1") -> Command:
    return stock.RecordOutputLot(work_order=order, lot=lot, quantity=Decimal(quantity))


def make(order: str, sources: Sequence[str], outputs: Sequence[str]) -> list[Command]:
    return [*opened(order), *(take(order, lot) for lot in sources), *(put(order, lot, "5") for lot in outputs)]


def depths(found: Trace) -> dict[str, int]:
    assert len({(lot.lot, lot.direction) for lot in found.lots}) == len(found.lots)
    return {lot.lot: lot.depth for lot in found.lots}


def edges(found: Trace) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in found.edges}


STORY = [
    receive("steel-1"), receive("steel-2", "7"), *make("WO-1", ["steel-1", "steel-2"], ["bolt-1", "bolt-2"]),
    take("WO-1", "steel-1", "2.5"),
    lot_commands.SplitLot(lot="bolt-1", into="bolt-1a", quantity=Decimal(2)),
    lot_commands.MergeLots(into="bolt-3", lots=["bolt-1a", "bolt-2"]),
    lot_commands.MoveLot(lot="bolt-3", location="rack 7"),
    lot_commands.ShipLot(lot="bolt-3", quantity=Decimal(4), customer="C-1", delivery="D-1"),
    lot_commands.ScrapLot(lot="bolt-3", quantity=Decimal(1), reason="rust"),
    lot_commands.AdjustLot(lot="bolt-3", quantity=Decimal(3), reason="counted"),
    lot_commands.HoldLot(lot="bolt-3", reason="claim"),
]  # fmt: skip
