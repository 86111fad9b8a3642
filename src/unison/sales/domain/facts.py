"""What can happen to a sales order."""

from datetime import date, datetime
from decimal import Decimal

from unison.shared.events import Fact
from unison.shared.quantities import FractionText


class SalesOrderCreated(Fact, topic="sales_orders.SalesOrderCreated"):
    """`plant` delivers; `reference` is the customer's own number; `currency` (ISO 4217) is that of every price.

    A line may be delivered up to `over_delivery_percent` above what it orders.
    """

    customer: str
    plant: str
    reference: str | None = None
    due_on: date | None = None
    currency: str | None = None
    over_delivery_percent: Decimal = Decimal(0)
    anew: bool = False
    """Under the number of an order that was cancelled before anything was delivered: nothing of that one holds for this."""


class LineAdded(Fact, topic="sales_orders.LineAdded"):
    """Without `due_on` the order's counts. `unit_price` is that of one `unit`, in the order's currency. Here and in what follows
    `exact` is the quantity as a fraction, `1/3`, where its decimal is rounded."""

    line: int
    product: str
    quantity: Decimal
    unit: str
    due_on: date | None = None
    unit_price: Decimal | None = None
    exact: FractionText | None = None


class LineChanged(Fact, topic="sales_orders.LineChanged"):
    """What the line orders from now on, whole."""

    line: int
    quantity: Decimal
    due_on: date | None = None
    reason: str | None = None
    exact: FractionText | None = None


class LineCancelled(Fact, topic="sales_orders.LineCancelled"):
    line: int
    reason: str


class LineDelivered(Fact, topic="sales_orders.LineDelivered"):
    """`delivery` is the number of the delivery note; `quantity` is in the line's unit."""

    line: int
    delivery: str
    quantity: Decimal
    lot: str | None = None
    exact: FractionText | None = None


class DeliveryCorrected(Fact, topic="sales_orders.DeliveryCorrected"):
    """How the delivery that was told at version `movement` stands, as its lot tells it too: `quantity` went out at
    `happened_at`, none of it when it is `struck`. `change` is what this adds to what was delivered."""

    movement: int
    line: int
    delivery: str
    lot: str
    quantity: Decimal
    happened_at: datetime
    struck: bool
    change: Decimal
    why: str


class LineReturned(Fact, topic="sales_orders.LineReturned"):
    """Part of what went out with the delivery note came back."""

    line: int
    delivery: str
    quantity: Decimal
    reason: str
    lot: str | None = None
    exact: FractionText | None = None


class SalesOrderClosed(Fact, topic="sales_orders.SalesOrderClosed"):
    reason: str | None = None


class SalesOrderCancelled(Fact, topic="sales_orders.SalesOrderCancelled"):
    reason: str
