"""Plans of prepared statements that write a read model: by the indexes, and made anew as the tables grow."""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql

from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure.feed")


def set_search_path(cursor: psycopg.Cursor[Any], schema: str) -> None:
    """Lets the transaction's statements write the tables of `schema`. They take few rows out of many, so they always go by
    the indexes.
    """
    cursor.execute(_sql["enter_tables"], {"search_path": f"{schema}, unison"})


class PlanRefresh:
    """Has one connection's statements planned anew whenever the facts applied over it have doubled, by statistics of the
    tables in `schemas` that are young and have doubled, too.

    A plan is kept, and one that was made while the tables were new and empty, or without statistics, takes any index for as good
    as the right one: it may read all rows of an organization for each fact. Autovacuum makes statistics too late for that.
    """

    def __init__(self, schemas: Sequence[str]) -> None:
        self._schemas = list(schemas)
        self._applied, self._planned_at = 0, 250

    def add(self, cursor: psycopg.Cursor[Any], facts: int) -> None:
        self._applied += facts
        if self._applied >= 2 * self._planned_at:
            self._planned_at = self._applied
            for schema, table in cursor.execute(_sql["list_grown_tables"], {"schemas": self._schemas}).fetchall():
                cursor.execute(sql.SQL(_sql["gather_statistics"]).format(table=sql.Identifier(schema, table)))
            cursor.execute(_sql["forget_plans"])
