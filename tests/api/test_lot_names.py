"""Over every route that names a lot: the number alone is refused while two lots bear it, and MATERIAL/NUMBER is taken."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, cast

import httpx
import pytest

from tests.api.conftest import Served, send
from tests.conftest import Organization

TOLD: Mapping[str, dict[str, Any]] = {
    "/lots/correct-lot": {"supplier": "Stahl AG", "why": "label read again"},
    "/lots/split": {"into": "P-1", "quantity": 1},
    "/lots/move": {"location": "rack 1"},
    "/lots/hold": {"reason": "crack"},
    "/lots/release": {"reason": "seen"},
    "/lots/adjust": {"quantity": 90, "reason": "counted"},
    "/lots/ship": {"quantity": 1, "customer": "C-1", "delivery": "D-1"},
    "/lots/scrap": {"quantity": 1, "reason": "rust"},
    "/lots/return-from-customer": {"quantity": 1, "customer": "C-1", "reason": "bent"},
    "/lots/return-to-supplier": {"quantity": 1, "reason": "rust"},
    "/work-orders/consume-lot": {"work_order": "WO-1", "quantity": 2},
    "/work-orders/reserve-lot": {"work_order": "WO-1", "quantity": 3},
    "/work-orders/release-reservation": {"work_order": "WO-1", "reason": "another lot"},
    "/work-orders/return-material": {"work_order": "WO-1", "quantity": 1},
    "/sales-orders/deliver": {"sales_order": "SO-1", "line": 1, "delivery": "D-2", "quantity": 1},
    "/sales-orders/record-delivery": {"sales_order": "SO-1", "line": 1, "delivery": "D-3", "quantity": 1},
    "/sales-orders/return-goods": {
        "sales_order": "SO-1",
        "line": 1,
        "delivery": "D-2",
        "quantity": 1,
        "reason": "bent",
    },
    "/quality/record-subgroup": {"characteristic": "width", "subgroup": "1", "values": [1, 2]},
    "/costing/add-cost-to-receipt": {"amount": 5, "reason": "freight"},
    "/corrections/correct-movement": {"movement": 1, "quantity": 99, "why": "counted again"},
}
"""What else a command says that names a lot, in an order in which all of them are taken."""

MAKES_LOTS = {"/lots/receive", "/work-orders/record-output-lot"}
"""These say of which material the lot is, or the order does."""

LINE = {"line": 1, "product": "STEEL", "quantity": 9, "unit": "kg"}
BEGUN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("lots/receive", {"lot": "N-1", "material": "STEEL", "quantity": 100, "unit": "kg", "supplier_lot": "C-4711"}),
    ("lots/receive", {"lot": "N-1", "material": "COPPER", "quantity": 100, "unit": "kg"}),
    ("work-orders/create", {"work_order": "WO-1", "product": "GEAR", "quantity_pcs": 5}),
    ("work-orders/release", {"work_order": "WO-1"}),
    ("customers/register", {"customer": "C-1", "name": "Gear AG"}),
    (
        "sales-orders/create",
        {
            "sales_order": "SO-1",
            "customer": "C-1",
            "lines": [{"line": 1, "product": "STEEL", "quantity": 9, "unit": "kg"}],
        },
    ),
    ("quality/define-characteristic", {"characteristic": "width"}),
)


@pytest.fixture
def client(served: Served, mine: Organization) -> Iterator[httpx.Client]:
    with served.client(mine) as client:
        for route, body in BEGUN:
            assert (answer := send(client, route, **body)).is_success, answer.text
        yield client


def routes(client: httpx.Client, method: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The path, the operation and the whole document of each route of that method."""
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        if method in operations and path.startswith("/api/v1/"):
            yield path.removeprefix("/api/v1"), operations[method], document


def _fields(operation: dict[str, Any], document: dict[str, Any]) -> set[str]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    schema = document["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], body)
    return set(schema.get("properties", {}))


def test_every_command_refuses_an_ambiguous_number_and_takes_material_and_number(client: httpx.Client) -> None:
    naming = {path for path, operation, document in routes(client, "post") if "lot" in _fields(operation, document)}
    assert naming - MAKES_LOTS == set(TOLD)
    for path, body in TOLD.items():
        refused = send(client, path.removeprefix("/"), lot="n-1", **body)
        assert (refused.status_code, refused.json()["code"]) == (409, "ambiguous_lot"), path
        assert refused.json()["facts"]["lots"] == "STEEL/N-1, COPPER/N-1"
        taken = send(client, path.removeprefix("/"), lot="Steel/n-1", **body)
        assert taken.is_success, (path, taken.text)


def test_every_question_refuses_an_ambiguous_number_and_takes_material_and_number(
    served: Served, client: httpx.Client, mine: Organization
) -> None:
    served.verify(mine)
    asked: list[str] = []
    for path, operation, _ in routes(client, "get"):
        names = {parameter["name"]: parameter for parameter in operation.get("parameters", ())}
        if "lot" not in names:
            continue
        asked.append(path)
        answers = [_asked(client, path, names, lot) for lot in ("N-1", "Copper/n-1")]
        assert [answer.status_code for answer in answers] == [409, 200], (path, answers[1].text)
        assert answers[0].json()["code"] == "ambiguous_lot"
    assert len(asked) >= 8


def _asked(client: httpx.Client, path: str, names: dict[str, Any], lot: str) -> httpx.Response:
    asked = {} if path == "/verify/proof" else {"after": "lots:COPPER/N-1@1"}
    if names["lot"]["in"] == "path":
        return client.get("/api/v1" + path.replace("{lot}", lot), params=asked)
    return client.get("/api/v1" + path, params=asked | {"lot": lot})


def test_lots_of_a_list_are_named_so_too(client: httpx.Client) -> None:
    named: tuple[tuple[str, dict[str, Any]], ...] = (
        ("lots/merge", {"into": "M-1", "lots": ["COPPER/N-1"]}),
        ("lots/merge", {"into": "M-2", "lots": ["COPPER/N-1", "N-1"]}),
        ("work-orders/backflush", {"work_order": "WO-1", "quantity_pcs": 1, "lots": ["N-1"]}),
    )
    for route, body in named:
        answer = send(client, route, **body)
        assert answer.is_success or answer.json()["code"] in {"ambiguous_lot", "no_component_list"}, answer.text


def test_what_was_corrected_is_shown_searched_and_traced(client: httpx.Client) -> None:
    answer = send(
        client, "lots/correct-lot", lot="STEEL/N-1", number="N-2", expires_at="2031-01-01T00:00:00Z", why="misread"
    )
    versions = {position["stream"]: position["version"] for position in answer.json()["streams"]}
    after = {"after": f"lots:N-1@{versions['lots:N-1']}"}
    stock = client.get("/api/v1/stock", params={"lot": "n-2", **after}).json()
    assert [(lot["lot"], lot["number"], lot["expires_at"]) for lot in stock] == [("N-1", "N-2", "2031-01-01T00:00:00Z")]
    for search in ("n-2", "c-47", "4711"):
        found = client.get("/api/v1/genealogy/lots", params={"search": search, **after}).json()
        assert [(lot["lot"], lot["number"], lot["supplier_lot"]) for lot in found] == [("N-1", "N-2", "C-4711")], search
    assert client.get("/api/v1/genealogy/trace", params={"lot": "C-4711", **after}).json()["lot"] == "N-1"
    assert client.get("/api/v1/stock", params={"lot": "N-1", **after}).json()[0]["lot"] == "COPPER/N-1"


NUMBERS: Mapping[str, str] = {
    "lot": "number",
    "other_lot": "other_number",
    "suggested_lot": "suggested_number",
    "into_lots": "into_numbers",
}
"""Beside each field with the key of a lot stands what is on its label."""


def test_beside_every_key_of_a_lot_in_an_answer_stands_its_number(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    answers = {
        name
        for path, operation, _ in routes(client, "get")
        if "/pending-commands" not in path
        for name in _schemas(operation["responses"], document)
    }
    named = {
        (name, field): NUMBERS[field] in document["components"]["schemas"][name]["properties"]
        for name in answers
        for field in NUMBERS.keys() & document["components"]["schemas"][name].get("properties", {}).keys()
    }
    assert len(named) > 15
    assert [name for name, is_there in named.items() if not is_there] == []


def _schemas(part: Any, document: dict[str, Any]) -> set[str]:
    """The names of all schemas that a part of the document leads to."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict) and isinstance(ref := cast("dict[str, Any]", inner).get("$ref"), str):
            name = ref.rpartition("/")[2]
            if name not in found:
                found.add(name)
                waiting.append(document["components"]["schemas"][name])
        elif isinstance(inner, dict):
            waiting += cast("dict[str, Any]", inner).values()
        elif isinstance(inner, list):
            waiting += cast("list[Any]", inner)
    return found


def _position(answer: httpx.Response) -> str:
    position = answer.json()["streams"][0]
    return f"{position['stream']}@{position['version']}"


def test_a_corrected_number_is_shown_wherever_the_lot_is_named(client: httpx.Client) -> None:
    steel = {"lot": "STEEL/N-1"}
    told: tuple[tuple[str, dict[str, Any]], ...] = (
        ("lots/split", {**steel, "into": "P-1", "quantity": 10}),
        ("work-orders/record-output-lot", {"work_order": "WO-1", "lot": "G-1", "quantity": 5, "unit": "pcs"}),
        ("work-orders/consume-lot", {"work_order": "WO-1", **steel, "quantity": 2, "into": ["G-1"]}),
        ("sales-orders/deliver", {"sales_order": "SO-1", "line": 1, "delivery": "D-2", **steel, "quantity": 1}),
        ("lots/correct-lot", {**steel, "number": "N-7", "why": "misread"}),
        ("lots/correct-lot", {"lot": "P-1", "number": "P-7", "why": "misread"}),
        ("lots/correct-lot", {"lot": "G-1", "number": "G-7", "why": "misread"}),
    )
    answers = [send(client, route, **body) for route, body in told]
    assert [answer.text for answer in answers if not answer.is_success] == []
    after = {"after": _position(answers[-1])}

    def asked(path: str, **params: str) -> Any:
        answer = client.get("/api/v1" + path, params=params | after)
        assert answer.is_success, answer.text
        return answer.json()

    moved = asked("/stock/movements", lot="N-7")
    assert {each["number"] for each in moved} == {"N-7"}
    assert [each["other_number"] for each in moved if each["kind"] == "split"] == ["P-7"]
    order = asked("/work-orders/order", work_order="WO-1")["lots"]
    assert [(each["number"], each["into_numbers"]) for each in order] == [("G-7", []), ("N-7", ["G-7"])]
    assert [each["number"] for each in asked("/sales-orders/order", sales_order="SO-1")["deliveries"]] == ["N-7"]

    assert asked("/costing/lot", lot="N-7")["number"] == "N-7"
    costed = asked("/costing/movements", material="STEEL", plant="main")
    assert {each["number"] for each in costed} == {"N-7", "P-7"}
    entries = asked("/costing/order", work_order="WO-1")["entries"]
    assert {(each["number"], each["material"]) for each in entries} == {("N-7", "STEEL"), ("G-7", "GEAR")}

    trace = asked("/genealogy/trace", lot="G-7", direction="backward")
    assert (trace["number"], [each["number"] for each in trace["lots"]]) == ("G-7", ["N-7"])
    split = asked("/genealogy/lot", lot="P-7")["movements"][0]
    assert (split["other_lot"], split["other_number"]) == ("N-1", "N-7")
    balance = asked("/work-orders/WO-1/balance")
    assert [(each["number"], each["into_numbers"]) for each in balance["consumed"]] == [("N-7", ["G-7"])]
    recall = asked("/lots/N-7/recall")
    assert [recall["number"], recall["shipments"][0]["number"], recall["customers"][0]["numbers"]] == [
        "N-7",
        "N-7",
        ["N-7"],
    ]
    report = client.get("/api/v1/lots/N-7/trace.csv", params=after).text
    assert {row["number"] for row in csv.DictReader(io.StringIO(report)) if row["lot"]} == {"N-7", "G-7", "P-7"}
