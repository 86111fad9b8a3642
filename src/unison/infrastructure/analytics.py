"""Questions over much history: pg_duckdb inside the database, and history sealed into Parquet.

DuckDB runs where the server has it, under the row security of the app; elsewhere PostgreSQL answers the same statements and
the answer says so. Sealed files are a copy of months of `oee.reports`: the tables keep every row, so a file that is lost
costs speed and no answer.
"""

import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import psycopg
import structlog
from psycopg import sql
from psycopg.rows import DictRow, dict_row

from unison.infrastructure.database import SQL, Database, begin_reading
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
    """This server cannot write sealed history: it needs pg_duckdb, an owner that is superuser, and the embedded data folder."""


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
    if duckdb and found.get("files") and (analysts := database.analysts) and (sealed := _sealed(months, viewer)):
        async with analysts.connection() as connection, _reading(connection, viewer) as cursor:
            if await _can_read(cursor, sealed):
                await cursor.execute(SQL["force_duckdb"])
                yield Analysis(cursor, "duckdb", sealed)
                return
    async with database.reading(viewer, schema=SCHEMA, analytics=duckdb) as cursor:
        yield Analysis(cursor, "duckdb" if duckdb else "postgresql", None)


def _sealed(months: Sequence[DictRow], viewer: Viewer) -> Sealed | None:
    """What the catalogue says of the viewer's organization; a path outside of its folder is not believed."""
    mine = f"sealed/{viewer.organization_id}/{SCHEMA}/"
    if not months or not all(month["path"].startswith(mine) and ".." not in month["path"] for month in months):
        return None
    paths = tuple(f"../{month['path']}" for month in months)  # the server works in `pg` of the data folder
    return Sealed(paths, _next_month(months[-1]["month"]), months[-1]["feed_seq"])


async def _can_read(cursor: Cursor, sealed: Sealed) -> bool:
    """Whether all the files are there: a database that was restored elsewhere has left them behind."""
    await cursor.execute(_queries["find_files"], {"paths": list(sealed.paths)})
    found = await cursor.fetchone() or {}
    if not found["readable"]:
        log.warning("analytics.sealed_history_unreadable", files=len(sealed.paths))
    return bool(found["readable"])


@asynccontextmanager
async def _reading(connection: psycopg.AsyncConnection[Any], viewer: Viewer) -> AsyncGenerator[Cursor]:
    """A read-only transaction under the viewer's row security. What it sets ends with it, however it ends: the connection is
    kept for the next viewer."""
    async with connection.transaction(force_rollback=True), connection.cursor(row_factory=dict_row) as cursor:
        await begin_reading(cursor, viewer, f"{SCHEMA}, unison, public")
        yield cursor


def _listed(texts: Sequence[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Literal, texts))


@dataclass(frozen=True, slots=True)
class Scrap:
    """Rejected pieces of one group; `key` is None where the reports do not name one."""

    key: str | None
    rejected_pcs: int
    reports: int


@dataclass(frozen=True, slots=True)
class ScrapCount:
    """Rejected pieces by group, the most first; who counted them, and how many sealed months it took for it."""

    engine: Engine
    sealed_months: int
    groups: list[Scrap]


async def count_scrap(
    database: Database, viewer: Viewer, by: ScrapBy, *, since: datetime | None = None, until: datetime | None = None
) -> ScrapCount:
    """Rejected pieces of all standing reports that ended in [since, until); of the whole history unless told otherwise.

    Whole days (UTC) are answered from the cube by day of what is sealed, other times from the files.
    """
    if _whole_day(since) and _whole_day(until):
        async with database.reading(viewer, schema=SCHEMA) as cursor:
            await cursor.execute(_queries["list_sealed"])
            if months := await cursor.fetchall():
                sealed: dict[str, Any] = {"before": _next_month(months[-1]["month"])}
                sealed["feed_seq"] = months[-1]["feed_seq"]
                groups = await _count(cursor, viewer, by, since, until, "select_by_day", **sealed)
                return ScrapCount("postgresql", len(months), groups)
    async with analysing(database, viewer) as analysis:
        months_read = len(analysis.sealed.paths) if analysis.sealed else 0
        return ScrapCount(
            analysis.engine, months_read, await count_reports(analysis, viewer, by, since=since, until=until)
        )


def _whole_day(at: datetime | None) -> bool:
    return at is None or at.astimezone(UTC).time() == time(0)


async def count_reports(
    analysis: Analysis, viewer: Viewer, by: ScrapBy, *, since: datetime | None = None, until: datetime | None = None
) -> list[Scrap]:
    """Rejected pieces from the reports themselves, sealed and live."""
    if (sealed := analysis.sealed) is None:
        return await _count(analysis.cursor, viewer, by, since, until, "select_live")
    files = {"before": sealed.before, "feed_seq": sealed.feed_seq}
    return await _count(analysis.cursor, viewer, by, since, until, "select_sealed", paths=sealed.paths, **files)


async def _count(
    cursor: Cursor, viewer: Viewer, by: ScrapBy, since: datetime | None, until: datetime | None, standing: str, *,
    paths: Sequence[str] = (), **sealed: Any,
) -> list[Scrap]:  # fmt: skip
    """Values are literals: DuckDB cannot type a parameter in front of `read_parquet`."""
    values: dict[str, sql.Composable] = {
        "by": sql.Identifier(by),
        "column": sql.Literal(by),
        "organization": sql.Literal(viewer.organization_id),
        "since": sql.Literal(since or _EVER[0]),
        "until": sql.Literal(until or _EVER[1]),
        "paths": _listed(paths),
        "plants": _listed(viewer.plants),
        "every_plant": sql.Literal(not viewer.plants),
        **{name: sql.Literal(value) for name, value in sealed.items()},
    }
    if standing != "select_live":
        values["since_sealed"] = sql.SQL(_queries["select_since_sealed"]).format(**values)
    reports = sql.SQL(_queries[standing]).format(**values)
    await cursor.execute(sql.SQL(_queries["count_scrap"]).format(standing=reports))
    return [Scrap(**row) for row in await cursor.fetchall()]


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
    _require_duckdb(connection, data)
    written: list[SealedMonth] = []
    for (organization,) in connection.execute(_queries["list_organizations"]).fetchall():
        written += _seal_organization(connection, data, organization, before.replace(day=1))
    return written


def _require_duckdb(connection: psycopg.Connection[Any], data: Path) -> None:
    """Files are named as the server sees them from where it works: that is `pg` of the data folder, or none of them is found."""
    row = connection.execute(_queries["find_sealer"]).fetchone()
    if not row or not row[0] or Path(row[1]).resolve() != (data / "pg").resolve():
        raise SealingUnavailable


def _seal_organization(
    connection: psycopg.Connection[Any], data: Path, organization: UUID, before: date
) -> list[SealedMonth]:
    folder = data / "sealed" / str(organization) / SCHEMA
    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        _search_path(cursor)
        asked_of = {"projection": SCHEMA, "organization": organization}
        position = cursor.execute(_queries["find_position"], asked_of).fetchone() or {}
        feed_seq: int = position["seq"]
        sealed = cursor.execute(_queries["list_sealed_of"], {"organization": organization}).fetchall()
        known = {row["path"] for row in sealed}
        sealed_to: date | None = max((row["month"] for row in sealed), default=None)
        asked = {
            "organization": organization,
            "feed_seq": feed_seq,
            "before": max(_begin(before), _next_month(sealed_to)) if sealed_to else _begin(before),
        }
        months = cursor.execute(_queries["list_months"], asked).fetchall()
    if not months:
        return []
    _make_folder(folder)
    _remove_unknown(data, folder, known)
    changed = [m for m in months if m["changed"]]
    written = [_write_month(connection, folder, organization, m, feed_seq) for m in changed]
    with connection.transaction(), connection.cursor() as cursor:
        _search_path(cursor)
        for each in written:
            month = {"organization": organization, "month": each.month, "feed_seq": feed_seq, "reports": each.reports}
            month |= {"path": each.path.relative_to(data).as_posix(), "begins": _begin(each.month)}
            month |= {"ends": _next_month(each.month)}
            for statement in ("note_month", "forget_days", "count_days"):
                cursor.execute(_queries[statement], month)
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
        cursor.execute(SQL["force_duckdb"])
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


def _remove_unknown(data: Path, folder: Path, known: set[str]) -> None:
    """Files that the catalogue has not named since before this run: nobody reads them any more."""
    for path in folder.glob("*.parquet"):
        if path.relative_to(data).as_posix() not in known:
            path.unlink()


def _search_path(cursor: psycopg.Cursor[Any]) -> None:
    cursor.execute(SQL["set_search_path"], {"search_path": f"{SCHEMA}, unison"})


def _begin(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=UTC)


def _next_month(month: date) -> datetime:
    return datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=UTC)
