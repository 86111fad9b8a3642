"""The routes of stations: one per command that comes without a secret. `presentation/stations.py` has the others."""

from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import deny
from unison.stations import application as a

router = CommandRouter(prefix="/stations", tags=["stations"])
router.command("/open", a.OpenStation, status_code=201)
router.command("/change", a.ChangeStation)
router.command("/unpair", a.UnpairStation)
router.command("/close", a.CloseStation)
router.command("/remove-pin", a.RemovePin)
router.command("/remove-badge", a.RemoveBadge)

CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=deny(
        "supervisor", "stations.open", "stations.change", "stations.offer_pairing", "stations.pair", "stations.close",
        "stations.set_pin", "stations.set_badge", "stations.remove_pin", "stations.remove_badge",
    ),
    names={"station": "stations"},
)  # fmt: skip
