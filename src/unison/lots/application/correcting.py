"""Correcting a movement: of one lot, of a lot and its work or sales order, or of the two lots of a split; all sides or none."""

from collections.abc import Iterable
from dataclasses import dataclass

from unison.lots import domain
from unison.lots.application.commands import CorrectMovement
from unison.lots.application.material import may_go_below_zero, tracking_of
from unison.lots.domain import (
    LOT,
    CounterpartMissing,
    Lot,
    LotConsumed,
    LotProduced,
    LotReturned,
    LotShipped,
    LotSplit,
    LotSplitOff,
    MovementCorrected,
    SerialIsOne,
)
from unison.materials.domain import Tracking
from unison.sales.domain.deliveries import correct_delivery
from unison.sales.domain.orders import SALES_ORDER, LineDelivered
from unison.shared.commands import use_case
from unison.shared.ports import Loaded, StoredFact, Work
from unison.work_orders import domain as work_orders
from unison.work_orders.domain import WORK_ORDER, MaterialReturned, OutputLotRecorded


async def correct_movement(c: CorrectMovement, work: Work) -> None:
    lot = await work.load(LOT, c.lot)
    told = await work.fact(lot, c.movement)
    if c.quantity not in (None, 1) and await tracking_of(work, lot.state) is Tracking.SERIAL:
        raise SerialIsOne(material=lot.state.material, unit=lot.state.unit, quantity=f"{c.quantity:f}")
    side = Side(c, work, await may_go_below_zero(work))
    corrected = side.correct(lot, c.movement, told)
    if told is not None:
        await _other_side(side, lot, told, corrected)


@dataclass(frozen=True, slots=True)
class Side:
    """One correction as it is told on each of the lots it concerns."""

    c: CorrectMovement
    work: Work
    may_go_below_zero: bool

    def correct(self, lot: Loaded[Lot], movement: int, told: StoredFact | None) -> MovementCorrected:
        fact = domain.correct(
            lot.state,
            key=lot.key,
            movement=movement,
            told=told.fact if told else None,
            wanted=self.c.wanted(),
            why=self.c.why,
            may_go_below_zero=self.may_go_below_zero,
            latest=self.work.latest,
        )
        self.work.append(lot, fact)
        return fact


async def _other_side(side: Side, lot: Loaded[Lot], told: StoredFact, corrected: MovementCorrected) -> None:
    match told.fact:
        case LotSplit(into=other) | LotSplitOff(source=other):
            await _other_lot(side, lot, told, other)
        case (
            LotConsumed(work_order=str(order)) | LotProduced(work_order=str(order)) | LotReturned(work_order=str(order))
        ):
            await _order(side, lot, told, order, corrected)
        case LotShipped():
            await _sales_order(side, lot, told, told.fact, corrected)
        case _:
            pass


async def _other_lot(side: Side, lot: Loaded[Lot], told: StoredFact, other: str) -> None:
    for each in await side.work.facts_of_same_command(told):
        match each.fact:
            case LotSplit(into=name) | LotSplitOff(source=name) if each.key == other and name == lot.key:
                side.correct(await side.work.load(LOT, other), each.version, each)
                return
            case _:
                pass
    raise CounterpartMissing(movement=told.version)


type OrderMovement = work_orders.LotConsumed | MaterialReturned | OutputLotRecorded


async def _order(side: Side, lot: Loaded[Lot], told: StoredFact, order: str, corrected: MovementCorrected) -> None:
    of = await side.work.load(WORK_ORDER, order)
    version, movement = _movement_of(await side.work.facts_of_same_command(told), of.stream, lot.key, told)
    taken = isinstance(told.fact, LotConsumed)
    fact = work_orders.correct_movement(
        of.state,
        movement=version,
        told=movement,
        change=-corrected.change if taken else corrected.change,
        quantity=corrected.quantity,
        happened_at=corrected.happened_at,
        struck=corrected.struck,
        why=corrected.why,
    )
    side.work.append(of, fact)


def _movement_of(beside: Iterable[StoredFact], stream: str, lot: str, told: StoredFact) -> tuple[int, OrderMovement]:
    for each in beside:
        fact = each.fact
        of_order = isinstance(fact, work_orders.LotConsumed | MaterialReturned | OutputLotRecorded)
        if of_order and each.stream == stream and fact.lot == lot:
            return each.version, fact
    raise CounterpartMissing(movement=told.version)


async def _sales_order(
    side: Side, lot: Loaded[Lot], told: StoredFact, shipped: LotShipped, corrected: MovementCorrected
) -> None:
    """A sales order counts its own deliveries; a shipment without one concerns the lot alone."""
    for each in await side.work.facts_of_same_command(told):
        if not isinstance(each.fact, LineDelivered) or each.fact.lot != lot.key:
            continue
        of = await side.work.load(SALES_ORDER, each.key)
        fact = correct_delivery(
            of.state,
            movement=each.version,
            told=each.fact,
            lot=lot.key,
            quantity=shipped.quantity if corrected.quantity is None else corrected.quantity,
            happened_at=corrected.happened_at or told.occurred_at,
            struck=corrected.struck,
            change=-corrected.change,
            why=corrected.why,
        )
        side.work.append(of, fact)


USE_CASES = (use_case(CorrectMovement, correct_movement),)
