"""What may be told of an operator and of time: functions on frozen data."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from unison.labor.domain.facts import (
    BreakEnded,
    BreakStarted,
    CertificateGranted,
    CertificateRevoked,
    JobEnded,
    JobStarted,
    LaborActivity,
    OperatorChanged,
    OperatorRetired,
    TimeCorrected,
    TimeRecorded,
    TimeStruck,
)
from unison.labor.domain.state import (
    Entry,
    Job,
    Operator,
    Spent,
    after_break,
)
from unison.shared.errors import Implausible, MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.names import first_typed

LONGEST = timedelta(hours=24)


class OperatorUnchanged(RuleRefusal, code="operator_unchanged"):
    """The operator has that role and plant already. Give what is to be different."""


def change(operator: Operator, *, key: str, role: str | None, plant: str | None) -> OperatorChanged:
    """What is None stays as it is."""
    _in_use(operator, key)
    wanted = (role or operator.role, plant or operator.plant)
    if wanted == (operator.role, operator.plant):
        raise OperatorUnchanged
    return OperatorChanged(role=wanted[0], plant=wanted[1])


def retire(operator: Operator, *, key: str, reason: str | None) -> OperatorRetired:
    _in_use(operator, key)
    _on_no_job(operator, key)
    return OperatorRetired(reason=reason)


class ExpiresBeforeValid(RuleRefusal, code="expires_before_valid"):
    """It would expire at {expires_at}, before it is valid at {valid_from}. Exchange them, or correct one."""


def grant(
    operator: Operator, *, key: str, certificate: str, valid_from: datetime, expires_at: datetime | None
) -> CertificateGranted:
    """Again: renewed."""
    _in_use(operator, key)
    if expires_at is not None and expires_at <= valid_from:
        raise ExpiresBeforeValid(expires_at=expires_at.isoformat(), valid_from=valid_from.isoformat())
    return CertificateGranted(certificate=certificate, valid_from=valid_from, expires_at=expires_at)


class NotHeld(RuleRefusal, code="not_held"):
    """{operator} does not hold the certificate {certificate}, so there is nothing to revoke."""


def revoke(operator: Operator, *, key: str, certificate: str, reason: str) -> CertificateRevoked:
    if certificate not in operator.certificates:
        raise NotHeld(operator=key, certificate=certificate)
    return CertificateRevoked(certificate=certificate, reason=reason)


class CertificateMissing(RuleRefusal, code="certificate_missing"):
    """{operator} does not hold {certificate}, which {operation} needs. Somebody who holds it can, or a supervisor says why not."""


class CertificateExpired(RuleRefusal, code="certificate_expired"):
    """The certificate {certificate} of {operator}, which {operation} needs, was valid until {expires_at}. Renew it first."""


def check_certificates(operator: Operator, *, key: str, operation: str, needed: Sequence[str], at: datetime) -> None:
    """Refuses the first certificate that the operation needs and that is not valid at the moment."""
    for certificate in needed:
        held = operator.certificates.get(first_typed(certificate, operator.certificates))
        if held is None or held.valid_from > at:
            raise CertificateMissing(operator=key, certificate=certificate, operation=operation)
        if held.expires_at is not None and held.expires_at <= at:
            until = held.expires_at.isoformat()
            raise CertificateExpired(operator=key, certificate=certificate, operation=operation, expires_at=until)


class OrderNeeded(MalformedRefusal, code="order_needed"):
    """Only indirect time is for no order. Name the work_order, or say that the activity is indirect."""


class NotForOrder(MalformedRefusal, code="not_for_order"):
    """Indirect time is for no order. Leave the work_order out, or choose another activity."""


def check_spent(on: Spent) -> None:
    """Indirect time is for no order, all other time is for one."""
    if (on.activity is LaborActivity.INDIRECT) == (on.work_order is not None):
        raise (NotForOrder if on.work_order is not None else OrderNeeded)


def start_job(
    operator: Operator, *, key: str, entry: str, on: Spent, at: datetime, override_reason: str | None = None
) -> JobStarted:
    """One at a time, and none before time that was told already: nobody knows yet when the job will end."""
    _in_use(operator, key)
    check_spent(on)
    _on_no_job(operator, key)
    _is_new(operator, key, entry)
    _check_free(operator, key, at, max((at, *(told.ended_at for told in _standing(operator).values()))), None)
    return JobStarted(entry=entry, started_at=at, override_reason=override_reason, **vars(on))


class OnBreak(RuleRefusal, code="on_break"):
    """{operator} is on a break since {since}. End that first."""


def start_break(operator: Operator, *, key: str, kind: str, at: datetime) -> BreakStarted:
    job = _job(operator, key)
    if job.break_since is not None:
        raise OnBreak(operator=key, since=job.break_since.isoformat())
    _in_order(job.started_at, at)
    return BreakStarted(kind=kind, started_at=at)


class NotOnBreak(RuleRefusal, code="not_on_break"):
    """{operator} is on no break. Start one first."""


def end_break(operator: Operator, *, key: str, at: datetime) -> BreakEnded:
    job = _job(operator, key)
    if job.break_since is None:
        raise NotOnBreak(operator=key)
    _in_order(job.break_since, at)
    return BreakEnded(ended_at=at)


class EndForgotten(RuleRefusal, code="end_forgotten"):
    """{operator}'s job began at {started_at}, more than 24 hours before {ended_at}. Say when it really ended."""


def end_job(operator: Operator, *, key: str, at: datetime) -> JobEnded:
    """A break that goes on ends with the job."""
    job = _job(operator, key)
    _in_order(job.break_since or job.started_at, at)
    if at - job.started_at > LONGEST:
        raise EndForgotten(operator=key, started_at=job.started_at.isoformat(), ended_at=at.isoformat())
    ended = after_break(job, at)
    return JobEnded(
        entry=job.entry, role=operator.role, plant=operator.plant, started_at=job.started_at, ended_at=at,
        breaks_s=ended.breaks_s, **vars(job.on),
    )  # fmt: skip


RECORDED_ANEW = "recorded anew"
"""Why an entry that was struck stands again."""


def record_time(
    operator: Operator, *, key: str, entry: str, on: Spent, started_at: datetime, ended_at: datetime, breaks_s: Decimal,
    latest: datetime,
) -> TimeRecorded | TimeCorrected:  # fmt: skip
    """What was struck is free: told again under its id, for the same order, it stands as it is told now."""
    _in_use(operator, key)
    check_spent(on)
    struck = operator.entries.get(entry)
    told_again = struck is not None and struck.struck and struck.on.work_order == on.work_order
    if not told_again:
        _is_new(operator, key, entry)
    _check_interval(started_at, ended_at, breaks_s, latest)
    _check_free(operator, key, started_at, ended_at, None)
    if told_again:
        return TimeCorrected(
            entry=entry, why=RECORDED_ANEW, role=operator.role, plant=operator.plant, started_at=started_at, ended_at=ended_at,
            breaks_s=breaks_s, **vars(on),
        )  # fmt: skip
    return TimeRecorded(
        entry=entry, role=operator.role, plant=operator.plant, started_at=started_at, ended_at=ended_at, breaks_s=breaks_s,
        **vars(on),
    )  # fmt: skip


LONGEST_PLAUSIBLE = timedelta(hours=12)
"""Nobody is believed to have worked longer than that without a break between, whatever was told."""


class LongerThanAShift(Implausible, code="longer_than_a_shift"):
    """{operator} would have worked {hours} hours in one, from {started_at} to {ended_at}. Check when it really ended."""


def doubts_of_time(
    operator: str, *, started_at: datetime, ended_at: datetime, breaks_s: Decimal
) -> Iterator[Implausible]:
    """Warns of working time, without its breaks, that is longer than `LONGEST_PLAUSIBLE`."""
    worked = ended_at - started_at - timedelta(seconds=float(breaks_s))
    if worked > LONGEST_PLAUSIBLE:
        hours = round(worked.total_seconds() / 3600, 1)
        yield LongerThanAShift(
            operator=operator, hours=hours, started_at=started_at.isoformat(), ended_at=ended_at.isoformat()
        )


class OtherOrder(RuleRefusal, code="other_order"):
    """The entry is for {work_order}. Strike it, and record the time anew for the other order."""


def correct_time(
    operator: Operator, *, key: str, entry: str, on: Spent, started_at: datetime, ended_at: datetime, breaks_s: Decimal,
    why: str, latest: datetime,
) -> TimeCorrected:  # fmt: skip
    """The whole entry, as it was; for the order it was for."""
    told = _known(operator, key, entry)
    if on.work_order != told.on.work_order:
        raise OtherOrder(work_order=told.on.work_order or "no order")
    check_spent(on)
    _check_interval(started_at, ended_at, breaks_s, latest)
    _check_free(operator, key, started_at, ended_at, entry)
    return TimeCorrected(
        entry=entry, why=why, role=told.role, plant=told.plant, started_at=started_at, ended_at=ended_at,
        breaks_s=breaks_s, **vars(on),
    )  # fmt: skip


def strike_time(operator: Operator, *, key: str, entry: str, why: str) -> TimeStruck:
    told = _known(operator, key, entry)
    return TimeStruck(
        entry=entry, why=why, role=told.role, plant=told.plant, started_at=told.started_at,
        work_order=told.on.work_order,
    )  # fmt: skip


class OperatorIsRetired(RuleRefusal, code="operator_is_retired"):
    """Operator {operator} is retired. Use a badge that is in use."""


def _in_use(operator: Operator, key: str) -> None:
    if operator.retired:
        raise OperatorIsRetired(operator=key)


class JobRunning(RuleRefusal, code="job_running"):
    """{operator} is on {job} since {since}. End that first."""


def _on_no_job(operator: Operator, key: str) -> None:
    if (job := operator.job) is not None:
        name = job.on.work_order or job.on.activity.value
        raise JobRunning(operator=key, job=name, since=job.started_at.isoformat())


class NoJobRunning(RuleRefusal, code="no_job_running"):
    """{operator} is on no job now. Start one, or record the time afterwards."""


def _job(operator: Operator, key: str) -> Job:
    if operator.job is None:
        raise NoJobRunning(operator=key)
    return operator.job


class EntryExists(RuleRefusal, code="entry_exists"):
    """{operator} has an entry {entry} already. Correct that, or choose another id."""


def _is_new(operator: Operator, key: str, entry: str) -> None:
    if entry in operator.entries or (operator.job is not None and operator.job.entry == entry):
        raise EntryExists(operator=key, entry=entry)


class UnknownEntry(UnknownRefusal, code="unknown_entry"):
    """{operator} has no entry {entry} that can be corrected still. It can be until 62 days more were told."""


def _known(operator: Operator, key: str, entry: str) -> Entry:
    if entry not in _standing(operator):
        raise UnknownEntry(operator=key, entry=entry)
    return operator.entries[entry]


def _standing(operator: Operator) -> Mapping[str, Entry]:
    return {name: entry for name, entry in operator.entries.items() if not entry.struck}


class EndsBeforeItStarts(RuleRefusal, code="ends_before_it_starts"):
    """It would end at {ended_at}, before it began at {started_at}. Correct one of the two."""


def _in_order(started_at: datetime, ended_at: datetime) -> None:
    if ended_at < started_at:
        raise EndsBeforeItStarts(ended_at=ended_at.isoformat(), started_at=started_at.isoformat())


class EndsLater(MalformedRefusal, code="ends_later"):
    """ended_at ({ended_at}) is later than now. Tell it when it has ended, or check the date."""


class BreaksTooLong(RuleRefusal, code="breaks_too_long"):
    """Breaks of {breaks_s} s do not fit between {started_at} and {ended_at}. Give fewer seconds."""


class TooLong(RuleRefusal, code="too_long"):
    """From {started_at} to {ended_at} is more than 24 hours. Check the dates, or tell it day by day."""


def _check_interval(started_at: datetime, ended_at: datetime, breaks_s: Decimal, latest: datetime) -> None:
    told = {"started_at": started_at.isoformat(), "ended_at": ended_at.isoformat()}
    _in_order(started_at, ended_at)
    if ended_at > latest:
        raise EndsLater(ended_at=ended_at.isoformat())
    if ended_at - started_at > LONGEST:
        raise TooLong(**told)
    if breaks_s > Decimal(str((ended_at - started_at).total_seconds())):
        raise BreaksTooLong(breaks_s=f"{breaks_s:f}", **told)


class TimeOverlaps(RuleRefusal, code="time_overlaps"):
    """{operator} has time from {started_at} to {ended_at} already (entry {entry}). Correct that, or give another time."""


def _check_free(operator: Operator, key: str, started_at: datetime, ended_at: datetime, but: str | None) -> None:
    """Nobody works on two things at once: times may touch, and not overlap."""
    for name, entry in _standing(operator).items():
        inside = entry.started_at <= started_at < entry.ended_at
        if name != but and (inside or started_at <= entry.started_at < ended_at):
            raise TimeOverlaps(
                operator=key, entry=name, started_at=entry.started_at.isoformat(), ended_at=entry.ended_at.isoformat()
            )
    if (job := operator.job) is not None and ended_at > job.started_at:
        _on_no_job(operator, key)
