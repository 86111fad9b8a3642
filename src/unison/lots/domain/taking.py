"""What is taken of a lot, and what is put in: enough at its moment and after it, in the lot's unit, exactly."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from unison.lots.domain.reservations import covered
from unison.lots.domain.state import Lot
from unison.lots.domain.timeline import Steps, on_hand, placed, shortage
from unison.shared.errors import RuleRefusal
from unison.shared.quantities import Exact, Kept, kept, shown


class NotEnough(RuleRefusal, code="not_enough"):
    """The lot has {on_hand} {unit}, and {asked} {unit} were asked for. Take less, or adjust the lot to what is there."""


class NotEnoughThen(RuleRefusal, code="not_enough_then"):
    """At {moment} the lot had {on_hand} {unit}, and {missing} {unit} would have been missing. Take less, tell first what came in
    before, or correct the moment."""


class OnHold(RuleRefusal, code="on_hold"):
    """The lot is on hold. Have it released first, or take another lot."""


class ReservedForOthers(RuleRefusal, code="reserved_for_others"):
    """{free} {unit} of the lot may be taken here, the rest is reserved: {reserved}. Take less, take another lot, or have the
    reservation released (work_orders.release_reservation)."""


def take(
    lot: Lot, quantity: Exact, *, at: datetime, may_go_below_zero: bool = False, work_order: str | None = None
) -> Kept:
    """There must be enough at the moment when it is taken, and after it what was taken later must still be covered. What is
    reserved for another order than `work_order` stays there."""
    if lot.on_hold:
        raise OnHold
    taken = kept(quantity, -Fraction(lot.carry))
    if not may_go_below_zero:
        _check_enough(lot, taken, at)
    if lot.reserved:
        check_reserved(lot, placed(lot.steps, lot.next_step(at, -taken.quantity)), work_order)
    return taken


def held_for_others(lot: Lot, work_order: str | None) -> dict[str, Decimal]:
    """What is there for each other order; where less is there than was reserved, for what was reserved first."""
    parts = covered(lot.reserved, lot.quantity)
    return {order: part for order, part in parts.items() if order != work_order}


def check_reserved(lot: Lot, after: Steps, work_order: str | None) -> None:
    """What is there now for other orders is there with the movements `after`, too. What is told late is held against what is
    there now: before a count it changes nothing of that."""
    held = held_for_others(lot, work_order)
    left = on_hand(after)
    if left < lot.quantity and left < (needed := sum(held.values(), Decimal(0))) and held:
        raise ReservedForOthers(
            free=shown(lot.quantity - needed),
            unit=lot.unit,
            reserved=", ".join(f"{shown(part)} {lot.unit} for {order}" for order, part in held.items()),
        )


def put_in(lot: Lot | None, quantity: Exact) -> Kept:
    return kept(quantity, Fraction(lot.carry if lot else 0))


def exactly_on_hand(lot: Lot) -> Fraction:
    """What is there before it was rounded."""
    return Fraction(lot.quantity) + Fraction(lot.carry)


def _check_enough(lot: Lot, taken: Kept, at: datetime) -> None:
    if not lot.steps or at >= lot.steps[-1].at:
        if taken.quantity > lot.quantity:
            raise NotEnough(on_hand=f"{lot.quantity:f}", asked=shown(taken.meant), unit=lot.unit)
        return
    short = shortage(lot.steps, placed(lot.steps, lot.next_step(at, -taken.quantity)))
    if short is not None:
        raise NotEnoughThen(
            moment=short.at.isoformat(), on_hand=f"{short.on_hand:f}", missing=f"{short.missing:f}", unit=lot.unit
        )


class Expired(RuleRefusal, code="expired"):
    """The lot has expired on {expires_at}. Take another lot, and scrap this one or return it."""


def check_keeps(lot: Lot, at: datetime) -> None:
    """Refuses what has expired at that moment."""
    if lot.expires_at is not None and at > lot.expires_at:
        raise Expired(expires_at=lot.expires_at.isoformat())


def use(lot: Lot, quantity: Exact, *, at: datetime, may_go_below_zero: bool, work_order: str | None = None) -> Kept:
    """As `take`, and not of what has expired at the moment when it is used."""
    check_keeps(lot, at)
    return take(lot, quantity, at=at, may_go_below_zero=may_go_below_zero, work_order=work_order)


class OverrideReasonNeeded(RuleRefusal, code="override_reason_needed"):
    """Lot {suggested} should go first, and {lot} was taken. Take {suggested}, or give the override_reason."""


def check_override(lot: str, suggested_lot: str | None, override_reason: str | None) -> None:
    """Who takes another lot than the suggested one says why."""
    if suggested_lot is not None and suggested_lot != lot and override_reason is None:
        raise OverrideReasonNeeded(suggested=suggested_lot, lot=lot)
