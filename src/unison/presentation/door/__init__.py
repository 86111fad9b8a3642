"""The door: what holds for every request and every WebSocket before anything else sees it.

It knows where a request comes from, and tells the security log of whoever is turned away.
"""

from typing import cast

from starlette.types import ASGIApp, Receive, Scope, Send

from unison.infrastructure.security_log import SecurityLog, client_address, keeping
from unison.presentation.context import Context
from unison.presentation.door.addresses import note_origin
from unison.presentation.visit import Visit, visiting


class Door:
    """ASGI: in front of everything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        reached = cast(Context, scope["app"].state.context)
        visit = Visit(note_origin(scope, reached.settings.trusted_proxies), scope["path"])
        client_address.set(visit.address)
        keeping.set(reached.services.get(SecurityLog))
        visiting.set(visit)
        try:
            await self._app(scope, receive, send)
        finally:
            if visit.refusal is not None:
                await visit.tell()
