"""What is done with a lot: functions on frozen data."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from unison.lots.domain.facts import (
    LotAdjusted,
    LotConsumed,
    LotHeld,
    LotMergedFrom,
    LotMergedInto,
    LotMoved,
    LotProduced,
    LotReleased,
    LotReturned,
    LotReturnedToSupplier,
    LotScrapped,
    LotShipped,
    LotSplit,
    LotSplitOff,
)
from unison.lots.domain.parties import check_customer, check_supplier
from unison.lots.domain.state import Lot, is_free
from unison.lots.domain.taking import check_override, put_in, take, use
from unison.lots.domain.timeline import Step, on_hand_at, placed, shortage
from unison.shared.errors import RuleRefusal
from unison.shared.names import same
from unison.shared.quantities import Exact, UnitMismatch, kept, shown


def same_unit(lot: Lot, unit: str) -> None:
    if unit != lot.unit:
        raise UnitMismatch(given=unit, expected=lot.unit, what="the lot")


class MaterialDiffers(RuleRefusal, code="material_differs"):
    """The lot holds {held}, not {given}. Put {given} into another lot."""


class PlantDiffers(RuleRefusal, code="plant_differs"):
    """The lot belongs to plant {held}, not {given}. Use a lot of plant {given}."""


def same_kind(lot: Lot, *, material: str, unit: str, plant: str) -> None:
    """What is put together must be of one material, unit and plant."""
    if not same(material, lot.material):
        raise MaterialDiffers(held=lot.material, given=material)
    if plant != lot.plant:
        raise PlantDiffers(held=lot.plant, given=plant)
    same_unit(lot, unit)


class SerialIsOne(RuleRefusal, code="serial_is_one"):
    """{material} is kept by serial number: each number is exactly 1 {unit}, and this was {quantity} {unit}. Give a number for
    each piece, and leave a piece whole."""


def check_serial(*, material: str, quantity: Exact, unit: str) -> None:
    """A serial number is exactly one base unit."""
    if quantity != 1:
        raise SerialIsOne(material=material, unit=unit, quantity=shown(quantity))


def produce(
    lot: Lot | None,
    *,
    material: str,
    quantity: Exact,
    unit: str,
    work_order: str,
    plant: str,
    location: str | None,
    expires_at: datetime | None = None,
    by_product: bool = False,
) -> LotProduced:
    """More of a lot must be of the same material, unit and plant."""
    if lot is not None and lot.material:
        same_kind(lot, material=material, unit=unit, plant=plant)
    return LotProduced(
        work_order=work_order,
        **put_in(lot, quantity).fields,
        material=material,
        unit=unit,
        plant=plant,
        location=location,
        expires_at=expires_at,
        by_product=by_product,
        anew=is_free(lot),
    )


def consume(
    lot: Lot,
    *,
    key: str,
    quantity: Exact,
    work_order: str,
    at: datetime,
    may_go_below_zero: bool = False,
    suggested_lot: str | None = None,
    override_reason: str | None = None,
    reason: str | None = None,
    into_lots: tuple[str, ...] = (),
) -> LotConsumed:
    check_override(key, suggested_lot, override_reason)
    return LotConsumed(
        **use(lot, quantity, at=at, may_go_below_zero=may_go_below_zero, work_order=work_order).fields,
        work_order=work_order,
        suggested_lot=suggested_lot,
        override_reason=override_reason,
        reason=reason,
        into_lots=into_lots,
    )


def return_from_order(
    lot: Lot, *, quantity: Exact, work_order: str, reason: str | None, into_lots: tuple[str, ...] = ()
) -> LotReturned:
    """How much the order may give back, the order knows. What comes back to a lot on hold is on hold."""
    return LotReturned(**put_in(lot, quantity).fields, work_order=work_order, reason=reason, into_lots=into_lots)


def return_from_customer(
    lot: Lot, *, quantity: Exact, customer: str, delivery: str | None, sales_order: str | None, reason: str
) -> LotReturned:
    check_customer(lot.with_customers, customer, delivery, quantity, lot.unit)
    back = put_in(lot, quantity)
    return LotReturned(**back.fields, customer=customer, delivery=delivery, sales_order=sales_order, reason=reason)


def return_to_supplier(
    lot: Lot, *, quantity: Exact, supplier: str | None, reference: str | None, reason: str, at: datetime
) -> LotReturnedToSupplier:
    """Also of a lot on hold, and of one that has expired: that is often why it goes back. To each supplier no more than came."""
    taken = take(replace(lot, on_hold=False), quantity, at=at)
    if lot.believed is None or not same(
        supplier, lot.believed.supplier
    ):  # all of a lot is from whom it was said to be from
        check_supplier(lot.from_suppliers, supplier, quantity, lot.unit)
    return LotReturnedToSupplier(**taken.fields, supplier=supplier, reference=reference, reason=reason)


class SameLot(RuleRefusal, code="same_lot"):
    """A lot cannot be split into or merged with itself. Give the other lot's number."""


def split(
    lot: Lot, *, key: str, into: str, quantity: Exact, location: str | None, at: datetime, there: Lot | None = None
) -> tuple[LotSplit, LotSplitOff]:
    """The fact of the parent and the fact of the part, which goes into the lot `there` when there is one of the same kind."""
    if key == into:
        raise SameLot
    if there is not None and there.material:
        same_kind(there, material=lot.material, unit=lot.unit, plant=lot.plant)
    part = take(lot, quantity, at=at)
    return LotSplit(into=into, **part.fields), LotSplitOff(
        **part.fields,
        source=key,
        material=lot.material,
        unit=lot.unit,
        plant=lot.plant,
        location=location or (there if there is not None and there.stands else lot).location,
        expires_at=lot.expires_at,
        anew=is_free(there),
    )


class NothingLeft(RuleRefusal, code="nothing_left"):
    """There is nothing left of lot {lot}. Leave it out, or adjust it to what is there."""


def merge(
    into: Lot | None, *, key: str, sources: Sequence[tuple[str, Lot]], location: str | None, at: datetime
) -> tuple[list[LotMergedInto], list[LotMergedFrom]]:
    """One fact for each source, and one for each of them on the lot they go into. All must be of one material and plant.

    A new lot begins where the first source is, unless told otherwise. It expires when the first part of it does.
    """
    first = into if into is not None and into.material else sources[0][1]
    there = location or first.location
    gone: list[LotMergedInto] = []
    come: list[LotMergedFrom] = []
    for name, lot in sources:
        if name == key:
            raise SameLot
        same_kind(first, material=lot.material, unit=lot.unit, plant=lot.plant)
        left = on_hand_at(lot.steps, at)
        if left <= 0:
            raise NothingLeft(lot=name)
        part = take(lot, Fraction(left) + Fraction(lot.carry), at=at)
        gone.append(LotMergedInto(into=key, **part.fields))
        came = LotMergedFrom(
            source=name, material=lot.material, **part.fields, unit=lot.unit, plant=lot.plant, location=there,
            expires_at=lot.expires_at, anew=is_free(into) and not come,
        )  # fmt: skip
        come.append(came)
    return gone, come


class NotThereYet(RuleRefusal, code="not_there_yet"):
    """The lot came in at {came_in}, and this is told of {moment}. Correct the moment, or correct when the lot came in."""


def check_there(lot: Lot, at: datetime) -> None:
    if lot.steps and at < lot.steps[0].at:
        raise NotThereYet(came_in=lot.steps[0].at.isoformat(), moment=at.isoformat())


class AlreadyThere(RuleRefusal, code="already_there"):
    """The lot is at {location} already. Check which lot and which storage location you mean."""


def move(lot: Lot, *, location: str, at: datetime) -> LotMoved:
    check_there(lot, at)
    if same(lot.location, location):
        raise AlreadyThere(location=location)
    return LotMoved(location=location)


class AlreadyOnHold(RuleRefusal, code="already_on_hold"):
    """The lot is on hold already. To change the reason, release it and hold it again."""


def hold(lot: Lot, *, reason: str, at: datetime) -> LotHeld:
    check_there(lot, at)
    if lot.on_hold:
        raise AlreadyOnHold
    return LotHeld(reason=reason)


class CountedTooLittle(RuleRefusal, code="counted_too_little"):
    """At {moment} {missing} {unit} would be missing for what was taken since. Check the count and its moment, or correct what was
    taken first."""


class NotOnHold(RuleRefusal, code="lot_not_on_hold"):
    """The lot is not on hold, so there is nothing to release."""


def release(lot: Lot, *, reason: str | None, at: datetime) -> LotReleased:
    check_there(lot, at)
    if not lot.on_hold:
        raise NotOnHold
    return LotReleased(reason=reason)


def adjust(lot: Lot, *, quantity: Exact, reason: str, at: datetime, may_go_below_zero: bool = False) -> LotAdjusted:
    """A count is a level at its moment. One that is told late must leave enough for what was taken after it."""
    check_there(lot, at)
    counted = kept(quantity)
    found = Step(at, lot.version + 1, counted.quantity, is_count=True)
    if not may_go_below_zero and (short := shortage(lot.steps, placed(lot.steps, found))) is not None:
        raise CountedTooLittle(moment=short.at.isoformat(), missing=shown(short.missing), unit=lot.unit)
    return LotAdjusted(**counted.fields, reason=reason)


def ship(
    lot: Lot,
    *,
    key: str,
    quantity: Exact,
    customer: str,
    delivery: str | None,
    at: datetime,
    may_go_below_zero: bool = False,
    suggested_lot: str | None = None,
    override_reason: str | None = None,
    reason: str | None = None,
) -> LotShipped:
    check_override(key, suggested_lot, override_reason)
    return LotShipped(
        **use(lot, quantity, at=at, may_go_below_zero=may_go_below_zero).fields,
        customer=customer,
        delivery=delivery,
        suggested_lot=suggested_lot,
        override_reason=override_reason,
        reason=reason,
    )


def scrap(lot: Lot, *, quantity: Exact, reason: str, at: datetime, may_go_below_zero: bool = False) -> LotScrapped:
    """A lot on hold may be scrapped: that is often why it was held. Scrap is what happened to it, for whomever it was reserved."""
    taken = take(replace(lot, on_hold=False, reserved={}), quantity, at=at, may_go_below_zero=may_go_below_zero)
    return LotScrapped(**taken.fields, reason=reason)
