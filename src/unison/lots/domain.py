"""The rules of a lot: functions on frozen data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate
from unison.shared.quantities import UnitMismatch

# Facts -----------------------------------------------------------------------------------------------------------


class LotReceived(Fact, topic="lots.LotReceived"):
    """A lot came from outside."""

    material: str
    quantity: Decimal
    unit: str
    plant: str
    location: str | None = None
    supplier: str | None = None
    purchase_reference: str | None = None
    expires_at: datetime | None = None


class LotProduced(Fact, topic="lots.LotProduced"):
    """An order made a lot, or more of it. `quantity` is what was added."""

    work_order: str
    material: str
    quantity: Decimal
    unit: str
    plant: str
    location: str | None = None


class LotConsumed(Fact, topic="lots.LotConsumed"):
    work_order: str
    quantity: Decimal


class LotSplit(Fact, topic="lots.LotSplit"):
    """A part of this lot became the lot `into`."""

    into: str
    quantity: Decimal


class LotSplitOff(Fact, topic="lots.LotSplitOff"):
    """This lot began as a part of the lot `source`."""

    source: str
    material: str
    quantity: Decimal
    unit: str
    plant: str
    location: str | None = None


class LotMergedInto(Fact, topic="lots.LotMergedInto"):
    """The whole remainder of this lot went into the lot `into`."""

    into: str
    quantity: Decimal


class LotMergedFrom(Fact, topic="lots.LotMergedFrom"):
    """The remainder of the lot `source` came into this one."""

    source: str
    material: str
    quantity: Decimal
    unit: str
    plant: str
    location: str | None = None


class LotMoved(Fact, topic="lots.LotMoved"):
    location: str


class LotHeld(Fact, topic="lots.LotHeld"):
    reason: str


class LotReleased(Fact, topic="lots.LotReleased"):
    reason: str | None = None


class LotAdjusted(Fact, topic="lots.LotAdjusted"):
    """A count found `quantity` where the books had `expected`."""

    quantity: Decimal
    expected: Decimal
    reason: str


class LotShipped(Fact, topic="lots.LotShipped"):
    quantity: Decimal
    customer: str
    delivery: str | None = None


class LotScrapped(Fact, topic="lots.LotScrapped"):
    quantity: Decimal
    reason: str


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Lot:
    material: str
    unit: str
    plant: str
    quantity: Decimal
    location: str | None = None
    on_hold: bool = False


def evolve(lot: Lot | None, fact: Fact) -> Lot:
    """The lot after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case LotReceived() | LotProduced() | LotSplitOff() | LotMergedFrom():
            if lot is not None:
                return replace(lot, quantity=lot.quantity + fact.quantity, location=fact.location or lot.location)
            return Lot(
                material=fact.material, unit=fact.unit, plant=fact.plant, quantity=fact.quantity, location=fact.location
            )
        case _ if lot is None:
            raise TypeError(f"a lot cannot begin with {type(fact).__name__}")
        case LotConsumed() | LotSplit() | LotMergedInto() | LotShipped() | LotScrapped():
            return replace(lot, quantity=lot.quantity - fact.quantity)
        case LotMoved():
            return replace(lot, location=fact.location)
        case LotHeld():
            return replace(lot, on_hold=True)
        case LotReleased():
            return replace(lot, on_hold=False)
        case LotAdjusted():
            return replace(lot, quantity=fact.quantity)
        case _:
            raise TypeError(f"a lot knows nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownLot(UnknownRefusal):
    """There is no lot {key}. Check the number, or receive it first."""


class LotExists(RuleRefusal):
    """There is a lot {key} already. Choose another number."""


class NotEnough(RuleRefusal):
    """The lot has {on_hand} {unit}, and {asked} {unit} were asked for. Take less, or adjust the lot to what is there."""


class OnHold(RuleRefusal):
    """The lot is on hold. Have it released first, or take another lot."""


class NotOnHold(RuleRefusal):
    """The lot is not on hold, so there is nothing to release."""


class AlreadyOnHold(RuleRefusal):
    """The lot is on hold already. To change the reason, release it and hold it again."""


class MaterialDiffers(RuleRefusal):
    """The lot holds {held}, not {given}. Put {given} into another lot."""


class PlantDiffers(RuleRefusal):
    """The lot belongs to plant {held}, not {given}. Use a lot of plant {given}."""


class SameLot(RuleRefusal):
    """A lot cannot be split into or merged with itself. Give the other lot's number."""


class NothingLeft(RuleRefusal):
    """There is nothing left of lot {lot}. Leave it out, or adjust it to what is there."""


class AlreadyThere(RuleRefusal):
    """The lot is at {location} already. Check which lot and which place you mean."""


LOT = Aggregate("lots", Lot, evolve, UnknownLot, LotExists)

# Decisions -------------------------------------------------------------------------------------------------------


def _take(lot: Lot, quantity: Decimal) -> Decimal:
    if lot.on_hold:
        raise OnHold
    if quantity > lot.quantity:
        raise NotEnough(on_hand=f"{lot.quantity:f}", asked=f"{quantity:f}", unit=lot.unit)
    return quantity


def _same_unit(lot: Lot, unit: str | None) -> None:
    if unit is not None and unit != lot.unit:
        raise UnitMismatch(given=unit, expected=lot.unit, what="the lot")


def _same_kind(lot: Lot, *, material: str, unit: str, plant: str) -> None:
    """What is put together must be of one material, unit and plant."""
    if material != lot.material:
        raise MaterialDiffers(held=lot.material, given=material)
    if plant != lot.plant:
        raise PlantDiffers(held=lot.plant, given=plant)
    _same_unit(lot, unit)


def receive(
    *,
    material: str,
    quantity: Decimal,
    unit: str,
    plant: str,
    location: str | None,
    supplier: str | None,
    purchase_reference: str | None,
    expires_at: datetime | None,
) -> LotReceived:
    return LotReceived(
        material=material,
        quantity=quantity,
        unit=unit,
        plant=plant,
        location=location,
        supplier=supplier,
        purchase_reference=purchase_reference,
        expires_at=expires_at,
    )


def produce(
    lot: Lot | None, *, material: str, quantity: Decimal, unit: str, work_order: str, plant: str, location: str | None
) -> LotProduced:
    """More of a lot must be of the same material, unit and plant."""
    if lot is not None:
        _same_kind(lot, material=material, unit=unit, plant=plant)
    return LotProduced(
        work_order=work_order, material=material, quantity=quantity, unit=unit, plant=plant, location=location
    )


def consume(lot: Lot, *, quantity: Decimal, unit: str | None, work_order: str) -> LotConsumed:
    _same_unit(lot, unit)
    return LotConsumed(work_order=work_order, quantity=_take(lot, quantity))


def split(lot: Lot, *, key: str, into: str, quantity: Decimal, location: str | None) -> tuple[LotSplit, LotSplitOff]:
    """The fact of the parent and the fact of the part."""
    if key == into:
        raise SameLot
    part = _take(lot, quantity)
    return LotSplit(into=into, quantity=part), LotSplitOff(
        source=key,
        material=lot.material,
        quantity=part,
        unit=lot.unit,
        plant=lot.plant,
        location=location or lot.location,
    )


def merge(
    into: Lot | None, *, key: str, sources: Sequence[tuple[str, Lot]], location: str | None
) -> tuple[list[LotMergedInto], list[LotMergedFrom]]:
    """One fact for each source, and one for each of them on the lot they go into. All must be of one material and plant.

    A new lot begins where the first source is, unless told otherwise.
    """
    first = into or sources[0][1]
    place = location or first.location
    gone: list[LotMergedInto] = []
    come: list[LotMergedFrom] = []
    for name, lot in sources:
        if name == key:
            raise SameLot
        _same_kind(first, material=lot.material, unit=lot.unit, plant=lot.plant)
        if lot.quantity <= 0:
            raise NothingLeft(lot=name)
        part = _take(lot, lot.quantity)
        gone.append(LotMergedInto(into=key, quantity=part))
        come.append(
            LotMergedFrom(
                source=name, material=lot.material, quantity=part, unit=lot.unit, plant=lot.plant, location=place
            )
        )
    return gone, come


def move(lot: Lot, *, location: str) -> LotMoved:
    if lot.location == location:
        raise AlreadyThere(location=location)
    return LotMoved(location=location)


def hold(lot: Lot, *, reason: str) -> LotHeld:
    if lot.on_hold:
        raise AlreadyOnHold
    return LotHeld(reason=reason)


def release(lot: Lot, *, reason: str | None) -> LotReleased:
    if not lot.on_hold:
        raise NotOnHold
    return LotReleased(reason=reason)


def adjust(lot: Lot, *, quantity: Decimal, reason: str) -> LotAdjusted:
    return LotAdjusted(quantity=quantity, expected=lot.quantity, reason=reason)


def ship(lot: Lot, *, quantity: Decimal, customer: str, delivery: str | None) -> LotShipped:
    return LotShipped(quantity=_take(lot, quantity), customer=customer, delivery=delivery)


def scrap(lot: Lot, *, quantity: Decimal, reason: str) -> LotScrapped:
    """A lot on hold may be scrapped: that is often why it was held."""
    return LotScrapped(quantity=_take(replace(lot, on_hold=False), quantity), reason=reason)
