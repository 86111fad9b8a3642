"""One function for each fact of a work order."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.shared.events import Fact, Recorded
from unison.work_orders import domain as d

_STATUS: dict[type[Fact], d.Status] = {
    d.WorkOrderReleased: d.Status.RELEASED,
    d.WorkOrderStarted: d.Status.RUNNING,
    d.WorkOrderPaused: d.Status.PAUSED,
    d.WorkOrderResumed: d.Status.RUNNING,
    d.WorkOrderCompleted: d.Status.COMPLETED,
    d.WorkOrderClosed: d.Status.CLOSED,
    d.WorkOrderCancelled: d.Status.CANCELLED,
}


def created(fact: d.WorkOrderCreated, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "work_order": event.key,
        "status": d.Status.PLANNED,
        "status_since": event.occurred_at,
        "created_at": event.occurred_at,
        "version": event.version,
    }
    yield Write("create_order", event.key, row)


def status_changed(fact: Fact, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "work_order": event.key,
        "status": _STATUS[type(fact)],
        "status_since": event.occurred_at,
        "status_reason": getattr(fact, "reason", None),
        "version": event.version,
    }
    yield Write("set_status", event.key, row)


def reported(fact: d.ProductionLogged | d.ProductionLogCorrected, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "work_order": event.key,
        "version": event.version,
        "by_user": event.meta.user,
        "recorded_at": event.recorded_at,
        "feed_seq": event.feed_seq,
    }
    yield Write("add_report", (event.key, event.version), row, touches=event.key)


def lot_moved(fact: d.LotConsumed | d.OutputLotRecorded, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "work_order": event.key,
        "version": event.version,
        "direction": "in" if isinstance(fact, d.LotConsumed) else "out",
        "occurred_at": event.occurred_at,
    }
    yield Write("add_lot", (event.key, event.version), row)


PROJECTION = Projection(
    "work_order_board",
    __package__ or "",
    statements("projections.work_order_board"),
    on={
        d.WorkOrderCreated: created,
        **dict.fromkeys(_STATUS, status_changed),
        d.ProductionLogged: reported,
        d.ProductionLogCorrected: reported,
        d.LotConsumed: lot_moved,
        d.OutputLotRecorded: lot_moved,
    },
    after=("count_pieces",),
)
