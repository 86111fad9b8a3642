"""No organization sees or touches another's rows, in any table there is. A new table is covered by itself."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors, sql

from unison.infrastructure import database

OURS, THEIRS = uuid4(), uuid4()

OPEN_TO_ALL = {
    "unison.epochs",
    "unison.feed_cursor",
    "unison.left_by",
    "unison.consumers",
    "unison.notice_subjects",
    "unison.signing_keys",  # sealed by a secret that the database does not have
    "unison.schedule_definitions",
    "unison.job_totals",
}
"""Tables without an organization that the application may read: where the server lives, how far consumers are, what notices
are about; keys that are sealed by the secret of the installation."""

NUMBERS_AND_TIMES = {
    "bool", "xid8", "int8", "int4", "int2", "_int2", "float4", "float8", "timestamptz", "time", "interval",
}  # fmt: skip
"""Types of columns that can hold nothing of an organization."""

VALUES: dict[str, LiteralString] = {
    "int2": "1", "int4": "1", "bool": "true", "timestamptz": "now()", "timestamp": "now()", "date": "now()",
    "time": "'06:00'", "interval": "'1 s'", "json": "'{}'", "jsonb": "'{}'", "numeric": "1", "float4": "1",
    "float8": "1", "xid8": "'1'", "_text": "'{}'", "_uuid": "'{}'", "_int4": "'{}'", "_int8": "'{}'",
    "_numeric": "'{}'", "_float8": "'{}'", "tstzrange": "'empty'",
}  # fmt: skip


def _value(kind: str, organization: UUID) -> sql.Composable:
    """A value of the type, and where it can be, one that no other organization has."""
    own = {
        "uuid": organization,
        "text": str(organization),
        "bytea": organization.bytes,
        "int8": organization.int % 2**62,
    }
    return sql.Literal(own[kind]) if kind in own else sql.SQL(VALUES[kind])


type Connection = psycopg.Connection[Any]
type Table = tuple[str, str]


def _tables(connection: Connection, *, of_an_organization: bool) -> list[Table]:
    """Every table of Unison's own schema and of the projections'."""
    found = connection.execute(
        """SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('r', 'p') AND (n.nspname = 'unison' OR n.nspname IN
             (SELECT name FROM unison.consumers))
             AND %s = EXISTS (SELECT FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped)
           ORDER BY 1, 2""",
        (of_an_organization,),
    )
    return [(schema, name) for schema, name in found.fetchall()]


@contextmanager
def everything_granted(connection: Connection) -> Generator[list[Table]]:
    """A transaction, rolled back, in which nothing but row security stands between the application and the rows: every
    grant is given, and no constraint is in the way of a row of ours and one of theirs in each table.
    """
    tables = _tables(connection, of_an_organization=True)
    with connection.transaction(force_rollback=True):
        connection.execute("SET LOCAL session_replication_role = replica")  # foreign keys and triggers
        for table in tables:
            name = sql.Identifier(*table)
            connection.execute(sql.SQL("GRANT ALL ON {} TO unison_app").format(name))
            connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
            for constraint in _checks(connection, table):
                connection.execute(
                    sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(name, sql.Identifier(constraint))
                )
            for organization in (OURS, THEIRS):
                _put_row(connection, table, organization)
        yield tables


def _checks(connection: Connection, table: Table) -> Sequence[str]:
    found = connection.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c' AND conislocal",
        (f'"{table[0]}"."{table[1]}"',),
    )
    return [name for (name,) in found.fetchall()]


def _put_row(connection: Connection, table: Table, organization: UUID) -> None:
    needed = connection.execute(
        """SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
           WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'organization_id'
             AND (a.attname = 'plant' OR
               a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = '')""",
        (f'"{table[0]}"."{table[1]}"',),
    ).fetchall()
    values = [sql.Literal(organization), *(_value(kind, organization) for _, kind in needed)]
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
            sql.Identifier(*table),
            sql.SQL(", ").join(map(sql.Identifier, ["organization_id", *(column for column, _ in needed)])),
            sql.SQL(", ").join(values),
        )
    )


def _become(connection: Connection, organization: UUID | None) -> None:
    connection.execute("SET LOCAL ROLE unison_app")
    connection.execute("SELECT set_config('app.organization', %s, true)", (str(organization or ""),))


def _seen(connection: Connection, table: Table) -> set[UUID]:
    found = connection.execute(sql.SQL("SELECT organization_id FROM {}").format(sql.Identifier(*table)))
    return {organization for (organization,) in found.fetchall()}


def test_every_table_with_an_organization_has_row_security_that_is_forced(owner: Connection) -> None:
    tables = _tables(owner, of_an_organization=True)
    assert len(tables) > 8
    for schema, name in tables:
        secured = owner.execute(
            """SELECT relrowsecurity, relforcerowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = %s AND relname = %s""",
            (schema, name),
        ).fetchone()
        assert secured == (True, True), f"{schema}.{name}"


def test_an_organization_sees_its_own_rows_and_no_others(owner: Connection) -> None:
    with everything_granted(owner) as tables:
        _become(owner, OURS)
        for table in tables:
            assert _seen(owner, table) == {OURS}, table


def test_without_an_organization_nothing_is_visible(owner: Connection) -> None:
    with everything_granted(owner) as tables:
        _become(owner, None)
        for table in tables:
            assert _seen(owner, table) == set(), table


def test_a_row_for_another_organization_is_refused(owner: Connection) -> None:
    with everything_granted(owner) as tables:
        _become(owner, OURS)
        for table in tables:
            with pytest.raises(errors.InsufficientPrivilege, match="row-level security"), owner.transaction():
                _put_row(owner, table, THEIRS)
            with pytest.raises(errors.InsufficientPrivilege, match="row-level security"), owner.transaction():
                owner.execute(sql.SQL("UPDATE {} SET organization_id = {}").format(sql.Identifier(*table), THEIRS))


def test_rows_of_another_organization_are_neither_changed_nor_deleted(owner: Connection) -> None:
    with everything_granted(owner) as tables:
        _become(owner, uuid4())
        for table in tables:
            name = sql.Identifier(*table)
            changed = owner.execute(sql.SQL("UPDATE {} SET organization_id = organization_id").format(name))
            assert changed.rowcount == 0, table
            assert owner.execute(sql.SQL("DELETE FROM {}").format(name)).rowcount == 0, table


def test_a_person_of_one_plant_sees_and_writes_the_rows_of_that_plant_only(owner: Connection) -> None:
    with everything_granted(owner) as tables:
        with_plant = [t for t in tables if _has_plant(owner, t)]
        assert ("unison", "plants") in with_plant
        _become(owner, OURS)
        own, other = str(OURS), str(THEIRS)
        for plants, seen in (([own], {OURS}), ([other], set[UUID]()), (["a", own], {OURS}), ([], {OURS})):
            owner.execute("SELECT set_config('app.plants', %s::text[]::text, true)", (plants,))
            for table in with_plant:
                assert _seen(owner, table) == seen, (table, plants)
        owner.execute("SELECT set_config('app.plants', '{elsewhere}', true)")
        for table in with_plant:
            with pytest.raises(errors.InsufficientPrivilege, match="row-level security"), owner.transaction():
                _put_row(owner, table, OURS)


def test_a_plant_may_have_a_comma_in_its_name(owner: Connection) -> None:
    with owner.transaction():
        owner.execute("SELECT set_config('app.plants', %s::text[]::text, true)", (["a, b", 'c"'],))
        assert _row(owner, "SELECT unison.plants()") == ["a, b", 'c"']


def _has_plant(connection: Connection, table: Table) -> bool:
    found = connection.execute(
        "SELECT FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'plant' AND NOT attisdropped",
        (f'"{table[0]}"."{table[1]}"',),
    )
    return found.fetchone() is not None


def test_what_the_application_may_read_without_an_organization_holds_nothing_of_one(owner: Connection) -> None:
    readable = {
        f"{schema}.{name}"
        for schema, name in _tables(owner, of_an_organization=False)
        if _row(owner, "SELECT has_table_privilege('unison_app', %s, 'SELECT')", f"{schema}.{name}")
    }
    assert readable <= OPEN_TO_ALL
    columns = owner.execute(
        """SELECT DISTINCT t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
           WHERE a.attrelid = ANY (%s::regclass[]) AND a.attnum > 0 AND a.attname <> ALL (%s)""",
        (
            sorted(readable),
            [
                "name",
                "kind",
                "lane",
                "stopped",
                "fingerprint",
                "wanted_fingerprint",
                "subject",
                "roles",
                "body",
                "code",
                "kid",
                "sealed",
            ],
        ),
    )
    assert {kind for (kind,) in columns.fetchall()} <= NUMBERS_AND_TIMES


def test_a_view_shows_no_more_than_its_tables(owner: Connection) -> None:
    loose = owner.execute(
        """SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('v', 'm')
             AND (n.nspname = 'unison' OR n.nspname IN (SELECT name FROM unison.consumers))
             AND NOT coalesce(c.reloptions::text[] && ARRAY['security_invoker=true', 'security_invoker=on'], false)"""
    )
    assert loose.fetchall() == []


def test_the_application_may_neither_bypass_row_security_nor_read_queues_and_secrets(database_url: str) -> None:
    with database.connect(database_url, "app") as connection:
        assert _row(connection, "SELECT NOT rolsuper AND NOT rolbypassrls FROM pg_roles WHERE rolname = current_user")
        for refused in ("SELECT FROM pgmq.meta", "SELECT FROM pg_authid", "SELECT FROM unison.migrations"):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(refused)  # type: ignore[arg-type]


def test_a_slug_gives_the_id_of_that_organization_and_nothing_more(owner: Connection, database_url: str) -> None:
    slug = f"slug-{OURS}"
    owner.execute("INSERT INTO unison.organizations (organization_id, slug, name) VALUES (%s, %s, 'x')", (OURS, slug))
    with database.connect(database_url, "app") as connection:
        assert _row(connection, "SELECT unison.organization_of_slug(%s)", slug) == OURS
        assert _row(connection, "SELECT unison.organization_of_slug(%s)", "slug-%") is None
        assert _row(connection, "SELECT count(*) FROM unison.organizations") == 0


def test_functions_that_run_as_their_owner_are_known_and_have_a_fixed_search_path(owner: Connection) -> None:
    found = owner.execute(
        """SELECT p.proname, p.proconfig::text LIKE '%search_path=%', has_function_privilege('public', p.oid, 'EXECUTE')
           FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE p.prosecdef AND (n.nspname = 'unison' OR n.nspname IN (SELECT name FROM unison.consumers))"""
    )
    open_to_public = {name: public for name, fixed, public in found.fetchall() if fixed or pytest.fail(name)}
    assert open_to_public.pop("organization_of_slug") is False
    for closed in (
        "has_people_besides",
        "health",
        "keep_rights",
        "keep_role",
        "enqueue",
        "count_jobs",
        "append_one",
        "station_of_code",
    ):
        assert open_to_public.pop(closed) is False, closed
    # Whether DuckDB may be used, whether a seal holds; the others are numbers over all organizations.
    assert open_to_public.keys() <= {"analytics", "is_sealed", "aside_count", "parked_count", "webhook_counts"}


def _row(connection: Connection, query: LiteralString, *parameters: object) -> Any:
    row = connection.execute(query, parameters).fetchone()
    assert row is not None
    return row[0]
