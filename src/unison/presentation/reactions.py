"""Routes of reactions: how far they are, what they were refused, what is parked, and what a fact followed from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from unison.infrastructure.sql import statements
from unison.presentation.auth import Principal, may
from unison.presentation.context import Context, Reached
from unison.shared.errors import ForbiddenRefusal

router = APIRouter(tags=["reactions"])

_sql = statements("unison.infrastructure.reactions")

Reader = Annotated[
    Principal, Depends(may("reactions.read", "See what Unison did by itself, and what of it was refused."))
]
ReaderOfCauses = Annotated[Principal, Depends(may("causes.read", "See because of what something was done by itself."))]
Limit = Annotated[int, Query(ge=1, le=1000)]


class OfEveryPlant(ForbiddenRefusal, code="of_every_plant"):
    """This tells of every plant, and you may see only {plants}. Ask with an account for every plant."""


class ReactionShown(BaseModel):
    """A reaction: everything up to the number `position` of the feed is decided, and `behind` more facts are not. `parked` counts
    the streams that it has set aside, `refused` the commands that a rule refused. `stopped` says why it does nothing."""

    name: str
    position: int
    behind: int
    stopped: str | None
    parked: int
    refused: int


class RefusedCommand(BaseModel):
    """A command that a reaction sent and a rule refused, with the fact that it reacted to."""

    reaction: str
    stream: str
    version: int
    target: str
    command: str
    code: str
    detail: str
    at: datetime


class StreamSetAside(BaseModel):
    """A stream that a consumer of the feed has set aside from a version on. `unison parked --retry` tries it again."""

    consumer: str
    kind: str | None
    stream: str
    from_version: int
    error: str
    attempts: int
    parked_at: datetime


class Cause(BaseModel):
    """A fact that another followed from, with what it said. `by_user` told it; null: a reaction did, and that has a cause too."""

    stream: str
    version: int
    type: str
    data: dict[str, Any]
    occurred_at: datetime
    by_user: UUID | None


class Caused(BaseModel):
    """A fact that `reaction` led to, with the fact that it followed from, and what that one followed from in its turn."""

    version: int
    type: str
    at: datetime
    reaction: str
    because: list[Cause]


async def _asked(reached: Context, reader: Principal, statement: str, **values: Any) -> list[dict[str, Any]]:
    """Facts are of every plant, so they are told to those who see every plant."""
    if reader.plants:
        raise OfEveryPlant(plants=", ".join(reader.plants))
    async with reached.database.reading(reader) as cursor:
        await cursor.execute(_sql[statement], {"organization": reader.organization_id, **values})
        return [{"stream": row.get("stream_id"), **row} for row in await cursor.fetchall()]


@router.get("/reactions")
async def list_reactions(reader: Reader, reached: Reached) -> list[ReactionShown]:
    """What happens by itself, and how far it is."""
    return [
        ReactionShown.model_validate(row, extra="ignore") for row in await _asked(reached, reader, "list_reactions")
    ]


@router.get("/reactions/refusals")
async def list_refusals(
    reader: Reader, reached: Reached, reaction: Annotated[str | None, Query(max_length=120)] = None, limit: Limit = 100
) -> list[RefusedCommand]:
    """What a rule refused to reactions, the latest first. Nothing was done then: a person decides whether something should be."""
    rows = await _asked(reached, reader, "list_refusals", reaction=reaction, limit=limit)
    return [RefusedCommand.model_validate(row, extra="ignore") for row in rows]


@router.get("/parked-streams")
async def list_parked(reader: Reader, reached: Reached, limit: Limit = 100) -> list[StreamSetAside]:
    """Streams that views, reactions or others have set aside because a fact could not be applied, the latest first."""
    rows = await _asked(reached, reader, "list_parked_streams", limit=limit)
    return [StreamSetAside.model_validate(row, extra="ignore") for row in rows]


@router.get("/causes")
async def list_causes(
    reader: ReaderOfCauses,
    reached: Reached,
    stream: Annotated[str, Query(max_length=200, examples=["lots:BR20-006"])],
    limit: Limit = 100,
) -> list[Caused]:
    """Because of what the facts of a stream happened that no person told, the latest first."""
    return _by_fact(await _asked(reached, reader, "list_causes", stream=stream, limit=limit))


def _by_fact(rows: Sequence[dict[str, Any]]) -> list[Caused]:
    found: dict[int, Caused] = {}
    for row in rows:
        cause = Cause.model_validate({**row, "type": row["topic"]}, extra="ignore")
        about = {"version": row["of_version"], "type": row["of_topic"], "at": row["of_at"], "reaction": row["reaction"]}
        found.setdefault(row["of_version"], Caused(because=[], **about)).because.append(cause)
    return list(found.values())
