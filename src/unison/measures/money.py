"""Exact decimals for cost: how many places are kept, and the one rounding rule.

Quantities have 12 places, unit costs that are told up to 18, those that are computed 12, values 18. Sums and differences are
never rounded: `EXACT` raises rather than round. Only a quotient is, and what a quantity is worth at a unit cost where the
product has more than 18 places: once, half away from zero (`ROUND_HALF_UP`, the commercial rule), so a movement and its return
round alike. Money is rounded to the currency's places where it is shown or posted, and nowhere else.
"""

from collections.abc import Iterable, Sequence
from decimal import (
    ROUND_05UP,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import NamedTuple

QUANTITY_PLACES = 12
"""Decimal places kept for any quantity."""
UNIT_COST_PLACES = 12
"""Decimal places of money per unit that was computed."""
TOLD_UNIT_COST_PLACES = 18
"""Decimal places of money per unit as it was told, converted to the unit that stock is kept in."""
VALUE_PLACES = 18
"""Decimal places kept for money."""

ROUNDING = ROUND_HALF_UP
"""The one rule: to the nearest, half away from zero."""

EXACT = Context(prec=100, rounding=ROUNDING, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
"""Sums, differences and products under this context are exact, or they raise `decimal.Inexact`."""

ZERO = Decimal(0)

_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
_ROUND = Context(prec=100, rounding=ROUNDING, traps=_TRAPS)
# The quotient's last digit says whether anything was cut off, so that rounding it again rounds only once
_DIVIDE = Context(prec=100, rounding=ROUND_05UP, traps=_TRAPS)
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(VALUE_PLACES + 1))


def rounded(number: Decimal, places: int) -> Decimal:
    """`number` to so many places, 0 to 18, by the one rule."""
    return number.quantize(_STEPS[places], context=_ROUND)


def quotient(dividend: Decimal, divisor: Decimal, places: int) -> Decimal:
    """`dividend / divisor`, rounded once, to so many places; raises `decimal.DivisionByZero`."""
    return _DIVIDE.divide(dividend, divisor).quantize(_STEPS[places], context=_ROUND)


def kept_quantity(number: Decimal) -> Decimal:
    """A quantity as it is kept. Raises `TypeError` for what is no Decimal, `ValueError` for what is not finite."""
    return rounded(_number(number, "a quantity"), QUANTITY_PLACES)


def kept_unit_cost(number: Decimal) -> Decimal:
    """Money per unit as it is kept, not negative. Raises `TypeError` and `ValueError` as `kept_quantity` does."""
    if _number(number, "a unit cost") < 0:
        raise ValueError(f"a unit cost is not negative: {number}")
    return rounded(number, TOLD_UNIT_COST_PLACES)


def worth(quantity: Decimal, unit_cost: Decimal) -> Decimal:
    """What a quantity is worth at a unit cost, to 18 places."""
    return rounded(EXACT.multiply(quantity, unit_cost), VALUE_PLACES)


def kept_value(number: Decimal) -> Decimal:
    """Money as it is kept. Raises `TypeError` and `ValueError` as `kept_quantity` does."""
    return rounded(_number(number, "an amount"), VALUE_PLACES)


def shared_out(total: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """`total` divided in proportion to `weights`, in their order; the parts add up to `total` exactly.

    Each part is the difference of two rounded running totals, so no part is off by more than the last place. Raises
    `ValueError` when a weight is negative or all are 0.
    """
    kept_value(total)
    if any(_number(weight, "a weight") < 0 for weight in weights) or not any(weights):
        raise ValueError("weights are not negative, and one of them is above 0")
    with localcontext(EXACT):
        whole, running, before, parts = sum(weights, ZERO), ZERO, ZERO, list[Decimal]()
        for weight in weights:
            running += weight
            until = total if running == whole else quotient(total * running, whole, VALUE_PLACES)
            parts.append(until - before)
            before = until
    return tuple(parts)


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """The sum, not rounded whatever the caller's decimal context is."""
    with localcontext(EXACT):
        return sum(numbers, ZERO)


class Line(NamedTuple):
    """A movement as a document shows it: unit cost and amount at the currency's places.

    `amount` is quantity x the unit cost as shown; `rounding` is how much that is above what the movement is worth, to
    be posted beside it: amount - rounding = the exact value, itself rounded.
    """

    unit_cost: Decimal
    amount: Decimal
    rounding: Decimal


def as_line(quantity: Decimal, value: Decimal, *, places: int = 2) -> Line:
    """How a document shows `quantity` (above 0) worth `value`, with `places` for unit cost and amount."""
    unit_cost = quotient(value, quantity, places)
    with localcontext(EXACT):
        amount = rounded(quantity * unit_cost, places)
        return Line(unit_cost, amount, amount - rounded(value, places))


def posted(before: Decimal, after: Decimal, *, places: int = 2) -> Decimal:
    """What is posted for a balance that goes from `before` to `after`: the difference of the rounded balances.

    So the postings of any number of movements add up to the rounded balance; amounts rounded one by one would not.
    """
    with localcontext(EXACT):
        return rounded(after, places) - rounded(before, places)


def _number(number: Decimal, what: str) -> Decimal:
    if not isinstance(number, Decimal):  # pyright: ignore[reportUnnecessaryIsInstance]  a float must not slip in
        raise TypeError(f"{what} is a Decimal, not {type(number).__name__}")
    if not number.is_finite():
        raise ValueError(f"{what} is finite, not {number}")
    return number
