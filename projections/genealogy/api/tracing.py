"""Traces, and lots with their facts."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import Query
from fastapi.responses import Response
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.genealogy.api.parameters import NOW, AsOf, AsOfAsked, NotYet, Reader, rows
from projections.genealogy.projector import PROJECTION
from unison.lots.domain.state import UnknownLot
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh

router = ViewRouter(PROJECTION.name, prefix="/genealogy")

MAX_STEPS = 20_000
"""How many edges one direction of a trace tells at most: a hundred lots into an order and a hundred out are 10,000 of
them. Lots are always told completely."""


class Direction(StrEnum):
    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


_WAYS: dict[Direction, list[bool]] = {
    Direction.FORWARD: [True],
    Direction.BACKWARD: [False],
    Direction.BOTH: [True, False],
}


class Traced(BaseModel):
    """A lot that was reached. `depth` is the least number of steps from lot to lot; `quantity` is all that ever came in,
    `on_hand` what is left; all quantities in `unit`. `stated`: it is reached by what was said to go into a lot, by splits and
    merges alone; else it is possible, by an order that had the lot in hand."""

    lot: str
    direction: Literal["forward", "backward"]
    depth: int
    quantity: Decimal
    unit: str
    on_hand: Decimal
    material: str
    status: Literal["available", "on_hold"]
    plant: str
    location: str | None
    origin: str
    number: str
    supplier: str | None
    supplier_lot: str | None
    shipped: Decimal
    scrapped: Decimal
    stated: bool


class Edge(BaseModel):
    """A step from lot to lot through an order, a split or a merge. `quantity` is what the source gave, `made` what the
    target got. `stated` where it was said to go into that very lot, or is a split or a merge. What of an order was not said so
    leads to every lot it put out, each with its own amount: all that is possible."""

    source: str
    target: str
    quantity: Decimal
    unit: str
    made: Decimal
    made_unit: str
    through: Literal["work_order", "split", "merge"]
    work_order: str | None
    occurred_at: datetime
    stated: bool


class Trace(BaseModel):
    """Where a lot went, came from, or both. The lot itself is not among `lots`; one that is found both ways is there
    twice. `number` is what stands on its label; that of each lot in `edges` stands in `lots`. `edges_complete` is false when there
    are more edges than are told."""

    lot: str
    number: str
    direction: Direction
    lots: list[Traced]
    edges: list[Edge]
    edges_complete: bool


class Lot(BaseModel):
    """A lot as it stands. `lot` is its key, `number` what is shown; MATERIAL/NUMBER names it where others bear the number, too.
    `quantity` is all that ever came in; `origin` is how it began."""

    lot: str
    material: str
    unit: str
    plant: str
    location: str | None
    status: Literal["available", "on_hold"]
    hold_reason: str | None
    origin: str
    number: str
    supplier: str | None
    supplier_lot: str | None
    expires_at: datetime | None
    produced_on: date | None
    attributes: dict[str, str] | None
    quantity: Decimal
    on_hand: Decimal
    consumed: Decimal
    shipped: Decimal
    scrapped: Decimal
    first_at: datetime
    last_at: datetime
    version: int


class Original(BaseModel):
    """What was first told of a fact that was corrected."""

    quantity: Decimal | None
    occurred_at: datetime


class Movement(BaseModel):
    """A fact of a lot by its place in the feed: what it changed, and what was on hand after it. `party` is the supplier or the
    customer, `reference` the purchase or the delivery, `other_number` what stands on the label of `other_lot`. A fact that was
    corrected stands as it is known now, with what was `original`ly told; a correction is a fact of its own, and `corrects` the
    version of another."""

    version: int
    feed_seq: int
    kind: str
    quantity: Decimal | None
    unit: str
    change: Decimal
    on_hand: Decimal
    work_order: str | None
    other_lot: str | None
    other_number: str | None
    location: str | None
    party: str | None
    reference: str | None
    reason: str | None
    by_user: UUID | None
    occurred_at: datetime
    recorded_at: datetime
    corrects: int | None = None
    struck: bool = False
    original: Original | None = None
    corrected_by: UUID | None = None
    corrected_why: str | None = None
    corrected_at: datetime | None = None


class LotInFull(Lot):
    movements: list[Movement]


async def trace(
    cursor: AsyncCursor[DictRow],
    lot: str,
    direction: Direction | Literal["forward", "backward", "both"] = Direction.FORWARD,
    max_depth: int | None = None,
    as_of: AsOf = NOW,
) -> Trace:
    """Every lot that `lot` went into (forward) or came from (backward), at most `max_depth` steps away (None: all).

    Refuses `UnknownLot`, and `NotYet` where there was none yet.
    """
    return Trace.model_validate_json(await trace_json(cursor, lot, Direction(direction), max_depth, as_of))


async def trace_json(
    cursor: AsyncCursor[DictRow], lot: str, direction: Direction, max_depth: int | None, as_of: AsOf = NOW
) -> bytes:
    """A `Trace` as JSON, as the database wrote it: making a thousand objects here, to write them again, would take as long
    as the search itself."""
    asked: dict[str, Any] = {
        "lot": lot,
        "forward": _WAYS[direction],
        "max_depth": max_depth,
        "max_steps": MAX_STEPS,
    }
    answers = await rows(cursor, "trace_lot", **asked, **as_of.asked)
    if not answers:
        raise NotYet(key=lot, as_of=as_of) if await rows(cursor, "find_lot", lot=lot) else UnknownLot(key=lot)
    parts = {
        "lot": orjson.dumps(lot),
        "number": orjson.dumps(answers[0]["number"]),
        "direction": orjson.dumps(direction),
        "lots": _joined([answer["lots"] for answer in answers]),
        "edges": _once([answer["edges"] for answer in answers]),
        "edges_complete": orjson.dumps(all(answer["complete"] for answer in answers)),
    }
    return b"{" + b",".join(b'"%b":%b' % (name.encode(), part) for name, part in parts.items()) + b"}"


def _joined(arrays: list[str]) -> bytes:
    """JSON arrays put end to end, unread."""
    inner = (array[1:-1] for array in arrays)
    return f"[{','.join(items for items in inner if items)}]".encode()


def _once(arrays: list[str]) -> bytes:
    """The edges of one direction as they are; of two, each once: on a cycle the same edge is met both ways."""
    if len(arrays) == 1:
        return arrays[0].encode()
    edges = [edge for array in arrays for edge in orjson.loads(array)]
    return orjson.dumps(
        list({(e["source"], e["target"], e["through"], e["work_order"], e["stated"]): e for e in edges}.values())
    )


async def list_lots(
    cursor: AsyncCursor[DictRow], search: str | None = None, material: str | None = None, limit: int = 50
) -> list[Lot]:
    """The latest lots, or those whose number, or the supplier's number, begins or ends with `search`, in any spelling, in the
    order of numbers."""
    statement = PROJECTION.queries["search_lots" if search else "list_lots"]
    await cursor.execute(statement, {"search": search, "material": material, "limit": limit})
    return [Lot(**row) for row in await cursor.fetchall()]


async def show_lot(cursor: AsyncCursor[DictRow], lot: str) -> LotInFull:
    """A lot with its facts in order. Refuses `UnknownLot`."""
    await cursor.execute(PROJECTION.queries["find_lot"], {"lot": lot})
    found = await cursor.fetchone()
    if found is None:
        raise UnknownLot(key=lot)
    await cursor.execute(PROJECTION.queries["list_movements"], {"lot": lot})
    return LotInFull(**found, movements=[Movement(**row) for row in await cursor.fetchall()])


@router.get("/trace", response_model=Trace)
async def get_trace(
    *,
    lot: Annotated[str, Query(max_length=120)],
    reader: Reader,
    reached: Reached,
    as_of: AsOfAsked,
    direction: Direction = Direction.FORWARD,
    depth: Annotated[int | None, Query(ge=1, le=1_000_000, description="Steps from lot to lot; left out: all.")] = None,
    after: After = None,
) -> Response:
    """Where a lot went, or where it came from."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return Response(await trace_json(cursor, lot, direction, depth, as_of), media_type="application/json")


@router.get("/lots")
async def get_lots(
    *,
    reader: Reader,
    reached: Reached,
    after: After = None,
    search: Annotated[
        str | None, Query(max_length=120, description="What its number, or the supplier's, begins or ends with.")
    ] = None,
    material: Annotated[str | None, Query(max_length=120)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
) -> list[Lot]:
    """Find lots by how their number begins or ends, by material, or the latest."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await list_lots(cursor, search, material, limit)


@router.get("/lot")
async def get_lot(
    lot: Annotated[str, Query(max_length=120)], reader: Reader, reached: Reached, after: After = None
) -> LotInFull:
    """One lot and its facts in order, each with its number in the feed."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await show_lot(cursor, lot)
