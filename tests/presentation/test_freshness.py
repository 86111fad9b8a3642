"""Read your own writes: a view waits for the fact it is asked for, but not for ever."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import sql
from showing import MOVED, VIEW, Firm, number

from projections.work_order_board import PROJECTION
from unison.infrastructure import database
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.presentation.freshness import split


def project(worker: psycopg.Connection[Any]) -> None:
    number(worker)
    ConsumerWorker(worker, PROJECTION).catch_up()


def ask(client: httpx.Client, firm: Firm, after: str | None) -> httpx.Response:
    return client.get("view", params={} if after is None else {"after": after}, headers=firm.headers())


def test_a_view_that_has_the_fact_answers_at_once(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    firm.tell_lots("LOT@1:a")
    project(worker)
    began = time.perf_counter()
    assert ask(client, firm, "lots:LOT@1:a@1").status_code == 200
    assert time.perf_counter() - began < 1


def test_a_view_waits_until_it_has_the_fact(client: httpx.Client, firm: Firm, database_url: str) -> None:
    firm.tell_lots("1")

    def later() -> None:
        time.sleep(0.3)
        with database.connect(database_url, "worker") as connection:
            project(connection)

    projector = threading.Thread(target=later)
    began = time.perf_counter()
    projector.start()
    answered = ask(client, firm, "lots:1@1")
    projector.join()
    assert answered.status_code == 200
    assert 0.25 < time.perf_counter() - began < 2


def test_a_fact_that_is_not_numbered_in_time_is_answered_504(client: httpx.Client, firm: Firm) -> None:
    firm.tell_lots("1")
    began = time.perf_counter()
    refused = ask(client, firm, "lots:1@1")
    assert (refused.status_code, refused.json()["code"]) == (504, "not_yet_projected")
    assert 1.9 < time.perf_counter() - began < 3


def test_a_fact_that_is_numbered_but_not_applied_in_time_is_answered_504(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    project(worker)
    firm.tell_lots("1")
    number(worker)
    assert ask(client, firm, "lots:1@1").status_code == 504


def test_a_fact_of_another_organization_is_never_found(
    client: httpx.Client, firm: Firm, other_firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    other_firm.tell_lots("1")
    project(worker)
    refused = ask(client, firm, "lots:1@1")
    assert (refused.status_code, refused.json()["code"]) == (404, "unknown_position")


def test_a_stream_that_was_set_aside_is_said_to_be(
    client: httpx.Client, firm: Firm, owner: psycopg.Connection[Any], worker: psycopg.Connection[Any]
) -> None:
    firm.tell_lots("1", "2")
    firm.tell("lots:1", 2, MOVED)
    project(worker)
    owner.execute(
        """INSERT INTO unison.parked_streams (consumer, organization_id, stream_id, from_version, position, error)
           VALUES (%s, %s, 'lots:1', 2, 1, 'x')""",
        (VIEW, firm.id),
    )
    refused = ask(client, firm, "lots:1@2")
    assert (refused.status_code, refused.json()["code"]) == (409, "stream_parked")
    assert ask(client, firm, "lots:1@1").status_code == 200
    assert ask(client, firm, "lots:2@1").status_code == 200


def test_without_after_nothing_is_waited_for(client: httpx.Client, firm: Firm) -> None:
    firm.tell_lots("1")
    assert ask(client, firm, None).status_code == 200
    assert ask(client, firm, "lots:1@0").status_code == 200


@pytest.mark.parametrize(
    "after", ["", "x", "@1", "lots:1@", "lots:1@x", "lots:1@-1", "lots:1@9999999999", "a\x00@1", "a@²"]
)
def test_a_malformed_after_is_named(client: httpx.Client, firm: Firm, after: str) -> None:
    refused = ask(client, firm, after)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "after"


def test_the_version_stands_behind_the_last_at() -> None:
    assert split("lots:me@home@12") == ("lots:me@home", 12)


# Views that are being rebuilt ---------------------------------------------------------------------------------------


@pytest.fixture
def rebuilding(owner: psycopg.Connection[Any]) -> Iterator[None]:
    """Another version has migrated, and the view is not rebuilt yet."""
    change = "UPDATE unison.consumers SET wanted_fingerprint = {} WHERE name = %s"
    owner.execute(sql.SQL(change).format(sql.Literal("another")), (VIEW,))
    yield
    owner.execute(sql.SQL(change).format(sql.Identifier("fingerprint")), (VIEW,))


def test_a_view_of_this_version_says_nothing(client: httpx.Client, firm: Firm) -> None:
    assert "Unison-View" not in ask(client, firm, None).headers


@pytest.mark.usefixtures("rebuilding")
def test_a_view_that_is_being_rebuilt_answers_and_says_so(client: httpx.Client, firm: Firm) -> None:
    answered = ask(client, firm, None)
    assert (answered.status_code, answered.headers["Unison-View"]) == (200, "rebuilding")


@pytest.mark.usefixtures("rebuilding")
def test_what_the_old_tables_do_not_have_is_asked_for_later(client: httpx.Client, firm: Firm) -> None:
    refused = client.get("column-to-come", headers=firm.headers())
    assert (refused.status_code, refused.json()["code"]) == (503, "view_rebuilding")
    assert refused.headers["Retry-After"] == "5"
