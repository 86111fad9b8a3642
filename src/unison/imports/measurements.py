"""Measurements from a file: one value a row, with its characteristic and its subgroup.

Rows of one characteristic and subgroup form one subgroup, wherever they stand in the file; values and subgroups keep
the file's order. A characteristic nobody knows is defined from its rows. Importing the same file again adds nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from unison.imports.importing import Identities, Outcome, Plan, Planned, Remedy, reason_of
from unison.imports.layout import Layout
from unison.imports.options import Options, zone_said
from unison.imports.sending import Carry, carry_out
from unison.imports.tables import Row, Table, table_of
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.quality.application import CorrectSubgroup, DefineCharacteristic, RecordSubgroup
from unison.quality.domain import CharacteristicExists, SubgroupExists
from unison.shared.errors import Refusal

LIMITS = ("lsl", "usl", "target")
"""Optional columns that hold numbers, in the unit of the values."""

LAYOUT = Layout(
    required=("characteristic", "subgroup", "value"),
    optional=("product", "unit", *LIMITS, "measured_at"),
    numbers=("value", *LIMITS),
    times=("measured_at",),
)

GROWN = "The file has more values of this subgroup than it had before."


@dataclass(slots=True)
class _Subgroup:
    measured_at: datetime | None
    lines: list[int] = field(default_factory=list[int])
    values: list[Decimal] = field(default_factory=list[Decimal])
    unreadable: int | None = None
    """The line of a value that cannot be read: without it the subgroup would be another one."""


@dataclass(slots=True)
class _Characteristic:
    told: dict[str, object] = field(default_factory=dict[str, object])
    subgroups: dict[str, _Subgroup] = field(default_factory=dict[str, _Subgroup])

    @property
    def whole(self) -> dict[str, _Subgroup]:
        return {name: group for name, group in self.subgroups.items() if group.unreadable is None}


async def import_measurements(
    file: Path | Table,
    commands: CommandHandling,
    sender: Sender,
    time_zone: str = "UTC",
    *,
    options: Options | None = None,
    carry: Carry = carry_out,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Imports the file; the outcome has what was carried out, what an earlier import had done, and the rejected rows.

    A characteristic's own columns are read from its first row that has them; its chart is the one for its largest subgroup:
    single values, X-bar and R to 10 values, X-bar and S above. One that is known already stays as it is. A subgroup that has
    grown since an earlier file is corrected. Unreadable when the file cannot be read.
    """
    planned = plan(table_of(file, LAYOUT, options), time_zone=time_zone)
    return await carry(planned, commands, sender, advance=advance)


def plan(table: Table, *, time_zone: str = "UTC") -> Plan:
    """A lane for each characteristic. A subgroup is taken whole or not at all."""
    made, identities = Plan(rejected=[*table.unfit]), Identities()
    lanes: list[list[Planned]] = []
    for name, characteristic in _collect(table, zone_said(time_zone), made).items():
        for group in characteristic.subgroups.values():
            if group.unreadable is not None:
                made.reject(group.lines, f"a value of its subgroup, in line {group.unreadable}, cannot be taken")
        if characteristic.whole:
            lanes.append(_lane(name, characteristic, identities, made))
    made.waves = [[lane for lane in lanes if lane]]
    return made


def _lane(name: str, characteristic: _Characteristic, identities: Identities, made: Plan) -> list[Planned]:
    recording = list(_recording(name, characteristic.whole, identities, made))
    if not recording:
        return []
    try:
        definition = _definition(name, characteristic)
    except ValidationError as malformed:
        made.reject((line for group in characteristic.whole.values() for line in group.lines), reason_of(malformed))
        return []
    defining = identities.once(definition, "occurred_at", "subgroup_size")
    return [Planned(defining, definition, there=(CharacteristicExists,), opens=True), *recording]


def _definition(name: str, characteristic: _Characteristic) -> DefineCharacteristic:
    groups = characteristic.whole.values()
    return DefineCharacteristic.model_validate(
        {
            "characteristic": name,
            "subgroup_size": max(len(group.values) for group in groups),
            "occurred_at": min((group.measured_at for group in groups if group.measured_at), default=None),
            **characteristic.told,
        }
    )


def _recording(name: str, subgroups: Mapping[str, _Subgroup], identities: Identities, made: Plan) -> Iterator[Planned]:
    for subgroup, group in subgroups.items():
        try:
            command = _record(name, subgroup, group, len(group.values))
        except ValidationError as malformed:
            made.reject(group.lines, reason_of(malformed))
            continue
        earlier = [_record(name, subgroup, group, count) for count in range(1, len(group.values))]
        planned = Planned(identities.once(command), command, tuple(group.lines))
        if earlier:
            growing = Remedy((SubgroupExists,), _growing, known=tuple(map(identities.once, earlier)))
            planned = replace(planned, remedies=(growing,))
        yield planned


def _growing(planned: Planned, _: Refusal) -> Sequence[Planned]:
    """An earlier file had the first of these values."""
    told = planned.command.model_dump(include={"characteristic", "subgroup", "values"})
    return [planned.derived(CorrectSubgroup(**told, why=GROWN), "has grown")]


def _record(name: str, subgroup: str, group: _Subgroup, count: int) -> RecordSubgroup:
    values = tuple(group.values[:count])
    return RecordSubgroup(characteristic=name, subgroup=subgroup, values=values, occurred_at=group.measured_at)


def _collect(table: Table, zone: tzinfo, made: Plan) -> dict[str, _Characteristic]:
    """The file's rows by characteristic and subgroup; those that cannot be read are rejected."""
    found: dict[str, _Characteristic] = {}
    for row in table.rows():
        try:
            name, subgroup = _names(row)
        except ValueError as error:
            made.reject([row.line], str(error))
            continue
        characteristic = found.setdefault(name, _Characteristic())
        try:
            value, measured_at, told = _read(row, zone)
        except ValueError as error:
            made.reject([row.line], str(error))
            group = characteristic.subgroups.setdefault(subgroup, _Subgroup(None))
            group.unreadable = group.unreadable or row.line
            continue
        characteristic.told = told | characteristic.told
        group = characteristic.subgroups.setdefault(subgroup, _Subgroup(measured_at))
        group.lines.append(row.line)
        group.values.append(value)
    return found


def _names(row: Row) -> tuple[str, str]:
    for name in LAYOUT.required[:2]:
        if not row.text(name):
            raise ValueError(f"{name} is missing")
    return row.key("characteristic"), row.key("subgroup")


def _read(row: Row, zone: tzinfo) -> tuple[Decimal, datetime | None, dict[str, object]]:
    """Value, moment, and what the row tells of its characteristic. ValueError says what is missing or is no number."""
    told: dict[str, object] = {name: number for name in LIMITS if (number := row.number(name)) is not None}
    if (value := row.number("value")) is None:
        raise ValueError("value is missing")
    told |= {name: text for name in ("product", "unit") if (text := row.text(name))}
    return value, row.moment("measured_at", lambda at: at.replace(tzinfo=zone).astimezone(UTC)), told
