"""What `unison doctor` looks at: each finding with whether it is well."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg

from unison.infrastructure.projection.engine import Projection

SLOW_FEED = 10_000
"""A projection that lies so many facts behind the feed is worth a look."""


@dataclass(frozen=True)
class Finding:
    """One check: what was found and whether it is well."""

    check: str
    finding: str
    ok: bool = True


def diagnose(connection: psycopg.Connection[Any], projections: Sequence[Projection]) -> list[Finding]:
    """Looks at the server, the feed, the projections and what is parked. The connection is the owner's."""
    return [*_server(connection), *_feed(connection), *_projections(connection, projections), _parked(connection)]


def _one(connection: psycopg.Connection[Any], query: LiteralString) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _server(connection: psycopg.Connection[Any]) -> list[Finding]:
    version = connection.info.server_version
    found = [Finding("PostgreSQL", f"{version // 10000}.{version % 10000}", version >= 170000)]
    extensions: dict[str, str] = dict(connection.execute("SELECT extname, extversion FROM pg_extension").fetchall())
    for name, use in (("pg_duckdb", "analytics"), ("pg_textsearch", "search")):
        without = f"absent: {use} run on PostgreSQL itself"
        found.append(Finding(name, extensions.get(name, without)))
    synchronous = _one(connection, "SELECT current_setting('fsync') || ', ' || current_setting('synchronous_commit')")
    found.append(Finding("fsync, synchronous_commit", synchronous, synchronous == "on, on"))
    return found


def _feed(connection: psycopg.Connection[Any]) -> list[Finding]:
    end = _one(connection, "SELECT last_cell_seq FROM unison.feed_cursor")
    waiting = _one(
        connection,
        """SELECT count(*) FROM unison.events e, unison.feed_cursor c
           WHERE (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos)""",
    )
    oldest = _one(
        connection,
        """SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::int FROM pg_stat_activity
           WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()""",
    )
    rows = connection.execute("SELECT stream_id, from_version FROM unison.feed_aside ORDER BY at").fetchall()
    aside = [f"{stream} from version {version}" for stream, version in rows]
    return [
        Finding("feed", f"ends at {end}; {waiting} facts wait for the sequencer"),
        Finding("oldest open write transaction", f"{oldest} s", oldest < 60),
        Finding("streams outside the feed", ", ".join(aside) or "none", not aside),
    ]


def _projections(connection: psycopg.Connection[Any], projections: Sequence[Projection]) -> list[Finding]:
    end: int = _one(connection, "SELECT last_cell_seq FROM unison.feed_cursor")
    rows = connection.execute(
        """SELECT projection, min(feed_seq), bool_or(fingerprint <> wanted_fingerprint) FROM unison.projection_queues
           GROUP BY 1"""
    ).fetchall()
    states: dict[str, tuple[int, bool]] = {name: (position, old) for name, position, old in rows}
    found: list[Finding] = []
    for projection in projections:
        position, old = states.get(projection.name, (0, False))
        behind = f"{end - position} facts behind the feed"
        told = f"made by another version, to be rebuilt; {behind}" if old else behind
        found.append(Finding(f"projection {projection.name}", told, not old and end - position < SLOW_FEED))
    return found


def _parked(connection: psycopg.Connection[Any]) -> Finding:
    count = _one(connection, "SELECT count(*) FROM unison.projection_parked")
    return Finding("parked streams", "none" if not count else f"{count}: see `unison parked`", not count)
