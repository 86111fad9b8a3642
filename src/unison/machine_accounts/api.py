"""The routes of machine accounts, for commands without a secret. `presentation/machine_accounts.py` has the others."""

from unison.machine_accounts import application as a
from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import deny

router = CommandRouter(prefix="/machine-accounts", tags=["machine accounts"])
router.command("/create", a.CreateMachineAccount, status_code=201)
router.command("/change", a.ChangeMachineAccount)
router.command("/disable", a.DisableMachineAccount)
router.command("/enable", a.EnableMachineAccount)
router.command("/revoke-key", a.RevokeKey)

CAPABILITY = Capability(
    router, a.USE_CASES, rules=deny("supervisor", "machine_accounts.*"), names={"machine_account": "machine_accounts"}
)
