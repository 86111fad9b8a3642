"""Whoever edits the past is found out, by the feed number where it no longer holds."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.spine import RECEIVED, append, event, own_database, sequence
from unison.infrastructure import database, verification
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.verification import verify
from unison.lots.domain.facts import LotMoved

ONE, OTHER = (uuid4() for _ in range(2))
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


# Feed numbers 1, 3, 5 ... are ONE's versions 1, 2, 3 ..., 2, 4, 6 ... are OTHER's.
_OF_5 = "FROM unison.feed f WHERE f.feed_seq = 5 AND e.tx = f.tx AND e.pos = f.pos"
TAMPERED: dict[str, tuple[LiteralString, int]] = {
    "a value": (f'UPDATE unison.events e SET data = \'{{"location": "elsewhere"}}\' {_OF_5}', 5),
    "who did it": (f'UPDATE unison.events e SET meta = \'{{"user": "somebody"}}\' {_OF_5}', 5),
    "when it happened": (f"UPDATE unison.events e SET occurred_at = occurred_at + interval '1 microsecond' {_OF_5}", 5),
    "when it was recorded": (f"UPDATE unison.events e SET recorded_at = recorded_at - interval '1 day' {_OF_5}", 5),
    "what it was": (f"UPDATE unison.events e SET topic = 'lots.LotHeld' {_OF_5}", 5),
    "its form": (f"UPDATE unison.events e SET schema_version = 2 {_OF_5}", 5),
    "its version": (f"UPDATE unison.events e SET version = 99 {_OF_5}", 5),
    "its stream": (f"UPDATE unison.events e SET stream_id = 'lots:B' {_OF_5}", 5),
    "whose it is": (f"UPDATE unison.events e SET organization_id = gen_random_uuid() {_OF_5}", 5),
    "an event deleted": (f"DELETE FROM unison.events e USING unison.feed f {_OF_5.partition('f ')[2]}", 5),
    "the first event deleted": (
        "DELETE FROM unison.events WHERE pos = (SELECT pos FROM unison.feed WHERE feed_seq = 1)",
        1,
    ),
    "a hash": ("UPDATE unison.feed SET hash = sha256(hash) WHERE feed_seq = 7", 7),
    "a number left out": ("DELETE FROM unison.feed WHERE feed_seq = 6", 6),
    "the last number left out": ("DELETE FROM unison.feed WHERE feed_seq = 12", 12),
    "two swapped": (
        """UPDATE unison.feed SET feed_seq = -feed_seq WHERE feed_seq IN (5, 7);
           UPDATE unison.feed SET feed_seq = 12 + feed_seq WHERE feed_seq < 0""",
        5,
    ),
    "two swapped, hashes in place": (
        """UPDATE unison.feed f SET tx = o.tx, pos = o.pos, version = o.version FROM unison.feed o
           WHERE o.feed_seq = 12 - f.feed_seq AND f.feed_seq IN (5, 7)""",
        5,
    ),
    "two organizations' numbers swapped": (
        """UPDATE unison.feed SET feed_seq = -feed_seq WHERE feed_seq IN (5, 6);
           UPDATE unison.feed SET feed_seq = 11 + feed_seq WHERE feed_seq < 0""",
        5,
    ),
    "the head of a chain removed": ("DELETE FROM unison.chain_heads WHERE feed_seq = 11", 11),
    "the head of a chain": ("UPDATE unison.chain_heads SET hash = sha256(hash) WHERE feed_seq = 12", 12),
    "the end cut off": (
        """WITH cut AS (DELETE FROM unison.feed WHERE feed_seq > 10 RETURNING tx, pos),
             gone AS (DELETE FROM unison.events e USING cut WHERE e.tx = cut.tx AND e.pos = cut.pos)
           UPDATE unison.feed_cursor SET last_seq = 10, (last_tx, last_pos) =
             (SELECT tx, pos FROM unison.feed WHERE feed_seq = 10)""",
        11,
    ),
    "an event slipped in behind": (
        """INSERT INTO unison.events (pos, tx, organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at,
             stream_hash) OVERRIDING SYSTEM VALUE
           SELECT 0, tx, organization_id, 'lots:C', 1, topic, schema_version, data, meta, occurred_at, stream_hash
           FROM unison.events WHERE pos = (SELECT pos FROM unison.feed WHERE feed_seq = 5)""",
        5,
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
    monkeypatch.setattr(verification, "PAGE", page)
    statement, feed_seq = TAMPERED[what]
    assert superuser.execute(statement).rowcount > 0
    found = verify(superuser).fault
    assert found is not None
    assert found.feed_seq == feed_seq, found.what


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
    statement, feed_seq = TAMPERED[what]
    tamper(own_database_url, statement)
    told = unison(own_database_url, tmp_path, "verify")
    assert told.returncode == 1
    assert f"Feed number {feed_seq} does not hold" in told.stderr


def test_unison_verify_answers_programs_too(own_database_url: str, tmp_path: Path) -> None:
    fill(own_database_url)
    well = unison(own_database_url, tmp_path, "verify", "--json")
    assert (well.returncode, json.loads(well.stdout)) == (0, {"holds": True, "checked": FACTS, "fault": None})
    tamper(own_database_url, TAMPERED["a value"][0], filled=True)
    told = unison(own_database_url, tmp_path, "verify", "--json")
    assert told.returncode == 1
    answer = json.loads(told.stdout)
    assert answer["holds"] is False
    assert (answer["fault"]["feed_seq"], UUID(answer["fault"]["organization"])) == (5, ONE)


def tamper(url: str, statement: LiteralString, *, filled: bool = False) -> None:
    if not filled:
        fill(url)
    with database.connect(url, "owner") as connection:
        switch_off(connection)
        connection.execute(statement)
