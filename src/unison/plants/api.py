"""The routes of plants: one per command."""

from unison.plants import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import deny

router = CommandRouter(prefix="/plants", tags=["people and plants"])
router.command("/open", a.OpenPlant, status_code=201)
router.command("/change", a.ChangePlant)

CAPABILITY = Capability(
    router, a.USE_CASES, rules=deny("supervisor", "plants.open", "plants.change"), names={"plant": "plants"}
)
