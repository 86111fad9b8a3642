"""The embedded server while several use it, and some of them are killed: real processes, real kills."""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from unison.infrastructure.embedded_postgres import EmbeddedPostgres, Hold, users_of

PATIENCE_S = 120
KEEP = (
    "import sys, pathlib; from unison.infrastructure.embedded_postgres import EmbeddedPostgres, kept\n"
    "with kept(EmbeddedPostgres(pathlib.Path(sys.argv[1]))): print('kept', flush=True); sys.stdin.read()"
)


@pytest.fixture
def server() -> Iterator[EmbeddedPostgres]:
    folder = Path(tempfile.mkdtemp(prefix="unison-test-", dir="/tmp"))
    folder.chmod(0o755)
    server = EmbeddedPostgres(folder / "data")
    yield server
    server.stop(immediate=True)
    shutil.rmtree(folder)


class Keepers:
    """Processes that keep a server until they are told to end."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        self._server = server
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", KEEP, str(self._server.data)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._processes.append(process)
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE_S)
        assert ready, "nothing was kept"
        assert process.stdout.readline() == b"kept\n"
        return process

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()


@pytest.fixture
def keepers(server: EmbeddedPostgres) -> Iterator[Keepers]:
    keepers = Keepers(server)
    yield keepers
    keepers.end()


def wait_until(true: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.02)


def answers(server: EmbeddedPostgres) -> bool:
    try:
        with psycopg.connect(server.url(), connect_timeout=5) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_a_server_that_is_killed_is_started_again_by_whoever_keeps_it(
    server: EmbeddedPostgres, keepers: Keepers
) -> None:
    keepers.start()
    keepers.start()
    for _ in range(3):
        killed = server.postmaster()
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda killed=killed: server.postmaster() != killed, "it was not started again")
        wait_until(lambda: answers(server), "it does not answer")


def test_the_last_one_ends_the_server_and_no_other(server: EmbeddedPostgres, keepers: Keepers) -> None:
    first, second = keepers.start(), keepers.start()
    assert sorted(users_of(server)) == sorted([first.pid, second.pid])
    first.communicate(timeout=PATIENCE_S)
    assert answers(server)
    second.communicate(timeout=PATIENCE_S)
    assert not server.is_running()
    assert users_of(server) == []


def test_one_that_was_killed_is_no_user_any_more(server: EmbeddedPostgres, keepers: Keepers) -> None:
    killed, other = keepers.start(), keepers.start()
    killed.kill()
    killed.wait()
    assert answers(server)
    assert users_of(server) == [other.pid]
    other.communicate(timeout=PATIENCE_S)
    assert not server.is_running()


def test_a_word_that_only_uses_the_server_keeps_the_last_keeper_from_ending_it(
    server: EmbeddedPostgres, keepers: Keepers
) -> None:
    keeper, word = keepers.start(), Hold(server)
    assert not word.running.started
    keeper.communicate(timeout=PATIENCE_S)
    assert answers(server)
    word.let_go(stop=False)
    assert answers(server)
    assert users_of(server) == []
