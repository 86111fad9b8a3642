"""An operator as the facts leave it, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    OperatorRegistered,
    OperatorRetired,
    RateSet,
    TimeCorrected,
    TimeRecorded,
    TimeStruck,
)
from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

CORRECTABLE = timedelta(days=62)
"""How long an entry can be corrected: until so much later time of the same operator was told."""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Held from `valid_from` until `expires_at`; None: it does not run out."""

    valid_from: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What time was spent on."""

    activity: LaborActivity
    work_order: str | None = None
    operation: str | None = None
    equipment: str | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """What the operator is on now. `break_since` is None while the work goes on."""

    entry: str
    on: Spent
    started_at: datetime
    breaks_s: Decimal = Decimal(0)
    break_since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Time as it stands after its corrections, in the role that did it. Of a struck one the name is taken still."""

    on: Spent
    role: str
    plant: str
    started_at: datetime
    ended_at: datetime
    struck: bool = False


@dataclass(frozen=True, kw_only=True)
class Operator:
    role: str
    plant: str
    retired: bool = False
    certificates: Mapping[str, Certificate] = field(default_factory=dict[str, Certificate])
    job: Job | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict[str, Entry])
    """Those that can be corrected still."""


def evolve(operator: Operator | None, fact: Fact, _at: datetime) -> Operator:
    """The operator after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case OperatorRegistered():
            return Operator(role=fact.role, plant=fact.plant)
        case _ if operator is None:
            raise TypeError(f"an operator cannot begin with {type(fact).__name__}")
        case OperatorChanged():
            return replace(operator, role=fact.role, plant=fact.plant)
        case OperatorRetired():
            return replace(operator, retired=True)
        case CertificateGranted():
            held = Certificate(valid_from=fact.valid_from, expires_at=fact.expires_at)
            return replace(operator, certificates={**operator.certificates, fact.certificate: held})
        case CertificateRevoked():
            left = {name: held for name, held in operator.certificates.items() if name != fact.certificate}
            return replace(operator, certificates=left)
        case _:
            return _in_time(operator, fact)


def _in_time(operator: Operator, fact: Fact) -> Operator:
    match fact:
        case JobStarted():
            return replace(operator, job=Job(entry=fact.entry, on=spent_on(fact), started_at=fact.started_at))
        case BreakStarted():
            return replace(operator, job=operator.job and replace(operator.job, break_since=fact.started_at))
        case BreakEnded():
            return replace(operator, job=operator.job and after_break(operator.job, fact.ended_at))
        case JobEnded():
            return replace(operator, job=None, entries=_with_entry(operator.entries, fact))
        case TimeRecorded() | TimeCorrected():
            return replace(operator, entries=_with_entry(operator.entries, fact))
        case TimeStruck():
            struck = (
                {fact.entry: replace(operator.entries[fact.entry], struck=True)}
                if fact.entry in operator.entries
                else {}
            )
            return replace(operator, entries={**operator.entries, **struck})
        case _:
            raise TypeError(f"an operator knows nothing of {type(fact).__name__}")


def spent_on(fact: JobStarted | JobEnded | TimeRecorded | TimeCorrected) -> Spent:
    """What the time of a fact was spent on."""
    return Spent(activity=fact.activity, work_order=fact.work_order, operation=fact.operation, equipment=fact.equipment)


def after_break(job: Job, ended_at: datetime) -> Job:
    """The job with a break that has ended among its breaks."""
    if job.break_since is None:
        return job
    lasted = Decimal(str((ended_at - job.break_since).total_seconds()))
    return replace(job, breaks_s=job.breaks_s + lasted, break_since=None)


def _with_entry(entries: Mapping[str, Entry], fact: JobEnded | TimeRecorded | TimeCorrected) -> dict[str, Entry]:
    """Without those that are too old to be corrected: the state does not grow for ever."""
    told = Entry(
        on=spent_on(fact), role=fact.role, plant=fact.plant, started_at=fact.started_at, ended_at=fact.ended_at
    )
    after = {**entries, fact.entry: told}
    latest = max(entry.ended_at for entry in after.values())
    return {name: entry for name, entry in after.items() if latest - entry.ended_at <= CORRECTABLE}


def stands_for(operator: Operator, work_order: str, *, since: datetime) -> bool:
    """Whether any time of the operator may stand for the order, which was created at `since`: what is too old to be corrected is
    not known any more, and stands."""
    if operator.job is not None and operator.job.on.work_order == work_order:
        return True
    forgotten = max((entry.ended_at for entry in operator.entries.values()), default=since) - CORRECTABLE
    known = [entry for entry in operator.entries.values() if entry.on.work_order == work_order and not entry.struck]
    return bool(known) or since < forgotten


@dataclass(frozen=True, kw_only=True)
class Rates:
    """By role, the moments from which a rate is valid."""

    told: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict[str, "tuple[datetime, ...]"])


def evolve_rates(rates: Rates | None, fact: Fact, _at: datetime) -> Rates:
    """The rates after a fact. Never refuses; an unknown fact raises."""
    if not isinstance(fact, RateSet):
        raise TypeError(f"rates know nothing of {type(fact).__name__}")
    known = (rates or Rates()).told
    return Rates(told={**known, fact.role: (*known.get(fact.role, ()), fact.valid_from)})


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownOperator(UnknownRefusal, code="unknown_operator"):
    """There is no operator {key}. Check the badge, or register it first."""


class OperatorExists(RuleRefusal, code="operator_exists"):
    """There is an operator {key} already. Choose another badge, or change the one there is."""


OPERATOR = Aggregate("operators", Operator, evolve, UnknownOperator, OperatorExists)
RATES = Aggregate("labor", Rates, evolve_rates, only="rates")
