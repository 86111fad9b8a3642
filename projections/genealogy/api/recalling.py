"""A recall: from any lot to every lot, order, customer and shipment that it concerns, and what is still in the house."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.genealogy.api.balancing import lot_as_of
from projections.genealogy.api.parameters import NOW, AsOf, AsOfAsked, LotNumber, Reader, rows
from projections.genealogy.api.tracing import Original
from projections.genealogy.projector import PROJECTION
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh

router = ViewRouter(PROJECTION.name)


class Begin(StrEnum):
    """Where a recall begins: with the lot (it is suspect), or with all that it was made from (it was complained about, and the
    cause may be in any of them)."""

    LOT = "lot"
    SOURCES = "sources"


class RecalledLot(BaseModel):
    """A lot that is concerned: the one asked for, one that it was made from, or one that came of any of these. `depth` is the
    number of steps from the lot asked for, or from the nearest of its sources. `stated`: it is reached by what was said to go
    into a lot, by splits and merges alone; else it is possible, by an order that had such a lot in hand. Quantities in `unit`."""

    lot: str
    role: Literal["asked", "source", "affected"]
    stated: bool
    depth: int
    material: str
    unit: str
    quantity: Decimal
    on_hand: Decimal
    consumed: Decimal
    shipped: Decimal
    scrapped: Decimal
    status: Literal["available", "on_hold"]
    hold_reason: str | None
    plant: str
    location: str | None
    origin: str
    number: str
    supplier: str | None
    supplier_lot: str | None


class RecalledOrder(BaseModel):
    """A work order that took in or put out a lot that is concerned, with how many lots it consumed and put out in all."""

    work_order: str
    depth: int
    consumed_lots: int
    produced_lots: int
    last_at: datetime


class Shipment(BaseModel):
    """What of a lot went to a customer or came back. `sales_order` and `line` where an order says that it was for it.
    `only_delivered` and `only_returned`: the sales order alone tells of it, nobody took it from the lot or put it back."""

    lot: str
    number: str
    kind: Literal["shipped", "returned_by_customer", "only_delivered", "only_returned"]
    movement: str | None
    customer: str | None
    delivery: str | None
    sales_order: str | None
    line: int | None
    quantity: Decimal
    unit: str
    occurred_at: datetime
    feed_seq: int
    struck: bool
    original: Original | None
    corrected_by: UUID | None
    corrected_why: str | None
    corrected_at: datetime | None


class RecalledCustomer(BaseModel):
    """Whom to tell, and of which lots, deliveries and sales orders. `numbers` are what stands on the labels of `lots`."""

    customer: str
    lots: list[str]
    numbers: list[str]
    deliveries: list[str]
    sales_orders: list[str]


class RecalledMaterial(BaseModel):
    """What is concerned of a material, over its lots: `held` and `free` are what is on hand."""

    material: str
    unit: str
    lots: int
    on_hand: Decimal
    held: Decimal
    free: Decimal
    shipped: Decimal
    scrapped: Decimal


class Recall(BaseModel):
    """All that a lot concerns. `to_hold` are the lots that are in the house and not held yet."""

    lot: str
    number: str
    begin: Begin
    as_of_feed: int | None
    as_of: datetime | None
    lots: list[RecalledLot]
    orders: list[RecalledOrder]
    shipments: list[Shipment]
    customers: list[RecalledCustomer]
    materials: list[RecalledMaterial]
    to_hold: list[str]


async def recall(cursor: AsyncCursor[DictRow], lot: str, begin: Begin = Begin.LOT, as_of: AsOf = NOW) -> Recall:
    """Forward from the lot, or from all of its sources. Refuses `UnknownLot` and `NotYet`."""
    asked = await lot_as_of(cursor, lot, as_of)
    sources = sure = [lot]
    if begin is Begin.SOURCES:
        sources = _lots_of(await _reach(cursor, [lot], as_of, forward=False))
        sure = _lots_of(await _reach(cursor, [lot], as_of, forward=False, only_stated=True))
    reached = await _reach(cursor, sources, as_of)
    stated = set(_lots_of(await _reach(cursor, sure, as_of, only_stated=True)))
    depths = {row["lot"]: row["depth"] for row in reached if row["lot"] is not None}
    orders = {row["work_order"]: row["depth"] for row in reached if row["lot"] is None}
    roles = dict.fromkeys(depths, "affected") | dict.fromkeys(sources, "source") | {lot: "asked"}
    lots = await _lots(cursor, depths, roles, stated, as_of)
    shipments = await _shipments(cursor, list(depths), as_of)
    return Recall(
        lot=lot,
        number=asked["number"],
        begin=begin,
        as_of_feed=as_of.feed,
        as_of=as_of.at,
        lots=lots,
        orders=await _orders(cursor, orders, as_of),
        shipments=shipments,
        customers=_customers(shipments),
        materials=_materials(lots),
        to_hold=[each.lot for each in lots if each.on_hand > 0 and each.status == "available"],
    )


async def _reach(
    cursor: AsyncCursor[DictRow], lots: list[str], as_of: AsOf, *, forward: bool = True, only_stated: bool = False
) -> list[DictRow]:
    return await rows(cursor, "reach_lots", lots=lots, forward=forward, only_stated=only_stated, **as_of.asked)


def _lots_of(reached: Sequence[DictRow]) -> list[str]:
    return [row["lot"] for row in reached if row["lot"] is not None]


async def _lots(
    cursor: AsyncCursor[DictRow], depths: dict[str, int], roles: dict[str, Any], stated: set[str], as_of: AsOf
) -> list[RecalledLot]:
    """The one asked for first, then its sources, then what came of them, the nearest first."""
    found = await rows(cursor, "list_lots_as_of", lots=list(depths), **as_of.asked)
    lots = [
        RecalledLot(**row, role=roles[row["lot"]], depth=depths[row["lot"]], stated=row["lot"] in stated)
        for row in found
    ]
    return sorted(lots, key=lambda each: (_ROLES.index(each.role), each.depth, each.lot))


_ROLES = ("asked", "source", "affected")


async def _orders(cursor: AsyncCursor[DictRow], depths: dict[str, int], as_of: AsOf) -> list[RecalledOrder]:
    found = await rows(cursor, "count_orders", work_orders=list(depths), **as_of.asked)
    orders = [RecalledOrder(**row, depth=depths[row["work_order"]]) for row in found]
    return sorted(orders, key=lambda each: (each.depth, each.work_order))


async def _shipments(cursor: AsyncCursor[DictRow], lots: list[str], as_of: AsOf) -> list[Shipment]:
    found = await rows(cursor, "list_shipments", lots=lots, **as_of.asked)
    return [Shipment(**row, movement=_movement(row)) for row in found]


def _movement(row: DictRow) -> str | None:
    return None if row["version"] is None else f"lots:{row['lot']}@{row['version']}"


def _customers(shipments: Sequence[Shipment]) -> list[RecalledCustomer]:
    """Of what was struck nobody needs to be told."""
    told: dict[str, dict[str, dict[str, str]]] = {}
    for each in shipments:
        if each.customer is None or each.struck:
            continue
        of = told.setdefault(each.customer, {"lots": {}, "deliveries": {}, "sales_orders": {}})
        of["lots"][each.lot] = each.number
        for name, value in (("deliveries", each.delivery), ("sales_orders", each.sales_order)):
            if value is not None:
                of[name][value] = value
    return [
        RecalledCustomer(customer=who, numbers=list(of["lots"].values()), **{k: list(v) for k, v in of.items()})
        for who, of in sorted(told.items())
    ]


def _materials(lots: Sequence[RecalledLot]) -> list[RecalledMaterial]:
    of: dict[tuple[str, str], list[RecalledLot]] = {}
    for each in lots:
        of.setdefault((each.material, each.unit), []).append(each)
    return [
        RecalledMaterial(
            material=material,
            unit=unit,
            lots=len(some),
            on_hand=sum((each.on_hand for each in some), Decimal(0)),
            held=sum((each.on_hand for each in some if each.status == "on_hold"), Decimal(0)),
            free=sum((each.on_hand for each in some if each.status == "available"), Decimal(0)),
            shipped=sum((each.shipped for each in some), Decimal(0)),
            scrapped=sum((each.scrapped for each in some), Decimal(0)),
        )
        for (material, unit), some in sorted(of.items())
    ]


@router.get("/lots/{lot:path}/recall")
async def get_recall(
    lot: LotNumber,
    reader: Reader,
    reached: Reached,
    as_of: AsOfAsked,
    begin: Annotated[
        Begin, Query(description="`lot`: what came of the lot. `sources`: what came of all it was made from.")
    ] = Begin.LOT,
    after: After = None,
) -> Recall:
    """Every lot, order, customer and shipment that a lot concerns, and what of it is still in the house."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await recall(cursor, lot, begin, as_of)
