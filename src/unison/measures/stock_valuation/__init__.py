"""What the stock of one material in one plant is worth: FIFO, LIFO, moving average, standard cost, cost of the very lot.

One step at a time (`apply`): whoever keeps the books (`projections.costing`) says in which order, and keeps what came of it.
Rounding: `unison.measures.money`. Sources: IAS
2.25 (FIFO, weighted average), 2.21 (standard cost) and 2.23 (specific identification); LIFO as in US GAAP, ASC 330-10-30-9.
"""

from unison.measures.stock_valuation.applying import Lookup, Moved, NotBefore, apply, nothing_before
from unison.measures.stock_valuation.operations import (
    AddCost,
    Adjust,
    ChangeMethod,
    GiveBack,
    Issue,
    Layer,
    Method,
    Operation,
    Outcome,
    Receive,
    ReturnToSupplier,
    Revalue,
    Settlement,
    Transfer,
)
from unison.measures.stock_valuation.stock import Stock, neighbours_merged, opening, stock_from_json, unit_cost_of

__all__ = [
    "AddCost",
    "Adjust",
    "ChangeMethod",
    "GiveBack",
    "Issue",
    "Layer",
    "Lookup",
    "Method",
    "Moved",
    "NotBefore",
    "Operation",
    "Outcome",
    "Receive",
    "ReturnToSupplier",
    "Revalue",
    "Settlement",
    "Stock",
    "Transfer",
    "apply",
    "neighbours_merged",
    "nothing_before",
    "opening",
    "stock_from_json",
    "unit_cost_of",
]
