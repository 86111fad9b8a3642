"""The rules of an organization's own settings and of the numbers it gives: functions on frozen data."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from unison.shared.errors import MalformedRefusal, RuleRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


class Numbered(StrEnum):
    """What the organization gives numbers to. Lots are numbered by the rule of their material."""

    WORK_ORDER = "work_order"
    SALES_ORDER = "sales_order"


# Facts -----------------------------------------------------------------------------------------------------------


class OrganizationRenamed(Fact, topic="organizations.OrganizationRenamed"):
    """What the organization is called. Its short name, by which people sign in, stays."""

    name: str


class LanguagesSet(Fact, topic="organizations.LanguagesSet"):
    """The organization works in these languages (ISO 639-1), and in `language` where nobody says which."""

    languages: tuple[str, ...]
    language: str


class NumberRuleSet(Fact, topic="organizations.NumberRuleSet"):
    """What is `numbered` and named by nobody gets a number of this pattern; the count in it begins with `first` whenever what
    stands around it changes. Without a pattern it is to be named again."""

    numbered: Numbered
    pattern: str | None
    first: int


class NumberGiven(Fact, topic="numbers.NumberGiven"):
    """The number of the series with this count in it was given. A series is a pattern with the day filled in."""

    series: str
    count: int


# State -----------------------------------------------------------------------------------------------------------

DEFAULT_LANGUAGE = "en"
"""Until the organization says otherwise."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an organization has said of itself; `name` None: nothing since it was founded."""

    name: str | None = None
    languages: tuple[str, ...] = (DEFAULT_LANGUAGE,)
    language: str = DEFAULT_LANGUAGE
    number_rules: Mapping[Numbered, NumberRuleSet] = field(default_factory=dict[Numbered, NumberRuleSet])


@dataclass(frozen=True, kw_only=True)
class Counters:
    """The last count of each series."""

    last: Mapping[str, int] = field(default_factory=dict[str, int])


def evolve(before: Settings | None, fact: Fact, _at: datetime) -> Settings:
    """The settings after a fact. Never refuses; an unknown fact raises."""
    settings = before or Settings()
    match fact:
        case OrganizationRenamed():
            return replace(settings, name=fact.name)
        case LanguagesSet():
            return replace(settings, languages=tuple(fact.languages), language=fact.language)
        case NumberRuleSet():
            others = {kind: rule for kind, rule in settings.number_rules.items() if kind is not fact.numbered}
            return replace(settings, number_rules=others | ({fact.numbered: fact} if fact.pattern else {}))
        case _:
            raise TypeError(f"the settings of an organization know nothing of {type(fact).__name__}")


def evolve_counters(before: Counters | None, fact: Fact, _at: datetime) -> Counters:
    """The counters after a fact. Never refuses; an unknown fact raises."""
    if not isinstance(fact, NumberGiven):
        raise TypeError(f"numbers know nothing of {type(fact).__name__}")
    return Counters(last={**(before or Counters()).last, fact.series: fact.count})


SETTINGS = Aggregate("organizations", Settings, evolve, only="settings")

NUMBERS = Aggregate("numbers", Counters, evolve_counters)
"""One stream for each kind of thing that is numbered: two at once cannot get the same number."""

# Refusals --------------------------------------------------------------------------------------------------------


class SettingUnchanged(RuleRefusal, code="setting_unchanged"):
    """It is so already. Give what is to be different, or leave it."""


class LanguageNotListed(MalformedRefusal, code="language_not_listed"):
    """The language {language} is not among the languages {languages}. Add it to them, or choose one of them."""


class LanguageTwice(MalformedRefusal, code="language_twice"):
    """The language {language} is named twice. Name each language once."""


class NumberPatternMalformed(MalformedRefusal, code="number_pattern_malformed"):
    """The pattern {pattern} cannot be read: {why} Write it as WO-{{year}}-{{n:05}}: the count is {{n}}, or {{n:05}} with 5 digits
    at least; {{year}}, {{yy}}, {{month}}, {{week}} and {{day}} are those of the day; everything else stands as it is."""


class NumberNeeded(MalformedRefusal, code="number_needed"):
    """A {numbered} needs a number here. Name it, or set a rule by which it is numbered (organizations.set_number_rule)."""


class NumbersTaken(RuleRefusal, code="numbers_taken"):
    """The next {count} numbers of {pattern} are taken already. Let the count begin later (organizations.set_number_rule)."""


# Decisions -------------------------------------------------------------------------------------------------------


def rename(settings: Settings | None, *, name: str) -> OrganizationRenamed:
    if settings is not None and settings.name == name:
        raise SettingUnchanged
    return OrganizationRenamed(name=name)


def set_languages(settings: Settings | None, *, languages: Sequence[str], language: str) -> LanguagesSet:
    if twice := [each for each in languages if list(languages).count(each) > 1]:
        raise LanguageTwice(language=twice[0])
    if language not in languages:
        raise LanguageNotListed(language=language, languages=", ".join(languages))
    before = settings or Settings()
    if (tuple(languages), language) == (before.languages, before.language):
        raise SettingUnchanged
    return LanguagesSet(languages=tuple(languages), language=language)


_PLACE = re.compile(r"\{([^{}]*)\}")
_COUNT = re.compile(r"n(?::0(?P<digits>[1-9]))?")
_DAYS = {"year": "%G", "yy": "%g", "month": "%m", "day": "%d", "week": "%V"}


def set_number_rule(settings: Settings | None, *, numbered: Numbered, pattern: str | None, first: int) -> NumberRuleSet:
    """Without a pattern it is to be named by people again."""
    if pattern is not None:
        _check_pattern(pattern)
    fact = NumberRuleSet(numbered=numbered, pattern=pattern, first=first)
    before = (settings or Settings()).number_rules.get(numbered)
    if before == fact or (before is None and pattern is None):
        raise SettingUnchanged
    return fact


def _check_pattern(pattern: str) -> None:
    places = _PLACE.findall(pattern)
    if "{" in _PLACE.sub("", pattern) or "}" in _PLACE.sub("", pattern):
        raise NumberPatternMalformed(pattern=pattern, why="a brace has no other half.")
    counts = [place for place in places if _COUNT.fullmatch(place)]
    if len(counts) != 1:
        raise NumberPatternMalformed(pattern=pattern, why="the count stands in it once.")
    if unknown := [place for place in places if place not in _DAYS and place not in counts]:
        raise NumberPatternMalformed(pattern=pattern, why=f"{{{unknown[0]}}} is nothing that is known here.")


def series_of(pattern: str, day: datetime) -> str:
    """The pattern with the day filled in, so that only the count is open. Years are those of the calendar, and those of the week
    (ISO 8601) where the pattern has the week."""
    days = _DAYS if "{week}" in pattern else {**_DAYS, "year": "%Y", "yy": "%y"}
    return _PLACE.sub(lambda place: day.strftime(days[place[1]]) if place[1] in days else place[0], pattern)


def numbers_of(rule: NumberRuleSet, day: datetime, counters: Counters | None, *, passing: int = 0) -> NumberGiven:
    """The next number of the rule on a day, passing over so many."""
    series = series_of(rule.pattern or "", day)
    last = (counters or Counters()).last.get(series, rule.first - 1)
    return NumberGiven(series=series, count=max(last, rule.first - 1) + 1 + passing)


def number_of(given: NumberGiven) -> str:
    """As people read it: `WO-2026-00007`."""

    def count(place: re.Match[str]) -> str:
        told = _COUNT.fullmatch(place[1])
        return f"{given.count:0{(told and told['digits']) or 1}d}"

    return _PLACE.sub(count, given.series)


def rule_for(settings: Settings | None, numbered: Numbered) -> NumberRuleSet:
    """Refuses `NumberNeeded` where the organization has none."""
    rule = (settings or Settings()).number_rules.get(numbered)
    if rule is None:
        raise NumberNeeded(numbered=numbered.value.replace("_", " "))
    return rule
