"""Orders that nobody names, over HTTP: each has a number of its own, however many come at once, and none is left out."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.api.conftest import Served, send
from tests.spine import uuid7

RULE = {"numbered": "work_order", "pattern": "W-{n:03}"}
ORDER: dict[str, Any] = {"product": "Gear", "quantity_pcs": 5}


def _number(answer: httpx.Response) -> str:
    assert answer.status_code == 201, answer.text
    (order,) = [each["stream"] for each in answer.json()["streams"] if each["stream"].startswith("work_orders:")]
    return order.removeprefix("work_orders:")


def test_numbers_are_unique_at_once_without_gaps_and_pass_over_those_that_people_took(served: Served) -> None:
    with served.client(served.organization()) as client:
        assert send(client, "work-orders/create", **ORDER).json()["code"] == "number_needed"
        assert send(client, "organization/set-number-rule", **RULE).status_code == 200
        for taken in ("W-003", "w-005"):
            assert _number(send(client, "work-orders/create", **ORDER, work_order=taken)) == taken

        def create(_: int) -> httpx.Response:
            return send(client, "work-orders/create", **ORDER)

        with ThreadPoolExecutor(8) as several:
            made = list(several.map(_number, several.map(create, range(12))))
        assert sorted(made) == [f"W-{n:03}" for n in range(1, 15) if n not in (3, 5)]


def test_a_command_that_is_sent_again_has_the_number_it_had(served: Served) -> None:
    with served.client(served.organization()) as client:
        send(client, "organization/set-number-rule", **RULE)
        key = str(uuid7())
        answers = [send(client, "work-orders/create", key, **ORDER) for _ in range(2)]
        assert [_number(answer) for answer in answers] == ["W-001", "W-001"]
        assert _number(send(client, "work-orders/create", **ORDER)) == "W-002"


def test_the_settings_are_shown_with_who_said_so(served: Served) -> None:
    with served.client(served.organization()) as client:
        before = client.get("/api/v1/house-rules/settings").json()
        assert (before["currency"], before["negative_stock"], before["languages"]) == ("EUR", "refuse", ["en"])
        send(client, "organization/rename", name="Plant north")
        send(client, "organization/set-languages", languages=["de", "en"], language="de")
        send(client, "costing/set-currency", currency="CHF")
        send(client, "inventory/set-negative-stock", negative_stock="flag")
        told = send(client, "organization/set-number-rule", **RULE).json()
        after = [f"{each['stream']}@{each['version']}" for each in told["streams"]]
        found = client.get("/api/v1/house-rules/settings", params={"after": after}).json()
        assert (found["name"], found["currency"], found["negative_stock"]) == ("Plant north", "CHF", "flag")
        assert (found["languages"], found["language"]) == (["de", "en"], "de")
        assert found["number_rules"][0] == {"numbered": "work_order", "pattern": "W-{n:03}", "first": 1}
        said = {"name", "languages", "currency", "negative_stock", "number_rule:work_order"}
        assert {each["setting"] for each in found["changes"]} == said
