"""What the views of one process share: few connections, however many extensions and organizations there are."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.unit_of_work import Envelope
from unison.shared.commands import Answer

CONNECTIONS = 2
"""Of the role `unison_app`, for the views; and so many for commands once one is sent."""

ANSWER_S = 60.0
"""How long a command may take, in seconds."""

type Handling = Callable[[Database], CommandHandling]


class SharedOutlet:
    """Implements `unison.extensions.view.Outlet`. Close it at the end."""

    def __init__(self, url: str, command_handling: Handling) -> None:
        self._url = url
        self._command_handling = command_handling
        self._commands: _Commands | None = None
        self.pool: ConnectionPool[psycopg.Connection[Any]] = ConnectionPool(
            database.conninfo(url, "app", timeout_s=60),
            min_size=0,
            max_size=CONNECTIONS,
            timeout=10,
            kwargs={"autocommit": True, "prepare_threshold": 2},
            check=ConnectionPool.check_connection,
            open=True,
            name="unison-extensions",
        )

    def send(self, envelope: Envelope) -> Answer:
        """Waits for the answer. Raises the `Refusal` of the use case."""
        if self._commands is None:
            self._commands = _Commands(self._url, self._command_handling)
        return self._commands.send(envelope)

    def close(self) -> None:
        if self._commands:
            self._commands.close()
        self.pool.close()


class _Commands:
    """The asynchronous way in, for threads: an event loop of its own."""

    def __init__(self, url: str, command_handling: Handling) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="commands of extensions", daemon=True)
        self._thread.start()
        self._database, self._handling = self._carry(self._opened(url, command_handling))

    def send(self, envelope: Envelope) -> Answer:
        return self._carry(self._handling.send(envelope))

    def close(self) -> None:
        self._carry(self._database.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _carry[T](self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(ANSWER_S)

    @staticmethod
    async def _opened(url: str, command_handling: Handling) -> tuple[Database, CommandHandling]:
        opened = Database(url, size=CONNECTIONS)
        await opened.open()
        return opened, command_handling(opened)
