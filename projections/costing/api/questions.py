"""What can be asked about costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.costing.api.answers import (
    AccountEntry,
    AccountInFull,
    InProcess,
    LayerShown,
    LotCost,
    LotPart,
    MovementCosted,
    Valuation,
    Valued,
)
from projections.costing.projector import PROJECTION
from unison.inventory.domain import DEFAULT_CURRENCY
from unison.lots.domain.state import UnknownLot
from unison.measures.money import EXACT, UNIT_COST_PLACES, exact_sum, quotient
from unison.work_orders.domain.state import UnknownWorkOrder


async def ask(cursor: AsyncCursor[DictRow], statement: str, **given: Any) -> list[DictRow]:
    await cursor.execute(PROJECTION.queries[statement], given)
    return await cursor.fetchall()


@dataclass(frozen=True, slots=True)
class Books:
    """The books of an organization, as far as the viewer may see them."""

    cursor: AsyncCursor[DictRow]
    organization: UUID

    async def ask(self, statement: str, **given: Any) -> list[DictRow]:
        return await ask(self.cursor, statement, **given)

    async def rows(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> list[DictRow]:
        """What a statement finds that is asked about rows."""
        asked = [{"organization_id": self.organization, **row} for row in rows]
        return await self.ask(statement, rows=orjson.dumps(asked, default=str).decode()) if asked else []

    async def next_number(self) -> int:
        """The number in the feed that a fact told now would have."""
        return (await self.ask("find_next_number"))[0]["seq"]


def per_unit(value: Decimal, quantity: Decimal) -> Decimal | None:
    """Value / quantity; None where there is nothing."""
    return quotient(value, quantity, UNIT_COST_PLACES) if quantity else None


async def currency_of(cursor: AsyncCursor[DictRow]) -> str:
    rows = await ask(cursor, "find_currency")
    return rows[0]["currency"] if rows else DEFAULT_CURRENCY


async def valuation(
    cursor: AsyncCursor[DictRow],
    *,
    as_of: datetime | None = None,
    plant: str | None = None,
    material: str | None = None,
    limit: int = 1000,
) -> Valuation:
    """What the stock was worth at a moment, by plant and material."""
    rows = await ask(cursor, "list_valuation", as_of=as_of, plant=plant, material=material, limit=limit)
    stocks = [Valued(**row, unit_cost=per_unit(row["value"], row["quantity"])) for row in rows]
    total = exact_sum(stock.value for stock in stocks)
    return Valuation(currency=await currency_of(cursor), total=total, stocks=stocks)


async def account(cursor: AsyncCursor[DictRow], work_order: str) -> AccountInFull:
    """What an order cost and where that went, fact by fact; refuses `UnknownWorkOrder`."""
    rows = await ask(cursor, "find_account", work_order=work_order)
    if not rows:
        raise UnknownWorkOrder(key=work_order)
    entries = [AccountEntry(**row) for row in await ask(cursor, "list_account_entries", work_order=work_order)]
    head: dict[str, Any] = {**rows[0], "by_kind": rows[0]["by_kind"] or {}}
    outputs = [output for output in head.pop("outputs") or () if not output[5]]
    finished = exact_sum(Decimal(output[1]) for output in outputs)
    standards = [EXACT.multiply(Decimal(o[1]), Decimal(o[4])) for o in outputs if o[4] is not None]
    at_standard = exact_sum(standards) if outputs and len(standards) == len(outputs) else None
    return AccountInFull(
        **head,
        currency=await currency_of(cursor),
        finished=finished,
        unit_cost=per_unit(head["transferred"], finished),
        to_standard=None if at_standard is None else EXACT.subtract(head["charged"], at_standard),
        entries=entries,
    )


async def lot_cost(cursor: AsyncCursor[DictRow], lot: str) -> LotCost:
    """What brought a lot, what that cost, and what was added since; refuses `UnknownLot`."""
    (of, *_) = await ask(cursor, "find_lot", lot=lot) or [None]
    if of is None:
        raise UnknownLot(key=lot)
    rows = await ask(cursor, "list_lot", lot=lot)
    quantity, cost = (exact_sum(row[name] for row in rows) for name in ("quantity", "amount"))
    return LotCost(
        lot=lot,
        number=of["number"],
        plant=of["plant"],
        material=of["material"],
        currency=await currency_of(cursor),
        quantity=quantity,
        cost=cost,
        unit_cost=per_unit(cost, quantity),
        parts=[LotPart(**row) for row in rows],
    )


async def layers(cursor: AsyncCursor[DictRow], *, material: str, plant: str) -> list[LayerShown]:
    """The layers of a stock as it stands, from old to new."""
    rows = await ask(cursor, "list_layers", material=material, plant=plant)
    return [LayerShown(**row, unit_cost=quotient(row["value"], row["quantity"], UNIT_COST_PLACES)) for row in rows]


async def movements(
    cursor: AsyncCursor[DictRow], *, material: str, plant: str, limit: int = 200
) -> list[MovementCosted]:
    """What was told of a stock, what happened last first, with what it did; corrected ones with how they were told first."""
    rows = await ask(cursor, "list_entries", material=material, plant=plant, limit=limit)
    return [MovementCosted(**row) for row in rows]


async def in_process(
    cursor: AsyncCursor[DictRow], *, as_of: datetime | None = None, plant: str | None = None, limit: int = 1000
) -> list[InProcess]:
    """The orders in which costs lay at a moment."""
    return [InProcess(**row) for row in await ask(cursor, "list_in_process", as_of=as_of, plant=plant, limit=limit)]
