"""A work order as its facts leave it, and what can be refused of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate
from unison.work_orders.domain.facts import (
    Activity,
    EntryUndone,
    LotConsumed,
    LotMovement,
    MaterialReturned,
    MovementCorrected,
    Operation,
    OutputLotRecorded,
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


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a production log says, as it stands after its corrections."""

    equipment: str
    activity: Activity
    started_at: datetime
    ended_at: datetime
    good_pcs: int
    rejected_pcs: int
    rework_pcs: int = 0
    review_pcs: int = 0
    operator: str | None = None
    operation: str | None = None
    reason: str | None = None
    scrap_reason: str | None = None

    @property
    def pieces(self) -> int:
        """All that came out of the operation, good or not."""
        return self.good_pcs + self.rejected_pcs + self.rework_pcs + self.review_pcs


@dataclass(frozen=True, kw_only=True)
class WorkOrder:
    product: str
    quantity_pcs: int
    plant: str
    status: Status = Status.PLANNED
    was: Status = Status.PLANNED
    """The status before this one."""
    held_from: Status = Status.RELEASED
    """Where it goes on when it is taken off hold."""
    due_at: datetime | None = None
    priority: int = 50
    over_completion_percent: Decimal | None = None
    operations: tuple[Operation, ...] = ()
    rework_of: str | None = None
    rework_ordered_pcs: int = 0
    logs: Mapping[str, Report | None] = field(default_factory=dict[str, "Report | None"])
    """Each log as it stands; None: struck."""
    moved_lots: bool = False
    taken: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """Of each lot, what was consumed and did not go back, in the lot's unit."""


_STATUS_AFTER: Mapping[type[Fact], Status] = {
    WorkOrderReleased: Status.RELEASED,
    WorkOrderStarted: Status.RUNNING,
    WorkOrderPaused: Status.PAUSED,
    WorkOrderResumed: Status.RUNNING,
    WorkOrderCompleted: Status.COMPLETED,
    WorkOrderClosed: Status.CLOSED,
    WorkOrderCancelled: Status.CANCELLED,
}


def evolve(order: WorkOrder | None, fact: Fact) -> WorkOrder:
    """The order after a fact. Never refuses; an unknown fact raises."""
    if order is None:
        if not isinstance(fact, WorkOrderCreated):
            raise TypeError(f"a work order cannot begin with {type(fact).__name__}")
        told = {name: getattr(fact, name) for name in _TOLD_FIRST}
        return WorkOrder(product=fact.product, plant=fact.plant, rework_of=fact.rework_of, **told)
    match fact:
        case ProductionLogged() | ProductionLogCorrected():
            report = Report(**{name: getattr(fact, name) for name in Report.__dataclass_fields__})
            return replace(order, logs={**order.logs, fact.log: report})
        case ProductionLogStruck():
            return replace(order, logs={**order.logs, fact.log: None})
        case WorkOrderRescheduled():
            return replace(order, quantity_pcs=fact.quantity_pcs, due_at=fact.due_at, priority=fact.priority)
        case ReworkOrdered():
            return replace(order, rework_ordered_pcs=order.rework_ordered_pcs + fact.quantity_pcs)
        case WorkOrderHeld():
            return replace(_in_status(order, Status.ON_HOLD), held_from=order.status)
        case WorkOrderUnheld() | EntryUndone():
            return _in_status(order, fact.restores)
        case LotConsumed() | MaterialReturned() | MovementCorrected() | OutputLotRecorded():
            return _with_lot(order, fact)
        case _:
            return _in_status(order, _STATUS_AFTER[type(fact)])


_TOLD_FIRST = ("quantity_pcs", "due_at", "priority", "over_completion_percent", "operations")


def _in_status(order: WorkOrder, status: Status) -> WorkOrder:
    return replace(order, status=status, was=order.status)


def taken_more(kind: LotMovement, change: Decimal) -> Decimal:
    """What the order has of the lot when so much more was consumed, went back or was made."""
    return {LotMovement.CONSUMED: change, LotMovement.RETURNED: -change, LotMovement.MADE: Decimal(0)}[kind]


def _with_lot(
    order: WorkOrder, fact: LotConsumed | MaterialReturned | MovementCorrected | OutputLotRecorded
) -> WorkOrder:
    match fact:
        case LotConsumed():
            return _with_taken(order, fact.lot, fact.quantity)
        case MaterialReturned():
            return _with_taken(order, fact.lot, -fact.quantity)
        case MovementCorrected():
            return _with_taken(order, fact.lot, taken_more(fact.kind, fact.change))
        case OutputLotRecorded():
            return replace(order, moved_lots=True)


def _with_taken(order: WorkOrder, lot: str, more: Decimal) -> WorkOrder:
    taken = {**order.taken, lot: order.taken.get(lot, Decimal(0)) + more}
    return replace(order, moved_lots=True, taken=taken)


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownWorkOrder(UnknownRefusal, code="unknown_work_order"):
    """There is no work order {key}. Check the number, or create it first."""


class WorkOrderExists(RuleRefusal, code="work_order_exists"):
    """There is a work order {key} already. Choose another number."""


class NotPlanned(RuleRefusal, code="not_planned"):
    """Only a planned order can be released; this one is {status}."""


class NotReleased(RuleRefusal, code="not_released"):
    """Only a released order can be started; this one is {status}. Release it when planned, resume it when paused."""


class NotRunning(RuleRefusal, code="not_running"):
    """Only a running order can be paused; this one is {status}. Start or resume it first."""


class NotPaused(RuleRefusal, code="not_paused"):
    """Only a paused order can be resumed; this one is {status}. Start it when it is released."""


class NotInProgress(RuleRefusal, code="not_in_progress"):
    """This needs an order in progress, and this one is {status}. Release it when it is planned, take it off hold, or
    choose another order."""


class NotCompletable(RuleRefusal, code="not_completable"):
    """Only a running or paused order can be completed; this one is {status}. Start it first."""


class NotCompleted(RuleRefusal, code="not_completed"):
    """Only a completed order can be closed; this one is {status}. Complete it first."""


class NotCancellable(RuleRefusal, code="not_cancellable"):
    """An order that is {status} cannot be cancelled any more: what was done stays told."""


class LotsMoved(RuleRefusal, code="lots_moved"):
    """Lots were consumed or made for this order, so it cannot be cancelled. Complete it instead."""


class NotTaken(RuleRefusal, code="not_taken"):
    """This order has {taken} {unit} of lot {lot}, and {asked} {unit} were to go back. Return less, or name the lot it came
    from."""


class MoreWentBack(RuleRefusal, code="more_went_back"):
    """{missing} of lot {lot} more went back than the order took then. Correct the return first."""


class NoComponentList(RuleRefusal, code="no_component_list"):
    """{product} has no component list. Give it one first (materials.set_components), or consume lot by lot."""


class ByProductIsProduct(RuleRefusal, code="by_product_is_product"):
    """{material} is what this order is for, no by-product. Record it as output."""


class EndsBeforeStart(RuleRefusal, code="log_ends_before_start"):
    """ended_at ({ended_at}) is before started_at ({started_at}). Exchange them, or correct the one that is wrong."""


class EndsInFuture(MalformedRefusal, code="log_ends_in_future"):
    """ended_at ({ended_at}) is later than now. Report when it has ended, or check the date."""


class LastsTooLong(MalformedRefusal, code="log_lasts_too_long"):
    """From {started_at} to {ended_at} is longer than a year. Check both years."""


class NotHoldable(RuleRefusal, code="not_holdable"):
    """Only an order in progress can be put on hold; this one is {status}."""


class NotOnHold(RuleRefusal, code="work_order_not_on_hold"):
    """Only an order on hold can be taken off it; this one is {status}."""


class NotPlannable(RuleRefusal, code="not_plannable"):
    """An order that is {status} cannot be planned otherwise any more. Create another order for what is still wanted."""


class PlanUnchanged(RuleRefusal, code="plan_unchanged"):
    """The order is planned just so already. Give the quantity, the due date or the priority that is to be different."""


class OperationNeeded(RuleRefusal, code="operation_needed"):
    """This order has operations, and the report names none. Choose one of: {operations}."""


class UnknownOperation(RuleRefusal, code="unknown_operation"):
    """This order has no operation {operation}. Choose one of: {operations}."""


class OperationTwice(MalformedRefusal, code="operation_twice"):
    """{operation} is given twice, by its name or its sequence. Give each operation a name and a sequence of its own."""


class PreviousShort(RuleRefusal, code="previous_short"):
    """{operation} would have {pieces} pieces, and {previous} has made {good} good ones so far. Report {previous} first, or correct
    it."""


class TooManyPieces(RuleRefusal, code="too_many_pieces"):
    """{good} good pieces would be more than this order allows, {most}: {quantity} and {percent} % over. Correct the report, or
    plan a larger quantity."""


class NothingToRework(RuleRefusal, code="nothing_to_rework"):
    """{work_order} has {left} pieces that went to rework and are in no rework order yet, and {asked} were asked for."""


class ReworkOfAnother(RuleRefusal, code="rework_of_another"):
    """{work_order} makes {product}, so its rework does too. Leave the product as it is."""


class LogStruck(RuleRefusal, code="log_struck"):
    """The production log {log} was struck: it did not happen. Report anew under another id."""


class NothingToUndo(RuleRefusal, code="nothing_to_undo"):
    """The last entry of this order is {last}, which cannot be undone: {way_out}."""


class UndoTooLate(RuleRefusal, code="undo_too_late"):
    """The last entry was made {seconds} s ago, and can be undone for {limit} s. Correct it with a reason instead."""


class UndoOfAnother(RuleRefusal, code="undo_of_another"):
    """The last entry of this order is somebody else's. Ask them, or correct it with a reason."""


class ScrapReasonNeeded(RuleRefusal, code="scrap_reason_needed"):
    """Rejected pieces need a scrap_reason here. Choose one of: {reasons}."""


class LogExists(RuleRefusal, code="log_exists"):
    """There is a production log {log} on this order already. Correct it instead."""


class UnknownLog(UnknownRefusal, code="unknown_log"):
    """There is no production log {log} on this order. The order's page lists those there are."""


WORK_ORDER = Aggregate("work_orders", WorkOrder, evolve, UnknownWorkOrder, WorkOrderExists)


IN_PROGRESS = (Status.RELEASED, Status.RUNNING, Status.PAUSED)
LOGGABLE = (*IN_PROGRESS, Status.COMPLETED)  # a device that was offline may bring its logs after the completion


def require(order: WorkOrder, refusal: type[RuleRefusal], *allowed: Status) -> None:
    if order.status not in allowed:
        raise refusal(status=order.status.value)
