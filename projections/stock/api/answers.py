"""What is answered about the stock: the shapes, and the functions that read them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel, Field

from projections.stock.projector import PROJECTION

Status = Literal["available", "held", "expired", "negative"]


class StockShown(BaseModel):
    """What there is of a lot, in `unit`, shown by its `number`. Expired counts at the moment that is asked for; negative goes
    before held, held before expired. `reserved` is what of it is there for certain orders alone, `free` the rest; None as of a
    moment: reservations are about what is there now."""

    lot: str
    plant: str
    material: str
    unit: str
    location: str | None
    on_hand: Decimal
    reserved: Decimal | None
    free: Decimal | None
    status: Status
    hold_reason: str | None
    number: str
    supplier: str | None
    supplier_lot: str | None
    expires_at: datetime | None
    produced_on: date | None
    attributes: dict[str, str] | None
    first_at: datetime
    last_at: datetime
    version: int


class MaterialInStock(BaseModel):
    """What there is of a material in a plant. `available` may be used by anybody, `reserved` by certain orders alone; both, `held`
    and `expired` leave lots below 0 out, and are all of the others together."""

    plant: str
    material: str
    unit: str
    on_hand: Decimal
    available: Decimal
    reserved: Decimal
    held: Decimal
    expired: Decimal
    negative_lots: int
    lots: int


class OriginalMovement(BaseModel):
    """What was told first of a movement that was corrected."""

    quantity: Decimal | None
    unit_cost: Decimal | None
    total_cost: Decimal | None = None
    happened_at: datetime


class MovementShown(BaseModel):
    """A movement as it stands. `movement` is STREAM@VERSION of its fact. When it was corrected, `original` is what was told
    first, to be shown struck through, with who corrected it and why; a struck one did not happen and changes nothing. The
    numbers are what stands on the labels of the lots."""

    movement: str
    lot: str
    number: str
    plant: str
    material: str
    unit: str
    kind: str
    quantity: Decimal | None
    expected: Decimal | None
    change: Decimal
    location: str | None
    expires_at: datetime | None
    unit_cost: Decimal | None = Field(description="Of a receipt, for one unit, in `currency`, else in the books'.")
    total_cost: Decimal | None = Field(
        description="Of a whole receipt: where it was told so, or the unit cost is rounded."
    )
    currency: str | None
    exchange_rate: Decimal | None = Field(description="The books' currency for one of `currency`.")
    work_order: str | None
    other_lot: str | None
    other_number: str | None
    party: str | None
    reference: str | None
    reason: str | None
    suggested_lot: str | None
    suggested_number: str | None
    override_reason: str | None
    happened_at: datetime
    struck: bool
    original: OriginalMovement | None
    corrected_by: UUID | None
    corrected_why: str | None
    corrected_at: datetime | None
    by_user: UUID | None
    recorded_at: datetime
    feed_seq: int


class SuggestedLot(BaseModel):
    """`quantity` is what this lot gives of what was asked for; `reserved` is what of it is there for the order that asks alone,
    `usable` what that order may take of it in all."""

    lot: str
    number: str
    location: str | None
    unit: str
    expires_at: datetime | None
    first_at: datetime
    on_hand: Decimal
    reserved: Decimal
    usable: Decimal
    quantity: Decimal


class Suggestion(BaseModel):
    """Lots in the order they should go, and what is `short` of the quantity when all of them are taken."""

    material: str
    plant: str
    quantity: Decimal
    short: Decimal
    lots: list[SuggestedLot]


class ReservationShown(BaseModel):
    """What of a lot is reserved for an order, in `unit`: `quantity` was reserved, `taken` by it since, less what came back,
    `outstanding` it may still take, and of that `short` is not there."""

    lot: str
    number: str
    material: str
    plant: str
    location: str | None
    unit: str
    work_order: str
    quantity: Decimal
    taken: Decimal
    outstanding: Decimal
    short: Decimal
    on_hand: Decimal
    status: Status
    reserved_at: datetime
    by_user: UUID | None


class ToReorder(BaseModel):
    """A material of which less may be used by anybody than its reorder point, both in its base unit; no unit when there is none
    of it."""

    material: str
    plant: str
    reorder_point: Decimal
    unit: str | None
    available: Decimal
    missing: Decimal


class StorageLocationShown(BaseModel):
    """A storage location with how many lots lie there. One that is retired should have none."""

    plant: str
    location: str
    area: str | None
    retired_at: datetime | None
    retired_reason: str | None
    lots: int


type Cursor = AsyncCursor[DictRow]


async def stock(
    cursor: Cursor,
    *,
    material: str | None = None,
    plant: str | None = None,
    location: str | None = None,
    lot: str | None = None,
    status: Sequence[Status] | None = None,
    as_of: datetime | None = None,
    limit: int = 500,
    offset: int = 0,
) -> list[StockShown]:
    """Lots of which there is anything, by material, what goes first before the others."""
    wanted: dict[str, Any] = {
        "material": material, "plant": plant, "location": location, "lot": lot, "status": status and list(status), "limit": limit,
        "offset": offset,
    }  # fmt: skip
    if as_of is None:
        await cursor.execute(PROJECTION.queries["list_stock"], wanted)
    else:
        await cursor.execute(PROJECTION.queries["list_stock_as_of"], wanted | {"as_of": as_of})
    return [StockShown(**row) for row in await cursor.fetchall()]


async def materials(
    cursor: Cursor, *, material: str | None = None, plant: str | None = None, limit: int = 500, offset: int = 0
) -> list[MaterialInStock]:
    wanted = {"material": material, "plant": plant, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["sum_materials"], wanted)
    return [MaterialInStock(**row) for row in await cursor.fetchall()]


async def movements(
    cursor: Cursor,
    *,
    lot: str | None = None,
    material: str | None = None,
    plant: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    corrected: bool = False,
    limit: int = 500,
    offset: int = 0,
) -> list[MovementShown]:
    """What happened last first; `corrected` asks for those that were corrected only."""
    asked = {"lot": lot, "material": material, "plant": plant, "since": since, "until": until, "corrected": corrected}
    await cursor.execute(PROJECTION.queries["list_movements"], asked | {"limit": limit, "offset": offset})
    return [MovementShown(movement=f"lots:{row['lot']}@{row.pop('version')}", **row) for row in await cursor.fetchall()]


async def suggestion(
    cursor: Cursor, material: str, quantity: Decimal, plant: str, work_order: str | None = None
) -> Suggestion:
    """What is reserved for the order, first expired, first out, then the oldest; never what is reserved for others, held or
    expired. In the material's base unit."""
    asked = {"material": material, "quantity": quantity, "plant": plant, "work_order": work_order}
    await cursor.execute(PROJECTION.queries["suggest_lots"], asked)
    lots = [SuggestedLot(**row) for row in await cursor.fetchall()]
    short = quantity - sum((lot.quantity for lot in lots), Decimal(0))
    return Suggestion(material=material, plant=plant, quantity=quantity, short=short, lots=lots)


async def reservations(
    cursor: Cursor,
    *,
    work_order: str | None = None,
    lot: str | None = None,
    material: str | None = None,
    plant: str | None = None,
    limit: int = 500,
    offset: int = 0,
) -> list[ReservationShown]:
    """What was reserved last first; what an order has taken whole is listed until the order ends, with nothing outstanding."""
    asked = {"work_order": work_order, "lot": lot, "material": material, "plant": plant}
    await cursor.execute(PROJECTION.queries["list_reservations"], asked | {"limit": limit, "offset": offset})
    return [ReservationShown(**row) for row in await cursor.fetchall()]


async def reorder(cursor: Cursor, *, plant: str | None = None, limit: int = 500, offset: int = 0) -> list[ToReorder]:
    await cursor.execute(PROJECTION.queries["list_reorder"], {"plant": plant, "limit": limit, "offset": offset})
    return [ToReorder(**row) for row in await cursor.fetchall()]


async def storage_locations(
    cursor: Cursor, *, plant: str | None = None, limit: int = 500, offset: int = 0
) -> list[StorageLocationShown]:
    await cursor.execute(
        PROJECTION.queries["list_storage_locations"], {"plant": plant, "limit": limit, "offset": offset}
    )
    return [StorageLocationShown(**row) for row in await cursor.fetchall()]


async def use_of_material(cursor: Cursor, about: Mapping[str, str]) -> dict[str, Any]:
    """Of the year before the moment `at`: the largest receipt, what was used, since when; and what there is on hand now."""
    await cursor.execute(PROJECTION.queries["use_of_material"], about)
    (row,) = await cursor.fetchall()
    return row
