"""Operators, certificates, jobs with breaks, time told afterwards and corrected."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, later, reads_back, state_after
from unison.labor.domain import clocking, decisions, telling
from unison.labor.domain.clocking import (
    AnotherJobRunning,
    EndForgotten,
    NoJobRunning,
    NotOnBreak,
    NotOnJob,
    OnBreak,
    SeveralJobs,
    doubts_of_job,
)
from unison.labor.domain.decisions import (
    CertificateExpired,
    CertificateMissing,
    ExpiresBeforeValid,
    NotHeld,
    OperatorUnchanged,
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
    TimeShared,
    TimeStruck,
)
from unison.labor.domain.standing import (
    BreaksTooLong,
    EndsBeforeItStarts,
    EndsLater,
    EntryExists,
    JobRunning,
    NotForOrder,
    OperatorIsRetired,
    OrderNeeded,
    TimeOverlaps,
    TimeSettled,
    TooLong,
    UnknownEntry,
    doubts_of_overlap,
)
from unison.labor.domain.state import OPERATOR, RATES, Spent
from unison.labor.domain.telling import RECORDED_ANEW, OtherOrder
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
    paid_s = Decimal(str((end - begin) * 3600)) - breaks_s
    return TimeRecorded(entry=entry, paid_s=paid_s, rested_s=Decimal(breaks_s), **times, **WHO, **vars(on))


def rest(*, paid_s: int, rested_s: int) -> dict[str, Decimal]:
    """Of somebody who was on nothing else."""
    return {"paid_s": Decimal(paid_s), "rested_s": Decimal(rested_s), "breaks_s": Decimal(rested_s)}


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
    gone.when(clocking.start_job, entry="E-1", on=TURNING, at=AT, **KEY).then_refused(OperatorIsRetired, saying="B-1")
    gone.when(telling.record_time, **new_command(0, 1)).then_refused(OperatorIsRetired)
    given(BADGE, STARTED).when(decisions.retire, reason=None, **KEY).then_refused(JobRunning, saying="WO-1")


def test_a_job_with_a_break_is_one_entry_without_the_break() -> None:
    given(BADGE).when(clocking.start_job, entry="E-1", on=TURNING, at=AT, **KEY).then(STARTED)
    rested = (BreakStarted(kind="lunch", started_at=later(hours=1)), BreakEnded(ended_at=later(hours=1.5)))
    ended = JobEnded(
        entry="E-1", started_at=AT, ended_at=later(hours=3), **rest(paid_s=9000, rested_s=1800), **WHO, **vars(TURNING)
    )
    given(BADGE, STARTED, *rested).when(clocking.end_job, at=later(hours=3), **KEY).then(ended)
    operator = state_after(BADGE, STARTED, *rested, ended)
    assert (operator.jobs, operator.entries["E-1"].ended_at) == ({}, later(hours=3))


def test_a_break_that_goes_on_ends_with_the_job() -> None:
    order = (BADGE, STARTED, BreakStarted(kind="lunch", started_at=later(hours=1)))
    given(*order).when(clocking.end_job, at=later(hours=2), **KEY).then(
        BreakEnded(ended_at=later(hours=2)),
        JobEnded(
            entry="E-1",
            started_at=AT,
            ended_at=later(hours=2),
            **rest(paid_s=3600, rested_s=3600),
            **WHO,
            **vars(TURNING),
        ),
    )
    given(*order).when(clocking.end_job, at=later(hours=0.5), **KEY).then_refused(EndsBeforeItStarts)


def test_jobs_and_breaks_come_one_after_another() -> None:
    idle, working = given(BADGE), given(BADGE, STARTED)
    resting = given(BADGE, STARTED, BreakStarted(kind="lunch", started_at=AT))
    resting.when(clocking.start_break, kind="lunch", at=AT, **KEY).then_refused(OnBreak)
    working.when(clocking.end_break, at=AT, **KEY).then_refused(NotOnBreak)
    for decide, more in (
        (clocking.start_break, {"kind": "lunch"}),
        (clocking.end_break, {}),
        (clocking.end_job, {}),
    ):
        idle.when(decide, at=AT, **more, **KEY).then_refused(NoJobRunning)
    working.when(clocking.end_job, at=AT - timedelta(minutes=1), **KEY).then_refused(EndsBeforeItStarts)


def test_only_indirect_time_is_for_no_order() -> None:
    given(BADGE).when(telling.record_time, **new_command(0, 1, INDIRECT)).then(told("E-9", 0, 1, INDIRECT))
    none = Spent(activity=LaborActivity.SETUP)
    given(BADGE).when(telling.record_time, **new_command(0, 1, none)).then_refused(OrderNeeded)
    both = Spent(activity=LaborActivity.INDIRECT, work_order="WO-1")
    given(BADGE).when(telling.record_time, **new_command(0, 1, both)).then_refused(NotForOrder)


def shared(entry: str, paid_h: float, on: Spent = TURNING) -> TimeShared:
    paid_s = Decimal(str(paid_h * 3600))
    return TimeShared(entry=entry, work_order=on.work_order, breaks_s=Decimal(0), paid_s=paid_s, rested_s=Decimal(0))


def paid(fact: TimeRecorded, hours: float) -> TimeRecorded:
    return replace(fact, paid_s=Decimal(str(hours * 3600)))


def test_times_that_touch_are_whole_and_those_that_overlap_share() -> None:
    busy = given(BADGE, told("E-1", 2, 4))
    for begin, end in ((1, 2), (4, 5)):
        busy.when(telling.record_time, **new_command(begin, end)).then(told("E-9", begin, end))
    for (begin, end), mine, others in (
        ((1, 3), 1.5, 1.5), ((3, 5), 1.5, 1.5), ((2.5, 3), 0.25, 1.75), ((1, 5), 3, 1), ((2, 4), 1, 1),
    ):  # fmt: skip
        both = (paid(told("E-9", begin, end), mine), shared("E-1", others))
        busy.when(telling.record_time, **new_command(begin, end)).then(*both)
    busy.when(telling.record_time, **new_command(5, 6, entry="E-1")).then_refused(EntryExists)


def test_time_beside_other_time_is_asked_about() -> None:
    operator = state_after(BADGE, told("E-1", 2, 4))
    (doubt,) = doubts_of_overlap(operator, "B-1", (later(hours=3), later(hours=5)))
    assert isinstance(doubt, TimeOverlaps)
    assert "entry E-1, on WO-1, turning" in doubt.message
    assert not list(doubts_of_overlap(operator, "B-1", (later(hours=3), later(hours=5)), but="E-1"))
    assert not list(doubts_of_overlap(operator, "B-1", (later(hours=4), later(hours=5))))
    running = state_after(BADGE, STARTED)
    (doubt,) = doubts_of_overlap(running, "B-1", (later(hours=1), later(hours=2)))
    assert "to now already" in doubt.message
    for at, kinds in ((1, [AnotherJobRunning, TimeOverlaps]), (4, [AnotherJobRunning])):
        both = state_after(BADGE, told("E-0", 2, 4), STARTED)
        assert [type(each) for each in doubts_of_job(both, "B-1", later(hours=at))] == kinds


MILLING = Spent(activity=LaborActivity.PRODUCTION, work_order="WO-1", operation="milling", equipment="Mill 1")
SECOND = JobStarted(entry="E-2", started_at=later(hours=1), **vars(MILLING))


def test_several_jobs_run_and_the_very_same_one_does_not_run_twice() -> None:
    working = given(BADGE, STARTED)
    working.when(clocking.start_job, entry="E-2", on=MILLING, at=later(hours=1), **KEY).then(SECOND)
    again = replace(TURNING, operation="TURNING")
    working.when(clocking.start_job, entry="E-2", on=again, at=later(hours=1), **KEY).then_refused(
        JobRunning, "on WO-1, turning"
    )
    working.when(clocking.start_job, entry="E-1", on=MILLING, at=later(hours=1), **KEY).then_refused(EntryExists)
    resting = given(BADGE, STARTED, BreakStarted(kind="lunch", started_at=later(hours=1)))
    resting.when(clocking.start_job, entry="E-2", on=MILLING, at=later(hours=1), **KEY).then_refused(OnBreak)
    earlier = replace(SECOND, started_at=later(hours=0.5))
    resting.when(clocking.start_job, entry="E-2", on=MILLING, at=later(hours=0.5), **KEY).then(earlier)


def ended(entry: str, begin: float, end: float, paid_h: float, on: Spent) -> JobEnded:
    times = {"started_at": later(hours=begin), "ended_at": later(hours=end)}
    return JobEnded(entry=entry, paid_s=Decimal(str(paid_h * 3600)), **times, **WHO, **vars(on))


def test_one_of_several_jobs_ends_or_all_of_them_do() -> None:
    both = given(BADGE, STARTED, SECOND)
    both.when(clocking.end_job, at=later(hours=3), **KEY).then_refused(
        SeveralJobs, "WO-1, turning (entry E-1); WO-1, milling, Mill 1 (entry E-2)"
    )
    both.when(clocking.end_job, entry="E-7", at=later(hours=3), **KEY).then_refused(NotOnJob, saying="E-7")
    first = ended("E-1", 0, 3, 2, TURNING)
    both.when(clocking.end_job, entry="E-1", at=later(hours=3), **KEY).then(first)
    both.when(clocking.end_job, all_jobs=True, at=later(hours=3), **KEY).then(first, ended("E-2", 1, 3, 1, MILLING))
    after = given(BADGE, STARTED, SECOND, first)
    after.when(clocking.end_job, at=later(hours=4), **KEY).then(ended("E-2", 1, 4, 2, MILLING))
    after.when(clocking.end_job, at=later(hours=2), **KEY).then(ended("E-2", 1, 2, 0.5, MILLING), shared("E-1", 2.5))


def test_what_is_struck_or_corrected_gives_the_time_back() -> None:
    both = given(BADGE, paid(told("E-1", 2, 4), 1), paid(told("E-2", 2, 4), 1))
    struck = TimeStruck(entry="E-1", why="twice", started_at=later(hours=2), work_order="WO-1", **WHO)
    both.when(telling.strike_time, entry="E-1", why="twice", **KEY).then(struck, shared("E-2", 2))
    moved = TimeCorrected(why="late", **vars(paid(told("E-1", 3, 5), 1.5)))
    both.when(telling.correct_time, why="late", **new_command(3, 5, entry="E-1")).then(moved, shared("E-2", 1.5))


def test_a_break_rests_all_jobs_and_is_shared_as_the_time_is() -> None:
    lunch = (BreakStarted(kind="lunch", started_at=later(hours=2)), BreakEnded(ended_at=later(hours=2.5)))
    both = given(BADGE, STARTED, SECOND, *lunch)
    first = JobEnded(entry="E-1", started_at=AT, ended_at=later(hours=3), breaks_s=Decimal(1800), paid_s=Decimal(6300),
                     rested_s=Decimal(900), **WHO, **vars(TURNING))  # fmt: skip
    both.when(clocking.end_job, entry="E-1", at=later(hours=3), **KEY).then(first)
    longer = given(BADGE, STARTED, SECOND, lunch[0])
    longer.when(clocking.end_job, entry="E-1", at=later(hours=1.5), **KEY).then(ended("E-1", 0, 1.5, 1.25, TURNING))


def test_what_was_clocked_keeps_its_breaks_at_their_moments_when_the_order_of_things_is_corrected() -> None:
    lunch = (BreakStarted(kind="lunch", started_at=later(hours=1)), BreakEnded(ended_at=later(hours=1.5)))
    alone = JobEnded(entry="E-1", started_at=AT, ended_at=later(hours=2), **rest(paid_s=5400, rested_s=1800), **WHO,
                     **vars(TURNING))  # fmt: skip
    clocked = given(BADGE, STARTED, *lunch, alone)
    same = new_command(0, 2, MILLING, breaks_s=1800, entry="E-1")
    kept = TimeCorrected(why="milled", by_clock=True, **vars(replace(told("E-1", 0, 2, MILLING, breaks_s=1800))))
    clocked.when(telling.correct_time, why="milled", **same).then(kept)
    other = new_command(0, 2, MILLING, breaks_s=600, entry="E-1")
    spread = TimeCorrected(why="milled", **vars(told("E-1", 0, 2, MILLING, breaks_s=600)))
    clocked.when(telling.correct_time, why="milled", **other).then(spread)


def test_time_that_cannot_be_is_refused() -> None:
    idle = given(BADGE)
    idle.when(telling.record_time, **new_command(3, 2)).then_refused(EndsBeforeItStarts)
    idle.when(telling.record_time, **new_command(19, 21)).then_refused(EndsLater)
    idle.when(telling.record_time, **new_command(-6, 19)).then_refused(TooLong)
    idle.when(telling.record_time, **new_command(0, 1, breaks_s=3601)).then_refused(BreaksTooLong)
    given(BADGE, STARTED).when(clocking.end_job, at=later(hours=24.1), **KEY).then_refused(
        EndForgotten, saying="24 hours"
    )


def test_an_entry_is_corrected_for_its_order_and_struck() -> None:
    busy = given(BADGE, told("E-1", 2, 4), told("E-2", 5, 6))
    right = new_command(2, 5, breaks_s=600, entry="E-1")
    busy.when(telling.correct_time, why="late", **right).then(
        TimeCorrected(why="late", **vars(told("E-1", 2, 5, breaks_s=600)))
    )
    busy.when(telling.correct_time, why="late", **new_command(2, 5, entry="E-7")).then_refused(UnknownEntry)
    other = Spent(activity=LaborActivity.PRODUCTION, work_order="WO-2")
    busy.when(telling.correct_time, why="late", **new_command(2, 4, other, entry="E-1")).then_refused(
        OtherOrder, "WO-1"
    )
    struck = TimeStruck(entry="E-1", why="twice", started_at=later(hours=2), work_order="WO-1", **WHO)
    busy.when(telling.strike_time, entry="E-1", why="twice", **KEY).then(struck)
    given(BADGE, told("E-1", 2, 4), struck).when(telling.record_time, **new_command(2, 4)).then(told("E-9", 2, 4))
    anew = given(BADGE, told("E-1", 2, 4), struck)
    again = TimeCorrected(why=RECORDED_ANEW, **vars(told("E-1", 2, 4)))
    anew.when(telling.record_time, **new_command(2, 4, entry="E-1")).then(again)
    anew.when(telling.record_time, **new_command(2, 4, other, entry="E-1")).then(told("E-1", 2, 4, other))
    begun = JobStarted(entry="E-1", started_at=later(hours=5), **vars(TURNING))
    anew.when(clocking.start_job, entry="E-1", on=TURNING, at=later(hours=5), **KEY).then(begun)
    anew.when(telling.strike_time, entry="E-1", why="twice", **KEY).then_refused(UnknownEntry)


def test_time_keeps_the_role_that_did_it() -> None:
    moved = given(BADGE, told("E-1", 2, 4), OperatorChanged(role="miller", plant="north"))
    moved.when(telling.correct_time, why="late", **new_command(2, 5, entry="E-1")).then(
        TimeCorrected(why="late", **vars(told("E-1", 2, 5)))
    )
    struck = TimeStruck(entry="E-1", why="twice", started_at=later(hours=2), work_order="WO-1", **WHO)
    moved.when(telling.strike_time, entry="E-1", why="twice", **KEY).then(struck)


def test_an_operator_s_state_does_not_grow_for_ever() -> None:
    old, new = told("E-1", 0, 1), told("E-2", 24 * 64 + 2, 24 * 64 + 3)
    operator = state_after(BADGE, old, new)
    assert (set(operator.entries), operator.settled) == ({"E-2"}, ((AT, later(hours=1)),))


def test_time_that_cannot_be_corrected_any_more_keeps_its_share() -> None:
    """What is told so late stands alone, or not at all."""
    days = {"latest": later(days=65)}
    for new in (told("E-2", 24 * 64 + 2, 24 * 64 + 3), told("E-2", 24 * 62 + 2, 24 * 62 + 3)):
        late = given(BADGE, told("E-1", 0, 1), new)
        late.when(telling.record_time, **new_command(0.5, 2) | days).then_refused(TimeSettled, saying="08:00")
        late.when(telling.record_time, **new_command(1, 2) | days).then(told("E-9", 1, 2))
        late.when(telling.correct_time, why="w", **new_command(0, 1, entry="E-1") | days).then_refused(UnknownEntry)


def test_what_shares_its_time_with_an_entry_that_is_struck_is_known_as_long_as_that_can_be() -> None:
    """The first ended more than 62 days before the last, and the second less."""
    first, second = paid(told("E-1", 0, 24), 23.5), paid(told("E-2", 23, 47), 23.5)
    between = given(BADGE, first, second, told("E-3", 24 * 62 + 25, 24 * 62 + 26))
    struck = TimeStruck(entry="E-2", why="w", started_at=later(hours=23), work_order="WO-1", **WHO)
    between.when(telling.strike_time, entry="E-2", why="w", **KEY).then(struck, shared("E-1", 24))


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
