"""Who the service is to the database: roles that own nothing, and what they cannot do with their own passwords."""

import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.conftest import Organization
from tests.spine import register_material
from unison.infrastructure import database, roles
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.projection.rebuild import rebuild_next
from unison.infrastructure.roles import Logins
from unison.main import PROJECTIONS

type Connection = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def logins(server: EmbeddedPostgres, database_url: str) -> Iterator[Logins]:
    """Logins of this file's own, with passwords of their own."""
    made = [f"t_{part}_{uuid4().hex[:8]}" for part in ("api", "worker")]
    api, worker = (make_conninfo(database_url, user=name, password=uuid4().hex) for name in made)
    with database.connect(database_url, "owner") as owner:
        roles.make_logins(owner, Logins(database_url, api, worker))
        yield Logins(database_url, api, worker)
        for name in made:
            owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@contextmanager
def signed_in(url: str) -> Generator[Connection]:
    """As whoever has the password: no role is taken at the start."""
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def test_the_logins_own_nothing(logins: Logins, owner: Connection) -> None:
    with signed_in(logins.api) as api, signed_in(logins.worker) as worker:
        names = [api.info.user, worker.info.user, "unison_app", "unison_worker", "unison_analyst"]
    owned = owner.execute(
        "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = ANY (%s)", (names,)
    ).fetchall()
    assert owned == []
    strong = owner.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)",
        (names,),
    ).fetchall()
    assert strong == []


def test_the_builder_owns_the_read_models_and_no_table_of_unison(owner: Connection) -> None:
    rows = owner.execute(
        "SELECT DISTINCT n.nspname, pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND (n.nspname = 'unison' OR n.nspname = ANY (%s))",
        ([projection.name for projection in PROJECTIONS],),
    ).fetchall()
    made_by = dict(rows)
    assert made_by.pop("unison") != "unison_builder"
    assert set(made_by.values()) == {"unison_builder"}
    assert len(rows) == 1 + len(PROJECTIONS)


@pytest.mark.parametrize(
    "role", ["unison_worker", "unison_builder", "unison_analyst", "unison_owner", "pg_read_all_data"]
)
@pytest.mark.parametrize(
    "way", ["SET ROLE {}", "SELECT set_config('role', '{}', true)", "SET SESSION AUTHORIZATION {}"]
)
def test_the_api_becomes_nobody_else(logins: Logins, role: str, way: str) -> None:
    with signed_in(logins.api) as api, pytest.raises((errors.InsufficientPrivilege, errors.InvalidParameterValue)):
        api.execute(way.format(role).encode())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unison.events SET data = '{}'",
        "DELETE FROM unison.events",
        "TRUNCATE unison.events",
        "ALTER TABLE unison.events DISABLE TRIGGER ALL",
        "ALTER TABLE unison.events NO FORCE ROW LEVEL SECURITY",
        "DROP TABLE unison.events",
        "CREATE POLICY open ON unison.events USING (true)",
        "INSERT INTO unison.feed_cursor DEFAULT VALUES",
        "CREATE SCHEMA mine",
        "CREATE TABLE public.mine (id integer)",
        "CREATE TEMPORARY TABLE mine (id integer)",
        "CREATE FUNCTION unison.mine() RETURNS integer LANGUAGE sql RETURN 1",
        "CREATE ROLE mine",
        "COPY (SELECT 1) TO '/tmp/mine'",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT secret FROM unison.webhook_secrets",
        "SELECT * FROM pgmq.q_lane_fast",
        "SELECT * FROM unison.migrations",
        "ALTER SYSTEM SET log_statement = 'all'",
        "SELECT passwd FROM pg_shadow",
    ],
)
def test_the_api_may_not(logins: Logins, statement: str) -> None:
    with signed_in(logins.api) as api, pytest.raises(errors.InsufficientPrivilege):
        api.execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unison.events SET data = '{}'",
        "DELETE FROM unison.feed",
        "ALTER TABLE unison.feed DISABLE TRIGGER ALL",
        "DROP TABLE unison.consumers",
        "CREATE ROLE mine",
        "SET ROLE unison_owner",
        "SELECT * FROM unison.migrations",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_the_worker_may_not(logins: Logins, statement: str) -> None:
    with signed_in(logins.worker) as worker, pytest.raises(errors.InsufficientPrivilege):
        worker.execute(statement.encode())


def test_a_role_of_another_installation_does_not_come_in(database_url: str, owner: Connection) -> None:
    name, password = f"t_stranger_{uuid4().hex[:8]}", uuid4().hex
    owner.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), sql.Literal(password)))
    try:
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(make_conninfo(database_url, user=name, password=password))
    finally:
        owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def test_a_worker_rebuilds_without_the_owner(
    logins: Logins, database_url: str, organization: Organization, owner: Connection
) -> None:
    register_material(database_url, organization.id, "steel")
    stock = next(each for each in PROJECTIONS if each.name == "stock")
    owner.execute("UPDATE unison.consumers SET fingerprint = 'older' WHERE name = 'stock'")
    with database.connect(logins.worker, "builder") as builder:
        assert rebuild_next(builder, [stock]) == "stock"
        assert rebuild_next(builder, [stock]) is None
    made_by = owner.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'stock'").fetchall()
    assert made_by == [("unison_builder",)]


def test_a_changed_password_is_taken_over(logins: Logins, owner: Connection) -> None:
    changed = replace(logins, api=make_conninfo(logins.api, password=uuid4().hex))
    assert len(roles.make_logins(owner, changed)) == 1
    assert roles.make_logins(owner, changed) == []
    with signed_in(changed.api):
        pass
    assert len(roles.make_logins(owner, logins)) == 1


def test_no_password_of_the_service_is_another_ones(server: EmbeddedPostgres) -> None:
    told = server.logins()
    urls = [told.owner, told.api, told.worker, told.analyst]
    assert len({conninfo_to_dict(url or "").get("password") for url in urls}) == 4


def test_a_process_of_the_service_need_not_know_the_owner(logins: Logins, tmp_path: Any) -> None:
    """What is not up to date is told to whoever may not mend it, and nothing is tried."""
    environment = {"PATH": "/usr/bin", "UNISON_DATABASE_URL": logins.api, "UNISON_DATA": str(tmp_path)}
    environment |= {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-m", "unison.cli", "serve"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "run `unison migrate` with UNISON_OWNER_URL" in done.stderr
    assert "Traceback" not in done.stderr
