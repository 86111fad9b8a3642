"""The Pareto question over years of reports: PostgreSQL, pg_duckdb on the tables, and pg_duckdb on history sealed into Parquet.

All answer the same: rejected pieces by reason, the most first, under the row security of the app.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

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


SIZES = {Scale.FULL: Size(5_000_000, 7), Scale.QUICK: Size(500_000, 5), Scale.TINY: Size(20_000, 1)}


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    with rig.database() as url:
        viewer = Viewer(organization(url))
        with database.connect(url, "owner") as connection:
            fill(connection, viewer.organization_id, size.logs, since=SINCE)
            connection.execute("UPDATE unison.consumers SET position = %s WHERE name = 'oee'", (size.logs,))
            analytics.seal(connection, rig.server.data, date(2026, 2, 1))
        answers = dict[str, list[Scrap]]()

        def seconds(name: str, opened: Callable[[Database], AbstractAsyncContextManager[Analysis]]) -> float:
            took, answers[name] = asyncio.run(_asked(url, viewer, opened))
            return took

        rounds = take_turns(
            size.rounds,
            {
                "postgresql": partial(seconds, "postgresql", partial(_on_tables, viewer, duckdb=False)),
                "duckdb": partial(seconds, "duckdb", partial(_on_tables, viewer, duckdb=True)),
                "sealed": partial(seconds, "sealed", lambda pool: analytics.analysing(pool, viewer)),
            },
        )
    if not answers["postgresql"] or any(answer != answers["postgresql"] for answer in answers.values()):
        raise RuntimeError(f"the engines do not agree: {answers}")
    return [
        Figure("logs", size.logs, "logs"),
        Figure("PostgreSQL on the tables", rounds.median("postgresql") * 1000, "ms"),
        Figure("pg_duckdb on the tables", rounds.median("duckdb") * 1000, "ms"),
        Figure("pg_duckdb on sealed Parquet", rounds.median("sealed") * 1000, "ms"),
        Figure("PostgreSQL / pg_duckdb on the tables", rounds.ratio("postgresql", "duckdb"), "times as long"),
        Figure("PostgreSQL / pg_duckdb on sealed Parquet", rounds.ratio("postgresql", "sealed"), "times as long"),
    ]


async def _asked(
    url: str, viewer: Viewer, opened: Callable[[Database], AbstractAsyncContextManager[Analysis]]
) -> tuple[float, list[Scrap]]:
    """The second of two questions over the same pool, as of a server that has been running: in seconds, with its answer."""
    pool = Database(url, size=1)
    await pool.open()
    try:
        answers: Any = None
        begin = time.monotonic()
        for _ in range(2):
            begin = time.monotonic()
            async with opened(pool) as analysis:
                answers = await analytics.count_scrap(analysis, viewer, "reason")
        return time.monotonic() - begin, answers
    finally:
        await pool.close()


@asynccontextmanager
async def _on_tables(viewer: Viewer, pool: Database, *, duckdb: bool) -> AsyncGenerator[Analysis]:
    async with pool.reading(viewer, schema=analytics.SCHEMA, analytics=duckdb) as cursor:
        yield Analysis(cursor, "duckdb" if duckdb else "postgresql", None)
