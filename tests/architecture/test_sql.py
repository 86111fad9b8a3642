"""Every statement stands in a .sql file and is understood by the real database; the hot ones go by their indexes."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg
import pytest
from psycopg import sql

from unison.infrastructure import database
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.sql import Statements, script, statements
from unison.main import PROJECTIONS

ROOT = Path(__file__).parents[2]

_FILLED: dict[str, sql.Composable] = {
    "paths": sql.Literal("/nowhere.parquet"),
    "by": sql.SQL("work_order"),
    "column": sql.Literal("work_order"),
    "organization": sql.SQL("'00000000-0000-0000-0000-000000000000'::uuid"),
    "begins": sql.SQL("now()"),
    "ends": sql.SQL("now()"),
    "since": sql.SQL("now()"),
    "until": sql.SQL("now()"),
    "before": sql.SQL("now()"),
    "feed_seq": sql.SQL("0::bigint"),
    "every_plant": sql.SQL("true"),
    "plants": sql.Literal("main"),
    "path": sql.Literal("/nowhere.parquet"),
    "schema": sql.Identifier("there"),
    "new": sql.Identifier("not_there"),
    "tables": sql.Identifier("there", "things"),
    "table": sql.Identifier("there", "things"),
    "extension": sql.Identifier("plpgsql"),
    "channel": sql.Identifier("somewhere"),
    "list": sql.Identifier("declared"),
    "page": sql.Literal(1),
    "statement": sql.SQL("SELECT 1"),
    "role": sql.Identifier("unison_builder"),
    "group": sql.Identifier("unison_app"),
    "password": sql.Literal("secret"),
}
"""What takes the place of the parts that are composed: a value of the right type."""
_FILLED["since_sealed"] = sql.SQL(statements("unison.infrastructure", "analytics.sql")["select_since_sealed"]).format(
    **_FILLED
)
_FILLED["standing"] = sql.SQL(statements("unison.infrastructure", "analytics.sql")["select_live"]).format(**_FILLED)


def _files() -> list[tuple[str, str, str]]:
    """(package, file, search path) of every .sql file that holds named statements."""
    found: list[tuple[str, str, str]] = []
    for base, files in ((ROOT / "src", (ROOT / "src").rglob("*.sql")), (ROOT, (ROOT / "projections").rglob("*.sql"))):
        for file in files:
            if file.name != "table.sql":
                package = ".".join(file.parent.relative_to(base).parts)
                schema = {"projections": file.parent.name}.get(package.split(".")[0], "oee")
                found.append((package, file.name, f"{schema}, unison"))
    return sorted(found)


def _statements() -> list[Any]:
    return [
        pytest.param(statement, path, id=f"{package}.{name}")
        for package, file, path in _files()
        for name, statement in statements(package, file).items()
    ]


def numbered(statement: str) -> str:
    """Parameters by name become parameters by number, as PREPARE wants them."""
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", statement)))
    return re.sub(r"%\((\w+)\)s", lambda m: f"${names.index(m[1]) + 1}", statement).replace("%%", "%")


@pytest.fixture
def rolled_back(owner: psycopg.Connection[Any]) -> Iterator[psycopg.Cursor[Any]]:
    with owner.transaction(force_rollback=True), owner.cursor() as cursor:
        yield cursor


def test_every_file_is_looked_at() -> None:
    """A file without named statements would be passed over."""
    assert len(_files()) >= 8
    assert all(statements(package, file) for package, file, _ in _files())


def understand(statement: LiteralString, path: str, rolled_back: psycopg.Cursor[Any]) -> None:
    """Prepares the statement, which looks up every name in it; one that PREPARE does not take is carried out and rolled back."""
    rolled_back.execute("SELECT set_config('search_path', %s, true)", (path,))
    if "{" in statement.replace("'{}'", ""):
        fields = {name: _FILLED[name] for name in re.findall(r"\{(\w+)\}", statement)}
        statement = cast(LiteralString, sql.SQL(statement).format(**fields).as_string())
    if copied := re.search(r"^COPY \((.*)\) TO '[^']*' \(.*\)$", _without_comments(statement), re.DOTALL):
        statement = cast(LiteralString, copied[1])
    plain = _without_comments(statement)
    if re.search(r"\bfacts\b", plain) and not plain.startswith(
        "CREATE "
    ):  # what a fold reads is a table of its own time
        rolled_back.execute(statements("unison.infrastructure.projection", "folding.sql")["make_facts"])
    if plain.startswith(PREPARED):
        rolled_back.execute(cast(LiteralString, f"PREPARE understood AS {numbered(statement)}"))
    elif plain.startswith(OUTSIDE_A_TRANSACTION):  # PL/pgSQL parses what it never comes to
        rolled_back.execute(f"DO $do$ BEGIN RETURN; {statement}; END $do$")
    else:
        if '"there"' in statement:
            rolled_back.execute("CREATE SCHEMA there CREATE TABLE things (thing text PRIMARY KEY)")
        if plain.startswith(("MOVE ", "FETCH ")):
            rolled_back.execute("DECLARE declared SCROLL CURSOR FOR SELECT 1")
        rolled_back.execute(statement)


PREPARED = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ")
"""What PREPARE takes."""

OUTSIDE_A_TRANSACTION = ("CREATE DATABASE ", "CREATE ROLE ")
"""What cannot be rolled back, or makes something that is there, is parsed alone: it has no names to look up."""


@pytest.mark.parametrize(("statement", "path"), _statements())
def test_the_database_understands_it(statement: LiteralString, path: str, rolled_back: psycopg.Cursor[Any]) -> None:
    understand(statement, path, rolled_back)


@pytest.mark.parametrize(
    "statement",
    ["SELECT nothing FROM unison.events", "GRANT SELECT ON unison.nothing TO unison_app", "CREATE DATABASE IF unison"],
)
def test_what_the_database_does_not_understand_fails(
    statement: LiteralString, rolled_back: psycopg.Cursor[Any]
) -> None:
    with pytest.raises(psycopg.Error):
        understand(statement, "unison", rolled_back)


def _without_comments(statement: str) -> str:
    return "\n".join(line for line in statement.splitlines() if not line.startswith("--")).strip()


# Where statements stand -------------------------------------------------------------------------------------------

_DATABASE = "src/unison/infrastructure/database.py"
LITERALS = {
    (_DATABASE, "BEGIN"): "sent in a pipeline together with what follows",
    (_DATABASE, "ROLLBACK"): "the end of the same",
}
"""Statements that stand in a module, each with the reason."""

_VERBS = (
    "ALTER|ANALYZE|BEGIN|CALL|CLOSE|CLUSTER|COMMENT|COMMIT|COPY|CREATE|DEALLOCATE|DECLARE|DELETE|DISCARD|DO|DROP|END|EXECUTE|"
    "EXPLAIN|FETCH|GRANT|INSERT|LISTEN|LOCK|MERGE|NOTIFY|PREPARE|REASSIGN|REFRESH|REINDEX|RELEASE|RESET|REVOKE|ROLLBACK|SAVEPOINT|"
    "SELECT|SET|SHOW|START|TABLE|TRUNCATE|UNLISTEN|UPDATE|VACUUM|VALUES|WITH"
)
_LOWER = r"select\b.*\bfrom|insert\s+into|update\s+[\w.{}]+\s+set|delete\s+from|set\s+(?:local|session)"
_STATEMENT = re.compile(rf"^\s*(?:{_VERBS}|{_LOWER})\b", re.MULTILINE)
"""Upper case, as SQL is written here; what is sure to be SQL in lower case too."""

_RUN = {"execute", "executemany", "copy", "stream", "SQL"}


def written_in(source: str) -> list[str]:
    """The SQL that stands in a module: strings that begin with a verb of SQL at a line's start, and whatever with a word in it is
    executed, or composed of, as it stands. Docstrings are no strings that anybody executes.
    """
    tree = ast.parse(source)
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    pieces = {piece for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    executed = {
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _RUN and node.args
    }
    found: list[str] = []
    for node in ast.walk(tree):
        if node in docstrings or node in pieces or (text := _text(node)) is None:
            continue
        if _STATEMENT.search(text) or (node in executed and re.search(r"\w", text)):
            found.append(text)
    return found


def _text(node: ast.AST) -> str | None:
    """What a string says, with {} for what is put into it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(piece) or "{}" for piece in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value if isinstance(node.value, str) else node.value.decode(errors="replace")
    return None


def _modules() -> list[Path]:
    return sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "projections").rglob("*.py")])


def test_sql_stands_in_sql_files() -> None:
    modules = _modules()
    assert len(modules) > 200
    found = [(str(path.relative_to(ROOT)), text) for path in modules for text in written_in(path.read_text())]
    assert [each for each in found if each not in LITERALS] == []
    assert sorted(found) == sorted(LITERALS), "they are gone: strike them"


@pytest.mark.parametrize(
    "line",
    [
        'cursor.execute("SELECT 1")',
        'cursor.execute("select now()")',
        'cursor.execute(f"LISTEN {channel}")',
        'cursor.execute(b"vacuum")',
        'asked = """\n    SELECT seq\n    FROM unison.feed"""',
        'asked = "select seq from unison.feed"',
        'asked = f"UPDATE {table} SET seq = 0"',
        'asked = "update unison.feed set seq = 0"',
        'grants = ("GRANT SELECT ON unison.feed TO unison_app",)',
        'each = sql.SQL("ARRAY[{}]::text[]").format(texts)',
        r'asked = _sql["read_feed"] + ";" + "\nDELETE FROM unison.feed"',
    ],
)
def test_sql_in_a_module_is_found(line: str) -> None:
    """In a copy of a module that has none."""
    source = (ROOT / "src/unison/infrastructure/transfer.py").read_text()
    assert written_in(source) == []
    assert len(written_in(f"{source}\n\ndef planted(cursor, channel, table, texts, sql):\n    {line}\n")) == 1


def test_what_is_no_sql_is_not_taken_for_it() -> None:
    source = '"""SELECT is a word."""\nkinds = ["merge", "lock", "values"]\nhint = "Select one from the list."\n'
    assert written_in(source + 'with_commas = sql.SQL(", ").join(names)\ncursor.execute(_sql["read_feed"])\n') == []


# Plans ------------------------------------------------------------------------------------------------------------

# A table of a test is small, and a small table the planner rightly reads from end to end, by itself or for a hash or a merge.
# With these priced out of reach it shows whether there is an index for the question at all: where a plan still reads a table
# without an index condition, a big one would be read from end to end, too.

SMALL = {
    "work_order_board": {"operations", "scrap_reasons"},
    "oee": {"equipment", "clocks", "ideal_cycles", "sealed_months", "scrap_by_day"},
    "spc": {"characteristics"},
    "sales_order_list": {"customers", "clocks"},
    "stock": {"reorder_points", "storage_locations"},
    "material_list": {"materials", "in_plants"},
    "labor_hours": {"operators", "jobs", "certificates", "clocks"},
    "costing": {"rates", "settings"},
}
"""Tables of views that grow with what there is, and not with every day of work."""

BIG = {"unison": {"events", "feed", "commands"}} | {
    projection.name: set(re.findall(r"^CREATE TABLE (\w+)", script(projection.package, "table.sql"), re.MULTILINE))
    - SMALL.get(projection.name, set())
    for projection in PROJECTIONS
}


def test_what_is_small_is_there() -> None:
    tables = {p.name: script(p.package, "table.sql") for p in PROJECTIONS}
    assert [
        f"{view}.{table}" for view in SMALL for table in SMALL[view] if f"CREATE TABLE {table} " not in tables[view]
    ] == []


_LATE, _EARLY = "2026-03-02T16:00:00Z", "2026-03-02T08:00:00Z"
LABOR_SPANS = {"spans": json.dumps([{"operator": "a", "since": _EARLY, "until": _LATE}]), "at": _LATE}


def plan(cursor: psycopg.Cursor[Any], statement: str, given: dict[str, Any], path: str) -> list[dict[str, Any]]:
    """The nodes of the statement's plan, with reading a whole table priced out of reach."""
    cursor.execute("SELECT set_config('search_path', %s, true)", (path,))
    for way in ("seqscan", "hashjoin", "mergejoin"):
        cursor.execute("SELECT set_config('enable_' || %s, 'off', true)", (way,))
    cursor.execute(cast(LiteralString, f"EXPLAIN (FORMAT json) {statement}"), given)
    row = cursor.fetchone()
    assert row is not None
    return list(_nodes(row[0][0]["Plan"]))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def read_whole(nodes: list[dict[str, Any]], tables: set[str]) -> list[str]:
    """The big tables that the plan reads from end to end: by a sequential scan, or by an index without a condition."""
    return [
        f"{node['Relation Name']} by {node['Node Type']}"
        for node in nodes
        if node.get("Relation Name") in tables
        and "Scan" in node["Node Type"]
        and not any(name in node for name in ("Index Cond", "Recheck Cond", "TID Cond"))
    ]


def _rows(projection: Projection, statement: str) -> str:
    """A batch as the engine gives it: one row, of keys where the statement counts again what was touched."""
    key = {"organization_id": "00000000-0000-0000-0000-000000000001", "key": "a", "equipment": "a", "lot": "a"}
    key |= {
        "customer": "a",
        "sales_order": "a",
        "line": "10",
        "plant": "a",
        "location": "a",
        "material": "a",
        "operator": "a",
    }
    if projection.name == "costing":
        key |= {"order_key": "1", "rank": "1", "at": "2026-03-02T08:00:00Z"}
    assert statement in projection.queries
    return json.dumps([key | {"work_order": "a", "log": "a", "characteristic": "a", "subgroup": "a", "version": 1}])


def _writing(queries: Statements) -> list[str]:
    return [name for name, text in queries.items() if "%(rows)s" in text]


WRITING = [(projection, name) for projection in PROJECTIONS for name in _writing(projection.queries)]


@pytest.mark.parametrize(("projection", "name"), WRITING, ids=lambda v: v if isinstance(v, str) else v.name)
def test_what_a_projector_runs_for_each_batch_reads_no_big_table_whole(
    projection: Projection, name: str, rolled_back: psycopg.Cursor[Any]
) -> None:
    given = {"rows": _rows(projection, name)}
    nodes = plan(rolled_back, projection.queries[name], given, f"{projection.name}, unison")
    assert read_whole(nodes, BIG[projection.name]) == []


DAYS = json.dumps(
    [{"equipment": "a", "plant": "main", "since": "2026-03-02", "until": "2026-03-02", "day": "2026-03-02"}]
)

STOCK: dict[str, Any] = dict.fromkeys(["material", "plant", "location", "lot"]) | {"limit": 200, "offset": 0}

AS_OF = {"known": 7, "at": "2026-03-02T06:00:00+00:00"}

HOT: list[tuple[str, str, dict[str, Any]]] = [
    ("work_order_board", "list_orders", {"status": ["running"], "product": None, "limit": 200, "offset": 0}),
    ("work_order_board", "find_order", {"work_order": "a"}),
    ("work_order_board", "list_reports", {"work_order": "a"}),
    ("work_order_board", "list_lots", {"work_order": "a"}),
    ("genealogy", "trace_lot", {"lot": "a", "forward": [True, False], "max_depth": None, "max_steps": 100, **AS_OF}),
    ("genealogy", "find_lot_as_of", {"lot": "a", **AS_OF}),
    ("genealogy", "list_quantities", {"lot": "a", **AS_OF}),
    ("genealogy", "list_halves", {"lot": "a", **AS_OF}),
    ("genealogy", "list_delivered_otherwise", {"lot": "a", **AS_OF}),
    ("genealogy", "sum_material", {"material": "a", **AS_OF}),
    ("genealogy", "list_of_order", {"work_order": "a", **AS_OF}),
    ("genealogy", "reach_lots", {"lots": ["a"], "forward": True, "only_stated": False, **AS_OF}),
    ("genealogy", "list_lots_as_of", {"lots": ["a"], **AS_OF}),
    ("genealogy", "count_orders", {"work_orders": ["a"], **AS_OF}),
    ("genealogy", "list_shipments", {"lots": ["a"], **AS_OF}),
    ("genealogy", "find_lot", {"lot": "a"}),
    ("genealogy", "list_lots", {"material": "a", "limit": 50}),
    ("genealogy", "search_lots", {"search": "a", "material": None, "limit": 50}),
    ("genealogy", "list_movements", {"lot": "a"}),
    ("oee", "list_timeline", {"equipment": "a", "since": None, "until": None, "limit": 100}),
    ("oee", "list_standing", {"equipment": "a", "since": None, "until": None}),
    (
        "sales_order_list",
        "list_orders",
        {
            "status": ["open"],
            "customer": None,
            "sales_order": None,
            "late": False,
            "as_of": None,
            "limit": 200,
            "offset": 0,
        },
    ),
    ("sales_order_list", "list_lines", {"sales_order": "a", "as_of": None}),
    ("sales_order_list", "list_deliveries", {"sales_order": "a"}),
    ("sales_order_list", "list_late_lines", {"customer": None, "as_of": None, "limit": 200, "offset": 0}),
    ("sales_order_list", "list_customers", {"search": None, "blocked": None, "limit": 200, "offset": 0}),
    (
        "pending_command_list",
        "list_pending_commands",
        {"status": ["open"], "pending_command": None, "limit": 200, "offset": 0},
    ),
    ("pending_command_list", "count_open", {}),
    ("pending_command_list", "list_facts_met", {"pending_command": "a", "facts": 5}),
    ("stock", "list_stock", STOCK | {"status": None}),
    ("stock", "list_stock_as_of", STOCK | {"material": "a", "status": None, "as_of": "2026-03-02T08:00:00Z"}),
    ("stock", "sum_materials", STOCK),
    ("stock", "list_movements", STOCK | {"lot": "a", "since": None, "until": None, "corrected": False}),
    ("stock", "list_movements", STOCK | {"material": "a", "since": None, "until": None, "corrected": False}),
    ("stock", "suggest_lots", {"material": "a", "plant": "main", "quantity": "5", "work_order": "b"}),
    ("stock", "list_reservations", STOCK | {"work_order": "b"}),
    ("stock", "list_reorder", STOCK),
    ("stock", "list_storage_locations", STOCK),
    ("costing", "list_valuation", {"as_of": None, "plant": None, "material": None, "limit": 1000}),
    ("costing", "list_entries", {"plant": "main", "material": "a", "limit": 200}),
    ("costing", "list_layers", {"plant": "main", "material": "a"}),
    ("costing", "list_account_entries", {"work_order": "a"}),
    ("costing", "list_lot", {"lot": "a"}),
    ("costing", "list_in_process", {"as_of": None, "plant": None, "limit": 1000}),
    ("costing", "find_movement", {"fact": "a"}),
    ("labor_hours", "list_operators", {"limit": 1000}),
    ("labor_hours", "list_jobs", {"limit": 1000}),
    ("labor_hours", "list_beside", LABOR_SPANS | {"longest": "24 hours"}),
    ("labor_hours", "list_breaks", LABOR_SPANS),
    ("labor_hours", "list_entries", {"work_order": "a", "operator": None, "limit": 200, "offset": 0}),
    ("labor_hours", "list_entries", {"work_order": None, "operator": "a", "limit": 200, "offset": 0}),
    ("material_list", "list_materials", {"material": None, "search": "a", "retired": None, "limit": 200, "offset": 0}),
    ("material_list", "list_where_used", {"material": "a"}),
    ("oee", "list_times_of_days", {"grain": "machine", "days": DAYS}),
    ("oee", "list_spans_of_days", {"days": DAYS}),
    ("spc", "list_standing", {"characteristic": "a"}),
    ("spc", "list_struck", {"characteristic": "a"}),
    ("spc", "list_not_charted", {"characteristic": "a"}),
    ("spc", "list_characteristics", {"product": None, "limit": 100, "offset": 0}),
]
"""What people ask all day, with what they ask for."""


@pytest.mark.parametrize(("projection", "name", "given"), HOT, ids=lambda v: v if isinstance(v, str) else "")
def test_what_people_ask_all_day_reads_no_big_table_whole(
    projection: str, name: str, given: dict[str, Any], rolled_back: psycopg.Cursor[Any]
) -> None:
    rolled_back.execute("SET LOCAL ROLE unison_app")
    rolled_back.execute("SELECT set_config('app.organization', gen_random_uuid()::text, true)")
    queries = statements(f"projections.{projection}")
    nodes = plan(rolled_back, queries[name], given, f"{projection}, unison")
    assert read_whole(nodes, BIG[projection]) == []


def test_the_whole_board_is_read_in_its_order(rolled_back: psycopg.Cursor[Any]) -> None:
    """Its first page must not sort all that ever was."""
    rolled_back.execute("SET LOCAL ROLE unison_app")
    rolled_back.execute("SELECT set_config('app.organization', gen_random_uuid()::text, true)")
    rolled_back.execute("SET LOCAL enable_sort = off")
    given = {"status": None, "product": None, "limit": 200, "offset": 0}
    queries = statements("projections.work_order_board")
    nodes = plan(rolled_back, queries["list_orders"], given, "work_order_board, unison")
    assert "Sort" not in {node["Node Type"].removeprefix("Incremental ") for node in nodes}
    assert "orders_in_order" in {node.get("Index Name") for node in nodes}


SPINE = {
    "load a stream": (
        "SELECT version, topic, data::text FROM unison.events WHERE organization_id = unison.organization() AND stream_id = 'a'"
        " AND version > 5 ORDER BY version",
        {"events_pkey"},
    ),
    "what has committed since": (
        "SELECT FROM unison.events e WHERE (e.epoch, e.tx, e.pos) > (1::smallint, '5'::xid8, 7)"
        " AND (e.epoch, e.tx) < (1::smallint, '9'::xid8) ORDER BY e.epoch, e.tx, e.pos LIMIT 9",
        {"events_in_commit_order"},
    ),
    "is the command known": (
        "SELECT hash FROM unison.commands WHERE organization_id = unison.organization() AND command_id = unison.organization()",
        {"commands_pkey"},
    ),
    "where a fact stands in the feed": (
        "SELECT seq FROM unison.feed WHERE organization_id = unison.organization() AND stream_id = 'a' AND version = 1",
        {"feed_of_stream", "feed_pkey"},  # of an empty table one is as good as the other
    ),
}


@pytest.mark.parametrize("question", SPINE)
def test_the_spine_goes_by_its_indexes(question: str, rolled_back: psycopg.Cursor[Any]) -> None:
    statement, indexes = SPINE[question]
    nodes = plan(rolled_back, statement, {}, "unison")
    assert read_whole(nodes, BIG["unison"]) == []
    assert indexes & {node.get("Index Name") for node in nodes}


@pytest.mark.parametrize("name", ["read_all", "read_some"])
def test_the_feed_over_http_goes_by_its_indexes(name: str, rolled_back: psycopg.Cursor[Any]) -> None:
    rolled_back.execute("SET LOCAL ROLE unison_app")
    rolled_back.execute("SELECT set_config('app.organization', gen_random_uuid()::text, true)")
    given = {"after": 10, "limit": 100, "types": ["lots.LotReceived"], "searched": 20_000}
    given |= {"subjects": [], "subject_prefix": "lots:"}
    nodes = plan(rolled_back, statements("unison.presentation", "feed.sql")[name], given, "unison")
    assert read_whole(nodes, BIG["unison"]) == []


def test_the_engine_reads_a_range_of_the_feed_by_its_number(database_url: str) -> None:
    with database.connect(database_url, "worker") as connection, connection.cursor() as cursor:
        given = {"after": 5, "up_to": 9, "topics": ["lots.LotReceived"], "consumer": "oee", "parked_too": False}
        with connection.transaction():
            nodes = plan(cursor, statements("unison.infrastructure.feed")["read_feed"], given, "unison")
    assert read_whole(nodes, BIG["unison"]) == []
