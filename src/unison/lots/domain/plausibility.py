"""What is hard to believe of a receipt or a count: warnings, see docs/warnings.md."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from unison.shared.errors import Implausible

TIMES_THE_LARGEST = 10
"""A receipt of more than so many times the largest one before is not believed."""

YEARS = 2
"""Stock that lasts longer than so many years, at the pace at which the material is used, is not believed."""

OBSERVED = timedelta(days=30)
"""So long a material must have been in the books before its pace says anything."""


class FarMoreThanEver(Implausible, code="far_more_than_ever"):
    """{quantity} {unit} of {material} are more than ten times the largest receipt so far, {largest} {unit}. Check the quantity and
    its unit."""


class StockOfYears(Implausible, code="stock_of_years"):
    """{quantity} {unit} of {material} with the {on_hand} {unit} there are would last {years} years: {used} {unit} were used in
    {days} days. Check the quantity and its unit."""


class CountDiffers(Implausible, code="count_differs"):
    """{counted} {unit} were counted where the books have {expected} {unit}: less than half, or more than double. Check the lot, the
    unit and the count."""


def of_receipt(
    *, material: str, quantity: Decimal, unit: str, at: datetime, use: Mapping[str, Any] | None
) -> Iterator[Implausible]:
    """`use` is what is known of the material: the largest receipt, what was used since when, and what is on hand."""
    if use is None:
        return
    largest: Decimal = use["largest_receipt"] or Decimal(0)
    if largest > 0 and quantity > TIMES_THE_LARGEST * largest:
        yield FarMoreThanEver(material=material, quantity=f"{quantity:f}", unit=unit, largest=f"{largest:f}")
        return
    used, since, on_hand = use["used"] or Decimal(0), use["since"], use["on_hand"] or Decimal(0)
    if since is None or at - since < OBSERVED or used <= 0:
        return
    days = Decimal((at - since).days)
    if (years := (quantity + max(on_hand, Decimal(0))) / used * days / 365) > YEARS:
        yield StockOfYears(
            material=material, quantity=f"{quantity:f}", unit=unit, on_hand=f"{on_hand:f}", used=f"{used:f}", days=days,
            years=round(years, 1),
        )  # fmt: skip


def of_count(*, counted: Decimal, expected: Decimal, unit: str) -> Iterator[Implausible]:
    """What is not half of what was expected, or more than double; a count that finds what the books do not have is its purpose."""
    if expected > 0 and not expected <= 2 * counted <= 4 * expected:
        yield CountDiffers(counted=f"{counted:f}", expected=f"{expected:f}", unit=unit)
