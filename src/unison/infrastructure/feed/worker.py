"""One consumer of the feed by itself: while it is behind its lane, and where no lane runs."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
import structlog

from unison.infrastructure import codec
from unison.infrastructure.feed.consumer import SQL, Consumer
from unison.infrastructure.feed.live import News
from unison.infrastructure.feed.parking import park
from unison.infrastructure.feed.plans import PlanRefresh
from unison.infrastructure.feed.reading import DoesNotFit, apply_parking, feed_end, read_feed

log = structlog.get_logger()

FEED_PAGE = 5_000
"""How many feed numbers one transaction covers at most: short transactions let others have their turn."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one step did: `position` is the new one, `events` how many facts it covered."""

    position: int
    events: int
    more: bool


class ConsumerWorker:
    """Applies the feed to one consumer. The connection is its own, of the role `unison_worker`."""

    def __init__(self, connection: psycopg.Connection[Any], consumer: Consumer) -> None:
        self._connection = connection
        self.consumer = consumer
        self._known = {"name": consumer.name, "fingerprint": consumer.fingerprint}
        self._plans = PlanRefresh([consumer.name])

    def step(self) -> Progress | None:
        """Applies what is new in the feed and moves the position, in one transaction; None when there is nothing to do.

        Whoever holds the position's row has the turn, so that any number may try. A consumer that does not fit its tables
        is stopped, and then there is nothing to do; nor is there while they are those of other code.
        """
        try:
            return self._step()
        except DoesNotFit as fault:
            self._stop(str(fault))
            return None

    def catch_up(self) -> int:
        """Applies everything that stands in the feed now; answers the position."""
        while self.step():
            pass
        return self._read_position()[0]

    def reached(self, position: int) -> bool:
        """Whether everything up to this number is applied or parked, by whichever process.

        Raises `DoesNotFit` where the consumer does not get there: stopped, or made by other code.
        """
        at, stopped, fits = self._read_position()
        if at < position and not fits:
            raise DoesNotFit(f"The {self.consumer.kind} {self.consumer.name} was made by another version of Unison")
        if at < position and stopped is not None:
            raise DoesNotFit(f"The {self.consumer.kind} {self.consumer.name} is stopped: {stopped}")
        return at >= position

    def _step(self) -> Progress | None:
        with self._connection.transaction(), self._connection.cursor() as cursor:
            position, stopped, fits = self._found(cursor.execute(SQL["lock_position"], self._known))
            end = feed_end(cursor)
            if stopped is not None or not fits or end <= position:
                return None
            up_to = min(end, position + FEED_PAGE)
            rows = read_feed(cursor, self.consumer, after=position, up_to=up_to)
            self._plans.add(cursor, len(rows))
            if rows:
                self._apply(cursor, rows)
            cursor.execute(SQL["move_position"], {"name": self.consumer.name, "position": up_to})
        return Progress(up_to, len(rows), more=end > up_to)

    def _apply(self, cursor: psycopg.Cursor[Any], rows: list[codec.FeedRow]) -> None:
        apply = partial(self.consumer.apply, cursor)
        apply_parking(self._connection, apply, rows, lambda row, error: park(cursor, self.consumer.name, row, error))
        if self.consumer.kind == "projection":
            news = News()
            for row in rows:
                news.add(self.consumer.name, row)
            news.notify(cursor)

    def _stop(self, reason: str) -> None:
        self._connection.execute(SQL["stop"], {"name": self.consumer.name, "reason": reason})
        log.error("consumer.stopped", consumer=self.consumer.name, reason=reason)

    def _read_position(self) -> tuple[int, str | None, bool]:
        return self._found(self._connection.execute(SQL["read_position"], self._known))

    def _found(self, cursor: psycopg.Cursor[Any]) -> tuple[int, str | None, bool]:
        if (row := cursor.fetchone()) is None:
            raise LookupError(f"the {self.consumer.kind} {self.consumer.name} has no position; run `unison migrate`")
        return row
