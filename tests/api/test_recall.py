"""A recall over HTTP, against the whole application with its workers: traced, balanced, held, reported."""

from typing import Any

import httpx

from tests.api.conftest import send

STEEL = {"material": "STEEL", "quantity": "100", "unit": "kg"}


def _made(client: httpx.Client) -> str:
    """Steel that an order makes bolts of, of which some are shipped; answers the position of the last fact."""
    told: tuple[tuple[str, dict[str, Any]], ...] = (
        ("lots/receive", {"lot": "S/1 a", **STEEL}),
        ("work-orders/create", {"work_order": "W-1", "product": "BOLT", "quantity_pcs": 10}),
        ("work-orders/release", {"work_order": "W-1"}),
        ("work-orders/start", {"work_order": "W-1"}),
        ("work-orders/consume-lot", {"work_order": "W-1", "lot": "S/1 a", "quantity": "40"}),
        ("work-orders/record-output-lot", {"work_order": "W-1", "lot": "B-1", "quantity": "10"}),
        ("lots/ship", {"lot": "B-1", "quantity": "4", "customer": "C-1", "delivery": "D-1"}),
    )
    for route, body in told:
        answer = send(client, route, **body, occurred_at="2026-01-04T06:00:00Z")
        assert answer.is_success, answer.text
    return "lots:B-1@2"


def test_from_the_raw_lot_to_the_customer_and_to_what_is_held(client: httpx.Client) -> None:
    after = _made(client)
    found = client.get("/api/v1/lots/S%2F1%20a/recall", params={"after": after}).json()
    assert [(lot["lot"], lot["role"], lot["on_hand"]) for lot in found["lots"]] == [
        ("S/1 a", "asked", "60"), ("B-1", "affected", "6"),
    ]  # fmt: skip
    assert [customer["customer"] for customer in found["customers"]] == ["C-1"]
    assert found["to_hold"] == ["S/1 a", "B-1"]
    for lot in found["to_hold"]:
        assert send(client, "lots/hold", lot=lot, reason="crack").is_success
    again = client.get("/api/v1/lots/B-1/recall", params={"after": "lots:B-1@3", "begin": "sources"}).json()
    assert (again["to_hold"], {lot["status"] for lot in again["lots"]}) == ([], {"on_hold"})


def test_a_lot_is_balanced_and_reported_as_of_then(client: httpx.Client) -> None:
    after = _made(client)
    balance = client.get("/api/v1/lots/B-1/balance", params={"after": after}).json()
    assert [(term["kind"], term["quantity"]) for term in balance["terms"]] == [("produced", "10"), ("shipped", "4")]
    number = balance["terms"][0]["movements"][0]["feed_seq"]
    before = client.get("/api/v1/lots/B-1/balance", params={"as_of_feed": number}).json()
    assert (before["on_hand"], before["closes"], before["as_of_feed"]) == ("10", True, number)
    order = client.get("/api/v1/work-orders/W-1/balance").json()
    assert [(each["unit"], each["consumed"], each["produced"]) for each in order["yields"]] == [
        ("kg", "40", "0"), ("pcs", "0", "10"),
    ]  # fmt: skip
    pdf = client.get("/api/v1/lots/S%2F1%20a/trace.pdf")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf.headers["content-disposition"] == 'attachment; filename="trace-S_1_a.pdf"'
    table = client.get("/api/v1/lots/B-1/trace.csv").text
    assert table.splitlines()[0].startswith("section,depth,lot")
    assert "C-1" in table


def test_what_is_not_there_is_told_apart(client: httpx.Client) -> None:
    after = _made(client)
    client.get("/api/v1/genealogy/lots", params={"after": after})
    for path, code in (
        ("lots/none/recall", "unknown_lot"), ("lots/none/balance", "unknown_lot"), ("lots/B-1/recall?as_of_feed=0", "not_yet"),
        ("lots/B-1/balance?as_of=2000-01-01T00:00:00Z", "not_yet"), ("genealogy/balance?material=gold", "unknown_traced_material"),
        ("work-orders/W-9/balance", "unknown_order"),
    ):  # fmt: skip
        answer = client.get(f"/api/v1/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, code)
    for path in ("lots/B-1/recall?begin=nowhere", "lots/B-1/balance?as_of=yesterday", "lots/B-1/balance?as_of_feed=-1",
                 "lots/a%00b/recall"):  # fmt: skip
        assert client.get(f"/api/v1/{path}").status_code == 422, path


def test_what_was_known_at_a_number_that_the_feed_does_not_have_is_not_answered(client: httpx.Client) -> None:
    after = _made(client)
    client.get("/api/v1/genealogy/lots", params={"after": after})
    end = client.get("/api/v1/feed", params={"limit": 1000}).headers["unison-feed-end"]
    number, _, told_hash = end.partition(".")
    for path in ("genealogy/trace?lot=B-1", "lots/B-1/recall?", "lots/B-1/balance?", "genealogy/balance?material=BOLT",
                 "work-orders/W-1/balance?", "lots/B-1/trace.pdf?", "lots/B-1/trace.csv?"):  # fmt: skip
        asked = f"/api/v1/{path}&as_of_feed="
        assert client.get(f"{asked}{number}").status_code == client.get(f"{asked}{end}").status_code == 200
        for position, status, code in (
            (int(number) + 1, 416, "beyond_feed"),
            (2**59, 416, "beyond_feed"),
            (f"{number}.{told_hash[::-1]}", 410, "history_differs"),
            (f"{int(number) + 1}.{told_hash}", 410, "history_differs"),
        ):
            refused = client.get(f"{asked}{position}")
            assert (refused.status_code, refused.json()["code"]) == (status, code)
            assert end in refused.json()["detail"]


def test_a_corrected_delivery_stands_on_lot_and_sales_order_and_the_original_is_told(client: httpx.Client) -> None:
    _made(client)
    line: dict[str, Any] = {"line": 10, "product": "BOLT", "quantity": "6"}
    first: dict[str, Any] = {"sales_order": "SO-1", "line": 10, "lot": "B-1", "delivery": "D-2", "quantity": "5"}
    why: dict[str, Any] = {"lot": "B-1", "movement": 3, "why": "counted again"}
    told: tuple[tuple[str, dict[str, Any]], ...] = (
        ("customers/register", {"customer": "C-2", "name": "Bolt buyer"}),
        ("sales-orders/create", {"sales_order": "SO-1", "customer": "C-2", "lines": [line]}),
        ("sales-orders/deliver", first),
        ("corrections/correct-movement", {**why, "quantity": "3"}),
        ("corrections/correct-movement", {**why, "quantity": "4", "happened_at": "2026-01-05T06:00:00Z"}),
    )
    for route, body in told:
        answer = send(client, route, **body)
        assert answer.is_success, answer.text
    after = {"after": "lots:B-1@5"}
    balance = client.get("/api/v1/lots/B-1/balance", params=after).json()
    assert (balance["closes"], balance["mismatches"], balance["on_hand"]) == (True, [], "2")
    recall = client.get("/api/v1/lots/B-1/recall", params=after).json()
    shipment = next(each for each in recall["shipments"] if each["delivery"] == "D-2")
    assert (shipment["quantity"], shipment["original"]["quantity"], shipment["sales_order"]) == ("4", "5", "SO-1")
    number = client.get("/api/v1/genealogy/lot", params={"lot": "B-1"}).json()["movements"][-2]["feed_seq"]
    for known, shipped in ((number - 1, "5"), (number + 1, "3")):
        then = client.get("/api/v1/lots/B-1/balance", params={"as_of_feed": known}).json()
        assert (then["mismatches"], then["on_hand"]) == ([], str(6 - int(shipped)))
    order = client.get(
        "/api/v1/sales-orders/order", params={"sales_order": "SO-1", "after": "sales_orders:SO-1@5"}
    ).json()
    (delivery,) = order["deliveries"]
    assert (delivery["quantity"], delivery["original"]["quantity"], delivery["corrected_why"]) == (
        "4",
        "5",
        "counted again",
    )
    assert (order["lines"][0]["delivered"], order["lines"][0]["open"]) == ("4", "2")
    struck: dict[str, Any] = {**why, "strike": True}
    assert send(client, "corrections/correct-movement", **struck).is_success
    order = client.get(
        "/api/v1/sales-orders/order", params={"sales_order": "SO-1", "after": "sales_orders:SO-1@6"}
    ).json()
    assert (order["deliveries"][0]["struck"], order["lines"][0]["open"]) == (True, "6")
    balance = client.get("/api/v1/lots/B-1/balance", params={"after": "lots:B-1@6"}).json()
    assert (balance["closes"], balance["mismatches"], balance["on_hand"]) == (True, [], "6")
