"""The one reader of a lane: each page of the feed is read and decoded once, and handed to every consumer that takes it.

What a consumer costs lies in its transactions, not in its facts, so all of a lane share one, of two round trips. A page that
cannot be applied that way is rolled back and left to each consumer by itself, which parks what is to blame.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
import structlog

from unison.infrastructure import codec
from unison.infrastructure.feed.balance import smoothed, to_move
from unison.infrastructure.feed.consumer import LANES, SQL, Consumer, Lane, queue_of, try_stopped_again
from unison.infrastructure.feed.live import News
from unison.infrastructure.feed.plans import PlanRefresh
from unison.infrastructure.feed.worker import ConsumerWorker, Progress
from unison.infrastructure.leading import LOST, Task, take_lead
from unison.shared.events import Fact, Recorded

log = structlog.get_logger()

PAGE = 5_000
"""Facts of one page at most; a consumer that is further behind the foremost than that leaves the lane until it is level."""

BALANCED_EVERY = 64
"""Ticks with facts between two looks at whether a consumer belongs into the other lane."""

MEASURED_EVERY = 4
"""Ticks with facts between two whose cost is measured."""

_TASKS: dict[Lane, Task] = {"fast": "lane fast", "slow": "lane slow"}

USUAL = 500
"""Facts of a page whose cost counts: a lane that is behind takes more at once, and tells nothing of its ticks."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A consumer that takes part in a tick: where it stands, and what its ticks have cost so far."""

    position: int
    tick_ms: float


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the feed, and who takes part."""

    rows: list[tuple[Any, ...]]
    members: dict[str, _Member]
    messages: list[int]

    @property
    def end(self) -> int:
        return self.rows[-1][0] if self.rows else 0


class LaneReader:
    """Applies the feed to the consumers of one lane. The connection is its own, of the role `unison_worker`."""

    def __init__(
        self, connection: psycopg.Connection[Any], lane: Lane, consumers: Sequence[Consumer], *, page: int = PAGE
    ) -> None:
        self._connection = connection
        self._lane: Lane = lane
        self._consumers = {consumer.name: consumer for consumer in consumers}
        self._takers = _takers(consumers)
        self._where = {
            "lane": lane,
            "names": list(self._consumers),
            "fingerprints": [each.fingerprint for each in consumers],
            "page": page,
            "queue": queue_of(lane),
        }
        self._after = 0
        self._measured_ms: dict[str, float] = {}
        self._ticks = 0
        self._plans = PlanRefresh(list(self._consumers))
        connection.execute(SQL["go_by_indexes"])

    def take_lead(self) -> bool:
        """One reader for each lane. Who takes it tries again what was stopped."""
        if not take_lead(self._connection, _TASKS[self._lane]):
            return False
        try_stopped_again(self._connection)
        return True

    def has_news(self) -> bool:
        """Whether a consumer of the lane is behind the feed: one statement that writes nothing."""
        row = self._connection.execute(SQL["has_lane_news"], self._where).fetchone()
        return bool(row and row[0])

    def step(self) -> Progress | None:
        """Reads messages and a page, applies it, moves the positions and deletes the messages, in one transaction.

        None when there is nothing to do. Messages only wake: whatever they say, the feed is applied from the positions to
        its end, so that a lost message costs a delay, and a wrong one skips no fact.
        """
        try:
            progress = self._step_together()
        except LOST:
            raise
        except Exception as error:
            log.warning("lane.applied_one_by_one", lane=self._lane, error=str(error))
            return self._step_one_by_one()
        if progress is not None:
            self._ticks += 1
            if self._ticks % BALANCED_EVERY == 0:
                self._balance()
        return progress

    def catch_up(self) -> None:
        """Applies everything that stands in the feed now."""
        while self.step():
            pass

    def _step_together(self) -> Progress | None:
        with self._connection.pipeline(), self._connection.transaction(), self._connection.cursor() as cursor:
            page = self._read_page()
            if not page.members or not (page.rows or page.messages):
                return None
            self._plans.add(cursor, len(page.rows))
            self._apply(cursor, page)
            cursor.execute(SQL["delete_messages"], self._where | {"ids": page.messages})
        self._after = min(max(each.position, page.end) for each in page.members.values())
        return Progress(self._after, len(page.rows), more=len(page.rows) == self._where["page"])

    def _read_page(self) -> _Page:
        """One round trip, as nearly always the positions stand where this reader left them."""
        locked = self._connection.cursor().execute(SQL["lock_lane"], self._where)
        messages = self._connection.cursor().execute(SQL["read_messages"], self._where)
        read = self._connection.cursor().execute(SQL["read_page"], self._where | {"after": self._after})
        members = {name: _Member(position, tick_ms) for name, position, tick_ms in locked.fetchall()}
        after = min((each.position for each in members.values()), default=self._after)
        if after != self._after:
            read = self._connection.cursor().execute(SQL["read_page"], self._where | {"after": after})
        return _Page(read.fetchall(), members, [row[0] for row in messages.fetchall()])

    def _apply(self, cursor: psycopg.Cursor[Any], page: _Page) -> None:
        """Everything is sent before the first answer is awaited, unless a consumer asks for one."""
        news = News()
        stopwatch = _Stopwatch(self._connection) if self._is_measured(page) else None
        moves = self._moves(page)
        for name, events in self._events(page, news).items():
            if stopwatch:
                stopwatch.begin(name)
            self._consumers[name].apply(cursor, events)
        if stopwatch:
            stopwatch.end()
        cursor.execute(SQL["move_lane"], {"rows": codec.encode(moves).decode()})
        news.notify(cursor)
        self._measured_ms = stopwatch.read_ms() if stopwatch else {}

    def _is_measured(self, page: _Page) -> bool:
        """Looking at the clock is a statement for each consumer, and one more round trip."""
        return self._ticks % MEASURED_EVERY == 0 and len(page.rows) <= USUAL

    def _events(self, page: _Page, news: News) -> dict[str, list[Recorded[Fact]]]:
        """What each consumer takes of the page, by name. A fact is decoded once, and only where somebody takes it."""
        taken: dict[str, list[Recorded[Fact]]] = {}
        for *columns, parked_by in page.rows:
            row: Any = tuple(columns)
            names = [
                name
                for name in self._takers.get(row[4], ())
                if name in page.members and page.members[name].position < row[0] and name not in parked_by
            ]
            if not names:
                continue
            event = codec.recorded(row)
            for name in names:
                taken.setdefault(name, []).append(event)
                if self._consumers[name].kind == "projection":
                    news.add(name, row)
        return dict(sorted(taken.items()))

    def _moves(self, page: _Page) -> list[dict[str, Any]]:
        """What a tick costs is known behind it, and stored with the next."""
        return [
            {
                "name": name,
                "position": max(member.position, page.end),
                "tick_ms": smoothed(member.tick_ms, self._measured_ms.get(name)),
            }
            for name, member in page.members.items()
        ]

    def _step_one_by_one(self) -> Progress | None:
        """Each consumer by itself, parking what is to blame. The messages come again with the next step."""
        self._measured_ms = {}
        members = self._connection.execute(SQL["lock_lane"], self._where).fetchall()
        steps = [ConsumerWorker(self._connection, self._consumers[name]).step() for name, *_ in members]
        done = [step for step in steps if step is not None]
        if not done:
            return None
        position, events = min(step.position for step in done), max(step.events for step in done)
        return Progress(position, events, more=any(step.more for step in done))

    def _balance(self) -> None:
        ticks: dict[str, dict[str, float]] = {lane: {} for lane in LANES}
        for name, lane, tick_ms in self._connection.execute(SQL["list_ticks"]).fetchall():
            ticks[lane][name] = tick_ms
        if (name := to_move(self._lane, ticks["fast"], ticks["slow"])) is not None:
            (other,) = (lane for lane in LANES if lane != self._lane)
            self._connection.execute(SQL["change_lane"], {"name": name, "lane": other})
            log.info("consumer.lane_changed", consumer=name, lane=other, ticks_ms=ticks)


class _Stopwatch:
    """What each consumer costs: the time that its statements take in the server, and the making of them here."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._laps: list[tuple[str, float, psycopg.Cursor[Any]]] = []

    def begin(self, name: str) -> None:
        clock = self._connection.cursor().execute(SQL["read_clock"])
        self._laps.append((name, time.perf_counter(), clock))

    def end(self) -> None:
        self.begin("")

    def read_ms(self) -> dict[str, float]:
        """By name, in milliseconds; waits for the server."""
        clocks: list[datetime] = [at for _, _, clock in self._laps for (at,) in clock.fetchall()]
        return {
            name: (clocks[n + 1] - clocks[n]).total_seconds() * 1000 + (self._laps[n + 1][1] - begin) * 1000
            for n, (name, begin, _) in enumerate(self._laps[:-1])
        }


def _takers(consumers: Sequence[Consumer]) -> dict[str, list[str]]:
    """The names of those that take a topic."""
    takers: dict[str, list[str]] = {}
    for consumer in consumers:
        for topic in consumer.topics:
            takers.setdefault(topic, []).append(consumer.name)
    return takers
