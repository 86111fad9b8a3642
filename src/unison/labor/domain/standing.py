"""What stands of an operator's time, and the share of it that each entry has."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import reduce

from unison.labor.domain.facts import JobEnded, LaborActivity, TimeCorrected, TimeRecorded, TimeShared
from unison.labor.domain.sharing import Share, Span, Stretch, clusters, rests_within, shares
from unison.labor.domain.state import CORRECTABLE, LONGEST, Entry, Job, Operator, Spent, entry_told, evolve
from unison.shared.errors import Implausible, MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.plausibility import overlaps

# Rules of every time ---------------------------------------------------------------------------------------------


class OperatorIsRetired(RuleRefusal, code="operator_is_retired"):
    """Operator {operator} is retired. Use a badge that is in use."""


def in_use(operator: Operator, key: str) -> None:
    if operator.retired:
        raise OperatorIsRetired(operator=key)


class JobRunning(RuleRefusal, code="job_running"):
    """{operator} is on {job} since {since}. End that first."""


def refuse_running(key: str, job: Job) -> None:
    raise JobRunning(operator=key, job=named(job.on), since=job.started_at.isoformat())


def on_no_job(operator: Operator, key: str) -> None:
    for job in operator.jobs.values():
        refuse_running(key, job)


def named(on: Spent) -> str:
    """What time is spent on, for a person to read."""
    return ", ".join(part for part in (on.work_order or on.activity.value, on.operation, on.equipment) if part)


class OrderNeeded(MalformedRefusal, code="order_needed"):
    """Only indirect time is for no order. Name the work_order, or say that the activity is indirect."""


class NotForOrder(MalformedRefusal, code="not_for_order"):
    """Indirect time is for no order. Leave the work_order out, or choose another activity."""


def check_spent(on: Spent) -> None:
    """Indirect time is for no order, all other time is for one."""
    if (on.activity is LaborActivity.INDIRECT) == (on.work_order is not None):
        raise (NotForOrder if on.work_order is not None else OrderNeeded)


class EntryExists(RuleRefusal, code="entry_exists"):
    """{operator} has an entry {entry} already. Correct that, or choose another id."""


def check_new(operator: Operator, key: str, entry: str) -> None:
    """What was struck is free."""
    if entry in operator.jobs or entry in operator.standing:
        raise EntryExists(operator=key, entry=entry)


class UnknownEntry(UnknownRefusal, code="unknown_entry"):
    """{operator} has no entry {entry} that can be corrected still. It can be until 62 days more were told."""


def known(operator: Operator, key: str, entry: str) -> Entry:
    found = operator.standing.get(entry)
    if found is None or found.ended_at < _correctable_since(operator):
        raise UnknownEntry(operator=key, entry=entry)
    return found


def _correctable_since(operator: Operator) -> datetime:
    return max(entry.ended_at for entry in operator.entries.values()) - CORRECTABLE


class TimeSettled(RuleRefusal, code="time_settled"):
    """{operator} has time from {started_at} to {ended_at} already, which cannot be shared any more: 62 days more were told since.
    Give another time."""


def check_open(operator: Operator, key: str, span: Span) -> None:
    """Refuses time beside that which cannot be corrected any more, and so keeps its share."""
    if not operator.entries:
        return
    since = _correctable_since(operator)
    old = (entry.span for entry in operator.standing.values() if entry.ended_at < since)
    for settled in (*operator.settled, *old):
        if overlaps(settled, span):
            started_at, ended_at = (at.isoformat() for at in settled)
            raise TimeSettled(operator=key, started_at=started_at, ended_at=ended_at)


class EndsBeforeItStarts(RuleRefusal, code="ends_before_it_starts"):
    """It would end at {ended_at}, before it began at {started_at}. Correct one of the two."""


def in_order(started_at: datetime, ended_at: datetime) -> None:
    if ended_at < started_at:
        raise EndsBeforeItStarts(ended_at=ended_at.isoformat(), started_at=started_at.isoformat())


class EndsLater(MalformedRefusal, code="ends_later"):
    """ended_at ({ended_at}) is later than now. Tell it when it has ended, or check the date."""


class BreaksTooLong(RuleRefusal, code="breaks_too_long"):
    """Breaks of {breaks_s} s do not fit between {started_at} and {ended_at}. Give fewer seconds."""


class TooLong(RuleRefusal, code="too_long"):
    """From {started_at} to {ended_at} is more than 24 hours. Check the dates, or tell it day by day."""


def check_interval(started_at: datetime, ended_at: datetime, breaks_s: Decimal, latest: datetime) -> None:
    told = {"started_at": started_at.isoformat(), "ended_at": ended_at.isoformat()}
    in_order(started_at, ended_at)
    if ended_at > latest:
        raise EndsLater(ended_at=ended_at.isoformat())
    if ended_at - started_at > LONGEST:
        raise TooLong(**told)
    if breaks_s > Decimal(str((ended_at - started_at).total_seconds())):
        raise BreaksTooLong(breaks_s=f"{breaks_s:f}", **told)


class TimeOverlaps(Implausible, code="time_overlaps"):
    """{operator} has time from {started_at} to {ended_at} already (entry {entry}, on {job}), so both would share it. Check that it
    is not the same time told again."""


def doubts_of_overlap(operator: Operator, key: str, span: Span, *, but: str | None = None) -> Iterator[Implausible]:
    """Warns of time beside other time: of the first entry or job that it would share it with."""
    beside = [(entry.span, name, entry.on) for name, entry in operator.standing.items()]
    beside += [((job.started_at, job.started_at + LONGEST), name, job.on) for name, job in operator.jobs.items()]
    for other, name, on in sorted(beside, key=lambda each: each[0]):
        if name != but and other[0] < span[1] and span[0] < other[1]:
            until = "now" if name in operator.jobs else other[1].isoformat()
            told = {"started_at": other[0].isoformat(), "ended_at": until, "entry": name, "job": named(on)}
            yield TimeOverlaps(operator=key, **told)
            return


# Shares ----------------------------------------------------------------------------------------------------------


def stretches(operator: Operator) -> dict[str, Stretch]:
    """What stands, by its entry. A job that runs goes on, as far as is known, for as long as a job may last."""
    told = {name: _stretch(operator, entry) for name, entry in operator.standing.items()}
    for name, job in operator.jobs.items():
        span = (job.started_at, job.started_at + LONGEST)
        told[name] = Stretch(span=span, rests=rests_of(operator, span))
    return told


def _stretch(operator: Operator, entry: Entry) -> Stretch:
    if entry.by_clock:
        return Stretch(span=entry.span, rests=rests_of(operator, entry.span))
    return Stretch(span=entry.span, breaks_s=entry.breaks_s)


def rests_of(operator: Operator, span: Span) -> tuple[Span, ...]:
    """The breaks of the clock within a span; one that goes on lasts."""
    breaks = list(operator.breaks[bisect_right(operator.breaks, span[0], key=lambda each: each[1]) :])
    if operator.break_since is not None:
        breaks.append((operator.break_since, span[1]))
    return rests_within(breaks, span)


def length_s(spans: Sequence[Span]) -> Decimal:
    lasted = sum((until - since for since, until in spans), timedelta())
    return Decimal(lasted // timedelta(microseconds=1)) / 1_000_000


def with_shares(operator: Operator, *facts: Fact) -> tuple[Fact, ...]:
    """The facts with the share of the time that each tells, and what is paid now for all else whose share they change."""
    after = reduce(lambda state, fact: evolve(state, fact, _AT_ALL), facts, operator)
    own = {fact.entry: entry_told(fact) for fact in facts if isinstance(fact, _TIME)}
    new = stretches(after) | {name: _stretch(after, entry) for name, entry in own.items()}
    found = _changed(stretches(operator), new, own.keys())
    told = (_shared(fact, after, found) if isinstance(fact, _TIME) else fact for fact in facts)
    return *told, *_beside(after, {name: share for name, share in found.items() if name not in own})


_AT_ALL = datetime.min
_TIME = (JobEnded, TimeRecorded, TimeCorrected)


def _changed(old: Mapping[str, Stretch], new: Mapping[str, Stretch], told: Collection[str]) -> dict[str, Share]:
    """The shares of all that has to do with what was told, or is not as it was."""
    names = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}.union(told)
    spans = [stretch[name].span for stretch in (old, new) for name in names & stretch.keys()]
    found = dict[str, Share]()
    for cluster in clusters(new):
        hull = new[cluster[0]].span[0], max(new[name].span[1] for name in cluster)
        if names.intersection(cluster) or any(overlaps(hull, span) for span in spans):
            found |= shares({name: new[name] for name in cluster})
    return found


def _shared(fact: JobEnded | TimeRecorded | TimeCorrected, after: Operator, found: Mapping[str, Share]) -> Fact:
    share = found[fact.entry]
    breaks_s = _breaks_s(after, entry_told(fact))
    return replace(fact, breaks_s=breaks_s, paid_s=share.paid_s, rested_s=share.rested_s)


def _beside(operator: Operator, found: Mapping[str, Share]) -> Iterator[TimeShared]:
    """Of the entries whose neighbours are all known: those that are told otherwise."""
    for name, share in found.items():
        entry = operator.standing.get(name)
        if entry is None or entry.ended_at < _correctable_since(operator) - LONGEST:
            continue
        breaks_s = _breaks_s(operator, entry)
        if (breaks_s, share) != (entry.breaks_s, entry.share):
            on = entry.on.work_order
            shared = {"paid_s": share.paid_s, "rested_s": share.rested_s}
            yield TimeShared(entry=name, work_order=on, breaks_s=breaks_s, **shared)


def _breaks_s(operator: Operator, entry: Entry) -> Decimal:
    return length_s(rests_of(operator, entry.span)) if entry.by_clock else entry.breaks_s
