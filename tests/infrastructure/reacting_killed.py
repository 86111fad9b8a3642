"""A process that reacts until it kills itself: `python -m tests.infrastructure.reacting_killed URL STEP`."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from psycopg_pool import AsyncConnectionPool

from tests.infrastructure.reacting import HOLDS
from unison.infrastructure.appends import Carried, Reacted
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.reactions.worker import reacting
from unison.main import USE_CASES
from unison.shared.ports import Staged

STEPS = ("read", "decided", "in_tx", "committed", "done")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Killed(EventStore):
    """Dies around its first append."""

    def __init__(self, pool: AsyncConnectionPool[Any], step: str) -> None:
        super().__init__(pool)
        self.own_pool, self.step = pool, step

    async def append_reacted(
        self, organization: UUID, commands: Sequence[Carried], events: Sequence[Staged], reacted: Reacted
    ) -> None:
        if self.step == "decided":
            die()
        if self.step == "in_tx":
            async with self.own_pool.connection() as connection, connection.transaction():
                one = EventStore(_Only(connection))  # pyright: ignore[reportArgumentType]
                await one.append_reacted(organization, commands, events, reacted)
                die()
        await super().append_reacted(organization, commands, events, reacted)
        if self.step == "committed":
            die()


class _Only:
    """A pool of one connection, which stays in its transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    max_size = 2

    def connection(self) -> "_Only":
        return self

    async def __aenter__(self) -> Any:
        return self._connection

    async def __aexit__(self, *_: object) -> None:
        return


def read(*_: object) -> None:
    """What would decide a page that was read."""
    die()


async def react(url: str, step: str) -> None:
    def commands_of(database: Database) -> CommandHandling:
        return CommandHandling(Killed(database.pool, step), USE_CASES)

    async with reacting(url, commands_of, [HOLDS]) as reactor:
        if step == "read":
            reactor.__dict__["_react_in"] = read
        await reactor.step()
        die()


if __name__ == "__main__":
    asyncio.run(react(*sys.argv[1:]))
