"""The routes of plausibility: one per command."""

from unison.plausibility.application import USE_CASES, SetPolicy
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter

router = CommandRouter(prefix="/plausibility", tags=["plausibility"])
router.command("/set-policy", SetPolicy)

CAPABILITY = Capability(router, USE_CASES)
