"""What can be asked of a lot. Each use case: load, decide, append."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from unison.lots import domain
from unison.lots.domain import LOT
from unison.shared.commands import Amount, Command, Key, Moment, Text, Unit, use_case
from unison.shared.ports import Work
from unison.shared.quantities import PLACES


class ReceiveLot(Command, name="lots.receive"):
    """Take in a lot from outside."""

    lot: Key
    material: Key
    quantity: Amount
    unit: Unit
    plant: Key = "main"
    location: Key | None = None
    supplier: Key | None = None
    purchase_reference: Key | None = None
    expires_at: Moment | None = None


class SplitLot(Command, name="lots.split"):
    """Make a part of a lot a lot of its own."""

    lot: Key
    into: Key
    quantity: Amount
    location: Key | None = None


class MergeLots(Command, name="lots.merge"):
    """Put the whole remainder of several lots of one material into one, new or existing."""

    into: Key
    lots: Annotated[list[Key], Field(min_length=1, max_length=100)]
    location: Key | None = None


class MoveLot(Command, name="lots.move"):
    """Bring a lot to another place."""

    lot: Key
    location: Key


class HoldLot(Command, name="lots.hold"):
    """Block a lot: nothing may be taken from it until it is released."""

    lot: Key
    reason: Text


class ReleaseLot(Command, name="lots.release"):
    """Free a lot that was on hold."""

    lot: Key
    reason: Text | None = None


class AdjustLot(Command, name="lots.adjust"):
    """Say what a count found."""

    lot: Key
    quantity: Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=PLACES, description="What is there.")]
    reason: Text


class ShipLot(Command, name="lots.ship"):
    """Send a quantity of a lot to a customer."""

    lot: Key
    quantity: Amount
    customer: Key
    delivery: Key | None = None


class ScrapLot(Command, name="lots.scrap"):
    """Throw a quantity of a lot away."""

    lot: Key
    quantity: Amount
    reason: Text


async def receive(c: ReceiveLot, work: Work) -> None:
    lot = await work.new(LOT, c.lot)
    fact = domain.receive(
        material=c.material,
        quantity=c.quantity,
        unit=c.unit,
        plant=c.plant,
        location=c.location,
        supplier=c.supplier,
        purchase_reference=c.purchase_reference,
        expires_at=c.expires_at,
    )
    work.append(lot, fact)


async def split(c: SplitLot, work: Work) -> None:
    parent = await work.load(LOT, c.lot)
    gone, come = domain.split(parent.state, key=c.lot, into=c.into, quantity=c.quantity, location=c.location)
    part = await work.new(LOT, c.into)
    work.append(parent, gone)
    work.append(part, come)


async def merge(c: MergeLots, work: Work) -> None:
    into = await work.open(LOT, c.into)
    sources = [await work.load(LOT, key) for key in dict.fromkeys(c.lots)]
    gone, come = domain.merge(into.state, key=c.into, sources=[(s.key, s.state) for s in sources], location=c.location)
    for source, fact in zip(sources, gone, strict=True):
        work.append(source, fact)
    work.append(into, *come)


async def move(c: MoveLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    work.append(lot, domain.move(lot.state, location=c.location))


async def hold(c: HoldLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    work.append(lot, domain.hold(lot.state, reason=c.reason))


async def release(c: ReleaseLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    work.append(lot, domain.release(lot.state, reason=c.reason))


async def adjust(c: AdjustLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    work.append(lot, domain.adjust(lot.state, quantity=c.quantity, reason=c.reason))


async def ship(c: ShipLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    work.append(lot, domain.ship(lot.state, quantity=c.quantity, customer=c.customer, delivery=c.delivery))


async def scrap(c: ScrapLot, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    work.append(lot, domain.scrap(lot.state, quantity=c.quantity, reason=c.reason))


USE_CASES = (
    use_case(ReceiveLot, receive),
    use_case(SplitLot, split),
    use_case(MergeLots, merge),
    use_case(MoveLot, move),
    use_case(HoldLot, hold),
    use_case(ReleaseLot, release),
    use_case(AdjustLot, adjust),
    use_case(ShipLot, ship),
    use_case(ScrapLot, scrap),
)
