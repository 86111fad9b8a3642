"""What is to be done again and again, and when: `unison.enqueue_due_jobs` decides it, here it is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure.jobs", "schedules.sql")

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
WORKING_DAYS = (1, 2, 3, 4, 5)
"""Days of the week as ISO 8601 counts them: Monday is 1."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job of the kind `kind`: `at` a local time on some days of the week, or `every` so often, one of both.

    `per_organization`: one for each organization, on the clock of most of its plants; otherwise one for the installation, in
    UTC, whose jobs have the organization `INSTALLATION`. The job's body is `body` with the schedule's name as `schedule` and
    its moment as `due_at`. What was missed while nothing ran is caught up once. A local time that a clock change leaves out
    comes as much later; one that comes twice counts once.
    """

    name: str
    kind: str
    at: time | None = None
    every: timedelta | None = None
    weekdays: tuple[int, ...] = EVERY_DAY
    per_organization: bool = True
    body: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __post_init__(self) -> None:
        if (self.at is None) == (self.every is None):
            raise ValueError(f"The schedule {self.name} is at a time or every so often, one of both.")


def define(connection: psycopg.Connection[Any], schedules: Sequence[Schedule]) -> list[str]:
    """Makes the schedules those that the code says, and names what has changed. One whose time has changed begins anew; what
    is no more is dropped. The connection is the owner's.
    """
    changed: list[str] = []
    for each in schedules:
        wanted = {
            "name": each.name,
            "kind": each.kind,
            "body": Jsonb(each.body),
            "per_organization": each.per_organization,
            "every": each.every,
            "at_time": each.at,
            "weekdays": list(each.weekdays),
        }
        connection.execute(_sql["forget_changed"], wanted)
        if connection.execute(_sql["define"], wanted).rowcount:
            changed.append(f"schedule {each.name}")
    gone = connection.execute(_sql["drop_others"], {"names": [each.name for each in schedules]}).fetchall()
    return [*changed, *(f"schedule {name} is gone" for (name,) in gone)]
