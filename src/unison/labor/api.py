"""The routes of labor: one per command."""

from unison.labor.application import operators, time
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import allow

router = CommandRouter(prefix="/labor", tags=["labor"])
router.command("/register-operator", operators.RegisterOperator, status_code=201)
router.command("/change-operator", operators.ChangeOperator)
router.command("/retire-operator", operators.RetireOperator)
router.command("/grant-certificate", operators.GrantCertificate)
router.command("/revoke-certificate", operators.RevokeCertificate)
router.command("/set-rate", operators.SetRate)
router.command("/start-job", time.StartJob)
router.command("/start-job-with-override", time.StartJobWithOverride)
router.command("/start-break", time.StartBreak)
router.command("/end-break", time.EndBreak)
router.command("/end-job", time.EndJob)
router.command("/record-time", time.RecordTime)
router.command("/correct-time", time.CorrectTime)
router.command("/strike-time", time.StrikeTime)

CAPABILITY = Capability(
    router,
    (*operators.USE_CASES, *time.USE_CASES),
    rules=allow(
        "operator", "labor.start_job", "labor.start_break", "labor.end_break", "labor.end_job", "labor.record_time"
    ),
    names={"operator": "operators"},
)
