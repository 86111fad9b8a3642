"""Reviews over HTTP, and the functions that answer."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.review_queue.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, fresh, view_route
from unison.reviews.domain import ReviewStatus, UnknownReview
from unison.shared.errors import message_of

router = APIRouter(prefix="/reviews", tags=["review queue"], route_class=view_route(PROJECTION.name))
Reader = Annotated[Principal, Depends(may("review_queue.read"))]

FACTS_OF_A_STREAM = 5


class Review(BaseModel):
    """A command that was set aside: what was wished, when and on which device, why it was refused, what became of it.

    `made_at` is when it was done, `set_aside_at` when it arrived. `amended` is the body as it was carried out, null where it
    was carried out as made. Names are null for a person who was erased."""

    review: UUID
    plant: str | None
    command: str
    body: dict[str, Any]
    made_at: datetime
    by_user: UUID | None
    by_name: str | None
    device: str | None
    device_seq: int | None
    code: str
    message: str
    set_aside_at: datetime
    status: ReviewStatus
    amended: dict[str, Any] | None
    reason: str | None
    settled_by: UUID | None
    settled_by_name: str | None
    settled_at: datetime | None
    version: int


class FactMet(BaseModel):
    """A fact on the other side. `unknown_then` says that it was recorded after the command was made on the device."""

    version: int
    topic: str
    data: dict[str, Any]
    by_user: UUID | None
    by_name: str | None
    occurred_at: datetime
    recorded_at: datetime
    unknown_then: bool


class StreamMet(BaseModel):
    """What stands in a stream that the command was held against: its last facts now, the newest first. `met_version` is
    where it stood when the command was refused, 0 when it did not exist."""

    stream: str
    met_version: int
    facts: list[FactMet]


class ReviewInFull(Review):
    streams: list[StreamMet]


class OpenReviews(BaseModel):
    open: int


async def reviews(
    cursor: AsyncCursor[DictRow],
    *,
    status: Sequence[ReviewStatus] | None = None,
    review: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[Review]:
    """What was done first comes first; every status when none is asked for."""
    wanted = {"status": list(status or ReviewStatus), "review": review, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_reviews"], wanted)
    return [Review(**row, message=message_of(row["code"], row["refusal_facts"])) for row in await cursor.fetchall()]


async def review_in_full(cursor: AsyncCursor[DictRow], review: str, *, facts: int = FACTS_OF_A_STREAM) -> ReviewInFull:
    """One review with the last facts on the other side; refuses `UnknownReview`."""
    found = await reviews(cursor, review=review)
    if not found:
        raise UnknownReview(key=review)
    made_at = found[0].made_at
    await cursor.execute(PROJECTION.queries["list_facts_met"], {"review": review, "facts": facts})
    streams = [
        _stream(stream, list(rows), made_at) for stream, rows in groupby(await cursor.fetchall(), lambda r: r["stream"])
    ]
    return ReviewInFull(**found[0].model_dump(), streams=streams)


def _stream(stream: str, rows: list[DictRow], made_at: datetime) -> StreamMet:
    facts = [FactMet(**row, unknown_then=row["recorded_at"] > made_at) for row in rows if row["version"] is not None]
    return StreamMet(stream=stream, met_version=rows[0]["met_version"], facts=facts)


async def open_reviews(cursor: AsyncCursor[DictRow]) -> int:
    await cursor.execute(PROJECTION.queries["count_open"])
    (row,) = await cursor.fetchall()
    return row["open"]


@router.get("")
async def list_reviews(
    reader: Reader,
    reached: Reached,
    after: After = None,
    status: Annotated[list[ReviewStatus] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[Review]:
    """What was set aside, what was done first before the rest."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await reviews(cursor, status=status, limit=limit, offset=offset)


@router.get("/count")
async def count_reviews(reader: Reader, reached: Reached, after: After = None) -> OpenReviews:
    """How many wait for a person."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return OpenReviews(open=await open_reviews(cursor))


@router.get("/{review}")
async def show_review(review: UUID, reader: Reader, reached: Reached, after: After = None) -> ReviewInFull:
    """One review: what the device wished, and what the streams that it met say now. Who may see some plants only is not shown
    the facts: a stream may be of another plant."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    facts = 0 if reader.plants else FACTS_OF_A_STREAM
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await review_in_full(cursor, str(review), facts=facts)


VIEW = View(PROJECTION, router)
