"""What a job's handler works with."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Self

import psycopg
from psycopg_pool import ConnectionPool

from unison.infrastructure.database import conninfo
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.sql import statements
from unison.settings import Settings

_sql = statements("unison.infrastructure.jobs")


IDLE_S = 30.0
"""A connection that is not needed for so long is closed, in seconds: each takes some megabytes of the server."""


class Workplace:
    """The database at `url` (the owner's; connections take the role `unison_worker`) and the settings. Many threads may use
    it; at most `size` connections are open at a time, and the first one when it is asked for.
    """

    def __init__(self, url: str, settings: Settings, *, size: int = 8) -> None:
        self.url = url
        self.settings = settings
        self.pool: ConnectionPool[psycopg.Connection[Any]] = ConnectionPool(
            conninfo(url, "worker"),
            min_size=0,
            max_size=size,
            max_idle=IDLE_S,
            kwargs={"autocommit": True},
            open=False,
            name="unison-jobs",
        )

    def __enter__(self) -> Self:
        self.pool.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def connection(self) -> Generator[psycopg.Connection[Any]]:
        """A connection in autocommit; `transaction()` on it begins one. Raises `psycopg.OperationalError` when the
        database does not answer.
        """
        self.pool.open()
        with self.pool.connection() as connection:
            yield connection

    def once(self, connection: psycopg.Connection[Any], job: Job) -> bool:
        """Whether the job's effect is yet to be written: asked first in the transaction that writes it. A second one that
        carries out the same job waits for the first, and hears no when that commits.
        """
        row = connection.execute(_sql["take_receipt"], {"organization": job.organization_id, "job": job.id}).fetchone()
        return row is not None

    def close(self) -> None:
        self.pool.close(timeout=1)
