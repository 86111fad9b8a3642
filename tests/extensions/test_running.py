"""A plant's own packages: each fact once, in each organization's order, whatever happens to the process that runs them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import dict_row

from tests.conftest import Organization, make_organization
from tests.extensions import seen
from tests.extensions.seen import EXTENSION, HOLDING, MISFIT, Weighed, view_of
from tests.spine import AT, BOB, append, event, lot_moves, sequence
from unison.extensions.declaring import Extension
from unison.extensions.outlet import SharedOutlet
from unison.extensions.running import ExtensionWorkers
from unison.extensions.status import Standing, resume, standing
from unison.extensions.tables import begin_anew, prepare
from unison.infrastructure import database
from unison.infrastructure.feed.parking import ParkedStream, parked_streams
from unison.main import command_handling

PATIENCE_S = 30.0


@pytest.fixture
def url(own_database_url: str) -> Iterator[str]:
    yield own_database_url
    seen.BROKEN.clear()


@pytest.fixture
def owner(url: str) -> Iterator[psycopg.Connection[Any]]:
    with database.connect(url, "owner") as connection:
        yield connection


@pytest.fixture
def organization(owner: psycopg.Connection[Any]) -> Organization:
    return make_organization(owner)


@contextmanager
def running(url: str, *extensions: Extension) -> Generator[None]:
    workers = ExtensionWorkers(url, extensions, command_handling)
    workers.start()
    try:
        yield
    finally:
        workers.stop()


def come_true(holds: Callable[[], bool], what: str = "it") -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, f"{what} did not come true"
        time.sleep(0.02)


def tell(url: str, organization: Organization, *events: dict[str, Any]) -> None:
    with database.connect(url, "app") as connection:
        append(connection, organization.id, *events)
    sequence(url)


def stand(url: str, extension: str, organization: Organization) -> Standing:
    with database.connect(url, "owner") as connection:
        return next(s for s in standing(connection) if (s.extension, s.organization) == (extension, organization.slug))


def level(url: str, extension: str, organization: Organization) -> None:
    def is_level() -> bool:
        with database.connect(url, "owner") as connection:
            own = [s for s in standing(connection) if (s.extension, s.organization) == (extension, organization.slug)]
        return own != [] and own[0].behind == 0

    come_true(is_level, f"{extension} being level")


def rows(url: str, organization: Organization) -> list[dict[str, Any]]:
    """In the order in which they were written."""
    with database.connect(url, "app") as connection, connection.transaction():
        database.act_as_app(connection, organization.id)
        found = sql.SQL("SELECT * FROM extension_seen.seen ORDER BY number")
        return connection.cursor(row_factory=dict_row).execute(found).fetchall()


def test_each_organization_has_its_own_rows_in_its_own_order(
    url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    other = make_organization(owner)
    tell(url, organization, *lot_moves("A", 3))
    tell(url, other, *lot_moves("B", 5))
    with running(url, EXTENSION):
        tell(url, organization, *lot_moves("C", 2))
        level(url, "seen", organization)
        level(url, "seen", other)
    assert [row["seq"] for row in rows(url, organization)] == [1, 2, 3, 4, 5]
    assert [row["stream"] for row in rows(url, other)] == ["lots:B"] * 5
    with closing(SharedOutlet(url, command_handling)) as outlet:
        assert view_of(outlet, other.id).total() == 5, "row security shows an organization its rows alone"


def test_it_goes_on_where_it_stood_and_sees_each_fact_once(url: str, organization: Organization) -> None:
    tell(url, organization, *lot_moves("A", 4))
    for lot in ("B", "C"):
        with running(url, EXTENSION):
            level(url, "seen", organization)
        tell(url, organization, *lot_moves(lot, 2))
    with running(url, EXTENSION):
        level(url, "seen", organization)
    assert [row["seq"] for row in rows(url, organization)] == list(range(1, 9))


def test_a_number_of_another_s_fact_is_reached_too(url: str, organization: Organization) -> None:
    tell(url, organization, *lot_moves("A", 1), event("tests:other", 1, seen.Weighed(), topic="tests.of_others"))
    with running(url, EXTENSION), closing(SharedOutlet(url, command_handling)) as outlet:
        view_of(outlet, organization.id).wait("unison", 2, timeout=PATIENCE_S)
    assert len(rows(url, organization)) == 1


def test_two_runners_see_each_fact_once(url: str, organization: Organization) -> None:
    """One leads; should both run for a moment, the position lets one of them through."""
    with database.connect(url, "owner") as connection:
        prepare(connection, [EXTENSION])
    with running(url, EXTENSION), running(url, EXTENSION):
        tell(url, organization, *lot_moves("A", 20))
        level(url, "seen", organization)
    assert [row["seq"] for row in rows(url, organization)] == list(range(1, 21))


def test_it_is_told_who_when_and_where_and_the_present_form_of_an_older_fact(
    url: str, organization: Organization
) -> None:
    meta = {"user": str(BOB), "plant": "main"}
    tell(url, organization, event("tests:W", 1, Weighed(), data={"weight": 7}, schema_version=1, meta=meta))
    with running(url, EXTENSION):
        level(url, "seen", organization)
    ((told),) = rows(url, organization)
    assert (told["said"], told["plant"], told["happened_at"]) == ("{'weight_g': 7}", "main", AT)


def test_a_fact_that_raises_parks_its_stream_and_is_tried_again(
    url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    seen.BROKEN.add("lots:A")
    tell(url, organization, *lot_moves("A", 2), *lot_moves("B", 2))
    with running(url, EXTENSION):
        level(url, "seen", organization)
        tell(url, organization, event("lots:A", 3, seen.LotMoved(location="rack 1")), *lot_moves("C", 1))
        level(url, "seen", organization)
        (parked,) = parked_streams(owner)
        assert (parked.consumer, parked.stream_id, parked.from_version) == ("extension_seen", "lots:A", 1)
        assert parked.error == "ValueError: lots:A cannot be seen"
        assert stand(url, "seen", organization).parked == 1
        assert [row["seq"] for row in rows(url, organization)] == [3, 4, 6]
        assert not _tried_again(owner, url, parked)
        assert [again.attempts for again in parked_streams(owner)] == [2]
        seen.BROKEN.clear()
        assert _tried_again(owner, url, parked)
        assert parked_streams(owner) == []
        tell(url, organization, event("lots:A", 4, seen.LotMoved(location="rack 2")))
        level(url, "seen", organization)
    assert [row["seq"] for row in rows(url, organization)] == [3, 4, 6, 1, 2, 5, 7]


def _tried_again(owner: psycopg.Connection[Any], url: str, parked: ParkedStream) -> bool:
    return resume(owner, url, command_handling, EXTENSION, parked)


def test_a_fact_that_nobody_can_read_parks_its_stream_alone(
    url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    tell(url, organization, event("tests:W", 1, Weighed(), schema_version=9), *lot_moves("A", 1))
    with running(url, EXTENSION):
        level(url, "seen", organization)
    assert [row["stream"] for row in rows(url, organization)] == ["lots:A"]
    assert "stored in form 9" in parked_streams(owner)[0].error


def test_connections_that_are_lost_are_made_again(
    url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    with running(url, EXTENSION):
        for lot in ("A", "B"):
            tell(url, organization, *lot_moves(lot, 10))
            level(url, "seen", organization)
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND application_name IN ('unison-app', 'unison-worker')"
            )
        tell(url, organization, *lot_moves("C", 10))
        level(url, "seen", organization)
    assert [row["seq"] for row in rows(url, organization)] == list(range(1, 31))


def test_a_statement_that_does_not_fit_stops_the_extension_and_no_other(url: str, organization: Organization) -> None:
    tell(url, organization, *lot_moves("A", 3))
    with running(url, MISFIT, EXTENSION):
        level(url, "seen", organization)
    stopped = stand(url, "misfit", organization)
    assert stopped.stopped == 'UndefinedTable: relation "nowhere" does not exist'
    assert (stopped.position, stopped.parked) == (0, 0)


def test_a_command_is_carried_out_once_for_its_fact(
    url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    tell(url, organization, *lot_moves("old", 1))
    with running(url, HOLDING):
        come_true(lambda: HOLDING.name in {each.extension for each in _standing(url)})
        tell(url, organization, *lot_moves("A", 1))
        level(url, "holding", organization)
    read = "SELECT stream_id, meta->>'device', meta->>'cause' FROM unison.events WHERE topic = 'lots.LotHeld'"
    with database.connect(url, "worker") as worker:
        assert worker.execute(read).fetchall() == [("lots:A", "extension holding", "lots:A@1")]
        worker.execute("UPDATE unison.tracking SET seq = 1 WHERE extension = 'holding'")
        with running(url, HOLDING):
            level(url, "holding", organization)
        assert len(worker.execute(read).fetchall()) == 1


def _standing(url: str) -> Sequence[Standing]:
    with database.connect(url, "owner") as connection:
        return standing(connection)


def test_one_whose_tables_have_changed_is_stopped_until_it_begins_anew(
    url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    tell(url, organization, *lot_moves("A", 2))
    with running(url, EXTENSION):
        level(url, "seen", organization)
    owner.execute("UPDATE unison.extensions SET fingerprint = 'of another version'")
    with running(url, EXTENSION):
        come_true(lambda: stand(url, "seen", organization).stopped is not None)
    assert "unison extensions --anew seen" in (stand(url, "seen", organization).stopped or "")
    begin_anew(owner, EXTENSION)
    assert rows(url, organization) == []
    with running(url, EXTENSION):
        level(url, "seen", organization)
    assert [row["seq"] for row in rows(url, organization)] == [1, 2]


def test_killed_in_any_step_it_sees_each_fact_once(url: str, organization: Organization) -> None:
    steps = ["before 2", "in the transaction 4", "behind 6"]
    for number, step in enumerate(steps):
        tell(url, organization, *lot_moves(f"L{number}", 3))
        with _process(url, UNISON_TEST_KILL=step) as process:
            assert process.wait(timeout=PATIENCE_S) == -9
    with running(url, EXTENSION):
        level(url, "seen", organization)
    assert [row["seq"] for row in rows(url, organization)] == list(range(1, 10))


@contextmanager
def _process(url: str, **environment: str) -> Generator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.extensions.process", url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=os.environ | environment) as process:
        try:
            yield process
        finally:
            process.kill()
