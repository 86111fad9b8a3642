"""An order's pieces, as the board shows them: by its reports, by the lots that it put out, and by what was said."""

from datetime import timedelta
from typing import Any

import httpx

from tests.api.conftest import send
from tests.spine import AT

HOUR = {"equipment": "M-1", "started_at": AT.isoformat(), "ended_at": (AT + timedelta(hours=1)).isoformat()}


def run(client: httpx.Client, order: str, pieces: int) -> None:
    send(client, "equipment/register", equipment="M-1", occurred_at=AT.isoformat())
    told: dict[str, Any] = {"work_order": order, "occurred_at": AT.isoformat()}
    send(client, "work-orders/create", **told, product="P", quantity_pcs=pieces).raise_for_status()
    send(client, "work-orders/release", **told).raise_for_status()
    send(client, "work-orders/start", **told).raise_for_status()


def shown(client: httpx.Client, order: str, answer: httpx.Response) -> dict[str, Any]:
    (position,) = (s for s in answer.raise_for_status().json()["streams"] if s["stream"] == f"work_orders:{order}")
    asked = {"work_order": order, "after": f"{position['stream']}@{position['version']}"}
    found: dict[str, Any] = client.get("/api/v1/work-orders/order", params=asked).raise_for_status().json()
    names = ("good_pcs", "short_pcs", "logged_pcs", "put_out_pcs", "pieces_differ", "made")
    return {name: found[name] for name in names}


def test_what_is_put_out_alone_is_what_was_made(client: httpx.Client) -> None:
    run(client, "WO", 2)
    send(client, "work-orders/record-output-lot", work_order="WO", lot="OUT", quantity="2").raise_for_status()
    completed = shown(client, "WO", send(client, "work-orders/complete", work_order="WO"))
    assert completed == {
        "good_pcs": 2, "short_pcs": 0, "logged_pcs": 0, "put_out_pcs": "2", "pieces_differ": False, "made": None,
    }  # fmt: skip


def test_what_differs_is_shown_until_it_is_said_which_is_right(client: httpx.Client) -> None:
    run(client, "WO", 30)
    send(client, "work-orders/log-production", work_order="WO", good_pcs=24, **HOUR).raise_for_status()
    put_out = send(client, "work-orders/record-output-lot", work_order="WO", lot="OUT", quantity="20")
    both = {"good_pcs": 24, "short_pcs": 6, "logged_pcs": 24, "put_out_pcs": "20", "pieces_differ": True, "made": None}
    assert shown(client, "WO", put_out) == both
    refused = send(client, "work-orders/complete", work_order="WO")
    assert (refused.status_code, refused.json()["code"]) == (409, "pieces_differ")
    said = shown(client, "WO", send(client, "work-orders/complete", work_order="WO", made="put_out"))
    assert said == both | {"good_pcs": 20, "short_pcs": 10, "pieces_differ": False, "made": "put_out"}
    again = shown(client, "WO", send(client, "work-orders/reopen", work_order="WO", reason="four lay aside"))
    assert again == both
    struck = send(client, "corrections/correct-movement", lot="OUT", movement=1, quantity="24", why="counted again")
    agreed = shown(client, "WO", struck)
    assert agreed == both | {"put_out_pcs": "24", "pieces_differ": False}
    send(client, "work-orders/complete", work_order="WO").raise_for_status()


def test_pieces_of_a_product_in_boxes_are_counted_in_pieces(client: httpx.Client) -> None:
    units: dict[str, Any] = {"units": {"pcs": "1/12"}}
    send(client, "materials/register", material="P", base_unit="box", **units).raise_for_status()
    run(client, "WO", 24)
    put_out = send(client, "work-orders/record-output-lot", work_order="WO", lot="OUT", quantity="2", unit="box")
    assert shown(client, "WO", put_out)["put_out_pcs"] == "24"


def test_more_than_ordered_is_asked_about_when_it_is_put_out(client: httpx.Client) -> None:
    run(client, "WO", 2)
    answer = send(client, "work-orders/record-output-lot", work_order="WO", serials=["S1", "S2", "S3"]).json()
    assert [each["code"] for each in answer["warnings"]] == ["more_than_ordered"]
