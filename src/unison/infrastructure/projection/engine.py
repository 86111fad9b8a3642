"""What a projection is, and how a batch of facts becomes rows."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from unison.infrastructure import codec
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
    """The tables of a projection for its `settle`: its named statements, asked and told in the batch's transaction."""

    def __init__(self, cursor: psycopg.Cursor[Any], queries: Statements) -> None:
        self._cursor = cursor
        self._queries = queries

    def ask(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The rows that a statement finds, as dictionaries."""
        with self._cursor.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(self._queries[statement], {"rows": codec.encode(rows).decode()}).fetchall()

    def tell(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Carries out a statement, unless there is nothing to tell it."""
        if rows:
            self._cursor.execute(self._queries[statement], {"rows": codec.encode(rows).decode()})


type Settle = Callable[[Tables, Sequence[tuple[UUID, str]]], None]
"""Puts right what depends on the (organization, key) that a batch touched, where no statement can say it."""


@dataclass(frozen=True)
class Projection:
    """A read model: its name is its schema, its queues begin with it.

    `on` has one function for each fact it takes. `after` names statements that run once at the end of each batch, with
    `%(rows)s` of the distinct {organization_id, key} that the batch's writes touch: for sums over what stands. `settle` runs
    behind them, with the same keys. `fold` names the statements, in their order, that fill the empty tables from all facts at
    once (see `folding`); none: a rebuild goes fact by fact. `meaning` is raised when other rows are to be written for the same
    facts and neither this package nor the measures say so (see `fingerprint`).
    """

    name: LiteralString
    package: str
    queries: Statements
    on: Mapping[type[Fact], Project]
    partitions: int = 1
    after: Sequence[str] = ()
    settle: Settle | None = None
    fold: Sequence[str] = ()
    meaning: int = 1
    topics: list[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "topics", sorted(kind.topic for kind in self.on))

    def queue(self, partition: int) -> str:
        return f"{self.name}_{partition}"

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


_ENTER: LiteralString = """
SELECT set_config('search_path', %s, true), set_config('enable_seqscan', 'off', true),
  set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)
"""


def enter(cursor: psycopg.Cursor[Any], schema: str) -> None:
    """Lets the transaction's statements write the tables of `schema`. They take few rows out of many, so they always go by
    the indexes.
    """
    cursor.execute(_ENTER, (f"{schema}, unison",))


class Growth:
    """Has one connection's statements planned anew whenever the facts applied over it have doubled.

    A plan is kept, and one that was made while the tables were new and empty takes any index for as good as the right one.
    """

    def __init__(self) -> None:
        self._applied, self._planned_at = 0, 250

    def add(self, cursor: psycopg.Cursor[Any], facts: int) -> None:
        self._applied += facts
        if self._applied >= 2 * self._planned_at:
            self._planned_at = self._applied
            cursor.execute("DISCARD PLANS")


CHUNK = 1_000
"""Facts whose writes are put together at once."""


def apply(cursor: psycopg.Cursor[Any], projection: Projection, events: Iterable[Recorded[Fact]]) -> None:
    """Carries out what the projection says of the events, in the schema that the search path names.

    The database carries out one chunk, from a thread, while the next is being made.
    """
    batch, touched = Batch(), dict[tuple[UUID, str], None]()
    with ThreadPoolExecutor(1) as writing:
        for number, chunk in enumerate(batched(events, CHUNK)):
            written = writing.submit(_write, cursor, projection, batch) if number else None
            batch = _batch(projection, chunk)
            touched |= batch.touched
            if written is not None:
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
        cursor.execute(projection.queries[statement], {"rows": codec.encode(rows).decode()})


def _count(cursor: psycopg.Cursor[Any], projection: Projection, touched: Collection[tuple[UUID, str]]) -> None:
    if keys := [{"organization_id": organization, "key": key} for organization, key in touched]:
        told = codec.encode(keys).decode()
        for statement in projection.after:
            cursor.execute(projection.queries[statement], {"rows": told})
        if projection.settle is not None:
            projection.settle(Tables(cursor, projection.queries), tuple(touched))


type Parked = Callable[[codec.FeedRow, Exception], None]


def apply_parking(
    cursor: psycopg.Cursor[Any], projection: Projection, rows: Sequence[codec.FeedRow], on_parked: Parked
) -> None:
    """Applies rows of the feed. When they cannot be applied together, finds the facts to blame one by one: their streams
    are handed to `on_parked` and skipped, all the others are applied. A lost connection is nobody's fault and is raised.
    """
    connection = cursor.connection
    try:
        with connection.transaction():
            apply(cursor, projection, map(codec.recorded, rows))
    except psycopg.OperationalError:
        raise
    except Exception:
        parked: set[tuple[Any, str]] = set()
        for row in rows:
            if (row[1], row[2]) in parked:
                continue
            try:
                with connection.transaction():
                    apply(cursor, projection, [codec.recorded(row)])
            except psycopg.OperationalError:
                raise
            except Exception as error:
                parked.add((row[1], row[2]))
                on_parked(row, error)


_FEED: LiteralString = """
SELECT f.cell_seq, f.organization_id, f.stream_id, f.version, e.topic, e.schema_version, e.data::text, e.meta::text,
  e.occurred_at, e.recorded_at, f.seq
FROM unison.feed f JOIN unison.events e
  ON e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version
WHERE f.cell_seq > %(after)s AND f.cell_seq <= %(up_to)s AND e.topic = ANY (%(topics)s)
"""
_PARTITION: LiteralString = " AND abs(e.stream_hash %% %(partitions)s) = %(partition)s"
_NOT_PARKED: LiteralString = """ AND NOT EXISTS (SELECT FROM unison.projection_parked p WHERE p.projection = %(projection)s
  AND p.organization_id = f.organization_id AND p.stream_id = f.stream_id)"""


def read_feed(
    cursor: psycopg.Cursor[Any],
    projection: Projection,
    *,
    after: int,
    up_to: int,
    partition: int | None = None,
    parked_too: bool = False,
) -> list[codec.FeedRow]:
    """The rows of the feed in (after, up_to] that the projection takes, in the feed's order, without parked streams.

    Rows, not facts: a fact that cannot be read must park its own stream and no other. No `partition` reads all of them.
    """
    query = _FEED
    if not parked_too:
        query += _NOT_PARKED
    if partition is not None and projection.partitions > 1:
        query += _PARTITION
    cursor.execute(
        query + " ORDER BY f.cell_seq",
        {
            "after": after,
            "up_to": up_to,
            "topics": projection.topics,
            "projection": projection.name,
            "partitions": projection.partitions,
            "partition": partition,
        },
    )
    return cursor.fetchall()
