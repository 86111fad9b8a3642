"""What a provider answers, as far as it is read: it is the organization's own, may be anybody, and may mean no good."""

import time
from collections.abc import Iterator
from typing import cast, override

import httpx

MOST_BYTES = 1_000_000
"""So long an answer may be. Those of large providers have some ten thousand bytes."""

TOTAL_S = 15.0
"""So long a whole answer may take, in seconds, however little of it comes each time."""

TIMEOUT = httpx.Timeout(10, connect=5)


class AnswerRefused(httpx.DecodingError):
    """An answer is too long, comes too slowly, or is packed, so that nobody knows how long it is."""


class BoundedTransport(httpx.HTTPTransport):
    """Asks for answers that are not packed, and reads as much of them as fits the bounds. Raises `AnswerRefused`."""

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        began = time.monotonic()
        request.headers["Accept-Encoding"] = "identity"
        answer = super().handle_request(request)
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            answer.close()
            raise AnswerRefused("it packs its answers unasked", request=request)
        answer.stream = _Bounded(cast("httpx.SyncByteStream", answer.stream), request, began)
        return answer


class _Bounded(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, request: httpx.Request, began: float) -> None:
        self._stream, self._request, self._began = stream, request, began

    @override
    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for piece in self._stream:
            read += len(piece)
            if read > MOST_BYTES or time.monotonic() > self._began + TOTAL_S:
                raise AnswerRefused("its answer is too long", request=self._request)
            yield piece

    @override
    def close(self) -> None:
        self._stream.close()


def client() -> httpx.Client:
    """Follows no redirect, and waits for nobody long. It blocks: not for the event loop."""
    return httpx.Client(timeout=TIMEOUT, transport=BoundedTransport())
