"""docs/security.md: every requirement has a row, and what it names is there."""

import re

import pytest

from tests.house import ROOT

PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
PLACES = ("", "src/unison/", "src/unison/presentation/")
CLOSED = {"2": "validation", "7": "sessions", "8": "authorization", "14": "data protection", "16": "logging and errors"}
"""Chapters of which nothing may be unmet."""


def test_every_requirement_of_levels_1_and_2_has_a_row() -> None:
    assert len({number for number, *_ in ROWS}) == len(ROWS) == 253
    assert {status for _, _, status, _ in ROWS} <= {"met", "does not apply", "**not met**"}


def test_what_may_not_be_unmet_is_not() -> None:
    unmet = [number for number, _, status, _ in ROWS if "not met" in status]
    assert [number for number in unmet if number.partition(".")[0] in CLOSED] == []
    assert f"{len(unmet)} not met" in PAGE


@pytest.mark.parametrize(
    "named",
    sorted(set(re.findall(r"`((?:[\w-]+/)*[\w.*-]+\.(?:py|tsx?|md|sql|lock|json)|docs/decisions/[\w*-]+)`", PAGE))),
)
def test_what_the_page_names_is_there(named: str) -> None:
    if "/" not in named and named.endswith(".json"):
        return  # a file of an installation
    assert any(list(ROOT.glob(place + named)) for place in PLACES), (
        f"docs/security.md names {named}, which is not there"
    )
