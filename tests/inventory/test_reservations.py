"""Lots reserved for orders, in the real store: the order and the lot, or neither."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Organization
from tests.inventory.works import AT, Works, backflush, consume, received
from tests.spine import new_command, register_material
from unison.lots.domain.allotting import ComponentShort
from unison.lots.domain.reserving import NotFree, NotReserved
from unison.lots.domain.taking import ReservedForOthers
from unison.materials.domain.facts import Component, ComponentListSet, MaterialRegistered, Tracking
from unison.materials.domain.units import UnknownUnit
from unison.shared.commands import Command
from unison.work_orders.domain.reserving import NotOpen
from unison.work_orders.domain.state import WORK_ORDER
from unison.work_orders.domain.undo import NothingToUndo


def reserve(order: str, quantity: str, lot: str = "S-1", **told: Any) -> Command:
    wish = {"work_order": order, "lot": lot, "quantity": quantity, "occurred_at": AT} | told
    return new_command("work_orders.reserve_lot", **wish)


def of_order(what: str, order: str = "WO-1", **told: Any) -> Command:
    return new_command(f"work_orders.{what}", work_order=order, **told)


@pytest.fixture
def works(database_url: str, organization: Organization) -> Works:
    """WO-1 and WO-2 make pumps of 2 kg of steel and 0.1 l of oil each; there are 100 kg in S-1, 50 kg in S-2 and 5 l of oil."""
    register_material(
        database_url, organization.id, "STEEL", MaterialRegistered(base_unit="kg", units={"t": (1000, 1)})
    )
    register_material(database_url, organization.id, "OIL", MaterialRegistered(base_unit="l", tracking=Tracking.NONE))
    parts = (
        Component(material="STEEL", quantity=Decimal(2), unit="kg"),
        Component(material="OIL", quantity=Decimal("0.1"), unit="l"),
    )
    pump = (MaterialRegistered(base_unit="pcs"), ComponentListSet(components=parts))
    register_material(database_url, organization.id, "PUMP", *pump)
    works = Works(database_url, organization)
    began = AT - timedelta(days=1)
    for order in ("WO-1", "WO-2"):
        works.send(
            of_order("create", order, product="PUMP", quantity_pcs=50, occurred_at=began),
            of_order("release", order, occurred_at=began),
        )
    works.send(
        received(lot="S-1", material="STEEL", quantity="100", unit="kg"),
        received(lot="S-2", material="STEEL", quantity="50", unit="kg"),
        received(material="OIL", quantity="5", unit="l", location="Rack 1"),
    )
    return works


def outstanding(works: Works, lot: str = "S-1") -> dict[str, Decimal]:
    found = works.lot(lot)
    assert found is not None
    return {order: each.outstanding for order, each in found.reserved.items()}


def test_two_orders_compete_for_one_lot(works: Works) -> None:
    works.send(reserve("WO-1", "0.06", unit="t"))
    assert works.state(WORK_ORDER, "WO-1").reserved == ("S-1",)
    works.refused(NotFree, reserve("WO-2", "41"), saying="40 kg of the lot are free")
    works.send(reserve("WO-2", "30"))
    works.refused(ReservedForOthers, consume(work_order="WO-2", lot="S-1", quantity="41"), saying="60 kg for WO-1")
    works.send(consume(work_order="WO-2", lot="S-1", quantity="40"), consume(lot="S-1", quantity="50"))
    assert outstanding(works) == {"WO-1": 10, "WO-2": 0}
    assert works.on_hand("S-1") == [10]
    works.refused(UnknownUnit, reserve("WO-1", "1", unit="l"))


def test_an_order_in_any_spelling_takes_what_is_reserved_for_it(works: Works) -> None:
    works.send(reserve("wo-1", "100"), consume(work_order=" wo-1 ", lot="S-1", quantity="70"))
    assert outstanding(works) == {"WO-1": 30}


def test_nobody_else_ships_splits_moves_merges_or_sends_back_what_is_reserved(works: Works) -> None:
    works.send(reserve("WO-1", "80"), reserve("WO-1", "5", lot="OIL@Rack 1"))
    for refused in (
        new_command("lots.ship", lot="S-1", quantity="21", customer="C-1", occurred_at=AT),
        new_command("lots.split", lot="S-1", into="S-3", quantity="21", occurred_at=AT),
        new_command("lots.move", lot="S-1", location="Rack 2", quantity="21", into="S-3", occurred_at=AT),
        new_command("lots.move", lot="OIL@Rack 1", location="Rack 2", occurred_at=AT),
        new_command("lots.merge", lots=["S-1", "S-2"], into="S-3", occurred_at=AT),
        new_command("lots.return_to_supplier", lot="S-1", quantity="21", reason="rust", occurred_at=AT),
    ):
        works.refused(ReservedForOthers, refused, saying="for WO-1")
    works.send(
        new_command("lots.move", lot="S-1", location="Rack 2", occurred_at=AT),
        new_command("lots.scrap", lot="S-1", quantity="90", reason="rust", occurred_at=AT),
    )
    assert outstanding(works) == {"WO-1": 80}


def test_backflush_leaves_what_is_reserved_for_another_order(works: Works) -> None:
    works.send(reserve("WO-2", "90"))
    works.refused(ComponentShort, backflush("S-1", "S-2", pcs=31), saying="2 kg STEEL")
    works.send(backflush("S-1", "S-2", pcs=30))
    assert works.on_hand("S-1", "S-2") == [90, 0]
    works.send(backflush("S-1", pcs=20, work_order="WO-2"))
    assert outstanding(works) == {"WO-2": 50}


def test_a_struck_or_corrected_consumption_is_reserved_again(works: Works) -> None:
    works.send(reserve("WO-1", "60"), consume(lot="S-1", quantity="50"))
    correct = {"lot": "S-1", "movement": 3, "why": "not so", "occurred_at": AT}
    works.send(new_command("corrections.correct_movement", quantity="20", **correct))
    assert outstanding(works) == {"WO-1": 40}
    works.send(new_command("corrections.correct_movement", strike=True, **correct))
    assert outstanding(works) == {"WO-1": 60}
    works.send(reserve("WO-2", "40"))
    works.refused(ReservedForOthers, new_command("corrections.correct_movement", quantity="61", **correct))
    works.send(consume(lot="S-1", quantity="10"), of_order("return_material", lot="S-1", quantity="4", occurred_at=AT))
    assert outstanding(works) == {"WO-1": 54, "WO-2": 40}


@pytest.mark.parametrize("end", ["complete", "cancel"])
def test_an_order_that_ends_frees_what_it_has_reserved(works: Works, end: str) -> None:
    works.send(reserve("WO-1", "60"), reserve("WO-1", "10", lot="S-2"), of_order("start"))
    works.send(of_order(end, reason="enough"))
    assert (outstanding(works), outstanding(works, "S-2")) == ({}, {})
    assert works.state(WORK_ORDER, "WO-1").reserved == ()
    works.send(consume(work_order="WO-2", lot="S-1", quantity="100"))
    works.refused(
        NotOpen, reserve("WO-1", "1", lot="S-2"), saying="is completed" if end == "complete" else "is cancelled"
    )


def test_what_was_completed_by_a_slip_has_its_lots_again_as_far_as_they_are_free(works: Works) -> None:
    works.send(of_order("start"), reserve("WO-1", "60"), reserve("WO-1", "50", lot="S-2"))
    works.refused(NothingToUndo, of_order("undo"), saying="release the reservation")
    works.send(of_order("complete"), consume(work_order="WO-2", lot="S-1", quantity="70"))
    works.send(consume(work_order="WO-2", lot="S-2", quantity="50"), of_order("undo"))
    assert (outstanding(works), outstanding(works, "S-2")) == ({"WO-1": 30}, {})
    assert works.state(WORK_ORDER, "WO-1").reserved == ("S-1",)


def test_a_reservation_is_released(works: Works) -> None:
    works.send(reserve("WO-1", "60"))
    works.refused(NotReserved, of_order("release_reservation", "WO-2", lot="S-1"), saying="reserved for WO-2")
    works.send(of_order("release_reservation", lot="S-1", reason="cast instead"))
    assert outstanding(works) == {}
    works.send(consume(work_order="WO-2", lot="S-1", quantity="100"))


def test_what_is_received_anew_under_a_free_number_is_reserved_for_nobody(works: Works) -> None:
    works.send(
        reserve("WO-1", "60"),
        new_command("corrections.correct_movement", lot="S-1", movement=1, strike=True, why="not here", occurred_at=AT),
        received(lot="S-1", material="STEEL", quantity="20", unit="kg"),
        consume(work_order="WO-2", lot="S-1", quantity="20"),
        of_order("start"),
        of_order("complete"),
    )
    assert outstanding(works) == {}
