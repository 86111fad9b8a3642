"""What goes on now counts up to the moment of the question; a planned stop is taken out of planned busy time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.oee.api import OeeAnswer
from tests.conftest import Organization
from tests.shop_floor import Floor, at, open_floor
from unison.equipment.application import ChangeState, RecordInterval, SetIdealCycleTime
from unison.equipment.domain import EquipmentState
from unison.measures.oee import PRECEDENCE
from unison.plants.application import OpenPlant
from unison.work_orders.application.reporting import StrikeLog


@pytest.fixture
def floor(database_url: str, organization: Organization) -> Iterator[Floor]:
    with open_floor(database_url, organization) as opened:
        opened.machine("M1")
        opened.order("W1")
        yield opened


def turn(state: str, when: str, machine: str = "M1", **more: Any) -> ChangeState:
    return ChangeState(equipment=machine, state=EquipmentState(state), occurred_at=at(when), **more)


def stop(begins: str, ends: str, kind: str = "planned_stop", machine: str = "M1") -> RecordInterval:
    return RecordInterval(equipment=machine, kind=EquipmentState(kind), started_at=at(begins), ended_at=at(ends))


def spent(answer: OeeAnswer) -> dict[str, float]:
    return {kind: seconds for kind in PRECEDENCE if (seconds := getattr(answer.total, f"{kind}_s"))}


# What goes on ----------------------------------------------------------------------------------------------------


def test_a_breakdown_that_goes_on_is_down_time_and_a_failure_so_far(floor: Floor) -> None:
    """A day of production, and down for three days since: 24 of 96 hours."""
    now = at("2026-03-06T08:00")
    floor.send(
        floor.log("2026-03-02T08:00", "2026-03-03T08:00", good=10),
        turn("breakdown", "2026-03-03T08:00", reason="spindle"),
    )
    found = floor.timeline("M1", at=now)
    assert (found.total.availability_ratio, found.total.breakdown_s) == (0.25, 3 * 86_400)
    assert (found.reliability.failures, found.reliability.goes_on) == (1, True)
    assert (found.reliability.mtbf_s, found.reliability.mttr_s) == (86_400, 3 * 86_400)
    entry = found.told[-1]
    assert (entry.kind, entry.started_at, entry.ended_at, entry.goes_on, entry.reason) == (
        "breakdown", at("2026-03-03T08:00"), now, True, "spindle",
    )  # fmt: skip
    by_day = {row.day: row.breakdown_s / 3600 for row in floor.oee("day", at=now).rows}
    assert by_day == {
        date(2026, 3, 2): 0,
        date(2026, 3, 3): 22,
        date(2026, 3, 4): 24,
        date(2026, 3, 5): 24,
        date(2026, 3, 6): 2,
    }
    assert floor.oee("equipment", at=now).rows[0].availability_ratio == 0.25
    assert floor.oee("day", at=now, until=date(2026, 3, 4)).total.breakdown_s == 46 * 3600
    assert floor.oee("day", at=now, since=date(2026, 3, 6)).total.breakdown_s == 2 * 3600
    assert [row.day for row in floor.oee("day", at=now, limit=2).rows] == [date(2026, 3, 2), date(2026, 3, 3)]


@pytest.mark.parametrize("state", ["production", "setup", "breakdown", "planned_stop", "idle"])
def test_it_counts_as_it_will_when_it_has_ended(floor: Floor, state: str) -> None:
    """Over shift days, beside reports that lie in it and reach over its beginning."""
    now = at("2026-03-05T09:30")
    floor.send(
        floor.log("2026-03-02T07:00", "2026-03-02T12:00", good=5),
        floor.log("2026-03-02T13:00", "2026-03-02T13:30", activity="breakdown"),
        floor.log("2026-03-03T10:00", "2026-03-03T12:00", activity="setup"),
        floor.log("2026-03-05T09:00", "2026-03-05T10:00", good=1),
        stop("2026-03-04T09:00", "2026-03-04T10:00"),
        turn(state, "2026-03-02T10:00"),
    )
    questions: tuple[tuple[Any, ...], ...] = (
        (),
        ("equipment",),
        ("day",),
        ("equipment", "day"),
        ("order",),
        ("product", "day"),
    )
    before = [floor.oee(*by, at=now) for by in questions]
    other = "idle" if state != "idle" else "setup"
    floor.send(turn(other, now.strftime("%Y-%m-%dT%H:%M")))
    assert [floor.oee(*by, at=now) for by in questions] == before


def test_nothing_goes_on_before_it_began_and_for_nobody_else(floor: Floor) -> None:
    floor.machine("M2")
    floor.send(turn("setup", "2026-03-02T07:00"))
    assert spent(floor.oee("equipment", at=at("2026-03-02T07:00"))) == {}
    assert spent(floor.oee("equipment", at=at("2026-03-02T08:00"))) == {"setup": 3600}
    assert spent(floor.oee("equipment", at=at("2026-03-02T08:00"), equipment="M2")) == {}
    assert spent(floor.oee("equipment", at=at("2026-03-02T08:00"), plant="north")) == {}
    assert floor.oee("order", at=at("2026-03-02T08:00")).rows == []
    assert floor.timeline("M1").state == "setup"
    floor.send(turn("idle", "2026-03-02T08:00"))
    assert spent(floor.oee("equipment", at=at("2026-03-02T08:30"))) == {"setup": 3600, "idle": 1800}


def test_the_days_are_those_of_the_plant_s_clock(floor: Floor) -> None:
    floor.send(
        OpenPlant(plant="main", name="Main", time_zone="Europe/Berlin", day_starts_at=time(6)),
        turn("idle", "2026-03-28T12:00"),
    )
    hours = {row.day: row.idle_s / 3600 for row in floor.oee("day", at=at("2026-03-30T12:00")).rows}
    assert hours == {date(2026, 3, 28): 16, date(2026, 3, 29): 24, date(2026, 3, 30): 8}


def test_it_is_counted_in_analytics_too(floor: Floor) -> None:
    floor.send(turn("breakdown", (datetime.now(UTC) - timedelta(hours=2)).isoformat()))
    _, answer = floor.analyse_oee("equipment")
    assert answer.total.breakdown_s == pytest.approx(7200, abs=60)


# Planned stops ---------------------------------------------------------------------------------------------------


def test_a_break_inside_a_report_is_no_planned_busy_time(floor: Floor) -> None:
    """Vorne's example of a shift: 480 min, 60 min of breaks, 47 min down, 1.0 s, 19,271 pieces, 423 rejected."""
    floor.send(
        SetIdealCycleTime(equipment="M1", product="Gear", cycle_time_s=Decimal(1)),
        floor.log("2026-03-02T06:00", "2026-03-02T13:13", good=18_848, rejected=423),
        floor.log("2026-03-02T13:13", "2026-03-02T14:00", activity="breakdown"),
        stop("2026-03-02T07:40", "2026-03-02T08:40"),
    )
    for by in ("equipment", "day", "order", "product"):
        [row] = floor.oee(by).rows
        found = (row.availability_ratio, row.performance_ratio, row.quality_ratio, row.oee_ratio)
        assert found == pytest.approx((0.8881, 0.8611, 0.9780, 0.7479), abs=5e-5), by
        assert (row.planned_stop_s, row.planned_busy_s) == (3600, 420 * 60)


def test_a_planned_stop_takes_from_whatever_is_told_beside_it_whoever_tells_it_first(floor: Floor) -> None:
    told = [
        floor.log("2026-03-02T08:00", "2026-03-02T10:00", activity="setup"),
        floor.log("2026-03-02T10:00", "2026-03-02T12:00", good=1),
        floor.log("2026-03-02T12:00", "2026-03-02T14:00", activity="breakdown"),
        stop("2026-03-02T14:00", "2026-03-02T16:00", kind="idle"),
    ]
    stops = [stop(f"2026-03-02T{hour}:15", f"2026-03-02T{hour}:45") for hour in ("09", "11", "13", "15")]
    floor.send(*told, *stops)
    floor.machine("M2")
    floor.order("W2")
    again = [each.model_copy(update={"equipment": "M2", "work_order": "W2"}) for each in told[:3]]
    floor.send(*(each.model_copy(update={"equipment": "M2"}) for each in (*stops, told[3])), *again)
    whole = {"planned_stop": 7200, "breakdown": 5400, "setup": 5400, "production": 5400, "idle": 5400}
    assert spent(floor.oee("equipment", equipment="M1")) == whole
    assert spent(floor.oee("equipment", equipment="M2")) == whole
    first, second = floor.oee("order").rows
    assert first.planned_busy_s == second.planned_busy_s == 3 * 5400
    assert first.planned_stop_s == second.planned_stop_s == 3 * 1800


def test_a_breakdown_in_a_planned_stop_is_a_failure_and_no_repair_time(floor: Floor) -> None:
    floor.send(
        floor.log("2026-03-02T08:00", "2026-03-02T12:00", good=1),
        floor.log("2026-03-02T12:00", "2026-03-02T14:00", activity="breakdown"),
        stop("2026-03-02T13:00", "2026-03-02T15:00"),
    )
    found = floor.timeline("M1").reliability
    assert (found.failures, found.operating_s, found.repair_s) == (1, 4 * 3600, 3600)


# What is struck --------------------------------------------------------------------------------------------------


def test_a_struck_breakdown_is_no_failure_and_leaves_no_row(floor: Floor) -> None:
    floor.send(floor.log("2026-03-02T08:00", "2026-03-02T09:00", activity="breakdown", log="B"))
    assert floor.timeline("M1").reliability.failures == 1
    floor.send(StrikeLog(work_order="W1", log="B", why="another machine"))
    found = floor.timeline("M1")
    assert (found.reliability.failures, found.reliability.mttr_s) == (0, None)
    assert [(each.stands, each.struck, each.why) for each in found.told] == [
        (False, False, None), (False, True, "another machine"),
    ]  # fmt: skip
    assert floor.oee("order").rows == floor.oee("day").rows == []


# Against the time model -------------------------------------------------------------------------------------------

_SPANS = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 2500), st.sampled_from(PRECEDENCE)), max_size=8)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=_SPANS, state=st.sampled_from(PRECEDENCE), began=st.integers(0, 6000), lasts=st.integers(1, 6000))
def test_whatever_else_was_told_it_counts_as_an_interval_that_ends_now(
    floor: Floor, spans: list[Any], state: str, began: int, lasts: int
) -> None:
    """Random intervals over days, on two machines: one is in the state, the other had it as an interval."""
    begin, running, ended = at("2026-03-02T05:00"), f"R{uuid4()}", f"E{uuid4()}"
    since, until = begin + timedelta(minutes=began), begin + timedelta(minutes=began + lasts)
    for machine in (running, ended):
        floor.machine(machine)
        floor.send(
            *(
                RecordInterval(
                    equipment=machine, kind=EquipmentState(kind), started_at=begin + timedelta(minutes=a),
                    ended_at=begin + timedelta(minutes=a + length),
                )
                for a, length, kind in spans
            )
        )  # fmt: skip
    kind = EquipmentState(state)
    floor.send(
        ChangeState(equipment=running, state=kind, occurred_at=since),
        RecordInterval(equipment=ended, kind=kind, started_at=since, ended_at=until),
    )
    one, other = (
        [row.model_dump(exclude={"equipment"}) for row in floor.oee("day", equipment=machine, at=until).rows]
        for machine in (running, ended)
    )
    assert [row for row in one if row["planned_busy_s"] or row["planned_stop_s"]] == [
        row for row in other if row["planned_busy_s"] or row["planned_stop_s"]
    ]
