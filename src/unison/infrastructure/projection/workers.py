"""What `unison work` runs: the sequencer, one reader for each lane, and at its start a rebuild of the projections that have
changed; in threads, until told to stop.

Every process may try: one leads each task, and another takes over when it is gone or stands still (`leading`).
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import psycopg
import structlog
from psycopg import sql

from unison.infrastructure import database
from unison.infrastructure.appends import WRITTEN
from unison.infrastructure.feed.consumer import LANES, SQL, Consumer, Lane
from unison.infrastructure.feed.lane import PAGE, LaneReader
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.leading import LOST
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.parallel import AT_ONCE
from unison.infrastructure.projection.rebuild import Superseded, rebuild_next
from unison.infrastructure.sequencer import AT_ONCE as EVENTS_AT_ONCE
from unison.infrastructure.sequencer import IDLE_S, Sequencer
from unison.infrastructure.watch import Watch

log = structlog.get_logger()

RETRY_S = 1.0
"""Between two tries to take the lead or to reach the database, in seconds."""

LONGEST_IDLE_S = 0.1
"""The sequencer looks less and less often while nothing comes, down to once in so many seconds for `BUSY_S`."""

BUSY_S = 2.0
"""So long after the last fact, or after it was told of one, it waits for nobody to tell it, in seconds. Longer than `TOLD_EVERY_S`
of the appends."""

ASLEEP_S = 1.0
"""Then it looks once in so many seconds, and when it is told that something was written: a word that is lost costs this much."""

SHORTEST_REST_S = 0.015
LONGEST_REST_S: dict[Lane, float] = {"fast": 0.12, "slow": 0.6}
RESTS = 2
"""A reader rests so many times as long as its last step took, in seconds, within these bounds: under load it takes many facts at
once, and leaves the processors to the commands, however many views there are."""

REBUILD_AGAIN_S = 30.0
"""Between two tries to rebuild a projection that has changed, in seconds."""

AWAKE_S = 3.0
"""The longest sleep of a reader, in seconds, well below that at which a leader counts as silent. No notification is lost to it but
those of a connection that is lost, and then it is woken."""

BEHIND_S = 3.0
"""Between two looks for consumers that have fallen out of their lane, in seconds."""


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
        watch: Watch | None = None,
    ) -> None:
        """`tell` is told the notifications of other channels, by their names; an empty one each time that listening begins,
        as those before it are lost. `wake` are called too when there is news in the feed. `watch` sees the threads."""
        self._url = url
        self._consumers = consumers
        self._projections = [each for each in consumers if isinstance(each, Projection)]
        self._others = wake
        self._tell = {WRITTEN: self._hear_written, **(tell or {})}
        self._watch = watch or Watch()
        self._written = threading.Event()
        self._fallen_behind = threading.Event()
        self._stop = threading.Event()
        self._news: dict[Lane, threading.Event] = {lane: threading.Event() for lane in LANES}
        tasks: list[tuple[str, Callable[[psycopg.Connection[Any]], None], threading.Event | None]] = [
            ("sequencer", self._sequence, None),
            ("listener", self._listen, None),
            ("catching up", self._catch_up, self._fallen_behind),
            *((f"lane {lane}", partial(self._read_lane, lane=lane), None) for lane in LANES),
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
        self._written.set()
        self._fallen_behind.set()
        with suppress(psycopg.OperationalError), database.connect(self._url, "worker") as connection:
            connection.execute(SQL["wake_listeners"])
        for thread in self._threads:
            thread.join(timeout=10)

    def wait(self) -> None:
        """Until `stop` is called from another thread or a signal handler."""
        while not self._stop.wait(0.5):
            pass

    def _hear_written(self, _: str) -> None:
        self._written.set()

    def _wake(self, _: str = "") -> None:
        for news in self._news.values():
            news.set()
        for wake in self._others:
            wake()

    def _keep(self, name: str, run: Callable[[psycopg.Connection[Any]], None], when: threading.Event | None) -> None:
        """Runs one task over connections of its own, all the time or `when` it is wanted: a lost database is waited for, a fault is
        told and tried again."""
        while not self._stop.is_set():
            if when is not None:
                when.wait()
                when.clear()
            try:
                with database.connect(self._url, "worker") as connection:
                    run(connection)
            except LOST as lost:
                log.warning("worker.database_lost", task=name, error=str(lost).strip())
            except Exception:
                log.exception("worker.failed", task=name)
            self._watch.rests(name)
            self._stop.wait(RETRY_S)

    def _comes_round(self, connection: psycopg.Connection[Any]) -> bool:
        """Whether the thread goes on."""
        self._watch.comes_round(threading.current_thread().name, connection)
        return not self._stop.is_set()

    def _rebuild(self) -> None:
        """What another version changes later is that version's to rebuild: once everything is level this thread ends."""
        while not self._stop.is_set():
            try:
                with database.connect(self._url, "builder") as connection:
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

    def _lead(self, connection: psycopg.Connection[Any], take_lead: Callable[[], bool]) -> bool:
        while self._comes_round(connection):
            if take_lead():
                return True
            self._stop.wait(RETRY_S)
        return False

    def _sequence(self, connection: psycopg.Connection[Any]) -> None:
        sequencer = Sequencer(connection)
        if not self._lead(connection, sequencer.take_lead):
            return
        idle_s, awake_until = IDLE_S, 0.0
        while self._comes_round(connection):
            self._written.clear()
            taken = sequencer.tick()
            now = time.monotonic()
            if taken:
                idle_s, awake_until = IDLE_S, now + BUSY_S
            if taken == EVENTS_AT_ONCE:
                continue
            if now < awake_until:
                self._stop.wait(idle_s)
                idle_s = min(idle_s * 1.05, LONGEST_IDLE_S)
            elif self._written.wait(ASLEEP_S):
                idle_s, awake_until = IDLE_S, time.monotonic() + BUSY_S

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(SQL["listen_to_feed"])
        for channel, tell in self._tell.items():
            connection.execute(sql.SQL(SQL["listen"]).format(channel=sql.Identifier(channel)))
            tell("")
        self._wake()
        looked_at = 0.0
        while self._comes_round(connection):
            for notification in connection.notifies(timeout=AWAKE_S, stop_after=1):
                self._tell.get(notification.channel, self._wake)(notification.payload)
            if time.monotonic() - looked_at > BEHIND_S:
                looked_at = time.monotonic()
                if self._list_behind(connection):
                    self._fallen_behind.set()

    def _list_behind(self, connection: psycopg.Connection[Any]) -> set[str]:
        where = {"names": [each.name for each in self._consumers], "page": PAGE}
        return {name for (name,) in connection.execute(SQL["list_behind"], where).fetchall()}

    def _catch_up(self, connection: psycopg.Connection[Any]) -> None:
        """Brings those level that have fallen out of their lane, one after the other."""
        behind = self._list_behind(connection)
        for consumer in self._consumers:
            worker = ConsumerWorker(connection, consumer)
            while consumer.name in behind and self._comes_round(connection) and (progress := worker.step()):
                if not progress.more:
                    break

    def _read_lane(self, connection: psycopg.Connection[Any], lane: Lane) -> None:
        reader, news = LaneReader(connection, lane, self._consumers), self._news[lane]
        if not self._lead(connection, reader.take_lead):
            return
        while self._comes_round(connection):
            news.clear()
            began = time.monotonic()
            progress = reader.step()
            if progress is None:
                while not news.wait(AWAKE_S) and self._comes_round(connection) and not reader.has_news():
                    pass
            elif not progress.more:
                self._stop.wait(min(LONGEST_REST_S[lane], max(SHORTEST_REST_S, RESTS * (time.monotonic() - began))))
