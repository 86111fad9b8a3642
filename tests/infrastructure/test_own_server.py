"""A PostgreSQL of one's own: an owner that is no superuser is enough, by a database of another name, with pg_duckdb and without."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from unison.infrastructure import database
from unison.infrastructure.analytics import count_scrap
from unison.infrastructure.database import Database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres

type Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Viewer:
    """Somebody of an organization that nobody has made."""

    organization_id: UUID
    plants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plant:
    """A database of an owner that is no superuser, and how its service signs in."""

    administrator: str
    """The superuser's URL of the database."""
    urls: dict[str, str]
    data: Path

    def run(self, *words: str, only: str | None = None) -> subprocess.CompletedProcess[str]:
        """A word of the command line, by all three URLs or by one alone."""
        known = self.urls if only is None else {"UNISON_DATABASE_URL": self.urls[only]}
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": ":".join(sys.path), "UNISON_DATA": str(self.data)}
        return subprocess.run(
            [sys.executable, "-m", "unison.cli", *words],
            env=environment | known,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


@pytest.fixture(scope="module")
def administrator() -> Iterator[str]:
    """The superuser's URL of a server that knows no role of Unison yet."""
    folder = Path(tempfile.gettempdir()) / f"unison-own-{uuid4().hex[:12]}"
    embedded = EmbeddedPostgres(folder)
    try:
        yield embedded.ensure_running().url
    finally:
        embedded.stop(immediate=True)
        shutil.rmtree(folder, ignore_errors=True)


def made(administrator: str, data: Path, name: str, *, may: str, template: str) -> Plant:
    owner = f"owner_{name}"
    with database.connect(administrator, "owner") as connection:
        role, of = sql.Identifier(owner), sql.Identifier(name)
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN " + may + " PASSWORD 'an owner''s'").format(role))  # pyright: ignore[reportArgumentType]
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(of, role, sql.Identifier(template))
        )
    inside = make_conninfo(administrator, dbname=name)
    with database.connect(inside, "owner") as connection:
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    logins = {"DATABASE": f"api_{name}", "WORKER": f"worker_{name}"}
    urls = {
        f"UNISON_{part}_URL": make_conninfo(inside, user=login, password=uuid4().hex) for part, login in logins.items()
    }
    urls["UNISON_OWNER_URL"] = make_conninfo(inside, user=owner, password="an owner's")
    return Plant(inside, urls, data)


@pytest.fixture(scope="module")
def plain(administrator: str, tmp_path_factory: pytest.TempPathFactory) -> Plant:
    """Its owner may make roles and databases' contents, and nothing else; the server has pg_duckdb, the database has not."""
    plant = made(administrator, tmp_path_factory.mktemp("plain"), "plain plant", may="CREATEROLE", template="template0")
    done = plant.run("migrate")
    assert done.returncode == 0, done.stderr
    return plant


def test_everything_is_there_without_pg_duckdb(plain: Plant) -> None:
    loaded = plain.run("demo")
    assert loaded.returncode == 0, loaded.stderr
    with database.connect(plain.administrator, "owner") as connection:
        extensions = [name for (name,) in connection.execute("SELECT extname FROM pg_extension").fetchall()]
    assert extensions == ["plpgsql"]
    assert scrap_is_counted_by(plain) == "postgresql"


def test_a_second_start_has_nothing_to_migrate(plain: Plant) -> None:
    """Also not the extension that the owner may not add."""
    assert plain.run("migrate").stdout == "The database is up to date.\n"
    assert plain.run("verify", only="UNISON_WORKER_URL").returncode == 0


def test_the_workers_rebuild_by_their_own_url(plain: Plant) -> None:
    rebuilt = plain.run("rebuild", "stock", only="UNISON_WORKER_URL")
    assert rebuilt.returncode == 0, rebuilt.stderr


def test_the_api_does_not_migrate(plain: Plant) -> None:
    with database.connect(plain.administrator, "owner") as connection:
        connection.execute("UPDATE unison.left_by SET code = 'of another version'")
    try:
        for only in ("UNISON_DATABASE_URL", "UNISON_WORKER_URL"):
            refused = plain.run("work", only=only)
            assert refused.returncode != 0
            assert "run `unison migrate` with UNISON_OWNER_URL" in " ".join(refused.stderr.split())
    finally:
        assert plain.run("migrate").returncode == 0


def test_another_secret_is_told_at_the_start(plain: Plant, tmp_path: Path) -> None:
    elsewhere = Plant(plain.administrator, plain.urls, tmp_path)
    refused = elsewhere.run("serve")
    assert refused.returncode != 0
    assert "another secret of the installation" in " ".join(refused.stderr.split())


def test_a_url_that_asks_for_tls_is_never_connected_without(administrator: str) -> None:
    """The server at hand has none, so every role is refused; none falls back."""
    over_tcp = make_conninfo("postgresql://somebody@127.0.0.1:1/plain", sslmode="require", sslrootcert="/ca.pem")
    for role in ("owner", "app", "worker", "builder", "analyst"):
        told = conninfo_to_dict(database.conninfo(over_tcp, role))
        assert (told["sslmode"], told["sslrootcert"]) == ("require", "/ca.pem")


def test_an_owner_who_may_make_no_roles_is_told_what_an_administrator_is_to_run(
    plain: Plant, administrator: str, tmp_path: Path
) -> None:
    """Roles belong to the server: those of the other database are there."""
    poor = made(administrator, tmp_path, "poor", may="", template="template0")
    refused = poor.run("migrate")
    assert refused.returncode != 0
    assert "Traceback" not in refused.stderr
    said = " ".join(refused.stderr.split())
    assert "owner_poor, the owner of the database poor, may not make the roles of the service." in said
    let_administrator_run(poor, said.partition("try again: ")[2])
    done = poor.run("migrate")
    assert done.returncode == 0, done.stderr
    assert poor.run("verify", only="UNISON_WORKER_URL").returncode == 0


def let_administrator_run(plant: Plant, told: str) -> None:
    """What the owner was told, with the passwords of the URLs in their places."""
    with database.connect(plant.administrator, "owner") as connection:
        connection.execute(told.encode())
        for url in (plant.urls["UNISON_DATABASE_URL"], plant.urls["UNISON_WORKER_URL"]):
            login = conninfo_to_dict(url)
            change = sql.SQL("ALTER ROLE {} PASSWORD {}")
            connection.execute(change.format(sql.Identifier(str(login["user"])), sql.Literal(login["password"])))


def test_pg_duckdb_answers_once_an_administrator_has_added_it(plain: Plant, administrator: str, tmp_path: Path) -> None:
    plant = made(administrator, tmp_path, "quick", may="CREATEROLE", template="template1")
    let_administrator_run(plant, " ".join(plant.run("migrate").stderr.split()).partition("try again: ")[2])
    done = plant.run("migrate")
    assert done.returncode == 0, done.stderr
    assert scrap_is_counted_by(plant) == "postgresql"
    with database.connect(plant.administrator, "owner") as connection:
        connection.execute("GRANT unison_duckdb TO unison_app; GRANT pg_read_all_settings TO owner_quick")
    assert scrap_is_counted_by(plant) == "duckdb"


def scrap_is_counted_by(plant: Plant) -> str:
    """The engine that answers, asked as the owner asks: no seal is needed."""

    async def ask() -> str:
        pool = Database(plant.urls["UNISON_OWNER_URL"], size=2)
        await pool.open()
        try:
            return (await count_scrap(pool, Viewer(uuid4()), "reason")).engine
        finally:
            await pool.close()

    return asyncio.run(ask())
