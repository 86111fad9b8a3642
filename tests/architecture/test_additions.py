"""What the map says of growing, done to a copy of the sources: a command, a view, its word on the command line, a reaction and a
capability are added, and the files are counted."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.test_contracts import lint

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "ARCHITECTURE.md").read_text()
COPIED = ("src", "projections", "schema", "tests", "docs")


def stated(addition: str) -> int:
    """How many files the map says it takes; with one fact, where it counts by facts."""
    row = re.search(rf"^\| {addition} \|.*\| ([^|]+) \|$", MAP, re.MULTILINE)
    assert row is not None, f"the map has no line for {addition}"
    return sum(map(int, re.findall(r"\d+", row[1])))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    unneeded = shutil.ignore_patterns("e2e", "real", "bench")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=unneeded)
    for file in ("pyproject.toml", "ARCHITECTURE.md"):
        shutil.copy(ROOT / file, tmp_path)
    return tmp_path


def contents(tree: Path) -> dict[str, bytes]:
    """Of every file."""
    files = (path for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(tree)): path.read_bytes() for path in files}


def insert(file: Path, *, before: str, text: str) -> None:
    """Puts text before what stands in the file exactly once."""
    was = file.read_text()
    assert was.count(before) == 1, f"{before!r} in {file}"
    file.write_text(was.replace(before, text + before))


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.lstrip("\n"))


def add_command(tree: Path) -> None:
    room = tree / "src/unison/inventory"
    insert(room / "domain.py", before="class NegativeStockSet(", text=FACT)
    insert(room / "domain.py", before='        case _:\n            raise TypeError(f"storage locations', text=CASE)
    insert(room / "domain.py", before="def set_negative_stock(", text=DECISION)
    insert(room / "application.py", before="class SetNegativeStock(", text=COMMAND)
    insert(room / "application.py", before="async def set_negative_stock(", text=HANDLER)
    insert(room / "application.py", before="    use_case(SetNegativeStock,", text=USE_CASE)
    insert(room / "api.py", before='router.command("/set-negative-stock"', text=ROUTE)
    write(tree / "tests/inventory/test_describe_storage_location.py", COMMAND_TEST)
    write(tree / "tests/contracts/events/storage_locations.StorageLocationDescribed.v1.json", EXAMPLE)


def add_view(tree: Path) -> None:
    room = tree / "projections/storage_location_list"
    for name, text in VIEW.items():
        write(room / name, text)
    write(tree / "tests/projections/test_storage_location_list.py", VIEW_TEST)
    main = tree / "src/unison/main.py"
    imported = "from projections.storage_location_list import api as storage_location_list_view\n"
    insert(main, before="from projections.pending_command_list import", text=imported)
    insert(main, before="    material_list_view.VIEW,", text="    storage_location_list_view.VIEW,\n")


def add_word(tree: Path) -> None:
    write(tree / "projections/storage_location_list/cli.py", WORD)
    write(tree / "tests/cli/test_storage_locations.py", WORD_TEST)


def add_reaction(tree: Path) -> None:
    write(tree / "src/unison/processes/when_lot_returned_hold_lot.py", REACTION)
    write(tree / "tests/processes/test_when_lot_returned_hold_lot.py", REACTION_TEST)
    main = tree / "src/unison/main.py"
    insert(main, before="    when_subgroup_recorded_judge_it,\n", text="    when_lot_returned_hold_lot,\n")
    insert(
        main,
        before="    when_subgroup_recorded_judge_it.REACTION,\n",
        text="    when_lot_returned_hold_lot.REACTION,\n",
    )


def add_capability(tree: Path) -> None:
    for name, text in CAPABILITY.items():
        write(tree / "src/unison/tooling" / name, text)
    for name, text in CAPABILITY_TESTS.items():
        write(tree / "tests/tooling" / name, text)
    write(
        tree / "tests/contracts/events/tools.ToolRegistered.v1.json",
        '{"name": "Milling cutter, 8 mm", "plant": "main"}\n',
    )
    main = tree / "src/unison/main.py"
    insert(main, before="from unison.work_orders import api", text="from unison.tooling import api as tooling\n")
    insert(main, before="    plants.CAPABILITY,\n", text="    tooling.CAPABILITY,\n")
    insert(tree / "pyproject.toml", before='", "materials | plants | plausibility | books",', text=" | tooling")


TESTS = (
    "tests/inventory/test_describe_storage_location.py",
    "tests/projections/test_storage_location_list.py",
    "tests/cli/test_storage_locations.py",
    "tests/processes/test_when_lot_returned_hold_lot.py",
    "tests/tooling",
    "tests/api/test_every_route.py",
    "tests/contracts/test_events.py",
    "tests/docs/test_rooms.py",
    "tests/docs/test_refusals.py",
    "tests/architecture/test_map.py",
    "tests/architecture/test_sql.py",
    "tests/architecture/test_contracts.py",
)
NAMES = (
    "describe or StorageLocationDescribed or example_for_every or storage_location_list or test_storage_locations"
    " or lot_returned or tool or page or layer"
)
"""The tests that look at what was added: its own, and those of the house that bear its name."""


def test_it_takes_the_files_that_the_map_says(tree: Path) -> None:
    for addition, add in (
        ("a command", add_command),
        ("a view", add_view),
        ("a word on the command line", add_word),
        ("a reaction", add_reaction),
        ("a capability", add_capability),
    ):
        before = contents(tree)
        add(tree)
        touched = [file for file, text in contents(tree).items() if before.get(file) != text]
        assert len(touched) == stated(addition), touched
    for page in ("tests.docs.rooms", "tests.docs.refusals"):
        done = run(tree, page)
        assert done.returncode == 0, done.stdout + done.stderr
    done = run(tree, "pytest", "-q", "-p", "no:cacheprovider", "-k", NAMES, *TESTS)
    assert done.returncode == 0, done.stdout + done.stderr
    linted = lint(tree)
    assert linted.returncode == 0, linted.stdout


def run(tree: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A module over the tree's own sources."""
    paths = os.pathsep.join([str(tree / "src"), str(tree)])
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=False, cwd=tree, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, timeout=600,
    )  # fmt: skip


# A command --------------------------------------------------------------------------------------------------------

FACT = """class StorageLocationDescribed(Fact, topic="storage_locations.StorageLocationDescribed"):
    location: str
    description: str


"""

CASE = """        case StorageLocationDescribed():
            return before
"""

DECISION = '''def describe_storage_location(
    known: StorageLocations | None, *, plant: str, location: str, description: str
) -> StorageLocationDescribed:
    """What a person finds at the storage location; of one in use only."""
    _in_use(_locations(known), plant, location)
    return StorageLocationDescribed(location=location, description=description)


'''

COMMAND = '''class DescribeStorageLocation(Command, name="inventory.describe_storage_location"):
    """Say what a person finds at a storage location."""

    location: Key
    plant: Key = "main"
    text: Text


'''

HANDLER = """async def describe_storage_location(c: DescribeStorageLocation, work: Work) -> None:
    plant = await work.load_or_none(STORAGE_LOCATIONS, c.plant)
    work.append(plant, domain.describe_storage_location(plant.state, plant=c.plant, location=c.location, description=c.text))


"""

USE_CASE = "    use_case(DescribeStorageLocation, describe_storage_location),\n"
ROUTE = 'router.command("/describe-storage-location", a.DescribeStorageLocation)\n'
EXAMPLE = '{"location": "A-01", "description": "behind the gate"}\n'

COMMAND_TEST = '''
"""A storage location is described."""

from pathlib import Path

from tests.scenario import given
from unison.inventory import domain
from unison.inventory.domain import StorageLocationDescribed, StorageLocationRegistered, UnknownStorageLocation
from unison.main import RULES, USE_CASES, application
from unison.presentation.permissions import resolve
from unison.settings import Settings

HERE = {"plant": "main", "location": "A-01", "description": "behind the gate"}


def test_a_storage_location_in_use_is_described() -> None:
    described = StorageLocationDescribed(location="A-01", description="behind the gate")
    given(StorageLocationRegistered(location="A-01")).when(domain.describe_storage_location, **HERE).then(described)
    given().when(domain.describe_storage_location, **HERE).then_refused(UnknownStorageLocation)


def test_the_command_that_describes_a_storage_location_is_sent_by_supervisors(tmp_path: Path) -> None:
    app = application(Settings(data=tmp_path), "postgresql://nowhere.invalid/none")
    assert "post" in app.openapi()["paths"]["/api/v1/inventory/describe-storage-location"]
    permissions = resolve({use_case.command.command_name: "" for use_case in USE_CASES}, RULES)
    assert "inventory.describe_storage_location" in permissions["supervisor"]
    assert "inventory.describe_storage_location" not in permissions["operator"]
'''

# A view -----------------------------------------------------------------------------------------------------------

VIEW = {
    "__init__.py": '''
"""The storage location list: which storage locations does a plant have?

Asked by everybody who puts something away; fresh within a quarter of a second.
"""

from projections.storage_location_list.projector import PROJECTION

__all__ = ["PROJECTION"]
''',
    "table.sql": """
CREATE TABLE storage_locations (
  organization_id uuid NOT NULL,
  plant text NOT NULL,
  location text NOT NULL,
  area text,
  PRIMARY KEY (organization_id, plant, location)
);
""",
    "queries.sql": """
-- put_storage_location --
INSERT INTO storage_locations (organization_id, plant, location, area)
SELECT organization_id, plant, location, area FROM json_populate_recordset(null::storage_locations, %(rows)s)
ON CONFLICT (organization_id, plant, location) DO UPDATE SET area = excluded.area;

-- list_storage_locations --
SELECT location, area FROM storage_locations
WHERE organization_id = unison.organization() AND plant = %(plant)s ORDER BY location;
""",
    "projector.py": '''
"""One function for each fact of a storage location."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.inventory.domain import StorageLocationRegistered
from unison.shared.events import Recorded


def registered(fact: StorageLocationRegistered, event: Recorded[Any]) -> Iterator[Write]:
    row = {"plant": event.key, "location": fact.location, "area": fact.area}
    yield Write("put_storage_location", (event.key, fact.location), row)


PROJECTION = Projection(
    "storage_location_list",
    __package__ or "",
    statements("projections.storage_location_list"),
    on={StorageLocationRegistered: registered},
)
''',
    "api.py": '''
"""Storage locations over HTTP."""

from typing import Annotated

from fastapi import Depends
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.storage_location_list.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow

router = ViewRouter(PROJECTION.name, prefix="/storage-locations", tags=["storage location list"])
Reader = Annotated[Principal, Depends(may("storage_location_list.read"))]


class StorageLocation(BaseModel):
    location: str
    area: str | None


@router.get("")
async def list_storage_locations(
    reader: Reader, reached: Reached, plant: str = "main", after: After = None
) -> list[StorageLocation]:
    """The storage locations of a plant by name."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await storage_locations(cursor, plant)


async def storage_locations(cursor: AsyncCursor[DictRow], plant: str = "main") -> list[StorageLocation]:
    await cursor.execute(PROJECTION.queries["list_storage_locations"], {"plant": plant})
    return [StorageLocation(**row) for row in await cursor.fetchall()]


VIEW = View(PROJECTION, router, rules=allow("operator", "storage_location_list.read"))
''',
}

VIEW_TEST = '''
"""The storage location list: facts in, rows out; rebuilt is the same."""

import json

import psycopg

from projections.storage_location_list import PROJECTION
from tests.conftest import Organization
from tests.spine import append, contents, event, project
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.inventory.domain import StorageLocationRegistered
from unison.main import RULES, VIEWS
from unison.presentation.permissions import resolve


def test_facts_in_rows_out(database_url: str, owner: psycopg.Connection, organization: Organization) -> None:
    append(
        owner, organization.id,
        event("storage_locations:main", 1, StorageLocationRegistered(location="Rack A")),
        event("storage_locations:main", 2, StorageLocationRegistered(location="A-01", area="Rack A")),
    )
    project(database_url, PROJECTION)
    rows = contents(database_url, "storage_location_list")
    told = {(row["location"], row["area"]) for row in map(json.loads, rows["storage_locations"])}
    assert told == {("Rack A", None), ("A-01", "Rack A")}
    with database.connect(database_url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(database_url, "storage_location_list") == rows


def test_operators_may_read_it() -> None:
    assert PROJECTION in [view.projection for view in VIEWS]
    assert "storage_location_list.read" in resolve({"storage_location_list.read": ""}, RULES)["operator"]
'''

# A word on the command line ---------------------------------------------------------------------------------------

WORD = '''
"""The storage locations of a plant."""

import typer

import projections.storage_location_list.api as view
from unison.cli import environment


def register(app: typer.Typer) -> None:
    app.command()(storage_locations)


def storage_locations(organization: environment.Organization = "demo") -> None:
    """Which storage locations there are.

    Example: `unison storage-locations`
    """
    found = environment.ask(organization, view.PROJECTION, view.storage_locations)
    environment.print_table("Storage locations", ["location", "area"], [[each.location, each.area] for each in found])
'''

WORD_TEST = '''
"""`unison storage-locations`."""

import pytest
from typer.testing import CliRunner

from tests.conftest import Organization
from tests.spine import new_command, tell
from unison.cli.app import app
from unison.settings import settings


def test_storage_locations_are_told(
    database_url: str, organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(database_url, organization.id, new_command("inventory.register_storage_location", location="A-01"))
    monkeypatch.setenv("UNISON_DATABASE_URL", database_url)
    settings.cache_clear()
    shown = CliRunner().invoke(app, ["storage-locations", "--organization", organization.slug])
    settings.cache_clear()
    assert "A-01" in shown.stdout, shown.output
'''

# A reaction -------------------------------------------------------------------------------------------------------

REACTION = '''
"""What comes back from a customer is held until somebody has looked at it."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.reactions.reaction import Reaction
from unison.lots.application.commands import HoldLot
from unison.lots.domain.facts import LotReturned
from unison.shared.commands import Command
from unison.shared.events import Recorded


def hold(fact: LotReturned, event: Recorded[Any]) -> Iterator[Command]:
    if fact.customer is not None:
        yield HoldLot(lot=event.key, reason=f"came back from {fact.customer}")


REACTION = Reaction("hold_returned_lot", {LotReturned: hold}, sends=(HoldLot,))
'''

REACTION_TEST = '''
"""What comes back is held."""

from decimal import Decimal

from tests.processes.scenario import given, told
from unison.lots.application.commands import HoldLot
from unison.lots.domain.facts import LotReturned
from unison.processes.when_lot_returned_hold_lot import REACTION


def test_what_comes_back_is_held() -> None:
    returned = LotReturned(quantity=Decimal(2), customer="Smith")
    given(told("lots:L-1", returned), by=REACTION).then_commands(HoldLot(lot="L-1", reason="came back from Smith"))
'''


# A capability -----------------------------------------------------------------------------------------------------

CAPABILITY = {
    "__init__.py": '''
"""Tooling: the tools that machines work with, and where they are kept.

ISA-95 calls it a physical asset. A stream of `tools` is one tool.
"""
''',
    "domain.py": '''
"""The rules of tools: functions on frozen data."""

from dataclasses import dataclass
from datetime import datetime

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


class ToolRegistered(Fact, topic="tools.ToolRegistered"):
    name: str
    plant: str


@dataclass(frozen=True, kw_only=True)
class Tool:
    name: str


def evolve(_: Tool | None, fact: Fact, _at: datetime) -> Tool:
    """The state after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case ToolRegistered():
            return Tool(name=fact.name)
        case _:
            raise TypeError(f"tools know nothing of {type(fact).__name__}")


class UnknownTool(UnknownRefusal, code="unknown_tool"):
    """There is no tool {key}. Register it first."""


class ToolExists(RuleRefusal, code="tool_exists"):
    """There is a tool {key} already."""


TOOL = Aggregate("tools", Tool, evolve, unknown=UnknownTool, taken=ToolExists)


def register(*, name: str, plant: str) -> ToolRegistered:
    return ToolRegistered(name=name, plant=plant)
''',
    "application.py": '''
"""What can be asked of tools. Each use case: load, decide, append."""

from unison.shared.commands import Command, Key, Text, use_case
from unison.shared.ports import Work
from unison.tooling import domain
from unison.tooling.domain import TOOL


class RegisterTool(Command, name="tooling.register_tool"):
    """Make a tool known."""

    tool: Key
    name: Text
    plant: Key = "main"


async def register(c: RegisterTool, work: Work) -> None:
    tool = await work.create(TOOL, c.tool)
    work.append(tool, domain.register(name=c.name, plant=c.plant))


USE_CASES = (use_case(RegisterTool, register),)
''',
    "api.py": '''
"""The routes of the tools: one per command."""

from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import allow
from unison.tooling import application as a

router = CommandRouter(prefix="/tooling", tags=["tooling"])
router.command("/register-tool", a.RegisterTool, status_code=201)

CAPABILITY = Capability(router, a.USE_CASES, rules=allow("operator", "tooling.register_tool"))
''',
}

CAPABILITY_TESTS = {
    "samples.py": '''
"""A tool."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    yield "tooling.register_tool", {"tool": "XT-8", "name": "Milling cutter, 8 mm"}


SAMPLES = Samples(story=story, theirs={"tool": "XT-8"}, marks=("XT-8",))
''',
    "test_tools.py": '''
"""Tools are made known."""

from datetime import UTC, datetime

from tests.scenario import given, reads_back
from tests.spine import everything_else
from unison.main import RULES
from unison.presentation.permissions import resolve
from unison.tooling import domain
from unison.tooling.domain import ToolRegistered


def test_a_tool_is_registered() -> None:
    given().when(domain.register, name="Cutter", plant="main").then(ToolRegistered(name="Cutter", plant="main"))
    reads_back(ToolRegistered)


def test_operators_register_tools() -> None:
    assert "tooling.register_tool" in resolve({"tooling.register_tool": ""}, RULES)["operator"]


def test_there_is_a_tool_wherever_a_test_wants_something_of_everything() -> None:
    assert "tooling.register_tool" in {command.command_name for command in everything_else(datetime.now(UTC))}
''',
}
