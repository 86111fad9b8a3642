"""The routes of quality: one per command."""

from fastapi import APIRouter

from unison.presentation.capability import Capability
from unison.presentation.permissions import allow
from unison.presentation.sending import CommandRoute, Sending
from unison.quality import application as a
from unison.shared.commands import Answer

router = APIRouter(prefix="/quality", tags=["quality"], route_class=CommandRoute)


@router.post("/define-characteristic", status_code=201)
async def define_characteristic(command: a.DefineCharacteristic, sending: Sending) -> Answer:
    """Say what is measured, how often, and within which limits."""
    return await sending(command)


@router.post("/record-subgroup")
async def record_subgroup(command: a.RecordSubgroup, sending: Sending) -> Answer:
    """Record the values of one subgroup."""
    return await sending(command)


@router.post("/correct-subgroup")
async def correct_subgroup(command: a.CorrectSubgroup, sending: Sending) -> Answer:
    """Replace the values of a subgroup; the original stays visible, struck through."""
    return await sending(command)


@router.post("/set-limits-basis")
async def set_limits_basis(command: a.SetLimitsBasis, sending: Sending) -> Answer:
    """Take the control limits from the first subgroups (phase I), or from all of them."""
    return await sending(command)


@router.post("/set-control-limits")
async def set_control_limits(command: a.SetControlLimits, sending: Sending) -> Answer:
    """Give the centre and sigma of the process instead of estimating them."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=allow("operator", "quality.record_subgroup"),
)
