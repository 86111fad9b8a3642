"""The Pareto question over years of reports: PostgreSQL, pg_duckdb on the tables and on history sealed into Parquet, and the
cube by day of what is sealed.

All answer the same: rejected pieces by reason, the most first, under the row security of the app.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from tests.bench.measuring import Figure, Scale, take_turns
from tests.bench.rig import Rig, Viewer, organization
from tests.oee_history import fill
from unison.infrastructure import analytics, database
from unison.infrastructure.analytics import Analysis, Scrap
from unison.infrastructure.database import Database

SINCE = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Size:
    """Production logs, and rounds."""

    logs: int
    rounds: int


SIZES = {Scale.FULL: Size(10_000_000, 7), Scale.QUICK: Size(500_000, 5), Scale.TINY: Size(20_000, 1)}


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    with rig.database() as url:
        viewer = Viewer(organization(url))
        with database.connect(url, "owner") as connection:
            fill(connection, viewer.organization_id, size.logs, since=SINCE)
            analytics.seal(connection, rig.server.data, date(2026, 2, 1))
        answers = dict[str, list[Scrap]]()

        def seconds(name: str, ask: Ask) -> float:
            took, answers[name] = asyncio.run(_asked(url, viewer, ask))
            return took

        rounds = take_turns(
            size.rounds,
            {
                "postgresql": partial(seconds, "postgresql", partial(_on_tables, duckdb=False)),
                "duckdb": partial(seconds, "duckdb", partial(_on_tables, duckdb=True)),
                "files": partial(seconds, "files", _on_files),
                "cube": partial(seconds, "cube", _on_cube),
            },
        )
    if not answers["postgresql"] or any(answer != answers["postgresql"] for answer in answers.values()):
        raise RuntimeError(f"the engines do not agree: {answers}")
    return [
        Figure("logs", size.logs, "logs"),
        Figure("PostgreSQL on the tables", rounds.median("postgresql") * 1000, "ms"),
        Figure("pg_duckdb on the tables", rounds.median("duckdb") * 1000, "ms"),
        Figure("pg_duckdb on sealed Parquet", rounds.median("files") * 1000, "ms"),
        Figure("the cube by day", rounds.median("cube") * 1000, "ms", 50, at_most=True),
        Figure("PostgreSQL / pg_duckdb on the tables", rounds.ratio("postgresql", "duckdb"), "times as long"),
        Figure("PostgreSQL / pg_duckdb on sealed Parquet", rounds.ratio("postgresql", "files"), "times as long"),
        Figure("PostgreSQL / the cube by day", rounds.ratio("postgresql", "cube"), "times as long", 50),
    ]


type Ask = Callable[[Database, Viewer], Awaitable[list[Scrap]]]


async def _asked(url: str, viewer: Viewer, ask: Ask) -> tuple[float, list[Scrap]]:
    """The second of two questions over the same pools, as of a server that has been running: in seconds, with its answer."""
    pool = Database(url, size=1, analyst_url=url)
    await pool.open()
    try:
        await ask(pool, viewer)
        begin = time.monotonic()
        answer = await ask(pool, viewer)
        return time.monotonic() - begin, answer
    finally:
        await pool.close()


async def _on_tables(pool: Database, viewer: Viewer, *, duckdb: bool) -> list[Scrap]:
    async with pool.reading(viewer, schema=analytics.SCHEMA, analytics=duckdb) as cursor:
        analysis = Analysis(cursor, "duckdb" if duckdb else "postgresql", None)
        return await analytics.count_reports(analysis, viewer, "reason")


async def _on_files(pool: Database, viewer: Viewer) -> list[Scrap]:
    async with analytics.analysing(pool, viewer) as analysis:
        if analysis.sealed is None:
            raise RuntimeError("the sealed files cannot be read")
        return await analytics.count_reports(analysis, viewer, "reason")


async def _on_cube(pool: Database, viewer: Viewer) -> list[Scrap]:
    count = await analytics.count_scrap(pool, viewer, "reason")
    if not count.sealed_months:
        raise RuntimeError("nothing is sealed")
    return count.groups
