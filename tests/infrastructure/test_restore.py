"""A dump restored into another server: its transaction ids are of the old one, and nothing may be lost or told twice."""

import uuid
from typing import Any

import psycopg

from unison.infrastructure import codec, database, migrations
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.verification import verify
from unison.main import CONSUMERS

ORGANIZATION = uuid.uuid4()


def _append(connection: psycopg.Connection[Any], stream: str, version: int) -> None:
    event: dict[str, Any] = {
        "stream": stream, "version": version, "topic": "work_orders.WorkOrderReleased", "schema_version": 1, "data": {},
        "meta": {}, "occurred_at": "2026-03-02T08:00:00Z",
    }  # fmt: skip
    connection.execute("SELECT unison.append(%s, '[]', %s)", (ORGANIZATION, codec.encode([event]).decode()))


def _as_from_another_server(owner: psycopg.Connection[Any]) -> None:
    """What a restore leaves: the same rows, with transaction ids that this server has not reached."""
    with owner.transaction():
        owner.execute("ALTER TABLE unison.events DISABLE TRIGGER never_edited")
        owner.execute("UPDATE unison.events SET tx = (tx::text::bigint + 1000000000)::text::xid8")
        owner.execute("UPDATE unison.feed_cursor SET last_tx = (last_tx::text::bigint + 1000000000)::text::xid8")
        owner.execute("ALTER TABLE unison.events ENABLE ALWAYS TRIGGER never_edited")
        owner.execute("UPDATE unison.epochs SET system_identifier = system_identifier - 1")


def _feed(connection: psycopg.Connection[Any]) -> list[tuple[int, str, int]]:
    return connection.execute("SELECT seq, stream_id, version FROM unison.feed ORDER BY seq").fetchall()


def test_the_feed_goes_on_after_a_restore(own_database_url: str) -> None:
    with (
        database.connect(own_database_url, "owner") as owner,
        database.connect(own_database_url, "app") as app,
        database.connect(own_database_url, "worker") as worker,
    ):
        for version in (1, 2, 3):
            _append(app, "work_orders:A", version)
        while len(_feed(worker)) < 3:
            Sequencer(worker).drain()
        before = _feed(worker)
        _append(app, "work_orders:B", 1)  # what was not yet in the feed when the dump was made
        _append(app, "work_orders:B", 2)
        _as_from_another_server(owner)

        assert migrations.migrate(owner, CONSUMERS) == ["began an epoch: the database lives on another server"]
        _append(app, "work_orders:A", 4)
        while len(_feed(worker)) < 6:
            Sequencer(worker).drain()

        assert _feed(worker) == [*before, (4, "work_orders:B", 1), (5, "work_orders:B", 2), (6, "work_orders:A", 4)]
        assert verify(worker).fault is None
        assert migrations.migrate(owner, CONSUMERS) == []
