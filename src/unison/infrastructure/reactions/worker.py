"""The thread of a worker process in which reactions run: one loop and one listener for all of them, however many there are."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager

import psycopg
import structlog

from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.feed.parking import ParkedStream
from unison.infrastructure.leading import LOST
from unison.infrastructure.reactions.reaction import Reaction
from unison.infrastructure.reactions.reactor import Reactor
from unison.infrastructure.watch import Watch

log = structlog.get_logger()

RETRY_S = 1.0
"""Between two tries to take the lead, to reach the database, or to get past a fault, in seconds."""

AWAKE_S = 3.0
"""The longest sleep, in seconds, well below that at which a leader counts as silent. No notification is lost to it but those of a
connection that is lost, and then it is woken."""

REST_S = 0.015
"""Between two steps with news: what comes meanwhile is decided together, in seconds."""

CONNECTIONS = 4
"""Of the pool by which commands are decided and stored."""

type CommandsOf = Callable[[Database], CommandHandling]


@asynccontextmanager
async def reacting(url: str, commands_of: CommandsOf, reactions: Sequence[Reaction]) -> AsyncGenerator[Reactor]:
    """A reactor over connections of its own."""
    pool = Database(url, size=CONNECTIONS, kept=0)
    await pool.open()
    try:
        async with await psycopg.AsyncConnection.connect(
            database.conninfo(url, "worker"), autocommit=True
        ) as connection:
            yield Reactor(connection, commands_of(pool), reactions)
    finally:
        await pool.close()


def resume_reaction(url: str, commands_of: CommandsOf, reaction: Reaction, parked: ParkedStream) -> bool:
    """Makes up for a stream that a reaction has parked; True when it is level again."""

    async def resume() -> bool:
        async with reacting(url, commands_of, [reaction]) as reactor:
            return await reactor.resume(parked)

    return asyncio.run(resume())


class ReactionWorker:
    """Runs all reactions where it leads: one process of a server does, and another takes over when it is gone."""

    def __init__(
        self, url: str, commands_of: CommandsOf, reactions: Sequence[Reaction], watch: Watch | None = None
    ) -> None:
        """`watch` sees its thread."""
        self._url, self._commands_of, self._reactions = url, commands_of, reactions
        self._watch = watch or Watch()
        self._stop = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._keep, name="reactions", daemon=True)

    def start(self) -> None:
        if self._reactions:
            self._thread.start()

    def wake(self) -> None:
        """There is news in the feed. Called from any thread."""
        if (loop := self._loop) is not None and (news := self._news) is not None:
            try:
                loop.call_soon_threadsafe(news.set)
            except RuntimeError:  # the loop has ended since
                return

    def stop(self) -> None:
        """Asks it to end after the step it is in, and waits for it."""
        self._stop.set()
        self.wake()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def _keep(self) -> None:
        """A lost database is waited for, a fault is told and tried again."""
        while not self._stop.is_set():
            try:
                asyncio.run(self._run())
            except LOST as lost:
                log.warning("worker.database_lost", task="reactions", error=str(lost).strip())
            except Exception:
                log.exception("worker.failed", task="reactions")
            self._loop = None
            self._watch.rests("reactions")
            self._stop.wait(RETRY_S)

    async def _run(self) -> None:
        self._loop, self._news = asyncio.get_running_loop(), asyncio.Event()
        async with self._being_watched(), reacting(self._url, self._commands_of, self._reactions) as reactor:
            while not self._stop.is_set() and not await reactor.take_lead():
                await self._sleep(self._news, RETRY_S)
            while not self._stop.is_set():
                self._news.clear()
                progress = await reactor.step()
                if progress is None:
                    await self._sleep(self._news, AWAKE_S)
                elif not progress.more:
                    await asyncio.sleep(REST_S)

    @asynccontextmanager
    async def _being_watched(self) -> AsyncGenerator[None]:
        """A step may take long: what is watched is that the loop goes on."""

        async def come_round() -> None:
            while True:
                self._watch.comes_round("reactions")
                await asyncio.sleep(AWAKE_S)

        rounds = asyncio.create_task(come_round())
        try:
            yield
        finally:
            rounds.cancel()

    async def _sleep(self, news: asyncio.Event, at_most_s: float) -> None:
        if self._stop.is_set():  # told so before there was a loop to be woken
            return
        try:
            async with asyncio.timeout(at_most_s):
                await news.wait()
        except TimeoutError:
            return
