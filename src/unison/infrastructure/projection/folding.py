"""Filling a projection's empty tables by its fold: a few SQL statements over all facts at once, keys and indexes last.

It says the same as the projector's functions, and is only for the facts as they are stored today. Where any is of an older form,
or one could not be applied, the projector makes the tables fact by fact.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, LiteralString

import msgspec
import psycopg
import structlog
from psycopg import sql

from unison.infrastructure import database
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.sql import statements

log = structlog.get_logger()

FACTS_AT_ONCE = 200_000
"""Feed numbers copied by one transaction: an open one holds the whole feed back."""

_sql = statements("unison.infrastructure.projection", "folding.sql")


def fold(connection: psycopg.Connection[Any], projection: Projection, shadow: str, up_to: int) -> bool:
    """Fills the tables in the schema `shadow`, which are empty, with the facts up to a feed number, where the projection can be
    filled so; False leaves the tables in an undefined state.

    The connection is the builder's or the owner's, in autocommit. Each statement has a transaction of its own.
    """
    if not projection.fold or _is_parked(connection, projection):
        return False
    try:
        with _facts(connection, projection, up_to):
            if _has_older_forms(connection, projection):
                return False
            keys = _drop_keys(connection, shadow)
            for name in projection.fold:
                with connection.transaction():
                    _as_worker(connection, shadow)
                    connection.execute(projection.queries[name])
            for statement in keys:
                connection.execute(statement)
            tables = sql.SQL(", ").join(_tables(connection, shadow))
            connection.execute(sql.SQL(_sql["analyze_tables"]).format(tables=tables))
    except psycopg.OperationalError:
        raise
    except psycopg.Error as error:  # the projector finds out which fact it was, and parks its stream
        log.warning("projection.not_folded", projection=projection.name, error=str(error))
        return False
    return True


def _as_worker(connection: psycopg.Connection[Any], shadow: str) -> None:
    """For this transaction: the role that sees every organization, and room to sort and hash all facts of a kind at once."""
    database.act_as_worker(connection)
    connection.execute(database.SQL["commit_without_waiting"])
    connection.execute(_sql["enter_tables"], {"search_path": f"{shadow}, unison"})


def _is_parked(connection: psycopg.Connection[Any], projection: Projection) -> bool:
    with connection.transaction():
        database.act_as_worker(connection)
        return connection.execute(_sql["find_parked"], {"projection": projection.name}).fetchone() is not None


@contextmanager
def _facts(connection: psycopg.Connection[Any], projection: Projection, up_to: int) -> Generator[None]:
    """The facts that the projection takes, as the temporary table `facts`, which stands before the view `unison.facts`."""
    with connection.transaction():
        _as_worker(connection, "unison")
        connection.execute(_sql["make_facts"])
    try:
        for after in range(0, up_to, FACTS_AT_ONCE):
            part = {"topics": projection.topics, "after": after, "up_to": min(after + FACTS_AT_ONCE, up_to)}
            with connection.transaction():
                _as_worker(connection, "unison")
                connection.execute(_sql["copy_facts"], part)
        with connection.transaction():
            _as_worker(connection, "unison")
            connection.execute(_sql["analyze_facts"])
        yield
    finally:
        if not connection.closed:
            connection.execute(_sql["drop_facts"])


def _has_older_forms(connection: psycopg.Connection[Any], projection: Projection) -> bool:
    """Whether any fact is stored in another form than its class has now: of another schema version, or without a field."""
    forms = [
        {"topic": kind.topic, "schema_version": kind.schema_version, "fields": list(kind.field_names)}
        for kind in projection.on
    ]
    with connection.transaction():
        _as_worker(connection, "unison")
        told = msgspec.json.encode(forms).decode()
        return connection.execute(_sql["find_older_form"], {"forms": told}).fetchone() is not None


def _tables(connection: psycopg.Connection[Any], schema: str) -> list[sql.Identifier]:
    return [sql.Identifier(schema, name) for (name,) in connection.execute(_sql["list_tables"], {"schema": schema})]


def _drop_keys(connection: psycopg.Connection[Any], schema: str) -> list[LiteralString]:
    """Drops the keys and indexes of a schema's tables; answers the statements that make them again."""
    with connection.transaction():
        keys = connection.execute(_sql["list_keys"], {"schema": schema}).fetchall()
        for drop, _ in keys:
            connection.execute(drop)
    return [make for _, make in keys]
