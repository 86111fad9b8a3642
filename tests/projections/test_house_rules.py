"""The organization's own rules: facts in, rows out; twice is once; rebuilt is the same."""

from datetime import date
from typing import Any

import psycopg

from projections.house_rules import PROJECTION
from projections.house_rules import api as view
from tests.conftest import Organization
from tests.spine import AT, BOB, append, ask, contents, event, project
from unison.books.domain import BooksClosed, BooksOpened
from unison.infrastructure import database
from unison.infrastructure.projection.engine import apply
from unison.infrastructure.projection.rebuild import rebuild
from unison.plausibility.domain import Policy, WarningPolicySet
from unison.shared.events import Meta, Recorded

STORY = [
    event("plausibility:policies", 1, WarningPolicySet(warning="same_report", policy=Policy.REFUSE)),
    event("plausibility:policies", 2, WarningPolicySet(warning="stock_of_years", policy=Policy.REFUSE)),
    event("plausibility:policies", 3, WarningPolicySet(warning="same_report", policy=Policy.TELL)),
    event("books:all", 1, BooksClosed(through=date(2026, 2, 28), closed_until=AT, reason="reported")),
    event("books:all", 2, BooksOpened(reason="a receipt was missing")),
]


def test_facts_in_rows_out_twice_is_once_and_rebuilt_is_the_same(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(owner, organization.id, *STORY)
    project(database_url, PROJECTION)
    found = {each.warning: each for each in ask(database_url, organization, PROJECTION.name, view.warning_policies)}
    assert {code for code, each in found.items() if each.policy is Policy.REFUSE} == {"stock_of_years"}
    assert (found["same_report"].set_by, found["same_report"].set_at) == (BOB, AT)
    assert (found["count_differs"].set_by, found["count_differs"].policy) == (None, Policy.TELL)
    books = ask(database_url, organization, PROJECTION.name, view.books)
    assert (books.closed_through, [each.through for each in books.changes]) == (None, [None, date(2026, 2, 28)])
    before = contents(database_url, PROJECTION.name)
    again = [
        Recorded(n, organization.id, e["stream"], e["version"], e["data"], Meta(user=BOB), e["occurred_at"], AT)
        for n, e in enumerate(STORY, 1)
    ]
    with database.connect(database_url, "worker") as connection, connection.transaction(), connection.cursor() as rows:
        rows.execute("SELECT set_config('search_path', %s, true)", (f"{PROJECTION.name}, unison",))
        apply(rows, PROJECTION, again)
    assert contents(database_url, PROJECTION.name) == before
    with database.connect(database_url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(database_url, PROJECTION.name) == before
