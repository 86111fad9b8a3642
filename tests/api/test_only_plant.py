"""Where nobody names a plant the only one is meant, whatever it is called; where there are several it has to be named."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests import accounts
from tests.api.conftest import NO_TLS, Served, done, send
from tests.conftest import Organization
from tests.samples import Told
from unison.infrastructure.identity.organizations import create_organization

LEFT_OUT: tuple[Told, ...] = (
    ("equipment/register", {"equipment": "Lathe 1"}),
    ("inventory/register-storage-location", {"location": "A-01"}),
    ("materials/register", {"material": "Steel", "base_unit": "kg"}),
    ("materials/set-reorder-point", {"material": "Steel", "quantity": "50"}),
    ("lots/receive", {"lot": "S-1", "material": "Steel", "quantity": "20", "unit": "kg", "location": "A-01"}),
    ("costing/set-method", {"material": "Steel", "method": "fifo"}),
    ("costing/revalue-stock", {"material": "Steel", "unit_cost": "2", "reason": "market"}),
    ("quality/define-characteristic", {"characteristic": "Bore"}),
    ("labor/register-operator", {"operator": "B-1", "role": "turner"}),
    ("work-orders/create", {"work_order": "W-1", "product": "Gear", "quantity_pcs": 10}),
    ("customers/register", {"customer": "C-1", "name": "Customer"}),
    ("sales-orders/create", {"sales_order": "S-1", "customer": "C-1"}),
    ("inventory/retire-storage-location", {"location": "A-01", "reason": "torn down"}),
)
"""Every command that has a plant which may be left out, and what they need."""


@pytest.fixture
def bremen(served: Served) -> Organization:
    """An organization whose only plant is Bremen."""
    slug = f"t-{uuid4().hex[:12]}"
    return Organization(create_organization(served.owner, slug, slug, plants=("Bremen",)), slug)


@pytest.fixture
def client(served: Served, bremen: Organization) -> Iterator[httpx.Client]:
    with served.client(bremen) as client:
        yield client


def of_plants(served: Served, organization: Organization, role: str, *plants: str) -> httpx.Client:
    """Somebody who has the role in these plants alone."""
    token = accounts.token(served.owner, served.signer, organization.id, role, plants)
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(
        base_url=f"http://{served.address}", headers=headers, trust_env=False, verify=NO_TLS, timeout=30
    )


def facts(served: Served, organization: Organization) -> list[dict[str, Any]]:
    asked = "SELECT data FROM unison.events WHERE organization_id = %s AND data ? 'plant' ORDER BY pos"
    return [row[0] for row in served.owner.execute(asked, (organization.id,))]


def test_the_only_plant_is_meant_where_none_is_named(
    served: Served, bremen: Organization, client: httpx.Client
) -> None:
    positions: dict[str, int] = {}
    for route, body in LEFT_OUT:
        positions |= done(client, route, **body)
    told = facts(served, bremen)
    assert len(told) == 9
    assert {fact["plant"] for fact in told} == {"Bremen"}
    (places,) = (
        f"{stream}@{version}" for stream, version in positions.items() if stream.startswith("storage_locations:")
    )
    locations = client.get("/api/v1/stock/storage-locations", params={"after": places}).json()
    assert [(each["location"], each["plant"]) for each in locations] == [("A-01", "Bremen")]


def test_what_is_made_there_is_seen_everywhere(served: Served, client: httpx.Client) -> None:
    done(client, "equipment/register", equipment="Lathe 1")
    done(client, "work-orders/create", work_order="W-1", product="Gear", quantity_pcs=10)
    done(client, "work-orders/release", work_order="W-1")
    logged = {"work_order": "W-1", "equipment": "Lathe 1", "good_pcs": 3, "started_at": "2026-03-02T06:00Z"}
    after = done(client, "work-orders/log-production", **logged, ended_at="2026-03-02T07:00Z", activity="production")
    position = f"work_orders:W-1@{after['work_orders:W-1']}"

    def asked(path: str, **query: str) -> Any:
        answer = client.get(f"/api/v1/{path}", params={"after": position, **query})
        assert answer.status_code == 200, answer.text
        return answer.json()

    (order,) = asked("work-orders")
    assert (order["plant"], order["good_pcs"]) == ("Bremen", 3)
    assert [
        row["good_pcs"] for row in asked("oee", plant="Bremen", since="2026-03-01", until="2026-03-03")["rows"]
    ] == [3]
    assert asked("oee", plant="main", since="2026-03-01", until="2026-03-03")["rows"] == []


def test_questions_about_one_plant_mean_the_only_one(client: httpx.Client) -> None:
    done(client, "materials/register", material="Steel", base_unit="kg")
    body = {"lot": "S-1", "material": "Steel", "quantity": "20", "unit": "kg", "unit_cost": "3"}
    after = f"lots:S-1@{done(client, 'lots/receive', **body)['lots:S-1']}"
    asked = {"material": "Steel", "after": after}
    (layer,) = client.get("/api/v1/costing/layers", params=asked).json()
    assert layer["quantity"] == "20"
    assert len(client.get("/api/v1/costing/movements", params=asked).json()) == 1
    suggested = client.get("/api/v1/stock/suggestion", params={**asked, "quantity": "5"}).json()
    assert [each["lot"] for each in suggested["lots"]] == ["S-1"]

    done(client, "plants/open", plant="Ulm", name="Ulm")
    refused = client.get("/api/v1/costing/layers", params=asked)
    assert (refused.status_code, refused.json()["code"]) == (422, "plant_needed")
    assert client.get("/api/v1/costing/layers", params={**asked, "plant": "Ulm"}).json() == []


def test_where_there_are_two_it_has_to_be_named(served: Served, bremen: Organization, client: httpx.Client) -> None:
    done(client, "equipment/register", equipment="Lathe 1")
    done(client, "plants/open", plant="Ulm", name="Ulm")
    refused = send(client, "equipment/register", equipment="Lathe 2").json()
    assert (refused["status"], refused["code"]) == (422, "plant_needed")
    assert "Bremen, Ulm" in refused["detail"]
    done(client, "equipment/register", equipment="Lathe 2", plant="ulm")
    assert [fact["plant"] for fact in facts(served, bremen)] == ["Bremen", "Ulm"]


def test_whoever_works_for_one_plant_means_that_one(served: Served, bremen: Organization, client: httpx.Client) -> None:
    done(client, "plants/open", plant="Ulm", name="Ulm")
    order: dict[str, Any] = {"product": "Gear", "quantity_pcs": 1}
    with (
        of_plants(served, bremen, "supervisor", "Ulm") as one,
        of_plants(served, bremen, "supervisor", "Bremen", "Ulm") as both,
    ):
        done(one, "work-orders/create", work_order="W-1", **order)
        assert send(both, "work-orders/create", work_order="W-2", **order).json()["code"] == "plant_needed"
        assert (
            send(one, "work-orders/create", work_order="W-3", plant="Bremen", **order).json()["code"] == "other_plant"
        )
    assert [fact["plant"] for fact in facts(served, bremen)] == ["Ulm"]


def test_an_organization_without_a_plant_is_told_to_open_one(served: Served) -> None:
    slug = f"t-{uuid4().hex[:12]}"
    none = Organization(create_organization(served.owner, slug, slug, plants=()), slug)
    with served.client(none) as client:
        refused = send(client, "equipment/register", equipment="Lathe 1").json()
    assert (refused["status"], refused["code"]) == (409, "no_plant")
