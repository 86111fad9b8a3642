"""While nothing is due, the threads that carry out jobs ask nothing of the database, however many kinds there are."""

import time
from typing import Any

import psycopg

from tests.conftest import Organization
from tests.infrastructure.jobs_at_work import Bench, enqueue, make_queues
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.pool import JobPool
from unison.settings import settings

WATCHED_S = 1.5


def test_an_idle_pool_asks_nothing_of_the_database(own_database_url: str, organization: Organization) -> None:
    """With empty queues, where there is no next moment to sleep until, and with a job that is due in an hour."""
    bench = Bench()
    kinds = [JobKind(f"idle_{number}", bench.carry_out) for number in range(8)]
    with psycopg.connect(own_database_url, autocommit=True) as owner:
        make_queues(owner, kinds)
        pool = JobPool(own_database_url, settings(), kinds)
        pool.start()
        try:
            assert bench.waited_for(lambda: len(_last_statements(owner)) > 0)
            _assert_nothing_is_asked(owner)
            enqueue(owner, "idle_3", organization, what="later", in_s=3600)
            pool.hear("")
            enqueue(owner, "idle_5", organization, what="now")
            pool.hear("idle_5")
            assert bench.waited_for(lambda: bench.ended == ["now"])
            _assert_nothing_is_asked(owner)
        finally:
            pool.stop()


def _assert_nothing_is_asked(owner: psycopg.Connection[Any]) -> None:
    """After what is still on its way: what was carried out is counted a moment later."""
    time.sleep(WATCHED_S)
    before = _last_statements(owner)
    time.sleep(WATCHED_S)
    assert before == _last_statements(owner)


def _last_statements(owner: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
    """When each other connection to this database has begun or ended its last statement."""
    return owner.execute(
        """SELECT pid, state_change FROM pg_stat_activity
           WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid"""
    ).fetchall()
