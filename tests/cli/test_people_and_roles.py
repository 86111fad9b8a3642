"""People and roles at the machine itself: let in, given roles, kept out, erased; and all of it in their history."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from unison.cli import environment

FIRM = ("--organization", "gear-works")


@pytest.fixture
def firm(run: Run) -> Run:
    run("organization", "create", "Gear works", "--admin", "chief")

    def words(*words: str, code: int = 0) -> Any:
        return run(*words, *FIRM, code=code)

    return words


def _json(firm: Run, *words: str) -> Any:
    return json.loads(firm(*words, "--json").stdout)


def _told(firm: Run, *words: str) -> str:
    """The sentence in which the words end."""
    ended = firm(*words, code=1).exception
    assert isinstance(ended, environment.EXPECTED)
    return str(ended)


def test_somebody_is_let_in_with_roles_and_a_password_that_is_shown_once(firm: Run) -> None:
    words = ("people", "add", "Ann", "--name", "Ann Lee", "--role", "operator", "--plant", "main", "--reason", "hired")
    added = _json(firm, *words)
    assert (added["login"], len(added["password"])) == ("ann", 23)
    assert "already" in _told(firm, *words)
    assert "role painter" in _told(firm, "people", "add", "eve", "--role", "painter")
    assert "email" in _told(firm, "people", "add", "eve", "--email", "nowhere")
    found = {each["login"]: each for each in _json(firm, "people", "list")}
    assert set(found) == {"ann", "chief"}
    assert found["ann"]["assignments"] == [{"role": "operator", "plants": ["main"]}]
    assert found["ann"]["must_change_password"]
    firm("people", "change", "ann", "--email", "ann@plant.example", "--name", "Ann")
    assert _json(firm, "people", "show", added["person"])["email"] == "ann@plant.example"
    assert "ann@plant.example" in firm("people", "show", "ann").stdout
    again = _json(firm, "people", "reset-password", "ann")["password"]
    assert again != added["password"]


def test_roles_are_given_and_taken_and_history_tells_it(firm: Run) -> None:
    firm("people", "add", "ann")
    assert "planner" in firm("people", "give", "ann", "planner", "--reason", "stands in").stdout
    firm("people", "give", "ann", "operator", "--plant", "main")
    between = _json(firm, "rights", "history", "ann")[0]["at"]
    assert "operator in main" in firm("people", "take", "ann", "planner").stdout
    assert "does not have the role planner" in _told(firm, "people", "take", "ann", "planner")
    firm("people", "disable", "ann", "--reason", "on leave")
    assert _json(firm, "rights", "of", "ann")["permissions"] == []
    firm("people", "enable", "ann")
    told = _json(firm, "rights", "history", "ann")
    assert [(each["change"], each["reason"], each["device"]) for each in told] == [
        ("enabled", None, "command line"), ("disabled", "on leave", "command line"), ("assigned", None, "command line"),
        ("assigned", None, "command line"), ("assigned", "stands in", "command line"), ("added", None, "command line"),
    ]  # fmt: skip
    then = {
        each["permission"]: each
        for each in _json(firm, "rights", "of", "ann", "--as-of", between.replace("Z", ""))["permissions"]
    }
    assert then["sales.create_order"]["roles"] == ["planner"]
    assert then["work_orders.log_production"]["plants"] == ["main"]
    assert "stands in" in firm("rights", "history", "ann").stdout
    assert "nobody" in _told(firm, "rights", "of", "eve")


def test_a_role_of_ones_own_comes_and_goes_and_it_is_known_who_may_what(firm: Run) -> None:
    firm("roles", "define", "shift_lead", "--allow", "lots.*", "--deny", "lots.scrap", "--reason", "nights")
    firm("people", "add", "ann", "--role", "shift_lead", "--plant", "main")
    assert [each["name"] for each in _json(firm, "rights", "who", "lots.hold", "--plant", "main")] == ["ann", "chief"]
    assert [each["name"] for each in _json(firm, "rights", "who", "lots.scrap")] == ["chief"]
    assert "Block a lot" in firm("roles", "show", "shift_lead").stdout
    firm("roles", "change", "shift_lead", "--allow", "lots.scrap", "--second-factor")
    shown = next(each for each in _json(firm, "roles", "list") if each["role"] == "shift_lead")
    assert (shown["permissions"], shown["second_factor"], shown["people"]) == (["lots.scrap"], True, 1)
    firm("roles", "retire", "shift_lead")
    changes = _json(firm, "rights", "history", "shift_lead")
    assert [(each["change"], each["permissions_taken"]) for each in changes[:1]] == [("retired", ["lots.scrap"])]
    assert changes[-1]["reason"] == "nights"
    assert "no permission lots.paint" in _told(firm, "roles", "define", "painter", "--allow", "lots.paint")
    assert "no role painter" in _told(firm, "roles", "show", "painter")
    assert "shift_lead" in firm("roles", "list").stdout


def test_who_is_erased_is_an_id_in_the_history(firm: Run) -> None:
    person = _json(firm, "people", "add", "ann", "--role", "planner")["person"]
    assert "names nobody" in firm("people", "erase", "ann", "--yes").stdout
    assert "nobody with the login or id 'ann'" in _told(firm, "people", "show", "ann")
    erased, added = _json(firm, "rights", "history", person)
    assert (erased["change"], added["name"], added["is_erased"]) == ("erased", None, True)
    assert "erased" in firm("rights", "history").stdout


def test_people_come_in_by_file_and_get_their_passwords_in_another(firm: Run, tmp_path: Path) -> None:
    file = "login;name;email;roles;plants\nann;Ann Lee;ann@plant.example;operator; planner;main\n"
    (tmp_path / "people.csv").write_text(
        file.replace("operator; planner", '"operator; planner"') + "ANN;Again;;;\neve;;;painter;\n;Nobody;;;\n"
    )
    told = _json(firm, "import", "people", "people.csv")
    assert (told["carried"], told["rejected"]) == (1, 3)
    rejects = (tmp_path / "people.rejects.csv").read_text()
    assert "login: ann stands in line 2 already" in rejects
    assert "no role painter" in rejects
    assert _json(firm, "import", "people", "people.csv")["repeated"] == 1
    ann = _json(firm, "people", "show", "ann")
    assert (ann["name"], ann["email"], ann["has_password"]) == ("Ann Lee", "ann@plant.example", False)
    assert [each["role"] for each in ann["assignments"]] == ["operator", "planner"]
    assert "1 passwords" in firm("people", "passwords", "passwords.csv").stdout
    (row,) = csv.DictReader((tmp_path / "passwords.csv").read_text().splitlines())
    assert (row["organization"], row["login"], len(row["password"])) == ("gear-works", "ann", 23)
    assert (tmp_path / "passwords.csv").stat().st_mode & 0o077 == 0
    assert "there already" in _told(firm, "people", "passwords", "passwords.csv")
