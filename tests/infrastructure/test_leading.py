"""A leader that stands still loses the lead, and can do no harm when it goes on."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
import pytest

from unison.infrastructure import database
from unison.infrastructure.leading import LOST, Task, take_lead
from unison.infrastructure.watch import STILL_LOOKS, Watch

PATIENCE_S = 60


def say_nothing(leader: psycopg.Connection[Any]) -> None:
    del leader


def say_nothing_within_a_transaction(leader: psycopg.Connection[Any]) -> None:
    leader.execute("BEGIN")
    leader.execute("INSERT INTO pg_temp.written VALUES (1)")
    leader.execute("UPDATE unison.feed_cursor SET last_pos = last_pos + 1000")


def take_no_answer(leader: psycopg.Connection[Any]) -> None:
    leader.pgconn.send_query(b"SELECT repeat('x', 1000) FROM generate_series(1, 100000)")
    leader.pgconn.flush()


WAYS: dict[Task, Callable[[psycopg.Connection[Any]], None]] = {
    "sequencer": say_nothing,
    "lane fast": say_nothing_within_a_transaction,
    "lane slow": take_no_answer,
}


def test_a_leader_that_stands_still_loses_the_lead_and_what_it_had_begun(database_url: str) -> None:
    """All ways at once: each takes as long."""
    leaders: dict[Task, psycopg.Connection[Any]] = {}
    with database.connect(database_url, "worker") as other, database.connect(database_url, "worker") as lively:
        try:
            for task, stand_still in WAYS.items():
                leaders[task] = leader = database.connect(database_url, "worker")
                leader.execute("CREATE TEMPORARY TABLE written (n integer)")
                assert take_lead(leader, task)
                stand_still(leader)
            assert take_lead(lively, "reactions")
            before = other.execute("SELECT last_pos FROM unison.feed_cursor").fetchone()
            missing, deadline = set(WAYS), time.monotonic() + PATIENCE_S
            while missing:
                missing -= {task for task in missing if take_lead(other, task)}
                assert not take_lead(other, "reactions"), "one that speaks has lost the lead"
                lively.execute("SELECT 1")
                assert time.monotonic() < deadline, f"still led by who stands still: {missing}"
                time.sleep(0.2)
            for leader in (leaders["sequencer"], leaders["lane fast"]):
                with pytest.raises(LOST):
                    leader.execute("COMMIT")
            assert other.execute("SELECT last_pos FROM unison.feed_cursor").fetchone() == before
        finally:
            for leader in leaders.values():
                leader.close()


def test_one_task_has_one_leader(database_url: str) -> None:
    with database.connect(database_url, "worker") as one, database.connect(database_url, "worker") as other:
        assert take_lead(one, "extensions")
        assert not take_lead(other, "extensions")
        assert take_lead(other, "sequencer")
        led = "SELECT pid FROM unison.leads WHERE name = 'extensions'"
        assert other.execute(led).fetchone() == (one.info.backend_pid,)


def test_a_thread_that_hangs_is_told_from_one_that_waits_for_the_database(database_url: str) -> None:
    watch, ends = Watch(), threading.Event()

    def hang() -> None:
        watch.comes_round("hangs")
        ends.wait()

    def wait_for_an_answer() -> None:
        with database.connect(database_url, "worker") as connection:
            watch.comes_round("waits", connection)
            waiting.set()
            with suppress(psycopg.errors.QueryCanceled):
                connection.execute("SELECT pg_sleep(30)")

    waiting = threading.Event()
    threads = [threading.Thread(target=each, daemon=True) for each in (hang, wait_for_an_answer)]
    try:
        for thread in threads:
            thread.start()
        assert waiting.wait(PATIENCE_S)
        time.sleep(0.2)  # for the question to be on its way
        looks = [watch.look() for _ in range(STILL_LOOKS + 1)]
        assert looks == [[]] * STILL_LOOKS + [["hangs"]]
        watch.rests("hangs")
        assert watch.look() == []
    finally:
        ends.set()
        with database.connect(database_url, "owner") as owner:
            owner.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'")
        for thread in threads:
            thread.join(PATIENCE_S)
