"""A receiver of webhooks: a real HTTP server in threads, which answers as a test says, and remembers what came."""

import base64
import hashlib
import hmac
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson
from cloudevents.core.bindings.http import HTTPMessage, from_http
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

ALLOWED = {"WebHook-Allowed-Origin": "*", "WebHook-Allowed-Rate": "*"}


@dataclass(frozen=True)
class Received:
    """One request, as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    def event(self) -> Any:
        """The event as the official SDK reads it, in binary or structured form."""
        return from_http(HTTPMessage(dict(self.headers), self.body), JSONFormat(), CloudEvent)

    def batch(self) -> list[dict[str, Any]]:
        assert self.headers["content-type"].startswith("application/cloudevents-batch+json")
        return orjson.loads(self.body)

    def is_signed_by(self, secret: str) -> bool:
        """As docs/webhooks.md tells it."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return any(hmac.compare_digest(expected, each) for each in self.headers["webhook-signature"].split())


type Answer = tuple[int, dict[str, str], bytes]
type Behaviour = Callable[[Received, BaseHTTPRequestHandler], Answer | None]
"""None: it has written to the handler itself what it wanted to."""


def accept(_: Received, __: BaseHTTPRequestHandler) -> Answer:
    return 204, {}, b""


@dataclass
class Receiver:
    port: int = 0
    requests: list[Received] = field(default_factory=list[Received])
    posted: Behaviour = accept
    asked: Behaviour = lambda _, __: (200, ALLOWED, b"")
    news: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/facts?of=plant"

    @property
    def posts(self) -> list[Received]:
        return [each for each in self.requests if each.method == "POST"]

    def wait_for(self, count: int, within_s: float = 20) -> list[Received]:
        with self.news:
            assert self.news.wait_for(lambda: len(self.posts) >= count, within_s), f"{len(self.posts)} of {count} came"
        return self.posts


def status(code: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Behaviour:
    return lambda _, __: (code, dict(headers or {}), body)


@contextmanager
def receiving(host: str = "127.0.0.1") -> Generator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _handle(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            received = Received(self.command, self.path, headers, body)
            with receiver.news:
                receiver.requests.append(received)
                receiver.news.notify_all()
            behave = receiver.posted if self.command == "POST" else receiver.asked
            answer = behave(received, self)
            if answer is None:
                self.close_connection = True
                return
            code, told, text = answer
            self.send_response(code)
            for name, value in told.items():
                self.send_header(name, value)
            if code != 204:
                self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if code != 204:
                self.wfile.write(text)

        do_POST = do_OPTIONS = do_GET = _handle  # noqa: N815 - the names that http.server looks for

        def log_message(self, format: str, *args: Any) -> None:
            """It keeps quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A sender that hangs up is nothing to tell of."""

    with Server((host, 0), Handler) as server:
        receiver.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
