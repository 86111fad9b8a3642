"""The feed under fire: twelve writers, roll-backs, competing sequencers that are killed, and readers who miss nothing."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from structlog.testing import capture_logs

from tests.conftest import Organization
from tests.spine import MOVED, RECEIVED, append, count, event
from unison.infrastructure import database
from unison.infrastructure.diagnosis import diagnose
from unison.infrastructure.sequencer import IDLE_S, Sequencer
from unison.infrastructure.verification import verify
from unison.lots.domain.facts import LotMoved

WRITERS = 12
TRANSACTIONS = 40
SEQUENCERS = 3
READERS = 3

_LEADER_S_PID = "SELECT pid FROM unison.leads WHERE name = 'sequencer' AND pid IS NOT NULL"


@dataclass
class Fire:
    """What goes on at once, and what each part has seen."""

    url: str
    organizations: tuple[UUID, ...] = field(default_factory=lambda: tuple(uuid4() for _ in range(3)))
    written: list[tuple[UUID, str, int]] = field(default_factory=list[tuple[UUID, str, int]])
    rolled_back: int = 0
    leaders: set[int] = field(default_factory=set[int])
    still_writing: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    read: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    errors: list[BaseException] = field(default_factory=list[BaseException])

    def guarded(self, work: Callable[..., None], *given: Any) -> threading.Thread:
        def run() -> None:
            try:
                work(*given)
            except BaseException as error:
                self.errors.append(error)
                self.done.set()

        return threading.Thread(target=run, daemon=True)

    def write(self, number: int) -> None:
        """One writer: streams of its own, and one that it shares with everybody."""
        chance = random.Random(number)
        versions: dict[str, int] = defaultdict(int)
        with database.connect(self.url, "owner") as connection:
            for _ in range(TRANSACTIONS):
                organization = self.organizations[number % len(self.organizations)]
                if chance.random() < 0.2:
                    self._write_shared(connection, organization)
                else:
                    self._write_own(connection, organization, f"lots:{number}-{chance.randrange(3)}", chance, versions)

    def _write_own(
        self,
        connection: psycopg.Connection[Any],
        organization: UUID,
        stream: str,
        chance: random.Random,
        versions: dict[str, int],
    ) -> None:
        """Some take their transaction's id long before they write, some wait before they commit, some roll back."""
        wanted = [versions[stream] + 1 + n for n in range(chance.choice((1, 1, 2, 5)))]
        fails = chance.random() < 0.2
        with connection.transaction(force_rollback=fails):
            if chance.random() < 0.3:
                connection.execute("SELECT pg_current_xact_id()")
                time.sleep(chance.uniform(0, 0.03))
            append(connection, organization, *(event(stream, v, RECEIVED if v == 1 else MOVED) for v in wanted))
            time.sleep(chance.choice((0, 0, 0.002, 0.02)))
        if fails:
            self.rolled_back += 1
        else:
            versions[stream] = wanted[-1]
            self.written += [(organization, stream, v) for v in wanted]

    def _write_shared(self, connection: psycopg.Connection[Any], organization: UUID) -> None:
        """As a command does: load before the transaction has an id, append, and give way when somebody was faster."""
        stream = "lots:shared"
        last = "SELECT coalesce(max(version), 0) FROM unison.events WHERE organization_id = %s AND stream_id = %s"
        (version,) = connection.execute(last, (organization, stream)).fetchone() or (0,)
        try:
            append(connection, organization, event(stream, version + 1, RECEIVED if version == 0 else MOVED))
        except psycopg.errors.UniqueViolation:
            self.rolled_back += 1
        else:
            self.written.append((organization, stream, version + 1))

    def sequence(self) -> None:
        """One of several sequencers; who is killed begins again."""
        while not self.done.is_set():
            try:
                with database.connect(self.url, "worker") as connection:
                    sequencer = Sequencer(connection)
                    while not self.done.is_set() and not sequencer.take_lead():
                        time.sleep(0.01)
                    while not self.done.is_set():
                        if not sequencer.tick():
                            time.sleep(IDLE_S)
            except psycopg.OperationalError:
                time.sleep(0.01)

    def kill_leaders(self) -> None:
        with database.connect(self.url, "owner") as connection:
            while self.still_writing.is_set():
                time.sleep(0.15)
                for (pid,) in connection.execute(_LEADER_S_PID).fetchall():
                    self.leaders.add(pid)
                    connection.execute("SELECT pg_terminate_backend(%s)", (pid,))

    def follow(self, number: int) -> None:
        """One reader: pages of a few numbers, from where it stands, until there is nothing more to come."""
        chance = random.Random(number)
        with database.connect(self.url, "worker") as connection:
            while True:
                finished = self.done.is_set()
                after = self.read[number][-1] if self.read[number] else 0
                rows = connection.execute(
                    "SELECT cell_seq FROM unison.feed WHERE cell_seq > %s ORDER BY cell_seq LIMIT %s",
                    (after, chance.choice((1, 7, 100))),
                ).fetchall()
                self.read[number] += [seq for (seq,) in rows]
                if not rows and finished:
                    return
                time.sleep(0 if rows else 0.002)


def test_nobody_misses_or_repeats_a_fact(own_database_url: str) -> None:
    fire = Fire(own_database_url)
    fire.still_writing.set()
    writers = [fire.guarded(fire.write, n) for n in range(WRITERS)]
    others = [fire.guarded(fire.sequence) for _ in range(SEQUENCERS)]
    others += [fire.guarded(fire.follow, n) for n in range(READERS)]
    killer = fire.guarded(fire.kill_leaders)
    for thread in (*others, killer, *writers):
        thread.start()
    for thread in writers:
        thread.join(60)
    fire.still_writing.clear()
    killer.join(10)
    _wait_until_numbered(fire)
    fire.done.set()
    for thread in others:
        thread.join(10)

    assert fire.errors == []
    assert len(fire.leaders) >= 2, "no leader was killed, so none took over"
    assert fire.rolled_back > WRITERS
    everything = list(range(1, len(fire.written) + 1))
    assert {number: seqs == everything for number, seqs in fire.read.items()} == dict.fromkeys(range(READERS), True)
    with database.connect(own_database_url, "worker") as connection:
        feed = connection.execute(
            "SELECT cell_seq, organization_id, stream_id, version FROM unison.feed ORDER BY cell_seq"
        ).fetchall()
        assert verify(connection).fault is None
    assert [row[0] for row in feed] == everything
    assert sorted(row[1:] for row in feed) == sorted(fire.written)
    versions: dict[tuple[UUID, str], int] = defaultdict(int)
    for _, organization, stream, version in feed:
        assert version == versions[organization, stream] + 1
        versions[organization, stream] = version


def _wait_until_numbered(fire: Fire) -> None:
    deadline = time.monotonic() + 20
    while not fire.errors and count(fire.url, "SELECT last_cell_seq FROM unison.feed_cursor") < len(fire.written):
        assert time.monotonic() < deadline, "the sequencers did not come to the end"
        time.sleep(0.02)


def test_one_sequencer_leads_at_a_time(own_database_url: str) -> None:
    with database.connect(own_database_url, "worker") as one, database.connect(own_database_url, "worker") as other:
        assert Sequencer(one).take_lead()
        assert not Sequencer(other).take_lead()
        one.close()
        deadline = time.monotonic() + 5
        while not Sequencer(other).take_lead():
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_an_open_transaction_holds_back_what_came_after_it_and_nothing_is_lost(own_database_url: str) -> None:
    organization = uuid4()
    with (
        database.connect(own_database_url, "owner") as slow,
        database.connect(own_database_url, "owner") as fast,
        database.connect(own_database_url, "worker") as connection,
    ):
        sequencer = Sequencer(connection)
        append(fast, organization, event("lots:before", 1, RECEIVED))
        with slow.transaction():
            append(slow, organization, event("lots:slow", 1, RECEIVED))
            append(fast, organization, event("lots:fast", 1, RECEIVED))
            sequence_up_to(sequencer, fast, 1)
            assert sequencer.drain() == 0
        sequence_up_to(sequencer, fast, 3)
        rows = connection.execute("SELECT stream_id FROM unison.feed ORDER BY cell_seq").fetchall()
    assert [stream for (stream,) in rows] == ["lots:before", "lots:slow", "lots:fast"]


def sequence_up_to(sequencer: Sequencer, connection: psycopg.Connection[Any], end: int) -> None:
    """A transaction of the server's own, such as an autovacuum's, may hold the feed up for a moment."""
    deadline = time.monotonic() + 20
    while connection.execute("SELECT last_cell_seq FROM unison.feed_cursor").fetchone() != (end,):
        assert time.monotonic() < deadline, "the feed is held up"
        sequencer.drain()


def test_an_idle_tick_takes_no_transaction_id(own_database_url: str) -> None:
    with database.connect(own_database_url, "worker") as connection, connection.transaction():
        assert [Sequencer(connection).tick() for _ in range(20)] == [0] * 20
        assert connection.execute("SELECT pg_current_xact_id_if_assigned()").fetchone() == (None,)


@pytest.mark.parametrize(
    "wrong", [[2], [1, 3], [2, 1], [1, 2, 4, 5]], ids=["no first", "a gap", "turned", "a gap within"]
)
def test_versions_that_do_not_continue_a_stream_are_refused(
    owner: psycopg.Connection[Any], organization: Organization, wrong: list[int]
) -> None:
    """Whoever inserts them, in one statement or in several."""
    facts = [event("lots:A", version, RECEIVED) for version in wrong]

    def one_by_one() -> None:
        for fact in facts:
            append(owner, organization.id, fact)

    if wrong != [2, 1]:  # within one statement the order is that of the versions
        with pytest.raises(psycopg.Error, match="do not continue") as refused:
            append(owner, organization.id, *facts)
        assert refused.value.sqlstate == "UN003"
    with pytest.raises(psycopg.Error, match="do not continue"):
        one_by_one()


def test_a_stream_is_not_continued_by_an_older_transaction(
    owner: psycopg.Connection[Any], database_url: str, organization: Organization
) -> None:
    """It would be numbered before its predecessor."""
    with database.connect(database_url, "owner") as older, older.transaction(force_rollback=True):
        older.execute("SELECT pg_current_xact_id()")
        append(owner, organization.id, event("lots:A", 1, RECEIVED))
        with pytest.raises(psycopg.Error, match="do not continue"):
            append(older, organization.id, event("lots:A", 2, LotMoved(location="rack 2")))


def test_an_impossible_stream_is_set_aside_and_all_others_go_on(own_database_url: str) -> None:
    one, other = uuid4(), uuid4()
    with (
        database.connect(own_database_url, "owner") as owner,
        database.connect(own_database_url, "worker") as connection,
    ):
        append(owner, one, event("lots:A", 1, RECEIVED))
        with owner.transaction():
            owner.execute("ALTER TABLE unison.events DISABLE TRIGGER continued")
            append(owner, one, event("lots:B", 7, RECEIVED), event("lots:A", 2, LotMoved(location="rack 2")))
            owner.execute("ALTER TABLE unison.events ENABLE TRIGGER continued")
        append(owner, one, event("lots:B", 8, LotMoved(location="rack 8")))
        append(owner, other, event("lots:A", 1, RECEIVED))
        sequencer = Sequencer(connection)
        with capture_logs() as told:
            while not connection.execute("SELECT FROM unison.feed WHERE organization_id = %s", (other,)).fetchall():
                sequencer.drain()
        append(
            owner, one, event("lots:B", 9, LotMoved(location="rack 9")), event("lots:A", 3, LotMoved(location="rack 3"))
        )
        while not connection.execute("SELECT FROM unison.feed WHERE version = 3").fetchall():
            sequencer.drain()
        rows = connection.execute("SELECT organization_id, seq, stream_id, version FROM unison.feed").fetchall()
        aside = connection.execute("SELECT organization_id, stream_id, from_version FROM unison.feed_aside").fetchall()
        assert verify(connection).fault is None
        feed = [finding for finding in diagnose(owner, []) if finding.check == "streams outside the feed"]
    assert sorted(rows) == sorted(
        [(one, 1, "lots:A", 1), (one, 2, "lots:A", 2), (one, 3, "lots:A", 3), (other, 1, "lots:A", 1)]
    )
    assert aside == [(one, "lots:B", 7)]
    assert [(line["event"], f"lots:B of {one}" in line["what"]) for line in told] == [
        ("sequencer.stream_set_aside", True)
    ]
    assert [(finding.finding, finding.ok) for finding in feed] == [("lots:B from version 7", False)]


def test_each_organization_s_chain_is_its_own(own_database_url: str) -> None:
    """What the others do changes nothing in it."""
    one, other = uuid4(), uuid4()
    with (
        database.connect(own_database_url, "owner") as owner,
        database.connect(own_database_url, "worker") as connection,
    ):
        for version in (1, 2, 3):
            for organization in (one, other):
                fact = RECEIVED if version == 1 else LotMoved(location=f"rack {version}")
                append(owner, organization, event("lots:A", version, fact))
        sequence_up_to(Sequencer(connection), owner, 6)
        chained = connection.execute(
            """SELECT f.organization_id, f.hash = sha256(lag(f.hash, 1, ''::bytea) OVER own || unison.canonical(f.seq,
                 f.organization_id, f.stream_id, f.version, f.topic, f.schema_version, f.data, f.meta, f.occurred_at,
                 f.recorded_at))
               FROM unison.feed_events f WINDOW own AS (PARTITION BY f.organization_id ORDER BY f.seq)"""
        ).fetchall()
        heads = connection.execute("SELECT organization_id, seq FROM unison.chain_heads").fetchall()
    assert sorted(chained) == sorted([(one, True)] * 3 + [(other, True)] * 3)
    assert dict(heads) == {one: 3, other: 3}


def test_an_organization_sees_its_own_part_of_the_feed(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(owner, uuid4(), event("lots:A", 1, RECEIVED))
    append(owner, organization.id, event("lots:A", 1, RECEIVED))
    with database.connect(database_url, "worker") as connection:
        deadline = time.monotonic() + 10
        of_us = "SELECT count(*) FROM unison.feed WHERE organization_id = %s"
        while not count(database_url, of_us, organization.id):
            Sequencer(connection).drain()
            assert time.monotonic() < deadline
    with database.connect(database_url, "app") as connection, connection.transaction():
        connection.execute("SELECT set_config('app.organization', %s, true)", (str(organization.id),))
        assert connection.execute("SELECT stream_id FROM unison.feed").fetchall() == [("lots:A",)]
