"""The stock: facts in, rows out; twice is once; rebuilt is the same; and the hard cases."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.stock import PROJECTION
from projections.stock.api import answers
from tests.conftest import Organization, make_organization
from tests.spine import BOB, ask, contents, history, new_command, project, register_material, tell
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.materials.domain.facts import MaterialRegistered, ReorderPointSet
from unison.shared.commands import Command
from unison.shared.ports import Viewer
from unison.shared.time import now

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass
class Shed:
    """Commands in, stock out, over the real store, feed and projection."""

    url: str
    viewer: Viewer

    def send(self, *commands: Command) -> None:
        tell(self.url, self.viewer.organization_id, *commands)
        project(self.url, PROJECTION)

    def ask[T](self, question: Callable[[AsyncCursor[DictRow]], Awaitable[T]], viewer: Viewer | None = None) -> T:
        return ask(self.url, viewer or self.viewer, PROJECTION.name, question)

    def stock(self, viewer: Viewer | None = None, **asked: Any) -> list[answers.StockShown]:
        return self.ask(lambda cursor: answers.stock(cursor, **asked), viewer)

    def on_hand(self, **asked: Any) -> dict[str, Decimal]:
        return {each.lot: each.on_hand for each in self.stock(**asked)}

    def movements(self, **asked: Any) -> list[answers.MovementShown]:
        return self.ask(lambda cursor: answers.movements(cursor, **asked))

    def suggested(self, quantity: str, material: str = "STEEL", order: str | None = None) -> answers.Suggestion:
        return self.ask(lambda cursor: answers.suggestion(cursor, material, Decimal(quantity), "main", order))

    def reservations(self, **asked: Any) -> list[answers.ReservationShown]:
        return self.ask(lambda cursor: answers.reservations(cursor, **asked))


@pytest.fixture
def shed(database_url: str, organization: Organization) -> Shed:
    return Shed(database_url, organization)


def hours(count: float) -> datetime:
    return AT + timedelta(hours=count)


def received(lot: str, quantity: str = "100", at: float = 0, material: str = "STEEL", **other: Any) -> Command:
    told = {"lot": lot, "material": material, "quantity": quantity, "unit": "kg", "occurred_at": hours(at)}
    return new_command("lots.receive", **told | other)


def of_lot(name: str, lot: str, at: float, **body: Any) -> Command:
    return new_command(f"lots.{name}", lot=lot, occurred_at=hours(at), **body)


def corrected(lot: str, at: float, **body: Any) -> Command:
    return new_command("corrections.correct_movement", lot=lot, occurred_at=hours(at), **body)


ORDER = [
    new_command("work_orders.create", work_order="WO-1", product="GEAR", quantity_pcs=50, occurred_at=hours(0)),
    new_command("work_orders.release", work_order="WO-1", occurred_at=hours(0)),
]


def consumed(lot: str, quantity: str, at: float, **other: Any) -> Command:
    told = {"work_order": "WO-1", "lot": lot, "quantity": quantity, "occurred_at": hours(at)}
    return new_command("work_orders.consume_lot", **told | other)


def reserved(lot: str, quantity: str, at: float, order: str = "WO-1") -> Command:
    told = {"work_order": order, "lot": lot, "quantity": quantity, "occurred_at": hours(at)}
    return new_command("work_orders.reserve_lot", **told)


def test_facts_in_rows_out(shed: Shed) -> None:
    shed.send(
        *ORDER,
        received("S-1", location="Rack 1", supplier="Supplier 1", unit_cost="2.5", purchase_reference="PO-1"),
        consumed("S-1", "30", 1, suggested_lot="S-0", override_reason="S-0 is buried"),
        of_lot("move", "S-1", 2, location="Rack 2"),
    )
    (lot,) = shed.stock()
    assert (lot.lot, lot.material, lot.plant, lot.unit, lot.on_hand) == ("S-1", "STEEL", "main", "kg", 70)
    assert (lot.location, lot.status, lot.supplier, lot.version) == ("Rack 2", "available", "Supplier 1", 3)
    assert (lot.first_at, lot.last_at) == (AT, hours(2))
    moved, taken, came = shed.movements(lot="S-1")
    assert (moved.kind, moved.quantity, moved.change, moved.location) == ("moved", None, 0, "Rack 2")
    assert (taken.movement, taken.kind, taken.quantity, taken.change) == ("lots:S-1@2", "consumed", 30, -30)
    assert (taken.work_order, taken.suggested_lot, taken.override_reason) == ("WO-1", "S-0", "S-0 is buried")
    assert (taken.material, taken.unit, taken.plant, taken.by_user) == ("STEEL", "kg", "main", BOB)
    assert (came.unit_cost, came.party, came.reference, came.original) == (Decimal("2.5"), "Supplier 1", "PO-1", None)


def everything() -> list[Command]:
    return [
        *ORDER,
        received("S-1", location="Rack 1"),
        received("S-2", "20", expires_at="2030-01-01T00:00:00Z"),
        consumed("S-1", "30", 1),
        new_command("work_orders.return_material", work_order="WO-1", lot="S-1", quantity="5", occurred_at=hours(2)),
        of_lot("split", "S-1", 3, into="S-3", quantity="10"),
        of_lot("ship", "S-3", 4, quantity="4", customer="C-7", delivery="D-1"),
        of_lot("return_from_customer", "S-3", 5, quantity="1", customer="C-7", reason="bent"),
        of_lot("return_to_supplier", "S-2", 5, quantity="3", reason="rust"),
        of_lot("adjust", "S-1", 6, quantity="60", reason="count"),
        of_lot("scrap", "S-1", 7, quantity="2", reason="rust"),
        of_lot("hold", "S-2", 8, reason="crack"),
        corrected("S-3", 8, movement=3, strike=True, why="never came back"),
        corrected("S-3", 8, movement=2, strike=True, why="never left"),
        new_command("lots.merge", into="S-4", lots=["S-3"], occurred_at=hours(9)),
        new_command("work_orders.record_output_lot", work_order="WO-1", lot="G-1", quantity="7", occurred_at=hours(9)),
        corrected("S-1", 10, movement=2, quantity="28", why="weighed again"),
        corrected("S-1", 11, movement=2, quantity="29", why="weighed again, again"),
        reserved("S-1", "20", 12),
        reserved("S-4", "5", 12),
        reserved("S-1", "30", 13),
        consumed("S-1", "4", 14),
        corrected("S-1", 15, movement=11, quantity="3", why="weighed again"),
        new_command("work_orders.release_reservation", work_order="WO-1", lot="S-4", occurred_at=hours(15)),
        new_command("inventory.register_storage_location", location="Rack 1"),
        new_command("inventory.register_storage_location", location="R1-01", area="Rack 1"),
        new_command("inventory.retire_storage_location", location="R1-01"),
    ]


def test_twice_is_once(shed: Shed) -> None:
    shed.send(*everything())
    once = contents(shed.url, PROJECTION.name)
    with database.connect(shed.url, "owner") as connection:
        connection.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'stock'")
    project(shed.url, PROJECTION)
    assert all(once[table] for table in ("lots", "movements", "reservations", "storage_locations"))
    assert contents(shed.url, PROJECTION.name) == once


def test_rebuilt_is_the_same_though_it_came_one_by_one(shed: Shed) -> None:
    for each in everything():
        shed.send(each)
    before = contents(shed.url, PROJECTION.name)
    with database.connect(shed.url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert len(before["movements"]) >= 15
    assert contents(shed.url, PROJECTION.name) == before


def test_it_has_what_the_lots_have(shed: Shed) -> None:
    shed.send(*everything())
    assert shed.on_hand() == {"S-1": 55, "S-2": 17, "S-4": 10, "G-1": 7}
    (reserved,) = shed.reservations()
    assert (reserved.lot, reserved.work_order, reserved.outstanding) == ("S-1", "WO-1", 27)


def test_a_correction_keeps_what_was_told_first_and_the_last_word_stands(shed: Shed) -> None:
    shed.send(*ORDER, received("S-1", unit_cost="2.5"), consumed("S-1", "30", 1))
    shed.send(corrected("S-1", 5, movement=2, quantity="20", why="weighed again"))
    assert shed.on_hand() == {"S-1": 80}
    shed.send(corrected("S-1", 6, movement=2, happened_at=hours(3), why="at noon"))
    (taken,) = shed.movements(lot="S-1", corrected=True)
    assert (taken.quantity, taken.change, taken.happened_at, taken.struck) == (20, -20, hours(3), False)
    assert taken.original == answers.OriginalMovement(quantity=Decimal(30), unit_cost=None, happened_at=hours(1))
    assert (taken.corrected_by, taken.corrected_why) == (BOB, "at noon")
    assert shed.on_hand(as_of=hours(2)) == {"S-1": 100}
    shed.send(corrected("S-1", 7, movement=2, strike=True, why="another order"))
    (taken,) = shed.movements(lot="S-1", corrected=True)
    assert (taken.struck, taken.quantity, taken.change) == (True, 20, 0)
    assert shed.on_hand() == {"S-1": 100}
    shed.send(corrected("S-1", 8, movement=1, unit_cost="2.75", why="invoice"))
    came = shed.movements(lot="S-1")[-1]
    assert (came.unit_cost, came.quantity, came.change) == (Decimal("2.75"), 100, 100)
    assert came.original is not None
    assert came.original.unit_cost == Decimal("2.5")


def test_as_of_a_moment_is_by_when_it_happened_not_by_when_it_was_told(shed: Shed) -> None:
    shed.send(
        *ORDER,
        received("S-1", location="Rack 1"),
        of_lot("move", "S-1", 4, location="Rack 2"),
        of_lot("hold", "S-1", 5, reason="crack"),
        of_lot("release", "S-1", 6),
        consumed("S-1", "30", 2),
    )
    found = {at: shed.stock(as_of=hours(at)) for at in (-1, 1, 3, 5, 7)}
    assert [[(s.on_hand, s.location, s.status) for s in found[at]] for at in found] == [
        [],
        [(100, "Rack 1", "available")],
        [(70, "Rack 1", "available")],
        [(70, "Rack 2", "held")],
        [(70, "Rack 2", "available")],
    ]


def test_status_of_what_is_held_expired_or_below_zero(shed: Shed) -> None:
    shed.send(
        *ORDER,
        new_command("inventory.set_negative_stock", negative_stock="flag"),
        received("S-1"),
        received("S-2", expires_at=hours(5)),
        received("S-3"),
        received("S-4"),
        of_lot("hold", "S-3", 1, reason="crack"),
        consumed("S-4", "130", 1),
    )
    assert {s.lot: s.status for s in shed.stock()} == {
        "S-1": "available",
        "S-2": "expired",
        "S-3": "held",
        "S-4": "negative",
    }
    assert {s.lot: s.status for s in shed.stock(as_of=hours(0.5))} == dict.fromkeys(
        ("S-1", "S-2", "S-3", "S-4"), "available"
    )
    assert [s.lot for s in shed.stock(status=["held", "negative"])] == ["S-3", "S-4"]
    (sums,) = shed.ask(answers.materials)
    assert (sums.on_hand, sums.available, sums.held, sums.expired) == (270, 100, 100, 100)
    assert (sums.negative_lots, sums.lots) == (1, 4)


def test_the_suggestion_is_by_expiry_then_age_and_leaves_out_what_may_not_be_used(shed: Shed) -> None:
    soon, later = now() + timedelta(days=5), now() + timedelta(days=50)
    shed.send(
        received("S-1", "10", at=1),
        received("S-2", "10", at=0),
        received("S-3", "10", at=2, expires_at=later),
        received("S-4", "10", at=3, expires_at=soon),
        received("S-5", "10", expires_at=hours(5)),
        received("S-6", "10", at=-5),
        of_lot("hold", "S-6", 1, reason="crack"),
        received("C-1", "10", material="COPPER"),
    )
    found = shed.suggested("25")
    assert [(s.lot, s.quantity) for s in found.lots] == [("S-4", 10), ("S-3", 10), ("S-2", 5)]
    assert found.short == 0
    assert [s.lot for s in shed.suggested("100").lots] == ["S-4", "S-3", "S-2", "S-1"]
    assert shed.suggested("100").short == 60
    assert shed.suggested("1", material="SILVER").lots == []


def test_a_storage_location_shows_what_lies_there_also_when_it_is_retired(shed: Shed) -> None:
    shed.send(
        new_command("inventory.register_storage_location", location="Rack 1"),
        new_command("inventory.register_storage_location", location="R1-01", area="Rack 1"),
        received("S-1", location="R1-01"),
        received("S-2", location="R1-01"),
        new_command("inventory.retire_storage_location", location="R1-01", reason="rebuilt"),
    )
    area, bin_in_it = shed.ask(answers.storage_locations)
    assert (area.location, area.area, area.lots, area.retired_at) == ("Rack 1", None, 0, None)
    assert (bin_in_it.location, bin_in_it.area, bin_in_it.lots, bin_in_it.retired_reason) == (
        "R1-01",
        "Rack 1",
        2,
        "rebuilt",
    )
    shed.send(new_command("inventory.register_storage_location", location="R1-01", area="Rack 1"))
    assert [each.retired_at for each in shed.ask(answers.storage_locations)] == [None, None]


def test_what_has_to_be_ordered_is_what_may_be_used_below_its_reorder_point(shed: Shed) -> None:
    told = (MaterialRegistered(base_unit="kg"), ReorderPointSet(plant="main", quantity=Decimal(50)))
    for material in ("STEEL", "COPPER"):
        register_material(shed.url, shed.viewer.organization_id, material, *told)
    shed.send(received("S-1", "50"))
    (copper,) = shed.ask(answers.reorder)
    assert (copper.material, copper.available, copper.missing, copper.unit) == ("COPPER", 0, 50, None)
    shed.send(of_lot("hold", "S-1", 1, reason="crack"))
    assert [(r.material, r.missing) for r in shed.ask(answers.reorder)] == [("COPPER", 50), ("STEEL", 50)]


def test_another_organization_and_another_plant_see_nothing(shed: Shed, owner: psycopg.Connection[Any]) -> None:
    shed.send(*everything())
    assert shed.stock(viewer=make_organization(owner)) == []
    elsewhere = Organization(shed.viewer.organization_id, "same", plants=("north",))
    assert shed.stock(viewer=elsewhere) == []
    at_home = Organization(shed.viewer.organization_id, "same", plants=("main",))
    assert len(shed.ask(lambda cursor: answers.movements(cursor, lot="S-1"), at_home)) == len(shed.movements(lot="S-1"))


def test_the_demo_plant_ends_with_what_its_lots_have(shed: Shed) -> None:
    shed.send(*history(now().replace(microsecond=0)))
    stock = shed.stock(limit=5000)
    assert stock
    assert [s for s in stock if s.on_hand < 0] == []
    assert [(r.work_order, r.short) for r in shed.reservations(lot="BR20-006")] == [("WO-1023", 0)]
    totals = {(m.material, m.unit): m.on_hand for m in shed.ask(answers.materials)}
    for (material, unit), on_hand in totals.items():
        told = shed.movements(material=material, limit=5000)
        assert on_hand == sum((each.change for each in told if each.unit == unit), Decimal(0))


# What is reserved -------------------------------------------------------------------------------------------------


OTHER_ORDER = [
    new_command("work_orders.create", work_order="WO-2", product="GEAR", quantity_pcs=50, occurred_at=hours(0)),
    new_command("work_orders.release", work_order="WO-2", occurred_at=hours(0)),
]


def test_what_is_reserved_is_shown_with_what_its_order_may_still_take_and_what_is_not_there(shed: Shed) -> None:
    shed.send(*ORDER, *OTHER_ORDER, received("S-1"), reserved("S-1", "60", 1), reserved("S-1", "30", 2, "WO-2"))
    shed.send(consumed("S-1", "25", 3))
    (lot,) = shed.stock()
    assert (lot.on_hand, lot.reserved, lot.free, lot.version) == (75, 65, 10, 4)
    (sums,) = shed.ask(answers.materials)
    assert (sums.on_hand, sums.available, sums.reserved, sums.held) == (75, 10, 65, 0)
    shed.send(of_lot("scrap", "S-1", 4, quantity="30", reason="rust"))
    second, first = shed.reservations(lot="S-1")
    assert (first.work_order, first.quantity, first.taken, first.outstanding, first.short) == ("WO-1", 60, 25, 35, 0)
    assert (second.work_order, second.outstanding, second.short, second.on_hand) == ("WO-2", 30, 20, 45)
    (lot,) = shed.stock()
    assert (lot.on_hand, lot.reserved, lot.free) == (45, 45, 0)
    (then,) = shed.stock(as_of=hours(2.5))
    assert (then.on_hand, then.reserved, then.free) == (100, None, None)
    assert [each.work_order for each in shed.reservations(work_order="WO-2", material="STEEL", plant="main")] == [
        "WO-2"
    ]
    assert [m.kind for m in shed.movements(lot="S-1")] == ["scrapped", "consumed", "reserved", "reserved", "received"]


def test_a_struck_movement_and_a_return_leave_more_to_be_taken(shed: Shed) -> None:
    shed.send(*ORDER, received("S-1"), consumed("S-1", "10", 1), reserved("S-1", "60", 2), consumed("S-1", "25", 3))
    shed.send(
        new_command("work_orders.return_material", work_order="WO-1", lot="S-1", quantity="5", occurred_at=hours(4))
    )
    assert [(r.taken, r.outstanding) for r in shed.reservations()] == [(20, 40)]
    shed.send(corrected("S-1", 5, movement=5, strike=True, why="none came back"))
    shed.send(corrected("S-1", 5, movement=4, strike=True, why="it was S-2"))
    assert [(r.taken, r.outstanding) for r in shed.reservations()] == [(0, 60)]
    shed.send(corrected("S-1", 5, movement=2, strike=True, why="it was S-2"))
    assert [(r.taken, r.outstanding) for r in shed.reservations()] == [(0, 60)]
    shed.send(new_command("work_orders.release_reservation", work_order="WO-1", lot="S-1", reason="cast instead"))
    assert shed.reservations() == []
    last = shed.movements(lot="S-1")[0]
    assert (last.kind, last.quantity, last.change, last.work_order, last.reason) == (
        "reservation_released", 60, 0, "WO-1", "cast instead",
    )  # fmt: skip


def test_what_is_reserved_for_others_is_not_suggested_and_what_is_reserved_for_the_order_goes_first(shed: Shed) -> None:
    soon, later = now() + timedelta(days=5), now() + timedelta(days=50)
    shed.send(
        *ORDER,
        *OTHER_ORDER,
        received("S-1", "10", expires_at=soon),
        received("S-2", "10", expires_at=later),
        received("S-3", "10"),
        reserved("S-1", "7", 1, "WO-2"),
        reserved("S-3", "6", 1),
    )

    def found(quantity: str, order: str | None) -> list[tuple[str, int]]:
        return [(each.lot, int(each.quantity)) for each in shed.suggested(quantity, order=order).lots]

    assert found("10", None) == [("S-1", 3), ("S-2", 7)]
    assert found("10", "WO-1") == [("S-3", 6), ("S-1", 3), ("S-2", 1)]
    assert found("4", "WO-1") == [("S-3", 4)]
    assert found("10", "WO-2") == [("S-1", 10)]
    assert found("100", "WO-2") == [("S-1", 10), ("S-2", 10), ("S-3", 4)]
    asked = shed.suggested("100", order="WO-1")
    assert (asked.short, [(each.reserved, each.usable) for each in asked.lots]) == (77, [(6, 10), (0, 3), (0, 10)])


def test_what_is_reserved_is_not_there_for_the_reorder_point(shed: Shed) -> None:
    told = (MaterialRegistered(base_unit="kg"), ReorderPointSet(plant="main", quantity=Decimal(50)))
    register_material(shed.url, shed.viewer.organization_id, "STEEL", *told)
    shed.send(*ORDER, received("S-1"), reserved("S-1", "70", 1))
    (steel,) = shed.ask(answers.reorder)
    assert (steel.available, steel.missing) == (30, 20)


# What is known of a lot itself -----------------------------------------------------------------------------------


def test_what_is_corrected_of_a_lot_is_followed(shed: Shed) -> None:
    expiry = datetime(2031, 1, 1, tzinfo=UTC)
    shed.send(
        received("S-1", expires_at=expiry + timedelta(days=5), supplier="Supplier 1"),
        received("S-2", expires_at=expiry + timedelta(days=9), supplier_lot="C-9"),
        new_command(
            "lots.correct_lot", lot="S-2", number="S-7", expires_at=expiry, attributes={"heat": "1"}, why="misread"
        ),
    )
    assert [(lot.lot, lot.number) for lot in shed.suggested("1").lots] == [("S-2", "S-7")]
    (lot,) = shed.stock(lot="S-2")
    assert (lot.supplier_lot, lot.expires_at, lot.attributes) == ("C-9", expiry, {"heat": "1"})
    kinds = [(each.kind, each.reference, each.reason) for each in shed.movements(lot="S-2")]
    assert ("lot_corrected", "S-7", "misread") in kinds


def test_what_was_struck_says_nothing_of_a_lot_and_what_comes_anew_does(shed: Shed) -> None:
    soon = datetime(2031, 1, 1, tzinfo=UTC)
    struck = new_command("corrections.correct_movement", lot="S-1", movement=2, strike=True, why="another lot")
    shed.send(received("S-1"), received("S-1", supplier="Supplier 9", supplier_lot="X"), struck)
    (lot,) = shed.stock(lot="S-1")
    assert (lot.supplier, lot.supplier_lot) == (None, None)
    shed.send(
        received("S-2", expires_at=soon, supplier="Supplier 1"),
        new_command("lots.hold", lot="S-2", reason="crack"),
        new_command("corrections.correct_movement", lot="S-2", movement=1, strike=True, why="did not come"),
        received("S-2", supplier="Supplier 2"),
    )
    (lot,) = shed.stock(lot="S-2")
    assert (lot.supplier, lot.expires_at, lot.status) == ("Supplier 2", None, "available")


def test_two_materials_with_one_number_are_two_lots(shed: Shed) -> None:
    shed.send(received("S-1"), received("S-1", material="COPPER"))
    assert {(lot.lot, lot.number, lot.material) for lot in shed.stock()} == {
        ("S-1", "S-1", "STEEL"),
        ("COPPER/S-1", "S-1", "COPPER"),
    }
