"""What a projection is, and how a batch of facts becomes rows."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import batched
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from unison.infrastructure import codec
from unison.infrastructure.feed.consumer import Start
from unison.infrastructure.feed.plans import set_search_path
from unison.infrastructure.projection.fingerprint import fingerprint
from unison.infrastructure.sql import Statements
from unison.shared.events import Fact, Recorded


@dataclass(frozen=True, slots=True)
class Write:
    """One row for a named statement of the projection's queries.sql.

    `row` maps columns to values; `organization_id` is added. `key` names what the row is about: writes with one key
    keep their order, writes with different keys may be carried out in any order. A statement gets its rows as the
    parameter `%(rows)s` and unpacks them with `json_populate_recordset(null::some_table, %(rows)s)`. A statement never
    gets two rows of one key at once, so `ON CONFLICT DO UPDATE` is safe when the key covers the conflict target.
    `touches` names what the projection's `after` statements must count again.
    """

    statement: str
    key: object
    row: dict[str, Any]
    touches: str | None = None


type Project = Callable[[Any, Recorded[Any]], Iterable[Write]]
"""The function of one fact: (fact, as recorded) -> what to write. Values, never increments: twice is once."""


class Tables:
    """The tables of a projection for its `after_batch`: its named statements, in the batch's transaction."""

    def __init__(self, cursor: psycopg.Cursor[Any], queries: Statements) -> None:
        self._cursor = cursor
        self._queries = queries

    def read(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The rows that a statement finds, as dictionaries."""
        with self._cursor.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(self._queries[statement], {"rows": codec.encode(rows).decode()}).fetchall()

    def write(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Carries out a statement, unless there are no rows for it."""
        if rows:
            self._cursor.execute(self._queries[statement], {"rows": codec.encode(rows).decode()})


type AfterBatch = Callable[[Tables, Sequence[tuple[UUID, str]]], None]
"""Puts right what depends on the (organization, key) that a batch touched, where no statement can say it."""


@dataclass(frozen=True)
class Projection:
    """A read model, a consumer of the feed: its name is its schema.

    `on` has one function for each fact it takes. `after` names statements that run once at the end of each batch, with
    `%(rows)s` of the distinct {organization_id, key} that the batch's writes touch: for sums over what stands. `after_batch`
    runs behind them, with the same keys. `fold` names the statements, in their order, that fill the empty tables from all facts
    at once (see `folding`); none: a rebuild goes fact by fact. `meaning` is raised when other rows are to be written for the same
    facts and neither this package nor the measures say so (see `fingerprint`).
    """

    name: LiteralString
    package: str
    queries: Statements
    on: Mapping[type[Fact], Project]
    after: Sequence[str] = ()
    after_batch: AfterBatch | None = None
    fold: Sequence[str] = ()
    meaning: int = 1
    topics: Sequence[str] = field(init=False)
    writing: Statements = field(init=False)
    """The statements under its own name, as a comment. Of two projections with the same text each then has a prepared plan of
    its own: one that they shared would be made anew at every change of the search path."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "topics", sorted(kind.topic for kind in self.on))
        marked: dict[str, LiteralString] = {
            name: "/* " + self.name + " */ " + text for name, text in self.queries.items()
        }
        object.__setattr__(self, "writing", Statements(marked))

    @property
    def kind(self) -> str:
        return "projection"

    @property
    def start(self) -> Start:
        return "beginning"

    @property
    def fingerprint(self) -> str:
        """Of the code that decides its rows."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint(self)

    def apply(self, cursor: psycopg.Cursor[Any], events: Iterable[Recorded[Fact]]) -> None:
        """Writes what it says of the events, into its own tables."""
        set_search_path(cursor, self.name)
        apply(cursor, self, events)

    def writes(self, event: Recorded[Fact]) -> Iterable[Write]:
        return self.on[type(event.fact)](event.fact, event)


class Batch:
    """Writes in as few statements as the order of each key allows.

    A run is one statement with many rows. A write joins the first run of its statement that comes after the last run of
    its key; where there is none it opens a new one. So there are as many runs as the longest story of one key has.
    """

    def __init__(self) -> None:
        self.runs: list[tuple[str, list[dict[str, Any]]]] = []
        self._last_run_of_key: dict[object, int] = {}
        self._runs_of_statement: dict[str, list[int]] = {}
        self.touched: dict[tuple[UUID, str], None] = {}

    def add(self, event: Recorded[Fact], write: Write) -> None:
        write.row["organization_id"] = event.organization_id
        key = (event.organization_id, write.key)
        runs = self._runs_of_statement.setdefault(write.statement, [])
        place = bisect_right(runs, self._last_run_of_key.get(key, -1))
        if place == len(runs):
            runs.append(len(self.runs))
            self.runs.append((write.statement, []))
        run = runs[place]
        self.runs[run][1].append(write.row)
        self._last_run_of_key[key] = run
        if write.touches is not None:
            self.touched[event.organization_id, write.touches] = None

    def __iter__(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        return iter(self.runs)


CHUNK = 1_000
"""Facts whose writes are put together at once."""


def apply(cursor: psycopg.Cursor[Any], projection: Projection, events: Iterable[Recorded[Fact]]) -> None:
    """Carries out what the projection says of the events, in the schema that the search path names.

    The database carries out one chunk, from a thread, while the next is being made.
    """
    chunks = batched(events, CHUNK)
    batch = _batch(projection, next(chunks, ()))
    touched = dict(batch.touched)
    with ThreadPoolExecutor(1) as writing:
        for chunk in chunks:
            written = writing.submit(_write, cursor, projection, batch)
            batch = _batch(projection, chunk)
            touched |= batch.touched
            written.result()
    _write(cursor, projection, batch)
    _count(cursor, projection, touched)


def _batch(projection: Projection, events: Iterable[Recorded[Fact]]) -> Batch:
    batch = Batch()
    for event in events:
        for write in projection.writes(event):
            batch.add(event, write)
    return batch


def _write(cursor: psycopg.Cursor[Any], projection: Projection, batch: Batch) -> None:
    for statement, rows in batch:
        cursor.execute(projection.writing[statement], {"rows": codec.encode(rows).decode()})


def _count(cursor: psycopg.Cursor[Any], projection: Projection, touched: Collection[tuple[UUID, str]]) -> None:
    if keys := [{"organization_id": organization, "key": key} for organization, key in touched]:
        told = codec.encode(keys).decode()
        for statement in projection.after:
            cursor.execute(projection.writing[statement], {"rows": told})
        if projection.after_batch is not None:
            projection.after_batch(Tables(cursor, projection.writing), tuple(touched))
