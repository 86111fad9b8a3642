"""Costing over HTTP: what stock is worth, what orders and lots cost, what lies in orders; and what a change would do."""

from typing import Annotated

from fastapi import Depends, Query

from projections.costing.api.answers import (
    AccountInFull,
    InProcess,
    LayerShown,
    LotCost,
    MovementCosted,
    Preview,
    Valuation,
)
from projections.costing.api.previewing import built_on, preview
from projections.costing.api.questions import account, in_process, layers, lot_cost, movements, valuation
from projections.costing.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.plants import OnePlant, plant_meant
from unison.presentation.sending import NamedCommand, dry_run
from unison.shared.commands import Moment

__all__ = [
    "PROJECTION",
    "account",
    "built_on",
    "in_process",
    "layers",
    "lot_cost",
    "movements",
    "preview",
    "router",
    "valuation",
]

router = ViewRouter(PROJECTION.name, prefix="/costing", tags=["costing"])
Reader = Annotated[Principal, Depends(may("costing.read", "See costs: of orders, lots, stock and time."))]
Name = Annotated[str, Query(max_length=120)]
Filter = Annotated[str | None, Query(max_length=120)]
Limit = Annotated[int, Query(ge=1, le=10_000)]
AsOf = Annotated[Moment | None, Query(description="Business time, with its zone. Left out: all that was told.")]


@router.get("/valuation")
async def show_valuation(
    reader: Reader,
    reached: Reached,
    after: After = None,
    as_of: AsOf = None,
    plant: Filter = None,
    material: Filter = None,
    limit: Limit = 1000,
) -> Valuation:
    """What the stock was worth at a moment, by plant and material."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await valuation(cursor, as_of=as_of, plant=plant, material=material, limit=limit)


@router.get("/layers")
async def show_layers(
    material: Name, reader: Reader, reached: Reached, after: After = None, plant: OnePlant = None, limit: Limit = 1000
) -> list[LayerShown]:
    """The layers of a stock as it stands, from old to new, with the facts that brought them."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return (await layers(cursor, material=material, plant=await plant_meant(cursor, plant)))[:limit]


@router.get("/movements")
async def show_movements(
    material: Name, reader: Reader, reached: Reached, after: After = None, plant: OnePlant = None, limit: Limit = 200
) -> list[MovementCosted]:
    """What was told of a stock and what that did; corrected ones with how they were told first, why and by whom."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await movements(cursor, material=material, plant=await plant_meant(cursor, plant), limit=limit)


@router.get("/order")
async def show_order(work_order: Name, reader: Reader, reached: Reached, after: After = None) -> AccountInFull:
    """What an order cost and where that went, fact by fact."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await account(cursor, work_order)


@router.get("/lot")
async def show_lot(lot: Name, reader: Reader, reached: Reached, after: After = None) -> LotCost:
    """What a lot cost a unit, and the facts that made that."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await lot_cost(cursor, lot)


@router.get("/wip")
async def show_in_process(
    reader: Reader, reached: Reached, after: After = None, as_of: AsOf = None, plant: Filter = None, limit: Limit = 1000
) -> list[InProcess]:
    """The orders in which costs lay at a moment."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await in_process(cursor, as_of=as_of, plant=plant, limit=limit)


@router.post("/preview")
async def show_preview(proposed: NamedCommand, reader: Reader, reached: Reached) -> Preview:
    """What a command would change, before anybody sends it: a correction, or what is told late. Nothing is written.

    It is refused as it would be if it were sent."""
    facts = await dry_run(reached, reader, proposed)
    for position in built_on(facts):
        await fresh(reached.database, reader.organization_id, PROJECTION.name, position)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await preview(cursor, reader.organization_id, facts)


VIEW = View(PROJECTION, router)
