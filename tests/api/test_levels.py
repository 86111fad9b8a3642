"""Over HTTP: a count stays what it found, and nothing is told of a time at which there was nothing."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.api.conftest import send
from tests.spine import uuid7

NOW = datetime.now(UTC).replace(microsecond=0)


def ago(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat()


def done(client: httpx.Client, route: str, **body: Any) -> str:
    answer = send(client, route, **body)
    assert answer.is_success, answer.text
    last = answer.json()["streams"][-1]
    return f"{last['stream']}@{last['version']}"


@pytest.fixture
def order(client: httpx.Client) -> str:
    order = f"WO-{uuid7()}"
    done(client, "work-orders/create", work_order=order, product="GEAR", quantity_pcs=10)
    done(client, "work-orders/release", work_order=order)
    return order


def on_hand(client: httpx.Client, lot: str, after: str, **at: str) -> Decimal | None:
    answer = client.get("/api/v1/stock", params={"lot": lot, "after": after, **at}).json()
    return Decimal(answer[0]["on_hand"]) if answer else None


def test_a_consumption_told_after_a_count_of_the_time_before_it(client: httpx.Client, order: str) -> None:
    lot = f"L-{uuid7()}"
    stock = {"material": "ROD", "unit": "pcs", "quantity": "57"}
    done(client, "lots/receive", lot=lot, **stock, unit_cost="2", occurred_at=ago(30))
    done(client, "lots/adjust", lot=lot, quantity="40", reason="annual count", occurred_at=ago(10))
    late = {"work_order": order, "lot": lot, "quantity": "12"}
    after = done(client, "work-orders/consume-lot", **late, occurred_at=ago(12))
    assert on_hand(client, lot, after) == 40
    assert on_hand(client, lot, after, as_of=ago(9)) == 40
    assert on_hand(client, lot, after, as_of=ago(11)) == 45
    movements = client.get("/api/v1/stock/movements", params={"lot": lot}).json()
    (count,) = [each for each in movements if each["kind"] == "counted"]
    assert (Decimal(count["quantity"]), Decimal(count["expected"]), Decimal(count["change"])) == (40, 45, -5)
    balance = client.get(f"/api/v1/lots/{lot}/balance", params={"after": after}).json()
    assert balance["closes"]


def test_the_value_of_a_count_follows_what_it_had_to_explain(client: httpx.Client, order: str) -> None:
    lot, material = f"L-{uuid7()}", f"M-{uuid7()}"
    stock = {"material": material, "unit": "pcs", "quantity": "57", "unit_cost": "2"}
    done(client, "lots/receive", lot=lot, **stock, occurred_at=ago(30))
    done(client, "lots/adjust", lot=lot, quantity="40", reason="annual count", occurred_at=ago(10))
    late = {"work_order": order, "lot": lot, "quantity": "12", "occurred_at": ago(12)}
    foretold = client.post("/api/v1/costing/preview", json={"command": "work_orders.consume_lot", "body": late}).json()
    after = done(client, "work-orders/consume-lot", **late)
    valued = client.get("/api/v1/costing/valuation", params={"material": material, "after": after}).json()["stocks"]
    assert [(Decimal(each["quantity"]), Decimal(each["value"])) for each in valued] == [(40, 80)]
    assert [each for each in foretold["stocks"] if each["material"] == material] == []
    assert [Decimal(each["charged"]["difference"]) for each in foretold["orders"]] == [24]


def test_what_was_taken_before_it_was_there_is_refused(client: httpx.Client, order: str) -> None:
    lot = f"L-{uuid7()}"
    done(client, "lots/receive", lot=lot, material="ROD", quantity="10", unit="pcs", occurred_at=ago(1))
    taken = {"work_order": order, "lot": lot, "quantity": "10", "occurred_at": ago(5)}
    refused = send(client, "work-orders/consume-lot", **taken)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_enough_then")
    item = {"id": str(uuid7()), "device_seq": 1, "command": "work_orders.consume_lot", "body": taken}
    (aside,) = client.post("/api/v1/commands", json={"device": "tablet 3", "commands": [item]}).json()
    assert (aside["status"], aside["problem"]["code"]) == (202, "not_enough_then")


def test_what_is_told_of_an_order_or_a_machine_before_it_was_there_is_asked_about(
    client: httpx.Client,
) -> None:
    order, machine, lot = f"WO-{uuid7()}", f"M-{uuid7()}", f"L-{uuid7()}"
    done(client, "work-orders/create", work_order=order, product="GEAR", quantity_pcs=10, occurred_at=ago(2))
    done(client, "work-orders/release", work_order=order, occurred_at=ago(2))
    done(client, "equipment/register", equipment=machine, occurred_at=ago(1))
    done(client, "lots/receive", lot=lot, material="ROD", quantity="10", unit="pcs", occurred_at=ago(9))
    early = send(client, "work-orders/consume-lot", work_order=order, lot=lot, quantity="1", occurred_at=ago(5))
    assert [each["code"] for each in early.json()["warnings"]] == ["before_created"]
    refused = {"warning": "before_created", "policy": "refuse"}
    assert send(client, "plausibility/set-policy", **refused).is_success
    again = send(client, "work-orders/consume-lot", work_order=order, lot=lot, quantity="2", occurred_at=ago(5))
    assert (again.status_code, again.json()["code"]) == (409, "before_created")
    send(client, "plausibility/set-policy", **refused | {"policy": "tell"})
    log: dict[str, Any] = {"work_order": order, "equipment": machine, "good_pcs": 1}
    early = send(client, "work-orders/log-production", **log, started_at=ago(1.5), ended_at=ago(1.2))
    assert [each["code"] for each in early.json()["warnings"]] == ["before_registered"]
    state = {"equipment": machine, "state": "setup", "occurred_at": ago(1.5)}
    assert [each["code"] for each in send(client, "equipment/change-state", **state).json()["warnings"]] == [
        "before_registered"
    ]
    done(client, "work-orders/log-production", **log, started_at=ago(0.9), ended_at=ago(0.5))
