"""Fair shares: what one organization may have under way at a time, so that it cannot stop the others.

Who has its share waits for a place, in the order of coming. Who would wait behind too many, or for too long, is told to come
again; nothing was begun then.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from unison.shared.errors import ThrottledRefusal


class TooMuchAtOnce(ThrottledRefusal, code="too_much_at_once"):
    """Your organization has {at_once} {what} under way, and others wait for their turn. Nothing was done; wait {seconds} s and
    send it again."""


@dataclass(slots=True)
class _Place:
    taken: int = 0
    queue: deque[asyncio.Future[None]] = field(default_factory=deque[asyncio.Future[None]])


class Shares:
    """`at_once` of one organization, and `waiting` more, for `patience_s` seconds at most. Of one event loop."""

    def __init__(self, what: str, at_once: int, *, waiting: int, patience_s: float) -> None:
        self._what, self.at_once = what, at_once
        self._waiting, self._patience_s = waiting, patience_s
        self._places: dict[UUID, _Place] = {}

    @asynccontextmanager
    async def of(self, organization: UUID) -> AsyncGenerator[None]:
        """Within, one of the organization's places is taken. Refuses `TooMuchAtOnce`."""
        place = self._places.get(organization)
        if place is None:
            place = self._places[organization] = _Place()
        if place.taken < self.at_once:
            place.taken += 1
        else:
            await self._wait(place)
        try:
            yield
        finally:
            self._leave(organization, place)

    async def _wait(self, place: _Place) -> None:
        if len(place.queue) >= self._waiting:
            raise self._refusal()
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        place.queue.append(turn)
        try:
            async with asyncio.timeout(self._patience_s):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():  # the place was given, and is not taken after all
                self._hand_on(place)
            elif turn in place.queue:
                place.queue.remove(turn)
            if isinstance(error, TimeoutError):
                raise self._refusal() from None
            raise

    def _refusal(self) -> TooMuchAtOnce:
        return TooMuchAtOnce(at_once=self.at_once, what=self._what, seconds=2)

    def _leave(self, organization: UUID, place: _Place) -> None:
        self._hand_on(place)
        if place.taken == 0:
            self._places.pop(organization, None)

    @staticmethod
    def _hand_on(place: _Place) -> None:
        while place.queue:
            turn = place.queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        place.taken -= 1
