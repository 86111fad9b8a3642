"""What an organization decides for itself has an effect: each setting over HTTP, before and after, and who said so is shown."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served, done, send


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    """With an order for ten, released, and 5 kg of steel."""
    with served.client(served.organization()) as client:
        done(client, "equipment/register", equipment="Lathe 1")
        done(client, "work-orders/create", work_order="W-1", product="Gear", quantity_pcs=10)
        done(client, "work-orders/release", work_order="W-1")
        done(client, "lots/receive", lot="S-1", material="Steel", quantity="5", unit="kg", unit_cost="2")
        yield client


def refused(client: httpx.Client, route: str, **body: Any) -> str:
    answer = send(client, route, **body)
    assert 400 <= answer.status_code < 500, answer.text
    return answer.json()["code"]


def settings(client: httpx.Client, told: dict[str, int]) -> dict[str, Any]:
    """As they are shown once the setting that was told is there."""
    ((stream, version),) = told.items()
    shown = client.get("/api/v1/house-rules/settings", params={"after": f"{stream}@{version}"}).json()
    assert shown["changes"][0]["set_by"]
    return shown


def logged(hour: int = 8, day: str = "2026-03-02", **told: Any) -> dict[str, Any]:
    span = {"started_at": f"{day}T{hour:02}:00Z", "ended_at": f"{day}T{hour:02}:30Z"}
    return {"work_order": "W-1", "equipment": "Lathe 1", "good_pcs": 1, **span, **told}


def test_the_currency_is_that_of_every_amount_and_stays(client: httpx.Client) -> None:
    with_currency = settings(client, done(client, "costing/set-currency", currency="CHF"))
    assert with_currency["currency"] == "CHF"
    assert client.get("/api/v1/costing/valuation").json()["currency"] == "CHF"
    assert refused(client, "costing/set-currency", currency="USD") == "currency_stands"


def test_stock_below_zero_is_refused_or_taken(client: httpx.Client) -> None:
    taken = {"work_order": "W-1", "lot": "S-1", "quantity": "8", "unit": "kg"}
    assert refused(client, "work-orders/consume-lot", **taken) == "not_enough"
    told = done(client, "inventory/set-negative-stock", negative_stock="flag")
    assert settings(client, told)["negative_stock"] == "flag"
    done(client, "work-orders/consume-lot", **taken)


def test_nothing_is_told_of_closed_books(client: httpx.Client) -> None:
    done(client, "work-orders/log-production", **logged())
    told = done(client, "books/close", through="2026-03-02", reason="month end")
    assert refused(client, "work-orders/log-production", **logged(9)) == "books_are_closed"
    done(client, "work-orders/log-production", **logged(day="2026-03-03"))
    ((stream, version),) = told.items()
    books = client.get("/api/v1/house-rules/books", params={"after": f"{stream}@{version}"}).json()
    assert books["closed_through"] == "2026-03-02"


def test_what_is_warned_of_is_refused_where_it_is_wanted(client: httpx.Client) -> None:
    too_many = logged(good_pcs=50)
    warned = send(client, "work-orders/log-production", **too_many).json()["warnings"]
    assert "more_than_ordered" in {each["code"] for each in warned}
    done(client, "plausibility/set-policy", warning="more_than_ordered", policy="refuse")
    assert refused(client, "work-orders/log-production", **logged(9, good_pcs=50)) == "more_than_ordered"


def test_rejected_pieces_need_a_reason_once_there_is_one(client: httpx.Client) -> None:
    done(client, "work-orders/log-production", **logged(rejected_pcs=1))
    done(client, "work-orders/define-scrap-reason", scrap_reason="burr", text="Burr")
    assert refused(client, "work-orders/log-production", **logged(9, rejected_pcs=1)) == "scrap_reason_needed"
    done(client, "work-orders/log-production", **logged(9, rejected_pcs=1, scrap_reason="burr"))


def test_orders_that_nobody_names_are_numbered(client: httpx.Client) -> None:
    order: dict[str, Any] = {"product": "Gear", "quantity_pcs": 5}
    assert refused(client, "work-orders/create", **order) == "number_needed"
    done(client, "organization/set-number-rule", numbered="work_order", pattern="A-{n:03}")
    assert "work_orders:A-001" in done(client, "work-orders/create", **order)


def test_name_and_language_are_what_everybody_gets(client: httpx.Client) -> None:
    assert client.get("/api/v1/auth/me").json()["language"] is None
    done(client, "organization/rename", name="Gear works")
    told = done(client, "organization/set-languages", languages=["en", "de"], language="de")
    assert settings(client, told)["language"] == "de"
    me = client.get("/api/v1/auth/me").json()
    assert (me["organization_name"], me["language"]) == ("Gear works", "de")
