"""Measurements from a CSV file: one value a row, with its characteristic and its subgroup.

Rows of one characteristic and subgroup form one subgroup, wherever they stand in the file; values and subgroups keep
the file's order. A characteristic nobody knows is defined from its rows. Importing the same file again adds nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pydantic import ValidationError

from unison.imports.importing import Outcome, Planned, Rejected, command_id, instant, read_rows, send_in_lanes
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.quality.application import DefineCharacteristic, RecordSubgroup
from unison.quality.domain import CharacteristicExists
from unison.shared.errors import Refusal

COLUMNS = ("characteristic", "subgroup", "value")
"""The columns a file must have; `product`, `unit`, `lsl`, `usl`, `target` and `measured_at` may be there too."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment in the ids of rows without `measured_at`: the same rows make the same ids whenever they are imported."""

LIMITS = ("lsl", "usl", "target")
"""Optional columns that hold numbers, in the unit of the values."""


@dataclass(slots=True)
class _Subgroup:
    line: int
    row: Mapping[str, str]
    measured_at: datetime | None
    values: list[Decimal] = field(default_factory=list[Decimal])


@dataclass(slots=True)
class _Characteristic:
    line: int
    row: dict[str, str]
    subgroups: dict[str, _Subgroup] = field(default_factory=dict[str, _Subgroup])

    @property
    def first_at(self) -> datetime | None:
        """When its first value was measured; None when the file does not say."""
        return min((g.measured_at for g in self.subgroups.values() if g.measured_at), default=None)


async def import_measurements(
    path: Path,
    commands: CommandHandling,
    sender: Sender,
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Imports the file; the outcome has what was carried out, what an earlier import had done, and the rejected rows.

    `advance` is called with the number of subgroups done. A characteristic's own columns are read from its first row
    that has them; its chart is the one for its largest subgroup: single values, X-bar and R to 10 values, X-bar and S
    above. One that is known already stays as it is. ValueError when a column of `COLUMNS` is missing.
    """
    rejected: list[Rejected] = []
    found = _collect(path, rejected)
    defined = await _define(commands, sender, found, rejected)
    outcome = await send_in_lanes(
        commands, sender, [list(_lane(name, c, rejected)) for name, c in found.items()], advance=advance
    )
    outcome.carried += defined.carried
    outcome.repeated += defined.repeated
    outcome.rejected = sorted([*outcome.rejected, *rejected], key=lambda r: r.line)
    return outcome


async def _define(
    commands: CommandHandling, sender: Sender, found: Mapping[str, _Characteristic], rejected: list[Rejected]
) -> Outcome:
    """Defines what is unknown: that another file or a person defined one before is no fault of this file."""
    outcome = Outcome()
    for name, characteristic in found.items():
        try:
            command = _definition(name, characteristic)
            made = command_id(characteristic.first_at or UNDATED, "define", command.model_dump_json())
            answer = await commands.send(Envelope(made, command, sender))
        except CharacteristicExists:
            outcome.repeated += 1
        except (ValidationError, Refusal) as refused:
            rejected.append(Rejected(characteristic.line, characteristic.row, _reason(refused)))
        else:
            outcome.repeated += answer.repeated
            outcome.carried += not answer.repeated
    return outcome


def _definition(name: str, characteristic: _Characteristic) -> DefineCharacteristic:
    row = characteristic.row
    largest = max(len(group.values) for group in characteristic.subgroups.values())
    limits = {limit: _number(limit, row[limit]) for limit in LIMITS if row.get(limit)}
    texts = {column: row[column] for column in ("product", "unit") if row.get(column)}
    return DefineCharacteristic.model_validate(
        {"characteristic": name, "subgroup_size": largest, "occurred_at": characteristic.first_at, **texts, **limits}
    )


def _lane(name: str, characteristic: _Characteristic, rejected: list[Rejected]) -> Iterator[Planned]:
    for subgroup, group in characteristic.subgroups.items():
        try:
            command = RecordSubgroup(
                characteristic=name, subgroup=subgroup, values=tuple(group.values), occurred_at=group.measured_at
            )
        except ValidationError as malformed:
            rejected.append(Rejected(group.line, group.row, _reason(malformed)))
            continue
        made = command_id(group.measured_at or UNDATED, "subgroup", name, subgroup, *group.values)
        yield Planned(made, command, group.line, group.row)


def _collect(path: Path, rejected: list[Rejected]) -> dict[str, _Characteristic]:
    """The file's rows by characteristic and subgroup, without those that cannot be read."""
    found: dict[str, _Characteristic] = {}
    for line, row in read_rows(path, COLUMNS):
        try:
            name, subgroup, value, measured_at = _read(row)
        except ValueError as error:
            rejected.append(Rejected(line, row, str(error)))
            continue
        characteristic = found.setdefault(name, _Characteristic(line, {}))
        characteristic.row.update({k: v for k, v in row.items() if v and not characteristic.row.get(k)})
        group = characteristic.subgroups.setdefault(subgroup, _Subgroup(line, row, measured_at))
        group.values.append(value)
    return found


def _read(row: Mapping[str, str]) -> tuple[str, str, Decimal, datetime | None]:
    """Characteristic, subgroup, value and moment of a row. ValueError says what is missing or is no number."""
    text = {name: (row.get(name) or "").strip() for name in (*COLUMNS, *LIMITS, "measured_at")}
    for name in COLUMNS:
        if not text[name]:
            raise ValueError(f"{name} is missing")
    for name in LIMITS:
        _number(name, text[name] or "0")
    at = instant(text["measured_at"], lambda naive: naive.replace(tzinfo=UTC)) if text["measured_at"] else None
    return text["characteristic"], text["subgroup"], _number("value", text["value"]), at


def _number(name: str, text: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError(f"{name} {text!r} is not a number") from None
    if not number.is_finite():
        raise ValueError(f"{name} {text!r} is not a finite number")
    return number


def _reason(refused: ValidationError | Refusal) -> str:
    if isinstance(refused, Refusal):
        return f"{refused.code}: {refused.message}"
    first = refused.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
