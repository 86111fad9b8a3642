"""What every word of the command line stands on: the database, the organization, output for people and for programs.

It knows no projection and no use case: `unison.cli.app` hands it those that `unison.main` lists, once a command needs them.
"""

import asyncio
import re
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
import psycopg
import typer
from psycopg import AsyncCursor
from psycopg.rows import DictRow, dict_row
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from uuid_utils.compat import uuid7

from unison.infrastructure import database, fingerprints, migrations
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresRefusal
from unison.infrastructure.feed.consumer import Reader
from unison.infrastructure.feed.cursor import POSITION
from unison.infrastructure.feed.reading import DoesNotFit
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.identity import find_organization, organization_slugs
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.projection import parallel
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.rebuild import ProgressOf
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.sql import statements
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.presentation.naming import Naming, Streams
from unison.presentation.positions import known_place
from unison.settings import settings
from unison.shared.commands import Command
from unison.shared.errors import Refusal
from unison.shared.ports import Staged

_sql = statements("unison.cli", "environment.sql")

console = Console()
errors = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Organization = Annotated[
    str, typer.Option(envvar="UNISON_ORGANIZATION", help="The organization's short name.", show_default=True)
]


@dataclass(frozen=True, slots=True)
class Composition:
    """What `unison.main` has put together, as far as the command line needs it."""

    readers: tuple[Reader, ...]
    command_handling: Callable[[Database], CommandHandling]
    naming: Naming
    job_kinds: tuple[JobKind, ...]
    schedules: tuple[Schedule, ...]


_composition: ContextVar[Callable[[], Composition]] = ContextVar("composition")


def stand_on(composition: Callable[[], Composition]) -> None:
    """From here on; said before the command that runs. It is put together when a command asks for it."""
    _composition.set(composition)


@dataclass(frozen=True, slots=True)
class LocalViewer:
    """Someone at the machine itself: sees every plant of the organization. Implements `unison.shared.ports.Viewer`."""

    organization_id: UUID
    plants: tuple[str, ...] = ()


class Unready(Exception):
    """Something that the command needs is not there; the message says what and the way out."""


EXPECTED = (
    Unready,
    EmbeddedPostgresRefusal,
    DoesNotFit,
    Refusal,
    psycopg.OperationalError,
    FileNotFoundError,
    ValueError,
)
"""What ends a command in one sentence instead of a traceback."""


def server_url() -> str:
    """The owner's URL of a database that runs, up to date or not; starts it when needed."""
    return settings().database_url or EmbeddedPostgres(settings().data).ensure_running().url


def owner_url() -> str:
    """The owner's URL of a database that runs and is up to date; starts and migrates it when needed."""
    url = server_url()
    code = fingerprints.sources("unison", "projections", "schema")
    with database.connect(url, "owner") as connection:
        if not migrations.is_as_left_by(connection, code):
            composition = _composition.get()()
            migrations.migrate(connection, composition.readers, composition.job_kinds, composition.schedules)
            migrations.note_left_by(connection, code)
    return url


@contextmanager
def owner() -> Generator[psycopg.Connection[Any]]:
    with database.connect(owner_url(), "owner") as connection:
        yield connection


def viewer(url: str, organization: str) -> LocalViewer:
    """Someone at the machine itself sees the whole organization. Raises `Unready` when there is none of that name."""
    with database.connect(url, "owner") as connection:
        found = find_organization(connection, organization)
        if found is None:
            known = organization_slugs(connection)
            raise Unready(
                f"There is no organization {organization!r}; there is {', '.join(known) or 'none yet'}."
                " Name one with --organization, or load the demo with `unison demo`."
            )
        return LocalViewer(organization_id=found)


def bring_up_to_date(url: str, *wanted: Projection) -> None:
    """Sequences what has committed and lets the projections catch up, here when no worker does it; one that has changed is
    rebuilt first."""
    with database.connect(url, "worker") as connection:
        sequencer = Sequencer(connection)
        if sequencer.take_lead():
            sequencer.drain()
        end = _wait_for_feed(connection)
        rebuild_changed(url, wanted)
        for projection in wanted:
            _catch_up(connection, projection, end)


def rebuild_changed(url: str, wanted: Sequence[Projection]) -> None:
    """Rebuilds the projections among these that have changed, with a progress bar each."""
    with rebuilding() as bars:
        parallel.rebuild_what_changed(url, wanted, bars)


def _wait_for_feed(connection: psycopg.Connection[Any]) -> int:
    """The feed's end once it covers every event that stands in the store now."""
    last = connection.cursor(row_factory=dict_row).execute(_sql["find_last_written"]).fetchone()
    if last is None:
        return 0
    for _ in range(200):
        found = connection.execute(_sql["find_end_behind"], last).fetchone()
        if found:
            return found[0]
        time.sleep(0.02)
    raise Unready("The feed does not move: a transaction has been open for long. See `unison doctor`.")


def _catch_up(connection: psycopg.Connection[Any], projection: Projection, end: int) -> None:
    """A worker may be at it too: whoever holds the position's row takes the next step."""
    worker = ConsumerWorker(connection, projection)
    while not worker.reached(end):
        worker.catch_up()


@asynccontextmanager
async def opened(url: str) -> AsyncGenerator[Database]:
    pool = Database(url, size=settings().pool_size)
    await pool.open()
    try:
        yield pool
    finally:
        await pool.close()


@asynccontextmanager
async def commanding(url: str) -> AsyncGenerator[tuple[Database, CommandHandling]]:
    """For a command line that sends commands: the database, and the way in to it."""
    async with opened(url) as pool:
        yield pool, _composition.get()().command_handling(pool)


type Ask[T] = Callable[[AsyncCursor[DictRow]], Awaitable[T]]


def ask[T](organization: str, projection: Projection, question: Ask[T]) -> T:
    """The answer of a projection, which is brought up to date first."""
    url = owner_url()
    reader = viewer(url, organization)
    bring_up_to_date(url, projection)

    async def answer() -> T:
        async with opened(url) as pool, pool.reading(reader, schema=projection.name) as cursor:
            return await question(cursor)

    return asyncio.run(answer())


def keys(organization: str, **named: str | None) -> dict[str, str | None]:
    """The keys that are meant by what was typed, by the names of the parameters; None stays. Refuses an ambiguous lot."""
    url = owner_url()
    reader = viewer(url, organization)

    async def found() -> dict[str, str | None]:
        async with opened(url) as pool:
            streams = Streams(pool, reader.organization_id)
            naming = _composition.get()().naming
            return {
                name: None if typed is None else await naming.key(streams, name, typed) for name, typed in named.items()
            }

    return asyncio.run(found())


def lot_key(organization: str, lot: str) -> str:
    """The key of a lot that is named by its number, or as MATERIAL/NUMBER."""
    return keys(organization, lot=lot)["lot"] or lot


def feed_number(organization: str, position: str) -> int:
    """The number of a position that the organization's feed has; refuses one that is malformed, beyond its end or of another
    history."""
    if not re.match(POSITION, position):
        raise typer.BadParameter(f"{position!r} is no number of the feed, and no cursor, as 4711.c3ab8ff13720e8ad is.")
    url = owner_url()
    reader = viewer(url, organization)
    bring_up_to_date(url)

    async def answer() -> int:
        async with opened(url) as pool, pool.reading(reader) as cursor:
            return (await known_place(cursor, position)).seq

    return asyncio.run(answer())


def dry_run(organization: str, command: Command) -> Sequence[Staged]:
    """The facts that a command would append, sent by the organization's own hand; nothing is stored."""
    url = owner_url()
    sender = Sender(viewer(url, organization).organization_id, None)

    async def staged() -> Sequence[Staged]:
        async with commanding(url) as (_, commands):
            return (await commands.dry_run(Envelope(uuid7(), command, sender))).facts

    return asyncio.run(staged())


def print_json(data: object) -> None:
    typer.echo(orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2).decode())


def print_table(title: str, columns: list[str], rows: list[list[object]]) -> None:
    table = Table(title=title)
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console.print(table)


def minute(at: datetime | None) -> str:
    return "" if at is None else f"{at:%m-%d %H:%M}"


@contextmanager
def counting(what: str) -> Generator[Callable[[int], None]]:
    """A progress bar that counts up without knowing the end. Call it with how many are done since the last call."""
    with progress(what) as show:
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            show(done, None)

        yield advance


@contextmanager
def progress(what: str, total: int | None = None) -> Generator[Callable[[int, int | None], None]]:
    """A progress bar on standard error, so that it never mixes with data. Call it with (reached, end)."""
    with _bars() as bars:
        task = bars.add_task(what, total=total)
        yield lambda reached, end: bars.update(task, completed=reached, total=end)


@contextmanager
def rebuilding() -> Generator[ProgressOf]:
    """A progress bar for each projection that is rebuilt, below each other while several are."""
    with _bars() as bars:

        def bar(projection: Projection) -> Callable[[int, int], None]:
            task = bars.add_task(f"rebuild {projection.name}", total=None)
            return lambda reached, end: bars.update(task, completed=reached, total=end)

        yield bar


def _bars() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=errors, transient=True)
