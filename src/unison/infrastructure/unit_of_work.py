"""One command's unit of work: what it has looked at, and the facts it is to append."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from unison.infrastructure.appends import Kept
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.kept_states import States
from unison.shared.commands import Answer, Command, SetAside, StreamPosition, Warned
from unison.shared.errors import Implausible, Refusal, RuleRefusal, UnknownRefusal, only_plant
from unison.shared.events import Fact, Meta
from unison.shared.names import normal
from unison.shared.ports import Aggregate, Loaded, Staged, StoredFact
from unison.shared.time import latest, now


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a command: taken from the access token, never from the body. A reaction of the system's own is no user."""

    organization_id: UUID
    user_id: UUID | None
    device: str | None = None
    reaction: str | None = None
    plant: str | None = None
    """The plant that they work for, where it is one: it is meant where a command names none."""


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
    causation_id: UUID | None = None
    cause: str | None = None
    """The fact that it follows from, as STREAM@VERSION, where a reaction sends it."""
    refused: Refusal | None = None
    """Why it cannot be carried out: it is set aside instead."""
    secrets: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """What stands in nothing that is kept of the command."""


@dataclass(slots=True)
class UnitOfWork:
    """One command's view of the streams, and the facts it has staged. Implements `unison.shared.ports.Work`."""

    store: EventStore
    states: States
    envelope: Envelope
    moment: datetime | None
    """When it happened; None: nobody says, and it happens when it is decided, behind all that was looked at for it."""
    staged: list[Staged] = field(default_factory=list[Staged])
    touched: dict[str, tuple[Any, int]] = field(default_factory=dict[str, tuple[Any, int]])
    built_on: dict[str, int] = field(default_factory=dict[str, int])
    remembered: set[str] = field(default_factory=set[str])
    may_assume: bool = True
    """Whether a stream that nobody here knows may be taken for empty: the append finds out when it is not."""
    may_remember: bool = True
    """Whether what was looked up in the last seconds, of a stream that gets no fact, need not be read again."""
    assumed: set[str] = field(default_factory=set[str])
    cause: UUID | None = None
    names: dict[str, str] = field(default_factory=dict[str, str])
    """The streams that were looked at, by their names' normal form."""
    warnings: list[Implausible] = field(default_factory=list[Implausible])
    concerned: list[datetime] = field(default_factory=list[datetime])
    figures: Figures | None = None
    kept: list[Kept] = field(default_factory=list[Kept])

    @property
    def id(self) -> UUID:
        return self.cause or self.envelope.id

    @property
    def at(self) -> datetime:
        if self.moment is None:
            self.moment = now()
        return self.moment

    @property
    def user(self) -> UUID | None:
        return self.envelope.sender.user_id

    @property
    def latest(self) -> datetime:
        return latest()

    def _known_as(self, stream: str) -> str | None:
        """The stream as it was first typed; None: nothing is known of it here."""
        if stream in self.touched or self._kept(stream) is not None:
            return stream
        name = normal(stream)
        return self.names.get(name) or self.states.get_name(self.envelope.sender.organization_id, name)

    def _kept(self, stream: str) -> tuple[Any, int] | None:
        return self.states.get((self.envelope.sender.organization_id, stream))

    def _stream(self, aggregate: Aggregate[Any], key: str) -> str:
        return self._known_as(stream := aggregate.stream(key)) or stream

    def _touch(self, loaded: Loaded[Any]) -> None:
        self.touched[loaded.stream] = loaded.state, loaded.version
        self.names[normal(loaded.stream)] = loaded.stream

    async def _load(self, aggregate: Aggregate[Any], key: str) -> Loaded[Any]:
        stream = self._stream(aggregate, key)
        key = aggregate.key_of(stream)
        if stream in self.touched:
            return Loaded(aggregate, key, *self.touched[stream])
        if found := self._kept(stream):
            self.remembered.add(stream)
            loaded = Loaded(aggregate, key, *found)
        else:
            loaded = await self._read(aggregate, key)
            if loaded.state is not None:
                organization = self.envelope.sender.organization_id
                self.states.put((organization, loaded.stream), loaded.state, loaded.version)
        if loaded.stream not in self.touched:
            self._touch(loaded)
        return Loaded(aggregate, loaded.key, *self.touched[loaded.stream])

    async def _read(self, aggregate: Aggregate[Any], key: str) -> Loaded[Any]:
        organization = self.envelope.sender.organization_id
        loaded = await self.store.load(organization, aggregate, key)
        if loaded.state is not None:
            self.states.put_name(organization, normal(aggregate.stream(key)), loaded.stream)
        return loaded

    def _assume_new(self, aggregate: Aggregate[Any], key: str) -> None:
        """A stream that nobody here knows is assumed to be empty: the append finds out when it is not."""
        stream = aggregate.stream(key)
        if self.may_assume and self._known_as(stream) is None:
            self.assumed.add(stream)
            self._touch(Loaded(aggregate, key, None, 0))

    async def load_or_none[S](
        self, aggregate: Aggregate[S], key: str, *, probably_new: bool = False
    ) -> Loaded[S | None]:
        if probably_new:
            self._assume_new(aggregate, key)
        return await self._load(aggregate, key)

    async def load[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S]:
        loaded = await self._load(aggregate, key)
        if loaded.state is None:
            aggregate.refuse_unknown(key)
        return loaded

    async def load_fresh[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S]:
        self.states.evict([(self.envelope.sender.organization_id, self._stream(aggregate, key))])
        return await self.load(aggregate, key)

    async def lookup[S](self, aggregate: Aggregate[S], key: str) -> S | None:
        stream, organization = self._stream(aggregate, key), self.envelope.sender.organization_id
        if stream in self.touched:
            return self.touched[stream][0]
        if self.may_remember and (known := self.states.get_reference((organization, stream))):
            self.remembered.add(stream)
            return known[0]
        loaded = await self._read(aggregate, aggregate.key_of(stream))
        self.states.put_reference((organization, loaded.stream), loaded.state, loaded.version)
        return loaded.state

    async def name[K: (str, str | None)](self, kind: str, key: K) -> K:
        if key is None:
            return key
        stream, organization = f"{kind}:{key}", self.envelope.sender.organization_id
        if (known := self._known_as(stream)) is None and not self.states.is_unnamed(organization, normal(stream)):
            found = await self.store.first_typed(organization, [stream])
            if (known := found.get(stream)) is None:
                self.states.put_unnamed(organization, normal(stream))
            else:
                self.states.put_name(organization, normal(stream), known)
        return key if known is None else cast("K", known.removeprefix(f"{kind}:"))

    async def only_plant(self) -> str:
        sender = self.envelope.sender
        if sender.plant is not None:
            return sender.plant
        organization = sender.organization_id
        if (plants := self.states.get_plants(organization)) is None:
            plants = await self.store.plants(organization)
            self.states.put_plants(organization, plants)
        return only_plant(plants)

    async def create[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S | None]:
        self._assume_new(aggregate, key)
        loaded = await self._load(aggregate, key)
        if loaded.state is not None:
            aggregate.refuse_taken(loaded.key)
        return loaded

    async def fact(self, of: Loaded[Any], version: int) -> StoredFact | None:
        if not 0 < version <= of.version:
            return None
        return await self.store.fact(self.envelope.sender.organization_id, of.stream, version)

    async def facts_of_same_command(self, told: StoredFact) -> tuple[StoredFact, ...]:
        return await self.store.facts_of_same_command(self.envelope.sender.organization_id, told)

    def append(self, to: Loaded[Any], *facts: Fact) -> None:
        state, version = self.touched[to.stream]
        self.check_begun(to.aggregate, to.key, state, self.at)
        self.built_on.setdefault(to.stream, version)
        for fact in facts:
            version += 1
            state = to.aggregate.evolve(state, fact, self.at)
            self.staged.append(Staged(to.stream, version, fact, self.at, self._meta))
        self.touched[to.stream] = (state, version)

    @property
    def told(self) -> Sequence[Staged]:
        return self.staged

    def keep(self, what: str, /, *, taken: RuleRefusal | None = None, **values: Any) -> None:
        self.kept.append(Kept(what, values, taken))

    @property
    def secrets(self) -> Mapping[str, str]:
        return self.envelope.secrets

    def check_begun(self, aggregate: Aggregate[Any], key: str, state: Any, at: datetime) -> None:
        match aggregate.too_soon(key, state, at):
            case None:
                pass
            case Implausible() as warning:
                if not any(isinstance(each, type(warning)) for each in self.warnings):
                    self.warn(warning)
            case refusal:
                raise refusal

    def warn(self, *warnings: Implausible) -> None:
        self.warnings.extend(warnings)

    def concerns(self, *moments: datetime) -> None:
        self.concerned.extend(moments)

    async def figure(self, name: str, **about: str) -> Mapping[str, Any] | None:
        return None if self.figures is None else await self.figures(self.envelope.sender, name, about)

    def caused_by(self, command_id: UUID, at: datetime) -> "UnitOfWork":
        return replace(self, cause=command_id, moment=at)  # what is staged, and what was read, is one and the same

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
            causation_id=self.cause or e.causation_id,
            plant=e.sender.plant,
            reaction=e.sender.reaction,
            cause=e.cause,
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
