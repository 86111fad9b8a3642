"""Starting, reusing and stopping the server of one data folder."""

import os
import shutil
import socket
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from unison.infrastructure.embedded_postgres.account import Account, server_account
from unison.infrastructure.embedded_postgres.binaries import programs
from unison.infrastructure.embedded_postgres.refusals import (
    NeverStarted,
    SecretsUnreadable,
    ServerNotStarted,
    ServerNotStopped,
)
from unison.infrastructure.embedded_postgres.secrets_file import locked, make_secret, read_secrets, remember
from unison.infrastructure.roles import Logins
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure.embedded_postgres", "server.sql")
_ADD_EXTENSION = sql.SQL(statements("unison.infrastructure", "database.sql")["add_extension"])

OWNER = "unison_owner"
DATABASE = "unison"
ANALYTICS_ROLE = "unison_duckdb"
EXTENSIONS = ("pg_duckdb",)

_PASSWORD = "database_owner_password"  # noqa: S105 - a name, not a password
_SOCKET = ".s.PGSQL.5432"
_SOCKET_PATH_BYTES = 103  # the smaller of Linux's 107 and macOS's 103
_LOG_BYTES = 16 * 2**20
_START_SECONDS = 120
_NOT_GONE_YET = ("is still in use", "FATAL:  lock file")

# Read by `include`, and before what ALTER SYSTEM sets: an administrator has the last word
_SETTINGS = """\
# Written at every start. To change a setting use ALTER SYSTEM.
listen_addresses = ''
unix_socket_directories = {socket_folder}
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = '256MB'
fsync = on
random_page_cost = 1.1
idle_in_transaction_session_timeout = '60s'
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d '
log_checkpoints = off
cluster_name = 'unison'
# At rest it sleeps for longer, and does as much when it wakes
bgwriter_delay = '1s'
bgwriter_lru_maxpages = 500
max_logical_replication_workers = 0
shared_preload_libraries = 'pg_duckdb'
duckdb.postgres_role = '{analytics_role}'
# Where the log of changes goes is said by `unison backup`, in a file of its own; until then nowhere
archive_mode = on
archive_command = 'true'
include_if_exists = 'unison-archive.conf'
include_if_exists = 'unison-recovery.conf'
# A database does not fetch programs from the network
duckdb.autoinstall_known_extensions = off
"""


_PASSING = ("the database system is", "server closed the connection unexpectedly", "Connection reset by peer")
"""What a server says that is between two lives, or a connection that ended with one of them."""


@dataclass(frozen=True)
class Running:
    """A server that accepts connections. `started` tells whether this call started it, or it ran already."""

    url: str
    started: bool


@dataclass(frozen=True)
class EmbeddedPostgres:
    """The PostgreSQL server of one data folder."""

    data: Path

    def __post_init__(self) -> None:
        # One spelling: the folder of the socket may come from a hash of the path
        object.__setattr__(self, "data", self.data.expanduser().resolve())

    @property
    def secrets_path(self) -> Path:
        return self.data / "secrets.json"

    @property
    def log_path(self) -> Path:
        return self.data / "postgres.log"

    @property
    def cluster(self) -> Path:
        return self.data / "pg"

    @property
    def lock_path(self) -> Path:
        """Held by whoever starts or stops the server."""
        return self.data / "lock"

    @property
    def socket_folder(self) -> Path:
        folder = self.data / "socket"
        # A comma would read as two hosts in a URL
        if len(os.fsencode(folder / _SOCKET)) <= _SOCKET_PATH_BYTES and "," not in str(folder):
            return folder
        return Path("/tmp") / f"unison-{sha256(os.fsencode(self.data)).hexdigest()[:20]}"  # noqa: S108 - see make_private_folder

    def secret(self, name: str) -> str:
        """The secret `name` of `secrets.json`, made on first use. The data folder must be there."""
        return remember(self.secrets_path, name)

    def url(self) -> str:
        """The owner's URL. Raises NeverStarted before the first start."""
        return self._url(DATABASE)

    def logins(self) -> Logins:
        """By whom the service signs in, each with a password of its own. Raises NeverStarted before the first start."""
        api, worker, analyst = (self._login_url(login) for login in ("unison_api", "unison_work", "unison_analyst"))
        return Logins(self.url(), api, worker, analyst)

    def _login_url(self, login: str) -> str:
        return self._url(DATABASE, login, remember(self.secrets_path, f"{login}_password", make_secret))

    def is_running(self) -> bool:
        """Whether the server listens. Right after a crash it may listen and not take connections yet."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / _SOCKET))
            except OSError:
                return False
            return True

    def postmaster(self) -> int | None:
        """The process that was last started, or None. It may be gone since."""
        try:
            return int((self.cluster / "postmaster.pid").read_text().partition("\n")[0])
        except (FileNotFoundError, ValueError):
            return None

    def make_data_folder(self) -> None:
        """Raises DataFolderUnreachable."""
        server_account(self.cluster).make_data_folder(self.data)

    def ensure_running(self) -> Running:
        """Starts the server unless it runs, and makes the database unless it is there.

        Takes about a second the first time, a tenth of it later. Safe from several processes at once.
        Raises the refusals of this package.
        """
        account = server_account(self.cluster)
        account.make_data_folder(self.data)
        started = False
        with locked(self.lock_path):
            self._trim_log()
            deadline = time.monotonic() + _START_SECONDS
            while True:
                if not self.is_running():
                    self._start(account)
                    started = True
                try:
                    self._ensure_database()
                    return Running(self.url(), started)
                except psycopg.OperationalError as error:
                    # Recovering: it will answer soon. Stopping, or killed just now: it is started again
                    passing = any(said in str(error) for said in _PASSING) or not self.is_running()
                    if not passing or time.monotonic() > deadline:
                        raise
                    time.sleep(0.1)

    def stop(self, *, immediate: bool = False) -> bool:
        """Stops the server and says whether it ran. `immediate` skips the checkpoint: the next start recovers."""
        if not os.path.isdir(self.cluster):
            return False
        with locked(self.lock_path):
            return self.stop_locked(immediate=immediate)

    def stop_locked(self, *, immediate: bool = False) -> bool:
        """As `stop`, for who holds the lock."""
        if not self.is_running():
            return False
        account = server_account(self.cluster)
        mode = "immediate" if immediate else "fast"
        pg_ctl = programs(self.data, account) / "pg_ctl"
        done = account.run(pg_ctl, "-D", ".", "-m", mode, "-w", "stop", folder=self.cluster, output=PIPE)
        if done.returncode:
            raise ServerNotStopped(reason=done.stdout.strip(), log=self.log_path)
        return True

    def _url(self, database: str, login: str = OWNER, password: str | None = None) -> str:
        password = password or read_secrets(self.secrets_path).get(_PASSWORD)
        if password is None:
            raise NeverStarted(data=self.data)
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql://{login}:{quote(password, safe='')}@/{database}?host={host}"

    def _connect(self, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(self._url(database), autocommit=True, connect_timeout=10)

    # -- starting ---------------------------------------------------------------------------------------------------

    def _start(self, account: Account) -> None:
        bin_folder = programs(self.data, account)
        if not self.cluster.exists():
            self._make_cluster(bin_folder, account)
        elif _PASSWORD not in read_secrets(self.secrets_path):
            raise SecretsUnreadable(path=self.secrets_path, problem="has no password of the database")
        account.make_private_folder(self.socket_folder)
        self._write_settings(account)
        patience = time.monotonic() + 10
        while (complaint := self._try_start(bin_folder, account)) is not None:
            # A server that is stopping takes a moment, and so do the sessions of one that was killed
            passing = any(reason in complaint for reason in _NOT_GONE_YET)
            if not passing or time.monotonic() > patience:
                raise ServerNotStarted(log=self.log_path, tail=complaint[-2000:])
            time.sleep(0.3)

    def _try_start(self, bin_folder: Path, account: Account) -> str | None:
        """None, or what the server wrote to its log before it gave up."""
        self._forget_dead_postmaster()
        # Opened by us: in root's folder the server could not make it. Relative -D: pg_ctl goes through a shell, which
        # would expand a `$` in the path.
        with open(os.open(self.log_path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "a+b") as log:
            before = log.seek(0, os.SEEK_END)
            command = (bin_folder / "pg_ctl", "-D", ".", "-s", "-w", "-t", str(_START_SECONDS), "start")
            if account.run(*command, folder=self.cluster, output=log).returncode == 0:
                return None
            log.seek(before)
            return log.read().decode(errors="replace")

    def _make_cluster(self, bin_folder: Path, account: Account) -> None:
        """Beside its place, and moved there when it is whole."""
        draft = self.data / "pg.draft"
        shutil.rmtree(draft, ignore_errors=True)  # of a start that was cut short
        account.make_private_folder(draft)
        password = remember(self.secrets_path, _PASSWORD, make_secret)
        with tempfile.NamedTemporaryFile("w", dir=self.data) as file:  # 0600
            file.write(password)
            file.flush()
            os.fchown(file.fileno(), account.uid, account.gid)
            done = account.run(
                bin_folder / "initdb", "-D", draft, "--username", OWNER, "--pwfile", file.name,
                "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums",
                # PostgreSQL's own C.UTF-8: an update of the system's C library cannot change its order
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                output=PIPE,
            )  # fmt: skip
        if done.returncode:
            raise ServerNotStarted(log="initdb", tail=done.stdout.strip()[-2000:])
        with (draft / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude = 'unison.conf'\n")
        draft.rename(self.cluster)

    def _write_settings(self, account: Account) -> None:
        quoted = str(self.socket_folder).replace('"', '""').replace("'", "''")
        path = self.cluster / "unison.conf"
        settings = _SETTINGS.format(socket_folder=f"'\"{quoted}\"'", analytics_role=ANALYTICS_ROLE)
        if (
            path.exists() and path.read_text() == settings
        ):  # on a full disk nothing could be written, and this would be emptied
            return
        path.write_text(settings)
        path.chmod(0o600)
        os.chown(path, account.uid, account.gid)

    def _forget_dead_postmaster(self) -> None:
        """Removes the two lock files of a server that is no more.

        PostgreSQL sees for itself that their number is nobody's. But it refuses to start when it is a zombie's, or is
        another program's by now, as after a restart of a container. A postmaster works in its cluster's folder: that
        tells it apart.
        """
        if not Path("/proc/self").exists():
            return
        for lock in (self.cluster / "postmaster.pid", self.socket_folder / f"{_SOCKET}.lock"):
            if not lock.exists():
                continue
            pid = lock.read_text().partition("\n")[0]
            try:
                ours = os.readlink(f"/proc/{pid}/cwd") == str(self.cluster)
            except OSError:
                ours = False  # gone, or not for us to look at, as our own server would be
            if not ours:
                lock.unlink()

    def _trim_log(self) -> None:
        """Keeps one log before the present one. Copied and emptied, not renamed: the server has it open."""
        if self.log_path.exists() and self.log_path.stat().st_size > _LOG_BYTES:
            shutil.copy2(self.log_path, self.log_path.with_suffix(".log.1"))
            os.truncate(self.log_path, 0)

    def _ensure_database(self) -> None:
        with self._connect("postgres") as connection:
            if connection.execute(_sql["find_database"]).fetchone() is not None:
                return
            connection.execute(_sql["create_role_of_duckdb"])
        # In template1 first: every database made later has them, too
        with self._connect("template1") as connection:
            for name in EXTENSIONS:
                connection.execute(_ADD_EXTENSION.format(extension=sql.Identifier(name)))
        with self._connect("postgres") as connection:
            connection.execute(_sql["create_database"])
