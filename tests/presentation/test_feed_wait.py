"""A reader that waits: it is answered when there is something, holds nothing meanwhile, and misses nothing."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
import psycopg
import pytest
from fastapi import FastAPI
from showing import MOVED, Firm, number

from unison.presentation import feed_end
from unison.presentation.context import Context
from unison.presentation.feed_end import FeedEnd


@pytest.fixture
def ends(app: FastAPI, address: str) -> FeedEnd:
    reached: Context = app.state.context
    return reached.service(FeedEnd)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.005)


def wait(client: httpx.Client, firm: Firm, **asked: Any) -> httpx.Response:
    return client.get("feed", params={"wait_s": 30} | asked, headers=firm.headers(), timeout=40)


def at_the_end(client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]) -> str:
    firm.tell_lots("0")
    number(worker)
    return client.get("feed", headers=firm.headers()).headers["unison-feed-end"]


def test_it_is_answered_as_soon_as_there_is_a_fact(
    client: httpx.Client, firm: Firm, other_firm: Firm, worker: psycopg.Connection[Any], ends: FeedEnd
) -> None:
    after = at_the_end(client, firm, worker)
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(wait, client, firm, after=after)
        until(lambda: ends.waiting == 1)
        other_firm.tell_lots("1")
        number(worker)
        firm.tell_lots("1")
        number(worker)
        assert [event["subject"] for event in answer.result(10).json()] == ["lots:1"]
    assert ends.waiting == 0


def test_what_it_does_not_want_does_not_end_the_wait(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any], ends: FeedEnd
) -> None:
    after = at_the_end(client, firm, worker)
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(wait, client, firm, after=after, type="lots.LotMoved")
        until(lambda: ends.waiting == 1)
        firm.tell_lots("1")
        number(worker)
        firm.tell("lots:1", 2, MOVED)
        number(worker)
        assert [event["type"] for event in answer.result(10).json()] == ["io.unison.lots.LotMoved"]


def test_after_its_time_it_is_answered_with_nothing(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    after = at_the_end(client, firm, worker)
    began = time.monotonic()
    answered = wait(client, firm, after=after, wait_s=1)
    assert (answered.json(), answered.headers["unison-feed-next"]) == ([], after)
    assert time.monotonic() - began >= 1


def test_no_fact_is_missed_between_reading_and_waiting(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any], ends: FeedEnd
) -> None:
    """Facts come at any moment of a reader's rounds; one that was missed would hold it for half a minute."""
    facts = 60

    def read() -> list[str]:
        told, after = list[str](), "0"
        while len(told) < facts:
            page = wait(client, firm, after=after)
            told += [event["subject"] for event in page.json()]
            after = page.headers["unison-feed-next"]
        return told

    began = time.monotonic()
    with ThreadPoolExecutor() as threads:
        readers: list[Future[list[str]]] = [threads.submit(read) for _ in range(3)]
        for lot in range(facts):
            firm.tell_lots(f"{lot}")
            number(worker)
        for reader in readers:
            assert reader.result(20) == [f"lots:{lot}" for lot in range(facts)]
    assert time.monotonic() - began < 25


def test_whoever_waits_holds_no_connection_and_more_than_there_is_place_for_are_refused(
    client: httpx.Client,
    firm: Firm,
    other_firm: Firm,
    worker: psycopg.Connection[Any],
    ends: FeedEnd,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    after = at_the_end(client, firm, worker)
    waiters = 12  # twice as many as the server has connections
    monkeypatch.setattr(feed_end, "OF_ORGANIZATION", waiters)
    limits = httpx.Limits(max_connections=waiters + 5)
    with httpx.Client(base_url=client.base_url, limits=limits) as many, ThreadPoolExecutor(waiters) as threads:
        answers = [threads.submit(wait, many, firm, after=after) for _ in range(waiters)]
        until(lambda: ends.waiting == waiters)
        began = time.monotonic()
        assert client.get("feed", headers=firm.headers()).status_code == 200
        assert time.monotonic() - began < 2
        refused = wait(client, firm, after=after)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_wait")
        assert refused.headers["retry-after"] == "5"
        assert wait(client, other_firm, wait_s=1).status_code == 200
        firm.tell_lots("1")
        number(worker)
        assert {answer.result(10).json()[0]["subject"] for answer in answers} == {"lots:1"}


def test_a_client_that_goes_leaves_its_place(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any], ends: FeedEnd
) -> None:
    after = at_the_end(client, firm, worker)
    with pytest.raises(httpx.ReadTimeout):
        client.get("feed", params={"after": after, "wait_s": 60}, headers=firm.headers(), timeout=0.5)
    until(lambda: ends.waiting == 0)


def test_after_the_connection_that_listens_was_lost_the_wait_goes_on(
    client: httpx.Client,
    firm: Firm,
    worker: psycopg.Connection[Any],
    owner: psycopg.Connection[Any],
    ends: FeedEnd,
) -> None:
    after = at_the_end(client, firm, worker)
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(wait, client, firm, after=after)
        until(lambda: ends.waiting == 1)
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN unison_live'")
        firm.tell_lots("1")
        number(worker)
        assert [event["subject"] for event in answer.result(10).json()] == ["lots:1"]
