"""One function for each fact about what holds in the whole organization."""

from collections.abc import Iterator
from typing import Any

from unison.books.domain import BooksClosed, BooksOpened
from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.plausibility.domain import WarningPolicySet
from unison.shared.events import Recorded


def policy_set(fact: WarningPolicySet, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "warning": fact.warning,
        "policy": fact.policy,
        "set_by": event.meta.user,
        "set_at": event.occurred_at,
        "version": event.version,
    }
    yield Write("put_warning_policy", fact.warning, row)


def books_changed(fact: BooksClosed | BooksOpened, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "version": event.version,
        "closed": isinstance(fact, BooksClosed),
        "by_user": event.meta.user,
        "at": event.occurred_at,
    }
    yield Write("add_to_books", ("books", event.version), row)


PROJECTION = Projection(
    "house_rules",
    __package__ or "",
    statements("projections.house_rules"),
    on={WarningPolicySet: policy_set, BooksClosed: books_changed, BooksOpened: books_changed},
)
