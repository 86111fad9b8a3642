"""Quantities: exact amounts with a unit, how they are kept, and pieces, which are whole."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple, NewType

from unison.shared.errors import RuleRefusal

DECIMAL_PLACES = 12
"""Decimal places kept for any quantity: an ounce is 0.028349523125 kg exactly."""

COST_PLACES = 18
"""Decimal places kept for what one unit costs, and for money."""

type Exact = Decimal | Fraction
"""An amount as it is meant: a decimal, or a fraction where no decimal of 12 places says it, as a third of a box."""

FractionText = NewType("FractionText", str)
"""A fraction as facts and states keep it: `1/3`, `-2`."""

NOTHING = Fraction(0)
NO_CARRY = FractionText("0")


class UnitMismatch(RuleRefusal, code="unit_mismatch"):
    """The quantity is in {given}, but {what} is kept in {expected}. Convert it first."""


class Kept(NamedTuple):
    """An amount as a fact keeps it: `quantity` has 12 decimal places at most; where that is rounded, `exact` is what was meant,
    as a fraction of the same unit."""

    quantity: Decimal
    exact: FractionText | None = None

    @property
    def meant(self) -> Fraction:
        return Fraction(self.exact or self.quantity)

    @property
    def fields(self) -> dict[str, Any]:
        """As the fields of a fact."""
        return self._asdict()


def kept(amount: Exact, carry: Fraction = NOTHING) -> Kept:
    """As a fact keeps it. The sum is rounded, never each step: `carry` is what a sum that the amount is added to was kept too
    little of by its earlier roundings (too much: below 0), and what is rounded now makes it up. Thirty thirds are ten."""
    decimal = as_decimal(amount)
    if decimal is not None:
        return Kept(decimal)
    return Kept(rounded(Fraction(amount) + carry), as_text(Fraction(amount)))


def carried(carry: FractionText, quantity: Decimal, exact: FractionText | None, sign: int = 1) -> FractionText:
    """The carry of a sum after an amount was added to it, or with `sign` -1 taken from it. Carries are kept as text, `1/3`."""
    if exact is None:
        return carry
    return as_text(Fraction(carry) + sign * (Fraction(exact) - Fraction(quantity)))


def as_text(fraction: Fraction) -> FractionText:
    return FractionText(str(fraction))


_STEPS = 10**DECIMAL_PLACES
"""The smallest amount that is kept is one step: the last decimal place."""


def as_decimal(amount: Exact) -> Decimal | None:
    """The amount as a decimal; None where 12 places do not hold it."""
    if isinstance(amount, Decimal) and -amount.as_tuple().exponent <= DECIMAL_PLACES:  # pyright: ignore[reportOperatorIssue]
        return amount
    steps = Fraction(amount) * _STEPS
    return _in_steps(steps.numerator) if steps.denominator == 1 else None


def rounded(amount: Exact, places: int = DECIMAL_PLACES) -> Decimal:
    """To so many places, to the nearest; a half goes up."""
    return _in_steps(floor(Fraction(amount) * 10**places + Fraction(1, 2)), places)


def _in_steps(steps: int, places: int = DECIMAL_PLACES) -> Decimal:
    """So many of the last decimal place, as a plain number."""
    whole, rest = divmod(abs(steps), 10**places)
    digits = f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")
    return Decimal(f"-{digits}" if steps < 0 else digits)


def exceeds(amount: Exact, total: Decimal) -> bool:
    """Whether an amount is more than a kept sum. A fraction is compared in nine places, for what the sum is of was rounded."""
    if isinstance(amount, Decimal):
        return amount > total
    return amount - Fraction(total) > Fraction(1, 10**9)


def shown(amount: Exact) -> str:
    """As a sentence tells it: `2.5`, or `1/3` where that is no decimal."""
    decimal = as_decimal(amount)
    return str(amount) if decimal is None else f"{decimal.normalize() + 0:f}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount in one unit (`kg`, `m`, `pcs`, ...)."""

    amount: Exact
    unit: str

    def __str__(self) -> str:
        return f"{shown(self.amount)} {self.unit}"
