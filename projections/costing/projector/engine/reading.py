"""Rows as they are read, as what they tell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from projections.costing.projector.engine.order_ledger import OrderState, order_state_from_json
from projections.costing.projector.engine.rows import (
    Movement,
    OrderEntry,
    OrderPosting,
    Step,
    StockEntry,
    settlements_from,
    time_cost,
)
from projections.costing.projector.engine.stock_account import StockKey
from unison.measures.money import ZERO, worth
from unison.measures.stock_valuation import Outcome

type Row = Mapping[str, Any]


def movement_from(row: Row) -> Movement:
    """A movement as it stands, in the books' currency."""
    rate = row["exchange_rate"]
    return Movement(
        row["id"],
        row["fact"],
        row["kind"],
        row["at"],
        row["order_key"],
        row["lot"],
        row["quantity"] or ZERO,
        _exchanged(row["unit_cost"], rate),
        _exchanged(row["total_cost"], rate) if row["kind"] == "received" else row["amount"],
        row["method"],
        row["work_order"],
        row["refers"],
        row["into_lot"],
        tuple((lot, Decimal(quantity)) for lot, quantity in row["lots"] or ()),
    )


def _exchanged(cost: Decimal | None, rate: Decimal | None) -> Decimal | None:
    return cost if cost is None or rate is None else worth(cost, rate)


def stock_entry_from(row: Row) -> StockEntry:
    """An entry as it is known. Its movement tells what is asked of a known one: not its unit cost, nor what it took layer by
    layer."""
    movement = Movement(
        row["id"],
        row["fact"],
        row["kind"],
        row["at"],
        row["order_key"],
        row["lot"],
        amount=row["amount"],
        work_order=row["work_order"],
        refers=row["refers"],
    )
    outcome = Outcome(
        row["quantity"],
        row["amount"],
        settlements=settlements_from(row["settled"] or ()),
        variance=row["variance"],
        estimated=row["estimated"],
    )
    return StockEntry(movement, outcome, row["on_hand"], row["value"], row["state"])


def posting_from(row: Row) -> OrderPosting:
    """What was told of an order; time costs what the rate in force says."""
    timed = row["seconds"] is not None
    return OrderPosting(
        row["id"],
        row["fact"],
        row["kind"],
        row["at"],
        row["order_key"],
        time_cost(row["seconds"], row["rate_per_hour"]) if timed else row["amount"] or ZERO,
        row["quantity"] or ZERO,
        row["plant"] or "",
        row["material"] or "",
        row["standard_cost"],
    )


def order_entry_from(row: Row) -> OrderEntry:
    """An order's entry as it is known."""
    told = OrderPosting(
        row["id"], row["fact"], row["kind"], row["at"], row["order_key"], row["amount"], row["quantity"]
    )
    shares = tuple((output, plant, material, Decimal(part)) for output, plant, material, part in row["shares"] or ())
    return OrderEntry(told, row["amount"], shares, row["variance"], row["in_process"])


def step_from(row: Row, prefix: str) -> Step | None:
    """The step of the columns `prefix_at`, `prefix_order_key`; None where there is none."""
    at = row[f"{prefix}_at"]
    return None if at is None else Step(at, row[f"{prefix}_order_key"])


def of_stock(key: StockKey, **other: Any) -> dict[str, Any]:
    """A row that asks about a stock."""
    return {"plant": key[0], "material": key[1], **other}


def stock_of(row: Row) -> StockKey:
    """The stock that a row is of."""
    return row["plant"], row["material"]


def page_range(start: Step | None, until: Step | None) -> dict[str, Any]:
    """Columns that ask for what lies behind `start`, up to and including `until`."""
    return {
        "at": start.at if start else "-infinity", "order_key": start.order_key if start else -1,
        "until_at": until.at if until else "infinity", "until_order_key": until.order_key if until else 0,
    }  # fmt: skip


def order_start(head: Row | None) -> tuple[OrderState, Step | None]:
    """The account that is kept, and the step it stands at; a new one, and None."""
    if head is None:
        return OrderState(), None
    if head["state"] is None:
        return OrderState(head["ordered"] or ZERO), None
    return order_state_from_json(head["state"]), Step(head["at"], head["order_key"], head["rank"], head["id"])


def order_since(name: str, head: Row | None) -> dict[str, Any]:
    """A row that asks for what was told of an order since its account was kept."""
    _, last = order_start(head)
    if last is None:
        return {"work_order": name, "at": "-infinity", "order_key": -1, "rank": -1, "id": ""}
    return {"work_order": name, "at": last.at, "order_key": last.order_key, "rank": last.rank, "id": last.id}
