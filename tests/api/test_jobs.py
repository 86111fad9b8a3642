"""Jobs and schedules over HTTP: an organization sees and moves its own alone."""

from uuid import UUID, uuid4

import httpx
import pytest
from psycopg.types.json import Jsonb

from tests.api.conftest import Served
from tests.conftest import Organization
from unison.infrastructure import database
from unison.main import SCHEDULES

KIND = "housekeeping"


def dies(served: Served, organization: Organization, error: str = "OSError: no route to host") -> UUID:
    job = uuid4()
    with database.connect(served.url, "worker") as worker:
        worker.execute(
            """INSERT INTO unison.dead_jobs (organization_id, job_id, kind, body, error, attempts, enqueued_at)
               VALUES (%s, %s, %s, %s, %s, 3, now())""",
            (organization.id, job, KIND, Jsonb({"to": "bob"}), error),
        )
    return job


def waiting(client: httpx.Client) -> int:
    (kind,) = [each for each in client.get("/api/v1/jobs").json()["kinds"] if each["kind"] == KIND]
    return kind["waiting"]


def test_a_dead_job_is_listed_with_its_error_and_retried(
    served: Served, mine: Organization, client: httpx.Client
) -> None:
    job = dies(served, mine)
    (dead,) = client.get("/api/v1/jobs").json()["dead"]
    told = {name: dead[name] for name in ("job", "kind", "body", "error", "attempts")}
    assert told == {
        "job": str(job), "kind": KIND, "body": {"to": "bob"}, "error": "OSError: no route to host", "attempts": 3,
    }  # fmt: skip
    assert waiting(client) == 0
    assert client.post(f"/api/v1/jobs/{job}/retry").json() == {"job": str(job)}
    assert (waiting(client), client.get("/api/v1/jobs").json()["dead"]) == (1, [])
    again = client.post(f"/api/v1/jobs/{job}/retry")
    assert (again.status_code, again.json()["code"]) == (404, "unknown_dead_job")


def test_a_dead_job_is_dropped(served: Served, mine: Organization, client: httpx.Client) -> None:
    job = dies(served, mine)
    assert client.post(f"/api/v1/jobs/{job}/drop").status_code == 204
    assert (waiting(client), client.get("/api/v1/jobs").json()["dead"]) == (0, [])
    assert client.post(f"/api/v1/jobs/{job}/drop").status_code == 404


def test_the_jobs_of_others_are_neither_seen_nor_moved(served: Served, client: httpx.Client) -> None:
    job = dies(served, served.organization(), error="theirs")
    assert client.get("/api/v1/jobs").json()["dead"] == []
    for act in ("retry", "drop"):
        assert client.post(f"/api/v1/jobs/{job}/{act}").status_code == 404


@pytest.mark.parametrize(
    ("role", "seen", "moved"),
    [("admin", 200, 404), ("supervisor", 200, 403), ("auditor", 200, 403), ("operator", 403, 403)],
)
def test_supervisors_see_jobs_and_administrators_act(
    served: Served, mine: Organization, role: str, seen: int, moved: int
) -> None:
    with served.client(mine, role) as client:
        assert client.get("/api/v1/jobs").status_code == seen
        assert client.get("/api/v1/schedules").status_code == seen
        assert client.post(f"/api/v1/jobs/{uuid4()}/retry").status_code == moved
        assert client.post(f"/api/v1/jobs/{uuid4()}/drop").status_code == moved


def test_schedules_are_told_with_their_next_run(served: Served, client: httpx.Client) -> None:
    with database.connect(served.url, "worker") as worker:
        worker.execute("SELECT unison.enqueue_due_jobs()")
    shown = client.get("/api/v1/schedules").json()
    assert {each["name"] for each in shown} == {each.name for each in SCHEDULES if each.per_organization}
    assert all(each["next_run"] and each["time_zone"] == "UTC" for each in shown)


def test_metrics_count_jobs_by_kind_and_state(served: Served, mine: Organization, client: httpx.Client) -> None:
    dies(served, mine)
    lines = client.get("/metrics").text.splitlines()
    (dead,) = [line for line in lines if line.startswith(f'unison_jobs{{kind="{KIND}",state="dead"}}')]
    assert float(dead.split()[-1]) >= 1
