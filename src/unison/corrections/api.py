"""The routes of the corrections: one per command."""

from unison.corrections.application import USE_CASES, CorrectMovement
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter

router = CommandRouter(prefix="/corrections", tags=["corrections"])
router.command("/correct-movement", CorrectMovement)

CAPABILITY = Capability(router, USE_CASES)
