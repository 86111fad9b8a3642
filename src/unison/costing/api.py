"""The routes of costing: one per command."""

from fastapi import APIRouter

from unison.costing import application as a
from unison.presentation.capability import Capability
from unison.presentation.permissions import deny
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer

router = APIRouter(prefix="/costing", tags=["costing"], route_class=CommandRoute)


@router.post("/set-currency")
async def set_currency(command: a.SetCurrency, sending: Sending) -> Answer:
    """Say in which currency the organization keeps its amounts."""
    return await sending(command)


@router.post("/set-equipment-rate")
async def set_equipment_rate(command: a.SetEquipmentRate, sending: Sending) -> Answer:
    """Say what an hour of an equipment costs, from a moment on."""
    return await sending(command)


@router.post("/set-method")
async def set_method(command: a.SetCostingMethod, sending: Sending) -> Answer:
    """Cost a material in a plant by FIFO, LIFO, moving average or a standard cost."""
    return await sending(command)


@router.post("/charge-order")
async def charge_order(command: a.ChargeOrder, sending: Sending) -> Answer:
    """Charge an order with what is neither material nor time."""
    return await sending(command)


@router.post("/add-cost-to-receipt")
async def add_cost_to_receipt(command: a.AddCostToReceipt, sending: Sending) -> Answer:
    """Add freight, duty or the difference of an invoice to a receipt."""
    return await sending(command)


@router.post("/revalue-stock")
async def revalue_stock(command: a.RevalueStock, sending: Sending) -> Answer:
    """Say what all of a material that lies in a plant is worth a unit."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=deny("supervisor", "costing.set_currency"),
)
