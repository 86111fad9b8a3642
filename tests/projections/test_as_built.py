"""As built: what was said to go into a lot went there alone; the rest is possible for all that the order put out."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from projections.genealogy import PROJECTION
from projections.genealogy.api import AsOf, Recall, balance_of_order, recall, report, report_csv, trace
from tests.projections.genealogy_room import Room, open_room
from tests.spine import contents
from unison.corrections.application import CorrectMovement
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.lots.application.commands import ReceiveLot
from unison.shared.commands import Command
from unison.shared.ports import Viewer
from unison.work_orders.application.planning import CreateWorkOrder, ReleaseWorkOrder
from unison.work_orders.application.reporting import StartWorkOrder
from unison.work_orders.application.stock import ConsumeLot, RecordOutputLot, ReturnMaterial
from unison.work_orders.domain.material import IntoNeeded, NotPutOutHere, NotTaken


@pytest.fixture
def room(database_url: str, organization: Viewer) -> Iterator[Room]:
    with open_room(database_url, organization) as made:
        made.send(
            *(ReceiveLot(lot=lot, material="controller", quantity=Decimal(5), unit="pcs") for lot in ("C1", "C2"))
        )
        made.send(ReceiveLot(lot="GLUE", material="glue", quantity=Decimal(9), unit="kg"))
        made.send(
            CreateWorkOrder(work_order="WO", product="unit", quantity_pcs=2),
            ReleaseWorkOrder(work_order="WO"),
            StartWorkOrder(work_order="WO"),
        )
        yield made


def take(lot: str, *into: str, quantity: int = 1) -> Command:
    return ConsumeLot(work_order="WO", lot=lot, quantity=Decimal(quantity), into=into)


def put_out(*serials: str) -> Command:
    return RecordOutputLot(work_order="WO", serials=serials)


def links(room: Room, lot: str, direction: str = "backward") -> dict[str, bool]:
    """The lots that are reached, each with whether that is stated."""
    found = room.trace(lot, direction)  # pyright: ignore[reportArgumentType]
    assert {(e.source if direction == "backward" else e.target, e.stated) for e in found.edges} == {
        (each.lot, each.stated) for each in found.lots
    }
    return {each.lot: each.stated for each in found.lots}


def recalled(room: Room, lot: str) -> Recall:
    return room.ask(lambda cursor: recall(cursor, lot))


def test_each_unit_is_of_what_was_said_to_go_into_it(room: Room) -> None:
    """S1 got controller C1, then S2 got C2; the first is said before the serial is put out, the second after."""
    room.send(take("C1", "S1"), put_out("S1"), put_out("S2"), take("C2", "S2"), take("GLUE"))
    assert links(room, "S1") == {"C1": True, "GLUE": False}
    assert links(room, "S2") == {"C2": True, "GLUE": False}
    assert links(room, "C2", "forward") == {"S2": True}
    assert links(room, "GLUE", "forward") == {"S1": False, "S2": False}


def test_a_recall_shows_what_is_stated_and_what_is_possible_apart(room: Room) -> None:
    room.send(take("C2", "S2"), take("GLUE"), put_out("S1", "S2"))
    assert [(x.lot, x.role, x.stated) for x in recalled(room, "C2").lots] == [
        ("C2", "asked", True), ("S2", "affected", True),
    ]  # fmt: skip
    of_glue = recalled(room, "GLUE")
    assert [(x.lot, x.stated) for x in of_glue.lots] == [("GLUE", True), ("S1", False), ("S2", False)]
    (order,) = of_glue.orders
    assert (order.work_order, order.consumed_lots, order.produced_lots) == ("WO", 2, 2)
    told = room.ask(lambda cursor: report(cursor, "C2"))
    assert [(step.lot, step.stated, step.by) for step in told.forward] == [("S2", True, "WO")]
    assert report_csv(told).splitlines()[0].endswith(",link")
    assert any(row.startswith("forward,1,S2,") and row.endswith(",stated") for row in report_csv(told).splitlines())


def test_what_goes_into_several_goes_into_each_and_is_counted_once(room: Room) -> None:
    room.send(take("C1", "S1", "S2", quantity=2), take("C1", quantity=1), put_out("S1", "S2"))
    found = room.trace("C1")
    assert {(e.target, e.stated, e.quantity) for e in found.edges} == {
        ("S1", True, 2), ("S2", True, 2), ("S1", False, 1), ("S2", False, 1),
    }  # fmt: skip
    balance = room.ask(lambda cursor: balance_of_order(cursor, "WO"))
    assert [(c.lot, c.quantity, c.into_lots) for c in balance.consumed] == [
        ("C1", 2, ["S1", "S2"]), ("C1", 1, []),
    ]  # fmt: skip
    assert [(y.consumed, y.produced) for y in balance.yields] == [(3, 2)]


def test_a_link_to_a_serial_to_come_leads_there_when_it_comes(room: Room) -> None:
    room.send(take("C1", "S1"))
    assert links(room, "C1", "forward") == {}
    assert [order.work_order for order in recalled(room, "C1").orders] == ["WO"]
    room.send(put_out("S1", "S2"))
    assert links(room, "C1", "forward") == {"S1": True}


def test_a_struck_or_corrected_movement_takes_its_link_along(room: Room) -> None:
    room.send(take("C1", "S1", quantity=2), take("C2", "S1"), put_out("S1"))
    version = room.lot("C1").version
    room.send(CorrectMovement(lot="C1", movement=version, quantity=Decimal(1), why="counted"))
    assert [(e.quantity, e.stated) for e in room.trace("C1").edges] == [(1, True)]
    room.send(CorrectMovement(lot="C1", movement=version, strike=True, why="another unit"))
    assert links(room, "C1", "forward") == {}
    assert links(room, "S1") == {"C2": True}


def test_what_comes_back_comes_back_out_of_where_it_went(room: Room) -> None:
    back: dict[str, Any] = {"work_order": "WO", "lot": "C1"}
    room.send(take("C1", "S1", quantity=2), put_out("S1", "S2"))
    room.send(ReturnMaterial(**back, quantity=Decimal(1)))
    assert [(e.target, e.quantity, e.stated) for e in room.trace("C1").edges] == [("S1", 1, True)]
    room.send(take("C1", "S2"))
    with pytest.raises(IntoNeeded, match="S1; S2"):
        room.send(ReturnMaterial(**back, quantity=Decimal(1)))
    with pytest.raises(NotTaken, match="1 pcs"):
        room.send(ReturnMaterial(**back, quantity=Decimal(2), into=("S2",)))
    room.send(ReturnMaterial(**back, quantity=Decimal(1), into=("S2",)))
    assert {(e.target, e.quantity) for e in room.trace("C1").edges} == {("S1", 1), ("S2", 0)}


def test_a_lot_that_another_order_or_nobody_put_out_is_refused(room: Room) -> None:
    room.send(ReceiveLot(lot="BOUGHT", material="unit", quantity=Decimal(1), unit="pcs"))
    with pytest.raises(NotPutOutHere, match="BOUGHT"):
        room.send(take("C1", "BOUGHT"))


def test_as_of_a_number_before_a_link_was_told_there_was_none(room: Room) -> None:
    room.send(take("GLUE"), put_out("S1"))
    before = room.feed_seq()
    room.send(take("C1", "S1"))
    then = room.ask(lambda cursor: trace(cursor, "S1", "backward", as_of=AsOf(before)))
    assert [(each.lot, each.stated) for each in then.lots] == [("GLUE", False)]
    now = room.ask(lambda cursor: trace(cursor, "S1", "backward", as_of=AsOf(room.feed_seq())))
    assert {(each.lot, each.stated) for each in now.lots} == {("GLUE", False), ("C1", True)}


def test_rebuilt_is_the_same(room: Room) -> None:
    room.send(take("C1", "S1", quantity=2), take("GLUE"), put_out("S1"), take("C2", "S2", "S1"), put_out("S2"))
    room.send(ReturnMaterial(work_order="WO", lot="C1", quantity=Decimal(1)))
    room.send(CorrectMovement(lot="C2", movement=room.lot("C2").version, strike=True, why="not built in"))
    before = contents(room.url, PROJECTION.name)
    with database.connect(room.url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(room.url, PROJECTION.name) == before
    assert before["stated"]
