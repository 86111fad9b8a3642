"""Live updates: who subscribed is told, soon, and nobody else."""

import asyncio
import json
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from showing import AT, Firm, number
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from projections.stock import PROJECTION
from unison.infrastructure.access import Principal, Rights
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.tokens import Claims, TokenSigner
from unison.presentation.door import sockets
from unison.presentation.live import Listener

VIEW = PROJECTION.name


@contextmanager
def subscribed(address: str, token: str, *views: str) -> Generator[ClientConnection]:
    with connect(f"ws://{address}/api/v1/live") as socket:
        socket.send(json.dumps({"token": token, "subscribe": views}))
        assert heard(socket) == {"subscribed": sorted(views)}
        yield socket


def heard(socket: ClientConnection, *, within_s: float = 5) -> dict[str, Any]:
    return json.loads(socket.recv(timeout=within_s))


def closed(socket: ClientConnection) -> int:
    with suppress(ConnectionClosed):
        while True:
            socket.recv(timeout=5)
    return socket.close_code or 0


def project(worker: psycopg.Connection[Any]) -> None:
    number(worker)
    ConsumerWorker(worker, PROJECTION).catch_up()


def test_a_subscriber_is_told_what_a_view_has_new(address: str, firm: Firm, worker: psycopg.Connection[Any]) -> None:
    project(worker)
    with subscribed(address, firm.token(), VIEW) as socket:
        firm.tell_lots("1")
        project(worker)
        told = heard(socket)
        assert told["projection"] == VIEW
        assert told["streams"] == ["lots:1"]
        assert told["seq"] > 0


def test_an_address_with_a_parameter_is_refused_before_anything_is_heard(address: str) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(f"ws://{address}/api/v1/live?after=7"):
        pass
    answer = refused.value.response
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert b"which takes none" in (answer.body or b"")


def test_nobody_is_told_of_another_organization_or_of_what_they_did_not_subscribe_to(
    address: str, firm: Firm, other_firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    project(worker)
    with (
        subscribed(address, other_firm.token(), VIEW) as stranger,
        subscribed(address, firm.token(), "oee") as elsewhere,
        subscribed(address, firm.token(), VIEW) as socket,
    ):
        firm.tell_lots("1")
        project(worker)
        assert heard(socket)["streams"] == ["lots:1"]
        for quiet in (stranger, elsewhere):
            with pytest.raises(TimeoutError):
                quiet.recv(timeout=0.3)


def test_a_person_of_some_plants_is_told_that_there_is_news_but_not_of_what(
    address: str, firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    project(worker)
    with subscribed(address, firm.token(plants=["north"]), VIEW) as socket:
        firm.tell_lots("1")
        project(worker)
        assert heard(socket)["streams"] == []


def test_a_view_that_may_not_be_read_cannot_be_subscribed_to(address: str, firm: Firm) -> None:
    with connect(f"ws://{address}/api/v1/live") as socket:
        socket.send(json.dumps({"token": firm.token(), "subscribe": [VIEW, "users", "no_such_view"]}))
        assert heard(socket) == {"subscribed": [VIEW]}


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("{}", 4401),
        ('{"token": "x.y.z"}', 4401),
        ("no json", 4400),
        ("[1]", 4400),
        ('{"tokens": "x"}', 4400),
        (b"\x00", 4400),
    ],
)
def test_who_does_not_begin_with_a_token_is_shut_out(address: str, first: str | bytes, code: int) -> None:
    with connect(f"ws://{address}/api/v1/live") as socket:
        socket.send(first)
        assert closed(socket) == code


def test_the_connection_ends_with_the_token_unless_a_new_one_comes(
    address: str, firm: Firm, signer: TokenSigner
) -> None:
    signer.life_s = 2
    with subscribed(address, firm.token(), VIEW) as ends, subscribed(address, firm.token(), VIEW) as goes_on:
        signer.life_s = 60
        goes_on.send(json.dumps({"token": firm.token()}))
        assert closed(ends) == 4401
        goes_on.send(json.dumps({"subscribe": []}))
        assert heard(goes_on) == {"subscribed": []}


def test_a_token_of_another_organization_does_not_prolong_it(address: str, firm: Firm, other_firm: Firm) -> None:
    with subscribed(address, firm.token(), VIEW) as socket:
        socket.send(json.dumps({"token": other_firm.token()}))
        assert closed(socket) == 4401


def test_who_may_do_nothing_more_is_told_nothing_more(address: str, firm: Firm, owner: psycopg.Connection[Any]) -> None:
    with (
        subscribed(address, firm.token(), VIEW) as disabled,
        subscribed(address, firm.token("supervisor"), VIEW) as goes_on,
    ):
        owner.execute(
            "UPDATE unison.users SET disabled_at = now() WHERE organization_id = %s AND unison.has_role(assignments, '{auditor}')",
            (firm.id,),
        )
        assert closed(disabled) == 4401
        goes_on.send(json.dumps({"subscribe": [VIEW]}))
        assert heard(goes_on) == {"subscribed": [VIEW]}


def test_after_the_connection_to_the_database_was_lost_everybody_is_told_to_read_again(
    address: str, firm: Firm, owner: psycopg.Connection[Any], worker: psycopg.Connection[Any]
) -> None:
    project(worker)
    with subscribed(address, firm.token(), VIEW) as socket:
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN unison_live'")
        assert heard(socket) == {"projection": VIEW, "seq": None, "streams": []}
        firm.tell_lots("1")
        project(worker)
        assert heard(socket)["streams"] == ["lots:1"]


def test_something_unreadable_on_the_channel_disturbs_nobody(
    address: str, firm: Firm, owner: psycopg.Connection[Any], worker: psycopg.Connection[Any]
) -> None:
    project(worker)
    with subscribed(address, firm.token(), VIEW) as socket:
        for payload in ("", "x", "[]", "{}", '{"organization": 1}'):
            owner.execute("SELECT pg_notify('unison_live', %s)", (payload,))
        firm.tell_lots("1")
        project(worker)
        assert heard(socket)["streams"] == ["lots:1"]


async def _next(listener: Listener) -> list[dict[str, Any]]:
    return await listener.next()


def test_a_slow_client_is_told_the_latest_once() -> None:
    claims = Claims(uuid4(), uuid4(), uuid4(), "person", None, AT, AT)
    rights = Rights(("auditor",), {f"{VIEW}.read": (), "oee.read": ()})
    who = Principal(claims.organization_id, claims.account_id, "person", claims.session_id, None, rights, ())
    listener = Listener(claims, who, frozenset({VIEW, "oee"}))
    for seq in range(1000):
        listener.tell(VIEW, seq, [f"lots:{seq}"])
    listener.tell("oee", 7, ["a"])
    listener.tell("oee", None, ())
    listener.tell("oee", 9, ["b"])
    told = {message["projection"]: message for message in asyncio.run(_next(listener))}
    assert told[VIEW]["seq"] == 999
    assert len(told[VIEW]["streams"]) == 20
    assert told["oee"] == {"projection": "oee", "seq": None, "streams": ["a", "b"]}


def test_a_page_of_another_origin_opens_nothing(address: str) -> None:
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(f"ws://{address}/api/v1/live", origin=Origin("https://evil.example")),
    ):
        raise AssertionError
    assert refused.value.response.status_code == 403


def test_one_account_has_so_many_and_strangers_leave_their_places(
    address: str, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "OF_AN_ACCOUNT", 2)
    token = firm.token()
    with (
        subscribed(address, token, VIEW),
        subscribed(address, token, VIEW),
        connect(f"ws://{address}/api/v1/live") as third,
    ):
        third.send(json.dumps({"token": token, "subscribe": [VIEW]}))
        assert closed(third) == 1013
    deadline = time.monotonic() + 10  # the server hears a little later that they are gone
    while True:
        with suppress(ConnectionClosed), subscribed(address, token, VIEW):
            return
        assert time.monotonic() < deadline
