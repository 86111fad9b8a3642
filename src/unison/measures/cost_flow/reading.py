"""Rows as they are read, as what they tell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from unison.measures.cost_flow.rows import Movement, OrderEntry, StockEntry, Step, Told, settlements_from, time_cost
from unison.measures.money import ZERO
from unison.measures.stock_valuation import Outcome

type Row = Mapping[str, Any]


def movement_from(row: Row) -> Movement:
    """A movement as it stands."""
    return Movement(
        row["id"],
        row["fact"],
        row["kind"],
        row["at"],
        row["place"],
        row["lot"],
        row["quantity"] or ZERO,
        row["unit_cost"],
        row["amount"],
        row["method"],
        row["work_order"],
        row["refers"],
    )


def stock_entry_from(row: Row) -> StockEntry:
    """An entry as it is known. Its movement tells what is asked of a known one: not its unit cost, nor what it took layer by
    layer."""
    movement = Movement(
        row["id"],
        row["fact"],
        row["kind"],
        row["at"],
        row["place"],
        row["lot"],
        amount=row["amount"],
        work_order=row["work_order"],
        refers=row["refers"],
    )
    outcome = Outcome(
        row["quantity"],
        row["amount"],
        settlements=settlements_from(row["settled"]),
        variance=row["variance"],
        estimated=row["estimated"],
    )
    return StockEntry(movement, outcome, row["on_hand"], row["value"], row["state"])


def told_from(row: Row) -> Told:
    """What was told of an order; time costs what the rate in force says."""
    timed = row["seconds"] is not None
    return Told(
        row["id"],
        row["fact"],
        row["kind"],
        row["at"],
        row["place"],
        time_cost(row["seconds"], row["rate_per_hour"]) if timed else row["amount"] or ZERO,
        row["quantity"] or ZERO,
        row["plant"] or "",
        row["material"] or "",
        row["standard_cost"],
    )


def order_entry_from(row: Row) -> OrderEntry:
    """An order's entry as it is known."""
    told = Told(row["id"], row["fact"], row["kind"], row["at"], row["place"], row["amount"], row["quantity"])
    shares = tuple((output, plant, material, Decimal(part)) for output, plant, material, part in row["shares"])
    return OrderEntry(told, row["amount"], shares, row["variance"], row["in_process"])


def step_from(row: Row, prefix: str) -> Step | None:
    """The step of the columns `prefix_at`, `prefix_place`; None where there is none."""
    at = row[f"{prefix}_at"]
    return None if at is None else Step(at, row[f"{prefix}_place"])
