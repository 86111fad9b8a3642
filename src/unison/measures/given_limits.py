"""Control charts whose centre and sigma are given, not estimated from the points drawn.

The limits of "standard given" control: Montgomery, *Introduction to Statistical Quality Control*, ch. 6; ASTM E2587,
section 9. Also the tail of a longer chart, whose limits were settled over more points than are drawn.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from unison.measures.chart_constants import c4, d2, d3
from unison.measures.control_charts import Chart, ChartKind, ChartPair, ChartPoint
from unison.measures.descriptive import finite, mean, sample_sd

type PairKind = Literal["xbar_r", "xbar_s", "i_mr"]


@dataclass(frozen=True, slots=True)
class Given:
    """A centre and the process's standard deviation, in the unit of the values.

    `spread_center` is the centre of the R, S or MR chart where it is known too; without it the centre is what sigma
    leads one to expect (d2 sigma, c4 sigma), weighted by size where subgroups differ in size.

    Raises `ValueError` when a number is not finite or sigma is negative.
    """

    center: float
    sigma: float
    spread_center: float | None = None

    def __post_init__(self) -> None:
        numbers = [self.center, self.sigma, self.spread_center or 0.0]
        if min(finite(numbers, at_least=3, what="given limits")[1:]) < 0:
            raise ValueError("a given sigma is not negative, nor is the centre of a spread")


def charts_given(kind: PairKind, subgroups: Sequence[Sequence[float]], given: Given) -> ChartPair:
    """The two charts of the subgroups under given limits; single values are subgroups of one.

    No point takes part in computing the limits. The moving ranges begin at the second value. Raises `ValueError` when
    a subgroup is too small for the kind (two values, one for `i_mr`) or a value is not finite.
    """
    groups = [finite(group, at_least=1 if kind == "i_mr" else 2, what="a subgroup") for group in subgroups]
    if kind == "i_mr":
        singles = [group[0] for group in groups]
        moving = [abs(later - earlier) for earlier, later in pairwise(singles)]
        return ChartPair(
            location=_location("I", singles, [1] * len(singles), given),
            spread=_spread("MR", moving, [2] * len(moving), given),
        )
    sizes = [len(group) for group in groups]
    if kind == "xbar_r":
        spread = _spread("R", [max(group) - min(group) for group in groups], sizes, given)
    else:
        spread = _spread("S", [sample_sd(group) for group in groups], sizes, given)
    return ChartPair(location=_location("xbar", [mean(group) for group in groups], sizes, given), spread=spread)


def _location(kind: ChartKind, values: list[float], sizes: list[int], given: Given) -> Chart:
    errors = [given.sigma / math.sqrt(size) for size in sizes]
    return Chart(kind, given.center, given.sigma, _points(values, sizes, given.center, errors, floor=-math.inf))


def _spread(kind: ChartKind, values: list[float], sizes: list[int], given: Given) -> Chart:
    expected, error = (c4, _c5) if kind == "S" else (d2, d3)
    center = given.spread_center
    if center is None:
        center = given.sigma * (math.fsum(n * expected(n) for n in sizes) / sum(sizes) if sizes else expected(2))
    errors = [given.sigma * error(size) for size in sizes]
    return Chart(kind, center, given.sigma, _points(values, sizes, center, errors, floor=0.0))


def _points(
    values: list[float], sizes: list[int], center: float, errors: list[float], *, floor: float
) -> tuple[ChartPoint, ...]:
    return tuple(
        ChartPoint(index, str(index), value, size, error, max(floor, center - 3 * error), center + 3 * error, False)
        for index, (value, size, error) in enumerate(zip(values, sizes, errors, strict=True), start=1)
    )


def _c5(n: int) -> float:
    """The standard deviation of the standard deviation of n standard normal values."""
    return math.sqrt(1 - c4(n) ** 2)
