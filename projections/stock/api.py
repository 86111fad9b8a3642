"""The stock over HTTP, and the functions that answer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import AwareDatetime, BaseModel

from projections.stock.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, fresh, view_route
from unison.presentation.permissions import allow

router = APIRouter(prefix="/stock", tags=["stock"], route_class=view_route(PROJECTION.name))
Reader = Annotated[Principal, Depends(may("stock.read"))]
Named = Annotated[str | None, Query(max_length=120)]
Needed = Annotated[str, Query(max_length=120)]
Moment = Annotated[AwareDatetime | None, Query(description="With time zone.")]
AsOf = Annotated[
    AwareDatetime | None,
    Query(
        description="What there was at this moment, by when things happened, as far as is known today. Left out: now."
    ),
]
Limit = Annotated[int, Query(ge=1, le=5000)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Status = Literal["available", "held", "expired", "negative"]


class StockShown(BaseModel):
    """What there is of a lot, in `unit`, shown by its `number`. Expired counts at the moment that is asked for; negative goes
    before held, held before expired."""

    lot: str
    plant: str
    material: str
    unit: str
    location: str | None
    on_hand: Decimal
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
    """What there is of a material in a plant. `available`, `held` and `expired` leave lots below 0 out."""

    plant: str
    material: str
    unit: str
    on_hand: Decimal
    available: Decimal
    held: Decimal
    expired: Decimal
    negative_lots: int
    lots: int


class OriginalMovement(BaseModel):
    """What was told first of a movement that was corrected."""

    quantity: Decimal | None
    unit_cost: Decimal | None
    happened_at: datetime


class MovementShown(BaseModel):
    """A movement as it stands. `movement` is STREAM@VERSION of its fact. When it was corrected, `original` is what was told
    first, to be shown struck through, with who corrected it and why; a struck one did not happen and changes nothing."""

    movement: str
    lot: str
    plant: str
    material: str
    unit: str
    kind: str
    quantity: Decimal | None
    expected: Decimal | None
    change: Decimal
    location: str | None
    expires_at: datetime | None
    unit_cost: Decimal | None
    currency: str | None
    work_order: str | None
    other_lot: str | None
    party: str | None
    reference: str | None
    reason: str | None
    suggested_lot: str | None
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
    """`quantity` is what this lot gives of what was asked for."""

    lot: str
    number: str
    location: str | None
    unit: str
    expires_at: datetime | None
    first_at: datetime
    on_hand: Decimal
    quantity: Decimal


class Suggestion(BaseModel):
    """Lots in the order they should go, and what is `short` of the quantity when all of them are taken."""

    material: str
    plant: str
    quantity: Decimal
    short: Decimal
    lots: list[SuggestedLot]


class ToReorder(BaseModel):
    """A material of which less may be used than its reorder point, both in its base unit; no unit when there is none of it."""

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


async def suggestion(cursor: Cursor, material: str, quantity: Decimal, plant: str) -> Suggestion:
    """First expired, first out, then the oldest; never a lot that is held or expired. In the material's base unit."""
    await cursor.execute(
        PROJECTION.queries["suggest_lots"], {"material": material, "quantity": quantity, "plant": plant}
    )
    lots = [SuggestedLot(**row) for row in await cursor.fetchall()]
    short = quantity - sum((lot.quantity for lot in lots), Decimal(0))
    return Suggestion(material=material, plant=plant, quantity=quantity, short=short, lots=lots)


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


@router.get("")
async def list_stock(
    reader: Reader,
    reached: Reached,
    after: After = None,
    material: Named = None,
    plant: Named = None,
    location: Named = None,
    lot: Named = None,
    stock_status: Annotated[list[Status] | None, Query()] = None,
    as_of: AsOf = None,
    limit: Limit = 500,
    offset: Offset = 0,
) -> list[StockShown]:
    """What lies where and whether it may be used, now or as of any moment."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    asked: dict[str, Any] = {"material": material, "plant": plant, "location": location, "lot": lot, "as_of": as_of}
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await stock(cursor, **asked, status=stock_status, limit=limit, offset=offset)


@router.get("/materials")
async def list_materials_in_stock(
    reader: Reader,
    reached: Reached,
    after: After = None,
    material: Named = None,
    plant: Named = None,
    limit: Limit = 500,
    offset: Offset = 0,
) -> list[MaterialInStock]:
    """How much there is of each material in each plant, and how much of it may be used."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await materials(cursor, material=material, plant=plant, limit=limit, offset=offset)


@router.get("/movements")
async def list_movements(
    reader: Reader,
    reached: Reached,
    after: After = None,
    lot: Named = None,
    material: Named = None,
    plant: Named = None,
    since: Moment = None,
    until: Moment = None,
    corrected: bool = False,
    limit: Limit = 500,
    offset: Offset = 0,
) -> list[MovementShown]:
    """What was done with lots, what happened last first; corrected movements with what was told first, who and why."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    asked: dict[str, Any] = {"lot": lot, "material": material, "plant": plant, "since": since, "until": until}
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await movements(cursor, **asked, corrected=corrected, limit=limit, offset=offset)


@router.get("/suggestion")
async def suggest(
    material: Needed,
    quantity: Annotated[Decimal, Query(gt=0, max_digits=18, decimal_places=6)],
    reader: Reader,
    reached: Reached,
    after: After = None,
    plant: Needed = "main",
) -> Suggestion:
    """Which lots should go first: what expires first, then what is oldest, never what is held or expired."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await suggestion(cursor, material, quantity, plant)


@router.get("/reorder")
async def list_to_reorder(
    reader: Reader, reached: Reached, after: After = None, plant: Named = None, limit: Limit = 500, offset: Offset = 0
) -> list[ToReorder]:
    """What has to be ordered: materials of which less may be used than their reorder point."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await reorder(cursor, plant=plant, limit=limit, offset=offset)


@router.get("/storage-locations")
async def list_storage_locations(
    reader: Reader, reached: Reached, after: After = None, plant: Named = None, limit: Limit = 500, offset: Offset = 0
) -> list[StorageLocationShown]:
    """The registered storage locations, each with how many lots lie there."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await storage_locations(cursor, plant=plant, limit=limit, offset=offset)


async def use_of_material(cursor: AsyncCursor[DictRow], about: Mapping[str, str]) -> dict[str, Any]:
    """Of the year before the moment `at`: the largest receipt, what was used, since when; and what there is on hand now."""
    await cursor.execute(PROJECTION.queries["use_of_material"], about)
    (row,) = await cursor.fetchall()
    return row


VIEW = View(PROJECTION, router, rules=allow("operator", "stock.read"), figures={"use_of_material": use_of_material})
