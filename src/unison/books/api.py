"""The routes of the books: one per command. Who closes and opens them answers for the accounts: no operator."""

from unison.books.application import USE_CASES, CloseBooks, OpenBooks
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter

router = CommandRouter(prefix="/books", tags=["books"])
router.command("/close", CloseBooks)
router.command("/open", OpenBooks)

CAPABILITY = Capability(router, USE_CASES)
