"""What `unison work` runs: the sequencer, one reader for each lane, and at its start a rebuild of the projections that have
changed; in threads, until told to stop.

Every process may try: leaders are chosen by session advisory locks, and another takes over when one is gone.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import psycopg
import structlog
from psycopg import sql

from unison.infrastructure import database
from unison.infrastructure.feed.consumer import LANES, SQL, Consumer, Lane
from unison.infrastructure.feed.lane import PAGE, LaneReader
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.parallel import AT_ONCE
from unison.infrastructure.projection.rebuild import Superseded, rebuild_next
from unison.infrastructure.sequencer import AT_ONCE as EVENTS_AT_ONCE
from unison.infrastructure.sequencer import IDLE_S, Sequencer

log = structlog.get_logger()

RETRY_S = 1.0
"""Between two tries to take the lead or to reach the database, in seconds."""

LONGEST_IDLE_S = 0.1
"""The sequencer looks less and less often while nothing comes, down to once in so many seconds."""

SHORTEST_REST_S = 0.015
LONGEST_REST_S: dict[Lane, float] = {"fast": 0.12, "slow": 0.6}
RESTS = 2
"""A reader rests so many times as long as its last step took, in seconds, within these bounds: under load it takes many facts at
once, and leaves the processors to the commands, however many views there are."""

REBUILD_AGAIN_S = 30.0
"""Between two tries to rebuild a projection that has changed, in seconds."""

AWAKE_S = 0.5
"""The longest sleep of a reader: a notification that is lost costs this much, in seconds."""


class _Stopping(Exception):
    """The process is told to end."""


class Workers:
    """The threads of one worker process."""

    def __init__(
        self,
        url: str,
        consumers: Sequence[Consumer],
        tell: Mapping[str, Callable[[str], None]] | None = None,
        wake: Sequence[Callable[[], None]] = (),
    ) -> None:
        """`tell` is told the notifications of other channels, by their names; an empty one each time that listening begins,
        as those before it are lost. `wake` are called too when there is news in the feed."""
        self._url = url
        self._consumers = consumers
        self._projections = [each for each in consumers if isinstance(each, Projection)]
        self._others = wake
        self._tell = tell or {}
        self._stop = threading.Event()
        self._news: dict[Lane, threading.Event] = {lane: threading.Event() for lane in LANES}
        tasks: list[tuple[str, Callable[[psycopg.Connection[Any]], None]]] = [
            ("sequencer", self._sequence),
            ("listener", self._listen),
            ("catching up", self._catch_up),
            *((f"lane {lane}", partial(self._read_lane, lane=lane)) for lane in LANES),
        ]
        self._threads = [threading.Thread(target=self._keep, args=task, name=task[0], daemon=True) for task in tasks]
        self._threads += [
            threading.Thread(target=self._rebuild, name=f"rebuilder {number}", daemon=True) for number in range(AT_ONCE)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Asks the threads to end after the transaction they are in, and waits for them."""
        self._stop.set()
        self._wake()
        for thread in self._threads:
            thread.join(timeout=10)

    def wait(self) -> None:
        """Until `stop` is called from another thread or a signal handler."""
        while not self._stop.wait(0.5):
            pass

    def _wake(self, _: str = "") -> None:
        for news in self._news.values():
            news.set()
        for wake in self._others:
            wake()

    def _keep(self, name: str, run: Callable[[psycopg.Connection[Any]], None]) -> None:
        """Runs one task over connections of its own: a lost database is waited for, a fault is told and tried again."""
        while not self._stop.is_set():
            try:
                with database.connect(self._url, "worker") as connection:
                    run(connection)
            except psycopg.OperationalError as lost:
                log.warning("worker.database_lost", task=name, error=str(lost).strip())
                self._stop.wait(RETRY_S)
            except Exception:
                log.exception("worker.failed", task=name)
                self._stop.wait(RETRY_S)

    def _rebuild(self) -> None:
        """What another version changes later is that version's to rebuild: once everything is level this thread ends."""
        while not self._stop.is_set():
            try:
                with database.connect(self._url, "owner") as connection:
                    while name := rebuild_next(connection, self._projections, lambda _: self._go_on):
                        log.info("worker.rebuilt", projection=name)
                return
            except (Superseded, _Stopping):
                return
            except Exception:
                log.exception("worker.failed", task="rebuilder")
                self._stop.wait(REBUILD_AGAIN_S)

    def _go_on(self, _reached: int, _end: int) -> None:
        """A rebuild that is stopped leaves its shadow to the next."""
        if self._stop.is_set():
            raise _Stopping

    def _lead(self, take_lead: Callable[[], bool]) -> bool:
        while not self._stop.is_set():
            if take_lead():
                return True
            self._stop.wait(RETRY_S)
        return False

    def _sequence(self, connection: psycopg.Connection[Any]) -> None:
        sequencer = Sequencer(connection)
        if not self._lead(sequencer.take_lead):
            return
        idle_s = IDLE_S
        while not self._stop.is_set():
            taken = sequencer.tick()
            idle_s = IDLE_S if taken else min(idle_s * 1.05, LONGEST_IDLE_S)
            if taken < EVENTS_AT_ONCE:
                self._stop.wait(idle_s)

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(SQL["listen_to_feed"])
        for channel, tell in self._tell.items():
            connection.execute(sql.SQL(SQL["listen"]).format(channel=sql.Identifier(channel)))
            tell("")
        while not self._stop.is_set():
            for notification in connection.notifies(timeout=AWAKE_S, stop_after=1):
                self._tell.get(notification.channel, self._wake)(notification.payload)

    def _catch_up(self, connection: psycopg.Connection[Any]) -> None:
        """Brings those level that have fallen out of their lane, one after the other."""
        while not self._stop.wait(RETRY_S):
            where = {"names": [each.name for each in self._consumers], "page": PAGE}
            behind = {name for (name,) in connection.execute(SQL["list_behind"], where).fetchall()}
            for consumer in self._consumers:
                worker = ConsumerWorker(connection, consumer)
                while consumer.name in behind and not self._stop.is_set() and (progress := worker.step()):
                    if not progress.more:
                        break

    def _read_lane(self, connection: psycopg.Connection[Any], lane: Lane) -> None:
        reader, news = LaneReader(connection, lane, self._consumers), self._news[lane]
        if not self._lead(reader.take_lead):
            return
        while not self._stop.is_set():
            news.clear()
            began = time.monotonic()
            progress = reader.step()
            if progress is None:
                while not self._stop.is_set() and not news.wait(AWAKE_S) and not reader.has_news():
                    pass
            elif not progress.more:
                self._stop.wait(min(LONGEST_REST_S[lane], max(SHORTEST_REST_S, RESTS * (time.monotonic() - began))))
