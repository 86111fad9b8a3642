"""Jobs are there when their transaction commits, are carried out at least once, and end in the dead letters when they fail."""

import threading
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors
from psycopg.types.json import Jsonb

from tests.conftest import Organization
from tests.infrastructure.jobs_at_work import Bench, at_work, dead, enqueue, left, make_queues
from unison.infrastructure import database
from unison.infrastructure.jobs.job import GiveUp, Job, TryLater
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.pool import JobPool
from unison.infrastructure.jobs.workplace import Workplace
from unison.settings import settings

type Connection = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.fixture(scope="module")
def kinds(bench: Bench, database_url: str) -> list[JobKind]:
    kinds = [JobKind("plain", bench.carry_out), JobKind("brief", bench.carry_out, limit_s=0.3)]
    with database.connect(database_url, "owner") as connection:
        make_queues(connection, kinds)
    return kinds


@pytest.fixture(scope="module")
def pool(database_url: str, kinds: list[JobKind]) -> Iterator[JobPool]:
    with at_work(database_url, kinds) as jobs:
        yield jobs


@pytest.mark.usefixtures("pool")
def test_a_job_is_carried_out_soon_after_its_transaction_commits(
    worker: Connection, organization: Organization, bench: Bench
) -> None:
    with worker.transaction():
        id = enqueue(worker, "plain", organization, what="committed")
        time.sleep(0.1)
        assert "committed" not in bench.tries
    assert bench.waited_for(lambda: "committed" in bench.ended, within_s=2)
    (job,) = [job for job in bench.jobs if job.id == id]
    assert (job.kind, job.organization_id, job.attempt, dict(job.body)) == (
        "plain", organization.id, 1, {"what": "committed"},
    )  # fmt: skip
    assert bench.waited_for(lambda: left(worker, "plain") == 0)


@pytest.mark.usefixtures("pool")
def test_a_job_whose_transaction_is_rolled_back_never_was(
    worker: Connection, organization: Organization, bench: Bench
) -> None:
    with worker.transaction(force_rollback=True):
        enqueue(worker, "plain", organization, what="phantom")
    enqueue(worker, "plain", organization, what="after the phantom")
    assert bench.waited_for(lambda: "after the phantom" in bench.ended)
    assert "phantom" not in bench.tries


@pytest.mark.usefixtures("pool")
def test_a_job_that_always_fails_is_dead_after_three_tries_with_growing_pauses(
    worker: Connection, organization: Organization, bench: Bench
) -> None:
    id = enqueue(worker, "plain", organization, what="failing", act="fail")
    assert bench.waited_for(lambda: bool(dead(worker, organization)))
    assert dead(worker, organization) == [("failing", 3, "ValueError: no such mailbox")]
    first, second, third = bench.tries["failing"]
    assert third - second > 2 * (second - first) > 0.05
    assert [job.attempt for job in bench.jobs if job.id == id] == [1, 2, 3]
    archived = worker.execute("SELECT headers FROM pgmq.a_jobs_plain WHERE message->>'id' = %s", (str(id),)).fetchall()
    assert len(archived) == 1


@pytest.mark.usefixtures("pool")
def test_a_job_that_hangs_is_given_up_and_the_others_go_on(
    worker: Connection, organization: Organization, bench: Bench
) -> None:
    for number in range(4):
        enqueue(worker, "brief", organization, what=f"hanging {number}", act="hang")
    enqueue(worker, "plain", organization, what="beside the hanging")
    assert bench.waited_for(lambda: "beside the hanging" in bench.ended, within_s=2)
    assert bench.waited_for(lambda: len(dead(worker, organization)) == 4)
    assert {error for _, _, error in dead(worker, organization)} == {"Overdue: It took longer than 0.3 s."}
    bench.release.set()
    enqueue(worker, "brief", organization, what="after the hanging")
    assert bench.waited_for(lambda: "after the hanging" in bench.ended, within_s=2)


@pytest.mark.usefixtures("pool")
def test_a_delayed_job_wakes_the_pool_by_its_timer(
    worker: Connection, organization: Organization, bench: Bench
) -> None:
    began = time.monotonic()
    enqueue(worker, "plain", organization, what="delayed", in_s=0.7)
    assert bench.waited_for(lambda: "delayed" in bench.ended)
    assert 0.65 < bench.tries["delayed"][0] - began < 1.2


def test_a_slow_job_stays_invisible_and_so_do_those_read_with_it(
    database_url: str, worker: Connection, owner: Connection, organization: Organization
) -> None:
    seen: list[str] = []

    def slowly(job: Job, _: Workplace) -> None:
        seen.append(job.body["what"])
        time.sleep(0.9)

    kind = JobKind("slow", slowly)
    make_queues(owner, [kind])
    for number in range(4):
        enqueue(worker, "slow", organization, what=str(number))
    with at_work(database_url, [kind], threads=1, visible_s=1), at_work(database_url, [kind], threads=1, visible_s=1):
        bench = Bench()
        assert bench.waited_for(lambda: left(worker, "slow") == 0)
    assert sorted(seen) == ["0", "1", "2", "3"]


def test_giving_up_is_final_and_trying_later_is_no_failure(
    database_url: str, worker: Connection, owner: Connection, organization: Organization
) -> None:
    attempts: list[int] = []

    def choosy(job: Job, _: Workplace) -> None:
        if job.body["what"] == "hopeless":
            raise GiveUp("There is no such address.")
        attempts.append(job.attempt)
        if len(attempts) < 6:
            raise TryLater(0.01, "busy")

    kind = JobKind("choosy", choosy)
    make_queues(owner, [kind])
    enqueue(worker, "choosy", organization, what="hopeless")
    enqueue(worker, "choosy", organization, what="busy")
    with at_work(database_url, [kind]):
        assert Bench().waited_for(lambda: left(worker, "choosy") == 0)
    assert dead(worker, organization) == [("hopeless", 1, "There is no such address.")]
    assert attempts == [1] * 6


def test_a_job_has_its_effect_once(database_url: str, worker: Connection, organization: Organization) -> None:
    job = Job(uuid4(), "plain", organization.id, {}, 1, database_now(worker))
    with Workplace(database_url, settings()) as workplace:
        for first in (True, False):
            with workplace.connection() as connection, connection.transaction():
                assert workplace.once(connection, job) is first
        with workplace.connection() as connection, connection.transaction(force_rollback=True):
            other = Job(uuid4(), "plain", organization.id, {}, 1, job.enqueued_at)
            assert workplace.once(connection, other)
        with workplace.connection() as connection, connection.transaction():
            assert workplace.once(connection, other)


def database_now(connection: Connection) -> Any:
    row = connection.execute("SELECT now()").fetchone()
    assert row
    return row[0]


@pytest.mark.usefixtures("kinds")
def test_the_application_leaves_jobs_for_its_own_organization_alone(
    database_url: str, organization: Organization
) -> None:
    with database.connect(database_url, "app") as app, app.transaction():
        app.execute("SELECT set_config('app.organization', %s, true)", (str(organization.id),))
        enqueue(app, "plain", organization, what="own")
        with pytest.raises(errors.InsufficientPrivilege), app.transaction():
            enqueue(app, "plain", Organization(uuid4(), "another"), what="foreign")
        with pytest.raises(errors.InsufficientPrivilege), app.transaction():
            app.execute("SELECT unison.count_jobs()")
        with pytest.raises(errors.InsufficientPrivilege), app.transaction():
            app.execute("SELECT unison.enqueue('plain', NULL, %s)", (Jsonb({}),))
        with pytest.raises(errors.InsufficientPrivilege), app.transaction():
            app.execute("SELECT FROM pgmq.q_jobs_plain")


def test_a_job_of_no_kind_is_refused(worker: Connection, organization: Organization) -> None:
    with pytest.raises(psycopg.Error, match="no kind of job called singing") as refused:
        enqueue(worker, "singing", organization)
    assert refused.value.sqlstate == "UN006"


def test_many_jobs_are_shared_by_two_processes_and_each_is_done_once(
    database_url: str, worker: Connection, owner: Connection, organization: Organization
) -> None:
    done: list[int] = []
    lock = threading.Lock()

    def count(job: Job, _: Workplace) -> None:
        with lock:
            done.append(job.body["number"])

    kind = JobKind("many", count)
    make_queues(owner, [kind])
    with at_work(database_url, [kind]), at_work(database_url, [kind]):
        with worker.transaction():
            for number in range(300):
                enqueue(worker, "many", organization, number=number)
        assert Bench().waited_for(lambda: left(worker, "many") == 0)
    assert sorted(done) == list(range(300))
