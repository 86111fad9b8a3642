"""A cancelled sales order of which nothing was delivered frees its number: what comes under it is another one, in every view."""

from typing import Any

import pytest

from projections.genealogy import PROJECTION as GENEALOGY
from projections.sales_order_list import PROJECTION as SALES
from projections.sales_order_list import api as sales
from tests.conftest import Organization
from tests.inventory.works import Works
from tests.spine import ask, contents, new_command, project
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.sales.domain.orders import SalesOrderExists
from unison.shared.commands import Command

GEARS = {"line": 10, "product": "GEAR", "quantity": "40", "unit_price": "12.50"}
SHAFTS = {"line": 10, "product": "SHAFT", "quantity": "3"}


def create(*lines: dict[str, Any], **told: Any) -> Command:
    return new_command("sales.create_order", sales_order="SO-1", lines=lines, **told)


CANCEL = new_command("sales.cancel_order", sales_order="SO-1", reason="typed for the wrong customer")


@pytest.fixture
def works(database_url: str, organization: Organization) -> Works:
    works = Works(database_url, organization)
    for customer in ("C-7", "C-8"):
        works.send(new_command("sales.register_customer", customer=customer, name=f"Pump maker {customer}"))
    works.send(create(GEARS, {"line": 20, "product": "NUT", "quantity": "9"}, customer="C-7", currency="EUR"))
    return works


def test_another_order_comes_under_the_number_of_a_cancelled_one(works: Works) -> None:
    works.refused(SalesOrderExists, create(SHAFTS, customer="C-8"), saying="SO-1")
    works.send(CANCEL, create(SHAFTS, customer="C-8", reference="PO 8"))
    project(works.url, SALES, GENEALOGY)
    found = ask(
        works.url, works.organization, SALES.name, lambda cursor: sales.sales_orders(cursor, sales_order="SO-1")
    )
    assert [(o.customer, o.status, o.reference, o.currency, o.line_count) for o in found] == [
        ("C-8", "open", "PO 8", None, 1)
    ]
    kept = {view.name: contents(works.url, view.name) for view in (SALES, GENEALOGY)}
    with database.connect(works.url, "owner") as owner:
        for view in (SALES, GENEALOGY):
            rebuild(owner, view)
    assert {view.name: contents(works.url, view.name) for view in (SALES, GENEALOGY)} == kept


def test_what_was_delivered_and_came_back_keeps_the_number(works: Works) -> None:
    of_line = {"sales_order": "SO-1", "line": 10, "delivery": "D-1", "quantity": "2"}
    works.send(
        new_command("sales.record_delivery", **of_line),
        new_command("sales.return_goods", **of_line, reason="not ordered"),
        CANCEL,
    )
    works.refused(SalesOrderExists, create(SHAFTS, customer="C-8"), saying="SO-1")
