"""What the map says of growing, done: a command and a view are added to a copy of the sources, and the files are counted."""

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
    without_caches = shutil.ignore_patterns("__pycache__", "e2e", "real", "bench")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=without_caches)
    for file in ("pyproject.toml", "ARCHITECTURE.md"):
        shutil.copy(ROOT / file, tmp_path)
    return tmp_path


def touched(tree: Path) -> list[str]:
    """The files that are new, or not as they were."""
    files = [path.relative_to(tree) for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(
        str(f) for f in files if not (ROOT / f).exists() or (ROOT / f).read_bytes() != (tree / f).read_bytes()
    )


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
    insert(room / "domain.py", before='        case _:\n            raise TypeError(f"places', text=CASE)
    insert(room / "domain.py", before="def set_negative_stock(", text=DECISION)
    insert(room / "application.py", before="class SetNegativeStock(", text=COMMAND)
    insert(room / "application.py", before="async def set_negative_stock(", text=HANDLER)
    insert(room / "application.py", before="    use_case(SetNegativeStock,", text=USE_CASE)
    insert(room / "api.py", before='router.command("/set-negative-stock"', text=ROUTE)
    write(tree / "tests/inventory/test_describe_place.py", COMMAND_TEST)
    write(tree / "tests/contracts/events/places.PlaceDescribed.v1.json", EXAMPLE)


def add_view(tree: Path) -> None:
    room = tree / "projections/place_list"
    for name, text in VIEW.items():
        write(room / name, text)
    write(tree / "tests/projections/test_place_list.py", VIEW_TEST)
    main = tree / "src/unison/main.py"
    imported = "from projections.place_list import api as place_list_view\n"
    insert(main, before="from projections.pending_command_list import", text=imported)
    insert(main, before="    material_list_view.VIEW,", text="    place_list_view.VIEW,\n")
    line = "| `place_list` | view: which places a plant has | |\n"
    insert(
        tree / "tests/architecture/test_sql.py",
        before='    "pending_command_list": {',
        text='    "place_list": {"places"},\n',
    )
    insert(tree / "docs/glossary.md", before="| `pending_command_list` |", text=line)


TESTS = (
    "tests/inventory/test_describe_place.py",
    "tests/projections/test_place_list.py",
    "tests/contracts/test_events.py",
    "tests/architecture/test_map.py",
    "tests/architecture/test_sql.py",
)
NAMES = "describe_place or PlaceDescribed or example_for_every or place_list or glossary"
"""The tests that look at what was added: its own, and those of the house that bear its name."""


def test_it_takes_the_files_that_the_map_says(tree: Path) -> None:
    assert touched(tree) == []
    add_command(tree)
    of_command = touched(tree)
    assert len(of_command) == stated("a command"), of_command
    add_view(tree)
    of_view = set(touched(tree)) - set(of_command)
    assert len(of_view) == stated("a view"), of_view
    paths = os.pathsep.join([str(tree / "src"), str(tree)])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", NAMES, *TESTS],
        check=False, cwd=tree, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    linted = lint(tree)
    assert linted.returncode == 0, linted.stdout


# A command --------------------------------------------------------------------------------------------------------

FACT = """class PlaceDescribed(Fact, topic="places.PlaceDescribed"):
    place: str
    description: str


"""

CASE = """        case PlaceDescribed():
            return before
"""

DECISION = '''def describe_place(known: Places | None, *, plant: str, place: str, description: str) -> PlaceDescribed:
    """What a person finds at the place; of one in use only."""
    _in_use(_places(known), plant, place)
    return PlaceDescribed(place=place, description=description)


'''

COMMAND = '''class DescribePlace(Command, name="inventory.describe_place"):
    """Say what a person finds at a place."""

    place: Key
    plant: Key = "main"
    description: Text


'''

HANDLER = """async def describe_place(c: DescribePlace, work: Work) -> None:
    plant = await work.load_or_none(STORAGE_LOCATIONS, c.plant)
    work.append(plant, domain.describe_place(plant.state, plant=c.plant, place=c.place, description=c.description))


"""

USE_CASE = "    use_case(DescribePlace, describe_place),\n"
ROUTE = 'router.command("/describe-place", a.DescribePlace)\n'
EXAMPLE = '{"place": "A-01", "description": "behind the gate"}\n'

COMMAND_TEST = '''
"""A place is described."""

from pathlib import Path

from tests.scenario import given
from unison.inventory import domain
from unison.inventory.domain import PlaceDescribed, PlaceRegistered, UnknownPlace
from unison.main import RULES, USE_CASES, application
from unison.presentation.permissions import resolve
from unison.settings import Settings

HERE = {"plant": "main", "place": "A-01", "description": "behind the gate"}


def test_a_place_in_use_is_described() -> None:
    described = PlaceDescribed(place="A-01", description="behind the gate")
    given(PlaceRegistered(place="A-01")).when(domain.describe_place, **HERE).then(described)
    given().when(domain.describe_place, **HERE).then_refused(UnknownPlace)


def test_the_command_that_describes_a_place_is_sent_by_supervisors(tmp_path: Path) -> None:
    app = application(Settings(data=tmp_path), "postgresql://nowhere.invalid/none")
    assert "post" in app.openapi()["paths"]["/api/v1/inventory/describe-place"]
    permissions = resolve((use_case.command.command_name for use_case in USE_CASES), RULES)
    assert "inventory.describe_place" in permissions["supervisor"]
    assert "inventory.describe_place" not in permissions["operator"]
'''

# A view -----------------------------------------------------------------------------------------------------------

VIEW = {
    "__init__.py": '''
"""The place list: which places does a plant have?

Asked by everybody who puts something away; fresh within a quarter of a second.
"""

from projections.place_list.projector import PROJECTION

__all__ = ["PROJECTION"]
''',
    "table.sql": """
CREATE TABLE places (
  organization_id uuid NOT NULL,
  plant text NOT NULL,
  place text NOT NULL,
  area text,
  PRIMARY KEY (organization_id, plant, place)
);
""",
    "queries.sql": """
-- put_place --
INSERT INTO places (organization_id, plant, place, area)
SELECT organization_id, plant, place, area FROM json_populate_recordset(null::places, %(rows)s)
ON CONFLICT (organization_id, plant, place) DO UPDATE SET area = excluded.area;

-- list_places --
SELECT place, area FROM places
WHERE organization_id = unison.organization() AND plant = %(plant)s ORDER BY place;
""",
    "projector.py": '''
"""One function for each fact of a place."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.inventory.domain import PlaceRegistered
from unison.shared.events import Recorded


def registered(fact: PlaceRegistered, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("put_place", (event.key, fact.place), {"plant": event.key, "place": fact.place, "area": fact.area})


PROJECTION = Projection(
    "place_list", __package__ or "", statements("projections.place_list"), on={PlaceRegistered: registered}
)
''',
    "api.py": '''
"""Places over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from projections.place_list.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, fresh, view_route
from unison.presentation.permissions import allow

router = APIRouter(prefix="/places", tags=["place list"], route_class=view_route(PROJECTION.name))
Reader = Annotated[Principal, Depends(may("place_list.read"))]


class Place(BaseModel):
    place: str
    area: str | None


@router.get("")
async def list_places(reader: Reader, reached: Reached, plant: str = "main", after: After = None) -> list[Place]:
    """The places of a plant by name."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        await cursor.execute(PROJECTION.queries["list_places"], {"plant": plant})
        return [Place(**row) for row in await cursor.fetchall()]


VIEW = View(PROJECTION, router, rules=allow("operator", "place_list.read"))
''',
}

VIEW_TEST = '''
"""The place list: facts in, rows out; rebuilt is the same."""

import json

import psycopg

from projections.place_list import PROJECTION
from tests.conftest import Organization
from tests.spine import append, contents, event, project
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.inventory.domain import PlaceRegistered
from unison.main import RULES, VIEWS
from unison.presentation.permissions import resolve


def test_facts_in_rows_out(database_url: str, owner: psycopg.Connection, organization: Organization) -> None:
    append(
        owner, organization.id,
        event("places:main", 1, PlaceRegistered(place="Rack A")),
        event("places:main", 2, PlaceRegistered(place="A-01", area="Rack A")),
    )
    project(database_url, PROJECTION)
    rows = contents(database_url, "place_list")
    told = {(row["place"], row["area"]) for row in map(json.loads, rows["places"])}
    assert told == {("Rack A", None), ("A-01", "Rack A")}
    with database.connect(database_url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(database_url, "place_list") == rows


def test_operators_may_read_it() -> None:
    assert PROJECTION in [view.projection for view in VIEWS]
    assert "place_list.read" in resolve(["place_list.read"], RULES)["operator"]
'''
