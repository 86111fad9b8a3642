"""What a piece cost: the stocks and the orders of an organization, carried on together in one order of business time.

A cost flows from receipts to the orders that take of them, from there to the lots they make, and on. Everything depends
only on what is before it in (moment, place in the feed), so one pass in that order puts right whatever is downstream of a late
or corrected fact, each entry once: `sweep`. It asks for rows and answers what changes, and reads and writes nothing itself.
"""

from unison.measures.cost_flow.changes import Asking, Changes, Dirty, Overlay, Question
from unison.measures.cost_flow.order_ledger import Charge, OrderState, Output, Share, order_state_from_json
from unison.measures.cost_flow.previewing import (
    Difference,
    OrderPreview,
    StockPreview,
    lot_differences,
    order_previews,
    stock_previews,
    unnamed_outputs,
)
from unison.measures.cost_flow.reading import movement_from, told_from
from unison.measures.cost_flow.rows import Movement, OrderEntry, OrderPosting, Step, StockEntry, plain, time_cost
from unison.measures.cost_flow.sweeping import sweep

__all__ = [
    "Asking",
    "Changes",
    "Charge",
    "Difference",
    "Dirty",
    "Movement",
    "OrderEntry",
    "OrderPosting",
    "OrderPreview",
    "OrderState",
    "Output",
    "Overlay",
    "Question",
    "Share",
    "Step",
    "StockEntry",
    "StockPreview",
    "lot_differences",
    "movement_from",
    "order_previews",
    "order_state_from_json",
    "plain",
    "stock_previews",
    "sweep",
    "time_cost",
    "told_from",
    "unnamed_outputs",
]
