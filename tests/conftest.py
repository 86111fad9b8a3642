"""What the tests share: a real embedded server, a migrated database, a fresh organization for each test."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
import structlog
from argon2 import PasswordHasher

from tests.spine import own_database
from unison.infrastructure import database, tokens
from unison.infrastructure.embedded_postgres import EmbeddedPostgres

hypothesis.settings.register_profile("unison", deadline=None)  # how fast something is, the benches say
hypothesis.settings.load_profile("unison")

# as the service writes it; the values of all variables, which is the library's own way, take seconds to write down
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)

TRUTH = Path(__file__).parents[2] / "shared" / "truth"
"""Data and results that nobody on this project produced; absent on a user's machine."""

LONGEST = (
    "bench/test_bench_smoke.py", "docs/test_readme.py", "infrastructure/test_crash.py", "infrastructure/test_projection_engine.py",
    "infrastructure/test_upgrade.py", "real/test_genealogy.py", "architecture/test_additions.py", "costing/test_any_story.py",
    "infrastructure/test_analytics.py", "costing/test_preview.py", "infrastructure/test_lanes.py", "real/test_production_log.py",
    "infrastructure/test_feed_after_crashes.py", "projections/test_genealogy_in_depth.py",
    "infrastructure/test_jobs_after_crashes.py", "webhooks/test_crash.py", "infrastructure/test_jobs_idle.py",
    "extensions/test_running.py",
)  # fmt: skip
"""Files of few tests that take long: begun last, one of them would leave the other workers idle at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; otherwise the order stays."""
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONGEST))


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    """A server of this test run's own, in a folder that the server's system user can reach."""
    folder = Path(tempfile.gettempdir()) / f"unison-test-{uuid.uuid4().hex[:12]}"
    embedded = EmbeddedPostgres(folder)
    embedded.ensure_running()
    yield embedded
    embedded.stop(immediate=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashing is slow to keep guessers out; a test that is not about that need not wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="module")
def database_url(server: EmbeddedPostgres) -> Iterator[str]:
    """The owner's URL of a migrated database with all projections, shared by the tests of one file."""
    with own_database(server) as url:
        yield url


@pytest.fixture
def own_database_url(server: EmbeddedPostgres) -> Iterator[str]:
    """The owner's URL of a migrated database that one test has to itself: for what concerns every organization."""
    with own_database(server) as url:
        yield url


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
