"""Keeping the server of a data folder alive while somebody uses it, and ending it with the last who does.

Who uses it is told by lock files of living processes, in `users` of the data folder: the lock ends with its process, however
that ends, so that nobody who was killed keeps a server for ever.
"""

import fcntl
import os
import secrets
import select
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import structlog

from unison.infrastructure.embedded_postgres.refusals import EmbeddedPostgresRefusal
from unison.infrastructure.embedded_postgres.secrets_file import locked
from unison.infrastructure.embedded_postgres.server import EmbeddedPostgres, Running

log = structlog.get_logger()

RETRY_S = 1.0
"""Between two tries to start what does not start, a full disk say, in seconds."""


class Hold:
    """A process's word that it uses the server of a data folder. `running` is as it was found, or started."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        """Starts the server unless it runs. Raises the refusals of this package."""
        self._server = server
        server.make_data_folder()
        with locked(server.lock_path):  # whoever was the last to use it may be about to end it
            self._path = _users(server) / f"{os.getpid()}-{secrets.token_hex(4)}"
            self._path.parent.mkdir(exist_ok=True)
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        try:
            self.running: Running = server.ensure_running()
        except BaseException:
            self._forget()
            raise

    def let_go(self, *, stop: bool) -> bool:
        """Uses it no longer; with `stop` the last one ends it. Whether it was ended."""
        with locked(self._server.lock_path):
            self._forget()
            return stop and not users_of(self._server) and self._server.stop_locked()

    def _forget(self) -> None:
        self._path.unlink(missing_ok=True)
        os.close(self._descriptor)


def users_of(server: EmbeddedPostgres) -> list[int]:
    """The ids of the processes that use the server, without those that are no more."""
    found = sorted(_users(server).glob("*-*")) if _users(server).is_dir() else []
    return [int(path.name.partition("-")[0]) for path in found if _is_held(path)]


def _users(server: EmbeddedPostgres) -> Path:
    return server.data / "users"


def _is_held(path: Path) -> bool:
    """Whether a living process holds the file; one of a process that has ended is removed."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


class _Keeper:
    """A thread that starts the server again when it dies. It sleeps until the kernel tells that the process is gone."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        self._server = server
        self._ending = threading.Event()
        self._read, self._write = os.pipe()
        self._thread = threading.Thread(target=self._keep, name="database keeper", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ending.set()
        os.write(self._write, b".")
        self._thread.join()
        os.close(self._read)
        os.close(self._write)

    def _keep(self) -> None:
        while not self._ending.is_set():
            self._wait_for_death()
            if self._ending.is_set():
                return
            try:
                if self._server.ensure_running().started:
                    log.warning("database.started_again", data=str(self._server.data))
            except (EmbeddedPostgresRefusal, psycopg.OperationalError, OSError) as fault:
                log.error("database.not_started", error=str(fault).strip())
                self._ending.wait(RETRY_S)

    def _wait_for_death(self) -> None:
        pid = self._server.postmaster()
        if pid is None:
            return
        if not hasattr(os, "pidfd_open"):
            while self._server.is_running() and not self._ending.wait(RETRY_S):
                pass
            return
        try:
            process = os.pidfd_open(pid)
        except OSError:
            return
        try:
            select.select([process, self._read], [], [])
        finally:
            os.close(process)


@contextmanager
def kept(server: EmbeddedPostgres) -> Generator[Running]:
    """The server runs until the end of the block, whatever happens to it, and ends there unless others use it still."""
    hold = Hold(server)
    keeper = _Keeper(server)
    try:
        yield hold.running
    finally:
        keeper.end()
        hold.let_go(stop=True)
