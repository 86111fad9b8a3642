"""The numbers of orders that nobody names."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.scenario import given
from unison.organizations import domain
from unison.organizations.domain import (
    Counters,
    Numbered,
    NumberNeeded,
    NumberPatternMalformed,
    NumberRuleSet,
    Settings,
    SettingUnchanged,
)

ORDER = Numbered.WORK_ORDER
NEW_YEAR = datetime(2027, 1, 1, 8, tzinfo=UTC)


def rule(pattern: str | None, first: int = 1) -> NumberRuleSet:
    return NumberRuleSet(numbered=ORDER, pattern=pattern, first=first)


def number(pattern: str, day: datetime = NEW_YEAR, *, first: int = 1, last: int | None = None, passing: int = 0) -> str:
    counters = None if last is None else Counters(last={domain.series_of(pattern, day): last})
    return domain.number_of(domain.numbers_of(rule(pattern, first), day, counters, passing=passing))


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("WO-{year}-{n:05}", "WO-2027-00001"),
        ("{yy}{month}{day}/{n}", "270101/1"),
        ("W{year}{week}.{n:02}", "W202653.01"),  # the first of January 2027 is in the last week of 2026
        ("{n:03} A", "001 A"),
    ],
)
def test_the_day_and_the_count_stand_where_the_pattern_says(pattern: str, told: str) -> None:
    assert number(pattern) == told


def test_the_count_goes_on_and_begins_where_it_was_said() -> None:
    assert number("A-{n}", last=9) == "A-10"
    assert number("A-{n}", first=500) == "A-500"
    assert number("A-{n}", first=500, last=12) == "A-500"
    assert number("A-{n}", first=500, last=612) == "A-613"
    assert number("A-{n}", last=9, passing=3) == "A-13"
    assert number("A-{n:02}", last=99) == "A-100"


@pytest.mark.parametrize(
    "pattern", ["WO", "{n}{n}", "{n} {nn}", "{n", "n}", "{N}", "{n:5}", "{n:00}", "{} {n}", "{{n}}"]
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    asked: dict[str, Any] = {"numbered": ORDER, "pattern": pattern, "first": 1}
    given().when(domain.set_number_rule, **asked).then_refused(NumberPatternMalformed)


def test_a_rule_is_set_changed_and_taken_back() -> None:
    first, later, none = rule("A-{n}"), rule("B-{n}"), rule(None)
    given().when(domain.set_number_rule, **vars(first)).then(first)
    given(first).when(domain.set_number_rule, **vars(first)).then_refused(SettingUnchanged)
    given(first).when(domain.set_number_rule, **vars(later)).then(later)
    given(first).when(domain.set_number_rule, **vars(none)).then(none)
    given(first, none).when(domain.set_number_rule, **vars(none)).then_refused(SettingUnchanged)
    with pytest.raises(NumberNeeded):
        domain.rule_for(Settings(), ORDER)
