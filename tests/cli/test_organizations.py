"""Beginning organizations at the machine itself."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from unison.cli import environment

EDGES = "source,target,quantity,unit\nFLOUR,DOUGH,12.5,kg\n"
WORDS = ("organization", "create", "--admin", "a")


def _told(run: Run, *words: str) -> str:
    """The sentence in which the words end."""
    ended = run(*words, code=1).exception
    assert isinstance(ended, environment.EXPECTED)
    return str(ended)


def test_one_is_begun_with_a_password_shown_once_and_listed(run: Run) -> None:
    words = ("organization", "create", "Gear works", "--admin", "Chief", "--time-zone", "Europe/Berlin")
    made = json.loads(run(*words, "--currency", "CHF", "--json").stdout)
    assert (made["organization"], made["login"], len(made["password"])) == ("gear-works", "chief", 23)
    assert "has people" in _told(run, *words)
    settings = json.loads(run("settings", "--organization", "gear-works", "--json").stdout)
    assert (settings["name"], settings["currency"]) == ("Gear works", "CHF")
    (listed,) = json.loads(run("organization", "list", "--json").stdout)
    assert (listed["slug"], listed["name"], listed["people"]) == ("gear-works", "Gear works", 1)
    assert "gear-works" in run("organization", "list").stdout


def test_a_name_in_another_case_is_the_same_one_and_a_login_is_good_in_each(run: Run) -> None:
    run("organization", "create", "Gear works", "--admin", "chief")
    assert "has people" in _told(run, "organization", "create", "GEAR  Works", "--admin", "other")
    made = json.loads(run("organization", "create", "Other works", "--admin", "chief", "--json").stdout)
    assert (made["organization"], made["login"]) == ("other-works", "chief")


def test_one_that_an_import_made_gets_its_first_administrator(run: Run, tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text(EDGES)
    run("import", "genealogy", "edges.csv", "--organization", "bakery")
    assert "login chief" in run("organization", "admin", "bakery", "chief").stdout
    assert "has people" in _told(run, "organization", "admin", "bakery", "other")
    assert "no organization 'brewery'" in _told(run, "organization", "admin", "brewery", "chief")


def test_what_cannot_be_begun_is_told_in_a_sentence(run: Run) -> None:
    assert "time zone" in _told(run, *WORDS, "Works", "--time-zone", "Mars")
    assert "short name" in _told(run, *WORDS, "日本")


def test_who_has_lost_their_second_factor_is_let_in_again(run: Run) -> None:
    run("organization", "create", "Gear works", "--admin", "chief")
    assert (
        "Chief signs in by password alone" in run("organization", "reset-second-factor", "gear-works", "Chief").stdout
    )
    log = json.loads(run("security-log", "--organization", "gear-works", "--json").stdout)
    assert (log[0]["detail"]["fact"], log[0]["account"]) == ("people.SecondFactorReset", None)
    assert "no such person" in _told(run, "organization", "reset-second-factor", "gear-works", "nobody")
