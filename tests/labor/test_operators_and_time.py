"""Operators, certificates, jobs with breaks, time told afterwards and corrected."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, later, reads_back, state_after
from unison.labor.domain import decisions
from unison.labor.domain.decisions import (
    RECORDED_ANEW,
    BreaksTooLong,
    CertificateExpired,
    CertificateMissing,
    EndForgotten,
    EndsBeforeItStarts,
    EndsLater,
    EntryExists,
    ExpiresBeforeValid,
    JobRunning,
    NoJobRunning,
    NotForOrder,
    NotHeld,
    NotOnBreak,
    OnBreak,
    OperatorIsRetired,
    OperatorUnchanged,
    OrderNeeded,
    OtherOrder,
    TimeOverlaps,
    TooLong,
    UnknownEntry,
)
from unison.labor.domain.facts import (
    BreakEnded,
    BreakStarted,
    CertificateGranted,
    CertificateRevoked,
    JobEnded,
    JobStarted,
    LaborActivity,
    OperatorChanged,
    OperatorRegistered,
    OperatorRetired,
    RateSet,
    TimeCorrected,
    TimeRecorded,
    TimeStruck,
)
from unison.labor.domain.state import OPERATOR, RATES, Spent
from unison.shared.events import Fact

BADGE = OperatorRegistered(role="turner", plant="main")
KEY = {"key": "B-1"}
TURNING = Spent(activity=LaborActivity.PRODUCTION, work_order="WO-1", operation="turning")
INDIRECT = Spent(activity=LaborActivity.INDIRECT)
STARTED = JobStarted(entry="E-1", started_at=AT, **vars(TURNING))
WHO: dict[str, Any] = {"role": "turner", "plant": "main"}
LATEST = {"latest": later(hours=20)}


def told(entry: str, begin: float, end: float, on: Spent = TURNING, breaks_s: int = 0) -> TimeRecorded:
    times = {"started_at": later(hours=begin), "ended_at": later(hours=end), "breaks_s": Decimal(breaks_s)}
    return TimeRecorded(entry=entry, **times, **WHO, **vars(on))


def new_command(begin: float, end: float, on: Spent = TURNING, breaks_s: int = 0, entry: str = "E-9") -> dict[str, Any]:
    times = {"started_at": later(hours=begin), "ended_at": later(hours=end), "breaks_s": Decimal(breaks_s)}
    return {"entry": entry, "on": on, **times, **LATEST, **KEY}


@pytest.mark.parametrize("kind", facts_of(OPERATOR))
def test_every_fact_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(BADGE, kind)


def test_a_rate_reads_back_and_is_known() -> None:
    reads_back(RateSet)
    is_known_after(RateSet(role="turner", rate_per_hour=Decimal(40), valid_from=AT), RateSet)
    with pytest.raises(TypeError):
        RATES.evolve(None, BADGE, AT)


def test_an_operator_is_changed_and_retired() -> None:
    given(BADGE).when(decisions.change, role="fitter", plant=None, **KEY).then(
        OperatorChanged(role="fitter", plant="main")
    )
    given(BADGE).when(decisions.change, role="turner", plant=None, **KEY).then_refused(OperatorUnchanged)
    given(BADGE).when(decisions.retire, reason=None, **KEY).then(OperatorRetired())
    gone = given(BADGE, OperatorRetired())
    gone.when(decisions.start_job, entry="E-1", on=TURNING, at=AT, **KEY).then_refused(OperatorIsRetired, saying="B-1")
    gone.when(decisions.record_time, **new_command(0, 1)).then_refused(OperatorIsRetired)
    given(BADGE, STARTED).when(decisions.retire, reason=None, **KEY).then_refused(JobRunning, saying="WO-1")


def test_a_job_with_a_break_is_one_entry_without_the_break() -> None:
    given(BADGE).when(decisions.start_job, entry="E-1", on=TURNING, at=AT, **KEY).then(STARTED)
    rested = (BreakStarted(kind="lunch", started_at=later(hours=1)), BreakEnded(ended_at=later(hours=1.5)))
    ended = JobEnded(
        entry="E-1", started_at=AT, ended_at=later(hours=3), breaks_s=Decimal("1800.0"), **WHO, **vars(TURNING)
    )
    given(BADGE, STARTED, *rested).when(decisions.end_job, at=later(hours=3), **KEY).then(ended)
    operator = state_after(BADGE, STARTED, *rested, ended)
    assert (operator.job, operator.entries["E-1"].ended_at) == (None, later(hours=3))


def test_a_break_that_goes_on_ends_with_the_job() -> None:
    order = (BADGE, STARTED, BreakStarted(kind="lunch", started_at=later(hours=1)))
    given(*order).when(decisions.end_job, at=later(hours=2), **KEY).then(
        JobEnded(
            entry="E-1", started_at=AT, ended_at=later(hours=2), breaks_s=Decimal("3600.0"), **WHO, **vars(TURNING)
        )
    )
    given(*order).when(decisions.end_job, at=later(hours=0.5), **KEY).then_refused(EndsBeforeItStarts)


def test_jobs_and_breaks_come_one_after_another() -> None:
    idle, working = given(BADGE), given(BADGE, STARTED)
    working.when(decisions.start_job, entry="E-2", on=TURNING, at=later(hours=1), **KEY).then_refused(
        JobRunning, "on WO-1"
    )
    resting = given(BADGE, STARTED, BreakStarted(kind="lunch", started_at=AT))
    resting.when(decisions.start_break, kind="lunch", at=AT, **KEY).then_refused(OnBreak)
    working.when(decisions.end_break, at=AT, **KEY).then_refused(NotOnBreak)
    for decide, more in (
        (decisions.start_break, {"kind": "lunch"}),
        (decisions.end_break, {}),
        (decisions.end_job, {}),
    ):
        idle.when(decide, at=AT, **more, **KEY).then_refused(NoJobRunning)
    working.when(decisions.end_job, at=AT - timedelta(minutes=1), **KEY).then_refused(EndsBeforeItStarts)


def test_only_indirect_time_is_for_no_order() -> None:
    given(BADGE).when(decisions.record_time, **new_command(0, 1, INDIRECT)).then(told("E-9", 0, 1, INDIRECT))
    none = Spent(activity=LaborActivity.SETUP)
    given(BADGE).when(decisions.record_time, **new_command(0, 1, none)).then_refused(OrderNeeded)
    both = Spent(activity=LaborActivity.INDIRECT, work_order="WO-1")
    given(BADGE).when(decisions.record_time, **new_command(0, 1, both)).then_refused(NotForOrder)


def test_times_may_touch_and_not_overlap() -> None:
    busy = given(BADGE, told("E-1", 2, 4))
    for begin, end in ((1, 2), (4, 5)):
        busy.when(decisions.record_time, **new_command(begin, end)).then(told("E-9", begin, end))
    for begin, end in ((1, 3), (3, 5), (2.5, 3), (1, 5), (2, 4)):
        busy.when(decisions.record_time, **new_command(begin, end)).then_refused(TimeOverlaps, saying="E-1")
    busy.when(decisions.start_job, entry="E-2", on=TURNING, at=later(hours=3), **KEY).then_refused(TimeOverlaps)
    busy.when(decisions.start_job, entry="E-2", on=TURNING, at=later(hours=1), **KEY).then_refused(
        TimeOverlaps, saying="E-1"
    )
    busy.when(decisions.record_time, **new_command(5, 6, entry="E-1")).then_refused(EntryExists)
    given(BADGE, STARTED).when(decisions.record_time, **new_command(1, 2)).then_refused(JobRunning)


def test_time_that_cannot_be_is_refused() -> None:
    idle = given(BADGE)
    idle.when(decisions.record_time, **new_command(3, 2)).then_refused(EndsBeforeItStarts)
    idle.when(decisions.record_time, **new_command(19, 21)).then_refused(EndsLater)
    idle.when(decisions.record_time, **new_command(-6, 19)).then_refused(TooLong)
    idle.when(decisions.record_time, **new_command(0, 1, breaks_s=3601)).then_refused(BreaksTooLong)
    given(BADGE, STARTED).when(decisions.end_job, at=later(hours=24.1), **KEY).then_refused(
        EndForgotten, saying="24 hours"
    )


def test_an_entry_is_corrected_for_its_order_and_struck() -> None:
    busy = given(BADGE, told("E-1", 2, 4), told("E-2", 5, 6))
    right = new_command(2, 5, breaks_s=600, entry="E-1")
    busy.when(decisions.correct_time, why="late", **right).then(
        TimeCorrected(why="late", **vars(told("E-1", 2, 5, breaks_s=600)))
    )
    busy.when(decisions.correct_time, why="late", **new_command(2, 5.5, entry="E-1")).then_refused(
        TimeOverlaps, saying="E-2"
    )
    busy.when(decisions.correct_time, why="late", **new_command(2, 5, entry="E-7")).then_refused(UnknownEntry)
    other = Spent(activity=LaborActivity.PRODUCTION, work_order="WO-2")
    busy.when(decisions.correct_time, why="late", **new_command(2, 4, other, entry="E-1")).then_refused(
        OtherOrder, "WO-1"
    )
    struck = TimeStruck(entry="E-1", why="twice", started_at=later(hours=2), work_order="WO-1", **WHO)
    busy.when(decisions.strike_time, entry="E-1", why="twice", **KEY).then(struck)
    given(BADGE, told("E-1", 2, 4), struck).when(decisions.record_time, **new_command(2, 4)).then(told("E-9", 2, 4))
    anew = given(BADGE, told("E-1", 2, 4), struck)
    again = TimeCorrected(why=RECORDED_ANEW, **vars(told("E-1", 2, 4)))
    anew.when(decisions.record_time, **new_command(2, 4, entry="E-1")).then(again)
    anew.when(decisions.record_time, **new_command(2, 4, other, entry="E-1")).then_refused(EntryExists, saying="E-1")
    anew.when(decisions.strike_time, entry="E-1", why="twice", **KEY).then_refused(UnknownEntry)


def test_time_keeps_the_role_that_did_it() -> None:
    moved = given(BADGE, told("E-1", 2, 4), OperatorChanged(role="miller", plant="north"))
    moved.when(decisions.correct_time, why="late", **new_command(2, 5, entry="E-1")).then(
        TimeCorrected(why="late", **vars(told("E-1", 2, 5)))
    )
    struck = TimeStruck(entry="E-1", why="twice", started_at=later(hours=2), work_order="WO-1", **WHO)
    moved.when(decisions.strike_time, entry="E-1", why="twice", **KEY).then(struck)


def test_an_operator_s_state_does_not_grow_for_ever() -> None:
    old, new = told("E-1", 0, 1), told("E-2", 24 * 62 + 2, 24 * 62 + 3)
    assert set(state_after(BADGE, old, new).entries) == {"E-2"}


GRANTED = CertificateGranted(certificate="lathe", valid_from=AT, expires_at=later(hours=8))
NEEDED: dict[str, Any] = {"operation": "turning", "needed": ("lathe",), **KEY}


def test_an_operation_takes_certificates_that_are_valid_then() -> None:
    operator = state_after(BADGE, GRANTED)
    decisions.check_certificates(operator, at=later(hours=7.9), **NEEDED)
    with pytest.raises(CertificateExpired, match="was valid until 2026-03-02T16:00"):
        decisions.check_certificates(operator, at=later(hours=8), **NEEDED)
    for who, at in ((operator, AT - timedelta(seconds=1)), (state_after(BADGE), AT)):
        with pytest.raises(CertificateMissing, match="B-1 does not hold lathe, which turning needs"):
            decisions.check_certificates(who, at=at, **NEEDED)


def test_certificates_are_granted_renewed_and_revoked() -> None:
    renewed: dict[str, Any] = {"certificate": "lathe", "valid_from": later(hours=8), "expires_at": None}
    given(BADGE, GRANTED).when(decisions.grant, **renewed, **KEY).then(CertificateGranted(**renewed))
    wrong = {**renewed, "expires_at": later(hours=8)}
    given(BADGE).when(decisions.grant, **wrong, **KEY).then_refused(ExpiresBeforeValid)
    revoked = CertificateRevoked(certificate="lathe", reason="accident")
    given(BADGE, GRANTED).when(decisions.revoke, certificate="lathe", reason="accident", **KEY).then(revoked)
    given(BADGE, GRANTED, revoked).when(decisions.revoke, certificate="lathe", reason="r", **KEY).then_refused(NotHeld)
