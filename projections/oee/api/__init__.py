"""OEE over HTTP. The answering functions take a cursor of `database.reading(viewer, schema="oee")`; the CLI calls them too."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from fastapi import APIRouter, Depends, Query
from psycopg.rows import DictRow
from pydantic import BaseModel, Field

from projections.oee.projector import PROJECTION
from unison.equipment.domain import EquipmentState, UnknownEquipment
from unison.infrastructure import analytics
from unison.measures.oee import Elements, reliability
from unison.measures.shift_days import PlantClock, ShiftCalendar
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, fresh, view_route
from unison.presentation.permissions import allow
from unison.shared.commands import Moment
from unison.shared.time import now

router = APIRouter()
_oee = APIRouter(prefix="/oee", tags=["OEE"], route_class=view_route(PROJECTION.name))
_analytics = APIRouter(prefix="/analytics", tags=["analytics"], route_class=view_route(PROJECTION.name))
Reader = Annotated[Principal, Depends(may("oee.read"))]

type By = Literal["equipment", "day", "order", "product"]
type Cursor = psycopg.AsyncCursor[DictRow]

Ratio = Annotated[float | None, Field(description="Null without data, never 0 for it; not capped at 1.")]


class OeeRow(BaseModel):
    """The elements of OEE of one group, and the ratios of them. `day` is a shift day: the plant's date it began on."""

    equipment: str | None = None
    day: date | None = None
    work_order: str | None = None
    product: str | None = None
    planned_busy_s: float = Field(description="PBT: breakdown, setup, production and idle, each moment once.")
    production_s: float = Field(description="APT")
    setup_s: float
    breakdown_s: float = Field(description="ADET")
    planned_stop_s: float = Field(description="Not part of planned_busy_s.")
    idle_s: float
    good_pcs: int
    rejected_pcs: int
    rework_pcs: int
    review_pcs: int
    ideal_s: float | None = Field(
        description="Ideal cycle x (good + rejected), summed; null while the ideal cycle of a product made is unknown."
    )
    availability_ratio: Ratio
    quality_ratio: Ratio
    performance_ratio: Ratio
    oee_ratio: Ratio


class OeeAnswer(BaseModel):
    """The groups, and the total: elements summed over all groups, ratios of the sums."""

    rows: list[OeeRow]
    total: OeeRow


class AnalyticsOee(OeeAnswer):
    engine: analytics.Engine


class ScrapRow(BaseModel):
    key: str | None = Field(description="Null where the reports do not name one.")
    rejected_pcs: int
    reports: int
    share_ratio: float
    cumulative_ratio: float = Field(description="The share of this group and of all before it.")


class ScrapPareto(BaseModel):
    """Rejected pieces by group, the most first."""

    engine: analytics.Engine
    sealed_months: int = Field(description="How many months were read from what is sealed.")
    by: analytics.ScrapBy
    rejected_pcs: int
    rows: list[ScrapRow]


class TimelineEntry(BaseModel):
    """A report, or an interval the machine told of itself, in one of its forms. Struck through where `stands` is false."""

    source: Literal["report", "interval"]
    work_order: str | None
    log: str | None
    version: int
    product: str | None
    kind: str
    started_at: datetime
    ended_at: datetime
    good_pcs: int | None
    rejected_pcs: int | None
    rework_pcs: int | None
    review_pcs: int | None
    operator: str | None
    operation: str | None
    reason: str | None
    why: str | None = Field(description="Why this form corrected the one before.")
    by_user: UUID | None
    recorded_at: datetime
    feed_seq: int
    stands: bool
    superseded_seq: int | None = Field(description="The feed number of the form that took its place.")


class EquipmentReliability(BaseModel):
    """Convention: MTBF = production time / failures, MTTR = time under breakdown / failures."""

    failures: int = Field(description="Breakdowns; those that overlap or touch are one.")
    operating_s: float
    repair_s: float
    mtbf_s: float | None
    mtbf_longer_than_s: float | None = Field(
        description="Without a failure yet: the time observed, mtbf_s is null then."
    )
    mttr_s: float | None
    inherent_availability_ratio: float | None
    convention: str = (
        "MTBF = production time / failures; MTTR = time under breakdown / failures; breakdowns that overlap or touch are "
        "one failure; a breakdown counts in the shift day it began."
    )


class EquipmentTimeline(BaseModel):
    equipment: str
    plant: str
    time_zone: str
    day_starts_at: str
    state: EquipmentState | None = Field(description="What it is in now; that time counts when it ends.")
    state_since: datetime | None
    state_reason: str | None
    total: OeeRow
    reliability: EquipmentReliability
    told: list[TimelineEntry]


async def oee(
    cursor: Cursor,
    by: Sequence[By] = ("equipment",),
    *,
    since: date | None = None,
    until: date | None = None,
    equipment: str | None = None,
    plant: str | None = None,
    limit: int | None = None,
    organization: UUID | None = None,
) -> OeeAnswer:
    """OEE by one or several of equipment, shift day, order and product; `since` and `until` are shift days, both included.

    Overlapping time on a machine counts once within the group's grain: the whole machine, unless grouped by order or by
    product, where it is the machine's time for that order or product. docs/oee.md has the details. `organization`
    is that of the transaction; DuckDB has to be told.
    """
    asked: dict[str, Any] = {
        "organization": organization or await _organization(cursor),
        "grain": "order" if "order" in by else "product" if "product" in by else "machine",
        "since": since,
        "until": until,
        "equipment": equipment,
        "plant": plant,
        "limit": limit,
    }
    await cursor.execute(PROJECTION.queries["sum_elements"], asked | _grouped(by))
    rows = [_row(found) for found in await cursor.fetchall()]
    await cursor.execute(PROJECTION.queries["sum_elements"], asked | _grouped(()))
    total = await cursor.fetchone()
    return OeeAnswer(rows=rows, total=_row(total or _NOTHING))


async def _organization(cursor: Cursor) -> UUID | None:
    await cursor.execute(PROJECTION.queries["find_organization"])
    found = await cursor.fetchone()
    return found["organization"] if found else None


_NOTHING: dict[str, Any] = {
    **dict.fromkeys(("breakdown_s", "setup_s", "production_s", "planned_stop_s", "idle_s", "ideal_s"), 0.0),
    **dict.fromkeys(("good_pcs", "rejected_pcs", "rework_pcs", "review_pcs"), 0),
}


def _grouped(by: Sequence[By]) -> dict[str, bool]:
    groups: tuple[By, ...] = ("equipment", "day", "order", "product")
    return {f"by_{group}": group in by for group in groups}


def _row(found: dict[str, Any]) -> OeeRow:
    made = Elements(
        planned_busy_s=found["breakdown_s"] + found["setup_s"] + found["production_s"] + found["idle_s"],
        production_s=found["production_s"],
        setup_s=found["setup_s"],
        breakdown_s=found["breakdown_s"],
        ideal_s=found["ideal_s"],
        produced_pcs=found["good_pcs"] + found["rejected_pcs"],
        good_pcs=found["good_pcs"],
    )
    return OeeRow(
        **found,
        planned_busy_s=made.planned_busy_s,
        availability_ratio=made.availability_ratio,
        quality_ratio=made.quality_ratio,
        performance_ratio=made.performance_ratio,
        oee_ratio=None if made.ideal_s is None else made.oee_ratio,  # also where a factor is 0: the cycle is not known
    )


async def timeline(
    cursor: Cursor, equipment: str, *, since: date | None = None, until: date | None = None, limit: int = 5_000
) -> EquipmentTimeline:
    """One machine: everything it and its operators told, its OEE and its reliability. Refuses `UnknownEquipment`."""
    await cursor.execute(PROJECTION.queries["find_equipment"], {"equipment": equipment})
    found = await cursor.fetchone()
    if found is None:
        raise UnknownEquipment(key=equipment)
    await cursor.execute(PROJECTION.queries["list_clocks"], {"plant": found["plant"]})
    calendar = ShiftCalendar(
        PlantClock(row["valid_from"], row["day_starts_at"], ZoneInfo(row["time_zone"]))
        for row in await cursor.fetchall()
    )
    asked = {
        "equipment": equipment,
        "since": since and calendar.start(since),
        "until": until and calendar.start(until + timedelta(days=1)),
        "limit": limit,
    }
    await cursor.execute(PROJECTION.queries["list_timeline"], asked)
    told = [TimelineEntry(**row) for row in await cursor.fetchall()]
    await cursor.execute(PROJECTION.queries["list_standing"], asked)
    standing = [(row["started_at"], row["ended_at"], row["kind"]) for row in await cursor.fetchall()]
    total = (await oee(cursor, (), since=since, until=until, equipment=equipment)).total
    clock = calendar.clock(now().date())
    return EquipmentTimeline(
        **found,
        time_zone=clock.zone.key,
        day_starts_at=clock.day_start.strftime("%H:%M"),
        total=total,
        reliability=_reliability(standing),
        told=told,
    )


def _reliability(standing: list[tuple[datetime, datetime, Any]]) -> EquipmentReliability:
    found = reliability(standing)
    return EquipmentReliability(
        failures=found.failures,
        operating_s=found.operating_s,
        repair_s=found.repair_s,
        mtbf_s=found.mtbf.mean_s,
        mtbf_longer_than_s=found.mtbf.longer_than_s,
        mttr_s=found.mttr_s,
        inherent_availability_ratio=found.inherent_availability_ratio,
    )


def scrap_pareto(count: analytics.ScrapCount, by: analytics.ScrapBy) -> ScrapPareto:
    """Where the rejected pieces come from: shares, and cumulative shares, of what was counted by that."""
    found = count.groups
    total = sum(each.rejected_pcs for each in found)
    sums = accumulate(each.rejected_pcs for each in found)
    return ScrapPareto(
        engine=count.engine,
        sealed_months=count.sealed_months,
        by=by,
        rejected_pcs=total,
        rows=[
            ScrapRow(
                key=each.key,
                rejected_pcs=each.rejected_pcs,
                reports=each.reports,
                share_ratio=each.rejected_pcs / total,
                cumulative_ratio=so_far / total,
            )
            for each, so_far in zip(found, sums, strict=True)
        ],
    )


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
    async with analytics.analysing(reached.database, reader) as analysis:
        answer = await oee(
            analysis.cursor, by, since=since, until=until, plant=plant, limit=limit, organization=reader.organization_id
        )
        return AnalyticsOee(engine=analysis.engine, rows=answer.rows, total=answer.total)


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
