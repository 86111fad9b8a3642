"""Correcting what was told of a lot: the original stays, and what is to be believed instead is a fact of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from unison.lots.domain.facts import (
    LotAdjusted,
    LotConsumed,
    LotProduced,
    LotReceived,
    LotReturned,
    LotReturnedToSupplier,
    LotScrapped,
    LotShipped,
    LotSplit,
    LotSplitOff,
    Movement,
    MovementCorrected,
)
from unison.lots.domain.parties import returnable, share
from unison.lots.domain.state import FROM_SUPPLIERS, WITH_CUSTOMERS, Lot, Standing, standing_steps
from unison.lots.domain.timeline import shortage
from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact

# Refusals --------------------------------------------------------------------------------------------------------


class UnknownMovement(UnknownRefusal, code="unknown_movement"):
    """The lot has no movement {movement}. The lot's page lists its movements with their numbers."""


class NotCorrectable(RuleRefusal, code="not_correctable"):
    """What movement {movement} tells ({told}) cannot be corrected. Tell what is so now: move, hold, release, split or count the
    lot."""


class NothingCorrected(RuleRefusal, code="nothing_corrected"):
    """That is how movement {movement} stands already. Say what is different, or leave it."""


class OnlyReceiptsHaveCost(RuleRefusal, code="only_receipts_have_cost"):
    """Movement {movement} is no receipt, and only a receipt has a unit cost. Correct the receipt that it came from."""


class NothingMoved(RuleRefusal, code="nothing_moved"):
    """A movement of nothing did not happen. Strike movement {movement} instead."""


class HappenedInFuture(MalformedRefusal, code="happened_in_future"):
    """happened_at ({happened_at}) is later than now. Check the date."""


class StockWouldFallShort(RuleRefusal, code="stock_would_fall_short"):
    """After this correction {missing} {unit} of lot {lot} would have been missing at {moment}. Correct first what was taken from
    it too much, or count the lot."""


class MoreCameBack(RuleRefusal, code="more_came_back"):
    """{missing} {unit} more would have come back from {customer} than were shipped there{of_delivery}. Correct the other movement
    first."""


class MoreWentToSupplier(RuleRefusal, code="more_went_to_supplier"):
    """{missing} {unit} more would have gone back to {supplier} than came from there. Correct the return first."""


# Decisions -------------------------------------------------------------------------------------------------------

_KINDS: Mapping[type[Fact], tuple[Movement, int]] = {
    LotReceived: (Movement.RECEIVED, 1),
    LotProduced: (Movement.PRODUCED, 1),
    LotConsumed: (Movement.CONSUMED, -1),
    LotReturned: (Movement.RETURNED, 1),
    LotReturnedToSupplier: (Movement.RETURNED_TO_SUPPLIER, -1),
    LotSplit: (Movement.SPLIT, -1),
    LotSplitOff: (Movement.SPLIT_OFF, 1),
    LotShipped: (Movement.SHIPPED, -1),
    LotScrapped: (Movement.SCRAPPED, -1),
    LotAdjusted: (Movement.COUNTED, 0),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be believed of a movement. None: as it stands; a movement that is not struck here happened."""

    quantity: Decimal | None = None
    unit_cost: Decimal | None = None
    happened_at: datetime | None = None
    struck: bool = False


def correct(
    lot: Lot, *, key: str, movement: int, told: Fact | None, wanted: Wanted, why: str, may_go_below_zero: bool, latest: datetime
) -> MovementCorrected:  # fmt: skip
    """`told` is the fact at version `movement` of the lot. A count stays the level that it found, so a correction of what
    happened before it changes what the count had to explain, and nothing after it."""
    kind, change, stands = _corrected(lot, movement, told, wanted, latest)
    if not may_go_below_zero:
        short = shortage(lot.steps, standing_steps(lot, movement, stands))
        if short is not None:
            missing, moment = f"{short.missing:f}", short.at.isoformat()
            raise StockWouldFallShort(lot=key, moment=moment, missing=missing, unit=lot.unit)
    party = getattr(told, "customer", None) or getattr(told, "supplier", None)
    delivery: str | None = getattr(told, "delivery", None)
    _check_party(lot, kind, change, party, delivery)
    return MovementCorrected(
        movement=movement, kind=kind, change=change, why=why, party=party, of_delivery=delivery, **vars(stands)
    )


def _check_party(lot: Lot, kind: Movement, change: Decimal, party: str | None, delivery: str | None) -> None:
    """Nobody gives back more than they got, neither a customer nor the house."""
    if kind in WITH_CUSTOMERS and (has := share(lot.with_customers, party, delivery)) < change:
        of_delivery = f" with delivery {delivery}" if delivery else ""
        raise MoreCameBack(missing=f"{change - has:f}", unit=lot.unit, customer=party, of_delivery=of_delivery)
    if (
        kind in FROM_SUPPLIERS
        and change < 0
        and party is not None
        and (left := returnable(lot.from_suppliers, party)) < -change
    ):
        raise MoreWentToSupplier(missing=f"{-change - left:f}", unit=lot.unit, supplier=party)


def _corrected(
    lot: Lot, movement: int, told: Fact | None, wanted: Wanted, latest: datetime
) -> tuple[Movement, Decimal, Standing]:
    """Its kind, how much more it brings into the lot than it did, and how it stands then."""
    if told is None:
        raise UnknownMovement(movement=movement)
    if type(told) not in _KINDS:
        raise NotCorrectable(movement=movement, told=type(told).__name__)
    kind, sign = _KINDS[type(told)]
    if isinstance(told, LotReturned) and told.customer is not None:
        kind = Movement.RETURNED_BY_CUSTOMER
    before = lot.corrections.get(movement, Standing())
    stands = _standing(before, wanted)
    _check(kind, movement, stands, wanted, latest)
    if stands == before or (not before.struck and _as_told(stands, told) == _as_told(before, told)):
        raise NothingCorrected(movement=movement)
    return kind, sign * (effect(told, stands) - effect(told, before)), stands


def _standing(before: Standing, wanted: Wanted) -> Standing:
    if wanted.struck:
        return replace(before, struck=True)
    named = {name: value for name, value in vars(wanted).items() if value is not None}
    return replace(before, **named)


def _as_told(stands: Standing, told: Fact) -> tuple[Decimal, Decimal | None, datetime | None, bool]:
    cost = stands.unit_cost if stands.unit_cost is not None else getattr(told, "unit_cost", None)
    return (
        stands.quantity if stands.quantity is not None else told_quantity(told),
        cost,
        stands.happened_at,
        stands.struck,
    )


def _check(kind: Movement, movement: int, stands: Standing, wanted: Wanted, latest: datetime) -> None:
    if wanted.unit_cost is not None and kind is not Movement.RECEIVED:
        raise OnlyReceiptsHaveCost(movement=movement)
    if stands.quantity == 0 and kind is not Movement.COUNTED:
        raise NothingMoved(movement=movement)
    if wanted.happened_at is not None and wanted.happened_at > latest:
        raise HappenedInFuture(happened_at=wanted.happened_at.isoformat())


def told_quantity(told: Fact) -> Decimal:
    quantity: Decimal = vars(told)["quantity"]
    return quantity


def effect(told: Fact, stands: Standing) -> Decimal:
    """The amount that a movement moved, or that a count found, as it stands; none when it is struck."""
    if stands.struck:
        return Decimal(0)
    return stands.quantity if stands.quantity is not None else told_quantity(told)
