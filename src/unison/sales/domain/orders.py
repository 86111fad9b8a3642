"""The rules of a sales order and its lines: functions on frozen data. What goes out and comes back: `deliveries`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from unison.sales.domain.customers import Customer, may_order
from unison.sales.domain.facts import (
    DeliveryCorrected,
    LineAdded,
    LineCancelled,
    LineChanged,
    LineDelivered,
    LineReturned,
    SalesOrderCancelled,
    SalesOrderClosed,
    SalesOrderCreated,
)
from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate
from unison.shared.quantities import NO_CARRY, Exact, FractionText, carried, kept, shown


class SalesOrderStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What of one line went out with one delivery note from one lot, less what came back."""

    delivery: str
    lot: str | None
    quantity: Decimal


@dataclass(frozen=True, kw_only=True)
class Line:
    product: str
    quantity: Decimal
    unit: str
    due_on: date | None = None
    cancelled: bool = False
    sent: tuple[Sent, ...] = ()
    carry: FractionText = NO_CARRY
    """What the sum of what was sent is kept too little of by rounding, as a fraction."""

    @property
    def with_customer(self) -> Decimal:
        """Delivered and not returned, in the line's unit."""
        return sum((each.quantity for each in self.sent), Decimal(0))

    @property
    def is_free(self) -> bool:
        """Whether its number binds nothing: it was cancelled, and no delivery was ever told of it."""
        return self.cancelled and not self.sent


@dataclass(frozen=True, kw_only=True)
class SalesOrder:
    customer: str
    plant: str
    currency: str | None = None
    over_delivery_percent: Decimal = Decimal(0)
    status: SalesOrderStatus = SalesOrderStatus.OPEN
    lines: Mapping[int, Line] = field(default_factory=dict[int, Line])


@dataclass(frozen=True, kw_only=True)
class NewLine:
    """A line as it is ordered."""

    line: int
    product: str
    quantity: Exact
    unit: str
    due_on: date | None = None
    unit_price: Decimal | None = None


def evolve(order: SalesOrder | None, fact: Fact, _at: datetime) -> SalesOrder:
    """The order after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case SalesOrderCreated():
            taken = ("customer", "plant", "currency", "over_delivery_percent")
            return SalesOrder(**{name: getattr(fact, name) for name in taken})
        case _ if order is None:
            raise TypeError(f"a sales order cannot begin with {type(fact).__name__}")
        case SalesOrderClosed():
            return replace(order, status=SalesOrderStatus.CLOSED)
        case SalesOrderCancelled():
            return replace(order, status=SalesOrderStatus.CANCELLED)
        case LineAdded():
            line = Line(product=fact.product, quantity=fact.quantity, unit=fact.unit, due_on=fact.due_on)
            return replace(order, lines={**order.lines, fact.line: line})
        case LineChanged() | LineCancelled() | LineDelivered() | LineReturned() | DeliveryCorrected():
            if (line := order.lines.get(fact.line)) is None:
                return order
            return replace(order, lines={**order.lines, fact.line: _line_after(line, fact)})
        case _:
            raise TypeError(f"a sales order knows nothing of {type(fact).__name__}")


def _line_after(
    line: Line, fact: LineChanged | LineCancelled | LineDelivered | LineReturned | DeliveryCorrected
) -> Line:
    match fact:
        case LineChanged():
            return replace(line, quantity=fact.quantity, due_on=fact.due_on)
        case LineCancelled():
            return replace(line, cancelled=True)
        case LineDelivered() | LineReturned() | DeliveryCorrected():
            known = {(each.delivery, each.lot): each.quantity for each in line.sent}
            which = (fact.delivery, fact.lot)
            known[which] = known.get(which, Decimal(0)) + _sent_more(fact)
            sent = tuple(Sent(delivery=d, lot=lot, quantity=q) for (d, lot), q in known.items())
            return replace(line, sent=sent, carry=_carry(line, fact))


def _carry(line: Line, fact: LineDelivered | LineReturned | DeliveryCorrected) -> FractionText:
    if isinstance(fact, DeliveryCorrected):
        return line.carry
    return carried(line.carry, fact.quantity, fact.exact, 1 if isinstance(fact, LineDelivered) else -1)


def _sent_more(fact: LineDelivered | LineReturned | DeliveryCorrected) -> Decimal:
    match fact:
        case LineDelivered():
            return fact.quantity
        case LineReturned():
            return -fact.quantity
        case DeliveryCorrected():
            return fact.change


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownSalesOrder(UnknownRefusal, code="unknown_sales_order"):
    """There is no sales order {key}. Check the number, or create it first."""


class SalesOrderExists(RuleRefusal, code="sales_order_exists"):
    """There is a sales order {key} already. Choose another number, or add lines to the one there is; the number of a cancelled
    order is free where nothing was ever delivered of it."""


class SalesOrderNotOpen(RuleRefusal, code="sales_order_not_open"):
    """This needs an open sales order, and this one is {status}. Create another order for what is still to come."""


class UnknownOrderLine(UnknownRefusal, code="unknown_order_line"):
    """The sales order has no line {line}. Check the number, or add the line first."""


class OrderLineExists(RuleRefusal, code="order_line_exists"):
    """The sales order has a line {line} already. Choose another number, or change the line there is."""


class OrderLineIsCancelled(RuleRefusal, code="order_line_is_cancelled"):
    """Line {line} is cancelled. Add another line for what is wanted after all."""


class OrderLineUnchanged(RuleRefusal, code="order_line_unchanged"):
    """Line {line} has that quantity and due date already. Give what is to be different."""


class CurrencyMissing(RuleRefusal, code="currency_missing"):
    """Line {line} has a price, and the order names no currency. Leave the price out, or create the order with a currency."""


class BelowDelivered(RuleRefusal, code="below_delivered"):
    """{delivered} {unit} of line {line} are delivered, so it cannot order {asked} {unit}. Order as much at least."""


class OrderLineDelivered(RuleRefusal, code="order_line_delivered"):
    """{delivered} {unit} of line {line} are delivered, so it cannot be cancelled. Change its quantity to what was delivered."""


class SalesOrderDelivered(RuleRefusal, code="sales_order_delivered"):
    """Line {line} is delivered in part or whole, so the order cannot be cancelled. Close it instead."""


def is_free(order: SalesOrder) -> bool:
    """Whether the order's number binds nothing: it was cancelled, and no delivery was ever told of it."""
    return order.status is SalesOrderStatus.CANCELLED and not any(line.sent for line in order.lines.values())


SALES_ORDER = Aggregate("sales_orders", SalesOrder, evolve, UnknownSalesOrder, SalesOrderExists)

# Decisions -------------------------------------------------------------------------------------------------------


def _require_open(order: SalesOrder) -> None:
    if order.status is not SalesOrderStatus.OPEN:
        raise SalesOrderNotOpen(status=order.status.value)


def find_line(order: SalesOrder, number: int) -> Line:
    """The line, whatever its state; refuses `UnknownOrderLine`."""
    if number not in order.lines:
        raise UnknownOrderLine(line=number)
    return order.lines[number]


def open_line(order: SalesOrder, number: int) -> Line:
    """A line that can be changed or delivered: of an open order, and not cancelled."""
    _require_open(order)
    line = find_line(order, number)
    if line.cancelled:
        raise OrderLineIsCancelled(line=number)
    return line


def create(
    *, buyer: Customer, customer: str, plant: str, reference: str | None, due_on: date | None, currency: str | None,
    over_delivery_percent: Decimal, lines: Sequence[NewLine], at: datetime, anew: bool = False,
) -> list[Fact]:  # fmt: skip
    """The order's fact and one for each line. `buyer` is the customer as it stands, `customer` its number."""
    may_order(buyer)
    created = SalesOrderCreated(
        customer=customer, plant=plant, reference=reference, due_on=due_on, currency=currency,
        over_delivery_percent=over_delivery_percent, anew=anew,
    )  # fmt: skip
    order, facts = evolve(None, created, at), list[Fact]([created])
    for line in lines:
        added = add_line(order, buyer=buyer, new=line)
        order = evolve(order, added, at)
        facts.append(added)
    return facts


def add_line(order: SalesOrder, *, buyer: Customer, new: NewLine) -> LineAdded:
    _require_open(order)
    may_order(buyer)
    if (there := order.lines.get(new.line)) is not None and not there.is_free:
        raise OrderLineExists(line=new.line)
    if new.unit_price is not None and order.currency is None:
        raise CurrencyMissing(line=new.line)
    return LineAdded(**(vars(new) | kept(new.quantity).fields))


def change_line(
    order: SalesOrder, *, line: int, quantity: Exact | None, due_on: date | None, reason: str | None
) -> LineChanged:
    """What is None stays as it is. The quantity may not fall below what is delivered and not returned."""
    found = open_line(order, line)
    ordered = kept(quantity or found.quantity)
    fact = LineChanged(line=line, **ordered.fields, due_on=due_on or found.due_on, reason=reason)
    if (fact.quantity, fact.due_on) == (found.quantity, found.due_on):
        raise OrderLineUnchanged(line=line)
    if fact.quantity != found.quantity and fact.quantity < found.with_customer:
        raise BelowDelivered(
            line=line, delivered=shown(found.with_customer), asked=shown(fact.quantity), unit=found.unit
        )
    return fact


def cancel_line(order: SalesOrder, *, line: int, reason: str) -> LineCancelled:
    found = open_line(order, line)
    if found.with_customer:
        raise OrderLineDelivered(line=line, delivered=shown(found.with_customer), unit=found.unit)
    return LineCancelled(line=line, reason=reason)


def close(order: SalesOrder, *, reason: str | None) -> SalesOrderClosed:
    """What is not delivered by now is not expected any more."""
    _require_open(order)
    return SalesOrderClosed(reason=reason)


def cancel(order: SalesOrder, *, reason: str) -> SalesOrderCancelled:
    _require_open(order)
    for number, line in order.lines.items():
        if line.with_customer:
            raise SalesOrderDelivered(line=number)
    return SalesOrderCancelled(reason=reason)
