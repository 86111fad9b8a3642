"""A production log of another system: a row for each report of production, setup or breakdown, as commands.

Columns: case_id (the work order), activity (the operation), resource (the equipment), start, complete, work_order_qty, part,
worker_id, report_type (D production, S setup, B breakdown), qty_completed, qty_rejected, qty_for_mrb, rework (Y).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from unison.equipment.application import RegisterEquipment
from unison.equipment.domain import EquipmentExists
from unison.imports.importing import Identities, Outcome, Plan, Planned, reason_of
from unison.imports.layout import Layout
from unison.imports.options import Options, zone_said
from unison.imports.sending import Carry, carry_out
from unison.imports.tables import Row, Table, table_of
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

LAYOUT = Layout(
    required=COLUMNS,
    numbers=("work_order_qty", "qty_completed", "qty_rejected", "qty_for_mrb"),
    times=("start", "complete"),
)

# An order of an earlier file is there already: that is no fault of this one
_ORDER_IS_THERE = (WorkOrderExists, NotPlanned, NotReleased)

_ACTIVITIES = {"D": Activity.PRODUCTION, "S": Activity.SETUP, "B": Activity.BREAKDOWN}


@dataclass(frozen=True, slots=True)
class _Report:
    """A row that can be taken."""

    row: Row
    order: str
    command: LogProduction

    @property
    def begun(self) -> datetime:
        return self.command.started_at

    @property
    def place(self) -> tuple[datetime, int]:
        """Reports of an order go by their end."""
        return self.command.ended_at, self.row.line


def plan(table: Table, *, time_zone: str) -> Plan:
    """The commands of the rows: the machines, then a lane for each work order.

    Times without a zone are those of `time_zone`: an hour that its clock skips is moved by as much as it skips, one that it
    shows twice is the first. ValueError when there is no such zone.
    """
    made, zone = Plan(rejected=[*table.unfit]), zone_said(time_zone)
    reports: list[_Report] = []
    idle: list[str] = []
    for row in table.rows():
        try:
            if missing := [name for name in ("case_id", "resource", "start", "complete") if not row.text(name)]:
                if missing == ["start", "complete"]:  # it tells of no report, but of a machine
                    idle.append(row.key("resource"))
                raise ValueError(f"there is no {', '.join(missing)}")
            reports.append(_Report(row, row.key("case_id"), _report(row, zone)))
        except ValueError as error:
            made.reject([row.line], f"unreadable: {reason_of(error)}")
    reports.sort(key=lambda report: (report.order, *report.place))
    identities = Identities()
    orders = [
        _order(order, list(reports_of), identities, made)
        for order, reports_of in groupby(reports, key=lambda report: report.order)
    ]
    taken = [report for report in reports if report.row.line not in {each.line for each in made.rejected}]
    made.waves = [_equipment(taken, idle, identities), list(filter(None, orders))]
    return made


async def import_production_log(
    file: Path | Table,
    commands: CommandHandling,
    sender: Sender,
    time_zone: str,
    *,
    options: Options | None = None,
    carry: Carry = carry_out,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Sends the file's rows as commands; each report is told once, however many files have it. Rows that cannot be taken are
    in the outcome. Unreadable when the file cannot be read."""
    planned = plan(table_of(file, LAYOUT, options), time_zone=time_zone)
    return await carry(planned, commands, sender, advance=advance)


def _equipment(reports: Sequence[_Report], idle: Sequence[str], identities: Identities) -> list[list[Planned]]:
    """A registration for each resource as of its first report; one without a report, as of the file's first."""
    first: dict[str, datetime] = {}
    for report in reports:
        name = report.command.equipment
        first[name] = min(first.get(name, report.begun), report.begun)
    begun = min(first.values(), default=None)
    if begun is not None:
        first = dict.fromkeys(idle, begun) | first
    registrations = [RegisterEquipment(equipment=name, name=name, occurred_at=at) for name, at in first.items()]
    return [
        [Planned(identities.once(command, "occurred_at"), command, there=(EquipmentExists,))]
        for command in registrations
    ]


def _order(order: str, reports: Sequence[_Report], identities: Identities, made: Plan) -> list[Planned]:
    """The work order as of its first report, and its reports by their end. Without the order, its rows are rejected."""
    try:
        lane = _opening(order, reports, identities)
    except ValueError as error:
        made.reject((report.row.line for report in reports), f"the work order: {reason_of(error)}")
        return []
    return lane + [Planned(identities.each(each.command), each.command, (each.row.line,)) for each in reports]


def _opening(order: str, reports: Sequence[_Report], identities: Identities) -> list[Planned]:
    at, row = min(report.begun for report in reports), reports[0].row
    steps: tuple[Command, ...] = (
        CreateWorkOrder(
            work_order=order,
            product=row.key("part"),
            quantity_pcs=row.whole("work_order_qty", "pieces"),
            occurred_at=at,
        ),
        ReleaseWorkOrder(work_order=order, occurred_at=at),
        StartWorkOrder(work_order=order, occurred_at=at),
    )
    return [Planned(identities.once(step, "occurred_at"), step, there=_ORDER_IS_THERE, opens=True) for step in steps]


def _report(row: Row, zone: ZoneInfo) -> LogProduction:
    """ValueError says what is missing or cannot be read."""
    if (kind := row.text("report_type").upper()) not in _ACTIVITIES:
        raise ValueError(f"report_type is {row.text('report_type')!r}, not D, S or B")
    started_at, ended_at = (row.moment(name, lambda at: at.replace(tzinfo=zone)) for name in ("start", "complete"))
    if (
        started_at and ended_at and ended_at < started_at
    ):  # the clock may have shown the end twice: then it is the second time
        ended_at = row.moment("complete", lambda at: at.replace(tzinfo=zone, fold=1))
    completed = row.whole("qty_completed", "pieces")
    return LogProduction.model_validate(
        {
            "work_order": row.key("case_id"),
            "equipment": row.key("resource"),
            "activity": _ACTIVITIES[kind],
            "started_at": started_at,
            "ended_at": ended_at,
            "good_pcs": completed,
            "rejected_pcs": row.whole("qty_rejected", "pieces"),
            "rework_pcs": completed if row.text("rework").upper() == "Y" else 0,
            "review_pcs": row.whole("qty_for_mrb", "pieces"),
            "operator": row.key("worker_id") or None,
            "operation": row.key("activity") or None,
            "occurred_at": ended_at,
        }
    )
