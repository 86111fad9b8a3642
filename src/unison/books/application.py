"""What can be asked of the books, and the check that every command passes."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from unison.books import domain
from unison.books.domain import BOOKS
from unison.shared.commands import EARLIEST, Command, Text, TimeZone, use_case
from unison.shared.ports import Work

Day = Annotated[date, Field(ge=EARLIEST.date())]
Zone = Annotated[TimeZone, Field(description="On whose clock the day ends.")]


class CloseBooks(Command, name="books.close"):
    """Have nothing told or corrected any more of what was through a day, in the whole organization."""

    through: Annotated[Day, Field(description="The last day that is closed.")]
    time_zone: Zone = "UTC"
    reason: Text


class OpenBooks(Command, name="books.open"):
    """Have what was in closed books told and corrected again."""

    through: Annotated[Day | None, Field(description="The last day that stays closed. Left out: none does.")] = None
    time_zone: Zone = "UTC"
    reason: Text


async def close(c: CloseBooks, work: Work) -> None:
    books = await work.load_or_none(BOOKS, BOOKS.only)
    zone = ZoneInfo(c.time_zone)
    work.append(books, domain.close(books.state, through=c.through, zone=zone, now=work.latest, reason=c.reason))


async def open_books(c: OpenBooks, work: Work) -> None:
    books = await work.load(BOOKS, BOOKS.only)
    zone = ZoneInfo(c.time_zone)
    work.append(books, domain.open_books(books.state, through=c.through, zone=zone, reason=c.reason))


async def check_books(work: Work) -> None:
    """Refuses whatever falls into closed books: by when it happened, by the moments it names, and by those of what it corrects. The
    closing gets no fact here, and may be some seconds old."""
    books = await work.lookup(BOOKS, BOOKS.only)
    if books is None or books.closed_until is None:
        return
    about_books = BOOKS.stream(BOOKS.only)
    told = [each for each in work.told if each.stream != about_books]
    named = (at for each in told for at in (each.occurred_at, *domain.moments(each.fact)))
    domain.check(books, [*named, *work.concerned])


USE_CASES = (use_case(CloseBooks, close), use_case(OpenBooks, open_books))
