"""`unison jobs` and `unison schedules`, over a database server of one's own."""

import json
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from tests.cli.conftest import Run
from tests.conftest import make_organization
from unison.infrastructure import database
from unison.main import JOB_KINDS, SCHEDULES


def test_dead_jobs_are_listed_retried_and_dropped(run: Run, own_database_url: str) -> None:
    jobs = [uuid4() for _ in range(4)]
    with database.connect(own_database_url, "owner") as owner:
        organization = make_organization(owner)
    with database.connect(own_database_url, "worker") as worker:
        for job in jobs:
            worker.execute(
                """INSERT INTO unison.dead_jobs (organization_id, job_id, kind, body, error, attempts, enqueued_at)
                   VALUES (%s, %s, 'housekeeping', %s, 'ValueError: full', 3, now())""",
                (organization.id, job, Jsonb({})),
            )

    def dead() -> set[UUID]:
        return {UUID(each["job_id"]) for each in json.loads(run("jobs", "--dead", "--json").stdout)}

    assert dead() == set(jobs)
    assert "full" in run("jobs", "--dead").stdout
    run("jobs", "drop", str(jobs[0]))
    assert "1 job goes back" in run("jobs", "retry", str(jobs[1])).stdout
    assert dead() == set(jobs[2:])
    assert run("jobs", "retry", code=2).stderr
    assert "2 jobs go back" in run("jobs", "retry", "--kind", "housekeeping").stdout
    assert "No job is dead." in run("jobs", "--dead").stdout
    (kind,) = json.loads(run("jobs", "--kind", "housekeeping", "--json").stdout)
    assert (kind["waiting"], kind["dead"]) == (3, 0)
    assert "housekeeping" in run("jobs").stdout
    assert len(json.loads(run("jobs", "--json").stdout)) == len(JOB_KINDS)


def test_schedules_are_listed(run: Run, own_database_url: str) -> None:
    with database.connect(own_database_url, "worker") as worker:
        worker.execute("SELECT unison.enqueue_due_jobs()")
    listed = json.loads(run("schedules", "--json").stdout)
    assert {each["name"] for each in listed} >= {each.name for each in SCHEDULES if not each.per_organization}
    assert "installation" in run("schedules").stdout


def test_doctor_tells_of_jobs(run: Run) -> None:
    findings = {each["check"]: each["finding"] for each in json.loads(run("doctor", "--json", code=1).stdout)}
    assert findings["dead jobs"] == "none"
    assert findings["schedules"] == "on time"
