"""Who leads: one process of a server for each task, and never one that stands still.

A lead is a session advisory lock, held by the connection that does the work: whoever loses it can commit nothing more, as the
database rolls back what the session had begun. It is lost with the session, which the database itself ends when nothing is
said on it for `SILENT_S`; whoever waits for the lead ends one that does not even take its answer, which the database waits for.
See docs/decisions/0029-the-lead-is-lost-by-silence.md.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any, Literal

import psycopg

from unison.infrastructure.sql import statements

SQL = statements("unison.infrastructure", "leading.sql")

type Task = Literal["sequencer", "lane fast", "lane slow", "reactions", "extensions"]

LOST = (psycopg.OperationalError, psycopg.errors.IdleInTransactionSessionTimeout)
"""What tells a leader that the connection is lost, and the lead with it."""

SILENT_S = 8
"""A leader that says nothing to the database for so many seconds has lost the lead."""

SIGN_S = 2.0
"""A leader that works without the database says something at least every so many seconds."""


def take_lead(connection: psycopg.Connection[Any], task: Task) -> bool:
    """Whether the connection, in autocommit, leads from now on. Ask again after a while: a leader that stands still has lost it
    by then."""
    if connection.execute(SQL["take_lead"], _lead(task)).fetchone() == (True,):
        return True
    connection.execute(SQL["end_deaf_leader"], _deaf(task))
    return False


async def take_lead_async(connection: psycopg.AsyncConnection[Any], task: Task) -> bool:
    """As `take_lead`."""
    if await (await connection.execute(SQL["take_lead"], _lead(task))).fetchone() == (True,):
        return True
    await connection.execute(SQL["end_deaf_leader"], _deaf(task))
    return False


@asynccontextmanager
async def showing_life(connection: psycopg.AsyncConnection[Any]) -> AsyncGenerator[None]:
    """While the block works over other connections, the loop says something over this one."""

    async def show() -> None:
        while True:
            await asyncio.sleep(SIGN_S)
            await connection.execute(SQL["show_life"])

    life = asyncio.create_task(show())
    try:
        yield
    finally:
        life.cancel()
        with suppress(asyncio.CancelledError, *LOST):  # the next statement of the block's fails, too
            await life


def _lead(task: Task) -> dict[str, Any]:
    return {"name": task, "silent": f"{SILENT_S}s"}


def _deaf(task: Task) -> dict[str, Any]:
    return {"name": task, "silent_s": SILENT_S}
