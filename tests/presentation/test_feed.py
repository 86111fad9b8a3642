"""The feed over HTTP: everything once, in order, and nothing of anybody else."""

from typing import Any

import httpx
import psycopg
import pytest
from showing import AT, MOVED, Firm, number

from unison.infrastructure import database
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.sql import statements
from unison.presentation import feed
from unison.shared import events
from unison.shared.events import Fact


def read(client: httpx.Client, firm: Firm, **asked: Any) -> httpx.Response:
    answered = client.get("feed", params=asked, headers=firm.headers())
    assert answered.status_code == 200, answered.text
    return answered


def _number(cursor: str) -> int:
    return int(cursor.partition(".")[0])


def read_all(client: httpx.Client, firm: Firm, **asked: Any) -> list[dict[str, Any]]:
    """As a reader does: page by page, until it is at the end."""
    told: list[dict[str, Any]] = []
    after = "0"
    while True:
        page = read(client, firm, after=after, **asked)
        told += page.json()
        assert _number(page.headers["unison-feed-next"]) > _number(after), "no way forward"
        after = page.headers["unison-feed-next"]
        if after == page.headers["unison-feed-end"]:
            return told


def test_a_fact_is_told_as_a_cloud_event(client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]) -> None:
    firm.tell_lots("LOT 1")
    number(worker)
    answered = read(client, firm)
    assert answered.headers["content-type"] == "application/cloudevents-batch+json"
    (told,) = answered.json()
    assert told["specversion"] == "1.0"
    end = f"1.{told['feedhash'][:16]}"
    assert answered.headers["unison-feed-end"] == answered.headers["unison-feed-next"] == end
    assert (told["id"], told["feedseq"]) == (end.replace(".", "-"), "1")
    assert told["source"] == f"/organizations/{firm.id}"
    assert (told["type"], told["subject"]) == ("io.unison.lots.LotReceived", "lots:LOT 1")
    assert told["time"] == AT.isoformat().replace("+00:00", "Z")
    assert told["data"]["quantity"] == "12.5"
    assert (told["streamversion"], told["schemaversion"]) == (1, 1)
    assert told["dataschema"] == "http://127.0.0.1:8000/api/v1/schemas/lots.LotReceived/1"
    assert (told["device"], told["deviceseq"], told["plant"]) == ("tablet 3", str(2**40), "main")
    assert told["user"] == str(firm.user)
    assert all(name.isalnum() and name.islower() and len(name) <= 20 for name in told)
    assert all(-(2**31) <= value < 2**31 for value in told.values() if isinstance(value, int))


@pytest.mark.parametrize("limit", [1, 3, 7, 1000])
def test_page_by_page_every_fact_comes_once_and_in_order(
    client: httpx.Client, firm: Firm, other_firm: Firm, worker: psycopg.Connection[Any], limit: int
) -> None:
    for lot in range(7):
        firm.tell_lots(f"{lot}")
        other_firm.tell_lots(f"{lot}")
    number(worker)
    told = read_all(client, firm, limit=limit)
    assert [event["subject"] for event in told] == [f"lots:{lot}" for lot in range(7)]
    assert {event["source"] for event in told} == {f"/organizations/{firm.id}"}
    assert [event["feedseq"] for event in told] == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize("searched", [1, 2, 5, 1000])
def test_a_type_is_picked_out_however_rare_it_is(
    client: httpx.Client,
    firm: Firm,
    worker: psycopg.Connection[Any],
    searched: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed, "SEARCHED", searched)
    firm.tell_lots("1", "2", "3")
    firm.tell("lots:1", 2, MOVED)
    firm.tell_lots("4", "5")
    firm.tell("lots:5", 2, MOVED)
    firm.tell_lots("6")
    number(worker)
    for name in ("lots.LotMoved", "io.unison.lots.LotMoved"):
        assert [e["subject"] for e in read_all(client, firm, type=name, limit=1)] == ["lots:1", "lots:5"]
    assert len(read_all(client, firm, type=["lots.LotMoved", "lots.LotReceived"], limit=2)) == 8


def test_at_the_end_there_is_nothing_more_and_next_stays(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    empty = read(client, firm)
    assert (empty.json(), empty.headers["unison-feed-next"], empty.headers["unison-feed-end"]) == ([], "0", "0")
    firm.tell_lots("1")
    number(worker)
    end = read(client, firm).headers["unison-feed-next"]
    again = read(client, firm, after=end)
    assert (again.json(), again.headers["unison-feed-next"]) == ([], end)


def test_a_cursor_of_another_history_is_told(client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]) -> None:
    firm.tell_lots("1", "2")
    number(worker)
    end = read(client, firm).headers["unison-feed-end"]
    for unknown in ("2.0123456789abcdef", "3.0123456789abcdef"):
        refused = client.get("feed", params={"after": unknown}, headers=firm.headers())
        assert (refused.status_code, refused.json()["code"]) == (410, "history_differs")
        assert (refused.json()["facts"]["end"], refused.headers["unison-feed-end"]) == (end, end)
        assert end in refused.json()["detail"]


@pytest.mark.parametrize(("told", "end"), [((), "0"), (("1", "2"), None)])
def test_a_number_that_the_feed_does_not_have_is_never_its_end(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any], told: tuple[str, ...], end: str | None
) -> None:
    firm.tell_lots(*told)
    number(worker)
    end = end or read(client, firm).headers["unison-feed-end"]
    for beyond in (len(told) + 1, 99_999_999, 10**18 - 1):
        refused = client.get("feed", params={"after": beyond, "limit": 2}, headers=firm.headers())
        assert (refused.status_code, refused.json()["code"]) == (416, "beyond_feed")
        assert (refused.json()["facts"]["end"], refused.headers["unison-feed-end"]) == (end, end)
        assert end in refused.json()["detail"]


def test_a_number_of_the_feed_is_no_cursor_and_the_cursor_there_is_told(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    firm.tell_lots("1", "2")
    number(worker)
    refused = client.get("feed", params={"after": 1}, headers=firm.headers())
    assert (refused.status_code, refused.json()["code"]) == (422, "cursor_without_hash")
    assert [each["subject"] for each in read(client, firm, after=refused.json()["facts"]["cursor"]).json()] == [
        "lots:2"
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [("lots.NeverHeardOf", "lots.LotMoved"), ("io.unison.Lots.LotMoved", "lots.LotMoved"), ("a-b", "lots.LotMoved")],
)
def test_a_type_that_no_fact_has_is_refused_with_those_there_are(
    client: httpx.Client, firm: Firm, name: str, told: str
) -> None:
    refused = client.get("feed", params={"type": ["lots.LotMoved", name]}, headers=firm.headers())
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    (wrong,) = refused.json()["errors"]
    assert (wrong["field"], told in wrong["problem"], name in wrong["problem"]) == ("type.1", True, True)


def test_a_cursor_ahead_of_a_feed_that_has_facts_to_number_is_asked_again(
    client: httpx.Client, firm: Firm, database_url: str, worker: psycopg.Connection[Any]
) -> None:
    """So it is after a crash, until the sequencer has numbered again what it had numbered."""
    firm.tell_lots("1")
    number(worker)
    with database.connect(database_url, "owner") as slow, slow.transaction():
        slow.execute("SELECT pg_current_xact_id()")
        firm.tell_lots("2")
        refused = client.get("feed", params={"after": "2.0123456789abcdef"}, headers=firm.headers())
        further = client.get("feed", params={"after": "3.0123456789abcdef"}, headers=firm.headers())
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (503, "feed_ahead", "1")
    assert (further.status_code, further.json()["code"]) == (410, "history_differs"), "only one fact is still to come"


def test_a_fact_that_commits_late_is_not_passed_by(
    client: httpx.Client, firm: Firm, database_url: str, worker: psycopg.Connection[Any]
) -> None:
    with database.connect(database_url, "owner") as slow:
        with slow.transaction():
            firm.tell("lots:slow", 1, MOVED, over=slow)
            firm.tell_lots("quick")
            Sequencer(worker).drain()
            assert read(client, firm).json() == []
        number(worker)
    assert [event["subject"] for event in read(client, firm).json()] == ["lots:slow", "lots:quick"]


def test_a_fact_stored_in_an_older_form_is_told_in_the_present_one(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {name: events.fact_type(name) for name in events.topics()}
    monkeypatch.setattr(events, "_BY_TOPIC", dict(known))

    class Old(Fact, topic="tests.Renamed"):
        colour: str

    firm.tell("tests:1", 1, Old(colour="red"))
    number(worker)
    monkeypatch.setattr(events, "_BY_TOPIC", dict(known))

    class New(Fact, topic="tests.Renamed", schema_version=2):  # pyright: ignore[reportUnusedClass] - found by its topic
        hue: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["hue"] = state.pop("colour")

    (told,) = read(client, firm).json()
    assert (told["data"], told["schemaversion"]) == ({"hue": "red"}, 2)


@pytest.mark.parametrize(
    ("role", "plants", "code"), [("operator", [], "not_allowed"), ("auditor", ["main"], "not_for_some_plants")]
)
def test_who_may_not_see_everything_may_not_read_the_feed(
    client: httpx.Client, firm: Firm, role: str, plants: list[str], code: str
) -> None:
    refused = client.get("feed", headers=firm.headers(role, plants))
    assert (refused.status_code, refused.json()["code"]) == (403, code)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 1001}, "limit"),
        ({"after": -1}, "after"),
        ({"after": "x"}, "after"),
        ({"after": "7.00"}, "after"),
        ({"type": "a\x00b"}, "type"),
    ],
)
def test_a_malformed_question_names_the_field(
    client: httpx.Client, firm: Firm, asked: dict[str, Any], field: str
) -> None:
    refused = client.get("feed", params=asked, headers=firm.headers())
    assert refused.status_code == 422
    assert [e["field"] for e in refused.json()["errors"]] == [field]


@pytest.mark.parametrize("name", ["read_all", "read_some"])
def test_a_page_is_found_by_the_index_of_the_organization(
    database_url: str, firm: Firm, worker: psycopg.Connection[Any], name: str
) -> None:
    firm.tell_lots("1")
    number(worker)
    query = statements("unison.presentation", "feed.sql")[name]
    with database.connect(database_url, "app") as connection, connection.transaction():
        connection.execute("SELECT set_config('app.organization', %s, true)", (str(firm.id),))
        connection.execute("SET LOCAL enable_seqscan = off")  # the tables of a test are too small for an index
        asked = {"after": 0, "limit": 100, "types": ["lots.LotMoved"], "searched": 1000}
        asked |= {"subjects": [], "subject_prefix": ""}
        plan = "\n".join(row[0] for row in connection.execute("EXPLAIN " + query, asked).fetchall())
    assert "feed_pkey" in plan
    assert "(stream_id = " in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"subject": "lots:1"}, ["lots:1", "lots:1"]),
        ({"subject": ["lots:2", "lots:10"]}, ["lots:2", "lots:10"]),
        ({"subject_prefix": "lots:1"}, ["lots:1", "lots:10", "lots:1"]),
        ({"subject_prefix": "lots:1", "type": "lots.LotMoved"}, ["lots:1"]),
        ({"subject_prefix": "orders:"}, []),
    ],
)
def test_streams_are_picked_out(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any], asked: dict[str, Any], told: list[str]
) -> None:
    firm.tell_lots("1", "2", "10")
    firm.tell("lots:1", 2, MOVED)
    number(worker)
    assert [event["subject"] for event in read(client, firm, **asked).json()] == told
