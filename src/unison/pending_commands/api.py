"""The routes of the pending commands: one per command."""

from collections.abc import Iterable
from typing import Any

from unison.pending_commands import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.shared.commands import UseCase

router = CommandRouter(prefix="/pending-commands", tags=["pending commands"])
router.command("/carry-out", a.CarryOut)
router.command("/dismiss", a.Dismiss)


def capability(others: Iterable[UseCase[Any]]) -> Capability:
    """Over the use cases of all other capabilities: what was set aside may be any of them."""
    return Capability(router, a.use_cases(others))
