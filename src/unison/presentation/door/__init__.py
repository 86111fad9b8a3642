"""The door: what holds for every request and every WebSocket before anything else sees it.

It knows where a request comes from, how long its body may be and how long it may take; it refuses text that nothing behind it can
hold, sees that no failure leaves without an answer, puts the headers of every answer on, and tells the security log of
whoever is turned away. What holds for a connection before there is a request is in `connections`.
"""

import asyncio
from typing import cast

import structlog
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unison.infrastructure.security_log import SecurityLog, client_address, keeping
from unison.presentation import errors, texts
from unison.presentation.bounds import Bounds, note_bound
from unison.presentation.context import Context
from unison.presentation.door.addresses import note_origin
from unison.presentation.door.headers import completed
from unison.presentation.visit import Visit, visiting
from unison.settings import Settings

log = structlog.get_logger()

UNHURRIED = "unison.unhurried"
"""An extension of the ASGI scope: whoever asks is this process itself, and has bounds of its own."""

DOCUMENTS = ("/docs", "/static-offline-docs", "/openapi.json", "/asyncapi.json")
"""What tells the routes, which a setting hides."""

_FORGOTTEN_BYTES = 64 * 1024
"""So much of a body that nobody has read is read and dropped; a longer one ends its connection."""


class Door:
    """ASGI: in front of everything. `app` is whose routes say what holds for them."""

    def __init__(self, answering: ASGIApp, app: FastAPI) -> None:
        self._answering, self._app = answering, app
        self._bounds: Bounds | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._answering(scope, receive, send)
            return
        reached = cast(Context, scope["app"].state.context)
        visit = Visit(note_origin(scope, reached.settings.trusted_proxies), scope["path"])
        client_address.set(visit.address)
        keeping.set(reached.services.get(SecurityLog))
        visiting.set(visit)
        try:
            if scope["type"] == "http":
                secure = scope["scheme"] == "https" or reached.settings.address.startswith("https:")
                await self._answer(reached, _Answer(scope, receive, send, secure=secure))
            else:
                await self._answering(scope, receive, send)
        finally:
            if visit.refusal is not None:
                await visit.tell()

    async def _answer(self, reached: Context, answer: "_Answer") -> None:
        scope = answer.scope
        deadline = asyncio.timeout(self._seconds(scope))
        try:
            async with deadline:
                self._check_address(scope, reached.settings)
                await self._answering(scope, answer.receive, answer.send)
        except ClientDisconnect:
            return
        except Exception as error:
            if isinstance(error, TimeoutError) and deadline.expired():
                answer.closing = not answer.is_read
                log.warning("request.took_too_long", path=scope["path"], begun=answer.begun)
                problem = errors.of_server("took_too_long", {"Retry-After": "5"})
            elif (problem := errors.response_to(error)) is None:
                log.exception("request.failed", path=scope["path"])
                problem = errors.of_server("unforeseen")
            if answer.begun:  # the connection is closed before its end: whoever reads it knows that the rest is missing
                return
            await problem(scope, answer.receive, answer.send)

    def _seconds(self, scope: Scope) -> float | None:
        """How long the request may take. What holds for its body is noted for whoever reads it."""
        if UNHURRIED in scope.get("extensions", ()):
            return None
        if self._bounds is None:
            self._bounds = Bounds(self._app)
        bound = self._bounds.of(scope["path"])
        note_bound(scope, bound)
        return bound.seconds

    def _check_address(self, scope: Scope, settings: Settings) -> None:
        if not settings.docs and scope["path"].startswith(DOCUMENTS):
            raise HTTPException(404)
        raw_path: bytes = scope.get("raw_path") or b""
        if b"%" in raw_path and not texts.is_path_storable(raw_path):
            raise texts.refusal([("path", self._name_in(scope["path"]))])
        texts.check_query(scope["query_string"])

    def _name_in(self, path: str) -> str:
        """What the part of the path is called that holds what it may not."""
        for pattern in Bounds.patterns(self._app):
            if (found := pattern.match(path)) is not None:
                return next((name for name, value in found.groupdict().items() if _is_odd(value)), "path")
        return "path"


def _is_odd(value: str) -> bool:
    return "\0" in value or "\ufffd" in value


class _Answer:
    """One request with what has become of it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, *, secure: bool) -> None:
        self.scope = scope
        self._receive, self._send = receive, send
        self._secure = secure
        self.begun = self.is_read = self.closing = False

    async def receive(self) -> Message:
        message = await self._receive()
        self.is_read = not message.get("more_body")
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            closing = self.closing or not (self.is_read or self._is_short())
            headers = completed(message.get("headers", ()), self.scope["path"], secure=self._secure, closing=closing)
            message = {**message, "headers": headers}
        await self._send(message)

    def _is_short(self) -> bool:
        """Whether what nobody has read of the body is little enough to be dropped."""
        told = dict(self.scope["headers"])
        length: bytes = told.get(b"content-length", b"0")
        return b"transfer-encoding" not in told and length.isdigit() and int(length) <= _FORGOTTEN_BYTES
