"""The routes of the organization's settings: one per command. Administrators alone change them."""

from unison.organizations import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import deny

router = CommandRouter(prefix="/organization", tags=["organization"])
router.command("/rename", a.RenameOrganization)
router.command("/set-languages", a.SetLanguages)
router.command("/set-number-rule", a.SetNumberRule)

CAPABILITY = Capability(router, a.USE_CASES, rules=deny("supervisor", "organizations.*"))
