"""What a receiver gets: each fact it wants, in three forms, signed, in the order of its stream, at least once."""

import asyncio
import threading
from datetime import timedelta
from typing import Any

import pytest

from tests.webhooks.receiver import ALLOWED, Answer, Received, Receiver, status
from tests.webhooks.works import Works
from unison.demo.telling import subscribe
from unison.infrastructure import database
from unison.infrastructure.database import Database
from unison.webhooks import delivering, pauses
from unison.webhooks.delivering import send_waiting


def subjects(receiver: Receiver) -> list[tuple[str, int]]:
    """(stream, version) of each event that came, as the official SDK reads them."""
    events = [each.event() for each in receiver.posts]
    return [(each.get_subject(), each.get_extension("streamversion")) for each in events]


@pytest.mark.parametrize("form", ["binary", "structured"])
def test_a_fact_comes_as_a_cloud_event_that_the_official_sdk_reads(works: Works, receiver: Receiver, form: str) -> None:
    webhook, secret = works.subscribe(receiver.url, form=form)
    works.tell("Lot Ü/1 %")
    works.deliver(webhook)
    (received,) = receiver.posts
    told = received.event()
    assert (told.get_type(), told.get_subject()) == ("io.unison.lots.LotReceived", "lots:Lot Ü/1 %")
    assert told.get_source() == f"/organizations/{works.organization.id}"
    assert told.get_data()["quantity"] == "1"
    assert told.get_dataschema() == "http://127.0.0.1:8000/api/v1/schemas/lots.LotReceived/1"
    assert (told.get_id(), str(told.get_extension("feedseq"))) == (received.id, "1")
    assert received.is_signed_by(secret)
    assert not received.is_signed_by("whsec_" + secret[8:14] + secret[6:8] + secret[14:])
    assert received.path == "/facts?of=plant"
    assert received.headers["webhook-request-origin"] == "127.0.0.1"
    (delivery,) = works.deliveries(webhook)
    assert (delivery["state"], delivery["status"], delivery["attempts"]) == ("accepted", 204, 1)
    assert delivery["duration_ms"] >= 0


def test_a_batch_holds_many_facts_in_the_order_of_the_feed(works: Works, receiver: Receiver) -> None:
    webhook, secret = works.subscribe(receiver.url, form="batch")
    works.tell("A", moves=150)
    works.deliver(webhook)
    first, second = receiver.posts
    assert [each["feedseq"] for each in (*first.batch(), *second.batch())] == [str(n) for n in range(1, 152)]
    assert first.id == first.batch()[0]["id"]
    assert first.is_signed_by(secret)
    assert set(works.states(webhook)) == {"accepted"}


def test_it_is_told_the_types_and_plants_it_wants_from_now_on(works: Works, receiver: Receiver) -> None:
    works.tell("BEFORE")
    works.note()
    webhook, _ = works.subscribe(receiver.url, "lots.LotReceived", plants=["main"])
    works.tell("HERE", moves=1)
    works.tell("THERE", plant="north")
    works.deliver(webhook)
    assert subjects(receiver) == [("lots:HERE", 1)]


def test_what_follows_in_a_stream_waits_for_what_is_not_accepted_and_nothing_else_does(
    works: Works, receiver: Receiver
) -> None:
    def refuse_the_second_of_a(received: Received, _: Any) -> Answer:
        told = received.event()
        return (500 if (told.get_subject(), told.get_extension("streamversion")) == ("lots:A", 2) else 204), {}, b"no"

    receiver.posted = refuse_the_second_of_a
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=3)
    works.tell("B", moves=3)
    works.deliver(webhook)
    assert [version for stream, version in subjects(receiver) if stream == "lots:B"] == [1, 2, 3, 4]
    assert [version for stream, version in subjects(receiver) if stream == "lots:A"] == [1, 2]
    refused = works.deliveries(webhook)[1]
    assert (refused["state"], refused["status"], refused["answer"]) == ("waiting", 500, "no")
    works.send(webhook)
    assert ("lots:A", 3) not in subjects(receiver), "its pause is not over"
    receiver.posted = status(204)
    works.after = timedelta(minutes=1)
    works.send(webhook)
    assert [version for stream, version in subjects(receiver) if stream == "lots:A"] == [1, 2, 2, 3, 4]
    same = [each.id for each in receiver.posts if each.event().get_subject() == "lots:A"]
    assert same[1] == same[2]


def test_a_fact_that_is_refused_for_a_day_while_others_are_accepted_is_dropped(
    works: Works, receiver: Receiver
) -> None:
    receiver.posted = lambda received, _: (400 if received.event().get_subject() == "lots:A" else 204, {}, b"")
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=1)
    works.tell("B")
    works.deliver(webhook)
    works.after = pauses.GIVEN_UP_AFTER
    works.tell("C")
    works.deliver(webhook)
    assert works.states(webhook) == ["dropped", "waiting", "accepted", "accepted"]
    works.send(webhook)
    assert works.deliveries(webhook)[1]["attempts"] == 1, "the next of its stream had its turn"
    assert works.webhook(webhook)["off_at"] is None


def test_a_batch_that_is_refused_is_halved_until_the_fact_to_blame_is_alone(works: Works, receiver: Receiver) -> None:
    receiver.posted = lambda received, _: (
        422 if any(e["subject"] == "lots:P" for e in received.batch()) else 204,
        {},
        b"",
    )
    webhook, _ = works.subscribe(receiver.url, form="batch")
    for lot in range(60):
        works.tell(f"{lot}")
        if lot == 40:
            works.tell("P")
    works.note()
    for _ in range(8):
        works.send(webhook)
        works.after += timedelta(seconds=13)
        works.send(webhook)
        works.after += timedelta(hours=1)
    assert works.states(webhook).count("waiting") == 1
    assert works.webhook(webhook)["off_at"] is None


def test_while_a_secret_is_replaced_both_sign(works: Works, receiver: Receiver) -> None:
    webhook, old = works.subscribe(receiver.url)
    new = works.ask(lambda subs: subs.rotate_secret(works.organization, webhook, 24))
    works.tell("A")
    works.deliver(webhook)
    (both,) = receiver.posts
    assert both.is_signed_by(old)
    assert both.is_signed_by(new)
    works.after = timedelta(hours=25)
    works.tell("B")
    works.deliver(webhook)
    assert not receiver.posts[-1].is_signed_by(old)
    assert receiver.posts[-1].is_signed_by(new)


def test_everything_is_told_again_from_a_number_on_and_what_comes_meanwhile_after_it(
    works: Works, receiver: Receiver
) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=4)
    works.deliver(webhook)
    works.ask(lambda subs: subs.replay(works.organization, webhook, 3))
    works.tell("A", moves=1, version=6)
    works.deliver(webhook)
    assert [version for _, version in subjects(receiver)] == [1, 2, 3, 4, 5, 3, 4, 5, 6]
    first, again = receiver.posts[2], receiver.posts[5]
    assert first.id == again.id
    assert works.webhook(webhook)["replay_next"] is None


def test_a_new_webhook_may_begin_at_a_number_of_the_feed(works: Works, receiver: Receiver) -> None:
    works.tell("A", moves=2)
    works.note()
    webhook, _ = works.subscribe(receiver.url, from_number=2)
    works.deliver(webhook)
    assert [version for _, version in subjects(receiver)] == [2, 3]


def test_only_one_at_a_time_sends_for_a_webhook(works: Works, receiver: Receiver) -> None:
    let_go, begun = threading.Event(), threading.Event()

    def hold(_: Received, __: Any) -> Answer:
        begun.set()
        assert let_go.wait(10)
        return 204, {}, b""

    receiver.posted = hold
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=1)
    works.note()
    with database.connect(works.url, "worker") as other:
        first = threading.Thread(target=send_waiting, args=(other, webhook, works.settings))
        first.start()
        assert begun.wait(10)
        works.send(webhook)  # comes back at once
        assert len(receiver.posts) == 1
        let_go.set()
        first.join()
    assert [version for _, version in subjects(receiver)] == [1, 2]


def test_the_pace_that_the_receiver_allows_is_kept(works: Works, receiver: Receiver) -> None:
    receiver.asked = status(200, ALLOWED | {"WebHook-Allowed-Rate": "6"})
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=1)
    works.deliver(webhook)
    assert len(receiver.posts) == 1
    works.after = timedelta(seconds=9)
    works.send(webhook)
    assert len(receiver.posts) == 1
    works.after = timedelta(seconds=11)
    works.send(webhook)
    assert len(receiver.posts) == 2


def test_an_event_to_try_it_comes_also_while_it_is_off(works: Works, receiver: Receiver) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.ask(lambda subs: subs.switch_off(works.organization, webhook, "for a while"))
    works.ask(lambda subs: subs.try_it(works.organization, webhook))
    works.tell("A")
    works.deliver(webhook)
    (received,) = receiver.posts
    assert received.event().get_type() == "io.unison.webhooks.Tried"
    assert [each["seq"] for each in works.deliveries(webhook)] == [0]


@pytest.mark.parametrize(("missed", "told"), [(True, [1, 2, 3, 4]), (False, [1, 4])])
def test_what_came_while_it_was_off_is_sent_or_skipped(
    works: Works, receiver: Receiver, missed: bool, told: list[int]
) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A")
    works.deliver(webhook)
    works.ask(lambda subs: subs.switch_off(works.organization, webhook, "for a while"))
    works.tell("A", moves=2, version=2)
    works.deliver(webhook)
    works.ask(lambda subs: subs.switch_on(works.organization, webhook, missed=missed))
    works.tell("A", moves=1, version=4)
    works.deliver(webhook)
    assert [version for _, version in subjects(receiver)] == told


def test_a_turn_that_is_over_leaves_the_rest_to_another_job(works: Works, receiver: Receiver) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=1)
    works.note()
    send_waiting(works.connection, webhook, works.settings, turn_s=0)
    assert receiver.posts == []
    assert works.webhook(webhook)["wake_at"] is not None
    assert delivering.KIND.name == "webhook"


def test_the_demo_plant_has_one_that_calls_nobody(works: Works) -> None:
    async def made() -> None:
        pool = Database(works.url, size=2)
        await pool.open()
        await subscribe(pool, works.organization)
        await pool.close()

    asyncio.run(made())
    (row,) = works.ask(lambda subs: subs.all(works.organization))
    works.send(row["webhook_id"])
    shown = works.webhook(row["webhook_id"])
    assert (shown["off_at"] is None, shown["failures"], shown["wake_at"]) == (False, 0, None)
