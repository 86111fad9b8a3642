"""Ports: what a use case may ask of the world, and how an aggregate is told from its facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn, Protocol
from uuid import UUID

from unison.shared.errors import Implausible, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact, Meta
from unison.shared.time import MAX_CLOCK_SKEW_S


@dataclass(frozen=True, slots=True)
class Aggregate[S]:
    """How one kind of stream is named, folded and refused.

    `evolve(None, first, at)` makes the state, `evolve(state, fact, at)` carries it on, with the moment at which the fact
    happened; it never refuses, and an unknown fact raises. `unknown` and `taken` are refused when a stream that must exist does
    not, and the other way round; without them a stream may begin with any of its facts, and is loaded by `load_or_none` and
    `lookup` alone. `only` is the key of the one stream, where an organization has a single one.
    Where `began` says from the state when it all began, what is told of a moment before is refused as `too_early`, or
    asked about where that is a warning.
    """

    name: str
    state: type[S]
    evolve: Callable[[S | None, Fact, datetime], S]
    unknown: type[UnknownRefusal] | None = None
    taken: type[RuleRefusal] | None = None
    only: str = ""
    began: Callable[[S], datetime] | None = None
    too_early: type[RuleRefusal] | None = None

    def stream(self, key: str) -> str:
        return f"{self.name}:{key}"

    def key_of(self, stream: str) -> str:
        """The natural key in a stream's name: `LOT-7` of `lots:LOT-7`."""
        return stream.removeprefix(f"{self.name}:")

    def too_soon(self, key: str, state: S | None, at: datetime) -> RuleRefusal | None:
        """What is to be said of a moment at which there was no such thing yet, with allowance for a device's clock."""
        if self.began is None or self.too_early is None or state is None:
            return None
        began = self.began(state)
        if at + timedelta(seconds=MAX_CLOCK_SKEW_S) >= began:
            return None
        return self.too_early(key=key, began=began.isoformat(), moment=at.isoformat())

    def refuse_unknown(self, key: str) -> NoReturn:
        """For a stream that must exist and does not."""
        if self.unknown is None:
            raise TypeError(f"{self.name} has no refusal for a stream that does not exist; use load_or_none")
        raise self.unknown(key=key)

    def refuse_taken(self, key: str) -> NoReturn:
        """For a stream that must not exist and does."""
        if self.taken is None:
            raise TypeError(f"{self.name} has no refusal for a stream that exists; use load_or_none")
        raise self.taken(key=key)


@dataclass(frozen=True, slots=True)
class Loaded[S]:
    """A stream as it stood when it was loaded; `version` is what an append builds upon. `key` is as it was first typed, in
    whatever spelling it was asked for: facts name it so."""

    aggregate: Aggregate[Any]
    key: str
    state: S
    version: int

    @property
    def stream(self) -> str:
        return self.aggregate.stream(self.key)


@dataclass(frozen=True, slots=True)
class Staged:
    """A fact that is to stand at a version of a stream, and is not stored yet."""

    stream: str
    version: int
    fact: Fact
    occurred_at: datetime
    meta: Meta


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A stored fact with where it stands, who told it and when. `STREAM@VERSION` is how people name it."""

    stream: str
    version: int
    fact: Fact
    meta: Meta
    occurred_at: datetime
    recorded_at: datetime

    @property
    def key(self) -> str:
        """The natural key in the stream's name: `LOT-7` of `lots:LOT-7`."""
        return self.stream.partition(":")[2]


class Viewer(Protocol):
    """Who reads: one organization, and the plants they may see (none named: every plant)."""

    @property
    def organization_id(self) -> UUID: ...

    @property
    def plants(self) -> tuple[str, ...]: ...


class Work(Protocol):
    """One command's unit of work. Facts that are appended land together or not at all."""

    @property
    def id(self) -> UUID:
        """The command's client-made id."""
        ...

    @property
    def user(self) -> UUID | None: ...

    @property
    def at(self) -> datetime:
        """When it happened (the command's `occurred_at`), UTC."""
        ...

    @property
    def latest(self) -> datetime:
        """The latest moment that a fact may tell of: now, with allowance for a device's clock. UTC."""
        ...

    async def name[K: (str, str | None)](self, kind: str, key: K) -> K:
        """The key of a stream of that kind (its aggregate's name) as it was first typed, for a fact of another stream that
        mentions it; as it is given where there is no such stream, a few seconds ago."""
        ...

    async def only_plant(self) -> str:
        """The plant that is meant where none is named: the sender's, or the only one of the organization a few seconds ago. Refuses
        `PlantNeeded` and `NoPlant`."""
        ...

    async def load[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S]:
        """The stream as it stands; refuses the aggregate's `unknown` when it has no facts."""
        ...

    async def load_fresh[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S]:
        """As `load`, read from the store now: for a rule about a stream that gets no fact, so that no append would refuse a
        state kept from before."""
        ...

    async def lookup[S](self, aggregate: Aggregate[S], key: str) -> S | None:
        """Master data that gets no fact, as it stood at most a few seconds ago; None when there is none. For rules where a
        change may take effect that much later."""
        ...

    async def load_or_none[S](
        self, aggregate: Aggregate[S], key: str, *, probably_new: bool = False
    ) -> Loaded[S | None]:
        """The stream as it stands; its state is None when it has no facts. `probably_new` spares the look at the store
        where it mostly has none: the append finds out."""
        ...

    async def fact(self, of: Loaded[Any], version: int) -> StoredFact | None:
        """The fact at this version of a stream, at most the version that was loaded; None when there is none."""
        ...

    async def facts_of_same_command(self, told: StoredFact) -> tuple[StoredFact, ...]:
        """The other facts that the same command told, of whatever stream, in the order they were told."""
        ...

    async def create[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S | None]:
        """An empty stream; refuses the aggregate's `taken` when it has facts."""
        ...

    def caused_by(self, command_id: UUID, at: datetime) -> "Work":
        """This same unit of work on behalf of an earlier command: what is appended to it lands with all the rest, happened at
        `at` and names that command as its cause."""
        ...

    def append(self, to: Loaded[Any], *facts: Fact) -> None:
        """Facts for one stream, in order. They are stored when the use case returns."""
        ...

    def keep(self, what: str, /, *, taken: RuleRefusal | None = None, **values: Any) -> None:
        """Private data that must not stand in facts: the database's function `unison.keep_<what>` puts it into its table, in the
        transaction of the facts. Where a name that must be unique is there already, `taken` is refused."""
        ...

    @property
    def secrets(self) -> Mapping[str, str]:
        """What came beside the command and stands in nothing that is kept of it: hashes of passwords and keys. All that the command
        says it needs is there."""
        ...

    def check_begun(self, aggregate: Aggregate[Any], key: str, state: Any, at: datetime) -> None:
        """Refuses what is told of a moment at which there was no such thing yet, or warns of it, as the aggregate says."""
        ...

    def warn(self, *warnings: Implausible) -> None:
        """Has the answer tell what is implausible or looks doubled. The command is carried out all the same, unless the
        organization wants such a one refused."""
        ...

    async def figure(self, name: str, **about: str) -> Mapping[str, Any] | None:
        """What a view knows, some moments late; None where no view tells. For warnings alone: no rule may rest on it."""
        ...

    @property
    def told(self) -> Sequence[Staged]:
        """What is appended so far."""
        ...

    @property
    def warnings(self) -> Sequence[Implausible]:
        """What was warned of so far."""
        ...

    def concerns(self, *moments: datetime) -> None:
        """Says when that was which is corrected, or taken back: what fell into closed books is not."""
        ...

    @property
    def concerned(self) -> Sequence[datetime]:
        """The moments of what is corrected, as far as was said."""
        ...
