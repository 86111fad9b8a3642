"""What a piece cost: the stocks and the orders of an organization, carried on together in one order of business time.

A cost flows from receipts to the orders that take of them, from there to the lots they make, and on. Everything depends
only on what is before it in (moment, place in the feed), so one pass in that order puts right whatever is downstream of a late
or corrected fact, each entry once: `sweep`. It asks for rows and answers what changes, and reads and writes nothing itself.
"""

from unison.measures.cost_flow.order_ledger import Charge, OrderState, Output, Share, order_state_from_json
from unison.measures.cost_flow.rows import Movement, OrderEntry, StockEntry, Step, Told, plain
from unison.measures.cost_flow.sweeping import Asking, Changes, Dirty, Overlay, Question, sweep

__all__ = [
    "Asking",
    "Changes",
    "Charge",
    "Dirty",
    "Movement",
    "OrderEntry",
    "OrderState",
    "Output",
    "Overlay",
    "Question",
    "Share",
    "Step",
    "StockEntry",
    "Told",
    "order_state_from_json",
    "plain",
    "sweep",
]
