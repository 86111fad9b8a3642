"""Looking at what read models say: what begins to stand there is told, and what stands no more is over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import psycopg
from psycopg.rows import dict_row

from unison.infrastructure import codec
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.sql import statements
from unison.presentation.capability import Look

_sql = statements("unison.notices", "looking.sql")

KEPT = timedelta(days=90)
"""A notice that is over is forgotten after so long."""

SCHEDULE = Schedule("look for notices", "notices_look", every=timedelta(minutes=5), per_organization=False)


def look(connection: psycopg.Connection[Any], schema: str, at: Look) -> None:
    """One look at the tables of a read model, over every organization, in a transaction. The connection is a worker's."""
    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        cursor.execute(_sql["enter_tables"], {"search_path": f"{schema}, unison"})
        found: Sequence[Mapping[str, Any]] = cursor.execute(at.statement).fetchall()
        known = {"subject": at.subject, "of": f"{at.of}:", "rows": codec.encode(found).decode()}
        cursor.execute(_sql["end_gone"], known)
        cursor.execute(_sql["give_found"], known)


def kind_of_job(looks: Iterable[tuple[str, Look]]) -> JobKind:
    """The job that takes each look, (schema, look), and forgets what has been over for long."""
    every = tuple(looks)

    def carry_out(_: Job, workplace: Workplace) -> None:
        with workplace.connection() as connection:
            for schema, each in every:
                look(connection, schema, each)
            connection.execute(_sql["forget_over"], {"kept": KEPT})

    return JobKind(SCHEDULE.kind, carry_out, limit_s=300)
