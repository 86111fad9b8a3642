"""How a work order goes on, and what is reported of it: functions on frozen data."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.names import same
from unison.shared.time import LONGEST_INTERVAL
from unison.work_orders.domain.facts import (
    MadeBy,
    MentionWithdrawn,
    Operation,
    ProductionLogCorrected,
    ProductionLogged,
    ProductionLogStruck,
    ReworkGivenUp,
    ReworkOrdered,
    Status,
    WorkOrderCancelled,
    WorkOrderClosed,
    WorkOrderCompleted,
    WorkOrderCreated,
    WorkOrderHeld,
    WorkOrderMentioned,
    WorkOrderPaused,
    WorkOrderReleased,
    WorkOrderReopened,
    WorkOrderRescheduled,
    WorkOrderResumed,
    WorkOrderStarted,
    WorkOrderUnheld,
)
from unison.work_orders.domain.operations import check_counts, check_quantity, in_sequence
from unison.work_orders.domain.pieces import check_made
from unison.work_orders.domain.state import (
    IN_PROGRESS,
    LOGGABLE,
    NotInProgress,
    Report,
    WorkOrder,
    has_moved_lots,
    require,
)


def create(
    *, product: str, quantity_pcs: int, plant: str, due_at: datetime | None, priority: int, note: str | None,
    sales_order: str | None = None, sales_order_line: int | None = None, operations: Sequence[Operation] = (),
    over_completion_percent: Decimal | None = None, rework_of: str | None = None, anew: bool = False,
) -> WorkOrderCreated:  # fmt: skip
    """`over_completion_percent` is how much more than ordered may be made; None: no limit."""
    return WorkOrderCreated(
        product=product, quantity_pcs=quantity_pcs, plant=plant, due_at=due_at, priority=priority, note=note,
        sales_order=sales_order, sales_order_line=sales_order_line, operations=in_sequence(operations),
        over_completion_percent=over_completion_percent, rework_of=rework_of, anew=anew,
    )  # fmt: skip


def mention(order: WorkOrder, by: str) -> WorkOrderMentioned | None:
    """Something for the order stands in the stream `by`. None: that is known."""
    return None if by in order.mentions else WorkOrderMentioned(by=by)


def withdraw_mention(order: WorkOrder, by: str) -> MentionWithdrawn | None:
    """All of it was struck. None: it was not there."""
    return MentionWithdrawn(by=by) if by in order.mentions else None


class NothingToRework(RuleRefusal, code="nothing_to_rework"):
    """{work_order} has {left} pieces that went to rework and are in no rework order yet, and {asked} were asked for."""


class ReworkOfAnother(RuleRefusal, code="rework_of_another"):
    """{work_order} makes {product}, so its rework does too. Leave the product as it is."""


def order_rework(order: WorkOrder, *, key: str, rework_order: str, product: str, quantity_pcs: int) -> ReworkOrdered:
    """Of the pieces that the order `key` sent to rework and that no other order has yet."""
    if not same(product, order.product):
        raise ReworkOfAnother(work_order=key, product=order.product)
    sent = sum(report.rework_pcs for report in order.logs.values() if report is not None)
    if quantity_pcs > (left := sent - order.rework_ordered_pcs):
        raise NothingToRework(work_order=key, left=left, asked=quantity_pcs)
    return ReworkOrdered(rework_order=rework_order, quantity_pcs=quantity_pcs)


def give_up_rework(rework: WorkOrder, *, rework_order: str) -> ReworkGivenUp:
    """What a cancelled rework order was to work on is free for another: told of the order that sent the pieces."""
    return ReworkGivenUp(rework_order=rework_order, quantity_pcs=rework.rework_pcs)


class NotHoldable(RuleRefusal, code="not_holdable"):
    """Only an order in progress can be put on hold; this one is {status}."""


def hold(order: WorkOrder, *, reason: str) -> WorkOrderHeld:
    require(order, NotHoldable, *IN_PROGRESS)
    return WorkOrderHeld(reason=reason)


class NotOnHold(RuleRefusal, code="work_order_not_on_hold"):
    """Only an order on hold can be taken off it; this one is {status}."""


def unhold(order: WorkOrder, *, reason: str | None) -> WorkOrderUnheld:
    require(order, NotOnHold, Status.ON_HOLD)
    return WorkOrderUnheld(restores=order.held_from, reason=reason)


class NotPlannable(RuleRefusal, code="not_plannable"):
    """An order that is {status} cannot be planned otherwise any more. Create another order for what is still wanted."""


class PlanUnchanged(RuleRefusal, code="plan_unchanged"):
    """The order is planned just so already. Give the quantity, the due date or the priority that is to be different."""


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


class NotPlanned(RuleRefusal, code="not_planned"):
    """Only a planned order can be released; this one is {status}."""


def release(order: WorkOrder, *, component_list: int | None = None) -> WorkOrderReleased:
    require(order, NotPlanned, Status.PLANNED)
    return WorkOrderReleased(component_list=component_list)


class NotReleased(RuleRefusal, code="not_released"):
    """Only a released order can be started; this one is {status}. Release it when planned, resume it when paused."""


def start(order: WorkOrder, *, equipment: str | None = None) -> WorkOrderStarted:
    require(order, NotReleased, Status.RELEASED)
    return WorkOrderStarted(equipment=equipment)


class NotRunning(RuleRefusal, code="not_running"):
    """Only a running order can be paused; this one is {status}. Start or resume it first."""


def pause(order: WorkOrder, *, reason: str) -> WorkOrderPaused:
    require(order, NotRunning, Status.RUNNING)
    return WorkOrderPaused(reason=reason)


class NotPaused(RuleRefusal, code="not_paused"):
    """Only a paused order can be resumed; this one is {status}. Start it when it is released."""


def resume(order: WorkOrder, *, equipment: str | None = None) -> WorkOrderResumed:
    require(order, NotPaused, Status.PAUSED)
    return WorkOrderResumed(equipment=equipment)


class EndsBeforeStart(RuleRefusal, code="log_ends_before_start"):
    """ended_at ({ended_at}) is before started_at ({started_at}). Exchange them, or correct the one that is wrong."""


class EndsInFuture(MalformedRefusal, code="log_ends_in_future"):
    """ended_at ({ended_at}) is later than now. Report when it has ended, or check the date."""


class LastsTooLong(MalformedRefusal, code="log_lasts_too_long"):
    """From {started_at} to {ended_at} is longer than a year. Check both years."""


def _check_interval(report: Report, latest: datetime) -> None:
    if report.ended_at < report.started_at:
        raise EndsBeforeStart(started_at=report.started_at.isoformat(), ended_at=report.ended_at.isoformat())
    if report.ended_at > latest:
        raise EndsInFuture(ended_at=report.ended_at.isoformat())
    if report.ended_at - report.started_at > LONGEST_INTERVAL:
        raise LastsTooLong(started_at=report.started_at.isoformat(), ended_at=report.ended_at.isoformat())


REPORTED_ANEW = "reported anew"
"""Why a log that was struck stands again."""


class LogExists(RuleRefusal, code="log_exists"):
    """There is a production log {log} on this order already. Correct it instead."""


def log_production(
    order: WorkOrder, *, log: str, report: Report, latest: datetime
) -> ProductionLogged | ProductionLogCorrected:
    """Pieces and time for an order in progress, or for a completed one when the log comes late. What was struck is free: told
    again under its id it stands as it is told now."""
    require(order, NotInProgress, *LOGGABLE)
    if order.logs.get(log) is not None:
        raise LogExists(log=log)
    _check_interval(report, latest)
    check_counts(order, {**order.logs, log: report}, report)
    if log in order.logs:
        return ProductionLogCorrected(log=log, why=REPORTED_ANEW, product=order.product, **vars(report))
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


class LogStruck(RuleRefusal, code="log_struck"):
    """The production log {log} was struck: it did not happen. Report it anew, under this id or another."""


class UnknownLog(UnknownRefusal, code="unknown_log"):
    """There is no production log {log} on this order. The order's page lists those there are."""


def _standing(order: WorkOrder, log: str) -> Report:
    if log not in order.logs:
        raise UnknownLog(log=log)
    if (report := order.logs[log]) is None:
        raise LogStruck(log=log)
    return report


class NotCompletable(RuleRefusal, code="not_completable"):
    """Only a running or paused order can be completed; this one is {status}. Start it first."""


def complete(order: WorkOrder, *, reason: str | None = None, made: MadeBy | None = None) -> WorkOrderCompleted:
    """With fewer pieces than ordered, too; `reason` says why. `made` says which pieces are right where that is told twice."""
    require(order, NotCompletable, Status.RUNNING, Status.PAUSED)
    check_made(order, made)
    return WorkOrderCompleted(reason=reason, made=made)


class NotCompleted(RuleRefusal, code="not_completed"):
    """Only a completed order can be closed; this one is {status}. Complete it first."""


def close(order: WorkOrder, *, made: MadeBy | None = None) -> WorkOrderClosed:
    """What came after the completion may have made its pieces differ: then `made` says which are right."""
    require(order, NotCompleted, Status.COMPLETED)
    check_made(order, made)
    return WorkOrderClosed(made=made)


class NotReopenable(RuleRefusal, code="not_reopenable"):
    """Only a completed or closed order can be reopened; this one is {status}."""


def reopen(order: WorkOrder, *, reason: str) -> WorkOrderReopened:
    """For what comes after all: material taken late, more pieces, a slip. Which pieces are right is asked anew at the end."""
    require(order, NotReopenable, Status.COMPLETED, Status.CLOSED)
    return WorkOrderReopened(reason=reason)


class NotCancellable(RuleRefusal, code="not_cancellable"):
    """An order that is {status} cannot be cancelled any more: what was done stays told."""


class LotsMoved(RuleRefusal, code="lots_moved"):
    """Lots were consumed or made for this order, so it cannot be cancelled. Complete it instead; or give back what was taken, and
    strike what did not happen."""


def cancel(order: WorkOrder, *, reason: str) -> WorkOrderCancelled:
    require(order, NotCancellable, Status.PLANNED, Status.ON_HOLD, *IN_PROGRESS)
    if has_moved_lots(order):
        raise LotsMoved
    return WorkOrderCancelled(reason=reason)
