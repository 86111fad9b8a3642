"""The queues of the jobs, by PGMQ's own client.

The client has our pool, always: one of its own is made from five fields, without a role and without the embedded server's socket,
and creates an extension first.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from pgmq import Message, PGMQueue
from psycopg.types.json import Jsonb

from unison.infrastructure.jobs.job import TRIES, GiveUp, Job, TryLater
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.tally import Total
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure.jobs")
_listing = statements("unison.infrastructure.jobs", "listing.sql")

log = structlog.get_logger()

AT_ONCE = 5
"""Jobs read by one statement at most."""

PAUSE_GROWS = 6
"""Each pause before another try is so many times as long as the one before."""

JITTER = 0.25
"""A pause is up to so much shorter or longer, as a share: what failed together does not come again together."""

LONGEST_ERROR = 2_000
"""Characters of an error that are kept."""


@dataclass(slots=True, eq=False)
class Held:
    """A job that this process has taken out of its queue for a while. `is_first`: nobody has read it before. `is_suspect`: who
    read it before has told nothing of it, and may have been ended by it."""

    kind: JobKind
    job: Job
    message: int
    is_first: bool
    is_suspect: bool


class JobQueues:
    """Reading and answering. A message that was read is visible to nobody else for `visible_s` seconds; the first pause
    before another try lasts `pause_s` seconds.
    """

    def __init__(self, workplace: Workplace, *, visible_s: int, pause_s: float) -> None:
        self._workplace = workplace
        self._client = PGMQueue(pool=workplace.pool, conn_string=None, init_extension=False)
        self.visible_s = visible_s
        self._pause_s = pause_s

    def read(self, kind: JobKind) -> list[Held]:
        """The next jobs of a kind, the oldest first."""
        messages = self._client.read_batch(kind.queue, vt=self.visible_s, batch_size=AT_ONCE)
        return [_held(kind, message) for message in sorted(messages, key=lambda each: each.msg_id)]

    def next_due_s(self, kinds: Sequence[str]) -> dict[str, float]:
        """By kind the seconds until its next job is due, below 0 when it is already; a kind without jobs is left out."""
        with self._workplace.connection() as connection:
            return dict(connection.execute(_sql["next_jobs"], {"kinds": list(kinds)}).fetchall())

    def begin(self, held: Held) -> bool:
        """Puts a try on record before it begins, unless it is the first; False when the job has had all of its tries.

        What was read before and has no failure on record ended the process that carried it out, and would end this one.
        """
        if held.is_first:
            return True
        if held.job.attempt > TRIES:
            self._bury(held, held.job.attempt - 1, f"The worker process ended while it was carried out, {TRIES} times.")
            return False
        with self._workplace.connection() as connection:
            tried = {"kind": held.kind.name, "message": held.message, "tries": held.job.attempt}
            connection.execute(_sql["begin_try"], tried)
        return True

    def done(self, held: Held) -> None:
        self._client.delete(held.kind.queue, held.message)

    def failed(self, held: Held, error: BaseException) -> None:
        """Another try after a pause, or the dead letters."""
        tries, told = held.job.attempt, _told(error)
        about = {"kind": held.kind.name, "job": str(held.job.id), "attempt": tries, "error": told}
        if isinstance(error, TryLater):
            log.info("job.put_off", after_s=error.after_s, **about)
            self._try_later(held, tries - 1, told, error.after_s)
        elif isinstance(error, GiveUp) or tries >= TRIES:
            log.error("job.dead", **about)
            self._bury(held, tries, told)
        else:
            pause_s = self._pause_s * PAUSE_GROWS ** (tries - 1) * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
            log.warning("job.failed", again_in_s=round(pause_s, 1), **about)
            self._try_later(held, tries, told, pause_s)

    def put_back(self, held: Held) -> None:
        """Leaves a job that was not begun to whoever reads next; it costs none of its tries."""
        self._try_later(held, held.job.attempt - 1, None, 0)

    def keep(self, held: Iterable[Held]) -> None:
        """Keeps jobs invisible to others for another while."""
        by_queue: dict[str, list[int]] = {}
        for each in held:
            by_queue.setdefault(each.kind.queue, []).append(each.message)
        for queue, messages in by_queue.items():
            self._client.set_vt(queue, messages, self.visible_s)

    def add_totals(self, totals: Mapping[str, Total]) -> None:
        with self._workplace.connection() as connection:
            for kind, total in sorted(totals.items()):
                counted = {"kind": kind, "done": total.done, "failed": total.failed, "busy_s": total.busy_s}
                connection.execute(_listing["add_totals"], counted)

    def _try_later(self, held: Held, tries: int, error: str | None, after_s: float) -> None:
        later = {"kind": held.kind.name, "message": held.message, "tries": tries, "error": error, "after_s": after_s}
        with self._workplace.connection() as connection:
            connection.execute(_sql["try_later"], later)

    def _bury(self, held: Held, tries: int, error: str) -> None:
        """Archived, with the error beside; nothing where another process has done away with the message."""
        job = held.job
        dead = {
            "organization": job.organization_id,
            "job": job.id,
            "kind": job.kind,
            "body": Jsonb(job.body),
            "error": error,
            "attempts": tries,
            "enqueued_at": job.enqueued_at,
        }
        with self._workplace.connection() as connection, connection.transaction():
            if self._client.archive(held.kind.queue, held.message, conn=connection):
                connection.execute(_sql["bury"], dead)


def _held(kind: JobKind, message: Message) -> Held:
    """Which try it is stands in the headers from the second one on. PGMQ's own count of readings also counts those whose
    worker was ended by another job, before it came to this one.
    """
    told: dict[str, Any] = message.message
    is_first = message.read_ct == 1
    noted: dict[str, Any] = message.headers or {}
    tries = 0 if is_first else noted.get("tries", 1)
    job = Job(UUID(told["id"]), kind.name, UUID(told["organization"]), told["body"], tries + 1, message.enqueued_at)
    return Held(kind, job, message.msg_id, is_first=is_first, is_suspect=not is_first and "error" not in noted)


def _told(error: BaseException) -> str:
    """A refusal to try tells its reason; anything else its type too."""
    reason = str(error).replace("\0", "").strip()  # PostgreSQL's text has no such character
    if not isinstance(error, GiveUp | TryLater):
        reason = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
    return reason[:LONGEST_ERROR]
