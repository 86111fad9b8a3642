"""Shift days: a local day that begins when the first shift does, so that a night shift belongs to its start date."""

from bisect import bisect_right
from collections.abc import Iterable
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
    """The interval cut where the shift days of one clock begin: see `ShiftCalendar.cut`. Raises `ValueError` as it does, and
    when `day_start` bears a zone."""
    return ShiftCalendar([PlantClock(date.min, day_start, zone)]).cut(start, end)


@dataclass(frozen=True, slots=True)
class PlantClock:
    """The clock by which a plant's shift days begin from `valid_from` on, until a later clock."""

    valid_from: date
    day_start: time
    zone: ZoneInfo


_UNTOLD = PlantClock(date.min, time(6), ZoneInfo("UTC"))
"""Of a plant whose clock nobody has told."""


class ShiftCalendar:
    """The shift days of a plant, each begun by the clock that is valid on it. A day before the first clock begins at 06:00 UTC."""

    def __init__(self, clocks: Iterable[PlantClock] = ()) -> None:
        self._clocks = sorted(clocks, key=lambda clock: clock.valid_from)

    def clock(self, day: date) -> PlantClock:
        place = bisect_right(self._clocks, day, key=lambda clock: clock.valid_from)
        return self._clocks[place - 1] if place else _UNTOLD

    def start(self, day: date) -> datetime:
        """The instant, in UTC, at which the shift day begins: never before the day before it, which may then have no length.

        A day begins between 14 hours before its date in UTC and 36 after, so none but the two before can begin after it.
        """
        return max(self._by_clock(day - n * _DAY) for n in range(3))

    def cut(self, start: datetime, end: datetime) -> list[ShiftDayPiece]:
        """The interval cut where shift days begin, in order; the pieces join up to the whole.

        An interval of no length is one piece of no length, so that no report is lost. Raises `ValueError` when a time has
        no zone or the interval ends before it starts.
        """
        if start.tzinfo is None or end.tzinfo is None:
            raise ValueError("an interval's times are UTC instants, not times without a zone")
        begins, ends = start.astimezone(UTC), end.astimezone(UTC)
        if ends < begins:
            raise ValueError("an interval ends before it starts")
        day = begins.date() - 2 * _DAY
        pieces: list[ShiftDayPiece] = []
        while (next_day := self.start(day + _DAY)) < ends:
            if next_day > begins:
                pieces.append(ShiftDayPiece(day, begins, next_day))
                begins = next_day
            day += _DAY
        if begins < ends or not pieces:
            pieces.append(ShiftDayPiece(self._day(begins, day), begins, ends))
        return pieces

    def _day(self, at: datetime, day: date) -> date:
        """The shift day of an instant that is not before `day`."""
        while self.start(day + _DAY) <= at:
            day += _DAY
        return day

    def _by_clock(self, day: date) -> datetime:
        clock = self.clock(day)
        return shift_day_start(day, clock.day_start, clock.zone)


@lru_cache(maxsize=8192)
def _start(day: date, day_start: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, day_start, tzinfo=zone).astimezone(UTC)
