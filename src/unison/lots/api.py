"""The routes of the lots: one per command."""

from unison.lots.application import commands, moving
from unison.lots.application.finding import key_of_lot
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import allow

router = CommandRouter(prefix="/lots", tags=["lots"])
router.command("/receive", commands.ReceiveLot, status_code=201)
router.command("/correct-lot", commands.CorrectLot)
router.command("/split", commands.SplitLot, status_code=201)
router.command("/merge", commands.MergeLots, status_code=201)
router.command("/move", commands.MoveLot)
router.command("/hold", commands.HoldLot)
router.command("/release", commands.ReleaseLot)
router.command("/adjust", commands.AdjustLot)
router.command("/ship", commands.ShipLot)
router.command("/scrap", commands.ScrapLot)
router.command("/return-from-customer", commands.ReturnFromCustomer)
router.command("/return-to-supplier", commands.ReturnToSupplier)

CAPABILITY = Capability(router, moving.USE_CASES, rules=allow("operator", "lots.move"), names={"lot": key_of_lot})
