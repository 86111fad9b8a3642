"""What the tests share: a real embedded server, a migrated database, a fresh organization for each test."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from unison.infrastructure import database, migrations
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.main import PROJECTIONS

TRUTH = Path(__file__).parents[2] / "shared" / "truth"
"""Data and results that nobody on this project produced; absent on a user's machine."""


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    """A server of this test run's own, in a folder that the server's system user can reach."""
    folder = Path(tempfile.gettempdir()) / f"unison-test-{uuid.uuid4().hex[:12]}"
    embedded = EmbeddedPostgres(folder)
    embedded.ensure_running()
    yield embedded
    embedded.stop(immediate=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def database_url(server: EmbeddedPostgres) -> str:
    """The owner's URL of a migrated database with all projections, shared by the tests of this run."""
    url = server.ensure_running().url
    with database.connect(url, "owner") as connection:
        migrations.migrate(connection, PROJECTIONS)
    return url


@pytest.fixture
def own_database_url(server: EmbeddedPostgres) -> Iterator[str]:
    """The owner's URL of a migrated database that one test has to itself: for what concerns every organization."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    admin = server.ensure_running().url
    with database.connect(admin, "owner") as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = make_conninfo(admin, dbname=name)
    with database.connect(url, "owner") as connection:
        migrations.migrate(connection, PROJECTIONS)
    yield url
    with database.connect(admin, "owner") as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@dataclass(frozen=True)
class Organization:
    """A fresh organization with a plant `main` in UTC, whose shift day begins at 06:00. Serves as a viewer too."""

    id: uuid.UUID
    slug: str
    plants: tuple[str, ...] = ()

    @property
    def organization_id(self) -> uuid.UUID:
        return self.id


@pytest.fixture
def owner(database_url: str) -> Iterator[psycopg.Connection[Any]]:
    with database.connect(database_url, "owner") as connection:
        yield connection


@pytest.fixture
def worker(database_url: str) -> Iterator[psycopg.Connection[Any]]:
    with database.connect(database_url, "worker") as connection:
        yield connection


@pytest.fixture
def organization(owner: psycopg.Connection[Any]) -> Organization:
    return make_organization(owner)


def make_organization(owner: psycopg.Connection[Any]) -> Organization:
    made = Organization(uuid.uuid4(), f"t-{uuid.uuid4().hex[:12]}")
    owner.execute(
        "INSERT INTO unison.organizations (organization_id, slug, name) VALUES (%s, %s, %s)",
        (made.id, made.slug, made.slug),
    )
    owner.execute(
        "INSERT INTO unison.plants (organization_id, plant, name) VALUES (%s, 'main', 'Main plant')", (made.id,)
    )
    return made
