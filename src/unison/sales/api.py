"""The routes of sales: one per command."""

from fastapi import APIRouter

from unison.presentation.capability import Capability
from unison.presentation.sending import CommandRoute, Sending
from unison.sales import application as a
from unison.shared.commands import Answer

_customers = APIRouter(prefix="/customers", tags=["customers"], route_class=CommandRoute)
_orders = APIRouter(prefix="/sales-orders", tags=["sales orders"], route_class=CommandRoute)


@_customers.post("/register", status_code=201)
async def register_customer(command: a.RegisterCustomer, sending: Sending) -> Answer:
    """Make a company known that buys."""
    return await sending(command)


@_customers.post("/change")
async def change_customer(command: a.ChangeCustomer, sending: Sending) -> Answer:
    """Say what a customer is called or where it is from now on."""
    return await sending(command)


@_customers.post("/block")
async def block_customer(command: a.BlockCustomer, sending: Sending) -> Answer:
    """Sell and send nothing more to a customer until it is unblocked."""
    return await sending(command)


@_customers.post("/unblock")
async def unblock_customer(command: a.UnblockCustomer, sending: Sending) -> Answer:
    """Sell and send to a blocked customer again."""
    return await sending(command)


@_orders.post("/create", status_code=201)
async def create_order(command: a.CreateOrder, sending: Sending) -> Answer:
    """Take in what a customer orders."""
    return await sending(command)


@_orders.post("/add-line")
async def add_line(command: a.AddLine, sending: Sending) -> Answer:
    """Order one more thing."""
    return await sending(command)


@_orders.post("/change-line")
async def change_line(command: a.ChangeLine, sending: Sending) -> Answer:
    """Order another quantity, or for another day; never less than is delivered."""
    return await sending(command)


@_orders.post("/cancel-line")
async def cancel_line(command: a.CancelLine, sending: Sending) -> Answer:
    """Give up a line of which nothing is delivered."""
    return await sending(command)


@_orders.post("/close")
async def close_order(command: a.CloseOrder, sending: Sending) -> Answer:
    """Settle an order: what is not delivered by now is not expected any more."""
    return await sending(command)


@_orders.post("/cancel")
async def cancel_order(command: a.CancelOrder, sending: Sending) -> Answer:
    """Give up an order of which nothing is delivered."""
    return await sending(command)


@_orders.post("/record-delivery")
async def record_delivery(command: a.RecordDelivery, sending: Sending) -> Answer:
    """Tell of a delivery that has happened already; no lot is touched."""
    return await sending(command)


@_orders.post("/deliver")
async def deliver(command: a.Deliver, sending: Sending) -> Answer:
    """Ship a quantity of a lot for a line: order and lot are told together, or neither is."""
    return await sending(command)


@_orders.post("/return-goods")
async def return_goods(command: a.ReturnGoods, sending: Sending) -> Answer:
    """Tell that part of a delivery came back; no lot is touched."""
    return await sending(command)


router = APIRouter()
router.include_router(_customers)
router.include_router(_orders)


CAPABILITY = Capability(
    router,
    a.USE_CASES,
)
