"""What a piece cost: the stocks and the orders of an organization, carried on together in one order of business time.

A cost flows from receipts to the orders that take of them, from there to the lots they make, and on. Everything depends
only on what is before it in (moment, place in the feed), so one pass in that order puts right whatever is downstream of a late
or corrected fact, each entry once: `recalculate`. It says which rows it has to read
and answers what changes; whoever drives it reads and writes.
"""

from projections.costing.projector.engine.changes import ChangedFrom, Changes, Overlay, Read, Reads
from projections.costing.projector.engine.counting import differences_of_counts
from projections.costing.projector.engine.differences import (
    Difference,
    OrderPreview,
    StockPreview,
    lot_differences,
    order_previews,
    stock_previews,
    unnamed_outputs,
)
from projections.costing.projector.engine.order_ledger import Charge, OrderState, Output, Share, order_state_from_json
from projections.costing.projector.engine.reading import movement_from, posting_from
from projections.costing.projector.engine.recalculation import recalculate
from projections.costing.projector.engine.rows import (
    Movement,
    OrderEntry,
    OrderPosting,
    Step,
    StockEntry,
    plain,
    time_cost,
)
from projections.costing.projector.engine.stock_account import StockKey

__all__ = [
    "ChangedFrom",
    "Changes",
    "Charge",
    "Difference",
    "Movement",
    "OrderEntry",
    "OrderPosting",
    "OrderPreview",
    "OrderState",
    "Output",
    "Overlay",
    "Read",
    "Reads",
    "Share",
    "Step",
    "StockEntry",
    "StockKey",
    "StockPreview",
    "differences_of_counts",
    "lot_differences",
    "movement_from",
    "order_previews",
    "order_state_from_json",
    "plain",
    "posting_from",
    "recalculate",
    "stock_previews",
    "time_cost",
    "unnamed_outputs",
]
