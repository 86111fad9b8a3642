"""What an order takes from stock and puts into it: functions on frozen data."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
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
from unison.work_orders.domain.operations import check_quantity
from unison.work_orders.domain.state import (
    IN_PROGRESS,
    LOGGABLE,
    NotInProgress,
    WorkOrder,
    link,
    require,
    taken_more,
)

_LOT_MOVEMENTS: Mapping[type[Fact], LotMovement] = {
    LotConsumed: LotMovement.CONSUMED,
    MaterialReturned: LotMovement.RETURNED,
}


class NotPutOutHere(RuleRefusal, code="not_put_out_here"):
    """{lot} is a lot already, and this order has not put it out. Name a serial or a lot that the order puts out, or none."""


def consume(
    order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str, into_lots: Sequence[str] = (),
    known: Collection[str] = (),
) -> LotConsumed:  # fmt: skip
    """`into_lots` are put out by the order, or will be; `known` are those of them that are lots already."""
    require(order, NotInProgress, *IN_PROGRESS)
    for each in into_lots:
        if each in known and each not in order.outputs:
            raise NotPutOutHere(lot=each)
    return LotConsumed(lot=lot, material=material, quantity=quantity, unit=unit, into_lots=tuple(into_lots))


class ByProductIsProduct(RuleRefusal, code="by_product_is_product"):
    """{material} is what this order is for, no by-product. Record it as output."""


def record_output(
    order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str, by_product: bool = False,
    pieces_per_unit: Decimal | None = None,
) -> OutputLotRecorded:  # fmt: skip
    """Not more pieces than the order allows; `pieces_per_unit` is how many one unit of the product is, None: unknown."""
    require(order, NotInProgress, *IN_PROGRESS)
    if by_product and same(material, order.product):
        raise ByProductIsProduct(material=material)
    if not by_product:
        check_quantity(replace(order, made=order.made + quantity, pieces_per_unit=pieces_per_unit))
    return OutputLotRecorded(
        lot=lot, material=material, quantity=quantity, unit=unit, by_product=by_product,
        pieces_per_unit=None if by_product else pieces_per_unit,
    )  # fmt: skip


class NotTaken(RuleRefusal, code="not_taken"):
    """This order has {taken} {unit} of lot {lot}, and {asked} {unit} were to go back. Return less, or name the lot it came
    from."""


class IntoNeeded(RuleRefusal, code="into_needed"):
    """Of lot {lot} {free} {unit} were taken without saying into what, and the rest went into {into}. Say what {asked} {unit} come
    back out of: into."""


def return_material(
    order: WorkOrder, *, lot: str, material: str, quantity: Decimal, unit: str, reason: str | None,
    into_lots: Sequence[str] = (),
) -> MaterialReturned:  # fmt: skip
    """What is left over goes back while the order is in progress or completed, never more than it took; of what was said to go into
    certain lots, never more than went there."""
    require(order, NotInProgress, *LOGGABLE)
    taken = order.taken.get(lot, Decimal(0)) if not into_lots else order.stated.get(link(lot, into_lots), Decimal(0))
    if quantity > taken:
        raise NotTaken(lot=lot, taken=f"{taken:f}", asked=f"{quantity:f}", unit=unit)
    out_of = tuple(into_lots) or _out_of(order, lot, quantity, unit)
    return MaterialReturned(lot=lot, material=material, quantity=quantity, unit=unit, reason=reason, into_lots=out_of)


def _out_of(order: WorkOrder, lot: str, quantity: Decimal, unit: str) -> tuple[str, ...]:
    """Where nobody says it: what was taken without saying into what; else the only place it can come back from."""
    stated = {name: left for name, left in order.stated.items() if name.split("\t")[0] == lot and left > 0}
    free = order.taken.get(lot, Decimal(0)) - sum(stated.values(), Decimal(0))
    if quantity <= free:
        return ()
    places = [tuple(name.split("\t")[1:]) for name in stated]
    if len(places) != 1 or free > 0:
        into = "; ".join(", ".join(place) for place in places)
        raise IntoNeeded(lot=lot, free=f"{free:f}", unit=unit, into=into, asked=f"{quantity:f}")
    return places[0]


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
    kind = _kind(told)
    if kind is LotMovement.MADE and change > 0:
        check_quantity(replace(order, made=order.made + change))
    into_lots = () if isinstance(told, OutputLotRecorded) else told.into_lots
    after = order.taken.get(told.lot, Decimal(0)) + taken_more(kind, change)
    if into_lots:
        after = min(after, order.stated.get(link(told.lot, into_lots), Decimal(0)) + taken_more(kind, change))
    if after < 0:
        raise MoreWentBack(lot=told.lot, missing=f"{-after:f} {told.unit}")
    return MovementCorrected(
        movement=movement, kind=kind, lot=told.lot, change=change, why=why, quantity=quantity, happened_at=happened_at,
        struck=struck, into_lots=into_lots,
    )  # fmt: skip


def _kind(told: LotConsumed | MaterialReturned | OutputLotRecorded) -> LotMovement:
    if isinstance(told, OutputLotRecorded):
        return LotMovement.BY_PRODUCT if told.by_product else LotMovement.MADE
    return _LOT_MOVEMENTS[type(told)]
