"""What `unison doctor` looks at: each finding with whether it is well."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from unison.infrastructure.database import act_as_worker, connect
from unison.infrastructure.feed.consumer import Reader
from unison.infrastructure.feed.reading import feed_end
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure", "diagnosis.sql")
_jobs = statements("unison.infrastructure.jobs", "listing.sql")

SLOW_FEED = 10_000
"""A consumer that lies so many facts behind the feed is worth a look."""


LATE_JOB_S = 300
"""A job that waits for so many seconds since it is due: no worker runs, or what it is to reach is slow."""

SLOW_REPLICA_BYTES = 64 * 2**20
"""A replica that lies so many bytes of WAL behind the primary is worth a look."""


@dataclass(frozen=True)
class Finding:
    """One check: what was found and whether it is well."""

    check: str
    finding: str
    ok: bool = True


def diagnose(connection: psycopg.Connection[Any], consumers: Sequence[Reader]) -> list[Finding]:
    """Looks at the server, the feed, its consumers, what is parked, and the jobs. The connection is the owner's."""
    return [
        *_server(connection),
        *_feed(connection),
        *_consumers(connection, consumers),
        _parked(connection),
        *_work(connection),
    ]


def diagnose_replica(connection: psycopg.Connection[Any], replica_url: str) -> Finding:
    """Looks at the streaming replica that answers questions. The connection is the owner's on the primary."""
    check = "replica"
    try:
        with connect(replica_url, "owner", connect_timeout=5) as replica:
            at, server = replica.execute(_sql["read_replayed"]).fetchone() or (None, None)
    except psycopg.OperationalError as error:
        return Finding(check, f"does not answer, the primary does: {str(error).strip()}", ok=False)
    if at is None or server != _one(connection, "read_identity"):
        return Finding(check, "UNISON_READ_URL does not name a streaming replica of this server", ok=False)
    behind: int = _one(connection, "measure_replica_lag", replayed=at)
    return Finding(check, f"{behind} bytes of WAL behind the primary", behind < SLOW_REPLICA_BYTES)


def _one(connection: psycopg.Connection[Any], statement: str, **given: Any) -> Any:
    row = connection.execute(_sql[statement], given).fetchone()
    return row[0] if row else None


def _server(connection: psycopg.Connection[Any]) -> list[Finding]:
    version = connection.info.server_version
    found = [Finding("PostgreSQL", f"{version // 10000}.{version % 10000}", version >= 170000)]
    extensions: dict[str, str] = dict(connection.execute(_sql["list_extensions"]).fetchall())
    found.append(Finding("pg_duckdb", extensions.get("pg_duckdb", "absent: analytics run on PostgreSQL itself")))
    synchronous = _one(connection, "read_durability")
    found.append(Finding("fsync, synchronous_commit", synchronous, synchronous == "on, on"))
    return found


def _feed(connection: psycopg.Connection[Any]) -> list[Finding]:
    end = feed_end(connection.cursor())
    waiting = _one(connection, "count_waiting")
    oldest = _one(connection, "measure_oldest_write")
    rows = connection.execute(_sql["list_aside"]).fetchall()
    aside = [f"{stream} from version {version}" for stream, version in rows]
    return [
        Finding("feed", f"ends at {end}; {waiting} facts wait for the sequencer"),
        Finding("oldest open write transaction", f"{oldest} s", oldest < 60),
        Finding("streams outside the feed", ", ".join(aside) or "none", not aside),
    ]


def _consumers(connection: psycopg.Connection[Any], consumers: Sequence[Reader]) -> list[Finding]:
    end = feed_end(connection.cursor())
    rows = connection.execute(_sql["list_consumers"]).fetchall()
    states: dict[str, _State] = {name: _State(*state) for name, *state in rows}
    found: list[Finding] = []
    for consumer in consumers:
        state = states.get(consumer.name, _State())
        behind = end - state.position
        told = f"{behind} facts behind the feed"
        if consumer.kind != "reaction":  # they have a reader of their own
            told = f"{told}; {state.lane} lane, {state.tick_ms:.1f} ms a tick"
        if state.old:
            told = f"made by another version, to be rebuilt; {told}"
        if state.stopped is not None:
            told = f"stopped, its code does not fit its tables: {state.stopped}; {told}"
        well = not state.old and state.stopped is None and behind < SLOW_FEED
        found.append(Finding(f"{consumer.kind} {consumer.name}", told, well))
    return found


@dataclass(frozen=True, slots=True)
class _State:
    position: int = 0
    old: bool = False
    lane: str = "no"
    tick_ms: float = 0.0
    stopped: str | None = None


def _parked(connection: psycopg.Connection[Any]) -> Finding:
    count = _one(connection, "count_parked")
    return Finding("parked streams", "none" if not count else f"{count}: see `unison parked`", not count)


def _work(connection: psycopg.Connection[Any]) -> list[Finding]:
    """The jobs that wait and those that are dead, over all organizations, and what is done again and again."""
    with connection.transaction():
        act_as_worker(connection)
        rows = connection.execute(_jobs["count_jobs"], {"organization": None}).fetchall()
        late = [name for (name,) in connection.execute(_jobs["find_late_schedules"]).fetchall()]
    waiting, dead = sum(row[1] for row in rows), sum(row[4] for row in rows)
    oldest_s = max((row[5] or 0.0 for row in rows), default=0.0)
    since = f", the oldest for {oldest_s:.0f} s" if waiting else ""
    return [
        Finding("jobs", f"{waiting} wait{since}", oldest_s < LATE_JOB_S),
        Finding("dead jobs", "none" if not dead else f"{dead}: see `unison jobs --dead`", not dead),
        Finding("schedules", "on time" if not late else f"late, no worker runs: {', '.join(late)}", not late),
    ]
