"""The materials: facts in, rows out; twice is once; rebuilt is the same; and the hard cases."""

from decimal import Decimal

import psycopg
import pytest

from projections.material_list import PROJECTION
from projections.material_list import api as view
from tests.conftest import Organization, make_organization
from tests.spine import append, ask, contents, event, project
from unison.costing.domain import CostingMethod, CostingMethodSet
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.materials.domain.facts import (
    Component,
    ComponentListSet,
    MaterialChanged,
    MaterialRegistered,
    MaterialReinstated,
    MaterialRetired,
    ReorderPointSet,
)
from unison.materials.domain.state import UnknownMaterial

BAR = Component(material="BAR", quantity=Decimal("2.5"), unit="kg", scrap_percent=Decimal(4))
FIFO = CostingMethodSet(material="BAR", plant="main", method=CostingMethod.FIFO, standard_cost=None)
STORY = [
    event("materials:BAR", 1, MaterialRegistered(base_unit="kg", name="Bar", units={"t": (1000, 1), "sheet": (2, 3)})),
    event("materials:NUT", 1, MaterialRegistered(base_unit="pcs", gtin="96385074", sap_material="4711")),
    event("materials:PUMP", 1, MaterialRegistered(base_unit="pcs", name="Pump")),
    event("materials:PUMP", 2, ComponentListSet(components=(BAR,))),
    event("materials:BAR", 2, ReorderPointSet(plant="main", quantity=Decimal(500))),
    event("costing:material/BAR", 1, FIFO),
    event("materials:NUT", 2, MaterialRetired(reason="replaced")),
]


@pytest.fixture
def told(database_url: str, owner: psycopg.Connection[None], organization: Organization) -> str:
    append(owner, organization.id, *STORY)
    project(database_url, PROJECTION)
    return database_url


def test_facts_in_rows_out(told: str, organization: Organization) -> None:
    bar, nut, pump = ask(told, organization, PROJECTION.name, view.materials)
    assert (bar.name, bar.base_unit, bar.units) == ("Bar", "kg", {"t": "1000", "sheet": "2/3"})
    (main,) = bar.plants
    assert (main.plant, main.reorder_point, main.costing_method) == ("main", 500, "fifo")
    assert (nut.retired, nut.retire_reason, nut.gtin) == (True, "replaced", "96385074")
    assert [vars(each) for each in pump.components] == [vars(BAR)]


def test_a_change_is_whole_and_what_is_retired_may_come_back(
    told: str, organization: Organization, owner: psycopg.Connection[None]
) -> None:
    later = [
        event("materials:BAR", 3, MaterialChanged(shelf_life_days=90)),
        event("materials:NUT", 3, MaterialReinstated()),
        event("materials:PUMP", 3, ComponentListSet(components=())),
        event("materials:BAR", 4, ReorderPointSet(plant="main", quantity=None)),
    ]
    append(owner, organization.id, *later)
    project(told, PROJECTION)
    bar, nut, pump = ask(told, organization, PROJECTION.name, view.materials)
    assert (bar.name, bar.units, bar.shelf_life_days, bar.plants[0].reorder_point) == (None, {}, 90, None)
    assert (nut.retired, nut.retire_reason, pump.components) == (False, None, [])
    assert ask(told, organization, PROJECTION.name, lambda cursor: view.where_used(cursor, "BAR")) == []


@pytest.mark.parametrize(
    ("search", "found"), [("pu", ["PUMP"]), ("9638", ["NUT"]), ("47", ["NUT"]), ("BAR", ["BAR"]), ("%", [])]
)
def test_a_part_of_any_of_its_names_finds_a_material(
    told: str, organization: Organization, search: str, found: list[str]
) -> None:
    shown = ask(told, organization, PROJECTION.name, lambda cursor: view.materials(cursor, search=search))
    assert [each.material for each in shown] == found


def test_where_a_component_is_used(told: str, organization: Organization) -> None:
    (use,) = ask(told, organization, PROJECTION.name, lambda cursor: view.where_used(cursor, "BAR"))
    assert (use.product, use.quantity, use.unit, use.scrap_percent) == ("PUMP", Decimal("2.5"), "kg", 4)
    assert ask(told, organization, PROJECTION.name, lambda cursor: view.where_used(cursor, "PUMP")) == []
    with pytest.raises(UnknownMaterial, match="no material PIN"):
        ask(told, organization, PROJECTION.name, lambda cursor: view.where_used(cursor, "PIN"))


def test_twice_is_once(told: str) -> None:
    once = contents(told, PROJECTION.name)
    with database.connect(told, "owner") as connection:
        connection.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'material_list'")
    project(told, PROJECTION)
    assert all(once[table] for table in ("materials", "in_plants"))
    assert contents(told, PROJECTION.name) == once


def test_rebuilt_is_the_same(told: str) -> None:
    before = contents(told, PROJECTION.name)
    with database.connect(told, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(told, PROJECTION.name) == before


def test_another_organization_sees_nothing(told: str, owner: psycopg.Connection[None]) -> None:
    assert ask(told, make_organization(owner), PROJECTION.name, view.materials) == []
