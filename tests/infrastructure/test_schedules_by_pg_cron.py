"""pg_cron ticks the same function: on a PostgreSQL 15 of the test's own, where Debian's postgresql-15-cron is installed."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.infrastructure.jobs_at_work import Bench
from unison.infrastructure import roles

BINARIES = Path("/usr/lib/postgresql/15/bin")
EXTENSION = Path("/usr/share/postgresql/15/extension/pg_cron.control")
SETTINGS = {
    "listen_addresses": "",
    "shared_preload_libraries": "pg_cron",
    "cron.database_name": "postgres",
    "cron.use_background_workers": "on",
    "max_worker_processes": "20",
    "fsync": "off",
}
SECTIONS = ("Who we are", "Jobs", "Schedules")
"""All of the schema that a tick needs; the rest asks for PostgreSQL 17."""

pytestmark = pytest.mark.skipif(not EXTENSION.exists(), reason="Debian's postgresql-15-cron is not installed")


@dataclass(frozen=True)
class Server:
    """A PostgreSQL 15 with pg_cron."""

    folder: Path
    user: pwd.struct_passwd | None

    def run(self, program: str, *arguments: str) -> None:
        command = [str(BINARIES / program), "-D", str(self.folder / "data"), *arguments]
        uid, gid = (self.user.pw_uid, self.user.pw_gid) if self.user else (None, None)
        subprocess.run(command, check=True, cwd=self.folder, user=uid, group=gid, env={})

    def start(self) -> None:
        told = {**SETTINGS, "unix_socket_directories": str(self.folder)}
        options = " ".join(f"-c {name}='{value}'" for name, value in told.items())
        self.run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(make_conninfo(host=str(self.folder), user="owner", dbname="postgres"), autocommit=True)


@pytest.fixture
def cron() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="unison-cron-"))
    server = Server(folder, pwd.getpwnam("postgres") if os.geteuid() == 0 else None)
    if server.user is not None:
        shutil.chown(folder, server.user.pw_uid, server.user.pw_gid)
    server.run("initdb", "-A", "trust", "-U", "owner", "-E", "UTF8", "--no-sync")
    server.start()
    try:
        yield server
    finally:
        server.run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _part(text: str) -> LiteralString:
    return cast(LiteralString, text)


def _load(connection: psycopg.Connection[Any]) -> None:
    """PGMQ, the roles, the beginning of the schema, and the sections that a tick needs."""
    for group in roles.GROUPS:
        connection.execute(sql.SQL("CREATE ROLE {0} NOLOGIN; GRANT {0} TO CURRENT_USER").format(sql.Identifier(group)))
    connection.execute(_part(files("pgmq").joinpath("sql/pgmq.sql").read_text()))
    beginning, *rest = re.split(
        r"^-- (.+?) -{9,}$", files("schema").joinpath("schema.sql").read_text(), flags=re.MULTILINE
    )
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    for part in (beginning, *(sections[name] for name in SECTIONS)):
        connection.execute(_part(part))
    connection.execute("SELECT pgmq.create('jobs_scheduled')")
    connection.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA unison, pgmq TO unison_worker")
    connection.execute("GRANT USAGE ON SCHEMA pgmq TO unison_worker")
    connection.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA unison, pgmq TO unison_worker")


def test_pg_cron_leaves_a_job_for_what_is_due(cron: Server) -> None:
    """Every minute, and here when the server starts, which takes no minute."""
    with cron.connect() as connection:
        _load(connection)
        assert connection.execute("SELECT unison.tick_by_pg_cron()").fetchone() == (False,)
        connection.execute("CREATE EXTENSION pg_cron")
        for _ in range(2):
            assert connection.execute("SELECT unison.tick_by_pg_cron()").fetchone() == (True,)
        ((schedule, command),) = connection.execute("SELECT schedule, command FROM cron.job").fetchall()
        assert (schedule, command) == ("* * * * *", "SELECT unison.enqueue_due_jobs()")
        connection.execute("SELECT cron.schedule('start', '@reboot', %s)", (command,))
        connection.execute(
            """INSERT INTO unison.schedule_definitions (name, kind, per_organization, at_time)
               VALUES ('early', 'scheduled', false, '06:00')"""
        )
        connection.execute(
            """INSERT INTO unison.schedules (organization_id, name, time_zone, next_run)
               VALUES ('00000000-0000-0000-0000-000000000000', 'early', 'UTC', '2026-01-10 06:00+00')"""
        )
    cron.run("pg_ctl", "-m", "fast", "stop")
    cron.start()
    with cron.connect() as connection:
        assert Bench().waited_for(lambda: _jobs(connection) > 0, within_s=75)
        assert _jobs(connection) == 1
        after = connection.execute("SELECT last_run IS NOT NULL, next_run > now() FROM unison.schedules").fetchone()
        assert after == (True, True)


def _jobs(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT count(*) FROM pgmq.q_jobs_scheduled").fetchone()
    assert row
    return row[0]
