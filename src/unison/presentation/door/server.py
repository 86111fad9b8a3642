"""The server of the application: what uvicorn is told."""

from ssl import SSLContext
from typing import override

import uvicorn
from fastapi import FastAPI

from unison.presentation.door.certificate import Certificate
from unison.presentation.door.connections import IDLE_S, Connections, guarded
from unison.settings import Settings

MESSAGE_BYTES = 64 * 1024
"""The longest message of a WebSocket: a token and the names of views have a tenth of it."""


RENEWED_TICKS = 300
"""Between two looks whether the certificate was renewed, in ticks of uvicorn: half a minute."""


class Server(uvicorn.Server):
    """Takes a renewed certificate over while it runs."""

    certificate: Certificate | None = None

    @override
    async def on_tick(self, counter: int) -> bool:
        if self.certificate and counter % RENEWED_TICKS == 0 and isinstance(self.config.ssl, SSLContext):
            self.certificate.renew(self.config.ssl)
        return await super().on_tick(counter)


def http_server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """The server of the application, ready to run; `app.state.connections` knows its connections. It speaks TLS itself where it has
    a certificate."""
    app.state.connections = Connections(settings)
    server = Server(
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
            ssl_certfile=settings.tls_cert,
            ssl_keyfile=settings.tls_key,
        )
    )
    if settings.tls_cert and settings.tls_key:
        server.certificate = Certificate(settings.tls_cert, settings.tls_key)
    return server
