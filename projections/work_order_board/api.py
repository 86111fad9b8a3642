"""The board over HTTP."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.work_order_board.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import Look, View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow
from unison.work_orders.domain.facts import MadeBy, Status
from unison.work_orders.domain.state import UnknownWorkOrder

router = ViewRouter(PROJECTION.name, prefix="/work-orders", tags=["work-order board"])
Reader = Annotated[
    Principal, Depends(may("work_order_board.read", "See the orders, where each stands, and what was reported."))
]


class Order(BaseModel):
    """An order as it stands. `logged_pcs` are the good pieces of its last operation, or of `operation`, the one reported last,
    where it has no operations of its own; the others are of all of them. `put_out_pcs` are the pieces in the lots that it put
    out, null where there are none or they are not counted in pieces. `good_pcs` is the one number: by what was `made` as was
    said at the completion, else as logged, else as put out; `pieces_differ` while both are told, differ, and nobody has said
    which is right. `short_pcs` are still missing, or were when it was settled; `late`: due before now, and not completed.
    """

    work_order: str
    product: str
    quantity_pcs: int
    plant: str
    due_at: datetime | None
    priority: int
    status: Status
    status_since: datetime
    status_reason: str | None
    good_pcs: int
    logged_pcs: int
    put_out_pcs: Decimal | None
    made: MadeBy | None
    pieces_differ: bool
    rejected_pcs: int
    rework_pcs: int
    review_pcs: int
    last_report_at: datetime | None
    operation: str | None
    note: str | None
    sales_order: str | None
    sales_order_line: int | None
    over_completion_percent: Decimal | None
    rework_of: str | None
    planned_reason: str | None
    short_pcs: int
    late: bool
    version: int


class Report(BaseModel):
    """A production log in one of its forms. `stands` is false for one that was corrected or struck; `why` is the correction's."""

    log: str
    version: int
    equipment: str
    activity: str
    started_at: datetime
    ended_at: datetime
    good_pcs: int
    rejected_pcs: int
    rework_pcs: int
    review_pcs: int
    operator: str | None
    operation: str | None
    reason: str | None
    scrap_reason: str | None
    struck: bool
    why: str | None
    by_user: UUID | None
    recorded_at: datetime
    feed_seq: int
    stands: bool


class LotAsTold(BaseModel):
    """How a movement was told first."""

    quantity: Decimal
    occurred_at: datetime


class LotMoved(BaseModel):
    """What went `in`, came `out` or went `back`, as it stands. `original` is how it was told first, null unless it was corrected; a
    struck one did not happen. `into_lots` are what it was said to go into, or to come back out of. `number` and `into_numbers`, in
    the same order, are what stands on the labels."""

    version: int
    direction: str
    lot: str
    number: str
    material: str
    quantity: Decimal
    unit: str
    into_lots: list[str]
    into_numbers: list[str]
    occurred_at: datetime
    struck: bool
    original: LotAsTold | None
    corrected_why: str | None
    corrected_by: UUID | None
    corrected_at: datetime | None


class OperationShown(BaseModel):
    """A step of the order: standard times in seconds, set up once and for each piece; and what was reported of it."""

    operation: str
    sequence: int
    work_center: str | None
    setup_s: Decimal | None
    cycle_time_s: Decimal | None
    certificates: list[str]
    good_pcs: int
    rejected_pcs: int
    rework_pcs: int
    review_pcs: int
    first_report_at: datetime | None
    last_report_at: datetime | None


class ReworkShown(BaseModel):
    """An order for pieces that this one sent to rework."""

    work_order: str
    quantity_pcs: int
    status: Status


class ComponentListed(BaseModel):
    """So much goes into `batch_quantity` base units of the product; `exact` is the quantity as a fraction, where it is rounded."""

    quantity: Decimal
    exact: str | None = None
    unit: str
    scrap_percent: Decimal
    batch_quantity: Decimal


class ComponentDiffers(BaseModel):
    """What the order's list and the newest one say of a component; null: it is not in it."""

    material: str
    used: ComponentListed | None
    newest: ComponentListed | None


class ListOfOrder(BaseModel):
    """The version of the component list that the order is made by, and what the `newest` of the product says otherwise. `reason`:
    why the order was moved to it; null: it was in force at the release."""

    component_list: int
    reason: str | None
    newest: int
    differences: list[ComponentDiffers]


class OrderInFull(Order):
    component_list: ListOfOrder | None
    operations: list[OperationShown]
    rework: list[ReworkShown]
    reports: list[Report]
    lots: list[LotMoved]


class ScrapReasonShown(BaseModel):
    """A code that reports name, and what it is called. A retired one is chosen no more."""

    scrap_reason: str
    text: str
    retired: bool


async def orders(
    cursor: AsyncCursor[DictRow],
    *,
    status: Sequence[Status] | None = None,
    product: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[Order]:
    """The board: running orders first, then paused, released, planned, by priority and due date."""
    wanted = {"status": status and [s.value for s in status], "product": product, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_orders"], wanted)
    return [Order(**row) for row in await cursor.fetchall()]


async def order_in_full(cursor: AsyncCursor[DictRow], work_order: str) -> OrderInFull:
    """One order with every form of its reports and the lots that went in and came out; refuses `UnknownWorkOrder`."""
    asked = {"work_order": work_order}
    await cursor.execute(PROJECTION.queries["find_order"], asked)
    order = await cursor.fetchone()
    if order is None:
        raise UnknownWorkOrder(key=work_order)
    await cursor.execute(PROJECTION.queries["list_reports"], asked)
    reports = [Report(**row) for row in await cursor.fetchall()]
    await cursor.execute(PROJECTION.queries["list_lots"], asked)
    lots = [LotMoved(**row) for row in await cursor.fetchall()]
    await cursor.execute(PROJECTION.queries["list_operations"], asked)
    operations = [OperationShown(**row) for row in await cursor.fetchall()]
    await cursor.execute(PROJECTION.queries["list_rework"], asked)
    rework = [ReworkShown(**row) for row in await cursor.fetchall()]
    await cursor.execute(PROJECTION.queries["find_component_list"], asked)
    listed = await cursor.fetchone()
    component_list = None if listed is None else _list_of_order(listed)
    return OrderInFull(
        **order, component_list=component_list, operations=operations, rework=rework, reports=reports, lots=lots
    )


def _list_of_order(row: DictRow) -> ListOfOrder:
    used = _listed(row["components"], row["batch_quantity"])
    newest = _listed(row["newest_components"], row["newest_batch_quantity"])
    differences = [
        ComponentDiffers(material=material, used=used.get(material), newest=newest.get(material))
        for material in dict.fromkeys([*used, *newest])
        if used.get(material) != newest.get(material)
    ]
    return ListOfOrder(**{name: row[name] for name in ("component_list", "reason", "newest")}, differences=differences)


def _listed(components: Sequence[Mapping[str, Any]], batch_quantity: Decimal) -> dict[str, ComponentListed]:
    return {each["material"]: ComponentListed(**each, batch_quantity=batch_quantity) for each in components}


@router.get("")
async def list_orders(
    reader: Reader,
    reached: Reached,
    after: After = None,
    status: Annotated[list[Status] | None, Query()] = None,
    product: Annotated[str | None, Query(max_length=120)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[Order]:
    """The board: running orders first, then paused, released, planned, by priority and due date."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await orders(cursor, status=status, product=product, limit=limit, offset=offset)


@router.get("/order")
async def show_order(
    work_order: Annotated[str, Query(max_length=120)], reader: Reader, reached: Reached, after: After = None
) -> OrderInFull:
    """One order with every form of its reports and the lots that went in and came out."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await order_in_full(cursor, work_order)


@router.get("/scrap-reasons")
async def list_scrap_reasons(reader: Reader, reached: Reached, after: After = None) -> list[ScrapReasonShown]:
    """The organization's list. Once a reason is in use, rejected pieces name one."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        await cursor.execute(PROJECTION.queries["list_scrap_reasons"])
        return [ScrapReasonShown(**row) for row in await cursor.fetchall()]


VIEW = View(
    PROJECTION,
    router,
    rules=allow("operator", "work_order_board.read"),
    looks=(Look("late_order", "work_orders", PROJECTION.queries["look_for_late"]),),
)
