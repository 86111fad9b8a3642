"""Materials over a real port: registered, listed, converted, exploded, retired; and who may do what."""

from typing import Any

import httpx
import pytest

from tests.api.conftest import Served, send
from tests.conftest import Organization

BAR: dict[str, Any] = {
    "material": "BAR",
    "base_unit": "kg",
    "name": "Round bar",
    "units": {"t": "1000", "sheet": "2/3"},
}
PUMP: dict[str, Any] = {"material": "PUMP", "base_unit": "pcs", "gtin": "96385074"}
LISTED = {"material": "BAR", "quantity": "2.5", "unit": "kg", "scrap_percent": "4"}


def done(client: httpx.Client, route: str, key: str | None = None, **body: Any) -> str:
    answer = send(client, route, key, **body)
    assert answer.is_success, answer.text
    last = answer.json()["streams"][-1]
    return f"{last['stream']}@{last['version']}"


def asked(client: httpx.Client, question: str, after: str, **parameters: Any) -> Any:
    answer = client.get(f"/api/v1/{question}", params={"after": after, **parameters})
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: httpx.Client, route: str, **body: Any) -> tuple[int, str, str]:
    told = (answer := send(client, route, **body)).json()
    return answer.status_code, told["code"], answer.text


def begin(client: httpx.Client) -> str:
    """A bar in kg, t and sheets; a pump of 2.5 kg of it."""
    done(client, "materials/register", **BAR)
    done(client, "materials/register", **PUMP)
    return done(client, "materials/set-components", product="PUMP", components=[LISTED])


def test_what_is_registered_is_listed_found_and_known_where_it_is_used(client: httpx.Client) -> None:
    after = begin(client)
    bar, pump = asked(client, "materials", after)
    assert (bar["units"], bar["tracking"], pump["gtin"]) == ({"t": "1000", "sheet": "2/3"}, "lot", "96385074")
    assert [each["material"] for each in asked(client, "materials", after, search="ROUND")] == ["BAR"]
    assert [each["material"] for each in asked(client, "materials", after, limit=1, offset=1)] == ["PUMP"]
    assert asked(client, "materials/material", after, material="PUMP")["components"] == [{**LISTED, "exact": None}]
    (use,) = asked(client, "materials/where-used", after, material="BAR")
    assert (use["product"], use["quantity"], use["unit"]) == ("PUMP", "2.5", "kg")
    missing = client.get("/api/v1/materials/material", params={"material": "PIN"})
    assert (missing.status_code, missing.json()["code"]) == (404, "unknown_material")


def test_a_change_keeps_what_it_does_not_name(client: httpx.Client) -> None:
    begin(client)
    after = done(client, "materials/change", material="BAR", shelf_life_days=90, clear=["name"])
    bar = asked(client, "materials/material", after, material="BAR")
    assert (bar["name"], bar["shelf_life_days"], bar["units"]) == (None, 90, {"t": "1000", "sheet": "2/3"})
    assert refused(client, "materials/change", material="BAR", shelf_life_days=90)[:2] == (409, "material_unchanged")


def test_sent_again_it_is_registered_once(client: httpx.Client) -> None:
    key = "0198c1f0-0000-7000-8000-000000000001"
    assert done(client, "materials/register", key, **BAR) == done(client, "materials/register", key, **BAR)
    assert refused(client, "materials/register", **BAR)[:2] == (409, "material_exists")


@pytest.mark.parametrize(
    ("route", "body", "status", "code", "why"),
    [
        ("register", {**PUMP, "material": "NUT", "gtin": "96385073"}, 422, "malformed", "check digit of this GTIN would be 4"),
        ("register", {**PUMP, "material": "NUT", "units": {"pcs": "1"}}, 422, "unit_twice", "the base unit itself"),
        ("change", {"material": "PIN", "name": "Pin"}, 404, "unknown_material", "register it first"),
        ("set-components", {"product": "PUMP", "components": [{**LISTED, "material": "PUMP"}]}, 409, "component_of_itself", "PUMP"),
        ("set-components", {"product": "PUMP", "components": [{**LISTED, "unit": "m"}]}, 409, "unknown_unit", "kg, sheet, t"),
        ("set-components", {"product": "PUMP", "components": [{**LISTED, "material": "PIN"}]}, 404, "unknown_material", "PIN"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_way_out(
    client: httpx.Client, route: str, body: dict[str, Any], status: int, code: str, why: str
) -> None:
    begin(client)
    answer = refused(client, f"materials/{route}", **body)
    assert answer[:2] == (status, code)
    assert why in answer[2]


def test_stock_comes_in_any_unit_and_lies_in_the_base_unit_exactly(client: httpx.Client) -> None:
    begin(client)
    after = done(client, "lots/receive", lot="B-1", material="BAR", quantity="3", unit="sheet")
    (lot,) = asked(client, "stock", after)
    assert (lot["on_hand"], lot["unit"]) == ("2", "kg")
    after = done(client, "lots/receive", lot="B-2", material="BAR", quantity="1/2", unit="sheet")
    assert [lot["on_hand"] for lot in asked(client, "stock", after)] == ["2", "0.333333333333"]
    metres = {"lot": "B-3", "material": "BAR", "quantity": "1", "unit": "m"}
    status, code, text = refused(client, "lots/receive", **metres)
    assert (status, code) == (409, "unknown_unit")
    assert "kg, sheet" in text


def backflushed(client: httpx.Client, product: str, pieces: int) -> str:
    """What is left of 100 kg in B-1 after so many pieces."""
    done(client, "lots/receive", lot="B-1", material="BAR", quantity="100", unit="kg")
    done(client, "work-orders/create", work_order="WO-1", product=product, quantity_pcs=pieces)
    done(client, "work-orders/release", work_order="WO-1")
    answer = send(client, "work-orders/backflush", work_order="WO-1", quantity_pcs=pieces, lots=["B-1"])
    assert answer.is_success, answer.text
    (lot,) = asked(client, "stock", "lots:B-1@2")
    return lot["on_hand"]


def test_an_order_takes_what_its_product_s_list_says(client: httpx.Client) -> None:
    begin(client)
    assert backflushed(client, "PUMP", 10) == "74", "10 pumps of 2.5 kg, and 4 % on the way"


def test_pieces_of_a_product_that_is_kept_in_boxes_are_parts_of_a_box(client: httpx.Client) -> None:
    """10 pieces are 10/12 of a box, which no decimal number says exactly; 1.2 kg go into a box."""
    begin(client)
    done(client, "materials/register", material="SCREW", base_unit="box", units={"pcs": "1/12"})
    of_a_box = {"material": "BAR", "quantity": "1.2", "unit": "kg"}
    done(client, "materials/set-components", product="SCREW", components=[of_a_box])
    assert backflushed(client, "SCREW", 10) == "99"


def test_a_retired_material_is_neither_received_nor_listed_until_it_is_reinstated(client: httpx.Client) -> None:
    begin(client)
    done(client, "materials/retire", material="BAR", reason="replaced")
    receipt = {"lot": "B-1", "material": "BAR", "quantity": "3", "unit": "kg"}
    status, code, text = refused(client, "lots/receive", **receipt)
    assert (status, code) == (409, "retired_material")
    assert "or reinstate it" in text, "the way out that the end of this test takes"
    more = {"product": "PUMP", "components": [{**LISTED, "quantity": "3"}]}
    assert refused(client, "materials/set-components", **more)[:2] == (409, "material_is_retired")
    after = done(client, "materials/reinstate", material="BAR")
    assert asked(client, "materials", after, retired="true") == []
    done(client, "lots/receive", **receipt)


def test_an_operator_reads_and_does_not_register(served: Served, mine: Organization, client: httpx.Client) -> None:
    after = begin(client)
    with served.client(mine, "operator") as operator:
        assert len(asked(operator, "materials", after)) == 2
        assert send(operator, "materials/register", **{**PUMP, "material": "NUT"}).status_code == 403


def test_another_organization_sees_none_of_it(served: Served, client: httpx.Client) -> None:
    begin(client)
    with served.client(served.organization()) as stranger:
        assert stranger.get("/api/v1/materials").json() == []
        assert stranger.get("/api/v1/materials/where-used", params={"material": "BAR"}).status_code == 404
