"""What can be asked of a customer and of a sales order. Each use case: load, decide, append."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from unison.lots.application.finding import find_lot, name_of_lot
from unison.lots.application.material import in_unit_of, may_go_below_zero
from unison.lots.domain import moving
from unison.materials.domain.state import MATERIAL
from unison.materials.domain.units import convert, in_base
from unison.organizations.application import numbered
from unison.organizations.domain import Numbered
from unison.sales.domain import customers, deliveries, orders
from unison.sales.domain.customers import CUSTOMER
from unison.sales.domain.orders import SALES_ORDER, NewLine, SalesOrder
from unison.shared.commands import THE_ONLY, Amount, Command, Currency, Key, Plant, Price, Text, Unit, use_case
from unison.shared.names import first_typed
from unison.shared.ports import Work
from unison.shared.quantities import Exact, UnitMismatch

Name = Annotated[Key, Field(description="The company's name, never a person's. 1 to 120 printable characters.")]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$"), Field(description="ISO 3166-1 alpha-2, as in DE.")]
UnitPrice = Annotated[Price, Field(description="Of one unit, in the order's currency.")]
LineNumber = Annotated[int, Field(ge=1, le=999_999, description="The line's number on the order.")]
DeliveryNote = Annotated[Key, Field(description="The number of the delivery note.")]
UnitOfLine = Annotated[
    Unit | None, Field(description="Any unit of the product. Left out: the unit that the line orders in.")
]
Percent = Annotated[
    Decimal,
    Field(ge=0, le=100, max_digits=5, decimal_places=2, description="What may be delivered above the order, in %."),
]


# Customers -------------------------------------------------------------------------------------------------------


class RegisterCustomer(Command, name="sales.register_customer"):
    """Make a company known that buys."""

    customer: Key
    name: Name
    country: Country | None = None


class ChangeCustomer(Command, name="sales.change_customer"):
    """Say what a customer is called or where it is from now on. What is left out stays."""

    customer: Key
    name: Name | None = None
    country: Country | None = None


class BlockCustomer(Command, name="sales.block_customer"):
    """Sell and send nothing more to a customer until it is unblocked."""

    customer: Key
    reason: Text


class UnblockCustomer(Command, name="sales.unblock_customer"):
    """Sell and send to a blocked customer again."""

    customer: Key
    reason: Text | None = None


async def register_customer(c: RegisterCustomer, work: Work) -> None:
    customer = await work.create(CUSTOMER, c.customer)
    work.append(customer, customers.register(name=c.name, country=c.country))


async def change_customer(c: ChangeCustomer, work: Work) -> None:
    customer = await work.load(CUSTOMER, c.customer)
    work.append(customer, customers.change(customer.state, name=c.name, country=c.country))


async def block_customer(c: BlockCustomer, work: Work) -> None:
    customer = await work.load(CUSTOMER, c.customer)
    work.append(customer, customers.block(customer.state, reason=c.reason))


async def unblock_customer(c: UnblockCustomer, work: Work) -> None:
    customer = await work.load(CUSTOMER, c.customer)
    work.append(customer, customers.unblock(customer.state, reason=c.reason))


# Sales orders ----------------------------------------------------------------------------------------------------


class OrderLine(BaseModel):
    """A line as the customer orders it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: LineNumber
    product: Key
    quantity: Amount
    unit: Unit = "pcs"
    due_on: Annotated[date | None, Field(description="Left out: the order's due date.")] = None
    unit_price: UnitPrice | None = None

    def to_new_line(self, product: str | None = None) -> NewLine:
        """With the product as it was first typed."""
        told: dict[str, Any] = {name: getattr(self, name) for name in NewLine.__dataclass_fields__}
        told["product"] = product or self.product
        return NewLine(**told)


class CreateOrder(Command, name="sales.create_order"):
    """Take in what a customer orders. Lines may also be added later."""

    sales_order: Annotated[
        Key | None,
        Field(description="Left out: the next number of the organization's rule (organizations.set_number_rule)."),
    ] = None
    customer: Key
    reference: Annotated[Key | None, Field(description="The customer's own number of the order.")] = None
    due_on: date | None = None
    plant: Annotated[Plant, Field(description="The plant that delivers. Left out: the only one.")] = THE_ONLY
    currency: Currency | None = None
    over_delivery_percent: Percent = Decimal(0)
    lines: Annotated[tuple[OrderLine, ...], Field(max_length=500)] = ()


class AddLine(OrderLine, Command, name="sales.add_line"):
    """Order one more thing."""

    sales_order: Key


class _OfLine(Command):
    sales_order: Key
    line: LineNumber


class ChangeLine(_OfLine, name="sales.change_line"):
    """Order another quantity, or for another day. What is left out stays."""

    quantity: Amount | None = None
    due_on: date | None = None
    reason: Text | None = None


class CancelLine(_OfLine, name="sales.cancel_line"):
    """Give up a line of which nothing is delivered."""

    reason: Text


class CloseOrder(Command, name="sales.close_order"):
    """Settle an order: what is not delivered by now is not expected any more."""

    sales_order: Key
    reason: Text | None = None


class CancelOrder(Command, name="sales.cancel_order"):
    """Give up an order of which nothing is delivered."""

    sales_order: Key
    reason: Text


class RecordDelivery(_OfLine, name="sales.record_delivery"):
    """Tell of a delivery that has happened already. No lot is touched: to ship from a lot, deliver."""

    delivery: DeliveryNote
    quantity: Amount
    unit: UnitOfLine = None
    lot: Annotated[Key | None, Field(description="As the delivery note names it; it need not be known here.")] = None


class Deliver(_OfLine, name="sales.deliver"):
    """Ship a quantity of a lot for a line: order and lot are told together, or neither is."""

    lot: Key
    delivery: DeliveryNote
    quantity: Amount
    unit: UnitOfLine = None


class ReturnGoods(_OfLine, name="sales.return_goods"):
    """Tell that part of a delivery came back. It is owed again while the order is open; no lot is touched."""

    delivery: DeliveryNote
    quantity: Amount
    unit: UnitOfLine = None
    reason: Text
    lot: Annotated[Key | None, Field(description="May be left out when the delivery was of one lot.")] = None


async def _check_unit(work: Work, line: OrderLine) -> None:
    """A product that is registered, or lies in stock, is ordered in a unit that can be converted to the one it is kept in."""
    if (material := await work.lookup(MATERIAL, line.product)) is not None:
        in_base(material, line.unit)


async def _in_unit_of_line(work: Work, order: SalesOrder, line: int, quantity: Exact, unit: str | None) -> Exact:
    found = orders.find_line(order, line)
    if unit is None or unit == found.unit:
        return quantity
    if (material := await work.lookup(MATERIAL, found.product)) is None:
        raise UnitMismatch(given=unit, expected=found.unit, what=f"line {line}")
    return convert(material, quantity, unit, found.unit)


async def create_order(c: CreateOrder, work: Work) -> None:
    buyer = await work.load_fresh(CUSTOMER, c.customer)
    if c.sales_order is None:
        order = await numbered(work, SALES_ORDER, Numbered.SALES_ORDER, c.plant)
    else:
        order = await work.load_or_none(SALES_ORDER, c.sales_order, probably_new=True)
    if order.state is not None and not orders.is_free(order.state):
        SALES_ORDER.refuse_taken(order.key)
    for line in c.lines:
        await _check_unit(work, line)
    facts = orders.create(
        at=work.at,
        buyer=buyer.state,
        customer=buyer.key,
        plant=c.plant,
        reference=c.reference,
        due_on=c.due_on,
        currency=c.currency,
        over_delivery_percent=c.over_delivery_percent,
        lines=[line.to_new_line(await work.name("materials", line.product)) for line in c.lines],
        anew=order.state is not None,
    )
    work.append(order, *facts)


async def add_line(c: AddLine, work: Work) -> None:
    order = await work.load(SALES_ORDER, c.sales_order)
    buyer = await work.load_fresh(CUSTOMER, order.state.customer)
    await _check_unit(work, c)
    work.append(
        order,
        orders.add_line(order.state, buyer=buyer.state, new=c.to_new_line(await work.name("materials", c.product))),
    )


async def change_line(c: ChangeLine, work: Work) -> None:
    order = await work.load(SALES_ORDER, c.sales_order)
    fact = orders.change_line(order.state, line=c.line, quantity=c.quantity, due_on=c.due_on, reason=c.reason)
    work.append(order, fact)


async def cancel_line(c: CancelLine, work: Work) -> None:
    order = await work.load(SALES_ORDER, c.sales_order)
    work.append(order, orders.cancel_line(order.state, line=c.line, reason=c.reason))


async def close_order(c: CloseOrder, work: Work) -> None:
    order = await work.load(SALES_ORDER, c.sales_order)
    work.append(order, orders.close(order.state, reason=c.reason))


async def cancel_order(c: CancelOrder, work: Work) -> None:
    order = await work.load(SALES_ORDER, c.sales_order)
    work.append(order, orders.cancel(order.state, reason=c.reason))


async def record_delivery(c: RecordDelivery, work: Work) -> None:
    order = await work.load(SALES_ORDER, c.sales_order)
    lot = await name_of_lot(work, c.lot)
    delivery = first_typed(c.delivery, deliveries.delivery_notes(order.state))
    quantity = await _in_unit_of_line(work, order.state, c.line, c.quantity, c.unit)
    fact = deliveries.record_delivery(order.state, line=c.line, delivery=delivery, quantity=quantity, lot=lot)
    work.append(order, fact)


async def deliver(c: Deliver, work: Work) -> None:
    order, lot = await work.load(SALES_ORDER, c.sales_order), await find_lot(work, c.lot)
    buyer = await work.load_fresh(CUSTOMER, order.state.customer)
    delivery = first_typed(c.delivery, deliveries.delivery_notes(order.state))
    delivered = deliveries.deliver(
        order.state,
        buyer=buyer.state,
        line=c.line,
        delivery=delivery,
        quantity=await _in_unit_of_line(work, order.state, c.line, c.quantity, c.unit),
        lot=lot.key,
        material=lot.state.material,
        plant=lot.state.plant,
    )
    shipped = moving.ship(
        lot.state,
        key=lot.key,
        quantity=await in_unit_of(work, lot.state, c.quantity, c.unit or order.state.lines[c.line].unit),
        customer=order.state.customer,
        delivery=delivery,
        at=work.at,
        may_go_below_zero=await may_go_below_zero(work),
    )
    work.append(order, delivered)
    work.append(lot, shipped)


async def return_goods(c: ReturnGoods, work: Work) -> None:
    order = await work.load(SALES_ORDER, c.sales_order)
    lot = await name_of_lot(work, c.lot)
    delivery = first_typed(c.delivery, deliveries.delivery_notes(order.state))
    quantity = await _in_unit_of_line(work, order.state, c.line, c.quantity, c.unit)
    fact = deliveries.return_goods(
        order.state, line=c.line, delivery=delivery, quantity=quantity, lot=lot, reason=c.reason
    )
    work.append(order, fact)


USE_CASES = (
    use_case(RegisterCustomer, register_customer),
    use_case(ChangeCustomer, change_customer),
    use_case(BlockCustomer, block_customer),
    use_case(UnblockCustomer, unblock_customer),
    use_case(CreateOrder, create_order),
    use_case(AddLine, add_line),
    use_case(ChangeLine, change_line),
    use_case(CancelLine, cancel_line),
    use_case(CloseOrder, close_order),
    use_case(CancelOrder, cancel_order),
    use_case(RecordDelivery, record_delivery),
    use_case(Deliver, deliver),
    use_case(ReturnGoods, return_goods),
)
