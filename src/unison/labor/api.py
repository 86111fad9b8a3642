"""The routes of labor: one per command."""

from unison.labor import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import allow

router = CommandRouter(prefix="/labor", tags=["labor"])
router.command("/register-operator", a.RegisterOperator, status_code=201)
router.command("/change-operator", a.ChangeOperator)
router.command("/retire-operator", a.RetireOperator)
router.command("/grant-certificate", a.GrantCertificate)
router.command("/revoke-certificate", a.RevokeCertificate)
router.command("/set-rate", a.SetRate)
router.command("/start-job", a.StartJob)
router.command("/start-job-with-override", a.StartJobWithOverride)
router.command("/start-break", a.StartBreak)
router.command("/end-break", a.EndBreak)
router.command("/end-job", a.EndJob)
router.command("/record-time", a.RecordTime)
router.command("/correct-time", a.CorrectTime)
router.command("/strike-time", a.StrikeTime)

CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=allow(
        "operator", "labor.start_job", "labor.start_break", "labor.end_break", "labor.end_job", "labor.record_time"
    ),
    names={"operator": "operators"},
)
