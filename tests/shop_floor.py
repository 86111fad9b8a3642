"""A shop floor for tests: commands in, OEE and analytics out, over the real store, feed and projection."""

import asyncio
import uuid
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import DictRow

from projections.oee import PROJECTION
from projections.oee.api import (
    By,
    EquipmentTimeline,
    OeeAnswer,
    ScrapPareto,
    oee,
    scrap_pareto,
    timeline,
    what_goes_on,
)
from tests.spine import LONG_BEFORE
from unison.equipment import application as equipment
from unison.infrastructure import analytics, database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.plants import application as plants
from unison.shared.commands import Command
from unison.shared.ports import Viewer
from unison.shared.time import now
from unison.work_orders.application import planning, reporting

BOB = uuid.uuid4()


def at(text: str) -> datetime:
    """`2026-03-02T06:00` is UTC."""
    return datetime.fromisoformat(text if "+" in text else f"{text}+00:00")


@dataclass
class Floor:
    url: str
    viewer: Viewer
    runner: asyncio.Runner
    database: Database

    @property
    def commands(self) -> CommandHandling:
        use_cases = [*equipment.USE_CASES, *planning.USE_CASES, *reporting.USE_CASES, *plants.USE_CASES]
        return CommandHandling(EventStore(self.database.pool), use_cases)

    def send(self, *commands: Command, viewer: Viewer | None = None) -> None:
        handling, sender = self.commands, Sender((viewer or self.viewer).organization_id, BOB)

        async def all_of_them() -> None:
            for command in commands:
                await handling.send(Envelope(uuid.uuid4(), command, sender))

        self.runner.run(all_of_them())
        self.project()

    def project(self) -> None:
        with database.connect(self.url, "worker") as connection:
            Sequencer(connection).drain()
            ConsumerWorker(connection, PROJECTION).catch_up()

    def machine(self, name: str, plant: str = "main", viewer: Viewer | None = None) -> None:
        self.send(equipment.RegisterEquipment(equipment=name, plant=plant, occurred_at=LONG_BEFORE), viewer=viewer)

    def order(self, name: str, product: str = "Gear", viewer: Viewer | None = None) -> None:
        self.send(
            planning.CreateWorkOrder(work_order=name, product=product, quantity_pcs=1000, occurred_at=LONG_BEFORE),
            planning.ReleaseWorkOrder(work_order=name),
            reporting.StartWorkOrder(work_order=name),
            viewer=viewer,
        )

    def log(self, start: str, end: str, good: int = 0, rejected: int = 0, **more: Any) -> reporting.LogProduction:
        """A report of order W1 on machine M1, unless told otherwise."""
        told: dict[str, Any] = {"work_order": "W1", "equipment": "M1", **more}
        return reporting.LogProduction(
            started_at=at(start), ended_at=at(end), good_pcs=good, rejected_pcs=rejected, **told
        )

    def correct(
        self, log: str, start: str, end: str, good: int, rejected: int = 0, **more: Any
    ) -> reporting.CorrectLog:
        told: dict[str, Any] = {"work_order": "W1", "equipment": "M1", "why": "miscounted", **more}
        return reporting.CorrectLog(
            log=log, started_at=at(start), ended_at=at(end), good_pcs=good, rejected_pcs=rejected, **told
        )

    def oee(self, *by: By, viewer: Viewer | None = None, **asked: Any) -> OeeAnswer:
        async def ask() -> OeeAnswer:
            async with self.database.reading(viewer or self.viewer, schema="oee") as cursor:
                return await oee(cursor, by, **asked)

        return self.runner.run(ask())

    def timeline(self, machine: str, **asked: Any) -> EquipmentTimeline:
        async def ask() -> EquipmentTimeline:
            async with self.database.reading(self.viewer, schema="oee") as cursor:
                return await timeline(cursor, machine, **asked)

        return self.runner.run(ask())

    def analyse_oee(
        self, *by: By, viewer: Viewer | None = None, at: datetime | None = None
    ) -> tuple[analytics.Engine, OeeAnswer]:
        moment = at or now()

        async def ask() -> tuple[analytics.Engine, OeeAnswer]:
            who = viewer or self.viewer
            async with self.database.reading(who, schema="oee") as cursor:
                going_on = await what_goes_on(cursor, by, moment)
            async with analytics.analysing(self.database, who) as analysis:
                answer = await oee(analysis.cursor, by, organization=who.organization_id, at=moment, going_on=going_on)
                return analysis.engine, answer

        return self.runner.run(ask())

    def pareto(self, by: analytics.ScrapBy, viewer: Viewer | None = None, **asked: Any) -> ScrapPareto:
        async def ask() -> ScrapPareto:
            return scrap_pareto(await analytics.count_scrap(self.database, viewer or self.viewer, by, **asked), by)

        return self.runner.run(ask())


@contextmanager
def open_floor(url: str, viewer: Viewer, *, connections: int = 8) -> Generator[Floor]:
    with asyncio.Runner() as runner:
        pool = Database(url, size=connections, analyst_url=url)
        runner.run(pool.open())
        yield Floor(url, viewer, runner, pool)
        runner.run(pool.close())


TABLES = ("clocks", "equipment", "ideal_cycles", "reports", "intervals", "spans", "times", "pieces")


def contents(url: str, organization: uuid.UUID, tables: Sequence[str] = TABLES) -> dict[str, list[DictRow]]:
    """Every row of the projection, in an order of its own."""
    found: dict[str, list[DictRow]] = {}
    with database.connect(url, "worker") as connection:
        for table in tables:
            rows = connection.execute(
                f"SELECT to_jsonb(t)::text FROM oee.{table} t WHERE organization_id = %s ORDER BY 1",  # pyright: ignore[reportArgumentType]
                (organization,),
            )
            found[table] = [row[0] for row in rows]
    return found
