"""The engine: each fact counts once, whatever the messages say; what is bad stands aside; rebuilt is the same."""

import asyncio
import dataclasses
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg import sql

from tests.conftest import make_organization
from tests.spine import (
    AT,
    RECEIVED,
    append,
    contents,
    event,
    everything,
    everything_else,
    history,
    new_command,
    own_database,
    process,
    project,
    send,
    sequence,
    tell,
)
from unison.infrastructure import codec, database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.feed.lane import LaneReader
from unison.infrastructure.feed.parking import ParkedStream, parked_streams, resume
from unison.infrastructure.feed.reading import read_feed
from unison.infrastructure.projection.engine import Batch, Projection, Write, apply
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.projection.tables import create_tables
from unison.infrastructure.projection.workers import Workers
from unison.lots.domain.facts import LotMoved
from unison.main import CONSUMERS, PROJECTIONS
from unison.shared.events import Meta, Recorded

BY_NAME = {projection.name: projection for projection in PROJECTIONS}
GENEALOGY, BOARD = BY_NAME["genealogy"], BY_NAME["work_order_board"]

# Order within a batch ---------------------------------------------------------------------------------------------

_WRITES = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 4), st.sampled_from([1, 2])), max_size=60)


def _recorded(organization: int) -> Recorded[Any]:
    return Recorded(1, UUID(int=organization), "lots:A", 1, RECEIVED, Meta(), AT, AT)


def _batch(writes: list[tuple[str, int, int]]) -> Batch:
    batch = Batch()
    for place, (statement, key, organization) in enumerate(writes):
        batch.add(_recorded(organization), Write(statement, key, {"place": place, "key": key}))
    return batch


@given(_WRITES)
def test_a_batch_carries_each_key_s_writes_out_in_their_order(writes: list[tuple[str, int, int]]) -> None:
    """Whatever the statements do to a row: what one key sees is what it would see one by one."""
    one_by_one: dict[object, list[object]] = defaultdict(list)
    for place, (statement, key, organization) in enumerate(writes):
        one_by_one[UUID(int=organization), key].append((statement, place))
    together: dict[object, list[object]] = defaultdict(list)
    for statement, rows in _batch(writes):
        for row in rows:
            together[row["organization_id"], row["key"]].append((statement, row["place"]))
    assert together == one_by_one


@given(_WRITES)
def test_no_statement_gets_two_rows_of_one_key(writes: list[tuple[str, int, int]]) -> None:
    for _, rows in _batch(writes):
        keys = [(row["organization_id"], row["key"]) for row in rows]
        assert len(keys) == len(set(keys))


@given(st.integers(1, 200))
def test_writes_of_different_keys_go_together(count: int) -> None:
    """Each thing created and then marked: two statements, however many things there are."""
    batch = _batch([write for key in range(count) for write in (("create", key, 1), ("mark", key, 1))])
    assert [(statement, len(rows)) for statement, rows in batch] == [("create", count), ("mark", count)]


# The demo plant's ten days, and more ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plant(server: EmbeddedPostgres) -> Iterator[str]:
    """A database whose store holds at least one of every fact of every capability, for two organizations; projected."""
    with own_database(server) as url:
        with database.connect(url, "owner") as owner:
            organizations = [make_organization(owner).id for _ in range(2)]
        until = datetime.now(UTC) - timedelta(minutes=10)
        tell(url, organizations[0], *history(until))
        tell(url, organizations[1], *everything_else(until))
        project(url)
        yield url


@pytest.fixture
def owner_of_plant(plant: str) -> Iterator[psycopg.Connection[Any]]:
    with database.connect(plant, "owner") as connection:
        yield connection


def applied(
    connection: psycopg.Connection[Any], projection: Projection, cuts: Callable[[list[Any]], Iterator[list[Any]]]
) -> Callable[[], dict[str, list[str]]]:
    """Applies the whole feed to tables of its own, in the pieces that `cuts` makes of it; answers how to read them."""
    schema = f"other_{projection.name}"
    with connection.transaction():
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))
        create_tables(connection, projection, schema)
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE unison_worker")
        cursor.execute("SELECT set_config('search_path', %s, true)", (f"{schema}, unison",))
        for piece in cuts(read_feed(cursor, projection, after=0, up_to=10**9)):
            apply(cursor, projection, map(codec.recorded, piece))
    return lambda: contents(connection.info.dsn + f" password={connection.info.password}", schema)


def one_by_one(rows: list[Any]) -> Iterator[list[Any]]:
    yield from ([row] for row in rows)


def all_at_once(rows: list[Any]) -> Iterator[list[Any]]:
    yield rows


def twice(rows: list[Any]) -> Iterator[list[Any]]:
    yield rows
    yield rows


def each_twice(rows: list[Any]) -> Iterator[list[Any]]:
    for row in rows:
        yield from ([row], [row])


def in_random_pieces(rows: list[Any]) -> Iterator[list[Any]]:
    """With a part of what came before once more at every start, as after a lost commit."""
    chance, at = random.Random(7), 0
    while at < len(rows):
        size = chance.randint(1, 60)
        yield rows[max(0, at - chance.randint(0, 10)) : at + size]
        at += size


def test_the_plant_has_told_everything_that_the_projections_take(plant: str) -> None:
    with database.connect(plant, "worker") as connection:
        told = {row[0] for row in connection.execute("SELECT DISTINCT topic FROM unison.events")}
        assert parked_streams(connection) == []
    assert {topic for projection in PROJECTIONS for topic in projection.topics} - told == set()


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
@pytest.mark.parametrize("cuts", [one_by_one, all_at_once, twice, each_twice, in_random_pieces])
def test_however_the_feed_is_cut_the_rows_are_the_same(
    cuts: Callable[[list[Any]], Iterator[list[Any]]],
    projection: Projection,
    plant: str,
    owner_of_plant: psycopg.Connection[Any],
) -> None:
    live = contents(plant, projection.name)
    assert any(live.values())
    assert applied(owner_of_plant, projection, cuts)() == live


def test_rebuilt_is_the_same(plant: str, owner_of_plant: psycopg.Connection[Any]) -> None:
    live = everything(plant)
    for projection in PROJECTIONS:
        rebuild(owner_of_plant, projection)
    assert everything(plant) == live


# Messages ---------------------------------------------------------------------------------------------------------


@dataclasses.dataclass
class Line:
    """One projection's line, with a lot that facts can be told of."""

    url: str
    owner: psycopg.Connection[Any]
    worker: LaneReader
    organization: UUID = dataclasses.field(default_factory=uuid4)
    version: int = 0

    def moves(self, times: int, lot: str = "L") -> None:
        facts = [event(f"lots:{lot}", 1, RECEIVED)] if self.version == 0 else []
        begin = max(self.version, 1)
        facts += [event(f"lots:{lot}", begin + n, LotMoved(location=f"{begin + n}")) for n in range(1, times + 1)]
        self.version = begin + times
        append(self.owner, self.organization, *facts)
        sequence(self.url)

    def movements(self) -> list[int]:
        rows = self.owner.execute(
            "SELECT version FROM genealogy.movements WHERE organization_id = %s ORDER BY version", (self.organization,)
        ).fetchall()
        return [version for (version,) in rows]

    def queued(self) -> int:
        row = self.owner.execute("SELECT count(*) FROM pgmq.q_lane_fast").fetchone()
        assert row is not None
        return row[0]

    def position(self) -> int:
        row = self.owner.execute("SELECT position FROM unison.consumers WHERE name = 'genealogy'").fetchone()
        assert row is not None
        return row[0]

    def end(self) -> int:
        row = self.owner.execute("SELECT last_cell_seq FROM unison.feed_cursor").fetchone()
        assert row is not None
        return row[0]


@pytest.fixture
def line(own_database_url: str) -> Iterator[Line]:
    with (
        database.connect(own_database_url, "owner") as owner,
        database.connect(own_database_url, "worker") as connection,
    ):
        yield Line(own_database_url, owner, LaneReader(connection, "fast", [GENEALOGY]))


def test_every_message_of_the_queue_is_answered(line: Line) -> None:
    for _ in range(5):
        line.moves(3)
    assert line.queued() == 5
    line.worker.catch_up()
    assert (line.queued(), line.position()) == (0, line.end())
    assert line.movements() == list(range(1, line.version + 1))


def test_a_lost_message_costs_no_fact(line: Line) -> None:
    line.moves(3)
    line.worker.catch_up()
    line.moves(3)
    line.moves(3)
    line.owner.execute("DELETE FROM pgmq.q_lane_fast WHERE msg_id = (SELECT min(msg_id) FROM pgmq.q_lane_fast)")
    line.worker.catch_up()
    assert line.movements() == list(range(1, line.version + 1))


def test_a_purged_queue_costs_no_fact(line: Line) -> None:
    for _ in range(4):
        line.moves(5)
    line.owner.execute("SELECT pgmq.purge_queue('lane_fast')")
    assert line.queued() == 0
    line.worker.catch_up()
    assert line.movements() == list(range(1, line.version + 1))


def test_a_message_that_comes_again_counts_nothing_twice(line: Line) -> None:
    line.moves(3)
    line.worker.catch_up()
    before = contents(line.url, "genealogy")
    again: LiteralString = "SELECT pgmq.send('lane_fast', '{\"first_seq\": 1, \"last_seq\": 4}')"
    for _ in range(3):
        line.owner.execute(again)
    line.worker.catch_up()
    assert line.queued() == 0
    assert contents(line.url, "genealogy") == before
    assert line.position() == line.end()


def test_a_message_of_what_is_not_there_yet_skips_nothing(line: Line) -> None:
    """From a queue that was restored from elsewhere, say."""
    line.moves(3)
    line.owner.execute("SELECT pgmq.send('lane_fast', '{\"first_seq\": 1, \"last_seq\": 1000000}')")
    line.worker.catch_up()
    assert line.position() == line.end()
    line.moves(3)
    line.worker.catch_up()
    assert line.movements() == list(range(1, line.version + 1))


def test_a_worker_that_dies_within_its_step_leaves_nothing_half_done(line: Line) -> None:
    line.moves(5)

    def step_and_die() -> None:
        with database.connect(line.url, "worker") as dying, dying.transaction():
            assert LaneReader(dying, "fast", [GENEALOGY]).step() is not None
            line.owner.execute("SELECT pg_terminate_backend(%s)", (dying.info.backend_pid,))
            dying.execute("SELECT 1")

    with pytest.raises(psycopg.OperationalError):
        step_and_die()
    assert (line.movements(), line.position()) == ([], 0)
    line.worker.catch_up()
    assert line.movements() == list(range(1, line.version + 1))


def test_a_long_backlog_goes_in_short_transactions(line: Line) -> None:
    line.moves(40)
    steps = 0
    with database.connect(line.url, "worker") as connection:
        reader = LaneReader(connection, "fast", [GENEALOGY], page=7)
        while reader.step() is not None:
            steps += 1
    assert steps >= 6
    assert line.movements() == list(range(1, line.version + 1))
    assert line.queued() == 0


def test_each_lane_has_one_reader(line: Line) -> None:
    with database.connect(line.url, "worker") as connection:
        assert line.worker.take_lead()
        assert not LaneReader(connection, "fast", [GENEALOGY]).take_lead()
        assert LaneReader(connection, "slow", [GENEALOGY]).take_lead()


# What is bad stands aside -----------------------------------------------------------------------------------------


def bad_rack(owner: psycopg.Connection[Any]) -> None:
    """The table takes no movement to rack 13, so the fact that tells of one cannot be applied."""
    owner.execute("ALTER TABLE genealogy.movements ADD CONSTRAINT unlucky CHECK (location <> 'rack 13')")


def told(line: Line) -> None:
    """Three lots; the second is moved to rack 13 in its third fact."""
    for lot in ("A", "B", "C"):
        racks = ("rack 1", "rack 13" if lot == "B" else "rack 2", "rack 3")
        moves = [event(f"lots:{lot}", 2 + n, LotMoved(location=rack)) for n, rack in enumerate(racks)]
        append(line.owner, line.organization, event(f"lots:{lot}", 1, RECEIVED), *moves)
    sequence(line.url)


def versions(line: Line) -> dict[str, list[int]]:
    rows = line.owner.execute(
        "SELECT lot, array_agg(version ORDER BY version) FROM genealogy.movements GROUP BY lot"
    ).fetchall()
    return dict(rows)


def test_a_bad_fact_parks_its_own_stream_and_no_other(line: Line) -> None:
    bad_rack(line.owner)
    told(line)
    line.worker.catch_up()
    assert versions(line) == {"A": [1, 2, 3, 4], "B": [1, 2], "C": [1, 2, 3, 4]}
    (parked,) = parked_streams(line.owner)
    assert (parked.consumer, parked.organization_id, parked.stream_id) == ("genealogy", line.organization, "lots:B")
    assert (parked.from_version, parked.attempts) == (3, 1)
    assert "unlucky" in parked.error
    assert line.position() == line.end()


def test_the_line_goes_on_past_a_parked_stream(line: Line) -> None:
    bad_rack(line.owner)
    told(line)
    line.worker.catch_up()
    for lot in ("A", "B"):
        append(line.owner, line.organization, event(f"lots:{lot}", 5, LotMoved(location="dock")))
    sequence(line.url)
    line.worker.catch_up()
    assert versions(line) == {"A": [1, 2, 3, 4, 5], "B": [1, 2], "C": [1, 2, 3, 4]}
    assert len(parked_streams(line.owner)) == 1


def test_a_retry_before_the_cause_is_fixed_changes_nothing_but_the_count(line: Line) -> None:
    bad_rack(line.owner)
    told(line)
    line.worker.catch_up()
    (parked,) = parked_streams(line.owner)
    before = versions(line)
    assert not resume(line.owner, GENEALOGY, parked)
    (still,) = parked_streams(line.owner)
    assert (still.from_version, still.position, still.attempts) == (parked.from_version, parked.position, 2)
    assert versions(line) == before


def test_a_retry_after_the_cause_is_fixed_brings_the_stream_level(line: Line) -> None:
    bad_rack(line.owner)
    told(line)
    line.worker.catch_up()
    append(line.owner, line.organization, event("lots:B", 5, LotMoved(location="dock")))
    sequence(line.url)
    line.worker.catch_up()
    line.owner.execute("ALTER TABLE genealogy.movements DROP CONSTRAINT unlucky")
    assert resume(line.owner, GENEALOGY, parked_streams(line.owner)[0])
    assert parked_streams(line.owner) == []
    assert versions(line)["B"] == [1, 2, 3, 4, 5]
    _is_as_rebuilt(line)
    append(line.owner, line.organization, event("lots:B", 6, LotMoved(location="rack 9")))
    sequence(line.url)
    line.worker.catch_up()
    assert versions(line)["B"] == [1, 2, 3, 4, 5, 6]


def _is_as_rebuilt(line: Line) -> None:
    live = contents(line.url, "genealogy")
    rebuild(line.owner, GENEALOGY)
    assert contents(line.url, "genealogy") == live


UNREADABLE: dict[str, dict[str, Any]] = {
    "a field that is missing": {"data": {}},
    "a field of the wrong type": {"data": {"location": 7}},
    "a form from the future": {"schema_version": 9},
    "a meta that nobody understands": {"meta": {"user": "nobody"}},
}


@pytest.mark.parametrize("how", UNREADABLE)
def test_a_fact_that_cannot_be_read_parks_its_own_stream_and_no_other(how: str, line: Line) -> None:
    append(line.owner, line.organization, *(event(f"lots:{lot}", 1, RECEIVED) for lot in ("A", "B", "C")))
    wrong = event("lots:B", 2, LotMoved(location="rack 2"), **UNREADABLE[how])
    append(line.owner, line.organization, wrong, event("lots:C", 2, LotMoved(location="rack 2")))
    sequence(line.url)
    line.worker.catch_up()
    assert [(p.stream_id, p.from_version) for p in parked_streams(line.owner)] == [("lots:B", 2)]
    assert versions(line) == {"A": [1], "B": [1], "C": [1, 2]}


def test_a_rebuild_parks_what_cannot_be_applied_and_tries_again_what_was_parked(line: Line) -> None:
    broken = event("lots:D", 2, LotMoved(location=""), data={})
    bad_rack(line.owner)
    told(line)
    line.worker.catch_up()
    append(line.owner, line.organization, event("lots:D", 1, RECEIVED), broken)
    sequence(line.url)
    line.worker.catch_up()
    assert {p.stream_id for p in parked_streams(line.owner)} == {"lots:B", "lots:D"}
    rebuild(line.owner, GENEALOGY)  # the tables are made anew, without the constraint
    (left,) = parked_streams(line.owner)
    assert (left.stream_id, left.from_version) == ("lots:D", 2)
    assert versions(line) == {"A": [1, 2, 3, 4], "B": [1, 2, 3, 4], "C": [1, 2, 3, 4], "D": [1]}


def test_a_projection_parks_for_itself_alone(line: Line) -> None:
    bad_rack(line.owner)
    told(line)
    project(line.url)
    assert {p.consumer for p in parked_streams(line.owner)} == {"genealogy"}
    assert parked_streams(line.owner, "work_order_board") == []
    assert [type(p) for p in parked_streams(line.owner, "genealogy")] == [ParkedStream]


# What does not fit stops ------------------------------------------------------------------------------------------


def stopped(line: Line) -> str | None:
    row = line.owner.execute("SELECT stopped FROM unison.consumers WHERE name = 'genealogy'").fetchone()
    assert row is not None
    return row[0]


def test_a_missing_column_stops_the_projection_and_parks_nothing(line: Line) -> None:
    line.moves(2)
    line.worker.catch_up()
    line.owner.execute("ALTER TABLE genealogy.movements RENAME COLUMN location TO shelf")
    line.moves(3)
    line.worker.catch_up()
    assert "location" in (stopped(line) or "")
    assert (parked_streams(line.owner), line.movements()) == ([], [1, 2, 3])
    line.owner.execute("ALTER TABLE genealogy.movements RENAME COLUMN shelf TO location")
    line.worker.catch_up()
    assert line.movements() == [1, 2, 3], "it is tried again by who takes the lead, not by every step"
    assert line.worker.take_lead()
    line.worker.catch_up()
    assert (stopped(line), line.movements()) == (None, list(range(1, line.version + 1)))


def test_an_unknown_statement_stops_the_projection_and_parks_nothing(line: Line) -> None:
    broken = dataclasses.replace(GENEALOGY, after=("count_nothing",))
    object.__setattr__(broken, "_fingerprint", GENEALOGY.fingerprint)
    line.moves(3)
    with database.connect(line.url, "worker") as connection:
        LaneReader(connection, "fast", [broken]).catch_up()
    assert "count_nothing" in (stopped(line) or "")
    assert (parked_streams(line.owner), line.movements()) == ([], [])


# Rebuilt under load -----------------------------------------------------------------------------------------------


def test_a_rebuild_under_load_is_what_the_live_one_is(own_database_url: str) -> None:
    """Commands come in, workers project, and every projection is rebuilt meanwhile, twice."""
    url = own_database_url
    with database.connect(url, "owner") as owner:
        organization = make_organization(owner).id
    workers = Workers(url, CONSUMERS)
    workers.start()
    story = history(datetime.now(UTC) - timedelta(minutes=10))
    sending = threading.Thread(target=tell, args=(url, organization, *story))
    sending.start()
    rebuilds = 0
    try:
        with database.connect(url, "owner") as owner:
            while sending.is_alive():
                for projection in PROJECTIONS:
                    rebuild(owner, projection)
                    rebuilds += 1
            sending.join()
            _wait_for_all(owner)
            live = everything(url)
            assert parked_streams(owner) == []
            for projection in PROJECTIONS:
                rebuild(owner, projection)
        assert everything(url) == live
    finally:
        workers.stop()
    assert rebuilds >= len(PROJECTIONS)
    assert any(live["oee"].values())


def _wait_for_all(connection: psycopg.Connection[Any]) -> None:
    behind: LiteralString = """SELECT count(*) FROM unison.consumers q, unison.feed_cursor c
        WHERE q.position < c.last_cell_seq OR c.last_cell_seq < (SELECT count(*) FROM unison.events)"""
    deadline = time.monotonic() + 20
    while connection.execute(behind).fetchone() != (0,):
        assert time.monotonic() < deadline, "the projections did not come to the end"
        time.sleep(0.05)


def test_readers_have_the_old_tables_until_the_new_ones_are_there(line: Line) -> None:
    line.moves(50)
    line.worker.catch_up()
    seen: list[int] = []

    def read(_reached: int, _end: int) -> None:
        with database.connect(line.url, "worker") as reader:
            row = reader.execute("SELECT count(*) FROM genealogy.movements").fetchone()
            assert row is not None
            seen.append(row[0])

    rebuild(line.owner, GENEALOGY, read)
    assert set(seen) == {51}


def test_commands_are_carried_out_while_workers_come_and_go(own_database_url: str) -> None:
    """A worker process ends and another begins, and what was told is projected once."""
    with database.connect(own_database_url, "owner") as owner:
        organization = make_organization(owner).id

    async def ship() -> None:
        async with process(own_database_url) as commands:
            await send(
                commands, organization, new_command("lots.receive", lot="L", material="m", quantity=100, unit="kg")
            )
            for _ in range(100):
                await send(commands, organization, new_command("lots.ship", lot="L", quantity=1, customer="C"))

    sending = threading.Thread(target=lambda: asyncio.run(ship()))
    sending.start()
    while sending.is_alive():
        workers = Workers(own_database_url, PROJECTIONS)
        workers.start()
        time.sleep(0.2)
        workers.stop()
    sending.join()
    project(own_database_url)
    with database.connect(own_database_url, "owner") as owner:
        row = owner.execute("SELECT on_hand, shipped FROM genealogy.lots WHERE lot = 'L'").fetchone()
    assert row == (0, 100)
