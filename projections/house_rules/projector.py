"""One function for each fact about what holds in the whole organization."""

from collections.abc import Iterator
from typing import Any

from unison.books.domain import BooksClosed, BooksOpened
from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.inventory.domain import CurrencySet, NegativeStockSet
from unison.organizations.domain import LanguagesSet, NumberRuleSet, OrganizationRenamed
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


def setting_said(
    fact: OrganizationRenamed | LanguagesSet | NumberRuleSet | NegativeStockSet | CurrencySet, event: Recorded[Any]
) -> Iterator[Write]:
    match fact:
        case OrganizationRenamed():
            setting, value = "name", fact.name
        case LanguagesSet():
            setting, value = "languages", {"languages": fact.languages, "language": fact.language}
        case NumberRuleSet():
            setting, value = f"number_rule:{fact.numbered}", {"pattern": fact.pattern, "first": fact.first}
        case NegativeStockSet():
            setting, value = "negative_stock", fact.negative_stock
        case CurrencySet():
            setting, value = "currency", fact.currency
    row = {
        "setting": setting,
        "value": value,
        "set_by": event.meta.user,
        "set_at": event.occurred_at,
        "version": event.version,
    }
    yield Write("put_setting", setting, row)


_SETTINGS = (OrganizationRenamed, LanguagesSet, NumberRuleSet, NegativeStockSet, CurrencySet)

PROJECTION = Projection(
    "house_rules",
    __package__ or "",
    statements("projections.house_rules"),
    on={
        WarningPolicySet: policy_set,
        BooksClosed: books_changed,
        BooksOpened: books_changed,
        **dict.fromkeys(_SETTINGS, setting_said),
    },
)
