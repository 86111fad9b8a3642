"""Labor over HTTP."""

from typing import Annotated

from fastapi import Depends, Query

from projections.labor_hours.api.answers import By, CertificateShown, EntryShown, Hours, JobShown, OperatorShown
from projections.labor_hours.api.questions import certificates, entries, hours, operators, running
from projections.labor_hours.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import Look, View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow
from unison.shared.commands import Moment

__all__ = ["PROJECTION", "By", "certificates", "entries", "hours", "operators", "router", "running"]

router = ViewRouter(PROJECTION.name, prefix="/labor", tags=["labor hours"])
Reader = Annotated[Principal, Depends(may("labor_hours.read", "See who worked how long on what."))]
Named = Annotated[str | None, Query(max_length=120)]
Limit = Annotated[int, Query(ge=1, le=1000)]


@router.get("/hours")
async def show_hours(
    reader: Reader,
    reached: Reached,
    after: After = None,
    by: Annotated[list[By] | None, Query(max_length=6, description="Repeat for more than one. Default: order.")] = None,
    since: Annotated[Moment | None, Query()] = None,
    until: Annotated[Moment | None, Query()] = None,
    work_order: Named = None,
    operator: Named = None,
    limit: Annotated[int, Query(ge=1, le=100_000)] = 10_000,
) -> list[Hours]:
    """How many hours went where."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    grain = tuple(dict.fromkeys(by or [By.ORDER]))
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        found = await hours(cursor, grain, since=since, until=until, work_order=work_order, operator=operator)
    return found[:limit]


@router.get("/running")
async def list_running(reader: Reader, reached: Reached, after: After = None, limit: Limit = 1000) -> list[JobShown]:
    """Who is on which jobs now, and who is on a break."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await running(cursor, limit=limit)


@router.get("/operators")
async def list_operators(
    reader: Reader, reached: Reached, after: After = None, limit: Limit = 1000
) -> list[OperatorShown]:
    """The operators by badge."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await operators(cursor, limit=limit)


@router.get("/certificates")
async def list_certificates(
    reader: Reader,
    reached: Reached,
    after: After = None,
    expiring_within_days: Annotated[int | None, Query(ge=0, le=3660)] = None,
    limit: Limit = 1000,
) -> list[CertificateShown]:
    """Certificates, or those alone that have run out or will soon."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await certificates(cursor, expiring_within_days=expiring_within_days, limit=limit)


@router.get("/entries")
async def list_entries(
    reader: Reader,
    reached: Reached,
    after: After = None,
    work_order: Named = None,
    operator: Named = None,
    limit: Limit = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[EntryShown]:
    """Every entry of time, corrected ones with what they said before, why and by whom."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await entries(cursor, work_order=work_order, operator=operator, limit=limit, offset=offset)


VIEW = View(
    PROJECTION,
    router,
    rules=allow("operator", "labor_hours.read"),
    looks=(Look("certificate", "operators", PROJECTION.queries["look_for_certificates"]),),
)
