"""The server of the application: what uvicorn is told."""

import uvicorn
from fastapi import FastAPI

from unison.presentation.door.connections import IDLE_S, Connections, guarded
from unison.settings import Settings

MESSAGE_BYTES = 64 * 1024
"""The longest message of a WebSocket: a token and the names of views have a tenth of it."""


def http_server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """The server of the application, ready to run; `app.state.connections` knows its connections."""
    app.state.connections = Connections(settings)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            http=guarded(app.state.connections),
            ws="websockets-sansio",
            ws_max_size=MESSAGE_BYTES,
            ws_ping_interval=20,
            ws_ping_timeout=20,
            ws_per_message_deflate=False,  # messages are short, and what is compressed may be any length when it is not
            log_level="warning",
            access_log=False,  # an access log below its level would still put every line together
            proxy_headers=False,  # the door knows which proxies to believe
            server_header=False,
            timeout_keep_alive=IDLE_S,
            timeout_graceful_shutdown=5,
        )
    )
