"""What a job is, and what whoever carries it out may say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

INSTALLATION = UUID(int=0)
"""The organization of a job that concerns the whole installation."""

TRIES = 3
"""A job that has failed so often goes to the dead letters."""


class GiveUp(Exception):
    """No further try can help: the job goes to the dead letters at once, with this reason."""


class TryLater(Exception):
    """Not a failure and not counted as one: the job is tried again after so many seconds."""

    def __init__(self, after_s: float, reason: str) -> None:
        super().__init__(reason)
        self.after_s = after_s


@dataclass(frozen=True, slots=True)
class Job:
    """One job as its handler gets it. `id` stays the same over every try, and after the dead letters: a receiver knows it
    again by it. `attempt` counts from 1; `body` is what was enqueued.
    """

    id: UUID
    kind: str
    organization_id: UUID
    body: Mapping[str, Any]
    attempt: int
    enqueued_at: datetime
