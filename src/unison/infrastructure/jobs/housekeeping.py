"""Forgetting what nobody asks for any more."""

from typing import Any

import psycopg
import structlog

from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure.jobs", "housekeeping.sql")

log = structlog.get_logger()

FORGOTTEN = {
    "refresh tokens": "forget_refresh_tokens",
    "sessions": "forget_sessions",
    "failed attempts": "forget_attempts",
    "sessions at stations": "forget_station_sessions",
    "codes for pairing": "forget_pairing_codes",
    "wrong PINs": "forget_station_tries",
    "receipts and archive of jobs": "forget_jobs",
    "exports that have expired": "forget_exports",
    "old entries of the security log": "forget_security_log",
}
"""What goes, and by which statement."""


def forget(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows of each went. The connection is a worker's."""
    return {what: _count(connection.execute(_sql[statement])) for what, statement in FORGOTTEN.items()}


def _count(forgotten: psycopg.Cursor[Any]) -> int:
    """Of the rows that a statement deleted, or of those that a function says it did."""
    row = forgotten.fetchone() if forgotten.description else None
    return row[0] if row else forgotten.rowcount


def _carry_out(_: Job, workplace: Workplace) -> None:
    with workplace.connection() as connection:
        log.info("housekeeping.done", **{what: count for what, count in forget(connection).items() if count})


KIND = JobKind("housekeeping", _carry_out, limit_s=600)
