"""An export as the worker that makes it sees it: what is asked, how far it is, and its file in pieces in the database."""

import time
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row

from unison.infrastructure.sql import statements

PIECE = 1 << 20
"""Bytes of a piece."""

LARGEST = 2 << 30
"""Bytes of the largest file that is made."""

TELL_S = 0.5
"""Between two tellings of how far it is, in seconds."""

_sql = statements("unison.exports", "exports.sql")


class Void(Exception):
    """It was cancelled, or another makes it now."""


class TooLarge(Exception):
    """The file would be larger than any that is made."""


@dataclass(slots=True)
class Making:
    """An export that is being made. `may_sign_in` is of whoever asked."""

    _cursor: psycopg.Cursor[Any]
    """One for all pieces: each holds its last one until the garbage is collected."""
    organization: UUID
    export: UUID
    user: UUID
    question: str
    part: str | None
    format: str
    may_sign_in: bool
    run: UUID
    rows: int = 0
    written: int = 0
    _pieces: int = 0
    _rest: bytearray = field(default_factory=bytearray)
    _told_at: float = 0.0

    @classmethod
    def begin(cls, connection: psycopg.Connection[Any], organization: UUID, export: UUID) -> Self | None:
        """Begins it anew. None when there is nothing to make: it is cancelled, made or gone."""
        run = uuid4()
        asked = {"organization": organization, "export": export, "run": run}
        cursor = connection.cursor(row_factory=dict_row, binary=True)
        found = cursor.execute(_sql["begin"], asked).fetchone()
        if found is None:
            return None
        return cls(
            cursor, organization, export, found["user_id"], found["question"], found["part"], found["format"],
            found["may_sign_in"], run,
        )  # fmt: skip

    def add(self, content: bytes) -> None:
        """More of the file. Raises `Void` and `TooLarge`."""
        self._rest += content
        while len(self._rest) >= PIECE:
            self._put(bytes(self._rest[:PIECE]))
            del self._rest[:PIECE]

    def tell(self, rows: int, total: int | None) -> None:
        """How many rows are written. Raises `Void`."""
        self.rows = rows
        if time.monotonic() - self._told_at >= TELL_S:
            self._told_at = time.monotonic()
            self._execute("tell_progress", rows=rows, total=total)

    def finish(self) -> None:
        """The file is whole. Raises `Void`."""
        if self._rest or not self._pieces:
            self._put(bytes(self._rest))
        self._execute("finish", rows=self.rows)

    def fail(self, reason: str, *, again: bool) -> None:
        """It could not be made; `again` when it will be tried again."""
        asked = self._asked() | {"state": "waiting" if again else "failed", "reason": reason}
        self._cursor.execute(_sql["fail"], asked)

    def _put(self, content: bytes) -> None:
        self.written += len(content)
        if self.written > LARGEST:
            raise TooLarge(f"The file would be larger than {LARGEST >> 30} GiB. Narrow the list, or choose Parquet.")
        self._execute("add_part", number=self._pieces, content=content)
        self._pieces += 1

    def _execute(self, statement: str, **more: object) -> None:
        if self._cursor.execute(_sql[statement], self._asked() | more).fetchone() is None:
            raise Void

    def _asked(self) -> dict[str, Any]:
        return {"organization": self.organization, "export": self.export, "run": self.run}
