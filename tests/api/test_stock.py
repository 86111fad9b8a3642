"""The stock over a real port: issued by many at once, suggested, corrected, and who may do what."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.api.conftest import Served, done, send
from tests.conftest import Organization

STATIONS = 8
STEEL = {"material": "STEEL", "unit": "kg"}


def begin(client: httpx.Client) -> None:
    """The order WO-1 is released; 100 kg of steel are in S-1."""
    done(client, "work-orders/create", work_order="WO-1", product="GEAR", quantity_pcs=50)
    done(client, "work-orders/release", work_order="WO-1")
    done(client, "lots/receive", lot="S-1", quantity="100", **STEEL)


def asked(client: httpx.Client, question: str, after: dict[str, int], **parameters: Any) -> Any:
    stream, version = max(after.items())
    answer = client.get(f"/api/v1/stock{question}", params={"after": f"{stream}@{version}", **parameters})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_eight_stations_that_issue_one_lot_at_once_never_overdraw_it(served: Served, mine: Organization) -> None:
    """Each of them asks ten times for 3 kg: 33 times there is enough, and whoever is refused is told so."""

    def station(number: int) -> list[int]:
        with served.client(mine) as client:
            body = {"work_order": "WO-1", "lot": "S-1", "quantity": "3", "reason": f"station {number}"}
            answers = [send(client, "work-orders/consume-lot", **body) for _ in range(10)]
        assert {a.json()["code"] for a in answers if a.status_code == 409} <= {"not_enough"}
        return [answer.status_code for answer in answers]

    with served.client(mine) as client:
        begin(client)
        with ThreadPoolExecutor(STATIONS) as stations:
            answers = [status for each in stations.map(station, range(STATIONS)) for status in each]
        assert (answers.count(200), answers.count(409)) == (33, 47)
        last = {"lots:S-1": 34}
        (lot,) = asked(client, "", last)
        assert (lot["lot"], lot["on_hand"], lot["version"]) == ("S-1", "1", 34)
        assert len(asked(client, "/movements", last, lot="S-1")) == 34


def test_what_is_suggested_may_be_passed_over_with_a_reason(client: httpx.Client) -> None:
    begin(client)
    after = done(client, "lots/receive", lot="S-2", quantity="10", expires_at="2099-01-01T00:00:00Z", **STEEL)
    found = asked(client, "/suggestion", after, material="STEEL", quantity="15")
    assert [(lot["lot"], lot["quantity"]) for lot in found["lots"]] == [("S-2", "10"), ("S-1", "5")]
    body = {"work_order": "WO-1", "lot": "S-1", "quantity": "5", "suggested_lot": found["lots"][0]["lot"]}
    refused = send(client, "work-orders/consume-lot", **body)
    assert (refused.status_code, refused.json()["code"]) == (409, "override_reason_needed")
    after = done(client, "work-orders/consume-lot", **body, override_reason="S-2 is buried")
    taken = asked(client, "/movements", {"lots:S-1": after["lots:S-1"]}, lot="S-1")[0]
    assert (taken["suggested_lot"], taken["override_reason"]) == ("S-2", "S-2 is buried")


def test_a_correction_shows_both_sides_and_who_made_it(client: httpx.Client) -> None:
    begin(client)
    done(client, "work-orders/consume-lot", work_order="WO-1", lot="S-1", quantity="30")
    body = {"lot": "S-1", "movement": 2, "quantity": "28.5", "why": "weighed again"}
    corrected = done(client, "corrections/correct-movement", **body)
    assert corrected == {"lots:S-1": 3, "work_orders:WO-1": 4}
    (shown,) = asked(client, "/movements", {"lots:S-1": 3}, corrected=True)
    assert (shown["movement"], shown["quantity"], shown["original"]["quantity"]) == ("lots:S-1@2", "28.5", "30")
    assert (shown["corrected_why"], shown["struck"]) == ("weighed again", False)
    assert shown["corrected_by"] == shown["by_user"]
    assert asked(client, "/materials", {"lots:S-1": 3})[0]["available"] == "71.5"
    over = send(client, "corrections/correct-movement", lot="S-1", movement=1, quantity="20", why="weighed again")
    assert (over.status_code, over.json()["code"]) == (409, "stock_would_fall_short")
    assert "8.5 kg of lot S-1 would have been missing" in over.json()["detail"]


def test_an_operator_issues_and_a_supervisor_corrects(served: Served, mine: Organization) -> None:
    with served.client(mine, "supervisor") as boss, served.client(mine, "operator") as operator:
        begin(boss)
        done(operator, "work-orders/consume-lot", work_order="WO-1", lot="S-1", quantity="30")
        done(operator, "work-orders/return-material", work_order="WO-1", lot="S-1", quantity="5")
        refusals: tuple[tuple[str, dict[str, Any]], ...] = (
            ("corrections/correct-movement", {"lot": "S-1", "movement": 1, "quantity": "90", "why": "weighed"}),
            ("lots/return-to-supplier", {"lot": "S-1", "quantity": "1", "reason": "rust"}),
            ("lots/return-from-customer", {"lot": "S-1", "quantity": "1", "customer": "C", "reason": "rust"}),
            ("inventory/register-storage-location", {"location": "Rack 1"}),
            ("inventory/set-negative-stock", {"negative_stock": "flag"}),
        )
        for route, body in refusals:
            refused = send(operator, route, **body)
            assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted"), route
        done(boss, "inventory/register-storage-location", location="Rack 1")
        elsewhere = send(operator, "lots/move", lot="S-1", location="Rack 9")
        assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "storage_location_not_registered")
        done(operator, "lots/move", lot="S-1", location="Rack 1")
        assert operator.get("/api/v1/stock/storage-locations").status_code == 200
