"""The event store: load a stream, append facts. One SQL call each way."""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, LiteralString
from uuid import UUID

from psycopg import AsyncConnection, Error, errors
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from unison.infrastructure import codec
from unison.infrastructure.appends import (
    TOLD_EVERY_S,
    WRITTEN,
    Carried,
    CommandKnown,
    Conflict,
    Kept,
    Reacted,
    told_apart,
)
from unison.infrastructure.database import SQL
from unison.infrastructure.fingerprints import state_form
from unison.infrastructure.seal import entering
from unison.infrastructure.sql import statements
from unison.shared.commands import Command
from unison.shared.events import Meta
from unison.shared.ports import Aggregate, Loaded, Staged, StoredFact

_sql = statements("unison.infrastructure", "event_store.sql")

SNAPSHOT_EVERY = 200
"""A stream is snapshotted when it has grown by this many facts since the last snapshot."""


def command_hash(command: Command) -> str:
    """What tells a repeated command from another one that bears its id."""
    told = command.model_dump_json(exclude=set(command.private) or None)
    return hashlib.sha256(f"{command.command_name}\0{told}".encode()).hexdigest()


def _values_of_one(command: Carried, staged: Staged) -> dict[str, Any]:
    fact = staged.fact
    return {
        "command": command.id,
        "hash": bytes.fromhex(command.hash),
        "answer": command.answer,
        "stream": staged.stream,
        "version": staged.version,
        "topic": fact.topic,
        "schema_version": fact.schema_version,
        "data": codec.encode(fact).decode(),
        "meta": codec.encode(_meta(staged.meta)).decode(),
        "occurred_at": staged.occurred_at,
    }


def _values_of_many(commands: Sequence[Carried], events: Sequence[Staged]) -> dict[str, Any]:
    carried = [{"id": c.id, "hash": c.hash, "answer": codec.raw(c.answer)} for c in commands]
    facts = [
        {
            "stream": staged.stream,
            "version": staged.version,
            "topic": staged.fact.topic,
            "schema_version": staged.fact.schema_version,
            "data": staged.fact,
            "meta": _meta(staged.meta),
            "occurred_at": staged.occurred_at,
        }
        for staged in events
    ]
    return {
        "commands": codec.encode(carried).decode(),
        "events": codec.encode(facts).decode(),
    }


def _meta(meta: Meta) -> dict[str, Any]:
    """What is known, and nothing of what is not."""
    return {name: value for name in Meta.__slots__ if (value := getattr(meta, name)) is not None}


class PendingAppend:
    """An append that waits for the one before it, and the moment when it is stored."""

    __slots__ = ("commands", "events", "stored")

    def __init__(self, commands: Sequence[Carried], events: Sequence[Staged]) -> None:
        self.commands, self.events = commands, events
        self.stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def first_stream(self) -> str:
        """Appends go together in this order: two processes that wait for each other's streams would hinder both."""
        return min((event.stream for event in self.events), default="")

    def is_stored(self) -> None:
        if not self.stored.done():
            self.stored.set_result(None)

    def fails(self, error: Exception) -> None:
        if not self.stored.done():
            self.stored.set_exception(error)


async def load_stream[S](
    connection: AsyncConnection[Any], organization: UUID, aggregate: Aggregate[S], key: str
) -> tuple[Loaded[S | None], int]:
    """A stream, and by how many facts it has grown since its snapshot; see `EventStore.load`."""
    stream, form = aggregate.stream(key), state_form(aggregate)
    state: S | None = None
    version = grown = 0
    first: str | None = None
    cursor = await connection.execute(
        _sql["load_stream"], {"stream": stream, "form": form} | entering(connection, organization)
    )
    for version, topic, schema_version, data, at, first in await cursor.fetchall():  # noqa: B007 - the last one counts
        if topic is None:
            state = codec.decode_state(aggregate.state, data)
        else:
            state = aggregate.evolve(state, codec.decode_fact(topic, schema_version, data), at)
            grown += 1
    return Loaded(aggregate, aggregate.key_of(first) if first else key, state, version), grown


async def first_typed(connection: AsyncConnection[Any], organization: UUID, streams: Sequence[str]) -> dict[str, str]:
    """See `EventStore.first_typed`."""
    cursor = await connection.execute(
        _sql["read_first_typed"], {"streams": list(streams)} | entering(connection, organization)
    )
    return dict(await cursor.fetchall())


class EventStore:
    """Reads and writes `unison.events` over a pool of the role `unison_app`."""

    def __init__(self, pool: AsyncConnectionPool[Any]) -> None:
        self._pool = pool
        # whoever holds locks keeps a connection and needs others to load and append: locks leave half of them free
        self._locks = asyncio.Semaphore(max(1, pool.max_size // 2))
        self._waiting: dict[UUID, list[PendingAppend]] = {}
        self._flushes: set[asyncio.Task[None]] = set()
        self._told_at = 0.0

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
                self._flush_waiting(organization)
        else:
            waiting.append(append := PendingAppend(commands, events))
            await append.stored

    def _flush_waiting(self, organization: UUID) -> None:
        """What has come meanwhile is sent by a task of its own: a caller that is cancelled takes nobody along."""
        if not self._waiting[organization]:
            del self._waiting[organization]
            return
        self._flushes.add(flush := asyncio.create_task(self._flush(organization)))
        flush.add_done_callback(self._flushes.discard)

    async def _flush(self, organization: UUID) -> None:
        """Sends what waits until nothing does."""
        while pending := self._waiting[organization]:
            self._waiting[organization] = []
            if len(pending) > 1 and await self._appended_together(organization, pending):
                continue
            for append in pending:
                try:
                    await self._append(organization, append.commands, append.events)
                except Exception as error:
                    append.fails(error)
                else:
                    append.is_stored()
        del self._waiting[organization]

    async def _appended_together(self, organization: UUID, pending: Sequence[PendingAppend]) -> bool:
        """Whether all could be stored at once; one that could not shall not hinder the others."""
        pending = sorted(pending, key=PendingAppend.first_stream)
        try:
            await self._append(
                organization,
                [c for append in pending for c in append.commands],
                [e for append in pending for e in append.events],
            )
        except (Conflict, CommandKnown):
            return False
        except Exception as error:
            for append in pending:
                append.fails(error)
        else:
            for append in pending:
                append.is_stored()
        return True

    async def _append(self, organization: UUID, commands: Sequence[Carried], events: Sequence[Staged]) -> None:
        if len(commands) == len(events) == 1:
            statement, values = _sql["append_one"], _values_of_one(commands[0], events[0])
        else:
            statement, values = _sql["append"], _values_of_many(commands, events)
        async with self._pool.connection() as connection:
            with told_apart(events):
                await connection.execute(statement, values | entering(connection, organization))
        self._tell_sequencer()

    def _tell_sequencer(self) -> None:
        """Never in the transaction of an append: whoever notifies waits for all others that do. And nobody waits for it here."""
        if (now := time.monotonic()) - self._told_at > TOLD_EVERY_S:
            self._told_at = now
            self._flushes.add(telling := asyncio.create_task(self._tell_written()))
            telling.add_done_callback(self._flushes.discard)

    async def _tell_written(self) -> None:
        with suppress(Error, PoolTimeout):  # it looks by itself, a moment later
            async with self._pool.connection(timeout=TOLD_EVERY_S) as connection:
                await connection.execute(_sql["tell_written"], {"channel": WRITTEN})

    async def append_reacted(
        self, organization: UUID, commands: Sequence[Carried], events: Sequence[Staged], reacted: Reacted
    ) -> None:
        """As `append`, by itself, with the positions of reactions. Raises `ReactedElsewhere` too; nothing is stored then."""
        values = _values_of_many(commands, events) | {"reacted": codec.encode(reacted).decode()}
        async with self._pool.connection() as connection:
            with told_apart(events):
                await connection.execute(_sql["append_reacted"], values | entering(connection, organization))
        self._tell_sequencer()

    async def append_kept(
        self, organization: UUID, commands: Sequence[Carried], events: Sequence[Staged], kept: Sequence[Kept]
    ) -> None:
        """As `append`, by itself, with private data beside the facts. Refuses what a `Kept` says of a name that is taken."""
        beside = [{"what": each.what, "values": each.values} for each in kept]
        values = _values_of_many(commands, events) | {"kept": codec.encode(beside).decode()}
        async with self._pool.connection() as connection:
            with told_apart(events, kept):
                await connection.execute(_sql["append_kept"], values | entering(connection, organization))
        self._tell_sequencer()

    @asynccontextmanager
    async def locked_streams(
        self, organization: UUID, streams: Sequence[str], timeout_s: float
    ) -> AsyncGenerator[None]:
        """Locks contended streams across processes. Raises `Conflict` when it takes longer than the time."""
        keys = [f"{organization}:{stream}" for stream in streams]
        async with self._locks, self._pool.connection() as connection:
            try:
                await connection.execute(_sql["bound_waiting"], {"timeout": f"{int(timeout_s * 1000)}ms"})
                for key in keys:
                    await connection.execute(_sql["lock_stream"], {"key": key})
                yield
            except errors.LockNotAvailable as late:
                raise Conflict(streams) from late
            finally:
                if not connection.closed:  # with a connection its locks are gone, too
                    await connection.execute(_sql["unlock_streams"])
                    await connection.execute(_sql["wait_as_before"])

    async def load[S](self, organization: UUID, aggregate: Aggregate[S], key: str) -> Loaded[S | None]:
        """A stream, by any spelling of its name: its key is as it was first typed. State None and version 0 when it has no
        facts."""
        async with self._pool.connection() as connection:
            loaded, grown = await load_stream(connection, organization, aggregate, key)
            if loaded.state is not None and grown >= SNAPSHOT_EVERY:
                await connection.execute(
                    _sql["save_snapshot"],
                    entering(connection, organization)
                    | {
                        "stream": loaded.stream,
                        "version": loaded.version,
                        "form": state_form(aggregate),
                        "state": codec.encode(loaded.state).decode(),
                    },
                )
        return loaded

    async def first_typed(self, organization: UUID, streams: Sequence[str]) -> dict[str, str]:
        """Of each stream that is there, by any spelling of its name, the stream as it was first typed."""
        async with self._pool.connection() as connection:
            return await first_typed(connection, organization, streams)

    async def plants(self, organization: UUID) -> tuple[str, ...]:
        """The plants that there are, by name."""
        async with self._pool.connection() as connection, connection.transaction():
            await connection.execute(SQL["enter_organization"], entering(connection, organization))
            return tuple(row[0] for row in await (await connection.execute(_sql["read_plants"])).fetchall())

    async def fact(self, organization: UUID, stream: str, version: int) -> StoredFact | None:
        """The fact at a version of a stream; None when there is none."""
        found = await self._stored(organization, _sql["read_fact"], stream, version)
        return found[0] if found else None

    async def facts_of_same_command(self, organization: UUID, told: StoredFact) -> tuple[StoredFact, ...]:
        """The other facts of the command that told this one, in the order they were told."""
        found = await self._stored(organization, _sql["read_facts_of_same_command"], told.stream, told.version)
        return tuple(other for other in found if (other.stream, other.version) != (told.stream, told.version))

    async def _stored(self, organization: UUID, query: LiteralString, stream: str, version: int) -> list[StoredFact]:
        async with self._pool.connection() as connection, connection.transaction():
            await connection.execute(SQL["enter_organization"], entering(connection, organization))
            rows = await (await connection.execute(query, {"stream": stream, "version": version})).fetchall()
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
                await connection.execute(_sql["read_answers"], {"ids": list(ids)} | entering(connection, organization))
            ).fetchall()
        return {row[0]: (row[1], row[2]) for row in rows}
