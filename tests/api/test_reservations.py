"""Over HTTP: what is reserved for an order is there for it, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.api.conftest import Served, done, send
from tests.conftest import Organization
from tests.spine import uuid7

STATIONS = 8
STEEL = {"material": "STEEL", "unit": "kg"}


def refused(client: httpx.Client, route: str, **body: Any) -> tuple[int, str]:
    answer = send(client, route, **body)
    return answer.status_code, answer.json()["code"]


def asked(client: httpx.Client, question: str, after: dict[str, int], **parameters: Any) -> Any:
    lots = {stream: version for stream, version in after.items() if stream.startswith("lots:")}
    stream, version = max(lots.items())
    answer = client.get(f"/api/v1/stock{question}", params={"after": f"{stream}@{version}", **parameters})
    assert answer.status_code == 200, answer.text
    return answer.json()


def begin(client: httpx.Client, *orders: str) -> None:
    """The orders are released; 100 kg of steel are in S-1, and 100 in S-2."""
    for order in orders:
        done(client, "work-orders/create", work_order=order, product="GEAR", quantity_pcs=50)
        done(client, "work-orders/release", work_order=order)
    for lot in ("S-1", "S-2"):
        done(client, "lots/receive", lot=lot, quantity="100", **STEEL)


def test_two_orders_compete_for_a_lot(client: httpx.Client) -> None:
    begin(client, "WO-1", "WO-2")
    done(client, "work-orders/reserve-lot", work_order="WO-1", lot="S-1", quantity="80")
    competing = {"work_order": "WO-2", "lot": "S-1", "quantity": "21"}
    assert refused(client, "work-orders/reserve-lot", **competing) == (409, "not_free")
    assert refused(client, "work-orders/consume-lot", **competing) == (409, "reserved_for_others")
    after = done(client, "work-orders/consume-lot", **competing | {"quantity": "20"})
    for_2 = asked(client, "/suggestion", after, material="steel", quantity="50", work_order="WO-2")
    assert [(lot["lot"], lot["quantity"]) for lot in for_2["lots"]] == [("S-2", "50")]
    for_1 = asked(client, "/suggestion", after, material="steel", quantity="90", work_order="wo-1")
    assert [(lot["lot"], lot["quantity"]) for lot in for_1["lots"]] == [("S-1", "80"), ("S-2", "10")]
    assert asked(client, "/suggestion", after, material="STEEL", quantity="500")["short"] == "400"
    (reserved,) = asked(client, "/reservations", after, work_order="wo-1")
    assert (reserved["lot"], reserved["outstanding"], reserved["short"], reserved["on_hand"]) == (
        "S-1",
        "80",
        "0",
        "80",
    )


def test_eight_at_once_never_take_what_is_reserved(served: Served, mine: Organization) -> None:
    """70 of 100 kg are reserved. Each station asks four times for 3 kg for another order: ten times there is enough."""

    def station(number: int) -> list[int]:
        with served.client(mine) as client:
            body = {"work_order": "WO-2", "lot": "S-1", "quantity": "3", "reason": f"station {number}"}
            answers = [send(client, "work-orders/consume-lot", **body) for _ in range(4)]
        assert {a.json()["code"] for a in answers if a.status_code == 409} <= {"reserved_for_others"}
        return [answer.status_code for answer in answers]

    with served.client(mine) as client:
        begin(client, "WO-1", "WO-2")
        done(client, "work-orders/reserve-lot", work_order="WO-1", lot="S-1", quantity="70")
        with ThreadPoolExecutor(STATIONS) as stations:
            answers = [status for each in stations.map(station, range(STATIONS)) for status in each]
        assert (answers.count(200), answers.count(409)) == (10, 22)
        done(client, "work-orders/consume-lot", work_order="WO-1", lot="S-1", quantity="70")


def test_an_order_that_is_completed_frees_what_it_reserved(client: httpx.Client) -> None:
    begin(client, "WO-1")
    done(client, "work-orders/start", work_order="WO-1")
    done(client, "work-orders/reserve-lot", work_order="WO-1", lot="S-1", quantity="80")
    done(client, "work-orders/consume-lot", work_order="WO-1", lot="S-1", quantity="30")
    after = done(client, "work-orders/complete", work_order="WO-1")
    assert asked(client, "/reservations", after) == []
    (sums,) = asked(client, "/materials", after)
    assert (sums["available"], sums["reserved"]) == ("170", "0")
    done(client, "lots/ship", lot="S-1", quantity="70", customer="C-1")


def test_what_was_taken_without_a_network_and_is_reserved_for_another_is_set_aside(client: httpx.Client) -> None:
    begin(client, "WO-1", "WO-2")
    done(client, "work-orders/reserve-lot", work_order="WO-1", lot="S-1", quantity="80")
    body = {"work_order": "WO-2", "lot": "S-1", "quantity": "50"}
    made = {"id": str(uuid7()), "command": "work_orders.consume_lot", "device_seq": 1, "body": body}
    (answer,) = client.post("/api/v1/commands", json={"device": "phone 3", "commands": [made]}).json()
    assert (answer["status"], answer["problem"]["code"]) == (202, "reserved_for_others")
    after = f"pending_commands:{made['id']}@1"
    found = client.get(f"/api/v1/pending-commands/{made['id']}", params={"after": after}).json()
    assert (found["status"], found["code"]) == ("open", "reserved_for_others")


def test_what_is_reserved_for_an_order_is_not_delivered_to_a_customer(client: httpx.Client) -> None:
    begin(client, "WO-1")
    done(client, "work-orders/reserve-lot", work_order="WO-1", lot="S-1", quantity="80")
    done(client, "customers/register", customer="C-1", name="Customer 1")
    line = {"line": 1, "product": "STEEL", "quantity": "50", "unit": "kg"}
    done(client, "sales-orders/create", sales_order="SO-1", customer="C-1", lines=[line])
    delivery = {"sales_order": "SO-1", "line": 1, "lot": "S-1", "delivery": "D-1"}
    assert refused(client, "sales-orders/deliver", **delivery, quantity="21") == (409, "reserved_for_others")
    done(client, "sales-orders/deliver", **delivery, quantity="20")


def test_a_supervisor_reserves_and_an_operator_takes(served: Served, mine: Organization) -> None:
    with served.client(mine) as client:
        begin(client, "WO-1")
    wish = {"work_order": "WO-1", "lot": "S-1", "quantity": "5"}
    with served.client(mine, "operator") as operator, served.client(mine, "supervisor") as supervisor:
        assert send(operator, "work-orders/reserve-lot", **wish).status_code == 403
        after = done(supervisor, "work-orders/reserve-lot", **wish)
        assert len(asked(operator, "/reservations", after)) == 1
        assert send(operator, "work-orders/release-reservation", work_order="WO-1", lot="S-1").status_code == 403
        done(operator, "work-orders/consume-lot", **wish)
        done(supervisor, "work-orders/release-reservation", work_order="WO-1", lot="S-1")
