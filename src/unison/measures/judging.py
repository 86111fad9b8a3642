"""Which run rules one point completes: what the whole charts would say of it, from as few points as that takes.

The longest pattern has 15 points; a chart of moving ranges begins one value later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from unison.measures import control_charts as charts
from unison.measures.given_limits import Given, PairKind, charts_given
from unison.measures.run_rules import Hits, nelson, western_electric

LARGEST = 25
"""So many values of one subgroup a chart takes at most."""

_LOOKED_AT = 16
"""The subgroup and so many before it decide."""

type RuleSet = Literal["nelson", "western_electric"]

RULES: Mapping[RuleSet, Callable[[Sequence[float], float, Sequence[float]], Hits]] = {
    "nelson": nelson,
    "western_electric": western_electric,
}


@dataclass(frozen=True, slots=True)
class Completed:
    """A rule whose pattern the point completes on one of its two charts."""

    chart: charts.ChartKind
    rule_set: RuleSet
    rule: int


def fits(kind: PairKind, size: int) -> bool:
    """Whether the charts of this kind take a subgroup of so many values."""
    return size == 1 if kind == "i_mr" else 1 < size <= LARGEST


def completed(
    kind: PairKind,
    subgroups: Sequence[Sequence[float | Decimal]],
    place: int,
    *,
    limits_from: int | None = None,
    given: Given | None = None,
) -> list[Completed]:
    """The rules that the subgroup at `place`, from 0, completes: the location chart's first, Nelson's before Western Electric's.

    `subgroups` stand in the order of measuring. Limits are `given`, or come from the first `limits_from` of them, or from all; none
    where they are too few. Raises `ValueError` for a subgroup that does not fit the kind.
    """
    limits = given or _estimated(kind, subgroups[:limits_from])
    if limits is None:
        return []
    seen = [[float(value) for value in group] for group in subgroups[max(0, place - _LOOKED_AT) : place + 1]]
    pair = charts_given(kind, seen, limits)
    found: list[Completed] = []
    for chart in (pair.location, pair.spread):
        last = len(chart.points)
        for rule_set, rules in RULES.items():
            hits = rules(chart.values, chart.center, chart.sigmas)
            found += [Completed(chart.kind, rule_set, rule) for rule, ends in hits.items() if last and last in ends]
    return found


def _estimated(kind: PairKind, subgroups: Sequence[Sequence[float | Decimal]]) -> Given | None:
    if len(subgroups) < (2 if kind == "i_mr" else 1):
        return None
    groups = [[float(value) for value in group] for group in subgroups]
    if kind == "i_mr":
        pair = charts.i_mr([group[0] for group in groups])
    else:
        pair = charts.xbar_r(groups) if kind == "xbar_r" else charts.xbar_s(groups)
    return Given(pair.location.center, pair.location.sigma_within, pair.spread.center)
