"""Shift days across midnight and changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unison.measures.oee import time_use
from unison.measures.shift_days import ShiftDayPiece, cut_at_shift_days, shift_day, shift_day_start

BERLIN = ZoneInfo("Europe/Berlin")
SIX = time(6)
ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")]


def berlin(*clock: int) -> datetime:
    return datetime(*clock, tzinfo=BERLIN).astimezone(UTC)  # pyright: ignore[reportArgumentType]


def hours(piece: ShiftDayPiece) -> float:
    return (piece.end - piece.start).total_seconds() / 3600


def test_a_night_shift_belongs_to_its_start_date() -> None:
    pieces = cut_at_shift_days(berlin(2026, 5, 4, 22), berlin(2026, 5, 5, 6), SIX, BERLIN)
    assert pieces == [ShiftDayPiece(date(2026, 5, 4), berlin(2026, 5, 4, 22), berlin(2026, 5, 5, 6))]
    assert shift_day(berlin(2026, 5, 5, 5, 59), SIX, BERLIN) == date(2026, 5, 4)
    assert shift_day(berlin(2026, 5, 5, 6), SIX, BERLIN) == date(2026, 5, 5)


def test_what_runs_through_is_cut_where_the_day_begins() -> None:
    pieces = cut_at_shift_days(berlin(2026, 5, 4, 4), berlin(2026, 5, 6, 7), SIX, BERLIN)
    assert [(piece.day.day, hours(piece)) for piece in pieces] == [(3, 2), (4, 24), (5, 24), (6, 1)]


@pytest.mark.parametrize(("eve", "length"), [(date(2026, 3, 28), 23), (date(2026, 10, 24), 25), (date(2026, 6, 1), 24)])
def test_a_shift_day_is_an_hour_shorter_or_longer_when_the_clock_changes(eve: date, length: int) -> None:
    """In 2026 the clock changes in the nights to 29 March and 25 October, within the day that began the eve."""
    start, end = shift_day_start(eve, SIX, BERLIN), shift_day_start(eve + timedelta(days=1), SIX, BERLIN)
    pieces = cut_at_shift_days(start, end, SIX, BERLIN)
    assert [(piece.day, hours(piece)) for piece in pieces] == [(eve, length)]
    use = time_use([(piece.start, piece.end, "production") for piece in pieces])
    assert use.production_s == length * 3600


def test_the_night_shift_of_a_clock_change_is_7_or_9_hours_of_its_start_date() -> None:
    spring = cut_at_shift_days(berlin(2026, 3, 28, 22), berlin(2026, 3, 29, 6), SIX, BERLIN)
    autumn = cut_at_shift_days(berlin(2026, 10, 24, 22), berlin(2026, 10, 25, 6), SIX, BERLIN)
    assert [(piece.day, hours(piece)) for piece in spring] == [(date(2026, 3, 28), 7)]
    assert [(piece.day, hours(piece)) for piece in autumn] == [(date(2026, 10, 24), 9)]


def test_a_start_that_the_clock_skips_is_as_much_later_and_one_it_shows_twice_is_the_first() -> None:
    assert shift_day_start(date(2026, 3, 29), time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert shift_day_start(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second_time = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # the clock shows 02:15 again, the day has begun
    assert shift_day(second_time, time(2, 30), BERLIN) == date(2026, 10, 25)


def test_a_day_that_has_begun_stays_begun_when_the_clock_falls_back_into_the_date_before() -> None:
    """In St. John's the clock went from 00:01 on 7 November 2010 back to 23:01 on the 6th."""
    st_johns = ZoneInfo("America/St_Johns")
    fallen_back = datetime(2010, 11, 7, 2, 45, tzinfo=UTC)
    assert fallen_back.astimezone(st_johns).date() == date(2010, 11, 6)
    assert shift_day_start(date(2010, 11, 7), time(0), st_johns) == datetime(2010, 11, 7, 2, 30, tzinfo=UTC)
    assert shift_day(fallen_back, time(0), st_johns) == date(2010, 11, 7)


def test_a_date_that_a_country_left_out_has_no_piece() -> None:
    """Samoa went from 29 to 31 December 2011."""
    apia = ZoneInfo("Pacific/Apia")
    start = datetime(2011, 12, 29, 8, tzinfo=apia).astimezone(UTC)
    pieces = cut_at_shift_days(start, start + timedelta(days=2), SIX, apia)
    assert [piece.day.day for piece in pieces] == [29, 31, 1]
    assert sum(map(hours, pieces)) == 48


def test_an_interval_of_no_length_stays_one_piece_also_where_the_day_begins() -> None:
    start = berlin(2026, 5, 4, 6)
    assert cut_at_shift_days(start, start, SIX, BERLIN) == [ShiftDayPiece(date(2026, 5, 4), start, start)]


def test_an_interval_that_ends_where_the_day_begins_has_no_empty_piece_after_it() -> None:
    pieces = cut_at_shift_days(berlin(2026, 5, 4, 5), berlin(2026, 5, 4, 6), SIX, BERLIN)
    assert [piece.day for piece in pieces] == [date(2026, 5, 3)]


def test_times_without_a_zone_and_a_start_with_one_are_refused() -> None:
    at = berlin(2026, 5, 4, 6)
    with pytest.raises(ValueError, match="without a zone"):
        cut_at_shift_days(at.replace(tzinfo=None), at, SIX, BERLIN)
    with pytest.raises(ValueError, match="ends before"):
        cut_at_shift_days(at, at - timedelta(seconds=1), SIX, BERLIN)
    with pytest.raises(ValueError, match="has a zone"):
        shift_day(at.replace(tzinfo=None), SIX, BERLIN)
    with pytest.raises(ValueError, match="plant's clock"):
        shift_day(at, time(6, tzinfo=UTC), BERLIN)


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)),
    st.integers(0, 10 * 24 * 3600),
    st.times().map(lambda clock: clock.replace(microsecond=0, tzinfo=None)),
    st.sampled_from(ZONES),
)
def test_the_pieces_join_up_to_the_whole_and_each_lies_in_its_day(
    start: datetime, length_s: int, day_start: time, zone: ZoneInfo
) -> None:
    begins = start.replace(tzinfo=UTC)
    ends = begins + timedelta(seconds=length_s)
    pieces = cut_at_shift_days(begins, ends, day_start, zone)
    assert pieces[0].start == begins
    assert pieces[-1].end == ends
    assert all(one.end == other.start for one, other in pairwise(pieces))
    for piece in pieces:
        assert shift_day_start(piece.day, day_start, zone) <= piece.start
        assert piece.end <= shift_day_start(piece.day + timedelta(days=1), day_start, zone)
        assert shift_day(piece.start, day_start, zone) == piece.day
