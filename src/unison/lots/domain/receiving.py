"""Receiving: a new lot, or more of one, as far as it is still true then what is known of the lot."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from unison.lots.domain.about import About
from unison.lots.domain.cost import UNKNOWN_COST, Cost
from unison.lots.domain.facts import LotReceived
from unison.lots.domain.moving import same_kind
from unison.lots.domain.state import Lot, is_free
from unison.lots.domain.taking import put_in
from unison.shared.errors import RuleRefusal
from unison.shared.names import same
from unison.shared.quantities import Exact


class DeliveryDiffers(RuleRefusal, code="delivery_differs"):
    """Lot {lot} {what} {held}, and this delivery {given}. Give the delivery a lot number of its own; or correct the lot first,
    when what is known of it is wrong."""


class LotIsHeld(RuleRefusal, code="lot_is_held"):
    """Lot {lot} is on hold, so what joins it would be too. Give the delivery a lot number of its own, or have the lot released."""


def joining(lot: Lot | None, told: About, *, key: str) -> About:
    """What the delivery tells of the lot: what was not said of it is as the lot has it. A new lot is told as it is."""
    if lot is None or not lot.stands:
        return told
    if lot.on_hold:
        raise LotIsHeld(lot=key)
    known = lot.about
    _same(key, "is from", known.supplier, told.supplier)
    _same(key, "has the supplier's number", known.supplier_lot, told.supplier_lot)
    for what, held, given in (
        ("expires", known.expires_at, told.expires_at), ("was produced", known.produced_on, told.produced_on),
    ):  # fmt: skip
        if given is not None and held != given:
            raise DeliveryDiffers(
                lot=key, what=what, held=held.isoformat() if held else "never", given=given.isoformat()
            )
    return replace(told, expires_at=known.expires_at)


def _same(key: str, what: str, held: str | None, given: str | None) -> None:
    if held is not None and given is not None and not same(held, given):
        raise DeliveryDiffers(lot=key, what=what, held=held, given=given)


def expiry(given: datetime | None, *, at: datetime, shelf_life_days: int | None) -> datetime | None:
    """As given, else counted from the material's shelf life, else never."""
    if given is not None or shelf_life_days is None:
        return given
    return at + timedelta(days=shelf_life_days)


def receive(
    lot: Lot | None,
    *,
    material: str,
    quantity: Exact,
    unit: str,
    plant: str,
    location: str | None = None,
    about: About,
    purchase_reference: str | None = None,
    cost: Cost = UNKNOWN_COST,
    currency: str | None = None,
    exchange_rate: Decimal | None = None,
) -> LotReceived:
    """More of a lot, as of untracked stock, must be of the same material, unit and plant."""
    if lot is not None and lot.material:
        same_kind(lot, material=material, unit=unit, plant=plant)
    return LotReceived(
        **put_in(lot, quantity).fields,
        material=material,
        unit=unit,
        plant=plant,
        location=location,
        supplier=about.supplier,
        purchase_reference=purchase_reference,
        expires_at=about.expires_at,
        **cost.fields,
        currency=currency,
        exchange_rate=exchange_rate,
        supplier_lot=about.supplier_lot,
        produced_on=about.produced_on,
        attributes=about.attributes,
        anew=is_free(lot),
    )
