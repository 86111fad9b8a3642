"""The routes of the reviews: one per command."""

from unison.presentation.command_routes import CommandRouter
from unison.reviews import application as a

router = CommandRouter(prefix="/reviews", tags=["reviews"])
router.command("/carry-out", a.CarryOut)
router.command("/dismiss", a.Dismiss)
