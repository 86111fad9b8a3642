"""Control charts stand in the order of measuring, whenever and in whatever order they were told; no measured value is lost."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.spc.api import RULES, ChartAnswer
from tests.projections.spc_room import Room, correction, define, open_room, record, strike
from unison.measures import control_charts as charts
from unison.quality import application as quality
from unison.quality.domain import ChartKind, MeasuredInFuture, SubgroupExists
from unison.shared.commands import Command
from unison.shared.ports import Viewer


@pytest.fixture
def room(database_url: str, organization: Viewer) -> Iterator[Room]:
    with open_room(database_url, organization) as room:
        yield room


def at(minute: int) -> datetime:
    return datetime(2026, 1, 5, 8, minute, tzinfo=UTC)


def drawn(answer: ChartAnswer) -> list[tuple[str, int, float]]:
    return [(p.subgroup, p.number, p.value) for p in answer.location.points]


# What AIAG's manual says: data are plotted in the order of production ------------------------------------------------


def test_a_value_told_late_takes_its_place_and_its_moving_ranges(room: Room) -> None:
    told = [("S1", 10, 1), ("S3", 14, 3), ("S2", 11, 2), ("S4", 15, 4)]
    room.send(define("depth", ChartKind.I_MR), *(record("depth", name, value, at=at(m)) for name, value, m in told))
    answer = room.chart("depth")
    assert drawn(answer) == [("S1", 1, 10), ("S2", 2, 11), ("S3", 3, 14), ("S4", 4, 15)]
    assert [p.value for p in answer.spread.points] == [1, 3, 1]
    assert answer.spread.center == pytest.approx(1.6667, abs=5e-5)
    assert answer.location.sigma_within == pytest.approx(1.47705, abs=1e-5)
    state = room.states()["depth"]
    assert (state.last_subgroup, state.last_measured_at) == ("S4", at(4))


def test_whatever_is_told_last_the_list_tells_of_what_was_measured_last(room: Room) -> None:
    calm = [record("depth", f"s{n}", 10 + n % 2, at=at(n)) for n in range(20)]
    room.send(define("depth", ChartKind.I_MR), record("depth", "late", 30, at=at(30)), *calm)
    state = room.states()["depth"]
    assert (state.last_subgroup, state.last_state) == ("late", "out_of_control")
    assert room.chart("depth").location.points[-1].violations[0].rule == 1


def test_phase_one_is_what_was_measured_first(room: Room) -> None:
    basis = quality.SetLimitsBasis(characteristic="depth", limits_from_subgroups=3)
    later = [record("depth", f"late{m}", 20, at=at(m)) for m in (10, 11)]
    room.send(define("depth", ChartKind.I_MR), basis, *later)
    room.send(*(record("depth", f"early{m}", 10 + m, at=at(m)) for m in (3, 1, 2)))
    answer = room.chart("depth")
    assert [(p.subgroup, p.in_limits) for p in answer.location.points] == [
        ("early1", True), ("early2", True), ("early3", True), ("late10", False), ("late11", False),
    ]  # fmt: skip
    assert answer.location.center == 12
    assert answer.spread.center == 1
    assert [p.subgroup for p in room.chart("depth", last=2).location.points] == ["late10", "late11"]


def test_a_run_is_completed_by_the_point_that_was_measured_last(room: Room) -> None:
    """Six rising in a row (Nelson 3), the fourth of them told at the end."""
    given_limits = quality.SetControlLimits.model_validate({"characteristic": "depth", "center": "10", "sigma": "100"})
    rising = [record("depth", f"s{n}", 10 + n, at=at(n)) for n in (1, 2, 3, 5, 6)]
    room.send(define("depth", ChartKind.I_MR), given_limits, *rising)
    assert not any(v.rule == 3 for p in room.chart("depth").location.points for v in p.violations)
    room.send(record("depth", "s4", 14, at=at(4)))
    by_rule = {
        p.subgroup: [v.rule for v in p.violations] for p in room.chart("depth", rules=("nelson",)).location.points
    }
    assert (3 in by_rule["s6"], 3 in by_rule["s4"]) == (True, False)


# Corrections -----------------------------------------------------------------------------------------------------


def test_a_correction_of_values_stays_where_they_were_measured_and_one_of_the_time_moves_them(room: Room) -> None:
    room.send(define("depth", ChartKind.I_MR), *(record("depth", f"s{m}", m, at=at(m)) for m in (1, 2, 3)))
    room.send(correction("depth", "s1", 5))
    assert drawn(room.chart("depth")) == [("s1", 1, 5), ("s2", 2, 2), ("s3", 3, 3)]
    room.send(correction("depth", "s1", 5, measured_at=at(9)), correction("depth", "s1", 6))
    answer = room.chart("depth")
    assert drawn(answer) == [("s2", 1, 2), ("s3", 2, 3), ("s1", 3, 6)]
    assert answer.location.points[2].measured_at == at(9)
    assert [(s.number, s.values, s.measured_at.minute, s.struck) for s in answer.corrected] == [
        (3, [1], 1, False), (3, [5], 1, False), (3, [5], 9, False),
    ]  # fmt: skip


def test_nothing_was_measured_in_the_future(room: Room) -> None:
    room.send(define("depth", ChartKind.I_MR), record("depth", "s", 1, at=at(1)))
    with pytest.raises(MeasuredInFuture):
        room.send(correction("depth", "s", 1, measured_at=datetime.now(UTC) + timedelta(days=1)))


def test_what_is_struck_binds_nothing(room: Room) -> None:
    room.send(define("depth", ChartKind.I_MR), *(record("depth", f"s{m}", 10 * m, at=at(m)) for m in (1, 2, 3)))
    with pytest.raises(SubgroupExists):
        room.send(record("depth", "s2", 11, at=at(2)))
    room.send(strike("depth", "s2"))
    answer = room.chart("depth")
    assert drawn(answer) == [("s1", 1, 10), ("s3", 2, 30)]
    assert [(s.subgroup, s.number, s.struck, s.corrected_why) for s in answer.corrected] == [
        ("s2", None, True, "another part")
    ]
    room.send(record("depth", "s2", 11, at=at(2)))
    assert drawn(room.chart("depth")) == [("s1", 1, 10), ("s2", 2, 11), ("s3", 3, 30)]
    room.send(*(strike("depth", f"s{m}") for m in (1, 2, 3)))
    assert (room.chart("depth").location.points, room.states()["depth"].last_state) == ([], "no_limits")


# No value is thrown away -----------------------------------------------------------------------------------------


def test_a_single_value_of_a_subgroup_of_three_is_kept_and_left_out_of_sigma(room: Room) -> None:
    room.send(define("B18", subgroup_size=3), record("B18", "s1", 5.1, 5.0, 4.9, at=at(1)))
    before = room.chart("B18")
    room.send(record("B18", "s2", 5.2, at=at(2)))
    after = room.chart("B18")
    assert [(apart.subgroup, apart.values, apart.n, apart.measured_at) for apart in after.not_charted] == [
        ("s2", [5.2], 1, at(2))
    ]
    assert (after.location, after.spread, after.limits) == (before.location, before.spread, before.limits)
    assert after.location.sigma_within == pytest.approx(0.2 / 1.692568751)
    state = room.states()["B18"]
    assert (state.subgroups, state.not_charted, state.last_subgroup) == (1, 1, "s1")


@pytest.mark.parametrize(
    ("kind", "count", "charted"),
    [
        (ChartKind.XBAR_R, 1, False), (ChartKind.XBAR_R, 2, True), (ChartKind.XBAR_R, 25, True), (ChartKind.XBAR_R, 26, False),
        (ChartKind.XBAR_S, 1, False), (ChartKind.XBAR_S, 25, True), (ChartKind.XBAR_S, 100, False),
        (ChartKind.I_MR, 1, True), (ChartKind.I_MR, 3, False),
    ],
)  # fmt: skip
def test_as_many_values_as_a_chart_takes_are_on_it_and_others_beside_it(
    room: Room, kind: ChartKind, count: int, charted: bool
) -> None:
    values = [10 + 0.1 * (n % 4) for n in range(count)]
    room.send(define("bore", kind, lsl="9", usl="11"), record("bore", "s", *values, at=at(1)))
    answer = room.chart("bore")
    assert ([p.subgroup for p in answer.location.points], [a.subgroup for a in answer.not_charted]) == (
        (["s"], []) if charted else ([], ["s"])
    )
    if not charted:
        assert answer.not_charted[0].values == pytest.approx(values)
        assert (answer.in_control, answer.capability) == (None, None)
        room.send(correction("bore", "s", *([10.0] if kind is ChartKind.I_MR else [10.0, 10.1])))
        mended = room.chart("bore")
        assert ([p.subgroup for p in mended.location.points], mended.not_charted) == (["s"], [])
        assert len(mended.corrected) == 1


# Told in any order, charted as measured ---------------------------------------------------------------------------

MEASURED = [("a", 1, (10.0, 10.4)), ("b", 2, (10.2, 10.1)), ("c", 3, (9.0,)), ("d", 4, (11.0, 10.0, 10.5))]


def test_every_order_of_telling_makes_the_same_charts(room: Room) -> None:
    shown: list[Any] = []
    for number, told in enumerate(permutations(MEASURED)):
        name = f"bore {number}"
        room.send(define(name), *(record(name, subgroup, *values, at=at(m)) for subgroup, m, values in told))
        answer = room.chart(name)
        plotted = [
            [(p.subgroup, p.number, p.value, p.lcl, p.ucl) for p in line.points]
            for line in (answer.location, answer.spread)
        ]
        shown.append(
            (plotted, answer.location.center, answer.location.sigma_within, [a.subgroup for a in answer.not_charted])
        )
    assert len(shown) == math.factorial(len(MEASURED))
    assert all(each == shown[0] for each in shown)


@dataclass(frozen=True)
class Standing:
    """What stands of a subgroup, in the replay."""

    entry: int
    minute: int
    values: Sequence[float]


TENTHS = st.integers(90, 110).map(lambda n: n / 10)
VALUES = st.lists(TENTHS, min_size=1, max_size=3)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "record", "correct", "strike"]),
        st.sampled_from("abcdefgh"),
        st.integers(0, 59),
        VALUES,
        st.booleans(),
    ),
    min_size=1,
    max_size=16,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(ChartKind), steps=STEPS, first=st.none() | st.integers(2, 5), begun=st.integers(0, 16))
def test_told_in_any_order_it_is_charted_as_a_replay_in_the_order_of_measuring(
    room: Room, kind: ChartKind, steps: list[tuple[str, str, int, list[float], bool]], first: int | None, begun: int
) -> None:
    name, standing, told = f"{kind} {uuid4()}", dict[str, Standing](), list[Command]()
    for what, subgroup, minute, values, moved in steps:
        if what == "record" and subgroup not in standing:
            standing[subgroup] = Standing(sum(isinstance(c, quality.RecordSubgroup) for c in told), minute, values)
            told.append(record(name, subgroup, *values, at=at(minute)))
        elif what == "correct" and (was := standing.get(subgroup)):
            standing[subgroup] = Standing(was.entry, minute if moved else was.minute, values)
            told.append(correction(name, subgroup, *values, measured_at=at(minute) if moved else None))
        elif what == "strike" and standing.pop(subgroup, None):
            told.append(strike(name, subgroup))
    basis = quality.SetLimitsBasis(characteristic=name, limits_from_subgroups=first)
    room.send(define(name, kind), *told[:begun])
    room.send(basis, *told[begun:])

    replayed = sorted(standing.items(), key=lambda each: (each[1].minute, each[1].entry))
    fits = [(s, e.values) for s, e in replayed if (len(e.values) == 1) == (kind is ChartKind.I_MR)]
    answer = room.chart(name, rules=("nelson",))
    assert [a.subgroup for a in answer.not_charted] == [s for s, _ in replayed if s not in dict(fits)]
    assert [p.subgroup for p in answer.location.points] == [s for s, _ in fits]
    state = room.states()[name]
    assert (state.subgroups, state.last_subgroup) == (len(fits), fits[-1][0] if fits else None)
    pair = _replayed(kind, [values for _, values in fits], first)
    if pair is None:
        assert answer.in_control is None
        return
    for line, expected in ((answer.location, pair.location), (answer.spread, pair.spread)):
        assert [p.value for p in line.points] == pytest.approx(expected.values)
        assert line.center == pytest.approx(expected.center)
        assert line.sigma_within == pytest.approx(expected.sigma_within)
        hits = RULES["nelson"](expected.values, expected.center, expected.sigmas)
        found = {
            rule: tuple(i for i, p in enumerate(line.points, 1) if rule in [v.rule for v in p.violations])
            for rule in hits
        }
        assert {rule: tuple(indices) for rule, indices in hits.items()} == found


def _replayed(kind: ChartKind, groups: Sequence[Sequence[float]], first: int | None) -> charts.ChartPair | None:
    used = min(first or len(groups), len(groups))
    if used < (2 if kind is ChartKind.I_MR else 1):
        return None
    if kind is ChartKind.I_MR:
        return charts.i_mr([group[0] for group in groups], limits_from=used)
    return (charts.xbar_r if kind is ChartKind.XBAR_R else charts.xbar_s)(groups, limits_from=used)
