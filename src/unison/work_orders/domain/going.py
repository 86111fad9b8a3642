"""How a work order goes on, and what is reported of it: functions on frozen data."""

from datetime import datetime

from unison.shared.time import LONGEST_INTERVAL
from unison.work_orders.domain.facts import (
    ProductionLogCorrected,
    ProductionLogged,
    Status,
    WorkOrderCancelled,
    WorkOrderClosed,
    WorkOrderCompleted,
    WorkOrderCreated,
    WorkOrderPaused,
    WorkOrderReleased,
    WorkOrderResumed,
    WorkOrderStarted,
)
from unison.work_orders.domain.state import (
    IN_PROGRESS,
    LOGGABLE,
    EndsBeforeStart,
    EndsInFuture,
    LastsTooLong,
    LogExists,
    LotsMoved,
    NotCancellable,
    NotCompletable,
    NotCompleted,
    NotInProgress,
    NotPaused,
    NotPlanned,
    NotReleased,
    NotRunning,
    Report,
    UnknownLog,
    WorkOrder,
    require,
)


def create(
    *, product: str, quantity_pcs: int, plant: str, due_at: datetime | None, priority: int, note: str | None,
    sales_order: str | None = None, sales_order_line: int | None = None,
) -> WorkOrderCreated:  # fmt: skip
    return WorkOrderCreated(
        product=product, quantity_pcs=quantity_pcs, plant=plant, due_at=due_at, priority=priority, note=note,
        sales_order=sales_order, sales_order_line=sales_order_line,
    )  # fmt: skip


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
    return ProductionLogged(log=log, product=order.product, **vars(report))


def correct_log(order: WorkOrder, *, log: str, report: Report, why: str, latest: datetime) -> ProductionLogCorrected:
    if log not in order.logs:
        raise UnknownLog(log=log)
    _check_interval(report, latest)
    return ProductionLogCorrected(log=log, why=why, product=order.product, **vars(report))


def complete(order: WorkOrder) -> WorkOrderCompleted:
    require(order, NotCompletable, Status.RUNNING, Status.PAUSED)
    return WorkOrderCompleted()


def close(order: WorkOrder) -> WorkOrderClosed:
    require(order, NotCompleted, Status.COMPLETED)
    return WorkOrderClosed()


def cancel(order: WorkOrder, *, reason: str) -> WorkOrderCancelled:
    require(order, NotCancellable, Status.PLANNED, *IN_PROGRESS)
    if order.moved_lots:
        raise LotsMoved
    return WorkOrderCancelled(reason=reason)
