"""What time costs the orders: of several jobs at once each order bears its share, in whatever order that was told."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from projections.costing import PROJECTION
from tests.conftest import make_organization
from tests.projections.costing_room import Books, order
from tests.spine import contents
from unison.infrastructure.projection.rebuild import rebuild
from unison.shared.commands import Command


@pytest.fixture
def books(database_url: str, owner: psycopg.Connection[Any]) -> Books:
    """Two orders in progress, and a turner whose hour costs 60."""
    books = Books(database_url, make_organization(owner))
    books.send(
        *order(books, "W-1", "gear", 5),
        *order(books, "W-2", "gear", 5),
        books.at("labor.register_operator", 0, operator="B-1", role="turner"),
        books.at("labor.set_rate", 0, role="turner", rate_per_hour="60", valid_from="2026-01-01T00:00:00Z"),
    )
    return books


def costs(books: Books) -> dict[str, Decimal]:
    rows = books.rows("SELECT work_order, charged FROM costing.orders WHERE charged IS NOT NULL")
    return dict(rows)


def time(books: Books, word: str, minute: int, entry: str, begin: int, end: int, **more: Any) -> Command:
    """Told at a minute: from the one until the other."""
    times = {"started_at": f"2026-03-02T{8 + begin // 60:02}:{begin % 60:02}:00Z",
             "ended_at": f"2026-03-02T{8 + end // 60:02}:{end % 60:02}:00Z"}  # fmt: skip
    return books.at(f"labor.{word}", minute, operator="B-1", work_order=f"W-{entry[-1]}", entry=entry, **times, **more)


def clocked(books: Books) -> list[Command]:
    """Two jobs from 8 to 10, with half an hour of break."""
    mine = {"operator": "B-1"}
    return [
        books.at("labor.start_job", 0, work_order="W-1", entry="E-1", **mine),
        books.at("labor.start_job", 0, work_order="W-2", entry="E-2", **mine),
        books.at("labor.start_break", 60, **mine),
        books.at("labor.end_break", 90, **mine),
        books.at("labor.end_job", 120, all=True, **mine),
    ]


def recorded(books: Books) -> list[Command]:
    """The same, told afterwards; first for one order, then for both."""
    return [time(books, "record_time", 130, entry, 0, 120, breaks_s=1800) for entry in ("E-1", "E-2")]


@pytest.mark.parametrize("told", [clocked, recorded])
def test_two_jobs_at_once_with_the_same_break_bear_45_minutes_each(
    books: Books, told: Callable[[Books], list[Command]]
) -> None:
    books.send(*told(books))
    assert costs(books) == {"W-1": 45, "W-2": 45}


def test_what_is_told_late_corrected_and_struck_comes_to_the_other_order_too(
    books: Books, owner: psycopg.Connection[Any]
) -> None:
    books.send(time(books, "record_time", 130, "E-1", 0, 120))
    assert costs(books) == {"W-1": 120}
    books.send(time(books, "record_time", 140, "E-2", 60, 180))
    assert costs(books) == {"W-1": 90, "W-2": 90}
    books.send(time(books, "correct_time", 150, "E-2", 0, 60, why="another hour"))
    assert costs(books) == {"W-1": 90, "W-2": 30}
    books.send(books.at("labor.strike_time", 160, operator="B-1", entry="E-1", why="it was somebody else"))
    assert costs(books) == {"W-1": 0, "W-2": 60}
    books.send(books.at("labor.set_rate", 170, role="TURNER", rate_per_hour="30", valid_from="2026-01-01T00:00:00Z"))
    assert costs(books) == {"W-1": 0, "W-2": 30}
    stands = contents(books.url, PROJECTION.name)
    rebuild(owner, PROJECTION)
    assert contents(books.url, PROJECTION.name) == stands


def test_what_was_struck_is_clocked_and_told_again_under_its_id(books: Books, owner: psycopg.Connection[Any]) -> None:
    mine: dict[str, Any] = {"operator": "B-1"}
    strike = {"entry": "E-1", "why": "another order", **mine}
    books.send(
        time(books, "record_time", 130, "E-1", 0, 60),
        books.at("labor.strike_time", 140, **strike),
        books.at("labor.start_job", 200, work_order="W-1", entry="E-1", **mine),
        books.at("labor.end_job", 215, **mine),
    )
    assert costs(books) == {"W-1": 15}
    books.send(
        books.at("labor.strike_time", 220, **strike),
        books.at("labor.start_job", 230, work_order="W-2", entry="E-1", **mine),
        books.at("labor.end_job", 260, **mine),
    )
    assert costs(books) == {"W-1": 0, "W-2": 30}
    books.send(books.at("labor.strike_time", 270, **strike), time(books, "record_time", 280, "E-1", 0, 120))
    assert costs(books) == {"W-1": 120, "W-2": 0}
    stands = contents(books.url, PROJECTION.name)
    rebuild(owner, PROJECTION)
    assert contents(books.url, PROJECTION.name) == stands


def test_a_role_that_is_typed_in_another_letter_case_has_the_same_rate(books: Books) -> None:
    """Both were registered before either had a rate."""
    hour = {"started_at": "2026-03-02T08:00:00Z", "ended_at": "2026-03-02T09:00:00Z"}
    for badge, role in (("M-1", "Miller"), ("M-2", "MILLER")):
        books.send(
            books.at("labor.register_operator", 0, operator=badge, role=role),
            books.at("labor.record_time", 130, operator=badge, work_order="W-1", **hour),
        )
    books.send(
        books.at("labor.set_rate", 140, role="miller", rate_per_hour="10", valid_from="2026-01-01T00:00:00Z"),
    )
    assert costs(books) == {"W-1": 20}
