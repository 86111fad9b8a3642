"""A cancelled order of which nothing stands frees its number: what is created under it is another order, in every view."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from projections.costing import PROJECTION as COSTING
from projections.costing import api as costing
from projections.genealogy import PROJECTION as GENEALOGY
from projections.labor_hours import PROJECTION as LABOR_HOURS
from projections.oee import PROJECTION as OEE
from projections.work_order_board import PROJECTION as BOARD
from projections.work_order_board import api as board
from tests.conftest import Organization, make_organization
from tests.inventory.works import AT, Works, consume, output, received
from tests.spine import ask, contents, new_command, project
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.shared.commands import Command
from unison.work_orders.domain.state import WORK_ORDER, BeforeCancelled, WorkOrderExists

VIEWS = (BOARD, COSTING, OEE, GENEALOGY, LABOR_HOURS)
HOUR = {"started_at": AT, "ended_at": AT + timedelta(hours=1)}
STEPS = [{"operation": "turning", "sequence": 10, "cycle_time_s": 60}, {"operation": "milling", "sequence": 20}]


def of(command: str, **told: Any) -> Command:
    return new_command(f"work_orders.{command}", **{"work_order": "WO-1"} | told)


def create(product: str = "GEAR", **told: Any) -> Command:
    """The first was created a day before anything happened, and others an hour after that was cancelled."""
    at = AT - timedelta(days=1) if product == "GEAR" else AT - timedelta(hours=22)
    return of("create", **{"product": product, "quantity_pcs": 100, "occurred_at": at} | told)


CANCEL = of("cancel", reason="another product", occurred_at=AT - timedelta(hours=23))


@pytest.fixture
def works(database_url: str, organization: Organization) -> Works:
    """The order WO-1 for 100 gears in two steps is released, and there are steel, a machine and an operator."""
    works = Works(database_url, organization)
    works.send(
        create(operations=STEPS, priority=70, note="first", sales_order="SO-1"),
        of("release"),
        received(lot="S-1", material="STEEL", quantity="100", unit="kg", unit_cost="2"),
        new_command("equipment.register", equipment="M-1"),
        new_command("labor.register_operator", operator="B-1", role="turner"),
    )
    return works


def log(name: str = "log-1", **told: Any) -> Command:
    return of("log_production", log=name, equipment="M-1", operation="turning", good_pcs=4, **HOUR, **told)


def strike(lot: str, movement: int) -> Command:
    return new_command("corrections.correct_movement", lot=lot, movement=movement, strike=True, why="wrong order")


def time(**told: Any) -> Command:
    on = {"entry": "T-1", "work_order": "WO-1", **HOUR}
    return new_command("labor.record_time", operator="B-1", **(on | told))


STRIKE_TIME = new_command("labor.strike_time", operator="B-1", entry="T-1", why="wrong order")


def test_the_number_of_a_cancelled_order_is_free(works: Works) -> None:
    works.refused(WorkOrderExists, create("PINION"))
    works.send(CANCEL, create("PINION"))
    order = works.state(WORK_ORDER, "WO-1")
    assert (order.product, order.status, order.operations, order.priority) == ("PINION", "planned", (), 50)
    works.refused(WorkOrderExists, create("PINION"))


@pytest.mark.parametrize("kept", ["log", "time", "charge"])
def test_a_cancelled_order_of_which_something_stands_keeps_its_number(works: Works, kept: str) -> None:
    charge = new_command("costing.charge_order", work_order="WO-1", amount="9", reason="tool")
    works.send({"log": log(), "time": time(), "charge": charge}[kept], CANCEL)
    works.refused(WorkOrderExists, create("PINION"), saying="Choose another number")


def test_it_is_free_again_when_all_of_it_was_struck(works: Works) -> None:
    works.send(log(), consume(lot="S-1", quantity="5"), output(lot="G-1", quantity="3"), time())
    works.send(of("strike_log", log="log-1", why="wrong order"), strike("S-1", 2), strike("G-1", 1), CANCEL)
    works.refused(WorkOrderExists, create("PINION"))
    works.send(STRIKE_TIME, create("PINION"))
    assert works.state(WORK_ORDER, "WO-1").product == "PINION"


def test_time_that_goes_on_or_stands_again_holds_the_number(works: Works) -> None:
    works.send(time(), STRIKE_TIME, time(), CANCEL)
    works.refused(WorkOrderExists, create("PINION"))
    works.send(STRIKE_TIME)
    works.send(
        create("PINION"), of("release"), new_command("labor.start_job", operator="B-1", work_order="WO-1"), CANCEL
    )
    works.refused(WorkOrderExists, create("PINION"))


def test_two_orders_under_one_number_do_not_overlap(works: Works) -> None:
    works.send(CANCEL)
    works.refused(
        BeforeCancelled, create("PINION", occurred_at=AT - timedelta(hours=23, minutes=1)), saying="later moment"
    )


def test_what_was_begun_is_undone_though_somebody_clocked_on_since(works: Works) -> None:
    works.send(of("start"), new_command("labor.start_job", operator="B-1", work_order="WO-1"), of("undo"))
    assert works.state(WORK_ORDER, "WO-1").status == "released"


def told_anew(works: Works) -> None:
    """Of the first order all is struck; the second is made in part."""
    works.send(log(), consume(lot="S-1", quantity="5"), output(lot="G-1", quantity="3"), time())
    works.send(of("strike_log", log="log-1", why="wrong order"), strike("S-1", 2), strike("G-1", 1), STRIKE_TIME)
    works.send(of("reschedule", quantity_pcs=90, reason="fewer"), CANCEL)
    drilling = [{"operation": "drilling", "sequence": 10}, {"operation": "milling", "sequence": 30, "setup_s": 5}]
    works.send(create("PINION", operations=drilling), of("release"), of("start"))
    works.send(
        consume(lot="S-1", quantity="10"),
        of("log_production", log="log-1", equipment="M-1", operation="drilling", good_pcs=6, **HOUR),
        time(entry="T-2"),
    )


def test_every_view_shows_the_new_order_alone(works: Works) -> None:
    told_anew(works)
    project(works.url, *VIEWS)
    shown = ask(works.url, works.organization, BOARD.name, lambda cursor: board.order_in_full(cursor, "WO-1"))
    assert (shown.product, shown.quantity_pcs, shown.priority, shown.note, shown.sales_order) == (
        "PINION",
        100,
        50,
        None,
        None,
    )
    assert (shown.status, shown.planned_reason, shown.component_list) == ("running", None, None)
    steps = [(step.operation, step.sequence, step.good_pcs, step.cycle_time_s) for step in shown.operations]
    assert steps == [("drilling", 10, 6, None), ("milling", 30, 0, None)]
    assert [(each.log, each.good_pcs) for each in shown.reports if each.stands] == [("log-1", 6)]
    account = ask(works.url, works.organization, COSTING.name, lambda cursor: costing.account(cursor, "WO-1"))
    assert (account.product, account.charged, account.variance, account.in_process) == (
        "PINION",
        Decimal(20),
        0,
        Decimal(20),
    )
    with database.connect(works.url, "owner") as owner:
        assert _pieces(owner, works) == [("PINION", 6)]


def _pieces(owner: psycopg.Connection[Any], works: Works) -> list[Any]:
    query = "SELECT product, good_pcs FROM oee.pieces WHERE organization_id = %s"
    return owner.execute(query, (works.organization.id,)).fetchall()


def test_rebuilt_is_the_same_though_it_came_one_by_one(own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as owner:
        works = Works(own_database_url, make_organization(owner))
    for command in (create(operations=STEPS), of("release")):
        works.send(command)
        project(own_database_url, *VIEWS)
    works.send(
        received(lot="S-1", material="STEEL", quantity="100", unit="kg", unit_cost="2"),
        new_command("equipment.register", equipment="M-1"),
        new_command("labor.register_operator", operator="B-1", role="turner"),
    )
    told_anew(works)
    project(own_database_url, *VIEWS)
    before = {view.name: contents(own_database_url, view.name) for view in VIEWS}
    with database.connect(own_database_url, "owner") as owner:
        for view in VIEWS:
            rebuild(owner, view)
    assert {view.name: contents(own_database_url, view.name) for view in VIEWS} == before
