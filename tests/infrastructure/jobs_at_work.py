"""Jobs for tests: a pool with a listener of its own, as `unison work` has them, and what its handlers have done."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from tests.conftest import Organization
from unison.infrastructure import migrations
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.pool import CHANNEL, JobPool
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.projection.workers import Workers
from unison.main import JOB_KINDS, PROJECTIONS
from unison.settings import settings


class Bench:
    """What was carried out, by the `what` of the job's body, with the moments."""

    def __init__(self) -> None:
        self.tries: defaultdict[str, list[float]] = defaultdict(list)
        self.ended: list[str] = []
        self.jobs: list[Job] = []
        self.release = threading.Event()

    def carry_out(self, job: Job, _: Workplace) -> None:
        self.jobs.append(job)
        self.tries[job.body["what"]].append(time.monotonic())
        self._act(job.body.get("act", ""))
        self.ended.append(job.body["what"])

    def _act(self, act: str) -> None:
        if act == "fail":
            raise ValueError("no such mailbox")
        if act == "hang":
            self.release.wait(30)

    def waited_for(self, condition: Callable[[], bool], within_s: float = 15) -> bool:
        deadline = time.monotonic() + within_s
        while not (met := condition()) and time.monotonic() < deadline:
            time.sleep(0.005)
        return met


@contextmanager
def at_work(
    url: str, kinds: Sequence[JobKind], *, threads: int = 4, visible_s: int = 2, pause_s: float = 0.05
) -> Generator[JobPool]:
    """The threads of one worker process, without projections."""
    jobs = JobPool(url, settings(), kinds, threads=threads, visible_s=visible_s, pause_s=pause_s)
    workers = Workers(url, [], {CHANNEL: jobs.hear})
    jobs.start()
    workers.start()
    try:
        yield jobs
    finally:
        jobs.stop(timeout_s=3)
        workers.stop()


def make_queues(owner: psycopg.Connection[Any], kinds: Sequence[JobKind]) -> None:
    migrations.migrate(owner, PROJECTIONS, [*JOB_KINDS, *kinds])


def enqueue(connection: psycopg.Connection[Any], kind: str, organization: Organization, **more: Any) -> UUID:
    """A job whose body is `more`, but for `in_s` and `job`."""
    in_s, job = more.pop("in_s", None), more.pop("job", None)
    row = connection.execute(
        "SELECT unison.enqueue(%s, %s, %s, clock_timestamp() + make_interval(secs => %s), %s)",
        (kind, organization.id, Jsonb(more), in_s, job),
    ).fetchone()
    assert row
    return row[0]


def dead(connection: psycopg.Connection[Any], organization: Organization) -> list[tuple[Any, ...]]:
    """As the worker sees them: (what, attempts, error)."""
    return connection.execute(
        "SELECT body->>'what', attempts, error FROM unison.dead_jobs WHERE organization_id = %s ORDER BY died_at",
        (organization.id,),
    ).fetchall()


def left(connection: psycopg.Connection[Any], kind: str) -> int:
    """Jobs in the queue, whether anybody sees them or not."""
    row = connection.execute(
        "SELECT waiting + running + later FROM unison.count_jobs() WHERE kind = %s", (kind,)
    ).fetchone()
    assert row
    return row[0]
