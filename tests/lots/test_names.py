"""A lot is a material and a number: two materials may use one, and MATERIAL/NUMBER always says which. Through commands."""

import asyncio
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.spine import envelope, new_command
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.labor.domain.standing import EntryExists
from unison.lots.application.material import LotNumberNeeded
from unison.lots.domain.finding import AmbiguousLot
from unison.lots.domain.moving import PlantDiffers
from unison.lots.domain.receiving import DeliveryDiffers, LotIsHeld
from unison.lots.domain.renaming import LotUnchanged
from unison.lots.domain.state import LOT, Lot, LotExists, UnknownLot
from unison.lots.domain.taking import Expired
from unison.main import USE_CASES
from unison.shared.ports import Viewer
from unison.work_orders.domain.lifecycle import LotsMoved, NothingToRework


class Plant:
    """Sends commands, and tells what the lots are by their keys."""

    def __init__(self, runner: asyncio.Runner, database: Database, organization: uuid.UUID) -> None:
        self._runner, self._organization = runner, organization
        self._store = EventStore(database.pool)
        self._commands = CommandHandling(self._store, USE_CASES)

    def tell(self, name: str, **body: Any) -> list[str]:
        """The streams that the command told something of."""
        sent = self._commands.send(envelope(self._organization, new_command(name, **body)))
        return [position.stream for position in self._runner.run(sent).streams]

    def tell_both(self, *named: tuple[str, dict[str, Any]]) -> None:
        """At the same moment, in processes that know nothing of each other."""

        async def both() -> None:
            apart = [CommandHandling(self._store, USE_CASES) for _ in named]
            told = [new_command(name, **body) for name, body in named]
            await asyncio.gather(*(c.send(envelope(self._organization, t)) for c, t in zip(apart, told, strict=True)))

        self._runner.run(both())

    def receive(self, lot: str, material: str, quantity: int = 10, **more: Any) -> list[str]:
        return self.tell("lots.receive", lot=lot, material=material, quantity=quantity, unit="kg", **more)

    def strike(self, lot: str, movement: int = 1) -> None:
        self.tell("corrections.correct_movement", lot=lot, movement=movement, strike=True, why="wrong material typed")

    def lot(self, key: str) -> Lot:
        state = self._runner.run(self._store.load(self._organization, LOT, key)).state
        assert state is not None
        return state

    def on_hand(self, *keys: str) -> dict[str, Decimal]:
        return {key: self.lot(key).quantity for key in keys}


@pytest.fixture
def plant(database_url: str, organization: Viewer) -> Iterator[Plant]:
    with asyncio.Runner() as runner:
        database = Database(database_url, size=2)
        runner.run(database.open())
        yield Plant(runner, database, organization.organization_id)
        runner.run(database.close())


def test_two_materials_and_two_deliveries_use_one_number(plant: Plant) -> None:
    assert plant.receive("230117", "RESIN", 25, supplier="S1")[:1] == ["lots:230117"]
    assert plant.receive("230117", "HARDENER", 5, supplier="S2")[:2] == ["lots:230117", "lots:HARDENER/230117"]
    assert plant.receive("230117", "RESIN", 25, supplier="S1")[:1] == ["lots:230117"]
    assert plant.receive("230117", "HARDENER", 3) == ["lots:HARDENER/230117"]
    assert plant.on_hand("230117", "HARDENER/230117") == {"230117": 50, "HARDENER/230117": 8}


def test_the_number_alone_is_enough_while_one_lot_bears_it(plant: Plant) -> None:
    plant.receive("230117", "RESIN", 25)
    plant.tell("lots.scrap", lot="230117", quantity=1, reason="spilt")
    plant.receive("230117", "HARDENER", 5)
    with pytest.raises(AmbiguousLot) as refused:
        plant.tell("lots.scrap", lot="230117", quantity=1, reason="spilt")
    assert refused.value.facts["lots"] == "RESIN/230117, HARDENER/230117"
    plant.tell("lots.scrap", lot="RESIN/230117", quantity=1, reason="spilt")
    plant.tell("lots.scrap", lot="hardener/230117", quantity=1, reason="spilt")
    assert plant.on_hand("230117", "HARDENER/230117") == {"230117": 23, "HARDENER/230117": 4}


def test_two_first_deliveries_at_one_moment_are_two_lots(plant: Plant) -> None:
    body = {"lot": "N", "quantity": 1, "unit": "kg"}
    materials = ("A", "B", "C", "D")
    plant.tell_both(*(("lots.receive", {**body, "material": material}) for material in materials))
    for material in materials:
        plant.tell("lots.hold", lot=f"{material}/N", reason="looked at")
    assert sum(plant.on_hand("N").values()) == 1


def test_another_spelling_is_the_same_lot_also_at_one_moment(plant: Plant) -> None:
    spelt = ("Lot  7 é", "LOT 7 e\u0301", " lot 7 É")
    plant.tell_both(
        *(("lots.receive", {"lot": lot, "material": "STEEL", "quantity": 1, "unit": "kg"}) for lot in spelt)
    )
    assert plant.on_hand("lot 7 é") == {"lot 7 é": 3}


def test_a_struck_receipt_leaves_its_number_free(plant: Plant) -> None:
    plant.receive("B04", "WRONG")
    plant.strike("B04")
    assert plant.receive("B04", "RIGHT")[:2] == ["lots:B04", "lots:RIGHT/B04"]
    plant.tell("lots.scrap", lot="B04", quantity=4, reason="rust")
    assert plant.on_hand("B04", "RIGHT/B04") == {"B04": 0, "RIGHT/B04": 6}


def test_what_was_struck_says_nothing_of_the_lot_that_came_then(plant: Plant) -> None:
    plant.receive("L", "STEEL", expires_at="2027-01-01T00:00:00Z", supplier="S1", plant="main")
    plant.tell("lots.hold", lot="L", reason="crack")
    plant.strike("L")
    plant.receive("L", "STEEL", expires_at="2028-01-01T00:00:00Z", supplier="S2")
    lot = plant.lot("L")
    assert (lot.about.supplier, lot.expires_at and lot.expires_at.year, lot.on_hold) == ("S2", 2028, False)


def test_a_delivery_that_joined_and_was_struck_binds_nothing(plant: Plant) -> None:
    plant.receive("L", "STEEL")
    plant.receive("L", "STEEL", supplier="S1", supplier_lot="X-1")
    plant.strike("L", movement=2)
    plant.receive("L", "STEEL", supplier="S2")
    assert plant.lot("L").about.supplier == "S2"


def test_what_went_back_whole_leaves_its_number_free(plant: Plant) -> None:
    plant.receive("N", "A", 10)
    plant.tell("lots.return_to_supplier", lot="N", quantity=10, reason="not ordered")
    plant.receive("N", "B", 3)
    plant.tell("lots.scrap", lot="N", quantity=1, reason="rust")
    assert plant.on_hand("B/N") == {"B/N": 2}


def test_a_delivery_joins_only_what_it_is_like(plant: Plant) -> None:
    plant.receive("L", "STEEL", expires_at="2027-01-01T00:00:00Z", supplier="Stahl AG")
    plant.receive("L", "STEEL", supplier="STAHL  AG")
    others: tuple[dict[str, Any], ...] = ({"expires_at": "2028-01-01T00:00:00Z"}, {"supplier": "Blech KG"})
    for other in others:
        with pytest.raises(DeliveryDiffers):
            plant.receive("L", "STEEL", **other)
    with pytest.raises(PlantDiffers):
        plant.receive("L", "STEEL", plant="second")
    plant.tell("lots.hold", lot="L", reason="crack")
    with pytest.raises(LotIsHeld):
        plant.receive("L", "STEEL")
    assert plant.on_hand("L") == {"L": 20}


def test_a_serial_number_is_received_once_unless_it_was_struck_or_went_back(plant: Plant) -> None:
    for material in ("PUMP", "MOTOR"):
        plant.tell("materials.register", material=material, base_unit="pcs", tracking="serial")

    def serial(material: str) -> None:
        plant.tell("lots.receive", lot="S-1", material=material, quantity=1, unit="pcs")

    serial("PUMP")
    serial("MOTOR")
    with pytest.raises(LotExists):
        serial("PUMP")
    plant.strike("PUMP/S-1")
    serial("PUMP")
    plant.tell("lots.return_to_supplier", lot="PUMP/S-1", quantity=1, reason="wrong size")
    serial("PUMP")
    assert plant.on_hand("S-1", "MOTOR/S-1") == {"S-1": 1, "MOTOR/S-1": 1}


def test_a_part_takes_a_number_that_another_material_has(plant: Plant) -> None:
    plant.receive("P", "COPPER", 1)
    plant.receive("L", "STEEL", 10)
    assert plant.tell("lots.split", lot="L", into="P", quantity=4) == ["lots:L", "lots:P", "lots:STEEL/P"]
    with pytest.raises(LotExists):
        plant.tell("lots.split", lot="L", into="p", quantity=4)
    plant.tell("lots.merge", into="STEEL/P", lots=["L"])
    assert plant.on_hand("P", "STEEL/P", "L") == {"P": 1, "STEEL/P": 10, "L": 0}


def test_what_an_order_makes_takes_a_number_that_another_material_has(plant: Plant) -> None:
    plant.receive("OUT", "STEEL", 10)
    plant.tell("work_orders.create", work_order="WO-1", product="Gear", quantity_pcs=5)
    plant.tell("work_orders.release", work_order="wo-1")
    plant.tell("work_orders.record_output_lot", work_order="WO-1", lot="OUT", quantity=2)
    plant.tell("work_orders.record_output_lot", work_order="WO-1", lot="GEAR/out", quantity=3)
    plant.tell("work_orders.consume_lot", work_order="WO-1", lot="STEEL/OUT", quantity=1)
    with pytest.raises(AmbiguousLot):
        plant.tell("work_orders.return_material", work_order="WO-1", lot="OUT", quantity=1)
    assert plant.on_hand("OUT", "Gear/OUT") == {"OUT": 9, "Gear/OUT": 5}


def test_a_number_with_a_slash_is_a_number_as_well(plant: Plant) -> None:
    plant.receive("24/117", "RESIN", 5)
    plant.receive("117", "24", 1)
    plant.tell("lots.scrap", lot="RESIN/24/117", quantity=1, reason="spilt")
    assert plant.on_hand("24/117", "117") == {"24/117": 4, "117": 1}
    with pytest.raises(UnknownLot):
        plant.tell("lots.scrap", lot="STEEL/117", quantity=1, reason="spilt")


# Correcting the lot itself ---------------------------------------------------------------------------------------


def test_a_corrected_number_is_the_one_that_is_found(plant: Plant) -> None:
    plant.receive("230118", "RESIN", 5)
    assert plant.tell("lots.correct_lot", lot="230118", number="230117", why="misread") == [
        "lots:230117",
        "lots:230118",
    ]
    plant.tell("lots.scrap", lot="230117", quantity=1, reason="spilt")
    plant.receive("230118", "RESIN", 7)
    plant.tell("lots.scrap", lot="230118", quantity=1, reason="spilt")
    plant.receive("230117", "RESIN", 20)
    assert plant.on_hand("230118", "RESIN/230118") == {"230118": 24, "RESIN/230118": 6}


def test_a_number_is_not_corrected_to_that_of_another_lot_of_the_material(plant: Plant) -> None:
    plant.receive("A", "RESIN")
    plant.receive("B", "RESIN")
    plant.receive("C", "HARDENER")
    with pytest.raises(LotExists):
        plant.tell("lots.correct_lot", lot="A", number="b", why="misread")
    plant.tell("lots.correct_lot", lot="A", number="C", why="misread")
    with pytest.raises(AmbiguousLot):
        plant.tell("lots.scrap", lot="C", quantity=1, reason="spilt")
    plant.tell("lots.scrap", lot="RESIN/C", quantity=1, reason="spilt")
    assert plant.on_hand("A", "C") == {"A": 9, "C": 10}


def test_what_is_known_of_a_lot_is_corrected_and_holds(plant: Plant) -> None:
    plant.receive("L", "STEEL", expires_at="2027-01-01T00:00:00Z", supplier="S1")
    corrected = {"supplier": "S2", "expires_at": "2026-01-01T00:00:00Z", "attributes": {"heat": "4711"}}
    plant.tell("lots.correct_lot", lot="L", **corrected, clear=["produced_on"], why="label read again")
    with pytest.raises(Expired):
        plant.tell("lots.ship", lot="L", quantity=1, customer="C")
    plant.strike("L")
    about = plant.lot("L").about
    assert (about.supplier, about.attributes, about.number) == ("S2", {"heat": "4711"}, "L")
    with pytest.raises(LotUnchanged):
        plant.tell("lots.correct_lot", lot="L", supplier="S2", why="again")


def test_a_lot_is_found_by_the_number_of_its_supplier(plant: Plant) -> None:
    plant.receive("OWN-1", "STEEL", supplier_lot="C-4711")
    plant.tell("lots.scrap", lot="c-4711", quantity=1, reason="rust")
    plant.receive("OWN-2", "STEEL", supplier_lot="C-4711")
    with pytest.raises(AmbiguousLot, match="STEEL/OWN-1, STEEL/OWN-2"):
        plant.tell("lots.scrap", lot="C-4711", quantity=1, reason="rust")
    plant.receive("C-4711", "COPPER", 3)
    plant.tell("lots.scrap", lot="C-4711", quantity=1, reason="rust")
    assert plant.on_hand("OWN-1", "C-4711") == {"OWN-1": 9, "C-4711": 2}


# Numbers by a rule -----------------------------------------------------------------------------------------------


def test_a_rule_gives_each_lot_a_number_of_its_own(plant: Plant) -> None:
    plant.tell("materials.register", material="RESIN", base_unit="kg")
    with pytest.raises(LotNumberNeeded):
        plant.tell("lots.receive", material="RESIN", quantity=1, unit="kg")
    plant.tell("materials.set_lot_numbering", material="resin", prefix="R", digits=3)
    body = {"material": "RESIN", "quantity": 1, "unit": "kg", "occurred_at": "2026-03-02T08:00:00Z"}
    plant.receive("R260302002", "RESIN", 7)
    plant.tell_both(*(("lots.receive", body) for _ in range(3)))
    numbers = ("R260302001", "R260302002", "R260302003", "R260302004")
    assert plant.on_hand(*numbers) == {numbers[0]: 1, numbers[1]: 7, numbers[2]: 1, numbers[3]: 1}
    plant.tell("lots.receive", **body | {"occurred_at": "2026-03-03T08:00:00Z"})
    assert plant.on_hand("R260303001") == {"R260303001": 1}


# What is struck binds nothing ------------------------------------------------------------------------------------


def test_an_order_whose_movements_were_struck_or_went_back_is_cancelled(plant: Plant) -> None:
    plant.receive("S", "STEEL", 10)
    plant.tell("work_orders.create", work_order="W", product="GEAR", quantity_pcs=5)
    plant.tell("work_orders.release", work_order="W")
    plant.tell("work_orders.consume_lot", work_order="W", lot="S", quantity=2)
    plant.tell("work_orders.consume_lot", work_order="W", lot="S", quantity=3)
    plant.tell("work_orders.record_output_lot", work_order="W", lot="OUT", quantity=1)
    plant.tell("work_orders.return_material", work_order="W", lot="S", quantity=2)
    with pytest.raises(LotsMoved):
        plant.tell("work_orders.cancel", work_order="W", reason="wrong product")
    plant.strike("S", movement=3)
    plant.strike("OUT")
    plant.tell("work_orders.cancel", work_order="W", reason="wrong product")


def test_pieces_of_a_cancelled_rework_order_wait_for_rework_again(plant: Plant) -> None:
    plant.tell("equipment.register", equipment="M")
    plant.tell("work_orders.create", work_order="W", product="GEAR", quantity_pcs=5)
    plant.tell("work_orders.release", work_order="W")
    hour = {"started_at": "2026-03-02T08:00:00Z", "ended_at": "2026-03-02T09:00:00Z"}
    plant.tell("work_orders.log_production", work_order="W", equipment="m", rework_pcs=3, **hour)
    rework = {"product": "gear", "quantity_pcs": 3, "rework_of": "w"}
    plant.tell("work_orders.create", work_order="R-1", **rework)
    with pytest.raises(NothingToRework):
        plant.tell("work_orders.create", work_order="R-2", **rework)
    plant.tell("work_orders.cancel", work_order="R-1", reason="scrapped instead")
    plant.tell("work_orders.create", work_order="R-2", **rework)


def test_time_that_was_struck_is_recorded_anew_under_its_id(plant: Plant) -> None:
    plant.tell("labor.register_operator", operator="B-1", role="welder")
    time = {"operator": "b-1", "entry": "E-1", "activity": "indirect"}
    told = {**time, "started_at": "2026-03-02T08:00:00Z", "ended_at": "2026-03-02T09:00:00Z"}
    plant.tell("labor.record_time", **told)
    plant.tell("labor.strike_time", operator="B-1", entry="e-1", why="another day")
    plant.tell("labor.record_time", **told)
    with pytest.raises(EntryExists):
        plant.tell("labor.record_time", **told)
