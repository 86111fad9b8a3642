"""A projection's tables: made from its table.sql in a schema of its own, secured like every other."""

from typing import Any

import psycopg
from psycopg import sql

from unison.infrastructure import database
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.sql import script, statements

_sql = statements("unison.infrastructure.projection", "tables.sql")


def create_tables(connection: psycopg.Connection[Any], projection: Projection, schema: str) -> None:
    """Makes the schema and its tables, in a transaction. Names in table.sql are unqualified; `schema` may be a shadow."""
    name = sql.Identifier(schema)
    database.act_as_builder(connection)
    connection.execute(sql.SQL(_sql["create_schema"]).format(new=name))
    connection.execute(database.SQL["set_search_path"], {"search_path": f"{schema}, unison"})
    connection.execute(script(projection.package, "table.sql"))
    connection.execute(database.SQL["set_search_path"], {"search_path": "public"})
    secure_schema(connection, schema)
    connection.execute(sql.SQL(_sql["permit_tables"]).format(schema=name))
    connection.execute(database.SQL["act_as_before"])


def secure_schema(connection: psycopg.Connection[Any], schema: str) -> None:
    """From here on an organization sees its own rows in the schema's tables."""
    connection.execute(_sql["secure_schema"], {"schema": schema})


def drop_tables(connection: psycopg.Connection[Any], schema: str) -> None:
    """Drops a projection's schema, or its shadow, where there is one."""
    connection.execute(sql.SQL(_sql["drop_schema"]).format(schema=sql.Identifier(schema)))
