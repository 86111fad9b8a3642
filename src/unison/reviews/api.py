"""The routes of the reviews: one per command."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter

from unison.presentation.capability import Capability
from unison.presentation.sending import Sending
from unison.reviews import application as a
from unison.shared.commands import Answer, UseCase

router = APIRouter(prefix="/reviews", tags=["reviews"])


@router.post("/carry-out")
async def carry_out(command: a.CarryOut, sending: Sending) -> Answer:
    """Try a command that was set aside again, as it was made or amended."""
    return await sending(command)


@router.post("/dismiss")
async def dismiss(command: a.Dismiss, sending: Sending) -> Answer:
    """Decide that a command that was set aside is not to be carried out."""
    return await sending(command)


def capability(others: Iterable[UseCase[Any]]) -> Capability:
    """Over the use cases of all other capabilities: what was set aside may be any of them."""
    return Capability(router, a.use_cases(others))
