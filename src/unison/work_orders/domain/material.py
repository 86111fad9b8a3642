"""What an order takes from stock and puts into it: functions on frozen data."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.quantities import Exact, FractionText, kept, rounded, shown
from unison.work_orders.domain.facts import (
    ComponentListChosen,
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


def consume(order: WorkOrder, *, lot: str, material: str, quantity: Exact, unit: str) -> LotConsumed:
    require(order, NotInProgress, *IN_PROGRESS)
    return LotConsumed(lot=lot, material=material, **kept(quantity, order.carry(lot)).fields, unit=unit)


class ByProductIsProduct(RuleRefusal, code="by_product_is_product"):
    """{material} is what this order is for, no by-product. Record it as output."""


def record_output(
    order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str, by_product: bool = False,
    exact: FractionText | None = None,
) -> OutputLotRecorded:  # fmt: skip
    """`quantity` and `exact` are what the lot says it got."""
    require(order, NotInProgress, *IN_PROGRESS)
    if by_product and material == order.product:
        raise ByProductIsProduct(material=material)
    return OutputLotRecorded(
        lot=lot, material=material, quantity=quantity, unit=unit, by_product=by_product, exact=exact
    )


class UnknownComponentList(UnknownRefusal, code="unknown_component_list"):
    """{product} has no component list {component_list}. Its lists are {known}."""


class ComponentListInUse(RuleRefusal, code="component_list_in_use"):
    """The order is made by component list {component_list} already. Name another one, or leave it."""


def use_component_list(
    order: WorkOrder, *, component_list: int, known: Collection[int], reason: str
) -> ComponentListChosen:
    """What is taken from here on goes by it; what was taken stays. `known` are the versions that its product has."""
    require(order, NotInProgress, *IN_PROGRESS)
    if component_list not in known:
        told = ", ".join(str(each) for each in sorted(known)) or "none"
        raise UnknownComponentList(product=order.product, component_list=component_list, known=told)
    if component_list == order.component_list:
        raise ComponentListInUse(component_list=component_list)
    return ComponentListChosen(component_list=component_list, reason=reason)


class NotTaken(RuleRefusal, code="not_taken"):
    """This order has {taken} {unit} of lot {lot}, and {asked} {unit} were to go back. Return less, or name the lot it came
    from."""


def return_material(
    order: WorkOrder, *, lot: str, material: str, quantity: Exact, unit: str, reason: str | None
) -> MaterialReturned:
    """What is left over goes back while the order is in progress or completed, never more than it took."""
    require(order, NotInProgress, *LOGGABLE)
    taken = order.taken.get(lot, Decimal(0))
    back = kept(quantity, -order.carry(lot))
    if back.quantity > taken:
        raise NotTaken(lot=lot, taken=shown(taken), asked=shown(quantity), unit=unit)
    return MaterialReturned(lot=lot, material=material, **back.fields, unit=unit, reason=reason)


class MoreWentBack(RuleRefusal, code="more_went_back"):
    """{missing} of lot {lot} more went back than the order took then. Correct the return first."""


def correct_movement(
    order: WorkOrder,
    *,
    movement: int,
    told: LotConsumed | MaterialReturned | OutputLotRecorded,
    change: Decimal,
    exact_change: FractionText | None = None,
    quantity: Decimal | None,
    exact: FractionText | None = None,
    happened_at: datetime | None,
    struck: bool,
    why: str,
) -> MovementCorrected:
    """The order's side of a correction that the lot has decided. What an order gave back it must have taken."""
    kind = _LOT_MOVEMENTS[type(told)]
    after = rounded(order.exactly_taken(told.lot) + taken_more(kind, Fraction(exact_change or change)))
    if after < 0:
        raise MoreWentBack(lot=told.lot, missing=f"{shown(-after)} {told.unit}")
    if exact_change is not None and kind is not LotMovement.MADE:
        change = abs(after - order.taken[told.lot]) * (
            1 if change > 0 else -1
        )  # what the order has is rounded, not each step
    return MovementCorrected(
        movement=movement, kind=kind, lot=told.lot, change=change, why=why, quantity=quantity, happened_at=happened_at,
        struck=struck, exact=exact, exact_change=exact_change,
    )  # fmt: skip
