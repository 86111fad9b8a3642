"""Killed in each step, those who send lose no fact, keep the order of each stream, and repeat under the same id only."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import make_organization
from tests.webhooks.receiver import Receiver
from tests.webhooks.works import Works, local_settings
from unison.infrastructure import database
from unison.infrastructure.jobs.pool import CHANNEL, JobPool
from unison.infrastructure.projection.workers import Workers
from unison.main import CONSUMERS
from unison.webhooks import delivering, housekeeping


@pytest.mark.parametrize("step", ["before sending", "answered", "noted", "at its end"])
def test_a_process_that_is_killed_sends_again_what_it_had_not_noted(
    works: Works, receiver: Receiver, tmp_path: Path, step: str
) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=4)
    works.note()
    killed = subprocess.run(
        [sys.executable, "-m", "tests.webhooks.killed", step, works.url, str(webhook), str(tmp_path)], check=False
    )
    assert killed.returncode == -9
    deadline = time.monotonic() + 20
    while "waiting" in works.states(webhook):  # until the server has noticed that the other is gone, it has the turn
        assert time.monotonic() < deadline
        works.send(webhook)
    told: dict[int, str] = {}
    for received in receiver.posts:
        version = received.event().get_extension("streamversion")
        assert version <= len(told) + 1, "one was passed over"
        assert told.setdefault(version, received.id) == received.id
    assert sorted(told) == [1, 2, 3, 4, 5]
    assert len(receiver.posts) <= 6


def test_a_fact_that_is_told_arrives_by_itself(own_database_url: str, receiver: Receiver, tmp_path: Path) -> None:
    """By the threads of a worker process: the feed's reader, the outbox, the job."""
    settings = local_settings(tmp_path)
    jobs = JobPool(own_database_url, settings, [delivering.KIND])
    workers = Workers(own_database_url, CONSUMERS, {CHANNEL: jobs.hear})
    with (
        database.connect(own_database_url, "owner") as owner,
        database.connect(own_database_url, "worker") as worker,
    ):
        works = Works(own_database_url, make_organization(owner), settings, worker)
        jobs.start()
        workers.start()
        try:
            works.subscribe(receiver.url)
            for lot in range(10):
                works.tell(f"{lot}")
            receiver.wait_for(10)
            works.tell("more")
            assert receiver.wait_for(11)[0].headers["user-agent"] == "Unison"
        finally:
            workers.stop()
            jobs.stop()


def test_what_is_old_is_forgotten_and_who_was_forgotten_is_woken(works: Works, receiver: Receiver) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A")
    works.deliver(webhook)
    works.tell("B")
    works.note()
    works.ask(lambda subs: subs.rotate_secret(works.organization, webhook, 1))
    works.connection.execute("UPDATE unison.webhooks SET wake_at = NULL WHERE webhook_id = %s", (webhook,))
    assert housekeeping.tidy(works.connection, works.clock()) == 0
    assert works.webhook(webhook)["wake_at"] is not None
    assert housekeeping.tidy(works.connection, works.clock() + housekeeping.KEPT) >= 1
    assert works.states(webhook) == ["waiting"]


def test_another_organization_wakes_nobody_of_ours(works: Works, receiver: Receiver, database_url: str) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.connection.execute("UPDATE unison.webhooks SET wake_at = NULL WHERE webhook_id = %s", (webhook,))
    with database.connect(database_url, "app") as connection, connection.transaction():
        connection.execute("SELECT set_config('app.organization', %s, true)", (str(uuid4()),))
        connection.execute("SELECT unison.wake_webhook(%s, now())", (webhook,))
    assert works.webhook(webhook)["wake_at"] is None


def test_a_webhook_that_was_deleted_leaves_nothing(
    works: Works, receiver: Receiver, worker: psycopg.Connection[Any]
) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A")
    works.note()
    works.ask(lambda subs: subs.delete(works.organization, webhook))
    works.send(webhook)
    assert receiver.requests == []
    assert works.deliveries(webhook) == []
