"""Run rules: what is unlikely in a stable process although no single point need be beyond its limits.

Nelson 1 to 8 after L. S. Nelson, "The Shewhart Control Chart - Tests for Special Causes", Journal of Quality
Technology 16 (1984), 237-239; Western Electric 1 to 4 after the *Statistical Quality Control Handbook* (1956), 25-28.

Conventions, the same for every rule:

- A hit is the index of the point that completes the pattern, counting from 1. In "2 of 3" and "4 of 5" the completing
  point is itself beyond its line: what is already complete is not reported again by a point near the centre. All three
  or five points must exist.
- A point on a line is not beyond it, and a point on the centre is on neither side. A point on a one-sigma line counts
  as within one sigma, for rule 7 and for rule 8. Distances below the rounding of a double count as on the line.
- Nelson 8 asks for eight points beyond one sigma on either side or on one: Nelson pictures points on both sides, most
  implementations also report a one-sided run, and eight such points are no accident either way.
- Equal neighbours neither rise nor fall: they end a trend and an alternation.
- Every point has its own sigma where limits vary; trend and alternation look at the values themselves.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from unison.measures.descriptive import finite

type Hits = dict[int, tuple[int, ...]]
"""Rule number to the indices, from 1 and rising, of the points that complete its pattern; every rule is there."""

_ROUNDING = 8 * 2.0**-52
"""A few units in the last place: what sums and means of measured values lose."""

_BEYOND_1, _BEYOND_2, _BEYOND_3 = 2, 3, 4


def nelson(values: Sequence[float], center: float, sigma: float | Sequence[float]) -> Hits:
    """The hits of Nelson's eight rules.

    `sigma` is the standard error of the plotted statistic, one for all or one per point, in the unit of the values.
    1: beyond 3 sigma. 2: nine in a row on one side. 3: six in a row rising or falling. 4: fourteen in a row
    alternating. 5: two of three beyond 2 sigma on one side. 6: four of five beyond 1 sigma on one side. 7: fifteen in a
    row within 1 sigma. 8: eight in a row beyond 1 sigma.

    Raises `ValueError` when a number is not finite, a sigma negative, or the sigmas do not match the values.
    """
    numbers = finite(values, at_least=0, what="a series")
    levels = _levels(numbers, center, sigma)
    turns = _turns(numbers)
    return {
        1: _runs([abs(level) >= _BEYOND_3 for level in levels], 1),
        2: _runs(_sides(levels), 9),
        3: _runs(turns, 5, shift=1),
        4: _runs([one * other < 0 for one, other in pairwise(turns)], 12, shift=2),
        5: _enough_beyond(levels, 2, 3, _BEYOND_2),
        6: _enough_beyond(levels, 4, 5, _BEYOND_1),
        7: _runs([abs(level) < _BEYOND_1 for level in levels], 15),
        8: _runs([abs(level) >= _BEYOND_1 for level in levels], 8),
    }


def western_electric(values: Sequence[float], center: float, sigma: float | Sequence[float]) -> Hits:
    """The hits of the four Western Electric zone rules.

    1: beyond 3 sigma. 2: two of three beyond 2 sigma on one side. 3: four of five beyond 1 sigma on one side. 4: eight
    in a row on one side. Arguments and errors as `nelson`.
    """
    levels = _levels(finite(values, at_least=0, what="a series"), center, sigma)
    return {
        1: _runs([abs(level) >= _BEYOND_3 for level in levels], 1),
        2: _enough_beyond(levels, 2, 3, _BEYOND_2),
        3: _enough_beyond(levels, 4, 5, _BEYOND_1),
        4: _runs(_sides(levels), 8),
    }


def _levels(values: list[float], center: float, sigma: float | Sequence[float]) -> list[int]:
    """Per point: 0 on the centre, 1 within one sigma, 2, 3, 4 beyond one, two, three; negative below the centre."""
    sigmas = [float(sigma)] * len(values) if isinstance(sigma, int | float) else [float(each) for each in sigma]
    if len(sigmas) != len(values):
        raise ValueError(f"{len(sigmas)} sigmas for {len(values)} values")
    if not math.isfinite(center) or not all(math.isfinite(each) and each >= 0 for each in sigmas):
        raise ValueError("the centre is finite and no sigma is negative")
    return [_level(value, center, each) for value, each in zip(values, sigmas, strict=True)]


def _level(value: float, center: float, sigma: float) -> int:
    rounding, distance = _rounding(value, center), abs(value - center)
    if distance <= rounding:
        return 0
    level = 1 + (distance - sigma > rounding) + (distance - 2 * sigma > rounding) + (distance - 3 * sigma > rounding)
    return level if value > center else -level


def _turns(values: list[float]) -> list[int]:
    """1 where a value is above the one before it, -1 below, 0 equal; one fewer than the values."""
    return [_side(later, earlier) for earlier, later in pairwise(values)]


def _side(value: float, line: float) -> int:
    if abs(value - line) <= _rounding(value, line):
        return 0
    return 1 if value > line else -1


def _rounding(one: float, other: float) -> float:
    return _ROUNDING * max(abs(one), abs(other))


def _sides(levels: list[int]) -> list[int]:
    """1 above the centre, -1 below, 0 on it."""
    return [(level > 0) - (level < 0) for level in levels]


def _runs(marks: Sequence[int], length: int, *, shift: int = 0) -> tuple[int, ...]:
    """The index, from 1 and shifted, of every mark that ends so many equal marks in a row, none of them 0 or False."""
    hits: list[int] = []
    run, before = 0, 0
    for index, mark in enumerate(marks, start=1 + shift):
        run = 0 if not mark else run + 1 if mark == before else 1
        before = mark
        if run >= length:
            hits.append(index)
    return tuple(hits)


def _enough_beyond(levels: list[int], enough: int, of: int, line: int) -> tuple[int, ...]:
    """The index, from 1, of every point beyond the line with which enough of so many points are, on the same side."""
    hits: list[int] = []
    for end, last in enumerate(levels, start=1):
        if abs(last) >= line and end >= of:
            side = 1 if last > 0 else -1
            if sum(level * side >= line for level in levels[end - of : end]) >= enough:
                hits.append(end)
    return tuple(hits)
