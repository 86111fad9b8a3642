"""Control charts of measured values: X-bar with R or S, and single values with moving ranges.

Limits are the centre plus and minus three standard errors, a lower limit of a spread never below 0. Where subgroups
differ in size every point has limits of its own, the centre is weighted by size, and sigma within is the plain mean of
the subgroups' own estimates R/d2 or s/c4. Sources: Montgomery, *Introduction to Statistical Quality Control*, ch. 6;
ISO 7870-2; Burr, Journal of Quality Technology 1 (1969) for unequal sizes.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from unison.measures.chart_constants import c4, d2, d3
from unison.measures.descriptive import finite, mean, sample_sd

type ChartKind = Literal["xbar", "R", "S", "I", "MR"]
type SigmaMethod = Literal["range", "sd", "pooled"]
type LimitsFrom = int | Sequence[bool] | None
"""What the limits come from: the first so many subgroups, a flag for each, or (`None`) all of them."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One plotted value with its own limits, all in the unit of the statistic; `index` counts from 1.

    `sigma` is the standard error of the plotted statistic, the ruler of the run rules. `in_limits` says whether the
    point took part in computing the limits.
    """

    index: int
    label: str
    value: float
    size: int
    sigma: float
    lcl: float
    ucl: float
    in_limits: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it plots, its centre line, the process's sigma within, and its points in order."""

    kind: ChartKind
    center: float
    sigma_within: float
    points: tuple[ChartPoint, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """The plotted statistics in order."""
        return tuple(point.value for point in self.points)

    @property
    def sigmas(self) -> tuple[float, ...]:
        """The standard error of every point, in order."""
        return tuple(point.sigma for point in self.points)


@dataclass(frozen=True, slots=True)
class ChartPair:
    """Two charts of one process: where it is (`xbar` or `I`) and how much it spreads (`R`, `S` or `MR`)."""

    location: Chart
    spread: Chart


@dataclass(frozen=True, slots=True)
class _Plot:
    """What is drawn and which of it the limits come from."""

    values: list[float]
    sizes: list[int]
    labels: list[str]
    chosen: list[bool]


@dataclass(frozen=True, slots=True)
class _Spread:
    """A statistic of spread, its standard error for sigma 1, and how sigma within follows from it."""

    kind: Literal["R", "S"]
    of: Callable[[Sequence[float]], float]
    error: Callable[[int], float]
    method: SigmaMethod


def xbar_r(
    subgroups: Sequence[Sequence[float]], *, labels: Sequence[str] | None = None, limits_from: LimitsFrom = None
) -> ChartPair:
    """X-bar and R charts of subgroups of two or more values; sigma within is the mean of R/d2.

    Raises `ValueError` when a subgroup has fewer than two values or one is not finite, when labels or flags do not
    match the subgroups, or when no subgroup is left for the limits.
    """
    return _pair(subgroups, _Spread("R", _range, d3, "range"), labels, limits_from)


def xbar_s(
    subgroups: Sequence[Sequence[float]], *, labels: Sequence[str] | None = None, limits_from: LimitsFrom = None
) -> ChartPair:
    """X-bar and S charts of subgroups of two or more values; sigma within is the mean of s/c4.

    Raises `ValueError` as `xbar_r` does.
    """
    return _pair(subgroups, _Spread("S", sample_sd, _c5, "sd"), labels, limits_from)


def i_mr(values: Sequence[float], *, labels: Sequence[str] | None = None, limits_from: LimitsFrom = None) -> ChartPair:
    """Single values and their moving ranges of two; sigma within is the mean moving range over d2(2).

    A moving range bears the label of its later value, and counts for the limits when both of its values do; the first
    moving range is point 1. Raises `ValueError` with fewer than two values, a value that is not finite, labels or flags
    that do not match, or no moving range left for the limits.
    """
    single = _plot(finite(values, at_least=2, what="a chart of single values"), [1] * len(values), labels, limits_from)
    pairs = list(zip(single.values, single.values[1:], strict=False))
    moving = _Plot(
        values=[abs(later - earlier) for earlier, later in pairs],
        sizes=[2] * len(pairs),
        labels=single.labels[1:],
        chosen=[one and other for one, other in zip(single.chosen, single.chosen[1:], strict=False)],
    )
    if not any(moving.chosen):
        raise ValueError("the limits need two neighbouring values")
    sigma = _weighted(moving) / d2(2)
    return ChartPair(
        location=_chart("I", single, sigma, [sigma] * len(single.values), floor=-math.inf),
        spread=_chart("MR", moving, sigma, [sigma * d3(2)] * len(pairs), floor=0.0),
    )


def sigma_within(subgroups: Sequence[Sequence[float]], method: SigmaMethod = "range") -> float:
    """The process's standard deviation within subgroups, in the unit of the values.

    `range`: mean of R/d2. `sd`: mean of s/c4. `pooled`: the root of the pooled variance over c4 of its degrees of
    freedom plus one. Raises `ValueError` when there is no subgroup or one has fewer than two values.
    """
    groups = [finite(group, at_least=2, what="a subgroup") for group in subgroups]
    if not groups:
        raise ValueError("no subgroup to estimate sigma from")
    if method == "range":
        return mean([_range(group) / d2(len(group)) for group in groups])
    if method == "sd":
        return mean([sample_sd(group) / c4(len(group)) for group in groups])
    freedom = sum(len(group) - 1 for group in groups)
    pooled = math.fsum((len(group) - 1) * sample_sd(group) ** 2 for group in groups) / freedom
    return math.sqrt(pooled) / c4(freedom + 1)


def _pair(
    subgroups: Sequence[Sequence[float]], spread: _Spread, labels: Sequence[str] | None, limits_from: LimitsFrom
) -> ChartPair:
    groups = [finite(group, at_least=2, what="a subgroup") for group in subgroups]
    sizes = [len(group) for group in groups]
    means = _plot([mean(group) for group in groups], sizes, labels, limits_from)
    spreads = _plot([spread.of(group) for group in groups], sizes, labels, limits_from)
    sigma = sigma_within([group for group, chosen in zip(groups, means.chosen, strict=True) if chosen], spread.method)
    return ChartPair(
        location=_chart("xbar", means, sigma, [sigma / math.sqrt(size) for size in sizes], floor=-math.inf),
        spread=_chart(spread.kind, spreads, sigma, [sigma * spread.error(size) for size in sizes], floor=0.0),
    )


def _plot(values: list[float], sizes: list[int], labels: Sequence[str] | None, limits_from: LimitsFrom) -> _Plot:
    names = [str(index) for index in range(1, len(values) + 1)] if labels is None else list(labels)
    if len(names) != len(values):
        raise ValueError(f"{len(names)} labels for {len(values)} points")
    return _Plot(values, sizes, names, _chosen(limits_from, len(values)))


def _chosen(limits_from: LimitsFrom, count: int) -> list[bool]:
    """One flag per point: does it take part in the limits?"""
    if limits_from is None:
        flags = [True] * count
    elif isinstance(limits_from, int):
        if not 1 <= limits_from <= count:
            raise ValueError(f"limits from the first {limits_from} of {count} points")
        flags = [index < limits_from for index in range(count)]
    else:
        flags = [bool(flag) for flag in limits_from]
    if len(flags) != count:
        raise ValueError(f"{len(flags)} flags for {count} points")
    if not any(flags):
        raise ValueError("no point is left for the limits")
    return flags


def _chart(kind: ChartKind, plot: _Plot, sigma: float, errors: list[float], *, floor: float) -> Chart:
    center = _weighted(plot)
    points = tuple(
        ChartPoint(index, label, value, size, error, max(floor, center - 3 * error), center + 3 * error, chosen)
        for index, (label, value, size, error, chosen) in enumerate(
            zip(plot.labels, plot.values, plot.sizes, errors, plot.chosen, strict=True), start=1
        )
    )
    return Chart(kind, center, sigma, points)


def _weighted(plot: _Plot) -> float:
    """The mean of the chosen values, each as heavy as its subgroup is large."""
    chosen = [(value, size) for value, size, yes in zip(plot.values, plot.sizes, plot.chosen, strict=True) if yes]
    return math.fsum(value * size for value, size in chosen) / sum(size for _, size in chosen)


def _range(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _c5(n: int) -> float:
    """The standard deviation of the standard deviation of n standard normal values."""
    return math.sqrt(1 - c4(n) ** 2)
