"""The store: all or nothing, never edited, a stream's long past read once."""

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from tests.conftest import Organization
from tests.spine import (
    AT,
    MOVED,
    RECEIVED,
    append,
    count,
    envelope,
    event,
    lot_moves,
    new_command,
    process,
    tell,
    uuid7,
)
from unison.infrastructure import codec, database
from unison.infrastructure.database import Database, Role
from unison.infrastructure.event_store import SNAPSHOT_EVERY, Carried, CommandKnown, Conflict, EventStore
from unison.infrastructure.fingerprints import state_form
from unison.lots.domain.facts import LotMoved
from unison.lots.domain.state import LOT, Lot
from unison.shared.events import Fact, Meta
from unison.shared.ports import Aggregate, Staged

EVENTS = "SELECT count(*) FROM unison.events WHERE organization_id = %s"


def staged(stream: str, version: int, location: str = "rack 7") -> Staged:
    return Staged(stream, version, LotMoved(location=location), AT, Meta())


def store_of(url: str) -> tuple[Database, EventStore]:
    pool = Database(url, size=2)
    return pool, EventStore(pool.pool)


def attempt(url: str, organization: UUID, commands: Sequence[Carried], events: Sequence[Staged]) -> None:
    async def run() -> None:
        pool, store = store_of(url)
        await pool.open()
        try:
            await store.append(organization, commands, events)
        finally:
            await pool.close()

    asyncio.run(run())


def test_facts_of_several_streams_are_stored_all_or_none(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(owner, organization.id, event("lots:A", 1, RECEIVED), event("lots:B", 1, RECEIVED))
    carried = Carried(uuid7(), "00", "{}")
    with pytest.raises(Conflict) as conflict:
        attempt(database_url, organization.id, [carried], [staged("lots:A", 2), staged("lots:B", 1)])
    assert list(conflict.value.streams) == ["lots:A", "lots:B"]
    assert count(database_url, EVENTS, organization.id) == 2
    assert count(database_url, "SELECT count(*) FROM unison.commands WHERE command_id = %s", carried.id) == 0
    attempt(database_url, organization.id, [carried], [staged("lots:A", 2), staged("lots:B", 2)])
    assert count(database_url, EVENTS, organization.id) == 4


def test_a_known_command_id_stores_nothing(database_url: str, organization: Organization) -> None:
    carried = Carried(uuid7(), "00", "{}")
    attempt(database_url, organization.id, [carried], [staged("lots:A", 1)])
    with pytest.raises(CommandKnown):
        attempt(database_url, organization.id, [Carried(uuid7(), "01", "{}"), carried], [staged("lots:B", 1)])
    assert count(database_url, EVENTS, organization.id) == 1
    assert count(database_url, "SELECT count(*) FROM unison.commands WHERE organization_id = %s", organization.id) == 1


def test_an_unusual_violation_is_neither_a_conflict_nor_a_repetition(
    database_url: str, organization: Organization
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        attempt(database_url, organization.id, [], [staged("lots:A", -1)])


def test_the_facts_of_a_command_that_moves_two_streams_land_together(
    database_url: str, organization: Organization
) -> None:
    tell(
        database_url, organization.id,
        new_command("lots.receive", lot="L", material="steel", quantity=10, unit="kg"),
        new_command("work_orders.create", work_order="W", product="Gear", quantity_pcs=5),
        new_command("work_orders.release", work_order="W"),
        new_command("work_orders.consume_lot", work_order="W", lot="L", quantity=4),
    )  # fmt: skip
    with database.connect(database_url, "worker") as connection:
        transactions = connection.execute(
            """SELECT array_agg(stream_id ORDER BY stream_id) FROM unison.events
               WHERE organization_id = %s GROUP BY tx HAVING count(*) > 1""",
            (organization.id,),
        ).fetchall()
    assert sorted(transactions) == [(["lots:L", "materials:steel"],), (["lots:L", "work_orders:W"],)]


# Never edited -----------------------------------------------------------------------------------------------------

CHANGES: list[LiteralString] = [
    "UPDATE unison.{t} SET version = version + 1",
    "UPDATE unison.{t} SET version = 1 WHERE false",
    "DELETE FROM unison.{t}",
    "TRUNCATE unison.{t}",
    "TRUNCATE unison.{t} CASCADE",
    "MERGE INTO unison.{t} USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    "MERGE INTO unison.{t} USING (SELECT 1) s ON true WHEN MATCHED THEN UPDATE SET version = 9",
]
ROLES: list[Role] = ["owner", "app", "worker"]


@pytest.mark.parametrize(("role", "table", "change"), list(itertools.product(ROLES, ("events", "feed"), CHANGES)))
def test_nobody_changes_or_removes_a_fact(
    database_url: str, role: Role, table: LiteralString, change: LiteralString
) -> None:
    with (
        database.connect(database_url, role) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(sql.SQL(change).format(t=sql.SQL(table)))


@pytest.mark.parametrize("table", ["events", "feed"])
def test_not_even_a_superuser_in_the_mode_that_skips_triggers(
    owner: psycopg.Connection[Any], organization: Organization, table: LiteralString
) -> None:
    assert owner.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (True,)
    append(owner, organization.id, event("lots:A", 1, RECEIVED))
    with owner.transaction(force_rollback=True):
        owner.execute("SET LOCAL session_replication_role = replica")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="a fact is never edited"):
            owner.execute(sql.SQL("DELETE FROM unison.{}").format(sql.Identifier(table)))


def test_an_upsert_does_not_get_round_it(owner: psycopg.Connection[Any], organization: Organization) -> None:
    append(owner, organization.id, event("lots:A", 1, RECEIVED))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute(
            """INSERT INTO unison.events (organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at,
                 stream_hash) SELECT organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at,
                 stream_hash FROM unison.events WHERE organization_id = %s
               ON CONFLICT ON CONSTRAINT events_pkey DO UPDATE SET topic = 'lots.LotShipped'""",
            (organization.id,),
        )


# Snapshots --------------------------------------------------------------------------------------------------------

LONG = 10_000


def rows_read(url: str, organization: UUID, stream: str) -> int:
    """How many rows a load of the lot has to read now."""
    query = "SELECT count(*) FROM unison.load(%s, %s, %s)"
    with database.connect(url, "app") as connection:
        row = connection.execute(query, (organization, stream, state_form(LOT))).fetchone()
    assert row is not None
    return row[0]


def load(url: str, organization: UUID, lot: str, aggregate: Aggregate[Lot] = LOT) -> tuple[Lot | None, int, float]:
    """State, version, and how many seconds it took."""

    async def run() -> tuple[Lot | None, int, float]:
        pool, store = store_of(url)
        await pool.open()
        try:
            began = time.perf_counter()
            loaded = await store.load(organization, aggregate, lot)
            return loaded.state, loaded.version, time.perf_counter() - began
        finally:
            await pool.close()

    return asyncio.run(run())


def test_a_long_stream_is_read_from_its_snapshot(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(owner, organization.id, *lot_moves("L", LONG))
    assert rows_read(database_url, organization.id, "lots:L") == LONG
    whole, version, slow_s = load(database_url, organization.id, "L")
    assert whole is not None
    assert (whole.quantity, whole.location, whole.version) == (RECEIVED.quantity, f"rack {LONG}", LONG)
    assert version == LONG
    assert rows_read(database_url, organization.id, "lots:L") == 1
    again = [load(database_url, organization.id, "L") for _ in range(5)]
    assert [each[:2] for each in again] == [(whole, version)] * 5
    assert min(fast_s for _, _, fast_s in again) < slow_s / 3
    tell(database_url, organization.id, new_command("lots.move", lot="L", location="dock"))
    assert rows_read(database_url, organization.id, "lots:L") == 2
    assert whole is not None
    assert load(database_url, organization.id, "L")[:2] == (replace(whole, location="dock", version=LONG + 1), LONG + 1)


def test_a_snapshot_comes_again_only_when_the_stream_has_grown(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    events = lot_moves("L", 2 * SNAPSHOT_EVERY + 10)
    append(owner, organization.id, *events[: SNAPSHOT_EVERY - 1])
    load(database_url, organization.id, "L")
    assert rows_read(database_url, organization.id, "lots:L") == SNAPSHOT_EVERY - 1
    append(owner, organization.id, events[SNAPSHOT_EVERY - 1])
    load(database_url, organization.id, "L")
    assert rows_read(database_url, organization.id, "lots:L") == 1
    append(owner, organization.id, *events[SNAPSHOT_EVERY:])
    load(database_url, organization.id, "L")
    assert rows_read(database_url, organization.id, "lots:L") == 1


def test_a_snapshot_of_another_form_is_not_read(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(owner, organization.id, *lot_moves("L", 3))
    lie = '{"material": "gold", "unit": "kg", "plant": "main", "quantity": "1"}'
    owner.execute("SELECT unison.save_snapshot(%s, 'lots:L', 3, 'older', %s)", (organization.id, lie))
    state, version, _ = load(database_url, organization.id, "L")
    assert (state and state.material, version) == ("steel", 3)


def evolve_otherwise(lot: Lot | None, fact: Fact, at: datetime) -> Lot:
    """As another version folds a lot: the same fields, another rule."""
    return replace(LOT.evolve(lot, fact, at), location="unknown")


def test_a_snapshot_that_was_folded_otherwise_is_not_read(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(owner, organization.id, *lot_moves("L", SNAPSHOT_EVERY + 5))
    load(database_url, organization.id, "L")
    otherwise = replace(LOT, evolve=evolve_otherwise)
    state, version, _ = load(database_url, organization.id, "L", otherwise)
    assert (state and state.location, version) == ("unknown", SNAPSHOT_EVERY + 5)
    state, version, _ = load(database_url, organization.id, "L")
    assert (state and state.location, version) == (f"rack {SNAPSHOT_EVERY + 5}", SNAPSHOT_EVERY + 5)


def test_an_older_snapshot_never_replaces_a_newer_one(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(owner, organization.id, *lot_moves("L", SNAPSHOT_EVERY + 5))
    state, _, _ = load(database_url, organization.id, "L")
    assert rows_read(database_url, organization.id, "lots:L") == 1
    late = codec.encode(replace(state, location="long ago")).decode() if state else ""
    owner.execute("SELECT unison.save_snapshot(%s, 'lots:L', 100, %s, %s)", (organization.id, state_form(LOT), late))
    assert load(database_url, organization.id, "L")[:2] == (state, SNAPSHOT_EVERY + 5)


def test_a_command_on_a_long_stream_costs_what_it_costs_on_a_short_one(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    """A process that has just started knows no states, and reads the snapshot and what came after it."""
    append(owner, organization.id, *lot_moves("LONG", LONG), *lot_moves("SHORT", 2))
    load(database_url, organization.id, "LONG")

    async def seconds(lot: str) -> float:
        async with process(database_url) as commands:
            command = envelope(organization.id, new_command("lots.move", lot=lot, location=f"dock {uuid7()}"))
            began = time.perf_counter()
            await commands.send(command)
            return time.perf_counter() - began

    long = min(asyncio.run(seconds("LONG")) for _ in range(5))
    short = min(asyncio.run(seconds("SHORT")) for _ in range(5))
    assert long < 5 * short


def test_what_is_stored_is_read_as_it_was(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(owner, organization.id, event("lots:A", 1, RECEIVED), event("lots:A", 2, MOVED))
    state, version, _ = load(database_url, organization.id, "A")
    assert state == LOT.evolve(LOT.evolve(None, RECEIVED, AT), MOVED, AT)
    assert version == 2
