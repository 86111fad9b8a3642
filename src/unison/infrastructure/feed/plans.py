"""Plans of prepared statements that write a read model: by the indexes, and made anew as the tables grow."""

from typing import Any

import psycopg

from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure.feed")


def set_search_path(cursor: psycopg.Cursor[Any], schema: str) -> None:
    """Lets the transaction's statements write the tables of `schema`. They take few rows out of many, so they always go by
    the indexes.
    """
    cursor.execute(_sql["enter_tables"], {"search_path": f"{schema}, unison"})


class PlanRefresh:
    """Has one connection's statements planned anew whenever the facts applied over it have doubled.

    A plan is kept, and one that was made while the tables were new and empty takes any index for as good as the right one.
    """

    def __init__(self) -> None:
        self._applied, self._planned_at = 0, 250

    def add(self, cursor: psycopg.Cursor[Any], facts: int) -> None:
        self._applied += facts
        if self._applied >= 2 * self._planned_at:
            self._planned_at = self._applied
            cursor.execute(_sql["forget_plans"])
