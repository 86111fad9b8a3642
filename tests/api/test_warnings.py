"""What is implausible or looks doubled is asked: with the answer, before it is sent, and refused where that is wanted."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.api.conftest import send
from tests.spine import AT, uuid7

SAME: dict[str, Any] = {
    "work_order": "WO-1",
    "equipment": "M-1",
    "started_at": AT.isoformat(),
    "ended_at": (AT + timedelta(hours=1)).isoformat(),
    "good_pcs": 60,
}


@pytest.fixture
def floor(client: httpx.Client) -> httpx.Client:
    """An order of 100 that runs, and a machine."""
    before = (AT - timedelta(days=60)).isoformat()
    send(client, "equipment/register", equipment="M-1", occurred_at=before).raise_for_status()
    order = {"work_order": "WO-1", "occurred_at": before}
    send(client, "work-orders/create", **order, product="P", quantity_pcs=1000).raise_for_status()
    send(client, "work-orders/release", **order).raise_for_status()
    send(client, "work-orders/start", **order).raise_for_status()
    return client


def batch(client: httpx.Client, *commands: tuple[str, dict[str, Any]], **more: Any) -> list[dict[str, Any]]:
    items = [{"id": str(uuid7()), "command": name, "body": body} for name, body in commands]
    return client.post("/api/v1/commands", json={"commands": items, **more}).raise_for_status().json()


def codes(answer: dict[str, Any]) -> list[str]:
    return [each["code"] for each in answer["warnings"]]


def test_the_same_report_again_is_taken_with_a_warning_and_answered_so_again(floor: httpx.Client) -> None:
    key = str(uuid7())
    first = send(floor, "work-orders/log-production", **SAME, log="L-1").json()
    second = send(floor, "work-orders/log-production", key, **SAME).json()
    again = send(floor, "work-orders/log-production", key, **SAME).json()
    assert (codes(first), codes(second)) == ([], ["same_report"])
    assert second["warnings"][0]["facts"]["log"] == "L-1"
    assert "L-1 tells the same already: 60 pieces on M-1" in second["warnings"][0]["detail"]
    assert (again["repeated"], again["warnings"]) == (True, second["warnings"])


def test_who_asks_first_is_told_and_nothing_is_stored(floor: httpx.Client) -> None:
    forty_days = {**SAME, "started_at": (AT - timedelta(days=40)).isoformat()}
    asked, refused = batch(
        floor, ("work_orders.log_production", forty_days), ("work_orders.start", {"work_order": "WO-1"}), dry_run=True
    )
    assert (asked["status"], codes(asked["answer"])) == (200, ["longer_than_a_day"])
    assert (refused["status"], refused["problem"]["code"]) == (409, "not_released")
    log = send(floor, "work-orders/log-production", **SAME).json()
    assert log["streams"] == [{"stream": "work_orders:WO-1", "version": 4}]
    assert codes(log) == []


def test_a_batch_carries_the_warnings_of_each(floor: httpx.Client) -> None:
    report = ("work_orders.log_production", SAME)
    assert [codes(each["answer"]) for each in batch(floor, report, report)] == [[], ["same_report"]]


def test_what_the_organization_wants_refused_is_refused_and_set_aside_when_it_comes_late(floor: httpx.Client) -> None:
    send(floor, "plausibility/set-policy", warning="same_report", policy="refuse").raise_for_status()
    send(floor, "work-orders/log-production", **SAME).raise_for_status()
    refused = send(floor, "work-orders/log-production", **SAME)
    assert (refused.status_code, refused.json()["code"]) == (409, "same_report")
    late = {"id": str(uuid7()), "command": "work_orders.log_production", "body": SAME, "device_seq": 1}
    (answer,) = floor.post("/api/v1/commands", json={"device": "phone 3", "commands": [late]}).json()
    assert (answer["status"], answer["pending_command"], answer["problem"]["code"]) == (202, late["id"], "same_report")
    carried = send(floor, "pending-commands/carry-out", pending_command=late["id"])
    assert (carried.status_code, carried.json()["code"]) == (409, "same_report")
    listed = floor.get("/api/v1/house-rules/warnings?after=plausibility:policies@1").raise_for_status().json()
    assert {each["warning"]: each["policy"] for each in listed} | {"same_report": "tell"} == {
        each["warning"]: "tell" for each in listed
    }
    send(floor, "plausibility/set-policy", warning="same_report", policy="tell").raise_for_status()
    assert codes(send(floor, "pending-commands/carry-out", pending_command=late["id"]).json()) == ["same_report"]


def test_a_receipt_of_years_is_asked_about_by_what_the_stock_knows(client: httpx.Client) -> None:
    def receive(lot: str, quantity: str, day: int) -> dict[str, Any]:
        at = (AT + timedelta(days=day)).isoformat()
        told = {"lot": lot, "material": "steel", "quantity": quantity, "unit": "kg", "occurred_at": at}
        answer = send(client, "lots/receive", **told).raise_for_status().json()
        client.get(f"/api/v1/stock/movements?after=lots:{lot}@1").raise_for_status()
        return answer

    assert codes(receive("L-1", "100", 0)) == []
    shipped = {"lot": "L-1", "quantity": "50", "customer": "C", "occurred_at": (AT + timedelta(days=40)).isoformat()}
    send(client, "lots/ship", **shipped).raise_for_status()
    client.get("/api/v1/stock/movements?after=lots:L-1@2").raise_for_status()
    assert codes(receive("L-2", "1001", 50)) == ["far_more_than_ever"]
    assert codes(receive("L-3", "900", 51)) == ["stock_of_years"]


def test_a_count_that_differs_wildly_is_asked_about(client: httpx.Client) -> None:
    send(client, "lots/receive", lot="L-1", material="steel", quantity="100", unit="kg").raise_for_status()
    assert codes(send(client, "lots/adjust", lot="L-1", quantity="10", reason="count").json()) == ["count_differs"]
