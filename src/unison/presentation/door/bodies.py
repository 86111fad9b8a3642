"""The body of a request, bounded before and while it is read."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope

from unison.presentation import texts


def check_length(headers: Mapping[bytes, bytes], at_most: int) -> None:
    """Refuses a body that says itself that it is too long, before any of it is read."""
    told = headers.get(b"content-length")
    if told is not None and (not told.isdigit() or int(told) > at_most):
        raise too_long(at_most)


def too_long(at_most: int) -> HTTPException:
    return HTTPException(413, f"The body is longer than {at_most} bytes. Send less at once.")


def bounded(receive: Receive, at_most: int) -> Receive:
    """Passes the body on piece by piece, and refuses it when there is more."""
    read = 0

    async def receive_bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > at_most:
            raise too_long(at_most)
        return message

    return receive_bounded


async def whole(receive: Receive, at_most: int) -> bytes:
    """All of it; ClientDisconnect where the rest does not come."""
    parts, read = list[bytes](), 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part = message.get("body", b"")
        read += len(part)
        if read > at_most:
            raise too_long(at_most)
        parts.append(part)
        if not message.get("more_body"):
            return parts[0] if len(parts) == 1 else b"".join(parts)


async def checked(scope: Scope, receive: Receive, headers: Mapping[bytes, bytes], at_most: int) -> Receive:
    """The body for whoever answers. What is JSON or a form is read here, whole, and its text is checked; a file is passed on as it
    comes."""
    check_length(headers, at_most)
    kind = headers.get(b"content-type", b"").lower()
    if scope["method"] in ("GET", "HEAD") or b"multipart/" in kind or b"octet-stream" in kind:
        return bounded(receive, at_most)
    body = await whole(receive, at_most)
    if kind.startswith(b"application/x-www-form-urlencoded"):
        texts.check_form(body)
    elif body:
        texts.check_json(body)
    return _once(body, receive)


def _once(body: bytes, receive: Receive) -> Receive:
    told = False

    async def receive_read() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_read
