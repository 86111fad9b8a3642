"""A fold makes the rows that the projector makes, or leaves the work to it."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, LiteralString

import psycopg
import pytest

from tests.conftest import make_organization
from tests.spine import RECEIVED, append, contents, event, history, lot_moves, process, project, send
from unison.infrastructure import database
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.folding import fold
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.projection.tables import create_tables, drop_tables
from unison.main import PROJECTIONS

FOLDED = [projection for projection in PROJECTIONS if projection.fold]
STOCK = next(projection for projection in PROJECTIONS if projection.name == "stock")


@pytest.fixture(scope="module")
def plant(database_url: str) -> str:
    """Two organizations with the same names for different things: the plant's history, and a lot of its own."""
    with database.connect(database_url, "owner") as owner:
        one, other = make_organization(owner).id, make_organization(owner).id
        append(owner, other, *lot_moves("XL-1", 5))

    async def tell() -> None:
        async with process(database_url) as commands:
            await send(commands, one, *history(datetime.now(UTC)))

    asyncio.run(tell())
    project(database_url)
    return database_url


@pytest.fixture
def owner(plant: str) -> Iterator[psycopg.Connection[Any]]:
    with database.connect(plant, "owner") as connection:
        yield connection


def folded(owner: psycopg.Connection[Any], projection: Projection) -> str | None:
    """The schema that the fold has filled; None when it did not."""
    schema, end = f"{projection.name}_folded", owner.execute("SELECT last_cell_seq FROM unison.feed_cursor").fetchone()
    assert end is not None
    with owner.transaction():
        drop_tables(owner, schema)
        create_tables(owner, projection, schema)
    return schema if fold(owner, projection, schema, end[0]) else None


def definitions(owner: psycopg.Connection[Any], schema: str) -> list[str]:
    """The keys and indexes of a schema."""
    query: LiteralString = "SELECT replace(indexdef, %s, '') FROM pg_indexes WHERE schemaname = %s ORDER BY 1"
    return [row[0] for row in owner.execute(query, (f"{schema}.", schema))]


@pytest.mark.parametrize("projection", FOLDED, ids=lambda projection: projection.name)
def test_the_fold_makes_the_projectors_rows(plant: str, owner: psycopg.Connection[Any], projection: Projection) -> None:
    schema = folded(owner, projection)
    assert schema is not None
    live = contents(plant, projection.name)
    assert all(live.values())  # no table's fold is held against nothing
    assert contents(plant, schema) == live
    assert definitions(owner, schema) == definitions(owner, projection.name)


def test_the_views_that_are_rebuilt_often_have_one() -> None:
    assert {"work_order_board", "stock", "genealogy"} <= {projection.name for projection in FOLDED}


# Left to the projector --------------------------------------------------------------------------------------------


@pytest.fixture
def own(own_database_url: str) -> Iterator[psycopg.Connection[Any]]:
    """Of a database with one lot."""
    with database.connect(own_database_url, "owner") as connection:
        append(connection, make_organization(connection).id, event("lots:A", 1, RECEIVED))
        project(own_database_url)
        yield connection


def test_a_fact_of_an_older_form_is_left_to_the_projector(own: psycopg.Connection[Any], own_database_url: str) -> None:
    assert folded(own, STOCK) is not None
    older = {name: value for name, value in vars(RECEIVED).items() if name != "unit_cost"}
    append(own, make_organization(own).id, event("lots:B", 1, RECEIVED, data=older))
    project(own_database_url)
    assert folded(own, STOCK) is None
    live = contents(own_database_url, "stock")
    rebuild(own, STOCK)
    assert contents(own_database_url, "stock") == live
    assert len(live["lots"]) == 2


def test_a_fact_that_cannot_be_applied_is_left_to_the_projector(
    own: psycopg.Connection[Any], own_database_url: str
) -> None:
    bad = vars(RECEIVED) | {"quantity": "many"}
    append(own, make_organization(own).id, event("lots:B", 1, RECEIVED, data=bad))
    project(own_database_url)
    assert folded(own, STOCK) is None
    assert rebuild(own, STOCK) == 2
    assert len(contents(own_database_url, "stock")["lots"]) == 1
    with own.transaction():
        own.execute("SET LOCAL ROLE unison_worker")
        parked = own.execute("SELECT stream_id FROM unison.parked_streams WHERE consumer = 'stock'").fetchall()
    assert parked == [("lots:B",)]


def test_a_fold_that_fails_is_left_to_the_projector(own: psycopg.Connection[Any], own_database_url: str) -> None:
    bad = vars(RECEIVED) | {"quantity": "many"}
    append(own, make_organization(own).id, event("lots:B", 1, RECEIVED, data=bad))
    project(own_database_url)
    own.execute("SET ROLE unison_worker")
    own.execute("DELETE FROM unison.parked_streams")  # nobody knows of it yet
    own.execute("RESET ROLE")
    assert folded(own, STOCK) is None
    assert own.execute("SELECT to_regclass('pg_temp.facts')").fetchone() == (None,)
