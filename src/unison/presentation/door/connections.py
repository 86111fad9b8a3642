"""Connections: how many there may be, and how long one may take to ask for something.

uvicorn bounds neither: half a request keeps its connection for ever, and a thousand of them all there are. Here a connection that
has not asked yet, or not wholly, has some seconds, and is the first to go when another one needs its place: whoever asks
properly finds one. An answer that is given before the body was read stays readable: what still comes is read and dropped for
a while, where closing at once would reset the connection and take the answer with it.
"""

import asyncio
import resource
import time
from collections import Counter
from http import HTTPStatus
from typing import Any, cast, override

import orjson
import structlog
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from unison.presentation.door.addresses import is_trusted
from unison.presentation.door.headers import completed
from unison.settings import Settings

log = structlog.get_logger()

ASKING_S = 10.0
"""From a connection, or the first byte of a further request, to the end of its headers."""

IDLE_S = 75
"""Between two requests: longer than proxies keep theirs, so that it is they who end them."""

LINGERING_S, LINGERING_QUIET_S = 30.0, 3.0
"""How long what nobody wants is read and dropped after an answer, in all and when nothing more comes."""

HEADERS, HEADER_BYTES = 100, 32 * 1024
_FILES_KEPT = 256
"""Of the files that a process may have open: for the database, the front end and what is opened on its way."""


class Connections:
    """All connections of one server. Those that have not asked wholly yet stand in the order in which they began to wait."""

    def __init__(self, settings: Settings) -> None:
        self.at_most = min(settings.connections, _files() - _FILES_KEPT)
        self.per_address = settings.connections_per_address
        self.trusted = settings.trusted_proxies
        self.open = 0
        self._of_address: Counter[str] = Counter()
        self._waiting: dict[Guarded, float] = {}
        self._lingering: dict[Guarded, tuple[float, float]] = {}
        self._sweep: asyncio.TimerHandle | None = None

    def admit(self, connection: "Guarded", address: str) -> bool:
        """Whether there is a place for it. Where all are taken the one goes that has waited the longest for nothing."""
        if self._of_address[address] >= self.per_address and not is_trusted(address, self.trusted):
            log.warning("security.limit_reached", limit="connections_per_address", address=address)
            return False
        if self.open >= self.at_most and not self._evict():
            log.warning("security.limit_reached", limit="connections", address=address)
            return False
        self.open += 1
        self._of_address[address] += 1
        self.wait(connection)
        return True

    def _evict(self) -> bool:
        oldest = next(iter(self._waiting), None)
        if oldest is None:
            return False
        self.asked(oldest)
        oldest.transport.abort()
        return True

    def wait(self, connection: "Guarded") -> None:
        self._waiting.pop(connection, None)
        self._waiting[connection] = time.monotonic()
        self._sweep_later()

    def asked(self, connection: "Guarded") -> None:
        self._waiting.pop(connection, None)

    def linger(self, connection: "Guarded") -> None:
        now = time.monotonic()
        began, _ = self._lingering.get(connection, (now, now))
        self._lingering[connection] = (began, now)
        self._sweep_later()

    def left(self, connection: "Guarded", address: str) -> None:
        self.asked(connection)
        self._lingering.pop(connection, None)
        self.open -= 1
        self._of_address[address] -= 1
        if self._of_address[address] <= 0:
            del self._of_address[address]

    def _sweep_later(self) -> None:
        if self._sweep is None:
            self._sweep = asyncio.get_running_loop().call_later(1.0, self._sweep_now)

    def _sweep_now(self) -> None:
        self._sweep = None
        now = time.monotonic()
        for connection, since in list(self._waiting.items()):
            if now - since > connection.patience_s:
                self.asked(connection)
                connection.tell_late()
        for connection, (began, heard) in list(self._lingering.items()):
            if now - began > LINGERING_S or now - heard > LINGERING_QUIET_S:
                connection.transport.close()
        if self._waiting or self._lingering:
            self._sweep_later()


def _files() -> int:
    """How many files this process may open: as many as the machine lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else 65_536
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


class _Refused(Exception):
    """A request that is not taken, known from its headers."""


class Guarded(HttpToolsProtocol):
    """A connection. uvicorn makes one of each; which server it belongs to, its subclass says (`guarded`)."""

    doorkeeper: Connections
    _address = ""
    _admitted = _asking = _in_head = lingering = False
    _header_bytes = 0
    _status = 400

    @property
    def last(self) -> RequestResponseCycle | None:
        """The last request whose headers have come, with its answer; None before the first."""
        return self.cycle

    @property
    def patience_s(self) -> float:
        """How long it may wait as it stands: for the rest of a request, or for another one."""
        return ASKING_S if self._asking or self.last is None else IDLE_S

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._admitted = self.doorkeeper.admit(self, self._address)
        if not self._admitted:
            self._answer_at_once(503, "There are too many connections. Try again in a moment.")

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        super().connection_lost(exc)

    def _leave(self) -> None:
        if self._admitted:
            self._admitted = False
            self.doorkeeper.left(self, self._address)

    @override
    def data_received(self, data: bytes) -> None:
        if self.lingering:
            self.doorkeeper.linger(self)
            return
        if self.transport.is_closing():
            return
        if not self._asking and (self.last is None or self.last.response_complete):
            self._asking = self._in_head = True
            self._header_bytes = 0
            self.doorkeeper.wait(self)
        super().data_received(data)
        if self._in_head:
            self._header_bytes += len(data)
            if self._header_bytes > 2 * HEADER_BYTES:
                self._answer_at_once(431, "The headers of the request are too long.")

    @override
    def on_headers_complete(self) -> None:
        if len(self.headers) > HEADERS or sum(len(n) + len(v) for n, v in self.headers) + len(self.url) > HEADER_BYTES:
            self._status = 431
            raise _Refused
        self._in_head = False
        super().on_headers_complete()
        if self.last is not None and self.last.scope is self.scope:
            self.last.transport = cast(asyncio.Transport, _Closing(self))

    @override
    def on_message_complete(self) -> None:
        self._asking = False
        self.doorkeeper.asked(self)
        super().on_message_complete()

    @override
    def on_response_complete(self) -> None:
        if self.lingering:
            self.server_state.total_requests += 1
            return
        super().on_response_complete()
        if not self.transport.is_closing() and not self.pipeline:
            self.doorkeeper.wait(self)

    @override
    def handle_websocket_upgrade(self) -> None:
        self._leave()
        super().handle_websocket_upgrade()

    @override
    def eof_received(self) -> None:
        if self.lingering:
            self.transport.close()

    @override
    def send_400_response(self, msg: str) -> None:
        told = "The headers of the request are too long." if self._status == 431 else "This cannot be read as HTTP."
        self._answer_at_once(self._status, told)

    def tell_late(self) -> None:
        """It has waited for too long: said where something was asked, if not wholly."""
        if self._in_head:
            self._answer_at_once(408, "The request did not come to its end in time.")
        elif not self.transport.is_closing():
            self.transport.close()

    def close_gently(self) -> None:
        """Closes; while more of the request comes, what is written stays readable."""
        if self.last is None or not self.last.more_body or self.transport.is_closing():
            self.transport.close()
            return
        self.lingering = True
        self.doorkeeper.asked(self)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.flow.resume_reading()
        self.doorkeeper.linger(self)

    def _answer_at_once(self, status: int, detail: str) -> None:
        """A problem that nothing behind the connection had to do with."""
        phrase = HTTPStatus(status).phrase
        problem: dict[str, Any] = {
            "type": "about:blank",
            "title": phrase,
            "status": status,
            "code": "http",
            "detail": detail,
        }
        body = orjson.dumps({**problem, "errors": [], "facts": {}})
        told = [(b"content-type", b"application/problem+json"), (b"content-length", b"%d" % len(body))]
        lines = [b"%s: %s\r\n" % each for each in completed(told, "/api/", secure=False, closing=True)]
        self.transport.write(b"".join([b"HTTP/1.1 %d %s\r\n" % (status, phrase.encode()), *lines, b"\r\n", body]))
        self.transport.close()


class _Closing:
    """The transport as a response sees it: it closes gently."""

    __slots__ = ("_connection", "is_closing", "write")

    def __init__(self, connection: Guarded) -> None:
        self._connection = connection
        self.write, self.is_closing = connection.transport.write, connection.transport.is_closing

    def close(self) -> None:
        self._connection.close_gently()


def guarded(doorkeeper: Connections) -> type[Guarded]:
    """A connection of the server that these are the connections of."""

    class Connection(Guarded): ...

    Connection.doorkeeper = doorkeeper
    return Connection
