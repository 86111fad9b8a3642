"""The database as a boundary: with the API's own password nobody reads or writes in an organization without its seal."""

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.conninfo import make_conninfo

from tests.conftest import Organization, make_organization
from tests.spine import RECEIVED, append, event, new_command, sequence
from unison.infrastructure import database, roles, seal
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.roles import Logins
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.main import USE_CASES

type Connection = psycopg.Connection[Any]

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def logins(database_url: str) -> Iterator[Logins]:
    names = {part: f"t_{part}_{uuid4().hex[:8]}" for part in ("api", "worker", "analyst")}
    urls = {part: make_conninfo(database_url, user=name, password=uuid4().hex) for part, name in names.items()}
    with database.connect(database_url, "owner") as owner:
        roles.make_logins(owner, made := Logins(database_url, **urls))
        owner.execute(sql.SQL("GRANT unison_analyst TO {}").format(sql.Identifier(names["analyst"])))
        seal.put_key(owner, KEY)
        yield made
        for name in names.values():
            owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.fixture
def sealing() -> Iterator[None]:
    """This process has the key of the installation."""
    seal.seal_by(KEY)
    yield
    seal.seal_by(None)


@dataclass(frozen=True)
class Two:
    """Two organizations with a lot each."""

    ours: Organization
    theirs: Organization


@pytest.fixture
def two(owner: Connection, database_url: str) -> Two:
    made = Two(make_organization(owner), make_organization(owner))
    for each in (made.ours, made.theirs):
        append(owner, each.id, event("lots:steel/1", 1, RECEIVED))
    sequence(database_url)
    return made


def enter(connection: Connection, organization: Organization) -> None:
    connection.execute(database.SQL["enter_organization"], seal.entering(connection, organization.id))


def say(connection: Connection, organization: UUID) -> None:
    """What an injected statement says."""
    connection.execute("SELECT set_config('app.organization', %s, true)", (str(organization),))


def lots(connection: Connection) -> int:
    row = connection.execute("SELECT count(*) FROM unison.events").fetchone()
    assert row is not None
    return row[0]


def tables_of_organizations(owner: Connection) -> list[tuple[str, str]]:
    return owner.execute(
        """SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
           WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname NOT LIKE 'pg_%' ORDER BY 1, 2"""
    ).fetchall()


def as_said(connection: Connection, two: Two) -> None:
    say(connection, two.theirs.id)


def as_nobody(connection: Connection, two: Two) -> None:
    del connection, two


def with_a_seal_of_ours(connection: Connection, two: Two) -> None:
    enter(connection, two.ours)
    say(connection, two.theirs.id)


@pytest.mark.parametrize("enters", [as_nobody, as_said, with_a_seal_of_ours])
@pytest.mark.parametrize("who", ["api", "analyst"])
def test_no_table_shows_a_row(
    logins: Logins, two: Two, owner: Connection, sealing: None, who: str, enters: Callable[[Connection, Two], None]
) -> None:
    looked_at = 0
    with psycopg.connect(getattr(logins, who), autocommit=True) as stranger:
        for schema, name in tables_of_organizations(owner):
            question = sql.SQL("SELECT count(organization_id) FROM {}").format(sql.Identifier(schema, name))
            with stranger.transaction(force_rollback=True):
                enters(stranger, two)
                try:
                    assert stranger.execute(question).fetchone() == (0,), (schema, name)
                    looked_at += 1
                except errors.InsufficientPrivilege:
                    pass
    assert looked_at > 40


def test_who_has_entered_sees_its_own_and_leaves_it_for_no_other(logins: Logins, two: Two, sealing: None) -> None:
    with psycopg.connect(logins.api, autocommit=True) as api, api.transaction():
        enter(api, two.ours)
        assert lots(api) == 1
        say(api, two.theirs.id)
        assert lots(api) == 0
        say(api, two.ours.id)
        assert lots(api) == 1


def test_a_seal_is_of_one_connection(logins: Logins, two: Two, sealing: None) -> None:
    with (
        psycopg.connect(logins.api, autocommit=True) as one,
        psycopg.connect(logins.api, autocommit=True) as other,
        other.transaction(),
    ):
        other.execute(database.SQL["enter_organization"], seal.entering(one, two.ours.id))
        assert lots(other) == 0
        enter(other, two.ours)
        assert lots(other) == 1


@pytest.mark.parametrize("widened", ["", "{}", "{main,side}", '{"side"}'])
def test_whoever_sees_a_plant_opens_no_other(logins: Logins, two: Two, sealing: None, widened: str) -> None:
    with psycopg.connect(logins.api, autocommit=True) as api, api.transaction():
        api.execute(database.SQL["enter_viewer"], seal.entering(api, two.ours.id, ["main"]))
        assert api.execute("SELECT plant FROM unison.plants").fetchall() == [("main",)]
        api.execute("SELECT set_config('app.plants', %s, true)", (widened,))
        assert api.execute("SELECT plant FROM unison.plants").fetchall() == []


@pytest.mark.parametrize("plant", ["main", 'a "b"', "a,b", "{c}", "back\\slash", "NULL", "ä", " "])
def test_a_plant_of_any_name_is_sealed(logins: Logins, two: Two, owner: Connection, sealing: None, plant: str) -> None:
    owner.execute(
        "INSERT INTO unison.plants (organization_id, plant, name) VALUES (%s, %s, 'x') ON CONFLICT DO NOTHING",
        (two.ours.id, plant),
    )
    with psycopg.connect(logins.api, autocommit=True) as api, api.transaction():
        api.execute(database.SQL["enter_viewer"], seal.entering(api, two.ours.id, [plant, "nowhere"]))
        assert api.execute("SELECT plant FROM unison.plants").fetchall() == [(plant,)]


def test_nothing_is_written_in_another_organization(logins: Logins, two: Two, sealing: None) -> None:
    facts = (
        '[{"stream": "lots:x", "version": 1, "topic": "lots.LotReceived", "schema_version": 1, "data": {}, "meta": {},'
    )
    facts += ' "occurred_at": "2026-01-01T00:00:00Z"}]'
    with psycopg.connect(logins.api, autocommit=True) as api:
        for statement in (
            "SELECT unison.append(%(theirs)s, '[]', %(facts)s)",
            "SELECT unison.append_one(%(theirs)s, gen_random_uuid(), '', '{}', 'lots:x', 1, 't', 1::int2, '{}', '{}', now())",
            "SELECT unison.save_snapshot(%(theirs)s, 'lots:x', 1, 'form', '{}')",
            "SELECT unison.enqueue('mail', %(theirs)s, '{}')",
            "INSERT INTO unison.plants (organization_id, plant, name) VALUES (%(theirs)s, 'x', 'x')",
            "INSERT INTO unison.organizations (organization_id, slug, name) VALUES (%(theirs)s, 'x', 'x')",
        ):
            with api.transaction(force_rollback=True):
                enter(api, two.ours)
                with pytest.raises(errors.InsufficientPrivilege):
                    api.execute(statement, {"theirs": two.theirs.id, "facts": facts})
        with api.transaction():
            enter(api, two.ours)
            found = api.execute("SELECT * FROM unison.load(%s, 'lots:steel/1', '')", (two.theirs.id,)).fetchall()
        assert found == []


def test_a_worker_that_acts_as_the_application_seals_too(logins: Logins, two: Two, sealing: None) -> None:
    """So does an extension: a statement of its own cannot stray into another organization."""
    with database.connect(logins.worker, "app") as worker, worker.transaction():
        enter(worker, two.ours)
        assert lots(worker) == 1
        say(worker, two.theirs.id)
        assert lots(worker) == 0


def test_duckdb_asks_for_the_seal(logins: Logins, two: Two, sealing: None) -> None:
    with database.connect(logins.api, "app", prepare_threshold=None) as api, api.transaction():
        api.execute(database.SQL["force_duckdb"])
        enter(api, two.ours)
        assert api.execute("SELECT count(*) FROM genealogy.lots").fetchone() is not None
        say(api, two.theirs.id)
        assert lots(api) == 0


def test_the_key_is_shown_to_nobody(logins: Logins) -> None:
    for url in (logins.api, logins.worker, logins.analyst):
        with psycopg.connect(url or "", autocommit=True) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM unison.seal_key")


def test_a_process_with_another_secret_is_told(logins: Logins) -> None:
    with database.connect(logins.api, "app") as api:
        seal.seal_by(os.urandom(32))
        try:
            assert not seal.is_sealed(api)
            seal.seal_by(KEY)
            assert seal.is_sealed(api)
        finally:
            seal.seal_by(None)


def test_commands_and_questions_go_through_with_it(logins: Logins, two: Two, sealing: None) -> None:
    async def story() -> tuple[int, int]:
        pool = Database(logins.api, size=2)
        await pool.open()
        try:
            commands = CommandHandling(EventStore(pool.pool), USE_CASES)
            command = new_command("materials.register", material="copper", base_unit="kg")
            await commands.send(Envelope(uuid4(), command, Sender(two.ours.id, None)))
            async with pool.reading(two.ours) as cursor:
                await cursor.execute("SELECT count(*) AS n FROM unison.events")
                ours = (await cursor.fetchall())[0]["n"]
            async with pool.writing(two.theirs) as cursor:
                await cursor.execute("SELECT count(*) AS n FROM unison.events")
                theirs = (await cursor.fetchall())[0]["n"]
        finally:
            await pool.close()
        return ours, theirs

    assert asyncio.run(story()) == (2, 1)
