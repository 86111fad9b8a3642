"""OEE: facts in, rows out; twice is once; rebuilt is the same; and the hard cases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.oee import PROJECTION
from tests.conftest import Organization, make_organization
from tests.shop_floor import BOB, Floor, contents, open_floor
from unison.equipment.application import ChangeState, RecordInterval, SetIdealCycleTime
from unison.equipment.domain import EquipmentState, UnknownEquipment
from unison.infrastructure import codec, database
from unison.infrastructure.feed.reading import read_feed
from unison.infrastructure.projection.engine import apply
from unison.infrastructure.projection.rebuild import rebuild
from unison.measures.oee import Kind, time_use
from unison.measures.shift_days import PlantClock, ShiftCalendar
from unison.plants.application import ChangePlant, OpenPlant


@pytest.fixture
def floor(database_url: str, organization: Organization) -> Iterator[Floor]:
    with open_floor(database_url, organization) as opened:
        opened.machine("M1")
        opened.order("W1")
        yield opened


def set_clock(floor: Floor, zone: str, day_starts_at: str) -> None:
    floor.send(OpenPlant(plant="main", name="Main", time_zone=zone, day_starts_at=time.fromisoformat(day_starts_at)))


def test_facts_in_rows_out(floor: Floor) -> None:
    floor.send(
        SetIdealCycleTime(equipment="M1", product="Gear", cycle_time_s=Decimal(60)),
        floor.log("2026-03-02T07:00", "2026-03-02T08:00", activity="setup"),
        floor.log("2026-03-02T08:00", "2026-03-02T10:00", good=90, rejected=10, rework_pcs=2, review_pcs=3),
        floor.log("2026-03-02T10:00", "2026-03-02T11:00", activity="breakdown"),
        RecordInterval(
            equipment="M1", kind=EquipmentState.IDLE, started_at=datetime(2026, 3, 2, 11, tzinfo=UTC),
            ended_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
        ),
        RecordInterval(
            equipment="M1", kind=EquipmentState.PLANNED_STOP, started_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
            ended_at=datetime(2026, 3, 2, 13, tzinfo=UTC),
        ),
    )  # fmt: skip
    [row] = floor.oee("equipment").rows
    assert (row.equipment, row.planned_busy_s, row.production_s, row.setup_s) == ("M1", 18000, 7200, 3600)
    assert (row.breakdown_s, row.idle_s, row.planned_stop_s) == (3600, 3600, 3600)
    assert (row.good_pcs, row.rejected_pcs, row.rework_pcs, row.review_pcs, row.ideal_s) == (90, 10, 2, 3, 6000)
    assert row.availability_ratio == pytest.approx(0.4)
    assert row.quality_ratio == pytest.approx(0.9)
    assert row.performance_ratio == pytest.approx(6000 / 7200)
    assert row.oee_ratio == pytest.approx(0.4 * 0.9 * 6000 / 7200)


def test_twice_is_once(floor: Floor, worker: psycopg.Connection[Any]) -> None:
    everything(floor)
    before = contents(floor.url, floor.viewer.organization_id)
    with worker.transaction(), worker.cursor() as cursor:
        events = [
            codec.recorded(row)
            for row in read_feed(cursor, PROJECTION, after=0, up_to=2**60)
            if row[1] == floor.viewer.organization_id
        ]
        cursor.execute("SELECT set_config('search_path', 'oee, unison', true)")
        apply(cursor, PROJECTION, events)
    assert len(events) > 8
    assert contents(floor.url, floor.viewer.organization_id) == before


def test_rebuilt_is_the_same(own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as owner:
        organization = make_organization(owner)
        with open_floor(own_database_url, organization) as floor:
            floor.machine("M1")
            floor.order("W1")
            set_clock(floor, "Europe/Berlin", "06:00")
            everything(floor)
            before = contents(own_database_url, organization.id)
            rebuild(owner, PROJECTION)
            assert contents(own_database_url, organization.id) == before
            assert all(before.values())
            assert floor.oee("day").total.good_pcs == 97


def everything(floor: Floor) -> None:
    """Facts of every kind, with corrections that move a report to another day and machine."""
    floor.machine("M2")
    floor.send(
        SetIdealCycleTime(equipment="M1", product="Gear", cycle_time_s=Decimal("12.5")),
        floor.log("2026-03-02T07:00", "2026-03-03T08:00", good=50, rejected=5, log="a"),
        floor.log("2026-03-02T07:30", "2026-03-02T09:00", activity="breakdown", reason="spindle", log="b"),
        floor.log("2026-03-02T09:00", "2026-03-02T09:00", good=7, log="c"),
        floor.correct("a", "2026-03-04T07:00", "2026-03-04T09:00", good=90, rejected=1, equipment="M2"),
        ChangeState(equipment="M1", state=EquipmentState.IDLE, occurred_at=datetime(2026, 3, 5, 7, tzinfo=UTC)),
        ChangeState(equipment="M1", state=EquipmentState.PRODUCTION, occurred_at=datetime(2026, 3, 5, 8, tzinfo=UTC)),
    )


def test_the_groups_of_every_question(floor: Floor) -> None:
    floor.machine("M2")
    floor.order("W2", product="Shaft")
    floor.send(
        floor.log("2026-03-02T07:00", "2026-03-02T09:00", good=10),
        floor.log("2026-03-02T08:00", "2026-03-02T10:00", good=20, rejected=1, work_order="W2"),
        floor.log("2026-03-03T08:00", "2026-03-03T09:00", good=5, equipment="M2"),
    )
    assert [(r.equipment, r.planned_busy_s, r.good_pcs) for r in floor.oee("equipment").rows] == [
        ("M1", 10800, 30),  # the hour that both orders ran counts once
        ("M2", 3600, 5),
    ]
    assert [(r.day, r.planned_busy_s) for r in floor.oee("day").rows] == [
        (date(2026, 3, 2), 10800),
        (date(2026, 3, 3), 3600),
    ]
    by_order = floor.oee("order")
    assert [(r.work_order, r.planned_busy_s, r.good_pcs) for r in by_order.rows] == [
        ("W1", 10800, 15),
        ("W2", 7200, 20),
    ]
    assert by_order.total.planned_busy_s == 18000
    assert [(r.product, r.rejected_pcs) for r in floor.oee("product").rows] == [("Gear", 0), ("Shaft", 1)]
    both = floor.oee("equipment", "order", "product").rows
    assert [(r.equipment, r.work_order, r.product, r.production_s) for r in both] == [
        ("M1", "W1", "Gear", 7200),
        ("M1", "W2", "Shaft", 7200),
        ("M2", "W1", "Gear", 3600),
    ]
    assert [r.equipment for r in floor.oee("equipment", since=date(2026, 3, 3), equipment="M2").rows] == ["M2"]
    assert floor.oee("day", until=date(2026, 3, 2)).total.good_pcs == 30
    assert floor.oee("day", plant="elsewhere").rows == []


def test_no_data_is_null_and_never_zero(floor: Floor) -> None:
    [row] = floor.oee("equipment").rows
    assert (row.equipment, row.planned_busy_s) == ("M1", 0)
    assert (row.availability_ratio, row.quality_ratio, row.performance_ratio, row.oee_ratio) == (None,) * 4
    assert floor.oee("day").rows == []
    assert floor.oee("day").total.oee_ratio is None


def test_performance_is_null_while_a_products_ideal_cycle_is_unknown(floor: Floor) -> None:
    floor.order("W2", product="Shaft")
    floor.send(
        SetIdealCycleTime(equipment="M1", product="Gear", cycle_time_s=Decimal(60)),
        floor.log("2026-03-02T07:00", "2026-03-02T08:00", good=100),
        floor.log("2026-03-02T08:00", "2026-03-02T09:00", good=1, work_order="W2"),
    )
    [row] = floor.oee("equipment").rows
    assert (row.ideal_s, row.performance_ratio, row.oee_ratio) == (None, None, None)
    gear, shaft = floor.oee("product").rows
    assert gear.performance_ratio == pytest.approx(100 * 60 / 3600), "not capped: the ideal cycle is wrong"
    assert shaft.performance_ratio is None
    floor.send(SetIdealCycleTime(equipment="M1", product="Shaft", cycle_time_s=Decimal(30)))
    assert floor.oee("equipment").rows[0].ideal_s == 6030


def test_a_correction_moves_the_report_and_keeps_the_original_visible(floor: Floor) -> None:
    floor.machine("M2")
    floor.send(floor.log("2026-03-02T07:00", "2026-03-02T09:00", good=10, log="L"))
    floor.send(floor.correct("L", "2026-03-03T07:00", "2026-03-03T08:00", good=4, equipment="M2"))
    assert [(r.equipment, r.good_pcs, r.production_s) for r in floor.oee("equipment").rows] == [
        ("M1", 0, 0),
        ("M2", 4, 3600),
    ]
    assert [(r.day, r.good_pcs) for r in floor.oee("day").rows] == [(date(2026, 3, 3), 4)]
    [original] = floor.timeline("M1").told
    [standing] = floor.timeline("M2").told
    assert (original.stands, original.good_pcs, original.superseded_seq) == (False, 10, standing.feed_seq)
    assert (standing.stands, standing.why, standing.by_user, standing.version) == (
        True,
        "miscounted",
        BOB,
        original.version + 1,
    )
    floor.send(floor.correct("L", "2026-03-02T07:00", "2026-03-02T09:30", good=9))
    assert [(r.day, r.good_pcs, r.production_s) for r in floor.oee("day").rows] == [(date(2026, 3, 2), 9, 9000)]


def test_a_night_shift_belongs_to_its_start_date(
    floor: Floor,
) -> None:
    set_clock(floor, "Europe/Berlin", "06:00")
    floor.send(  # 22:00 to 05:30, then past the start of the next shift day
        floor.log("2026-01-12T21:00", "2026-01-13T04:30", good=70),
        floor.log("2026-01-13T04:30", "2026-01-13T05:30", good=8),
    )
    first, second = floor.oee("day").rows
    assert (first.day, first.production_s, first.good_pcs) == (date(2026, 1, 12), 8 * 3600, 78)
    assert (second.day, second.production_s, second.good_pcs) == (date(2026, 1, 13), 1800, 0)


@pytest.mark.parametrize(
    ("zone", "starts_at", "day", "hours"),
    [
        (
            "Europe/Berlin",
            "06:00",
            date(2026, 3, 28),
            23,
        ),  # the clock goes forward in the night that belongs to the 28th
        ("Europe/Berlin", "06:00", date(2026, 10, 24), 25),
        ("Europe/Berlin", "02:30", date(2026, 10, 25), 25),  # the shift begins the first time the clock shows it
        ("Europe/Berlin", "02:30", date(2026, 3, 29), 23),  # a start that the clock skips
        ("Australia/Lord_Howe", "06:00", date(2026, 4, 4), 24.5),
    ],
)
def test_days_on_which_the_clock_changes(
    floor: Floor,
    owner: psycopg.Connection[Any],
    organization: Organization,
    zone: str,
    starts_at: str,
    day: date,
    hours: float,
) -> None:
    set_clock(floor, zone, starts_at)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)
    floor.send(floor.log(start.isoformat(), (start + timedelta(days=5)).isoformat(), good=1))
    seconds = {row.day: row.production_s for row in floor.oee("day").rows}
    assert seconds[day] == hours * 3600
    assert sum(seconds.values()) == 5 * 86400


def test_a_plant_that_moves_to_another_clock_cuts_anew_what_was_done_since(
    floor: Floor, owner: psycopg.Connection[Any]
) -> None:
    set_clock(floor, "UTC", "06:00")
    floor.send(
        floor.log("2026-03-02T03:00", "2026-03-02T05:00", good=1),
        floor.log("2026-03-10T03:00", "2026-03-10T05:00", good=2),
        RecordInterval(
            equipment="M1", kind=EquipmentState.IDLE, started_at=datetime(2026, 3, 10, 21, tzinfo=UTC),
            ended_at=datetime(2026, 3, 10, 23, tzinfo=UTC),
        ),
    )  # fmt: skip
    assert _pieces_by_day(floor) == {date(2026, 3, 1): 1, date(2026, 3, 9): 2, date(2026, 3, 10): 0}
    floor.send(ChangePlant(plant="main", time_zone="Asia/Tokyo", valid_from=date(2026, 3, 5)))  # 06:00 is 21:00 UTC
    assert _pieces_by_day(floor) == {date(2026, 3, 1): 1, date(2026, 3, 10): 2, date(2026, 3, 11): 0}
    floor.send(floor.log("2026-03-11T20:00", "2026-03-11T22:00", good=4))
    assert _pieces_by_day(floor)[date(2026, 3, 11)] == 4
    assert floor.timeline("M1", since=date(2026, 3, 11)).time_zone == "Asia/Tokyo"
    before = contents(floor.url, floor.viewer.organization_id)
    rebuild(owner, PROJECTION)
    assert contents(floor.url, floor.viewer.organization_id) == before


def test_a_shift_day_begins_never_before_the_one_before_it(floor: Floor) -> None:
    """From 22:00 in Pago Pago (09:00 UTC the next day) to 00:00 on Kiritimati (10:00 UTC the day before)."""
    set_clock(floor, "Pacific/Pago_Pago", "22:00")
    floor.send(floor.log("2026-03-01T09:00", "2026-03-09T09:00", good=1))
    floor.send(
        ChangePlant(plant="main", time_zone="Pacific/Kiritimati", day_starts_at=time(0), valid_from=date(2026, 3, 5))
    )
    hours = {row.day: row.production_s / 3600 for row in floor.oee("day").rows}
    calendar = ShiftCalendar(
        [
            PlantClock(date.min, time(22), ZoneInfo("Pacific/Pago_Pago")),
            PlantClock(date(2026, 3, 5), time(0), ZoneInfo("Pacific/Kiritimati")),
        ]
    )
    pieces = calendar.cut(datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 9, 9, tzinfo=UTC))
    assert hours == {piece.day: (piece.end - piece.start) / timedelta(hours=1) for piece in pieces}
    assert sum(hours.values()) == 8 * 24
    assert date(2026, 3, 4) not in hours
    assert hours[date(2026, 3, 5)] == 1  # both begin on the 5th at 09:00 UTC, the 6th an hour later


def _pieces_by_day(floor: Floor) -> dict[date | None, int]:
    return {row.day: row.good_pcs for row in floor.oee("day").rows}


def test_reliability_counts_failures_that_touch_once(floor: Floor) -> None:
    observed = floor.timeline("M1").reliability
    assert (observed.failures, observed.mtbf_s, observed.mtbf_longer_than_s, observed.mttr_s) == (0, None, None, None)
    floor.send(floor.log("2026-03-02T07:00", "2026-03-02T17:00", good=1))
    assert floor.timeline("M1").reliability.mtbf_longer_than_s == 36000
    floor.send(
        floor.log("2026-03-02T08:00", "2026-03-02T09:00", activity="breakdown"),
        floor.log("2026-03-02T09:00", "2026-03-02T10:00", activity="breakdown"),
        floor.log("2026-03-02T12:00", "2026-03-02T13:00", activity="breakdown"),
    )
    found = floor.timeline("M1").reliability
    assert (found.failures, found.operating_s, found.repair_s) == (2, 25200, 10800)
    assert (found.mtbf_s, found.mttr_s) == (12600, 5400)


def test_a_machine_that_nobody_registered_is_refused(floor: Floor) -> None:
    with pytest.raises(UnknownEquipment):
        floor.timeline("M9")


def test_two_organizations_do_not_see_each_other(floor: Floor, owner: psycopg.Connection[Any]) -> None:
    other = make_organization(owner)
    floor.machine("M1", viewer=other)
    floor.order("W1", viewer=other)
    floor.send(floor.log("2026-03-02T07:00", "2026-03-02T08:00", good=1))
    floor.send(floor.log("2026-03-02T07:00", "2026-03-02T10:00", good=5), viewer=other)
    assert (floor.oee("equipment").total.good_pcs, floor.oee("equipment", viewer=other).total.good_pcs) == (1, 5)


def test_a_person_of_one_plant_sees_its_machines_only(
    floor: Floor, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    owner.execute(
        "INSERT INTO unison.plants (organization_id, plant, name) VALUES (%s, 'north', 'North')", (organization.id,)
    )
    floor.machine("N1", plant="north")
    floor.send(
        floor.log("2026-03-02T07:00", "2026-03-02T08:00", good=1),
        floor.log("2026-03-02T07:00", "2026-03-02T09:00", good=2, equipment="N1"),
    )
    north = replace(organization, plants=("north",))
    assert [(r.equipment, r.good_pcs) for r in floor.oee("equipment", viewer=north).rows] == [("N1", 2)]
    assert floor.oee("equipment", plant="north").total.good_pcs == 2


_KINDS: tuple[Kind, ...] = ("breakdown", "setup", "production", "planned_stop", "idle")
_spans = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(0, 2000), st.sampled_from(_KINDS)), min_size=1, max_size=12
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=_spans)
def test_overlaps_count_as_the_time_model_says(
    worker: psycopg.Connection[Any], organization: Organization, spans: Any
) -> None:
    """The multiranges in SQL against the sweep in `unison.measures.oee`, over two shift days and more."""
    begin = datetime(2026, 3, 2, 5, tzinfo=UTC)
    told = [(begin + timedelta(minutes=a), begin + timedelta(minutes=a + length), kind) for a, length, kind in spans]
    rows = [
        {"organization_id": organization.id, "equipment": "H1", "version": n, "form": n, "kind": kind, "started_at": start,
         "ended_at": end, "recorded_at": begin, "feed_seq": n, "struck": False, "goes_on": False}
        for n, (start, end, kind) in enumerate(told)
    ]  # fmt: skip
    keys = [
        {"organization_id": organization.id, "key": codec.encode({"equipment": "H1", "version": n}).decode()}
        for n in range(len(rows))
    ]
    with worker.transaction(force_rollback=True), worker.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', 'oee, unison', true)")
        cursor.execute(PROJECTION.queries["add_interval"], {"rows": codec.encode(rows).decode()})
        for statement in PROJECTION.after:
            cursor.execute(PROJECTION.queries[statement], {"rows": codec.encode(keys).decode()})
        found = cursor.execute(
            """SELECT sum(breakdown_us), sum(setup_us), sum(production_us), sum(planned_stop_us), sum(idle_us)
               FROM times WHERE organization_id = %s AND grain = 'machine'""",
            (organization.id,),
        ).fetchone()
    expected = time_use(told)
    assert found == tuple(getattr(expected, f"{kind}_s") * 1_000_000 for kind in _KINDS)


def test_all_of_history_by_machine_is_quick(floor: Floor) -> None:
    """The plan reads the counted days of the organization by an index, not what everybody ever reported."""
    with database.connect(floor.url, "owner") as connection:
        connection.execute("SET enable_seqscan = off")
        connection.execute("SELECT set_config('search_path', 'oee, unison', false)")
        plan = connection.execute(
            b"EXPLAIN " + PROJECTION.queries["sum_elements"].encode(),
            {
                "organization": floor.viewer.organization_id, "grain": "machine", "since": None, "until": None,
                "equipment": None, "plant": None, "limit": None, "by_equipment": True, "by_day": False,
                "by_order": False, "by_product": False,
            },
        ).fetchall()  # fmt: skip
    text = "\n".join(row[0] for row in plan)
    assert "on spans" not in text
    assert "on reports" not in text
    assert "on times" in text
