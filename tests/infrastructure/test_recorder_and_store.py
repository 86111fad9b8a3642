"""The product and the `eventsourcing` library read each other's facts, of every form; and a subscription goes on from where it
has looked."""

import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import psycopg
import pytest
from eventsourcing.persistence import Notification, StoredEvent
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Organization
from tests.spine import AT, BOB, append, event, lot_moves, sequence
from unison.infrastructure import codec, database
from unison.infrastructure.recorder import FactMapper, PostgresRecorder
from unison.shared.events import Fact, Meta, Recorded


class Grown(Fact, topic="tests.Grown", schema_version=3):
    """Once `weight`, then `weight_g`."""

    weight_mg: int = 0
    by: str | None = None

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["weight_g"] = state.pop("weight")

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        state["weight_mg"] = state.pop("weight_g") * 1000


FORMS = {1: ("weight", 1000), 2: ("weight_g", 1000), 3: ("weight_mg", 1)}


@pytest.fixture(scope="module")
def recorder(database_url: str) -> Iterator[PostgresRecorder]:
    with closing(PostgresRecorder(database_url, uuid.uuid4(), pool_size=2)) as opened:
        yield opened


@given(form=st.sampled_from(sorted(FORMS)), weight=st.integers(0, 10**9), by=st.none() | st.text(max_size=5))
@settings(max_examples=25)
def test_the_library_reads_what_the_product_has_stored_in_any_form(
    recorder: PostgresRecorder, form: int, weight: int, by: str | None
) -> None:
    name, factor = FORMS[form]
    by = None if by is None else by.replace("\0", "")  # no text of PostgreSQL has it
    stream, told = f"tests:{uuid.uuid4()}", {name: weight} | ({} if by is None else {"by": by})
    with database.connect(recorder.url, "app") as connection:
        append(connection, recorder.organization, event(stream, 1, Grown(), data=told, schema_version=form))
    (stored,) = recorder.select_events(stream)
    assert FactMapper().to_domain_event(stored) == Grown(weight_mg=weight * factor, by=by)


@given(weight=st.integers(0, 10**9), by=st.none() | st.text(max_size=5))
@settings(max_examples=25)
def test_the_product_reads_what_the_library_has_stored(recorder: PostgresRecorder, weight: int, by: str | None) -> None:
    by = None if by is None else by.replace("\0", "")
    stream, fact = f"tests:{uuid.uuid4()}", Grown(weight_mg=weight, by=by)
    told = Recorded(0, recorder.organization, stream, 1, fact, Meta(), AT, AT)
    numbers = recorder.insert_events([FactMapper().to_stored_event(told)]) or [0]
    with database.connect(recorder.url, "worker") as connection:
        read = "SELECT schema_version, data::text FROM unison.events WHERE organization_id = %s AND stream_id = %s"
        ((form, data),) = connection.execute(read, (recorder.organization, stream)).fetchall()
    assert (form, json.loads(data)) == (3, {"weight_mg": weight, "by": by})
    assert codec.decode_fact(Grown.topic, form, data) == fact
    (found,) = recorder.select_notifications(numbers[0], 1)
    assert FactMapper().to_domain_event(found).fact == fact


@pytest.mark.parametrize(
    "state",
    [
        b"\x00 not JSON",
        b'{"a":1,"class_version":2}',
        b'{"a":1,"class_version":1}',
        b'{"a":1,"class_version":true}',
        b'{"class_version":70000}',
        b'{"$base64":"QQ=="}',
        b'{"a":"\\u0000"}',
        b"[1,2]",
    ],
)
def test_what_an_application_of_the_library_stores_comes_back(recorder: PostgresRecorder, state: bytes) -> None:
    stream = uuid.uuid4()
    recorder.insert_events([StoredEvent(stream, 1, "of.another.application", state)])
    (stored,) = recorder.select_events(stream)
    assert stored == StoredEvent(stream, 1, "of.another.application", state)


def test_a_notification_says_who_told_it_when_and_at_which_plant(
    database_url: str, organization: Organization, owner: psycopg.Connection[Any]
) -> None:
    meta = {"user": str(BOB), "plant": "main", "correlation_id": str(uuid.UUID(int=7))}
    append(owner, organization.id, event("tests:A", 1, Grown(weight_mg=3), meta=meta))
    sequence(database_url)
    with closing(PostgresRecorder(database_url, organization.id, pool_size=1)) as recorder:
        (found,) = recorder.select_notifications(None, 10)
        told = FactMapper().to_domain_event(found)
    assert (told.seq, told.stream_id, told.version, told.fact) == (1, "tests:A", 1, Grown(weight_mg=3))
    assert told.meta == Meta(user=BOB, plant="main", correlation_id=uuid.UUID(int=7))
    assert told.occurred_at == AT
    assert told.recorded_at > AT


class Watched(PostgresRecorder):
    """Notes from where it is asked, and how far its subscriber has come."""

    def __init__(self, url: str, organization: uuid.UUID) -> None:
        super().__init__(url, organization, pool_size=2)
        self.asked: list[int | None] = []
        self.reached: list[int] = []

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        self.asked.append(start)
        return super().select_notifications(start, limit, stop, topics, inclusive_of_start=inclusive_of_start)

    def passed(self, number: int) -> None:
        self.reached.append(number)


def test_facts_of_others_are_looked_through_once(
    database_url: str, organization: Organization, owner: psycopg.Connection[Any]
) -> None:
    def tell(*told: dict[str, Any]) -> None:
        append(owner, organization.id, *told)
        sequence(database_url)

    tell(*lot_moves("L1", 700))
    with (
        closing(Watched(database_url, organization.id)) as recorder,
        recorder.subscribe(topics=[Grown.topic]) as subscription,
    ):
        for number in range(1, 4):
            tell(event("tests:A", number, Grown(weight_mg=number)), *lot_moves(f"M{number}", 20))
            assert next(subscription).originator_version == number
        assert recorder.reached[0] == 700
        assert recorder.reached == sorted(recorder.reached)
        assert [asked for asked in recorder.asked if (asked or 0) < 700] == [0]
