"""Receivers that are slow, down, lying or hostile cost a bounded time each, and hold up nobody else."""

import socket
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import psycopg
import pytest

from tests.webhooks.receiver import Received, Receiver, receiving, status
from tests.webhooks.works import Works
from unison.settings import Settings
from unison.webhooks import calling, pauses


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds are the same, only shorter."""
    monkeypatch.setattr(calling, "READ_S", 0.3)
    monkeypatch.setattr(calling, "TOTAL_S", 0.8)
    monkeypatch.setattr(calling, "_READING_S", 0.3)


def sent_once(works: Works, receiver: Receiver, **other: Any) -> dict[str, Any]:
    """The delivery of one fact, after one attempt."""
    webhook, _ = works.subscribe(receiver.url, **other)
    works.tell("A")
    began = time.monotonic()
    works.deliver(webhook)
    assert time.monotonic() - began < 3
    (delivery,) = works.deliveries(webhook)
    return delivery | {"webhook": works.webhook(webhook)}


def hang(_: Received, __: BaseHTTPRequestHandler) -> None:
    time.sleep(1.2)


def drip(_: Received, handler: BaseHTTPRequestHandler) -> None:
    """A status line that never ends, a byte at a time, so that no single read takes long."""
    for _each in range(30):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.05)


def never_end(_: Received, handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _each in range(10_000):
        handler.wfile.write(b"y" * 10_000)


def hang_up(_: Received, handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def accept_and_hang_up(_: Received, handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"so far\0")


def talk_nonsense(_: Received, handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 smtp.example ESMTP\r\n")


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [(hang, "it said nothing"), (drip, "it gave no answer within"), (hang_up, "no answer of HTTP"),
     (talk_nonsense, "no answer of HTTP"), (status(503), "it answered 503"), (status(302), "redirects are not followed")],
)  # fmt: skip
def test_whatever_it_does_the_fact_waits_for_another_attempt(
    works: Works, receiver: Receiver, behaviour: Any, error: str
) -> None:
    receiver.posted = behaviour
    delivery = sent_once(works, receiver)
    assert (delivery["state"], delivery["attempts"]) == ("waiting", 1)
    assert error in delivery["error"]
    assert delivery["webhook"]["failing_since"] is not None
    assert delivery["webhook"]["wake_at"] == max(delivery["webhook"]["next_at"], delivery["next_at"])


@pytest.mark.parametrize(("behaviour", "answer"), [(never_end, "y" * 500), (accept_and_hang_up, "so far\ufffd")])
def test_what_was_accepted_stays_so_whatever_the_answer_goes_on_with(
    works: Works, receiver: Receiver, behaviour: Any, answer: str
) -> None:
    receiver.posted = behaviour
    delivery = sent_once(works, receiver)
    assert (delivery["state"], delivery["status"], delivery["answer"]) == ("accepted", 200, answer)


def test_one_that_is_down_is_left_alone_for_longer_each_time(works: Works) -> None:
    with receiving() as gone:
        pass
    webhook, _ = works.subscribe(gone.url)
    works.tell("A")
    works.note()
    rests: list[float] = []
    for _ in range(4):
        works.send(webhook)
        row = works.webhook(webhook)
        rests.append((row["next_at"] - works.clock()).total_seconds())
        works.after += timedelta(seconds=rests[-1] + 1)
    assert [7 < rests[0] < 13, 15 < rests[1] < 25, 30 < rests[2] < 49, 60 < rests[3] < 97] == [True] * 4
    assert "no connection" in works.webhook(webhook)["last_error"]


def test_a_redirect_is_not_followed_to_a_private_address(works: Works, receiver: Receiver) -> None:
    with receiving() as inside:
        receiver.posted = status(307, {"Location": inside.url})
        assert sent_once(works, receiver)["state"] == "waiting"
        assert inside.requests == []


@pytest.mark.parametrize(
    "headers", [{}, {"WebHook-Allowed-Origin": "elsewhere.example"}, {"Access-Control-Allow-Origin": "*"}]
)
def test_nothing_is_sent_to_one_that_does_not_agree(works: Works, receiver: Receiver, headers: dict[str, str]) -> None:
    receiver.asked = status(200, headers)
    delivery = sent_once(works, receiver)
    assert receiver.posts == []
    assert (delivery["state"], delivery["attempts"]) == ("waiting", 0)
    assert "does not agree" in delivery["webhook"]["last_error"]
    receiver.asked = status(200, {"WebHook-Allowed-Origin": "127.0.0.1"})
    works.after = timedelta(minutes=1)
    works.send(delivery["webhook_id"])
    assert len(receiver.posts) == 1
    assert works.webhook(delivery["webhook_id"])["permitted_per_minute"] == 600


def test_one_may_agree_later_by_the_address_that_it_was_told(works: Works, receiver: Receiver) -> None:
    receiver.asked = status(405)
    delivery = sent_once(works, receiver)
    (asked,) = [each for each in receiver.requests if each.method == "OPTIONS"]
    assert (asked.headers["webhook-request-origin"], asked.headers["webhook-request-rate"]) == ("127.0.0.1", "600")
    callback = asked.headers["webhook-request-callback"]
    address, _, key = callback.partition("?key=")
    assert address == f"http://127.0.0.1:8000/api/v1/webhooks/{delivery['webhook_id']}/permission"
    works.ask(lambda subs: subs.permit(delivery["webhook_id"], key, 120))
    works.send(delivery["webhook_id"])
    assert len(receiver.posts) == 1
    assert works.webhook(delivery["webhook_id"])["permitted_per_minute"] == 120


def test_one_that_is_gone_is_switched_off_at_once_and_somebody_is_told(
    works: Works, receiver: Receiver, owner: psycopg.Connection[Any]
) -> None:
    receiver.posted = status(410)
    webhook = sent_once(works, receiver)["webhook"]
    assert webhook["off_reason"] == "it answered 410: it is gone for good"
    assert _notices(works) == ["webhook_off"]


def test_one_that_fails_for_a_day_is_switched_off_and_goes_on_where_it_stopped(
    works: Works, receiver: Receiver
) -> None:
    receiver.posted = status(500)
    webhook = sent_once(works, receiver)["webhook_id"]
    works.after = pauses.GIVEN_UP_AFTER - timedelta(minutes=5)
    works.send(webhook)
    assert works.webhook(webhook)["off_at"] is None
    works.after = pauses.GIVEN_UP_AFTER + timedelta(hours=1)
    works.send(webhook)
    assert works.webhook(webhook)["off_reason"] == "it has failed for a day: it answered 500"
    assert _notices(works) == ["webhook_off"]
    attempts = len(receiver.posts)
    works.tell("B")
    works.after += timedelta(hours=2)
    works.deliver(webhook)
    assert len(receiver.posts) == attempts
    receiver.posted = status(204)
    works.ask(lambda subs: subs.switch_on(works.organization, webhook, missed=True))
    works.deliver(webhook)
    assert works.states(webhook) == ["accepted", "accepted"]


@pytest.mark.parametrize("code", [429, 503])
def test_a_pause_that_it_asks_for_is_kept(works: Works, receiver: Receiver, code: int) -> None:
    receiver.posted = status(code, {"Retry-After": "1800"})
    webhook = sent_once(works, receiver)["webhook"]
    assert (webhook["next_at"] - works.clock()).total_seconds() == pytest.approx(1800, abs=5)
    works.after = timedelta(minutes=29)
    works.send(webhook["webhook_id"])
    assert len(receiver.posts) == 1


def test_a_name_that_leads_inside_by_now_is_not_called(works: Works, receiver: Receiver, tmp_path: Any) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A")
    works.note()
    works.send(webhook, settings=Settings(data=tmp_path))
    assert receiver.requests == []
    assert "UNISON_WEBHOOK_PRIVATE" in works.webhook(webhook)["last_error"]


def _notices(works: Works) -> list[str]:
    rows = works.connection.execute(
        "SELECT subject FROM unison.notices WHERE organization_id = %s", (works.organization.id,)
    )
    return [subject for (subject,) in rows.fetchall()]
