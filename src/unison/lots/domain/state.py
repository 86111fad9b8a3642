"""A lot as its facts leave it, and what can be refused of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from unison.lots.domain.facts import (
    LotAdjusted,
    LotConsumed,
    LotHeld,
    LotMergedFrom,
    LotMergedInto,
    LotMoved,
    LotProduced,
    LotReceived,
    LotReleased,
    LotReturned,
    LotReturnedToSupplier,
    LotScrapped,
    LotShipped,
    LotSplit,
    LotSplitOff,
    Movement,
    MovementCorrected,
)
from unison.lots.domain.parties import Shares, having
from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands of a corrected movement; None: as it was told first."""

    quantity: Decimal | None = None
    unit_cost: Decimal | None = None
    happened_at: datetime | None = None
    struck: bool = False


@dataclass(frozen=True, kw_only=True)
class Lot:
    """`with_customers` is what was shipped to each and did not come back, `from_suppliers` what came of each and did not go back;
    `corrections` what stands of each corrected movement, by its version."""

    material: str
    unit: str
    plant: str
    quantity: Decimal
    location: str | None = None
    on_hold: bool = False
    expires_at: datetime | None = None
    with_customers: Shares = field(default_factory=dict[str, Decimal])
    from_suppliers: Shares = field(default_factory=dict[str, Decimal])
    corrections: Mapping[int, Standing] = field(default_factory=dict[int, Standing])


def evolve(lot: Lot | None, fact: Fact, _at: datetime) -> Lot:
    """The lot after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case LotReceived() | LotProduced() | LotSplitOff() | LotMergedFrom():
            supplier = fact.supplier if isinstance(fact, LotReceived) else None
            came = _came(lot, fact)
            return replace(came, from_suppliers=having(came.from_suppliers, supplier, None, fact.quantity))
        case _ if lot is None:
            raise TypeError(f"a lot cannot begin with {type(fact).__name__}")
        case LotConsumed() | LotSplit() | LotMergedInto() | LotScrapped():
            return replace(lot, quantity=lot.quantity - fact.quantity)
        case LotReturnedToSupplier():
            left = having(lot.from_suppliers, fact.supplier, None, -fact.quantity)
            return replace(lot, quantity=lot.quantity - fact.quantity, from_suppliers=left)
        case LotShipped():
            gone = having(lot.with_customers, fact.customer, fact.delivery, fact.quantity)
            return replace(lot, quantity=lot.quantity - fact.quantity, with_customers=gone)
        case LotReturned():
            back = fact.quantity if fact.customer is not None else Decimal(0)
            left = having(lot.with_customers, fact.customer, fact.delivery, -back) if back else lot.with_customers
            return replace(lot, quantity=lot.quantity + fact.quantity, with_customers=left)
        case LotMoved():
            return replace(lot, location=fact.location)
        case LotHeld():
            return replace(lot, on_hold=True)
        case LotReleased():
            return replace(lot, on_hold=False)
        case LotAdjusted():
            return replace(lot, quantity=fact.quantity)
        case MovementCorrected():
            return _corrected(lot, fact)
        case _:
            raise TypeError(f"a lot knows nothing of {type(fact).__name__}")


def _came(lot: Lot | None, fact: LotReceived | LotProduced | LotSplitOff | LotMergedFrom) -> Lot:
    if lot is not None:
        return replace(
            lot,
            quantity=lot.quantity + fact.quantity,
            location=fact.location or lot.location,
            expires_at=earliest(lot.expires_at, fact.expires_at),
        )
    return Lot(
        material=fact.material,
        unit=fact.unit,
        plant=fact.plant,
        quantity=fact.quantity,
        location=fact.location,
        expires_at=fact.expires_at,
    )


def earliest(*expiries: datetime | None) -> datetime | None:
    """What is mixed keeps no longer than the part of it that expires first."""
    return min((each for each in expiries if each is not None), default=None)


WITH_CUSTOMERS = (Movement.SHIPPED, Movement.RETURNED_BY_CUSTOMER)
"""Movements between the house and a customer: what one of them adds on hand, the customer has less."""

FROM_SUPPLIERS = (Movement.RECEIVED, Movement.PRODUCED, Movement.SPLIT_OFF, Movement.RETURNED_TO_SUPPLIER)
"""Movements by which a lot came into the house, or went back to where it came from."""


def _corrected(lot: Lot, fact: MovementCorrected) -> Lot:
    stands = Standing(
        quantity=fact.quantity, unit_cost=fact.unit_cost, happened_at=fact.happened_at, struck=fact.struck
    )
    return replace(
        lot,
        quantity=lot.quantity + fact.change,
        with_customers=having(lot.with_customers, fact.party, fact.delivery, -fact.change)
        if fact.kind in WITH_CUSTOMERS
        else lot.with_customers,
        from_suppliers=having(lot.from_suppliers, fact.party, None, fact.change)
        if fact.kind in FROM_SUPPLIERS
        else lot.from_suppliers,
        corrections={**lot.corrections, fact.movement: stands},
    )


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownLot(UnknownRefusal, code="unknown_lot"):
    """There is no lot {key}. Check the number, or receive it first."""


class LotExists(RuleRefusal, code="lot_exists"):
    """There is a lot {key} already. Choose another number."""


LOT = Aggregate("lots", Lot, evolve, UnknownLot, LotExists)
