"""Commands of quality in, control charts out, over the real store, feed and projection."""

import asyncio
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from projections.spc import PROJECTION
from projections.spc.api import CharacteristicState, ChartAnswer, chart, list_states
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.quality import application as quality
from unison.quality.domain import ChartKind
from unison.shared.commands import Command
from unison.shared.ports import Viewer

BOB = uuid.uuid4()


def project(url: str) -> None:
    """Brings the projection to the end of what is stored; a transaction open elsewhere on the server holds that back."""
    deadline = time.monotonic() + 10
    with database.connect(url, "worker") as connection:
        while True:
            Sequencer(connection).drain()
            row = connection.execute("SELECT (SELECT count(*) FROM unison.events) - (SELECT count(*) FROM unison.feed)")
            if row.fetchone() == (0,):
                break
            assert time.monotonic() < deadline, "the feed does not come to its end"
            time.sleep(0.05)
        ConsumerWorker(connection, PROJECTION).catch_up()


@dataclass
class Room:
    """Commands in, charts out, over the real store, feed and projection."""

    url: str
    viewer: Viewer
    runner: asyncio.Runner
    database: Database

    def send(self, *commands: Command, viewer: Viewer | None = None) -> None:
        handling = CommandHandling(EventStore(self.database.pool), quality.USE_CASES)
        sender = Sender((viewer or self.viewer).organization_id, BOB, plant="main")

        async def all_of_them() -> None:
            for command in commands:
                await handling.send(Envelope(uuid.uuid4(), command, sender))

        self.runner.run(all_of_them())
        project(self.url)

    def chart(self, characteristic: str, viewer: Viewer | None = None, **asked: Any) -> ChartAnswer:
        async def ask() -> ChartAnswer:
            async with self.database.reading(viewer or self.viewer, schema="spc") as cursor:
                return await chart(cursor, characteristic, **asked)

        return self.runner.run(ask())

    def states(self, viewer: Viewer | None = None) -> dict[str, CharacteristicState]:
        async def ask() -> list[CharacteristicState]:
            async with self.database.reading(viewer or self.viewer, schema="spc") as cursor:
                return await list_states(cursor)

        return {state.characteristic: state for state in self.runner.run(ask())}

    def rows(self) -> list[tuple[Any, ...]]:
        """Everything the projection holds of the organization."""
        found: list[tuple[Any, ...]] = []
        with database.connect(self.url, "worker") as connection:
            for table in ("characteristics", "subgroups"):
                found += connection.execute(
                    f"SELECT * FROM spc.{table} t WHERE organization_id = %s ORDER BY t::text",  # pyright: ignore
                    (self.viewer.organization_id,),
                ).fetchall()
        return found


@contextmanager
def open_room(url: str, viewer: Viewer) -> Generator[Room]:
    with asyncio.Runner() as runner:
        pool = Database(url, size=2)
        runner.run(pool.open())
        yield Room(url, viewer, runner, pool)
        runner.run(pool.close())


def define(name: str, kind: ChartKind = ChartKind.XBAR_R, **specification: Any) -> Command:
    return quality.DefineCharacteristic.model_validate(
        {"characteristic": name, "kind": kind, "product": "P-1", "unit": "mm", **specification}
    )


def record(name: str, subgroup: str, *values: float, at: datetime | None = None) -> Command:
    """Measured `at`, now when left out."""
    told = tuple(Decimal(str(round(value, 9))) for value in values)
    return quality.RecordSubgroup(characteristic=name, subgroup=subgroup, values=told, occurred_at=at)


def correction(name: str, subgroup: str, *values: float, measured_at: datetime | None = None) -> Command:
    return quality.CorrectSubgroup(
        characteristic=name,
        subgroup=subgroup,
        values=tuple(Decimal(str(v)) for v in values),
        measured_at=measured_at,
        why="gauge was not zeroed",
    )


def strike(name: str, subgroup: str) -> Command:
    return quality.StrikeSubgroup(characteristic=name, subgroup=subgroup, why="another part")
