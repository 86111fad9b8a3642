"""An organization is begun on the first page of a server, with the setup code, once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests.api.conftest import NO_TLS
from tests.presentation.showing import serving
from tests.spine import own_database
from unison.founding import setup_code
from unison.founding.founding import ShortNameNeeded, slug_of
from unison.founding.setup_code import SetupCode, SetupCodeTaken, SetupCodeThrottled, SetupCodeWrong
from unison.infrastructure import database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.identity.organizations import create_organization
from unison.main import application
from unison.settings import Settings

ASKED: dict[str, Any] = {
    "name": "Gear works", "login": "Chief", "person": "The chief", "password": "correct horse battery",
    "plant_name": "Hall north", "time_zone": "Europe/Berlin", "day_starts_at": "05:30", "currency": "CHF",
    "language": "de",
}  # fmt: skip


@dataclass(frozen=True)
class Fresh:
    """A server on which nobody can sign in."""

    client: httpx.Client
    code: SetupCode
    owner: psycopg.Connection[Any]

    def begin(self, **told: Any) -> httpx.Response:
        return self.client.post("/api/v1/first-run", json={**ASKED, "setup_code": self.code.text, **told})


@pytest.fixture
def fresh(server: EmbeddedPostgres, tmp_path: Path) -> Iterator[Fresh]:
    code = SetupCode()
    with (
        own_database(server) as url,
        serving(application(Settings(data=tmp_path), url, setup_code=code)) as address,
        httpx.Client(base_url=f"http://{address}", trust_env=False, verify=NO_TLS, timeout=30) as client,
        database.connect(url, "owner") as owner,
    ):
        yield Fresh(client, code, owner)


def test_the_first_page_begins_an_organization_once_and_its_administrator_signs_in(fresh: Fresh) -> None:
    assert fresh.client.get("/api/v1/first-run").json() == {"open": True, "people": False}
    wrong = fresh.begin(setup_code="AAAA-AAAA-AAAA")
    assert (wrong.status_code, wrong.json()["code"]) == (403, "setup_code_wrong")
    begun = fresh.begin(setup_code=fresh.code.text.lower().replace("-", " "))
    assert begun.status_code == 201, begun.text
    assert begun.json() == {"organization": "gear-works", "login": "chief"}
    assert fresh.client.get("/api/v1/first-run").json() == {"open": False, "people": True}
    assert fresh.begin(name="Another").json()["code"] == "founding_closed"

    told = {"organization": "gear-works", "login": "chief", "password": ASKED["password"]}
    tokens = fresh.client.post("/api/v1/auth/sign-in", json=told)
    assert tokens.status_code == 200, tokens.text
    signed_in = {"Authorization": f"Bearer {tokens.json()['access_token']}"}
    me = fresh.client.get("/api/v1/auth/me", headers=signed_in).json()
    assert (me["organization_name"], me["name"]) == ("Gear works", "The chief")
    assert "plants.open" in me["permissions"]
    (plant,) = fresh.client.get("/api/v1/plants", headers=signed_in).json()
    assert plant == {"plant": "main", "name": "Hall north", "time_zone": "Europe/Berlin", "day_starts_at": "05:30:00"}
    topics = {row[0] for row in fresh.owner.execute("SELECT topic FROM unison.events")}
    assert {"plants.PlantOpened", "inventory.CurrencySet", "organizations.LanguagesSet"} <= topics


def test_what_cannot_be_begun_leaves_the_code_good_and_can_be_mended(fresh: Fresh) -> None:
    assert fresh.begin(name="***").json()["code"] == "short_name_needed"
    assert fresh.begin(time_zone="Mars/Base").status_code == 422
    assert fresh.begin(password="x").status_code == 422
    assert fresh.client.get("/api/v1/first-run").json() == {"open": True, "people": False}
    assert fresh.begin(organization="works-7").json()["organization"] == "works-7"


def test_a_code_of_an_earlier_start_is_told_to_be_another_one(fresh: Fresh) -> None:
    refused = fresh.begin(setup_code=SetupCode().text)
    assert (refused.status_code, refused.json()["code"]) == (403, "setup_code_wrong")
    assert "each start has another one" in refused.json()["detail"]
    assert fresh.begin().status_code == 201


def test_of_two_browsers_at_once_one_begins_and_the_other_is_told(fresh: Fresh) -> None:
    def begin(name: str) -> httpx.Response:
        return fresh.begin(name=name)

    with ThreadPoolExecutor(2) as browsers:
        answers = list(browsers.map(begin, ("One works", "Other works")))
    (begun,) = (answer for answer in answers if answer.status_code == 201)
    (refused,) = (answer for answer in answers if answer is not begun)
    assert refused.json()["code"] in {"setup_code_taken", "founding_closed"}, refused.text
    slugs = [row[0] for row in fresh.owner.execute("SELECT slug FROM unison.organizations")]
    assert slugs == [begun.json()["organization"]]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": "x" * 201}, "name"), ({"name": "Gear\nworks"}, "name"), ({"name": "  "}, "name"),
        ({"organization": "Gear Works"}, "organization"),
        ({"organization": "x" * 64}, "organization"), ({"login": "the chief\n"}, "login"), ({"person": "x" * 201}, "person"),
        ({"plant": "x" * 121}, "plant"), ({"currency": "Euro"}, "currency"), ({"day_starts_at": "25:00"}, "day_starts_at"),
        ({"time_zone": "Mars/Base"}, "time_zone"), ({"password": "x"}, "password"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_field(fresh: Fresh, told: dict[str, str], field: str) -> None:
    refused = fresh.begin(**told)
    assert refused.status_code == 422
    assert field in str(refused.json()["errors"]) or field in refused.json()["detail"], refused.text


@pytest.mark.parametrize(
    "name", ['Müller & Söhne "GmbH"', "O'Neill; DROP TABLE", "工場 7", "مصنع works", "<b>Gears</b> 🙂"]
)
def test_a_name_is_kept_as_it_is_typed(fresh: Fresh, name: str) -> None:
    assert fresh.begin(name=name, organization="works").status_code == 201
    assert fresh.owner.execute("SELECT name FROM unison.organizations").fetchall() == [(name,)]


def test_the_short_name_of_the_demo_is_not_taken(fresh: Fresh) -> None:
    assert fresh.begin(name="Demo").json()["code"] == "short_name_reserved"
    assert fresh.client.get("/api/v1/first-run").json()["open"]


def test_a_short_name_is_one_in_any_case(fresh: Fresh) -> None:
    assert fresh.begin(organization=" GEAR-7 ").json()["organization"] == "gear-7"


def test_an_organization_that_an_import_made_gets_its_first_administrator_and_its_plant_the_clock(fresh: Fresh) -> None:
    create_organization(fresh.owner, "works", "works", plants=("Bremen",))
    assert fresh.begin(organization="works").json() == {"organization": "works", "login": "chief"}
    rows = fresh.owner.execute("SELECT plant, name, time_zone, day_starts_at::text FROM unison.plants").fetchall()
    assert rows == [("Bremen", "Hall north", "Europe/Berlin", "05:30:00")]


def test_a_code_is_right_in_any_spelling_good_once_and_wrong_ones_are_slowed_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(setup_code.time, "monotonic", lambda: clock[0])
    code = SetupCode()
    for _ in range(10):
        with pytest.raises(SetupCodeWrong):
            code.take("nonsense")
    with pytest.raises(SetupCodeThrottled):
        code.take("nonsense")
    code.take(f" {code.text.lower()} ")  # the right one is taken all the same: nobody locks out who can read it
    with pytest.raises(SetupCodeTaken):
        code.take(code.text)
    code.give_back()
    code.take(code.text)


@pytest.mark.parametrize(
    ("name", "slug"), [("Müller & Söhne GmbH", "muller-sohne-gmbh"), ("  A  ", "a"), ("x" * 90, "x" * 63)]
)
def test_a_short_name_is_made_of_a_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_name_without_letters_needs_a_short_name() -> None:
    with pytest.raises(ShortNameNeeded):
        slug_of("日本")
