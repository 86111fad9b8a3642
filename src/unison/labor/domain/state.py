"""An operator as the facts leave it, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

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
from unison.labor.domain.sharing import Share, Span, joined
from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

LONGEST = timedelta(hours=24)
"""So long a job lasts at the most, and a time that is told afterwards."""
CORRECTABLE = timedelta(days=62)
"""How long an entry can be corrected: until so much later time of the same operator was told."""
KEPT = CORRECTABLE + 2 * LONGEST
"""What shares its time with an entry that can be corrected, and what that shares its time with, is known as long."""


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
    """What the operator is on now. Its breaks are the operator's."""

    on: Spent
    started_at: datetime


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Time as it stands after its corrections, in the role that did it. Its breaks are those of the operator where they are
    `by_clock`. Of a struck one the name is known still."""

    on: Spent
    role: str
    plant: str
    started_at: datetime
    ended_at: datetime
    breaks_s: Decimal
    paid_s: Decimal
    rested_s: Decimal
    by_clock: bool = False
    struck: bool = False

    @property
    def span(self) -> Span:
        return self.started_at, self.ended_at

    @property
    def share(self) -> Share:
        """As it was told last."""
        return Share(paid_s=self.paid_s, rested_s=self.rested_s)


@dataclass(frozen=True, kw_only=True)
class Operator:
    """`jobs` are those that run and `entries` those that are kept still, each by the entry. `breaks` are those of the clock that
    have ended, in order and apart from each other; `settled` is the time of entries that are not kept any more."""

    role: str
    plant: str
    retired: bool = False
    certificates: Mapping[str, Certificate] = field(default_factory=dict[str, Certificate])
    jobs: Mapping[str, Job] = field(default_factory=dict[str, Job])
    break_since: datetime | None = None
    breaks: tuple[Span, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict[str, Entry])
    settled: tuple[Span, ...] = ()

    @property
    def standing(self) -> Mapping[str, Entry]:
        """The entries that were not struck."""
        return {name: entry for name, entry in self.entries.items() if not entry.struck}


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
            job = Job(on=spent_on(fact), started_at=fact.started_at)
            return replace(operator, jobs={**operator.jobs, fact.entry: job})
        case BreakStarted():
            return replace(operator, break_since=fact.started_at)
        case BreakEnded():
            since = operator.break_since
            told = () if since is None or since >= fact.ended_at else ((since, fact.ended_at),)
            return replace(operator, break_since=None, breaks=joined((*operator.breaks, *told)))
        case JobEnded():
            left = {name: job for name, job in operator.jobs.items() if name != fact.entry}
            return _with_entry(replace(operator, jobs=left), fact)
        case TimeRecorded() | TimeCorrected():
            return _with_entry(operator, fact)
        case TimeShared():
            return _of_entry(operator, fact.entry, breaks_s=fact.breaks_s, paid_s=fact.paid_s, rested_s=fact.rested_s)
        case TimeStruck():
            return _of_entry(operator, fact.entry, struck=True)
        case _:
            raise TypeError(f"an operator knows nothing of {type(fact).__name__}")


def spent_on(fact: JobStarted | JobEnded | TimeRecorded | TimeCorrected) -> Spent:
    """What the time of a fact was spent on."""
    return Spent(activity=fact.activity, work_order=fact.work_order, operation=fact.operation, equipment=fact.equipment)


def _of_entry(operator: Operator, name: str, **changed: Any) -> Operator:
    """An entry that is not kept any more stays as it was."""
    if (entry := operator.entries.get(name)) is None:
        return operator
    return replace(operator, entries={**operator.entries, name: replace(entry, **changed)})


def entry_told(fact: JobEnded | TimeRecorded | TimeCorrected) -> Entry:
    """The entry as the fact tells it."""
    return Entry(
        on=spent_on(fact), role=fact.role, plant=fact.plant, started_at=fact.started_at, ended_at=fact.ended_at,
        breaks_s=fact.breaks_s, paid_s=fact.paid_s, rested_s=fact.rested_s,
        by_clock=isinstance(fact, JobEnded) or (isinstance(fact, TimeCorrected) and fact.by_clock),
    )  # fmt: skip


def _with_entry(operator: Operator, fact: JobEnded | TimeRecorded | TimeCorrected) -> Operator:
    """Those that are too old to matter for a correction are not kept: the state does not grow by them for ever."""
    entries = {**operator.entries, fact.entry: entry_told(fact)}
    latest = max(entry.ended_at for entry in entries.values())
    old = {name: entry for name, entry in entries.items() if latest - entry.ended_at > KEPT}
    if not old:
        return replace(operator, entries=entries)
    return replace(
        operator,
        entries={name: entry for name, entry in entries.items() if name not in old},
        settled=joined((*operator.settled, *(entry.span for entry in old.values() if not entry.struck))),
        breaks=tuple(span for span in operator.breaks if latest - span[1] <= KEPT),
    )


def stands_for(operator: Operator, work_order: str, *, since: datetime) -> bool:
    """Whether any time of the operator may stand for the order, which was created at `since`: what is too old to be corrected is
    not known any more, and stands."""
    known = [each.on.work_order for each in (*operator.jobs.values(), *operator.standing.values())]
    forgotten = max((entry.ended_at for entry in operator.entries.values()), default=since) - CORRECTABLE
    return work_order in known or since < forgotten


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
