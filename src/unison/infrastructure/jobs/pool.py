"""The threads that carry out jobs: a few that work, one that keeps what they hold, and a clock.

Nothing is asked of the database while nothing is due: a notification names the kind of a new job, and the clock sleeps until the
next moment that one is due, or `visible_s` seconds, when a job may have come back from a process that ended.
"""

import threading
import time
from collections.abc import Sequence

import psycopg
import structlog

from unison.infrastructure.jobs.board import Board
from unison.infrastructure.jobs.clock import RETRY_S, Clock
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.queues import AT_ONCE, Held, JobQueues
from unison.infrastructure.jobs.tally import Tally
from unison.infrastructure.jobs.workplace import Workplace
from unison.settings import Settings

log = structlog.get_logger()

CHANNEL = "unison_jobs"
"""Where PostgreSQL tells of new jobs."""

COUNTED_EVERY_S = 5.0
"""Between two writings of what was carried out, in seconds."""

GIVEN_UP_AT_MOST = 16
"""Threads whose job hangs that a process bears. Python cannot end a thread: beyond them, the process must begin anew."""


class Overdue(Exception):
    """It took longer than its kind may."""


class JobPool:
    """Carries out jobs of these kinds until it is stopped. Any number of processes may, each with a pool of its own.

    The pool does not listen: whoever does hands it each notification of `CHANNEL` by `hear`.
    """

    def __init__(
        self,
        url: str,
        settings: Settings,
        kinds: Sequence[JobKind],
        *,
        threads: int = 4,
        visible_s: int = 20,
        pause_s: float = 10.0,
    ) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self._workplace = Workplace(url, settings, size=2 * threads + GIVEN_UP_AT_MOST + 2)
        self._queues = JobQueues(self._workplace, visible_s=visible_s, pause_s=pause_s)
        self._board = Board(kinds, at_once=max(1, threads - 1))
        self._stopping = threading.Event()
        self._clock = Clock(self._workplace, self._queues, kinds, self._board.look_at)
        self._answering = threading.Lock()
        self._tally = Tally()
        self._counted_at = time.monotonic()
        self._kept_at: dict[Held, float] = {}
        self._workers = [self._worker() for _ in range(threads)]
        self._others = [
            threading.Thread(target=self._watch, name="jobs: watch", daemon=True),
            threading.Thread(target=self._clock.run, name="jobs: clock", daemon=True),
        ]

    @property
    def is_exhausted(self) -> bool:
        """Too many jobs hang: no thread is left that could carry out another, and the process should begin anew."""
        return self._board.given_up > GIVEN_UP_AT_MOST

    def start(self) -> None:
        self._workplace.pool.open()
        for thread in (*self._workers, *self._others):
            thread.start()

    def hear(self, told: str) -> None:
        """A notification: the kind of a new job. Empty: something else may be due, or notifications may have been missed."""
        if told in self._kinds:
            self._board.look_at([told])
        else:
            self._clock.wake()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Lets the jobs that run end, for so many seconds at most, and puts the others back."""
        self._stopping.set()
        self._clock.stop()
        try:
            for held in self._board.close():
                self._queues.put_back(held)
        except psycopg.OperationalError as lost:
            log.warning("jobs.database_lost", error=str(lost).strip())  # they come back by themselves
        deadline = time.monotonic() + timeout_s
        for thread in (*self._workers, *self._others):
            thread.join(timeout=max(0.0, deadline - time.monotonic()))
        self._workplace.close()

    def _worker(self) -> threading.Thread:
        return threading.Thread(target=self._work, name="jobs: worker", daemon=True)

    def _work(self) -> None:
        while (taken := self._board.take()) is not None:
            if isinstance(taken, JobKind):
                self._read(taken)
            elif not self._carry_out(taken):
                return

    def _read(self, kind: JobKind) -> None:
        held: list[Held] = []
        more = True
        try:
            held = self._queues.read(kind)
            more = len(held) == AT_ONCE
        except Exception as error:
            log.warning("jobs.not_read", kind=kind.name, error=str(error).strip())
            self._stopping.wait(RETRY_S)
        finally:
            self._board.put(kind, held, more=more)
        if not more:
            self._clock.wake()  # what comes next of this kind is due later

    def _carry_out(self, held: Held) -> bool:
        """Whether the thread goes on: not when its job took so long that it was given up."""
        fault: Exception | None = None
        begun = False
        began = time.monotonic()
        try:
            begun = self._queues.begin(held)
            if begun:
                held.kind.carry_out(held.job, self._workplace)
        except Exception as error:
            fault = error
        if not self._board.finish(held):
            log.warning("job.ended_late", kind=held.kind.name, job=str(held.job.id))
            return False
        self._tally.add(held.kind.name, time.monotonic() - began, done=fault is None and begun)
        if fault is not None:
            self._fail(held, fault)
        elif begun:
            self._answer(held)
        return True

    def _answer(self, held: Held) -> None:
        try:
            self._queues.done(held)
        except Exception as lost:
            log.warning("job.comes_again", kind=held.kind.name, job=str(held.job.id), error=str(lost).strip())

    def _fail(self, held: Held, error: Exception) -> None:
        """Not while the held ones are kept, which would move the pause."""
        with self._answering:
            try:
                self._queues.failed(held, error)
            except Exception as lost:
                log.warning("job.comes_again", kind=held.kind.name, job=str(held.job.id), error=str(lost).strip())
        self._clock.wake()

    def _watch(self) -> None:
        """Keeps the jobs that are held invisible to others, and gives up threads whose job hangs."""
        step_s = min(1.0, self._queues.visible_s / 6, *(kind.limit_s / 4 for kind in self._kinds.values()))
        while not self._stopping.is_set():
            self._board.wait_for_jobs()
            try:
                for held in self._board.take_overdue():
                    self._give_up(held)
                self._keep()
                self._stopping.wait(step_s)
                self._count()
            except Exception as error:
                log.warning("jobs.not_kept", error=str(error).strip())
                self._stopping.wait(step_s)

    def _count(self) -> None:
        """Writes what was carried out every few seconds, and when there is nothing more to do."""
        if self._board.held() and time.monotonic() - self._counted_at < COUNTED_EVERY_S:
            return
        self._counted_at = time.monotonic()
        self._queues.add_totals(self._tally.take())

    def _keep(self) -> None:
        now = time.monotonic()
        with self._answering:
            held = self._board.held()
            kept = {each: self._kept_at.get(each, now) for each in held}
            due = [each for each, at in kept.items() if now - at >= self._queues.visible_s / 3]
            if due:
                self._queues.keep(due)
            self._kept_at = kept | dict.fromkeys(due, now)

    def _give_up(self, held: Held) -> None:
        """Another thread takes the place of the one that hangs, which ends when its job does, if ever."""
        self._tally.add(held.kind.name, held.kind.limit_s, done=False)
        log.error("job.hangs", kind=held.kind.name, job=str(held.job.id), limit_s=held.kind.limit_s)
        self._fail(held, Overdue(f"It took longer than {held.kind.limit_s:g} s."))
        if not self.is_exhausted:
            self._worker().start()
