"""A wrong quantity whose period is closed: history stays, the difference is booked in the present."""

from datetime import datetime
from decimal import Decimal, localcontext

from unison.measures.money import EXACT, kept_quantity
from unison.measures.stock_valuation.applying import Moved
from unison.measures.stock_valuation.operations import GiveBack, Issue, Receive, ReturnToSupplier


def difference_now(
    wrong: Receive | Issue, quantity: Decimal, *, id: str, at: datetime, moved: Moved | None = None
) -> Receive | Issue | ReturnToSupplier | GiveBack | None:
    """The operation of the present that makes up for `wrong`, whose quantity should have been `quantity` (0 or above).

    More received comes in now at what the receipt cost a unit (`moved`, where the receipt did not tell its cost), less
    goes out of its own layer first. More issued is an issue of now, less comes back at what it went out for. `None` when
    there is no difference. In an open period put the corrected operation into the history instead: `History.changed`.
    Raises `ValueError` for a quantity below 0.
    """
    if (right := kept_quantity(quantity)) < 0:
        raise ValueError(f"the quantity of {wrong.id} is not below 0: {quantity}")
    with localcontext(EXACT):
        more = right - wrong.quantity
    if not more:
        return None
    if isinstance(wrong, Issue):
        return Issue(id, at, more, wrong.unit_cost) if more > 0 else GiveBack(id, at, -more, wrong.id)
    if more < 0:
        return ReturnToSupplier(id, at, -more, wrong.id)
    if wrong.unit_cost is not None:
        return Receive(id, at, more, wrong.unit_cost)
    known = moved or (Moved(wrong.quantity, wrong.value) if wrong.value is not None else None)
    return Receive(id, at, more, value=None if known is None else known.part(more))
