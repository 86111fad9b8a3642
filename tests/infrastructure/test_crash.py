"""Killed in the middle of a load, the API, the worker and PostgreSQL lose nothing that was acknowledged, and count nothing
twice: clients that heard no answer send the same commands again.
"""

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.crashing import (
    CLIENTS,
    COMMANDS,
    PATIENCE_S,
    House,
    Load,
    differing_views,
    free_port,
    is_named,
    lost_and_doubled,
)
from unison.infrastructure import database, migrations
from unison.main import PROJECTIONS


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    house = House(Path(tempfile.gettempdir()) / f"unison-crash-{uuid4().hex[:8]}", free_port())
    try:
        with database.connect(house.url, "owner") as owner:
            migrations.migrate(owner, PROJECTIONS)
        house.start_api()
        house.start_worker()
        house.wait_until_ready()  # both bring the database up, which nobody should write to meanwhile
        yield house
    finally:
        house.end()


@pytest.fixture
def load(house: House) -> Load:
    return Load.over(house)


def kill_api(house: House) -> None:
    house.kill("api")
    house.start_api()


def kill_worker(house: House) -> None:
    house.kill("worker")
    time.sleep(0.5)
    house.start_worker()


def kill_postgres(house: House) -> None:
    """API and worker live on, start the server again, and find it when it is back."""
    killed = house.server.postmaster()
    house.kill_postgres()
    deadline = time.monotonic() + PATIENCE_S
    while house.server.postmaster() == killed:
        assert time.monotonic() < deadline, "nobody started the database again"
        time.sleep(0.02)


def kill_everything(house: House) -> None:
    house.kill_postgres()
    house.kill("api")
    house.kill("worker")
    house.start_api()
    house.start_worker()


def pause_the_leader(house: House) -> None:
    """Another worker takes the lead of one that stands still, which then goes on and has nothing to say."""
    with database.connect(house.url, "owner") as owner:
        led = "SELECT pid FROM unison.leads WHERE name = 'sequencer'"
        before = owner.execute(led).fetchone()
        house.start("other worker", "work")
        os.kill(house.processes["worker"].pid, signal.SIGSTOP)
        try:
            deadline = time.monotonic() + PATIENCE_S
            while (now := owner.execute(led).fetchone()) in (before, (None,), None):
                assert time.monotonic() < deadline, "who stands still leads"
                time.sleep(0.05)
        finally:
            os.kill(house.processes["worker"].pid, signal.SIGCONT)
        assert now != before


@pytest.mark.parametrize("kill", [kill_api, kill_worker, kill_postgres, pause_the_leader, kill_everything])
def test_what_was_acknowledged_is_there_once(kill: Callable[[House], None], house: House, load: Load) -> None:
    load.begin()
    load.wait_for(CLIENTS * COMMANDS // 4)
    kill(house)
    load.end()
    assert load.refused == []
    assert len(load.acknowledged) == CLIENTS * (COMMANDS + 2)
    unnoticed = (kill_worker, pause_the_leader)
    assert load.retried > 0 or kill in unnoticed, "nobody noticed anything: it was not in the middle of the load"
    assert [name for name, process in house.processes.items() if process.poll() is not None] == []
    with database.connect(house.url, "owner") as owner:
        assert lost_and_doubled(owner, load) == (0, 0)
        assert differing_views(owner, house.url) == []


def test_serve_keeps_its_processes_alive_and_leaves_none_behind(house: House) -> None:
    house.port = free_port()
    house.start_server()
    first, api = house.child("worker"), house.child("api")
    os.kill(first, signal.SIGKILL)
    os.kill(api, signal.SIGKILL)
    second = [house.child("worker", but=first), house.child("api", but=api)]
    house.kill("server")  # while they are still starting
    _wait_until_gone(*second)


def test_serve_ends_a_worker_that_stands_still_and_starts_another(house: House) -> None:
    house.port = free_port()
    house.start_server()
    try:
        house.wait_until_ready()
        paused = house.child("worker")
        os.kill(paused, signal.SIGSTOP)
        assert house.child("worker", but=paused)
        _wait_until_gone(paused)
        house.wait_until_ready()
    finally:
        house.processes["server"].terminate()
        assert house.processes["server"].wait(PATIENCE_S) == 0


def _wait_until_gone(*pids: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while any(is_named(pid, name) for pid in pids for name in ("unison-worker", "unison-api")):
        assert time.monotonic() < deadline, "a process that should have ended is still there"
        time.sleep(0.1)
