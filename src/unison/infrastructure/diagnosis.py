"""What `unison doctor` looks at: each finding with whether it is well."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from unison.infrastructure import health
from unison.infrastructure.database import act_as_worker, connect
from unison.infrastructure.feed.consumer import Reader
from unison.infrastructure.feed.reading import feed_end
from unison.infrastructure.health import Finding
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure", "diagnosis.sql")
_jobs = statements("unison.infrastructure.jobs", "listing.sql")

SLOW_FEED = 10_000
"""A consumer that lies so many facts behind the feed is worth a look."""


SLOW_REPLICA_BYTES = 64 * 2**20
"""A replica that lies so many bytes of WAL behind the primary is worth a look."""


def diagnose(
    connection: psycopg.Connection[Any],
    consumers: Sequence[Reader],
    data: Path | None = None,
    certificate: Path | None = None,
) -> list[Finding]:
    """What `/readyz` tells, and what is beyond it: the server, names, each consumer, schedules. The connection is the owner's;
    `data` is the folder of an embedded server, `certificate` the server's own."""
    return [
        *health.findings(health.measure(connection), data, certificate),
        *_server(connection),
        *_feed(connection),
        *_consumers(connection, consumers),
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
        Finding("end of the feed", f"{end}; {waiting} facts wait for the sequencer"),
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
        well = state.stopped is None and (
            state.old or behind < SLOW_FEED
        )  # what is old is rebuilt, and answers meanwhile
        found.append(Finding(f"{consumer.kind} {consumer.name}", told, well))
    return found


@dataclass(frozen=True, slots=True)
class _State:
    position: int = 0
    old: bool = False
    lane: str = "no"
    tick_ms: float = 0.0
    stopped: str | None = None


def _work(connection: psycopg.Connection[Any]) -> list[Finding]:
    """The jobs that wait, over all organizations, and what is done again and again."""
    with connection.transaction():
        act_as_worker(connection)
        rows = connection.execute(_jobs["count_jobs"], {"organization": None}).fetchall()
        late = [name for (name,) in connection.execute(_jobs["find_late_schedules"]).fetchall()]
    return [
        Finding("jobs that wait", str(sum(row[1] for row in rows))),
        Finding("schedules", "on time" if not late else f"late, no worker runs: {', '.join(late)}", not late),
    ]
