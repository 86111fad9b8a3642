"""What can happen to a lot. Quantities are in the lot's unit, the one that stock of the material is kept in, with 12 places.

Where `quantity` is rounded, `exact` is what was meant, as a fraction: `1/3`. The sum of what was moved is rounded, never each
step: `unison.shared.quantities`.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from unison.shared.events import Fact
from unison.shared.quantities import FractionText


class LotReceived(Fact, topic="lots.LotReceived"):
    """A lot came from outside, or more of it. `supplier_lot` is the number that the supplier gave it. `anew`, here and below:
    nothing that was told of the lot before stands, so what is told of it here is all that is known of it.

    `unit_cost` is of one unit of the lot, to 18 places; `total_cost` is of all that came, where it was told so, or where the
    quantity times the unit cost is not exactly it: then it counts. Both are in `currency`, one of which is `exchange_rate` of the
    books' currency; without them, in the books'.
    """

    material: str
    quantity: Decimal
    unit: str
    plant: str
    location: str | None = None
    supplier: str | None = None
    purchase_reference: str | None = None
    expires_at: datetime | None = None
    unit_cost: Decimal | None = None
    total_cost: Decimal | None = None
    currency: str | None = None
    exchange_rate: Decimal | None = None
    exact: FractionText | None = None
    supplier_lot: str | None = None
    produced_on: date | None = None
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    anew: bool = False


class LotProduced(Fact, topic="lots.LotProduced"):
    """An order made a lot, or more of it. `quantity` is what was added. A by-product is not what the order was for."""

    work_order: str
    material: str
    quantity: Decimal
    unit: str
    plant: str
    location: str | None = None
    expires_at: datetime | None = None
    by_product: bool = False
    exact: FractionText | None = None
    anew: bool = False


class LotConsumed(Fact, topic="lots.LotConsumed"):
    """An order took of it. `suggested_lot` is the one that should have gone first, `override_reason` why it did not; `into_lots`
    are the serials or output lots of the order that it went into, where that was said."""

    work_order: str
    quantity: Decimal
    suggested_lot: str | None = None
    override_reason: str | None = None
    reason: str | None = None
    exact: FractionText | None = None
    into_lots: tuple[str, ...] = ()


class LotReturned(Fact, topic="lots.LotReturned"):
    """Some of it came back: from the order that took it and did not use it, or from the customer. `into_lots` is what the order had
    been said to have put it into."""

    quantity: Decimal
    work_order: str | None = None
    customer: str | None = None
    delivery: str | None = None
    sales_order: str | None = None
    reason: str | None = None
    exact: FractionText | None = None
    into_lots: tuple[str, ...] = ()


class LotReturnedToSupplier(Fact, topic="lots.LotReturnedToSupplier"):
    quantity: Decimal
    reason: str
    supplier: str | None = None
    reference: str | None = None
    exact: FractionText | None = None


class LotSplit(Fact, topic="lots.LotSplit"):
    """A part of this lot became the lot `into`, or went into it."""

    into: str
    quantity: Decimal
    exact: FractionText | None = None


class LotSplitOff(Fact, topic="lots.LotSplitOff"):
    """This lot began as a part of the lot `source`, or got a part of it."""

    source: str
    material: str
    quantity: Decimal
    unit: str
    plant: str
    location: str | None = None
    expires_at: datetime | None = None
    exact: FractionText | None = None
    anew: bool = False


class LotMergedInto(Fact, topic="lots.LotMergedInto"):
    """The whole remainder of this lot went into the lot `into`."""

    into: str
    quantity: Decimal
    exact: FractionText | None = None


class LotMergedFrom(Fact, topic="lots.LotMergedFrom"):
    """The remainder of the lot `source` came into this one."""

    source: str
    material: str
    quantity: Decimal
    unit: str
    plant: str
    location: str | None = None
    expires_at: datetime | None = None
    exact: FractionText | None = None
    anew: bool = False


class LotMoved(Fact, topic="lots.LotMoved"):
    location: str


class LotHeld(Fact, topic="lots.LotHeld"):
    reason: str


class LotReleased(Fact, topic="lots.LotReleased"):
    reason: str | None = None


class LotAdjusted(Fact, topic="lots.LotAdjusted"):
    """A count found `quantity`: a level. What the books had at that moment follows from what happened before it, whenever that
    is told."""

    quantity: Decimal
    reason: str
    exact: FractionText | None = None


class LotShipped(Fact, topic="lots.LotShipped"):
    quantity: Decimal
    customer: str
    delivery: str | None = None
    suggested_lot: str | None = None
    override_reason: str | None = None
    reason: str | None = None
    exact: FractionText | None = None


class LotScrapped(Fact, topic="lots.LotScrapped"):
    quantity: Decimal
    reason: str
    exact: FractionText | None = None


class NumberShared(Fact, topic="lots.NumberShared"):
    """The lot `lot` bears the number that this stream is named by, too. Whoever is told the number alone finds both."""

    lot: str


class LotReserved(Fact, topic="lots.LotReserved"):
    """So much of it is there for the order alone from now on, instead of what was reserved for it before. What the order takes
    from then on is taken of this first."""

    work_order: str
    quantity: Decimal


class LotReservationReleased(Fact, topic="lots.LotReservationReleased"):
    """What was reserved for the order, and not taken by it yet, `quantity`, may be used by anybody again."""

    work_order: str
    quantity: Decimal
    reason: str | None = None


class LotCorrected(Fact, topic="lots.LotCorrected"):
    """What is to be believed of the lot itself from here on, whole, whatever was told of it when it came. `number` is the one that
    is shown and asked for; the stream keeps its name."""

    number: str
    why: str
    supplier: str | None = None
    supplier_lot: str | None = None
    expires_at: datetime | None = None
    produced_on: date | None = None
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])


class Movement(StrEnum):
    """The kinds of movement that can be corrected."""

    RECEIVED = "received"
    PRODUCED = "produced"
    CONSUMED = "consumed"
    RETURNED = "returned"
    RETURNED_BY_CUSTOMER = "returned_by_customer"
    RETURNED_TO_SUPPLIER = "returned_to_supplier"
    SPLIT = "split"
    SPLIT_OFF = "split_off"
    SHIPPED = "shipped"
    SCRAPPED = "scrapped"
    COUNTED = "counted"


class MovementCorrected(Fact, topic="lots.MovementCorrected"):
    """What is to be believed of the movement at version `movement` of this stream, instead of what was told there.

    `quantity` and `happened_at` are as they stand from here on; None: as they were told first; so are `unit_cost` and `total_cost`,
    when both of them are None. A struck movement did not happen. The last correction of a movement stands. `change` is how much
    more this movement brings into the lot than it did before, `exact_change` the same before it was rounded; 0 of a count, which is
    a level and brings nothing. `party`, `of_delivery` and `work_order` are the movement's own: the customer it went to or came
    from, or the supplier; the order that took it, gave it back or made it.
    """

    movement: int
    kind: Movement
    change: Decimal
    why: str
    quantity: Decimal | None = None
    unit_cost: Decimal | None = None
    total_cost: Decimal | None = None
    happened_at: datetime | None = None
    struck: bool = False
    exact: FractionText | None = None
    exact_change: FractionText | None = None
    party: str | None = None
    of_delivery: str | None = None
    work_order: str | None = None
