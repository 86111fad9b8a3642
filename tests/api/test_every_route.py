"""Every route of the document, whatever it is: from the wrong organization, with the wrong role, at impossible moments.

Nothing here names the routes: a new one is tried as soon as it is there, and fails until somebody says what its fields mean.
"""

import re
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests.api.conftest import NO_TLS, Served, send
from tests.conftest import Organization
from tests.samples import samples, together
from tests.spine import BOB, everything_else, new_command, tell, uuid7
from unison.exports import reading
from unison.exports.making import Rights, write_export
from unison.exports.writing import CsvWriter
from unison.infrastructure import database
from unison.infrastructure.identity.accounts import create_user
from unison.main import EXPORTING, USE_CASES, application
from unison.settings import Settings

THEIRS: dict[str, Any] = together(room.theirs for room in samples())
"""What a field or a parameter means, answered with something that belongs to the others."""

_ANY: dict[str, Any] = {
    "quantity": "1", "unit": "kg", "reason": "r", "why": "w", "name": "n", "rate_per_hour": "1",
    "started_at": "2026-03-02T06:00:00Z", "ended_at": "2026-03-02T07:00:00Z", "valid_from": "2026-03-02T00:00:00Z",
    "limit": 100, "offset": 0, "after": None, "by": None, "since": None, "until": None, "as_of": None, "type": None,
    "job": "00000000-0000-7000-8000-000000000000",
    "stream": "lots:XL-4", "reaction": None, "wait_s": None, "subject": None, "subject_prefix": None,
    "role": "operator", "password": "correct horse 2", "plants": [], "current": "correct horse", "new": "correct horse 2",
    "webhook_id": "01900000-0000-7000-8000-000000000000", "number": 1, "before": None, "key": "k",
    "session_id": "01900000-0000-7000-8000-000000000000", "account_id": "01900000-0000-7000-8000-000000000000",
    "code": "123456", "organization": "no-such-firm",
    "email": None, "unread": None, "account": None, "daily_at_hour": 7, "subjects": [],
    "notice_id": "01900000-0000-7000-8000-000000000000", "url": "https://93.184.216.34/",
    "types": ["lots.LotMoved"], "from_number": 1, "missed": "send", "topic": "lots.LotMoved", "version": 1,
    "question": "/stock", "format": "csv", "export_id": "01900000-0000-7000-8000-000000000000",
    "check": None, "file": None, "decimal": None,
    "commands": [{}], "command": "lots.hold", "body": {"lot": "XL-4", "reason": "r"},
}  # fmt: skip
"""Of several capabilities, or of none."""
ANY: dict[str, Any] = together([_ANY, *(room.any for room in samples())])
"""What belongs to nobody. None: a parameter that the test leaves out."""

NEEDED = together(room.needed for room in samples())
OF_THE_ORGANIZATION = {command for room in samples() for command in room.of_the_organization}
BY_POST = {path for room in samples() for path in room.by_post}
ELSEWHERE = together(room.elsewhere for room in samples())
MARKS = ("theirs", *(mark for room in samples() for mark in room.marks))
"""Strings that all that is theirs can be told by."""

MEANINGS = {"/problems", "/problems/{code}", "/api/v1/schemas/{topic}/{version}"}
"""What a problem or a fact means is nobody's own."""
AGREEING = "/api/v1/webhooks/{webhook_id}/permission"
"""What a receiver opens by a key."""
LINKED = "/api/v1/exports/{export_id}/file"
"""What a link opens."""
OPEN = {
    "/api/v1/first-run",
    "/api/v1/auth/sign-in",
    "/api/v1/auth/refresh",
    "/api/v1/auth/sign-out",
    "/api/v1/auth/provider",
    "/api/v1/auth/oidc/begin",
    "/api/v1/auth/oidc/callback",
    "/api/v1/auth/keys",
    "/api/v1/stations/pair",
    "/api/v1/stations/renew-device",
    "/api/v1/oauth/token",
    "/.well-known/oauth-authorization-server",
    AGREEING,
    LINKED,
} | MEANINGS
OWN = {
    "/api/v1/auth/me",
    "/api/v1/auth/change-password",
    "/api/v1/plants",
    "/api/v1/commands",
    "/api/v1/jobs",
    "/api/v1/jobs/{job}/retry",
    "/api/v1/jobs/{job}/drop",
    "/api/v1/schedules",
    "/api/v1/reactions",
    "/api/v1/reactions/refusals",
    "/api/v1/parked-streams",
    "/api/v1/causes",
    "/api/v1/verify",
    "/api/v1/verify/heads",
    "/api/v1/verify/proof",
    "/api/v1/auth/change-email",
    "/api/v1/people/permissions",
    "/api/v1/security-log",
    "/api/v1/imports/{kind}",
}
"""Routes that have nothing to name: they are about oneself, or their content is tried by other tests here."""


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    parameters: tuple[tuple[str, str, bool], ...]
    """(name, where, whether it is required)"""
    body: str | None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_command(self) -> bool:
        return any(name == "idempotency-key" for name, _, _ in self.parameters)

    @property
    def command(self) -> str:
        """`work_orders.log_production` of the route that takes a `LogProduction`; empty when it takes no command."""
        return NAMES.get(self.body or "", "")


NAMES = {use_case.command.__name__: use_case.command.command_name for use_case in USE_CASES}


@cache
def _document() -> dict[str, Any]:
    return application(Settings(data=Path("/nowhere")), "").openapi()


def _routes() -> Iterator[Route]:
    for path, methods in _document()["paths"].items():
        for method, operation in methods.items():
            parameters = tuple((p["name"], p["in"], p.get("required", False)) for p in operation.get("parameters", ()))
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield Route(method, path, parameters, content.get("schema", {}).get("$ref", "").rpartition("/")[2] or None)


ROUTES = list(_routes())
COMMANDS = [route for route in ROUTES if route.is_command]
WEBHOOKS = [route for route in ROUTES if route.path.startswith("/api/v1/webhooks")]
"""tests/webhooks tries each of them."""
NOTICES = [route for route in ROUTES if route.path.startswith("/api/v1/notices")]
"""tests/notices tries each of them: they are about oneself."""
EXPORTS = [route for route in ROUTES if route.path.startswith("/api/v1/exports")]
"""test_exports tries each of them: they are about oneself."""
SIGNING_IN = [r for r in ROUTES if r.path.startswith("/api/v1/auth/") and r.path not in OWN]
"""tests/identity tries each of them: they are about oneself, or about somebody's sessions."""
WITH_SECRETS = [
    route
    for route in ROUTES
    if not route.is_command
    and route.path.startswith(("/api/v1/stations", "/api/v1/machine-accounts", "/api/v1/oauth", "/.well-known"))
]
"""test_stations and test_machine_accounts try each of them."""
ELSEWHERE_TRIED = (*WEBHOOKS, *NOTICES, *EXPORTS, *SIGNING_IN, *WITH_SECRETS)
QUESTIONS = [r for r in ROUTES if r.method == "get" and r.path not in OWN | OPEN and r not in ELSEWHERE_TRIED]


def _operation(route: Route) -> dict[str, Any]:
    return _document()["paths"][route.path][route.method]


def _meaning(name: str) -> Any:
    assert name in THEIRS or name in ANY, (
        f"a route has the field {name!r}: say in the samples of its capability what it means"
    )
    return THEIRS.get(name, ANY.get(name))


def _body(route: Route) -> dict[str, Any]:
    if route.body is None:
        return {}
    required = _document()["components"]["schemas"][route.body].get("required", [])
    named = (*required, *NEEDED.get(route.command, ()))
    return {name: ELSEWHERE.get(route.path, {}).get(name, _meaning(name)) for name in named}


def _asked(route: Route) -> dict[str, Any]:
    names = [name for name, where, _ in route.parameters if where == "query"]
    told = {name: ELSEWHERE.get(route.path, {}).get(name, _meaning(name)) for name in names}
    return {name: value for name, value in told.items() if value is not None}


def _ask(
    client: httpx.Client,
    route: Route,
    limit: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    keyed = {"Idempotency-Key": str(uuid7())} if route.is_command else {}
    body = _body(route) if route.body else None
    named = {name: _meaning(name) for name, where, _ in route.parameters if where == "path"}
    path = route.path.format_map(named)
    asked = _asked(route) | ({} if limit is None else {"limit": limit})
    return client.request(route.method, path, params=asked, headers=keyed | dict(headers or {}), json=body)


@dataclass(frozen=True)
class Theirs:
    """An organization that has something of everything."""

    organization: Organization
    client: httpx.Client
    url: str
    owner: psycopg.Connection[Any]

    def facts(self) -> int:
        counted = "SELECT count(*) FROM unison.events WHERE organization_id = %s"
        row = self.owner.execute(counted, (self.organization.id,)).fetchone()
        assert row is not None
        return row[0]

    def until_shown(self) -> None:
        """Waits for every view to have every fact: what is asked twice is then answered twice alike."""
        behind = """
            SELECT FROM unison.events e, unison.feed_cursor c
            WHERE (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos)
            UNION ALL
            SELECT FROM unison.consumers q, unison.feed_cursor c
            WHERE q.kind = 'projection' AND q.position < c.last_cell_seq
            LIMIT 1"""
        deadline = time.monotonic() + 60
        while self.owner.execute(behind).fetchone() is not None:
            assert time.monotonic() < deadline, "the views do not get level"
            time.sleep(0.02)


@pytest.fixture(scope="module")
def theirs(served: Served) -> Iterator[Theirs]:
    organization = served.organization()
    tell(served.url, organization.id, *everything_else(datetime.now(UTC) - timedelta(minutes=10)))
    with database.connect(served.url, "owner") as owner:
        create_user(owner, organization.id, "theirs", name="theirs", password="correct horse", role="operator")
    with served.client(organization) as client:
        for view, after in (
            ("work-orders", "work_orders:XW-3@4"),
            ("genealogy/lots", "lots:XO-1@1"),
            ("oee", "equipment:X-1@3"),
            ("sales-orders", "sales_orders:XS-3@1"),
        ):
            assert client.get(f"/api/v1/{view}", params={"after": after}).status_code == 200
        assert client.get("/api/v1/spc/characteristics", params={"after": "quality:bore@2"}).status_code == 200
        yield Theirs(organization, client, served.url, served.owner)


@pytest.fixture
def stranger(served: Served) -> Iterator[httpx.Client]:
    """An administrator of an organization that has nothing."""
    with served.client(served.organization()) as client:
        yield client


# From the wrong organization --------------------------------------------------------------------------------------


def test_there_are_the_routes_that_are_tried() -> None:
    named = {use_case.command.command_name for use_case in USE_CASES}
    beside_secrets = {c for route in WITH_SECRETS if (c := _operation(route).get("x-command"))}
    assert {route.command for route in COMMANDS} == named - beside_secrets
    assert len(QUESTIONS) >= 12
    others = {route.path for route in ROUTES if route not in (*COMMANDS, *QUESTIONS, *ELSEWHERE_TRIED)}
    tried = {route.path for route in (*SIGNING_IN, *WITH_SECRETS) if route.path in OPEN}
    assert others | {AGREEING, LINKED} | tried == OPEN | OWN | BY_POST


@pytest.mark.parametrize("route", QUESTIONS, ids=str)
def test_a_question_shows_them_theirs_and_strangers_nothing(
    route: Route, theirs: Theirs, stranger: httpx.Client
) -> None:
    shown = _ask(theirs.client, route)
    assert shown.status_code == 200, shown.text
    assert any(mark in shown.text for mark in MARKS), f"it shows nothing even to them: {shown.text[:200]}"
    hidden = _ask(stranger, route)
    assert hidden.status_code in (200, 404), hidden.text
    if hidden.status_code == 404:
        assert hidden.json()["code"].startswith("unknown_")
    told = hidden.text
    in_path = [_meaning(name) for name, where, _ in route.parameters if where == "path"]
    for asked in (*in_path, *_asked(route).values()):
        told = told.replace(str(asked), "")
    assert [mark for mark in MARKS if mark in told] == []


EXPORTED = [route for route in QUESTIONS if route.path in EXPORTING.questions.addresses]
GOES_ON = {f"/api/v1/{view}" for view in ("oee", "oee/equipment", "analytics/oee", "labor/hours", "labor/running")}
"""Questions whose figures grow from one moment to the next."""


@pytest.mark.parametrize("route", EXPORTED, ids=str)
def test_a_question_is_exported_as_it_is_answered(
    route: Route, theirs: Theirs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page by page, which the answer is not: row for row the same."""
    monkeypatch.setattr(reading, "PAGE", 2)
    theirs.until_shown()
    answer = _ask(theirs.client, route, limit=1000) if route.path.endswith("/feed") else _ask(theirs.client, route)
    question = EXPORTING.questions.find(answer.url.raw_path.decode())
    expected, exported, told = bytearray(), bytearray(), list[tuple[int, int | None]]()
    writer = CsvWriter(question.table.columns, expected.extend, tmp_path)
    writer.write(question.table.rows(answer.json()))
    rows = write_export(
        EXPORTING, Settings(data=tmp_path), theirs.url, Rights(theirs.organization.id, None), question,
        "csv", exported.extend, lambda rows, total: told.append((rows, total)),
    )  # fmt: skip
    figures = r"[0-9.]+" if route.path in GOES_ON else "$^"
    assert re.sub(figures, "0", exported.decode()) == re.sub(figures, "0", expected.decode())
    assert rows == len(question.table.rows(answer.json()))
    assert told[-1][0] == rows
    assert told[-1][1] in (rows, None)


@pytest.mark.parametrize("route", COMMANDS, ids=str)
def test_a_command_reaches_nothing_of_another_organization(
    route: Route, theirs: Theirs, stranger: httpx.Client
) -> None:
    """What is unknown to a stranger is known to them; where a stranger begins something, they have it already, or get more."""
    before = theirs.facts()
    refused = _ask(stranger, route)
    assert theirs.facts() == before
    own = _ask(theirs.client, route)
    if refused.status_code == 404:
        assert refused.json()["code"].startswith("unknown_")
        assert own.status_code in (200, 201, 409), own.text
    elif route.command in OF_THE_ORGANIZATION:
        assert refused.status_code == 200, refused.text
        assert own.status_code in (200, 409), own.text
    else:
        assert refused.status_code == 201, refused.text
        assert route.command == "lots.receive" or own.json()["code"].endswith("_exists"), own.text


@pytest.mark.parametrize("route", COMMANDS, ids=str)
def test_nor_does_it_in_a_batch(route: Route, theirs: Theirs, stranger: httpx.Client) -> None:
    before = theirs.facts()
    item = {"id": str(uuid7()), "command": route.command, "body": _body(route)}
    (answer,) = stranger.post("/api/v1/commands", json={"commands": [item]}).json()
    assert answer["status"] in (200, 404), answer
    assert theirs.facts() == before


@pytest.mark.parametrize("route", COMMANDS, ids=str)
def test_a_preview_of_it_tells_strangers_nothing_and_stores_nothing(
    route: Route, theirs: Theirs, stranger: httpx.Client
) -> None:
    before, proposed = theirs.facts(), {"command": route.command, "body": _body(route)}
    for client in (theirs.client, stranger):
        answer = client.post("/api/v1/costing/preview", json=proposed)
        assert answer.status_code in (200, 404, 409), answer.text
        if client is stranger and answer.status_code == 200:
            assert (answer.json()["orders"], answer.json()["lots"]) == ([], [])
    assert theirs.facts() == before


def test_a_position_of_theirs_is_nothing_to_wait_for(theirs: Theirs, stranger: httpx.Client) -> None:
    for client, expected in ((theirs.client, {200}), (stranger, {404, 504})):
        answer = client.get("/api/v1/work-orders", params={"after": "work_orders:XW-1@1"})
        assert answer.status_code in expected, answer.text


# With the wrong role ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", [r for r in ROUTES if r.path not in OPEN], ids=str)
def test_without_a_token_it_is_closed(route: Route, served: Served) -> None:
    with httpx.Client(base_url=f"http://{served.address}", trust_env=False, verify=NO_TLS) as nobody:
        for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic dTpw"}):
            answer = _ask(nobody, route, headers=headers)
            assert answer.status_code == 401, answer.text
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("route", COMMANDS, ids=str)
def test_an_auditor_commands_nothing(route: Route, theirs: Theirs, served: Served) -> None:
    before = theirs.facts()
    with served.client(theirs.organization, "auditor") as auditor:
        answer = _ask(auditor, route)
        assert answer.status_code == 403, answer.text
        assert "auditor" in answer.json()["detail"]
        item = {"id": str(uuid7()), "command": route.command, "body": _body(route)}
        (in_batch,) = auditor.post("/api/v1/commands", json={"commands": [item]}).json()
        assert in_batch["status"] == 403
    assert theirs.facts() == before


@pytest.mark.parametrize("route", QUESTIONS, ids=str)
def test_a_role_that_nobody_knows_sees_nothing(route: Route, theirs: Theirs, served: Served) -> None:
    with served.client(theirs.organization, "visitor") as visitor:
        assert _ask(visitor, route).status_code == 403


# With impossible values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", QUESTIONS, ids=str)
def test_a_question_with_a_character_that_no_name_has_is_malformed(route: Route, stranger: httpx.Client) -> None:
    for name in [name for name, where, _ in route.parameters if where == "query"]:
        answer = stranger.get(route.path, params=_asked(route) | {name: "a\0b"})
        assert answer.status_code == 422, answer.text
        assert name in [error["field"].partition(".")[0] for error in answer.json()["errors"]]


# With parameters that nobody declared ------------------------------------------------------------------------------


@pytest.mark.parametrize("route", [r for r in ROUTES if r.path != "/api/v1/auth/oidc/callback"], ids=str)
def test_a_parameter_that_a_route_does_not_know_is_refused_and_its_own_are_listed(
    route: Route, stranger: httpx.Client
) -> None:
    """`as_of` of another view, a misspelling, a name that is a part of a request: each would be passed over in silence."""
    known = sorted(name for name, where, _ in route.parameters if where == "query")
    path = route.path.format_map(
        dict.fromkeys(re.findall(r"{(\w+)}", route.path), "00000000-0000-7000-8000-000000000000")
    )
    body = _body(route) if route.body and route.path not in OPEN else {}
    for unknown in ("as_of", "Limit", "query", "qty[gt]"):
        if unknown in known:
            continue
        asked: list[tuple[str, Any]] = [*_asked(route).items(), (unknown, "1")]
        answer = stranger.request(route.method, path, params=asked, json=body)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), answer.text
        (wrong,) = answer.json()["errors"]
        assert wrong["field"] == unknown
        assert (", ".join(known) or "none") in wrong["problem"]
        assert answer.json()["detail"].endswith("Correct it and ask again.")
        assert "422" in _document()["paths"][route.path][route.method]["responses"]


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if any(p[1] == "query" for p in route.parameters)], ids=str
)
def test_of_two_values_for_what_has_one_nobody_guesses(route: Route, stranger: httpx.Client) -> None:
    declared = {p["name"]: p["schema"] for p in _document()["paths"][route.path][route.method]["parameters"]}
    asked = _asked(route)
    for name in [name for name, where, _ in route.parameters if where == "query"]:
        one = asked.get(name, "1")
        told = [*(each for each in asked.items() if each[0] != name), (name, one), (name, one)]
        answer = stranger.request(route.method, route.path, params=told)
        schema = declared[name]
        if any(form.get("type") == "array" for form in (schema, *schema.get("anyOf", ()))):
            assert "several" not in answer.text, answer.text
        else:
            assert answer.status_code == 422, answer.text
            assert [(e["field"], "several" in e["problem"]) for e in answer.json()["errors"]] == [(name, True)]


def test_a_route_that_is_not_in_the_document_takes_no_other_parameter_either(stranger: httpx.Client) -> None:
    assert stranger.get("/metrics", params={"consumer": "oee"}).status_code == 422


# At impossible moments --------------------------------------------------------------------------------------------

MOMENTS = {
    "0001-01-01T00:00:00+23:59": 422,
    "9999-12-31T23:59:59-23:59": 422,
    "2026-03-02T08:00:00": 422,
    "2026-03-02T08:00:00-16:29": None,
    "2026-03-02T08:00:00+23:59": None,
    "0206-03-02T08:00:00Z": 422,
    "1970-01-01T00:00:00Z": 422,
    "1990-01-01T00:00:00Z": None,
}
"""What a device whose clock or zone is wrong may send, and how it must be refused, where it must."""


@pytest.mark.parametrize("route", COMMANDS, ids=str)
def test_whatever_a_clock_says_is_answered(route: Route, theirs: Theirs, stranger: httpx.Client) -> None:
    fields = ["occurred_at", *(name for name in _body(route) if name.endswith("_at"))]
    for moment, refused in MOMENTS.items():
        for client in (theirs.client, stranger):
            for name in fields:
                answer = send(client, route.path.removeprefix("/api/v1/"), **(_body(route) | {name: moment}))
                assert answer.status_code < 500, answer.text
                if refused:
                    assert answer.status_code == refused, (moment, answer.text)
                    assert [error["field"] for error in answer.json()["errors"]] == [name]


# The feed ---------------------------------------------------------------------------------------------------------


def test_a_reader_of_the_feed_goes_on_where_it_stopped_while_commands_come_in(served: Served) -> None:
    """Two organizations write; all that a reader keeps from page to page is a number."""
    mine, others = served.organization(), served.organization()
    moves = 60

    def work(organization: Organization) -> None:
        received = new_command("lots.receive", lot="L", material="m", quantity=1, unit="kg")
        tell(
            served.url,
            organization.id,
            received,
            *(new_command("lots.move", lot="L", location=f"{n}") for n in range(moves)),
        )

    writers = [threading.Thread(target=work, args=(organization,)) for organization in (mine, others)]
    for writer in writers:
        writer.start()
    read: list[dict[str, Any]] = []
    after, pages = "0", 0
    with served.client(mine) as client:
        while len(read) < moves + 2:
            answer = client.get("/api/v1/feed", params={"after": after, "limit": 7})
            page: list[dict[str, Any]] = answer.json()
            read += page
            seen = int(answer.headers["Unison-Feed-Next"].partition(".")[0])
            assert len(read) == seen
            after, pages = answer.headers["Unison-Feed-Next"], pages + 1
            assert pages < 2000
            time.sleep(0.01)
    for writer in writers:
        writer.join()
    of_lot = [event["streamversion"] for event in read if event["subject"] == "lots:L"]
    assert of_lot == list(range(1, moves + 2))
    assert [int(event["feedseq"]) for event in read] == list(range(1, moves + 3))
    assert {event["source"] for event in read} == {f"/organizations/{mine.id}"}
    assert {event["user"] for event in read} == {str(BOB)}
    with served.client(mine) as client:
        assert client.get("/api/v1/feed", params={"after": after}).json() == []
        again = client.get("/api/v1/feed", params={"after": 0, "limit": 1000}).json()
    assert again == read
