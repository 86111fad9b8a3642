"""The route of the security log: who came in, who was turned away, and who changed what others may do."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from unison.infrastructure.security_log import SQL, Kind
from unison.presentation.auth import Principal, may
from unison.presentation.context import Reached
from unison.presentation.permissions import deny
from unison.shared.commands import Moment
from unison.shared.errors import ForbiddenRefusal

router = APIRouter(tags=["security"])

RULES = deny("supervisor", "security.*")


class OfTheWholeOrganization(ForbiddenRefusal, code="of_the_whole_organization"):
    """The security log tells of every plant, and you may see only {plants}. Ask somebody who may see all of them."""


async def _reader(
    who: Annotated[
        Principal,
        Depends(
            may("security.read", "Read the security log: who came in, who was turned away, and whose rights changed.")
        ),
    ],
) -> Principal:
    if who.plants:
        raise OfTheWholeOrganization(plants=", ".join(who.plants))
    return who


class SecurityEntry(BaseModel):
    """What happened. Of what may be repeated by anybody, `times` says how often it was within a minute, and `at` when first."""

    entry: int = Field(description="Its number; later ones have higher ones.")
    at: datetime
    kind: str
    account: UUID | None = Field(description="Who did it, where that is known; see GET /api/v1/people for the name.")
    address: str | None = Field(description="Where the request came from.")
    times: int
    detail: dict[str, Any]


@router.get("/security-log")
async def list_security_log(
    who: Annotated[Principal, Depends(_reader)],
    reached: Reached,
    kind: Annotated[Kind | None, Query(description="Only what is of this kind.")] = None,
    account: Annotated[UUID | None, Query(description="Only what this account did, or what was done to it.")] = None,
    since: Annotated[Moment | None, Query(description="Only from then on.")] = None,
    until: Annotated[Moment | None, Query(description="Only before then.")] = None,
    before: Annotated[int | None, Query(ge=1, le=2**62, description="Only numbers below this one.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[SecurityEntry]:
    """Who came in, who was turned away, and who changed what others may do, the latest first."""
    asked = {"kind": kind, "account": account, "since": since, "until": until, "before": before, "limit": limit}
    async with reached.database.reading(who, primary=True) as cursor:
        await cursor.execute(SQL["list_entries"], asked)
        return [SecurityEntry(**row) for row in await cursor.fetchall()]
