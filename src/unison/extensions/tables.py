"""An extension's tables: in a schema of its own, where an organization sees its own rows."""

from collections.abc import Sequence
from typing import Any, LiteralString, cast

import psycopg
import structlog
from psycopg import sql

from unison.extensions.declaring import Extension
from unison.extensions.view import SQL
from unison.infrastructure import database
from unison.infrastructure.feed.consumer import SQL as CONSUMERS
from unison.infrastructure.feed.reading import sentence
from unison.infrastructure.projection.tables import drop_tables, secure_schema

log = structlog.get_logger()

OTHER_TABLES = (
    "its tables were made by another version: begin anew with `unison extensions --anew {name}`, or put table.sql back"
)


class OpenTable(ValueError):
    """A table without an `organization_id`, which row security cannot hold apart."""


def prepare(connection: psycopg.Connection[Any], extensions: Sequence[Extension]) -> list[Extension]:
    """Makes the tables of those that are new, and answers which may run: one whose table.sql has changed or does not hold is
    stopped with one sentence. The connection is the builder's or the owner's, in autocommit."""
    ready: list[Extension] = []
    with connection.transaction():
        connection.execute(SQL["lock_extensions"])
        connection.execute(SQL["try_again"], {"names": [each.name for each in extensions]})
        known = {name: fingerprint for name, fingerprint, _ in connection.execute(SQL["read_extensions"]).fetchall()}
        for extension in extensions:
            if extension.name not in known:
                fault = _made(connection, extension)
            else:
                other = known[extension.name] != extension.fingerprint
                fault = OTHER_TABLES.format(name=extension.name) if other else None
            if fault is None:
                ready.append(extension)
            else:
                stop(connection, extension, fault)
    return ready


def stop(connection: psycopg.Connection[Any], extension: Extension, reason: str) -> None:
    """It is run no further until a worker starts again."""
    connection.execute(SQL["stop"], {"name": extension.name, "reason": reason})
    log.error("extension.stopped", extension=extension.name, reason=reason)


def begin_anew(connection: psycopg.Connection[Any], extension: Extension) -> None:
    """Drops its tables, its positions and what is parked; makes them as they are wanted now. The connection is the owner's."""
    with connection.transaction():
        drop_tables(connection, extension.schema)
        connection.execute(SQL["forget"], {"name": extension.name})
        database.act_as_worker(connection)
        connection.execute(SQL["forget_tracking"], {"name": extension.name})
        connection.execute(CONSUMERS["unpark_all"], {"consumer": extension.schema})
    prepare(connection, [extension])


def _made(connection: psycopg.Connection[Any], extension: Extension) -> str | None:
    """None, or why its tables cannot be made."""
    connection.execute(SQL["register"], {"name": extension.name, "fingerprint": extension.fingerprint})
    try:
        with connection.transaction():
            _make_tables(connection, extension)
    except (psycopg.OperationalError, psycopg.InterfaceError):
        raise
    except (psycopg.Error, OpenTable, OSError) as fault:
        connection.execute(SQL["forget_fingerprint"], {"name": extension.name})
        return sentence(fault)
    if extension.begin == "now":
        database.act_as_worker(connection)
        connection.execute(SQL["begin_now"], {"name": extension.name})
        connection.execute(database.SQL["act_as_before"])
    return None


def _make_tables(connection: psycopg.Connection[Any], extension: Extension) -> None:
    schema = sql.Identifier(extension.schema)
    database.act_as_builder(connection)
    connection.execute(sql.SQL(SQL["create_schema"]).format(new=schema))
    connection.execute(database.SQL["set_search_path"], {"search_path": f"{extension.schema}, unison"})
    connection.execute(cast(LiteralString, extension.tables))
    connection.execute(database.SQL["set_search_path"], {"search_path": "public"})
    secure_schema(connection, extension.schema)
    connection.execute(sql.SQL(SQL["permit_tables"]).format(schema=schema))
    connection.execute(database.SQL["act_as_before"])
    if bare := connection.execute(SQL["list_open_tables"], {"schema": extension.schema}).fetchall():
        raise OpenTable(f"each table needs an organization_id: {', '.join(name for (name,) in bare)}")
