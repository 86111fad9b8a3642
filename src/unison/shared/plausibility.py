"""Warnings that several capabilities give. Each other one stands beside its rule."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from unison.shared.errors import Implausible

LONGEST_PLAUSIBLE = timedelta(hours=24)
"""What is told as one interval of work and lasts longer was most likely never ended."""


class LongerThanADay(Implausible, code="longer_than_a_day"):
    """From {started_at} to {ended_at} are {hours} hours in one. Give the time that it really ended, or tell it day by day."""


def lasting(started_at: datetime, ended_at: datetime) -> Iterator[Implausible]:
    """Warns of work that is told as one and lasts longer than `LONGEST_PLAUSIBLE`."""
    if (lasted := ended_at - started_at) > LONGEST_PLAUSIBLE:
        hours = round(lasted.total_seconds() / 3600)
        yield LongerThanADay(started_at=started_at.isoformat(), ended_at=ended_at.isoformat(), hours=hours)


def overlaps(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Whether two intervals share time, or are the same moment."""
    return one == other or (one[0] < other[1] and other[0] < one[1])
