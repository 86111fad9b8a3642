"""Dates are read in the order that was said, and ISO 8601 always."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unison.imports.dates import Order, order_of, read_moment, readings

AT = datetime(2025, 3, 31, 14, 5)
MINUTES = st.datetimes(datetime(1990, 1, 1), datetime(2089, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("31.03.2025 14:05", Order.DMY),
        ("31.3.25 14:05", Order.DMY),
        ("31/03/2025 14.05", Order.DMY),
        ("31.03.2025 14:05 Uhr", Order.DMY),
        ("31-03-2025, 14:05:00", Order.DMY),
        ("3/31/25 2:05 PM", Order.MDY),
        ("3/31/2025, 2:05:00 p.m.", Order.MDY),
        ("03/31/2025 14:05", Order.MDY),
        ("3/31/25 2:05\u202fPM", Order.MDY),
        ("2025/3/31 14:05", Order.YMD),
        ("2025-03-31 14:05", None),
        ("2025-03-31T14:05:00", Order.DMY),
    ],
)
def test_a_moment_is_read_in_its_order(text: str, order: Order | None) -> None:
    assert read_moment(text, order) == AT


@given(MINUTES, st.sampled_from(["%d.%m.%Y %H:%M", "%d/%m/%y %I:%M %p"]))
def test_what_is_written_with_the_day_first_is_read_so(at: datetime, form: str) -> None:
    assert read_moment(at.strftime(form), Order.DMY) == at


@given(MINUTES)
def test_what_is_written_with_the_month_first_is_read_so(at: datetime) -> None:
    assert read_moment(f"{at.month}/{at.day}/{at:%y} {at:%I:%M %p}", Order.MDY) == at
    assert read_moment(at.isoformat(), Order.MDY) == at


def test_a_zone_is_heeded_and_a_day_begins_at_midnight() -> None:
    assert read_moment("31.03.2025 14:05 +02:00", Order.DMY) == AT.replace(tzinfo=timezone(timedelta(hours=2)))
    assert read_moment("31.03.2025 14:05Z", Order.DMY) == AT.replace(tzinfo=UTC)
    assert read_moment("31.03.2025", Order.DMY) == AT.replace(hour=0, minute=0)
    assert read_moment("3/31/25 12:05 AM", Order.MDY) == AT.replace(hour=0)
    assert read_moment("3/31/25 12:05 pm", Order.MDY) == AT.replace(hour=12)
    assert read_moment("01.01.94", Order.DMY).year == 1994


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("31.03.2025", None),
        ("31.03.2025", Order.MDY),
        ("3/31/25", Order.DMY),
        ("31.13.2025", Order.DMY),
        ("3/31/25 14:05 PM", Order.MDY),
        ("31.03.2025 25:00", Order.DMY),
        ("31.03/2025", Order.DMY),
        ("31.03.025", Order.DMY),
        ("45747.5", Order.DMY),
        ("yesterday", Order.DMY),
        ("", Order.DMY),
    ],
)
def test_what_is_no_date_in_its_order_is_none(text: str, order: Order | None) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_moment(text, order)


def test_it_is_known_in_which_orders_a_date_can_be_read() -> None:
    assert readings("31.03.2025") == {Order.DMY}
    assert readings("3/31/2025") == {Order.MDY}
    assert readings("03/04/2025") == {Order.DMY, Order.MDY}
    assert readings("03/04/05") == {Order.DMY, Order.MDY, Order.YMD}
    assert readings("2025-03-31") is readings("yesterday") is readings("31.13.2025") is None


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("dmy", Order.DMY),
        ("MDY", Order.MDY),
        ("day-first", Order.DMY),
        ("month first", Order.MDY),
        ("DD.MM.YYYY hh:mm", Order.DMY),
        ("TT.MM.JJJJ", Order.DMY),
        ("m/d/yy", Order.MDY),
        ("%d.%m.%Y %H:%M", Order.DMY),
        ("iso", Order.YMD),
    ],
)
def test_an_order_is_said_in_a_word_or_a_pattern(said: str, order: Order) -> None:
    assert order_of(said) is order


def test_what_says_no_order_is_told_what_does() -> None:
    with pytest.raises(ValueError, match="say dmy where the day comes first"):
        order_of("european")
