"""Whatever a reader of the feed has seen before PostgreSQL was killed has the same number and the same hash afterwards.

The sequencer does not wait for the disk, so a crash takes numbers away that were seen already; they are given again. Appends
do wait: were they not to, the facts themselves would be gone, others would get their numbers, and this test would tell.
"""

import contextlib
import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from tests import accounts
from tests.conftest import make_organization
from tests.presentation.showing import serving
from tests.spine import RECEIVED, append, event, lot_moves, sequence
from unison.infrastructure import database, migrations
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.verification import verify
from unison.main import PROJECTIONS, application
from unison.settings import Settings

ROUNDS = 30
ORGANIZATIONS = [uuid4() for _ in range(5)]
WRITERS = 3

type Place = tuple[UUID, int]
"""An organization and a number of its feed."""
type Told = tuple[str, int, bytes]
"""What the feed has there: stream, version, hash."""


@pytest.fixture(scope="module")
def house() -> Iterator[EmbeddedPostgres]:
    """A server to be killed, that writes out only what is waited for: as much as can be lost is lost.

    What is written a kill leaves in the system's cache, so nothing here depends on fsync, which would cost each start seconds.
    """
    folder = Path(tempfile.gettempdir()) / f"unison-crash-{uuid4().hex[:8]}"
    server = EmbeddedPostgres(folder)
    try:
        with database.connect(server.ensure_running().url, "owner") as owner:
            migrations.migrate(owner, PROJECTIONS)
            owner.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
            owner.execute("ALTER SYSTEM SET wal_writer_flush_after = '1GB'")
            owner.execute("ALTER SYSTEM SET fsync = off")
            owner.execute("SELECT pg_reload_conf()")
        yield server
    finally:
        server.stop(immediate=True)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Round:
    """Writers, a sequencer and a reader, until the server is gone."""

    url: str
    durable: bool
    organizations: Sequence[UUID]
    seen: dict[Place, Told] = field(default_factory=dict[Place, Told])
    acknowledged: set[tuple[UUID, str]] = field(default_factory=set[tuple[UUID, str]])
    changed: list[Place] = field(default_factory=list[Place])
    written_enough: threading.Event = field(default_factory=threading.Event)

    def run(self, seconds: float, kill: Callable[[], None], *, quiet_s: float) -> None:
        """Writes for so long, only sequences and reads for `quiet_s` more, and ends by the kill."""
        work = (*[self._write] * WRITERS, self._sequence, self._read)
        threads = [threading.Thread(target=self._until_killed, args=(task,), daemon=True) for task in work]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        if quiet_s:
            self.written_enough.set()
            time.sleep(quiet_s)
        kill()
        self.written_enough.set()
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive(), "somebody did not notice that the server was killed"

    def _until_killed(self, task: Callable[[], None]) -> None:
        with contextlib.suppress(psycopg.OperationalError):
            task()

    def _write(self) -> None:
        with database.connect(self.url, "app") as connection:
            if not self.durable:
                connection.execute("SET synchronous_commit = off")
            while not self.written_enough.is_set():
                organization, lot = random.choice(self.organizations), f"lots:{uuid4().hex[:12]}"
                with connection.transaction():
                    append(connection, organization, event(lot, 1, RECEIVED), *lot_moves(lot[5:], 3)[1:])
                    time.sleep(0.005)
                self.acknowledged.add((organization, lot))

    def _sequence(self) -> None:
        with database.connect(self.url, "worker") as connection:
            sequencer = Sequencer(connection)
            while True:
                if not sequencer.tick():
                    time.sleep(0.003)

    def _read(self) -> None:
        with database.connect(self.url, "worker") as connection:
            last = _end(connection)
            while True:
                rows = connection.execute(
                    """SELECT cell_seq, organization_id, seq, stream_id, version, hash FROM unison.feed
                       WHERE cell_seq > %s ORDER BY cell_seq""",
                    (last,),
                )
                for last, organization, seq, stream, version, digest in rows.fetchall():  # noqa: B007 - read again after it
                    self.seen[organization, seq] = (stream, version, digest)
                time.sleep(0.002)


@dataclass
class Consumer:
    """Reads the feed of one organization over HTTP through every crash, as another system would: after its cursor, again and
    again, whatever is answered meanwhile."""

    client: httpx.Client
    cursor: str = "0"
    seen: list[tuple[int, Told]] = field(default_factory=list[tuple[int, Told]])
    put_off: int = 0
    """Answers of a server without its database."""
    lost: str | None = None
    """What was answered when the cursor was of another history."""
    no_more_comes: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Until everything is read after `no_more_comes`, or the history is another."""
        while not self.lost:
            last = self.no_more_comes.is_set()
            answer = self.client.get("/api/v1/feed", params={"after": self.cursor, "limit": 1000})
            if answer.status_code == 200:
                self._take(answer)
                if last and self.cursor == answer.headers["Unison-Feed-End"]:
                    return
                time.sleep(0.002)
            elif answer.status_code < 500:
                self.lost = answer.text
            else:
                self.put_off += 1
                time.sleep(0.01)

    def _take(self, answer: httpx.Response) -> None:
        for told in answer.json():
            here = (told["subject"], told["streamversion"], bytes.fromhex(told["feedhash"]))
            self.seen.append((int(told["feedseq"]), here))
        self.cursor = answer.headers["Unison-Feed-Next"]


@contextlib.contextmanager
def consuming(server: EmbeddedPostgres) -> Generator[tuple[UUID, Consumer]]:
    """An organization whose feed is read over HTTP for as long as this lasts, and then to its end."""
    url = server.ensure_running().url
    with database.connect(url, "owner") as owner:
        organization = make_organization(owner).id
    token = accounts.token(url, accounts.signer(url, server.data), organization)
    with (
        serving(application(Settings(data=server.data), url)) as address,
        httpx.Client(
            base_url=f"http://{address}", headers={"Authorization": f"Bearer {token}"}, timeout=60, trust_env=False
        ) as client,
    ):
        consumer = Consumer(client)
        reading = threading.Thread(target=consumer.run, daemon=True)
        reading.start()
        try:
            yield organization, consumer
        finally:
            consumer.no_more_comes.set()
            reading.join(60)
        assert not reading.is_alive(), "the reader did not come to the end of the feed"


def _end(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT last_cell_seq FROM unison.feed_cursor").fetchone()
    assert row is not None
    return row[0]


def _feed(url: str) -> dict[Place, Told]:
    with database.connect(url, "worker") as connection:
        rows = connection.execute("SELECT organization_id, seq, stream_id, version, hash FROM unison.feed")
        return {(organization, seq): tuple(told) for organization, seq, *told in rows.fetchall()}


def _kill(server: EmbeddedPostgres) -> None:
    """The server and all its processes at once, by their ids."""
    postmaster = int((server.data / "pg" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    for pid in (postmaster, *map(int, children)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@dataclass
class Outcome:
    lost: int = 0
    """Numbers that somebody had seen and a crash took away, before they were given again."""
    changed: int = 0
    """Numbers that somebody had seen and that tell another fact, or none, afterwards."""
    missing: int = 0
    """Acknowledged appends that are not in the store."""
    acknowledged: int = 0


def crash(
    server: EmbeddedPostgres, rounds: int, *, durable: bool, organizations: Sequence[UUID] = ORGANIZATIONS
) -> Outcome:
    outcome = Outcome()
    url = server.ensure_running().url
    seen: dict[Place, Told] = _feed(url)
    acknowledged: set[tuple[UUID, str]] = set()
    for number in range(rounds):
        one = Round(url, durable, organizations)
        one.run(random.uniform(0.1, 0.3), lambda: _kill(server), quiet_s=0.1 * (number % 2))
        seen |= one.seen
        acknowledged |= one.acknowledged
        url = server.ensure_running().url
        outcome.lost += len(seen.keys() - _feed(url).keys())
        sequence(url)
        feed = _feed(url)
        outcome.changed += sum(feed.get(place) != told for place, told in seen.items())
        seen = feed
        outcome.missing += len(acknowledged - {(place[0], told[0]) for place, told in feed.items()})
        acknowledged &= {(place[0], told[0]) for place, told in feed.items()}
        outcome.acknowledged += len(one.acknowledged)
    return outcome


def test_what_a_reader_has_seen_keeps_its_number_and_hash(house: EmbeddedPostgres) -> None:
    with consuming(house) as (organization, consumer):
        outcome = crash(house, ROUNDS, durable=True, organizations=[*ORGANIZATIONS, organization])
    assert outcome.lost > 0, "no crash took a number away, so nothing was tried"
    assert outcome.acknowledged > ROUNDS
    assert (outcome.changed, outcome.missing) == (0, 0)
    url = house.ensure_running().url
    with database.connect(url, "worker") as worker:
        assert verify(worker).fault is None
    assert consumer.lost is None
    assert consumer.put_off > 0, "it was never there when the server was not"
    stands = [(place[1], told) for place, told in _feed(url).items() if place[0] == organization]
    assert consumer.seen == sorted(stands), "each fact once, in order, as it stands now"


def test_without_waiting_for_the_disk_it_would_not(house: EmbeddedPostgres) -> None:
    """The control: the same crashes find what the test above says does not happen."""
    with consuming(house) as (organization, consumer):
        outcome = crash(house, 4, durable=False, organizations=[organization])
    assert outcome.changed > 0
    assert outcome.missing > 0
    assert consumer.lost is not None
    assert "history_differs" in consumer.lost
