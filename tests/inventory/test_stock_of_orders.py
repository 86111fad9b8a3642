"""What orders take from stock and put into it, in the real store: the order and all its lots, or none."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Organization
from tests.inventory.works import AT, Works, backflush, consume, output, received
from tests.spine import new_command, process, register_material, send
from unison.infrastructure import database
from unison.inventory.domain import StorageLocationNotRegistered
from unison.lots.application.material import LotNumberNeeded, StorageLocationNeeded
from unison.lots.application.moving import RetiredMaterial
from unison.lots.domain.allotting import ComponentShort, NotAComponent
from unison.lots.domain.correcting import NotCorrectable, StockWouldFallShort, UnknownMovement
from unison.lots.domain.moving import AlreadyThere, PlantDiffers, SerialIsOne
from unison.lots.domain.state import LOT, LotExists, UnknownLot
from unison.lots.domain.taking import Expired, NotEnough, OnHold, OverrideReasonNeeded
from unison.materials.domain.facts import Component, ComponentListSet, MaterialRegistered, MaterialRetired, Tracking
from unison.materials.domain.units import UnknownUnit
from unison.sales.domain.deliveries import MoreCameBackOfDelivery, OverDelivery
from unison.sales.domain.orders import SALES_ORDER
from unison.shared.commands import Command
from unison.shared.errors import Refusal
from unison.shared.events import Fact
from unison.work_orders.application.component_lists import NoComponentList
from unison.work_orders.domain.material import ByProductIsProduct, MoreWentBack, NotTaken

MATERIALS: dict[str, tuple[Fact, ...]] = {
    "STEEL": (MaterialRegistered(base_unit="kg", units={"t": (1000, 1), "sheet": (2, 3)}, shelf_life_days=30),),
    "OIL": (MaterialRegistered(base_unit="l", tracking=Tracking.NONE),),
    "NUT": (MaterialRegistered(base_unit="pcs", units={"box": (12, 1)}),),
    "TIN": (MaterialRegistered(base_unit="kg"), MaterialRetired(reason="lead")),
    "PUMP": (
        MaterialRegistered(base_unit="pcs", tracking=Tracking.SERIAL),
        ComponentListSet(
            components=(
                Component(material="STEEL", quantity=Decimal("2.5"), unit="kg"),
                Component(material="NUT", quantity=Decimal("0.5"), unit="box"),
                Component(material="OIL", quantity=Decimal("0.1"), unit="l"),
            )
        ),
    ),
}


@pytest.fixture
def works(database_url: str, organization: Organization) -> Works:
    """The order WO-1 for 10 pumps is released; there are 100 kg of steel in S-1, 60 nuts in N-1 and 5 l of oil at Rack 1."""
    for material, told in MATERIALS.items():
        register_material(database_url, organization.id, material, *told)
    works = Works(database_url, organization)
    works.send(
        new_command("work_orders.create", work_order="WO-1", product="PUMP", quantity_pcs=10),
        new_command("work_orders.release", work_order="WO-1"),
        received(lot="S-1", material="STEEL", quantity="0.1", unit="t"),
        received(lot="N-1", material="NUT", quantity="5", unit="box"),
        received(material="OIL", quantity="5", unit="l", location="Rack 1"),
    )
    return works


# Receiving --------------------------------------------------------------------------------------------------------


def test_what_is_received_is_kept_in_the_base_unit_and_as_long_as_its_material_keeps(works: Works) -> None:
    steel, nuts, oil = (works.lot(key) for key in ("S-1", "N-1", "OIL@Rack 1"))
    assert steel is not None
    assert nuts is not None
    assert oil is not None
    assert (steel.quantity, steel.unit, steel.expires_at) == (100, "kg", AT + timedelta(days=30))
    assert (nuts.quantity, nuts.unit, nuts.expires_at) == (60, "pcs", None)
    works.send(received(material="OIL", quantity="2", unit="l", location="Rack 1"))
    assert works.on_hand("OIL@Rack 1") == [7]
    until = AT + timedelta(days=3)
    works.send(received(lot="S-2", material="STEEL", quantity="3", unit="sheet", expires_at=until))
    converted = works.lot("S-2")
    assert converted is not None
    assert (converted.quantity, converted.unit, converted.plant, converted.expires_at) == (2, "kg", "main", until)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"material": "STEEL", "quantity": "1", "unit": "kg"}, LotNumberNeeded),
        ({"material": "OIL", "quantity": "1", "unit": "l"}, StorageLocationNeeded),
        ({"lot": "S-9", "material": "STEEL", "quantity": "1", "unit": "m"}, UnknownUnit),
        ({"lot": "P-1", "material": "PUMP", "quantity": "2", "unit": "pcs"}, SerialIsOne),
        ({"lot": "T-1", "material": "TIN", "quantity": "2", "unit": "kg"}, RetiredMaterial),
        ({"lot": "S-1", "material": "STEEL", "quantity": "1", "unit": "kg", "plant": "second"}, PlantDiffers),
        ({"material": "SAND", "quantity": "1", "unit": "kg"}, LotNumberNeeded),
    ],
)
def test_what_is_not_received(works: Works, told: dict[str, Any], refusal: type[Refusal]) -> None:
    works.refused(refusal, received(**told))


def test_a_material_that_nobody_registered_is_received_as_it_is_told(works: Works) -> None:
    works.send(received(lot="X-1", material="SAND", quantity="2", unit="bucket"))
    assert works.on_hand("X-1") == [2]
    works.refused(UnknownUnit, consume(lot="X-1", quantity="1", unit="kg"))


def test_once_a_storage_location_is_registered_lots_go_to_registered_storage_locations_only(works: Works) -> None:
    works.send(received(lot="S-2", material="STEEL", quantity="1", unit="kg", location="anywhere"))
    works.send(new_command("inventory.register_storage_location", location="Rack 1"))
    works.send(new_command("lots.move", lot="S-2", location="Rack 1"))
    for refused in (
        received(lot="S-3", material="STEEL", quantity="1", unit="kg", location="anywhere"),
        new_command("lots.move", lot="S-2", location="anywhere"),
        new_command("lots.split", lot="S-2", into="S-4", quantity="0.5", location="anywhere"),
        new_command("lots.merge", into="S-4", lots=["S-2"], location="anywhere"),
        output(serials=["P-1"], location="anywhere"),
    ):
        works.refused(StorageLocationNotRegistered, refused, saying="Rack 1")


# Moving -----------------------------------------------------------------------------------------------------------


def test_a_part_of_a_lot_is_moved_as_a_lot_of_its_own(works: Works) -> None:
    works.refused(LotNumberNeeded, new_command("lots.move", lot="S-1", location="Rack 2", quantity="30"))
    works.send(new_command("lots.move", lot="S-1", location="Rack 2", quantity="0.03", unit="t", into="S-1a"))
    assert works.on_hand("S-1", "S-1a") == [70, 30]
    assert works.state(LOT, "S-1a").location == "Rack 2"
    works.send(new_command("lots.move", lot="S-1", location="Rack 2"))
    works.refused(AlreadyThere, new_command("lots.move", lot="S-1", location="Rack 2"))


def test_untracked_stock_goes_into_the_lot_of_the_storage_location_where_it_comes_to_lie(works: Works) -> None:
    works.send(new_command("lots.move", lot="OIL@Rack 1", location="Rack 2", quantity="2"))
    assert works.on_hand("OIL@Rack 1", "OIL@Rack 2") == [3, 2]
    works.send(new_command("lots.move", lot="OIL@Rack 1", location="Rack 2"))
    assert works.on_hand("OIL@Rack 1", "OIL@Rack 2") == [0, 5]
    works.send(new_command("lots.move", lot="OIL@Rack 2", location="Rack 1", quantity="1"))
    assert works.on_hand("OIL@Rack 1", "OIL@Rack 2") == [1, 4]


def test_a_piece_with_a_serial_number_stays_whole(works: Works) -> None:
    works.send(output(serials=["P-1", "P-2"]))
    for refused in (
        new_command("lots.split", lot="P-1", into="P-3", quantity="0.5"),
        new_command("lots.merge", into="P-3", lots=["P-1", "P-2"]),
        new_command("lots.move", lot="P-1", location="Rack 2", quantity="0.5", into="P-3"),
        new_command("corrections.correct_movement", lot="P-1", movement=1, quantity="2", why="two"),
    ):
        works.refused(SerialIsOne, refused)
    works.send(new_command("lots.move", lot="P-1", location="Rack 2"))


# An order and its lots --------------------------------------------------------------------------------------------


def test_an_order_takes_in_any_unit_and_gives_back_what_it_did_not_use(works: Works) -> None:
    works.send(consume(lot="S-1", quantity="0.03", unit="t"), consume(material="OIL", location="Rack 1", quantity="2"))
    assert works.on_hand("S-1", "OIL@Rack 1") == [70, 3]
    assert works.taken() == {"S-1": 30, "OIL@Rack 1": 2}
    back = {"work_order": "WO-1", "lot": "S-1"}
    works.send(new_command("work_orders.return_material", **back, quantity="3", unit="sheet"))
    assert works.on_hand("S-1") == [72]
    works.refused(NotTaken, new_command("work_orders.return_material", **back, quantity="29"), saying="28 kg")
    works.refused(NotTaken, new_command("work_orders.return_material", work_order="WO-1", lot="N-1", quantity="1"))


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"lot": "S-1", "quantity": "101"}, NotEnough),
        ({"lot": "S-1", "quantity": "1", "occurred_at": AT + timedelta(days=31)}, Expired),
        ({"lot": "S-1", "quantity": "1", "suggested_lot": "S-0"}, OverrideReasonNeeded),
        ({"material": "OIL", "location": "Rack 9", "quantity": "1"}, UnknownLot),
        ({"lot": "S-1", "quantity": "1", "unit": "m"}, UnknownUnit),
    ],
)
def test_what_an_order_does_not_take(works: Works, told: dict[str, Any], refusal: type[Refusal]) -> None:
    works.refused(refusal, consume(**told))


@pytest.mark.parametrize(
    ("command", "body"),
    [
        ("consume_lot", {"quantity": 1}),
        ("consume_lot", {"quantity": 1, "material": "OIL"}),
        ("consume_lot", {"quantity": 1, "lot": "L", "material": "OIL", "location": "R"}),
        ("record_output_lot", {"lot": "L"}),
        ("record_output_lot", {"lot": "L", "serials": ["P-1"]}),
        ("record_output_lot", {"serials": ["P-1"], "quantity": 1}),
        ("record_output_lot", {"serials": ["P-1", "P-1"]}),
        ("record_output_lot", {"lot": "L", "quantity": 1, "by_product": True}),
        ("record_output_lot", {"lot": "L", "quantity": 1, "material": "SWARF"}),
    ],
)
def test_what_has_not_the_right_shape_is_no_command(command: str, body: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        new_command(f"work_orders.{command}", work_order="WO-1", **body)


def test_each_serial_number_is_a_lot_of_one(works: Works) -> None:
    serials = [f"P-{n:03d}" for n in range(40)]
    works.send(output(serials=serials, location="Rack 1"))
    assert works.on_hand(serials[0], serials[-1]) == [1, 1]
    works.refused(LotExists, output(serials=["P-900", "P-001"]), saying="P-001")
    works.refused(SerialIsOne, output(lot="P-901", quantity="2"))
    works.send(output(lot="P-901", quantity="1"))
    works.refused(LotExists, output(lot="P-901", quantity="1"))


def test_a_by_product_is_another_material_than_the_order_makes(works: Works) -> None:
    works.send(output(lot="W-1", quantity="4", unit="kg", material="SWARF", by_product=True))
    swarf = works.lot("W-1")
    assert swarf is not None
    assert (swarf.material, swarf.quantity, swarf.unit) == ("SWARF", 4, "kg")
    itself = output(lot="W-2", quantity="1", material="PUMP", by_product=True)
    works.refused(ByProductIsProduct, itself)


def test_untracked_output_lies_in_the_lot_of_its_storage_location(works: Works) -> None:
    waste = {"quantity": "1", "unit": "l", "material": "OIL", "by_product": True}
    works.refused(StorageLocationNeeded, output(**waste))
    works.send(output(**waste, location="Rack 1"))
    assert works.on_hand("OIL@Rack 1") == [6]


# Below zero -------------------------------------------------------------------------------------------------------


def test_below_zero_by_the_organization_s_setting_and_heard_of_by_every_process(works: Works) -> None:
    async def work() -> None:
        async with process(works.url, size=2) as one, process(works.url, size=2) as other:
            with pytest.raises(NotEnough):
                await send(one, works.organization.id, consume(lot="S-1", quantity="130"))
            setting = new_command("inventory.set_negative_stock", negative_stock="flag")
            await send(other, works.organization.id, setting)
            await send(one, works.organization.id, consume(lot="S-1", quantity="130"))

    asyncio.run(work())
    assert works.on_hand("S-1") == [-30]
    works.send(new_command("lots.hold", lot="S-1", reason="crack"))
    works.refused(OnHold, consume(lot="S-1", quantity="1"))
    works.refused(NotEnough, new_command("lots.split", lot="N-1", into="N-2", quantity="61"))
    works.send(new_command("inventory.set_negative_stock", negative_stock="refuse"))
    works.refused(NotEnough, consume(lot="N-1", quantity="61"))


# Backflush --------------------------------------------------------------------------------------------------------


def test_backflush_takes_every_component_from_its_lots(works: Works) -> None:
    works.send(received(lot="S-0", material="STEEL", quantity="10", unit="kg"))
    works.send(backflush("S-0", "S-1", "N-1"))
    assert works.on_hand("S-0", "S-1", "N-1", "OIL@Rack 1") == [0, 85, 0, 4]
    assert works.taken() == {"S-0": 10, "S-1": 15, "N-1": 60, "OIL@Rack 1": 1}


def test_a_backflush_that_is_short_takes_nothing_and_says_what_is_missing(works: Works) -> None:
    works.refused(ComponentShort, backflush("S-1", "N-1", pcs=12), saying="12 pcs NUT")
    works.refused(ComponentShort, backflush("S-1", "N-1", location=None), saying="1 l OIL")
    works.refused(ComponentShort, backflush("N-1"), saying="25 kg STEEL")
    works.refused(ComponentShort, backflush(), saying="25 kg STEEL, 60 pcs NUT")
    works.send(received(lot="X-1", material="SAND", quantity="2", unit="bucket"))
    works.refused(NotAComponent, backflush("S-1", "N-1", "X-1"), saying="NUT, OIL, STEEL")
    works.send(new_command("lots.hold", lot="S-1", reason="crack"))
    works.refused(OnHold, backflush("S-1", "N-1"))


def test_a_backflush_may_take_the_last_lot_below_zero_where_that_is_allowed(works: Works) -> None:
    works.send(new_command("inventory.set_negative_stock", negative_stock="flag"), backflush("S-1", "N-1", pcs=12))
    assert works.on_hand("S-1", "N-1", "OIL@Rack 1") == [70, -12, Decimal("3.8")]


def test_a_product_without_a_component_list_is_not_backflushed(works: Works) -> None:
    works.send(
        new_command("work_orders.create", work_order="WO-2", product="NUT", quantity_pcs=5),
        new_command("work_orders.release", work_order="WO-2"),
    )
    refused = new_command("work_orders.backflush", work_order="WO-2", quantity_pcs=5)
    works.refused(NoComponentList, refused, saying="NUT")


# Corrections ------------------------------------------------------------------------------------------------------


def correct(lot: str, movement: int, **told: Any) -> Command:
    return new_command("corrections.correct_movement", lot=lot, movement=movement, why="weighed again", **told)


def facts(works: Works, stream: str) -> Sequence[str]:
    with database.connect(works.url, "worker") as connection:
        rows = connection.execute(
            "SELECT topic FROM unison.events WHERE organization_id = %s AND stream_id = %s ORDER BY version",
            (works.organization.id, stream),
        )
        return [row[0] for row in rows]


def test_a_corrected_consumption_is_told_on_the_lot_and_on_the_order(works: Works) -> None:
    works.send(consume(lot="S-1", quantity="30"), consume(lot="S-1", quantity="10"))
    works.send(correct("S-1", 3, quantity="12"))
    assert works.on_hand("S-1") == [58]
    assert works.taken() == {"S-1": 42}
    works.send(correct("S-1", 2, strike=True))
    assert works.on_hand("S-1") == [88]
    assert works.taken() == {"S-1": 12}
    assert facts(works, "lots:S-1")[-2:] == ["lots.MovementCorrected"] * 2
    assert facts(works, "work_orders:WO-1")[-2:] == ["work_orders.MovementCorrected"] * 2


def test_what_an_order_gave_back_it_must_have_taken(works: Works) -> None:
    works.send(consume(lot="S-1", quantity="30"))
    works.send(new_command("work_orders.return_material", work_order="WO-1", lot="S-1", quantity="5"))
    works.refused(MoreWentBack, correct("S-1", 2, quantity="4"), saying="1 kg")
    works.refused(MoreWentBack, correct("S-1", 3, quantity="31"))
    works.send(correct("S-1", 3, quantity="30"))
    assert works.on_hand("S-1") == [100]
    assert works.taken() == {"S-1": 0}


def test_a_backflush_and_an_output_are_corrected_lot_by_lot(works: Works) -> None:
    works.send(backflush("S-1", "N-1"), correct("N-1", 2, quantity="58"))
    assert works.on_hand("S-1", "N-1") == [75, 2]
    assert works.taken()["N-1"] == 58
    works.send(output(serials=["P-1", "P-2"]), correct("P-1", 1, strike=True))
    assert works.on_hand("P-1", "P-2") == [0, 1]
    assert facts(works, "work_orders:WO-1")[-1] == "work_orders.MovementCorrected"


def test_a_split_is_corrected_on_both_lots_from_either_side(works: Works) -> None:
    works.send(
        new_command("lots.split", lot="S-1", into="S-2", quantity="30", occurred_at=AT),
        correct("S-1", 2, quantity="40"),
    )
    assert works.on_hand("S-1", "S-2") == [60, 40]
    works.send(correct("S-2", 1, quantity="10"))
    assert works.on_hand("S-1", "S-2") == [90, 10]
    works.send(consume(lot="S-2", quantity="8"))
    works.refused(
        StockWouldFallShort, correct("S-1", 2, quantity="5"), saying="3 kg of lot S-2 would have been missing"
    )


def test_stock_that_was_used_since_is_not_corrected_away(works: Works) -> None:
    works.send(consume(lot="S-1", quantity="90"))
    works.refused(
        StockWouldFallShort, correct("S-1", 1, quantity="60"), saying="30 kg of lot S-1 would have been missing"
    )
    works.refused(StockWouldFallShort, correct("S-1", 1, strike=True))
    works.send(new_command("inventory.set_negative_stock", negative_stock="flag"), correct("S-1", 1, quantity="60"))
    assert works.on_hand("S-1") == [-30]


def test_what_was_delivered_for_a_sales_order_is_corrected_on_the_order_too(works: Works) -> None:
    works.send(
        new_command("sales.register_customer", customer="C-7", name="Pump maker 7"),
        new_command(
            "sales.create_order",
            sales_order="SO-1",
            customer="C-7",
            lines=[{"line": 10, "product": "NUT", "quantity": "10"}],
        ),
        new_command("sales.deliver", sales_order="SO-1", line=10, lot="N-1", delivery="D-1", quantity="5"),
        new_command("lots.ship", lot="N-1", customer="C-8", quantity="5"),
    )
    works.send(correct("N-1", 3, quantity="4"), correct("N-1", 2, quantity="8"))
    assert (works.on_hand("N-1"), with_customer(works)) == ([48], 8)
    works.refused(OverDelivery, correct("N-1", 2, quantity="11"), saying="2 pcs more")
    back = {"sales_order": "SO-1", "line": 10, "delivery": "D-1", "quantity": "3", "reason": "scratched"}
    works.send(new_command("sales.return_goods", **back))
    works.refused(
        MoreCameBackOfDelivery, correct("N-1", 2, quantity="2"), saying="1 pcs more came back of delivery D-1"
    )
    works.refused(MoreCameBackOfDelivery, correct("N-1", 2, strike=True))
    works.send(correct("N-1", 2, quantity="3"), new_command("sales.close_order", sales_order="SO-1"))
    works.send(correct("N-1", 2, quantity="20"))
    assert (works.on_hand("N-1"), with_customer(works)) == ([36], 17)


def with_customer(works: Works) -> Decimal:
    return works.state(SALES_ORDER, "SO-1").lines[10].with_customer


def test_a_movement_that_is_not_there_or_no_movement_is_not_corrected(works: Works) -> None:
    works.send(new_command("lots.hold", lot="N-1", reason="crack"))
    works.refused(UnknownMovement, correct("N-1", 9, quantity="4"))
    works.refused(NotCorrectable, correct("N-1", 2, strike=True))
    works.refused(UnknownLot, correct("N-9", 1, strike=True))
    with pytest.raises(ValueError, match="strike says that it did not happen"):
        correct("N-1", 1, strike=True, quantity="4")


def test_the_other_side_is_found_also_when_many_commands_were_stored_together(works: Works) -> None:
    """Appends that wait for one another share a transaction; each command's facts are still its own."""

    async def work() -> None:
        async with process(works.url) as commands:
            taking = [consume(lot=lot, quantity="1") for lot in ("S-1", "N-1", "OIL@Rack 1")]
            taken = [new_command("lots.split", lot=f"X-{n}", into=f"Y-{n}", quantity="1") for n in range(9)]
            begun = [received(lot=f"X-{n}", material="SAND", quantity="2", unit="kg") for n in range(9)]
            await asyncio.gather(*(send(commands, works.organization.id, each) for each in begun))
            await asyncio.gather(*(send(commands, works.organization.id, each) for each in (*taken, *taking)))

    asyncio.run(work())
    works.send(correct("X-5", 2, quantity="2"), correct("N-1", 2, quantity="3"))
    assert works.on_hand("X-4", "Y-4", "X-5", "Y-5") == [1, 1, 0, 2]
    assert works.taken() == {"S-1": 1, "N-1": 3, "OIL@Rack 1": 1}
