"""The routes of the lots: one per command."""

from fastapi import APIRouter

from unison.lots.application import commands, moving
from unison.presentation.capability import Capability
from unison.presentation.permissions import allow
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer

router = APIRouter(prefix="/lots", tags=["lots"], route_class=CommandRoute)


@router.post("/receive", status_code=201)
async def receive(command: commands.ReceiveLot, sending: Sending) -> Answer:
    """Take in a lot from outside."""
    return await sending(command)


@router.post("/split", status_code=201)
async def split(command: commands.SplitLot, sending: Sending) -> Answer:
    """Make a part of a lot a lot of its own."""
    return await sending(command)


@router.post("/merge", status_code=201)
async def merge(command: commands.MergeLots, sending: Sending) -> Answer:
    """Put the whole remainder of several lots of one material into one."""
    return await sending(command)


@router.post("/move")
async def move(command: commands.MoveLot, sending: Sending) -> Answer:
    """Bring a lot to another place."""
    return await sending(command)


@router.post("/hold")
async def hold(command: commands.HoldLot, sending: Sending) -> Answer:
    """Block a lot: nothing may be taken from it until it is released."""
    return await sending(command)


@router.post("/release")
async def release(command: commands.ReleaseLot, sending: Sending) -> Answer:
    """Free a lot that was on hold."""
    return await sending(command)


@router.post("/adjust")
async def adjust(command: commands.AdjustLot, sending: Sending) -> Answer:
    """Say what a count found."""
    return await sending(command)


@router.post("/ship")
async def ship(command: commands.ShipLot, sending: Sending) -> Answer:
    """Send a quantity of a lot to a customer."""
    return await sending(command)


@router.post("/scrap")
async def scrap(command: commands.ScrapLot, sending: Sending) -> Answer:
    """Throw a quantity of a lot away."""
    return await sending(command)


@router.post("/return-from-customer")
async def return_from_customer(command: commands.ReturnFromCustomer, sending: Sending) -> Answer:
    """Take back into a lot what a customer sent back."""
    return await sending(command)


@router.post("/return-to-supplier")
async def return_to_supplier(command: commands.ReturnToSupplier, sending: Sending) -> Answer:
    """Send a quantity of a lot back to where it came from."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    moving.USE_CASES,
    rules=allow("operator", "lots.move"),
)
