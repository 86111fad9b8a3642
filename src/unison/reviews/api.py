"""The routes of the reviews: one per command."""

from collections.abc import Iterable
from typing import Any

from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.reviews import application as a
from unison.shared.commands import UseCase

router = CommandRouter(prefix="/reviews", tags=["reviews"])
router.command("/carry-out", a.CarryOut)
router.command("/dismiss", a.Dismiss)


def capability(others: Iterable[UseCase[Any]]) -> Capability:
    """Over the use cases of all other capabilities: what was set aside may be any of them."""
    return Capability(router, a.use_cases(others))
