"""A kind of job: its name, and how it is carried out."""

from collections.abc import Callable
from dataclasses import dataclass

from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.workplace import Workplace


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job, and how it is carried out: in a thread of its own, by a function that returns when it is done and
    raises when it is not. What takes longer than `limit_s` seconds hangs: it has failed, and its thread is given up.
    """

    name: str
    carry_out: Callable[[Job, Workplace], None]
    limit_s: float = 60.0

    @property
    def queue(self) -> str:
        return queue_of_jobs(self.name)


def queue_of_jobs(kind: str) -> str:
    """The PGMQ queue of a kind, as `unison.queue_of_jobs` says it."""
    return f"jobs_{kind}"
