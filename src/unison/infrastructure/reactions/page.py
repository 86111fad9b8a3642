"""A page of one organization's feed: what its reactions send is decided together, and stored in one append where it can be.

It cannot where two commands look at one stream, or where somebody else writes to it meanwhile: then as many go together as may,
or each by itself.
"""

import asyncio
import random
import time as clock
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import psycopg

from unison.infrastructure.appends import CommandKnown, Conflict, Move, NotedRefusal, Reacted
from unison.infrastructure.codec import FeedRow
from unison.infrastructure.command_handling import DEADLINE_S, CommandHandling
from unison.infrastructure.feed.reading import OUR_FAULT
from unison.infrastructure.reactions.reaction import Reaction, Sent
from unison.infrastructure.unit_of_work import UnitOfWork
from unison.shared.errors import Contended, Refusal

TOGETHER = 500
"""So many commands go into one append at most."""

DECIDED_AT_ONCE = 4
"""So many commands of a page are decided side by side, a connection each: the database reads meanwhile."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one reaction wants done because of one fact."""

    reaction: Reaction
    row: FeedRow
    sent: Sequence[Sent]

    @property
    def stream(self) -> tuple[str, str]:
        return self.reaction.name, self.row[2]


class DoesNotFit(Exception):
    """A statement of a reaction's commands does not fit the database: no fact is to blame."""

    def __init__(self, reaction: Reaction) -> None:
        super().__init__(reaction.name)
        self.reaction = reaction


type Outcome = UnitOfWork | Refusal | CommandKnown | Exception
type Park = Callable[[Reaction, FeedRow, Exception], Awaitable[None]]
"""Sets a stream aside for a reaction, from this fact on."""


@dataclass(slots=True)
class _Chunk:
    """What goes into the next append: commands that look at no stream which another of them writes to."""

    works: list[UnitOfWork] = field(default_factory=list[UnitOfWork])
    refusals: list[NotedRefusal] = field(default_factory=list[NotedRefusal])
    passed: dict[str, int] = field(default_factory=dict[str, int])
    """Each reaction with the number of the last fact that is done with this append."""
    parts: list[tuple[Wanted, Sent, bool]] = field(default_factory=list[tuple[Wanted, Sent, bool]])
    """Every command, and whether it is the last one of its fact."""
    written: set[str] = field(default_factory=set[str])
    looked_at: set[str] = field(default_factory=set[str])

    def hinders(self, outcome: Outcome) -> bool:
        match outcome:
            case UnitOfWork():
                writes = not self.looked_at.isdisjoint(outcome.streams)
                return writes or not self.written.isdisjoint(outcome.touched)
            case Refusal():
                return not self.written.isdisjoint(outcome.met)
            case _:
                return False

    def add(self, wanted: Wanted, sent: Sent, outcome: Outcome) -> None:
        is_last = sent is wanted.sent[-1]
        self.parts.append((wanted, sent, is_last))
        match outcome:
            case UnitOfWork():
                self.works.append(outcome)
                self.written.update(outcome.streams)
                self.looked_at.update(outcome.touched)
            case Refusal():
                self.refusals.append(noted(wanted, sent, outcome))
            case _:
                pass
        if is_last:
            self.passed[wanted.reaction.name] = wanted.row[-1]


def noted(wanted: Wanted, sent: Sent, refusal: Refusal) -> NotedRefusal:
    stream, version = wanted.row[2:4]
    name = sent.envelope.command.command_name
    return NotedRefusal(wanted.reaction.name, stream, version, sent.target, name, refusal.code, refusal.message)


class Page:
    """What is wanted because of a page of one organization's feed, and how it is carried out."""

    def __init__(self, commands: CommandHandling, organization: UUID, positions: dict[str, int], park: Park) -> None:
        """`positions` are where the reactions stand in the organization's feed, as far as that was ever noted."""
        self._commands, self._organization, self._park = commands, organization, park
        self._positions = positions
        self._parked: set[tuple[str, str]] = set()
        self._chunk = _Chunk()

    async def carry_out(self, wanted: Sequence[Wanted], *, is_moving: bool = True) -> None:
        """In the feed's order. Raises `ReactedElsewhere` where somebody else does it, and `OrganizationMoved`.

        Without `is_moving` the positions stay where they are: what was parked is made up for.
        """
        self._is_moving = is_moving
        decided = await self._decided(wanted)
        for each in wanted:
            for sent in each.sent:
                if each.stream in self._parked:
                    break
                await self._take(each, sent, decided.pop(sent.envelope.id))
            if len(self._chunk.parts) >= TOGETHER:
                await self._flush()
        await self._flush()

    async def _decided(self, wanted: Sequence[Wanted]) -> dict[UUID, Outcome]:
        """Each as if it were the first: those that are not are decided again behind the others."""
        free = asyncio.Semaphore(DECIDED_AT_ONCE)

        async def decide(each: Wanted, sent: Sent) -> Outcome:
            async with free:
                return await self._outcome(each, sent)

        sent = [(each, one) for each in wanted for one in each.sent]
        outcomes = await asyncio.gather(*(decide(*one) for one in sent))
        return {one.envelope.id: outcome for (_, one), outcome in zip(sent, outcomes, strict=True)}

    async def _outcome(self, wanted: Wanted, sent: Sent) -> Outcome:
        try:
            return await self._commands.decide(sent.envelope)
        except (Refusal, CommandKnown) as outcome:
            return outcome
        except psycopg.OperationalError:
            raise
        except OUR_FAULT as fault:
            raise DoesNotFit(wanted.reaction) from fault
        except Exception as error:
            return error

    async def _take(self, wanted: Wanted, sent: Sent, outcome: Outcome) -> None:
        if self._chunk.hinders(outcome):
            await self._flush()
            outcome = await self._outcome(wanted, sent)
        if isinstance(outcome, UnitOfWork | Refusal | CommandKnown):
            self._chunk.add(wanted, sent, outcome)
        else:
            await self._set_aside(wanted, outcome)

    async def _set_aside(self, wanted: Wanted, error: Exception) -> None:
        """The position passes it in the next append: what was parked before stands by then."""
        await self._park(wanted.reaction, wanted.row, error)
        self._parked.add(wanted.stream)
        self._chunk.passed[wanted.reaction.name] = wanted.row[-1]

    async def _flush(self) -> None:
        chunk, self._chunk = self._chunk, _Chunk()
        if not (chunk.parts or chunk.passed):
            return
        try:
            await self._append(chunk.works, chunk.refusals, chunk.passed)
        except (Conflict, CommandKnown):
            for wanted, sent, is_last in chunk.parts:
                await self._by_itself(wanted, sent, {wanted.reaction.name: wanted.row[-1]} if is_last else {})

    async def _by_itself(self, wanted: Wanted, sent: Sent, passed: dict[str, int]) -> None:
        """Decided again until nobody else is quicker; `Contended` when that takes longer than `DEADLINE_S`."""
        deadline = clock.monotonic() + DEADLINE_S
        while True:
            outcome = await self._outcome(wanted, sent)
            works = [outcome] if isinstance(outcome, UnitOfWork) else []
            refusals = [noted(wanted, sent, outcome)] if isinstance(outcome, Refusal) else []
            if not isinstance(outcome, UnitOfWork | Refusal | CommandKnown):
                await self._set_aside(wanted, outcome)
                return None
            try:
                return await self._append(works, refusals, passed)
            except CommandKnown:
                return await self._append([], [], passed)
            except Conflict as conflict:
                if clock.monotonic() > deadline:
                    raise Contended(streams=", ".join(conflict.streams)) from conflict
                await asyncio.sleep(random.uniform(0, 0.01))  # noqa: S311 - jitter, not a secret

    async def _append(
        self, works: Sequence[UnitOfWork], refusals: Sequence[NotedRefusal], passed: dict[str, int]
    ) -> None:
        moves: list[Move] = []
        if self._is_moving:
            moves = [Move(name, self._positions.get(name, 0), seq) for name, seq in passed.items()]
        if not (moves or refusals or any(work.staged for work in works)):
            return
        await self._commands.append_reacted(self._organization, works, Reacted(moves, refusals))
        self._positions.update({move.reaction: move.seq for move in moves})
