"""A store of each release starts on the present code, is brought up, and answers what it answered then."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infrastructure import releases
from tests.releases.stores import RELEASES, Release, ask, restored
from tests.spine import project
from unison import __version__
from unison.infrastructure import database, migrations
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.releases import schema_digest
from unison.infrastructure.verification import verify
from unison.main import CONSUMERS, JOB_KINDS, SCHEDULES


@pytest.fixture(params=RELEASES, ids=lambda release: release.name)
def store(request: pytest.FixtureRequest, server: EmbeddedPostgres, database_url: str) -> Iterator[tuple[Release, str]]:
    """A release, and the URL of a copy of its store. `database_url` made the roles."""
    release: Release = request.param
    if release.name == __version__ and release.schema != schema_digest():
        pytest.fail(
            f"The store in tests/releases/{release.name} is of another schema. While {__version__} is not released,"
            " make it anew: python -m tests.releases.make. Afterwards schema.sql changes with another release and a migration."
        )
    with restored(server, gzip.decompress(release.store.read_bytes()).decode()) as url:
        yield release, url


def test_there_is_a_store_of_this_release() -> None:
    assert __version__ in [release.name for release in RELEASES], "python -m tests.releases.make"


def test_an_older_store_answers_what_it_answered(store: tuple[Release, str]) -> None:
    release, url = store
    with database.connect(url, "owner") as owner:
        assert "began an epoch: the database lives on another server" in migrations.migrate(
            owner, CONSUMERS, JOB_KINDS, SCHEDULES
        )
    project(url)
    with database.connect(url, "worker") as worker:
        assert verify(worker).fault is None
    then = release.answers
    assert len(then) >= 10
    now = ask(url, sorted(then))
    assert {path: answer for path, answer in now.items() if answer != then[path]} == {}


def test_a_release_to_come_brings_it_up(store: tuple[Release, str], tmp_path: Path) -> None:
    """With a column more in a table, and a view that is made otherwise."""
    _, url = store
    tree = releases.copy_sources(tmp_path)
    releases.edit(tree, "src/unison/__init__.py", f'"{__version__}"', '"99.0.0"')
    releases.edit(
        tree, "schema/schema.sql", "CREATE TABLE unison.frozen (\n", "CREATE TABLE unison.frozen (\n  why text,\n"
    )
    (tree / "schema/migrations/9901_pre_why.sql").write_text("ALTER TABLE unison.frozen ADD COLUMN why text;")
    releases.edit(tree, "projections/stock/projector.py", "    fold=", "    fold=None or ")
    told = releases.run(tree, url, releases.MIGRATE)
    assert told.returncode == 0, told.stderr
    assert "9901_pre_why.sql" in told.stdout
    assert "projection stock has changed" in told.stdout
    rebuilt = releases.run(tree, url, releases.REBUILD)
    assert rebuilt.returncode == 0, rebuilt.stderr
    with database.connect(url, "owner") as owner:
        owner.execute("SELECT why FROM unison.frozen")
        with pytest.raises(ValueError, match=r"belongs to release 99\.0\.0"):
            migrations.migrate(owner, CONSUMERS)
