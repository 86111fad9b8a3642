"""Work orders that the tests begin with, and a report."""

from dataclasses import replace
from typing import Any

from tests.scenario import AT, later
from unison.work_orders.domain.facts import (
    Activity,
    ProductionLogged,
    WorkOrderCancelled,
    WorkOrderClosed,
    WorkOrderCompleted,
    WorkOrderCreated,
    WorkOrderPaused,
    WorkOrderReleased,
    WorkOrderResumed,
    WorkOrderStarted,
)
from unison.work_orders.domain.state import Report

PLANNED = WorkOrderCreated(product="P-1", quantity_pcs=100, plant="main")
RELEASED = WorkOrderReleased()
STARTED = WorkOrderStarted()
PAUSED = WorkOrderPaused(reason="no material")
RESUMED = WorkOrderResumed()
COMPLETED = WorkOrderCompleted()
CLOSED = WorkOrderClosed()
CANCELLED = WorkOrderCancelled(reason="customer withdrew")

IN_STATUS = {
    "planned": (PLANNED,),
    "released": (PLANNED, RELEASED),
    "running": (PLANNED, RELEASED, STARTED),
    "paused": (PLANNED, RELEASED, STARTED, PAUSED),
    "completed": (PLANNED, RELEASED, STARTED, COMPLETED),
    "closed": (PLANNED, RELEASED, STARTED, COMPLETED, CLOSED),
    "cancelled": (PLANNED, CANCELLED),
}
"""The facts that bring an order into each of its states."""


def all_but(*statuses: str) -> list[str]:
    return [status for status in IN_STATUS if status not in statuses]


REPORT = Report(
    equipment="M-1",
    activity=Activity.PRODUCTION,
    started_at=AT,
    ended_at=later(hours=2),
    good_pcs=40,
    rejected_pcs=3,
    rework_pcs=2,
    review_pcs=1,
    operator="badge-7",
    operation="10",
)


def report(**changes: Any) -> Report:
    return replace(REPORT, **changes)


LOGGED = ProductionLogged(log="L-1", product="P-1", **vars(REPORT))
