"""What was done without a network and does not fit when it arrives: from the batch to the person who decides."""

from typing import Any

import httpx
import pytest

from tests import accounts
from tests.api.conftest import Served, send
from tests.conftest import Organization
from tests.spine import BOB, LONG_BEFORE, uuid7

AT = "2026-03-02T08:00:00Z"


def offline(command: str, seq: int = 7, **body: Any) -> dict[str, Any]:
    return {"id": str(uuid7()), "command": command, "device_seq": seq, "body": {"occurred_at": AT, **body}}


def post(client: httpx.Client, *items: Any) -> list[dict[str, Any]]:
    answer = client.post("/api/v1/commands", json={"device": "phone 3", "commands": list(items)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def told(client: httpx.Client, *commands: tuple[str, dict[str, Any]]) -> None:
    for route, body in commands:
        assert send(client, route, **body).is_success


def show(client: httpx.Client, pending_command: str, version: int = 1) -> dict[str, Any]:
    answer = client.get(
        f"/api/v1/pending-commands/{pending_command}", params={"after": f"pending_commands:{pending_command}@{version}"}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def facts(client: httpx.Client, topic: str, after: str) -> list[dict[str, Any]]:
    """All of the topic, once the feed has what stands at `after`."""
    assert client.get("/api/v1/genealogy/lots", params={"after": after}).status_code == 200
    return client.get("/api/v1/feed", params={"type": topic}).json()


@pytest.fixture
def lots(client: httpx.Client) -> httpx.Client:
    lot = {"material": "steel", "unit": "kg", "quantity": "100", "occurred_at": LONG_BEFORE.isoformat()}
    told(
        client,
        ("lots/receive", {"lot": "L-1", **lot}),
        ("lots/receive", {"lot": "L-2", **lot}),
        ("lots/hold", {"lot": "L-1", "reason": "crack"}),
    )
    return client


def test_it_is_set_aside_and_the_others_are_carried_out(lots: httpx.Client) -> None:
    bad, unknown = (
        offline("lots.ship", lot="L-1", customer="C-1", quantity="5"),
        offline("lots.move", lot="L-9", location="rack 7"),
    )
    good = offline("lots.move", lot="L-2", location="rack 7")
    answers = post(lots, bad, unknown, good)
    assert [a["status"] for a in answers] == [202, 202, 200]
    assert [a["pending_command"] for a in answers] == [bad["id"], unknown["id"], None]
    assert [a["problem"] and a["problem"]["status"] for a in answers] == [409, 404, None]
    found = show(lots, bad["id"])
    assert (found["command"], found["body"], found["status"]) == ("lots.ship", bad["body"], "open")
    assert (found["device"], found["device_seq"], found["by_user"]) == ("phone 3", 7, str(BOB))
    assert (found["made_at"], found["code"], found["message"]) == (
        AT, answers[0]["problem"]["code"], answers[0]["problem"]["detail"],
    )  # fmt: skip
    (stream,) = found["streams"]
    assert (stream["stream"], stream["met_version"]) == ("lots:L-1", 2)
    assert [(f["version"], f["topic"], f["unknown_then"]) for f in stream["facts"]] == [
        (2, "lots.LotHeld", True),
        (1, "lots.LotReceived", True),
    ]
    assert stream["facts"][0]["data"] == {"reason": "crack"}
    (nothing,) = show(lots, unknown["id"])["streams"]
    assert nothing == {"stream": "lots:L-9", "met_version": 0, "facts": []}


def test_sent_again_it_is_answered_the_same_also_when_it_would_fit_by_now(lots: httpx.Client) -> None:
    item = offline("lots.ship", lot="L-1", customer="C-1", quantity="5")
    (first,) = post(lots, item)
    told(lots, ("lots/release", {"lot": "L-1"}))
    (again,) = post(lots, item)
    assert again == first | {"answer": first["answer"] | {"repeated": True}}
    direct = send(lots, "lots/ship", item["id"], **item["body"])
    assert (direct.status_code, direct.json()["code"]) == (409, "command_pending")
    other = post(lots, item | {"body": item["body"] | {"quantity": "6"}})
    assert (other[0]["status"], other[0]["problem"]["code"]) == (409, "command_reused")
    told(lots, ("lots/move", {"lot": "L-2", "location": "rack 7"}))
    assert facts(lots, "lots.LotShipped", "lots:L-2@2") == []
    assert len(facts(lots, "pending_commands.CommandSetAside", "lots:L-2@2")) == 1


def test_what_nobody_else_could_decide_is_not_set_aside(lots: httpx.Client, served: Served, mine: Organization) -> None:
    with served.client(mine, role="operator") as operator:
        answers = post(
            operator,
            offline("lots.ship", lot="L-1", customer="C-1", quantity="5"),
            offline("lots.move", lot="L-9"),
            offline("lots.explode", lot="L-9"),
            offline("lots.move", lot="L-9", location="x") | {"attended": True},
            {k: v for k, v in offline("lots.move", lot="L-9", location="x").items() if k != "device_seq"},
        )
    assert [a["status"] for a in answers] == [403, 422, 422, 404, 404]
    assert lots.get("/api/v1/pending-commands/count").json() == {"open": 0}


def test_carried_out_it_happened_when_it_was_done_and_in_the_reviewer_s_name(lots: httpx.Client) -> None:
    item = offline("lots.ship", lot="L-1", customer="C-1", quantity="5")
    post(lots, item)
    refused = send(lots, "pending-commands/carry-out", pending_command=item["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "on_hold")
    assert show(lots, item["id"])["status"] == "open"
    told(lots, ("lots/release", {"lot": "L-1"}))
    key = str(uuid7())
    done = send(lots, "pending-commands/carry-out", key, pending_command=item["id"])
    assert done.json()["streams"] == [
        {"stream": "lots:L-1", "version": 4},
        {"stream": f"pending_commands:{item['id']}", "version": 2},
    ]
    assert send(lots, "pending-commands/carry-out", key, pending_command=item["id"]).json()["repeated"]
    found = show(lots, item["id"], 2)
    assert (found["status"], found["amended"], found["settled_by"]) == ("carried_out", None, str(BOB))
    (shipped,) = facts(lots, "lots.LotShipped", "lots:L-1@4")
    assert (shipped["time"], shipped["causationid"]) == (AT, item["id"])
    again = send(lots, "pending-commands/carry-out", pending_command=item["id"])
    assert (again.status_code, again.json()["code"]) == (409, "not_open")


def test_an_amended_body_is_held_to_the_command_s_shape_and_kept(lots: httpx.Client) -> None:
    item = offline("lots.move", lot="L-9", location="rack 7")
    post(lots, item)
    malformed = send(lots, "pending-commands/carry-out", pending_command=item["id"], body={"lot": "L-2"})
    assert (malformed.status_code, malformed.json()["code"]) == (422, "body_malformed")
    assert "location" in malformed.json()["detail"]
    told(
        lots,
        ("pending-commands/carry-out", {"pending_command": item["id"], "body": {"lot": "L-2", "location": "rack 7"}}),
    )
    found = show(lots, item["id"], 2)
    assert (found["body"], found["amended"]) == (item["body"], {"lot": "L-2", "location": "rack 7"})
    (moved,) = facts(lots, "lots.LotMoved", "lots:L-2@2")
    assert (moved["time"], moved["subject"]) == (AT, "lots:L-2"), "it happened when it was done"


def test_there_is_no_pending_command_of_a_pending_command(lots: httpx.Client) -> None:
    item = offline("lots.move", lot="L-9", location="rack 7")
    post(lots, item)
    (refused,) = post(lots, offline("pending_commands.carry_out", pending_command=item["id"]))
    assert (refused["status"], refused["problem"]["code"]) == (404, "unknown_lot")
    after = {"after": f"pending_commands:{item['id']}@1"}
    assert lots.get("/api/v1/pending-commands/count", params=after).json() == {"open": 1}


def test_dismissed_it_is_done_with(lots: httpx.Client) -> None:
    item, other = offline("lots.move", lot="L-9", location="rack 7"), offline("lots.move", lot="L-8", location="x")
    post(lots, item, other)
    told(lots, ("pending-commands/dismiss", {"pending_command": item["id"], "reason": "there is no such lot"}))
    found = show(lots, item["id"], 2)
    assert (found["status"], found["reason"]) == ("dismissed", "there is no such lot")
    waited = {"after": f"pending_commands:{other['id']}@1"}
    assert lots.get("/api/v1/pending-commands/count", params=waited).json() == {"open": 1}
    listed = {
        s: [r["pending_command"] for r in lots.get("/api/v1/pending-commands", params={"status": s}).json()]
        for s in ("open", "dismissed")
    }
    assert listed == {"open": [other["id"]], "dismissed": [item["id"]]}
    assert (
        send(lots, "pending-commands/dismiss", pending_command=str(uuid7()), reason="x").json()["code"]
        == "unknown_pending_command"
    )


@pytest.mark.parametrize("role", ["operator", "auditor"])
def test_deciding_is_for_supervisors(served: Served, mine: Organization, role: str) -> None:
    with served.client(mine, role=role) as client:
        for route, body in (("carry-out", {}), ("dismiss", {"reason": "x"})):
            assert send(client, f"pending-commands/{route}", pending_command=str(uuid7()), **body).status_code == 403
        assert client.get("/api/v1/pending-commands").status_code == (403 if role == "operator" else 200)


def test_who_works_for_one_plant_sends_commands_for_it_alone_and_sees_its_pending_commands(
    lots: httpx.Client, served: Served, mine: Organization
) -> None:
    token = accounts.token(served.owner, served.signer, mine.id, "admin", ["north"])
    with served.client(mine) as north:
        north.headers["Authorization"] = f"Bearer {token}"
        made: dict[str, Any] = {"work_order": "WO-1", "product": "P", "quantity_pcs": 10}
        refused = send(north, "work-orders/create", **made, plant="main")
        assert (refused.status_code, refused.json()["code"]) == (403, "other_plant")
        assert "north" in refused.json()["detail"]
        assert send(north, "work-orders/create", **made).status_code == 201, "the one they work for is meant"
        assert send(north, "work-orders/create", **made | {"work_order": "WO-2"}, plant="north").status_code == 201
        item = offline("lots.ship", lot="L-1", customer="C-1", quantity="5")
        (answer,) = post(north, item)
        assert answer["status"] == 202
        assert show(north, item["id"])["plant"] == "north"
        assert [s["facts"] for s in show(north, item["id"])["streams"]] == [[]], "a stream may be of another plant"
        amended = send(north, "pending-commands/carry-out", pending_command=item["id"], body=made | {"plant": "main"})
        assert (amended.status_code, amended.json()["code"]) == (403, "other_plant")
    post(lots, other := offline("lots.ship", lot="L-1", customer="C-1", quantity="6"))
    show(lots, other["id"])
    with served.client(mine) as north:
        north.headers["Authorization"] = f"Bearer {token}"
        assert [r["pending_command"] for r in north.get("/api/v1/pending-commands").json()] == [item["id"]]


def test_the_document_shows_what_an_item_of_a_batch_holds(client: httpx.Client) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    item = schemas["BatchOfCommands"]["properties"]["commands"]["items"]
    assert set(item["properties"]) == {"id", "command", "body", "device_seq", "attended"}
    assert set(item["required"]) == {"id", "command", "body"}
