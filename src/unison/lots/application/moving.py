"""Receiving, moving, splitting, merging, counting and taking. Each use case: load, decide, append."""

from dataclasses import replace
from datetime import datetime

from unison.inventory.domain import untracked_lot
from unison.lots.application import commands
from unison.lots.application.finding import find_lot, lot_to_fill, name_of_lot, new_lot, settle_unit, share_number
from unison.lots.application.material import (
    LotNumberNeeded,
    Measured,
    StorageLocationNeeded,
    check_currency,
    check_location,
    in_unit_of,
    may_go_below_zero,
    measured,
    tracking_of,
)
from unison.lots.application.numbering import numbered_lot
from unison.lots.domain import finding, moving, plausibility, receiving, renaming, taking
from unison.lots.domain.about import About
from unison.lots.domain.cost import Cost, of_each
from unison.lots.domain.finding import Kind, kind_of
from unison.lots.domain.moving import SameLot, SerialIsOne
from unison.lots.domain.state import LOT, Lot, UnknownLot
from unison.lots.domain.timeline import on_hand_at
from unison.materials.domain.facts import Tracking
from unison.shared import names
from unison.shared.commands import use_case
from unison.shared.errors import RuleRefusal
from unison.shared.ports import Loaded, Work
from unison.shared.quantities import kept, shown


class RetiredMaterial(RuleRefusal, code="retired_material"):
    """{material} is retired, so none of it is received any more. Receive the material that took its place, or reinstate it."""


async def receive(c: commands.ReceiveLot, work: Work) -> None:
    material = await work.name("materials", c.material)
    found = await measured(work, material, c.quantity, c.unit)
    if found.material.retired:
        raise RetiredMaterial(material=material)
    location = await check_location(work, c.plant, c.location)
    await check_currency(work, c.currency, c.exchange_rate)
    lot = await _lot_to_receive(c, Kind(material, found.unit, c.plant), location, found, work)
    told = c.about() if found.is_tracked(Tracking.NONE) else receiving.joining(lot.state, c.about(), key=lot.key)
    fact = receiving.receive(
        lot.state,
        material=lot.state.material if lot.state is not None and lot.state.material else material,
        quantity=found.quantity,
        unit=found.unit,
        plant=c.plant,
        location=location,
        about=replace(told, expires_at=_expiry(lot.state, told, found, work)),
        purchase_reference=c.purchase_reference,
        cost=_cost(c, found),
        currency=c.currency,
        exchange_rate=c.exchange_rate,
    )
    use = await work.figure("use_of_material", material=material, plant=c.plant, at=work.at.isoformat())
    work.warn(*plausibility.of_receipt(material=material, quantity=fact.quantity, unit=fact.unit, at=work.at, use=use))
    work.append(lot, fact)
    await settle_unit(work, lot)
    if fact.supplier_lot is not None:
        await share_number(work, fact.supplier_lot, lot.key)


def _cost(c: commands.ReceiveLot, found: Measured) -> Cost:
    if c.unit_cost is None:
        return Cost(total_cost=c.total_cost)
    return of_each(c.unit_cost, c.quantity, quantity=found.quantity, kept=kept(found.quantity).quantity)


def _expiry(lot: Lot | None, told: About, found: Measured, work: Work) -> datetime | None:
    """Of a delivery that joins a lot as the lot has it; else as given, or counted from the material's shelf life."""
    if lot is not None and lot.stands and not found.is_tracked(Tracking.NONE):
        return told.expires_at
    return receiving.expiry(told.expires_at, at=work.at, shelf_life_days=found.shelf_life_days)


async def _lot_to_receive(
    c: commands.ReceiveLot, kind: Kind, location: str | None, found: Measured, work: Work
) -> Loaded[Lot | None]:
    """The lot of that number, which may be there already; of untracked material the lot of its storage location."""
    if found.is_tracked(Tracking.SERIAL):
        moving.check_serial(material=kind.material, quantity=found.quantity, unit=found.unit)
    if c.lot is not None:
        return await (new_lot if found.is_tracked(Tracking.SERIAL) else lot_to_fill)(work, kind, c.lot)
    if not found.is_tracked(Tracking.NONE):
        return await numbered_lot(work, kind, found.material)
    if location is None:
        raise StorageLocationNeeded(material=kind.material)
    return await lot_to_fill(work, kind, untracked_lot(kind.material, location), probably_new=False)


async def split(c: commands.SplitLot, work: Work) -> None:
    parent = await find_lot(work, c.lot)
    location = await check_location(work, parent.state.plant, c.location)
    quantity = await in_unit_of(work, parent.state, c.quantity, c.unit)
    await _leave_a_serial_whole(work, parent.state)
    if names.same(finding.number_for(parent.state.material, c.into), finding.number_of(parent)):
        raise SameLot
    part = await new_lot(work, kind_of(parent.state), c.into)
    gone, come = moving.split(
        parent.state, key=parent.key, into=part.key, quantity=quantity, location=location, at=work.at
    )
    work.append(parent, gone)
    work.append(part, come)


async def _leave_a_serial_whole(work: Work, lot: Lot) -> None:
    if await tracking_of(work, lot) is Tracking.SERIAL:
        raise SerialIsOne(material=lot.material, unit=lot.unit, quantity=shown(lot.quantity))


async def merge(c: commands.MergeLots, work: Work) -> None:
    found = [await find_lot(work, named) for named in c.lots]
    sources = list({lot.key: lot for lot in found}.values())
    location = await check_location(work, sources[0].state.plant, c.location)
    await _leave_a_serial_whole(work, sources[0].state)
    into = await lot_to_fill(work, kind_of(sources[0].state), c.into, probably_new=False)
    gone, come = moving.merge(
        into.state, key=into.key, sources=[(s.key, s.state) for s in sources], location=location, at=work.at
    )
    for source, fact in zip(sources, gone, strict=True):
        work.append(source, fact)
    work.append(into, *come)


async def move(c: commands.MoveLot, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    location = await check_location(work, lot.state.plant, c.location) or c.location
    moved = moving.move(lot.state, location=location, at=work.at)
    tracking = await tracking_of(work, lot.state)
    if c.quantity is None and tracking is not Tracking.NONE:
        work.append(lot, moved)
        return
    quantity = taking.exactly_on_hand(lot.state) if c.quantity is None else c.quantity
    part = await _part_to_move(c, location, work, lot.state, tracking)
    gone, come = moving.split(
        lot.state,
        key=lot.key,
        into=part.key,
        quantity=await in_unit_of(work, lot.state, quantity, c.unit),
        location=location,
        at=work.at,
        there=part.state,
    )
    work.append(lot, gone)
    work.append(part, come)


async def _part_to_move(
    c: commands.MoveLot, location: str, work: Work, lot: Lot, tracking: Tracking | None
) -> Loaded[Lot | None]:
    """A part is a new lot; untracked stock, whole or in part, goes into the lot of the storage location where it will lie."""
    if tracking is Tracking.NONE:
        return await lot_to_fill(work, kind_of(lot), untracked_lot(lot.material, location), probably_new=False)
    await _leave_a_serial_whole(work, lot)
    if c.into is None:
        raise LotNumberNeeded(material=lot.material)
    return await new_lot(work, kind_of(lot), c.into)


async def hold(c: commands.HoldLot, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    work.append(lot, moving.hold(lot.state, reason=c.reason, at=work.at))


async def release(c: commands.ReleaseLot, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    work.append(lot, moving.release(lot.state, reason=c.reason, at=work.at))


async def adjust(c: commands.AdjustLot, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    quantity = await in_unit_of(work, lot.state, c.quantity, c.unit)
    below = await may_go_below_zero(work)
    fact = moving.adjust(lot.state, quantity=quantity, reason=c.reason, at=work.at, may_go_below_zero=below)
    expected = on_hand_at(lot.state.steps, work.at)
    work.warn(*plausibility.of_count(counted=fact.quantity, expected=expected, unit=lot.state.unit))
    work.append(lot, fact)
    await settle_unit(work, lot)


async def ship(c: commands.ShipLot, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    fact = moving.ship(
        lot.state,
        key=lot.key,
        quantity=await in_unit_of(work, lot.state, c.quantity, c.unit),
        customer=await work.name("customers", c.customer),
        delivery=c.delivery,
        at=work.at,
        may_go_below_zero=await may_go_below_zero(work),
        suggested_lot=await name_of_lot(work, c.suggested_lot),
        override_reason=c.override_reason,
        reason=c.reason,
    )
    work.append(lot, fact)


async def scrap(c: commands.ScrapLot, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    quantity = await in_unit_of(work, lot.state, c.quantity, c.unit)
    below = await may_go_below_zero(work)
    fact = moving.scrap(lot.state, quantity=quantity, reason=c.reason, at=work.at, may_go_below_zero=below)
    work.append(lot, fact)


async def return_from_customer(c: commands.ReturnFromCustomer, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    fact = moving.return_from_customer(
        lot.state,
        quantity=await in_unit_of(work, lot.state, c.quantity, c.unit),
        customer=await work.name("customers", c.customer),
        delivery=c.delivery,
        sales_order=await work.name("sales_orders", c.sales_order),
        reason=c.reason,
    )
    work.append(lot, fact)


async def return_to_supplier(c: commands.ReturnToSupplier, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    quantity = await in_unit_of(work, lot.state, c.quantity, c.unit)
    fact = moving.return_to_supplier(
        lot.state, quantity=quantity, supplier=c.supplier, reference=c.reference, reason=c.reason, at=work.at
    )
    work.append(lot, fact)
    await settle_unit(work, lot)


async def correct_lot(c: commands.CorrectLot, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    wanted, number = c.wanted(), finding.number_of(lot)
    if c.number is not None:
        wanted["number"] = await _number_to_bear(c.number, number, lot, work)
    fact = renaming.correct_lot(lot.state, number=number, wanted=wanted, clear=c.clear, why=c.why)
    work.append(lot, fact)
    for known_by in (fact.number, fact.supplier_lot):
        if known_by is not None:
            await share_number(work, known_by, lot.key)


async def _number_to_bear(wanted: str, borne: str, lot: Loaded[Lot], work: Work) -> str:
    """Refuses the number of another lot of the material which stands."""
    number = finding.number_for(lot.state.material, wanted)
    if not names.same(number, borne):
        try:
            other = await find_lot(work, f"{lot.state.material}/{number}")
        except UnknownLot:
            return number
        if other.state.stands and other.key != lot.key:
            LOT.refuse_taken(wanted)
    return number


USE_CASES = (
    use_case(commands.CorrectLot, correct_lot),
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
