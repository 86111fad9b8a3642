"""Where a question is asked: of a streaming replica where there is one and the question may, else of the primary.

Only what runs within `asking_replica()` may meet the replica; commands, sign-in, locks and LISTEN never do. What fails there
fails as `ReplicaFailed`, and whoever opened `asking_replica()` asks again outside of it, of the primary.
"""

import time
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
import structlog
from psycopg_pool import AsyncConnectionPool, PoolTimeout

log = structlog.get_logger()

REST_S = 2.0
"""How long a replica that was lost is not asked, in seconds."""

_may_ask_replica: ContextVar[bool] = ContextVar("may_ask_replica", default=False)


class ReplicaFailed(Exception):
    """The replica did not answer: it is lost, or replaying the primary's changes ended the question (SQLSTATE 40001)."""


@contextmanager
def asking_replica() -> Generator[None]:
    """What is read within may come from the replica. Raises `ReplicaFailed` where that does not answer."""
    token = _may_ask_replica.set(True)
    try:
        yield
    finally:
        _may_ask_replica.reset(token)


class Server:
    """A PostgreSQL server that answers questions."""

    def __init__(self, pool: AsyncConnectionPool[Any]) -> None:
        self.pool = pool

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[psycopg.AsyncConnection[Any]]:
        async with self.pool.connection() as connection:
            yield connection


class Replica(Server):
    """A streaming replica. One that was lost rests, so that not every question waits for it first."""

    def __init__(self, pool: AsyncConnectionPool[Any]) -> None:
        super().__init__(pool)
        self._rests_until = 0.0

    @property
    def is_asked(self) -> bool:
        return _may_ask_replica.get() and time.monotonic() >= self._rests_until

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[psycopg.AsyncConnection[Any]]:
        """Raises `ReplicaFailed` for every error of the database: a wrong question fails again on the primary, as it should."""
        connection: psycopg.AsyncConnection[Any] | None = None
        try:
            async with self.pool.connection() as taken:
                connection = taken
                yield taken
        except psycopg.Error as error:
            if isinstance(error, PoolTimeout) or (connection is not None and connection.closed):
                self._rests_until = time.monotonic() + REST_S
            log.warning("replica.failed", error=str(error), sqlstate=error.sqlstate)
            raise ReplicaFailed from error
