"""Questions on a streaming replica: a real one, made of the primary by pg_basebackup, in a folder of its own."""

import shutil
import subprocess
import tempfile
import threading
import time
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import httpx
import psycopg
import pytest
from fastapi import APIRouter
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests import accounts
from tests.api.conftest import Served, send
from tests.conftest import Organization
from tests.presentation.showing import serving
from tests.spine import own_database
from unison.infrastructure import database
from unison.infrastructure.diagnosis import diagnose_replica
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.embedded_postgres.account import server_account
from unison.infrastructure.embedded_postgres.binaries import programs
from unison.infrastructure.projection.workers import Workers
from unison.infrastructure.replica import REST_S
from unison.main import PROJECTIONS, application
from unison.presentation.context import Reached
from unison.settings import Settings

ORDERS = "/api/v1/work-orders"


@pytest.fixture(scope="module")
def standby(
    server: EmbeddedPostgres,
    primary_url: str,  # it is there before it is copied
) -> Iterator[EmbeddedPostgres]:
    """A server that replays what the tests' server writes."""
    made = EmbeddedPostgres(Path(tempfile.gettempdir()) / f"unison-replica-{uuid.uuid4().hex[:12]}")
    account = server_account(server.cluster)
    account.make_data_folder(made.data)
    shutil.copy(server.secrets_path, made.secrets_path)  # the roles and their passwords are the primary's
    account.make_private_folder(made.cluster)
    pg_basebackup = programs(server.data, account) / "pg_basebackup"
    done = account.run(
        pg_basebackup,
        "-D",
        made.cluster,
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
        "-d",
        server.url(),
        output=subprocess.PIPE,
    )
    assert done.returncode == 0, done.stdout
    with (made.cluster / "postgresql.auto.conf").open("a") as settings:
        settings.write("\nmax_standby_streaming_delay = '300ms'\n")
    made.ensure_running()
    yield made
    made.stop(immediate=True)
    shutil.rmtree(made.data, ignore_errors=True)


@pytest.fixture(scope="module")
def primary_url(server: EmbeddedPostgres) -> Iterator[str]:
    with own_database(server) as url:
        yield url


@dataclass(frozen=True)
class Pair:
    """A served application that has both servers, and the owner's connections to them."""

    served: Served
    primary: psycopg.Connection[Any]
    replica: psycopg.Connection[Any]
    replica_url: str

    @contextmanager
    def replay_paused(self) -> Generator[None]:
        self.ask_replica("SELECT pg_wal_replay_pause()")  # asks for it
        self.until_replica_says("SELECT pg_get_wal_replay_pause_state() = 'paused'", "the replica does not pause")
        try:
            yield
        finally:
            self.ask_replica("SELECT pg_wal_replay_resume()")

    def wait_for_replay(self) -> None:
        """Until the replica has what the primary has written up to now."""
        (end,) = self.primary.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone() or ("",)
        self.until_replica_says("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", "the replica does not follow", end)

    def wait_for_reader(self) -> None:
        query = """SELECT EXISTS (SELECT FROM pg_stat_activity
                   WHERE state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid())"""
        self.until_replica_says(query, "nobody reads")

    def until_replica_says(self, query: LiteralString, otherwise: str, *values: str) -> None:
        deadline = time.monotonic() + 20
        while self.ask_replica(query, *values) is not True:
            assert time.monotonic() < deadline, otherwise
            time.sleep(0.01)

    def ask_replica(self, query: LiteralString, *values: str) -> object:
        """The one value that the replica answers; replay may end any statement there, also the one that resumes it."""
        while True:
            try:
                row = self.replica.execute(query, values or None).fetchone()
            except psycopg.errors.SerializationFailure:
                continue
            return row and row[0]


slow = APIRouter()


@slow.get("/slow")
async def read_slowly(reached: Reached, seconds: float) -> str:
    """Reads a table for a while; answers which server did."""
    async with reached.database.reading(Organization(uuid.uuid4(), "nobody"), schema="work_order_board") as cursor:
        await cursor.execute(
            "SELECT pg_is_in_recovery() AS of_replica, count(o) FROM pg_sleep(%s) LEFT JOIN orders o ON true",
            (seconds,),
        )
        row = await cursor.fetchone()
    return "replica" if row and row["of_replica"] else "primary"


@pytest.fixture(scope="module")
def pair(primary_url: str, standby: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    replica_url = make_conninfo(standby.url(), dbname=str(conninfo_to_dict(primary_url)["dbname"]))
    data = tmp_path_factory.mktemp("data")
    app = application(Settings(data=data, read_url=replica_url), primary_url)
    app.include_router(slow)
    workers = Workers(primary_url, PROJECTIONS)
    workers.start()
    try:
        with (
            database.connect(primary_url, "owner") as primary,
            database.connect(replica_url, "owner") as replica,
            serving(app) as address,
        ):
            served = Served(address, primary_url, accounts.signer(primary_url, data), primary, app)
            yield Pair(served, primary, replica, replica_url)
    finally:
        workers.stop()


@pytest.fixture
def mine(pair: Pair) -> Organization:
    return pair.served.organization()


@pytest.fixture
def client(pair: Pair, mine: Organization) -> Iterator[httpx.Client]:
    with pair.served.client(mine) as client:
        yield client


def create(client: httpx.Client, work_order: str) -> str:
    """Creates the order; answers what `after` asks for."""
    created = send(client, "work-orders/create", work_order=work_order, product="P", quantity_pcs=10)
    assert created.status_code == 201, created.text
    return f"work_orders:{work_order}@1"


def ask(client: httpx.Client, **parameters: str) -> httpx.Response:
    return client.get(ORDERS, params=parameters)


def shown(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [order["work_order"] for order in answer.json()]


def metric(client: httpx.Client, name: str) -> float:
    line = next(line for line in client.get("/metrics").text.splitlines() if line.startswith(f"{name} "))
    return float(line.split()[1])


def until_projected(pair: Pair, position_of: str, organization: Organization) -> None:
    """Until the view on the primary has the stream's facts."""
    query = """SELECT q.position >= f.cell_seq FROM unison.feed f, unison.consumers q
               WHERE q.name = 'work_order_board' AND f.organization_id = %s AND f.stream_id = %s"""
    deadline = time.monotonic() + 20
    while pair.primary.execute(query, (organization.id, position_of)).fetchone() != (True,):
        assert time.monotonic() < deadline, "the view does not follow"
        time.sleep(0.02)


def test_the_replica_answers_and_commands_do_not_wait_for_it(
    pair: Pair, client: httpx.Client, mine: Organization
) -> None:
    assert shown(ask(client, after=create(client, "WO-1"))) == ["WO-1"]
    with pair.replay_paused():
        create(client, "WO-2")
        until_projected(pair, "work_orders:WO-2", mine)
        assert shown(ask(client)) == ["WO-1"]  # the primary would show both
    assert sorted(shown(ask(client, after="work_orders:WO-2@1"))) == ["WO-1", "WO-2"]


def test_what_was_written_is_read_though_the_replica_is_behind(pair: Pair, client: httpx.Client) -> None:
    for number in range(20):
        assert f"WO-{number}" in shown(ask(client, after=create(client, f"WO-{number}")))


def test_a_fact_that_the_replica_does_not_have_is_late_and_not_unknown(pair: Pair, client: httpx.Client) -> None:
    with pair.replay_paused():
        late = ask(client, after=create(client, "WO-1"))
        unknown = ask(client, after="work_orders:WO-2@1")
    assert (late.status_code, late.json()["code"]) == (504, "not_yet_projected")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_position")


def test_the_feed_is_the_primary_s(pair: Pair, client: httpx.Client, mine: Organization) -> None:
    with pair.replay_paused():
        create(client, "WO-1")
        until_projected(pair, "work_orders:WO-1", mine)
        page = client.get("/api/v1/feed")
        assert [event["subject"] for event in page.json()] == ["work_orders:WO-1"]
        again = client.get("/api/v1/feed", params={"after": page.headers["Unison-Feed-End"]})
    assert (again.status_code, again.json()) == (200, [])


def test_a_question_that_replay_ends_is_asked_of_the_primary(pair: Pair, client: httpx.Client) -> None:
    """A lock that the primary takes is replayed: on the replica it ends who reads the table, with 40001."""
    pair.wait_for_replay()
    assert client.get("/slow", params={"seconds": 0}).json() == "replica"
    answers = list[httpx.Response]()
    asking = threading.Thread(target=lambda: answers.append(client.get("/slow", params={"seconds": 1})))
    asking.start()
    pair.wait_for_reader()
    with pair.primary.transaction():
        pair.primary.execute("LOCK TABLE work_order_board.orders IN ACCESS EXCLUSIVE MODE")
    asking.join()
    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, "primary")]
    assert client.get("/slow", params={"seconds": 0}).json() == "replica"  # it was not lost


def test_the_lag_is_told(pair: Pair, client: httpx.Client) -> None:
    pair.wait_for_replay()
    assert metric(client, "unison_replica_up") == 1
    with pair.replay_paused():
        create(client, "WO-1")
        assert metric(client, "unison_replica_lag_bytes") > 0
        assert metric(client, "unison_replica_lag_seconds") > 0
        found = diagnose_replica(pair.primary, pair.replica_url)
    assert (found.ok, found.finding.endswith("bytes of WAL behind the primary")) == (True, True)


def test_a_server_that_replays_nothing_is_no_replica(pair: Pair) -> None:
    assert not diagnose_replica(pair.primary, pair.served.url).ok


def test_without_the_replica_the_primary_answers(pair: Pair, client: httpx.Client, standby: EmbeddedPostgres) -> None:
    after = create(client, "WO-1")
    standby.stop(immediate=True)
    try:
        assert shown(ask(client, after=after)) == ["WO-1"]
        began = time.monotonic()
        for _ in range(5):
            assert shown(ask(client)) == ["WO-1"]
        assert time.monotonic() - began < 5 * REST_S
        assert shown(ask(client, after=create(client, "WO-2"))) != []
        assert metric(client, "unison_replica_up") == 0
        assert not diagnose_replica(pair.primary, pair.replica_url).ok
        refused = client.post("/api/v1/auth/sign-in", json={"organization": "x", "login": "y", "password": "z"})
        assert (refused.status_code, refused.json()["code"]) == (401, "wrong_login")
    finally:
        standby.ensure_running()
