"""Every request for a command is read by one reader: what is unusual is taken or refused as what is plain is."""

import json
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served, done
from tests.conftest import Organization
from tests.samples import samples, together
from tests.spine import count, uuid7
from unison.main import USE_CASES, application
from unison.presentation.bounds import BODY_BYTES as MAX_BODY_BYTES
from unison.presentation.command_routes import dispatched
from unison.settings import Settings

ROUTE = "/api/v1/work-orders/create"
ORDER: dict[str, Any] = {"work_order": "WO-1", "product": "P", "quantity_pcs": 10}
ANY_ORDER = json.dumps(ORDER).encode()
ANY = together(room.any for room in samples())
THEIRS = together(room.theirs for room in samples())
"""What fields mean."""


def post(client: httpx.Client, path: str = ROUTE, content: bytes = ANY_ORDER, **headers: str) -> httpx.Response:
    """A plain request for an order, but for what is given; a header that is empty is left out."""
    told = {"idempotency_key": str(uuid7()), "content_type": "application/json"} | headers
    named = {name.replace("_", "-"): value for name, value in told.items() if value or name == "authorization"}
    return client.post(path, content=content, headers=named)


def facts(served: Served, organization: Organization) -> int:
    return count(
        served.url, "SELECT count(*) FROM unison.events WHERE organization_id = %s", organization.organization_id
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "application/json; charset=utf-8"},
        {"content_type": "Application/JSON"},
        {"content_type": "application/vnd.unison+json"},
        {"idempotency_key": "019CAD30-0000-7000-8000-0000000000AB"},
        {"x_device": "phone 3"},
        {"accept": "text/html"},
    ],
    ids=str,
)
def test_what_means_the_same_is_taken(client: httpx.Client, headers: dict[str, Any]) -> None:
    assert post(client, **headers).status_code == 201


def test_the_scheme_of_a_token_has_no_case(client: httpx.Client) -> None:
    token = client.headers["Authorization"].removeprefix("Bearer ")
    assert post(client, authorization=f"bearer  {token}").status_code == 201


@pytest.mark.parametrize(
    ("change", "status", "code", "fields"),
    [
        ({"content_type": "text/plain"}, 415, "unsupported_media_type", []),
        ({"content_type": ""}, 415, "unsupported_media_type", []),
        ({"content_type": "application/jsonp"}, 415, "unsupported_media_type", []),
        ({"path": f"{ROUTE}?dry_run=true"}, 422, "malformed", ["dry_run"]),
        ({"path": f"{ROUTE}?%00"}, 422, "malformed", ["\ufffd"]),
        ({"path": f"{ROUTE}%0A"}, 404, "unknown_route", []),
        ({"path": f"{ROUTE}/"}, 307, None, []),
        ({"x_device": "d" * 121}, 422, "malformed", ["x-device"]),
        ({"idempotency_key": "7", "content": b"[]"}, 422, "malformed", ["body", "idempotency-key"]),
        ({"content": b""}, 422, "malformed", ["body"]),
        ({"content": b"[]"}, 422, "malformed", ["body"]),
        ({"content": ANY_ORDER.decode().encode("utf-16")}, 422, "malformed", ["body"]),
        ({"content": b" " * (MAX_BODY_BYTES + 1)}, 413, "body_too_long", []),
        ({"authorization": ""}, 401, "token_missing", []),
        ({"authorization": "Basic Ym9iOmJvYg=="}, 401, "bearer_missing", []),
        ({"authorization": "Bearer"}, 401, "bearer_missing", []),
        ({"authorization": "Bearer x", "content": b" " * (MAX_BODY_BYTES + 1)}, 401, "token_malformed", []),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_stores_nothing(
    served: Served,
    mine: Organization,
    client: httpx.Client,
    change: dict[str, Any],
    status: int,
    code: str | None,
    fields: list[str],
) -> None:
    answer = post(client, **change)
    assert answer.status_code == status, answer.text
    if code is not None:
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert (told["code"], sorted(error["field"] for error in told["errors"])) == (code, fields)
    assert facts(served, mine) == 0


@pytest.mark.parametrize("name", ["Idempotency-Key", "Authorization", "X-Device", "Content-Type"])
def test_a_header_that_comes_twice_is_nobody_s_guess(client: httpx.Client, name: str) -> None:
    once = {"Idempotency-Key": str(uuid7()), "Content-Type": "application/json", "X-Device": "phone"}
    twice = [("Authorization", client.headers["Authorization"]), *once.items(), (name, "another")]
    answer = httpx.post(client.base_url.join(ROUTE), json=ORDER, headers=twice, trust_env=False)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [name.lower()]


def test_no_other_request_has_a_longer_body_either(client: httpx.Client) -> None:
    answer = post(client, "/api/v1/auth/sign-in", content=b" " * (MAX_BODY_BYTES + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_long")


def test_who_goes_away_while_sending_has_sent_nothing(served: Served, client: httpx.Client, mine: Organization) -> None:
    """All of the command has come, and less than was announced."""
    host, _, port = served.address.partition(":")
    head = (
        f"POST {ROUTE} HTTP/1.1\r\nHost: {served.address}\r\nAuthorization: {client.headers['authorization']}\r\n"
        f"Content-Type: application/json\r\nIdempotency-Key: {uuid7()}\r\nContent-Length: {len(ANY_ORDER) + 1}\r\n\r\n"
    )
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(head.encode() + ANY_ORDER)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""  # closed without an answer
    assert facts(served, mine) == 0
    assert post(client).status_code == 201


@pytest.mark.parametrize(
    "batch", [b'{"device": "\\u0000", "commands": [{}]}', b'{"commands": []}', b"[]", b'{"commands": 7}']
)
def test_a_malformed_batch_is_refused_as_a_whole(client: httpx.Client, batch: bytes) -> None:
    answer = post(client, "/api/v1/commands", content=batch)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_batch_is_read_as_a_command_is(client: httpx.Client) -> None:
    assert post(client, "/api/v1/commands", content_type="text/plain").status_code == 415
    assert post(client, "/api/v1/commands?now", content=b"{}").json()["errors"][0]["field"] == "now"
    assert post(client, "/api/v1/commands", authorization="Bearer x").status_code == 401


def posts() -> dict[str, dict[str, Any]]:
    """The routes by POST that the document tells, by their paths."""
    paths: dict[str, dict[str, Any]] = _document["paths"]
    return {path: methods["post"] for path, methods in paths.items() if "post" in methods}


_document = application(Settings(data=Path("/nowhere")), "").openapi()
BY_DISPATCH = {
    path: told["x-command"]
    for path, told in posts().items()
    if any(p["name"] == "idempotency-key" for p in told.get("parameters", ()))
}
BY_ANOTHER = {
    path: told["x-command"] for path, told in posts().items() if "x-command" in told and path not in BY_DISPATCH
}
"""The commands that a route of its own carries out, by its path: what is secret comes with the request, or is made there."""


def test_every_command_has_its_route() -> None:
    """And none is answered by the framework, whose own way round the reader would be another door; but for what comes with a
    secret, which is no part of the command and has a route that takes it or makes it."""
    app = application(Settings(data=Path("/nowhere")), "")
    assert set(dispatched(app)) == BY_DISPATCH.keys() | {"/api/v1/commands"}
    names = Counter([*BY_DISPATCH.values(), *BY_ANOTHER.values()])
    assert names == Counter(use_case.command.command_name for use_case in USE_CASES)
    assert set(BY_ANOTHER.values()) <= SECRET.keys()


SECRET = {u.command.command_name: u.command for u in USE_CASES if u.command.secrets}


def test_the_routes_that_take_secrets_carry_their_commands_out(served: Served, client: httpx.Client) -> None:
    """One after another, in an organization that has what they name. What one has answered the next may be told."""
    known = ANY | {"station": "Press 1", "machine_account": "ERP", "person": str(uuid7())}
    done(client, "plants/open", plant="main", name="Main plant")
    done(client, "stations/open", station="Press 1", plant="main")
    done(client, "machine-accounts/create", machine_account="ERP", permissions=["feed.read"])
    done(client, "people/add", person=known["person"], login=f"p{uuid7().hex}", name="Somebody")
    for path in BY_ANOTHER:
        schema = posts()[path]["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        told = {name: known[name] for name in _document["components"]["schemas"][schema]["required"]}
        carried = served.commands.counts["carried"]
        answer = client.post(path, json=told)
        assert answer.is_success, f"{path}: {answer.text}"
        assert served.commands.counts["carried"] == carried + 1
        known |= answer.json() if answer.content else {}


@pytest.mark.parametrize("name", SECRET)
def test_what_comes_with_a_secret_is_not_sent_without(name: str, client: httpx.Client) -> None:
    kind = SECRET[name]
    body = {field: THEIRS.get(field, ANY.get(field)) for field, told in kind.model_fields.items() if told.is_required()}
    item = {"id": str(uuid7()), "command": name, "body": body}
    (result,) = post(client, "/api/v1/commands", content=json.dumps({"commands": [item]}, default=str).encode()).json()
    assert (result["status"], result["problem"]["code"]) == (422, "secret_missing")
