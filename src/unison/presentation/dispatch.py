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
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unison.infrastructure.replica import ReplicaFailed, asking_replica
from unison.presentation import errors, parameters
from unison.presentation.auth import principal_of_header
from unison.presentation.context import Context
from unison.presentation.sending import Endpoint, Received, Reply

MAX_BODY_BYTES = 2 * 2**20
"""No request may have a longer body: the longest that makes sense, a batch of 500 commands, has a quarter of it."""

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
        if scope["method"] == "GET":
            await self._ask(scope, _bounded(receive), send)
            return
        endpoint = self._endpoints.get(scope["path"]) if scope["method"] == "POST" else None
        if endpoint is None:
            await self._app(scope, _bounded(receive), send)
            return
        try:
            reply = await endpoint(await _received(scope, _bounded(receive)))
        except ClientDisconnect:
            return
        except Exception as error:
            if (response := errors.response_to(error)) is None:
                raise
            await response(scope, receive, send)
        else:
            await _answer(reply, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def send_noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            with asking_replica():
                await self._app(dict(scope), receive, send_noted)  # a copy: the framework writes into it
        except ClientDisconnect:
            return
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
    principal = principal_of_header(context, headers.get(b"authorization", b"").decode("latin-1"))
    if scope["query_string"]:
        told = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        parameters.check(told, parameters.NONE, ": a command has all its fields in the body")
    if not _JSON.fullmatch(headers.get(b"content-type", b"")):
        raise HTTPException(415, "The body must be JSON, with the header `Content-Type: application/json`.")
    return Received(context, principal, headers, await _body(receive))


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


def _bounded(receive: Receive) -> Receive:
    read = 0

    async def receive_bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MAX_BODY_BYTES:
            raise HTTPException(413, f"The body is longer than {MAX_BODY_BYTES} bytes. Send less at once.")
        return message

    return receive_bounded


async def _body(receive: Receive) -> bytes:
    parts = list[bytes]()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)
