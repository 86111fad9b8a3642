"""What every import does: rows become commands whose ids are made of their content, and the commands are sent in lanes."""

import asyncio
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from pydantic import ValidationError

from unison.imports.tables import Rejected
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.shared.commands import Command
from unison.shared.errors import CommandReused, Refusal

LANES_AT_ONCE = 8

_NAMESPACE = UUID("6f1f3f0e-2f57-5c0b-9a3e-0b8b6a1c5d42")


class Identities:
    """Ids of commands by their content, for one file. What is not told (left at its default) is not part of it, and names
    that differ in blanks or letter case are one, so that a row has its id however it is spelled."""

    def __init__(self) -> None:
        self._before: Counter[str] = Counter()

    def once(self, command: Command, *leaving_out: str) -> UUID:
        """Of something that has a name: told again, it is the same. Fields left out may differ from file to file."""
        return uuid5(_NAMESPACE, _content(command, leaving_out))

    def each(self, command: Command) -> UUID:
        """Of something without a name: the second equal row of a file is the second of its kind, in every file that has it."""
        content = _content(command, ())
        self._before[content] += 1
        return uuid5(_NAMESPACE, f"{content}{self._before[content]}")


def _content(command: Command, leaving_out: Sequence[str]) -> str:
    told = command.model_dump(mode="json", exclude_defaults=True, exclude=set(leaving_out))
    return json.dumps([command.command_name, _normal(told)], sort_keys=True, ensure_ascii=False)


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).casefold().split())
    if isinstance(value, dict):
        return {name: _normal(each) for name, each in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return [_normal(each) for each in value] if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType]


@dataclass(frozen=True, slots=True)
class Planned:
    """A command that became of rows, by their lines; what only prepares the way for rows has none of its own.

    `there`: refusals which say that it is there already, and so is no fault of this file. `opens`: what follows in its lane
    cannot be without it. `remedies`: what is done when it is refused for a reason that can be helped.
    """

    id: UUID
    command: Command
    lines: tuple[int, ...] = ()
    there: tuple[type[Refusal], ...] = ()
    opens: bool = False
    remedies: tuple["Remedy", ...] = ()

    def derived(self, command: Command, why: str) -> "Planned":
        """A command for the sake of this one; its id comes of this one's, so that it is carried out once for it."""
        return Planned(uuid5(self.id, f"{command.command_name} {why}"), command)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is sent for a command that was refused by one of `refusals`, in turns with others that concern the same `subject`.

    Only if one of the commands of `known` was carried out before, where it names any: what somebody else has told is not
    helped by inventing more.
    """

    refusals: tuple[type[Refusal], ...]
    commands: Callable[[Planned, Refusal], Sequence[Planned]]
    known: tuple[UUID, ...] = ()
    subject: str | None = None


type Lane = Sequence[Planned]


@dataclass(slots=True)
class Plan:
    """What a file becomes: waves of lanes, each wave needing those before it; `rejected` rows are not sent."""

    waves: list[Sequence[Lane]] = field(default_factory=list[Sequence[Lane]])
    rejected: list[Rejected] = field(default_factory=list[Rejected])

    def commands(self) -> Iterable[Planned]:
        return (planned for wave in self.waves for lane in wave for planned in lane)

    def reject(self, lines: Iterable[int], reason: str) -> None:
        self.rejected += [Rejected(line, reason) for line in lines]


@dataclass(slots=True)
class Outcome:
    """What an import did. A row is rejected once, with the first reason, whatever it would have become. `warned` are rows that were
    taken though they are implausible or look doubled, with what is asked about them."""

    carried: int = 0
    repeated: int = 0
    rejected: list[Rejected] = field(default_factory=list[Rejected])
    warned: list[Rejected] = field(default_factory=list[Rejected])

    def count(self, *, repeated: bool) -> None:
        self.repeated += repeated
        self.carried += not repeated


async def carry_out(
    plan: Plan, commands: CommandHandling, sender: Sender, *, advance: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Sends each lane's commands in order, several lanes at once. A refused command is rejected with its rows; its lane goes
    on, unless it has opened it. `advance` is told each command that is done."""
    outcome = Outcome()
    reasons: dict[int, str] = {each.line: each.reason for each in reversed(plan.rejected)}
    sending = _Sending(commands, sender, outcome, reasons)
    for wave in plan.waves:
        waiting = iter(wave)

        async def carry(lanes: Iterable[Lane] = waiting) -> None:
            for lane in lanes:
                await sending.lane(lane, advance)

        async with asyncio.TaskGroup() as group:
            for _ in range(LANES_AT_ONCE):
                group.create_task(carry())
    outcome.rejected = [Rejected(line, reasons[line]) for line in sorted(reasons)]
    return outcome


@dataclass(slots=True)
class _Sending:
    commands: CommandHandling
    sender: Sender
    outcome: Outcome
    reasons: dict[int, str]
    turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def lane(self, lane: Lane, advance: Callable[[int], None]) -> None:
        closed: str | None = None
        for planned in lane:
            reason = closed or await self._reason(planned)
            if reason is not None:
                for line in planned.lines:
                    self.reasons.setdefault(line, reason)
                closed = reason if planned.opens else closed
            advance(1)

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
            answer = await self.commands.send(Envelope(planned.id, planned.command, self.sender))
        except CommandReused:  # the same content in another spelling, or with other fields that its id leaves out
            self.outcome.count(repeated=True)
        except Refusal as refusal:
            if not isinstance(refusal, planned.there):
                return refusal
            self.outcome.count(repeated=True)
        else:
            self.outcome.count(repeated=answer.repeated)
            told = [f"{each.code}: {each.detail}" for each in answer.warnings]
            self.outcome.warned += [Rejected(line, "; ".join(told)) for line in planned.lines[:1] if told]
        return None

    async def _applies(self, remedy: Remedy) -> bool:
        return not remedy.known or bool(await self.commands.known(self.sender.organization_id, remedy.known))

    async def _helped(self, planned: Planned, remedy: Remedy, refusal: Refusal) -> str | None:
        """In turns: while it waited, another one may have changed what it was refused for."""
        left = replace(planned, remedies=tuple(each for each in planned.remedies if each is not remedy))
        if remedy.subject is None:
            return await self._in_order(remedy.commands(left, refusal))
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


def reason_of(error: ValueError) -> str:
    """Why a row cannot be taken: the field and what is wrong with it."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
