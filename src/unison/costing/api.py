"""The routes of costing: one per command."""

from unison.costing import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import deny

router = CommandRouter(prefix="/costing", tags=["costing"])
router.command("/set-currency", a.SetCurrency)
router.command("/set-equipment-rate", a.SetEquipmentRate)
router.command("/set-method", a.SetCostingMethod)
router.command("/charge-order", a.ChargeOrder)
router.command("/add-cost-to-receipt", a.AddCostToReceipt)
router.command("/revalue-stock", a.RevalueStock)

CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=deny("supervisor", "costing.set_currency"),
)
