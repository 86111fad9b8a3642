"""The routes of the inventory: one per command."""

from fastapi import APIRouter

from unison.inventory import application as a
from unison.presentation.capability import Capability
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer

router = APIRouter(prefix="/inventory", tags=["inventory"], route_class=CommandRoute)


@router.post("/register-place", status_code=201)
async def register_place(command: a.RegisterPlace, sending: Sending) -> Answer:
    """Make a place of a plant known: an area, or a bin in one."""
    return await sending(command)


@router.post("/retire-place")
async def retire_place(command: a.RetirePlace, sending: Sending) -> Answer:
    """Put nothing to a place any more."""
    return await sending(command)


@router.post("/set-negative-stock")
async def set_negative_stock(command: a.SetNegativeStock, sending: Sending) -> Answer:
    """Refuse what would make stock fall below 0, or take it and flag the lot."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    a.USE_CASES,
)
