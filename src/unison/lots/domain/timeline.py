"""What a lot's movements leave on hand, in the order in which they happened, whatever the order in which they were told."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)


class Step(NamedTuple):
    """A movement as it stands: the moment, the version of its fact, and the amount that it moved, out of the lot below 0.

    Of a count `amount` is what was found: a level. It holds from its moment on, whatever is told of the time before it.
    """

    at: datetime
    version: int
    amount: Decimal
    is_count: bool = False

    def after(self, on_hand: Decimal) -> Decimal:
        """What is on hand after it, where so much was on hand before."""
        return self.amount if self.is_count else on_hand + self.amount


type Steps = tuple[Step, ...]
"""In the order in which they happened; of one moment, in the order in which they were told."""


class Shortage(NamedTuple):
    """Less than nothing would be there at a moment: `missing` more is needed then."""

    at: datetime
    on_hand: Decimal
    missing: Decimal


def placed(steps: Steps, step: Step) -> Steps:
    """With one more."""
    place = bisect(steps, step[:2], key=lambda each: each[:2])
    return (*steps[:place], step, *steps[place:])


def without(steps: Steps, version: int) -> Steps:
    """Without the movement of that version."""
    return tuple(step for step in steps if step.version != version)


def on_hand(steps: Steps) -> Decimal:
    """What is there after all of them: what the last count found, and what was moved since."""
    total = ZERO
    for step in reversed(steps):
        total += step.amount
        if step.is_count:
            break
    return total


def on_hand_at(steps: Steps, at: datetime) -> Decimal:
    """What was there at a moment, with all that happened in it."""
    return on_hand(steps[: bisect(steps, at, key=lambda step: step.at)])


def shortage(before: Steps, after: Steps) -> Shortage | None:
    """The first moment at which `after` leaves less than nothing, and less than `before` did; None: there is none.

    What was below 0 already, and gets no worse, is nobody's fault who tells something else.
    """
    first = next((place for place, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), 0)
    known = _Levels(before)
    for at, level in _levels(after, since=min(first, len(after))):
        if level < 0 and level < (was := known.at(at)):
            return Shortage(at, was, -level)
    return None


def _levels(steps: Sequence[Step], since: int) -> Iterator[tuple[datetime, Decimal]]:
    """Each moment from the step `since` on, with what is on hand at its end."""
    level = on_hand(tuple(steps[:since]))
    for place in range(since, len(steps)):
        level = steps[place].after(level)
        if place + 1 == len(steps) or steps[place + 1].at != steps[place].at:
            yield steps[place].at, level


class _Levels:
    """What was on hand at moments that are asked for one after the other."""

    def __init__(self, steps: Steps) -> None:
        self._steps, self._place, self._level = steps, 0, ZERO

    def at(self, moment: datetime) -> Decimal:
        while self._place < len(self._steps) and self._steps[self._place].at <= moment:
            self._level = self._steps[self._place].after(self._level)
            self._place += 1
        return self._level
