"""An operator with certificates, jobs and breaks; one who has left."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.samples import Samples, Told


def story(at: datetime) -> Iterator[Told]:
    """Time on an order of its own."""
    hour = {"started_at": at - timedelta(hours=2), "ended_at": at - timedelta(hours=1)}
    valid = {"valid_from": at, "expires_at": at + timedelta(days=9)}
    operator, order = {"operator": "XB-1"}, {"work_order": "XW-5"}
    yield "work_orders.create", {**order, "product": "Gear", "quantity_pcs": 5, "occurred_at": at - timedelta(days=1)}
    yield "work_orders.release", order
    yield "work_orders.start", order
    yield "labor.register_operator", {**operator, "role": "turner"}
    yield "labor.change_operator", {**operator, "role": "fitter"}
    yield "labor.grant_certificate", {**operator, "certificate": "crane", **valid}
    yield "labor.revoke_certificate", {**operator, "certificate": "crane", "reason": "accident"}
    yield "labor.grant_certificate", {**operator, "certificate": "lathe", **valid}
    yield "labor.set_rate", {"role": "fitter", "rate_per_hour": "42", "valid_from": at - timedelta(days=1)}
    yield "labor.start_job", {**operator, **order, "operation": "10", "entry": "XT-1"}
    yield "labor.start_job", {**operator, **order, "operation": "20", "entry": "XT-3"}
    yield "labor.start_break", operator
    yield "labor.end_break", operator
    yield "labor.end_job", {**operator, "entry": "XT-3"}
    yield "labor.end_job", {**operator, "all": True}
    yield "labor.record_time", {**operator, **order, "entry": "XT-2", **hour}
    yield "labor.record_time", {**operator, **order, "entry": "XT-4", **hour}
    yield "labor.correct_time", {**operator, **order, "entry": "XT-2", "breaks_s": 600, "why": "b", **hour}
    yield "labor.strike_time", {**operator, "entry": "XT-2", "why": "typed twice"}
    yield "labor.start_job_with_override", {**operator, **order, "override_reason": "alone"}
    yield "labor.register_operator", {"operator": "XB-2", "role": "fitter"}
    yield "labor.retire_operator", {"operator": "XB-2"}


SAMPLES = Samples(
    story=story,
    theirs={"operator": "XB-1"},
    any={"entry": "XT-1", "all": False, "certificate": "lathe", "override_reason": "o", "expiring_within_days": None},
    needed=dict.fromkeys(
        ("labor.start_job", "labor.start_job_with_override", "labor.record_time", "labor.correct_time"), ("work_order",)
    ),
    of_the_organization=frozenset({"labor.set_rate"}),
    elsewhere={
        "/api/v1/labor/hours": {"by": "operator", "work_order": "XW-5"},
        "/api/v1/labor/entries": {"work_order": "XW-5"},
    },
    marks=("XB-1",),
)
