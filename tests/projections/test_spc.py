"""The control charts: facts in, rows out; twice is once; rebuilt is the same; and the hard cases."""

import math
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from projections.spc import PROJECTION
from tests.projections.spc_room import BOB, Room, correction, define, open_room, project, record, strike
from unison.imports.measurements import import_measurements
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.unit_of_work import Sender
from unison.quality import application as quality
from unison.quality.domain import ChartKind, UnknownCharacteristic
from unison.shared.commands import Command
from unison.shared.ports import Viewer


@pytest.fixture
def room(database_url: str, organization: Viewer) -> Iterator[Room]:
    with open_room(database_url, organization) as room:
        yield room


def singles(name: str, *values: float) -> list[Command]:
    return [record(name, f"s{number}", value) for number, value in enumerate(values, start=1)]


BORE = [
    define("bore", lsl="9.0", usl="11.0", target="10.0"),
    record("bore", "a", 10.0, 10.2, 9.8),
    record("bore", "b", 10.1, 10.3, 9.9),
    record("bore", "c", 10.0, 10.0, 9.7),
]


def test_facts_in_rows_out(room: Room) -> None:
    room.send(*BORE)
    answer = room.chart("bore")
    asked = answer.characteristic
    assert (asked.characteristic, asked.plant, asked.product, asked.unit) == ("bore", "main", "P-1", "mm")
    assert (asked.lsl, asked.usl, asked.target, asked.kind) == (9.0, 11.0, 10.0, "xbar_r")
    assert (answer.location.kind, answer.spread.kind) == ("xbar", "R")
    assert [(p.subgroup, p.number, p.n) for p in answer.location.points] == [("a", 1, 3), ("b", 2, 3), ("c", 3, 3)]
    assert [p.value for p in answer.location.points] == pytest.approx([10.0, 10.1, 9.9])
    assert [p.value for p in answer.spread.points] == pytest.approx([0.4, 0.4, 0.3])
    assert answer.location.center == pytest.approx(10.0)
    sigma = (1.1 / 3) / 1.692568751  # mean range over d2(3)
    assert answer.location.sigma_within == pytest.approx(sigma)
    assert answer.location.points[0].ucl == pytest.approx(10 + 3 * sigma / math.sqrt(3))
    assert answer.in_control is True
    assert answer.capability is not None
    assert answer.capability.cp is not None
    assert answer.capability.cp.value == pytest.approx(2 / (6 * sigma))
    assert answer.capability.cp.lower < answer.capability.cp.value < answer.capability.cp.upper
    assert len({p.feed_seq for p in answer.location.points}) == 3


def test_twice_is_once(room: Room) -> None:
    room.send(*BORE, correction("bore", "b", 10.0, 10.1, 9.9), record("bore", "d", 10.0), strike("bore", "c"))
    once = room.rows()
    with database.connect(room.url, "owner") as connection:
        connection.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'spc'")
    with database.connect(room.url, "worker") as connection:
        ConsumerWorker(connection, PROJECTION).catch_up()
    assert len(once) == 7
    assert room.rows() == once


def test_rebuilt_is_the_same(room: Room) -> None:
    told = [
        correction("bore", "b", 10.0, 10.1, 9.9),
        record("bore", "d", 10.0),
        strike("bore", "a"),
        record("bore", "a", 9, 10),
    ]
    moved = correction("bore", "c", 10.0, 10.0, 9.7, measured_at=datetime(2026, 1, 5, tzinfo=UTC))
    room.send(*BORE, *told, moved, correction("bore", "c", 10.0, 10.0, 9.8), *one_at_a_time(room))
    before = room.rows()
    with database.connect(room.url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert len(before) > 5
    assert room.rows() == before


def one_at_a_time(room: Room) -> list[Command]:
    """Subgroups projected each on its own, so that the rebuild's one batch must come to the same."""
    room.send(define("one by one", ChartKind.XBAR_S))
    for number in range(5):
        room.send(record("one by one", f"s{number}", 10 + 0.1 * number, 10.7 - 0.03 * number, 9.1))
    return []


def test_a_corrected_subgroup_stands_and_its_original_is_struck_with_reason_and_who(room: Room) -> None:
    room.send(*BORE)
    before = room.chart("bore")
    room.send(correction("bore", "b", 10.0, 10.1, 9.9), correction("bore", "b", 10.0, 10.2, 9.9))
    after = room.chart("bore")
    assert [p.subgroup for p in after.location.points] == ["a", "b", "c"]
    assert after.location.points[1].value == pytest.approx(30.1 / 3)
    assert after.location.points[1].feed_seq > before.location.points[1].feed_seq
    assert after.subgroups == 3
    assert [(s.subgroup, s.values, s.corrected_why, s.corrected_by, s.recorded_by) for s in after.corrected] == [
        ("b", [10.1, 10.3, 9.9], "gauge was not zeroed", BOB, BOB),
        ("b", [10.0, 10.1, 9.9], "gauge was not zeroed", BOB, BOB),
    ]
    assert before.corrected == []


def test_one_subgroup_has_limits_of_its_own_and_a_single_value_has_none_yet(room: Room) -> None:
    room.send(define("bore"), record("bore", "a", 10.0, 10.2), define("depth", ChartKind.I_MR), record("depth", "a", 3))
    bore, depth = room.chart("bore"), room.chart("depth")
    assert bore.location.points[0].ucl is not None
    assert bore.in_control is True
    assert (depth.in_control, depth.location.center, depth.location.points[0].lcl) == (None, None, None)
    assert [p.value for p in depth.location.points] == [3.0]
    assert depth.spread.points == []
    states = room.states()
    assert (states["bore"].last_state, states["depth"].last_state) == ("in_control", "no_limits")


def test_a_characteristic_without_a_subgroup_is_there_and_an_unknown_one_is_refused(room: Room) -> None:
    room.send(define("bore", lsl="1", usl="2"))
    answer = room.chart("bore")
    assert (answer.subgroups, answer.capability, answer.in_control, answer.location.points) == (0, None, None, [])
    assert room.states()["bore"].last_subgroup is None
    with pytest.raises(UnknownCharacteristic):
        room.chart("no such thing")


def test_equal_values_have_no_sigma_no_point_beyond_and_no_capability(room: Room) -> None:
    equal = [record("bore", str(number), 0.1, 0.1, 0.1) for number in range(1, 8)]
    room.send(define("bore", lsl="0", usl="1"), *equal)
    answer = room.chart("bore")
    assert answer.location.sigma_within == 0
    assert not any(p.beyond for p in (*answer.location.points, *answer.spread.points))
    assert answer.in_control is True
    assert answer.capability is not None
    assert (answer.capability.cp, answer.capability.cpk, answer.capability.sd_overall) == (None, None, 0.0)
    assert room.states()["bore"].last_state == "in_control"


def test_limits_stay_those_of_phase_one(room: Room) -> None:
    room.send(define("depth", ChartKind.I_MR, usl="12"), *singles("depth", 10, 11, 10, 11, 10, 30, 10))
    room.send(quality.SetLimitsBasis(characteristic="depth", limits_from_subgroups=5))
    answer = room.chart("depth")
    assert answer.location.center == pytest.approx(10.4)
    assert answer.location.sigma_within == pytest.approx(1 / 1.1283791671)
    assert [p.in_limits for p in answer.location.points] == [True] * 5 + [False] * 2
    assert [p.beyond for p in answer.location.points] == [False] * 5 + [True, False]
    assert [(v.rule_set, v.rule) for v in answer.location.points[5].violations][:1] == [("nelson", 1)]
    assert (answer.limits.source, answer.limits.from_subgroups, answer.limits.used_subgroups) == (
        "first_subgroups",
        5,
        5,
    )
    assert answer.in_control is False
    only = room.chart("depth", rules=("western_electric",))
    assert {v.rule_set for p in only.location.points for v in p.violations} == {"western_electric"}


def test_phase_one_is_still_running_while_it_lacks_subgroups(room: Room) -> None:
    room.send(define("depth", ChartKind.I_MR), *singles("depth", 10, 11, 10))
    room.send(quality.SetLimitsBasis(characteristic="depth", limits_from_subgroups=25))
    answer = room.chart("depth")
    assert (answer.limits.from_subgroups, answer.limits.used_subgroups) == (25, 3)
    assert answer.location.points[0].ucl is not None


def test_given_limits_are_drawn_as_they_are(room: Room) -> None:
    room.send(define("bore"), *BORE[1:])
    room.send(quality.SetControlLimits(characteristic="bore", center=Decimal("10"), sigma=Decimal("0.02")))
    answer = room.chart("bore")
    assert (answer.limits.source, answer.location.center, answer.location.sigma_within) == ("given", 10.0, 0.02)
    assert answer.location.points[0].ucl == pytest.approx(10 + 3 * 0.02 / math.sqrt(3))
    assert [p.beyond for p in answer.location.points] == [False, True, True]
    assert answer.spread.center == pytest.approx(0.02 * 1.692568751)
    room.send(quality.SetLimitsBasis(characteristic="bore", limits_from_subgroups=3))
    assert room.chart("bore").limits.source == "first_subgroups"


def test_the_last_points_keep_the_limits_and_rules_of_all(room: Room) -> None:
    values = [10.0, 10.2] * 10 + [10.9]
    room.send(define("depth", ChartKind.I_MR, lsl="9", usl="11"), *singles("depth", *values))
    whole, tail = room.chart("depth"), room.chart("depth", last=3)
    assert tail.location.points == whole.location.points[-3:]
    assert tail.spread.points == whole.spread.points[-3:]
    assert whole.location.points[-1].beyond
    assert tail.subgroups == 21
    assert tail.capability is not None
    assert tail.capability.count == 3


def test_the_list_and_the_chart_agree_on_every_kind(room: Room) -> None:
    wave = [10 + 0.5 * math.sin(number) for number in range(40)]
    kinds = {"r": ChartKind.XBAR_R, "s": ChartKind.XBAR_S, "i": ChartKind.I_MR}
    for name, kind in kinds.items():
        groups = [[v] if kind is ChartKind.I_MR else [v, v + 0.3, v * 1.01][: 2 + i % 2] for i, v in enumerate(wave)]
        groups.append([14.0] if kind is ChartKind.I_MR else [14.0, 14.1])
        room.send(define(name, kind), *(record(name, f"s{i}", *group) for i, group in enumerate(groups)))
    room.send(define("calm"), record("calm", "a", 1, 2), record("calm", "b", 1, 2))
    states = room.states()
    for name in (*kinds, "calm"):
        answer = room.chart(name)
        expected = {
            (line.kind, v.rule_set, v.rule)
            for line in (answer.location, answer.spread)
            for v in line.points[-1].violations
        }
        assert {(v.chart, v.rule_set, v.rule) for v in states[name].violations} == expected
        assert states[name].last_state == ("out_of_control" if expected else "in_control")
        with database.connect(room.url, "worker") as connection:
            settled = connection.execute(
                "SELECT center, sigma_within, spread_center FROM spc.characteristics"
                " WHERE organization_id = %s AND characteristic = %s",
                (room.viewer.organization_id, name),
            ).fetchone()
        drawn = (answer.location.center, answer.location.sigma_within, answer.spread.center)
        assert settled == pytest.approx(drawn, rel=1e-12)
    assert states["r"].last_state == states["s"].last_state == states["i"].last_state == "out_of_control"
    assert states["calm"].last_state == "in_control"


@dataclass(frozen=True)
class Other:
    organization_id: uuid.UUID
    plants: tuple[str, ...] = ()


def test_two_organizations_share_a_name_and_nothing_else(room: Room) -> None:
    other = Other(uuid.uuid4())
    room.send(*BORE)
    room.send(define("bore", ChartKind.I_MR), record("bore", "a", 77), record("bore", "z", 78), viewer=other)
    assert [p.value for p in room.chart("bore", viewer=other).location.points] == [77.0, 78.0]
    assert [p.subgroup for p in room.chart("bore").location.points] == ["a", "b", "c"]
    assert {name: s.subgroups for name, s in room.states(other).items()} == {"bore": 2}
    stranger = Other(uuid.uuid4())
    assert room.states(stranger) == {}
    with pytest.raises(UnknownCharacteristic):
        room.chart("bore", viewer=stranger)


def test_a_chart_of_a_thousand_subgroups_has_them_all(room: Room) -> None:
    groups = [[10 + math.sin(i * 1.7) + 0.1 * k for k in range(5)] for i in range(1000)]
    room.send(define("bore", lsl="5", usl="15"), *(record("bore", f"s{i}", *group) for i, group in enumerate(groups)))

    assert len(room.chart("bore").location.points) == 1000


def test_a_file_of_measurements_becomes_characteristics_and_says_what_it_could_not_take(
    room: Room, tmp_path: Path
) -> None:
    path = tmp_path / "measured.csv"
    path.write_text(
        "characteristic,subgroup,value,lsl,usl,unit,measured_at\n"
        "bore,a,10.1,9,11,mm,2026-01-05T06:00:00\n"
        "depth,1,3,,,,\n"
        "bore,a,10.2,9,11,mm,2026-01-05T06:00:00\n"
        "bore,b,n/a,9,11,mm,2026-01-05T07:00:00\n"
        "bore,b,10.0,9,11,mm,2026-01-05T07:00:00\n"
        "bore,b,NaN,9,11,mm,2026-01-05T07:00:00\n"
        "bore,c,10.0,9,high,mm,2026-01-05T08:00:00\n"
        "bore,d,,9,11,mm,2026-01-05T08:00:00\n"
        ",e,1,,,,\n"
        "bore,f,10.3,9,11,mm,yesterday\n"
        "bore,g,10.3,9,11,mm,2026-01-05T10:00:00+02:00\n"
        "bore,g,10.5,9,11,mm,2026-01-05T10:00:00+02:00\n"
        "depth,2,4,,,,\n"
    )
    handling = CommandHandling(EventStore(room.database.pool), quality.USE_CASES)
    sender = Sender(room.viewer.organization_id, BOB)
    done: list[int] = []
    outcome = room.runner.run(import_measurements(path, handling, sender, advance=done.append))
    assert (outcome.carried, outcome.repeated, sum(done)) == (6, 0, 6)  # 2 definitions, 4 subgroups
    assert [(r.line, r.reason) for r in outcome.rejected] == [
        (5, "value 'n/a' is not a number"),
        (6, "a value of its subgroup, in line 5, cannot be taken"),
        (7, "value 'NaN' is not a number"),
        (8, "usl 'high' is not a number"),
        (9, "value is missing"),
        (10, "characteristic is missing"),
        (11, "measured_at 'yesterday' is not a date"),
    ]
    again = room.runner.run(import_measurements(path, handling, sender))
    assert (again.carried, again.repeated, len(again.rejected)) == (0, 6, 7)
    project(room.url)
    bore, depth = room.chart("bore"), room.chart("depth")
    assert (bore.characteristic.kind, depth.characteristic.kind) == ("xbar_r", "i_mr")
    assert (bore.characteristic.lsl, bore.characteristic.usl, bore.characteristic.unit) == (9.0, 11.0, "mm")
    assert [(p.subgroup, p.n, p.measured_at.hour) for p in bore.location.points] == [("a", 2, 6), ("g", 2, 8)]
    assert [p.value for p in depth.location.points] == [3.0, 4.0]
    path.write_text("characteristic,subgroup,value\nbore,a,9.9\nbore,a,9.8\nbore,h,9.9\nbore,h,9.8\nbore,i,10.4\n")
    other = room.runner.run(import_measurements(path, handling, sender))
    assert [r.reason.partition(":")[0] for r in other.rejected] == ["subgroup_exists"] * 2
    assert (other.carried, other.repeated) == (2, 1)
    project(room.url)
    assert [(apart.subgroup, apart.values) for apart in room.chart("bore").not_charted] == [("i", [10.4])]


def test_a_file_without_its_columns_is_refused_by_name(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("characteristic,value\nbore,1\n")
    handling = CommandHandling(EventStore(room.database.pool), quality.USE_CASES)
    with pytest.raises(ValueError, match="the column subgroup is missing"):
        room.runner.run(import_measurements(path, handling, Sender(room.viewer.organization_id, None)))
