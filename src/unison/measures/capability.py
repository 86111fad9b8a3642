"""Process capability against a specification, with confidence intervals.

Cp, Cpl, Cpu, Cpk and Cpm take sigma within (short term), Pp, Ppl, Ppu, Ppk and the overall Cpm the standard deviation
of all values (long term). Sources: Montgomery, *Introduction to Statistical Quality Control*, ch. 8; Kane, Journal of
Quality Technology 18 (1986), 41-52; Chan, Cheng and Spiring, ibid. 20 (1988), 162-175 for Cpm; Bissell, Applied
Statistics 39 (1990), 331-340 for the interval of Cpk; Boyles, Journal of Quality Technology 23 (1991), 17-26 for that
of Cpm.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from unison.measures.descriptive import finite, mean, sample_sd


@dataclass(frozen=True, slots=True)
class Specification:
    """What is asked for, in the unit of the values: a lower or an upper limit or both, and a target.

    Without a target the middle of two limits is the target; one limit has no target of its own and no Cpm. A natural
    bound, such as 0 for a roughness, is not a specification limit.

    Raises `ValueError` when both limits are absent, one is not finite, or the lower is not below the upper.
    """

    lsl: float | None = None
    usl: float | None = None
    target: float | None = None

    def __post_init__(self) -> None:
        given = [number for number in (self.lsl, self.usl, self.target) if number is not None]
        finite(given, at_least=0, what="a specification")
        if self.lsl is None and self.usl is None:
            raise ValueError("a specification has at least one limit")
        if self.lsl is not None and self.usl is not None and self.lsl >= self.usl:
            raise ValueError("the lower limit is below the upper one")


@dataclass(frozen=True, slots=True)
class Index:
    """A capability index, without unit, and its confidence interval; below 0 when the mean is out of specification."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Indices:
    """The indices of one sigma. `None` is an index that this specification does not have, or a sigma of 0.

    `potential`: Cp or Pp. `lower_side`, `upper_side`: Cpl, Cpu or Ppl, Ppu. `actual`: Cpk or Ppk, the worse side.
    `to_target`: Cpm.
    """

    potential: Index | None = None
    lower_side: Index | None = None
    upper_side: Index | None = None
    actual: Index | None = None
    to_target: Index | None = None


@dataclass(frozen=True, slots=True)
class Capability:
    """Both families of indices under their usual names, and what they were computed from."""

    count: int
    mean: float
    sigma_within: float
    sd_overall: float
    cp: Index | None
    cpl: Index | None
    cpu: Index | None
    cpk: Index | None
    cpm: Index | None
    pp: Index | None
    ppl: Index | None
    ppu: Index | None
    ppk: Index | None
    cpm_overall: Index | None


def capability(
    values: Sequence[float], specification: Specification, *, sigma_within: float, confidence: float = 0.95
) -> Capability:
    """The capability of a process from its values and the sigma within of its control chart, both in one unit.

    Intervals as `indices` gives them. Raises `ValueError` with fewer than two values, one that is not finite, a
    negative sigma or a confidence outside (0, 1).
    """
    center, overall = mean(values), sample_sd(values)
    short = indices(center, sigma_within, len(values), specification, confidence=confidence)
    long = indices(center, overall, len(values), specification, confidence=confidence)
    return Capability(
        count=len(values),
        mean=center,
        sigma_within=sigma_within,
        sd_overall=overall,
        cp=short.potential,
        cpl=short.lower_side,
        cpu=short.upper_side,
        cpk=short.actual,
        cpm=short.to_target,
        pp=long.potential,
        ppl=long.lower_side,
        ppu=long.upper_side,
        ppk=long.actual,
        cpm_overall=long.to_target,
    )


def indices(
    center: float, sigma: float, count: int, specification: Specification, *, confidence: float = 0.95
) -> Indices:
    """The indices of a mean and a sigma that `count` values gave.

    Potential: (USL - LSL) / 6 sigma, chi-square interval with count - 1 degrees of freedom. One side: distance of the
    mean to the limit / 3 sigma; each end of its interval is a one-sided bound of the confidence, so the two together
    hold less. Actual: the smaller side, two-sided normal interval after Bissell, also when there is but one limit. To
    target: potential / sqrt(1 + off), off = ((mean - target) / sigma)^2, chi-square interval with Boyles's degrees of
    freedom n (1 + off)^2 / (1 + 2 off), which are Patnaik's (n + lambda)^2 / (n + 2 lambda) for lambda = n off.
    With a sigma within the intervals are approximate: it has fewer degrees of freedom than the values.

    Raises `ValueError` when count is below 2, sigma negative, a number not finite or the confidence outside (0, 1).
    """
    finite([center, sigma], at_least=2, what="a capability")
    if count < 2 or sigma < 0 or not 0 < confidence < 1:
        raise ValueError("a capability needs two values, a sigma that is not negative, and a confidence inside (0, 1)")
    if sigma == 0:
        return Indices()
    lower = None if specification.lsl is None else (center - specification.lsl) / (3 * sigma)
    upper = None if specification.usl is None else (specification.usl - center) / (3 * sigma)
    potential = None if lower is None or upper is None else (lower + upper) / 2
    sides = [side for side in (lower, upper) if side is not None]
    one_sided, two_sided = NormalDist().inv_cdf(confidence), NormalDist().inv_cdf((1 + confidence) / 2)
    return Indices(
        potential=None if potential is None else _chi_square(potential, count - 1, confidence),
        lower_side=None if lower is None else _normal(lower, count, one_sided),
        upper_side=None if upper is None else _normal(upper, count, one_sided),
        actual=_normal(min(sides), count, two_sided),
        to_target=_to_target(potential, (center, sigma), count, specification, confidence),
    )


def _to_target(
    potential: float | None,
    process: tuple[float, float],
    count: int,
    specification: Specification,
    confidence: float,
) -> Index | None:
    if potential is None or specification.lsl is None or specification.usl is None:
        return None
    middle = (specification.lsl + specification.usl) / 2
    center, sigma = process
    off = ((center - (middle if specification.target is None else specification.target)) / sigma) ** 2
    freedom = count * (1 + off) ** 2 / (1 + 2 * off)
    return _chi_square(potential / math.sqrt(1 + off), freedom, confidence)


def _chi_square(value: float, freedom: float, confidence: float) -> Index:
    """The interval of an index whose sigma squared is chi-square distributed with that many degrees of freedom."""
    from scipy.special import gammaincinv  # noqa: PLC0415 - half a second that most commands can do without

    low, high = (2 * float(gammaincinv(freedom / 2, p)) for p in ((1 - confidence) / 2, (1 + confidence) / 2))
    return Index(value, value * math.sqrt(low / freedom), value * math.sqrt(high / freedom))


def _normal(value: float, count: int, quantile: float) -> Index:
    """Bissell's interval: the variance of the index is about 1 / 9n + index^2 / 2(n - 1)."""
    half = quantile * math.sqrt(1 / (9 * count) + value * value / (2 * (count - 1)))
    return Index(value, value - half, value + half)
