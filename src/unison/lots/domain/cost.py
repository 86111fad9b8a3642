"""What a receipt cost, exactly: of one unit, in whatever unit that was told, or of all of it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from unison.shared.quantities import COST_PLACES, Exact, rounded


class Cost(NamedTuple):
    """`unit_cost` is of one unit of the lot. `total_cost` is of all, and counts where it is there: it was told so, or the quantity
    times the unit cost is not exactly it."""

    unit_cost: Decimal | None = None
    total_cost: Decimal | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """As the fields of a fact."""
        return self._asdict()


UNKNOWN_COST = Cost()


def of_each(unit_cost: Exact, times: Exact, *, quantity: Exact, kept: Decimal) -> Cost:
    """`times` units cost so much each; that is `quantity` units of the lot, which a fact keeps as `kept`. Ten pounds at 10 are 100,
    though a kilogram of them is at 22.0462...

    >>> of_each(Decimal(24), Decimal(2), quantity=Decimal(24), kept=Decimal(24))
    Cost(unit_cost=Decimal('2'), total_cost=None)
    """
    total = Fraction(unit_cost) * Fraction(times)
    of_one = rounded(total / Fraction(quantity), COST_PLACES)
    if Fraction(of_one) * Fraction(kept) == total:
        return Cost(of_one)
    return Cost(of_one, rounded(total, COST_PLACES))


def of_another_quantity(cost: Cost, before: Exact, after: Exact) -> Cost:
    """The cost when another quantity came: each unit costs what it did, and a total that was told stays."""
    if cost.unit_cost is None or cost.total_cost is None:
        return cost
    return cost._replace(
        total_cost=rounded(Fraction(cost.total_cost) * Fraction(after) / Fraction(before), COST_PLACES)
    )
