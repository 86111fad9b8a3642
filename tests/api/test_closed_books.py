"""Nothing is told or corrected of what lies in closed books, by any command."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served, send
from tests.conftest import Organization
from tests.spine import AT, uuid7

DAY = timedelta(days=1)
THEN: dict[str, Any] = {"occurred_at": (AT - DAY).isoformat()}


@pytest.fixture
def closed(client: httpx.Client) -> httpx.Client:
    """An order that runs, with material, a report and a measurement of yesterday; yesterday is closed."""
    for route, body in (
        ("equipment/register", {"equipment": "M-1"}),
        ("work-orders/create", {"work_order": "WO-1", "product": "P", "quantity_pcs": 100}),
        ("work-orders/release", {"work_order": "WO-1"}),
        ("work-orders/start", {"work_order": "WO-1"}),
        ("lots/receive", {"lot": "L-1", "material": "steel", "quantity": "100", "unit": "kg"}),
        ("work-orders/log-production", {"work_order": "WO-1", "log": "OLD", "good_pcs": 5, **_hour(-1)}),
        ("quality/define-characteristic", {"characteristic": "C"}),
        ("quality/record-subgroup", {"characteristic": "C", "subgroup": "1", "values": ["1", "2"]}),
    ):
        send(client, route, **body, **THEN).raise_for_status()
    yesterday = (AT - DAY).date().isoformat()
    send(client, "books/close", through=yesterday, reason="reported").raise_for_status()
    return client


def _hour(days: int) -> dict[str, Any]:
    began = AT + days * DAY
    times = {"started_at": began.isoformat(), "ended_at": (began + timedelta(hours=1)).isoformat()}
    return {"equipment": "M-1", **times}


OF_YESTERDAY: list[tuple[str, dict[str, Any]]] = [
    ("lots/receive", {"lot": "L-2", "material": "steel", "quantity": "1", "unit": "kg", **THEN}),
    ("work-orders/consume-lot", {"work_order": "WO-1", "lot": "L-1", "quantity": "1", **THEN}),
    ("work-orders/log-production", {"work_order": "WO-1", "good_pcs": 1, **_hour(-1)}),
    ("equipment/record-interval", {"kind": "breakdown", **_hour(-1)}),
    ("work-orders/correct-log", {"work_order": "WO-1", "log": "OLD", "good_pcs": 4, "why": "x", **_hour(0)}),
    ("work-orders/strike-log", {"work_order": "WO-1", "log": "OLD", "why": "x"}),
    ("corrections/correct-movement", {"lot": "L-1", "movement": 1, "quantity": "90", "why": "x"}),
    ("quality/correct-subgroup", {"characteristic": "C", "subgroup": "1", "values": ["1", "3"], "why": "x"}),
    ("labor/set-rate", {"role": "r", "rate_per_hour": "30", "valid_from": THEN["occurred_at"]}),
]


@pytest.mark.parametrize(("route", "body"), OF_YESTERDAY, ids=[route for route, _ in OF_YESTERDAY])
def test_what_was_yesterday_is_refused_and_taken_again_when_they_are_opened(
    closed: httpx.Client, route: str, body: dict[str, Any]
) -> None:
    refused = send(closed, route, **body)
    assert (refused.status_code, refused.json()["code"]) == (409, "books_are_closed")
    assert (AT - DAY).date().isoformat() in refused.json()["detail"]
    send(closed, "books/open", reason="a receipt was missing").raise_for_status()
    assert send(closed, route, **body).status_code in (200, 201)


def test_what_is_today_is_taken(closed: httpx.Client) -> None:
    today = {"occurred_at": AT.isoformat()}
    send(closed, "work-orders/consume-lot", work_order="WO-1", lot="L-1", quantity="1", **today).raise_for_status()
    log = send(closed, "work-orders/log-production", work_order="WO-1", log="NEW", good_pcs=1, **_hour(0), **today)
    log.raise_for_status()
    send(closed, "work-orders/strike-log", work_order="WO-1", log="NEW", why="x").raise_for_status()


def test_a_correction_does_not_move_a_movement_into_them(closed: httpx.Client) -> None:
    today: dict[str, Any] = {
        "lot": "L-3",
        "material": "steel",
        "quantity": "1",
        "unit": "kg",
        "occurred_at": AT.isoformat(),
    }
    send(closed, "lots/receive", **today).raise_for_status()
    moved: dict[str, Any] = {
        "lot": "L-3",
        "movement": 1,
        "happened_at": THEN["occurred_at"],
        "why": "it came yesterday",
    }
    assert send(closed, "corrections/correct-movement", **moved).json()["code"] == "books_are_closed"


def test_what_a_device_brings_of_yesterday_is_set_aside_and_carried_out_when_they_are_opened(
    closed: httpx.Client,
) -> None:
    body: dict[str, Any] = {"work_order": "WO-1", "lot": "L-1", "quantity": "1", **THEN}
    late = {"id": str(uuid7()), "command": "work_orders.consume_lot", "body": body, "device_seq": 1}
    (answer,) = closed.post("/api/v1/commands", json={"device": "phone", "commands": [late]}).json()
    assert (answer["status"], answer["problem"]["code"]) == (202, "books_are_closed")
    carried: dict[str, Any] = {"pending_command": late["id"]}
    assert send(closed, "pending-commands/carry-out", **carried).json()["code"] == "books_are_closed"
    send(closed, "books/open", reason="a late entry").raise_for_status()
    send(closed, "pending-commands/carry-out", **carried).raise_for_status()


def test_who_answers_for_the_accounts_closes_them_and_everybody_sees_how_far(
    closed: httpx.Client, served: Served, mine: Organization
) -> None:
    yesterday = (AT - DAY).date().isoformat()
    shown = closed.get("/api/v1/house-rules/books?after=books:all@1").json()
    assert (shown["closed_through"], shown["closed_until"]) == (yesterday, f"{AT.date()}T00:00:00Z")
    assert [(each["closed"], each["reason"]) for each in shown["changes"]] == [(True, "reported")]
    with served.client(mine, "operator") as operator:
        assert send(operator, "books/open", reason="x").status_code == 403
        assert operator.get("/api/v1/house-rules/books").json()["closed_through"] == yesterday
