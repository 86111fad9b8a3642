"""Migrations: a fresh database gets the present truth, an older one what it lacks, once, and all or nothing."""

import dataclasses
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.infrastructure import releases
from tests.spine import RECEIVED, append, contents, event, project
from unison.infrastructure import database, migrations
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.projection.rebuild import rebuild, rebuild_changed
from unison.main import CONSUMERS, PROJECTIONS


@pytest.fixture
def empty(server: EmbeddedPostgres) -> Iterator[str]:
    """The owner's URL of a database that has nothing of ours."""
    name = f"t_{uuid4().hex[:12]}"
    admin = server.ensure_running().url
    with database.connect(admin, "owner") as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield make_conninfo(admin, dbname=name)
    with database.connect(admin, "owner") as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def migrated(url: str) -> list[str]:
    with database.connect(url, "owner") as connection:
        return migrations.migrate(connection, PROJECTIONS)


def schemas(url: str) -> set[str]:
    with database.connect(url, "owner") as connection:
        return {row[0] for row in connection.execute("SELECT nspname FROM pg_namespace")}


def test_a_fresh_database_gets_everything_and_then_nothing(empty: str) -> None:
    done = migrated(empty)
    assert [each for each in done if not each.startswith("extension")] == [
        "pgmq", "schema", *(f"projection {projection.name}" for projection in PROJECTIONS)
    ]  # fmt: skip
    assert {"unison", "pgmq", *(projection.name for projection in PROJECTIONS)} <= schemas(empty)
    assert migrated(empty) == []


def test_processes_that_start_at_once_migrate_once(empty: str) -> None:
    done: list[list[str]] = []
    threads = [threading.Thread(target=lambda: done.append(migrated(empty))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, done)) == [False, False, False, True]


def test_a_new_projection_comes_to_a_database_that_has_facts(own_database_url: str) -> None:
    """It begins at the beginning of the feed, by a rebuild."""
    genealogy = next(projection for projection in PROJECTIONS if projection.name == "genealogy")
    another = dataclasses.replace(genealogy, name="genealogy_too")
    with database.connect(own_database_url, "owner") as owner:
        append(owner, uuid4(), event("lots:A", 1, RECEIVED))
        project(own_database_url)
        assert migrations.migrate(owner, [*CONSUMERS, another]) == ["projection genealogy_too"]
        project(own_database_url, another)
        assert not any(contents(own_database_url, "genealogy_too").values())
        assert rebuild_changed(owner, [*PROJECTIONS, another]) == ["genealogy_too"]
    assert contents(own_database_url, "genealogy_too") == contents(own_database_url, "genealogy")
    assert any(contents(own_database_url, "genealogy_too").values())


def test_row_security_is_on_everything_that_has_an_organization(own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as owner:
        rebuild(owner, PROJECTIONS[0])
        open_tables = owner.execute(
            """SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
               WHERE c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                 AND n.nspname NOT IN ('pg_catalog', 'information_schema')"""
        ).fetchall()
    assert open_tables == []


# Older databases --------------------------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return releases.copy_sources(tmp_path)


def migrated_by(tree: Path, url: str) -> subprocess.CompletedProcess[str]:
    """What the release in this tree does to the database."""
    return releases.run(tree, url, releases.MIGRATE)


def release(tree: Path, name: str, text: str) -> None:
    (tree / "schema" / "migrations" / name).write_text(text)


def answer(url: str, query: Any) -> Any:
    with database.connect(url, "owner") as connection:
        return connection.execute(query).fetchone()


def test_an_older_database_gets_what_it_lacks_in_order_and_once(own_database_url: str, tree: Path) -> None:
    release(tree, "0002_post_fill.sql", "UPDATE unison.plants_seen SET seen = true;")
    release(tree, "0001_pre_add.sql", "CREATE TABLE unison.plants_seen AS SELECT false AS seen;")
    first = migrated_by(tree, own_database_url)
    assert (first.returncode, first.stdout.strip()) == (0, "['0001_pre_add.sql', '0002_post_fill.sql']"), first.stderr
    assert answer(own_database_url, "SELECT seen FROM unison.plants_seen") == (True,)
    assert migrated_by(tree, own_database_url).stdout.strip() == "[]"


def test_a_fresh_database_is_spared_the_way_there(empty: str, tree: Path) -> None:
    release(tree, "0001_pre_fail.sql", "SELECT 1 / 0;")
    assert migrated_by(tree, empty).returncode == 0
    assert answer(empty, "SELECT name FROM unison.migrations") == ("0001_pre_fail.sql",)


def test_one_that_fails_leaves_the_database_as_it_was(own_database_url: str, tree: Path) -> None:
    release(tree, "0001_pre_add.sql", "CREATE TABLE unison.half_done ();")
    release(tree, "0002_pre_fail.sql", "SELECT 1 / 0;")
    failed = migrated_by(tree, own_database_url)
    assert failed.returncode == 1
    assert "DivisionByZero" in failed.stderr
    assert answer(own_database_url, "SELECT to_regclass('unison.half_done')") == (None,)
    assert answer(own_database_url, "SELECT count(*) FROM unison.migrations") == (0,)
    (tree / "schema" / "migrations" / "0002_pre_fail.sql").unlink()
    assert migrated_by(tree, own_database_url).stdout.strip() == "['0001_pre_add.sql']"


def test_one_that_was_edited_after_its_release_is_refused(own_database_url: str, tree: Path) -> None:
    release(tree, "0001_pre_add.sql", "CREATE TABLE unison.added ();")
    assert migrated_by(tree, own_database_url).returncode == 0
    release(tree, "0001_pre_add.sql", "CREATE TABLE unison.added (seen boolean);")
    refused = migrated_by(tree, own_database_url)
    assert refused.returncode == 1
    assert "MigrationEdited: The migration 0001_pre_add.sql is not the one" in refused.stderr


def test_the_names_of_migrations_tell_their_order_and_moment() -> None:
    names = sorted(path.name for path in (releases.ROOT / "schema" / "migrations").glob("*.sql"))
    numbers = [name.split("_")[:2] for name in names]
    assert all(number.isdigit() and len(number) == 4 and moment in ("pre", "post") for number, moment in numbers)
    assert len({number for number, _ in numbers}) == len(names)


def test_the_app_cannot_change_the_schema(database_url: str) -> None:
    for statement in ("CREATE TABLE unison.mine ()", "DROP TABLE unison.events", "ALTER TABLE unison.feed ADD x int"):
        for role in ("app", "worker"):
            with (
                database.connect(database_url, role) as connection,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                connection.execute(statement)
