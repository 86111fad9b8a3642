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
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import psycopg
import typer
from psycopg import AsyncCursor
from psycopg.rows import DictRow, dict_row
from uuid_utils.compat import uuid7

from unison.cli.output import console, counting, errors, minute, new_file, print_json, print_table, progress, rebuilding
from unison.infrastructure import database, fingerprints, migrations, roles, seal
from unison.infrastructure.backup.scheduled import scheduled_by
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresRefusal, Hold, kept
from unison.infrastructure.feed.consumer import Reader
from unison.infrastructure.feed.cursor import POSITION
from unison.infrastructure.feed.reading import DoesNotFit
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.identity.organizations import find_organization, organization_slugs
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.projection import parallel
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.roles import Logins, RightMissing
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.sql import statements
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.presentation.naming import Naming, Streams
from unison.presentation.permissions import Permissions
from unison.presentation.positions import known_place
from unison.settings import settings
from unison.shared.commands import Command
from unison.shared.errors import Refusal
from unison.shared.ports import Staged

__all__ = ["console", "counting", "errors", "minute", "new_file", "print_json", "print_table", "progress", "rebuilding"]
"""How words show what they have, besides what stands here."""

_sql = statements("unison.cli", "environment.sql")

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
    permissions: Callable[[], Permissions]


_composition: ContextVar[Callable[[], Composition]] = ContextVar("composition")
_kept: ContextVar[str | None] = ContextVar("the embedded server that this word keeps alive", default=None)


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
    RightMissing,
    psycopg.OperationalError,
    psycopg.errors.InsufficientPrivilege,
    FileNotFoundError,
    ValueError,
)
"""What ends a command in one sentence instead of a traceback."""


def server_url() -> str:
    """The owner's URL of a database that runs, up to date or not; starts it when needed. Where only the URL of the service is
    known, that one."""
    told = settings()
    return told.owner_url or told.database_url or _kept.get() or _used(told.data).running.url


@cache
def _used(data: Path) -> Hold:
    """Until this process ends no `unison serve` that ends before takes the embedded server along."""
    return Hold(EmbeddedPostgres(data))


@contextmanager
def database_kept() -> Generator[None]:
    """An embedded database is started again when it dies, and ended at the end unless others use it still."""
    if settings().database_url:
        yield
        return
    with kept(EmbeddedPostgres(settings().data)) as running:
        known = _kept.set(running.url)
        try:
            yield
        finally:
            _kept.reset(known)


def owner_url() -> str:
    """As `server_url`, of a database that is up to date: the owner migrates it when needed. Raises `Unready` where the owner's URL
    is not known and it would be."""
    url = server_url()
    seal.seal_by(_seal_key())
    code = fingerprints.sources("unison", "projections", "schema") + scheduled_by(settings())
    with database.connect(url, "owner") as connection:
        if not migrations.is_as_left_by(connection, code):
            if not roles.owns_database(connection):
                raise Unready(
                    "The database was not left by this version of Unison: run `unison migrate` with UNISON_OWNER_URL, the URL by"
                    f" which its owner signs in. {connection.info.user} owns nothing."
                )
            bring_up(connection)
            seal.put_first_key(connection, _seal_key())
    return url


def _seal_key() -> bytes:
    return bytes.fromhex(InstallationSecret.of(settings()).code("seal of the organization"))


def bring_up(connection: psycopg.Connection[Any]) -> None:
    """Makes those who sign in to the database, and migrates it; one process after the other, until the connection ends, which is
    the owner's."""
    connection.execute(_sql["take_turn"])
    composition = _composition.get()()
    roles.make_logins(connection, _logins())
    migrations.migrate(connection, composition.readers, composition.job_kinds, composition.schedules)
    migrations.note_left_by(connection, fingerprints.sources("unison", "projections", "schema"))


def take_secret(connection: psycopg.Connection[Any]) -> None:
    """From here on the database asks for seals by the secret that this process has. The connection is the owner's."""
    seal.put_key(connection, _seal_key())


def logins() -> Logins:
    """By whom the parts of the service sign in to a database that runs and is up to date. Raises `Unready` where that asks for the
    seals of another secret."""
    owner_url()
    known = _logins()
    with database.connect(known.api, "app") as connection:
        if not seal.is_sealed(connection):
            raise Unready(
                "The database was migrated with another secret of the installation than this process has: give every process the"
                " same UNISON_SECRET or UNISON_SECRET_FILE, or the same `secrets.json` in UNISON_DATA, and run `unison migrate`."
            )
    return known


def _logins() -> Logins:
    """Who has no URL of their own signs in by the next mightier one."""
    told = settings()
    if told.database_url is None:
        if told.owner_url or told.worker_url:
            raise Unready("UNISON_DATABASE_URL is missing: the URL by which the API signs in.")
        return EmbeddedPostgres(told.data).logins()
    return Logins(told.owner_url, told.database_url, told.worker_url or told.owner_url or told.database_url)


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


def permissions() -> Permissions:
    """Every permission there is, and what the roles hold that an organization begins with."""
    return _composition.get()().permissions()


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
