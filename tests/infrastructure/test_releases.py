"""A database knows its release: what this one does not lead on from is refused in one sentence, before anything is touched."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from tests.infrastructure import releases
from unison import __version__
from unison.infrastructure import database, migrations
from unison.infrastructure.releases import DevelopmentState, LaterRelease, schema_digest
from unison.main import CONSUMERS


@pytest.fixture
def owner(own_database_url: str) -> Iterator[psycopg.Connection[Any]]:
    with database.connect(own_database_url, "owner") as connection:
        yield connection


def noted(owner: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    return owner.execute("SELECT release, schema_sha256 FROM unison.releases ORDER BY at").fetchall()


def test_a_database_knows_the_release_that_made_it(owner: psycopg.Connection[Any]) -> None:
    assert noted(owner) == [(__version__, schema_digest())]
    assert migrations.migrate(owner, CONSUMERS) == []


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ("DROP TABLE unison.releases", DevelopmentState),
        ("DELETE FROM unison.releases", DevelopmentState),
        ("UPDATE unison.releases SET schema_sha256 = 'of last week'", DevelopmentState),
        ("DROP TABLE unison.releases, unison.migrations, unison.left_by", DevelopmentState),
        ("INSERT INTO unison.releases (release, schema_sha256) VALUES ('0.10.0', '')", LaterRelease),
    ],
)
def test_what_this_release_does_not_lead_on_from_is_refused(
    what: LiteralString, refusal: type[ValueError], owner: psycopg.Connection[Any]
) -> None:
    owner.execute(what)
    before = state(owner)
    with pytest.raises(refusal, match=r"(begin with an empty one|restore a backup)"):
        migrations.migrate(owner, [])  # would drop every view
    assert state(owner) == before


def state(owner: psycopg.Connection[Any]) -> list[Any]:
    return owner.execute("SELECT c.oid, c.relname FROM pg_class c WHERE relkind IN ('r', 'v') ORDER BY 1").fetchall()


def test_a_later_release_takes_over_and_this_one_does_not_come_back(
    owner: psycopg.Connection[Any], own_database_url: str, tmp_path: Path
) -> None:
    tree = releases.copy_sources(tmp_path)
    releases.edit(tree, "src/unison/__init__.py", f'"{__version__}"', '"0.3.0"')
    releases.edit(
        tree,
        "schema/schema.sql",
        "CREATE TABLE unison.left_by",
        "CREATE TABLE unison.added ();\nCREATE TABLE unison.left_by",
    )
    (tree / "schema/migrations/0001_pre_add.sql").write_text("CREATE TABLE unison.added ();")
    told = releases.run(tree, own_database_url, releases.MIGRATE)
    assert (told.returncode, told.stdout.strip()) == (0, "['0001_pre_add.sql']"), told.stderr
    assert [release for release, _ in noted(owner)] == [__version__, "0.3.0"]
    assert releases.run(tree, own_database_url, releases.MIGRATE).stdout.strip() == "[]"
    with pytest.raises(LaterRelease, match=r"belongs to release 0\.3\.0, and this is"):
        migrations.migrate(owner, CONSUMERS)


def test_the_command_line_tells_the_release() -> None:
    told = subprocess.run([sys.executable, "-m", "unison.cli", "--version"], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == __version__
