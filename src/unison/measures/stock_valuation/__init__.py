"""What the stock of one material in one plant is worth: FIFO, LIFO, moving average and standard cost, exactly.

Make a history of operations (`replay`), put late and corrected ones into it (`History.changed`), and read what that
changes (`Change.costs`, `Change.revisions`). One step at a time: `apply`. Rounding: `unison.measures.money`. Sources: IAS
2.25 (FIFO, weighted average) and 2.21 (standard cost); LIFO as in US GAAP, ASC 330-10-30-9.
"""

from unison.measures.stock_valuation.applying import Lookup, Moved, NotBefore, apply, nothing_before
from unison.measures.stock_valuation.correcting import difference_now
from unison.measures.stock_valuation.history import Change, CostRevision, History, Revision, replay
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
)
from unison.measures.stock_valuation.periodic import Period, periodic
from unison.measures.stock_valuation.recomputing import Entry
from unison.measures.stock_valuation.stock import Stock, neighbours_merged, opening, stock_from_json, unit_cost_of

__all__ = [
    "AddCost",
    "Adjust",
    "Change",
    "ChangeMethod",
    "CostRevision",
    "Entry",
    "GiveBack",
    "History",
    "Issue",
    "Layer",
    "Lookup",
    "Method",
    "Moved",
    "NotBefore",
    "Operation",
    "Outcome",
    "Period",
    "Receive",
    "ReturnToSupplier",
    "Revalue",
    "Revision",
    "Settlement",
    "Stock",
    "apply",
    "difference_now",
    "neighbours_merged",
    "nothing_before",
    "opening",
    "periodic",
    "replay",
    "stock_from_json",
    "unit_cost_of",
]
