"""An organization is begun on the first page of a server, with the setup code, once."""

from collections.abc import Iterator
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
from unison.founding.setup_code import SetupCode, SetupCodeThrottled, SetupCodeWrong
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
    clock[0] += 61
    with pytest.raises(SetupCodeWrong):
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
