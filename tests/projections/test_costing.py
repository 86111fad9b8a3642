"""Costing: facts in, rows out; twice is once; rebuilt is the same; and what a late or corrected fact changes."""

from decimal import Decimal
from typing import Any

import psycopg
import pytest

from projections.costing import PROJECTION
from tests.conftest import make_organization
from tests.projections.costing_room import Books, order
from tests.spine import contents, project
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.shared.commands import Command


@pytest.fixture
def books(database_url: str, owner: psycopg.Connection[Any]) -> Books:
    return Books(database_url, make_organization(owner))


def story(books: Books) -> list[Command]:
    """Rod is bought twice and made into 40 of 50 gears by an order that is completed; 10 of them are shipped."""
    rod = {"material": "rod", "unit": "kg", "plant": "main"}
    return [
        *order(books, "W-1", "gear", 50),
        books.at("costing.set_method", 0, material="gear", method="fifo"),
        books.at("lots.receive", 1, lot="R-1", quantity="100", unit_cost="10", **rod),
        books.at("lots.receive", 2, lot="R-2", quantity="100", unit_cost="12", **rod),
        books.at("work_orders.consume_lot", 10, work_order="W-1", lot="R-1", quantity="50"),
        books.at("work_orders.record_output_lot", 20, work_order="W-1", lot="G-1", quantity=20),
        books.at("work_orders.record_output_lot", 30, work_order="W-1", lot="G-2", quantity=20),
        books.at("lots.ship", 40, lot="G-1", quantity="10", customer="C-1"),
        books.at("work_orders.complete", 50, work_order="W-1"),
    ]


def test_costs_flow_from_receipts_to_orders_to_finished_lots(books: Books) -> None:
    books.send(*story(books))
    assert books.stock("rod") == (150, 1650)
    assert books.order() == (550, 550, 0, 0)
    # 550 x 20/50 twice, then 110 at completion to 40 pieces of which 10 are gone: 30 take 82.5
    assert books.stock("gear") == (30, Decimal("412.5"))


def test_a_corrected_receipt_changes_all_that_lies_downstream(books: Books) -> None:
    books.send(*story(books))
    books.send(books.at("corrections.correct_movement", 60, lot="R-1", movement=1, unit_cost="14", why="invoice"))
    assert books.stock("rod") == (150, 1950)
    assert books.order() == (650, 650, 0, 0)
    assert books.stock("gear") == (30, Decimal("487.5"))


def test_a_reopened_order_takes_what_comes_late_and_its_variance_up_again(books: Books) -> None:
    """50 kg at 10 went into an order that was closed with nothing put out; then 5 gears come, and 10 kg more at 12."""
    rod = {"material": "rod", "unit": "kg", "plant": "main"}
    books.send(
        *order(books, "W-1", "gear", 5),
        books.at("lots.receive", 1, lot="R-1", quantity="50", unit_cost="10", **rod),
        books.at("work_orders.consume_lot", 10, work_order="W-1", lot="R-1", quantity="50"),
        books.at("work_orders.complete", 20, work_order="W-1"),
        books.at("work_orders.close", 21, work_order="W-1"),
    )
    assert books.order() == (500, 0, 500, 0)
    books.send(books.at("work_orders.reopen", 30, work_order="W-1", reason="the gears lay in the washer"))
    assert books.order() == (500, 0, 0, 500)
    books.send(
        books.at("lots.receive", 31, lot="R-2", quantity="20", unit_cost="12", **rod),
        books.at("work_orders.consume_lot", 40, work_order="W-1", lot="R-2", quantity="10"),
        books.at("work_orders.record_output_lot", 50, work_order="W-1", lot="G-1", quantity=5),
        books.at("work_orders.complete", 60, work_order="W-1"),
        books.at("work_orders.close", 61, work_order="W-1"),
    )
    assert books.order() == (620, 620, 0, 0)
    assert books.stock("gear") == (5, 620)


def test_twice_is_once(books: Books, own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as connection:
        mine = Books(own_database_url, make_organization(connection))
    mine.send(*story(mine))
    mine.send(mine.at("corrections.correct_movement", 60, lot="R-1", movement=1, unit_cost="14", why="invoice"))
    once = contents(mine.url, PROJECTION.name)
    with database.connect(mine.url, "owner") as connection:
        connection.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'costing'")
    project(mine.url, PROJECTION)
    assert contents(mine.url, PROJECTION.name) == once


def test_rebuilt_is_the_same_though_it_came_one_by_one(own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as connection:
        mine = Books(own_database_url, make_organization(connection))
    for each in story(mine):
        mine.send(each)
    mine.send(mine.at("corrections.correct_movement", 60, lot="R-1", movement=1, unit_cost="14", why="invoice"))
    before = contents(mine.url, PROJECTION.name)
    with database.connect(mine.url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(mine.url, PROJECTION.name) == before
