"""The routes of materials: one per command."""

from unison.materials import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter

router = CommandRouter(prefix="/materials", tags=["materials"])
router.command("/register", a.RegisterMaterial, status_code=201)
router.command("/change", a.ChangeMaterial)
router.command("/retire", a.RetireMaterial)
router.command("/reinstate", a.ReinstateMaterial)
router.command("/set-components", a.SetComponents)
router.command("/set-lot-numbering", a.SetLotNumbering)
router.command("/set-reorder-point", a.SetReorderPoint)

CAPABILITY = Capability(router, a.USE_CASES, names={"material": "materials", "product": "materials"})
