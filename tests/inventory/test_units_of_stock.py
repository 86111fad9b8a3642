"""Units in the real store: unlike ones are never added, everyday amounts pass, and the sum is rounded, never each step."""

import asyncio
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.conftest import Organization
from tests.inventory.works import Works, consume, output, received
from tests.spine import new_command, process, send
from unison.lots.domain.state import LOT
from unison.lots.domain.taking import NotEnough
from unison.materials.domain.decisions import MOST_LOTS, KeptInAnotherUnit
from unison.materials.domain.state import MATERIAL, MaterialExists, UnknownMaterial
from unison.materials.domain.units import KnownUnitDiffers, UnknownUnit
from unison.sales.domain.deliveries import OverDelivery
from unison.sales.domain.orders import SALES_ORDER
from unison.shared.commands import Command
from unison.shared.quantities import UnitMismatch
from unison.work_orders.domain.material import NotTaken, UnknownComponentList
from unison.work_orders.domain.state import WORK_ORDER


@pytest.fixture
def works(database_url: str, organization: Organization) -> Works:
    """The order WO-1 for 100 gears is released; nothing is registered and nothing is there."""
    works = Works(database_url, organization)
    works.send(
        new_command("work_orders.create", work_order="WO-1", product="GEAR", quantity_pcs=100),
        new_command("work_orders.release", work_order="WO-1"),
    )
    return works


def register(material: str, base_unit: str, **told: object) -> Command:
    return new_command("materials.register", material=material, base_unit=base_unit, **told)


def exactly(works: Works, lot: str) -> Fraction:
    state = works.state(LOT, lot)
    return Fraction(state.quantity) + Fraction(state.carry)


# What nobody has registered ---------------------------------------------------------------------------------------


def test_what_nobody_registered_is_kept_in_the_unit_of_its_first_receipt(works: Works) -> None:
    works.send(received(lot="B-1", material="SALT", quantity="1", unit="kg"))
    works.send(received(lot="B-2", material="SALT", quantity="500", unit="g"))
    assert works.on_hand("B-1", "B-2") == [1, Decimal("0.5")]
    works.refused(UnknownUnit, received(lot="B-3", material="SALT", quantity="1", unit="box"), saying="kg, µg")
    works.refused(UnknownUnit, received(lot="B-3", material="SALT", quantity="1", unit="l"))


def test_two_first_receipts_at_once_have_one_unit(works: Works) -> None:
    async def work() -> None:
        async with process(works.url, size=2) as one, process(works.url, size=2) as other:
            first = [received(lot=f"A-{n}", material=f"M-{n}", quantity="1", unit="kg") for n in range(8)]
            second = [received(lot=f"B-{n}", material=f"M-{n}", quantity="1", unit="pcs") for n in range(8)]
            sends = [(one, each) for each in first] + [(other, each) for each in second]
            answers = await asyncio.gather(
                *(send(by, works.organization.id, each) for by, each in sends), return_exceptions=True
            )
            refused = [answer for answer in answers if isinstance(answer, BaseException)]
            assert [type(each) for each in refused] == [UnknownUnit] * 8

    asyncio.run(work())
    for n in range(8):
        kept = {lot.unit for key in (f"A-{n}", f"B-{n}") if (lot := works.lot(key)) is not None}
        assert len(kept) == 1


def test_it_is_registered_later_in_that_unit_or_not(works: Works) -> None:
    works.send(received(lot="B-1", material="SALT", quantity="1", unit="kg"))
    works.refused(KeptInAnotherUnit, register("SALT", "t"), saying="in kg already")
    works.refused(UnknownMaterial, new_command("materials.retire", material="SALT", reason="replaced"))
    works.send(register("SALT", "kg", units={"bag": "25"}))
    works.send(received(lot="B-2", material="SALT", quantity="2", unit="bag"))
    assert works.on_hand("B-2") == [50]
    works.refused(MaterialExists, register("SALT", "kg"))
    assert works.state(MATERIAL, "SALT").registered


def test_what_an_order_makes_is_kept_in_one_unit_too(works: Works) -> None:
    works.send(output(lot="G-1", quantity="10"))
    works.refused(UnknownUnit, output(lot="G-2", quantity="2", unit="kg"))
    works.send(output(lot="W-1", quantity="4", unit="kg", material="SWARF", by_product=True))
    works.send(output(lot="W-1", quantity="500", unit="g", material="SWARF", by_product=True))
    assert works.on_hand("W-1") == [Decimal("4.5")]


def struck(lot: str, movement: int = 1) -> Command:
    return new_command("corrections.correct_movement", lot=lot, movement=movement, strike=True, why="slip")


def test_a_unit_that_only_struck_receipts_mention_is_free(works: Works) -> None:
    works.send(received(lot="B-1", material="SALT", quantity="1", unit="kg"))
    works.send(received(lot="B-2", material="SALT", quantity="1", unit="kg"))
    works.send(struck("B-1"))
    works.refused(UnknownUnit, received(lot="B-3", material="SALT", quantity="1", unit="pcs"))
    works.send(struck("B-2"))
    works.send(received(lot="B-1", material="SALT", quantity="1", unit="pcs"))
    assert works.on_hand("SALT/B-1") == [1]
    works.refused(UnknownUnit, received(lot="B-4", material="SALT", quantity="1", unit="kg"))
    works.refused(
        UnitMismatch, new_command("lots.adjust", lot="B-2", quantity="1", reason="found"), saying="kept in pcs"
    )
    works.send(struck("SALT/B-1"), register("SALT", "l"))
    assert works.state(MATERIAL, "SALT").base_unit == "l"


def test_a_unit_that_went_back_to_the_supplier_whole_or_was_never_made_is_free(works: Works) -> None:
    works.send(received(lot="B-1", material="SALT", quantity="1", unit="kg"))
    works.send(new_command("lots.return_to_supplier", lot="B-1", quantity="1", reason="wrong goods"))
    works.send(received(lot="B-1", material="SALT", quantity="1", unit="box"))
    works.send(output(lot="G-1", quantity="10"), struck("G-1"), output(lot="G-2", quantity="2", unit="kg"))
    assert works.on_hand("G-2") == [2]


def test_a_struck_receipt_that_stands_again_holds_the_unit_again(works: Works) -> None:
    works.send(received(lot="B-1", material="SALT", quantity="1", unit="kg"), struck("B-1"))
    works.send(new_command("corrections.correct_movement", lot="B-1", movement=1, quantity="2", why="it came"))
    works.refused(UnknownUnit, received(lot="B-2", material="SALT", quantity="1", unit="pcs"))


def test_of_very_many_lots_that_stand_at_once_the_unit_stays(works: Works) -> None:
    lots = [f"B-{number}" for number in range(MOST_LOTS + 3)]
    works.send(*(received(lot=lot, material="SALT", quantity="1", unit="kg") for lot in lots))
    assert works.state(MATERIAL, "SALT").more
    works.send(*(struck(lot) for lot in lots))
    works.refused(UnknownUnit, received(lot="C-1", material="SALT", quantity="1", unit="pcs"))


# Units that everybody knows ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "unit", "kg"),
    [("10", "lb", "4.5359237"), ("1", "oz", "0.028349523125"), ("2", "t", "2000"), ("1/2", "lb", "0.226796185")],
)
def test_pounds_are_taken_into_kilograms(works: Works, quantity: str, unit: str, kg: str) -> None:
    works.send(register("STEEL", "kg"))
    works.send(received(lot="S-1", material="STEEL", quantity=quantity, unit=unit))
    assert works.on_hand("S-1") == [Decimal(kg)]
    works.send(consume(lot="S-1", quantity=quantity, unit=unit))
    assert works.on_hand("S-1") == [0]


def test_a_material_has_no_pound_of_its_own(works: Works) -> None:
    works.refused(KnownUnitDiffers, register("STEEL", "kg", units={"lb": "0.45"}), saying="0.45359237 kg exactly")
    works.send(register("STEEL", "kg", units={"lb": "0.45359237"}))
    works.refused(
        KnownUnitDiffers, new_command("materials.change", material="STEEL", units={"t": "1016"}), saying="1000 kg"
    )


# Fractions --------------------------------------------------------------------------------------------------------


def test_thirty_takings_of_a_third_take_ten(works: Works) -> None:
    works.send(received(lot="B-1", material="BOX", quantity="10", unit="box"))
    for _ in range(29):
        works.send(consume(lot="B-1", quantity="1/3"))
    assert exactly(works, "B-1") == Fraction(1, 3)
    works.refused(NotEnough, consume(lot="B-1", quantity="2/3"), saying="2/3 box")
    works.send(consume(lot="B-1", quantity="1/3"))
    assert works.on_hand("B-1") == [0]
    assert exactly(works, "B-1") == 0
    assert works.taken() == {"B-1": 10}


def test_what_is_taken_by_thirds_comes_back_whole(works: Works) -> None:
    works.send(received(lot="B-1", material="BOX", quantity="1", unit="box"))
    works.send(consume(lot="B-1", quantity="1/3"), consume(lot="B-1", quantity="1/3"))
    back = {"work_order": "WO-1", "lot": "B-1"}
    works.refused(
        NotTaken, new_command("work_orders.return_material", **back, quantity="1"), saying="0.666666666667 box"
    )
    works.send(new_command("work_orders.return_material", **back, quantity="2/3"))
    assert works.on_hand("B-1") == [1]
    assert works.taken() == {"B-1": 0}


def test_thirds_are_split_moved_counted_merged_and_corrected(works: Works) -> None:
    works.send(received(lot="B-1", material="BOX", quantity="1", unit="box"))
    works.send(new_command("lots.split", lot="B-1", into="B-2", quantity="1/3"))
    works.send(new_command("lots.split", lot="B-1", into="B-3", quantity="1/3"))
    assert sum(exactly(works, key) for key in ("B-1", "B-2", "B-3")) == 1
    works.send(new_command("lots.merge", into="B-4", lots=["B-1", "B-2", "B-3"]))
    assert works.on_hand("B-1", "B-2", "B-3", "B-4") == [0, 0, 0, 1]
    works.send(new_command("lots.adjust", lot="B-4", quantity="2/3", reason="counted"))
    assert exactly(works, "B-4") == Fraction(2, 3)
    works.send(consume(lot="B-4", quantity="1/3", occurred_at=None))
    correct = {"lot": "B-4", "movement": 5, "why": "counted again"}
    works.send(new_command("corrections.correct_movement", **correct, quantity="1/6"))
    assert exactly(works, "B-4") == Fraction(1, 2)
    works.send(new_command("corrections.correct_movement", **correct, strike=True))
    assert exactly(works, "B-4") == Fraction(2, 3)
    assert works.taken() == {"B-4": 0}


def test_thirty_backflushes_of_a_piece_take_what_the_list_says_of_thirty(works: Works) -> None:
    works.send(register("STEEL", "kg"), register("GEAR", "pcs"))
    listed = [{"material": "STEEL", "quantity": "1", "unit": "kg"}]
    works.send(new_command("materials.set_components", product="GEAR", components=listed, batch_quantity="3"))
    works.send(received(lot="S-1", material="STEEL", quantity="100", unit="kg"))
    for _ in range(30):
        works.send(new_command("work_orders.backflush", work_order="WO-1", quantity_pcs=1, lots=["S-1"]))
    assert works.on_hand("S-1") == [90]
    assert works.taken() == {"S-1": 10}
    assert works.state(WORK_ORDER, "WO-1").exactly_taken("S-1") == 10


def test_an_order_is_made_by_the_list_in_force_at_its_release(works: Works) -> None:
    def listed(kg: str) -> Command:
        needed = [{"material": "STEEL", "quantity": kg, "unit": "kg"}]
        return new_command("materials.set_components", product="GEAR", components=needed)

    def taken(order: str) -> Decimal:
        works.send(new_command("work_orders.backflush", work_order=order, quantity_pcs=1, lots=["S-1"]))
        return works.state(WORK_ORDER, order).taken["S-1"]

    works.send(register("STEEL", "kg"), register("GEAR", "pcs"), listed("1"))
    works.send(received(lot="S-1", material="STEEL", quantity="100", unit="kg"))
    works.send(
        new_command("work_orders.create", work_order="WO-2", product="GEAR", quantity_pcs=100),
        new_command("work_orders.release", work_order="WO-2"),
        listed("2"),
    )
    assert taken("WO-2") == 1
    move = {"work_order": "WO-2", "reason": "a thicker blank"}
    works.refused(UnknownComponentList, new_command("work_orders.use_component_list", component_list=3, **move))
    works.send(new_command("work_orders.use_component_list", component_list=2, **move))
    assert taken("WO-2") == 3
    assert taken("WO-1") == 2, "released before there was a list: by the one in force"


def test_two_orders_that_take_turns_have_each_what_it_took(works: Works) -> None:
    works.send(
        received(lot="B-1", material="BOX", quantity="20", unit="box"),
        new_command("work_orders.create", work_order="WO-2", product="GEAR", quantity_pcs=100),
        new_command("work_orders.release", work_order="WO-2"),
    )
    for _ in range(6):
        works.send(consume(lot="B-1", quantity="1/3"), consume(lot="B-1", quantity="2/7", work_order="WO-2"))
    assert works.taken() == {"B-1": 2}
    assert works.state(WORK_ORDER, "WO-2").exactly_taken("B-1") == Fraction(12, 7)
    assert abs(Fraction(works.state(WORK_ORDER, "WO-2").taken["B-1"]) - Fraction(12, 7)) <= Fraction(1, 10**12)
    assert exactly(works, "B-1") == 20 - 2 - Fraction(12, 7)


# Sold -------------------------------------------------------------------------------------------------------------


def sold(quantity: str, unit: str) -> tuple[Command, Command]:
    lines = [{"line": 10, "product": "NUT", "quantity": quantity, "unit": unit}]
    return (
        new_command("sales.register_customer", customer="C-7", name="Pump maker 7"),
        new_command("sales.create_order", sales_order="SO-1", customer="C-7", lines=lines),
    )


def test_a_line_in_boxes_is_delivered_from_a_lot_that_is_kept_in_pieces(works: Works) -> None:
    works.send(register("NUT", "pcs", units={"box": "12"}), *sold("5", "box"))
    works.send(received(lot="N-1", material="NUT", quantity="60", unit="pcs"))
    line = {"sales_order": "SO-1", "line": 10, "delivery": "D-1"}
    works.send(new_command("sales.deliver", **line, lot="N-1", quantity="2"))
    works.send(new_command("sales.deliver", **line, lot="N-1", quantity="4", unit="pcs"))
    assert works.on_hand("N-1") == [32]
    assert works.state(SALES_ORDER, "SO-1").lines[10].with_customer == Decimal("2.333333333333")
    works.send(new_command("corrections.correct_movement", lot="N-1", movement=2, quantity="12", why="one box"))
    assert works.state(SALES_ORDER, "SO-1").lines[10].with_customer == Decimal("1.333333333333")
    works.refused(OverDelivery, new_command("sales.record_delivery", **line, quantity="48", unit="pcs"))
    works.send(new_command("sales.record_delivery", **line, quantity="44", unit="pcs"))
    assert works.state(SALES_ORDER, "SO-1").lines[10].with_customer == 5


def test_a_line_is_ordered_in_a_unit_of_its_product(works: Works) -> None:
    works.send(register("NUT", "pcs", units={"box": "12"}))
    customer, order = sold("5", "kg")
    works.send(customer)
    works.refused(UnknownUnit, order)
    works.send(received(lot="X-1", material="SALT", quantity="2", unit="kg"))
    works.send(new_command("sales.create_order", sales_order="SO-2", customer="C-7"))
    line = {"sales_order": "SO-2", "line": 1, "product": "SALT", "quantity": "1"}
    works.refused(UnknownUnit, new_command("sales.add_line", **line, unit="box"))
    works.send(new_command("sales.add_line", **line, unit="lb"))
    works.send(new_command("sales.deliver", sales_order="SO-2", line=1, lot="X-1", delivery="D-1", quantity="1"))
    assert works.on_hand("X-1") == [Decimal("1.54640763")]
    told = {"sales_order": "SO-2", "line": 2, "product": "NOBODY-KNOWS", "quantity": "1", "unit": "box"}
    works.send(new_command("sales.add_line", **told))
    delivery = {"sales_order": "SO-2", "line": 2, "delivery": "D-2", "quantity": "1", "unit": "kg"}
    works.refused(UnitMismatch, new_command("sales.record_delivery", **delivery))
