"""Routes of the organization's jobs and schedules: what waits, what died and why, and when something is done again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg.rows import dict_row
from pydantic import BaseModel

from unison.infrastructure.database import SQL
from unison.infrastructure.seal import entering
from unison.infrastructure.sql import statements
from unison.presentation.auth import Principal, may
from unison.presentation.context import Context, Reached
from unison.shared.commands import WallTime
from unison.shared.errors import UnknownRefusal

router = APIRouter(tags=["jobs"])

_sql = statements("unison.infrastructure.jobs", "listing.sql")

Reader = Annotated[Principal, Depends(may("jobs.read", "See jobs, schedules and what failed for good."))]
Administrator = Annotated[
    Principal,
    Depends(
        may("jobs.manage", "Try jobs again that failed for good, or drop them, and set parked streams going again.")
    ),
]


class UnknownDeadJob(UnknownRefusal, code="unknown_dead_job"):
    """There is no dead job {job}. Perhaps somebody has retried or dropped it."""


class JobsOfKind(BaseModel):
    """How many jobs of a kind wait, are carried out now, wait for a later moment or another try, and are dead. `oldest_s` is how
    long the oldest one that waits has been due, in seconds; null when none is."""

    kind: str
    waiting: int
    running: int
    later: int
    dead: int
    oldest_s: float | None


class DeadJob(BaseModel):
    """A job that failed for good: three times, or once where no other try could help. `error` is what the last try ended with."""

    job: UUID
    kind: str
    body: dict[str, Any]
    error: str
    attempts: int
    enqueued_at: datetime
    died_at: datetime


class Jobs(BaseModel):
    """The kinds of jobs, and the jobs that are dead, the last one first."""

    kinds: list[JobsOfKind]
    dead: list[DeadJob]


class DoneAgain(BaseModel):
    """A job that goes back to its queue, under the id that it had."""

    job: UUID


class ScheduleShown(BaseModel):
    """What is done again and again: `every` so many seconds, or at `at` on the clock of `time_zone`, on these days of the week (1
    is Monday). `next_run` is null until a worker has looked at it for the first time."""

    name: str
    kind: str
    every_s: float | None
    at: WallTime | None
    weekdays: list[int]
    time_zone: str | None
    last_run: datetime | None
    next_run: datetime | None


@router.get("/jobs")
async def list_jobs(who: Reader, reached: Reached, limit: Annotated[int, Query(ge=1, le=1_000)] = 100) -> Jobs:
    """How many jobs of each kind there are, and the latest of those that are dead."""
    kinds = await _asked(reached, who, "count_jobs", organization=who.organization_id)
    dead = await _asked(reached, who, "list_dead", kind=None, limit=limit)
    return Jobs(kinds=[JobsOfKind(**row) for row in kinds], dead=[DeadJob(job=row["job_id"], **row) for row in dead])


@router.post("/jobs/{job}/retry")
async def retry_job(job: UUID, who: Administrator, reached: Reached) -> DoneAgain:
    """Have a dead job tried again, as if it were new: it has three tries."""
    if not await _asked(reached, who, "retry_dead", job=job, kind=None):
        raise UnknownDeadJob(job=job)
    return DoneAgain(job=job)


@router.post("/jobs/{job}/drop", status_code=204)
async def drop_job(job: UUID, who: Administrator, reached: Reached) -> None:
    """Forget a dead job: what it was to do stays undone."""
    if not await _asked(reached, who, "drop_dead", job=job):
        raise UnknownDeadJob(job=job)


@router.get("/schedules")
async def list_schedules(who: Reader, reached: Reached) -> list[ScheduleShown]:
    """What is done for the organization again and again, when it was done last, and when it is next."""
    rows = await _asked(reached, who, "list_schedules")
    return [_shown(row) for row in rows if row["per_organization"]]


def _shown(row: Mapping[str, Any]) -> ScheduleShown:
    every: timedelta | None = row["every"]
    return ScheduleShown(every_s=None if every is None else every.total_seconds(), at=row["at_time"], **row)


async def _asked(reached: Context, who: Principal, statement: str, **given: Any) -> list[dict[str, Any]]:
    """The rows of a statement, in a transaction that sees and changes the organization's own alone."""
    async with reached.database.pool.connection() as connection, connection.transaction():
        await connection.execute(SQL["enter_organization"], entering(connection, who.organization_id))
        cursor = await connection.cursor(row_factory=dict_row).execute(_sql[statement], given)
        return await cursor.fetchall()
