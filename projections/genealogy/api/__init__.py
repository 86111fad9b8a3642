"""Genealogy over HTTP, and the functions that answer: traces and lots, balances, recalls, the report of a lot."""

from projections.genealogy.api import balancing, recalling, reporting, tracing
from projections.genealogy.api.balancing import (
    Balance,
    BalanceOfMaterial,
    BalanceOfOrder,
    Side,
    UnknownMaterial,
    UnknownOrder,
    balance,
    balance_of_material,
    balance_of_order,
)
from projections.genealogy.api.parameters import NOW, AsOf, NotYet
from projections.genealogy.api.recalling import Begin, Recall, recall
from projections.genealogy.api.reporting import Report, report, report_csv, report_pdf
from projections.genealogy.api.tracing import MAX_STEPS, Direction, LotInFull, Trace, list_lots, show_lot, trace
from projections.genealogy.projector import PROJECTION
from unison.presentation.capability import View
from unison.presentation.freshness import ViewRouter
from unison.presentation.permissions import allow

router = ViewRouter(PROJECTION.name, tags=["genealogy"])
for _part in (tracing, balancing, recalling, reporting):
    router.include_router(_part.router)

__all__ = [
    "MAX_STEPS",
    "NOW",
    "PROJECTION",
    "AsOf",
    "Balance",
    "BalanceOfMaterial",
    "BalanceOfOrder",
    "Begin",
    "Direction",
    "LotInFull",
    "NotYet",
    "Recall",
    "Report",
    "Side",
    "Trace",
    "UnknownMaterial",
    "UnknownOrder",
    "balance",
    "balance_of_material",
    "balance_of_order",
    "list_lots",
    "recall",
    "report",
    "report_csv",
    "report_pdf",
    "router",
    "show_lot",
    "trace",
]


VIEW = View(PROJECTION, router, rules=allow("operator", "genealogy.read"))
