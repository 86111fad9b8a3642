"""Carrying out commands: load, decide, append, and what happens when two do it at once.

States are kept between commands, so most commands cost one round trip: the append itself refuses a state that has
become stale, and no refusal is answered from a kept state before it was read afresh.
"""

import asyncio
import random
import time as clock
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

from unison.infrastructure.event_store import Carried, CommandKnown, Conflict, EventStore, Staged, command_hash
from unison.infrastructure.kept_states import StateKey, States
from unison.shared.commands import Answer, Command, SetAside, StreamPosition, UseCase
from unison.shared.errors import CommandReused, Contended, OccurredInFuture, Refusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact, Meta
from unison.shared.ports import Aggregate, Loaded, StoredFact, Work
from unison.shared.time import latest, now

DEADLINE_S = 2.0
"""How long a contended command is decided again before it is answered 409, in seconds."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a command: taken from the access token, never from the body."""

    organization_id: UUID
    user_id: UUID | None
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A command on its way: its client-made id, its sender, and its place on the device where it was made."""

    id: UUID
    command: Command
    sender: Sender
    device_seq: int | None = None
    correlation_id: UUID | None = None
    plant: str | None = None
    refused: Refusal | None = None
    """Why it cannot be carried out: it is set aside instead."""


type SettingAside = Callable[[Command, Refusal, Work], Awaitable[None]]
"""What stages the facts by which a refused command is kept for a person."""


@dataclass(slots=True)
class UnitOfWork:
    """One command's view of the streams, and the facts it has staged. Implements `unison.shared.ports.Work`."""

    store: EventStore
    states: States
    envelope: Envelope
    at: datetime
    staged: list[Staged] = field(default_factory=list[Staged])
    touched: dict[str, tuple[Any, int]] = field(default_factory=dict[str, tuple[Any, int]])
    built_on: dict[str, int] = field(default_factory=dict[str, int])
    remembered: set[str] = field(default_factory=set[str])
    may_assume: bool = True
    assumed: set[str] = field(default_factory=set[str])
    cause: UUID | None = None

    @property
    def id(self) -> UUID:
        return self.cause or self.envelope.id

    @property
    def user(self) -> UUID | None:
        return self.envelope.sender.user_id

    @property
    def latest(self) -> datetime:
        return latest()

    async def _state(self, aggregate: Aggregate[Any], key: str) -> tuple[Any, int]:
        stream = aggregate.stream(key)
        if stream in self.touched:
            return self.touched[stream]
        organization = self.envelope.sender.organization_id
        if found := self.states.get((organization, stream)):
            self.remembered.add(stream)
        else:
            found = await self.store.load(organization, aggregate, key)
            if found[0] is not None:
                self.states.keep((organization, stream), *found)
        self.touched[stream] = found
        return found

    def _knows(self, stream: str) -> bool:
        return stream in self.touched or self.states.get((self.envelope.sender.organization_id, stream)) is not None

    def _assume_new(self, stream: str) -> None:
        """A stream that nobody here knows is assumed to be empty: the append finds out when it is not."""
        if self.may_assume and not self._knows(stream):
            self.assumed.add(stream)
            self.touched[stream] = (None, 0)

    async def load_or_none[S](
        self, aggregate: Aggregate[S], key: str, *, probably_new: bool = False
    ) -> Loaded[S | None]:
        if probably_new:
            self._assume_new(aggregate.stream(key))
        state, version = await self._state(aggregate, key)
        return Loaded(aggregate, key, state, version)

    async def load[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S]:
        state, version = await self._state(aggregate, key)
        if state is None:
            aggregate.refuse_unknown(key)
        return Loaded(aggregate, key, state, version)

    async def load_fresh[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S]:
        self.states.forget([(self.envelope.sender.organization_id, aggregate.stream(key))])
        return await self.load(aggregate, key)

    async def lookup[S](self, aggregate: Aggregate[S], key: str) -> S | None:
        stream = aggregate.stream(key)
        if stream in self.touched:
            return self.touched[stream][0]
        organization = self.envelope.sender.organization_id
        if self.may_assume and (known := self.states.recent((organization, stream))):
            self.remembered.add(stream)
            return known[0]
        found = await self.store.load(organization, aggregate, key)
        self.states.note((organization, stream), *found)
        return found[0]

    async def create[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S | None]:
        self._assume_new(aggregate.stream(key))
        state, version = await self._state(aggregate, key)
        if state is not None:
            aggregate.refuse_taken(key)
        return Loaded(aggregate, key, None, version)

    async def fact(self, of: Loaded[Any], version: int) -> StoredFact | None:
        if not 0 < version <= of.version:
            return None
        return await self.store.fact(self.envelope.sender.organization_id, of.stream, version)

    async def facts_of_same_command(self, told: StoredFact) -> tuple[StoredFact, ...]:
        return await self.store.facts_of_same_command(self.envelope.sender.organization_id, told)

    def append(self, to: Loaded[Any], *facts: Fact) -> None:
        state, version = self.touched[to.stream]
        self.built_on.setdefault(to.stream, version)
        for fact in facts:
            version += 1
            state = to.aggregate.evolve(state, fact)
            self.staged.append(Staged(to.stream, version, fact, self.at, self._meta))
        self.touched[to.stream] = (state, version)

    def caused_by(self, command_id: UUID, at: datetime) -> "UnitOfWork":
        return replace(self, cause=command_id, at=at)  # what is staged, and what was read, is one and the same

    def met(self) -> dict[str, int]:
        """The streams that were looked at, with the versions they have in the store."""
        return {s: self.built_on.get(s, version) for s, (_, version) in sorted(self.touched.items())}

    @property
    def _meta(self) -> Meta:
        e = self.envelope
        return Meta(
            user=e.sender.user_id,
            device=e.sender.device,
            device_seq=e.device_seq,
            command_id=e.id,
            correlation_id=e.correlation_id,
            causation_id=self.cause,
            plant=e.plant,
        )

    @property
    def streams(self) -> list[str]:
        """The streams that get facts, in one order for everybody: locks taken in it cannot deadlock."""
        return sorted(self.built_on)

    def is_stale(self) -> bool:
        """Whether a kept state has moved on since it was read, by another command of this process."""
        organization = self.envelope.sender.organization_id
        return any(
            (kept := self.states.get((organization, stream))) is not None and kept[1] != version
            for stream, version in self.built_on.items()
        )

    def answer(self) -> Answer:
        positions = [StreamPosition(stream=s, version=self.touched[s][1]) for s in self.streams]
        told: dict[str, Any] = {"command_id": str(self.envelope.id), "occurred_at": self.at, "streams": positions}
        if (refusal := self.envelope.refused) is None:
            return Answer(**told)
        known = not isinstance(refusal, UnknownRefusal)
        facts = {name: str(value) for name, value in refusal.facts.items()}
        return SetAside(
            **told, title=type(refusal).__name__, code=refusal.code, detail=refusal.message, facts=facts, known=known
        )


class CommandHandling:
    """Sends commands to their use cases. One per process."""

    def __init__(
        self, store: EventStore, use_cases: Sequence[UseCase[Any]], set_aside: SettingAside | None = None
    ) -> None:
        self.use_cases: Mapping[str, UseCase[Any]] = {u.command.command_name: u for u in use_cases}
        if len(self.use_cases) != len(use_cases):
            raise ValueError("a command name is used twice")
        self._store = store
        self._set_aside = set_aside
        self._states = States()
        self.counts = Counter({"carried": 0, "repeated": 0, "refused": 0})
        self._locks: WeakValueDictionary[StateKey, asyncio.Lock] = WeakValueDictionary()

    async def send(self, envelope: Envelope) -> Answer:
        """Carries out one command once: the same id and content again is answered as the first time.

        Refuses what the use case refuses, `CommandReused`, `OccurredInFuture`, and `Contended` after `DEADLINE_S`.
        """
        try:
            answer = await self._send(envelope, _occurred_at(envelope))
        except Refusal:
            self.counts["refused"] += 1
            raise
        self.counts["repeated" if answer.repeated else "carried"] += 1
        return answer

    async def send_or_set_aside(self, envelope: Envelope) -> Answer:
        """As `send`; but what the state of things does not allow is kept for a person, under the command's id, and answered
        as `SetAside`, now and when it is sent again.
        """
        try:
            return await self.send(envelope)
        except (CommandReused, Contended):  # nobody else can decide about these
            raise
        except (RuleRefusal, UnknownRefusal) as refusal:
            if self._set_aside is None:
                raise
            return await self._send(replace(envelope, refused=refusal), now())

    async def _send(self, envelope: Envelope, at: datetime) -> Answer:
        deadline = clock.monotonic() + DEADLINE_S
        contended: Sequence[str] = ()
        while True:
            try:
                return await self._attempt(envelope, at, contended)
            except CommandKnown:
                return await self._repeated(envelope)
            except Conflict as conflict:
                contended = conflict.streams
                if clock.monotonic() > deadline:
                    raise Contended(streams=", ".join(contended)) from conflict
                await asyncio.sleep(random.uniform(0, 0.01))  # noqa: S311 - jitter, not a secret

    async def _attempt(self, envelope: Envelope, at: datetime, contended: Sequence[str]) -> Answer:
        """`contended` streams are also waited for across processes, before they are loaded again."""
        work = await self._decide(envelope, at, may_assume=not contended)
        if not work.staged:
            return work.answer()
        async with self._alone_on(envelope, work.streams, contended):
            if contended or work.is_stale():
                held = work.streams
                if contended:
                    self._forget(work)
                work = await self._decide(envelope, at, may_assume=False)
                if work.streams != held:
                    raise Conflict(work.streams)
            await self._append(work)
        return work.answer()

    async def _decide(self, envelope: Envelope, at: datetime, *, may_assume: bool) -> UnitOfWork:
        """Decides from kept states where there are; a refusal from those is only believed after a fresh read.

        What was assumed of a stream that then got no fact, no append would find out: it is read.
        """
        work = UnitOfWork(self._store, self._states, envelope, at, may_assume=may_assume)
        try:
            await self._handle(work)
        except Refusal:
            if await self._store.answers(envelope.sender.organization_id, [envelope.id]):
                raise CommandKnown from None
            if not (work.remembered or work.assumed):
                raise
            self._forget(work)
            return await self._decide_afresh(envelope, at)
        return work if work.assumed <= work.built_on.keys() else await self._decide_afresh(envelope, at)

    async def _decide_afresh(self, envelope: Envelope, at: datetime) -> UnitOfWork:
        work = UnitOfWork(self._store, self._states, envelope, at, may_assume=False)
        await self._handle(work)
        return work

    async def _handle(self, work: UnitOfWork) -> None:
        command, refused = work.envelope.command, work.envelope.refused
        try:
            if refused is None:
                await self.use_cases[command.command_name].handle(command, work)
            elif self._set_aside is not None:
                await self._set_aside(command, refused, work)
        except Refusal as refusal:
            refusal.met = work.met()
            raise

    async def _append(self, work: UnitOfWork) -> None:
        envelope = work.envelope
        answer = work.answer().model_dump(mode="json", exclude={"repeated"})
        carried = Carried(envelope.id, command_hash(envelope.command), answer)
        try:
            await self._store.append(envelope.sender.organization_id, [carried], work.staged)
        except BaseException:  # also when cancelled: what was stored then is not known
            self._forget(work)
            raise
        for stream in work.streams:
            self._states.keep((envelope.sender.organization_id, stream), *work.touched[stream])

    def _forget(self, work: UnitOfWork) -> None:
        self._states.forget((work.envelope.sender.organization_id, stream) for stream in work.touched)

    async def _repeated(self, envelope: Envelope) -> Answer:
        known = await self._store.answers(envelope.sender.organization_id, [envelope.id])
        stored_hash, answer = known[envelope.id]
        if stored_hash != command_hash(envelope.command):
            raise CommandReused(command_id=envelope.id)
        kind = SetAside if "code" in answer else Answer
        return kind(**answer, repeated=True)

    @asynccontextmanager
    async def _alone_on(
        self, envelope: Envelope, streams: Sequence[str], contended: Sequence[str]
    ) -> AsyncGenerator[None]:
        """Commands on one stream take turns: a hot stream costs time, not failures."""
        async with AsyncExitStack() as stack:
            for stream in streams:
                key = (envelope.sender.organization_id, stream)
                lock = self._locks.get(key) or self._locks.setdefault(key, asyncio.Lock())
                await stack.enter_async_context(lock)
            if contended:
                await stack.enter_async_context(self._store.turn(envelope.sender.organization_id, streams, DEADLINE_S))
            yield


def _occurred_at(envelope: Envelope) -> datetime:
    at = envelope.command.occurred_at or now()
    if at > latest():
        raise OccurredInFuture(occurred_at=at.isoformat())
    return at.astimezone(UTC)
