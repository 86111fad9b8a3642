"""Shift days: a local day that begins when the first shift does, so that a night shift belongs to its start date."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ShiftDayPiece:
    """The part of an interval that lies in one shift day; both ends in UTC, `end` not included."""

    day: date
    start: datetime
    end: datetime


def shift_day_start(day: date, day_start: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the shift day begins: that date, at `day_start` on the plant's clock.

    When the clock shows that time twice the day begins the first time; when it skips it, as much later as it skipped.
    A shift day therefore has 23 or 25 hours when the clock changes. Raises `ValueError` when `day_start` bears a zone.
    """
    if day_start.tzinfo is not None:
        raise ValueError("the start of a shift day is a time on the plant's clock, without a zone")
    return _start(day, day_start, zone)


def shift_day(at: datetime, day_start: time, zone: ZoneInfo) -> date:
    """The shift day an instant belongs to. Raises `ValueError` when the instant has no zone, or `day_start` has one."""
    if at.tzinfo is None:
        raise ValueError("an instant has a zone")
    day = at.astimezone(zone).date()
    while shift_day_start(day, day_start, zone) > at:
        day -= _DAY
    while _start(day + _DAY, day_start, zone) <= at:
        day += _DAY
    return day


def cut_at_shift_days(start: datetime, end: datetime, day_start: time, zone: ZoneInfo) -> list[ShiftDayPiece]:
    """The interval cut where shift days begin, in order; the pieces join up to the whole.

    An interval of no length is one piece of no length, so that no report is lost. Raises `ValueError` when a time has
    no zone, the interval ends before it starts, or `day_start` bears a zone.
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("an interval's times are UTC instants, not times without a zone")
    begins, ends = start.astimezone(UTC), end.astimezone(UTC)
    if ends < begins:
        raise ValueError("an interval ends before it starts")
    day = shift_day(begins, day_start, zone)
    pieces: list[ShiftDayPiece] = []
    while (next_day := _start(day + _DAY, day_start, zone)) < ends:
        if next_day > begins:
            pieces.append(ShiftDayPiece(day, begins, next_day))
            begins = next_day
        day += _DAY
    if begins < ends or not pieces:
        pieces.append(ShiftDayPiece(day, begins, ends))
    return pieces


@lru_cache(maxsize=8192)
def _start(day: date, day_start: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, day_start, tzinfo=zone).astimezone(UTC)
