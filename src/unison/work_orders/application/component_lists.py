"""What an order takes by its product's component list, and by which version of it."""

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from unison.inventory.domain import untracked_lot
from unison.lots.application.finding import find_lot
from unison.lots.application.material import may_go_below_zero
from unison.lots.domain import allotting, moving
from unison.lots.domain.state import LOT, Lot
from unison.materials.domain.components import explode
from unison.materials.domain.facts import Tracking
from unison.materials.domain.state import MATERIAL, Material
from unison.materials.domain.units import in_base
from unison.shared.commands import Command, Key, Pieces, Text, use_case
from unison.shared.errors import RuleRefusal
from unison.shared.ports import Loaded, Work
from unison.shared.quantities import Quantity
from unison.work_orders.application.stock import Into, append_consumed, lots_gone_into
from unison.work_orders.domain import material as order_material
from unison.work_orders.domain.state import WORK_ORDER, WorkOrder


class Backflush(Command, name="work_orders.backflush"):
    """Take for an order what its product's component list says of so many pieces; of every component, or of none."""

    work_order: Key
    quantity_pcs: Annotated[Pieces, Field(gt=0, description="Pieces of the product.")]
    lots: Annotated[
        tuple[Key, ...],
        Field(max_length=200, description="Taken from in this order, each as far as it goes."),
    ] = ()
    location: Annotated[
        Key | None,
        Field(description="Where the components without lot numbers lie, each in its lot MATERIAL@LOCATION."),
    ] = None
    into: Into = ()


class UseComponentList(Command, name="work_orders.use_component_list"):
    """Have an order made by another version of its product's component list from here on."""

    work_order: Key
    component_list: Annotated[int, Field(ge=1, le=2**31 - 1, description="The version of the list: 1, 2, 3 ...")]
    reason: Text


async def use_component_list(c: UseComponentList, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    product = await work.lookup(MATERIAL, order.state.product)
    fact = order_material.use_component_list(
        order.state,
        component_list=c.component_list,
        known=product.component_lists if product else (),
        reason=c.reason,
    )
    work.append(order, fact)


async def backflush(c: Backflush, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    needed = await _needed(work, order.state, c.quantity_pcs)
    named = {lot.key: lot for lot in [await find_lot(work, each) for each in c.lots]}
    untracked = [await _untracked(c, work, material) for material in needed]
    loaded = list(named.values()) + [lot for lot in untracked if lot is not None and lot.key not in named]
    below = await may_go_below_zero(work)
    given = allotting.allot(
        needed, [(lot.key, lot.state) for lot in loaded], work_order=order.key, may_go_below_zero=below
    )
    into, known = await lots_gone_into(work, order.state, c.into)
    for lot in loaded:
        if lot.key in given:
            taken = moving.consume(
                lot.state,
                key=lot.key,
                quantity=given[lot.key],
                work_order=order.key,
                at=work.at,
                may_go_below_zero=below,
                into_lots=into,
            )
            append_consumed(work, order, lot, taken, known)


class NoComponentList(RuleRefusal, code="no_component_list"):
    """{product} has no component list. Give it one first (materials.set_components), or consume lot by lot."""


async def _needed(work: Work, order: WorkOrder, quantity_pcs: int) -> dict[str, Quantity]:
    """Of each component, in the base unit of its material, by the order's version of the list: the one in force when it was
    released, or that it was moved to; where it was released before there was any, by the one in force."""
    material = await work.lookup(MATERIAL, order.product)
    version = order.component_list or (material.component_list if material else 0)
    if material is None or (listed := material.component_lists.get(version)) is None or not listed.components:
        raise NoComponentList(product=order.product)
    known = {each.material: await work.lookup(MATERIAL, each.material) for each in listed.components}
    needed = explode(
        listed,
        _in_base_units(material, quantity_pcs),
        {name: found for name, found in known.items() if found is not None},
    )
    return {each.material: Quantity(each.quantity, each.unit) for each in needed}


def _in_base_units(product: Material, pieces: int) -> Fraction:
    """A product that does not know of pcs is counted in its base unit, whatever that is called."""
    return pieces * in_base(product, "pcs") if "pcs" in product.units else Fraction(pieces)


async def _untracked(c: Backflush, work: Work, material: str) -> Loaded[Lot] | None:
    """The lot of the storage location given, of a component that is kept without lot numbers."""
    known = await work.lookup(MATERIAL, material)
    if c.location is None or known is None or known.tracking is not Tracking.NONE:
        return None
    lot = await work.load_or_none(LOT, untracked_lot(material, c.location))
    if lot.state is None:
        return None  # where nothing lies, the refusal tells what is short
    return Loaded(LOT, lot.key, lot.state, lot.version)


USE_CASES = (
    use_case(Backflush, backflush),
    use_case(UseComponentList, use_component_list),
)
