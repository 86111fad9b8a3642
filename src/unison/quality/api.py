"""The routes of quality: one per command."""

from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import allow
from unison.quality import application as a

router = CommandRouter(prefix="/quality", tags=["quality"])
router.command("/define-characteristic", a.DefineCharacteristic, status_code=201)
router.command("/record-subgroup", a.RecordSubgroup)
router.command("/correct-subgroup", a.CorrectSubgroup)
router.command("/strike-subgroup", a.StrikeSubgroup)
router.command("/set-limits-basis", a.SetLimitsBasis)
router.command("/set-control-limits", a.SetControlLimits)
router.command("/set-violation-response", a.SetViolationResponse)
router.command("/judge-subgroup", a.JudgeSubgroup)

CAPABILITY = Capability(
    router, a.USE_CASES, rules=allow("operator", "quality.record_subgroup"), names={"characteristic": "quality"}
)
