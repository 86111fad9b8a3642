"""Run rules against three independent implementations and published cases."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures_truth import needs, read_json

from unison.measures.descriptive import mean, sample_sd
from unison.measures.run_rules import nelson, western_electric

LENGTHS = {1: 1, 2: 9, 3: 6, 4: 14, 5: 3, 6: 5, 7: 15, 8: 8}


@needs("spc")
def test_nelson_finds_what_all_agree_on_and_nothing_else_where_they_are_unanimous() -> None:
    series = read_json("spc/rule_violations.json")["series"]
    assert len(series) == 137
    agreed = unanimous = 0
    for one in series:
        for rule, ours in nelson(one["values"], one["center"], one["sigma"]).items():
            truth = one["nelson_agreed"][str(rule)]
            assert set(truth) <= set(ours), (one["id"], rule)
            agreed += len(truth)
            if one["nelson_unanimous"][str(rule)]:
                assert list(ours) == truth, (one["id"], rule)
                unanimous += 1
    assert agreed == 71 + 616 + 472 + 204 + 271 + 741 + 323 + 515
    assert unanimous == 4 * 137 + 79 + 77 + 136 + 115


@needs("spc")
def test_where_they_differ_nelson_sides_with_one_of_them_throughout() -> None:
    """Rules 1 to 7 are qcc's; rule 8 is that of shewhartr and mfgqc, which also report a one-sided run."""
    differing = 0
    for one in read_json("spc/rule_violations.json")["series"]:
        for rule, ours in nelson(one["values"], one["center"], one["sigma"]).items():
            theirs = one["nelson"][str(rule)]
            for name in ("shewhartr", "mfgqc") if rule == 8 else ("qcc",):
                assert list(ours) == theirs[name], (one["id"], rule, name)
            differing += not one["nelson_unanimous"][str(rule)]
    assert differing == 58 + 60 + 1 + 22


@needs("spc")
def test_western_electric_finds_what_qcc_finds_and_all_that_both_agree_on() -> None:
    """mfgqc also counts a point beyond the line on the other side as completing; qcc and this room do not."""
    compared = differing = 0
    for one in read_json("spc/rule_violations.json")["series"]:
        for rule, ours in western_electric(one["values"], one["center"], one["sigma"]).items():
            theirs = one["western_electric"][str(rule)]
            assert list(ours) == theirs["qcc"], (one["id"], rule)
            compared += 1
            differing += theirs["qcc"] != theirs["mfgqc"]
    assert compared == 4 * 137
    assert differing == 8 + 30


@needs("spc")
def test_the_published_cases_of_qcc_hold_save_for_the_one_sided_rule_8() -> None:
    cases = read_json("spc/rule_cases_published.json")
    assert len(cases["western_electric"]) == 4
    assert len(cases["nelson"]) == 9
    for case in cases["western_electric"]:
        assert list(western_electric(case["x"], 0, 1)[case["rule"]]) == case["hits"]
    left_out = [case for case in cases["nelson"] if "note" in case]
    for case in cases["nelson"]:
        if case not in left_out:
            assert list(nelson(case["x"], 0, 1)[case["rule"]]) == case["hits"]
    assert [(case["rule"], case["x"], case["hits"]) for case in left_out] == [(8, [1.2] * 8, [])]
    assert nelson([1.2] * 8, 0, 1)[8] == (8,)  # as shewhartr, mfgqc and NelsonRules.jl have it


def completing_points(case: dict[str, Any], values: list[float]) -> set[int]:
    """NelsonRules.jl names the window or run; the point that completes it follows from the rule.

    For rules 5 and 6 that is the last point of the window which is itself beyond the line.
    """
    rule, length, found = case["rule"], LENGTHS[case["rule"]], set[int]()
    center, line = mean(values), sample_sd(values) * (2 if rule == 5 else 1)
    for run in case["runs"]:
        first = run["start_1based"]
        if rule in {5, 6}:
            window = range(first, min(first + length, len(values) + 1))
            found.add(max(index for index in window if abs(values[index - 1] - center) > line))
        else:
            found |= set(range(first + length - 1, first + run["length"]))
    return found


@needs("spc")
def test_the_published_cases_of_nelsonrules_jl_hold() -> None:
    cases = read_json("spc/rule_cases_published.json")["nelson_julia"]
    assert [case["rule"] for case in cases] == [1, 2, 2, 3, 4, 5, 6, 7, 8]
    for case in cases:
        values = [float(value) for value in case["x"]]
        ours = nelson(values, mean(values), sample_sd(values))[case["rule"]]
        assert set(ours) == completing_points(case, values), case["rule"]


@needs("spc")
def test_the_violations_on_every_chart_of_qcc_hold_with_limits_of_their_own() -> None:
    """All 29, also those of counts, whose points, centre and limits are taken from qcc."""
    charts = read_json("spc/qcc_charts.json")["charts"]
    assert len(charts) == 29
    hits = 0
    for chart in charts:
        values, center = chart["statistics"], chart["center"][0]
        upper = chart["ucl"] * len(values) if len(chart["ucl"]) == 1 else chart["ucl"]
        sigmas = [(limit - center) / 3 for limit in upper]
        for family, rules in (("nelson", nelson), ("western_electric", western_electric)):
            found = {str(rule): list(indices) for rule, indices in rules(values, center, sigmas).items()}
            assert found == chart["violations_1based"][family], chart["id"]
            hits += sum(map(len, found.values()))
    assert hits > 80


@needs("spc")
def test_the_points_nist_prints_as_beyond_are_beyond_and_the_one_on_the_limit_is_not() -> None:
    cases = {case["id"]: case for case in read_json("spc/published_results.json")["cases"]}
    charts = {chart["id"]: chart["statistics"] for chart in read_json("spc/qcc_charts.json")["charts"]}
    assert charts["nist_6331_c"][2] == 28 == 16 + 3 * math.sqrt(16)
    assert list(nelson(charts["nist_6331_c"], 16, 4)[1]) == cases["nist_6.3.3.1_counts"]["expect"]["beyond"]
    p = mean(charts["nist_6332_p"])
    sigma = math.sqrt(p * (1 - p) / 50)
    assert list(nelson(charts["nist_6332_p"], p, sigma)[1]) == cases["nist_6.3.3.2_proportions"]["expect"]["beyond"]


def test_a_point_on_a_limit_is_not_beyond_it_and_one_on_the_centre_is_on_no_side() -> None:
    assert nelson([3.0, -3.0, 3.0000001], 0, 1)[1] == (3,)
    assert nelson([1.0] * 8 + [0.0] + [1.0] * 8, 0, 1)[2] == ()
    assert western_electric([2.0, 2.0, 2.0], 0, 1)[2] == ()
    assert nelson([1.0] * 15, 0, 1)[7] == (15,)
    assert nelson([1.0] * 8, 0, 1)[8] == ()


def test_rounding_does_not_put_a_point_beyond_the_limit_it_lies_on() -> None:
    assert 0.1 * 3 > 0.3
    assert nelson([0.1 * 3], 0, 0.1)[1] == ()
    assert nelson([0.7 + 0.1 + 0.1], 0.6, 0.1)[1] == ()
    assert nelson([0.1 + 0.2, 0.3, 0.3, 0.4, 0.5, 0.6], 0, 1)[3] == ()


def test_the_index_is_the_point_that_completes_the_pattern() -> None:
    assert nelson([0.5] * 10, 0, 1)[2] == (9, 10)
    assert nelson([1, 2, 3, 4, 5, 6, 7], 4, 9)[3] == (6, 7)
    assert nelson([2.5, 0, 2.5, 0], 0, 1)[5] == (3,)
    assert nelson([2.5, 2.5, 0], 0, 1)[5] == ()  # two points are no three yet, and the third is not beyond
    assert nelson([0, 2.5, 2.5], 0, 1)[5] == (3,)
    assert western_electric([1.5, 1.5, 1.5, 0, 1.5], 0, 1)[3] == (5,)


def test_every_point_is_measured_with_its_own_sigma() -> None:
    assert nelson([5.0, 5.0, 5.0], 0, [1.0, 2.0, 1.6])[1] == (1, 3)


def test_without_spread_any_departure_is_beyond() -> None:
    assert nelson([1.0, 1.0, 1.1], 1.0, 0.0)[1] == (3,)


def test_a_series_without_points_has_no_hits_of_any_rule() -> None:
    assert nelson([], 0, 1) == dict.fromkeys(range(1, 9), ())
    assert western_electric([], 0, 1) == dict.fromkeys(range(1, 5), ())


def test_numbers_that_make_no_chart_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        nelson([math.nan], 0, 1)
    with pytest.raises(ValueError, match="negative"):
        nelson([1.0], 0, -1)
    with pytest.raises(ValueError, match="2 sigmas for 1"):
        western_electric([1.0], 0, [1.0, 1.0])


series_of = st.lists(st.integers(-40, 40).map(lambda tenths: tenths / 8), max_size=60)


@given(series_of)
def test_turning_the_chart_upside_down_changes_nothing(values: list[float]) -> None:
    assert nelson(values, 0, 1) == nelson([-value for value in values], 0, 1)
    assert western_electric(values, 0, 1) == western_electric([-value for value in values], 0, 1)


@given(series_of, series_of)
def test_a_later_point_never_changes_an_earlier_hit(values: list[float], later: list[float]) -> None:
    before, after = nelson(values, 0, 1), nelson(values + later, 0, 1)
    assert all(before[rule] == tuple(hit for hit in after[rule] if hit <= len(values)) for rule in before)


@given(series_of)
def test_a_hit_needs_as_many_points_as_its_pattern_and_both_families_share_the_zone_rules(values: list[float]) -> None:
    ours, zones = nelson(values, 0, 1), western_electric(values, 0, 1)
    assert all(hit >= LENGTHS[rule] for rule, hits in ours.items() for hit in hits)
    assert (zones[1], zones[2], zones[3]) == (ours[1], ours[5], ours[6])
    assert set(ours[2]) <= set(zones[4])
