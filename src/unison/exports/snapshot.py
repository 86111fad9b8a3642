"""The database as it was at one moment, for as long as an export reads it; and lists read page by page without counting up to
each page.

The routes open their transactions by `Database.reading`. Here all of them are the same one. A statement with a `limit` becomes a
cursor of the server: each time a route asks it again, it gets the next rows.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, Self, cast

import psycopg
from psycopg import AsyncCursor, sql
from psycopg.rows import DictRow, dict_row

from unison.infrastructure.database import Database, begin_reading, conninfo
from unison.infrastructure.sql import statements
from unison.shared.ports import Viewer

_sql = statements("unison.exports", "snapshot.sql")


@dataclass(slots=True)
class Rows:
    """What a statement has: all its rows, and how many were read."""

    name: str
    total: int = 0
    read: int = 0


class _Cursor(AsyncCursor[DictRow]):
    """Reads on where the statement was left, when it is one of a list."""

    def __init__(self, snapshot: "Snapshot", connection: psycopg.AsyncConnection[Any]) -> None:
        super().__init__(connection, row_factory=dict_row)
        self._snapshot = snapshot

    async def execute(self, query: Any, params: Any = None, **settings: Any) -> Self:
        if self._snapshot.page and isinstance(params, dict) and "limit" in params:
            return await self._read_on(query, cast("dict[str, Any]", params))
        return await super().execute(query, cast("Any", params), **settings)

    async def _read_on(self, query: LiteralString, params: dict[str, Any]) -> Self:
        lists = self._snapshot.lists
        if (rows := lists.get(query)) is None:
            rows = lists[query] = Rows(f"list_{len(lists)}")
            whole = {**params, "limit": None, "offset": 0}
            await super().execute(self._put("declare", rows, query), whole)
            await super().execute(self._put("move_to_end", rows))
            rows.total = self.rowcount
            await super().execute(self._put("move_to_start", rows))
        await super().execute(self._put("fetch", rows))
        rows.read += self.rowcount
        return self

    def _put(self, statement: str, rows: Rows, query: LiteralString = "") -> sql.Composed:
        parts = {
            "list": sql.Identifier(rows.name),
            "page": sql.Literal(self._snapshot.page),
            "statement": sql.SQL(query),
        }
        return sql.SQL(_sql[statement]).format(**parts)


class Snapshot(Database):
    """A database whose every question is answered as of the first one. Within `page`, the rows of a list come so many at a time.

    What DuckDB answers is not of the snapshot: that is asked once, and not in pages.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url, size=2)
        self.page = 0
        self.lists: dict[str, Rows] = {}
        self._connection: psycopg.AsyncConnection[Any] | None = None

    @property
    def total(self) -> int | None:
        """How many rows the list has; None before it was asked for, and where it is read at once."""
        return next((rows.total for rows in self.lists.values()), None)

    @property
    def has_more(self) -> bool:
        return any(rows.read < rows.total for rows in self.lists.values())

    async def open(self) -> None:
        await super().open()
        connection = await psycopg.AsyncConnection.connect(conninfo(self.url, "app"), autocommit=True)
        await connection.execute(_sql["bear_pauses"])
        await connection.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
        await connection.set_read_only(True)
        await connection.set_autocommit(False)  # the first question begins the transaction
        self._connection = connection

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
        await super().close()

    @asynccontextmanager
    async def reading(
        self, viewer: Viewer, *, schema: str | None = None, analytics: bool = False, primary: bool = False
    ) -> AsyncGenerator[AsyncCursor[DictRow]]:
        if analytics or self._connection is None:
            async with super().reading(viewer, schema=schema, analytics=analytics, primary=primary) as cursor:
                yield cursor
            return
        async with _Cursor(self, self._connection) as cursor:
            await begin_reading(cursor, viewer, f"{schema}, unison" if schema else "unison")
            yield cursor
