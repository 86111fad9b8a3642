"""The stock over HTTP."""

from decimal import Decimal
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import AwareDatetime

from projections.stock.api.answers import (
    MaterialInStock,
    MovementShown,
    ReservationShown,
    Status,
    StockShown,
    StorageLocationShown,
    Suggestion,
    ToReorder,
    materials,
    movements,
    reorder,
    reservations,
    stock,
    storage_locations,
    suggestion,
    use_of_material,
)
from projections.stock.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import Look, View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow
from unison.presentation.plants import OnePlant, plant_meant

router = ViewRouter(PROJECTION.name, prefix="/stock", tags=["stock"])
Reader = Annotated[
    Principal, Depends(may("stock.read", "See what lies where, its movements, and what is to be ordered."))
]
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
    """How much there is of each material in each plant, how much of it anybody may use, and how much is reserved."""
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
    plant: OnePlant = None,
    work_order: Annotated[str | None, Query(max_length=120, description="For which it is. Left out: for none.")] = None,
) -> Suggestion:
    """Which lots should go first: what is reserved for the order, what expires first, then what is oldest, never what is reserved
    for others, held or expired."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await suggestion(cursor, material, quantity, await plant_meant(cursor, plant), work_order)


@router.get("/reservations")
async def list_reservations(
    reader: Reader,
    reached: Reached,
    after: After = None,
    work_order: Named = None,
    lot: Named = None,
    material: Named = None,
    plant: Named = None,
    limit: Limit = 500,
    offset: Offset = 0,
) -> list[ReservationShown]:
    """What is reserved for which order, what of that is still to be taken, and what is not there. What was reserved last first."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    asked = {"work_order": work_order, "lot": lot, "material": material, "plant": plant}
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await reservations(cursor, **asked, limit=limit, offset=offset)


@router.get("/reorder")
async def list_to_reorder(
    reader: Reader, reached: Reached, after: After = None, plant: Named = None, limit: Limit = 500, offset: Offset = 0
) -> list[ToReorder]:
    """What has to be ordered: materials of which less may be used, and is not reserved, than their reorder point."""
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


VIEW = View(
    PROJECTION,
    router,
    rules=allow("operator", "stock.read"),
    figures={"use_of_material": use_of_material},
    looks=(Look("reorder_point", "materials", PROJECTION.queries["look_for_short"]),),
)
