"""Batches from devices that were offline: in order, each command with its own answer, none lost, none twice."""

from typing import Any

import httpx

from tests.spine import uuid7


def item(command: str, **body: Any) -> dict[str, Any]:
    return {"id": str(uuid7()), "command": command, "body": body}


def post(client: httpx.Client, *items: Any) -> httpx.Response:
    return client.post("/api/v1/commands", json={"device": "phone 3", "commands": list(items)})


CREATE = {"work_order": "WO-1", "product": "P", "quantity_pcs": 10}


def test_commands_are_carried_out_in_their_order(client: httpx.Client) -> None:
    answers = post(
        client,
        item("work_orders.create", **CREATE),
        item("work_orders.release", work_order="WO-1"),
        item("work_orders.start", work_order="WO-1"),
    ).json()
    assert [answer["status"] for answer in answers] == [200, 200, 200]
    assert [answer["answer"]["streams"][0]["version"] for answer in answers] == [1, 2, 3]


def test_one_that_is_malformed_or_refused_does_not_stop_the_others(client: httpx.Client) -> None:
    answers = post(
        client,
        item("work_orders.create", **CREATE),
        item("work_orders.create", work_order="WO-2"),
        item("work_orders.explode", work_order="WO-1"),
        {"id": "7", "command": "work_orders.release", "body": {"work_order": "WO-1"}},
        {"body": {}},
        item("work_orders.start", work_order="WO-1"),
        item("work_orders.release", work_order="WO-1"),
    ).json()
    assert [answer["status"] for answer in answers] == [200, 422, 422, 422, 422, 409, 200]
    codes = [answer["problem"] and answer["problem"]["code"] for answer in answers]
    assert codes == [None, "malformed", "unknown_command", "malformed", "malformed", "not_released", None]
    assert [error["field"] for error in answers[1]["problem"]["errors"]] == ["product", "quantity_pcs"]


def test_the_same_batch_again_adds_nothing(client: httpx.Client) -> None:
    batch = [item("work_orders.create", **CREATE), item("work_orders.release", work_order="WO-1")]
    first, again = post(client, *batch).json(), post(client, *batch).json()
    assert [answer["answer"]["repeated"] for answer in first + again] == [False, False, True, True]
    assert [answer["answer"]["streams"] for answer in again] == [answer["answer"]["streams"] for answer in first]


def test_five_hundred_are_taken_and_one_more_is_refused(client: httpx.Client) -> None:
    batch = [item("work_orders.create", **CREATE | {"work_order": f"WO-{n}"}) for n in range(501)]
    assert post(client, *batch).status_code == 422
    answers = post(client, *batch[:500]).json()
    assert {answer["status"] for answer in answers} == {200}
    orders = client.get("/api/v1/work-orders?limit=1000&after=work_orders:WO-499@1").json()
    assert len(orders) == 500


def test_a_device_s_place_is_kept_with_the_fact(client: httpx.Client) -> None:
    post(client, item("work_orders.create", **CREATE) | {"device_seq": 41})
    client.get("/api/v1/work-orders?after=work_orders:WO-1@1").raise_for_status()
    (event,) = client.get("/api/v1/feed").json()
    assert (event["device"], event["deviceseq"]) == ("phone 3", "41")
