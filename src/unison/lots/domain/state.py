"""A lot as its facts leave it, and what can be refused of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import reduce

from unison.lots.domain.about import About, Coming, corrected, joined, told_by
from unison.lots.domain.facts import (
    LotAdjusted,
    LotConsumed,
    LotCorrected,
    LotHeld,
    LotMergedFrom,
    LotMergedInto,
    LotMoved,
    LotProduced,
    LotReceived,
    LotReleased,
    LotReservationReleased,
    LotReserved,
    LotReturned,
    LotReturnedToSupplier,
    LotScrapped,
    LotShipped,
    LotSplit,
    LotSplitOff,
    Movement,
    MovementCorrected,
    NumberShared,
)
from unison.lots.domain.parties import Shares, having, total
from unison.lots.domain.reservations import Reservation, Reservations, with_taken
from unison.lots.domain.reservations import without as without_order
from unison.lots.domain.timeline import ZERO, Step, Steps, on_hand, placed, without
from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate
from unison.shared.quantities import NO_CARRY, FractionText, carried


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands of a corrected movement; None: as it was told first."""

    quantity: Decimal | None = None
    unit_cost: Decimal | None = None
    total_cost: Decimal | None = None
    happened_at: datetime | None = None
    struck: bool = False
    exact: FractionText | None = None


@dataclass(frozen=True, kw_only=True)
class Lot:
    """`steps` are its movements as they stand, in the order in which they happened, and `quantity` is what they leave;
    `with_customers` is what was shipped to each and did not come back, `from_suppliers` what came of each and did not go back;
    `reserved` is what is there for each order alone;
    `corrections` what stands of each corrected movement, and `originals` the movement as it was told first, by its version.
    `carry` is what `quantity` is kept too little of by rounding, as a fraction: `-1/3000000000000`.

    `about` is what stands of what was told of the lot itself: `believed` was told last, whole, and `told` by each fact that
    came since, by its version. `namesakes` are other lots that bear the number by which this stream is named. A stream that
    began for their sake has no material until a lot of its own comes.
    """

    material: str
    unit: str
    plant: str
    quantity: Decimal = ZERO
    carry: FractionText = NO_CARRY
    location: str | None = None
    on_hold: bool = False
    about: About = field(default_factory=About)
    believed: About | None = None
    told: Mapping[int, About] = field(default_factory=dict[int, About])
    namesakes: tuple[str, ...] = ()
    with_customers: Shares = field(default_factory=dict[str, Decimal])
    from_suppliers: Shares = field(default_factory=dict[str, Decimal])
    reserved: Reservations = field(default_factory=dict[str, Reservation])
    version: int = 0
    steps: Steps = ()
    corrections: Mapping[int, Standing] = field(default_factory=dict[int, Standing])
    originals: Mapping[int, Step] = field(default_factory=dict[int, Step])

    def next_step(self, at: datetime, amount: Decimal) -> Step:
        """The movement that would be told next."""
        return Step(at, self.version + 1, amount)

    @property
    def expires_at(self) -> datetime | None:
        return self.about.expires_at

    @property
    def stands(self) -> bool:
        """Whether anything that stands brought it into being, and did not go back whole: else its number is free."""
        return total(self.from_suppliers) > 0 or self.quantity != 0


def evolve(lot: Lot | None, fact: Fact, at: datetime) -> Lot:
    """The lot after a fact. Never refuses; an unknown fact raises."""
    after = _evolved(lot, fact, at)
    return replace(after, version=after.version + 1, carry=_carry(lot, fact))


def _carry(lot: Lot | None, fact: Fact) -> FractionText:
    """What was rounded away by the fact, and by those before it. A count begins anew."""
    carry = NO_CARRY if lot is None else lot.carry
    match fact:
        case LotReceived() | LotProduced() | LotSplitOff() | LotMergedFrom() | LotReturned():
            return carried(carry, fact.quantity, fact.exact)
        case LotConsumed() | LotSplit() | LotMergedInto() | LotScrapped() | LotReturnedToSupplier() | LotShipped():
            return carried(carry, fact.quantity, fact.exact, -1)
        case LotAdjusted():
            return carried(NO_CARRY, fact.quantity, fact.exact)
        case MovementCorrected():
            return carried(carry, fact.change, fact.exact_change)
        case _:
            return carry


def _evolved(lot: Lot | None, fact: Fact, at: datetime) -> Lot:  # noqa: PLR0912 - one case for each kind of fact
    match fact:
        case LotReceived() | LotProduced() | LotSplitOff() | LotMergedFrom():
            supplier = fact.supplier if isinstance(fact, LotReceived) else None
            came = _came(lot, fact)
            from_suppliers = having(came.from_suppliers, supplier, None, fact.quantity)
            return _moved(replace(came, from_suppliers=from_suppliers), at, fact.quantity)
        case NumberShared():
            return _shared(lot, fact)
        case _ if lot is None:
            raise TypeError(f"a lot cannot begin with {type(fact).__name__}")
        case LotReserved() | LotReservationReleased():
            return _reserved(lot, fact)
        case LotConsumed():
            return _moved(_taken(lot, fact.work_order, fact.quantity), at, -fact.quantity)
        case LotSplit() | LotMergedInto() | LotScrapped():
            return _moved(lot, at, -fact.quantity)
        case LotReturnedToSupplier():
            left = having(lot.from_suppliers, fact.supplier, None, -fact.quantity)
            return _moved(replace(lot, from_suppliers=left), at, -fact.quantity)
        case LotCorrected():
            return replace(lot, about=corrected(fact), believed=corrected(fact), told={})
        case LotShipped():
            gone = having(lot.with_customers, fact.customer, fact.delivery, fact.quantity)
            return _moved(replace(lot, with_customers=gone), at, -fact.quantity)
        case LotReturned():
            back = fact.quantity if fact.customer is not None else ZERO
            left = having(lot.with_customers, fact.customer, fact.delivery, -back) if back else lot.with_customers
            back_there = _taken(replace(lot, with_customers=left), fact.work_order, -fact.quantity)
            return _moved(back_there, at, fact.quantity)
        case LotMoved():
            return replace(lot, location=fact.location)
        case LotHeld() | LotReleased():
            return replace(lot, on_hold=isinstance(fact, LotHeld))
        case LotAdjusted():
            return _with_step(lot, Step(at, lot.version + 1, fact.quantity, is_count=True))
        case MovementCorrected():
            return _corrected(lot, fact)
        case _:
            raise TypeError(f"a lot knows nothing of {type(fact).__name__}")


def _shared(lot: Lot | None, fact: NumberShared) -> Lot:
    known = lot or Lot(material="", unit="", plant="")
    return replace(known, namesakes=(*known.namesakes, fact.lot))


def _reserved(lot: Lot, fact: LotReserved | LotReservationReleased) -> Lot:
    others = without_order(lot.reserved, fact.work_order)
    if isinstance(fact, LotReservationReleased):
        return replace(lot, reserved=others)
    return replace(lot, reserved={**others, fact.work_order: Reservation(lot.version + 1, fact.quantity)})


def _taken(lot: Lot, work_order: str | None, more: Decimal, movement: int | None = None) -> Lot:
    """The order took so much more, or less, of what is reserved for it; by the next fact, unless another movement is named."""
    if not lot.reserved:
        return lot
    return replace(lot, reserved=with_taken(lot.reserved, work_order, more, movement=movement or lot.version + 1))


def _moved(lot: Lot, at: datetime, amount: Decimal) -> Lot:
    return _with_step(lot, lot.next_step(at, amount))


def _with_step(lot: Lot, step: Step) -> Lot:
    """What happens last is the rule, and needs no look at what was before."""
    steps = placed(lot.steps, step)
    return replace(lot, steps=steps, quantity=step.after(lot.quantity) if steps[-1] is step else on_hand(steps))


def _came(lot: Lot | None, fact: Coming) -> Lot:
    """More of a lot; or, of a new one and of one of which nothing stands, all that is known of it."""
    more = told_by(fact)
    if lot is None or not lot.material or fact.anew:
        lot = lot or Lot(material="", unit="", plant="")
        lot = replace(
            lot, material=fact.material, unit=fact.unit, plant=fact.plant, location=fact.location, on_hold=False,
            about=replace(more, number=lot.about.number), believed=None, told={},
        )  # fmt: skip
    else:
        lot = replace(lot, location=fact.location or lot.location, about=joined(lot.about, more))
    return replace(
        lot,
        told={**lot.told, lot.version + 1: more},
    )


def is_free(lot: Lot | None) -> bool:
    """Whether there were facts of the lot, and nothing of it stands."""
    return lot is not None and bool(lot.material) and not lot.stands


WITH_CUSTOMERS = (Movement.SHIPPED, Movement.RETURNED_BY_CUSTOMER)
"""Movements between the house and a customer: what one of them adds on hand, the customer has less."""

FROM_SUPPLIERS = (Movement.RECEIVED, Movement.PRODUCED, Movement.SPLIT_OFF, Movement.RETURNED_TO_SUPPLIER)
"""Movements by which a lot came into the house, or went back to where it came from."""


OF_ORDERS = (Movement.CONSUMED, Movement.RETURNED)
"""Movements between the lot and an order: what one of them adds on hand, the order has less."""


def original(lot: Lot, movement: int) -> Step | None:
    """A movement as it was told first; None where no fact of that version moved anything."""
    return lot.originals.get(movement) or next((step for step in lot.steps if step.version == movement), None)


def standing_steps(lot: Lot, movement: int, stands: Standing) -> Steps:
    """The movements with one of them as it stands."""
    told = original(lot, movement)
    others = without(lot.steps, movement)
    if told is None or stands.struck:
        return others
    amount = told.amount
    if stands.quantity is not None:
        amount = stands.quantity.copy_sign(amount) if amount else stands.quantity
    return placed(others, told._replace(at=stands.happened_at or told.at, amount=amount))


def _corrected(lot: Lot, fact: MovementCorrected) -> Lot:
    stands = Standing(
        quantity=fact.quantity,
        unit_cost=fact.unit_cost,
        total_cost=fact.total_cost,
        happened_at=fact.happened_at,
        struck=fact.struck,
        exact=fact.exact,
    )
    steps = standing_steps(lot, fact.movement, stands)
    if fact.kind in OF_ORDERS:
        lot = _taken(lot, fact.work_order, -fact.change, fact.movement)
    originals = lot.originals
    if fact.movement not in originals and (told := original(lot, fact.movement)) is not None:
        originals = {**originals, fact.movement: told}
    return _settled(replace(
        lot,
        steps=steps,
        quantity=on_hand(steps),
        with_customers=having(lot.with_customers, fact.party, fact.of_delivery, -fact.change)
        if fact.kind in WITH_CUSTOMERS
        else lot.with_customers,
        from_suppliers=having(lot.from_suppliers, fact.party, None, fact.change)
        if fact.kind in FROM_SUPPLIERS
        else lot.from_suppliers,
        corrections={**lot.corrections, fact.movement: stands},
        originals=originals,
    ))  # fmt: skip


def _settled(lot: Lot) -> Lot:
    """What is known of it after a fact that told something of it was struck, or stands again."""
    struck = {version for version, stands in lot.corrections.items() if stands.struck}
    standing = [told for version, told in lot.told.items() if version not in struck]
    if lot.believed is None and not standing:
        return lot
    first = lot.believed or replace(standing.pop(0), number=lot.about.number)
    return replace(lot, about=reduce(joined, standing, first))


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownLot(UnknownRefusal, code="unknown_lot"):
    """There is no lot {key}. Check the number, or receive it first."""


class LotExists(RuleRefusal, code="lot_exists"):
    """There is a lot {key} already. Choose another number."""


LOT = Aggregate("lots", Lot, evolve, UnknownLot, LotExists)
