"""The example of docs/extending.md, installed as a package is, on the demo plant: it says when a key customer's order is late."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Organization
from tests.extensions.test_running import level, running
from tests.house import ROOT
from tests.spine import count, new_command, sequence, tell
from unison.demo import load_when_empty
from unison.extensions.declaring import Extension, Found, find_extensions
from unison.infrastructure import database
from unison.main import command_handling

EXAMPLE = ROOT / "docs/examples/key_customers"
KEY_CUSTOMERS = ("Customer 3", "Customer 12")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """What `pip install` leaves: the package on the path, and its entry point."""
    site = tmp_path_factory.mktemp("site")
    (site / "key_customers").symlink_to(EXAMPLE / "key_customers")
    _install(site, "key_customers", "key_customers:EXTENSION")
    _install(site, "broken", "there_is_none:EXTENSION")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(site))
        patch.setenv("KEY_CUSTOMERS", ", ".join(KEY_CUSTOMERS))
        yield find_extensions(["tests.extensions.seen"])
        for name in [name for name in sys.modules if name.startswith("key_customers")]:
            del sys.modules[name]


def _install(site: Path, name: str, entry: str) -> None:
    told = site / f"{name}-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(f"[unison.extensions]\n{name} = {entry}\n")


@pytest.fixture
def example(installed: Found) -> Extension:
    return next(each for each in installed.extensions if each.name == "key_customers")


def test_packages_and_modules_are_found_and_one_that_does_not_load_is_told(installed: Found) -> None:
    assert {each.name for each in installed.extensions} == {"key_customers", "seen"}
    assert installed.faults == {"there_is_none:EXTENSION": "ModuleNotFoundError: No module named 'there_is_none'"}


def test_it_says_which_lines_of_the_demo_plant_are_late(
    own_database_url: str, example: Extension, tmp_path: Path
) -> None:
    url = own_database_url
    load_when_empty(url, tmp_path / "secrets.json", command_handling, lambda _: None)
    sequence(url)
    with database.connect(url, "owner") as owner:
        ((organization, slug),) = owner.execute("SELECT organization_id, slug FROM unison.organizations").fetchall()
    with database.connect(url, "app") as people, people.transaction():
        database.act_as_app(people, organization)
        people.execute(
            "UPDATE unison.users SET email = 'supervisor@example.com' WHERE unison.has_role(assignments, '{supervisor}')"
        )
        wish = "INSERT INTO unison.notice_wishes SELECT organization_id, user_id, 'extension', true, 'at_once' FROM unison.users"
        people.execute(wish)
        demo = Organization(organization, slug)
    with running(url, example):
        level(url, "key_customers", demo)
        told = notices(url)["key_customers:SO-3003 line 10"]
        assert told["title"] == "Customer 12 waits for SO-3003"
        assert told["text"].endswith("Still missing: 6.")
        assert told["link"] == "/sales-order?id=SO-3003"
        assert {each["title"].partition(" waits")[0] for each in notices(url).values()} <= set(KEY_CUSTOMERS)
        told_at_once = "SELECT count(*)::int FROM pgmq.q_jobs_mail"
        assert count(url, told_at_once) == len(notices(url)), "the supervisor gets a mail of each"
        tell(url, demo.id, new_command("sales.close_order", sales_order="SO-3003", reason="the rest is not wanted"))
        sequence(url)
        level(url, "key_customers", demo)
        assert not any("SO-3003" in about for about in notices(url)), "what is closed is not late"


def notices(url: str) -> dict[str, dict[str, Any]]:
    """What stands, by what it is about."""
    with database.connect(url, "worker") as connection:
        read = "SELECT about, told FROM unison.notices WHERE subject = 'extension' AND over_at IS NULL"
        return dict(connection.execute(read).fetchall())
