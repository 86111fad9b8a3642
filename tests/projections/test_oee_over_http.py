"""OEE and analytics over HTTP: the names in the answers, the filters, and who may ask."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from projections.oee.api import VIEW, router
from tests import accounts
from tests.conftest import Organization
from tests.shop_floor import BOB, Floor, open_floor
from unison.infrastructure.access import Access
from unison.infrastructure.tokens import TokenSigner
from unison.presentation.context import Context
from unison.presentation.http import create_app
from unison.presentation.permissions import resolve
from unison.settings import Settings


@pytest.fixture
def floor(database_url: str, organization: Organization) -> Iterator[Floor]:
    with open_floor(database_url, organization) as opened:
        opened.machine("M1")
        opened.machine("M2")
        opened.order("W1")
        opened.send(
            opened.log("2026-03-02T07:00", "2026-03-02T09:00", good=9, rejected=1, reason="burr", log="L"),
            opened.correct("L", "2026-03-02T07:00", "2026-03-02T09:00", 8, 2, reason="burr"),
            opened.log("2026-03-03T07:00", "2026-03-03T08:00", rejected=6, equipment="M2"),
        )
        yield opened


class Caller:
    def __init__(self, floor: Floor, data: Path) -> None:
        signer = TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=60)
        services: dict[type[Any], Any] = {
            TokenSigner: signer,
            Access: Access(floor.database, resolve({"oee.read": ""}, VIEW.rules)),
        }
        self.app = create_app(lifespan=None, routers=[router], face=None)  # pyright: ignore[reportArgumentType]
        self.app.state.context = Context(Settings(data=data), floor.database, floor.commands, services)
        self.floor = floor
        self.token = accounts.token(floor.database.url, signer, floor.viewer.organization_id, "operator")

    def __call__(self, path: str, *, signed: bool = True) -> httpx.Response:
        async def call() -> httpx.Response:
            headers = {"Authorization": f"Bearer {self.token}"} if signed else {}
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://unison/api/v1") as client:
                return await client.get(path, headers=headers)

        return self.floor.runner.run(call())


@pytest.fixture
def get(floor: Floor, tmp_path: Path) -> Caller:
    return Caller(floor, tmp_path)


def test_oee_by_one_or_several_groups(get: Caller) -> None:
    by_machine = get("/oee?by=equipment").json()
    assert [(row["equipment"], row["production_s"], row["good_pcs"]) for row in by_machine["rows"]] == [
        ("M1", 7200, 8),
        ("M2", 3600, 0),
    ]
    assert (by_machine["total"]["planned_busy_s"], by_machine["total"]["rejected_pcs"]) == (10800, 8)
    assert by_machine["total"]["quality_ratio"] == 0.5
    assert by_machine["total"]["oee_ratio"] is None
    both = get("/oee?by=day&by=order&until=2026-03-02").json()["rows"]
    assert [(row["day"], row["work_order"]) for row in both] == [("2026-03-02", "W1")]
    limited = get("/oee?limit=1").json()
    assert (len(limited["rows"]), limited["total"]["planned_busy_s"]) == (1, 10800)


def test_one_machine_with_the_originals_of_its_corrections(get: Caller) -> None:
    answer = get("/oee/equipment?equipment=M1").json()
    assert [(t["good_pcs"], t["stands"], t["why"], t["by_user"]) for t in answer["told"]] == [
        (9, False, None, str(BOB)),
        (8, True, "miscounted", str(BOB)),
    ]
    assert answer["told"][0]["superseded_seq"] == answer["told"][1]["feed_seq"]
    assert (answer["time_zone"], answer["day_starts_at"], answer["state"]) == ("UTC", "06:00", None)
    assert answer["reliability"]["mtbf_longer_than_s"] == 7200
    assert get("/oee/equipment?equipment=M9").status_code == 404


def test_analytics_name_their_engine(get: Caller) -> None:
    scrap = get("/analytics/scrap-pareto?by=reason").json()
    assert (scrap["engine"], scrap["rejected_pcs"]) == ("duckdb", 8)
    assert [(row["key"], row["share_ratio"], row["cumulative_ratio"]) for row in scrap["rows"]] == [
        (None, 0.75, 0.75),
        ("burr", 0.25, 1.0),
    ]
    analysed = get("/analytics/oee?by=product").json()
    assert analysed.pop("engine") == "duckdb"
    assert analysed | {"at": None} == get("/oee?by=product").json() | {"at": None}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/oee?by=colour", 422),
        ("/oee?since=yesterday", 422),
        ("/analytics/scrap-pareto?by=organization_id", 422),
        ("/analytics/scrap-pareto?since=2026-03-02T07:00:00", 422),  # a time without a zone
    ],
)
def test_what_makes_no_sense_is_refused(get: Caller, path: str, status: int) -> None:
    assert get(path).status_code == status


@pytest.mark.parametrize("path", ["/oee", "/oee/equipment?equipment=M1", "/analytics/oee", "/analytics/scrap-pareto"])
def test_nobody_asks_without_signing_in(get: Caller, path: str) -> None:
    assert get(path, signed=False).status_code == 401
