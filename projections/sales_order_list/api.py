"""Sales orders and customers over HTTP, and the functions that answer."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.sales_order_list.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import Look, View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow
from unison.sales.domain.orders import SalesOrderStatus, UnknownSalesOrder

router = ViewRouter(PROJECTION.name, tags=["sales order list"])
Reader = Annotated[
    Principal, Depends(may("sales_order_list.read", "See what customers ordered and what was delivered."))
]
AsOf = Annotated[
    date | None,
    Query(description="What is due before this day and open now counts as late. Left out: today at the plant."),
]
Named = Annotated[str | None, Query(max_length=120)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


class SalesOrder(BaseModel):
    """An order as it stands. `next_due_on` is the earliest due date of a line that is open; `delivery_state` says how much
    of what its lines order is with the customer."""

    sales_order: str
    customer: str
    customer_name: str | None
    plant: str
    reference: str | None
    due_on: date | None
    currency: str | None
    over_delivery_percent: Decimal
    status: SalesOrderStatus
    status_reason: str | None
    status_since: datetime
    created_at: datetime
    delivery_state: Literal["nothing", "partly", "fully"]
    line_count: int
    open_lines: int
    next_due_on: date | None
    late_lines: int
    version: int


class SalesOrderLine(BaseModel):
    """Quantities in `unit`; `unit_price` in the order's currency. `open` is what is still owed: ordered - delivered +
    returned, never below 0, and 0 once the order is settled or the line cancelled."""

    line: int
    product: str
    ordered: Decimal
    unit: str
    due_on: date | None
    unit_price: Decimal | None
    delivered: Decimal
    returned: Decimal
    open: Decimal
    late: bool
    cancel_reason: str | None
    last_delivery_at: datetime | None


class DeliveryAsTold(BaseModel):
    """What was told first of a delivery that was corrected."""

    quantity: Decimal
    occurred_at: datetime


class DeliveryOfLine(BaseModel):
    """What went out with a delivery note, or came back from one, in the line's unit, as it stands. When it was corrected,
    `original` is to be shown struck through, with who corrected it and why; a struck one did not happen. `number` is what stands on
    the label of `lot`."""

    line: int
    kind: Literal["delivered", "returned"]
    delivery: str
    lot: str | None
    number: str | None
    quantity: Decimal
    reason: str | None
    by_user: UUID | None
    occurred_at: datetime
    recorded_at: datetime
    feed_seq: int
    version: int
    struck: bool
    original: DeliveryAsTold | None
    corrected_by: UUID | None
    corrected_why: str | None
    corrected_at: datetime | None


class SalesOrderInFull(SalesOrder):
    lines: list[SalesOrderLine]
    deliveries: list[DeliveryOfLine]


class LateLine(BaseModel):
    """A line that is open after its due date. Quantities in `unit`."""

    sales_order: str
    line: int
    customer: str
    customer_name: str | None
    plant: str
    reference: str | None
    product: str
    ordered: Decimal
    delivered: Decimal
    returned: Decimal
    open: Decimal
    unit: str
    due_on: date
    days_late: int


class CustomerShown(BaseModel):
    """A customer; `block_reason` and `blocked_at` are null unless it is blocked."""

    customer: str
    name: str
    country: str | None
    block_reason: str | None
    blocked_at: datetime | None
    open_orders: int
    version: int


async def sales_orders(
    cursor: AsyncCursor[DictRow],
    *,
    status: Sequence[SalesOrderStatus] | None = None,
    customer: str | None = None,
    sales_order: str | None = None,
    late: bool = False,
    as_of: date | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[SalesOrder]:
    """Open orders first, the one due next before the others; `late` asks for those with a late line only."""
    wanted = {
        "status": status and [s.value for s in status],
        "customer": customer,
        "sales_order": sales_order,
        "late": late,
        "as_of": as_of,
        "limit": limit,
        "offset": offset,
    }
    await cursor.execute(PROJECTION.queries["list_orders"], wanted)
    return [SalesOrder(**row) for row in await cursor.fetchall()]


async def order_in_full(
    cursor: AsyncCursor[DictRow], sales_order: str, *, as_of: date | None = None
) -> SalesOrderInFull:
    """One order with its lines, its deliveries and what came back of them; refuses `UnknownSalesOrder`."""
    found = await sales_orders(cursor, sales_order=sales_order, as_of=as_of)
    if not found:
        raise UnknownSalesOrder(key=sales_order)
    asked = {"sales_order": sales_order, "as_of": as_of}
    await cursor.execute(PROJECTION.queries["list_lines"], asked)
    lines = [SalesOrderLine(**row) for row in await cursor.fetchall()]
    await cursor.execute(PROJECTION.queries["list_deliveries"], asked)
    deliveries = [DeliveryOfLine(**row) for row in await cursor.fetchall()]
    return SalesOrderInFull(**found[0].model_dump(), lines=lines, deliveries=deliveries)


async def late_lines(
    cursor: AsyncCursor[DictRow],
    *,
    as_of: date | None = None,
    customer: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[LateLine]:
    """Lines that are due before `as_of` and open now, the longest overdue first."""
    wanted = {"as_of": as_of, "customer": customer, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_late_lines"], wanted)
    return [LateLine(**row) for row in await cursor.fetchall()]


async def customers(
    cursor: AsyncCursor[DictRow],
    *,
    search: str | None = None,
    blocked: bool | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[CustomerShown]:
    """Customers by number; `search` finds a part of number or name, whatever its case."""
    wanted = {"search": search, "blocked": blocked, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_customers"], wanted)
    return [CustomerShown(**row) for row in await cursor.fetchall()]


@router.get("/sales-orders")
async def list_sales_orders(
    reader: Reader,
    reached: Reached,
    after: After = None,
    status: Annotated[list[SalesOrderStatus] | None, Query()] = None,
    customer: Named = None,
    late: bool = False,
    as_of: AsOf = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> list[SalesOrder]:
    """What customers ordered: open orders first, the one due next before the others."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await sales_orders(
            cursor, status=status, customer=customer, late=late, as_of=as_of, limit=limit, offset=offset
        )


@router.get("/sales-orders/order")
async def show_sales_order(
    sales_order: Annotated[str, Query(max_length=120)],
    reader: Reader,
    reached: Reached,
    after: After = None,
    as_of: AsOf = None,
) -> SalesOrderInFull:
    """One order: what each line orders, what is delivered, what came back, what is open."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await order_in_full(cursor, sales_order, as_of=as_of)


@router.get("/sales-orders/late-lines")
async def list_late_lines(
    reader: Reader,
    reached: Reached,
    after: After = None,
    as_of: AsOf = None,
    customer: Named = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> list[LateLine]:
    """What is late: open lines after their due date, the longest overdue first."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await late_lines(cursor, as_of=as_of, customer=customer, limit=limit, offset=offset)


@router.get("/customers")
async def list_customers(
    reader: Reader,
    reached: Reached,
    after: After = None,
    search: Named = None,
    blocked: bool | None = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> list[CustomerShown]:
    """Who buys, with how many open orders, and who is blocked."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await customers(cursor, search=search, blocked=blocked, limit=limit, offset=offset)


VIEW = View(
    PROJECTION,
    router,
    rules=allow("operator", "sales_order_list.read"),
    looks=(Look("late_order", "sales_orders", PROJECTION.queries["look_for_late"]),),
)
