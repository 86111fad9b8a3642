"""Rebuilding a projection without downtime: into a shadow schema, then a swap in one transaction."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from psycopg import sql

from unison.infrastructure import codec, database
from unison.infrastructure.feed.consumer import SQL
from unison.infrastructure.feed.parking import park
from unison.infrastructure.feed.plans import PlanRefresh, set_search_path
from unison.infrastructure.feed.reading import apply_parking, feed_end, read_feed
from unison.infrastructure.projection.engine import Projection, apply
from unison.infrastructure.projection.folding import fold
from unison.infrastructure.projection.tables import create_tables, drop_tables
from unison.infrastructure.sql import statements

PAGE = 10_000
"""Feed numbers in one transaction."""

TAIL = 2_000
"""When so few are left the workers are held and the rest is applied in the swapping transaction."""

_TURN_S = 0.1
"""Between two looks whether somebody else has ended a rebuild, in seconds."""

_sql = statements("unison.infrastructure.projection", "rebuild.sql")

type Progress = Callable[[int, int], None]
"""Called with (feed number reached, feed number to reach)."""

type ProgressOf = Callable[[Projection], Progress]
"""What is to be called for one of several."""


def _unseen(_reached: int, _end: int) -> None:
    """For those who do not watch."""


class Superseded(Exception):
    """Another version has migrated the database: what this one would rebuild is not wanted any more."""


def rebuild(connection: psycopg.Connection[Any], projection: Projection, progress: Progress = _unseen) -> int:
    """Makes the projection's tables anew from the feed and swaps them in; answers the feed number they stand at.

    The connection is the builder's or the owner's, in autocommit. Readers see the old tables until the swap is committed.
    Streams that cannot be applied are parked by the swap; those parked before get another try. One that was interrupted leaves
    a shadow behind, which the next one drops. Raises `Superseded` when another version has migrated meanwhile.
    """
    while True:
        with _lock(connection, projection) as is_mine:
            if is_mine:
                return _rebuilt(connection, projection, progress)
        time.sleep(_TURN_S)


def changed(connection: psycopg.Connection[Any], projections: Sequence[Projection]) -> list[Projection]:
    """The projections whose tables were not made by this code, though this version is the one that migrated last; the dearest
    first, by what their ticks have cost."""
    rows = connection.execute(SQL["list_changed"]).fetchall()
    known = {projection.name: projection for projection in projections}
    return [known[name] for name, wanted in rows if name in known and known[name].fingerprint == wanted]


def rebuild_next(
    connection: psycopg.Connection[Any], projections: Sequence[Projection], progress_of: ProgressOf = lambda _: _unseen
) -> str | None:
    """Rebuilds one that has changed and that nobody else is rebuilding, and names it; waits while others are at all the rest.

    None once none is left. Any number may do so at once, in one process or several: they share the work.
    """
    while left := changed(connection, projections):
        for projection in left:
            with _lock(connection, projection) as is_mine:
                if is_mine and changed(connection, [projection]):  # nobody else was faster
                    _rebuilt(connection, projection, progress_of(projection))
                    return projection.name
        time.sleep(_TURN_S)
    return None


def rebuild_changed(
    connection: psycopg.Connection[Any], projections: Sequence[Projection], progress_of: ProgressOf = lambda _: _unseen
) -> list[str]:
    """Rebuilds what has changed, waits for what others are rebuilding, and names what it did itself."""
    return list(iter(partial(rebuild_next, connection, projections, progress_of), None))


@contextmanager
def _lock(connection: psycopg.Connection[Any], projection: Projection) -> Generator[bool]:
    """One rebuild of a projection at a time: a session lock, which a process that is killed gives back, and one that stands still
    loses. Whether it is had."""
    lock = {"key": f"unison rebuild {projection.name}"}
    is_mine = connection.execute(database.SQL["take_lock"], lock).fetchone() == (True,)
    connection.execute(_sql["bound_silence"])
    try:
        yield is_mine
    finally:
        if not connection.closed:
            connection.execute(_sql["bear_silence"])
        if is_mine and not connection.closed:
            connection.execute(database.SQL["give_lock_back"], lock)


def _rebuilt(connection: psycopg.Connection[Any], projection: Projection, progress: Progress) -> int:
    shadow = f"{projection.name}_shadow"
    run = _Rebuild(connection, projection, shadow)
    run.begin()
    if projection.fold:
        if fold(connection, projection, shadow, end := run.feed_end()):
            run.reached = end
            progress(run.reached, end)
        else:
            run.begin()
    while (end := run.feed_end()) - run.reached > TAIL:
        with connection.transaction():
            connection.execute(database.SQL["commit_without_waiting"])  # the swap waits
            run.page(min(run.reached + PAGE, end))
        progress(run.reached, end)
    with connection.transaction():
        run.hold_workers()
        run.page(run.feed_end())
        run.swap()
    progress(run.reached, run.reached)
    return run.reached


class _Rebuild:
    def __init__(self, connection: psycopg.Connection[Any], projection: Projection, shadow: str) -> None:
        self._connection = connection
        self._projection = projection
        self._shadow = shadow
        self._fingerprint = projection.fingerprint
        self._parked: dict[tuple[Any, str], tuple[codec.FeedRow, Exception]] = {}
        self._plans = PlanRefresh([shadow])
        self.reached = 0

    def begin(self) -> None:
        """Makes the shadow, empty."""
        with self._connection.transaction():
            drop_tables(self._connection, self._shadow)
            create_tables(self._connection, self._projection, self._shadow)

    def feed_end(self) -> int:
        with self._connection.cursor() as cursor:
            return feed_end(cursor)

    def page(self, up_to: int) -> None:
        with self._connection.cursor() as cursor:
            database.act_as_worker(self._connection)
            set_search_path(cursor, self._shadow)
            rows = read_feed(cursor, self._projection, after=self.reached, up_to=up_to, parked_too=True)
            if self._parked:
                rows = [row for row in rows if (row[1], row[2]) not in self._parked]
            self._plans.add(cursor, len(rows))
            apply_parking(self._connection, partial(apply, cursor, self._projection), rows, self._set_aside)
            cursor.execute(database.SQL["act_as_before"])
        self.reached = up_to

    def _set_aside(self, row: codec.FeedRow, error: Exception) -> None:
        self._parked[row[1], row[2]] = (row, error)

    def hold_workers(self) -> None:
        """Each worker's step begins by locking its position: none begins before this transaction ends."""
        rows = self._connection.execute(_sql["hold_workers"], {"name": self._projection.name}).fetchall()
        if {row[0] for row in rows} != {self._fingerprint}:
            raise Superseded(f"another version of Unison wants {self._projection.name} otherwise; start that one")

    def swap(self) -> None:
        name = self._projection.name
        renamed = {"schema": sql.Identifier(self._shadow), "new": sql.Identifier(name)}
        rebuilt = {"name": name, "position": self.reached, "fingerprint": self._fingerprint}
        with self._connection.cursor() as cursor:
            cursor.execute(database.SQL["set_search_path"], {"search_path": "public"})
            drop_tables(self._connection, name)
            cursor.execute(sql.SQL(_sql["rename_schema"]).format(**renamed))
            cursor.execute(_sql["note_rebuilt"], rebuilt)
            cursor.execute(SQL["unpark_all"], {"consumer": name})
            for row, error in self._parked.values():
                park(cursor, name, row, error)
