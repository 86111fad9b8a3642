"""Append against what it could cost at least: a raw INSERT into tables of the same shape, and against the recorder of the
`eventsourcing` library.

All store one command with one fact. The raw INSERT goes by the same pool and the same prepared statements, into copies of
the tables with their indexes, without triggers and row security; once as one statement, once as two in a transaction. The
library's recorder stores the fact alone, without a command.
"""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, LiteralString
from uuid import UUID

import orjson
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from tests.bench.measuring import Figure, Scale, take_turns
from tests.bench.rig import Rig, organization
from unison.infrastructure import codec, database
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import Carried, EventStore, command_hash
from unison.shared.events import Meta
from unison.shared.ports import Staged
from unison.work_orders.application.reporting import LogProduction
from unison.work_orders.domain.facts import Activity, ProductionLogged


@dataclass(frozen=True, slots=True)
class Size:
    """Appends of all clients in one round, and rounds."""

    appends: int
    rounds: int


SIZES = {Scale.FULL: Size(2_000, 9), Scale.QUICK: Size(800, 5), Scale.TINY: Size(20, 1)}
AIMS = {1: 0.95, 4: 0.85}
"""By how many clients: what part of a raw INSERT's rate an append is to reach."""

_TABLES = """
CREATE SCHEMA raw;
CREATE TABLE raw.commands (LIKE unison.commands INCLUDING ALL);
CREATE TABLE raw.events (LIKE unison.events INCLUDING ALL);
GRANT USAGE ON SCHEMA raw TO unison_app;
GRANT INSERT ON ALL TABLES IN SCHEMA raw TO unison_app;
"""

_COMMAND: LiteralString = """
INSERT INTO raw.commands (organization_id, command_id, hash, answer) VALUES (%(organization)s, %(id)s, %(hash)s, %(answer)s)
"""
_EVENT: LiteralString = """
INSERT INTO raw.events (organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at, stream_hash)
VALUES (%(organization)s, %(stream)s, 1, %(topic)s, 1, %(data)s, %(meta)s, %(at)s, %(stream_hash)s)
"""

_REPORT: dict[str, Any] = {
    "equipment": "LATHE-1",
    "activity": Activity.PRODUCTION,
    "started_at": datetime(2026, 3, 2, 6, tzinfo=UTC),
    "ended_at": datetime(2026, 3, 2, 7, tzinfo=UTC),
    "good_pcs": 118,
    "rejected_pcs": 2,
    "reason": "burr",
}

type Append = Callable[[], Awaitable[object]]


def run(rig: Rig) -> list[Figure]:
    size, figures = SIZES[rig.scale], list[Figure]()
    with rig.database() as url:
        owner = organization(url)
        with database.connect(url, "owner") as connection:
            connection.execute(_TABLES)
        for clients in AIMS:
            figures += _compared(rig, url, owner, clients, size)
    return figures


def _compared(rig: Rig, url: str, owner: UUID, clients: int, size: Size) -> list[Figure]:
    each = size.appends // clients

    def reached(contestant: Callable[[str, UUID, int], tuple[float, float]]) -> float:
        spans = rig.together(contestant, [(url, owner, each)] * clients)
        return clients * each / (max(end for _, end in spans) - min(begin for begin, _ in spans))

    rounds = take_turns(
        size.rounds,
        {
            "ours": partial(reached, append_ours),
            "statement": partial(reached, insert_in_one_statement),
            "transaction": partial(reached, insert_in_a_transaction),
            "library": partial(reached, append_with_library),
        },
    )
    with_clients = f"{clients} client{'s' if clients > 1 else ''}"
    return [
        Figure(f"append, {with_clients}", rounds.median("ours"), "commands/s"),
        Figure(
            f"append / raw INSERT, one statement, {with_clients}",
            rounds.ratio("ours", "statement"),
            "of it",
            AIMS[clients],
        ),
        Figure(f"append / raw INSERT, BEGIN to COMMIT, {with_clients}", rounds.ratio("ours", "transaction"), "of it"),
        Figure(f"append / eventsourcing's recorder, {with_clients}", rounds.ratio("ours", "library"), "of it", 1.0),
    ]


# Each runs in a client's process, and answers when it began and ended by the clock that all processes share ------------


def append_ours(url: str, owner: UUID, count: int) -> tuple[float, float]:
    def prepare(pool: Database) -> Append:
        store = EventStore(pool.pool)

        async def append() -> None:
            command = LogProduction(work_order="WO-1", **_REPORT)
            command_id, stream = uuid.uuid4(), f"work_orders:{uuid.uuid4()}"
            carried = Carried(command_id, command_hash(command), _answer(command_id, stream))
            staged = Staged(stream, 1, _fact(command_id), command.ended_at, _meta(command_id))
            await store.append(owner, [carried], [staged])

        return append

    return asyncio.run(_timed(url, count, prepare))


def insert_in_one_statement(url: str, owner: UUID, count: int) -> tuple[float, float]:
    return asyncio.run(_timed(url, count, partial(_inserting, owner, in_one=True)))


def insert_in_a_transaction(url: str, owner: UUID, count: int) -> tuple[float, float]:
    return asyncio.run(_timed(url, count, partial(_inserting, owner, in_one=False)))


def append_with_library(url: str, _owner: UUID, count: int) -> tuple[float, float]:
    """Into the library's own table, which the first client makes."""
    server = conninfo_to_dict(url)
    datastore = PostgresDatastore(
        dbname=str(server["dbname"]),
        host=str(server["host"]),
        port=str(server.get("port") or "5432"),
        user=str(server["user"]),
        password=str(server["password"]),
        pool_size=1,
    )
    recorder = PostgresApplicationRecorder(datastore)
    with database.connect(url, "owner") as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(1)")  # two that make the table at once would hinder each other
        recorder.create_table()
    try:
        recorder.insert_events([_stored()])
        begin = time.monotonic()
        for _ in range(count):
            recorder.insert_events([_stored()])
        return begin, time.monotonic()
    finally:
        datastore.close()


async def _timed(url: str, count: int, prepare: Callable[[Database], Append]) -> tuple[float, float]:
    pool = Database(url, size=1)
    await pool.open()
    try:
        append = prepare(pool)
        for _ in range(5):  # past the threshold from which a statement is prepared
            await append()
        begin = time.monotonic()
        for _ in range(count):
            await append()
        return begin, time.monotonic()
    finally:
        await pool.close()


def _inserting(owner: UUID, pool: Database, *, in_one: bool) -> Append:
    both: LiteralString = f"WITH command AS ({_COMMAND}) {_EVENT}"

    def row() -> dict[str, Any]:
        command_id, stream = uuid.uuid4(), f"work_orders:{uuid.uuid4()}"
        return {
            "organization": owner,
            "id": command_id,
            "hash": b"0123456789abcdef0123456789abcdef",
            "answer": _answer(command_id, stream),
            "stream": stream,
            "topic": ProductionLogged.topic,
            "data": codec.encode(_fact(command_id)).decode(),
            "meta": orjson.dumps({"command_id": command_id}).decode(),
            "at": _REPORT["ended_at"],
            "stream_hash": hash(stream) % 2**31,
        }

    async def append() -> None:
        async with pool.pool.connection() as connection:
            if in_one:
                await connection.execute(both, row())
                return
            async with connection.transaction():
                values = row()
                await connection.execute(_COMMAND, values)
                await connection.execute(_EVENT, values)

    return append


def _fact(command_id: UUID) -> ProductionLogged:
    return ProductionLogged(log=str(command_id), product="SHAFT", **_REPORT)


def _meta(command_id: UUID) -> Meta:
    return Meta(command_id=command_id)


def _answer(command_id: UUID, stream: str) -> str:
    at: datetime = _REPORT["ended_at"]
    positions = [{"stream": stream, "version": 1}]
    return orjson.dumps({"command_id": command_id, "occurred_at": at, "streams": positions}).decode()


def _stored() -> StoredEvent:
    command_id = uuid.uuid4()
    return StoredEvent(uuid.uuid4(), 1, ProductionLogged.topic, codec.encode(_fact(command_id)))
