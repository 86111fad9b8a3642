"""A webhook that shows what one is. It is off, and leads to an address that is nobody's (RFC 5737): the demo calls nobody."""

from ipaddress import ip_network

from unison.infrastructure.database import Database
from unison.shared.ports import Viewer
from unison.webhooks.routes import Wanted
from unison.webhooks.subscriptions import Subscriptions

_NOBODY = ip_network("192.0.2.0/24")


async def subscribe(database: Database, viewer: Viewer) -> None:
    wanted = Wanted(
        name="Quality portal of Customer 3",
        url="https://192.0.2.10/facts",
        types=["lots.LotHeld", "lots.LotReleased", "lots.LotShipped"],
    )
    await Subscriptions(database, (_NOBODY,)).create(
        viewer, wanted, by=None, from_number=None, off="the demo plant calls nobody; give it an address of yours"
    )
