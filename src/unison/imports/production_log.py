"""A production log of another system: a row for each report of production, setup or breakdown, as commands.

Columns: case_id (the work order), activity (the operation), resource (the equipment), start, complete, work_order_qty, part,
worker_id, report_type (D production, S setup, B breakdown), qty_completed, qty_rejected, qty_for_mrb, rework (Y).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from unison.equipment.application import RegisterEquipment
from unison.equipment.domain import EquipmentExists
from unison.imports.importing import Outcome, Planned, Rejected, command_id, instant, read_rows, send_in_lanes
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.shared.commands import Command
from unison.work_orders.application.planning import CreateWorkOrder, ReleaseWorkOrder
from unison.work_orders.application.reporting import LogProduction, StartWorkOrder
from unison.work_orders.domain.facts import Activity
from unison.work_orders.domain.lifecycle import NotPlanned, NotReleased
from unison.work_orders.domain.state import WorkOrderExists

COLUMNS = (
    "case_id", "activity", "resource", "start", "complete", "work_order_qty", "part", "worker_id", "report_type",
    "qty_completed", "qty_rejected", "qty_for_mrb", "rework",
)  # fmt: skip

# A machine or an order of an earlier file is there already: what is refused then is no row of this one
_THERE = tuple(f"{refusal.code}:" for refusal in (EquipmentExists, WorkOrderExists, NotPlanned, NotReleased))

_ACTIVITIES = {"D": Activity.PRODUCTION, "S": Activity.SETUP, "B": Activity.BREAKDOWN}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that can be taken."""

    number: int
    row: Mapping[str, str]
    started_at: datetime
    ended_at: datetime


@dataclass(slots=True)
class Plan:
    """What a file becomes: `equipment` goes first, then a lane for each work order; `rejected` rows are not sent."""

    equipment: list[Planned] = field(default_factory=list[Planned])
    orders: list[list[Planned]] = field(default_factory=list[list[Planned]])
    rejected: list[Rejected] = field(default_factory=list[Rejected])

    @property
    def commands(self) -> int:
        return len(self.equipment) + sum(map(len, self.orders))


def plan(rows: Sequence[tuple[int, Mapping[str, str]]], *, time_zone: str, plant: str) -> Plan:
    """The commands of the rows. Times without a zone are those of `time_zone`: an hour that its clock skips is moved by as
    much as it skips, one that it shows twice is the first. ZoneInfoNotFoundError when there is no such zone."""
    made = Plan()
    lines: list[_Line] = []
    for number, row in rows:
        try:
            lines.append(_line(number, row, ZoneInfo(time_zone)))
        except ValueError as error:
            made.rejected.append(Rejected(number, row, f"unreadable: {error}"))
    made.equipment = _equipment(rows, lines, plant)
    lines.sort(key=lambda line: line.row["case_id"])
    for _, of_case in groupby(lines, key=lambda line: line.row["case_id"]):
        made.orders.append(_order(list(of_case), plant, made.rejected))
    return made


async def import_production_log(
    path: Path,
    commands: CommandHandling,
    sender: Sender,
    time_zone: str,
    *,
    plant: str = "main",
    started: Callable[[int], None] = lambda _: None,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Sends the file's rows as commands; a second time it adds nothing. Rows that cannot be taken are in the outcome.

    `started` is told how many commands there will be, `advance` each one that is done. ValueError names a missing column.
    """
    planned = plan(read_rows(path, COLUMNS), time_zone=time_zone, plant=plant)
    started(planned.commands)
    machines = await send_in_lanes(commands, sender, [[each] for each in planned.equipment], advance=advance)
    orders = await send_in_lanes(commands, sender, planned.orders, advance=advance)
    refused = [
        each for each in (*machines.rejected, *orders.rejected) if each.line or not each.reason.startswith(_THERE)
    ]
    return Outcome(
        machines.carried + orders.carried, machines.repeated + orders.repeated, [*planned.rejected, *refused]
    )


def _line(number: int, row: Mapping[str, str], zone: ZoneInfo) -> _Line:
    """ValueError says what is missing or cannot be read."""
    if missing := [name for name in ("case_id", "resource", "start", "complete") if not (row[name] or "").strip()]:
        raise ValueError(f"there is no {', '.join(missing)}")
    if row["report_type"] not in _ACTIVITIES:
        raise ValueError(f"report_type is {row['report_type']!r}, not D, S or B")
    started_at, ended_at = (instant(row[name], lambda at: at.replace(tzinfo=zone)) for name in ("start", "complete"))
    if ended_at < started_at:  # the clock may have shown the end twice: then it is the second time
        ended_at = instant(row["complete"], lambda at: at.replace(tzinfo=zone, fold=1))
    return _Line(number, row, started_at, ended_at)


def _equipment(rows: Sequence[tuple[int, Mapping[str, str]]], lines: Sequence[_Line], plant: str) -> list[Planned]:
    """A registration for each resource as of its first report; one without a report that can be taken, as of the file's."""
    first: dict[str, datetime] = {}
    for line in lines:
        name = line.row["resource"].strip()
        first[name] = min(first.get(name, line.started_at), line.started_at)
    begun = min(first.values(), default=None)
    names = {name: first.get(name, begun) for _, row in rows if (name := (row["resource"] or "").strip())}
    return [
        Planned(
            _id(at, "register", name, plant), RegisterEquipment(equipment=name, name=name, plant=plant, occurred_at=at)
        )
        for name, at in names.items()
        if at is not None
    ]


def _order(lines: list[_Line], plant: str, rejected: list[Rejected]) -> list[Planned]:
    """The work order as of its first report, and its reports by their end. Rows that make no command are rejected."""
    lines.sort(key=lambda line: (line.ended_at, line.number))
    begun = min(line.started_at for line in lines)
    order = lines[0].row["case_id"].strip()
    lane: list[Planned] = []
    try:
        lane += _opening(lines[0].row, order, begun, plant)
    except ValueError as error:
        rejected += [Rejected(line.number, line.row, f"the work order: {_why(error)}") for line in lines]
        return []
    for line in lines:
        try:
            identity = _id(line.ended_at, "report", line.number, *(line.row[name] for name in COLUMNS), plant)
            lane.append(Planned(identity, _report(line, order), line.number, line.row))
        except ValueError as error:
            rejected.append(Rejected(line.number, line.row, _why(error)))
    return lane


def _opening(row: Mapping[str, str], order: str, at: datetime, plant: str) -> list[Planned]:
    create = CreateWorkOrder(
        work_order=order,
        product=row["part"],
        quantity_pcs=_pieces(row, "work_order_qty"),
        plant=plant,
        occurred_at=at,
    )
    steps: tuple[Command, ...] = (
        create,
        ReleaseWorkOrder(work_order=order, occurred_at=at),
        StartWorkOrder(work_order=order, occurred_at=at),
    )
    return [Planned(_id(at, type(step).command_name, order, plant), step) for step in steps]


def _report(line: _Line, order: str) -> LogProduction:
    row = line.row
    completed = _pieces(row, "qty_completed")
    return LogProduction(
        work_order=order,
        equipment=row["resource"],
        activity=_ACTIVITIES[row["report_type"]],
        started_at=line.started_at,
        ended_at=line.ended_at,
        good_pcs=completed,
        rejected_pcs=_pieces(row, "qty_rejected"),
        rework_pcs=completed if row["rework"] == "Y" else 0,
        review_pcs=_pieces(row, "qty_for_mrb"),
        operator=row["worker_id"] or None,
        operation=row["activity"] or None,
        occurred_at=line.ended_at,
    )


def _pieces(row: Mapping[str, str], name: str) -> int:
    """A whole number of pieces; none given is 0. ValueError names the column."""
    text = (row[name] or "0").strip()
    if not text.isdecimal():
        raise ValueError(f"{name} is {text!r}, not a whole number of pieces")
    return int(text)


def _id(at: datetime, *content: object) -> UUID:
    return command_id(at.astimezone(UTC), "production_log", *content)


def _why(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return f"unreadable: {error}"
