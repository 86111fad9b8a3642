"""The routes of the equipment: one per command."""

from unison.equipment import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import allow

router = CommandRouter(prefix="/equipment", tags=["equipment"])
router.command("/register", a.RegisterEquipment, status_code=201)
router.command("/change-state", a.ChangeState)
router.command("/record-interval", a.RecordInterval)
router.command("/set-ideal-cycle-time", a.SetIdealCycleTime)
router.command("/correct", a.CorrectEntry)
router.command("/strike", a.StrikeEntry)

CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=allow(
        "operator", "equipment.change_state", "equipment.record_interval", "equipment.correct", "equipment.strike"
    ),
    names={"equipment": "equipment"},
)
