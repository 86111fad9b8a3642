"""Several projections rebuilt at once: while the database writes the rows of one, the facts of another are projected here."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import psycopg

from unison.infrastructure import database
from unison.infrastructure.feed.consumer import SQL
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.rebuild import ProgressOf, changed, rebuild, rebuild_changed

AT_ONCE = 2
"""Rebuilds at once. Python and PostgreSQL take about as long for a fact, so that two of them keep two cores busy; as many
processes gain no more than threads do."""


def rebuild_what_changed(url: str, projections: Sequence[Projection], progress_of: ProgressOf) -> None:
    """Rebuilds those that have changed, the dearest first, and waits for what others are rebuilding."""
    with database.connect(url, "builder") as connection:
        count = len(changed(connection, projections))
    _together(url, min(AT_ONCE, count), lambda connection: rebuild_changed(connection, projections, progress_of))


def rebuild_all(url: str, projections: Sequence[Projection], progress_of: ProgressOf) -> dict[str, int]:
    """Rebuilds each of them, the dearest first; answers the feed numbers that they stand at."""
    with database.connect(url, "builder") as connection:
        ticks: dict[str, float] = {name: ms for name, _, ms in connection.execute(SQL["list_ticks"]).fetchall()}
    left = iter(sorted(projections, key=lambda each: ticks.get(each.name, 0), reverse=True))
    reached: dict[str, int] = {}

    def work(connection: psycopg.Connection[Any]) -> None:
        for projection in left:  # one iterator for all: each takes the next
            reached[projection.name] = rebuild(connection, projection, progress_of(projection))

    _together(url, min(AT_ONCE, len(projections)), work)
    return reached


def _together(url: str, count: int, work: Callable[[psycopg.Connection[Any]], object]) -> None:
    """Runs the same in so many threads, over a connection each, and raises what one of them raised. The threads do not keep a
    process alive that was interrupted."""
    failures: list[Exception] = []

    def run() -> None:
        try:
            with database.connect(url, "builder") as connection:
                work(connection)
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, name=f"rebuilder {number}", daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
