"""What `unison work` runs: the sequencer, one consumer for each projection queue, and at its start a rebuild of the
projections that have changed; in threads, until told to stop.

Every process may try: leaders are chosen by session advisory locks, and another takes over when one is gone.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
import structlog

from unison.infrastructure import database
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.rebuild import Superseded, changed, rebuild_changed
from unison.infrastructure.projection.worker import ProjectionWorker
from unison.infrastructure.sequencer import AT_ONCE, IDLE_S, Sequencer

log = structlog.get_logger()

RETRY_S = 1.0
"""Between two tries to take the lead or to reach the database, in seconds."""

PACE_S = 0.08
"""A projector that is level rests so long before its next step, in seconds: under load it takes many facts at once."""

REBUILD_AGAIN_S = 30.0
"""Between two tries to rebuild a projection that has changed, in seconds."""

AWAKE_S = 0.5
"""The longest sleep of a projector: a notification that is lost costs this much, in seconds."""


class Workers:
    """The threads of one worker process."""

    def __init__(self, url: str, projections: Sequence[Projection]) -> None:
        self._url = url
        self._projections = projections
        self._stop = threading.Event()
        self._news = [threading.Event() for p in projections for _ in range(p.partitions)]
        tasks: list[tuple[str, Callable[[psycopg.Connection[Any]], None]]] = [
            ("sequencer", self._sequence),
            ("listener", self._listen),
        ]
        queues = [(p, partition) for p in projections for partition in range(p.partitions)]
        for (projection, partition), news in zip(queues, self._news, strict=True):
            tasks.append((projection.queue(partition), self._projecting(projection, partition, news)))
        self._threads = [threading.Thread(target=self._keep, args=task, name=task[0], daemon=True) for task in tasks]
        self._threads.append(threading.Thread(target=self._rebuild, name="rebuilder", daemon=True))

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Asks the threads to end after the transaction they are in, and waits for them."""
        self._stop.set()
        for news in self._news:
            news.set()
        for thread in self._threads:
            thread.join(timeout=10)

    def wait(self) -> None:
        """Until `stop` is called from another thread or a signal handler."""
        while not self._stop.wait(0.5):
            pass

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
                    for projection in changed(connection, self._projections):
                        if not self._stop.is_set() and rebuild_changed(connection, [projection]):
                            log.info("worker.rebuilt", projection=projection.name)
                return
            except Superseded:
                return
            except Exception:
                log.exception("worker.failed", task="rebuilder")
                self._stop.wait(REBUILD_AGAIN_S)

    def _lead(self, take_lead: Callable[[], bool]) -> bool:
        while not self._stop.is_set():
            if take_lead():
                return True
            self._stop.wait(RETRY_S)
        return False

    def _sequence(self, connection: psycopg.Connection[Any]) -> None:
        sequencer = Sequencer(connection)
        if self._lead(sequencer.take_lead):
            while not self._stop.is_set():
                if sequencer.tick() < AT_ONCE:
                    self._stop.wait(IDLE_S)

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute("LISTEN unison_feed")
        while not self._stop.is_set():
            for _ in connection.notifies(timeout=AWAKE_S, stop_after=1):
                for news in self._news:
                    news.set()

    def _projecting(
        self, projection: Projection, partition: int, news: threading.Event
    ) -> Callable[[psycopg.Connection[Any]], None]:
        def run(connection: psycopg.Connection[Any]) -> None:
            worker = ProjectionWorker(connection, projection, partition)
            if self._lead(worker.take_lead):
                while not self._stop.is_set():
                    news.clear()
                    progress = worker.step()
                    if progress is None or not progress.more:
                        self._stop.wait(PACE_S)
                        news.wait(AWAKE_S)

        return run
