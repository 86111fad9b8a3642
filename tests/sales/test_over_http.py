"""Sales over HTTP: the whole application over a real database, from signing in to the late lines."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from pydantic import SecretStr

from projections.sales_order_list import PROJECTION
from tests.spine import project, uuid7
from unison.infrastructure.identity.accounts import create_user
from unison.infrastructure.identity.organizations import create_organization
from unison.main import USE_CASES, application
from unison.settings import Settings

PASSWORD = "correct horse"
ROLES = ("operator", "supervisor", "auditor")
LINE = {"line": 10, "product": "GEAR", "quantity": "40", "unit_price": "12.50", "due_on": "2026-03-09"}


@pytest.fixture
def firm(owner: psycopg.Connection[Any]) -> str:
    slug = f"firm-{uuid7().hex[-12:]}"
    organization: UUID = create_organization(owner, slug, slug, plants=("main",))
    for role in ROLES:
        create_user(owner, organization, role, name=role, password=PASSWORD, role=role)
    return slug


class Caller:
    """Requests in the name of one person."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self._client = client
        self._signed = {"Authorization": f"Bearer {token}"}

    async def post(self, path: str, **body: Any) -> httpx.Response:
        headers = self._signed | {"Idempotency-Key": str(uuid7())}
        return await self._client.post(path, json=body, headers=headers)

    async def get(self, path: str, **asked: Any) -> httpx.Response:
        return await self._client.get(path, params=asked, headers=self._signed)

    async def done(self, path: str, **body: Any) -> dict[str, int]:
        answer = await self.post(path, **body)
        assert answer.is_success, answer.text
        return {p["stream"]: p["version"] for p in answer.json()["streams"]}


def over_http(url: str, data: Path, slug: str, story: Callable[[dict[str, Caller]], Any]) -> None:
    """Tells a story with one caller for each role, against the application as it is served."""

    async def run() -> None:
        app = application(Settings(data=data, secret=SecretStr("one for all that share a database")), url)
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://unison/api/v1") as client,
        ):
            callers: dict[str, Caller] = {}
            for role in ROLES:
                body = {"organization": slug, "login": role, "password": PASSWORD}
                signed_in = await client.post("/auth/sign-in", json=body)
                callers[role] = Caller(client, signed_in.json()["access_token"])
            await story(callers)

    asyncio.run(run())


def test_from_the_order_to_the_late_lines(database_url: str, tmp_path: Path, firm: str) -> None:
    async def story(callers: dict[str, Caller]) -> None:
        boss, operator = callers["supervisor"], callers["operator"]
        await boss.done("/customers/register", customer="C-7", name="Pump maker 7", country="AT")
        created = await boss.post(
            "/sales-orders/create", sales_order="S-1", customer="C-7", currency="EUR", lines=[LINE]
        )
        assert created.status_code == 201
        await boss.done("/lots/receive", lot="L-1", material="GEAR", quantity="100", unit="pcs")
        told = {"sales_order": "S-1", "line": 10, "delivery": "D-1"}
        sent = await boss.done("/sales-orders/deliver", **told, lot="L-1", quantity="30")
        assert sent == {"lots:L-1": 2, "sales_orders:S-1": 3}
        back = await boss.done("/sales-orders/return-goods", **told, quantity="2", reason="bent")
        await asyncio.to_thread(project, database_url, PROJECTION)
        after = f"sales_orders:S-1@{back['sales_orders:S-1']}"
        found = (await operator.get("/sales-orders/order", sales_order="S-1", after=after, as_of="2026-03-10")).json()
        (line,) = found["lines"]
        assert {name: line[name] for name in ("ordered", "delivered", "returned", "open", "late", "unit_price")} == {
            "ordered": "40", "delivered": "30", "returned": "2", "open": "12", "late": True, "unit_price": "12.50",
        }  # fmt: skip
        assert [(d["kind"], d["lot"], d["quantity"]) for d in found["deliveries"]] == [
            ("delivered", "L-1", "30"),
            ("returned", "L-1", "2"),
        ]
        (listed,) = (await operator.get("/sales-orders", late="true", as_of="2026-03-10")).json()
        assert (listed["sales_order"], listed["delivery_state"], listed["late_lines"]) == ("S-1", "partly", 1)
        assert (await operator.get("/sales-orders", status="closed")).json() == []
        (late,) = (await operator.get("/sales-orders/late-lines", as_of="2026-03-10", customer="C-7")).json()
        assert (late["line"], late["open"], late["days_late"], late["customer_name"]) == (10, "12", 1, "Pump maker 7")
        (customer,) = (await operator.get("/customers", search="pump")).json()
        assert (customer["customer"], customer["country"], customer["open_orders"]) == ("C-7", "AT", 1)

    over_http(database_url, tmp_path, firm, story)


COMMANDS = {
    "/customers/register": {"customer": "C-7", "name": "Pump maker 7"},
    "/sales-orders/create": {"sales_order": "S-1", "customer": "C-7", "lines": [LINE | {"unit_price": None}]},
    "/customers/change": {"customer": "C-7", "name": "Pumps 7"},
    "/customers/block": {"customer": "C-7", "reason": "unpaid"},
    "/customers/unblock": {"customer": "C-7"},
    "/sales-orders/add-line": {"sales_order": "S-1", "line": 20, "product": "NUT", "quantity": 4},
    "/sales-orders/change-line": {"sales_order": "S-1", "line": 10, "quantity": 30},
    "/sales-orders/cancel-line": {"sales_order": "S-1", "line": 20, "reason": "not needed"},
    "/sales-orders/record-delivery": {"sales_order": "S-1", "line": 10, "delivery": "D-1", "quantity": 3},
    "/sales-orders/return-goods": {
        "sales_order": "S-1",
        "line": 10,
        "delivery": "D-1",
        "quantity": 3,
        "reason": "bent",
    },
    "/lots/receive": {"lot": "L-1", "material": "GEAR", "quantity": "100", "unit": "pcs"},
    "/sales-orders/deliver": {"sales_order": "S-1", "line": 10, "delivery": "D-2", "lot": "L-1", "quantity": 3},
    "/sales-orders/close": {"sales_order": "S-1"},
    "/sales-orders/cancel": {"sales_order": "S-1", "reason": "?"},
}
"""Every route of sales in an order that works, but for the last, which is refused: the order is closed."""


def test_a_supervisor_may_do_all_of_it_and_others_none(database_url: str, tmp_path: Path, firm: str) -> None:
    assert len(COMMANDS) == 1 + sum(u.command.command_name.startswith("sales.") for u in USE_CASES)

    async def story(callers: dict[str, Caller]) -> None:
        for path, body in COMMANDS.items():
            if not path.startswith("/lots"):
                for role in ("operator", "auditor"):
                    refused = await callers[role].post(path, **body)
                    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted"), path
            answer = await callers["supervisor"].post(path, **body)
            assert answer.is_success == (path != "/sales-orders/cancel"), answer.text
        for role in ROLES:
            for path in ("/sales-orders", "/sales-orders/late-lines", "/customers"):
                assert (await callers[role].get(path)).status_code == 200

    over_http(database_url, tmp_path, firm, story)


def test_refusals_say_what_was_not_so_and_the_way_out(database_url: str, tmp_path: Path, firm: str) -> None:
    async def story(callers: dict[str, Caller]) -> None:
        boss = callers["supervisor"]
        unknown = await boss.post("/sales-orders/create", sales_order="S-1", customer="C-9")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_customer")
        await boss.done("/customers/register", customer="C-7", name="Pump maker 7")
        await boss.done("/sales-orders/create", sales_order="S-1", customer="C-7", currency="EUR", lines=[LINE])
        told = {"sales_order": "S-1", "line": 10, "delivery": "D-1"}
        over = await boss.post("/sales-orders/record-delivery", **told, quantity="41")
        assert (over.status_code, over.json()["code"]) == (409, "over_delivery")
        assert "may take 40 pcs more" in over.json()["detail"]
        malformed = await boss.post("/sales-orders/create", sales_order="S-2", customer="C-7", currency="euro")
        assert (malformed.status_code, malformed.json()["errors"][0]["field"]) == (422, "currency")
        nothing = await boss.get("/sales-orders/order", sales_order="S-9")
        assert (nothing.status_code, nothing.json()["code"]) == (404, "unknown_sales_order")

    over_http(database_url, tmp_path, firm, story)
