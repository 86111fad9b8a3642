"""What every import does: ids that a second run makes again, lanes of commands, a file of rejects."""

import asyncio
import csv
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.shared.commands import Command
from unison.shared.errors import Refusal

LANES_AT_ONCE = 8


def command_id(at: datetime, *content: object) -> UUID:
    """A UUIDv7 of the moment and the content: the same row makes the same id, so importing twice adds nothing."""
    digest = hashlib.sha256("\x1f".join(map(str, content)).encode()).digest()
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    value = milliseconds << 80 | int.from_bytes(digest[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def instant(text: str, zone: Callable[[datetime], datetime]) -> datetime:
    """An ISO 8601 time of a file as UTC; `zone` gives a naive one its zone. ValueError when it is none."""
    parsed = datetime.fromisoformat(text)
    return (parsed if parsed.tzinfo else zone(parsed)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be taken, with the reason."""

    line: int
    row: Mapping[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A command that a row became; several may come from one row, and some (a registration) from none."""

    id: UUID
    command: Command
    line: int = 0
    row: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Outcome:
    """What an import did."""

    carried: int = 0
    repeated: int = 0
    rejected: list[Rejected] = field(default_factory=list[Rejected])


async def send_in_lanes(
    commands: CommandHandling,
    sender: Sender,
    lanes: Iterable[Sequence[Planned]],
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Sends each lane's commands in order, several lanes at once. A refused command is rejected; its lane goes on."""
    outcome = Outcome()
    waiting = iter(lanes)

    async def carry() -> None:
        for lane in waiting:
            for planned in lane:
                await _send(commands, sender, planned, outcome)
                advance(1)

    async with asyncio.TaskGroup() as group:
        for _ in range(LANES_AT_ONCE):
            group.create_task(carry())
    return outcome


async def _send(commands: CommandHandling, sender: Sender, planned: Planned, outcome: Outcome) -> None:
    try:
        answer = await commands.send(Envelope(planned.id, planned.command, sender))
    except Refusal as refusal:
        outcome.rejected.append(Rejected(planned.line, planned.row, f"{refusal.code}: {refusal.message}"))
        return
    if answer.repeated:
        outcome.repeated += 1
    else:
        outcome.carried += 1


def reason_of(error: ValueError) -> str:
    """Why a row cannot be taken: the field and what is wrong with it."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)


def write_rejects(path: Path, rejected: Sequence[Rejected]) -> None:
    """A CSV of the rejected rows as they were, with their line and the reason; no file when there is none."""
    if not rejected:
        path.unlink(missing_ok=True)
        return
    columns = list(dict.fromkeys(name for r in rejected for name in r.row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "reason", *columns])
        for r in sorted(rejected, key=lambda r: r.line):
            writer.writerow([r.line, r.reason, *(r.row.get(name, "") for name in columns)])


def read_rows(path: Path, required: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with a header, each with its line number. ValueError names a column that is missing."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        missing = [name for name in required if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{path.name}: the column {', '.join(missing)} is missing; it has {reader.fieldnames}")
        return [(reader.line_num, row) for row in reader]
