"""How a work order goes on, and what is reported of it: functions on frozen data."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from unison.shared.time import LONGEST_INTERVAL
from unison.work_orders.domain.facts import (
    Operation,
    ProductionLogCorrected,
    ProductionLogged,
    ProductionLogStruck,
    ReworkOrdered,
    Status,
    WorkOrderCancelled,
    WorkOrderClosed,
    WorkOrderCompleted,
    WorkOrderCreated,
    WorkOrderHeld,
    WorkOrderPaused,
    WorkOrderReleased,
    WorkOrderRescheduled,
    WorkOrderResumed,
    WorkOrderStarted,
    WorkOrderUnheld,
)
from unison.work_orders.domain.operations import check_counts, check_quantity, in_sequence
from unison.work_orders.domain.state import (
    IN_PROGRESS,
    LOGGABLE,
    EndsBeforeStart,
    EndsInFuture,
    LastsTooLong,
    LogExists,
    LogStruck,
    LotsMoved,
    NotCancellable,
    NotCompletable,
    NotCompleted,
    NothingToRework,
    NotHoldable,
    NotInProgress,
    NotOnHold,
    NotPaused,
    NotPlannable,
    NotPlanned,
    NotReleased,
    NotRunning,
    PlanUnchanged,
    Report,
    ReworkOfAnother,
    UnknownLog,
    WorkOrder,
    require,
)


def create(
    *, product: str, quantity_pcs: int, plant: str, due_at: datetime | None, priority: int, note: str | None,
    sales_order: str | None = None, sales_order_line: int | None = None, operations: Sequence[Operation] = (),
    over_completion_percent: Decimal | None = None, rework_of: str | None = None,
) -> WorkOrderCreated:  # fmt: skip
    """`over_completion_percent` is how much more than ordered may be made; None: no limit."""
    return WorkOrderCreated(
        product=product, quantity_pcs=quantity_pcs, plant=plant, due_at=due_at, priority=priority, note=note,
        sales_order=sales_order, sales_order_line=sales_order_line, operations=in_sequence(operations),
        over_completion_percent=over_completion_percent, rework_of=rework_of,
    )  # fmt: skip


def order_rework(order: WorkOrder, *, key: str, rework_order: str, product: str, quantity_pcs: int) -> ReworkOrdered:
    """Of the pieces that the order `key` sent to rework and that no other order has yet."""
    if product != order.product:
        raise ReworkOfAnother(work_order=key, product=order.product)
    sent = sum(report.rework_pcs for report in order.logs.values() if report is not None)
    if quantity_pcs > (left := sent - order.rework_ordered_pcs):
        raise NothingToRework(work_order=key, left=left, asked=quantity_pcs)
    return ReworkOrdered(rework_order=rework_order, quantity_pcs=quantity_pcs)


def hold(order: WorkOrder, *, reason: str) -> WorkOrderHeld:
    require(order, NotHoldable, *IN_PROGRESS)
    return WorkOrderHeld(reason=reason)


def unhold(order: WorkOrder, *, reason: str | None) -> WorkOrderUnheld:
    require(order, NotOnHold, Status.ON_HOLD)
    return WorkOrderUnheld(restores=order.held_from, reason=reason)


def reschedule(
    order: WorkOrder, *, quantity_pcs: int | None, due_at: datetime | None, priority: int | None, reason: str
) -> WorkOrderRescheduled:
    """What is None stays as it is."""
    require(order, NotPlannable, Status.PLANNED, Status.ON_HOLD, *IN_PROGRESS)
    wanted = (
        order.quantity_pcs if quantity_pcs is None else quantity_pcs,
        due_at or order.due_at,
        order.priority if priority is None else priority,
    )
    if wanted == (order.quantity_pcs, order.due_at, order.priority):
        raise PlanUnchanged
    check_quantity(replace(order, quantity_pcs=wanted[0]))
    return WorkOrderRescheduled(quantity_pcs=wanted[0], due_at=wanted[1], priority=wanted[2], reason=reason)


def release(order: WorkOrder) -> WorkOrderReleased:
    require(order, NotPlanned, Status.PLANNED)
    return WorkOrderReleased()


def start(order: WorkOrder) -> WorkOrderStarted:
    require(order, NotReleased, Status.RELEASED)
    return WorkOrderStarted()


def pause(order: WorkOrder, *, reason: str) -> WorkOrderPaused:
    require(order, NotRunning, Status.RUNNING)
    return WorkOrderPaused(reason=reason)


def resume(order: WorkOrder) -> WorkOrderResumed:
    require(order, NotPaused, Status.PAUSED)
    return WorkOrderResumed()


def _check_interval(report: Report, latest: datetime) -> None:
    if report.ended_at < report.started_at:
        raise EndsBeforeStart(started_at=report.started_at.isoformat(), ended_at=report.ended_at.isoformat())
    if report.ended_at > latest:
        raise EndsInFuture(ended_at=report.ended_at.isoformat())
    if report.ended_at - report.started_at > LONGEST_INTERVAL:
        raise LastsTooLong(started_at=report.started_at.isoformat(), ended_at=report.ended_at.isoformat())


def log_production(order: WorkOrder, *, log: str, report: Report, latest: datetime) -> ProductionLogged:
    """Pieces and time for an order in progress, or for a completed one when the log comes late."""
    require(order, NotInProgress, *LOGGABLE)
    if log in order.logs:
        raise LogExists(log=log)
    _check_interval(report, latest)
    check_counts(order, {**order.logs, log: report}, report)
    return ProductionLogged(log=log, product=order.product, **vars(report))


def correct_log(order: WorkOrder, *, log: str, report: Report, why: str, latest: datetime) -> ProductionLogCorrected:
    _standing(order, log)
    _check_interval(report, latest)
    check_counts(order, {**order.logs, log: report}, report)
    return ProductionLogCorrected(log=log, why=why, product=order.product, **vars(report))


def strike_log(order: WorkOrder, *, log: str, why: str) -> ProductionLogStruck:
    report = _standing(order, log)
    check_counts(order, {**order.logs, log: None}, None)
    return ProductionLogStruck(
        log=log, why=why, product=order.product, equipment=report.equipment, activity=report.activity,
        started_at=report.started_at, operation=report.operation,
    )  # fmt: skip


def _standing(order: WorkOrder, log: str) -> Report:
    if log not in order.logs:
        raise UnknownLog(log=log)
    if (report := order.logs[log]) is None:
        raise LogStruck(log=log)
    return report


def complete(order: WorkOrder, *, reason: str | None = None) -> WorkOrderCompleted:
    """With fewer pieces than ordered, too; `reason` says why."""
    require(order, NotCompletable, Status.RUNNING, Status.PAUSED)
    return WorkOrderCompleted(reason=reason)


def close(order: WorkOrder) -> WorkOrderClosed:
    require(order, NotCompleted, Status.COMPLETED)
    return WorkOrderClosed()


def cancel(order: WorkOrder, *, reason: str) -> WorkOrderCancelled:
    require(order, NotCancellable, Status.PLANNED, Status.ON_HOLD, *IN_PROGRESS)
    if order.moved_lots:
        raise LotsMoved
    return WorkOrderCancelled(reason=reason)
