"""The HTTP server as `unison serve` runs it, with two more routes: a command's request that is read and not carried out.

UNISON_DATA=... UNISON_DATABASE_URL=... UNISON_PORT=... python -m tests.bench.http_server
"""

from fastapi.routing import APIRoute

from unison.main import application, http_server
from unison.presentation.sending import Sending
from unison.settings import settings
from unison.work_orders import api
from unison.work_orders.application.reporting import LogProduction

NO_OP = "/work-orders/no-op"
"""Goes the framework's way, as any route does that is no command's."""
SHORT_NO_OP = "/work-orders/short-no-op"
"""Goes the short way of a command."""


async def no_op(command: LogProduction, sending: Sending) -> None:
    """Routed, signed in and parsed like any command; then nothing."""


if __name__ == "__main__":
    given = settings()
    api.router.add_api_route("/no-op", no_op, methods=["POST"], route_class_override=APIRoute)
    api.router.post("/short-no-op")(no_op)
    assert given.database_url, "UNISON_DATABASE_URL names the bench's database"
    http_server(application(given, given.database_url), given).run()
