"""The constants of control charts for any subgroup size, computed from their definitions.

Sources: c4, d2, d3 and what follows from them as tabulated in ASTM E2587 and Montgomery, *Introduction to Statistical
Quality Control*, appendix VI; the distribution of the range after Tippett, Biometrika 17 (1925), 364-387.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

_WIDEST_RANGE = 24.0
"""In standard deviations. Beyond it the range of any practical subgroup has no probability left in a double."""

_RANGE_NODES = 256
_NORMAL_STEP = 0.05


@dataclass(frozen=True, slots=True)
class ChartConstants:
    """The factors of one subgroup size `n`; all without unit.

    `a`, `a2`, `a3`: limits of a mean from sigma, the mean range, the mean standard deviation. `c4`, `d2`: expected
    standard deviation and range of n standard normal values; `d3`: the standard deviation of that range. `b3`..`b6`:
    limits of S from its mean (3, 4) or sigma (5, 6). `d_1`..`d_4`: the tables' D1 to D4, limits of R from sigma (1, 2)
    or its mean (3, 4). `e2`: limits of single values from the mean range. Lower limits are never below 0.
    """

    n: int
    a: float
    a2: float
    a3: float
    c4: float
    d2: float
    d3: float
    b3: float
    b4: float
    b5: float
    b6: float
    d_1: float
    d_2: float
    d_3: float
    d_4: float
    e2: float


def c4(n: int) -> float:
    """The expected standard deviation of n standard normal values: sqrt(2/(n-1)) Gamma(n/2) / Gamma((n-1)/2).

    Between 0.797 (n = 2) and 1. Raises `ValueError` below n = 2.
    """
    _refuse_below_two(n)
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))


def d2(n: int) -> float:
    """The expected range of n standard normal values; 1.128 for n = 2, rising. Raises `ValueError` below n = 2."""
    return _range_moments(n)[0]


def d3(n: int) -> float:
    """The standard deviation of the range of n standard normal values. Raises `ValueError` below n = 2."""
    return _range_moments(n)[1]


@lru_cache(maxsize=1024)
def chart_constants(n: int) -> ChartConstants:
    """All constants of subgroup size n. Raises `ValueError` below n = 2."""
    c, mean_range, sd_range = c4(n), d2(n), d3(n)
    s_spread = 3 * math.sqrt(1 - c * c)
    r_spread = 3 * sd_range
    return ChartConstants(
        n=n,
        a=3 / math.sqrt(n),
        a2=3 / (mean_range * math.sqrt(n)),
        a3=3 / (c * math.sqrt(n)),
        c4=c,
        d2=mean_range,
        d3=sd_range,
        b3=max(0.0, 1 - s_spread / c),
        b4=1 + s_spread / c,
        b5=max(0.0, c - s_spread),
        b6=c + s_spread,
        d_1=max(0.0, mean_range - r_spread),
        d_2=mean_range + r_spread,
        d_3=max(0.0, 1 - r_spread / mean_range),
        d_4=1 + r_spread / mean_range,
        e2=3 / mean_range,
    )


@lru_cache(maxsize=1024)
def _range_moments(n: int) -> tuple[float, float]:
    """Mean and standard deviation of the range W of n standard normal values.

    P(W <= w) = n * integral of phi(x) (Phi(x+w) - Phi(x))^(n-1) dx; then E W = integral of P(W > w) dw and
    E W^2 = 2 * integral of w P(W > w) dw. The inner integrand is smooth and dies out at both ends, where the
    trapezoid rule converges faster than any power; the outer one takes Gauss-Legendre nodes.
    """
    _refuse_below_two(n)
    import numpy as np  # noqa: PLC0415 - as the next
    from scipy.special import ndtr  # noqa: PLC0415 - half a second that most commands can do without

    nodes, weights = np.polynomial.legendre.leggauss(_RANGE_NODES)
    w = (nodes + 1) * (_WIDEST_RANGE / 2)
    weight = weights * (_WIDEST_RANGE / 2)
    x = np.arange(-12.0, 12.0, _NORMAL_STEP)
    density = np.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    between = np.asarray(ndtr(x[None, :] + w[:, None])) - np.asarray(ndtr(x))[None, :]
    wider = 1 - n * _NORMAL_STEP * np.sum(density * between ** (n - 1), axis=1)
    first = float(np.sum(weight * wider))
    second = 2 * float(np.sum(weight * w * wider))
    return first, math.sqrt(second - first * first)


def _refuse_below_two(n: int) -> None:
    if n < 2:
        raise ValueError(f"a subgroup has at least two values, not {n}")
