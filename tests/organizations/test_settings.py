"""What an organization says of itself: its name and its languages."""

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, reads_back
from unison.organizations import domain
from unison.organizations.domain import (
    NUMBERS,
    SETTINGS,
    LanguageNotListed,
    LanguagesSet,
    LanguageTwice,
    NumberGiven,
    OrganizationRenamed,
    SettingUnchanged,
)
from unison.shared.events import Fact

RENAMED = OrganizationRenamed(name="Plant north")


@pytest.mark.parametrize("kind", facts_of(SETTINGS))
def test_every_fact_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(RENAMED, kind)


def test_numbers_read_back_and_are_known() -> None:
    reads_back(NumberGiven)
    is_known_after(NumberGiven(series="WO-{n}", count=1), NumberGiven)


def test_it_is_called_otherwise_once() -> None:
    given().when(domain.rename, name="Plant north").then(RENAMED)
    given(RENAMED).when(domain.rename, name="Plant north").then_refused(SettingUnchanged)


def test_its_languages_are_named_once_and_have_the_one_that_is_used() -> None:
    told = LanguagesSet(languages=("de", "en"), language="de")
    given().when(domain.set_languages, languages=["de", "en"], language="de").then(told)
    given(told).when(domain.set_languages, languages=["de", "en"], language="de").then_refused(SettingUnchanged)
    given().when(domain.set_languages, languages=["en"], language="en").then_refused(SettingUnchanged)
    given().when(domain.set_languages, languages=["de"], language="en").then_refused(LanguageNotListed)
    given().when(domain.set_languages, languages=["de", "de"], language="de").then_refused(LanguageTwice)


def test_an_unknown_fact_raises() -> None:
    for aggregate in (SETTINGS, NUMBERS):
        with pytest.raises(TypeError):
            aggregate.evolve(None, Fact(), AT)
