"""Costing over a real port: what things cost, what a correction would change, and that it then does; who may ask."""

from decimal import Decimal
from typing import Any

import httpx
from psycopg import sql

from tests.api.conftest import Served, previewed, send
from tests.conftest import Organization
from unison.infrastructure import database

ROD = {"material": "ROD", "unit": "kg"}


def minute(number: int) -> str:
    return f"2026-03-02T08:{number:02}:00Z"


def done(client: httpx.Client, at: int, route: str, **body: Any) -> str:
    answer = send(client, route, occurred_at=minute(at), **body)
    assert answer.is_success, answer.text
    last = answer.json()["streams"][-1]
    return f"{last['stream']}@{last['version']}"


def shop(client: httpx.Client) -> str:
    """100 kg at 10 and 100 kg at 12; 50 kg of the first and an hour at 60 go into 40 of 50 gears; 10 gears are shipped."""
    done(client, 0, "equipment/register", equipment="CNC-1")
    done(client, 0, "costing/set-equipment-rate", equipment="CNC-1", rate_per_hour="60", valid_from=minute(0))
    done(client, 0, "costing/set-method", material="ROD", method="fifo")
    done(client, 0, "work-orders/create", work_order="WO-1", product="GEAR", quantity_pcs=50)
    done(client, 0, "work-orders/release", work_order="WO-1")
    done(client, 0, "work-orders/start", work_order="WO-1")
    done(client, 1, "lots/receive", lot="R-1", quantity="100", unit_cost="10", **ROD)
    done(client, 2, "lots/receive", lot="R-2", quantity="100", unit_cost="12", **ROD)
    done(client, 3, "work-orders/consume-lot", work_order="WO-1", lot="R-1", quantity="50")
    log = {"log": "1", "equipment": "CNC-1", "good_pcs": 40, "started_at": minute(4), "ended_at": minute(34)}
    done(client, 40, "work-orders/log-production", work_order="WO-1", **log)
    done(client, 41, "work-orders/record-output-lot", work_order="WO-1", lot="G-1", quantity="40")
    return done(client, 42, "lots/ship", lot="G-1", quantity="10", customer="C-1")


def asked(client: httpx.Client, question: str, after: str | None = None, **parameters: Any) -> Any:
    given = parameters | ({"after": after} if after else {})
    answer = client.get(f"/api/v1/costing/{question}", params=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_stock_orders_and_lots_are_costed_and_each_number_names_its_facts(client: httpx.Client) -> None:
    found = asked(client, "valuation", shop(client))
    assert (found["currency"], Decimal(found["total"])) == ("EUR", Decimal(1700 + 318))
    gear, rod = found["stocks"]
    assert (gear["material"], Decimal(gear["quantity"]), Decimal(gear["unit_cost"])) == ("GEAR", 30, Decimal("10.6"))
    assert (rod["material"], rod["method"], Decimal(rod["value"])) == ("ROD", "fifo", 1700)
    order = asked(client, "order", work_order="WO-1")
    assert {kind: Decimal(amount) for kind, amount in order["by_kind"].items()} == {"material": 500, "equipment": 30}
    assert [Decimal(order[name]) for name in ("charged", "transferred", "in_process")] == [530, 424, 106]
    assert [entry["fact"] for entry in order["entries"]] == [
        "lots:R-1@2", "work_orders:WO-1@5", "lots:G-1@1",
    ]  # fmt: skip
    lot = asked(client, "lot", lot="G-1")
    assert (Decimal(lot["unit_cost"]), [part["fact"] for part in lot["parts"]]) == (Decimal("10.6"), ["lots:G-1@1"])
    layers = asked(client, "layers", material="ROD")
    assert [(layer["fact"], Decimal(layer["quantity"])) for layer in layers] == [
        ("lots:R-1@1", 50),
        ("lots:R-2@1", 100),
    ]
    assert [each["work_order"] for each in asked(client, "wip")] == ["WO-1"]
    assert asked(client, "wip", as_of=minute(2)) == []
    early = asked(client, "valuation", as_of=minute(1))
    assert [(each["material"], Decimal(each["value"])) for each in early["stocks"]] == [("ROD", 1000)]


def difference(answer: httpx.Response) -> Decimal:
    """By how much the one order would be charged otherwise."""
    assert answer.status_code == 200, answer.text
    return Decimal(answer.json()["orders"][0]["charged"]["difference"])


def test_a_preview_says_what_the_correction_then_does_and_writes_nothing(client: httpx.Client) -> None:
    after = shop(client)
    before = asked(client, "valuation", after)
    wrong: dict[str, Any] = {"lot": "R-1", "movement": 1, "unit_cost": "14", "why": "the invoice says so"}
    seen = previewed(client, "corrections.correct_movement", **wrong).json()
    assert asked(client, "valuation") == before
    assert {each["material"]: Decimal(each["value"]["difference"]) for each in seen["stocks"]} == {
        "GEAR": 120, "ROD": 200,
    }  # fmt: skip
    (order,), (lot,) = seen["orders"], seen["lots"]
    assert (Decimal(order["charged"]["before"]), Decimal(order["charged"]["after"])) == (530, 730)
    assert (lot["lot"], Decimal(lot["cost"]["before"]), Decimal(lot["cost"]["after"])) == ("G-1", 424, 584)
    corrected = done(client, 50, "corrections/correct-movement", **wrong)
    told = {each["material"]: each["value"] for each in asked(client, "valuation", corrected)["stocks"]}
    for each in seen["stocks"]:
        assert Decimal(told[each["material"]]) == Decimal(each["value"]["after"])
    movements = asked(client, "movements", material="ROD")
    struck = next(each for each in movements if each["fact"] == "lots:R-1@1")
    assert (Decimal(struck["original"]["unit_cost"]), struck["corrected_why"]) == (10, "the invoice says so")
    assert struck["corrected_by"] is not None


LOG = {"work_order": "WO-1", "equipment": "CNC-1", "good_pcs": 40, "started_at": minute(4), "ended_at": minute(10)}
FUTURE = {"occurred_at": "2999-01-01T00:00:00Z"}
ISSUE = {"lot": "R-1", "work_order": "WO-1", "quantity": "5", "occurred_at": minute(39)}


def test_late_facts_and_a_log_are_previewed_too(client: httpx.Client) -> None:
    asked(client, "valuation", shop(client))
    late = {"lot": "R-0", "quantity": "10", "unit_cost": "4", "occurred_at": minute(0), **ROD}
    seen = previewed(client, "lots.receive", **late).json()
    assert Decimal(seen["orders"][0]["charged"]["after"]) == 10 * 4 + 40 * 10 + 30
    assert difference(previewed(client, "work_orders.consume_lot", **ISSUE)) == 50
    assert difference(previewed(client, "work_orders.correct_log", log="1", why="typo", **LOG)) == 6 - 30
    assert difference(previewed(client, "work_orders.strike_log", work_order="WO-1", log="1", why="typo")) == -30
    assert difference(previewed(client, "work_orders.log_production", **LOG)) == 6
    charge = {"work_order": "WO-1", "amount": "94", "reason": "hardened outside"}
    assert difference(previewed(client, "costing.charge_order", **charge)) == 94
    back = {"work_order": "WO-1", "lot": "R-1", "quantity": "5"}
    assert difference(previewed(client, "work_orders.return_material", **back)) == -50
    output = {"work_order": "WO-1", "lot": "G-2", "quantity": "10", "occurred_at": minute(42)}
    seen = previewed(client, "work_orders.record_output_lot", **output).json()
    assert [(each["lot"], Decimal(each["cost"]["before"]), Decimal(each["cost"]["after"])) for each in seen["lots"]] == [
        ("G-2", 0, 106),
    ]  # fmt: skip


def test_what_concerns_no_cost_changes_nothing(client: httpx.Client) -> None:
    shop(client)
    seen = previewed(client, "lots.hold", lot="R-1", reason="to be measured").json()
    assert seen == {"currency": "EUR", "entries": 0, "stocks": [], "orders": [], "lots": []}


def test_a_preview_is_refused_as_the_command_would_be(client: httpx.Client) -> None:
    shop(client)
    proposals: list[dict[str, Any]] = [{}, {"command": "lots.receive"}, {"command": "lots.hold", "body": {}, "id": 1}]
    for proposal in proposals:
        assert client.post("/api/v1/costing/preview", json=proposal).status_code == 422
    malformed = previewed(client, "work_orders.consume_lot", **ISSUE | {"quantity": "-5"}).json()
    assert [(each["field"], malformed["code"]) for each in malformed["errors"]] == [("quantity", "malformed")]
    struck = {"strike": True, "why": "typo"}
    strange = {"lot": "NO", "quantity": "5"}
    for status, code, command, body in (
        (422, "unknown_command", "lots.conjure", {}),
        (422, "occurred_in_future", "lots.ship", {"lot": "R-1", "quantity": "5", "customer": "C", **FUTURE}),
        (404, "unknown_movement", "corrections.correct_movement", {"lot": "R-1", "movement": 9, **struck}),
        (404, "unknown_lot", "work_orders.consume_lot", ISSUE | {"lot": "NO"}),
        (404, "unknown_work_order", "work_orders.consume_lot", ISSUE | {"work_order": "NO"}),
        (404, "unknown_lot", "lots.scrap", {**strange, "reason": "rust"}),
        (404, "unknown_work_order", "work_orders.record_output_lot", {**strange, "work_order": "NO"}),
        (404, "unknown_log", "work_orders.correct_log", LOG | {"log": "NO", "why": "typo"}),
        (404, "unknown_log", "work_orders.strike_log", {"work_order": "WO-1", "log": "NO", "why": "typo"}),
        (409, "stock_would_fall_short", "corrections.correct_movement", {"lot": "R-1", "movement": 1, **struck}),
        (409, "not_previewed", "costing.set_method", {"material": "ROD", "method": "lifo"}),
    ):  # fmt: skip
        answer = previewed(client, command, **body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


def test_a_preview_leaves_no_row(served: Served, client: httpx.Client, mine: Organization) -> None:
    asked(client, "valuation", shop(client))
    before = rows(served.url, mine)
    assert all(before[f"unison.{name}"] for name in ("events", "commands", "feed"))
    assert difference(previewed(client, "work_orders.consume_lot", **ISSUE)) == 50
    assert previewed(client, "work_orders.consume_lot", **ISSUE | {"quantity": "500"}).status_code == 409
    assert rows(served.url, mine) == before
    issued = done(
        client, 50, "work-orders/consume-lot", **{name: ISSUE[name] for name in ("lot", "work_order", "quantity")}
    )
    assert issued == "work_orders:WO-1@7", "nor is a version taken"


def rows(url: str, organization: Organization) -> dict[str, set[tuple[Any, ...]]]:
    """All that is stored of an organization, by table."""
    with database.connect(url, "owner") as owner:
        tables = owner.execute(
            """SELECT table_schema, table_name
               FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
               WHERE column_name = 'organization_id' AND table_type = 'BASE TABLE'"""
        ).fetchall()
        of_one = sql.SQL("SELECT t::text FROM {} t WHERE organization_id = %s")
        return {
            ".".join(table): set(owner.execute(of_one.format(sql.Identifier(*table)), (organization.id,)))
            for table in tables
        }


def test_who_may_not_send_a_command_may_not_preview_it(served: Served, mine: Organization) -> None:
    with served.client(mine, "supervisor") as supervisor:
        answer = previewed(supervisor, "costing.set_currency", currency="USD")
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    with served.client(mine, "auditor") as auditor:
        assert previewed(auditor, "work_orders.consume_lot", **ISSUE).json()["code"] == "not_permitted"


def test_what_is_charged_added_and_revalued_counts(client: httpx.Client) -> None:
    shop(client)
    charge = {"work_order": "WO-1", "amount": "94", "reason": "hardened outside"}
    charged = done(client, 43, "costing/charge-order", **charge)
    assert Decimal(asked(client, "order", charged, work_order="WO-1")["in_process"]) == 200
    added = done(client, 44, "costing/add-cost-to-receipt", lot="R-2", amount="50", reason="freight")
    assert Decimal(asked(client, "valuation", added, material="ROD")["total"]) == 1750
    revalued = done(client, 45, "costing/revalue-stock", material="ROD", unit_cost="20", reason="market")
    assert Decimal(asked(client, "valuation", revalued, material="ROD")["total"]) == 3000


def test_costs_are_not_for_operators_and_the_currency_is_the_administrator_s(
    served: Served, mine: Organization
) -> None:
    with served.client(mine, "operator") as operator:
        assert operator.get("/api/v1/costing/valuation").status_code == 403
        assert operator.post("/api/v1/costing/preview", json={}).status_code == 403
    with served.client(mine, "supervisor") as supervisor:
        assert supervisor.get("/api/v1/costing/valuation").status_code == 200
        assert send(supervisor, "costing/set-currency", currency="USD").status_code == 403
    with served.client(mine) as admin:
        assert send(admin, "costing/set-currency", currency="USD").status_code == 200
        again = send(admin, "costing/set-currency", currency="EUR")
        assert (again.status_code, again.json()["code"]) == (409, "currency_stands")
