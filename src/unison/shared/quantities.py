"""Quantities: exact decimals with a unit, and pieces, which are whole."""

from dataclasses import dataclass
from decimal import Decimal

from unison.shared.errors import RuleRefusal

DECIMAL_PLACES = 6
"""Decimal places kept for any quantity."""


class UnitMismatch(RuleRefusal, code="unit_mismatch"):
    """The quantity is in {given}, but {what} is kept in {expected}. Convert it first."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount in one unit (`kg`, `m`, `pcs`, ...)."""

    amount: Decimal
    unit: str

    def same_unit(self, other: "Quantity", *, what: str) -> None:
        """Refuses `UnitMismatch` when the units differ: adding kilograms to pieces means nothing."""
        if self.unit != other.unit:
            raise UnitMismatch(given=other.unit, expected=self.unit, what=what)

    def __add__(self, other: "Quantity") -> "Quantity":
        self.same_unit(other, what="the sum")
        return Quantity(self.amount + other.amount, self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        self.same_unit(other, what="the difference")
        return Quantity(self.amount - other.amount, self.unit)

    def __str__(self) -> str:
        return f"{self.amount.normalize():f} {self.unit}"
