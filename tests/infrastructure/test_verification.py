"""Whoever edits the past is found out, by the feed number where it no longer holds."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest

from tests.spine import RECEIVED, append, event, own_database, sequence
from unison.infrastructure import database, health
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.verification import chain, verify
from unison.lots.domain.facts import LotMoved

ONE, OTHER = UUID("00000000-0000-7000-8000-000000000001"), UUID("00000000-0000-7000-8000-000000000002")
FACTS = 12


@pytest.fixture(scope="module")
def store(server: EmbeddedPostgres) -> Iterator[str]:
    """A store of twelve facts of two organizations."""
    with own_database(server) as url:
        fill(url)
        yield url


def fill(url: str) -> None:
    with database.connect(url, "owner") as connection:
        for number in range(1, FACTS // 2 + 1):
            for organization in (ONE, OTHER):
                fact = RECEIVED if number == 1 else LotMoved(location=f"rack {number}")
                append(connection, organization, event("lots:A", number, fact))
    sequence(url)


@pytest.fixture
def superuser(store: str) -> Iterator[psycopg.Connection[Any]]:
    """Someone who can do everything, and has switched the triggers off. What they do is undone after the test."""
    with database.connect(store, "owner") as connection, connection.transaction(force_rollback=True):
        switch_off(connection)
        yield connection


def switch_off(connection: psycopg.Connection[Any]) -> None:
    """What would stand in the way: the triggers, and the index that knows each fact once."""
    connection.execute("DROP INDEX unison.feed_of_stream")
    for table in ("events", "feed"):
        connection.execute(f"ALTER TABLE unison.{table} DISABLE TRIGGER USER")


# Each feed has the numbers 1 to 6, which are the versions of its one lot. ONE's are tampered with.
_OF_3 = "WHERE organization_id = '00000000-0000-7000-8000-000000000001' AND stream_id = 'lots:A' AND version = 3"
_OURS = "organization_id = '00000000-0000-7000-8000-000000000001'"
TAMPERED: dict[str, tuple[LiteralString, int]] = {
    "a value": (f'UPDATE unison.events SET data = \'{{"location": "elsewhere"}}\' {_OF_3}', 3),
    "who did it": (f'UPDATE unison.events SET meta = \'{{"user": "somebody"}}\' {_OF_3}', 3),
    "when it happened": (f"UPDATE unison.events SET occurred_at = occurred_at + interval '1 microsecond' {_OF_3}", 3),
    "when it was recorded": (f"UPDATE unison.events SET recorded_at = recorded_at - interval '1 day' {_OF_3}", 3),
    "what it was": (f"UPDATE unison.events SET topic = 'lots.LotHeld' {_OF_3}", 3),
    "its form": (f"UPDATE unison.events SET schema_version = 2 {_OF_3}", 3),
    "its version": (f"UPDATE unison.events SET version = 99 {_OF_3}", 3),
    "its stream": (f"UPDATE unison.events SET stream_id = 'lots:B' {_OF_3}", 3),
    "whose it is": (f"UPDATE unison.events SET organization_id = gen_random_uuid() {_OF_3}", 3),
    "an event deleted": (f"DELETE FROM unison.events {_OF_3}", 3),
    "the first event deleted": (f"DELETE FROM unison.events WHERE {_OURS} AND version = 1", 1),
    "a hash": (f"UPDATE unison.feed SET hash = sha256(hash) WHERE {_OURS} AND seq = 4", 4),
    "a number left out": (f"DELETE FROM unison.feed WHERE {_OURS} AND seq = 3", 3),
    "the last number left out": (f"DELETE FROM unison.feed WHERE {_OURS} AND seq = 6", 6),
    "two swapped": (
        f"""UPDATE unison.feed SET seq = 1000 + seq WHERE {_OURS} AND seq IN (3, 4);
            UPDATE unison.feed SET seq = 1007 - seq WHERE {_OURS} AND seq > 1000""",
        3,
    ),
    "two swapped, hashes in place": (
        f"UPDATE unison.feed SET version = 7 - version WHERE {_OURS} AND seq IN (3, 4)",
        3,
    ),
    "the server's order": (
        f"""UPDATE unison.feed SET cell_seq = 1000 WHERE {_OURS} AND seq = 3""",
        4,
    ),
    "two organizations' facts swapped": (
        """UPDATE unison.feed SET seq = 1000 + seq WHERE seq = 3;
           UPDATE unison.feed SET organization_id = CASE WHEN organization_id = '00000000-0000-7000-8000-000000000001'
             THEN '00000000-0000-7000-8000-000000000002' ELSE '00000000-0000-7000-8000-000000000001' END::uuid,
             seq = seq + cell_seq WHERE seq > 1000;
           UPDATE unison.feed SET seq = 3 WHERE seq > 1000""",
        3,
    ),
    "the head of a chain removed": (f"DELETE FROM unison.chain_heads WHERE {_OURS}", 6),
    "the head of a chain": (f"UPDATE unison.chain_heads SET hash = sha256(hash) WHERE {_OURS}", 6),
    "the end cut off": (
        f"""DELETE FROM unison.feed WHERE {_OURS} AND seq > 5;
            DELETE FROM unison.events WHERE {_OURS} AND version > 5""",
        6,
    ),
    "an event slipped in behind": (
        f"""INSERT INTO unison.events (pos, tx, organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at,
              stream_hash) OVERRIDING SYSTEM VALUE
            SELECT 0, tx, organization_id, 'lots:C', 1, topic, schema_version, data, meta, occurred_at, stream_hash
            FROM unison.events {_OF_3}""",
        3,
    ),
    "an event slipped in as if it had arrived": (
        f"""INSERT INTO unison.events (epoch, organization_id, stream_id, version, topic, schema_version, data, meta,
              occurred_at, stream_hash)
            SELECT 0, organization_id, 'lots:C', 1, topic, schema_version, data, meta, occurred_at, stream_hash
            FROM unison.events {_OF_3}""",
        1,
    ),
}


def test_a_store_that_nobody_touched_holds(superuser: psycopg.Connection[Any]) -> None:
    result = verify(superuser)
    assert (result.checked, result.fault) == (FACTS, None)


@pytest.mark.parametrize("page", [20_000, 4, 1], ids=lambda page: f"pages of {page}")
@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_tampered_with_is_found(
    what: str, page: int, superuser: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "PAGE", page)
    statement, seq = TAMPERED[what]
    assert superuser.execute(statement).rowcount > 0
    found = verify(superuser).fault
    assert found is not None
    assert found.seq == seq, found.what


def test_what_is_numbered_meanwhile_is_no_fault(own_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(own_database_url)
    monkeypatch.setattr(chain, "PAGE", 2)
    told: list[int] = []

    def tell_more(checked: int, _: int) -> None:
        told.append(checked)
        if len(told) <= 4:
            with database.connect(own_database_url, "owner") as owner:
                for organization in (ONE, OTHER):
                    append(owner, organization, event("lots:A", FACTS // 2 + len(told), LotMoved(location="back")))
            sequence(own_database_url)

    with database.connect(own_database_url, "worker") as worker:
        assert verify(worker, tell_more).fault is None
    assert len(told) > 4


def test_the_fault_names_the_organization(superuser: psycopg.Connection[Any]) -> None:
    superuser.execute(TAMPERED["a value"][0])
    found = verify(superuser).fault
    assert found is not None
    assert found.organization_id == ONE
    assert "not what it was" in found.what


# The command line -------------------------------------------------------------------------------------------------


def unison(url: str, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unison.cli", *arguments],
        env=os.environ | {"UNISON_DATABASE_URL": url, "UNISON_DATA": str(data)},
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("what", ["a value", "an event deleted", "an event slipped in behind"])
def test_unison_verify_says_where_and_ends_with_1(what: str, own_database_url: str, tmp_path: Path) -> None:
    statement, seq = TAMPERED[what]
    tamper(own_database_url, statement)
    told = unison(own_database_url, tmp_path, "verify")
    assert told.returncode == 1
    assert f"Number {seq} of organization {ONE} does not hold" in told.stderr


def test_unison_verify_answers_programs_too(own_database_url: str, tmp_path: Path) -> None:
    fill(own_database_url)
    well = unison(own_database_url, tmp_path, "verify", "--json")
    assert (well.returncode, json.loads(well.stdout)) == (0, {"holds": True, "checked": FACTS, "fault": None})
    tamper(own_database_url, TAMPERED["a value"][0], filled=True)
    told = unison(own_database_url, tmp_path, "verify", "--json")
    assert told.returncode == 1
    answer = json.loads(told.stdout)
    assert answer["holds"] is False
    assert (answer["fault"]["seq"], UUID(answer["fault"]["organization"])) == (3, ONE)


def test_what_was_found_at_the_machine_stands_until_all_holds(own_database_url: str, tmp_path: Path) -> None:
    """Also of a fact that was given to an organization which is no more."""
    tamper(own_database_url, TAMPERED["an event slipped in behind"][0])
    with database.connect(own_database_url, "owner") as connection:
        assert unison(own_database_url, tmp_path, "verify").returncode == 1
        assert health.measure(connection).faulty == 1
        connection.execute("UPDATE unison.verifications SET organization_id = gen_random_uuid()")
        connection.execute("DELETE FROM unison.events WHERE stream_id = 'lots:C'")
        assert health.measure(connection).faulty == 1
        assert unison(own_database_url, tmp_path, "verify").returncode == 0
        assert health.measure(connection).faulty == 0


def tamper(url: str, statement: LiteralString, *, filled: bool = False) -> None:
    if not filled:
        fill(url)
    with database.connect(url, "owner") as connection:
        switch_off(connection)
        connection.execute(statement)
