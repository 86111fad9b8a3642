"""The routes of the equipment: one per command."""

from unison.equipment import application as a
from unison.presentation.command_routes import CommandRouter

router = CommandRouter(prefix="/equipment", tags=["equipment"])
router.command("/register", a.RegisterEquipment, status_code=201)
router.command("/change-state", a.ChangeState)
router.command("/record-interval", a.RecordInterval)
router.command("/set-ideal-cycle-time", a.SetIdealCycleTime)
