"""The rules of a work order: functions on frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate
from unison.shared.time import LONGEST_INTERVAL


class Status(StrEnum):
    PLANNED = "planned"
    RELEASED = "released"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Activity(StrEnum):
    """What the equipment did during a logged interval (ISO 22400: APT, setup, ADET)."""

    PRODUCTION = "production"
    SETUP = "setup"
    BREAKDOWN = "breakdown"


class LotMovement(StrEnum):
    """What an order does with a lot."""

    CONSUMED = "consumed"
    RETURNED = "returned"
    MADE = "made"


# Facts -----------------------------------------------------------------------------------------------------------


class WorkOrderCreated(Fact, topic="work_orders.WorkOrderCreated"):
    product: str
    quantity_pcs: int
    plant: str
    due_at: datetime | None = None
    priority: int = 50
    note: str | None = None
    sales_order: str | None = None
    sales_order_line: int | None = None


class WorkOrderReleased(Fact, topic="work_orders.WorkOrderReleased"):
    pass


class WorkOrderStarted(Fact, topic="work_orders.WorkOrderStarted"):
    pass


class WorkOrderPaused(Fact, topic="work_orders.WorkOrderPaused"):
    reason: str


class WorkOrderResumed(Fact, topic="work_orders.WorkOrderResumed"):
    pass


class ProductionLogged(Fact, topic="work_orders.ProductionLogged"):
    """Pieces and time of one report. `review_pcs` wait for material review; `rework_pcs` went to rework."""

    log: str
    product: str
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


class ProductionLogCorrected(Fact, topic="work_orders.ProductionLogCorrected"):
    """Replaces what `log` said; the original stays in the store and is shown struck through."""

    log: str
    why: str
    product: str
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


class LotConsumed(Fact, topic="work_orders.LotConsumed"):
    lot: str
    material: str
    quantity: Decimal
    unit: str


class OutputLotRecorded(Fact, topic="work_orders.OutputLotRecorded"):
    """What the order made, in a lot. A by-product is not what the order was for."""

    lot: str
    material: str
    quantity: Decimal
    unit: str
    by_product: bool = False


class MaterialReturned(Fact, topic="work_orders.MaterialReturned"):
    """Some of what was taken from a lot was not used and went back to it."""

    lot: str
    material: str
    quantity: Decimal
    unit: str
    reason: str | None = None


class MovementCorrected(Fact, topic="work_orders.MovementCorrected"):
    """What is to be believed of the lot movement at version `movement` of this stream. The lot has the same correction.

    `quantity` and `happened_at` are as they stand from here on; None: as they were told first. A struck movement did not
    happen. `change` is what this correction adds to the quantity that was consumed, made or returned.
    """

    movement: int
    kind: LotMovement
    lot: str
    change: Decimal
    why: str
    quantity: Decimal | None = None
    happened_at: datetime | None = None
    struck: bool = False


class WorkOrderCompleted(Fact, topic="work_orders.WorkOrderCompleted"):
    pass


class WorkOrderClosed(Fact, topic="work_orders.WorkOrderClosed"):
    pass


class WorkOrderCancelled(Fact, topic="work_orders.WorkOrderCancelled"):
    reason: str


# State -----------------------------------------------------------------------------------------------------------


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
            return _with_taken(order, fact.lot, _taken_more(fact.kind, fact.change))
        case OutputLotRecorded():
            return replace(order, moved_lots=True)
        case _:
            return replace(order, status=_STATUS_AFTER[type(fact)])


def _taken_more(kind: LotMovement, change: Decimal) -> Decimal:
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

_LOT_MOVEMENTS: Mapping[type[Fact], LotMovement] = {
    LotConsumed: LotMovement.CONSUMED,
    MaterialReturned: LotMovement.RETURNED,
    OutputLotRecorded: LotMovement.MADE,
}

# Decisions -------------------------------------------------------------------------------------------------------

_IN_PROGRESS = (Status.RELEASED, Status.RUNNING, Status.PAUSED)
_LOGGABLE = (*_IN_PROGRESS, Status.COMPLETED)  # a device that was offline may bring its logs after the completion


def _require(order: WorkOrder, refusal: type[RuleRefusal], *allowed: Status) -> None:
    if order.status not in allowed:
        raise refusal(status=order.status.value)


def create(
    *, product: str, quantity_pcs: int, plant: str, due_at: datetime | None, priority: int, note: str | None,
    sales_order: str | None = None, sales_order_line: int | None = None,
) -> WorkOrderCreated:  # fmt: skip
    return WorkOrderCreated(
        product=product, quantity_pcs=quantity_pcs, plant=plant, due_at=due_at, priority=priority, note=note,
        sales_order=sales_order, sales_order_line=sales_order_line,
    )  # fmt: skip


def release(order: WorkOrder) -> WorkOrderReleased:
    _require(order, NotPlanned, Status.PLANNED)
    return WorkOrderReleased()


def start(order: WorkOrder) -> WorkOrderStarted:
    _require(order, NotReleased, Status.RELEASED)
    return WorkOrderStarted()


def pause(order: WorkOrder, *, reason: str) -> WorkOrderPaused:
    _require(order, NotRunning, Status.RUNNING)
    return WorkOrderPaused(reason=reason)


def resume(order: WorkOrder) -> WorkOrderResumed:
    _require(order, NotPaused, Status.PAUSED)
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
    _require(order, NotInProgress, *_LOGGABLE)
    if log in order.logs:
        raise LogExists(log=log)
    _check_interval(report, latest)
    return ProductionLogged(log=log, product=order.product, **vars(report))


def correct_log(order: WorkOrder, *, log: str, report: Report, why: str, latest: datetime) -> ProductionLogCorrected:
    if log not in order.logs:
        raise UnknownLog(log=log)
    _check_interval(report, latest)
    return ProductionLogCorrected(log=log, why=why, product=order.product, **vars(report))


def consume(order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str) -> LotConsumed:
    _require(order, NotInProgress, *_IN_PROGRESS)
    return LotConsumed(lot=lot, material=material, quantity=quantity, unit=unit)


def record_output(
    order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str, by_product: bool = False
) -> OutputLotRecorded:
    _require(order, NotInProgress, *_IN_PROGRESS)
    if by_product and material == order.product:
        raise ByProductIsProduct(material=material)
    return OutputLotRecorded(lot=lot, material=material, quantity=quantity, unit=unit, by_product=by_product)


def return_material(
    order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str, reason: str | None
) -> MaterialReturned:
    """What is left over goes back while the order is in progress or completed, never more than it took."""
    _require(order, NotInProgress, *_LOGGABLE)
    taken = order.taken.get(lot, Decimal(0))
    if quantity > taken:
        raise NotTaken(lot=lot, taken=f"{taken:f}", asked=f"{quantity:f}", unit=unit)
    return MaterialReturned(lot=lot, material=material, quantity=quantity, unit=unit, reason=reason)


def correct_movement(
    order: WorkOrder,
    *,
    movement: int,
    told: LotConsumed | MaterialReturned | OutputLotRecorded,
    change: Decimal,
    quantity: Decimal | None,
    happened_at: datetime | None,
    struck: bool,
    why: str,
) -> MovementCorrected:
    """The order's side of a correction that the lot has decided. What an order gave back it must have taken."""
    kind = _LOT_MOVEMENTS[type(told)]
    after = order.taken.get(told.lot, Decimal(0)) + _taken_more(kind, change)
    if after < 0:
        raise MoreWentBack(lot=told.lot, missing=f"{-after:f} {told.unit}")
    return MovementCorrected(
        movement=movement, kind=kind, lot=told.lot, change=change, why=why, quantity=quantity, happened_at=happened_at,
        struck=struck,
    )  # fmt: skip


def complete(order: WorkOrder) -> WorkOrderCompleted:
    _require(order, NotCompletable, Status.RUNNING, Status.PAUSED)
    return WorkOrderCompleted()


def close(order: WorkOrder) -> WorkOrderClosed:
    _require(order, NotCompleted, Status.COMPLETED)
    return WorkOrderClosed()


def cancel(order: WorkOrder, *, reason: str) -> WorkOrderCancelled:
    _require(order, NotCancellable, Status.PLANNED, *_IN_PROGRESS)
    if order.moved_lots:
        raise LotsMoved
    return WorkOrderCancelled(reason=reason)
