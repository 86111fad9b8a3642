"""The labor hours: facts in, rows out; twice is once; rebuilt is the same; and the hard cases."""

import datetime
from datetime import timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from projections.labor_hours import PROJECTION
from projections.labor_hours import api as view
from projections.labor_hours.api import By
from tests.conftest import Organization, make_organization
from tests.spine import AT, BOB, append, ask, contents, event, project
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.labor.domain.facts import (
    BreakEnded,
    BreakStarted,
    CertificateGranted,
    CertificateRevoked,
    JobEnded,
    JobStarted,
    LaborActivity,
    OperatorChanged,
    OperatorRegistered,
    OperatorRetired,
    TimeCorrected,
    TimeRecorded,
    TimeShared,
    TimeStruck,
)
from unison.plants.domain import PlantChanged, PlantOpened

WORK: dict[str, Any] = {"activity": LaborActivity.PRODUCTION, "work_order": "WO-1", "operation": "turning"}
WHO: dict[str, Any] = {"role": "turner", "plant": "main"}


def hours(number: float) -> Any:
    return AT + timedelta(hours=number)


def time(begin: float, end: float, breaks_s: int = 0) -> dict[str, Any]:
    """Of somebody who is on nothing else."""
    seconds = {
        "breaks_s": Decimal(breaks_s),
        "rested_s": Decimal(breaks_s),
        "paid_s": Decimal(str((end - begin) * 3600)) - breaks_s,
    }
    return {**WORK, **WHO, "started_at": hours(begin), "ended_at": hours(end), **seconds}


STORY = [
    event("operators:B-1", 1, OperatorRegistered(**WHO)),
    event("operators:B-2", 1, OperatorRegistered(role="miller", plant="north")),
    event("operators:B-1", 2, CertificateGranted(certificate="lathe", valid_from=AT, expires_at=hours(1))),
    event("operators:B-1", 3, JobStarted(entry="E-1", started_at=AT, **WORK)),
    event("operators:B-1", 4, BreakStarted(kind="tea", started_at=hours(0.5))),
    event("operators:B-1", 5, BreakEnded(ended_at=hours(0.5) + timedelta(seconds=600))),
    event("operators:B-1", 6, JobEnded(entry="E-1", **time(0, 2, 600))),
    event("operators:B-1", 7, TimeRecorded(entry="E-2", **time(2, 3))),
    event("operators:B-1", 8, TimeCorrected(entry="E-2", why="late", **time(2, 4))),
    event("operators:B-1", 9, TimeRecorded(entry="E-3", **time(5, 6))),
    event("operators:B-1", 10, TimeStruck(entry="E-3", why="twice", started_at=hours(5), work_order="WO-1", **WHO)),
    event("operators:B-1", 11, JobStarted(entry="E-4", started_at=hours(7), activity=LaborActivity.INDIRECT)),
    event("operators:B-1", 12, BreakStarted(kind="lunch", started_at=hours(8))),
    event("operators:B-2", 2, CertificateGranted(certificate="crane", valid_from=AT)),
    event("operators:B-2", 3, CertificateRevoked(certificate="crane", reason="accident")),
    event("operators:B-2", 4, OperatorChanged(role="miller", plant="main")),
    event("operators:B-2", 5, OperatorRetired()),
]


@pytest.fixture
def told(database_url: str, owner: psycopg.Connection[Any], organization: Organization) -> str:
    append(owner, organization.id, *STORY)
    project(database_url, PROJECTION)
    return database_url


def test_facts_in_rows_out(told: str, organization: Organization) -> None:
    first, second = ask(told, organization, PROJECTION.name, view.operators)
    assert (first.operator, first.jobs, second.jobs, second.plant, second.retired) == ("B-1", 1, 0, "main", True)
    (job,) = ask(told, organization, PROJECTION.name, lambda cursor: view.running(cursor, at=hours(8.5)))
    assert (job.operator, job.entry, job.activity, job.at_once) == ("B-1", "E-4", "indirect", 1)
    assert (job.break_kind, job.break_since, job.paid_s, job.breaks_s) == ("lunch", hours(8), 3600, 1800)
    running, sum_of_order = ask(told, organization, PROJECTION.name, lambda cursor: view.hours(cursor, at=hours(8.5)))
    assert (running.work_order, running.entries, running.running) == (None, 1, 1)
    assert (running.paid_s, running.breaks_s) == (3600, 1800)
    assert (sum_of_order.work_order, sum_of_order.entries, sum_of_order.running) == ("WO-1", 2, 0)
    assert (sum_of_order.paid_s, sum_of_order.breaks_s) == (4 * 3600 - 600, 600)


def test_a_job_that_runs_counts_up_to_the_moment_of_the_question(
    told: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    """Begun at 7 h, on a break from 8 h to 8.5 h and again since 10 h; asked over and over, and told twice."""

    def so_far(at: float, **asked: Any) -> Any:
        found = ask(told, organization, PROJECTION.name, lambda c: view.hours(c, (By.ACTIVITY,), at=hours(at), **asked))
        paid = {each.activity: (each.paid_s, each.breaks_s, each.running) for each in found}
        return paid.get(LaborActivity.INDIRECT)

    assert so_far(6.9) is None
    assert so_far(7.5) == (1800, 0, 1)
    append(owner, organization.id, event("operators:B-1", 13, BreakEnded(ended_at=hours(8.5))))
    append(owner, organization.id, event("operators:B-1", 14, BreakStarted(kind="tea", started_at=hours(10))))
    project(told, PROJECTION)
    assert so_far(9) == (5400, 1800, 1)
    assert so_far(11) == (2.5 * 3600, 1.5 * 3600, 1)
    assert so_far(11, since=hours(11)) == so_far(11, until=hours(11.1)) == so_far(11)
    assert so_far(11, since=hours(11.1)) is None
    assert so_far(11, until=hours(11)) is None
    rebuild(owner, PROJECTION)
    assert so_far(11) == (2.5 * 3600, 1.5 * 3600, 1)
    (job,) = ask(told, organization, PROJECTION.name, lambda c: view.running(c, at=hours(11)))
    assert (job.paid_s, job.breaks_s, job.break_kind) == (2.5 * 3600, 1.5 * 3600, "tea")
    ended = JobEnded(entry="E-4", activity=LaborActivity.INDIRECT, started_at=hours(7), ended_at=hours(11), **WHO,
                     breaks_s=Decimal(5400), rested_s=Decimal(5400), paid_s=Decimal(9000))  # fmt: skip
    append(owner, organization.id, event("operators:B-1", 15, BreakEnded(ended_at=hours(11))))
    append(owner, organization.id, event("operators:B-1", 16, ended))
    project(told, PROJECTION)
    assert so_far(20) == (2.5 * 3600, 1.5 * 3600, 0)


def test_corrected_and_struck_entries_keep_what_they_said(told: str, organization: Organization) -> None:
    forms = ask(told, organization, PROJECTION.name, lambda cursor: view.entries(cursor, operator="B-1"))
    found = {(f.entry, f.version): (f.stands, f.struck, f.why, f.by_user) for f in forms}
    assert found["E-2", 7] == (False, False, None, BOB)
    assert found["E-2", 8] == (True, False, "late", BOB)
    assert found["E-3", 9] == (False, False, None, BOB)
    assert found["E-3", 10] == (False, True, "twice", BOB)


def test_hours_are_added_up_by_several_things(told: str, organization: Organization) -> None:
    found = ask(
        told, organization, PROJECTION.name, lambda cursor: view.hours(cursor, (By.ROLE, By.SHIFT, By.ACTIVITY), at=AT)
    )
    assert [(h.role, h.shift_day, h.activity, h.paid_s) for h in found] == [
        ("turner", AT.date(), LaborActivity.PRODUCTION, 4 * 3600 - 600)
    ]
    early = ask(told, organization, PROJECTION.name, lambda cursor: view.hours(cursor, until=hours(3)))
    assert [h.paid_s for h in early] == [2 * 3600 - 600]


def test_a_plant_that_moves_to_another_clock_has_other_shift_days_since(
    told: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    moved: dict[str, Any] = {"name": "Main", "time_zone": "Pacific/Auckland", "day_starts_at": datetime.time(6)}
    append(
        owner,
        organization.id,
        event("plants:main", 1, PlantOpened(name="Main", time_zone="UTC", day_starts_at=datetime.time(6))),
        event("plants:main", 2, PlantChanged(valid_from=AT.date() + timedelta(days=1), **moved)),
        event("operators:B-1", 13, TimeRecorded(entry="E-9", **time(24, 25))),  # 21:00 in Auckland
    )
    project(told, PROJECTION)

    def shift_days() -> dict[Any, Decimal]:
        return {
            h.shift_day: h.paid_s
            for h in ask(told, organization, PROJECTION.name, lambda c: view.hours(c, (By.SHIFT,), at=AT))
        }

    before = shift_days()
    assert before == {AT.date(): 4 * 3600 - 600, AT.date() + timedelta(days=1): 3600}
    append(owner, organization.id, event("plants:main", 3, PlantChanged(valid_from=AT.date(), **moved)))
    project(told, PROJECTION)
    rebuild(owner, PROJECTION)
    assert shift_days() == before
    moved["day_starts_at"] = datetime.time(22)
    append(owner, organization.id, event("plants:main", 4, PlantChanged(valid_from=AT.date(), **moved)))
    project(told, PROJECTION)
    again = shift_days()
    day, before_it, after_it = AT.date(), AT.date() - timedelta(days=1), AT.date() + timedelta(days=1)
    assert again == {before_it: 3600 - 600, day: 3 * 3600, after_it: 3600}  # the day begins at 09:00 UTC
    rebuild(owner, PROJECTION)
    assert shift_days() == again


SECOND: dict[str, Any] = {**WORK, "work_order": "WO-2", "equipment": "Mill 2"}


def test_jobs_that_run_at_once_share_the_time_with_each_other_and_with_what_was_told(
    told: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    """Indirect from 7 h, a break from 8 h to 8.5 h, a job on an order from 8.5 h; told afterwards: 9 h to 10 h."""
    beside: dict[str, Any] = {**time(9, 10), "work_order": "WO-3", "paid_s": Decimal(1200)}
    facts = (
        BreakEnded(ended_at=hours(8.5)),
        JobStarted(entry="E-5", started_at=hours(8.5), **SECOND),
        TimeRecorded(entry="E-6", **beside),
    )
    for version, fact in enumerate(facts, start=13):
        append(owner, organization.id, event("operators:B-1", version, fact))
    project(told, PROJECTION)

    def seen() -> Any:
        jobs = ask(told, organization, PROJECTION.name, lambda c: view.running(c, at=hours(11)))
        return [(job.entry, job.at_once, job.paid_s, job.breaks_s) for job in jobs]

    third, half = 1200, 1800
    assert seen() == [("E-4", 2, 3600 + half / 2 + third + half, 1800), ("E-5", 2, half / 2 + third + half, 0)]
    found = ask(told, organization, PROJECTION.name, lambda c: view.hours(c, (By.OPERATOR,), at=hours(11)))
    assert [(h.operator, h.entries, h.running) for h in found] == [("B-1", 5, 2)]
    assert found[0].paid_s == 4 * 3600 - 600 + 4 * 3600 - 1800
    assert found[0].breaks_s == 600 + 1800
    rebuild(owner, PROJECTION)
    assert seen()[0][2] == 3600 + half / 2 + third + half


def test_what_was_shared_lies_in_the_shift_day_in_which_it_was_worked(
    told: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    """Ten hours before the day begins at 30 h and two behind; in these another job."""
    night: dict[str, Any] = {**time(20, 32), "work_order": "WO-4", "paid_s": Decimal(12 * 3600)}
    late: dict[str, Any] = {**time(30, 32), "work_order": "WO-5", "paid_s": Decimal(3600)}
    at_six = event("plants:main", 1, PlantOpened(name="Main", time_zone="UTC", day_starts_at=datetime.time(14)))
    share = TimeShared(entry="E-7", work_order="WO-4", breaks_s=Decimal(0), paid_s=Decimal(39_600), rested_s=Decimal(0))
    append(owner, organization.id, at_six)
    for version, fact in enumerate((TimeRecorded(entry="E-7", **night), TimeRecorded(entry="E-8", **late), share), 13):
        append(owner, organization.id, event("operators:B-1", version, fact))
    project(told, PROJECTION)
    found = ask(
        told, organization, PROJECTION.name, lambda c: view.hours(c, (By.ORDER, By.SHIFT), since=hours(31), at=AT)
    )
    day, next_day = AT.date(), AT.date() + timedelta(days=1)
    assert [(h.work_order, h.shift_day, h.paid_s) for h in found] == [
        ("WO-4", day, 36_000), ("WO-4", next_day, 3600), ("WO-5", next_day, 3600),
    ]  # fmt: skip


def test_a_share_that_is_told_later_stands_and_comes_to_the_form_that_stood_then(
    told: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    shared: dict[str, Any] = {"entry": "E-2", "breaks_s": Decimal(0), "rested_s": Decimal(0), "work_order": "WO-1"}
    append(owner, organization.id, event("operators:B-1", 13, TimeShared(paid_s=Decimal(3600), **shared)))
    append(owner, organization.id, event("operators:B-1", 14, TimeCorrected(entry="E-2", why="again", **time(2, 3))))
    append(owner, organization.id, event("operators:B-1", 15, TimeShared(paid_s=Decimal(1800), **shared)))
    project(told, PROJECTION)
    before = contents(told, PROJECTION.name)
    forms = ask(told, organization, PROJECTION.name, lambda cursor: view.entries(cursor, operator="B-1"))
    assert {f.version: f.paid_s for f in forms if f.entry == "E-2"} == {7: 3600, 8: 3600, 14: 1800}
    rebuild(owner, PROJECTION)
    assert contents(told, PROJECTION.name) == before


def test_a_job_that_nobody_ended_counts_for_a_day_and_no_longer(told: str, organization: Organization) -> None:
    (job,) = ask(told, organization, PROJECTION.name, lambda cursor: view.running(cursor, at=hours(100)))
    assert (job.paid_s, job.breaks_s) == (3600, 23 * 3600)


def test_roles_and_operations_that_differ_in_letter_case_are_added_up_together(
    told: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    other: dict[str, Any] = {**time(10, 11), "role": "Turner", "operation": "Turning"}
    append(owner, organization.id, event("operators:B-2", 6, TimeRecorded(entry="E-9", **other)))
    project(told, PROJECTION)
    found = ask(told, organization, PROJECTION.name, lambda c: view.hours(c, (By.ROLE, By.OPERATION), at=AT))
    assert [(each.entries, each.paid_s) for each in found] == [(3, 5 * 3600 - 600)]


def test_certificates_tell_what_has_run_out_and_what_was_taken_away(told: str, organization: Organization) -> None:
    lathe, crane = ask(told, organization, PROJECTION.name, view.certificates)
    assert (lathe.certificate, lathe.expired, lathe.revoked_reason) == ("lathe", True, None)
    assert (crane.certificate, crane.expired, crane.revoked_reason) == ("crane", False, "accident")
    due = ask(told, organization, PROJECTION.name, lambda cursor: view.certificates(cursor, expiring_within_days=0))
    assert [each.certificate for each in due] == ["lathe"]


def test_twice_is_once(told: str) -> None:
    once = contents(told, PROJECTION.name)
    with database.connect(told, "owner") as connection:
        connection.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'labor_hours'")
    project(told, PROJECTION)
    assert all(once[table] for table in ("operators", "jobs", "breaks", "certificates", "entries"))
    assert contents(told, PROJECTION.name) == once


def test_rebuilt_is_the_same_though_it_came_one_by_one(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    for each in STORY:
        append(owner, organization.id, each)
        project(database_url, PROJECTION)
    before = contents(database_url, PROJECTION.name)
    with database.connect(database_url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(database_url, PROJECTION.name) == before


def test_others_see_nothing_and_who_works_for_one_plant_its_own(
    told: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    assert ask(told, make_organization(owner), PROJECTION.name, view.operators) == []
    north = Organization(organization.id, organization.slug, ("north",))
    assert ask(told, north, PROJECTION.name, view.operators) == []
    assert ask(told, north, PROJECTION.name, view.running) == []
    assert ask(told, north, PROJECTION.name, view.hours) == []
    assert ask(told, north, PROJECTION.name, view.certificates) == []
