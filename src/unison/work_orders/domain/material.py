"""What an order takes from stock and puts into it: functions on frozen data."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from unison.shared.errors import RuleRefusal
from unison.shared.events import Fact
from unison.shared.names import same
from unison.work_orders.domain.facts import (
    LotConsumed,
    LotMovement,
    MaterialReturned,
    MovementCorrected,
    OutputLotRecorded,
)
from unison.work_orders.domain.state import (
    IN_PROGRESS,
    LOGGABLE,
    NotInProgress,
    WorkOrder,
    require,
    taken_more,
)

_LOT_MOVEMENTS: Mapping[type[Fact], LotMovement] = {
    LotConsumed: LotMovement.CONSUMED,
    MaterialReturned: LotMovement.RETURNED,
    OutputLotRecorded: LotMovement.MADE,
}


def consume(order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str) -> LotConsumed:
    require(order, NotInProgress, *IN_PROGRESS)
    return LotConsumed(lot=lot, material=material, quantity=quantity, unit=unit)


class ByProductIsProduct(RuleRefusal, code="by_product_is_product"):
    """{material} is what this order is for, no by-product. Record it as output."""


def record_output(
    order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str, by_product: bool = False
) -> OutputLotRecorded:
    require(order, NotInProgress, *IN_PROGRESS)
    if by_product and same(material, order.product):
        raise ByProductIsProduct(material=material)
    return OutputLotRecorded(lot=lot, material=material, quantity=quantity, unit=unit, by_product=by_product)


class NotTaken(RuleRefusal, code="not_taken"):
    """This order has {taken} {unit} of lot {lot}, and {asked} {unit} were to go back. Return less, or name the lot it came
    from."""


def return_material(
    order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str, reason: str | None
) -> MaterialReturned:
    """What is left over goes back while the order is in progress or completed, never more than it took."""
    require(order, NotInProgress, *LOGGABLE)
    taken = order.taken.get(lot, Decimal(0))
    if quantity > taken:
        raise NotTaken(lot=lot, taken=f"{taken:f}", asked=f"{quantity:f}", unit=unit)
    return MaterialReturned(lot=lot, material=material, quantity=quantity, unit=unit, reason=reason)


class MoreWentBack(RuleRefusal, code="more_went_back"):
    """{missing} of lot {lot} more went back than the order took then. Correct the return first."""


def correct_movement(
    order: WorkOrder,
    *,
    movement: int,
    told: LotConsumed | MaterialReturned | OutputLotRecorded,
    change: Decimal,
    quantity: Decimal | None,
    happened_at: datetime | None,
    struck: bool,
    why: str,
) -> MovementCorrected:
    """The order's side of a correction that the lot has decided. What an order gave back it must have taken."""
    kind = _LOT_MOVEMENTS[type(told)]
    after = order.taken.get(told.lot, Decimal(0)) + taken_more(kind, change)
    if after < 0:
        raise MoreWentBack(lot=told.lot, missing=f"{-after:f} {told.unit}")
    return MovementCorrected(
        movement=movement, kind=kind, lot=told.lot, change=change, why=why, quantity=quantity, happened_at=happened_at,
        struck=struck,
    )  # fmt: skip
