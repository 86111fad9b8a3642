"""The routes of people and roles: one per command, but for the password, which the server makes."""

from unison.people import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import deny

router = CommandRouter(prefix="/people", tags=["people and plants"])
router.command("/add", a.AddPerson, status_code=201)
router.command("/assign", a.AssignPerson)
router.command("/change", a.ChangePerson)
router.one_time_password("/one-time-password", a.ResetPassword)
router.command("/reset-second-factor", a.ResetSecondFactor)
router.command("/disable", a.DisablePerson)
router.command("/enable", a.EnablePerson)
router.command("/erase", a.ErasePerson)
router.command("/roles/define", a.DefineRole, status_code=201)
router.command("/roles/change", a.ChangeRole)
router.command("/roles/retire", a.RetireRole)

CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=deny("supervisor", *(use_case.command.command_name for use_case in a.USE_CASES), "rights.read"),
)
