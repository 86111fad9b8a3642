"""In front of the framework: what holds for every request, the way to the commands, and the second try of a question.

A command's path is looked up once, its request is read here, by this one reader, and its endpoint is called: no request
carries out a use case by another way. Whatever has no endpoint goes on to the framework. A GET may be answered by a replica;
where that fails it is asked again, whole, of the primary.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unison.infrastructure.replica import ReplicaFailed, asking_replica
from unison.presentation import parameters
from unison.presentation.auth import principal_of_header
from unison.presentation.bounds import bound_of
from unison.presentation.context import Context
from unison.presentation.door import bodies
from unison.presentation.sending import Endpoint, Received, Reply

_JSON = re.compile(rb"application/(?:[\w.+-]+\+)?json\s*(?:;.*)?", re.IGNORECASE)
_TOLD_ONCE = (b"authorization", b"content-type", b"idempotency-key", b"x-device")


class Dispatch:
    """ASGI: answers the paths of `endpoints`, and hands everything else on to `app`."""

    def __init__(self, app: ASGIApp, endpoints: Mapping[str, Endpoint]) -> None:
        self._app, self._endpoints = app, endpoints

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        endpoint = self._endpoints.get(scope["path"]) if scope["method"] == "POST" else None
        if endpoint is not None:
            received = await _received(scope, receive)
            async with received.context.database.commands_share.of(received.principal.organization_id):
                reply = await endpoint(received)
            await _answer(reply, send)
            return
        receive = await bodies.checked(scope, receive, dict(scope["headers"]), bound_of(scope).body_bytes)
        if scope["method"] == "GET":
            await self._ask(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def send_noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            with asking_replica():
                await self._app(dict(scope), receive, send_noted)  # a copy: the framework writes into it
        except ReplicaFailed:
            if begun:
                raise
            await self._app(scope, receive, send)


async def _answer(reply: Reply, send: Send) -> None:
    headers = [(b"content-length", b"%d" % len(reply.body)), (b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


async def _received(scope: Scope, receive: Receive) -> Received:
    headers = _headers(scope)
    context: Context = scope["app"].state.context
    principal = await principal_of_header(context, headers.get(b"authorization", b"").decode("latin-1"))
    if scope["query_string"]:
        told = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        parameters.check(told, parameters.NONE, ": a command has all its fields in the body")
    if not _JSON.fullmatch(headers.get(b"content-type", b"")):
        raise HTTPException(415, "The body must be JSON, with the header `Content-Type: application/json`.")
    at_most = bound_of(scope).body_bytes
    bodies.check_length(headers, at_most)
    return Received(context, principal, headers, await bodies.whole(receive, at_most))


def _headers(scope: Scope) -> dict[bytes, bytes]:
    """One value for each name: of two that differ nobody knows which was meant."""
    told: list[tuple[bytes, bytes]] = scope["headers"]
    headers = dict(told)
    if len(headers) < len(told):
        names = [name for name, _ in told]
        for name in _TOLD_ONCE:
            if names.count(name) > 1:
                raise _malformed(name.decode(), "must be sent once")
    return headers


def _malformed(field: str, problem: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("header", field), "msg": problem}])
