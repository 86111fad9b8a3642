"""Who waits for the feed to go on: without a connection to the database, and without missing a fact.

The process hears of every step of the sequencer over one connection (`live`), which tells nothing of whose facts they are. So
the end of each organization that somebody waits for is asked for after a step, once for all of its waiters and at most every
`REST_S`.
"""

import asyncio
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from unison.infrastructure.database import Database
from unison.infrastructure.sql import statements
from unison.shared.errors import ThrottledRefusal
from unison.shared.ports import Viewer

OF_ORGANIZATION = 50
"""How many may wait at once in one process, of one organization."""

OF_ALL = 1000
"""How many may wait at once in one process."""

REST_S = 0.05

_sql = statements("unison.presentation", "feed.sql")


class TooManyWait(ThrottledRefusal, code="too_many_wait"):
    """So many readers wait for the feed that no other can. Ask again in {seconds} s, or without `wait_s`."""


@dataclass(slots=True)
class _Known:
    """The end of an organization's feed, as it was after so many steps."""

    seq: int = 0
    steps: int = -1
    asked_at: float = 0.0
    waiting: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class FeedEnd:
    """Tells those who wait when their organization's feed has come further."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[UUID, _Known] = {}
        self._steps = 0
        self._step = asyncio.Event()

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return sum(known.waiting for known in self._known.values())

    def moved(self) -> None:
        """Somebody's feed may have come further."""
        self._steps += 1
        self._step.set()
        self._step = asyncio.Event()

    @contextmanager
    def place(self, organization: UUID) -> Generator[None]:
        """A place to wait in; refuses `TooManyWait` when all are taken."""
        known = self._known.setdefault(organization, _Known())
        if known.waiting >= OF_ORGANIZATION or self.waiting >= OF_ALL:
            raise TooManyWait(seconds=5)
        known.waiting += 1
        try:
            yield
        finally:
            known.waiting -= 1
            if not known.waiting:
                del self._known[organization]

    async def beyond(self, who: Viewer, seq: int, deadline: float) -> bool:
        """Whether the feed comes beyond the number before `deadline` (`time.monotonic()`). Within `place`.

        The step to wait for is taken down before the end is asked for: one that comes between is waited for no more.
        """
        known = self._known[who.organization_id]
        while (left_s := deadline - time.monotonic()) > 0:
            step = self._step
            if await self._end(who, known) > seq:
                return True
            try:
                async with asyncio.timeout(left_s):
                    await step.wait()
            except TimeoutError:
                return False
        return False

    async def _end(self, who: Viewer, known: _Known) -> int:
        async with known.turn:
            if known.steps < self._steps:
                await asyncio.sleep(known.asked_at + REST_S - time.monotonic())
                steps = self._steps
                async with self._database.reading(who, primary=True) as cursor:
                    await cursor.execute(_sql["find_end"])
                    end = await cursor.fetchone()
                known.seq, known.steps, known.asked_at = end["seq"] if end else 0, steps, time.monotonic()
        return known.seq
