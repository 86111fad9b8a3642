"""The time model of ISO 22400-2: how a machine spent its time, OEE and its elements, reliability.

Times are UTC instants, durations seconds, ratios without unit. A ratio without data is `None`, never 0, and no ratio is
capped: a performance above 1 says that the ideal cycle is wrong. Over machines and shifts the elements are summed and
the ratios computed from the sums; averages of ratios mean nothing. Source: ISO 22400-2:2014, the time model and the
KPIs availability, effectiveness, quality ratio and overall equipment effectiveness index.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

type Kind = Literal["breakdown", "setup", "production", "planned_stop", "idle"]

PRECEDENCE: tuple[Kind, ...] = ("planned_stop", "breakdown", "setup", "production", "idle")
"""Where intervals of one machine overlap, the time counts once, for the first of these that is going on.

A planned stop comes first: it is no planned busy time, so nothing that is told beside it is lost or won in it.
"""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_RANK: dict[str, int] = {kind: rank for rank, kind in enumerate(PRECEDENCE)}


class Interval(NamedTuple):
    """What one machine did from `start` up to, not including, `end`."""

    start: datetime
    end: datetime
    kind: Kind


@dataclass(frozen=True, slots=True)
class TimeUse:
    """Seconds of one machine per kind; every second is counted once."""

    breakdown_s: float = 0.0
    setup_s: float = 0.0
    production_s: float = 0.0
    planned_stop_s: float = 0.0
    idle_s: float = 0.0

    @property
    def planned_busy_s(self) -> float:
        """PBT: breakdown, setup, production and idle; a planned stop was not planned to be busy."""
        return self.breakdown_s + self.setup_s + self.production_s + self.idle_s


def time_use(intervals: Iterable[tuple[datetime, datetime, Kind]]) -> TimeUse:
    """How one machine spent its time: the union of its intervals, overlaps given to the kind first in `PRECEDENCE`.

    The order of the intervals does not matter; one of no length adds nothing. Takes O(n log n).

    Raises `ValueError` when a time has no zone, an interval ends before it starts, or a kind is unknown.
    """
    edges: list[tuple[int, int, int]] = []
    for start, end, kind in intervals:
        begins, ends, rank = _checked(start, end, kind)
        edges += [(begins, rank, 1), (ends, rank, -1)]
    edges.sort()
    spent, going_on = [0] * len(PRECEDENCE), [0] * len(PRECEDENCE)
    since = edges[0][0] if edges else 0
    for at, rank, step in edges:
        if at > since:
            first = next((each for each, count in enumerate(going_on) if count), None)
            if first is not None:
                spent[first] += at - since
            since = at
        going_on[rank] += step
    return TimeUse(**{f"{kind}_s": us / 1_000_000 for kind, us in zip(PRECEDENCE, spent, strict=True)})


def going_on_throughout(use: TimeUse, kind: Kind, whole_s: float) -> TimeUse:
    """The same `whole_s` seconds of one machine where `kind` went on throughout as well: what comes before it in `PRECEDENCE`
    stays, and all the rest is its own. As `time_use` has it with an interval of that kind over the whole."""
    first = PRECEDENCE[: PRECEDENCE.index(kind)]
    kept = {f"{each}_s": getattr(use, f"{each}_s") for each in first}
    return TimeUse(**kept, **{f"{kind}_s": whole_s - math.fsum(kept.values())})


@dataclass(frozen=True, slots=True)
class Elements:
    """What OEE is made of; add the elements of machines and shifts (`sum(elements, Elements())`), never their ratios.

    `planned_busy_s` PBT, `production_s` APT, `setup_s`, `breakdown_s` (ADET): seconds, not negative. `ideal_s`: the sum
    over products of ideal cycle time x pieces produced, `None` when the ideal cycle of some of them is unknown, which
    then holds for any sum. `produced_pcs` counts good and bad pieces, `good_pcs` the good ones.
    """

    planned_busy_s: float = 0.0
    production_s: float = 0.0
    setup_s: float = 0.0
    breakdown_s: float = 0.0
    ideal_s: float | None = 0.0
    produced_pcs: int = 0
    good_pcs: int = 0

    def __add__(self, other: "Elements") -> "Elements":
        known = self.ideal_s is not None and other.ideal_s is not None
        return Elements(
            planned_busy_s=self.planned_busy_s + other.planned_busy_s,
            production_s=self.production_s + other.production_s,
            setup_s=self.setup_s + other.setup_s,
            breakdown_s=self.breakdown_s + other.breakdown_s,
            ideal_s=(self.ideal_s or 0.0) + (other.ideal_s or 0.0) if known else None,
            produced_pcs=self.produced_pcs + other.produced_pcs,
            good_pcs=self.good_pcs + other.good_pcs,
        )

    @property
    def processing_s(self) -> float:
        """AUPT: production and setup."""
        return self.production_s + self.setup_s

    @property
    def availability_ratio(self) -> float | None:
        """APT / PBT; `None` when nothing was planned."""
        return _ratio(self.production_s, self.planned_busy_s)

    @property
    def performance_ratio(self) -> float | None:
        """Effectiveness: ideal cycle x produced / APT; may exceed 1; `None` without production or ideal cycle."""
        return None if self.ideal_s is None else _ratio(self.ideal_s, self.production_s)

    @property
    def quality_ratio(self) -> float | None:
        """Good / produced; `None` when nothing was produced."""
        return _ratio(self.good_pcs, self.produced_pcs)

    @property
    def oee_ratio(self) -> float | None:
        """Availability x performance x quality, as `oee` has it."""
        return oee(self.availability_ratio, self.performance_ratio, self.quality_ratio)


def elements(use: TimeUse, *, ideal_s: float | None, produced_pcs: int, good_pcs: int) -> Elements:
    """The elements of one machine from how it spent its time and what it made. Units and `None` as in `Elements`."""
    return Elements(
        planned_busy_s=use.planned_busy_s,
        production_s=use.production_s,
        setup_s=use.setup_s,
        breakdown_s=use.breakdown_s,
        ideal_s=ideal_s,
        produced_pcs=produced_pcs,
        good_pcs=good_pcs,
    )


def oee(availability: float | None, performance: float | None, quality: float | None) -> float | None:
    """Availability x performance x quality: the product, not capped.

    A factor that is 0 makes it 0 whatever the others would have been: a machine that was broken down for its whole
    planned time has an OEE of 0. Otherwise a factor without data leaves it without data, `None`.
    """
    factors = (availability, performance, quality)
    if 0 in factors:
        return 0.0
    known = [factor for factor in factors if factor is not None]
    return math.prod(known) if len(known) == len(factors) else None


@dataclass(frozen=True, slots=True)
class MeanTime:
    """A mean time in seconds: `mean_s`, or, when nothing has ended it yet, that it is longer than `longer_than_s`.

    Both are `None` when nothing was observed.
    """

    mean_s: float | None = None
    longer_than_s: float | None = None


@dataclass(frozen=True, slots=True)
class Reliability:
    """Failures of one or more machines; add before dividing (`sum(all, Reliability())`).

    Convention: MTBF is operating time (APT) / failures, MTTR is time under breakdown / failures; MTTF is not told apart
    from MTBF and repair time is not part of it. ISO 22400-2 may divide by failures + 1; this does not.
    """

    operating_s: float = 0.0
    repair_s: float = 0.0
    failures: int = 0

    def __add__(self, other: "Reliability") -> "Reliability":
        return Reliability(
            self.operating_s + other.operating_s, self.repair_s + other.repair_s, self.failures + other.failures
        )

    @property
    def mtbf(self) -> MeanTime:
        """Operating time per failure; without a failure yet, longer than the time observed."""
        if self.failures:
            return MeanTime(mean_s=self.operating_s / self.failures)
        return MeanTime(longer_than_s=self.operating_s) if self.operating_s > 0 else MeanTime()

    @property
    def mttr_s(self) -> float | None:
        """Seconds under breakdown per failure; `None` without a failure."""
        return _ratio(self.repair_s, self.failures)

    @property
    def inherent_availability_ratio(self) -> float | None:
        """Operating / (operating + repair), that is MTBF / (MTBF + MTTR); `None` when nothing was observed."""
        return _ratio(self.operating_s, self.operating_s + self.repair_s)


def reliability(intervals: Iterable[tuple[datetime, datetime, Kind]]) -> Reliability:
    """The reliability of one machine from its uncut intervals.

    Breakdowns that overlap or touch are one failure; production under a breakdown is not operating time. Intervals cut
    at a shift day would count one failure twice. Raises `ValueError` as `time_use` does.
    """
    known = list(intervals)
    use = time_use(known)
    down = sorted(_checked(start, end, kind)[:2] for start, end, kind in known if kind == "breakdown")
    failures, until = 0, None
    for begins, ends in down:
        if until is None or begins > until:
            failures += 1
        until = ends if until is None else max(until, ends)
    return Reliability(operating_s=use.production_s, repair_s=use.breakdown_s, failures=failures)


def _checked(start: datetime, end: datetime, kind: str) -> tuple[int, int, int]:
    """Start and end in microseconds since 1970 and the rank of the kind."""
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("an interval's times are UTC instants, not times without a zone")
    if kind not in _RANK:
        raise ValueError(f"unknown kind of time: {kind}")
    begins, ends = (start - _EPOCH) // _MICROSECOND, (end - _EPOCH) // _MICROSECOND
    if ends < begins:
        raise ValueError("an interval ends before it starts")
    return begins, ends, _RANK[kind]


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
