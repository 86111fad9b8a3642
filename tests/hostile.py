"""Requests that nobody means well by: generated from the document of the routes, and sent as fast as they are answered."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from tests.spine import uuid7

TEXTS: tuple[Any, ...] = (
    "", "a", "L-1", "\0", "a\0b", "\ud800", "x\udfffy", "'; DROP TABLE unison.events; --", "../../etc/passwd", "${7*7}",
    "{0.__class__}", "<script>alert(1)</script>",
    "\u202e", "\n\r\t", "é" * 60, "z" * 5000, "NaN", "1e400", "-0", "main", "%00", "=1+1",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "00000000-0000-0000-0000-000000000000", "\U0001f600", "null", "true",
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**63, 2**64, 10**40, 1e308, -1e-308, 0.1, [], {}, [[]], {"": None}, [None] * 200,
)  # fmt: skip
PATHS = (
    "%00",
    "%ED%A0%80",
    "%FF",
    "..%2f..",
    "%0d%0aX-Bad:1",
    "a" * 300,
    "L-1",
    "%2e%2e",
    "é",
    "1;a=b",
    "%F0%9F%98%80",
)
HEADERS = ("\xff", "x" * 3000, "", "0", "a,b", "é", "Basic Ym9iOmJvYg==", "Bearer", "Bearer \xe9.\xe9.\xe9")


@dataclass
class Told:
    """What came of it. `wrong` are answers that there may not be, with what was sent."""

    statuses: Counter[int] = field(default_factory=Counter[int])
    wrong: list[str] = field(default_factory=list[str])

    @property
    def sent(self) -> int:
        return self.statuses.total() + len([each for each in self.wrong if each.startswith("reset")])


def requests(document: Mapping[str, Any], tokens: Sequence[str], seed: int) -> Iterator[bytes]:
    """Without end, the same ones for the same seed."""
    chance = random.Random(seed)
    routes = [(path, method, told) for path, methods in document["paths"].items() for method, told in methods.items()]
    schemas = document["components"]["schemas"]
    while True:
        path, method, told = chance.choice(routes)
        yield _request(chance, path, method, told, schemas, chance.choice(tokens))


def _request(
    chance: random.Random, path: str, method: str, told: Mapping[str, Any], schemas: Mapping[str, Any], token: str
) -> bytes:
    asked: list[tuple[str, str]] = []
    headers = {"Authorization": f"Bearer {token}"}
    for each in told.get("parameters", ()):
        if each["in"] == "path":
            path = path.replace("{" + each["name"] + "}", chance.choice(PATHS))
        elif each["in"] == "query" and (each.get("required") or chance.random() < 0.3):
            asked.append((each["name"], _text(chance)))
        elif each["name"] == "idempotency-key":
            headers["Idempotency-Key"] = str(uuid7())
    if "wait_s" in dict(asked):
        asked = [(name, "1" if name == "wait_s" else value) for name, value in asked]
    if chance.random() < 0.1:
        headers[chance.choice(("Authorization", "X-Device", "Idempotency-Key", "Accept", "X-Forwarded-For"))] = (
            chance.choice(HEADERS)
        )
    body = b""
    content = told.get("requestBody", {}).get("content", {})
    if content:
        kind, form = next(iter(content.items()))
        headers["Content-Type"] = kind
        body = _body(chance, form.get("schema", {}), schemas)
    query = "?" + urlencode(asked, errors="surrogatepass") if asked else ""
    lines = [f"{method.upper()} {quote(path, safe='/%;=')}{query} HTTP/1.1", "Host: unison"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body or method != "get":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def _text(chance: random.Random) -> str:
    return chance.choice(TEXTS) if chance.random() < 0.7 else str(chance.choice(OTHERS))


def _body(chance: random.Random, schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> bytes:
    if chance.random() < 0.05:
        return chance.choice((b"", b"{", b"\xff\xfe", b"[" * 5000, b'{"a":' * 3000, b"NaN", b'"\xed\xa0\x80"'))
    return json.dumps(_value(chance, schema, schemas, 0)).encode()


def _value(chance: random.Random, schema: Mapping[str, Any], schemas: Mapping[str, Any], depth: int) -> Any:
    if depth > 5 or chance.random() < 0.12:
        return chance.choice(TEXTS + OTHERS)
    if "$ref" in schema:
        return _value(chance, schemas[schema["$ref"].rpartition("/")[2]], schemas, depth)
    if several := schema.get("anyOf") or schema.get("oneOf"):
        return _value(chance, chance.choice(several), schemas, depth + 1)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    match schema.get("type"):
        case "object":
            named = schema.get("properties", {})
            needed = schema.get("required", ())
            return {
                name: _value(chance, inner, schemas, depth + 1)
                for name, inner in named.items()
                if name in needed or chance.random() < 0.4
            } | ({chance.choice(TEXTS): 1} if chance.random() < 0.03 else {})
        case "array":
            return [_value(chance, schema.get("items", {}), schemas, depth + 1) for _ in range(chance.randrange(3))]
        case "integer" | "number":
            return chance.choice((0, 1, 3, 10, -5, 2**40, 0.5))
        case "boolean":
            return chance.random() < 0.5
        case _:
            return _fitting(chance, schema)


def _fitting(chance: random.Random, schema: Mapping[str, Any]) -> str:
    match schema.get("format"):
        case "date-time":
            return chance.choice(("2026-03-02T06:00:00Z", "2026-03-02T06:00:00+14:00", "1990-01-01T00:00:00Z"))
        case "uuid":
            return str(uuid7())
        case _:
            return chance.choice(("L-1", "XL-4", "main", "kg", "1/3", "m", "WO-1", chance.choice(TEXTS)))


async def send_all(host: str, port: int, several: Sequence[Iterator[bytes]], each: int) -> Told:
    """`each` of every iterator, over a connection of its own that is opened again where the server ends it with an answer."""
    told = Told()
    await asyncio.gather(*(_send(host, port, requests, each, told) for requests in several))
    return told


async def _send(host: str, port: int, requests: Iterator[bytes], count: int, told: Told) -> None:
    writer: asyncio.StreamWriter | None = None
    reader: asyncio.StreamReader | None = None
    try:
        for _ in range(count):
            request = next(requests)
            if writer is None or reader is None:
                reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(request)
                status, stays, body = await asyncio.wait_for(_answer(reader), 120)
            except (ConnectionError, asyncio.IncompleteReadError, TimeoutError) as error:
                told.wrong.append(f"reset: {error!r} after {request[:600]!r}")
                writer.close()
                writer = None
                continue
            told.statuses[status] += 1
            if status >= 500:
                told.wrong.append(f"{status}: {body[:300]!r} after {request[:600]!r}")
            if not stays:
                writer.close()
                writer = None
    finally:
        if writer is not None:
            writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").lower().split("\r\n")
    status = int(first.split()[1])
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    body = b""
    if headers.get("transfer-encoding") == "chunked":
        while size := int(await reader.readline(), 16):
            body += await reader.readexactly(size)
            await reader.readexactly(2)
        await reader.readexactly(2)
    elif status not in (204, 304):
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return status, headers.get("connection") != "close", body
