"""Who works in the demo plant: badges and roles, certificates of which one has run out, hours, and who is on a job now."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from unison.demo.defining import Step

BADGES = (("B-101", "turner"), ("B-102", "turner"), ("B-103", "miller"), ("B-104", "finisher"), ("B-105", "sawyer"))
RATES = (("turner", "38.50"), ("miller", "39.20"), ("finisher", "36"), ("sawyer", "34"))
"""EUR an hour of a role."""


def operators(begin: datetime, until: datetime, plant: str) -> Iterator[Step]:
    for badge, role in BADGES:
        yield begin, "labor.register_operator", {"operator": badge, "role": role, "plant": plant}
    for role, rate in RATES:
        yield begin, "labor.set_rate", {"role": role, "rate_per_hour": rate, "valid_from": begin}
    raised = {"role": "turner", "rate_per_hour": "39.90", "valid_from": begin + timedelta(days=8)}
    yield begin + timedelta(days=7), "labor.set_rate", raised
    for badge, certificate, days in (("B-101", "lathe", 400), ("B-102", "lathe", -2), ("B-104", "acid bath", 20)):
        valid = {"valid_from": begin - timedelta(days=300), "expires_at": until + timedelta(days=days)}
        yield begin, "labor.grant_certificate", {"operator": badge, "certificate": certificate, **valid}
    yield begin, "labor.grant_certificate", {"operator": "B-103", "certificate": "forklift", "valid_from": begin}
    lost = {"operator": "B-103", "certificate": "forklift", "reason": "the yearly instruction was missed"}
    yield begin + timedelta(days=9), "labor.revoke_certificate", lost


def hours_of(number: int, order: str, start: datetime) -> Iterator[Step]:
    """Two operators on an order of the last days, each with a break; one clocked off an hour late."""
    for place, badge in enumerate((BADGES[number % 2][0], BADGES[2 + number % 3][0])):
        begun = start + timedelta(minutes=20 * place)
        ended = begun + timedelta(hours=3, minutes=10 * (number % 4))
        entry = f"{order} {badge}"
        time = {"operator": badge, "entry": entry, "work_order": order, "started_at": begun, "ended_at": ended}
        yield ended, "labor.record_time", {**time, "breaks_s": 900}
        if number == 5 and place == 0:
            fixed = {**time, "ended_at": ended - timedelta(hours=1), "breaks_s": 900, "why": "forgot to clock off"}
            yield ended + timedelta(hours=2), "labor.correct_time", fixed
        if number == 7 and place == 1:
            struck = {"operator": badge, "entry": entry, "why": "told by the wrong badge"}
            yield ended + timedelta(hours=1), "labor.strike_time", struck


def at_work(begun: datetime) -> Iterator[Step]:
    """B-101 minds two lathes at once and shares the time; one setup was clocked off between."""
    yield begun, "labor.start_job", {"operator": "B-105", "work_order": "WO-1019", "operation": "cutting"}
    yield begun + timedelta(minutes=20), "labor.start_break", {"operator": "B-105"}
    yield begun + timedelta(minutes=30), "labor.end_break", {"operator": "B-105"}
    expired = {"operator": "B-102", "work_order": "WO-1020", "operation": "turning", "equipment": "Lathe 1"}
    why = "the renewal is on Friday; the foreman looks on"
    yield begun + timedelta(minutes=65), "labor.start_job_with_override", {**expired, "override_reason": why}
    yield begun + timedelta(minutes=118), "labor.end_job", {"operator": "B-102"}
    yield begun + timedelta(minutes=50), "labor.end_job", {"operator": "B-105"}
    turning = {"work_order": "WO-1019", "operation": "turning", "equipment": "Lathe 2"}
    yield begun + timedelta(minutes=52), "labor.start_job", {"operator": "B-101", "activity": "setup", **turning}
    yield begun + timedelta(minutes=75), "labor.end_job", {"operator": "B-101"}
    yield begun + timedelta(minutes=75), "labor.start_job", {"operator": "B-101", **turning}
    beside = {"work_order": "WO-1019", "operation": "turning", "equipment": "Lathe 1"}
    yield begun + timedelta(minutes=120), "labor.start_job", {"operator": "B-101", **beside}
    yield begun + timedelta(minutes=200), "labor.start_break", {"operator": "B-101", "kind": "lunch"}
    yield begun + timedelta(minutes=100), "labor.start_job", {"operator": "B-103", "activity": "indirect"}
