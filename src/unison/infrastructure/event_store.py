"""The event store: load a stream, append facts. One SQL call each way."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg import errors
from psycopg_pool import AsyncConnectionPool

from unison.infrastructure import codec
from unison.infrastructure.fingerprints import state_form
from unison.shared.commands import Command
from unison.shared.events import Fact, Meta
from unison.shared.ports import Aggregate, StoredFact

_FACT: LiteralString = """
SELECT stream_id, version, topic, schema_version, data::text, meta::text, occurred_at, recorded_at
FROM unison.events WHERE organization_id = unison.organization() AND stream_id = %s AND version = %s
"""

_FACTS_OF_SAME_COMMAND: LiteralString = """
SELECT e.stream_id, e.version, e.topic, e.schema_version, e.data::text, e.meta::text, e.occurred_at, e.recorded_at
FROM unison.events one
JOIN unison.events e ON e.organization_id = one.organization_id AND e.command_id = one.command_id
WHERE one.organization_id = unison.organization() AND one.stream_id = %s AND one.version = %s ORDER BY e.pos
"""

SNAPSHOT_EVERY = 200
"""A stream is snapshotted when it has grown by this many facts since the last snapshot."""


class Conflict(Exception):
    """One of the streams has moved on since it was loaded."""

    def __init__(self, streams: Sequence[str]) -> None:
        super().__init__(", ".join(streams))
        self.streams = streams


class NotContinued(Exception):
    """Facts that do not continue their streams were to be stored: an error of the caller, not of whoever sent the command."""


class CommandKnown(Exception):
    """One of the command ids was carried out before."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A fact that is to stand at a version of a stream."""

    stream: str
    version: int
    fact: Fact
    occurred_at: datetime
    meta: Meta


@dataclass(frozen=True, slots=True)
class Carried:
    """A command with the answer that is stored beside its facts."""

    id: UUID
    hash: str
    answer: dict[str, Any]


def command_hash(command: Command) -> str:
    """What tells a repeated command from another one that bears its id."""
    return hashlib.sha256(f"{command.command_name}\0{command.model_dump_json()}".encode()).hexdigest()


def _event(staged: Staged) -> dict[str, Any]:
    return {
        "stream": staged.stream,
        "version": staged.version,
        "topic": staged.fact.topic,
        "schema_version": staged.fact.schema_version,
        "data": staged.fact,
        "meta": {k: v for k in Meta.__slots__ if (v := getattr(staged.meta, k)) is not None},
        "occurred_at": staged.occurred_at,
    }


class _Letter:
    """What one append wants stored, and the moment when it is."""

    __slots__ = ("commands", "events", "stored")

    def __init__(self, commands: Sequence[Carried], events: Sequence[Staged]) -> None:
        self.commands, self.events = commands, events
        self.stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def first_stream(self) -> str:
        """Letters go in this order: two processes that wait for each other's streams would hinder both."""
        return min((event.stream for event in self.events), default="")

    def is_stored(self) -> None:
        if not self.stored.done():
            self.stored.set_result(None)

    def fails(self, error: Exception) -> None:
        if not self.stored.done():
            self.stored.set_exception(error)


class EventStore:
    """Reads and writes `unison.events` over a pool of the role `unison_app`."""

    def __init__(self, pool: AsyncConnectionPool[Any]) -> None:
        self._pool = pool
        # whoever has a turn keeps a connection and needs others to load and append: turns leave half of them free
        self._turns = asyncio.Semaphore(max(1, pool.max_size // 2))
        self._waiting: dict[UUID, list[_Letter]] = {}
        self._sending: set[asyncio.Task[None]] = set()

    async def append(self, organization: UUID, commands: Sequence[Carried], events: Sequence[Staged]) -> None:
        """Stores all or nothing. Raises `Conflict` or `CommandKnown`; nothing is stored then. `NotContinued` when the versions
        are not the next ones of their streams.

        What comes while an append of the organization is on its way waits for it and then goes together with all the
        others that wait, in one call: the more there is to do, the less each costs.
        """
        waiting = self._waiting.get(organization)
        if waiting is None:
            self._waiting[organization] = []
            try:
                await self._append(organization, commands, events)
            finally:
                self._send_on(organization)
        else:
            waiting.append(letter := _Letter(commands, events))
            await letter.stored

    def _send_on(self, organization: UUID) -> None:
        """What has come meanwhile is sent by a task of its own: a caller that is cancelled takes nobody along."""
        if not self._waiting[organization]:
            del self._waiting[organization]
            return
        self._sending.add(sending := asyncio.create_task(self._send(organization)))
        sending.add_done_callback(self._sending.discard)

    async def _send(self, organization: UUID) -> None:
        """Sends what waits until nothing does."""
        while letters := self._waiting[organization]:
            self._waiting[organization] = []
            if len(letters) > 1 and await self._sent_together(organization, letters):
                continue
            for letter in letters:
                try:
                    await self._append(organization, letter.commands, letter.events)
                except Exception as error:
                    letter.fails(error)
                else:
                    letter.is_stored()
        del self._waiting[organization]

    async def _sent_together(self, organization: UUID, letters: Sequence[_Letter]) -> bool:
        """Whether all could be stored at once; one that could not shall not hinder the others."""
        letters = sorted(letters, key=_Letter.first_stream)
        try:
            await self._append(
                organization,
                [c for letter in letters for c in letter.commands],
                [e for letter in letters for e in letter.events],
            )
        except (Conflict, CommandKnown):
            return False
        except Exception as error:
            for letter in letters:
                letter.fails(error)
        else:
            for letter in letters:
                letter.is_stored()
        return True

    async def _append(self, organization: UUID, commands: Sequence[Carried], events: Sequence[Staged]) -> None:
        told = codec.encode(commands).decode(), codec.encode([_event(e) for e in events]).decode()
        async with self._pool.connection() as connection:
            try:
                await connection.execute("SELECT unison.append(%s, %s, %s)", (organization, *told))
            except errors.UniqueViolation as violation:
                if violation.diag.constraint_name == "events_pkey":
                    raise Conflict(sorted({e.stream for e in events})) from violation
                raise
            except errors.DeadlockDetected as deadlock:  # two processes, each with several streams at once
                raise Conflict(sorted({e.stream for e in events})) from deadlock
            except errors.DatabaseError as error:
                if error.sqlstate == "UN001":
                    raise CommandKnown from error
                if error.sqlstate == "UN003":
                    raise NotContinued(", ".join(sorted({e.stream for e in events}))) from error
                raise

    @asynccontextmanager
    async def turn(self, organization: UUID, streams: Sequence[str], timeout_s: float) -> AsyncGenerator[None]:
        """Waits, across processes, for a turn on contended streams. Raises `Conflict` when none comes in time."""
        keys = [f"{organization}:{stream}" for stream in streams]
        async with self._turns, self._pool.connection() as connection:
            try:
                await connection.execute(
                    "SELECT set_config('lock_timeout', %s, false)", (f"{int(timeout_s * 1000)}ms",)
                )
                for key in keys:
                    await connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (key,))
                yield
            except errors.LockNotAvailable as late:
                raise Conflict(streams) from late
            finally:
                await connection.execute("SELECT pg_advisory_unlock_all()")
                await connection.execute("RESET lock_timeout")

    async def load[S](self, organization: UUID, aggregate: Aggregate[S], key: str) -> tuple[S | None, int]:
        """The state of a stream and its version; (None, 0) when it has no facts."""
        stream, form = aggregate.stream(key), state_form(aggregate)
        state: S | None = None
        version = grown = 0
        async with self._pool.connection() as connection:
            cursor = await connection.execute("SELECT * FROM unison.load(%s, %s, %s)", (organization, stream, form))
            for version, topic, schema_version, data in await cursor.fetchall():  # noqa: B007 - the last one counts
                if topic is None:
                    state = codec.decode_state(aggregate.state, data)
                else:
                    state = aggregate.evolve(state, codec.decode_fact(topic, schema_version, data))
                    grown += 1
            if state is not None and grown >= SNAPSHOT_EVERY:
                await connection.execute(
                    "SELECT unison.save_snapshot(%s, %s, %s, %s, %s)",
                    (organization, stream, version, form, codec.encode(state).decode()),
                )
        return state, version

    async def fact(self, organization: UUID, stream: str, version: int) -> StoredFact | None:
        """The fact at a version of a stream; None when there is none."""
        found = await self._stored(organization, _FACT, (stream, version))
        return found[0] if found else None

    async def facts_of_same_command(self, organization: UUID, told: StoredFact) -> tuple[StoredFact, ...]:
        """The other facts of the command that told this one, in the order they were told."""
        found = await self._stored(organization, _FACTS_OF_SAME_COMMAND, (told.stream, told.version))
        return tuple(other for other in found if (other.stream, other.version) != (told.stream, told.version))

    async def _stored(self, organization: UUID, query: LiteralString, parameters: Sequence[object]) -> list[StoredFact]:
        async with self._pool.connection() as connection, connection.transaction():
            await connection.execute("SELECT set_config('app.organization', %s, true)", (str(organization),))
            rows = await (await connection.execute(query, parameters)).fetchall()
        return [
            StoredFact(
                stream, version, codec.decode_fact(topic, form, data), codec.decode_meta(meta), occurred, recorded
            )
            for stream, version, topic, form, data, meta, occurred, recorded in rows
        ]

    async def answers(self, organization: UUID, ids: Sequence[UUID]) -> dict[UUID, tuple[str, dict[str, Any]]]:
        """The hash and stored answer of each command that was carried out."""
        async with self._pool.connection() as connection:
            rows = await (
                await connection.execute("SELECT * FROM unison.answers(%s, %s)", (organization, list(ids)))
            ).fetchall()
        return {row[0]: (row[1], row[2]) for row in rows}
