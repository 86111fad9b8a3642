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
    LotConsumed,
    LotMovement,
    MaterialReturned,
    MovementCorrected,
    OutputLotRecorded,
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


@dataclass(frozen=True, kw_only=True)
class WorkOrder:
    product: str
    quantity_pcs: int
    plant: str
    status: Status = Status.PLANNED
    logs: frozenset[str] = field(default_factory=frozenset[str])
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
        return WorkOrder(product=fact.product, quantity_pcs=fact.quantity_pcs, plant=fact.plant)
    match fact:
        case ProductionLogged():
            return replace(order, logs=order.logs | {fact.log})
        case ProductionLogCorrected():
            return order
        case LotConsumed():
            return _with_taken(order, fact.lot, fact.quantity)
        case MaterialReturned():
            return _with_taken(order, fact.lot, -fact.quantity)
        case MovementCorrected():
            return _with_taken(order, fact.lot, taken_more(fact.kind, fact.change))
        case OutputLotRecorded():
            return replace(order, moved_lots=True)
        case _:
            return replace(order, status=_STATUS_AFTER[type(fact)])


def taken_more(kind: LotMovement, change: Decimal) -> Decimal:
    """What the order has of the lot when so much more was consumed, went back or was made."""
    return {LotMovement.CONSUMED: change, LotMovement.RETURNED: -change, LotMovement.MADE: Decimal(0)}[kind]


def _with_taken(order: WorkOrder, lot: str, more: Decimal) -> WorkOrder:
    taken = {**order.taken, lot: order.taken.get(lot, Decimal(0)) + more}
    return replace(order, moved_lots=True, taken=taken)


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownWorkOrder(UnknownRefusal):
    """There is no work order {key}. Check the number, or create it first."""


class WorkOrderExists(RuleRefusal):
    """There is a work order {key} already. Choose another number."""


class NotPlanned(RuleRefusal):
    """Only a planned order can be released; this one is {status}."""


class NotReleased(RuleRefusal):
    """Only a released order can be started; this one is {status}. Release it when planned, resume it when paused."""


class NotRunning(RuleRefusal):
    """Only a running order can be paused; this one is {status}. Start or resume it first."""


class NotPaused(RuleRefusal):
    """Only a paused order can be resumed; this one is {status}. Start it when it is released."""


class NotInProgress(RuleRefusal):
    """This needs an order in progress, and this one is {status}. Release it when it is planned, or choose another order."""


class NotCompletable(RuleRefusal):
    """Only a running or paused order can be completed; this one is {status}. Start it first."""


class NotCompleted(RuleRefusal):
    """Only a completed order can be closed; this one is {status}. Complete it first."""


class NotCancellable(RuleRefusal):
    """An order that is {status} cannot be cancelled any more: what was done stays told."""


class LotsMoved(RuleRefusal):
    """Lots were consumed or made for this order, so it cannot be cancelled. Complete it instead."""


class NotTaken(RuleRefusal):
    """This order has {taken} {unit} of lot {lot}, and {asked} {unit} were to go back. Return less, or name the lot it came
    from."""


class MoreWentBack(RuleRefusal):
    """{missing} of lot {lot} more went back than the order took then. Correct the return first."""


class NoComponentList(RuleRefusal):
    """{product} has no component list. Give it one first (materials.set_components), or consume lot by lot."""


class ByProductIsProduct(RuleRefusal):
    """{material} is what this order is for, no by-product. Record it as output."""


class EndsBeforeStart(RuleRefusal):
    """ended_at ({ended_at}) is before started_at ({started_at}). Exchange them, or correct the one that is wrong."""


class EndsInFuture(MalformedRefusal):
    """ended_at ({ended_at}) is later than now. Report when it has ended, or check the date."""


class LastsTooLong(MalformedRefusal):
    """From {started_at} to {ended_at} is longer than a year. Check both years."""


class LogExists(RuleRefusal):
    """There is a production log {log} on this order already. Correct it instead."""


class UnknownLog(UnknownRefusal):
    """There is no production log {log} on this order. The order's page lists those there are."""


WORK_ORDER = Aggregate("work_orders", WorkOrder, evolve, UnknownWorkOrder, WorkOrderExists)


IN_PROGRESS = (Status.RELEASED, Status.RUNNING, Status.PAUSED)
LOGGABLE = (*IN_PROGRESS, Status.COMPLETED)  # a device that was offline may bring its logs after the completion


def require(order: WorkOrder, refusal: type[RuleRefusal], *allowed: Status) -> None:
    if order.status not in allowed:
        raise refusal(status=order.status.value)
