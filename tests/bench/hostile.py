"""What strangers can do: bodies of 100 MB to every route, a thousand half-sent requests beside somebody who works, and generated
requests in three roles.
"""

import asyncio
import contextlib
import json
import resource
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests import accounts
from tests.bench.measuring import Figure, Scale, percentile
from tests.bench.rig import Rig, Served, organization
from tests.hostile import requests, send_all
from unison.main import application
from unison.settings import Settings

_MB = 2**20


@dataclass(frozen=True, slots=True)
class Size:
    """Of one body in bytes, of how many half-sent requests, for how many seconds they stand, and of how many generated requests."""

    body: int
    halves: int
    stand_s: float
    generated: int
    every: int = 1
    """Of the routes, each, or each tenth."""


SIZES = {
    Scale.FULL: Size(100 * _MB, 1000, 20, 100_000),
    Scale.QUICK: Size(100 * _MB, 1000, 10, 10_000),
    Scale.TINY: Size(3 * _MB, 50, 1, 300, every=10),
}


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    with rig.database() as url:
        mine = organization(url)
        signer = accounts.signer(url, rig.server.data, life_s=24 * 3600)
        tokens = [accounts.token(url, signer, mine, role) for role in ("operator", "supervisor", "admin")]
        document = application(Settings(data=Path("/nowhere")), "").openapi()
        with rig.served(url, mine) as served:
            return [
                *_bodies(served, tokens[2], sorted(document["paths"])[:: size.every], size),
                *_halves(served, tokens[2], size),
                *_generated(served, document, tokens, size),
            ]


def _memory_mb(served: Served) -> float:
    pages = int(Path(f"/proc/{served.pids[0]}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / _MB


def _bodies(served: Served, token: str, paths: Sequence[str], size: Size) -> list[Figure]:
    """The largest memory of the API while they come is looked at after each; the answer must be read, whatever was sent."""
    before = most = _memory_mb(served)
    lost = 0
    for path in paths:
        for chunked in (False, True):
            status = _post(served.port, path, token, size.body, chunked=chunked)
            lost += status is None
            most = max(most, _memory_mb(served))
    return [
        Figure("requests with a long body", 2 * len(paths), "requests"),
        Figure("of them without an answer: failed", lost, "requests", 0, at_most=True),
        Figure("memory that they cost", most - before, "MB", 100, at_most=True),
    ]


def _post(port: int, path: str, token: str, length: int, *, chunked: bool) -> int | None:
    """The status of the answer, None where the connection was reset before it could be read."""
    path = path.replace("{", "x").replace("}", "x")
    framing = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {length}"
    signed = f"Authorization: Bearer {token}\r\nContent-Type: application/json"
    head = f"POST {path} HTTP/1.1\r\nHost: u\r\n{signed}\r\n{framing}\r\n\r\n"
    piece = b" " * 65536
    if chunked:
        piece = b"10000\r\n" + piece + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=60) as plug:
        try:
            plug.sendall(head.encode())
            for _ in range(length // 65536):
                plug.sendall(piece)
            if chunked:
                plug.sendall(b"0\r\n\r\n")
        except OSError:
            pass  # the server has had enough; what it said is read all the same
        with contextlib.suppress(OSError):
            told = plug.recv(100)
            return int(told.split()[1]) if told.startswith(b"HTTP/1.1 ") else None
    return None


def _halves(served: Served, token: str, size: Size) -> list[Figure]:
    body = json.dumps({"organization": "o", "login": "l", "password": "p"}).encode()
    head = b"POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: u\r\nContent-Type: application/json\r\n"
    halves = (head, head + b"Content-Length: %d\r\n\r\n" % len(body) + body[:10])
    took: list[float] = []
    with contextlib.ExitStack() as stack, httpx.Client(trust_env=False, timeout=60) as client:
        address, headers = f"http://127.0.0.1:{served.port}/api/v1/work-orders", {"Authorization": f"Bearer {token}"}
        client.get(address, headers=headers).raise_for_status()
        for number in range(size.halves):
            plug = stack.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=60))
            plug.sendall(halves[number % 2])
        end = time.monotonic() + size.stand_s
        while time.monotonic() < end:
            began = time.perf_counter()
            client.get(address, headers=headers).raise_for_status()
            took.append((time.perf_counter() - began) * 1000)
            time.sleep(0.01)
    return [
        Figure("half-sent requests beside somebody who works", size.halves, "connections"),
        Figure("a question beside them, median", percentile(took, 0.5), "ms"),
        Figure("a question beside them, 99 % within", percentile(took, 0.99), "ms", 200, at_most=True),
    ]


def _generated(served: Served, document: dict[str, object], tokens: Sequence[str], size: Size) -> list[Figure]:
    clients = 8
    several = [requests(document, tokens, seed) for seed in range(clients)]
    began = time.monotonic()
    told = asyncio.run(send_all("127.0.0.1", served.port, several, size.generated // clients))
    took = time.monotonic() - began
    for wrong in told.wrong[:20]:
        print(wrong)
    by_hundred = {f"{hundred}xx": sum(n for s, n in told.statuses.items() if s // 100 == hundred) for hundred in (2, 4)}
    return [
        Figure("generated requests", told.sent, "requests"),
        Figure("of them answered", told.sent / took, "requests/s"),
        *(Figure(f"of them {name}", count, "requests") for name, count in by_hundred.items()),
        Figure("of them 5xx or reset: failed", len(told.wrong), "requests", 0, at_most=True, required=True),
    ]
