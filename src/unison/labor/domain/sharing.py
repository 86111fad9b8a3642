"""How an operator's paid time is shared among all that they work on at once.

The rule: at every moment the time is shared equally among what is worked on at that moment. So two jobs from 8 to 10 take an hour
each. In a break of the clock nobody works, on any job. A break of which only the length was told is spread evenly over its entry:
two entries from 8 to 10, each with the same half hour of break, take 45 minutes each, and bear 15 minutes of the break.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import batched, pairwise
from types import MappingProxyType
from typing import NamedTuple

type Span = tuple[datetime, datetime]
"""From a moment until another, which is not included."""

_EPOCH, _TICK, _TICKS_IN_S = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1), 1_000_000
_NO_CUTS: Mapping[str, Sequence[datetime]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Time on one thing. In the `rests`, breaks of known moments, it is not worked on; `breaks_s` seconds more of breaks, at most
    as long as it is, are spread evenly over it."""

    span: Span
    rests: tuple[Span, ...] = ()
    breaks_s: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Seconds that are paid for a stretch, and those of breaks that it bears: together its part of the time that went by."""

    paid_s: Decimal
    rested_s: Decimal


def rests_within(breaks: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """What of the breaks lies within a span, in order and apart from each other."""
    inside = ((max(since, span[0]), min(until, span[1])) for since, until in breaks)
    return joined((since, until) for since, until in inside if since < until)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as there can be, in order."""
    found = list[Span]()
    for since, until in sorted(spans):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return tuple(found)


def shares(stretches: Mapping[str, Stretch]) -> dict[str, Share]:
    """The share of each. Each is rounded to a microsecond, and never their sum, which is exactly what was worked and rested."""
    return {name: parts[0] for name, parts in shares_in_parts(stretches).items()}


def shares_in_parts(
    stretches: Mapping[str, Stretch], cuts: Mapping[str, Sequence[datetime]] = _NO_CUTS
) -> dict[str, list[Share]]:
    """The share of each, in the parts between the moments at which it is cut."""
    return {name: parts for cluster in clusters(stretches) for name, parts in _shares(cluster, stretches, cuts).items()}


def clusters(stretches: Mapping[str, Stretch]) -> Iterator[list[str]]:
    """The names of those that have to do with each other: each overlaps another of its cluster, or stands alone."""
    cluster, until = list[str](), None
    for name in sorted(stretches, key=lambda each: stretches[each].span):
        began, ended = stretches[name].span
        if until is not None and began >= until:
            yield cluster
            cluster, until = [], None
        cluster.append(name)
        until = ended if until is None else max(until, ended)
    if cluster:
        yield cluster


def _shares(
    cluster: Sequence[str], stretches: Mapping[str, Stretch], cuts: Mapping[str, Sequence[datetime]]
) -> dict[str, list[Share]]:
    """Those that ended first come first, so that what is told of later ones leaves their rounding as it is."""
    parts = {name: _parts(stretches[name], cuts.get(name, ())) for name in cluster}
    clock = _clock([part for each in parts.values() for part in each])
    paid, rested = _Rounded(), _Rounded()
    shared = dict[str, list[Share]]()
    for name in sorted(cluster, key=lambda each: (stretches[each].span[1], each)):
        shared[name] = []
        for part in parts[name]:
            worked = sum((clock[until].worked - clock[since].worked for since, until in part.working), Fraction(0))
            idle = sum((clock[until].rested - clock[since].rested for since, until in part.resting), Fraction(0))
            breaks = worked * part.on_break
            shared[name].append(Share(paid_s=paid.seconds(worked - breaks), rested_s=rested.seconds(idle + breaks)))
    return shared


class _Part(NamedTuple):
    """A stretch between two cuts, in microseconds: where it is worked on, of which `on_break` is the part that was a break, and
    where it rests."""

    working: list[tuple[int, int]]
    resting: list[tuple[int, int]]
    on_break: Fraction


def _parts(stretch: Stretch, cuts: Iterable[datetime]) -> list[_Part]:
    began, ended = map(_ticks, stretch.span)
    resting = [(_ticks(since), _ticks(until)) for since, until in stretch.rests]
    edges = [began, *(since_or_until for rest in resting for since_or_until in rest), ended]
    working = list(batched(edges, 2))
    on_break = Fraction(stretch.breaks_s) * _TICKS_IN_S / (ended - began) if ended > began else Fraction(0)
    parts = [began, *sorted({at for at in map(_ticks, cuts) if began < at < ended}), ended]
    return [_Part(_within(working, *part), _within(resting, *part), on_break) for part in pairwise(parts)]


def _within(spans: Iterable[tuple[int, ...]], began: int, ended: int) -> list[tuple[int, int]]:
    cut = ((max(since, began), min(until, ended)) for since, until in spans)
    return [(since, until) for since, until in cut if since < until]


class _Reading(NamedTuple):
    """What of the time until a moment is one's own, who works on all that is worked on; and who rests when nobody works."""

    worked: Fraction
    rested: Fraction


def _clock(parts: Iterable[_Part]) -> dict[int, _Reading]:
    """By each moment at which something begins or ends: while two things are worked on, the clock goes at half its speed."""
    working, resting = Counter[int](), Counter[int]()
    for part in parts:
        for count, spans in ((working, part.working), (resting, part.resting)):
            for since, until in spans:
                count[since] += 1
                count[until] -= 1
    read, now, before, at_work, at_rest = dict[int, _Reading](), _Reading(Fraction(0), Fraction(0)), 0, 0, 0
    for at in sorted({*working, *resting}):
        if at_work:
            now = now._replace(worked=now.worked + Fraction(at - before, at_work))
        elif at_rest:
            now = now._replace(rested=now.rested + Fraction(at - before, at_rest))
        read[at] = now
        at_work, at_rest, before = at_work + working[at], at_rest + resting[at], at
    return read


class _Rounded:
    """Amounts of microseconds as seconds: what is rounded is their running sum, so that they add up to it."""

    def __init__(self) -> None:
        self._sum, self._told = Fraction(0), 0

    def seconds(self, ticks: Fraction) -> Decimal:
        self._sum += ticks
        told = round(self._sum)
        seconds, self._told = Decimal(told - self._told) / _TICKS_IN_S, told
        return seconds


def _ticks(at: datetime) -> int:
    return (at - _EPOCH) // _TICK
