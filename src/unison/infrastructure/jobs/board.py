"""Which jobs the threads of one process hold, and which kinds are worth a look."""

import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.queues import Held


@dataclass(slots=True)
class _Shelf:
    """The jobs of one kind: read and waiting for a thread, or carried out since a moment of the monotonic clock."""

    kind: JobKind
    waiting: deque[Held] = field(default_factory=deque[Held])
    running: dict[Held, float] = field(default_factory=dict[Held, float])
    may_have_more: bool = False
    is_read: bool = False


class Board:
    """Threads take what is to be done next: a job that was read, or a kind to read more of. Kinds take turns, and no kind
    has more than `at_once` threads: one whose jobs hang leaves room for the others.

    Jobs that may have ended a process are carried out one at a time: what ends this one too is then known, and costs no other
    suspect a try. `given_up` counts the threads whose job was overdue and has not ended since.
    """

    def __init__(self, kinds: Sequence[JobKind], at_once: int) -> None:
        self._changed = threading.Condition()
        self._shelves = {kind.name: _Shelf(kind) for kind in kinds}
        self._turns = deque(self._shelves)
        self._suspects = deque[Held]()
        self._at_once = at_once
        self._closed = False
        self.given_up = 0

    def look_at(self, kinds: Iterable[str]) -> None:
        """These may have jobs that are due. Names of no kind are passed over."""
        with self._changed:
            for name in kinds:
                if name in self._shelves:
                    self._shelves[name].may_have_more = True
            self._changed.notify_all()

    def take(self) -> Held | JobKind | None:
        """What the calling thread does next; waits for it. None: it ends."""
        with self._changed:
            while not self._closed:
                if (found := self._find()) is not None:
                    return found
                self._changed.wait()
        return None

    def put(self, kind: JobKind, read: Sequence[Held], *, more: bool) -> None:
        """What was read of a kind; `more` when there may be others."""
        with self._changed:
            shelf = self._shelves[kind.name]
            shelf.is_read = False
            shelf.may_have_more |= more
            shelf.waiting.extend(held for held in read if not held.is_suspect)
            self._suspects.extend(held for held in read if held.is_suspect)
            self._changed.notify_all()

    def finish(self, held: Held) -> bool:
        """Whether the job was still this thread's to answer for."""
        with self._changed:
            is_ours = self._shelves[held.kind.name].running.pop(held, None) is not None
            self.given_up -= not is_ours
            self._changed.notify()
        return is_ours

    def held(self) -> list[Held]:
        with self._changed:
            shelves = self._shelves.values()
            return [*self._suspects, *(held for shelf in shelves for held in (*shelf.waiting, *shelf.running))]

    def wait_for_jobs(self) -> None:
        """Until a job is held, or the board is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._holds_any())

    def take_overdue(self) -> list[Held]:
        """Jobs that run for longer than their limit, which are their threads' no more."""
        now = time.monotonic()
        with self._changed:
            overdue = [
                held
                for shelf in self._shelves.values()
                for held, began in shelf.running.items()
                if now - began > shelf.kind.limit_s
            ]
            for held in overdue:
                del self._shelves[held.kind.name].running[held]
            self.given_up += len(overdue)
        return overdue

    def close(self) -> list[Held]:
        """No thread takes anything more; answers the jobs that were not begun."""
        with self._changed:
            self._closed = True
            left = [*self._suspects, *(held for shelf in self._shelves.values() for held in shelf.waiting)]
            self._suspects.clear()
            for shelf in self._shelves.values():
                shelf.waiting.clear()
            self._changed.notify_all()
        return left

    def _holds_any(self) -> bool:
        return bool(self._suspects) or any(shelf.waiting or shelf.running for shelf in self._shelves.values())

    def _find(self) -> Held | JobKind | None:
        if self._suspects and not any(held.is_suspect for shelf in self._shelves.values() for held in shelf.running):
            return self._begin(self._suspects.popleft())
        for _ in range(len(self._turns)):
            shelf = self._shelves[self._turns[0]]
            self._turns.rotate(-1)
            if len(shelf.running) >= self._at_once:
                continue
            if shelf.waiting:
                return self._begin(shelf.waiting.popleft())
            if shelf.may_have_more and not shelf.is_read:
                shelf.may_have_more, shelf.is_read = False, True
                return shelf.kind
        return None

    def _begin(self, held: Held) -> Held:
        self._shelves[held.kind.name].running[held] = time.monotonic()
        return held
