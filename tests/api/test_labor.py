"""Clocking on and off, hours, certificates, and what an order's labor costs, over HTTP."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.api.conftest import previewed, send
from tests.spine import uuid7

NOW = datetime.now(UTC).replace(microsecond=0)


def ago(hours: float) -> str:
    return (NOW - timedelta(hours=hours)).isoformat()


@pytest.fixture
def order(client: httpx.Client) -> str:
    order = f"W-{uuid7()}"
    turning = {"operation": "turning", "sequence": 10, "certificates": ["lathe"]}
    plan: dict[str, Any] = {"product": "Gear", "quantity_pcs": 10, "operations": [turning]}
    assert send(client, "work-orders/create", work_order=order, **plan).status_code == 201
    assert send(client, "work-orders/release", work_order=order).status_code == 200
    return order


@pytest.fixture
def badge(client: httpx.Client) -> str:
    badge = f"B-{uuid7()}"
    assert send(client, "labor/register-operator", operator=badge, role="turner").status_code == 201
    return badge


def asked(client: httpx.Client, view: str, told: httpx.Response, **wanted: Any) -> Any:
    assert told.status_code in (200, 201), told.text
    last = told.json()["streams"][-1]
    after = f"{last['stream']}@{last['version']}"
    found = client.get(f"/api/v1/{view}", params={"after": after, **wanted})
    assert found.status_code == 200, found.text
    return found.json()


def test_an_operator_clocks_on_rests_and_clocks_off(client: httpx.Client, order: str, badge: str) -> None:
    client.timeout = 20
    job = {"operator": badge, "work_order": order, "entry": f"E-{badge}"}
    running = asked(client, "labor/running", send(client, "labor/start-job", occurred_at=ago(3), **job))
    (mine,) = [each for each in running if each["operator"] == badge]
    assert (mine["work_order"], mine["break_since"]) == (order, None)
    resting = asked(
        client, "labor/running", send(client, "labor/start-break", operator=badge, kind="lunch", occurred_at=ago(2))
    )
    assert [each["break_kind"] for each in resting if each["operator"] == badge] == ["lunch"]
    send(client, "labor/end-break", operator=badge, occurred_at=ago(1.5))
    done = send(client, "labor/end-job", operator=badge, occurred_at=ago(1))
    (hours,) = asked(client, "labor/hours", done, work_order=order, by=["order", "operator"])
    assert (hours["operator"], Decimal(hours["paid_s"]), Decimal(hours["breaks_s"])) == (badge, 5400, 1800)
    assert all(each["operator"] != badge for each in asked(client, "labor/running", done))


def test_who_is_on_two_jobs_at_once_is_asked_shares_the_time_and_clocks_off_one_or_all(
    client: httpx.Client, order: str, badge: str
) -> None:
    """Two hours on both, with half an hour of break."""
    client.timeout = 20
    job = {"operator": badge, "work_order": order}
    send(client, "labor/start-job", occurred_at=ago(3), entry=f"E-1{badge}", **job)
    twice = send(client, "labor/start-job", occurred_at=ago(3), **job)
    assert (twice.status_code, twice.json()["code"]) == (409, "job_running")
    both = send(client, "labor/start-job", occurred_at=ago(3), entry=f"E-2{badge}", activity="setup", **job)
    assert [each["code"] for each in both.json()["warnings"]] == ["another_job_running"]
    send(client, "labor/start-break", operator=badge, occurred_at=ago(2))
    on = send(client, "labor/end-break", operator=badge, occurred_at=ago(1.5))
    mine = [each for each in asked(client, "labor/running", on) if each["operator"] == badge]
    assert [(each["entry"], each["at_once"]) for each in mine] == [(f"E-1{badge}", 2), (f"E-2{badge}", 2)]
    which = send(client, "labor/end-job", operator=badge, occurred_at=ago(1))
    assert (which.status_code, which.json()["code"]) == (409, "several_jobs")
    assert f"entry E-2{badge}" in which.json()["detail"]
    send(client, "labor/end-job", operator=badge, entry=f"e-1{badge}", occurred_at=ago(1))
    done = send(client, "labor/end-job", operator=badge, all=True, occurred_at=ago(1))
    hours = asked(client, "labor/hours", done, operator=badge, by=["activity"])
    assert {(each["activity"], Decimal(each["paid_s"]), Decimal(each["breaks_s"])) for each in hours} == {
        ("production", 45 * 60, 15 * 60), ("setup", 45 * 60, 15 * 60),
    }  # fmt: skip
    again = {"operator": badge, "activity": "indirect", "started_at": ago(2.5), "ended_at": ago(2)}
    late = send(client, "labor/record-time", **again)
    assert [each["code"] for each in late.json()["warnings"]] == ["time_overlaps"]
    hours = asked(client, "labor/hours", late, operator=badge, by=["activity"])
    assert {each["activity"]: Decimal(each["paid_s"]) for each in hours} == {
        "indirect": 600, "production": 40 * 60, "setup": 40 * 60,
    }  # fmt: skip


def test_a_certificate_opens_an_operation_and_a_supervisor_may_override(
    client: httpx.Client, order: str, badge: str
) -> None:
    job = {"operator": badge, "work_order": order, "operation": "turning"}
    refused = send(client, "labor/start-job", **job)
    assert (refused.status_code, refused.json()["code"]) == (409, "certificate_missing")
    overridden = send(client, "labor/start-job-with-override", override_reason="nobody else is here", **job)
    running = asked(client, "labor/running", overridden)
    assert [r["override_reason"] for r in running if r["operator"] == badge] == ["nobody else is here"]
    send(client, "labor/end-job", operator=badge)
    held = {"certificate": "lathe", "valid_from": ago(1000), "expires_at": (NOW + timedelta(days=5)).isoformat()}
    granted = send(client, "labor/grant-certificate", operator=badge, **held)
    soon = asked(client, "labor/certificates", granted, expiring_within_days=10)
    assert [(c["certificate"], c["expired"]) for c in soon if c["operator"] == badge] == [("lathe", False)]
    assert all(c["operator"] != badge for c in asked(client, "labor/certificates", granted, expiring_within_days=2))
    assert send(client, "labor/start-job", **job).status_code == 200


def test_an_order_bears_the_paid_time_at_the_rate_of_then(client: httpx.Client, order: str, badge: str) -> None:
    role = f"role {badge}"
    send(client, "labor/change-operator", operator=badge, role=role)
    time = {"operator": badge, "work_order": order, "entry": f"E-{badge}", "started_at": ago(5), "ended_at": ago(3)}
    send(client, "labor/record-time", breaks_s=1800, **time)
    rated = send(client, "labor/set-rate", role=role, rate_per_hour="40", valid_from=ago(100))
    assert Decimal(asked(client, "costing/order", rated, work_order=order)["by_kind"]["labor"]) == 60
    seen = previewed(client, "labor.correct_time", breaks_s=0, why="no break", **time).json()
    assert [Decimal(seen["orders"][0]["charged"][when]) for when in ("before", "after")] == [60, 80]
    fixed = send(client, "labor/correct-time", breaks_s=0, why="no break", **time)
    account = asked(client, "costing/order", fixed, work_order=order)
    assert Decimal(account["by_kind"]["labor"]) == 80
    (entry,) = account["entries"]
    assert (entry["corrected_why"], Decimal(entry["original"]["seconds"])) == ("no break", 5400)
    first, second = asked(client, "labor/entries", fixed, work_order=order)
    assert ([first["stands"], second["stands"]], second["why"]) == ([False, True], "no break")
    named = {"operator": badge, "entry": time["entry"], "why": "another order"}
    seen = previewed(client, "labor.strike_time", **named).json()
    assert Decimal(seen["orders"][0]["charged"]["difference"]) == -80
    unknown = previewed(client, "labor.strike_time", **named | {"entry": "NO"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_entry")
    send(client, "labor/register-operator", operator=f"{badge}-2", role=role)
    beside = send(client, "labor/record-time", **time | {"operator": f"{badge}-2"})
    assert Decimal(asked(client, "costing/order", beside, work_order=order)["charged"]) == 160
    send(client, "labor/strike-time", operator=f"{badge}-2", entry=time["entry"], why="another order")
    struck = send(client, "labor/strike-time", **named)
    assert Decimal(asked(client, "costing/order", struck, work_order=order)["charged"]) == 0
    assert asked(client, "labor/hours", struck, work_order=order) == []


def test_a_preview_shows_the_order_beside_which_gives_or_gets_its_share(
    client: httpx.Client, order: str, badge: str
) -> None:
    other = f"W-{uuid7()}"
    send(client, "work-orders/create", work_order=other, product="Gear", quantity_pcs=1)
    send(client, "work-orders/release", work_order=other)
    send(client, "labor/change-operator", operator=badge, role=f"role {badge}")
    send(client, "labor/set-rate", role=f"role {badge}", rate_per_hour="40", valid_from=ago(100))
    times = {"operator": badge, "started_at": ago(5), "ended_at": ago(3)}
    send(client, "labor/record-time", work_order=order, entry=f"E-{badge}", **times)
    told = {"work_order": other, **times}
    seen = previewed(client, "labor.record_time", **told).json()
    changed = {each["work_order"]: Decimal(each["charged"]["difference"]) for each in seen["orders"]}
    assert changed == {order: -40, other: 40}
    both = send(client, "labor/record-time", **told)
    for name in (order, other):
        assert Decimal(asked(client, "costing/order", both, work_order=name)["charged"]) == 40


def test_a_night_shift_is_in_the_day_it_began_and_breaks_are_shared_out(
    client: httpx.Client, order: str, badge: str
) -> None:
    """The plant's day begins at 06:00 UTC."""
    begin = (NOW - timedelta(days=3)).replace(hour=2, minute=0, second=0)
    times = {"started_at": begin.isoformat(), "ended_at": (begin + timedelta(hours=6)).isoformat()}
    told = send(client, "labor/record-time", operator=badge, work_order=order, breaks_s=1800, **times)
    before, after = asked(client, "labor/hours", told, operator=badge, by="shift")
    assert (before["shift_day"], Decimal(before["paid_s"])) == (
        str((begin - timedelta(days=1)).date()),
        4 * 3600 - 1200,
    )
    assert (after["shift_day"], Decimal(after["paid_s"])) == (str(begin.date()), 2 * 3600 - 600)


def test_nobody_works_on_what_is_not_released(client: httpx.Client, badge: str) -> None:
    order = f"W-{uuid7()}"
    send(client, "work-orders/create", work_order=order, product="Gear", quantity_pcs="1")
    refused = send(client, "labor/start-job", operator=badge, work_order=order)
    assert (refused.status_code, refused.json()["code"]) == (409, "order_not_in_progress")
