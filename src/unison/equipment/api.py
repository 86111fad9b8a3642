"""The routes of the equipment: one per command."""

from fastapi import APIRouter

from unison.equipment import application as a
from unison.presentation.capability import Capability
from unison.presentation.permissions import allow
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer

router = APIRouter(prefix="/equipment", tags=["equipment"], route_class=CommandRoute)


@router.post("/register", status_code=201)
async def register(command: a.RegisterEquipment, sending: Sending) -> Answer:
    """Make a machine known."""
    return await sending(command)


@router.post("/change-state")
async def change_state(command: a.ChangeState, sending: Sending) -> Answer:
    """Say what the machine does from now on."""
    return await sending(command)


@router.post("/record-interval")
async def record_interval(command: a.RecordInterval, sending: Sending) -> Answer:
    """Tell afterwards what the machine did from when to when."""
    return await sending(command)


@router.post("/set-ideal-cycle-time")
async def set_ideal_cycle_time(command: a.SetIdealCycleTime, sending: Sending) -> Answer:
    """Set the shortest time for one piece of a product."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=allow("operator", "equipment.change_state", "equipment.record_interval"),
)
