"""Mean and standard deviation that keep their digits when the values are large and close together."""

import math
from collections.abc import Sequence


def finite(values: Sequence[float], *, at_least: int, what: str) -> list[float]:
    """The values as floats. Raises `ValueError` when there are fewer than `at_least` or one is NaN or infinite."""
    checked = [float(value) for value in values]
    if len(checked) < at_least:
        raise ValueError(f"{what}: needs at least {at_least}, got {len(checked)}")
    if not all(map(math.isfinite, checked)):
        raise ValueError(f"{what}: every value must be a finite number")
    return checked


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, in the unit of the values; the sum is rounded once.

    Raises `ValueError` when there is no value or one is not finite.
    """
    numbers = finite(values, at_least=1, what="a mean")
    center = math.fsum(numbers) / len(numbers)
    return min(max(center, min(numbers)), max(numbers))


def sample_sd(values: Sequence[float]) -> float:
    """The sample standard deviation (divisor n - 1), in the unit of the values, 0 when all are equal.

    The corrected two-pass algorithm: the second term takes out the rounding of the mean. Source: Chan, Golub and
    LeVeque, "Algorithms for Computing the Sample Variance", The American Statistician 37 (1983), eq. 1.7.

    Raises `ValueError` with fewer than two values or a value that is not finite.
    """
    numbers = finite(values, at_least=2, what="a standard deviation")
    center = mean(numbers)
    deviations = [number - center for number in numbers]
    squares = math.fsum(deviation * deviation for deviation in deviations)
    correction = math.fsum(deviations) ** 2 / len(numbers)
    return math.sqrt(max(0.0, squares - correction) / (len(numbers) - 1))
