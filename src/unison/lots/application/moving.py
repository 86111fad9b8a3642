"""Receiving, moving, splitting, merging, counting and taking. Each use case: load, decide, append."""

from unison.inventory.domain import untracked_lot
from unison.lots.application import commands
from unison.lots.application.material import (
    LotNumberNeeded,
    Measured,
    StorageLocationNeeded,
    check_location,
    in_unit_of,
    may_go_below_zero,
    measured,
    tracking_of,
)
from unison.lots.domain import moving, plausibility
from unison.lots.domain.moving import SerialIsOne
from unison.lots.domain.state import LOT, Lot
from unison.lots.domain.timeline import on_hand_at
from unison.materials.domain.facts import Tracking
from unison.shared.commands import use_case
from unison.shared.errors import RuleRefusal
from unison.shared.ports import Loaded, Work


class RetiredMaterial(RuleRefusal, code="retired_material"):
    """{material} is retired, so none of it is received any more. Receive the material that took its place, or reinstate it."""


async def receive(c: commands.ReceiveLot, work: Work) -> None:
    found = await measured(work, c.material, c.quantity, c.unit)
    if found.material is not None and found.material.retired:
        raise RetiredMaterial(material=c.material)
    await check_location(work, c.plant, c.location)
    lot = await _lot_to_receive(c, found, work)
    fact = moving.receive(
        lot.state,
        material=c.material,
        quantity=found.quantity,
        unit=found.unit,
        plant=c.plant,
        location=c.location,
        supplier=c.supplier,
        purchase_reference=c.purchase_reference,
        expires_at=moving.expiry(c.expires_at, at=work.at, shelf_life_days=found.shelf_life_days),
        unit_cost=c.unit_cost,
        currency=c.currency,
    )
    use = await work.figure("use_of_material", material=c.material, plant=c.plant, at=work.at.isoformat())
    work.warn(
        *plausibility.of_receipt(material=c.material, quantity=fact.quantity, unit=fact.unit, at=work.at, use=use)
    )
    work.append(lot, fact)


async def _lot_to_receive(c: commands.ReceiveLot, found: Measured, work: Work) -> Loaded[Lot | None]:
    """A new lot; of untracked material the lot of its storage location, which may be there already."""
    if found.is_tracked(Tracking.NONE):
        if c.lot is None and c.location is None:
            raise StorageLocationNeeded(material=c.material)
        return await work.load_or_none(LOT, c.lot or untracked_lot(c.material, c.location or ""))
    if c.lot is None:
        raise LotNumberNeeded(material=c.material)
    if found.is_tracked(Tracking.SERIAL):
        moving.check_serial(material=c.material, quantity=found.quantity, unit=found.unit)
    return await work.create(LOT, c.lot)


async def split(c: commands.SplitLot, work: Work) -> None:
    parent = await work.load(LOT, c.lot)
    await check_location(work, parent.state.plant, c.location)
    quantity = await in_unit_of(work, parent.state, c.quantity, c.unit)
    await _leave_a_serial_whole(work, parent.state)
    gone, come = moving.split(parent.state, key=c.lot, into=c.into, quantity=quantity, location=c.location, at=work.at)
    part = await work.create(LOT, c.into)
    work.append(parent, gone)
    work.append(part, come)


async def _leave_a_serial_whole(work: Work, lot: Lot) -> None:
    if await tracking_of(work, lot) is Tracking.SERIAL:
        raise SerialIsOne(material=lot.material, unit=lot.unit, quantity=f"{lot.quantity:f}")


async def merge(c: commands.MergeLots, work: Work) -> None:
    into = await work.load_or_none(LOT, c.into)
    sources = [await work.load(LOT, key) for key in dict.fromkeys(c.lots)]
    await check_location(work, sources[0].state.plant, c.location)
    await _leave_a_serial_whole(work, sources[0].state)
    gone, come = moving.merge(
        into.state, key=c.into, sources=[(s.key, s.state) for s in sources], location=c.location, at=work.at
    )
    for source, fact in zip(sources, gone, strict=True):
        work.append(source, fact)
    work.append(into, *come)


async def move(c: commands.MoveLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    await check_location(work, lot.state.plant, c.location)
    moved = moving.move(lot.state, location=c.location, at=work.at)
    tracking = await tracking_of(work, lot.state)
    if c.quantity is None and tracking is not Tracking.NONE:
        work.append(lot, moved)
        return
    quantity = lot.state.quantity if c.quantity is None else c.quantity
    part = await _part_to_move(c, work, lot.state, tracking)
    gone, come = moving.split(
        lot.state,
        key=c.lot,
        into=part.key,
        quantity=await in_unit_of(work, lot.state, quantity, c.unit),
        location=c.location,
        at=work.at,
        there=part.state,
    )
    work.append(lot, gone)
    work.append(part, come)


async def _part_to_move(c: commands.MoveLot, work: Work, lot: Lot, tracking: Tracking | None) -> Loaded[Lot | None]:
    """A part is a new lot; untracked stock, whole or in part, goes into the lot of the storage location where it will lie."""
    if tracking is Tracking.NONE:
        return await work.load_or_none(LOT, untracked_lot(lot.material, c.location))
    await _leave_a_serial_whole(work, lot)
    if c.into is None:
        raise LotNumberNeeded(material=lot.material)
    return await work.create(LOT, c.into)


async def hold(c: commands.HoldLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    work.append(lot, moving.hold(lot.state, reason=c.reason, at=work.at))


async def release(c: commands.ReleaseLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    work.append(lot, moving.release(lot.state, reason=c.reason, at=work.at))


async def adjust(c: commands.AdjustLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    quantity = await in_unit_of(work, lot.state, c.quantity, c.unit)
    below = await may_go_below_zero(work)
    fact = moving.adjust(lot.state, quantity=quantity, reason=c.reason, at=work.at, may_go_below_zero=below)
    expected = on_hand_at(lot.state.steps, work.at)
    work.warn(*plausibility.of_count(counted=quantity, expected=expected, unit=lot.state.unit))
    work.append(lot, fact)


async def ship(c: commands.ShipLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    fact = moving.ship(
        lot.state,
        key=c.lot,
        quantity=await in_unit_of(work, lot.state, c.quantity, c.unit),
        customer=c.customer,
        delivery=c.delivery,
        at=work.at,
        may_go_below_zero=await may_go_below_zero(work),
        suggested_lot=c.suggested_lot,
        override_reason=c.override_reason,
        reason=c.reason,
    )
    work.append(lot, fact)


async def scrap(c: commands.ScrapLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    quantity = await in_unit_of(work, lot.state, c.quantity, c.unit)
    below = await may_go_below_zero(work)
    fact = moving.scrap(lot.state, quantity=quantity, reason=c.reason, at=work.at, may_go_below_zero=below)
    work.append(lot, fact)


async def return_from_customer(c: commands.ReturnFromCustomer, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    fact = moving.return_from_customer(
        lot.state,
        quantity=await in_unit_of(work, lot.state, c.quantity, c.unit),
        customer=c.customer,
        delivery=c.delivery,
        sales_order=c.sales_order,
        reason=c.reason,
    )
    work.append(lot, fact)


async def return_to_supplier(c: commands.ReturnToSupplier, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    quantity = await in_unit_of(work, lot.state, c.quantity, c.unit)
    fact = moving.return_to_supplier(
        lot.state, quantity=quantity, supplier=c.supplier, reference=c.reference, reason=c.reason, at=work.at
    )
    work.append(lot, fact)


USE_CASES = (
    use_case(commands.ReceiveLot, receive),
    use_case(commands.SplitLot, split),
    use_case(commands.MergeLots, merge),
    use_case(commands.MoveLot, move),
    use_case(commands.HoldLot, hold),
    use_case(commands.ReleaseLot, release),
    use_case(commands.AdjustLot, adjust),
    use_case(commands.ShipLot, ship),
    use_case(commands.ScrapLot, scrap),
    use_case(commands.ReturnFromCustomer, return_from_customer),
    use_case(commands.ReturnToSupplier, return_to_supplier),
)
