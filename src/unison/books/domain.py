"""Closing books and opening them, and what falls into closed ones: functions on frozen data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

# Facts -----------------------------------------------------------------------------------------------------------


class BooksClosed(Fact, topic="books.BooksClosed"):
    """Nothing is told or corrected of what was before `closed_until`, the end of the day `through`; UTC."""

    through: date
    closed_until: datetime
    reason: str


class BooksOpened(Fact, topic="books.BooksOpened"):
    """From here on they are closed `through` an earlier day only, until its end; None: they are not closed at all."""

    reason: str
    through: date | None = None
    closed_until: datetime | None = None


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Books:
    through: date | None = None
    closed_until: datetime | None = None
    reason: str = ""


def evolve(_: Books | None, fact: Fact, _at: datetime) -> Books:
    """The books after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case BooksClosed() | BooksOpened():
            return Books(through=fact.through, closed_until=fact.closed_until, reason=fact.reason)
        case _:
            raise TypeError(f"books know nothing of {type(fact).__name__}")


class NeverClosed(UnknownRefusal, code="unknown_closing"):
    """The books were never closed, so there is nothing to open."""


BOOKS = Aggregate("books", Books, evolve, NeverClosed, only="all")

# Decisions -------------------------------------------------------------------------------------------------------


class BooksAreClosed(RuleRefusal, code="books_are_closed"):
    """The books are closed through {through} ({reason}), and this would tell or correct what was at {moment}. Tell it with a moment
    after that day, or have the books opened (books.open)."""


class ClosedAlready(RuleRefusal, code="books_closed_already"):
    """The books are closed through {through} already. Give a later day; to close fewer days, open them."""


class NotClosedSoFar(RuleRefusal, code="books_not_closed_so_far"):
    """The books are closed through {through}. Give an earlier day, or none to open them altogether."""


class DayNotOver(MalformedRefusal, code="day_not_over"):
    """The day {through} is not over yet in {time_zone}. Close a day that has ended."""


def end_of(day: date, zone: tzinfo) -> datetime:
    """The moment, UTC, at which the day is over on a clock in the zone."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def close(books: Books | None, *, through: date, zone: tzinfo, now: datetime, reason: str) -> BooksClosed:
    until = end_of(through, zone)
    if until > now:
        raise DayNotOver(through=through, time_zone=zone)
    if books is not None and books.closed_until is not None and until <= books.closed_until:
        raise ClosedAlready(through=books.through)
    return BooksClosed(through=through, closed_until=until, reason=reason)


def open_books(books: Books, *, through: date | None, zone: tzinfo, reason: str) -> BooksOpened:
    """Through an earlier day they stay closed; without one they are opened altogether."""
    until = None if through is None else end_of(through, zone)
    if books.closed_until is None or (until is not None and until >= books.closed_until):
        raise NotClosedSoFar(through=books.through or "no day")
    return BooksOpened(reason=reason, through=through, closed_until=until)


_HAPPENED = ("started_at", "ended_at", "happened_at", "measured_at", "since", "valid_from")
"""Fields in which facts tell when something was, besides when they happened themselves."""


def moments(fact: Fact) -> Iterator[datetime]:
    """The moments of which a fact tells. A day counts from its beginning, UTC."""
    for name in _HAPPENED:
        match getattr(fact, name, None):
            case datetime() as at:
                yield at
            case date() as day if day != date.min:
                yield datetime.combine(day, time(), UTC)
            case _:
                pass


def check(books: Books | None, told: Iterable[datetime]) -> None:
    """Refuses what falls into closed books: the earliest moment is named."""
    if books is None or books.closed_until is None:
        return
    earliest = min((at for at in told if at < books.closed_until), default=None)
    if earliest is not None:
        raise BooksAreClosed(through=books.through, reason=books.reason, moment=earliest.isoformat())
