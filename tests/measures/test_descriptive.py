"""Mean and standard deviation against NIST's certified values."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures_truth import needs, read_json

from unison.measures.descriptive import mean, sample_sd

reasonable = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)

CERTIFIED_DIGITS = {
    # The values ending in .1, .2, .3 are not doubles; at 10^6 and 10^7 that alone costs the other digits.
    "NUMACC3": 9.0,
    "NUMACC4": 8.0,
}


def digits(ours: float, certified: float) -> float:
    return 15.0 if ours == certified else -math.log10(abs(ours - certified) / abs(certified))


@needs("spc")
def test_mean_and_deviation_have_the_digits_nist_certifies() -> None:
    datasets = read_json("spc/nist_strd_univariate.json")["datasets"]
    assert len(datasets) == 7
    for dataset in datasets:
        values = [float(value) for value in dataset["values"]]
        assert len(values) == dataset["n"]
        assert digits(mean(values), float(dataset["certified_mean"])) > 14, dataset["name"]
        certified = float(dataset["certified_sd_n_minus_1"])
        assert digits(sample_sd(values), certified) > CERTIFIED_DIGITS.get(dataset["name"], 13), dataset["name"]
        assert sample_sd(values) == pytest.approx(statistics.stdev(values), rel=1e-13)


def test_numacc1_of_nist_strd_has_mean_10000002_and_deviation_1() -> None:
    assert mean([10000001, 10000003, 10000002]) == 10000002
    assert sample_sd([10000001, 10000003, 10000002]) == 1


@given(st.lists(reasonable, min_size=2, max_size=30))
def test_the_deviation_is_the_one_computed_with_exact_fractions(values: list[float]) -> None:
    assert sample_sd(values) == pytest.approx(statistics.stdev(values), rel=1e-12, abs=1e-150)


@given(reasonable, st.integers(2, 60))
def test_equal_values_deviate_by_exactly_nothing(value: float, count: int) -> None:
    assert mean([value] * count) == value
    assert sample_sd([value] * count) == 0


def test_too_few_values_and_values_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        mean([])
    with pytest.raises(ValueError, match="at least 2"):
        sample_sd([1.0])
    with pytest.raises(ValueError, match="finite"):
        mean([1.0, math.nan])
