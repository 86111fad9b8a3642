"""Control charts and capability over HTTP, and the functions that answer."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.spc.api.answers import CharacteristicState, ChartAnswer, ControlChart, NotCharted, RuleSet, Struck
from projections.spc.api.charting import BOTH, charted, state_of
from projections.spc.projector import PROJECTION
from unison.measures.judging import RULES
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow
from unison.quality.domain import UnknownCharacteristic

router = ViewRouter(PROJECTION.name, prefix="/spc", tags=["statistical process control"])
Reader = Annotated[Principal, Depends(may("spc.read", "See control charts, capability and what they violate."))]

__all__ = [
    "PROJECTION",
    "RULES",
    "VIEW",
    "CharacteristicState",
    "ChartAnswer",
    "ControlChart",
    "chart",
    "list_states",
    "router",
]


async def chart(
    cursor: AsyncCursor[DictRow],
    characteristic: str,
    rules: Sequence[RuleSet] = BOTH,
    last: int | None = None,
) -> ChartAnswer:
    """The charts of a characteristic as it stands; refuses `UnknownCharacteristic`.

    `last` shows so many of its latest subgroups; limits and rules still take all of them, capability takes those shown.
    """
    asked = {"characteristic": characteristic}
    await cursor.execute(PROJECTION.queries["find_characteristic"], asked)
    found = await cursor.fetchone()
    if found is None:
        raise UnknownCharacteristic(key=characteristic)
    await cursor.execute(PROJECTION.queries["list_standing"], asked, binary=True)
    standing = await cursor.fetchall()
    await cursor.execute(PROJECTION.queries["list_struck"], asked)
    places = {form["entry"]: form["number"] for form in standing}
    struck = [
        Struck.model_validate({**form, "number": places.get(form["entry"])}, extra="ignore")
        for form in await cursor.fetchall()
    ]
    await cursor.execute(PROJECTION.queries["list_not_charted"], asked)
    apart = [NotCharted.model_validate(form) for form in await cursor.fetchall()]
    return charted(found, standing, rules, last, {"corrected": struck, "not_charted": apart})


async def list_states(
    cursor: AsyncCursor[DictRow], product: str | None = None, limit: int = 200, offset: int = 0
) -> list[CharacteristicState]:
    """The characteristics, each with its state by its last subgroup."""
    wanted = {"product": product, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_characteristics"], wanted)
    return [state_of(row) for row in await cursor.fetchall()]


@router.get("/chart")
async def show_chart(
    characteristic: Annotated[str, Query(max_length=120)],
    reader: Reader,
    reached: Reached,
    after: After = None,
    rules: Annotated[list[RuleSet], Query(max_length=2)] = list(BOTH),  # noqa: B006 - FastAPI copies it
    last: Annotated[int | None, Query(ge=1, le=100_000, description="Only so many of the latest subgroups.")] = None,
) -> ChartAnswer:
    """Is the process in control, and is it capable? Control charts, run rules and capability of one characteristic."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await chart(cursor, characteristic, rules, last)


@router.get("/characteristics")
async def list_characteristics(
    reader: Reader,
    reached: Reached,
    after: After = None,
    product: Annotated[str | None, Query(max_length=120)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[CharacteristicState]:
    """The characteristics by name, each in control or with the rules that its last subgroup breaks."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await list_states(cursor, product, limit, offset)


VIEW = View(PROJECTION, router, rules=allow("operator", "spc.read"))
