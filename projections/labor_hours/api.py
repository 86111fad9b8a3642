"""Labor over HTTP, and the functions that answer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel, Field

from projections.labor_hours.projector import PROJECTION
from unison.labor.domain.facts import LaborActivity
from unison.measures.shift_days import PlantClock, ShiftCalendar
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, fresh, view_route
from unison.presentation.permissions import allow
from unison.shared.commands import Moment
from unison.shared.time import now

router = APIRouter(prefix="/labor", tags=["labor hours"], route_class=view_route(PROJECTION.name))
Reader = Annotated[Principal, Depends(may("labor_hours.read"))]
Named = Annotated[str | None, Query(max_length=120)]
Limit = Annotated[int, Query(ge=1, le=1000)]


class By(StrEnum):
    """What hours are added up by; a shift day begins when the plant's first shift does."""

    ORDER = "order"
    OPERATION = "operation"
    OPERATOR = "operator"
    ROLE = "role"
    ACTIVITY = "activity"
    SHIFT = "shift"


class Hours(BaseModel):
    """Time that stands, and that of jobs that run, up to the moment of the question. `paid_s` is without breaks; a break in an
    entry over two shift days is shared out by their length.
    """

    work_order: str | None = None
    operation: str | None = None
    operator: str | None = None
    role: str | None = None
    activity: LaborActivity | None = None
    shift_day: date | None = None
    entries: int
    running: Annotated[int, Field(description="How many of the entries are jobs that go on.")]
    paid_s: Decimal
    breaks_s: Decimal


class OperatorShown(BaseModel):
    """An operator and the job that runs; all of the job is null when there is none. `paid_s` and `breaks_s`: so far."""

    operator: str
    role: str
    plant: str
    retired: bool
    entry: str | None
    activity: LaborActivity | None
    work_order: str | None
    operation: str | None
    equipment: str | None
    started_at: datetime | None
    override_reason: str | None
    break_kind: str | None
    break_since: datetime | None
    paid_s: Decimal | None
    breaks_s: Decimal | None
    version: int


class CertificateShown(BaseModel):
    """`revoked_reason` is null unless it was taken away."""

    operator: str
    certificate: str
    valid_from: datetime
    expires_at: datetime | None
    revoked_reason: str | None
    expired: bool


class EntryShown(BaseModel):
    """An entry of time in one of its forms. `stands` is false for one that was corrected or struck; `why` is the correction's."""

    operator: str
    entry: str
    version: int
    role: str
    activity: LaborActivity
    work_order: str | None
    operation: str | None
    equipment: str | None
    started_at: datetime
    ended_at: datetime
    breaks_s: Decimal
    struck: bool
    stands: bool
    why: str | None
    by_user: UUID | None
    recorded_at: datetime
    feed_seq: int


async def _ask(cursor: AsyncCursor[DictRow], statement: str, **given: Any) -> list[DictRow]:
    await cursor.execute(PROJECTION.queries[statement], given)
    return await cursor.fetchall()


async def hours(
    cursor: AsyncCursor[DictRow],
    by: Sequence[By] = (By.ORDER,),
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    work_order: str | None = None,
    operator: str | None = None,
    at: datetime | None = None,
) -> list[Hours]:
    """Hours of entries that ended from `since` on and before `until`, by one or several of what they can be added up by. A job that
    runs counts up to the moment `at`, which is now when left out, as if it ended then.
    """
    asked = {"since": since, "until": until, "work_order": work_order, "operator": operator, "at": at or now()}
    rows = await _ask(cursor, "list_standing", **asked)
    calendars = await _calendars(cursor)
    sums: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(lambda: [0, 0, Decimal(0), Decimal(0)])
    for row in rows:
        for day, worked_s, breaks_s in _pieces(row, calendars[row["plant"]] if By.SHIFT in by else None):
            found = sums[tuple(day if each is By.SHIFT else row[_COLUMNS[each]] for each in by)]
            found[0] += 1
            found[1] += row["runs"]
            found[2] += worked_s - breaks_s
            found[3] += breaks_s
    return [
        Hours(
            **{_COLUMNS[each]: value for each, value in zip(by, key, strict=True)},
            **dict(zip(("entries", "running", "paid_s", "breaks_s"), found, strict=True)),
        )
        for key, found in sorted(sums.items(), key=lambda each: [str(part or "") for part in each[0]])
    ]


_COLUMNS = {
    By.ORDER: "work_order", By.OPERATION: "operation", By.OPERATOR: "operator", By.ROLE: "role", By.ACTIVITY: "activity",
    By.SHIFT: "shift_day",
}  # fmt: skip


async def _calendars(cursor: AsyncCursor[DictRow]) -> defaultdict[str, ShiftCalendar]:
    """The shift days of each plant; those of a plant that was never opened begin at 06:00 UTC."""
    clocks: defaultdict[str, list[PlantClock]] = defaultdict(list)
    for row in await _ask(cursor, "list_clocks"):
        clocks[row["plant"]].append(PlantClock(row["valid_from"], row["day_starts_at"], ZoneInfo(row["time_zone"])))
    return defaultdict(ShiftCalendar, {plant: ShiftCalendar(of_plant) for plant, of_plant in clocks.items()})


def _pieces(row: DictRow, calendar: ShiftCalendar | None) -> Iterator[tuple[date | None, Decimal, Decimal]]:
    """The shift days of an entry, each with its seconds and its share of the breaks; one without a day for no calendar."""
    start, end, breaks_s = row["started_at"], row["ended_at"], row["breaks_s"]
    whole_s = Decimal(str((end - start).total_seconds()))
    if calendar is None or not whole_s:
        yield None, whole_s, breaks_s
        return
    left_s = breaks_s
    pieces = calendar.cut(start, end)
    for place, piece in enumerate(pieces, start=1):
        lasted_s = Decimal(str((piece.end - piece.start).total_seconds()))
        share = left_s if place == len(pieces) else (breaks_s * lasted_s / whole_s).quantize(Decimal("0.001"))
        left_s -= share
        yield piece.day, lasted_s, share


async def operators(
    cursor: AsyncCursor[DictRow], *, running: bool = False, limit: int = 1000, at: datetime | None = None
) -> list[OperatorShown]:
    """The operators, or those who are on a job, with the time of it up to the moment `at`, which is now when left out."""
    asked = {"running": running, "limit": limit, "at": at or now()}
    return [OperatorShown(**row) for row in await _ask(cursor, "list_operators", **asked)]


async def certificates(
    cursor: AsyncCursor[DictRow], *, expiring_within_days: int | None = None, limit: int = 1000
) -> list[CertificateShown]:
    """Certificates, those that run out first before the others; or those alone that have run out or will within so many days."""
    at = now()
    until = None if expiring_within_days is None else at + timedelta(days=expiring_within_days)
    rows = await _ask(cursor, "list_certificates", at=at, until=until, limit=limit)
    return [CertificateShown(**row) for row in rows]


async def entries(
    cursor: AsyncCursor[DictRow],
    *,
    work_order: str | None = None,
    operator: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[EntryShown]:
    """Every form of every entry, the latest first."""
    asked = {"work_order": work_order, "operator": operator, "limit": limit, "offset": offset}
    return [EntryShown(**row) for row in await _ask(cursor, "list_entries", **asked)]


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
) -> list[Hours]:
    """How many hours went where."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    grain = tuple(dict.fromkeys(by or [By.ORDER]))
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await hours(cursor, grain, since=since, until=until, work_order=work_order, operator=operator)


@router.get("/running")
async def list_running(
    reader: Reader, reached: Reached, after: After = None, limit: Limit = 1000
) -> list[OperatorShown]:
    """Who is on which job now, and who is on a break."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await operators(cursor, running=True, limit=limit)


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


VIEW = View(PROJECTION, router, rules=allow("operator", "labor_hours.read"))
