"""What stands in front of the application: bodies, slow senders, headers, and text that nothing can hold."""

import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served, send
from tests.conftest import Organization
from tests.spine import uuid7
from unison.infrastructure.security_log import client_address
from unison.main import application
from unison.presentation.bounds import BATCH_BYTES, BODY_BYTES, USUAL, Bounds
from unison.presentation.door import connections
from unison.settings import Settings

SIGN_IN = "/api/v1/auth/sign-in"
BATCH = "/api/v1/commands"


@contextlib.contextmanager
def connected(served: Served) -> Generator[socket.socket]:
    host, _, port = served.address.partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as plug:
        yield plug


def answered(plug: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """The status, headers and body of what comes until the other side closes."""
    told = b""
    while part := plug.recv(65536):
        told += part
    head, _, body = told.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(status.split()[1]), headers, body


# Bodies -----------------------------------------------------------------------------------------------------------


def test_a_body_that_says_it_is_too_long_is_refused_before_any_of_it_comes(served: Served) -> None:
    with connected(served) as plug:
        plug.sendall(
            f"POST {SIGN_IN} HTTP/1.1\r\nHost: u\r\nContent-Type: application/json\r\nContent-Length: {10**8}\r\n\r\n".encode()
        )
        status, headers, body = answered(plug)
    assert (status, json.loads(body)["code"]) == (413, "body_too_long")
    assert headers["connection"] == "close"


@pytest.mark.parametrize("path", [SIGN_IN, BATCH, "/api/v1/work-orders/create", "/api/v1/nothing"])
def test_the_answer_to_a_body_that_keeps_coming_is_read_to_its_end(
    served: Served, client: httpx.Client, path: str
) -> None:
    """The sender does not look up before all of it is sent. A connection closed at once would be reset, and the answer lost."""
    piece = b"10000\r\n" + b" " * 65536 + b"\r\n"
    with connected(served) as plug:
        signed = f"Authorization: {client.headers['Authorization']}\r\nIdempotency-Key: {uuid7()}\r\n"
        kind = "Content-Type: application/json\r\nTransfer-Encoding: chunked"
        plug.sendall(f"POST {path} HTTP/1.1\r\nHost: u\r\n{signed}{kind}\r\n\r\n".encode())
        for _ in range(20 * 2**20 // 65536):
            plug.sendall(piece)
        status, _, body = answered(plug)
    assert (status, json.loads(body)["code"]) == (413, "body_too_long")


def test_a_batch_may_be_longer_than_one_command(client: httpx.Client) -> None:
    padding = " " * (BODY_BYTES + 1)
    content = json.dumps({"commands": [{}]}).encode() + padding.encode()
    headers = {"Content-Type": "application/json"}
    assert client.post(BATCH, content=content, headers=headers).status_code == 200
    assert client.post(SIGN_IN, content=content, headers=headers).status_code == 413
    assert client.post(BATCH, content=content + b" " * BATCH_BYTES, headers=headers).status_code == 413


def test_what_nobody_read_of_a_body_does_not_become_the_next_request(served: Served) -> None:
    inner = b"GET /problems/malformed HTTP/1.1\r\nHost: u\r\n\r\n"
    with connected(served) as plug:
        plug.sendall(
            b"POST /api/v1/lots/move HTTP/1.1\r\nHost: u\r\nContent-Length: %d\r\n\r\n%s" % (len(inner), inner)
            + b"GET /problems/not_planned HTTP/1.1\r\nHost: u\r\nConnection: close\r\n\r\n"
        )
        told = b""
        while part := plug.recv(65536):
            told += part
    assert re.findall(rb"HTTP/1\.1 (\d+)", told) == [b"401", b"200"]


# Slow senders -----------------------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "ASKING_S", 0.5)
    monkeypatch.setattr("unison.presentation.bounds.USUAL", USUAL._replace(seconds=0.5))


@pytest.mark.usefixtures("impatient")
def test_half_a_head_is_told_that_it_is_late(served: Served) -> None:
    with connected(served) as plug:
        plug.sendall(b"GET /problems HTTP/1.1\r\nHost: u\r\nX-Slow: ")
        status, headers, _ = answered(plug)
    assert (status, headers["connection"]) == (408, "close")


@pytest.mark.usefixtures("impatient")
def test_a_head_that_comes_a_byte_at_a_time_is_no_faster(served: Served) -> None:
    with connected(served) as plug:
        plug.sendall(b"GET /problems HTTP/1.1\r\nHost: u\r\n")
        ended = threading.Event()

        def drip() -> None:
            with contextlib.suppress(OSError):
                while not ended.wait(0.1):
                    plug.sendall(b"X: y\r\n")

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            with contextlib.suppress(ConnectionResetError):
                assert answered(plug)[0] == 408
        finally:
            ended.set()
            dripping.join()


@pytest.mark.usefixtures("impatient")
def test_half_a_body_is_told_that_it_took_too_long(served: Served) -> None:
    with connected(served) as plug:
        plug.sendall(
            f"POST {SIGN_IN} HTTP/1.1\r\nHost: u\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode()
        )
        status, headers, body = answered(plug)
    assert (status, json.loads(body)["code"], headers["retry-after"]) == (503, "took_too_long", "5")


def test_of_connections_that_ask_for_nothing_the_oldest_goes_when_its_place_is_needed(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served.connections, "at_most", served.connections.open + 20)
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(connected(served))
        first.sendall(b"GET /pro")
        for _ in range(40):
            stack.enter_context(connected(served)).sendall(b"GET /problems HTTP/1.1\r\n")
        with connected(served) as plug:
            plug.sendall(b"GET /problems HTTP/1.1\r\nHost: u\r\nConnection: close\r\n\r\n")
            assert answered(plug)[0] == 200
        with contextlib.suppress(ConnectionResetError):
            assert first.recv(1000) == b""
        assert served.connections.open <= served.connections.at_most


def test_one_address_has_only_so_many_connections(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served.connections, "per_address", 5)
    monkeypatch.setattr(served.connections, "trusted", ())
    with contextlib.ExitStack() as stack:
        held = [stack.enter_context(connected(served)) for _ in range(300)]
        status, headers, body = answered(held[-1])
        assert (status, headers["connection"]) == (503, "close")
        assert "too many connections" in json.loads(body)["detail"]


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("X-Long: " + "x" * 40_000, 431),
        ("\r\n".join(f"X-{n}: y" for n in range(101)), 431),
        ("no header", 400),
        ("X-Bad: \0", 400),
    ],
)
def test_a_head_that_is_no_head_is_told_so(served: Served, head: str, status: int) -> None:
    with connected(served) as plug:
        plug.sendall(f"GET /problems HTTP/1.1\r\nHost: u\r\n{head}\r\n\r\n".encode())
        assert answered(plug)[0] == status


# Text -------------------------------------------------------------------------------------------------------------

BAD = ["a\0b", "a\ud800b", "\udfff"]


def escaped(value: Any) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize("bad", BAD, ids=ascii)
@pytest.mark.parametrize(
    ("path", "field"), [(SIGN_IN, "password"), (SIGN_IN, "login"), (BATCH, "device"), ("/api/v1/lots/receive", "lot")]
)
def test_text_that_nothing_can_hold_is_refused_by_the_name_of_its_field(
    client: httpx.Client, path: str, field: str, bad: str
) -> None:
    body: dict[str, Any] = (
        {"organization": "o", "login": "l", "password": "p"} if path == SIGN_IN else {"commands": [{}]}
    )
    if path.endswith("receive"):
        body = {"lot": "L", "material": "m", "quantity": 1, "unit": "kg"}
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid7())}
    answer = client.post(path, content=escaped(body | {field: bad}), headers=headers)
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("bad", BAD, ids=ascii)
def test_a_command_of_a_batch_that_holds_it_is_refused_alone(client: httpx.Client, bad: str) -> None:
    def receive(lot: str) -> dict[str, Any]:
        body = {"lot": lot, "material": "m", "quantity": "1", "unit": "kg"}
        return {"id": str(uuid7()), "command": "lots.receive", "body": body}

    items = [
        receive("L-1"),
        receive("L-2") | {"id": bad},
        receive("L-3") | {"command": bad},
        receive(bad),
        receive("L-5") | {bad: 1},
        receive("L-6"),
    ]
    answer = client.post(BATCH, content=escaped({"commands": items}), headers={"Content-Type": "application/json"})
    assert [each["status"] for each in answer.json()] == [200, 422, 422, 422, 422, 200]
    fields = [error["field"] for each in answer.json()[1:5] for error in each["problem"]["errors"]]
    assert fields[:2] == ["id", "command"]
    lots = {lot["lot"] for lot in client.get("/api/v1/stock", params={"after": "lots:L-6@1"}).json()}
    assert lots == {"L-1", "L-6"}


@pytest.mark.parametrize("octets", ["%00", "%ED%A0%80", "%FF"])
def test_an_address_that_holds_it_is_refused_by_the_name_of_its_part(client: httpx.Client, octets: str) -> None:
    answer = client.get(f"/api/v1/genealogy/lots/L{octets}/backward")
    assert answer.status_code in (404, 422), answer.text
    answer = client.get(f"/api/v1/jobs?limit={octets}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "limit")


def test_bytes_that_are_no_utf_8_are_refused(client: httpx.Client) -> None:
    content = b'{"organization": "o", "login": "\xff", "password": "p"}'
    answer = client.post(SIGN_IN, content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "body")


# Headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/problems", "/api/v1/jobs", "/api/v1/nothing", "/", "/docs", "/metrics", "/openapi.json", "/icon.svg"]
)
def test_every_answer_has_the_headers_of_safety(client: httpx.Client, path: str) -> None:
    for told in (client.get(path), client.request("PATCH", path)):
        headers = told.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        script = headers["content-security-policy"].partition("script-src")[2].partition(";")[0]
        assert "unsafe-inline" not in script
        assert "unsafe-eval" not in script.replace("wasm-unsafe-eval", "")
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
        assert "strict-transport-security" not in headers, "nothing was said of TLS"
        if path.startswith("/api/"):
            assert headers["cache-control"] == "no-store"


def test_behind_a_proxy_that_speaks_tls_the_browser_is_told_to_stay_with_it(client: httpx.Client) -> None:
    answer = client.get("/problems", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_a_file_named_by_its_content_is_kept_for_good(client: httpx.Client) -> None:
    page = client.get("/").text
    asset = page.partition('src="/assets/')[2].partition('"')[0]
    assert client.get(f"/assets/{asset}").headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/").headers["cache-control"] == "no-cache"


# What a failure leaves ----------------------------------------------------------------------------------------------


def test_a_fault_in_a_batch_is_the_answer_of_one_command(
    served: Served, client: httpx.Client, mine: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    handling = served.commands
    sent = handling.send
    told = 0

    async def faulty(envelope: Any) -> Any:
        nonlocal told
        told += 1
        if told == 2:
            raise RuntimeError("a fault nobody foresaw")
        return await sent(envelope)

    monkeypatch.setattr(handling, "send", faulty)
    items = [
        {
            "id": str(uuid7()),
            "command": "lots.receive",
            "body": {"lot": f"F-{n}", "material": "m", "quantity": 1, "unit": "kg"},
        }
        for n in range(3)
    ]
    answer = client.post(BATCH, json={"commands": items})
    assert [each["status"] for each in answer.json()] == [200, 500, 200]
    assert answer.json()[1]["problem"]["code"] == "unforeseen"


def test_what_routes_say_of_themselves_is_what_holds(client: httpx.Client) -> None:
    found = Bounds(application(Settings(data=Path("/nowhere")), ""))
    assert found.of(BATCH).body_bytes == BATCH_BYTES
    assert found.of("/api/v1/feed").seconds > 60
    assert found.of(f"/api/v1/exports/{uuid7()}/file").seconds == 3600
    assert found.of(SIGN_IN) == USUAL


def test_no_request_leaves_its_address_to_the_next(client: httpx.Client) -> None:
    send(client, "lots/move", lot="L", location="x")
    assert client_address.get() == ""
    assert time.monotonic() > 0


# One organization among others --------------------------------------------------------------------------------------


def test_a_flood_of_one_organization_leaves_the_others_their_answers(served: Served, client: httpx.Client) -> None:
    """Its own questions wait for each other; the others' do not wait for them."""
    flooding = served.organization()
    ended = threading.Event()
    told: list[int] = []

    def flood() -> None:
        with served.client(flooding) as flooder:
            while not ended.is_set():
                told.append(flooder.get("/api/v1/stock").status_code)

    share = served.app.state.context.database.questions_share
    flooders = [threading.Thread(target=flood) for _ in range(3 * share.at_once)]
    for each in flooders:
        each.start()
    try:
        answers = [client.get("/api/v1/stock") for _ in range(20)]
    finally:
        ended.set()
        for each in flooders:
            each.join()
    assert [answer.status_code for answer in answers] == [200] * 20
    assert set(told) <= {200, 429}


def test_a_question_that_takes_too_long_is_ended_and_told_so(
    served: Served, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unison.presentation.bounds.USUAL", USUAL._replace(seconds=0.5))
    with served.owner.transaction():
        served.owner.execute("LOCK TABLE unison.organizations IN ACCESS EXCLUSIVE MODE")
        answer = client.post(SIGN_IN, json={"organization": "o", "login": "l", "password": "p"})
    assert (answer.status_code, answer.json()["code"]) == (503, "took_too_long")
    assert answer.headers["retry-after"] == "5"
    monkeypatch.undo()
    assert client.post(SIGN_IN, json={"organization": "o", "login": "l", "password": "p"}).status_code == 401
