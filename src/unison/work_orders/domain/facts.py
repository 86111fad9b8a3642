"""What can happen to a work order, and the words its facts use."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from unison.shared.events import Fact
from unison.shared.quantities import FractionText


class Status(StrEnum):
    PLANNED = "planned"
    RELEASED = "released"
    RUNNING = "running"
    PAUSED = "paused"
    ON_HOLD = "on_hold"
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
    BY_PRODUCT = "by_product"


class MadeBy(StrEnum):
    """By what the pieces of an order are counted, where its reports and the lots that it put out differ."""

    LOGGED = "logged"
    PUT_OUT = "put_out"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A step of the order: what it is called, its place in the sequence, where it is done, and what it should take: seconds to
    set up once, seconds for each piece. `certificates` are what its operators need to hold.
    """

    operation: str
    sequence: int
    work_center: str | None = None
    setup_s: Decimal | None = None
    cycle_time_s: Decimal | None = None
    certificates: tuple[str, ...] = ()


class WorkOrderCreated(Fact, topic="work_orders.WorkOrderCreated"):
    product: str
    quantity_pcs: int
    plant: str
    due_at: datetime | None = None
    priority: int = 50
    note: str | None = None
    sales_order: str | None = None
    sales_order_line: int | None = None
    operations: tuple[Operation, ...] = ()
    over_completion_percent: Decimal | None = None
    rework_of: str | None = None
    anew: bool = False
    """Under the number of an order that was cancelled and of which nothing stands: nothing of that one holds for this."""


class WorkOrderMentioned(Fact, topic="work_orders.WorkOrderMentioned"):
    """Something that stands elsewhere is for this order: an operator's time, or what it was charged with. `by` is that stream."""

    by: str


class MentionWithdrawn(Fact, topic="work_orders.MentionWithdrawn"):
    """All of that was struck."""

    by: str


class WorkOrderReleased(Fact, topic="work_orders.WorkOrderReleased"):
    """`component_list` is the version of the product's component list that is in force then; None: it has none."""

    component_list: int | None = None


class ComponentListChosen(Fact, topic="work_orders.ComponentListChosen"):
    """From now on the order is made by this version of its product's component list."""

    component_list: int
    reason: str


class WorkOrderStarted(Fact, topic="work_orders.WorkOrderStarted"):
    """`equipment` is the machine that it was put on, where that is said."""

    equipment: str | None = None


class WorkOrderPaused(Fact, topic="work_orders.WorkOrderPaused"):
    reason: str


class WorkOrderHeld(Fact, topic="work_orders.WorkOrderHeld"):
    """Nothing is done for it until it is taken off hold."""

    reason: str


class WorkOrderUnheld(Fact, topic="work_orders.WorkOrderUnheld"):
    """It goes on from where it was held, `restores`."""

    restores: Status
    reason: str | None = None


class WorkOrderRescheduled(Fact, topic="work_orders.WorkOrderRescheduled"):
    """What is planned from now on, whole."""

    quantity_pcs: int
    due_at: datetime | None
    priority: int
    reason: str


class ReworkOrdered(Fact, topic="work_orders.ReworkOrdered"):
    """So many of the pieces that this order sent to rework are worked on by another order."""

    rework_order: str
    quantity_pcs: int


class ReworkGivenUp(Fact, topic="work_orders.ReworkGivenUp"):
    """The order that was to work on so many of the pieces was cancelled: another may."""

    rework_order: str
    quantity_pcs: int


class EntryUndone(Fact, topic="work_orders.EntryUndone"):
    """The fact at `version` of this stream was a slip: the order is in the status it had before, `restores`."""

    version: int
    undone: str
    restores: Status
    why: str | None = None


class WorkOrderResumed(Fact, topic="work_orders.WorkOrderResumed"):
    """`equipment` is the machine that it was put on, where that is said."""

    equipment: str | None = None


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
    scrap_reason: str | None = None


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
    scrap_reason: str | None = None


class ProductionLogStruck(Fact, topic="work_orders.ProductionLogStruck"):
    """What `log` said did not happen; it is shown struck through. The rest says which time on which machine is free again."""

    log: str
    why: str
    product: str
    equipment: str
    activity: Activity
    started_at: datetime
    operation: str | None = None


class LotConsumed(Fact, topic="work_orders.LotConsumed"):
    """Some of a lot was taken. `into_lots` are the serials or output lots that it went into, where that was said.

    `quantity` has 12 decimal places, as on the lot; where it is rounded `exact` is what was meant: `1/3`. The sum of what an
    order has of a lot is rounded, never each step, so it may differ from the lot's in the last place.
    """

    lot: str
    material: str
    quantity: Decimal
    unit: str
    exact: FractionText | None = None
    into_lots: tuple[str, ...] = ()


class OutputLotRecorded(Fact, topic="work_orders.OutputLotRecorded"):
    """What the order made, in a lot. A by-product is not what the order was for. `pieces_per_unit` is how many pieces of the
    product one unit is; None: it is not counted in pieces."""

    lot: str
    material: str
    quantity: Decimal
    unit: str
    by_product: bool = False
    exact: FractionText | None = None
    pieces_per_unit: Decimal | None = None


class MaterialReturned(Fact, topic="work_orders.MaterialReturned"):
    """Some of what was taken from a lot was not used and went back to it; `into_lots` is what it had been said to go into."""

    lot: str
    material: str
    quantity: Decimal
    unit: str
    reason: str | None = None
    exact: FractionText | None = None
    into_lots: tuple[str, ...] = ()


class MaterialReserved(Fact, topic="work_orders.MaterialReserved"):
    """So much of the lot is there for this order alone, instead of what it had reserved of it before."""

    lot: str
    material: str
    quantity: Decimal
    unit: str


class ReservationReleased(Fact, topic="work_orders.ReservationReleased"):
    """What the order had reserved of the lot, and has not taken, `quantity`, it needs no more; also nothing. `reason` is why,
    where anybody said it."""

    lot: str
    quantity: Decimal
    unit: str
    reason: str | None = None


class MovementCorrected(Fact, topic="work_orders.MovementCorrected"):
    """What is to be believed of the lot movement at version `movement` of this stream. The lot has the same correction.

    `quantity` and `happened_at` are as they stand from here on; None: as they were told first. A struck movement did not
    happen. `change` is what this correction adds to the quantity that was consumed, made or returned; `into_lots` are those of
    the movement.
    """

    movement: int
    kind: LotMovement
    lot: str
    change: Decimal
    why: str
    quantity: Decimal | None = None
    happened_at: datetime | None = None
    struck: bool = False
    exact: FractionText | None = None
    exact_change: FractionText | None = None
    into_lots: tuple[str, ...] = ()


class WorkOrderCompleted(Fact, topic="work_orders.WorkOrderCompleted"):
    """`reason` is why it made less than was ordered; `made` which pieces are right, where that had to be said."""

    reason: str | None = None
    made: MadeBy | None = None


class WorkOrderClosed(Fact, topic="work_orders.WorkOrderClosed"):
    """`made` says which pieces are right, where that had to be said still."""

    made: MadeBy | None = None


class WorkOrderReopened(Fact, topic="work_orders.WorkOrderReopened"):
    """A completed or closed order is worked on again: it runs until it is completed anew."""

    reason: str


class WorkOrderCancelled(Fact, topic="work_orders.WorkOrderCancelled"):
    reason: str
