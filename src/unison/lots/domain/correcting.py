"""Correcting what was told of a lot: the original stays, and what is to be believed instead is a fact of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from unison.lots.domain.cost import Cost, of_another_quantity, of_each
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
from unison.lots.domain.taking import check_reserved
from unison.lots.domain.timeline import shortage
from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.quantities import Exact, FractionText, as_text, kept, shown

# Refusals --------------------------------------------------------------------------------------------------------


class UnknownMovement(UnknownRefusal, code="unknown_movement"):
    """The lot has no movement {movement}. The lot's page lists its movements with their numbers."""


class NotCorrectable(RuleRefusal, code="not_correctable"):
    """What movement {movement} tells ({told}) cannot be corrected. Tell what is so now: move, hold, release, split or count the
    lot."""


class NothingCorrected(RuleRefusal, code="nothing_corrected"):
    """That is how movement {movement} stands already. Say what is different, or leave it."""


class OnlyReceiptsHaveCost(RuleRefusal, code="only_receipts_have_cost"):
    """Movement {movement} is no receipt, and only a receipt has a cost of its own. Correct the receipt that it came from."""


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


TAKEN_FOR_SOMEBODY = (Movement.CONSUMED, Movement.SHIPPED, Movement.SPLIT, Movement.RETURNED_TO_SUPPLIER)
"""Movements that leave what is reserved for others. Scrap, counts and receipts are what happened to the lot."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be believed of a movement. None: as it stands; a movement that is not struck here happened. `unit_cost` is of one
    unit of the lot, exactly; `total_cost` of the whole receipt."""

    quantity: Exact | None = None
    unit_cost: Exact | None = None
    total_cost: Decimal | None = None
    happened_at: datetime | None = None
    struck: bool = False

    def standing(self, before: Standing, told: Fact) -> Standing:
        if self.struck:
            return replace(before, struck=True)
        after = replace(before, struck=False, happened_at=self.happened_at or before.happened_at)
        if self.quantity is not None:
            after = replace(after, **kept(self.quantity).fields)
        return replace(after, **self._cost(before, after, told).fields) if isinstance(told, LotReceived) else after

    def _cost(self, before: Standing, after: Standing, told: LotReceived) -> Cost:
        """None of both: as it was told first."""
        quantity = _meant(told, after)
        if self.unit_cost is not None:
            return of_each(self.unit_cost, quantity, quantity=quantity, kept=moved(told, after))
        if self.total_cost is not None:
            return Cost(total_cost=self.total_cost)
        stands = _standing_cost(before, told)
        now = of_another_quantity(stands, _meant(told, before), quantity)
        return Cost(before.unit_cost, before.total_cost) if now == stands else now


def correct(
    lot: Lot, *, key: str, movement: int, told: Fact | None, wanted: Wanted, why: str, may_go_below_zero: bool, latest: datetime
) -> MovementCorrected:  # fmt: skip
    """`told` is the fact at version `movement` of the lot. A count stays the level that it found, so a correction of what
    happened before it changes what the count had to explain, and nothing after it. What is reserved for others is not what was
    taken in truth; what came in in truth is, and then the reservation is short."""
    kind, (change, exact_change), stands = _corrected(lot, movement, told, wanted, latest)
    after = standing_steps(lot, movement, stands)
    work_order: str | None = getattr(told, "work_order", None)
    if not may_go_below_zero:
        short = shortage(lot.steps, after)
        if short is not None:
            missing, moment = shown(short.missing), short.at.isoformat()
            raise StockWouldFallShort(lot=key, moment=moment, missing=missing, unit=lot.unit)
    if lot.reserved and kind in TAKEN_FOR_SOMEBODY:
        check_reserved(lot, after, work_order)
    party = getattr(told, "customer", None) or getattr(told, "supplier", None)
    delivery: str | None = getattr(told, "delivery", None)
    _check_party(lot, kind, change, party, delivery)
    return MovementCorrected(
        movement=movement, kind=kind, change=change, exact_change=exact_change, why=why, party=party, of_delivery=delivery,
        work_order=work_order, **vars(stands),
    )  # fmt: skip


def _check_party(lot: Lot, kind: Movement, change: Decimal, party: str | None, delivery: str | None) -> None:
    """Nobody gives back more than they got, neither a customer nor the house."""
    if kind in WITH_CUSTOMERS and (has := share(lot.with_customers, party, delivery)) < change:
        of_delivery = f" with delivery {delivery}" if delivery else ""
        raise MoreCameBack(missing=shown(change - has), unit=lot.unit, customer=party, of_delivery=of_delivery)
    if (
        kind in FROM_SUPPLIERS
        and change < 0
        and party is not None
        and (left := returnable(lot.from_suppliers, party)) < -change
    ):
        raise MoreWentToSupplier(missing=shown(-change - left), unit=lot.unit, supplier=party)


def _corrected(
    lot: Lot, movement: int, told: Fact | None, wanted: Wanted, latest: datetime
) -> tuple[Movement, tuple[Decimal, FractionText | None], Standing]:
    """Its kind, how much more it brings into the lot than it did, also exactly where that is rounded, and how it stands then."""
    if told is None:
        raise UnknownMovement(movement=movement)
    if type(told) not in _KINDS:
        raise NotCorrectable(movement=movement, told=type(told).__name__)
    kind, sign = _KINDS[type(told)]
    if isinstance(told, LotReturned) and told.customer is not None:
        kind = Movement.RETURNED_BY_CUSTOMER
    before = lot.corrections.get(movement, Standing())
    stands = wanted.standing(before, told)
    _check(kind, movement, stands, wanted, latest)
    if stands == before or (not before.struck and _as_told(stands, told) == _as_told(before, told)):
        raise NothingCorrected(movement=movement)
    change = sign * (effect(told, stands) - effect(told, before))
    exact = sign * (_exact_effect(told, stands) - _exact_effect(told, before))
    return kind, (change, None if exact == change else as_text(exact)), stands


def _as_told(stands: Standing, told: Fact) -> tuple[Fraction, Cost | None, datetime | None, bool]:
    cost = _standing_cost(stands, told) if isinstance(told, LotReceived) else None
    return _meant(told, stands), cost, stands.happened_at, stands.struck


def _standing_cost(stands: Standing, told: LotReceived) -> Cost:
    if stands.unit_cost is stands.total_cost is None:
        return Cost(told.unit_cost, told.total_cost)
    return Cost(stands.unit_cost, stands.total_cost)


def _check(kind: Movement, movement: int, stands: Standing, wanted: Wanted, latest: datetime) -> None:
    if not (wanted.unit_cost is wanted.total_cost is None) and kind is not Movement.RECEIVED:
        raise OnlyReceiptsHaveCost(movement=movement)
    if stands.quantity == 0 and kind is not Movement.COUNTED:
        raise NothingMoved(movement=movement)
    if wanted.happened_at is not None and wanted.happened_at > latest:
        raise HappenedInFuture(happened_at=wanted.happened_at.isoformat())


def told_quantity(told: Fact) -> Decimal:
    quantity: Decimal = vars(told)["quantity"]
    return quantity


def _exact_effect(told: Fact, stands: Standing) -> Fraction:
    """As `effect`, before it was rounded."""
    rest = Fraction(0) if stands.struck else _meant(told, stands) - Fraction(moved(told, stands))
    return Fraction(effect(told, stands)) + rest


def _meant(told: Fact, stands: Standing) -> Fraction:
    """The quantity as it stands, exactly."""
    if stands.quantity is None:
        return Fraction(vars(told)["exact"] or told_quantity(told))
    return Fraction(stands.exact or stands.quantity)


def moved(told: Fact, stands: Standing) -> Decimal:
    """The quantity as it stands."""
    return told_quantity(told) if stands.quantity is None else stands.quantity


def effect(told: Fact, stands: Standing) -> Decimal:
    """The amount that a movement moved, or that a count found, as it stands; none when it is struck."""
    if stands.struck:
        return Decimal(0)
    return moved(told, stands)
