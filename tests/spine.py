"""The spine for tests: commands over the real store, facts appended by hand, the feed, and what stands in a projection."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
from psycopg import AsyncCursor, sql
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow

from tests.pending_commands.samples import OFFLINE
from tests.samples import samples
from unison.demo.plant import story
from unison.infrastructure import codec, database, migrations, roles
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.lots.domain.facts import LotMoved, LotReceived
from unison.main import CONSUMERS, JOB_KINDS, PROJECTIONS, SCHEDULES, USE_CASES
from unison.pending_commands.application import set_aside
from unison.shared.commands import Answer, Command, UseCase
from unison.shared.events import Fact
from unison.shared.ports import Viewer

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
LONG_BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
BOB = uuid4()
SECRETS = {"pin_hash": "a hash", "badge_hash": "00" * 32, "key_hash": "01" * 32}
"""What comes beside some commands, and stands in no fact."""
RECEIVED = LotReceived(material="steel", quantity=Decimal(1000), unit="kg", plant="main")
MOVED = LotMoved(location="rack 7")
COMMANDS = {use_case.command.command_name: use_case.command for use_case in USE_CASES}


def uuid7() -> UUID:
    """As a client makes one."""
    stamp = int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10)
    return UUID(int=int.from_bytes(stamp, "big") & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


@contextmanager
def own_database(server: EmbeddedPostgres) -> Generator[str]:
    """The owner's URL of a migrated database that some tests have to themselves: a copy of one that was migrated once."""
    name = f"t_{uuid4().hex[:12]}"
    admin = server.ensure_running().url
    with database.connect(admin, "owner") as connection:
        _make_template(connection, admin)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log").format(
                sql.Identifier(name), sql.Identifier(_TEMPLATE)
            )
        )
    url = make_conninfo(admin, dbname=name)
    with database.connect(url, "owner") as connection:
        connection.execute("SELECT unison.begin_epoch()")  # a copy is another database than its template
        roles.close_database(connection)  # who may come in is not copied
    yield url
    with database.connect(admin, "owner") as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


_TEMPLATE = "t_template"


def _make_template(connection: psycopg.Connection[Any], admin: str) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (_TEMPLATE,)).fetchone():
        return
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_TEMPLATE)))
    with database.connect(make_conninfo(admin, dbname=_TEMPLATE), "owner") as owner:
        migrations.migrate(owner, CONSUMERS, JOB_KINDS, SCHEDULES)


# Commands ---------------------------------------------------------------------------------------------------------


def new_command(name: str, /, **body: Any) -> Command:
    """`new_command("lots.move", lot="L1", location="rack 7")`. What orders and machines begin with was there before `AT`."""
    if name in ("work_orders.create", "equipment.register"):
        body = {"occurred_at": LONG_BEFORE, **body}
    return COMMANDS[name].model_validate(body)


def envelope(organization: UUID, command: Command, id: UUID | None = None) -> Envelope:
    made = {**SECRETS, "code_hash": uuid4().hex, "token_hash": uuid4().hex, "session_id": str(uuid4())}
    secrets = {name: made[name] for name in command.secrets}
    return Envelope(id or uuid7(), command, Sender(organization, BOB, device="tablet 3"), secrets=secrets)


async def _sent(commands: CommandHandling, organization: UUID, command: Command) -> Answer:
    about = getattr(command, "lot", None) or getattr(command, "work_order", None)
    if id := OFFLINE.get((command.command_name, str(about))):
        return await commands.send_or_set_aside(replace(envelope(organization, command, id), device_seq=7))
    return await commands.send(envelope(organization, command))


@asynccontextmanager
async def process(
    url: str, size: int = 8, use_cases: Sequence[UseCase[Any]] = USE_CASES
) -> AsyncGenerator[CommandHandling]:
    """What one API process has: a pool and kept states of its own."""
    pool = Database(url, size=size)
    await pool.open()
    try:
        yield CommandHandling(EventStore(pool.pool), use_cases, set_aside)
    finally:
        await pool.close()


async def send(commands: CommandHandling, organization: UUID, *each_of: Command) -> list[Answer]:
    return [await _sent(commands, organization, each) for each in each_of]


def tell(url: str, organization: UUID, *each_of: Command) -> None:
    """Carries out commands, in order, in a process of their own."""

    async def carry() -> None:
        async with process(url, size=2) as commands:
            await send(commands, organization, *each_of)

    asyncio.run(carry())


def history(until: datetime) -> list[Command]:
    """The demo plant's ten days, and what does not happen there: at least one of every fact of every capability."""
    told = [new_command(each.command, **{"occurred_at": each.at, **each.body}) for each in story(until)]
    return [*told, *everything_else(until - timedelta(minutes=3))]


def everything_else(at: datetime) -> Iterator[Command]:
    """What does not happen in the demo plant, as the capabilities' samples tell it; it stands for itself."""
    told = (each for room in samples() for each in room.story(at))
    for number, (name, body) in enumerate(told):
        yield new_command(name, **{"occurred_at": at + timedelta(seconds=number), **body})


# Facts by hand ----------------------------------------------------------------------------------------------------


def event(stream: str, version: int, fact: Fact, **other: Any) -> dict[str, Any]:
    """A fact as `unison.append` takes it; `other` replaces what it says."""
    return {
        "stream": stream,
        "version": version,
        "topic": fact.topic,
        "schema_version": fact.schema_version,
        "data": fact,
        "meta": {"user": BOB},
        "occurred_at": AT,
    } | other


def append(connection: psycopg.Connection[Any], organization: UUID, *events: dict[str, Any]) -> None:
    connection.execute("SELECT unison.append(%s, '[]', %s)", (organization, codec.encode(events).decode()))


def register_material(url: str, organization: UUID, material: str, *told: Fact) -> None:
    """A material with these facts of its own."""
    with database.connect(url, "app") as connection:
        append(connection, organization, *(event(f"materials:{material}", n, fact) for n, fact in enumerate(told, 1)))


def lot_moves(lot: str, count: int) -> list[dict[str, Any]]:
    """A lot that was received and then moved until it has so many facts."""
    moves = (event(f"lots:{lot}", n, LotMoved(location=f"rack {n}")) for n in range(2, count + 1))
    return [event(f"lots:{lot}", 1, RECEIVED), *moves]


# Feed and projections ---------------------------------------------------------------------------------------------


def sequence(url: str) -> None:
    """What has committed gets its number. A transaction of somebody else's in the same server may hold it up shortly."""
    with database.connect(url, "worker") as connection:
        deadline = time.monotonic() + 20
        while Sequencer(connection).drain() or not _all_numbered(connection):
            assert time.monotonic() < deadline, "the feed is held up"
            time.sleep(0.01)


def _all_numbered(connection: psycopg.Connection[Any]) -> bool:
    left = """SELECT FROM unison.events e, unison.feed_cursor c
              WHERE (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos) LIMIT 1"""
    return connection.execute(left).fetchone() is None


def project(url: str, *projections: Projection) -> None:
    sequence(url)
    with database.connect(url, "worker") as connection:
        for projection in projections or PROJECTIONS:
            ConsumerWorker(connection, projection).catch_up()


def ask[T](url: str, viewer: Viewer, schema: str, question: Callable[[AsyncCursor[DictRow]], Awaitable[T]]) -> T:
    """What the viewer is answered from a projection as it stands."""

    async def answer() -> T:
        pool = Database(url, size=1)
        await pool.open()
        try:
            async with pool.reading(viewer, schema=schema) as cursor:
                return await question(cursor)
        finally:
            await pool.close()

    return asyncio.run(answer())


def contents(url: str, schema: str) -> dict[str, list[str]]:
    """Every row of every table of a schema, in an order that does not depend on how it came there."""
    with database.connect(url, "worker") as connection:
        named = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND table_type = 'BASE TABLE'"
        tables = sorted(row[0] for row in connection.execute(named, (schema,)))
        rows = sql.SQL("SELECT to_jsonb(t)::text FROM {} t ORDER BY 1")
        return {
            table: [row[0] for row in connection.execute(rows.format(sql.Identifier(schema, table)))]
            for table in tables
        }


def everything(url: str, projections: Sequence[Projection] = PROJECTIONS) -> dict[str, dict[str, list[str]]]:
    """The contents of the projections."""
    return {projection.name: contents(url, projection.name) for projection in projections}


def count(url: str, query: LiteralString, *parameters: object) -> int:
    with database.connect(url, "worker") as connection:
        row = connection.execute(query, parameters).fetchone()
        assert row is not None
        return row[0]
