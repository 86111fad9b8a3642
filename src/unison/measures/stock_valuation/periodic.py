"""The periodic system: what was sold is costed once, at the end of the period, from all that was there to sell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

from unison.measures.money import ZERO, exact_sum
from unison.measures.stock_valuation.applying import apply
from unison.measures.stock_valuation.operations import Issue, Receive
from unison.measures.stock_valuation.stock import opening

_SOME_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Period:
    """The value of what is left, and of what was sold; `unit_cost` is that of what is left, `None` when nothing is."""

    ending: Decimal
    cost_of_sales: Decimal
    unit_cost: Decimal | None


def periodic(
    available: Iterable[tuple[Decimal, Decimal]], sold: Decimal, method: Literal["fifo", "lifo", "moving_average"]
) -> Period:
    """Costs `sold` (0 or above) from `available`: quantity and unit cost of the opening stock and every purchase, in order.

    `moving_average` is then the weighted average of the period. Raises `ValueError` when more was sold than there was.
    """
    stock = opening(method)
    for number, (quantity, unit_cost) in enumerate(available):
        stock, _ = apply(stock, Receive(str(number), _SOME_MOMENT, quantity, unit_cost))
    if sold > stock.quantity:
        raise ValueError(f"{sold} were sold and only {stock.quantity} were there")
    cost_of_sales = ZERO
    if sold:
        stock, outcome = apply(stock, Issue("sold", _SOME_MOMENT, sold))
        cost_of_sales = exact_sum(each.value for each in outcome.bins)
    return Period(stock.value, cost_of_sales, stock.unit_cost if stock.quantity else None)
