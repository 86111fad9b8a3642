"""The routes of the corrections: one per command."""

from fastapi import APIRouter

from unison.corrections.application import USE_CASES, CorrectMovement
from unison.presentation.capability import Capability
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer

router = APIRouter(prefix="/corrections", tags=["corrections"], route_class=CommandRoute)


@router.post("/correct-movement")
async def correct_movement(command: CorrectMovement, sending: Sending) -> Answer:
    """Say what a movement of a lot was in truth; the original stays visible, struck through."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    USE_CASES,
)
