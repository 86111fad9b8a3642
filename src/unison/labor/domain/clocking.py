"""What the clock tells: jobs that begin and end, several at once, and breaks, which are the operator's on all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from unison.labor.domain.facts import BreakEnded, BreakStarted, JobEnded, JobStarted
from unison.labor.domain.standing import (
    check_new,
    check_open,
    check_spent,
    doubts_of_overlap,
    in_order,
    in_use,
    named,
    refuse_running,
    with_shares,
)
from unison.labor.domain.state import LONGEST, Job, Operator, Spent
from unison.shared.errors import Implausible, RuleRefusal
from unison.shared.events import Fact
from unison.shared.names import same


def start_job(
    operator: Operator, *, key: str, entry: str, on: Spent, at: datetime, override_reason: str | None = None
) -> tuple[Fact, ...]:
    """Beside others that run: they share the time. The very same job does not run twice, and none begins in a break."""
    in_use(operator, key)
    check_spent(on)
    for job in operator.jobs.values():
        if _is_same(job.on, on):
            refuse_running(key, job)
    check_new(operator, key, entry)
    if operator.break_since is not None and at >= operator.break_since:
        raise OnBreak(operator=key, since=operator.break_since.isoformat())
    return with_shares(operator, JobStarted(entry=entry, started_at=at, override_reason=override_reason, **vars(on)))


def _is_same(one: Spent, other: Spent) -> bool:
    names = ((one.work_order, other.work_order), (one.operation, other.operation), (one.equipment, other.equipment))
    return one.activity is other.activity and all(same(*pair) for pair in names)


class AnotherJobRunning(Implausible, code="another_job_running"):
    """{operator} is on {jobs} and would be on this one too: they share the time. Clock off first from what has ended."""


def doubts_of_job(operator: Operator, key: str, at: datetime) -> Iterator[Implausible]:
    """Warns of a job beside others that run, and beside time that was told already: nobody knows yet when it will end."""
    if operator.jobs:
        since = min(job.started_at for job in operator.jobs.values()).isoformat()
        yield AnotherJobRunning(operator=key, jobs=_listed(operator), since=since)
    yield from doubts_of_overlap(replace(operator, jobs={}), key, (at, at + LONGEST))


def _listed(operator: Operator) -> str:
    return "; ".join(f"{named(job.on)} (entry {name})" for name, job in operator.jobs.items())


class OnBreak(RuleRefusal, code="on_break"):
    """{operator} is on a break since {since}. End that first."""


def start_break(operator: Operator, *, key: str, kind: str, at: datetime) -> tuple[Fact, ...]:
    """On all jobs that run."""
    jobs = _jobs(operator, key)
    if operator.break_since is not None:
        raise OnBreak(operator=key, since=operator.break_since.isoformat())
    in_order(min(job.started_at for job in jobs.values()), at)
    return with_shares(operator, BreakStarted(kind=kind, started_at=at))


class NotOnBreak(RuleRefusal, code="not_on_break"):
    """{operator} is on no break. Start one first."""


def end_break(operator: Operator, *, key: str, at: datetime) -> tuple[Fact, ...]:
    _jobs(operator, key)
    if operator.break_since is None:
        raise NotOnBreak(operator=key)
    in_order(operator.break_since, at)
    return with_shares(operator, BreakEnded(ended_at=at))


class EndForgotten(RuleRefusal, code="end_forgotten"):
    """{operator}'s job began at {started_at}, more than 24 hours before {ended_at}. Say when it really ended."""


class SeveralJobs(RuleRefusal, code="several_jobs"):
    """{operator} is on several jobs: {jobs}. Name the entry that ends, or say that all of them do."""


class NotOnJob(RuleRefusal, code="not_on_job"):
    """{operator} is on no job with the entry {entry}. Those that run: {jobs}."""


def end_job(
    operator: Operator, *, key: str, at: datetime, entry: str | None = None, all_jobs: bool = False
) -> tuple[Fact, ...]:
    """The job of the entry, the only one, or all. A break that goes on ends with the last."""
    running = _jobs(operator, key)
    ended = {name: running[name] for name in _meant(operator, key, entry, all_jobs)}
    for job in ended.values():
        _check_end(operator, key, job, at)
    facts = [
        JobEnded(entry=name, role=operator.role, plant=operator.plant, started_at=job.started_at, ended_at=at,
                 paid_s=Decimal(0), **vars(job.on))
        for name, job in ended.items()
    ]  # fmt: skip
    return with_shares(operator, *_break_ended(operator, ended, at), *facts)


def _meant(operator: Operator, key: str, entry: str | None, all_jobs: bool) -> list[str]:
    if entry is not None:
        if entry not in operator.jobs:
            raise NotOnJob(operator=key, entry=entry, jobs=_listed(operator))
        return [entry]
    if len(operator.jobs) > 1 and not all_jobs:
        raise SeveralJobs(operator=key, jobs=_listed(operator))
    return list(operator.jobs)


def _check_end(operator: Operator, key: str, job: Job, at: datetime) -> None:
    in_order(job.started_at, at)
    if at - job.started_at > LONGEST:
        raise EndForgotten(operator=key, started_at=job.started_at.isoformat(), ended_at=at.isoformat())
    check_open(operator, key, (job.started_at, at))


def _break_ended(operator: Operator, ended: Mapping[str, Job], at: datetime) -> Iterator[BreakEnded]:
    """With the last job that ends, whichever was told last."""
    if operator.break_since is None or len(ended) < len(operator.jobs):
        return
    clocked_off = max([at, *(entry.ended_at for entry in operator.standing.values() if entry.by_clock)])
    in_order(operator.break_since, clocked_off)
    yield BreakEnded(ended_at=clocked_off)


class NoJobRunning(RuleRefusal, code="no_job_running"):
    """{operator} is on no job now. Start one, or record the time afterwards."""


def _jobs(operator: Operator, key: str) -> Mapping[str, Job]:
    if not operator.jobs:
        raise NoJobRunning(operator=key)
    return operator.jobs
