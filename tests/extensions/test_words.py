"""`unison extensions`, `unison parked` and `unison doctor`, asked as a person at the machine does."""

import json
from collections.abc import Callable, Iterator

import pytest
from typer.testing import CliRunner, Result

from tests.conftest import make_organization
from tests.extensions import seen
from tests.extensions.test_running import level, running, tell
from tests.spine import event, lot_moves
from unison.cli.app import app
from unison.infrastructure import database
from unison.settings import settings

type Run = Callable[..., Result]


@pytest.fixture
def run(own_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setenv("UNISON_DATABASE_URL", own_database_url)
    monkeypatch.setenv("UNISON_EXTENSIONS", "tests.extensions.seen, tests.extensions.nowhere")
    settings.cache_clear()

    def run(*words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(app, words)
        assert result.exit_code == code, (result.output, result.exception)
        return result

    yield run
    settings.cache_clear()
    seen.BROKEN.clear()


def test_where_extensions_stand_what_is_parked_and_one_begun_anew(run: Run, own_database_url: str) -> None:
    assert "Installed, and not run yet: seen." in run("extensions").output
    with database.connect(own_database_url, "owner") as owner:
        plant = make_organization(owner)
    seen.BROKEN.add("lots:A")
    tell(own_database_url, plant, *lot_moves("A", 2), *lot_moves("B", 1), event("tests:W", 1, seen.Weighed(weight_g=1)))
    with running(own_database_url, seen.EXTENSION):
        level(own_database_url, "seen", plant)
    told = json.loads(run("extensions", "--json").stdout)
    assert told["extensions"] == [
        {"extension": "seen", "organization": plant.slug, "position": 4, "behind": 0, "parked": 1, "stopped": None}
        | {"state": "runs"}
    ]
    assert told["faults"] == {
        "tests.extensions.nowhere": "ModuleNotFoundError: No module named 'tests.extensions.nowhere'"
    }
    assert plant.slug[:10] in run("extensions").output
    found = {f["check"]: f for f in json.loads(run("doctor", "--json", code=1).stdout)}
    assert found["extension seen"] == {"check": "extension seen", "finding": "0 facts behind the feed", "ok": True}
    assert not found["extension tests.extensions.nowhere"]["ok"]
    (parked,) = json.loads(run("parked", "--json").stdout)
    assert (parked["consumer"], parked["stream_id"]) == ("extension_seen", "lots:A")
    seen.BROKEN.clear()
    assert "Nothing is parked." in run("parked", "--retry").output
    anew = json.loads(run("extensions", "--anew", "seen", "--json").stdout)["extensions"]
    assert [(each["position"], each["behind"]) for each in anew] == [(0, 4)]
    assert "There is no extension 'gone'; installed is seen." in str(
        run("extensions", "--anew", "gone", code=1).exception
    )
