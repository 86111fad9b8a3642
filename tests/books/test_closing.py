"""Books are closed up to the end of a day, and opened again."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, reads_back, state_after
from unison.books import domain
from unison.books.domain import (
    BOOKS,
    BooksAreClosed,
    BooksClosed,
    BooksOpened,
    ClosedAlready,
    DayNotOver,
    NotClosedSoFar,
)
from unison.labor.domain.facts import RateSet, TimeShared
from unison.plants.domain import PlantChanged
from unison.shared.events import Fact
from unison.work_orders.domain.facts import WorkOrderCreated

BERLIN = ZoneInfo("Europe/Berlin")
FEBRUARY = date(2026, 2, 28)
CLOSED = BooksClosed(through=FEBRUARY, closed_until=datetime(2026, 2, 28, 23, tzinfo=UTC), reason="reported")
EARLIER = BooksOpened(reason="x", through=date(2026, 1, 31), closed_until=datetime(2026, 1, 31, 23, tzinfo=UTC))


def test_a_day_that_has_ended_on_the_clock_given_is_closed() -> None:
    given().when(domain.close, through=FEBRUARY, zone=BERLIN, now=AT, reason="reported").then(CLOSED)
    given().when(domain.close, through=AT.date(), zone=BERLIN, now=AT, reason="x").then_refused(DayNotOver)
    given(CLOSED).when(domain.close, through=FEBRUARY, zone=BERLIN, now=AT, reason="x").then_refused(
        ClosedAlready, saying="2026-02-28"
    )


def test_they_are_opened_to_an_earlier_day_or_altogether() -> None:
    given(CLOSED).when(domain.open_books, through=date(2026, 1, 31), zone=BERLIN, reason="x").then(EARLIER)
    given(CLOSED).when(domain.open_books, through=None, zone=BERLIN, reason="x").then(BooksOpened(reason="x"))
    opened = given(CLOSED, BooksOpened(reason="x"))
    opened.when(domain.open_books, through=None, zone=BERLIN, reason="x").then_refused(NotClosedSoFar)
    given(CLOSED).when(domain.open_books, through=FEBRUARY, zone=BERLIN, reason="x").then_refused(NotClosedSoFar)


def test_what_was_before_the_end_of_the_day_falls_into_them_and_what_was_then_does_not() -> None:
    books = state_after(CLOSED)
    domain.check(books, [CLOSED.closed_until, AT])
    domain.check(None, [datetime(1999, 1, 1, tzinfo=UTC)])
    domain.check(state_after(CLOSED, BooksOpened(reason="x")), [datetime(1999, 1, 1, tzinfo=UTC)])
    with pytest.raises(BooksAreClosed, match="closed through 2026-02-28"):
        domain.check(books, [AT, datetime(2026, 2, 28, 22, 59, 59, tzinfo=UTC)])


def test_the_moments_of_a_fact_are_those_at_which_something_was() -> None:
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    assert list(domain.moments(RateSet(role="r", rate_per_hour=1, valid_from=moment))) == [moment]  # pyright: ignore
    changed = PlantChanged(name="n", time_zone="UTC", day_starts_at=AT.time(), valid_from=date(2026, 2, 1))
    assert list(domain.moments(changed)) == [moment]
    due = WorkOrderCreated(product="p", quantity_pcs=1, plant="main", due_at=moment)
    assert list(domain.moments(due)) == [], "when something is due is not when it was"
    share = TimeShared(entry="E-1", breaks_s=Decimal(0), paid_s=Decimal(60), rested_s=Decimal(0))
    assert list(domain.moments(share)) == [], "what changes of it lies within the time of the command that tells it"


@pytest.mark.parametrize("kind", facts_of(BOOKS))
def test_every_fact_is_read_and_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(CLOSED, kind)
