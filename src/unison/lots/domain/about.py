"""What a lot is beside its quantity: its number, where it is from, how long it keeps; as what stands of its facts says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from unison.lots.domain.facts import LotCorrected, LotMergedFrom, LotProduced, LotReceived, LotSplitOff

type Coming = LotReceived | LotProduced | LotSplitOff | LotMergedFrom
"""The facts by which something comes into a lot, and by which a lot begins."""


@dataclass(frozen=True, kw_only=True)
class About:
    """`number` is None while it is the one that the lot's key says."""

    number: str | None = None
    supplier: str | None = None
    supplier_lot: str | None = None
    expires_at: datetime | None = None
    produced_on: date | None = None
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])


def told_by(fact: Coming) -> About:
    if not isinstance(fact, LotReceived):
        return About(expires_at=fact.expires_at)
    return About(
        supplier=fact.supplier,
        supplier_lot=fact.supplier_lot,
        expires_at=fact.expires_at,
        produced_on=fact.produced_on,
        attributes=fact.attributes,
    )


def corrected(fact: LotCorrected) -> About:
    told = {name: getattr(fact, name) for name in About.__dataclass_fields__}
    return About(**told)


def joined(known: About, more: About) -> About:
    """What is put together keeps no longer than the part of it that expires first. What was not known is known now."""
    return replace(
        known,
        supplier=known.supplier or more.supplier,
        supplier_lot=known.supplier_lot or more.supplier_lot,
        expires_at=earliest((known.expires_at, more.expires_at)),
        produced_on=known.produced_on or more.produced_on,
        attributes=known.attributes or more.attributes,
    )


def earliest(expiries: Iterable[datetime | None]) -> datetime | None:
    return min((each for each in expiries if each is not None), default=None)
