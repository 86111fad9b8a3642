"""What a correction or a late fact would change: a sweep over what stands, with one thing otherwise. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

import orjson
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel, ConfigDict, Field, model_validator

from projections.costing.api.questions import ask, currency_of, lot_cost
from projections.costing.projector import MACHINE_TIME, dirty_from
from unison.lots.domain import UnknownLot, UnknownMovement
from unison.measures import cost_flow as flow
from unison.measures.money import EXACT, ZERO
from unison.shared.commands import Amount, Key, Moment
from unison.work_orders.domain import Activity, UnknownLog, UnknownWorkOrder

MOST_LOTS = 200
"""So many finished lots a preview names at most."""


class _Wish(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WouldCorrect(_Wish):
    """As `lots.correct_movement`."""

    lot: Key
    movement: Annotated[int, Field(ge=1, le=2**31 - 1)]
    quantity: Annotated[Decimal | None, Field(ge=0, max_digits=18, decimal_places=6)] = None
    unit_cost: Annotated[Decimal | None, Field(ge=0, max_digits=18, decimal_places=6)] = None
    happened_at: Moment | None = None
    strike: bool = False


class WouldReceive(_Wish):
    """As a late `lots.receive`."""

    material: Key
    plant: Key = "main"
    quantity: Amount
    unit_cost: Annotated[Decimal | None, Field(ge=0, max_digits=18, decimal_places=6)] = None
    occurred_at: Moment


class WouldConsume(_Wish):
    """As a late `work_orders.consume_lot`."""

    lot: Key
    work_order: Key
    quantity: Amount
    occurred_at: Moment


class WouldCorrectLog(_Wish):
    """As `work_orders.correct_log`, as far as it has a cost."""

    work_order: Key
    log: Key
    equipment: Key
    activity: Activity = Activity.PRODUCTION
    started_at: Moment
    ended_at: Moment


class Would(_Wish):
    """One change that nobody has told yet."""

    correct_movement: WouldCorrect | None = None
    receive: WouldReceive | None = None
    consume: WouldConsume | None = None
    correct_log: WouldCorrectLog | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(wish is not None for wish in vars(self).values()) != 1:
            raise ValueError("name one of correct_movement, receive, consume, correct_log")
        return self


class BeforeAfter(BaseModel):
    before: Decimal
    after: Decimal
    difference: Decimal


class StockWould(BaseModel):
    plant: str
    material: str
    quantity: BeforeAfter
    value: BeforeAfter


class OrderWould(BaseModel):
    work_order: str
    charged: BeforeAfter
    transferred: BeforeAfter
    variance: BeforeAfter
    in_process: BeforeAfter


class LotWould(BaseModel):
    lot: str
    cost: BeforeAfter


class Preview(BaseModel):
    """What would change. Nothing was written. `entries` says how many entries would be another."""

    currency: str
    entries: int
    stocks: list[StockWould]
    orders: list[OrderWould]
    lots: list[LotWould]


# The change -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What would stand instead, and where that is first seen."""

    overlay: flow.Overlay
    dirty: Sequence[flow.Dirty]


async def preview(cursor: AsyncCursor[DictRow], organization: UUID, would: Would) -> Preview:
    """Which stocks, orders and finished lots would be worth something else, and by how much."""
    asker = _Asker(cursor, organization)
    if would.correct_movement is not None:
        otherwise = await _corrected(asker, would.correct_movement)
    elif would.receive is not None:
        otherwise = await _received(asker, would.receive)
    elif would.consume is not None:
        otherwise = await _consumed(asker, would.consume)
    else:
        otherwise = await _log_corrected(asker, would.correct_log or _nothing())
    return await _told(asker, await asker.sweep(otherwise))


class _Asker:
    def __init__(self, cursor: AsyncCursor[DictRow], organization: UUID) -> None:
        self.cursor = cursor
        self._organization = organization

    async def rows(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> list[DictRow]:
        asked = [{"organization_id": self._organization, **row} for row in rows]
        return await ask(self.cursor, statement, rows=orjson.dumps(asked, default=str).decode()) if asked else []

    async def sweep(self, otherwise: Otherwise) -> flow.Changes:
        asking = flow.sweep(otherwise.dirty, otherwise.overlay)
        try:
            question = next(asking)
            while True:
                question = asking.send(await self.rows(question.name, question.rows))
        except StopIteration as done:
            return done.value

    async def next_step(self) -> tuple[str, int]:
        """The id and the place that a fact told now would have."""
        ((number,),) = [row.values() for row in await ask(self.cursor, "find_next_number")]
        return f"{number:015}", 2 * number


async def _corrected(asker: _Asker, wish: WouldCorrect) -> Otherwise:
    fact = f"lots:{wish.lot}@{wish.movement}"
    rows = await ask(asker.cursor, "find_movement", fact=fact)
    if not rows:
        raise UnknownMovement(movement=wish.movement)
    row = rows[0]
    key, moment = (row["plant"], row["material"]), wish.happened_at or row["at"]
    quantity = row["quantity"] if wish.quantity is None else EXACT.subtract(wish.quantity, row["expected"] or ZERO)
    movement = replace(
        flow.movement_from({**row, "amount": row["amount"] if row["entry_amount"] is None else row["entry_amount"]}),
        at=moment,
        quantity=quantity,
        unit_cost=row["unit_cost"] if wish.unit_cost is None else wish.unit_cost,
    )
    touched = [{"fact": fact}]
    found = await asker.rows("find_dirty_stocks", touched) + await asker.rows("find_dirty_outputs", touched)
    dirty = [dirty_from(each) for each in found]
    dirty += [replace(each, at=each.at._replace(at=moment)) for each in dirty if each.at.id == row["id"]]
    stands = None if wish.strike else movement
    overlay = flow.Overlay({row["id"]: (key, stands)}, await _output(asker, row, stands))
    return Otherwise(overlay, dirty)


async def _output(asker: _Asker, row: DictRow, stands: flow.Movement | None) -> dict[str, tuple[str, flow.Told | None]]:
    """What the order of an output would be told."""
    if row["kind"] != "produced":
        return {}
    since = {"work_order": row["work_order"], "at": "-infinity", "place": -1, "rank": -1, "id": ""}
    told = next((each for each in await asker.rows("read_told", [since]) if each["id"] == row["id"]), None)
    if stands is None or told is None:
        return {row["id"]: (row["work_order"], None)}
    return {row["id"]: (row["work_order"], flow.told_from(told)._replace(at=stands.at, quantity=stands.quantity))}


async def _received(asker: _Asker, wish: WouldReceive) -> Otherwise:
    id, place = await asker.next_step()
    movement = flow.Movement(
        id, "", "received", wish.occurred_at, place, quantity=wish.quantity, unit_cost=wish.unit_cost
    )
    return _late(movement, (wish.plant, wish.material))


async def _consumed(asker: _Asker, wish: WouldConsume) -> Otherwise:
    found = await ask(asker.cursor, "find_lot", lot=wish.lot)
    if not found:
        raise UnknownLot(key=wish.lot)
    if not await ask(asker.cursor, "find_account", work_order=wish.work_order):
        raise UnknownWorkOrder(key=wish.work_order)
    id, place = await asker.next_step()
    movement = flow.Movement(
        id, "", "consumed", wish.occurred_at, place, wish.lot, wish.quantity, work_order=wish.work_order
    )
    return _late(movement, (found[0]["plant"], found[0]["material"]))


def _late(movement: flow.Movement, key: tuple[str, str]) -> Otherwise:
    return Otherwise(flow.Overlay({movement.id: (key, movement)}), [flow.Dirty(movement.step, stock=key)])


async def _log_corrected(asker: _Asker, wish: WouldCorrectLog) -> Otherwise:
    asked = {"work_order": wish.work_order, "name": f"log:{wish.log}", "equipment": wish.equipment}
    rows = await ask(asker.cursor, "find_log", **asked, began_at=wish.started_at)
    if not rows:
        raise UnknownLog(log=wish.log)
    row = rows[0]
    seconds = Decimal(str((wish.ended_at - wish.started_at).total_seconds())) if wish.activity in MACHINE_TIME else ZERO
    cost = flow.time_cost(max(seconds, ZERO), row["rate_per_hour"])
    told = flow.Told(row["id"], row["fact"], row["kind"], wish.ended_at, row["place"], cost)
    before = told._replace(at=row["at"])
    dirty = [flow.Dirty(each.step, order=wish.work_order) for each in (told, before)]
    return Otherwise(flow.Overlay(told={row["id"]: (wish.work_order, told)}), dirty)


def _nothing() -> WouldCorrectLog:
    raise LookupError("nothing to preview")


# The answer -------------------------------------------------------------------------------------------------------


async def _told(asker: _Asker, changes: flow.Changes) -> Preview:
    keys = [{"plant": plant, "material": material} for plant, material in changes.stocks]
    now = {(r["plant"], r["material"]): (r["quantity"], r["value"]) for r in await asker.rows("list_stocks_now", keys)}
    names = [{"work_order": name} for name in changes.orders]
    accounts = {
        r["work_order"]: (r["charged"], r["transferred"], r["variance"], r["in_process"])
        for r in await asker.rows("list_accounts_now", names)
    }
    unnamed = [{"plant": k[0], "material": k[1], "id": id} for k, id in flow.unnamed_outputs(changes)]
    lots = {row["id"]: row["lot"] for row in await asker.rows("read_referred", unnamed)}
    differences = list(flow.lot_differences(changes, lots).items())
    return Preview(
        currency=await currency_of(asker.cursor),
        entries=len(changes.entries) + len(changes.order_entries),
        stocks=[
            StockWould(plant=s.key[0], material=s.key[1], quantity=_shown(s.quantity), value=_shown(s.value))
            for s in flow.stock_previews(changes, now)
        ],
        orders=[
            OrderWould(
                work_order=o.work_order,
                charged=_shown(o.charged),
                transferred=_shown(o.transferred),
                variance=_shown(o.variance),
                in_process=_shown(o.in_process),
            )
            for o in flow.order_previews(changes, accounts)
        ],
        lots=[await _lot(asker, lot, difference) for lot, difference in differences[:MOST_LOTS]],
    )


async def _lot(asker: _Asker, lot: str, difference: Decimal) -> LotWould:
    before = (await lot_cost(asker.cursor, lot)).cost
    return LotWould(
        lot=lot, cost=BeforeAfter(before=before, after=EXACT.add(before, difference), difference=difference)
    )


def _shown(each: flow.Difference) -> BeforeAfter:
    return BeforeAfter(before=each.before, after=each.after, difference=each.difference)
