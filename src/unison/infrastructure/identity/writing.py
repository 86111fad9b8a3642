"""Transactions that write what is known of accounts, and what a statement of theirs answers."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID

import psycopg
from psycopg.rows import DictRow, dict_row

from unison.infrastructure.database import SQL, Database, organization_moved
from unison.infrastructure.seal import entering
from unison.shared.errors import UnknownRefusal


class UnknownUser(UnknownRefusal, code="unknown_user"):
    """There is no such person in this organization."""


class UnknownPlants(UnknownRefusal, code="unknown_plants"):
    """There is no plant {plants}. Create it first."""


@asynccontextmanager
async def within(database: Database, organization: UUID) -> AsyncGenerator[psycopg.AsyncCursor[DictRow]]:
    """A transaction that writes in one organization, in all of its plants."""
    async with (
        database.pool.connection() as connection,
        connection.transaction(),
        connection.cursor(row_factory=dict_row) as cursor,
    ):
        await cursor.execute(SQL["enter_viewer"], entering(connection, organization))
        try:
            yield cursor
        except psycopg.DatabaseError as error:
            if (moved := organization_moved(error)) is not None:
                raise moved from error
            raise


async def one(cursor: psycopg.AsyncCursor[DictRow]) -> DictRow:
    """The row of a statement that always answers one."""
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - the statement always answers one row
    return row


async def known(cursor: psycopg.AsyncCursor[DictRow]) -> DictRow:
    """The row of a person. Refuses `UnknownUser`."""
    if (row := await cursor.fetchone()) is None:
        raise UnknownUser
    return row
