"""Connections: every one takes its role as it starts, and none stays in a transaction for long."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Literal
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from unison.infrastructure.replica import Replica, Server
from unison.infrastructure.seal import entering
from unison.infrastructure.shares import Shares
from unison.infrastructure.sql import statements
from unison.shared.errors import OrganizationMoved
from unison.shared.ports import Viewer

POOL_WAIT_S = 8.0
"""How long a request waits for a connection, in seconds: then the database counts as not answering."""

type Role = Literal["owner", "app", "worker", "builder", "analyst"]

SQL = statements("unison.infrastructure", "database.sql")

_GUARDS = "-c idle_in_transaction_session_timeout=30s -c timezone=UTC -c jit=off"


def conninfo(url: str, role: Role, *, timeout_s: int = 0, statement_s: int = 0) -> str:
    """A connection string that takes `role` at the start: whoever signs in by the URL is a member of it, or is the owner of the
    database. As `owner` none is taken. `timeout_s` bounds each transaction, `statement_s` each statement; 0 is no
    bound."""
    options = _GUARDS
    if role != "owner":
        options += f" -c role=unison_{role}"
    if role == "worker":  # what it writes follows from the facts: a crash only has it written again, the same
        options += " -c synchronous_commit=off"
    if timeout_s:
        options += f" -c transaction_timeout={timeout_s}s"
    if statement_s:
        options += f" -c statement_timeout={statement_s}s"
    return make_conninfo(url, options=options, application_name=f"unison-{role}")


def connect(url: str, role: Role, **kwargs: Any) -> psycopg.Connection[Any]:
    """A blocking connection in autocommit, for workers and the CLI."""
    return psycopg.connect(conninfo(url, role), autocommit=True, **kwargs)


def act_as_worker(connection: psycopg.Connection[Any]) -> None:
    """Until the transaction ends the owner sees every organization, as the worker does."""
    connection.execute(SQL["act_as_worker"])


def act_as_builder(connection: psycopg.Connection[Any]) -> None:
    """Until the transaction ends what is made belongs to the builder of the read models."""
    connection.execute(SQL["act_as_builder"])


def act_as_app(connection: psycopg.Connection[Any], organization: UUID) -> None:
    """Until the transaction ends the owner reads and writes in one organization, as the application does."""
    connection.execute(SQL["act_as_app"])
    connection.execute(SQL["enter_organization"], entering(connection, organization))


def organization_moved(error: psycopg.Error) -> OrganizationMoved | None:
    """The refusal of what was written to a frozen organization (UN002); None for another error."""
    if error.sqlstate != "UN002":
        return None
    return OrganizationMoved(address=error.diag.message_detail or "this server in a moment")


IDLE_S = 120.0
"""A connection that is not needed for so long is closed, in seconds: each takes some megabytes of the server."""


class Database:
    """The API's pools: `pool` in the role `unison_app`; `analysts`, where `analyst_url` is given, of connections that may read
    sealed files. DuckDB settles once for each connection whether it may open files, and takes 0.1 s for it: so those are kept,
    and apart. `replica` answers questions where `read_url` names a streaming replica. `statement_s` bounds each statement; 0 is no
    bound.
    """

    def __init__(
        self,
        url: str,
        *,
        size: int,
        kept: int = 1,
        read_url: str | None = None,
        analyst_url: str | None = None,
        statement_s: int = 0,
    ) -> None:
        self.url = url
        self.commands_share = Shares("commands", 4 * size, waiting=1000, patience_s=10)
        self.questions_share = Shares("questions", max(2, size * 2 // 3), waiting=500, patience_s=10)
        self.pool = AsyncConnectionPool(
            conninfo(url, "app", timeout_s=60, statement_s=statement_s),
            min_size=kept,
            max_size=size,
            max_idle=IDLE_S,
            timeout=POOL_WAIT_S,
            kwargs={"autocommit": True, "prepare_threshold": 2},
            open=False,
            name="unison-app",
        )
        self.analysts = _analysts_pool(analyst_url) if analyst_url else None
        self.primary = Server(self.pool)
        self.replica = Replica(_replica_pool(read_url, size)) if read_url else None

    async def open(self) -> None:
        await self.pool.open(wait=True)
        if self.analysts:
            await self.analysts.open()
        if self.replica:
            await self.replica.pool.open()  # not waited for: without it the primary answers

    async def close(self) -> None:
        if self.replica:
            await self.replica.pool.close()
        if self.analysts:
            await self.analysts.close()
        await self.pool.close()

    @property
    def answering(self) -> Server:
        """The server that a question is asked of now: the replica within `asking_replica()`, unless it rests."""
        return self.replica if self.replica and self.replica.is_asked else self.primary

    @asynccontextmanager
    async def reading(
        self, viewer: Viewer, *, schema: str | None = None, analytics: bool = False, primary: bool = False
    ) -> AsyncGenerator[psycopg.AsyncCursor[DictRow]]:
        """A read-only transaction that sees what the viewer may; unqualified names are those of `schema`.

        `analytics` answers by pg_duckdb inside the database, under the same row security. `primary` is for what a replica
        may not have yet. Raises `ReplicaFailed` within `asking_replica()`.
        """
        search_path = f"{schema}, unison" if schema else "unison"
        server = self.primary if primary else self.answering
        async with (
            self.questions_share.of(viewer.organization_id),
            server.connection() as connection,
            connection.pipeline(),
            connection.cursor(row_factory=dict_row) as cursor,
        ):
            await cursor.execute("BEGIN")
            try:
                await begin_reading(cursor, viewer, search_path)
                if analytics:
                    await cursor.execute(SQL["force_duckdb"])
                yield cursor
            finally:
                if not connection.closed:  # as it is where whoever asked went away in the middle
                    await cursor.execute("ROLLBACK")

    @asynccontextmanager
    async def writing(self, viewer: Viewer) -> AsyncGenerator[psycopg.AsyncCursor[DictRow]]:
        """A transaction that writes what is no fact, and sees what the viewer may."""
        async with (
            self.pool.connection() as connection,
            connection.transaction(),
            connection.cursor(row_factory=dict_row) as cursor,
        ):
            await cursor.execute(SQL["enter_viewer"], entering(connection, viewer.organization_id, viewer.plants))
            yield cursor


async def begin_reading(cursor: psycopg.AsyncCursor[DictRow], viewer: Viewer, search_path: str) -> None:
    """Until the transaction ends it only reads, and sees what the viewer may."""
    seen = entering(cursor.connection, viewer.organization_id, viewer.plants) | {"search_path": search_path}
    await cursor.execute(SQL["begin_reading"], seen)


def _analysts_pool(url: str) -> AsyncConnectionPool:
    return AsyncConnectionPool(
        conninfo(url, "analyst", timeout_s=60),
        min_size=0,  # the first question opens the first
        max_size=2,
        # after a prepared statement pg_duckdb may take the next for one inside of a function
        kwargs={"autocommit": True, "prepare_threshold": None},
        open=False,
        name="unison-analyst",
    )


def _replica_pool(url: str, size: int) -> AsyncConnectionPool:
    """Soon weary, and soon trying again: the primary answers meanwhile."""
    return AsyncConnectionPool(
        make_conninfo(conninfo(url, "app", timeout_s=60), connect_timeout=2, tcp_user_timeout=5000),
        min_size=min(2, size),
        max_size=size,
        timeout=1,
        reconnect_timeout=5,
        kwargs={"autocommit": True, "prepare_threshold": 2},
        open=False,
        name="unison-replica",
    )
