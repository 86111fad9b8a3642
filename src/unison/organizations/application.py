"""What an organization says of itself, and the numbers it gives. Each use case: load, decide, append."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints

from unison.organizations import domain
from unison.organizations.domain import NUMBERS, SETTINGS, Numbered
from unison.plants.domain import PLANT
from unison.shared.commands import Command, Key, Text, use_case
from unison.shared.ports import Aggregate, Loaded, Work

Language = Annotated[str, StringConstraints(pattern="^[a-z]{2}$"), Field(description="ISO 639-1, as in de.")]
_AT_ONCE = 10_000
"""So many numbers that people have taken themselves are passed over."""


class RenameOrganization(Command, name="organizations.rename"):
    """Call the organization otherwise. Its short name, by which people sign in, stays."""

    name: Annotated[Text, Field(max_length=200)]


class SetLanguages(Command, name="organizations.set_languages"):
    """Say in which languages the organization works, and as in which of them numbers and dates are written on screens."""

    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=20)]
    language: Annotated[Language, Field(description="The one of them as in which numbers and dates are written.")]


class SetNumberRule(Command, name="organizations.set_number_rule"):
    """Say how orders are numbered that nobody names: `WO-{year}-{n:05}`. Without a pattern they are to be named again."""

    numbered: Numbered
    pattern: Annotated[
        Key | None,
        Field(
            max_length=60, description="{n} or {n:05} is the count; {year}, {yy}, {month}, {week}, {day} are the day's."
        ),
    ] = None
    first: Annotated[int, Field(ge=1, le=999_999_999, description="Where the count begins.")] = 1


async def rename(c: RenameOrganization, work: Work) -> None:
    settings = await work.load_or_none(SETTINGS, SETTINGS.only)
    work.append(settings, domain.rename(settings.state, name=c.name))


async def set_languages(c: SetLanguages, work: Work) -> None:
    settings = await work.load_or_none(SETTINGS, SETTINGS.only)
    work.append(settings, domain.set_languages(settings.state, languages=c.languages, language=c.language))


async def set_number_rule(c: SetNumberRule, work: Work) -> None:
    settings = await work.load_or_none(SETTINGS, SETTINGS.only)
    fact = domain.set_number_rule(settings.state, numbered=c.numbered, pattern=c.pattern, first=c.first)
    work.append(settings, fact)


async def numbered[S](work: Work, aggregate: Aggregate[S], numbered: Numbered, plant: str) -> Loaded[S | None]:
    """A new stream with the next number of the organization's rule; numbers that people have taken are passed over. The number and
    what it was given to are told together, so none is lost. Refuses `NumberNeeded` where there is no rule."""
    rule = domain.rule_for(await work.lookup(SETTINGS, SETTINGS.only), numbered)
    where = await work.lookup(PLANT, plant)
    day = work.at.astimezone(ZoneInfo(where.time_zone if where else "UTC"))
    counters = await work.load_or_none(NUMBERS, numbered.value)
    for passing in range(_AT_ONCE):
        given = domain.numbers_of(rule, day, counters.state, passing=passing)
        made: Loaded[Any] = await work.load_or_none(aggregate, domain.number_of(given), probably_new=True)
        if made.state is None:
            work.append(counters, given)
            return made
    raise domain.NumbersTaken(count=_AT_ONCE, pattern=rule.pattern)


USE_CASES = (
    use_case(RenameOrganization, rename),
    use_case(SetLanguages, set_languages),
    use_case(SetNumberRule, set_number_rule),
)
