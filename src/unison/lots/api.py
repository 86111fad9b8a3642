"""The routes of the lots: one per command."""

from unison.lots import application as a
from unison.presentation.command_routes import CommandRouter

router = CommandRouter(prefix="/lots", tags=["lots"])
router.command("/receive", a.ReceiveLot, status_code=201)
router.command("/split", a.SplitLot, status_code=201)
router.command("/merge", a.MergeLots, status_code=201)
router.command("/move", a.MoveLot)
router.command("/hold", a.HoldLot)
router.command("/release", a.ReleaseLot)
router.command("/adjust", a.AdjustLot)
router.command("/ship", a.ShipLot)
router.command("/scrap", a.ScrapLot)
router.command("/return-from-customer", a.ReturnFromCustomer)
router.command("/return-to-supplier", a.ReturnToSupplier)
router.command("/correct-movement", a.CorrectMovement)
