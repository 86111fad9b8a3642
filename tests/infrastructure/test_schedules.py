"""Schedules are due on the clock of the organization, once each, whoever ticks; what was missed is caught up once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.conftest import Organization, make_organization
from tests.infrastructure.jobs_at_work import Bench, at_work, make_queues
from unison.infrastructure import database
from unison.infrastructure.jobs.job import INSTALLATION
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import WORKING_DAYS, Schedule, define
from unison.main import JOB_KINDS, SCHEDULES

type Connection = psycopg.Connection[Any]

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def kind(owner: Connection, bench: Bench) -> JobKind:
    kind = JobKind("scheduled", bench.carry_out)
    make_queues(owner, [kind])
    return kind


@pytest.fixture
def berlin(owner: Connection, kind: JobKind) -> Iterator[Organization]:
    """An organization with a plant in Berlin, and no schedule but those that a test defines."""
    organization = make_organization(owner)
    owner.execute("UPDATE unison.plants SET time_zone = 'Europe/Berlin' WHERE organization_id = %s", (organization.id,))
    yield organization
    define(owner, [])
    owner.execute("DELETE FROM pgmq.q_jobs_scheduled")


def tick(worker: Connection, moment: datetime) -> int:
    row = worker.execute("SELECT unison.enqueue_due_jobs(%s)", (moment,)).fetchone()
    assert row
    return row[0]


def due(worker: Connection, organization: Organization) -> list[datetime]:
    """The moments that the queued jobs of an organization are of."""
    rows = worker.execute(
        "SELECT message->'body'->>'due_at' FROM pgmq.q_jobs_scheduled WHERE message->>'organization' = %s ORDER BY msg_id",
        (str(organization.id),),
    ).fetchall()
    return [datetime.fromisoformat(at).astimezone(UTC) for (at,) in rows]


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[arg-type]


def test_a_schedule_is_due_on_the_clock_of_the_plants(
    owner: Connection, worker: Connection, berlin: Organization
) -> None:
    define(owner, [Schedule("morning", "scheduled", at=time(6))])
    tick(worker, utc(2026, 1, 10))
    tick(worker, utc(2026, 1, 10, 4, 59))
    assert due(worker, berlin) == []
    tick(worker, utc(2026, 1, 10, 5))
    tick(worker, utc(2026, 1, 10, 5, 1))
    assert due(worker, berlin) == [utc(2026, 1, 10, 5)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 29), utc(2026, 3, 29, 1, 30)),  # 2:30 does not come: the clock goes from 2 to 3
        (date(2026, 10, 25), utc(2026, 10, 25, 1, 30)),  # 2:30 comes twice: the clock goes from 3 back to 2
    ],
)
def test_a_clock_change_neither_leaves_out_nor_doubles(
    owner: Connection, worker: Connection, berlin: Organization, day: date, expected: datetime
) -> None:
    define(owner, [Schedule("night", "scheduled", at=time(2, 30))])
    begins = datetime.combine(day - timedelta(days=1), time(12), UTC)
    for minutes in range(0, 2 * 24 * 60, 15):
        tick(worker, begins + timedelta(minutes=minutes))
    days = [at.astimezone(BERLIN).date() for at in due(worker, berlin)]
    assert days == [day, day + timedelta(days=1)]
    assert due(worker, berlin)[0] == expected


def test_a_night_switched_off_is_caught_up_once(owner: Connection, worker: Connection, berlin: Organization) -> None:
    define(
        owner, [Schedule("often", "scheduled", every=timedelta(minutes=10)), Schedule("daily", "scheduled", at=time(1))]
    )
    tick(worker, utc(2026, 1, 10, 20, 3))
    assert due(worker, berlin) == [utc(2026, 1, 10, 20, 3)]
    tick(worker, utc(2026, 1, 13, 8))
    assert due(worker, berlin)[1:] == [utc(2026, 1, 10, 20, 13), utc(2026, 1, 11, 0)]
    tick(worker, utc(2026, 1, 13, 8, 1))
    assert len(due(worker, berlin)) == 3
    tick(worker, utc(2026, 1, 13, 8, 3))  # the interval keeps its beat
    assert due(worker, berlin)[3:] == [utc(2026, 1, 13, 8, 3)]


def test_days_of_the_week_are_those_of_the_plants(owner: Connection, worker: Connection, berlin: Organization) -> None:
    define(owner, [Schedule("working days", "scheduled", at=time(0, 15), weekdays=WORKING_DAYS)])
    for hours in range(0, 24 * 8):
        tick(worker, utc(2026, 1, 7) + timedelta(hours=hours))
    assert [at.astimezone(BERLIN).isoweekday() for at in due(worker, berlin)] == [4, 5, 1, 2, 3]


def test_a_plant_that_changes_its_time_zone_is_followed(
    owner: Connection, worker: Connection, berlin: Organization
) -> None:
    define(owner, [Schedule("morning", "scheduled", at=time(6))])
    tick(worker, utc(2026, 1, 10))
    owner.execute("UPDATE unison.plants SET time_zone = 'Asia/Tokyo' WHERE organization_id = %s", (berlin.id,))
    tick(worker, utc(2026, 1, 10, 1))
    tick(worker, utc(2026, 1, 10, 22))
    assert due(worker, berlin) == [utc(2026, 1, 10, 21)]


def test_twenty_tickers_at_once_leave_one_job(
    database_url: str, owner: Connection, worker: Connection, berlin: Organization
) -> None:
    define(owner, [Schedule("morning", "scheduled", at=time(6))])
    tick(worker, utc(2026, 1, 10))

    def tick_by_itself(_: int) -> int:
        with database.connect(database_url, "worker") as connection:
            return tick(connection, utc(2026, 1, 10, 9))

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(tick_by_itself, range(20)))
    assert len(due(worker, berlin)) == 1


@examples(max_examples=40)
@given(
    at=st.times(), zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    after=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    weekdays=st.sets(st.integers(1, 7), min_size=1),
)  # fmt: skip
def test_the_next_run_is_the_first_that_the_plants_calendar_has(
    database_url: str, at: time, zone: str, after: datetime, weekdays: set[int]
) -> None:
    at = at.replace(microsecond=0)
    with database.connect(database_url, "worker") as worker:
        row = worker.execute(
            "SELECT unison.next_run(NULL, %s, %s::smallint[], %s, NULL, %s)", (at, sorted(weekdays), zone, after)
        ).fetchone()
    assert row
    found: datetime = row[0]
    assert found > after
    days = [(after.astimezone(ZoneInfo(zone)).date() + timedelta(days=n)) for n in range(-1, 10)]
    wanted = [_moment(day, at, zone) for day in days if day.isoweekday() in weekdays]
    assert found == min(moment for moment in wanted if moment > after)


def _moment(day: date, at: time, zone: str) -> datetime:
    """Of what comes twice the second, and of what does not come as much later, as Python's own time zones have it."""
    local = datetime.combine(day, at, ZoneInfo(zone))
    early, late = local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    exists = early.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local.replace(tzinfo=None)
    return late if exists else early


def test_what_the_code_says_no_more_is_dropped_and_what_it_says_anew_begins_anew(
    owner: Connection, worker: Connection, berlin: Organization
) -> None:
    early, late = Schedule("daily", "scheduled", at=time(6)), Schedule("daily", "scheduled", at=time(7))
    assert define(owner, [early]) == ["schedule daily"]
    assert define(owner, [early]) == []
    tick(worker, utc(2026, 1, 10))
    assert define(owner, [late]) == ["schedule daily"]
    tick(worker, utc(2026, 1, 10))
    tick(worker, utc(2026, 1, 10, 12))
    assert due(worker, berlin) == [utc(2026, 1, 10, 6)]
    assert define(owner, []) == ["schedule daily is gone"]


def test_a_schedule_is_at_a_time_or_every_so_often() -> None:
    with pytest.raises(ValueError, match="one of both"):
        Schedule("neither", "scheduled")


def test_a_worker_ticks_what_is_due(
    database_url: str, owner: Connection, worker: Connection, berlin: Organization, kind: JobKind, bench: Bench
) -> None:
    beat = Schedule("beat", "scheduled", every=timedelta(seconds=1), per_organization=False, body={"what": "beat"})
    define(owner, [beat])
    with at_work(database_url, [kind]), at_work(database_url, [kind]):
        assert bench.waited_for(lambda: len(bench.ended) == 3)
    assert {job.organization_id for job in bench.jobs} == {INSTALLATION}
    moments = [job.body["due_at"] for job in bench.jobs]
    assert len(moments) == len(set(moments))
    assert due(worker, berlin) == []


def test_every_schedule_of_the_house_is_of_a_kind_that_there_is() -> None:
    assert {each.kind for each in SCHEDULES} <= {kind.name for kind in JOB_KINDS}
