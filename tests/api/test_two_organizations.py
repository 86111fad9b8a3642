"""Two organizations with the same names. That no route reaches across, `test_every_route` asks of each."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served, send
from tests.spine import uuid7

AT = "2026-03-02T08:00:00Z"
TOLD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("equipment/register", {"equipment": "THEIR-M"}),
    ("lots/receive", {"lot": "THEIR-LOT", "material": "THEIR-STEEL", "quantity": "100", "unit": "kg"}),
    ("lots/receive", {"lot": "THEIR-HELD", "material": "THEIR-STEEL", "quantity": "100", "unit": "kg"}),
    ("lots/hold", {"lot": "THEIR-HELD", "reason": "THEIR-REASON"}),
    ("work-orders/create", {"work_order": "THEIR-WO", "product": "THEIR-P", "quantity_pcs": 10}),
    ("work-orders/release", {"work_order": "THEIR-WO"}),
    ("work-orders/start", {"work_order": "THEIR-WO"}),
    (
        "work-orders/log-production",
        {"work_order": "THEIR-WO", "equipment": "THEIR-M", "started_at": AT, "ended_at": AT, "log": "THEIR-LOG"},
    ),
    ("work-orders/consume-lot", {"work_order": "THEIR-WO", "lot": "THEIR-LOT", "quantity": "1"}),
    ("work-orders/record-output-lot", {"work_order": "THEIR-WO", "lot": "THEIR-OUT", "quantity": "1"}),
    ("quality/define-characteristic", {"characteristic": "THEIR-C"}),
    ("quality/record-subgroup", {"characteristic": "THEIR-C", "subgroup": "THEIR-S", "values": ["1", "2"]}),
)
VALUES: dict[str, Any] = {
    "component_list": 1, "statement": 2,
    "equipment": "THEIR-M", "lot": "THEIR-LOT", "lots": ["THEIR-LOT"], "into": "OURS", "work_order": "THEIR-WO",
    "log": "THEIR-LOG", "characteristic": "THEIR-C", "subgroup": "THEIR-S", "values": ["1", "2"], "quantity": "1",
    "reason": "x", "why": "x", "location": "x", "customer": "x", "state": "idle", "kind": "idle", "started_at": AT,
    "sales_order": "THEIR-SO", "line": 10, "delivery": "THEIR-D", "name": "x",
    "pending_command": "019cad30-0000-7000-8000-000000000001", "negative_stock": "refuse", "movement": 1,
    "material": "THEIR-STEEL", "quantity_pcs": 1,
    "ended_at": AT, "product": "THEIR-P", "cycle_time_s": "1", "center": "1", "sigma": "1", "plant": "elsewhere",
    "amount": "1", "currency": "EUR", "rate_per_hour": "1", "valid_from": AT, "method": "fifo", "unit_cost": "1",
    "base_unit": "kg", "components": [], "scrap_reason": "x", "text": "x",
    "operator": "THEIR-B", "certificate": "x", "override_reason": "x", "entry": "THEIR-T", "role": "x",
    "warning": "same_report", "policy": "refuse", "through": "2001-12-31", "stream": "lots:THEIR-LOT", "version": 1,
    "permission": "lots.move",
}  # fmt: skip


@pytest.fixture(scope="module")
def ours(served: Served) -> Iterator[httpx.Client]:
    """A client of an organization that has nothing, beside one that has something of everything."""
    theirs = served.organization()
    with served.client(theirs) as their_client:
        for route, body in TOLD:
            answer = send(their_client, route, **body)
            assert answer.status_code in {200, 201}, answer.text
        for view in ("/work-orders", "/genealogy/lots", "/oee", "/spc/characteristics"):
            stream = "quality:THEIR-C@2" if "spc" in view else "work_orders:THEIR-WO@6"
            shown = their_client.get(f"/api/v1{view}", params={"after": stream})
            assert "THEIR" in shown.text, shown.text
    with served.client(served.organization()) as client:
        yield client


def operations(ours: httpx.Client) -> Iterator[tuple[str, str, dict[str, Any]]]:
    document = ours.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _asked(operation: dict[str, Any]) -> dict[str, Any]:
    """Their names for every parameter that names something."""
    names = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
    values = VALUES | {"organization": "no-such-firm"}
    return {name: values[name] for name in names if name in values and name not in ("product", "kind")}


def test_no_question_shows_anything_of_the_other(ours: httpx.Client) -> None:
    asked: list[str] = []
    for method, path, operation in operations(ours):
        if method != "get" or "{" in path:
            continue
        answer = ours.get(path, params=_asked(operation))
        assert answer.status_code in {200, 303, 404}, (path, answer.text)
        told = answer.text
        for name in (v for v in _asked(operation).values() if isinstance(v, str)):
            told = told.replace(name, "")  # a refusal may repeat what was asked for
        assert "THEIR" not in told, (path, answer.text)
        asked.append(path)
    assert len(asked) >= 14


def test_a_number_of_theirs_is_free_for_us(ours: httpx.Client) -> None:
    assert send(ours, "work-orders/create", **TOLD[4][1]).status_code == 201
    assert send(ours, "equipment/register", **TOLD[0][1]).status_code == 201


def test_their_command_id_is_not_known_to_us(served: Served) -> None:
    key = str(uuid7())
    for organization in (served.organization(), served.organization()):
        with served.client(organization) as client:
            answer = send(client, "work-orders/create", key, **TOLD[4][1])
            assert (answer.status_code, answer.json()["repeated"]) == (201, False)
