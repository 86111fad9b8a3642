"""Questions over much history: pg_duckdb inside the database, and history sealed into Parquet.

DuckDB runs where the server has it, under the row security of the app; elsewhere PostgreSQL answers the same statements and
the answer says so. Sealed files are a copy of months of `oee.reports`: the tables keep every row, so a file that is lost
costs speed and no answer.
"""

import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import psycopg
import structlog
from psycopg import sql
from psycopg.rows import DictRow, dict_row

from unison.infrastructure import database as connections
from unison.infrastructure.database import Database
from unison.infrastructure.sql import statements
from unison.shared.errors import RuleRefusal
from unison.shared.ports import Viewer

log = structlog.get_logger()

SCHEMA = "oee"
"""The projection whose reports are sealed."""

type Engine = Literal["duckdb", "postgresql"]
type ScrapBy = Literal["reason", "equipment", "product", "operation"]
type Cursor = psycopg.AsyncCursor[DictRow]

_EVER = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

_queries = statements("unison.infrastructure", "analytics.sql")


class SealingUnavailable(RuleRefusal, code="sealing_unavailable"):
    """This server cannot write sealed history: it needs pg_duckdb and an owner that is superuser."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Months that lie in Parquet: what stood at `feed_seq` and ended before `before`."""

    paths: tuple[str, ...]
    before: datetime
    feed_seq: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """A read-only transaction for a question over history. `sealed` is None where nothing is, or nothing can be read."""

    cursor: Cursor
    engine: Engine
    sealed: Sealed | None


def permit(connection: psycopg.Connection[Any]) -> None:
    """Gives the roles what analytics need, once and again. The connection is the owner's."""
    connection.execute(_queries["permit"])
    connection.execute(_queries["make_probe"])


@asynccontextmanager
async def analysing(database: Database, viewer: Viewer) -> AsyncGenerator[Analysis]:
    """A read-only transaction under the viewer's row security, by DuckDB where the server has it.

    DuckDB evaluates the statements: they may not call functions of Unison's own.
    """
    async with database.reading(viewer, schema=SCHEMA) as cursor:
        await cursor.execute(_queries["find_engine"])
        found = await cursor.fetchone() or {}
        await cursor.execute(_queries["list_sealed"])
        months = await cursor.fetchall()
    duckdb = bool(found.get("duckdb"))
    if duckdb and found.get("files") and (sealed := _sealed(months, viewer)):
        async with await _analyst(database) as connection:
            if await _can_read(connection, sealed):
                async with _reading(connection, viewer) as cursor:
                    yield Analysis(cursor, "duckdb", sealed)
                return
    async with database.reading(viewer, schema=SCHEMA, analytics=duckdb) as cursor:
        yield Analysis(cursor, "duckdb" if duckdb else "postgresql", None)


def _sealed(months: Sequence[DictRow], viewer: Viewer) -> Sealed | None:
    """What the catalogue says of the viewer's organization; a path outside of its folder is not believed."""
    mine = f"/sealed/{viewer.organization_id}/{SCHEMA}/"
    if not months or not all(mine in month["path"] and ".." not in month["path"] for month in months):
        return None
    return Sealed(tuple(m["path"] for m in months), _next_month(months[-1]["month"]), months[-1]["feed_seq"])


async def _analyst(database: Database) -> psycopg.AsyncConnection[Any]:
    """A connection of its own: DuckDB settles once for each connection whether it may open files, and no connection of
    the app ever may."""
    return await psycopg.AsyncConnection.connect(
        connections.conninfo(database.url, "analyst", timeout_s=60),
        autocommit=True,
        prepare_threshold=None,  # after a prepared statement pg_duckdb may take the next for one inside of a function
    )


async def _can_read(connection: psycopg.AsyncConnection[Any], sealed: Sealed) -> bool:
    """Whether all the files are there: a database that was restored elsewhere has left them behind."""
    statement = sql.SQL(_queries["probe_files"]).format(paths=_array(sealed.paths))
    try:
        await connection.execute(statement)
    except psycopg.DatabaseError as error:
        log.warning("analytics.sealed_history_unreadable", error=str(error).strip())
        return False
    return True


@asynccontextmanager
async def _reading(connection: psycopg.AsyncConnection[Any], viewer: Viewer) -> AsyncGenerator[Cursor]:
    async with connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute("BEGIN READ ONLY")
        await cursor.execute(
            """SELECT set_config('app.organization', %s, true), set_config('app.plants', %s::text[]::text, true),
                 set_config('search_path', %s, true)""",
            (str(viewer.organization_id), list(viewer.plants), f"{SCHEMA}, unison, public"),
        )
        await cursor.execute("SET LOCAL duckdb.force_execution = on")
        await cursor.execute("SET LOCAL duckdb.max_workers_per_postgres_scan = 0")  # as in Database.reading
        yield cursor
        await cursor.execute("ROLLBACK")


def _array(texts: Sequence[str]) -> sql.Composable:
    return sql.SQL("ARRAY[{}]::text[]").format(sql.SQL(", ").join(map(sql.Literal, texts)))


@dataclass(frozen=True, slots=True)
class Scrap:
    """Rejected pieces of one group; `key` is None where the reports do not name one."""

    key: str | None
    rejected_pcs: int
    reports: int


async def count_scrap(
    analysis: Analysis, viewer: Viewer, by: ScrapBy, *, since: datetime | None = None, until: datetime | None = None
) -> list[Scrap]:
    """Rejected pieces of all standing reports that ended in [since, until), the most first; of the whole history unless
    told otherwise. Values are literals: DuckDB cannot type a parameter in front of `read_parquet`.
    """
    values: dict[str, sql.Composable] = {
        "by": sql.Identifier(by),
        "column": sql.Literal(by),
        "organization": sql.Literal(viewer.organization_id),
        "since": sql.Literal(since or _EVER[0]),
        "until": sql.Literal(until or _EVER[1]),
    }
    standing = sql.SQL(_queries["select_live"]).format(**values)
    if sealed := analysis.sealed:
        values |= {
            "paths": _array(sealed.paths),
            "plants": _array(viewer.plants),
            "every_plant": sql.Literal(not viewer.plants),
            "before": sql.Literal(sealed.before),
            "feed_seq": sql.Literal(sealed.feed_seq),
        }
        standing = sql.SQL(_queries["select_sealed"]).format(**values)
    await analysis.cursor.execute(sql.SQL(_queries["count_scrap"]).format(standing=standing))
    return [Scrap(**row) for row in await analysis.cursor.fetchall()]


# Sealing ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SealedMonth:
    """A file that `seal` wrote."""

    organization_id: UUID
    month: date
    path: Path
    reports: int


def seal(connection: psycopg.Connection[Any], data: Path, before: date) -> list[SealedMonth]:
    """Writes the standing reports of all months before `before`'s into Parquet; answers the files it wrote.

    A month is written again when a report in it came late or was corrected. The connection is the owner's, in autocommit;
    `data` is the data folder, the files go to its `sealed`, which the server must reach. Months are UTC. Refuses
    `SealingUnavailable`.
    """
    permit(connection)
    _require_duckdb(connection)
    written: list[SealedMonth] = []
    for (organization,) in connection.execute(_queries["list_organizations"]).fetchall():
        folder = data / "sealed" / str(organization) / SCHEMA
        written += _seal_organization(connection, folder, organization, before.replace(day=1))
    return written


def _require_duckdb(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute(
        """SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_duckdb')
             AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"""
    ).fetchone()
    if not row or not row[0]:
        raise SealingUnavailable


def _seal_organization(
    connection: psycopg.Connection[Any], folder: Path, organization: UUID, before: date
) -> list[SealedMonth]:
    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        _search_path(cursor)
        position = {"projection": SCHEMA, "organization": organization}
        feed_seq: int = _value(cursor.execute(_queries["find_position"], position).fetchone(), "seq")
        known = {row["path"] for row in cursor.execute("SELECT path FROM sealed_months").fetchall()}
        last = cursor.execute(
            "SELECT max(month) FROM sealed_months WHERE organization_id = %s", (organization,)
        ).fetchone()
        sealed_to = _value(last, "max")
        asked = {
            "organization": organization,
            "feed_seq": feed_seq,
            "before": max(_begin(before), _next_month(sealed_to)) if sealed_to else _begin(before),
        }
        months = cursor.execute(_queries["list_months"], asked).fetchall()
    if not months:
        return []
    _make_folder(folder)
    _remove_unknown(folder, known)
    changed = [m for m in months if m["changed"]]
    written = [_write_month(connection, folder, organization, m, feed_seq) for m in changed]
    with connection.transaction(), connection.cursor() as cursor:
        _search_path(cursor)
        for each in written:
            cursor.execute(
                _queries["note_month"],
                {
                    "organization": organization,
                    "month": each.month,
                    "path": str(each.path),
                    "reports": each.reports,
                    "feed_seq": feed_seq,
                },
            )
        cursor.execute(_queries["raise_months"], asked)
    return written


def _write_month(
    connection: psycopg.Connection[Any], folder: Path, organization: UUID, month: DictRow, feed_seq: int
) -> SealedMonth:
    """The feed number is in the file's name: a reader of the old catalogue still finds the old file."""
    path = folder / f"{month['month']:%Y-%m}.{feed_seq}.parquet"
    statement = sql.SQL(_queries["write_month"]).format(
        organization=sql.Literal(organization),
        begins=sql.Literal(_begin(month["month"])),
        ends=sql.Literal(_next_month(month["month"])),
        feed_seq=sql.Literal(feed_seq),
        path=sql.Literal(str(path)),
    )
    with connection.transaction(), connection.cursor() as cursor:
        _search_path(cursor)
        cursor.execute("SET LOCAL duckdb.force_execution = on")
        cursor.execute(statement)
    return SealedMonth(organization, month["month"], path, month["reports"])


def _make_folder(folder: Path) -> None:
    """The folders of one organization. Where root seals, they belong to the system user of the embedded server."""
    cluster = folder.parents[2] / "pg"
    for each in (folder.parents[1], folder.parent, folder):
        if not each.exists():
            each.mkdir(mode=0o700)
            if os.geteuid() == 0 and cluster.exists():
                os.chown(each, cluster.stat().st_uid, cluster.stat().st_gid)


def _remove_unknown(folder: Path, known: set[str]) -> None:
    """Files that the catalogue has not named since before this run: nobody reads them any more."""
    for path in folder.glob("*.parquet"):
        if str(path) not in known:
            path.unlink()


def _search_path(cursor: psycopg.Cursor[Any]) -> None:
    cursor.execute("SELECT set_config('search_path', %s, true)", (f"{SCHEMA}, unison",))


def _value(row: DictRow | None, name: str) -> Any:
    return row[name] if row else None


def _begin(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=UTC)


def _next_month(month: date) -> datetime:
    return datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=UTC)
