"""Waking for what is due at a moment: a job that was put off, a schedule, what came back from a process that ended."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

import structlog

from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.queues import JobQueues
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure.jobs", "schedules.sql")

log = structlog.get_logger()

RETRY_S = 1.0
"""Between two tries to reach the database, in seconds."""

SHORTEST_SLEEP_S = 0.05
"""Between two looks, in seconds: many calls to wake are one look."""


class Clock:
    """Sleeps until the next job or schedule is due, and tells `look_at` which kinds have jobs that are.

    It never sleeps for longer than a job stays invisible: what another process has put off since, nobody told it.
    """

    def __init__(
        self,
        workplace: Workplace,
        queues: JobQueues,
        kinds: Sequence[JobKind],
        look_at: Callable[[Iterable[str]], None],
    ) -> None:
        self._workplace = workplace
        self._queues = queues
        self._kinds = [kind.name for kind in kinds]
        self._look_at = look_at
        self._schedules_at = 0.0
        self._news = threading.Event()
        self._stopping = threading.Event()

    def wake(self) -> None:
        """Something may be due sooner."""
        self._news.set()

    def stop(self) -> None:
        self._stopping.set()
        self._news.set()

    def run(self) -> None:
        while not self._stopping.is_set():
            self._news.clear()
            try:
                sleep_s = self._look()
            except Exception as error:
                log.warning("jobs.clock_failed", error=str(error).strip())
                sleep_s = RETRY_S
            if not self._stopping.wait(SHORTEST_SLEEP_S):
                self._news.wait(sleep_s)

    def _look(self) -> float:
        """Seconds until it is worth another look."""
        if time.monotonic() >= self._schedules_at:
            self._tick_schedules()
        due_s = self._queues.next_due_s(self._kinds)
        self._look_at([kind for kind, in_s in due_s.items() if in_s <= 0])
        later_s = [in_s for in_s in due_s.values() if in_s > 0]
        return min(self._queues.visible_s, max(0.0, self._schedules_at - time.monotonic()), *later_s)

    def _tick_schedules(self) -> None:
        """Leaves jobs for what is due, unless another process does at this moment."""
        with self._workplace.connection() as connection:
            connection.execute(_sql["enqueue_due"])
            (next_s,) = connection.execute(_sql["next_schedule"]).fetchone() or (None,)
        sleep_s = float(self._queues.visible_s)
        if next_s is not None:
            sleep_s = min(sleep_s, max(0.0, next_s))
        self._schedules_at = time.monotonic() + sleep_s
