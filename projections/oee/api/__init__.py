"""OEE over HTTP, and the functions that answer; the command line calls them too."""

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query

from projections.oee.api.answers import AnalyticsOee, By, EquipmentTimeline, OeeAnswer, OeeRow, ScrapPareto
from projections.oee.api.going_on import what_goes_on
from projections.oee.api.questions import oee, scrap_pareto, timeline
from projections.oee.projector import PROJECTION
from unison.infrastructure import analytics
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow
from unison.shared.commands import Moment
from unison.shared.time import now

router = ViewRouter(PROJECTION.name)
_oee = ViewRouter(PROJECTION.name, prefix="/oee", tags=["OEE"])
_analytics = ViewRouter(PROJECTION.name, prefix="/analytics", tags=["analytics"])
Reader = Annotated[Principal, Depends(may("oee.read", "See machines, their losses and OEE."))]

__all__ = [
    "PROJECTION",
    "VIEW",
    "By",
    "EquipmentTimeline",
    "OeeAnswer",
    "OeeRow",
    "ScrapPareto",
    "oee",
    "router",
    "scrap_pareto",
    "timeline",
    "what_goes_on",
]


@_oee.get("")
async def show_oee(
    reader: Reader,
    reached: Reached,
    after: After = None,
    by: Annotated[list[By], Query(description="One or several groups.")] = ["equipment"],  # noqa: B006 - FastAPI copies it
    since: Annotated[date | None, Query(description="First shift day.")] = None,
    until: Annotated[date | None, Query(description="Last shift day, included.")] = None,
    equipment: Annotated[str | None, Query(max_length=120)] = None,
    plant: Annotated[str | None, Query(max_length=120)] = None,
    limit: Annotated[int, Query(ge=1, le=100_000)] = 10_000,
) -> OeeAnswer:
    """How much of the planned time was good production. The total is of all groups, also past the limit."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await oee(cursor, by, since=since, until=until, equipment=equipment, plant=plant, limit=limit)


@_oee.get("/equipment")
async def show_equipment(
    equipment: Annotated[str, Query(max_length=120)],
    reader: Reader,
    reached: Reached,
    after: After = None,
    since: Annotated[date | None, Query(description="First shift day.")] = None,
    until: Annotated[date | None, Query(description="Last shift day, included.")] = None,
    limit: Annotated[int, Query(ge=1, le=50_000)] = 5_000,
) -> EquipmentTimeline:
    """One machine's time line with originals of corrections, its OEE, MTBF and MTTR."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await timeline(cursor, equipment, since=since, until=until, limit=limit)


@_analytics.get("/oee")
async def analyse_oee(
    reader: Reader,
    reached: Reached,
    after: After = None,
    by: Annotated[list[By], Query(description="One or several groups.")] = ["equipment"],  # noqa: B006 - FastAPI copies it
    since: Annotated[date | None, Query(description="First shift day.")] = None,
    until: Annotated[date | None, Query(description="Last shift day, included.")] = None,
    plant: Annotated[str | None, Query(max_length=120)] = None,
    limit: Annotated[int, Query(ge=1, le=100_000)] = 10_000,
) -> AnalyticsOee:
    """OEE as `/oee` answers it, by pg_duckdb inside the database where there is one."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    at = now()
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:  # DuckDB would not know how
        going_on = await what_goes_on(cursor, by, at, since=since, until=until, plant=plant)
    asked: dict[str, Any] = {
        "since": since,
        "until": until,
        "plant": plant,
        "limit": limit,
        "at": at,
        "going_on": going_on,
    }
    async with analytics.analysing(reached.database, reader) as analysis:
        answer = await oee(analysis.cursor, by, organization=reader.organization_id, **asked)
        return AnalyticsOee(engine=analysis.engine, rows=answer.rows, total=answer.total, at=at)


@_analytics.get("/scrap-pareto")
async def analyse_scrap(
    reader: Reader,
    reached: Reached,
    after: After = None,
    by: analytics.ScrapBy = "reason",
    since: Annotated[Moment | None, Query(description="Reports that ended at or after this.")] = None,
    until: Annotated[Moment | None, Query(description="Reports that ended before this.")] = None,
) -> ScrapPareto:
    """Where the rejected pieces come from: pieces, shares, cumulative shares. Sealed and live history in one."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    count = await analytics.count_scrap(reached.database, reader, by, since=since, until=until)
    return scrap_pareto(count, by)


router.include_router(_oee)
router.include_router(_analytics)


VIEW = View(PROJECTION, router, rules=allow("operator", "oee.read"))
