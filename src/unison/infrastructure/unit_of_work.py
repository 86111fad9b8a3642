"""One command's unit of work: what it has looked at, and the facts it is to append."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from unison.infrastructure.event_store import EventStore
from unison.infrastructure.kept_states import States
from unison.shared.commands import Answer, Command, SetAside, StreamPosition, Warned
from unison.shared.errors import Implausible, Refusal, UnknownRefusal
from unison.shared.events import Fact, Meta
from unison.shared.ports import Aggregate, Loaded, Staged, StoredFact
from unison.shared.time import latest


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a command: taken from the access token, never from the body."""

    organization_id: UUID
    user_id: UUID | None
    device: str | None = None


type Figures = Callable[[Sender, str, Mapping[str, str]], Awaitable[Mapping[str, Any] | None]]
"""What a view knows, by the name of the figure; None where no view tells."""


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
    warnings: list[Implausible] = field(default_factory=list[Implausible])
    concerned: list[datetime] = field(default_factory=list[datetime])
    figures: Figures | None = None

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
                self.states.put((organization, stream), *found)
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
        self.states.evict([(self.envelope.sender.organization_id, aggregate.stream(key))])
        return await self.load(aggregate, key)

    async def lookup[S](self, aggregate: Aggregate[S], key: str) -> S | None:
        stream = aggregate.stream(key)
        if stream in self.touched:
            return self.touched[stream][0]
        organization = self.envelope.sender.organization_id
        if self.may_assume and (known := self.states.get_reference((organization, stream))):
            self.remembered.add(stream)
            return known[0]
        found = await self.store.load(organization, aggregate, key)
        self.states.put_reference((organization, stream), *found)
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
        to.aggregate.check_begun(to.key, state, self.at)
        self.built_on.setdefault(to.stream, version)
        for fact in facts:
            version += 1
            state = to.aggregate.evolve(state, fact, self.at)
            self.staged.append(Staged(to.stream, version, fact, self.at, self._meta))
        self.touched[to.stream] = (state, version)

    @property
    def told(self) -> Sequence[Staged]:
        return self.staged

    def warn(self, *warnings: Implausible) -> None:
        self.warnings.extend(warnings)

    def concerns(self, *moments: datetime) -> None:
        self.concerned.extend(moments)

    async def figure(self, name: str, **about: str) -> Mapping[str, Any] | None:
        return None if self.figures is None else await self.figures(self.envelope.sender, name, about)

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
        warnings = [Warned.of(warning) for warning in self.warnings]
        told: dict[str, Any] = {
            "command_id": str(self.envelope.id), "occurred_at": self.at, "streams": positions, "warnings": warnings,
        }  # fmt: skip
        if (refusal := self.envelope.refused) is None:
            return Answer(**told)
        known = not isinstance(refusal, UnknownRefusal)
        facts = {name: str(value) for name, value in refusal.facts.items()}
        return SetAside(
            **told, title=type(refusal).__name__, code=refusal.code, detail=refusal.message, facts=facts, known=known
        )
