"""Charts under a given centre and sigma, held to the published constants and to the charts that estimate theirs."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from unison.measures.control_charts import i_mr, xbar_r, xbar_s
from unison.measures.given_limits import Given, charts_given

FIVE = [[1.0, 2.0, 3.0, 4.0, 5.0]]
TEN = [[float(i) for i in range(10)]]


@pytest.mark.parametrize(
    ("kind", "groups", "center", "lower", "upper"),
    [
        ("xbar_r", FIVE, 2.326, 0.0, 4.918),  # d2, D1, D2 of Montgomery, appendix VI
        ("xbar_r", TEN, 3.078, 0.687, 5.469),
        ("xbar_s", FIVE, 0.9400, 0.0, 1.964),  # c4, B5, B6
        ("xbar_s", TEN, 0.9727, 0.276, 1.669),
    ],
)
def test_the_limits_of_a_spread_from_sigma_are_the_published_factors(
    kind: str, groups: list[list[float]], center: float, lower: float, upper: float
) -> None:
    spread = charts_given("xbar_r" if kind == "xbar_r" else "xbar_s", groups, Given(3.0, 1.0)).spread
    found = (spread.center, spread.points[0].lcl, spread.points[0].ucl)
    assert found == pytest.approx((center, lower, upper), abs=1e-3)


def test_the_limits_of_a_mean_are_three_standard_errors_about_the_given_centre() -> None:
    location = charts_given("xbar_r", FIVE, Given(10.0, 2.0)).location
    assert (location.points[0].lcl, location.points[0].ucl) == pytest.approx(
        (10 - 1.3416 * 2, 10 + 1.3416 * 2), abs=1e-3
    )


def test_single_values_have_moving_ranges_from_the_second_on() -> None:
    pair = charts_given("i_mr", [[12.5], [12.6], [12.3]], Given(12.5, 0.004))
    assert [p.value for p in pair.location.points] == [12.5, 12.6, 12.3]
    assert [p.value for p in pair.spread.points] == pytest.approx([0.1, 0.3])
    assert (pair.location.points[0].lcl, pair.location.points[0].ucl) == pytest.approx((12.488, 12.512))
    assert pair.spread.center == pytest.approx(1.128379 * 0.004, rel=1e-6)


def test_one_single_value_has_an_empty_chart_of_moving_ranges() -> None:
    pair = charts_given("i_mr", [[12.5]], Given(12.5, 0.004))
    assert len(pair.location.points) == 1
    assert pair.spread.points == ()


_NUMBER = st.floats(min_value=-1e6, max_value=1e6)


@examples(st.lists(st.lists(_NUMBER, min_size=2, max_size=8), min_size=1, max_size=12))
def test_given_what_a_chart_estimated_the_same_limits_come_out(groups: list[list[float]]) -> None:
    for kind, estimate in (("xbar_r", xbar_r), ("xbar_s", xbar_s)):
        made = estimate(groups)
        known = Given(made.location.center, made.location.sigma_within, made.spread.center)
        again = charts_given("xbar_r" if kind == "xbar_r" else "xbar_s", groups, known)
        for one, other in ((made.location, again.location), (made.spread, again.spread)):
            assert [(p.value, p.lcl, p.ucl, p.sigma) for p in one.points] == [
                (p.value, p.lcl, p.ucl, p.sigma) for p in other.points
            ]


@examples(st.lists(_NUMBER, min_size=2, max_size=20))
def test_given_what_a_chart_of_single_values_estimated_the_same_limits_come_out(values: list[float]) -> None:
    made = i_mr(values)
    again = charts_given(
        "i_mr", [[v] for v in values], Given(made.location.center, made.location.sigma_within, made.spread.center)
    )
    for one, other in ((made.location, again.location), (made.spread, again.spread)):
        assert [(p.value, p.lcl, p.ucl) for p in one.points] == [(p.value, p.lcl, p.ucl) for p in other.points]


@pytest.mark.parametrize(
    "numbers", [(float("nan"), 1.0, None), (0.0, -1.0, None), (0.0, 1.0, -0.1), (0.0, float("inf"), None)]
)
def test_what_is_no_limit_is_refused(numbers: tuple[float, float, float | None]) -> None:
    with pytest.raises(ValueError, match=r"finite|negative"):
        Given(*numbers)


def test_a_subgroup_of_one_has_no_place_on_a_chart_of_means() -> None:
    with pytest.raises(ValueError, match="needs at least 2"):
        charts_given("xbar_r", [[1.0, 2.0], [3.0]], Given(1.0, 1.0))
