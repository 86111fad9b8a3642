"""An organization's feed is verified by a worker, its head is signed, and a lot is proven below it, to those who may ask."""

from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import httpx
import pytest

from tests import accounts
from tests.api.conftest import Served, done
from tests.conftest import Organization
from tests.presentation.showing import serving
from tests.spine import sequence
from unison.infrastructure import database
from unison.main import application
from unison.presentation import health
from unison.settings import Settings


def test_a_feed_is_verified_signed_and_a_lot_proven(served: Served, client: httpx.Client, mine: Organization) -> None:
    done(client, "lots/receive", lot="P-1", material="STEEL", quantity="1", unit="kg")
    sequence(served.url)
    assert client.get("/api/v1/verify").json()["holds"] is None
    refused = client.get("/api/v1/verify/proof", params={"lot": "P-1"})
    assert (refused.status_code, refused.json()["code"]) == (404, "nothing_proven")

    asked = client.post("/api/v1/verify")
    assert (asked.status_code, asked.json()["running"]) == (202, True)
    served.verify(mine)
    found = client.get("/api/v1/verify").json()
    assert (found["running"], found["holds"], found["fault"]) == (False, True, None)
    assert found["head"]["seq"] == found["checked"]
    proof = client.get("/api/v1/verify/proof", params={"lot": "P-1"}).json()
    assert (proof["stream"], proof["head"], proof["key"]) == ("lots:P-1", found["head"]["note"], found["head"]["key"])
    assert [fact["version"] for fact in proof["facts"]] == ["1"]


def test_every_head_is_listed_the_latest_first(served: Served, client: httpx.Client, mine: Organization) -> None:
    for number in range(3):
        done(client, "lots/receive", lot=f"H-{number}", material="STEEL", quantity="1", unit="kg")
        served.verify(mine)
    heads = client.get("/api/v1/verify/heads").json()
    numbers = [head["seq"] for head in heads]
    assert numbers == sorted(numbers, reverse=True)
    assert heads[0] == client.get("/api/v1/verify").json()["head"]
    assert client.get("/api/v1/verify/heads", params={"before": numbers[0], "limit": 1}).json() == heads[1:2]


@pytest.fixture
def alone(own_database_url: str, tmp_path: Path) -> Iterator[Served]:
    """A server whose records may be tampered with."""
    settings = Settings(data=tmp_path)
    with (
        serving(app := application(settings, own_database_url), settings) as address,
        database.connect(own_database_url, "owner") as owner,
    ):
        yield Served(address, own_database_url, accounts.signer(own_database_url, tmp_path), owner, app)


def test_a_fault_is_red_everywhere_until_all_is_found_to_hold(alone: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """To whom it concerns, to whoever runs the server, to what watches it: and the service goes on."""
    monkeypatch.setattr(health, "ASKED_EVERY_S", 0)
    mine = alone.organization()
    with alone.client(mine) as client:
        done(client, "lots/receive", lot="F-1", material="STEEL", quantity="1", unit="kg")
        sequence(alone.url)
        alone.verify(mine)
        head = client.get("/api/v1/verify").json()["head"]
        assert is_well(alone)
        tamper(alone, "data || '{\"tampered\": true}'")
        alone.verify(mine)
        found = client.get("/api/v1/verify").json()
        assert (found["holds"], found["fault_seq"]) == (False, 1)
        assert found["head"] == head, "what was signed stays signed"
        assert not is_well(alone)
        told = client.get("/api/v1/notices").json()
        assert [notice["title"] for notice in told["notices"]] == ["Record number 1 does not say what it said"]

        tamper(alone, "data - 'tampered'")
        assert not is_well(alone), "until it is verified again"
        alone.verify(mine)
        assert client.get("/api/v1/verify").json()["holds"] is True
        assert is_well(alone)
        assert client.get("/api/v1/notices").json()["unread"] == 0


def tamper(served: Served, data: LiteralString) -> None:
    """As somebody who can do everything in the database."""
    served.owner.execute("ALTER TABLE unison.events DISABLE TRIGGER USER")
    served.owner.execute("UPDATE unison.events SET data = " + data)


def is_well(served: Served) -> bool:
    """By `/readyz` and by the metric, which agree."""
    with httpx.Client(base_url=f"http://{served.address}", trust_env=False) as stranger:
        checks = {each["check"]: each for each in stranger.get("/readyz").json()["checks"]}
        metrics = stranger.get("/metrics").text.splitlines()
    well: bool = checks["verification"]["ok"]
    assert f'unison_check{{check="verification"}} {float(well)}' in metrics
    assert well or "`unison verify` names the first" in checks["verification"]["finding"]
    return well


def test_auditors_may_and_others_may_not(served: Served, mine: Organization) -> None:
    asked = {}
    for role in ("operator", "supervisor", "planner", "auditor", "admin"):
        with served.client(mine, role) as client:
            asked[role] = (client.get("/api/v1/verify").status_code, client.post("/api/v1/verify").status_code)
    may, may_not = (200, 202), (403, 403)
    assert asked == {"operator": may_not, "supervisor": may_not, "planner": may_not, "auditor": may, "admin": may}
