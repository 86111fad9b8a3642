"""What one point completes is what the whole charts say of it."""

from typing import get_args

import hypothesis
from hypothesis import strategies as st

from unison.measures import control_charts as charts
from unison.measures.given_limits import Given, PairKind, charts_given
from unison.measures.judging import RULES, Completed, completed, fits

KINDS: dict[PairKind, st.SearchStrategy[list[list[float]]]] = {
    "i_mr": st.lists(st.lists(st.sampled_from([1.0, 2.0, 3.0, 9.0]), min_size=1, max_size=1), min_size=2, max_size=40),
    "xbar_r": st.lists(st.lists(st.sampled_from([1.0, 2.0, 9.0]), min_size=2, max_size=4), min_size=2, max_size=30),
    "xbar_s": st.lists(st.lists(st.sampled_from([1.0, 2.0, 9.0]), min_size=2, max_size=4), min_size=2, max_size=30),
}


def _whole(kind: PairKind, groups: list[list[float]], first: int | None, given: Given | None) -> charts.ChartPair:
    if given is not None:
        return charts_given(kind, groups, given)
    if kind == "i_mr":
        return charts.i_mr([group[0] for group in groups], limits_from=first)
    return (charts.xbar_r if kind == "xbar_r" else charts.xbar_s)(groups, limits_from=first)


@hypothesis.settings(max_examples=60)
@hypothesis.given(st.data())
def test_it_is_what_the_whole_charts_say(data: st.DataObject) -> None:
    kind: PairKind = data.draw(st.sampled_from(get_args(PairKind.__value__)))
    groups = data.draw(KINDS[kind])
    place = data.draw(st.integers(0, len(groups) - 1))
    first = data.draw(st.none() | st.integers(2, len(groups)))
    given = data.draw(st.none() | st.just(Given(2.0, 0.8)))
    pair = _whole(kind, groups, first, given)
    expected = [
        Completed(chart.kind, rule_set, rule)
        for chart in (pair.location, pair.spread)
        for rule_set, rules in RULES.items()
        for rule, ends in rules(chart.values, chart.center, chart.sigmas).items()
        if place + 1 - (len(groups) - len(chart.points)) in ends
    ]
    assert completed(kind, groups, place, limits_from=first, given=given) == expected


def test_too_few_make_no_limits() -> None:
    assert completed("i_mr", [[1.0]], 0) == []


def test_a_chart_takes_subgroups_of_its_own_size() -> None:
    assert [fits("i_mr", size) for size in (0, 1, 2)] == [False, True, False]
    assert [fits("xbar_r", size) for size in (1, 2, 25, 26)] == [False, True, True, False]
