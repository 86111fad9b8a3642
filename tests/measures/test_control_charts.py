"""Chart constants and control charts against published tables and qcc."""

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures_truth import column, groups, hard_bake, needs, pistonrings, read_json, read_rows

from unison.measures.chart_constants import ChartConstants, c4, chart_constants, d2, d3
from unison.measures.control_charts import Chart, i_mr, sigma_within, xbar_r, xbar_s
from unison.measures.run_rules import nelson, western_electric

TABLE: dict[str, Callable[[ChartConstants], float]] = {
    "A": lambda k: k.a,
    "A2": lambda k: k.a2,
    "A3": lambda k: k.a3,
    "c4": lambda k: k.c4,
    "inv_c4": lambda k: 1 / k.c4,
    "d2": lambda k: k.d2,
    "inv_d2": lambda k: 1 / k.d2,
    "d3": lambda k: k.d3,
    "B3": lambda k: k.b3,
    "B4": lambda k: k.b4,
    "B5": lambda k: k.b5,
    "B6": lambda k: k.b6,
    "D1": lambda k: k.d_1,
    "D2": lambda k: k.d_2,
    "D3": lambda k: k.d_3,
    "D4": lambda k: k.d_4,
    "E2": lambda k: k.e2,
}

THINNED = frozenset({9, 10, 30, 35, 45, 64, 65, 74, 75, 85, 99, 100})
"""The rows of pistonrings that qcc's documentation takes out to show subgroups of unequal size."""


def cc1() -> list[list[float]]:
    return groups("nist_dataplot_CC1_wafer_thickness", "day", "thickness")


def gear() -> list[list[float]]:
    return groups("nist_dataplot_GEAR", "batch", "diameter")


def thinned() -> list[list[float]]:
    return groups("pistonrings", "sample", "diameter", leave_out=THINNED)[:25]


def viscosity(count: int = 35) -> list[float]:
    return column("viscosity", "viscosity")[:count]


OURS: dict[str, Callable[[], Chart]] = {
    "pistonrings_xbar_trial_UWAVE-R": lambda: xbar_r(pistonrings(25)).location,
    "pistonrings_S_trial": lambda: xbar_s(pistonrings(25)).spread,
    "pistonrings_S_phase2": lambda: xbar_s(pistonrings(), limits_from=25).spread,
    "pistonrings_R_variable_n": lambda: xbar_r(thinned()).spread,
    "viscosity_I_trial_MR": lambda: i_mr(viscosity(20)).location,
    "viscosity_I_phase2": lambda: i_mr(viscosity(), limits_from=[index < 20 for index in range(35)]).location,
    "boiler_t1_I": lambda: i_mr(column("boiler", "t1")).location,
    "boiler_t3_I": lambda: i_mr(column("boiler", "t3")).location,
    "boiler_t5_I": lambda: i_mr(column("boiler", "t5")).location,
    "boiler_t7_I": lambda: i_mr(column("boiler", "t7")).location,
    "boiler_t8_I": lambda: i_mr(column("boiler", "t8")).location,
    "nist_6322_flowrate_MR": lambda: i_mr(column("nist_ehandbook_6322_flowrate", "flowrate")).spread,
    "viscosity_trial_MR": lambda: i_mr(viscosity(20)).spread,
    "nist_CC1_R": lambda: xbar_r(cc1()).spread,
    "nist_CC1_S": lambda: xbar_s(cc1()).spread,
    "nist_CC1_xbar_from_S": lambda: xbar_s(cc1()).location,
    "nist_GEAR_R": lambda: xbar_r(gear()).spread,
    "nist_GEAR_S": lambda: xbar_s(gear()).spread,
    "montgomery_hardbake_R": lambda: xbar_r(hard_bake()).spread,
}

COUNTS = "a chart of counts; this room draws charts of measured values, and test_run_rules holds its violations"
LEFT_OUT = {
    "orangejuice_p_trial": COUNTS,
    "orangejuice_np_trial": COUNTS,
    "orangejuice2_p": COUNTS,
    "circuit_c_trial": COUNTS,
    "dyedcloth_u": COUNTS,
    "nist_6331_c": COUNTS,
    "nist_6332_p": COUNTS,
    "nist_CCC_c": COUNTS,
    "nist_CCPN_np": COUNTS,
    "nist_CCU_u_variable_n": COUNTS,
}


def qcc_charts() -> dict[str, Any]:
    return {chart["id"]: chart for chart in read_json("spc/qcc_charts.json")["charts"]}


def per_point(limits: list[float], count: int) -> list[float]:
    return limits * count if len(limits) == 1 else limits


@needs("spc")
def test_every_constant_from_2_to_25_agrees_with_the_exact_table() -> None:
    rows = read_rows("spc/constants_exact.csv")
    assert [int(row["n"]) for row in rows] == list(range(2, 26))
    for row in rows:
        ours = chart_constants(int(row["n"]))
        assert set(row) == {"n", *TABLE}
        for name, constant in TABLE.items():
            assert constant(ours) == pytest.approx(float(row[name]), abs=1e-9), (name, row["n"])


@needs("spc")
def test_every_constant_agrees_with_the_printed_table_in_its_last_digit() -> None:
    rows = read_rows("spc/constants_published_3dp.csv")
    assert len(rows) == 24
    for row in rows:
        ours = chart_constants(int(row["n"]))
        for name in set(row) - {"n"}:
            assert TABLE[name](ours) == pytest.approx(float(row[name]), abs=0.00101), (name, row["n"])


@needs("spc")
def test_every_chart_of_qcc_is_held_or_left_out_for_a_reason() -> None:
    assert set(qcc_charts()) == set(OURS) | set(LEFT_OUT)
    assert len(OURS) == 19


@needs("spc")
@pytest.mark.parametrize("name", OURS)
def test_the_chart_has_the_points_centre_sigma_and_limits_of_qcc(name: str) -> None:
    theirs, ours = qcc_charts()[name], OURS[name]()
    count = theirs["n_groups"] + theirs["n_new_groups"]
    assert [point.index for point in ours.points] == list(range(1, count + 1))
    assert [point.size for point in ours.points] == theirs["sizes"]
    assert sum(point.in_limits for point in ours.points) == theirs["n_groups"]
    assert ours.values == pytest.approx(theirs["statistics"], rel=1e-9)
    assert ours.center == pytest.approx(theirs["center"][0], rel=1e-9)
    assert ours.sigma_within == pytest.approx(theirs["std_dev"][0], rel=1e-3)
    assert [point.lcl for point in ours.points] == pytest.approx(per_point(theirs["lcl"], count), rel=1e-3)
    assert [point.ucl for point in ours.points] == pytest.approx(per_point(theirs["ucl"], count), rel=1e-3)


@needs("spc")
@pytest.mark.parametrize("name", OURS)
def test_the_chart_shows_the_violations_of_qcc(name: str) -> None:
    theirs, ours = qcc_charts()[name]["violations_1based"], OURS[name]()
    found = {
        "nelson": nelson(ours.values, ours.center, ours.sigmas),
        "western_electric": western_electric(ours.values, ours.center, ours.sigmas),
    }
    for family, hits in found.items():
        assert {str(rule): list(indices) for rule, indices in hits.items()} == theirs[family]


@needs("spc")
def test_montgomerys_piston_rings_have_the_printed_limits() -> None:
    case = next(c for c in read_json("spc/published_results.json")["cases"] if c["id"] == "montgomery_pistonrings")
    charts = xbar_r(pistonrings(25))
    ours = {
        "xbarbar": charts.location.center,
        "rbar": charts.spread.center,
        "ucl_x": charts.location.points[0].ucl,
        "lcl_x": charts.location.points[0].lcl,
        "ucl_r": charts.spread.points[0].ucl,
        "lcl_r": charts.spread.points[0].lcl,
    }
    assert ours == pytest.approx(case["expect"], abs=1e-5)


@needs("spc")
def test_montgomerys_hard_bake_has_the_printed_limits_up_to_its_three_decimal_factors() -> None:
    case = next(c for c in read_json("spc/published_results.json")["cases"] if c["id"] == "montgomery_hardbake")
    charts, expect = xbar_r(hard_bake()), case["expect"]
    assert charts.location.center == pytest.approx(expect["xbarbar"], abs=1e-4)
    assert charts.spread.center == pytest.approx(expect["rbar"], abs=1e-5)
    assert charts.location.points[0].ucl == pytest.approx(expect["ucl_x_with_A2_0.577"], rel=1e-3)
    assert charts.location.points[0].lcl == pytest.approx(expect["lcl_x_with_A2_0.577"], rel=1e-3)
    assert charts.spread.points[0].ucl == pytest.approx(expect["ucl_r_with_D4_2.115"], rel=1e-3)


@needs("spc")
def test_the_moving_ranges_of_sixsigma_have_the_printed_limits() -> None:
    case = next(c for c in read_json("spc/published_results.json")["cases"] if c["id"] == "sixsigma_mr")
    chart = i_mr(column("sixsigma_pb1", "pb.humidity")).spread
    assert chart.center == pytest.approx(case["expect"]["mr_cl"], abs=1e-6)
    assert chart.points[0].ucl == pytest.approx(case["expect"]["mr_ucl"], rel=1e-3)
    assert chart.points[0].lcl == case["expect"]["mr_lcl"]


def test_nists_flow_rates_have_the_limits_of_the_handbook() -> None:
    """NIST/SEMATECH e-Handbook 6.3.2.2; it takes d2 = 1.128."""
    charts = i_mr([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert charts.location.center == pytest.approx(50.81)
    assert charts.spread.center == pytest.approx(1.8778, abs=5e-5)
    assert charts.location.points[0].ucl == pytest.approx(55.8041, abs=2e-3)
    assert charts.location.points[0].lcl == pytest.approx(45.8159, abs=2e-3)


def test_the_constants_of_two_have_closed_forms() -> None:
    assert c4(2) == pytest.approx(math.sqrt(2 / math.pi), rel=1e-14)
    assert d2(2) == pytest.approx(2 / math.sqrt(math.pi), rel=1e-11)
    assert d3(2) == pytest.approx(math.sqrt(2 - 4 / math.pi), rel=1e-10)
    assert d2(3) == pytest.approx(3 / math.sqrt(math.pi), rel=1e-11)


@pytest.mark.parametrize("n", [2, 5, 26, 100, 1000, 10_000])
def test_the_mean_range_is_the_integral_of_its_other_formula(n: int) -> None:
    """Tippett's own form, d2 = integral of 1 - Phi^n - (1 - Phi)^n, by the trapezoid rule."""
    below, step = NormalDist().cdf, 0.02
    places = [step * count for count in range(-600, 601)]
    integral = step * math.fsum(1 - below(x) ** n - below(-x) ** n for x in places)
    assert d2(n) == pytest.approx(integral, rel=1e-9)


@pytest.mark.parametrize("constant", [c4, d2, d3, chart_constants])
def test_a_subgroup_of_one_has_no_constants(constant: Callable[[int], object]) -> None:
    with pytest.raises(ValueError, match="at least two"):
        constant(1)


def test_new_points_do_not_move_limits_that_come_from_the_first() -> None:
    first = [[1.0, 2.0, 3.0], [2.0, 3.0, 5.0], [1.0, 1.0, 2.0]]
    for chart in (xbar_r, xbar_s):
        alone, extended = chart(first), chart([*first, [90.0, 95.0, 99.0]], limits_from=3)
        assert extended.location.points[:3] == alone.location.points
        assert extended.spread.points[:3] == alone.spread.points
        assert not extended.location.points[3].in_limits
        assert extended.location.points[3].ucl == alone.location.points[0].ucl


def test_a_flag_takes_an_explained_subgroup_out_of_the_limits() -> None:
    subgroups = [[1.0, 2.0], [50.0, 90.0], [1.0, 3.0]]
    flagged = xbar_r(subgroups, limits_from=[True, False, True]).location
    assert flagged.center == xbar_r([subgroups[0], subgroups[2]]).location.center
    assert len(flagged.points) == 3


def test_a_moving_range_counts_when_both_of_its_values_do_and_bears_the_later_label() -> None:
    chart = i_mr([1.0, 2.0, 9.0, 4.0, 5.5], labels=list("abcde"), limits_from=[True, True, False, True, True]).spread
    assert [point.in_limits for point in chart.points] == [True, False, False, True]
    assert [point.label for point in chart.points] == ["b", "c", "d", "e"]
    assert chart.center == 1.25


def test_what_no_limits_can_come_from_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        xbar_r([[1.0, 2.0], [1.0]])
    with pytest.raises(ValueError, match="first 3 of 2"):
        xbar_r([[1.0, 2.0], [1.0, 3.0]], limits_from=3)
    with pytest.raises(ValueError, match="no point is left"):
        xbar_s([[1.0, 2.0]], limits_from=[False])
    with pytest.raises(ValueError, match="two neighbouring"):
        i_mr([1.0, 2.0, 3.0], limits_from=[True, False, True])
    with pytest.raises(ValueError, match="2 flags for 1"):
        xbar_r([[1.0, 2.0]], limits_from=[True, True])
    with pytest.raises(ValueError, match="1 labels for 2"):
        i_mr([1.0, 2.0], labels=["a"])
    with pytest.raises(ValueError, match="no subgroup"):
        sigma_within([])
    with pytest.raises(ValueError, match="no point is left"):
        xbar_r([])


subgroups_of = st.integers(2, 8).flatmap(
    lambda size: st.lists(
        st.lists(st.floats(-1000, 1000, allow_nan=False), min_size=size, max_size=size), min_size=2, max_size=12
    )
)


@given(subgroups_of, st.floats(0.01, 100), st.floats(-1000, 1000))
def test_a_change_of_unit_changes_the_chart_by_that_unit(
    subgroups: list[list[float]], scale: float, shift: float
) -> None:
    before = xbar_r(subgroups).location
    after = xbar_r([[value * scale + shift for value in group] for group in subgroups]).location
    assert after.center == pytest.approx(before.center * scale + shift, rel=1e-6, abs=1e-6)
    assert after.points[0].ucl == pytest.approx(before.points[0].ucl * scale + shift, rel=1e-6, abs=1e-6)


@given(subgroups_of)
def test_limits_enclose_the_centre_and_a_spread_is_never_below_zero(subgroups: list[list[float]]) -> None:
    for pair in (xbar_r(subgroups), xbar_s(subgroups)):
        assert all(point.lcl <= pair.location.center <= point.ucl for point in pair.location.points)
        assert all(0 <= point.lcl <= pair.spread.center <= point.ucl for point in pair.spread.points)
