"""The account that costing keeps of a stock, asked what it makes of operations: the engine that answers users."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from stock_facts import Entry, History

from projections.costing.projector.engine.rows import Movement
from projections.costing.projector.engine.stock_account import StockAccount
from unison.measures.money import EXACT
from unison.measures.stock_valuation import (
    AddCost,
    Adjust,
    ChangeMethod,
    GiveBack,
    Issue,
    Operation,
    Receive,
    ReturnToSupplier,
    Revalue,
    Stock,
    Transfer,
)


def replay(operations: Sequence[Operation], start: Stock) -> History:
    """All of them in business time, from `start` on."""
    ordered = sorted(operations, key=lambda each: each.order)
    movements = [_movement(op, 2 * number) for number, op in enumerate(ordered)]
    assert [each.operation() for each in movements] == [
        replace(op, order_key=2 * number) for number, op in enumerate(ordered)
    ]
    account = StockAccount(("main", "any"))
    account.begin(start, None)
    account.load(movements, [], None)
    entries, states = list[Entry](), [start]
    with localcontext(EXACT):
        for op in ordered:
            computed = account.advance()
            assert computed is not None
            assert computed.entry is not None
            entries.append(Entry(op, computed.entry.outcome, computed.entry.on_hand, computed.entry.value))
            states.append(account.stock)
    assert account.ahead is None
    return History(tuple(entries), tuple(states))


def _movement(op: Operation, order_key: int) -> Movement:
    """What is told of a stock when that happens."""

    def told(kind: str, quantity: Decimal = Decimal(0), unit_cost: Decimal | None = None, **more: object) -> Movement:
        return Movement(
            op.id,
            "",
            kind,
            op.at,
            order_key,
            quantity=quantity,
            unit_cost=unit_cost,
            **more,  # pyright: ignore[reportArgumentType]
        )

    match op:
        case Receive(value=Decimal() as value):
            return told("produced", op.quantity, amount=value)
        case Receive():
            return told("received", op.quantity, op.unit_cost)
        case Issue():
            return told("scrapped", op.quantity, op.unit_cost)
        case ReturnToSupplier():
            return told("returned_to_supplier", op.quantity, refers=op.receipt)
        case GiveBack():
            return told("returned", op.quantity, refers=op.issue)
        case Adjust():
            return told("counted", op.quantity, op.unit_cost)
        case AddCost():
            return told("cost_added", amount=op.amount, refers=op.receipt)
        case Revalue():
            return told("revalued", unit_cost=op.unit_cost)
        case ChangeMethod():
            return told("method", unit_cost=op.standard_cost, method=op.method)
        case Transfer():
            return told("split", op.quantity, into=op.into)
