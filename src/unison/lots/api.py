"""The routes of the lots: one per command."""

from fastapi import APIRouter

from unison.lots import application as a
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer

router = APIRouter(prefix="/lots", tags=["lots"], route_class=CommandRoute)


@router.post("/receive", status_code=201)
async def receive(command: a.ReceiveLot, sending: Sending) -> Answer:
    """Take in a lot from outside."""
    return await sending(command)


@router.post("/split", status_code=201)
async def split(command: a.SplitLot, sending: Sending) -> Answer:
    """Make a part of a lot a lot of its own."""
    return await sending(command)


@router.post("/merge", status_code=201)
async def merge(command: a.MergeLots, sending: Sending) -> Answer:
    """Put the whole remainder of several lots of one material into one."""
    return await sending(command)


@router.post("/move")
async def move(command: a.MoveLot, sending: Sending) -> Answer:
    """Bring a lot to another place."""
    return await sending(command)


@router.post("/hold")
async def hold(command: a.HoldLot, sending: Sending) -> Answer:
    """Block a lot: nothing may be taken from it until it is released."""
    return await sending(command)


@router.post("/release")
async def release(command: a.ReleaseLot, sending: Sending) -> Answer:
    """Free a lot that was on hold."""
    return await sending(command)


@router.post("/adjust")
async def adjust(command: a.AdjustLot, sending: Sending) -> Answer:
    """Say what a count found."""
    return await sending(command)


@router.post("/ship")
async def ship(command: a.ShipLot, sending: Sending) -> Answer:
    """Send a quantity of a lot to a customer."""
    return await sending(command)


@router.post("/scrap")
async def scrap(command: a.ScrapLot, sending: Sending) -> Answer:
    """Throw a quantity of a lot away."""
    return await sending(command)


@router.post("/return-from-customer")
async def return_from_customer(command: a.ReturnFromCustomer, sending: Sending) -> Answer:
    """Take back into a lot what a customer sent back."""
    return await sending(command)


@router.post("/return-to-supplier")
async def return_to_supplier(command: a.ReturnToSupplier, sending: Sending) -> Answer:
    """Send a quantity of a lot back to where it came from."""
    return await sending(command)


@router.post("/correct-movement")
async def correct_movement(command: a.CorrectMovement, sending: Sending) -> Answer:
    """Say what a movement of a lot was in truth; the original stays visible, struck through."""
    return await sending(command)
