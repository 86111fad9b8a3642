"""What every import does: rows become commands whose ids are made of their content."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from pydantic import ValidationError

from unison.imports.tables import Rejected, Row, Table
from unison.shared.commands import Command
from unison.shared.errors import Refusal
from unison.shared.names import normal

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
        return normal(value)
    if isinstance(value, dict):
        return {name: _normal(each) for name, each in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return [_normal(each) for each in value] if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType]


@dataclass(frozen=True, slots=True)
class Planned:
    """A command that became of rows, by their lines; what only prepares the way for rows has none of its own.

    `there`: refusals which say that it is there already, and so is no fault of this file. `opens`: what follows in its lane
    cannot be without it; where no row after it can be taken, it is not sent. `closes`: it waits until every row of its lane is
    taken. `remedies`: what is done when it is refused for a reason that can be helped.
    """

    id: UUID
    command: Command
    lines: tuple[int, ...] = ()
    there: tuple[type[Refusal], ...] = ()
    opens: bool = False
    closes: bool = False
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

    def unreadable(self) -> list[Rejected]:
        """Each row that is rejected, once, with the first reason."""
        reasons = {each.line: each for each in reversed(self.rejected)}
        return [reasons[line] for line in sorted(reasons)]

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

    def add(self, other: "Outcome") -> None:
        self.carried += other.carried
        self.repeated += other.repeated
        self.warned += other.warned

    def count(self, *, repeated: bool) -> None:
        self.repeated += repeated
        self.carried += not repeated


def plan_each_row(table: Table, command_of: Callable[[Row], Command]) -> Plan:
    """A command for each row that can be taken, independent of the others; `command_of` raises ValueError where one cannot."""
    made, identities = Plan(rejected=[*table.unfit]), Identities()
    lanes: list[Lane] = []
    for row in table.rows():
        try:
            command = command_of(row)
        except ValueError as error:
            made.reject([row.line], reason_of(error))
        else:
            lanes.append([Planned(identities.once(command), command, (row.line,))])
    made.waves = [lanes]
    return made


def reason_of(error: ValueError) -> str:
    """Why a row cannot be taken: the field and what is wrong with it."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
