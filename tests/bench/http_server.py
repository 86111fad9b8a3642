"""The HTTP server as `unison serve` runs it, with two more routes: a command's request that is read and not carried out.

UNISON_DATA=... UNISON_DATABASE_URL=... UNISON_PORT=... python -m tests.bench.http_server
"""

from typing import Annotated

from fastapi import Header

from unison.main import application
from unison.presentation.auth import Signed
from unison.presentation.command_routes import DispatchedRoute
from unison.presentation.door.server import http_server
from unison.presentation.sending import CommandId, Received, Reply, opened
from unison.settings import settings
from unison.work_orders import api
from unison.work_orders.application.reporting import LogProduction

NO_OP = "/work-orders/no-op"
"""Goes the framework's way, as any route does that is no command's."""
DISPATCHED_NO_OP = "/work-orders/dispatched-no-op"
"""Goes the way of a command, up to the use case."""


async def no_op(command: LogProduction, who: Signed, idempotency_key: Annotated[CommandId, Header()]) -> None:
    """Routed, signed in and parsed like any command; then nothing."""


async def dispatched_no_op(received: Received) -> Reply:
    opened(received, LogProduction)
    return Reply(200, b"null")


if __name__ == "__main__":
    given = settings()
    api.router.post("/no-op")(no_op)
    api.router.routes.append(DispatchedRoute(DISPATCHED_NO_OP, no_op, answered_by=dispatched_no_op))
    assert given.database_url, "UNISON_DATABASE_URL names the bench's database"
    http_server(application(given, given.database_url), given).run()
