"""Correcting a movement: of one lot, of a lot and its work or sales order, or of the two lots of a split; all sides or none."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, model_validator

from unison.corrections.domain import counterpart
from unison.lots.application.commands import UnitOfLot
from unison.lots.application.finding import find_lot, settle_unit
from unison.lots.application.material import in_unit_of, may_go_below_zero, tracking_of
from unison.lots.domain import correcting
from unison.lots.domain.correcting import Wanted
from unison.lots.domain.facts import (
    LotConsumed,
    LotProduced,
    LotReturned,
    LotShipped,
    LotSplit,
    LotSplitOff,
    MovementCorrected,
)
from unison.lots.domain.moving import SerialIsOne
from unison.lots.domain.state import LOT, Lot
from unison.materials.domain.facts import Tracking
from unison.sales.domain.deliveries import correct_delivery
from unison.sales.domain.facts import LineDelivered
from unison.sales.domain.orders import SALES_ORDER
from unison.shared.commands import Command, Found, Key, Moment, Price, Text, UnitCost, use_case
from unison.shared.events import Fact
from unison.shared.ports import Loaded, StoredFact, Work
from unison.shared.quantities import FractionText, Kept, as_text, rounded, shown
from unison.work_orders.domain import facts as work_orders
from unison.work_orders.domain.material import correct_movement as correct_movement_of_order
from unison.work_orders.domain.state import WORK_ORDER

ONE = Decimal(1)


class CorrectMovement(Command, name="corrections.correct_movement"):
    """Say what a movement of a lot was in truth. The original stays visible, struck through, with the reason."""

    lot: Key
    movement: Annotated[int, Field(ge=1, le=2**31 - 1, description="The version of the lot's fact: 3 of lots:LOT-7@3.")]
    quantity: Annotated[Found | None, Field(description="In `unit`. Left out, like the others: as it stands.")] = None
    unit: UnitOfLot = None
    unit_cost: Annotated[
        UnitCost | None, Field(description="Of a receipt: of one `unit`, in the currency it was told in.")
    ] = None
    total_cost: Annotated[Price | None, Field(description="Of a whole receipt, instead of unit_cost.")] = None
    happened_at: Moment | None = None
    strike: Annotated[bool, Field(description="It did not happen at all.")] = False
    why: Text

    @model_validator(mode="after")
    def _what_did_not_happen_says_no_more(self) -> Self:
        if self.strike and not (self.quantity is self.unit_cost is self.total_cost is self.happened_at is None):
            raise ValueError(
                "strike says that it did not happen: leave out quantity, unit_cost, total_cost and happened_at"
            )
        if self.unit_cost is not None and self.total_cost is not None:
            raise ValueError("give unit_cost, of one unit, or total_cost, of the whole receipt; not both")
        return self


async def _wanted(c: CorrectMovement, work: Work, lot: Lot) -> Wanted:
    """What is told, in the lot's unit."""
    quantity = None if c.quantity is None else await in_unit_of(work, lot, c.quantity, c.unit)
    unit_cost = (
        None if c.unit_cost is None else Fraction(c.unit_cost) / Fraction(await in_unit_of(work, lot, ONE, c.unit))
    )
    return Wanted(
        quantity=quantity, unit_cost=unit_cost, total_cost=c.total_cost, happened_at=c.happened_at, struck=c.strike
    )


async def correct_movement(c: CorrectMovement, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    told = await work.fact(lot, c.movement)
    wanted = await _wanted(c, work, lot.state)
    if wanted.quantity not in (None, 1) and await tracking_of(work, lot.state) is Tracking.SERIAL:
        raise SerialIsOne(material=lot.state.material, unit=lot.state.unit, quantity=shown(wanted.quantity or ONE))
    side = Side(wanted, c.why, work, await may_go_below_zero(work))
    corrected = side.correct(lot, c.movement, told.fact if told else None)
    if told is not None:
        before = lot.state.corrections.get(c.movement)
        work.concerns((before.happened_at if before else None) or told.occurred_at)
        await _other_side(side, lot, told, corrected)
    await settle_unit(work, lot)


@dataclass(frozen=True, slots=True)
class Side:
    """One correction as it is told on each of the lots it concerns."""

    wanted: Wanted
    why: str
    work: Work
    may_go_below_zero: bool

    def correct(self, lot: Loaded[Lot], movement: int, told: Fact | None) -> MovementCorrected:
        fact = correcting.correct(
            lot.state,
            key=lot.key,
            movement=movement,
            told=told,
            wanted=self.wanted,
            why=self.why,
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
    of = await side.work.load(LOT, other)
    beside = await side.work.facts_of_same_command(told)
    version, movement = counterpart(
        told, beside, (LotSplit, LotSplitOff), stream=of.stream, fits=lambda fact: _other_end(fact) == lot.key
    )
    side.correct(of, version, movement)
    await settle_unit(side.work, of)


def _other_end(fact: LotSplit | LotSplitOff) -> str:
    return fact.into if isinstance(fact, LotSplit) else fact.source


_OF_ORDER = (work_orders.LotConsumed, work_orders.MaterialReturned, work_orders.OutputLotRecorded)


async def _order(side: Side, lot: Loaded[Lot], told: StoredFact, order: str, corrected: MovementCorrected) -> None:
    of = await side.work.load(WORK_ORDER, order)
    beside = await side.work.facts_of_same_command(told)
    version, movement = counterpart(told, beside, _OF_ORDER, stream=of.stream, fits=lambda fact: fact.lot == lot.key)
    taken = isinstance(told.fact, LotConsumed)
    fact = correct_movement_of_order(
        of.state,
        movement=version,
        told=movement,
        change=-corrected.change if taken else corrected.change,
        exact_change=_negated(corrected.exact_change) if taken else corrected.exact_change,
        quantity=corrected.quantity,
        exact=corrected.exact,
        happened_at=corrected.happened_at,
        struck=corrected.struck,
        why=corrected.why,
    )
    side.work.append(of, fact)


def _negated(exact: FractionText | None) -> FractionText | None:
    return None if exact is None else as_text(-Fraction(exact))


async def _sales_order(
    side: Side, lot: Loaded[Lot], told: StoredFact, shipped: LotShipped, corrected: MovementCorrected
) -> None:
    """A sales order counts its own deliveries, in the unit of its line; a shipment without one concerns the lot alone."""
    for each in await side.work.facts_of_same_command(told):
        if not isinstance(each.fact, LineDelivered) or each.fact.lot != lot.key:
            continue
        of = await side.work.load(SALES_ORDER, each.key)
        ratio = Kept(each.fact.quantity, each.fact.exact).meant / Kept(shipped.quantity, shipped.exact).meant
        stands = shipped if corrected.quantity is None else corrected
        fact = correct_delivery(
            of.state,
            movement=each.version,
            told=each.fact,
            lot=lot.key,
            quantity=rounded(Fraction(stands.exact or stands.quantity or 0) * ratio),
            happened_at=corrected.happened_at or told.occurred_at,
            struck=corrected.struck,
            change=rounded(-Fraction(corrected.exact_change or corrected.change) * ratio),
            why=corrected.why,
        )
        side.work.append(of, fact)


USE_CASES = (use_case(CorrectMovement, correct_movement),)
