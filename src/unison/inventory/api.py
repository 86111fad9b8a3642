"""The routes of the inventory: one per command."""

from unison.inventory import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter

router = CommandRouter(prefix="/inventory", tags=["inventory"])
router.command("/register-storage-location", a.RegisterStorageLocation, status_code=201)
router.command("/retire-storage-location", a.RetireStorageLocation)
router.command("/set-negative-stock", a.SetNegativeStock)

CAPABILITY = Capability(
    router,
    a.USE_CASES,
)
