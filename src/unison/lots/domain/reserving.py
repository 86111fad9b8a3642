"""Reserving of a lot for an order, and giving that up: functions on frozen data."""

from datetime import datetime
from decimal import Decimal

from unison.lots.domain.facts import LotReservationReleased, LotReserved
from unison.lots.domain.moving import check_there
from unison.lots.domain.reservations import outstanding, without
from unison.lots.domain.state import Lot
from unison.lots.domain.taking import OnHold, check_keeps
from unison.lots.domain.timeline import ZERO
from unison.shared.errors import RuleRefusal
from unison.shared.quantities import Exact, kept, shown


class NotFree(RuleRefusal, code="not_free"):
    """{free} {unit} of the lot are free, and {asked} {unit} were to be reserved{reserved}. Reserve less, reserve another lot, or
    release what is reserved for another order."""


def reserve(lot: Lot, *, work_order: str, quantity: Exact, at: datetime) -> LotReserved:
    """Of what is there and reserved for nobody else; instead of what was reserved for the order before."""
    check_there(lot, at)
    if lot.on_hold:
        raise OnHold
    check_keeps(lot, at)
    others = without(lot.reserved, work_order)
    wanted, free = kept(quantity), _free(lot, work_order)
    if wanted.quantity > free:
        names = ", ".join(order for order, each in others.items() if each.outstanding)
        reserved = f"; {names} {'have' if ',' in names else 'has'} the rest" if names else ""
        raise NotFree(free=shown(free), asked=shown(wanted.meant), unit=lot.unit, reserved=reserved)
    return LotReserved(work_order=work_order, quantity=wanted.quantity)


def _free(lot: Lot, work_order: str) -> Decimal:
    """What may be reserved for the order: what is there and not reserved for others."""
    return max(lot.quantity - outstanding(without(lot.reserved, work_order)), ZERO)


def reserve_again(lot: Lot, *, work_order: str, quantity: Decimal) -> LotReserved | None:
    """What was released by a slip, as far as it is still free; None: nothing is."""
    left = min(quantity, _free(lot, work_order))
    return LotReserved(work_order=work_order, quantity=left) if left > 0 else None


class NotReserved(RuleRefusal, code="not_reserved"):
    """Nothing of lot {lot} is reserved for {work_order}. GET /stock/reservations lists what is reserved."""


def release(lot: Lot, *, key: str, work_order: str, reason: str | None) -> LotReservationReleased:
    if (mine := lot.reserved.get(work_order)) is None:
        raise NotReserved(lot=key, work_order=work_order)
    return LotReservationReleased(work_order=work_order, quantity=mine.outstanding, reason=reason)
