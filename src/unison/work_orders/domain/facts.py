"""What can happen to a work order, and the words its facts use."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from unison.shared.events import Fact


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
