"""Bringing a database to the present: extensions, PGMQ, Unison's schema, the lanes' queues, the projections' tables.

A projection that has changed is only marked here (see `projection.rebuild`): migrating takes no longer than its statements.
A fresh database gets `schema.sql`, the present truth; an older one gets the `NNNN_pre_*.sql` it lacks before, and the
`NNNN_post_*.sql` after the new code runs. A migration is never edited after its release.
"""

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, LiteralString, cast

import psycopg
from psycopg import errors, sql

from unison.infrastructure import analytics, database, releases, roles
from unison.infrastructure.feed.consumer import LANES, SQL, Reader, queue_of, register, try_stopped_again
from unison.infrastructure.jobs.kind import JobKind, queue_of_jobs
from unison.infrastructure.jobs.schedule import Schedule, define
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.tables import create_tables, drop_tables
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure", "migrations.sql")

_LOCK = 7_305_801_240_011
OPTIONAL_EXTENSIONS = ("pg_duckdb",)


class MigrationEdited(ValueError):
    """A migration differs from the one that a database has had."""


def migrate(
    connection: psycopg.Connection[Any],
    consumers: Sequence[Reader],
    job_kinds: Sequence[JobKind] = (),
    schedules: Sequence[Schedule] | None = None,
) -> list[str]:
    """Brings the database up to date and names what it did. Runs once at a time; safe to run again. Refuses one that this release
    does not lead on from (`releases.require_known`) before anything is touched.

    The connection is the owner's, in autocommit. A kind of job that is no more keeps its queue: jobs may wait in it.
    Without `schedules` those of before stay.
    """
    connection.execute(_sql["begin_migrating"], {"lock": _LOCK})
    try:
        pending = _pending(connection)
        roles.make_groups(connection)
        roles.close_database(connection)
        done = _extensions(connection)
        done += _pgmq(connection)
        with connection.transaction():
            done += _schema(connection, pending)
            analytics.permit(connection)
            if connection.execute(_sql["begin_epoch"]).fetchone() == (True,):
                done.append("began an epoch: the database lives on another server")
            try_stopped_again(connection)
            done += _job_queues(connection, job_kinds)
            done += [] if schedules is None else define(connection, schedules)
            connection.execute(_sql["tick_by_pg_cron"])
            done += _removed(connection, consumers)
            for consumer in consumers:
                done += _consumer(connection, consumer)
        return done
    finally:
        connection.execute(_sql["end_migrating"], {"lock": _LOCK})


def is_as_left_by(connection: psycopg.Connection[Any], code: str) -> bool:
    """Whether code of this fingerprint migrated the database last and it is where it was then: there is nothing to migrate.

    One look instead of all that migrating asks; it tries nothing again that was stopped.
    """
    if not _has(connection, "find_table", "unison.left_by"):
        return False
    asked = {"code": code, "extensions": list(OPTIONAL_EXTENSIONS)}
    return connection.execute(_sql["find_left_by"], asked).fetchone() is not None


def note_left_by(connection: psycopg.Connection[Any], code: str) -> None:
    """That code of this fingerprint has migrated the database."""
    connection.execute(_sql["note_left_by"], {"code": code})


def _has(connection: psycopg.Connection[Any], statement: str, name: str) -> bool:
    return connection.execute(_sql[statement], {"name": name}).fetchone() is not None


def _add_extension(connection: psycopg.Connection[Any], name: str) -> bool:
    """Whether it was missing, the server has it and the owner may add it."""
    if not _has(connection, "find_missing_extension", name):
        return False
    try:
        connection.execute(sql.SQL(database.SQL["add_extension"]).format(extension=sql.Identifier(name)))
    except errors.InsufficientPrivilege:
        return False
    return True


def _extensions(connection: psycopg.Connection[Any]) -> list[str]:
    """pg_duckdb where the server has it and the owner may add it; without it analytics run on PostgreSQL itself."""
    return [f"extension {name}" for name in OPTIONAL_EXTENSIONS if _add_extension(connection, name)]


def _pgmq(connection: psycopg.Connection[Any]) -> list[str]:
    """PGMQ as an extension where there is one that the owner may add, else from the SQL that the `pgmq` package ships."""
    if _has(connection, "find_schema", "pgmq"):
        return []
    if not _add_extension(connection, "pgmq"):
        with connection.transaction():
            connection.execute(cast(LiteralString, files("pgmq").joinpath("sql/pgmq.sql").read_text()))
    return ["pgmq"]


def _scripts() -> list[str]:
    return sorted(f.name for f in files("schema").joinpath("migrations").iterdir() if f.name.endswith(".sql"))


def _pending(connection: psycopg.Connection[Any]) -> list[str] | None:
    """The migrations that the database lacks; None where it is empty."""
    if not _has(connection, "find_schema", "unison"):
        return None
    known = _has(connection, "find_table", "unison.migrations")
    applied: dict[str, str] = dict(connection.execute(_sql["list_migrations"]).fetchall() if known else ())
    for name in applied.keys() & _scripts():
        if applied[name] != _digest(name):
            raise MigrationEdited(
                f"The migration {name} is not the one this database has had. Undo the edit, and write a migration of its own."
            )
    pending = [name for name in _scripts() if name not in applied]
    releases.require_known(connection, pending=bool(pending))
    return pending


def _schema(connection: psycopg.Connection[Any], pending: list[str] | None) -> list[str]:
    if pending is None:
        connection.execute(cast(LiteralString, files("schema").joinpath("schema.sql").read_text()))
        _queues(connection)
    for name in pending or ():
        connection.execute(cast(LiteralString, files("schema").joinpath("migrations", name).read_text()))
    for name in _scripts() if pending is None else pending:
        _note(connection, name)
    releases.note_release(connection)
    return ["schema"] if pending is None else pending


def _digest(name: str) -> str:
    return hashlib.sha256(files("schema").joinpath("migrations", name).read_bytes()).hexdigest()


def _note(connection: psycopg.Connection[Any], name: str) -> None:
    connection.execute(_sql["note_migration"], {"name": name, "sha256": _digest(name)})


def _queues(connection: psycopg.Connection[Any]) -> None:
    """One queue for each lane of the feed's consumers."""
    for lane in LANES:
        connection.execute(_sql["create_queue"], {"queue": queue_of(lane)})
    connection.execute(_sql["permit_queues"])


def _job_queues(connection: psycopg.Connection[Any], job_kinds: Sequence[JobKind]) -> list[str]:
    """One queue for each kind of job."""
    missing = [kind.name for kind in job_kinds if not _has(connection, "find_queue", kind.queue)]
    for name in missing:
        connection.execute(_sql["create_queue"], {"queue": queue_of_jobs(name)})
    if missing:
        connection.execute(_sql["permit_queues"])
    return [f"jobs {name}" for name in missing]


def _removed(connection: psycopg.Connection[Any], consumers: Sequence[Reader]) -> list[str]:
    """Forgets the consumers that are no more, and drops what they made."""
    known = [consumer.name for consumer in consumers]
    gone = sorted(connection.execute(_sql["forget_consumers"], {"known": known}).fetchall())
    for kind, name in gone:
        if kind == "projection":
            drop_tables(connection, name)
        connection.execute(SQL["unpark_all"], {"consumer": name})
        connection.execute(_sql["forget_positions"], {"name": name})
    return [f"{kind} {name} is gone" for kind, name in gone]


def _consumer(connection: psycopg.Connection[Any], consumer: Reader) -> list[str]:
    """Its row among the consumers, and the tables of a projection. A projection that has changed is left as it is and marked:
    it is rebuilt beside. What makes no tables goes on where it stands, by its new code."""
    if _has(connection, "find_consumer", consumer.name):
        wanted = {"name": consumer.name, "fingerprint": consumer.fingerprint}
        made_anew = isinstance(consumer, Projection)
        changed = connection.execute(_sql["want_fingerprint" if made_anew else "take_fingerprint"], wanted)
        return [f"{consumer.kind} {consumer.name} has changed"] if changed.rowcount else []
    if isinstance(consumer, Projection):
        create_tables(connection, consumer, consumer.name)
    register(connection, consumer)
    return [f"{consumer.kind} {consumer.name}"]
