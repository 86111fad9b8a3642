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
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

from unison.infrastructure.appends import Carried, CommandKnown, Conflict, Reacted
from unison.infrastructure.event_store import EventStore, command_hash
from unison.infrastructure.kept_states import StateKey, States
from unison.infrastructure.unit_of_work import Envelope, Figures, UnitOfWork
from unison.shared.commands import Answer, Check, Command, SetAside, UseCase
from unison.shared.errors import (
    CommandReused,
    Contended,
    OccurredInFuture,
    Refusal,
    RuleRefusal,
    SecretMissing,
    UnknownRefusal,
)
from unison.shared.names import normal
from unison.shared.ports import Staged, Work
from unison.shared.time import latest

DEADLINE_S = 2.0
"""How long a contended command is decided again before it is answered 409, in seconds."""


type SettingAside = Callable[[Command, Refusal, Work], Awaitable[None]]
"""What stages the facts by which a refused command is kept for a person."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a command would append if it were sent now, and what it would be answered."""

    facts: Sequence[Staged]
    answer: Answer


class CommandHandling:
    """Sends commands to their use cases. One per process."""

    def __init__(
        self,
        store: EventStore,
        use_cases: Sequence[UseCase[Any]],
        set_aside: SettingAside | None = None,
        *,
        checks: Sequence[Check] = (),
        figures: Figures | None = None,
    ) -> None:
        """`checks` hold for every command, after its use case has decided; `figures` are what views know for warnings."""
        self.use_cases: Mapping[str, UseCase[Any]] = {u.command.command_name: u for u in use_cases}
        if len(self.use_cases) != len(use_cases):
            raise ValueError("a command name is used twice")
        self._store = store
        self._set_aside = set_aside
        self._checks = tuple(checks)
        self._figures = figures
        self._states = States()
        self.listeners: list[Callable[[UUID, Sequence[Staged]], object]] = []
        """Are told what this process has stored, at once."""
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
            return await self._send(replace(envelope, refused=refusal), None)

    async def known(self, organization_id: UUID, ids: Sequence[UUID]) -> frozenset[UUID]:
        """Those of the ids under which a command was carried out."""
        return frozenset(await self._store.answers(organization_id, ids))

    async def dry_run(self, envelope: Envelope) -> DryRun:
        """What the command would append and be answered now; nothing is stored. Refuses what the use case refuses.

        Streams are read afresh: here no append would find out that a kept state has become stale.
        """
        work = self._afresh(envelope, _occurred_at(envelope), States())
        await self._handle(work)
        return DryRun(work.staged, work.answer())

    async def decide(self, envelope: Envelope) -> UnitOfWork:
        """What the command would append, for `append_reacted`. Refuses what the use case refuses; raises `CommandKnown` where it
        would be refused now and was carried out before."""
        try:
            return await self._decide(envelope, _occurred_at(envelope), may_assume=False)
        except Refusal:
            self.counts["refused"] += 1
            raise

    async def append_reacted(self, organization: UUID, works: Sequence[UnitOfWork], reacted: Reacted) -> None:
        """Appends what was decided for commands on streams of their own, with the positions of the reactions that sent them, all
        or nothing. Raises `Conflict`, `CommandKnown` and `ReactedElsewhere`."""
        told = [work for work in works if work.staged]
        carried = [_carried(work, work.answer()) for work in told]
        facts = [fact for work in told for fact in work.staged]
        try:
            await self._store.append_reacted(organization, carried, facts, reacted)
        except BaseException:
            for work in works:
                self._forget(work)
            raise
        for work in told:
            self._keep(work)
        self.counts["carried"] += len(told)

    def _work(self, envelope: Envelope, at: datetime | None, states: States, *, may_assume: bool) -> UnitOfWork:
        return UnitOfWork(self._store, states, envelope, at, may_assume=may_assume, figures=self._figures)

    def _afresh(self, envelope: Envelope, at: datetime | None, states: States) -> UnitOfWork:
        work = self._work(envelope, at, states, may_assume=False)
        work.may_remember = False
        return work

    async def rehearse(self, envelope: Envelope, scratch: dict[str, tuple[Any, int]]) -> Answer:
        """As `send`, on `scratch`: the states that the commands rehearsed before it would have left. Nothing is stored."""
        work = self._afresh(envelope, _occurred_at(envelope), States())
        work.touched = Over(scratch)
        await self._handle(work)
        scratch.update(work.touched)
        return work.answer()

    async def _send(self, envelope: Envelope, at: datetime | None) -> Answer:
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

    async def _attempt(self, envelope: Envelope, at: datetime | None, contended: Sequence[str]) -> Answer:
        """`contended` streams are also waited for across processes, before they are loaded again."""
        work = await self._decide(envelope, at, may_assume=not contended)
        if not work.staged:
            return work.answer()
        async with self._alone_on(envelope, work.streams, contended):
            if contended or work.is_stale():
                held = work.streams
                if contended:
                    self._forget(work)
                work = await self._decide(envelope, at, may_assume=not contended)
                # one that only begins is nobody's to wait for: numbers are given one after another, each to another stream
                if any(work.built_on[stream] for stream in work.streams if stream not in held):
                    raise Conflict(work.streams)
            return await self._append(work)

    async def _decide(self, envelope: Envelope, at: datetime | None, *, may_assume: bool) -> UnitOfWork:
        """Decides from kept states where there are; a refusal from those is only believed after a fresh read.

        What was assumed of a stream that then got no fact, no append would find out: it is read.
        """
        work = self._work(envelope, at, self._states, may_assume=may_assume)
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

    async def _decide_afresh(self, envelope: Envelope, at: datetime | None) -> UnitOfWork:
        work = self._afresh(envelope, at, self._states)
        await self._handle(work)
        return work

    async def _handle(self, work: UnitOfWork) -> None:
        command, refused = work.envelope.command, work.envelope.refused
        try:
            command = await command.in_plant(work)
            if refused is None:
                if not command.secrets <= work.secrets.keys():
                    raise SecretMissing
                await self.use_cases[command.command_name].handle(command, work)
                for check in self._checks:
                    await check(work)
            elif self._set_aside is not None:
                await self._set_aside(command, refused, work)
        except Refusal as refusal:
            refusal.met = work.met()
            raise

    async def _append(self, work: UnitOfWork) -> Answer:
        answer = work.answer()
        carried = _carried(work, answer)
        try:
            organization = work.envelope.sender.organization_id
            if work.kept:
                await self._store.append_kept(organization, [carried], work.staged, work.kept)
            else:
                await self._store.append(organization, [carried], work.staged)
        except BaseException:  # also when cancelled: what was stored then is not known
            self._forget(work)
            raise
        self._keep(work)
        for listen in self.listeners:
            listen(organization, work.staged)
        return answer

    def _keep(self, work: UnitOfWork) -> None:
        """The states that the appended facts have led to."""
        organization = work.envelope.sender.organization_id
        for stream in work.streams:
            if work.built_on[stream] == 0:
                self._states.put_name(organization, normal(stream), stream)
                if stream.startswith("plants:"):
                    self._states.forget_plants(organization)
            self._states.put((organization, stream), *work.touched[stream])

    def _forget(self, work: UnitOfWork) -> None:
        self._states.evict((work.envelope.sender.organization_id, stream) for stream in work.touched)

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
                await stack.enter_async_context(
                    self._store.locked_streams(envelope.sender.organization_id, streams, DEADLINE_S)
                )
            yield


def _carried(work: UnitOfWork, answer: Answer) -> Carried:
    told = answer.model_dump_json(exclude={"repeated"} if answer.warnings else {"repeated", "warnings"})
    return Carried(work.envelope.id, command_hash(work.envelope.command), told)


class Over(dict[str, tuple[Any, int]]):
    """States over others, which stay as they are when the command is refused."""

    def __init__(self, below: Mapping[str, tuple[Any, int]]) -> None:
        super().__init__()
        self._below = below

    def __contains__(self, stream: object) -> bool:
        return super().__contains__(stream) or stream in self._below

    def __missing__(self, stream: str) -> tuple[Any, int]:
        return self._below[stream]


def _occurred_at(envelope: Envelope) -> datetime | None:
    at = envelope.command.occurred_at
    if at is None:
        return None
    if at > latest():
        raise OccurredInFuture(occurred_at=at.isoformat())
    return at.astimezone(UTC)
