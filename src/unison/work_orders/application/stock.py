"""What an order takes from stock and puts into it. Each use case: load, decide, append, on the order and its lots together."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from unison.inventory.domain import untracked_lot
from unison.lots.application.commands import Suggested, UnitOfLot
from unison.lots.application.finding import (
    find_lot,
    find_untracked,
    lot_to_come,
    lot_to_fill,
    name_of_lot,
    new_lot,
    settle_unit,
)
from unison.lots.application.material import (
    Measured,
    StorageLocationNeeded,
    check_location,
    in_unit_of,
    may_go_below_zero,
    measured,
)
from unison.lots.application.numbering import numbered_lot
from unison.lots.domain import facts as lots
from unison.lots.domain import moving, receiving
from unison.lots.domain.finding import Kind
from unison.lots.domain.state import Lot
from unison.materials.application import stock_unit
from unison.materials.domain.facts import Tracking
from unison.materials.domain.state import MATERIAL
from unison.materials.domain.units import in_base
from unison.shared.commands import Amount, Command, Key, Text, Unit, use_case
from unison.shared.names import normal
from unison.shared.ports import Loaded, Work
from unison.shared.quantities import Kept
from unison.work_orders.domain import material as order_material
from unison.work_orders.domain import plausibility
from unison.work_orders.domain.facts import LotMovement
from unison.work_orders.domain.state import WORK_ORDER, WorkOrder

Into = Annotated[
    tuple[Key, ...],
    AfterValidator(lambda names: tuple(dict.fromkeys(names))),
    Field(
        max_length=200,
        description="The serials or output lots of the order that it goes into, put out already or to come. Left out: any.",
    ),
]
Location = Annotated[Key | None, Field(description="Where it lies, or is put.")]


class ConsumeLot(Command, name="work_orders.consume_lot"):
    """Take a quantity of a lot for an order; of material without lot numbers, from a storage location."""

    work_order: Key
    lot: Key | None = None
    material: Annotated[Key | None, Field(description="Instead of a lot, with its location; or beside it.")] = None
    location: Location = None
    quantity: Amount
    unit: UnitOfLot = None
    suggested_lot: Suggested = None
    override_reason: Text | None = None
    reason: Text | None = None
    into: Into = ()

    @model_validator(mode="after")
    def _from_somewhere(self) -> Self:
        if (self.lot is None) != (self.material is not None and self.location is not None):
            raise ValueError("give the lot; or, for material without lot numbers, material and location")
        return self


class RecordOutputLot(Command, name="work_orders.record_output_lot"):
    """Put what an order made into a lot: a new one, or more of one of the same material; or into a lot for each serial."""

    work_order: Key
    lot: Key | None = None
    serials: Annotated[
        tuple[Key, ...], Field(max_length=1000, description="A lot of one for each, instead of a lot.")
    ] = ()
    quantity: Annotated[Amount | None, Field(description="Left out with serials: as many as there are.")] = None
    unit: Unit = "pcs"
    location: Location = None
    by_product: Annotated[bool, Field(description="It is not what the order is for; name the material.")] = False
    material: Annotated[Key | None, Field(description="Of a by-product. Left out: the order's product.")] = None

    @model_validator(mode="after")
    def _into_something(self) -> Self:
        if self.serials:
            if self.lot is not None or self.quantity is not None:
                raise ValueError("serials stand for themselves: leave out lot and quantity")
            if len({normal(serial) for serial in self.serials}) != len(self.serials):
                raise ValueError("a serial number is given twice")
        elif self.quantity is None:
            raise ValueError("quantity says how much was made; or give the serials")
        if self.by_product != (self.material is not None):
            raise ValueError("by_product and material go together; leave both out for the order's product")
        return self


class ReturnMaterial(Command, name="work_orders.return_material"):
    """Give back to a lot what an order took of it and did not use."""

    work_order: Key
    lot: Key
    quantity: Amount
    unit: UnitOfLot = None
    reason: Text | None = None
    into: Annotated[Into, Field(description="What it comes back out of, where it was said to go into that.")] = ()


async def consume_lot(c: ConsumeLot, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    lot = await _lot_to_take(c, work)
    into, known = await lots_gone_into(work, order.state, c.into)
    taken = moving.consume(
        lot.state,
        key=lot.key,
        quantity=await in_unit_of(work, lot.state, c.quantity, c.unit),
        work_order=order.key,
        at=work.at,
        may_go_below_zero=await may_go_below_zero(work),
        suggested_lot=await name_of_lot(work, c.suggested_lot),
        override_reason=c.override_reason,
        reason=c.reason,
        into_lots=into,
    )
    append_consumed(work, order, lot, taken, known)


async def _lot_to_take(c: ConsumeLot, work: Work) -> Loaded[Lot]:
    if c.lot is None:
        return await find_untracked(work, c.material or "", c.location or "")
    return await find_lot(work, c.lot if c.material is None else f"{c.material}/{c.lot}")


async def lots_gone_into(work: Work, order: WorkOrder, named: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The keys that the product's lots of these numbers have, or get when they are put out; and which of them are lots already."""
    if not named:
        return (), []
    product = await work.lookup(MATERIAL, order.product)
    kind = Kind(order.product, product.base_unit if product else "pcs", order.plant)
    found = [await lot_to_come(work, kind, each) for each in named]
    return tuple(dict.fromkeys(lot.key for lot in found)), [lot.key for lot in found if lot.state is not None]


def append_consumed(
    work: Work, order: Loaded[WorkOrder], lot: Loaded[Lot], taken: lots.LotConsumed, known: Sequence[str] = ()
) -> None:
    meant = Kept(taken.quantity, taken.exact).meant if taken.exact else taken.quantity
    used = order_material.consume(
        order.state, lot=lot.key, material=lot.state.material, quantity=meant, unit=lot.state.unit,
        into_lots=taken.into_lots, known=known,
    )  # fmt: skip
    kind = LotMovement.CONSUMED
    work.warn(*plausibility.of_movement(order.state, kind=kind, lot=lot.key, quantity=taken.quantity, at=work.at))
    work.append(order, used)
    work.append(lot, taken)


async def record_output_lot(c: RecordOutputLot, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    name = await work.name("materials", c.material or order.state.product)
    location = await check_location(work, order.state.plant, c.location)
    made = await _measured(c, work, name)
    told = order.state
    kind = Kind(name, made.unit, told.plant)
    for lot in await _lots_to_fill(c, location, work, kind, made):
        order = await work.load(WORK_ORDER, c.work_order)  # with what this command has put out so far
        put = moving.produce(
            lot.state,
            material=name,
            quantity=made.quantity,
            unit=made.unit,
            work_order=order.key,
            plant=order.state.plant,
            location=location,
            expires_at=receiving.expiry(None, at=work.at, shelf_life_days=made.shelf_life_days),
            by_product=c.by_product,
        )
        recorded = order_material.record_output(
            order.state, lot=lot.key, material=name, quantity=put.quantity, exact=put.exact, unit=made.unit,
            by_product=c.by_product, pieces_per_unit=_pieces_per_unit(c, made),
        )  # fmt: skip
        moved = LotMovement.MADE
        work.warn(*plausibility.of_movement(order.state, kind=moved, lot=lot.key, quantity=put.quantity, at=work.at))
        work.append(order, recorded)
        work.append(lot, put)
        await settle_unit(work, lot)
    order = await work.load(WORK_ORDER, c.work_order)
    work.warn(*plausibility.of_output(told, after=order.state))


def _pieces_per_unit(c: RecordOutputLot, made: Measured) -> Decimal | None:
    """How many pieces one unit of the product's stock is; a serial is one. Where nobody says what a piece is, it is not counted."""
    if c.serials or made.unit == "pcs":
        return Decimal(1)
    if "pcs" not in made.material.units:
        return None
    per_piece = in_base(made.material, "pcs")
    return Decimal(per_piece.denominator) / per_piece.numerator


async def _measured(c: RecordOutputLot, work: Work, name: str) -> Measured:
    """What goes into each lot, in the unit that the material's stock is kept in. A serial is one base unit."""
    if not c.serials and c.quantity is not None:
        return await measured(work, name, c.quantity, c.unit)
    known = await stock_unit(work, name, c.unit)
    return Measured(Decimal(1), known.base_unit, known)


async def _lots_to_fill(
    c: RecordOutputLot, location: str | None, work: Work, kind: Kind, made: Measured
) -> list[Loaded[Lot | None]]:
    if c.serials:
        return [await new_lot(work, kind, serial) for serial in c.serials]
    is_serial = made.is_tracked(Tracking.SERIAL)
    if is_serial:
        moving.check_serial(material=kind.material, quantity=made.quantity, unit=kind.unit)
    if c.lot is not None:
        return [await (new_lot if is_serial else lot_to_fill)(work, kind, c.lot)]
    if not made.is_tracked(Tracking.NONE):
        return [await numbered_lot(work, kind, made.material)]
    if location is None:
        raise StorageLocationNeeded(material=kind.material)
    return [await lot_to_fill(work, kind, untracked_lot(kind.material, location), probably_new=False)]


async def return_material(c: ReturnMaterial, work: Work) -> None:
    order, lot = await work.load(WORK_ORDER, c.work_order), await find_lot(work, c.lot)
    into, _ = await lots_gone_into(work, order.state, c.into)
    quantity = await in_unit_of(work, lot.state, c.quantity, c.unit)
    given = order_material.return_material(
        order.state, lot=lot.key, material=lot.state.material, quantity=quantity, unit=lot.state.unit, reason=c.reason,
        into_lots=into,
    )  # fmt: skip
    work.append(order, given)
    back = moving.return_from_order(
        lot.state, quantity=quantity, work_order=order.key, reason=c.reason, into_lots=given.into_lots
    )
    work.append(lot, back)


USE_CASES = (
    use_case(ConsumeLot, consume_lot),
    use_case(RecordOutputLot, record_output_lot),
    use_case(ReturnMaterial, return_material),
)
