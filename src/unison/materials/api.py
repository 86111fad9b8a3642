"""The routes of materials: one per command."""

from fastapi import APIRouter

from unison.materials import application as a
from unison.presentation.capability import Capability
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer

router = APIRouter(prefix="/materials", tags=["materials"], route_class=CommandRoute)


@router.post("/register", status_code=201)
async def register(command: a.RegisterMaterial, sending: Sending) -> Answer:
    """Make a material known, with its base unit and how it is tracked."""
    return await sending(command)


@router.post("/change")
async def change(command: a.ChangeMaterial, sending: Sending) -> Answer:
    """Say what a material is called, in which other units it comes, how long it keeps, how others number it."""
    return await sending(command)


@router.post("/retire")
async def retire(command: a.RetireMaterial, sending: Sending) -> Answer:
    """Take a material out of use; what is there may be used up."""
    return await sending(command)


@router.post("/reinstate")
async def reinstate(command: a.ReinstateMaterial, sending: Sending) -> Answer:
    """Use a retired material again."""
    return await sending(command)


@router.post("/set-components")
async def set_components(command: a.SetComponents, sending: Sending) -> Answer:
    """Say of what a product is made from now on, one level deep."""
    return await sending(command)


@router.post("/set-reorder-point")
async def set_reorder_point(command: a.SetReorderPoint, sending: Sending) -> Answer:
    """Say below which stock in a plant a material has to be ordered."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    a.USE_CASES,
)
