"""A work order as its facts leave it, and what can be refused of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from unison.shared.errors import Implausible, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate
from unison.shared.quantities import NO_CARRY, FractionText, carried
from unison.work_orders.domain.facts import (
    Activity,
    ComponentListChosen,
    EntryUndone,
    LotConsumed,
    LotMovement,
    MadeBy,
    MaterialReserved,
    MaterialReturned,
    MentionWithdrawn,
    MovementCorrected,
    Operation,
    OutputLotRecorded,
    ProductionLogCorrected,
    ProductionLogged,
    ProductionLogStruck,
    ReservationReleased,
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
class Moved:
    """The last lot that was taken or put out, how much of it, and when."""

    kind: LotMovement
    lot: str
    quantity: Decimal
    at: datetime


@dataclass(frozen=True, kw_only=True)
class WorkOrder:
    product: str
    quantity_pcs: int
    plant: str
    created_at: datetime
    cancelled_at: datetime | None = None
    status: Status = Status.PLANNED
    was: Status = Status.PLANNED
    """The status before this one."""
    held_from: Status = Status.RELEASED
    """Where it goes on when it is taken off hold."""
    due_at: datetime | None = None
    priority: int = 50
    over_completion_percent: Decimal | None = None
    operations: tuple[Operation, ...] = ()
    component_list: int | None = None
    """The version of the product's component list that it is made by; None: there was none when it was released."""
    rework_of: str | None = None
    rework_ordered_pcs: int = 0
    rework_pcs: int = 0
    """Of a rework order: how many pieces it was created for."""
    logs: Mapping[str, Report | None] = field(default_factory=dict[str, "Report | None"])
    """Each log as it stands; None: struck."""
    put_out: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """What was put out into each lot, by-products too, in the lot's unit."""
    reserved: tuple[str, ...] = ()
    """The lots of which something was reserved for it and not released since; how much is left of that each lot knows."""
    taken: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """Of each lot, what was consumed and did not go back, in the lot's unit."""
    carries: Mapping[str, FractionText] = field(default_factory=dict[str, FractionText])
    """Of each lot, what `taken` is kept too little of by rounding, as a fraction; of most lots nothing."""

    def carry(self, lot: str) -> Fraction:
        return Fraction(self.carries.get(lot, 0))

    def exactly_taken(self, lot: str) -> Fraction:
        """What it has of the lot, before that was rounded."""
        return Fraction(self.taken.get(lot, 0)) + self.carry(lot)

    stated: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """Of that, what was said to have gone into certain lots, by `link` of both."""
    last_moved: Moved | None = None
    outputs: frozenset[str] = frozenset()
    """The lots that it put out."""
    made: Decimal = Decimal(0)
    """Of the product, what was put out as lots, in their unit."""
    pieces_per_unit: Decimal | None = None
    made_by: MadeBy | None = None
    """Which pieces were said to be right."""
    mentions: frozenset[str] = frozenset()
    """The streams elsewhere in which something for the order stands."""
    machine: str | None = None
    """What it was put on last."""

    def told_of(self, log: str) -> datetime:
        """When that began which a report tells of that stands."""
        report = self.logs[log]
        assert report is not None, "a struck report is corrected no more"  # noqa: S101
        return report.started_at


_STATUS_AFTER: Mapping[type[Fact], Status] = {
    WorkOrderReleased: Status.RELEASED, WorkOrderReopened: Status.RUNNING, WorkOrderStarted: Status.RUNNING,
    WorkOrderPaused: Status.PAUSED, WorkOrderResumed: Status.RUNNING, WorkOrderCompleted: Status.COMPLETED,
    WorkOrderClosed: Status.CLOSED,
}  # fmt: skip


def evolve(order: WorkOrder | None, fact: Fact, at: datetime) -> WorkOrder:
    """The order after a fact. Never refuses; an unknown fact raises."""
    if order is None or isinstance(fact, WorkOrderCreated):
        return _created(order, fact, at)
    match fact:
        case ProductionLogged() | ProductionLogCorrected():
            report = Report(**{name: getattr(fact, name) for name in Report.__dataclass_fields__})
            others = {log: other for log, other in order.logs.items() if log != fact.log}
            return replace(order, logs={**others, fact.log: report})
        case ProductionLogStruck():
            return replace(order, logs={**order.logs, fact.log: None})
        case WorkOrderRescheduled():
            return replace(order, quantity_pcs=fact.quantity_pcs, due_at=fact.due_at, priority=fact.priority)
        case ReworkOrdered() | ReworkGivenUp():
            more = fact.quantity_pcs if isinstance(fact, ReworkOrdered) else -fact.quantity_pcs
            return replace(order, rework_ordered_pcs=order.rework_ordered_pcs + more)
        case WorkOrderMentioned() | MentionWithdrawn():
            others = order.mentions - {fact.by}
            return replace(order, mentions=others | {fact.by} if isinstance(fact, WorkOrderMentioned) else others)
        case WorkOrderHeld():
            return replace(_in_status(order, Status.ON_HOLD), held_from=order.status)
        case WorkOrderUnheld() | EntryUndone():
            return _in_status(order, fact.restores)
        case LotConsumed() | MaterialReturned() | MovementCorrected() | OutputLotRecorded():
            return replace(_with_lot(order, fact), last_moved=_last_moved(fact, at))
        case WorkOrderCompleted() | WorkOrderClosed() | WorkOrderCancelled():
            return _ended(order, fact, at)
        case MaterialReserved() | ReservationReleased():
            return _with_reserved(order, fact)
        case _:
            return _with_list(order, fact)


def _created(before: WorkOrder | None, fact: Fact, at: datetime) -> WorkOrder:
    """Of an order before it under this number only the ids of its struck logs are known still."""
    if not isinstance(fact, WorkOrderCreated):
        raise TypeError(f"a work order cannot begin with {type(fact).__name__}")
    told = {name: getattr(fact, name) for name in _TOLD_FIRST}
    rework_pcs = fact.quantity_pcs if fact.rework_of is not None else 0
    return WorkOrder(
        product=fact.product, plant=fact.plant, created_at=at, rework_of=fact.rework_of, rework_pcs=rework_pcs,
        logs=before.logs if before is not None else {}, **told,
    )  # fmt: skip


def _ended(
    order: WorkOrder, fact: WorkOrderCompleted | WorkOrderClosed | WorkOrderCancelled, at: datetime
) -> WorkOrder:
    if isinstance(fact, WorkOrderCancelled):
        return replace(_in_status(order, Status.CANCELLED), cancelled_at=at)
    return replace(_in_status(order, _STATUS_AFTER[type(fact)]), made_by=fact.made or order.made_by)


def _with_reserved(order: WorkOrder, fact: MaterialReserved | ReservationReleased) -> WorkOrder:
    others = tuple(lot for lot in order.reserved if lot != fact.lot)
    return replace(order, reserved=(*others, fact.lot) if isinstance(fact, MaterialReserved) else others)


def _with_list(order: WorkOrder, fact: Fact) -> WorkOrder:
    """What says by which list it is made, on which machine, or nothing but that it goes on."""
    if isinstance(fact, ComponentListChosen):
        return replace(order, component_list=fact.component_list)
    after = _in_status(order, _STATUS_AFTER[type(fact)])
    match fact:
        case WorkOrderReleased():
            return replace(after, component_list=fact.component_list)
        case WorkOrderStarted(equipment=str() as machine) | WorkOrderResumed(equipment=str() as machine):
            return replace(after, machine=machine)
        case _:
            return after


def _last_moved(
    fact: LotConsumed | MaterialReturned | MovementCorrected | OutputLotRecorded, at: datetime
) -> Moved | None:
    """What a correction or a return came after may be told again."""
    match fact:
        case LotConsumed():
            return Moved(kind=LotMovement.CONSUMED, lot=fact.lot, quantity=fact.quantity, at=at)
        case OutputLotRecorded():
            return Moved(kind=LotMovement.MADE, lot=fact.lot, quantity=fact.quantity, at=at)
        case _:
            return None


_TOLD_FIRST = ("quantity_pcs", "due_at", "priority", "over_completion_percent", "operations")


def _in_status(order: WorkOrder, status: Status) -> WorkOrder:
    """What was said of its pieces when it was completed holds as long as it is."""
    made_by = order.made_by if status in (Status.COMPLETED, Status.CLOSED) else None
    return replace(order, status=status, was=order.status, made_by=made_by)


_TAKEN_BY: Mapping[LotMovement, int] = {LotMovement.CONSUMED: 1, LotMovement.RETURNED: -1, LotMovement.MADE: 0}


def taken_more(kind: LotMovement, change: Fraction) -> Fraction:
    """What the order has of the lot when so much more was consumed, went back or was made."""
    return _TAKEN_BY.get(kind, 0) * change


def _with_lot(
    order: WorkOrder, fact: LotConsumed | MaterialReturned | MovementCorrected | OutputLotRecorded
) -> WorkOrder:
    match fact:
        case LotConsumed():
            return _with_taken(order, fact, fact.quantity, fact.exact)
        case MaterialReturned():
            return _with_taken(order, fact, fact.quantity, fact.exact, -1)
        case MovementCorrected(kind=LotMovement.MADE):
            return _with_put_out(replace(order, made=order.made + fact.change), fact.lot, fact.change)
        case MovementCorrected():
            return _with_taken(order, fact, fact.change, fact.exact_change, _TAKEN_BY.get(fact.kind, 0))
        case OutputLotRecorded(by_product=True):
            return _with_put_out(order, fact.lot, fact.quantity)
        case OutputLotRecorded():
            made = replace(order, made=order.made + fact.quantity, pieces_per_unit=fact.pieces_per_unit)
            return _with_put_out(made, fact.lot, fact.quantity)


def link(lot: str, into_lots: Sequence[str]) -> str:
    """A lot with what it was said to go into, as one name; names of people's making hold no tabs."""
    return "\t".join((lot, *into_lots))


def _with_taken(
    order: WorkOrder,
    fact: LotConsumed | MaterialReturned | MovementCorrected,
    moved: Decimal,
    exact: FractionText | None,
    sign: int = 1,
) -> WorkOrder:
    taken = {**order.taken, fact.lot: order.taken.get(fact.lot, Decimal(0)) + sign * moved}
    carries, stated = order.carries, order.stated
    if exact is not None:
        carries = {**carries, fact.lot: carried(carries.get(fact.lot, NO_CARRY), moved, exact, sign)}
    if fact.into_lots:
        name = link(fact.lot, fact.into_lots)
        stated = {**stated, name: stated.get(name, Decimal(0)) + sign * moved}
    return replace(order, taken=taken, carries=carries, stated=stated)


def _with_put_out(order: WorkOrder, lot: str, more: Decimal) -> WorkOrder:
    put_out = {**order.put_out, lot: order.put_out.get(lot, Decimal(0)) + more}
    return replace(order, put_out=put_out, outputs=order.outputs | {lot})


def has_moved_lots(order: WorkOrder) -> bool:
    """Whether anything that was taken or made for it stands: what was struck, or went back whole, binds nothing."""
    return any(order.taken.values()) or any(order.put_out.values())


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownWorkOrder(UnknownRefusal, code="unknown_work_order"):
    """There is no work order {key}. Check the number, or create it first."""


class WorkOrderExists(RuleRefusal, code="work_order_exists"):
    """There is a work order {key} already. Choose another number. That of a cancelled order is free once all that was reported,
    moved and worked for it is struck."""


class NotInProgress(RuleRefusal, code="not_in_progress"):
    """This needs an order in progress, and this one is {status}. Release it when it is planned, take it off hold, reopen it when
    it is completed or closed, or choose another order."""


class BeforeCreated(Implausible, code="before_created"):
    """The order {key} was created at {began}, and this is told of {moment}. Check the moment; an order that was written up after
    the work began is created as of then (occurred_at)."""


WORK_ORDER = Aggregate(
    "work_orders", WorkOrder, evolve, UnknownWorkOrder, WorkOrderExists,
    began=lambda order: order.created_at, too_early=BeforeCreated,
)  # fmt: skip


IN_PROGRESS = (Status.RELEASED, Status.RUNNING, Status.PAUSED)
LOGGABLE = (*IN_PROGRESS, Status.COMPLETED)  # a device that was offline may bring its logs after the completion


def require(order: WorkOrder, refusal: type[RuleRefusal], *allowed: Status) -> None:
    if order.status not in allowed:
        raise refusal(status=order.status.value)
