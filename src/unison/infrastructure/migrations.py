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

from unison.infrastructure import analytics
from unison.infrastructure.feed.consumer import LANES, queue_of, register, try_stopped_again
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.tables import create_tables, drop_tables

_LOCK = 7_305_801_240_011
OPTIONAL_EXTENSIONS = ("pg_duckdb", "pg_textsearch")


class MigrationEdited(ValueError):
    """A migration differs from the one that a database has had."""


def migrate(connection: psycopg.Connection[Any], projections: Sequence[Projection]) -> list[str]:
    """Brings the database up to date and names what it did. Runs once at a time; safe to run again.

    The connection is the owner's, in autocommit.
    """
    connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
    try:
        done = _extensions(connection)
        done += _pgmq(connection)
        with connection.transaction():
            done += _schema(connection)
            analytics.permit(connection)
            if connection.execute("SELECT unison.begin_epoch()").fetchone() == (True,):
                done.append("began an epoch: the database lives on another server")
            try_stopped_again(connection)
            done += _removed(connection, projections)
            for projection in projections:
                done += _projection(connection, projection)
        return done
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", (_LOCK,))


def _has(connection: psycopg.Connection[Any], query: LiteralString, *parameters: object) -> bool:
    return connection.execute(query, parameters).fetchone() is not None


def _extensions(connection: psycopg.Connection[Any]) -> list[str]:
    """pg_duckdb and pg_textsearch where the server has them; without them analytics run on PostgreSQL itself."""
    done: list[str] = []
    for name in OPTIONAL_EXTENSIONS:
        available = _has(connection, "SELECT FROM pg_available_extensions WHERE name = %s", name)
        present = _has(connection, "SELECT FROM pg_extension WHERE extname = %s", name)
        if available and not present:
            connection.execute(f"CREATE EXTENSION {name}")
            done.append(f"extension {name}")
    return done


def _pgmq(connection: psycopg.Connection[Any]) -> list[str]:
    """PGMQ as an extension where there is one, else from the SQL that the `pgmq` package ships."""
    if _has(connection, "SELECT FROM pg_namespace WHERE nspname = 'pgmq'"):
        return []
    if _has(connection, "SELECT FROM pg_available_extensions WHERE name = 'pgmq'"):
        connection.execute("CREATE EXTENSION pgmq")
    else:
        with connection.transaction():
            connection.execute(cast(LiteralString, files("pgmq").joinpath("sql/pgmq.sql").read_text()))
    return ["pgmq"]


def _schema(connection: psycopg.Connection[Any]) -> list[str]:
    scripts = sorted(f.name for f in files("schema").joinpath("migrations").iterdir() if f.name.endswith(".sql"))
    if not _has(connection, "SELECT FROM pg_namespace WHERE nspname = 'unison'"):
        connection.execute(cast(LiteralString, files("schema").joinpath("schema.sql").read_text()))
        connection.execute(
            "CREATE TABLE unison.migrations (name text PRIMARY KEY, at timestamptz DEFAULT now(), sha256 text)"
        )
        _queues(connection)
        for name in scripts:
            _note(connection, name)
        return ["schema"]
    applied: dict[str, str] = dict(connection.execute("SELECT name, sha256 FROM unison.migrations").fetchall())
    for name in scripts:
        if applied.get(name, _digest(name)) != _digest(name):
            raise MigrationEdited(
                f"The migration {name} is not the one this database has had. Undo the edit, and write a migration of its own."
            )
    pending = [name for name in scripts if name not in applied]
    for name in pending:
        connection.execute(cast(LiteralString, files("schema").joinpath("migrations", name).read_text()))
        _note(connection, name)
    return pending


def _digest(name: str) -> str:
    return hashlib.sha256(files("schema").joinpath("migrations", name).read_bytes()).hexdigest()


def _note(connection: psycopg.Connection[Any], name: str) -> None:
    connection.execute("INSERT INTO unison.migrations (name, sha256) VALUES (%s, %s)", (name, _digest(name)))


def _queues(connection: psycopg.Connection[Any]) -> None:
    """One queue for each lane of the feed's consumers."""
    for lane in LANES:
        connection.execute("SELECT pgmq.create(%s)", (queue_of(lane),))
    connection.execute("GRANT USAGE ON SCHEMA pgmq TO unison_worker, unison_app")
    connection.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgmq TO unison_worker")
    connection.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgmq TO unison_worker")
    connection.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgmq TO unison_worker")


def _removed(connection: psycopg.Connection[Any], projections: Sequence[Projection]) -> list[str]:
    """Drops the projections that are no more."""
    known = [projection.name for projection in projections]
    gone = connection.execute(
        "DELETE FROM unison.consumers WHERE kind = 'projection' AND name <> ALL (%s) RETURNING name", (known,)
    ).fetchall()
    for (name,) in sorted(gone):
        drop_tables(connection, name)
        connection.execute("DELETE FROM unison.parked_streams WHERE consumer = %s", (name,))
    return [f"projection {name} is gone" for (name,) in sorted(gone)]


def _projection(connection: psycopg.Connection[Any], projection: Projection) -> list[str]:
    """Its row among the consumers, and the tables. One that has changed is left as it is and marked: it is rebuilt beside."""
    wanted = projection.fingerprint
    if _has(connection, "SELECT FROM unison.consumers WHERE name = %s", projection.name):
        changed = connection.execute(
            "UPDATE unison.consumers SET wanted_fingerprint = %s WHERE name = %s AND wanted_fingerprint <> %s",
            (wanted, projection.name, wanted),
        )
        return [f"projection {projection.name} has changed"] if changed.rowcount else []
    create_tables(connection, projection, projection.name)
    register(connection, projection)
    return [f"projection {projection.name}"]
