"""Commands of a plan are sent in lanes, or rehearsed: decided on a scratch copy, so that it is known what would become of them."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from uuid import UUID

from unison.imports.importing import Lane, Outcome, Plan, Planned, Remedy
from unison.imports.tables import Rejected
from unison.infrastructure.command_handling import CommandHandling, Over
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.shared.commands import Answer
from unison.shared.errors import CommandReused, Refusal

LANES_AT_ONCE = 8


class Carry(Protocol):
    """`carry_out` or `rehearse`."""

    async def __call__(
        self, plan: Plan, commands: CommandHandling, sender: Sender, *, advance: Callable[[int], None]
    ) -> Outcome: ...


async def carry_out(
    plan: Plan, commands: CommandHandling, sender: Sender, *, advance: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Sends each lane's commands in order, several lanes at once. A refused command is rejected with its rows; its lane goes
    on, unless it has opened it. `advance` is told each command that is done."""
    sending = _Sending(_Sent(commands, sender))
    for wave in plan.waves:
        waiting = iter(wave)

        async def carry(lanes: Iterable[Lane] = waiting) -> None:
            for lane in lanes:
                if not (refused := await _without_a_row(lane, commands, sender)):
                    await sending.lane(lane)
                sending.reasons.update(refused)
                advance(len(lane))

        async with asyncio.TaskGroup() as group:
            for _ in range(LANES_AT_ONCE):
                group.create_task(carry())
    return sending.outcome(plan)


async def rehearse(
    plan: Plan, commands: CommandHandling, sender: Sender, *, advance: Callable[[int], None] = lambda _: None
) -> Outcome:
    """What `carry_out` would do now; nothing is stored."""
    way = await _rehearsing(plan.commands(), commands, sender)
    sending = _Sending(way)
    for wave in plan.waves:
        for lane in wave:
            tried = way.fork()
            trial = _Sending(tried)
            await trial.lane(lane)
            sending.reasons |= trial.reasons
            if trial.taken or not _begins(lane, way):
                way.take(tried)
                sending.counts.add(trial.counts)
            advance(len(lane))
    return sending.outcome(plan)


def _begins(lane: Lane, way: "_Rehearsed") -> bool:
    """Whether the lane opens something (an order) that is not there yet. Where no row of it can be taken, it is not made: it
    would be left behind by rejected rows alone, and could not be told otherwise when they are mended."""
    return bool(lane and lane[0].opens and not any(each.opens and each.id in way.before for each in lane))


async def _without_a_row(lane: Lane, commands: CommandHandling, sender: Sender) -> dict[int, str]:
    """Why each row of a lane is refused, where it begins something and no row of it can be taken."""
    if not lane or not lane[0].opens:
        return {}
    way = await _rehearsing(lane, commands, sender)
    sending = _Sending(way)
    if _begins(lane, way):
        await sending.lane(lane, until_a_row_is_taken=True)
    return {} if sending.taken else sending.reasons


class _Way(Protocol):
    """Where commands go: into the store, or on a scratch copy."""

    async def send(self, planned: Planned) -> Answer | None:
        """None when it was carried out before and is not asked again. Refuses what the use case refuses."""
        ...

    async def known(self, ids: Sequence[UUID]) -> bool:
        """Whether one of them was carried out."""
        ...


@dataclass(frozen=True, slots=True)
class _Sent:
    commands: CommandHandling
    sender: Sender

    async def send(self, planned: Planned) -> Answer | None:
        return await self.commands.send(Envelope(planned.id, planned.command, self.sender))

    async def known(self, ids: Sequence[UUID]) -> bool:
        return bool(await self.commands.known(self.sender.organization_id, ids))


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    """`before`: those of the ids `asked` about in one question that were carried out before."""

    commands: CommandHandling
    sender: Sender
    asked: frozenset[UUID]
    before: frozenset[UUID]
    states: dict[str, tuple[Any, int]] = field(default_factory=dict[str, tuple[Any, int]])
    carried: set[UUID] = field(default_factory=set[UUID])

    async def send(self, planned: Planned) -> Answer | None:
        if await self.known([planned.id]):
            return None
        answer = await self.commands.rehearse(Envelope(planned.id, planned.command, self.sender), self.states)
        self.carried.add(planned.id)
        return answer

    def fork(self) -> "_Rehearsed":
        return replace(self, states=Over(self.states), carried=set(self.carried))

    def take(self, fork: "_Rehearsed") -> None:
        self.states.update(fork.states)
        self.carried.update(fork.carried)

    async def known(self, ids: Sequence[UUID]) -> bool:
        if not (self.carried.isdisjoint(ids) and self.before.isdisjoint(ids)):
            return True
        others = [each for each in ids if each not in self.asked]
        return bool(others and await self.commands.known(self.sender.organization_id, others))


async def _rehearsing(planned: Iterable[Planned], commands: CommandHandling, sender: Sender) -> _Rehearsed:
    asked = frozenset(each.id for each in planned)
    return _Rehearsed(commands, sender, asked, await commands.known(sender.organization_id, list(asked)))


@dataclass(slots=True)
class _Sending:
    """Sends lanes, and counts; `reasons` tells by its line why a row is rejected, `taken` whether a row was taken."""

    way: _Way
    counts: Outcome = field(default_factory=Outcome)
    reasons: dict[int, str] = field(default_factory=dict[int, str])
    taken: bool = False
    turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    def outcome(self, plan: Plan) -> Outcome:
        reasons = self.reasons | {each.line: each.reason for each in plan.unreadable()}
        rejected = [Rejected(line, reasons[line]) for line in sorted(reasons)]
        return replace(self.counts, rejected=rejected)

    async def lane(self, lane: Lane, *, until_a_row_is_taken: bool = False) -> None:
        closed: str | None = None
        whole = True
        for planned in lane:
            if planned.closes and not whole:
                continue
            if (reason := closed or await self._reason(planned)) is None:
                self.taken = self.taken or bool(planned.lines and not planned.opens)
                if self.taken and until_a_row_is_taken:
                    return
                continue
            whole = False
            for line in planned.lines:
                self.reasons.setdefault(line, reason)
            closed = reason if planned.opens else closed

    async def _reason(self, planned: Planned) -> str | None:
        """Why it is refused; None when it was carried out, now or before, or could be helped."""
        if (refusal := await self._refusal(planned)) is None:
            return None
        for remedy in planned.remedies:
            if isinstance(refusal, remedy.refusals) and await self._applies(remedy):
                return await self._helped(planned, remedy, refusal)
        return f"{refusal.code}: {refusal.message}"

    async def _refusal(self, planned: Planned) -> Refusal | None:
        try:
            answer = await self.way.send(planned)
        except CommandReused:  # the same content in another spelling, or with other fields that its id leaves out
            self.counts.count(repeated=True)
        except Refusal as refusal:
            if not isinstance(refusal, planned.there):
                return refusal
            self.counts.count(repeated=True)
        else:
            self.counts.count(repeated=answer is None or answer.repeated)
            told = [f"{each.code}: {each.detail}" for each in answer.warnings] if answer else []
            self.counts.warned += [Rejected(line, "; ".join(told)) for line in planned.lines[:1] if told]
        return None

    async def _applies(self, remedy: Remedy) -> bool:
        return not remedy.known or await self.way.known(remedy.known)

    async def _helped(self, planned: Planned, remedy: Remedy, refusal: Refusal) -> str | None:
        """In turns: while it waited, another one may have changed what it was refused for. One subject is helped once."""
        others = (each for each in planned.remedies if each is not remedy)
        if remedy.subject is None:
            return await self._in_order(remedy.commands(replace(planned, remedies=tuple(others)), refusal))
        left = replace(planned, remedies=tuple(each for each in others if each.subject != remedy.subject))
        async with self.turns[remedy.subject]:
            now_refused = await self._refusal(planned)
            if not isinstance(now_refused, remedy.refusals):
                return now_refused and f"{now_refused.code}: {now_refused.message}"
            return await self._in_order(remedy.commands(left, now_refused))

    async def _in_order(self, commands: Sequence[Planned]) -> str | None:
        for each in commands:
            if reason := await self._reason(each):
                return reason
        return None
