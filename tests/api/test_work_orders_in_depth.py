"""Operations, holds, rework, scrap reasons and undo, over HTTP and as the board tells them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.api.conftest import send
from tests.spine import uuid7

STEPS = [
    {"operation": "saw", "sequence": 10, "work_center": "cutting", "cycle_time_s": "20"},
    {"operation": "turn", "sequence": 20, "certificates": ["lathe"]},
]
END = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)


@pytest.fixture
def order(client: httpx.Client) -> str:
    send(client, "equipment/register", equipment=f"M-{uuid7()}")
    order = f"W-{uuid7()}"
    plan: dict[str, Any] = {"product": "Gear", "quantity_pcs": 10, "over_completion_percent": "10", "operations": STEPS}
    for route, body in (("create", plan), ("release", {}), ("start", {})):
        assert send(client, f"work-orders/{route}", work_order=order, **body).status_code in (200, 201)
    return order


def report(client: httpx.Client, order: str, operation: str, **pieces: Any) -> httpx.Response:
    machine = f"M-{order}"
    send(client, "equipment/register", equipment=machine)
    times = {"started_at": (END - timedelta(minutes=30)).isoformat(), "ended_at": END.isoformat()}
    return send(
        client,
        "work-orders/log-production",
        work_order=order,
        equipment=machine,
        operation=operation,
        **times,
        **pieces,
    )


def shown(client: httpx.Client, order: str, answer: httpx.Response) -> dict[str, Any]:
    (position,) = [p for p in answer.json()["streams"] if p["stream"] == f"work_orders:{order}"]
    after = f"{position['stream']}@{position['version']}"
    found = client.get("/api/v1/work-orders/order", params={"work_order": order, "after": after})
    assert found.status_code == 200, found.text
    return found.json()


def test_each_operation_is_told_with_what_was_made_there(client: httpx.Client, order: str) -> None:
    report(client, order, "saw", log="L-1", good_pcs=9, rejected_pcs=1, reason="burr")
    told = shown(client, order, report(client, order, "turn", log="L-2", good_pcs=7, rework_pcs=2))
    saw, turn = told["operations"]
    assert (saw["operation"], saw["good_pcs"], saw["rejected_pcs"]) == ("saw", 9, 1)
    assert (turn["good_pcs"], turn["rework_pcs"], turn["certificates"]) == (7, 2, ["lathe"])
    assert (told["good_pcs"], told["short_pcs"], told["operation"]) == (7, 3, "turn")
    refused = report(client, order, "turn", good_pcs=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "previous_short")
    assert report(client, order, "mill").json()["code"] == "unknown_operation"
    report(client, order, "saw", good_pcs=9)
    refused = report(client, order, "turn", good_pcs=5)
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_pieces")


def test_rework_is_an_order_of_its_own_that_both_sides_name(client: httpx.Client, order: str) -> None:
    report(client, order, "saw", good_pcs=6, rework_pcs=3)
    again: dict[str, Any] = {"product": "Gear", "quantity_pcs": 2, "rework_of": order}
    answer = send(client, "work-orders/create", work_order=f"{order}-R", **again)
    assert answer.status_code == 201, answer.text
    assert shown(client, f"{order}-R", answer)["rework_of"] == order
    assert [(r["work_order"], r["quantity_pcs"]) for r in shown(client, order, answer)["rework"]] == [(f"{order}-R", 2)]
    refused = send(client, "work-orders/create", work_order=f"{order}-S", **again)
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_rework")


def test_a_slip_is_taken_back_and_stays_visible(client: httpx.Client, order: str) -> None:
    assert report(client, order, "saw", log="L-1", good_pcs=5).status_code == 200
    told = shown(client, order, send(client, "work-orders/undo", work_order=order, why="other order"))
    first, struck = told["reports"]
    assert (first["good_pcs"], first["stands"], first["struck"]) == (5, False, False)
    assert (struck["stands"], struck["struck"], struck["why"]) == (False, True, "other order")
    assert told["good_pcs"] == told["operations"][0]["good_pcs"] == 0
    refused = send(client, "work-orders/undo", work_order=order)
    assert refused.json()["code"] == "nothing_to_undo"
    send(client, "work-orders/pause", work_order=order, reason="lunch")
    assert shown(client, order, send(client, "work-orders/undo", work_order=order))["status"] == "running"


def test_an_order_on_hold_says_why_and_takes_nothing(client: httpx.Client, order: str) -> None:
    told = shown(client, order, send(client, "work-orders/hold", work_order=order, reason="drawing changes"))
    assert (told["status"], told["status_reason"]) == ("on_hold", "drawing changes")
    refused = report(client, order, "saw", good_pcs=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_in_progress")
    assert shown(client, order, send(client, "work-orders/unhold", work_order=order))["status"] == "running"


def test_a_plan_that_changes_says_why(client: httpx.Client, order: str) -> None:
    due = (END - timedelta(days=1)).isoformat()
    asked: dict[str, Any] = {"quantity_pcs": 8, "due_at": due, "reason": "customer wants less"}
    told = shown(client, order, send(client, "work-orders/reschedule", work_order=order, **asked))
    assert (told["quantity_pcs"], told["planned_reason"], told["late"]) == (8, "customer wants less", True)


def test_once_reasons_are_listed_scrap_names_one(client: httpx.Client, order: str) -> None:
    defined = send(client, "work-orders/define-scrap-reason", scrap_reason="burr", text="Burr on the edge")
    assert defined.status_code == 200, defined.text
    refused = report(client, order, "saw", rejected_pcs=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "scrap_reason_needed")
    told = shown(client, order, report(client, order, "saw", rejected_pcs=1, scrap_reason="burr"))
    assert told["reports"][0]["scrap_reason"] == "burr"
    listed = {"scrap_reason": "burr", "text": "Burr on the edge", "retired": False}
    assert listed in reasons(client, "scrap_reasons:all@1")
    retired = send(client, "work-orders/retire-scrap-reason", scrap_reason="burr")
    (version,) = (position["version"] for position in retired.json()["streams"])
    assert listed | {"retired": True} in reasons(client, f"scrap_reasons:all@{version}")


def reasons(client: httpx.Client, after: str) -> list[dict[str, Any]]:
    return client.get("/api/v1/work-orders/scrap-reasons", params={"after": after}).json()


def test_two_operations_of_one_name_are_malformed(client: httpx.Client) -> None:
    plan: dict[str, Any] = {
        "work_order": f"W-{uuid7()}",
        "product": "Gear",
        "quantity_pcs": 10,
        "operations": [STEPS[0], STEPS[0]],
    }
    refused = send(client, "work-orders/create", **plan)
    assert (refused.status_code, refused.json()["code"]) == (422, "operation_twice")


def test_a_lot_movement_that_was_corrected_is_told_with_both_sides(client: httpx.Client, order: str) -> None:
    lot = f"L-{order}"
    assert send(client, "lots/receive", lot=lot, material="rod", quantity="50", unit="kg").status_code == 201
    send(client, "work-orders/consume-lot", work_order=order, lot=lot, quantity="20")
    told = shown(client, order, send(client, "work-orders/return-material", work_order=order, lot=lot, quantity="2"))
    assert [(m["direction"], m["quantity"], m["original"]) for m in told["lots"]] == [
        ("in", "20", None),
        ("back", "2", None),
    ]
    asked: dict[str, Any] = {"lot": lot, "movement": 2, "why": "weighed again"}
    (taken, back) = shown(client, order, send(client, "corrections/correct-movement", quantity="18.5", **asked))["lots"]
    assert (taken["quantity"], taken["original"]["quantity"], taken["corrected_why"]) == ("18.5", "20", "weighed again")
    assert (taken["corrected_by"] is not None, back["original"]) == (True, None)


def test_what_is_retired_is_ordered_no_more(client: httpx.Client) -> None:
    product = f"P-{uuid7()}"
    send(client, "materials/register", material=product, base_unit="pcs")
    send(client, "materials/retire", material=product, reason="replaced")
    plan: dict[str, Any] = {"work_order": f"W-{product}", "product": product, "quantity_pcs": 1}
    refused = send(client, "work-orders/create", **plan)
    assert (refused.status_code, refused.json()["code"]) == (409, "material_is_retired")
    send(client, "materials/reinstate", material=product)
    assert send(client, "work-orders/create", **plan).status_code == 201
