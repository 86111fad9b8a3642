"""What a correction or a late fact would change: a recalculation of what stands, with one thing otherwise. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.costing.api.answers import BeforeAfter, LotDifference, OrderDifference, Preview, StockDifference
from projections.costing.api.proposing import (
    LateConsumption,
    LateIssue,
    LateLog,
    LateOutput,
    LateReceipt,
    LogCorrection,
    LogStrike,
    MovementCorrection,
    ProposedChange,
    TimeCorrection,
    TimeStrike,
)
from projections.costing.api.questions import ask, currency_of, lot_cost
from projections.costing.projector import engine as flow
from projections.costing.projector.facts import MACHINE_TIME
from projections.costing.projector.recalculating import changed_from
from unison.labor.domain.decisions import UnknownEntry
from unison.lots.domain.correcting import UnknownMovement
from unison.lots.domain.state import UnknownLot
from unison.measures.money import EXACT, ZERO
from unison.work_orders.domain.lifecycle import UnknownLog
from unison.work_orders.domain.state import UnknownWorkOrder

MOST_LOTS = 200
"""So many finished lots a preview names at most."""


# The change -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alternative:
    """What would stand instead, and where that is first seen."""

    overlay: flow.Overlay
    changed: Sequence[flow.ChangedFrom]


async def preview(cursor: AsyncCursor[DictRow], organization: UUID, proposed: ProposedChange) -> Preview:
    """Which stocks, orders and finished lots would be worth something else, and by how much."""
    reader = _Reader(cursor, organization)
    return await _answer(reader, await reader.recalculate(await _alternative(reader, proposed)))


async def _alternative(reader: "_Reader", proposed: ProposedChange) -> Alternative:
    match next(command for command in vars(proposed).values() if command is not None):
        case MovementCorrection() as command:
            return await _corrected(reader, command)
        case LogCorrection() as command:
            return await _log_corrected(reader, command)
        case LogStrike() as command:
            return _told_anew(command.work_order, await _log(reader, command), None)
        case TimeCorrection() as command:
            return await _time_corrected(reader, command)
        case TimeStrike() as command:
            told, _ = await _time(reader, command)
            return _told_anew(command.work_order, told, None)
        case LateReceipt() as command:
            return await _received(reader, command)
        case LateConsumption() as command:
            return await _consumed(reader, command)
        case LateIssue() as command:
            return await _taken(reader, command)
        case LateOutput() as command:
            return await _put_out(reader, command)
        case LateLog() as command:
            return await _logged(reader, command)
        case command:
            raise LookupError(f"no preview of {command!r}")


class _Reader:
    def __init__(self, cursor: AsyncCursor[DictRow], organization: UUID) -> None:
        self.cursor = cursor
        self._organization = organization

    async def rows(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> list[DictRow]:
        asked = [{"organization_id": self._organization, **row} for row in rows]
        return await ask(self.cursor, statement, rows=orjson.dumps(asked, default=str).decode()) if asked else []

    async def recalculate(self, alternative: Alternative) -> flow.Changes:
        asking = flow.recalculate(alternative.changed, alternative.overlay)
        try:
            question = next(asking)
            while True:
                question = asking.send(await self.rows(question.name, question.rows))
        except StopIteration as done:
            return done.value

    async def next_step(self) -> tuple[str, int]:
        """The id and the order key that a fact told now would have."""
        ((number,),) = [row.values() for row in await ask(self.cursor, "find_next_number")]
        return f"{number:015}", 2 * number


async def _corrected(reader: _Reader, command: MovementCorrection) -> Alternative:
    fact = f"lots:{command.lot}@{command.movement}"
    rows = await ask(reader.cursor, "find_movement", fact=fact)
    if not rows:
        raise UnknownMovement(movement=command.movement)
    row = rows[0]
    key, moment = (row["plant"], row["material"]), command.happened_at or row["at"]
    quantity = (
        row["quantity"] if command.quantity is None else EXACT.subtract(command.quantity, row["expected"] or ZERO)
    )
    movement = replace(
        flow.movement_from({**row, "amount": row["amount"] if row["entry_amount"] is None else row["entry_amount"]}),
        at=moment,
        quantity=quantity,
        unit_cost=row["unit_cost"] if command.unit_cost is None else command.unit_cost,
    )
    touched = [{"fact": fact}]
    found = await reader.rows("find_changed_stocks", touched) + await reader.rows("find_changed_outputs", touched)
    changed = [changed_from(each) for each in found]
    changed += [replace(each, at=each.at._replace(at=moment)) for each in changed if each.at.id == row["id"]]
    stands = None if command.strike else movement
    overlay = flow.Overlay({row["id"]: (key, stands)}, await _output(reader, row, stands))
    return Alternative(overlay, changed)


async def _output(
    reader: _Reader, row: DictRow, stands: flow.Movement | None
) -> dict[str, tuple[str, flow.OrderPosting | None]]:
    """What the order of an output would be told."""
    if row["kind"] != "produced":
        return {}
    since = {"work_order": row["work_order"], "at": "-infinity", "order_key": -1, "rank": -1, "id": ""}
    told = next((each for each in await reader.rows("read_postings", [since]) if each["id"] == row["id"]), None)
    if stands is None or told is None:
        return {row["id"]: (row["work_order"], None)}
    return {row["id"]: (row["work_order"], flow.posting_from(told)._replace(at=stands.at, quantity=stands.quantity))}


async def _received(reader: _Reader, command: LateReceipt) -> Alternative:
    id, order_key = await reader.next_step()
    movement = flow.Movement(
        id, "", "received", command.occurred_at, order_key, quantity=command.quantity, unit_cost=command.unit_cost
    )
    return _late(movement, (command.plant, command.material))


async def _consumed(reader: _Reader, command: LateConsumption) -> Alternative:
    await _account(reader, command.work_order)
    return await _gone(reader, command, "consumed", command.work_order)


async def _taken(reader: _Reader, command: LateIssue) -> Alternative:
    return await _gone(reader, command, "shipped", None)


async def _gone(
    reader: _Reader, command: LateConsumption | LateIssue, kind: str, work_order: str | None
) -> Alternative:
    found = await ask(reader.cursor, "find_lot", lot=command.lot)
    if not found:
        raise UnknownLot(key=command.lot)
    id, order_key = await reader.next_step()
    movement = flow.Movement(
        id, "", kind, command.occurred_at, order_key, command.lot, command.quantity, work_order=work_order
    )
    return _late(movement, (found[0]["plant"], found[0]["material"]))


def _late(movement: flow.Movement, key: tuple[str, str]) -> Alternative:
    return Alternative(flow.Overlay({movement.id: (key, movement)}), [flow.ChangedFrom(movement.step, stock=key)])


async def _put_out(reader: _Reader, command: LateOutput) -> Alternative:
    """An output is told of the order, and brings its cost into stock."""
    order = await _account(reader, command.work_order)
    key = (order["plant"], command.material or order["product"])
    id, order_key = await reader.next_step()
    movement = flow.Movement(
        id, "", "produced", command.occurred_at, order_key, quantity=command.quantity, work_order=command.work_order
    )
    costed = {"plant": key[0], "material": key[1], "at": command.occurred_at, "order_key": order_key}
    ((standard_cost,),) = [row.values() for row in await ask(reader.cursor, "find_standard_cost", **costed)]
    kind = "output" if command.material in (None, order["product"]) else "by_product"
    told = flow.OrderPosting(id, "", kind, command.occurred_at, order_key, ZERO, command.quantity, *key, standard_cost)
    overlay = flow.Overlay({id: (key, movement)}, {id: (command.work_order, told)})
    return Alternative(overlay, [flow.ChangedFrom(told.step, order=command.work_order)])


async def _account(reader: _Reader, work_order: str) -> DictRow:
    found = await ask(reader.cursor, "find_account", work_order=work_order)
    if not found:
        raise UnknownWorkOrder(key=work_order)
    return found[0]


async def _log_corrected(reader: _Reader, command: LogCorrection) -> Alternative:
    told = await _log(reader, command)
    stands = told._replace(at=command.ended_at, amount=await _machine_cost(reader, command))
    return _told_anew(command.work_order, told, stands)


async def _time_corrected(reader: _Reader, command: TimeCorrection) -> Alternative:
    told, role = await _time(reader, command)
    paid = EXACT.subtract(_seconds(command.started_at, command.ended_at), command.breaks_s)
    cost = await _time_cost(reader, "labor", role, command.started_at, max(paid, ZERO))
    return _told_anew(command.work_order, told, told._replace(at=command.ended_at, amount=cost))


def _told_anew(work_order: str, told: flow.OrderPosting, stands: flow.OrderPosting | None) -> Alternative:
    """`told` by its id and where it is; it would stand as `stands`, or not at all."""
    changed = [flow.ChangedFrom(each.step, order=work_order) for each in (told, stands) if each is not None]
    return Alternative(flow.Overlay(told={told.id: (work_order, stands)}), changed)


async def _logged(reader: _Reader, command: LateLog) -> Alternative:
    await _account(reader, command.work_order)
    id, order_key = await reader.next_step()
    told = flow.OrderPosting(id, "", "equipment", command.ended_at, order_key, await _machine_cost(reader, command))
    overlay = flow.Overlay(told={id: (command.work_order, told)})
    return Alternative(overlay, [flow.ChangedFrom(told.step, order=command.work_order)])


async def _log(reader: _Reader, command: LogCorrection | LogStrike) -> flow.OrderPosting:
    found = await ask(reader.cursor, "find_posting", work_order=command.work_order, name=f"log:{command.log}")
    if not found:
        raise UnknownLog(log=command.log)
    return _standing(found[0])


async def _time(reader: _Reader, command: TimeCorrection | TimeStrike) -> tuple[flow.OrderPosting, str]:
    """Where it is, and the role that is paid."""
    name = f"time:{command.operator}/{command.entry}"
    found = await ask(reader.cursor, "find_posting", work_order=command.work_order, name=name)
    if not found:
        raise UnknownEntry(operator=command.operator, entry=command.entry)
    return _standing(found[0]), found[0]["who"]


def _standing(row: DictRow) -> flow.OrderPosting:
    return flow.OrderPosting(row["id"], row["fact"], row["kind"], row["at"], row["order_key"])


async def _machine_cost(reader: _Reader, command: LogCorrection | LateLog) -> Decimal:
    if command.activity not in MACHINE_TIME:
        return ZERO
    seconds = max(_seconds(command.started_at, command.ended_at), ZERO)
    return await _time_cost(reader, "equipment", command.equipment, command.started_at, seconds)


async def _time_cost(reader: _Reader, kind: str, who: str, at: datetime, seconds: Decimal) -> Decimal:
    found = await ask(reader.cursor, "find_rate", kind=kind, who=who, at=at)
    return flow.time_cost(seconds, found[0]["rate_per_hour"] if found else None)


def _seconds(begun: datetime, ended: datetime) -> Decimal:
    return Decimal(str((ended - begun).total_seconds()))


# The answer -------------------------------------------------------------------------------------------------------


async def _answer(reader: _Reader, changes: flow.Changes) -> Preview:
    keys = [{"plant": plant, "material": material} for plant, material in changes.stocks]
    now = {(r["plant"], r["material"]): (r["quantity"], r["value"]) for r in await reader.rows("list_stocks_now", keys)}
    names = [{"work_order": name} for name in changes.orders]
    accounts = {
        r["work_order"]: (r["charged"], r["transferred"], r["variance"], r["in_process"])
        for r in await reader.rows("list_accounts_now", names)
    }
    unnamed = [{"plant": k[0], "material": k[1], "id": id} for k, id in flow.unnamed_outputs(changes)]
    lots = {row["id"]: row["lot"] for row in await reader.rows("read_referred", unnamed)}
    differences = list(flow.lot_differences(changes, lots).items())
    return Preview(
        currency=await currency_of(reader.cursor),
        entries=len(changes.entries) + len(changes.order_entries),
        stocks=[
            StockDifference(plant=s.key[0], material=s.key[1], quantity=_shown(s.quantity), value=_shown(s.value))
            for s in flow.stock_previews(changes, now)
        ],
        orders=[
            OrderDifference(
                work_order=o.work_order,
                charged=_shown(o.charged),
                transferred=_shown(o.transferred),
                variance=_shown(o.variance),
                in_process=_shown(o.in_process),
            )
            for o in flow.order_previews(changes, accounts)
        ],
        lots=[await _lot(reader, lot, difference) for lot, difference in differences[:MOST_LOTS]],
    )


async def _lot(reader: _Reader, lot: str, difference: Decimal) -> LotDifference:
    before = (await lot_cost(reader.cursor, lot)).cost
    return LotDifference(
        lot=lot, cost=BeforeAfter(before=before, after=EXACT.add(before, difference), difference=difference)
    )


def _shown(each: flow.Difference) -> BeforeAfter:
    return BeforeAfter(before=each.before, after=each.after, difference=each.difference)
