"""What goes out of a sales order and what comes back: functions on frozen data."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from unison.sales.domain.customers import Customer, may_order
from unison.sales.domain.facts import DeliveryCorrected, LineDelivered, LineReturned
from unison.sales.domain.orders import SalesOrder, SalesOrderStatus, find_line, open_line
from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.names import same
from unison.shared.quantities import Exact, Kept, exceeds, kept, shown

# Refusals --------------------------------------------------------------------------------------------------------


class OverDelivery(RuleRefusal, code="over_delivery"):
    """Line {line} may take {left} {unit} more, and {asked} {unit} were to be delivered. Deliver less, or change the line's
    quantity first."""


class LotOfAnotherProduct(RuleRefusal, code="lot_of_another_product"):
    """Line {line} orders {product}, and the lot holds {held}. Take a lot of {product}."""


class LotOfAnotherPlant(RuleRefusal, code="lot_of_another_plant"):
    """Plant {plant} delivers this order, and the lot belongs to plant {held}. Take a lot of plant {plant}."""


class UnknownDelivery(UnknownRefusal, code="unknown_delivery"):
    """Nothing of line {line} went out with delivery {delivery}. The order's page lists its deliveries and their lots."""


class LotNotNamed(RuleRefusal, code="lot_not_named"):
    """Delivery {delivery} of line {line} was of several lots: {lots}. Say which one came back."""


class ReturnExceedsDelivery(RuleRefusal, code="return_exceeds_delivery"):
    """{left} {unit} of delivery {delivery} are still with the customer, and {asked} {unit} were to come back. Return less, or
    return the rest against another delivery."""


class MoreCameBackOfDelivery(RuleRefusal, code="more_came_back_of_delivery"):
    """{missing} {unit} more came back of delivery {delivery} than would have gone out. Correct the quantity, or look which delivery
    it was."""


def delivery_notes(order: SalesOrder) -> frozenset[str]:
    """The numbers of the delivery notes with which something went out."""
    return frozenset(each.delivery for line in order.lines.values() for each in line.sent)


# Decisions -------------------------------------------------------------------------------------------------------


def record_delivery(order: SalesOrder, *, line: int, delivery: str, quantity: Exact, lot: str | None) -> LineDelivered:
    """At most what is ordered and the order's tolerance above it, in the line's unit; what came back may be delivered again."""
    found = open_line(order, line)
    sent = kept(quantity, Fraction(found.carry))
    _check_room(order, line, sent)
    return LineDelivered(line=line, delivery=delivery, **sent.fields, lot=lot)


def _check_room(order: SalesOrder, line: int, more: Kept) -> None:
    found = order.lines[line]
    left = found.quantity * (100 + order.over_delivery_percent) / 100 - found.with_customer
    if more.quantity > left:
        raise OverDelivery(line=line, left=shown(max(left, Decimal(0))), asked=shown(more.meant), unit=found.unit)


def correct_delivery(
    order: SalesOrder,
    *,
    movement: int,
    told: LineDelivered,
    lot: str,
    quantity: Decimal,
    happened_at: datetime,
    struck: bool,
    change: Decimal,
    why: str,
) -> DeliveryCorrected:
    """The order's side of a correction that the lot has decided. An open order takes no more than it may; what came back must
    have gone out."""
    line = find_line(order, told.line)
    after = next(each.quantity for each in line.sent if (each.delivery, each.lot) == (told.delivery, lot)) + change
    if after < 0:
        raise MoreCameBackOfDelivery(missing=shown(-after), unit=line.unit, delivery=told.delivery)
    if change > 0 and order.status is SalesOrderStatus.OPEN:
        _check_room(order, told.line, Kept(change))
    return DeliveryCorrected(
        movement=movement, line=told.line, delivery=told.delivery, lot=lot, quantity=quantity, happened_at=happened_at,
        struck=struck, change=change, why=why,
    )  # fmt: skip


def deliver(
    order: SalesOrder,
    *,
    buyer: Customer,
    line: int,
    delivery: str,
    quantity: Exact,
    lot: str,
    material: str,
    plant: str,
) -> LineDelivered:
    """From a lot of this material and plant; the quantity is in the line's unit. The lot's own fact goes with it."""
    may_order(buyer)
    found = open_line(order, line)
    if not same(material, found.product):
        raise LotOfAnotherProduct(line=line, product=found.product, held=material)
    if plant != order.plant:
        raise LotOfAnotherPlant(plant=order.plant, held=plant)
    return record_delivery(order, line=line, delivery=delivery, quantity=quantity, lot=lot)


def return_goods(
    order: SalesOrder, *, line: int, delivery: str, quantity: Exact, lot: str | None, reason: str
) -> LineReturned:
    """Whatever the order's status: goods come back late. Without `lot` the delivery's only one is meant."""
    found = find_line(order, line)
    sent = {each.lot: each.quantity for each in found.sent if each.delivery == delivery}
    of_lot = _which_lot(sent, line=line, delivery=delivery, lot=lot)
    if exceeds(quantity, sent[of_lot]):
        raise ReturnExceedsDelivery(delivery=delivery, left=shown(sent[of_lot]), asked=shown(quantity), unit=found.unit)
    back = kept(quantity, -Fraction(found.carry))
    return LineReturned(line=line, delivery=delivery, **back.fields, reason=reason, lot=of_lot)


def _which_lot(sent: Mapping[str | None, Decimal], *, line: int, delivery: str, lot: str | None) -> str | None:
    """The lot of a delivery that is meant: the one named, else what went out without a lot, else the only one."""
    if lot in sent:
        return lot
    if lot is not None or not sent:
        raise UnknownDelivery(line=line, delivery=delivery)
    if len(sent) > 1:
        raise LotNotNamed(line=line, delivery=delivery, lots=", ".join(sorted(filter(None, sent))))
    return next(iter(sent))
