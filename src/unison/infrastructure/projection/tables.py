"""A projection's tables: made from its table.sql in a schema of its own, secured like every other."""

from typing import Any

import psycopg
from psycopg import sql

from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.sql import script


def create_tables(connection: psycopg.Connection[Any], projection: Projection, schema: str) -> None:
    """Makes the schema and its tables. Names in table.sql are unqualified; `schema` may be a shadow."""
    name = sql.Identifier(schema)
    connection.execute(sql.SQL("CREATE SCHEMA {}").format(name))
    connection.execute("SELECT set_config('search_path', %s, true)", (f"{schema}, unison",))
    connection.execute(script(projection.package, "table.sql"))
    connection.execute("SELECT set_config('search_path', 'public', true)")
    connection.execute("SELECT unison.secure_schema(%s)", (schema,))
    for grant in (
        "GRANT SELECT ON ALL TABLES IN SCHEMA {} TO unison_app",
        "GRANT SELECT, INSERT, UPDATE, DELETE, MAINTAIN ON ALL TABLES IN SCHEMA {} TO unison_worker",
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {} TO unison_app, unison_worker",
    ):
        connection.execute(sql.SQL(grant).format(name))  # pyright: ignore[reportArgumentType] - literals all


def drop_tables(connection: psycopg.Connection[Any], schema: str) -> None:
    """Drops a projection's schema, or its shadow, where there is one."""
    connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))
