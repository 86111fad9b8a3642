"""Mass balance: what came into a lot is what went out of it, what was scrapped, and what is there."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.genealogy.api.parameters import NOW, AsOf, AsOfAsked, LotNumber, NotYet, Reader, rows
from projections.genealogy.api.tracing import Original
from projections.genealogy.projector import PROJECTION
from unison.lots.domain.state import UnknownLot
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.shared.commands import Key
from unison.shared.errors import UnknownRefusal

router = ViewRouter(PROJECTION.name)

type Side = Literal["in", "out", "count"]

SIDES: dict[str, Side] = {
    "received": "in",
    "produced": "in",
    "split_off": "in",
    "merged_from": "in",
    "returned_from_order": "in",
    "returned_by_customer": "in",
    "consumed": "out",
    "split": "out",
    "merged_into": "out",
    "shipped": "out",
    "returned_to_supplier": "out",
    "scrapped": "out",
    "adjusted": "count",
}
"""On which side of a balance each kind of movement stands. What a count changed has no side: it is told for itself."""


class UnknownMaterial(UnknownRefusal, code="unknown_traced_material"):
    """There is no lot of {key}. Check the name of the material."""


class UnknownOrder(UnknownRefusal, code="unknown_order"):
    """No lot went into work order {key} or came out of it. Check the number; its page shows what was logged."""


class Moved(BaseModel):
    """A fact that moved a quantity. `movement` names it everywhere, `change` is what it adds to what is on hand; a struck fact
    changes nothing. `party` is the supplier or customer, `reference` the purchase or delivery."""

    movement: str
    kind: str
    quantity: Decimal
    change: Decimal
    work_order: str | None
    other_lot: str | None
    other_number: str | None
    party: str | None
    reference: str | None
    sales_order: str | None
    reason: str | None
    by_user: UUID | None
    occurred_at: datetime
    recorded_at: datetime
    feed_seq: int
    struck: bool
    original: Original | None
    corrected_by: UUID | None
    corrected_why: str | None
    corrected_at: datetime | None


class Term(BaseModel):
    """One term of the balance with the facts behind it. The quantity of a count is the difference it found."""

    kind: str
    side: Side
    quantity: Decimal
    movements: list[Moved]


class Mismatch(BaseModel):
    """Two that tell of the same moved quantity do not tell the same: the other lot of a split or a merge, or the sales order
    of a delivery. None: it tells nothing of it. `other` is the key of that lot, and `other_number` what stands on its label; of a
    delivery both are its number."""

    what: Literal["split", "merge", "delivery"]
    other: str
    other_number: str
    told_here: Decimal | None
    told_there: Decimal | None


class Balance(BaseModel):
    """`total_in` + `counted` = `total_out` + `on_hand`, or `difference` is not 0. It `closes` when there is no difference and
    nothing that does not match. All quantities in `unit`."""

    lot: str
    number: str
    material: str
    unit: str
    plant: str
    as_of_feed: int | None
    as_of: datetime | None
    terms: list[Term]
    total_in: Decimal
    total_out: Decimal
    counted: Decimal
    on_hand: Decimal
    difference: Decimal
    mismatches: list[Mismatch]
    closes: bool


class KindOfMovement(BaseModel):
    kind: str
    side: Side
    movements: int
    quantity: Decimal


class BalanceOfMaterial(BaseModel):
    """The balance of all lots of a material in one unit. What was split or merged goes from one of its lots to another: those
    terms cancel, or `difference` tells that they do not."""

    material: str
    unit: str
    as_of_feed: int | None
    as_of: datetime | None
    terms: list[KindOfMovement]
    total_in: Decimal
    total_out: Decimal
    counted: Decimal
    on_hand: Decimal
    difference: Decimal
    closes: bool


class OfOrder(BaseModel):
    """What an order took of a lot, less what it gave back, or what it put out into it. `into_lots`: what it was said to go
    into; `number` and `into_numbers`, in the same order, are what stands on the labels."""

    lot: str
    number: str
    material: str
    quantity: Decimal
    unit: str
    occurred_at: datetime
    into_lots: list[str]
    into_numbers: list[str]


class Yield(BaseModel):
    """`ratio` is produced / consumed; null where nothing was consumed in that unit."""

    unit: str
    consumed: Decimal
    produced: Decimal
    ratio: Decimal | None


class BalanceOfOrder(BaseModel):
    """What went into an order against what came out of it. Kilograms in and pieces out have no common measure: there is one
    yield for each unit."""

    work_order: str
    as_of_feed: int | None
    as_of: datetime | None
    consumed: list[OfOrder]
    produced: list[OfOrder]
    yields: list[Yield]


async def lot_as_of(cursor: AsyncCursor[DictRow], lot: str, as_of: AsOf) -> DictRow:
    """A lot as it stood then. Refuses `UnknownLot`, and `NotYet` where there was none yet."""
    if found := await rows(cursor, "find_lot_as_of", lot=lot, **as_of.asked):
        return found[0]
    if await rows(cursor, "find_lot", lot=lot):
        raise NotYet(key=lot, as_of=as_of)
    raise UnknownLot(key=lot)


async def balance(cursor: AsyncCursor[DictRow], lot: str, as_of: AsOf = NOW) -> Balance:
    """A lot's mass balance. Refuses `UnknownLot` and `NotYet`."""
    found = await lot_as_of(cursor, lot, as_of)
    told = await rows(cursor, "list_quantities", lot=lot, **as_of.asked)
    terms = _terms([Moved(movement=f"lots:{lot}@{row['version']}", **row) for row in told])
    mismatches = await _mismatches(cursor, lot, as_of)
    sums = _sums([(term.side, term.quantity) for term in terms], found["on_hand"])
    return Balance(
        **{name: found[name] for name in ("lot", "number", "material", "unit", "plant")},
        as_of_feed=as_of.feed,
        as_of=as_of.at,
        terms=terms,
        **sums,
        mismatches=mismatches,
        closes=sums["difference"] == 0 and not mismatches,
    )


def _terms(movements: Sequence[Moved]) -> list[Term]:
    """In the order of `SIDES`."""
    by_kind: dict[str, list[Moved]] = {kind: [] for kind in SIDES}
    for movement in movements:
        by_kind[movement.kind].append(movement)
    return [
        Term(kind=kind, side=side, quantity=_quantity(side, sum((m.change for m in each), Decimal(0))), movements=each)
        for kind, side in SIDES.items()
        if (each := by_kind[kind])
    ]


def _quantity(side: Side, change: Decimal) -> Decimal:
    return -change if side == "out" and change else change


def _sums(terms: Sequence[tuple[Side, Decimal]], on_hand: Decimal) -> dict[str, Any]:
    total = {each: sum((q for side, q in terms if side == each), Decimal(0)) for each in ("in", "out", "count")}
    difference = total["in"] + total["count"] - total["out"] - on_hand
    return {
        "total_in": total["in"],
        "total_out": total["out"],
        "counted": total["count"],
        "on_hand": on_hand,
        "difference": difference,
    }


async def _mismatches(cursor: AsyncCursor[DictRow], lot: str, as_of: AsOf) -> list[Mismatch]:
    halves = await rows(cursor, "list_halves", lot=lot, **as_of.asked)
    deliveries = await rows(cursor, "list_delivered_otherwise", lot=lot, **as_of.asked)
    found = [
        (h["through"], h["other_lot"], h["other_number"] or h["other_lot"], h["quantity"], h["other_quantity"])
        for h in halves
    ]
    found += [("delivery", d["delivery"], d["delivery"], d["shipped"], d["delivered"]) for d in deliveries]
    return [Mismatch(**dict(zip(Mismatch.model_fields, each, strict=True))) for each in found]


async def balance_of_material(
    cursor: AsyncCursor[DictRow], material: str, as_of: AsOf = NOW
) -> list[BalanceOfMaterial]:
    """One balance for each unit that lots of the material are kept in. Refuses `UnknownMaterial`."""
    found = await rows(cursor, "sum_material", material=material, **as_of.asked)
    if not found:
        raise UnknownMaterial(key=material)
    answer: list[BalanceOfMaterial] = []
    for unit in dict.fromkeys(row["unit"] for row in found):
        of_unit = [row for row in found if row["unit"] == unit]
        terms = [_kind(row) for row in sorted(of_unit, key=lambda row: list(SIDES).index(row["kind"]))]
        sums = _sums([(term.side, term.quantity) for term in terms], of_unit[0]["on_hand"])
        told: dict[str, Any] = {"material": material, "unit": unit, "as_of_feed": as_of.feed, "as_of": as_of.at}
        answer.append(BalanceOfMaterial(**told, terms=terms, **sums, closes=sums["difference"] == 0 and _cancel(terms)))
    return answer


def _kind(row: DictRow) -> KindOfMovement:
    side = SIDES[row["kind"]]
    return KindOfMovement(
        kind=row["kind"], side=side, movements=row["movements"], quantity=_quantity(side, row["change"])
    )


def _cancel(terms: Sequence[KindOfMovement]) -> bool:
    """Whether what left some lots of the material by splits and merges came into others of it."""
    moved = {term.kind: term.quantity for term in terms}
    return all(moved.get(out, 0) == moved.get(into, 0) for out, into in _HALVES)


_HALVES = (("split", "split_off"), ("merged_into", "merged_from"))


async def balance_of_order(cursor: AsyncCursor[DictRow], work_order: str, as_of: AsOf = NOW) -> BalanceOfOrder:
    """Refuses `UnknownOrder` when no lot has to do with it."""
    found = await rows(cursor, "list_of_order", work_order=work_order, **as_of.asked)
    if not found:
        raise UnknownOrder(key=work_order)
    sides = {way: [OfOrder(**row) for row in found if row["consumed"] is way] for way in (True, False)}
    return BalanceOfOrder(
        work_order=work_order,
        as_of_feed=as_of.feed,
        as_of=as_of.at,
        consumed=sides[True],
        produced=sides[False],
        yields=[_yield(unit, sides[True], sides[False]) for unit in sorted({row["unit"] for row in found})],
    )


def _yield(unit: str, consumed: Sequence[OfOrder], produced: Sequence[OfOrder]) -> Yield:
    taken = sum((each.quantity for each in consumed if each.unit == unit), Decimal(0))
    made = sum((each.quantity for each in produced if each.unit == unit), Decimal(0))
    return Yield(unit=unit, consumed=taken, produced=made, ratio=round(made / taken, 6) if taken else None)


@router.get("/lots/{lot:path}/balance")
async def get_balance(
    lot: LotNumber, reader: Reader, reached: Reached, as_of: AsOfAsked, after: After = None
) -> Balance:
    """Whether all that came into a lot is accounted for: each term with the facts behind it."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await balance(cursor, lot, as_of)


@router.get("/genealogy/balance")
async def get_balance_of_material(
    material: Annotated[Key, Query()], reader: Reader, reached: Reached, as_of: AsOfAsked, after: After = None
) -> list[BalanceOfMaterial]:
    """Whether all that there ever was of a material is accounted for, over all of its lots."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await balance_of_material(cursor, material, as_of)


@router.get("/work-orders/{work_order:path}/balance")
async def get_balance_of_order(
    work_order: Annotated[Key, Path()], reader: Reader, reached: Reached, as_of: AsOfAsked, after: After = None
) -> BalanceOfOrder:
    """What went into a work order against what came out of it."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await balance_of_order(cursor, work_order, as_of)
