"""One function for each fact of a work order."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.lots.domain.facts import LotCorrected
from unison.materials.domain.facts import ComponentListSet
from unison.shared.events import Fact, Recorded
from unison.work_orders.domain import facts as d
from unison.work_orders.domain.scrap_reasons import ScrapReasonDefined, ScrapReasonRetired

_STATUS: dict[type[Fact], d.Status] = {
    d.WorkOrderReleased: d.Status.RELEASED,
    d.WorkOrderStarted: d.Status.RUNNING,
    d.WorkOrderPaused: d.Status.PAUSED,
    d.WorkOrderResumed: d.Status.RUNNING,
    d.WorkOrderReopened: d.Status.RUNNING,
    d.WorkOrderHeld: d.Status.ON_HOLD,
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
    yield Write("create_order", event.key, row, touches=event.key)
    if fact.anew:
        yield _list_of_order(event, None)
        yield Write("forget_operations", event.key, {"work_order": event.key, "version": event.version})
    for each in fact.operations:
        step = {**vars(each), "work_order": event.key, "plant": fact.plant, "version": event.version}
        yield Write("add_operation", (event.key, each.operation), step)


def released(fact: d.WorkOrderReleased, event: Recorded[Any]) -> Iterator[Write]:
    yield _status(d.Status.RELEASED, event, None)
    yield _list_of_order(event, fact.component_list)


def list_chosen(fact: d.ComponentListChosen, event: Recorded[Any]) -> Iterator[Write]:
    yield _list_of_order(event, fact.component_list, fact.reason)


def _list_of_order(event: Recorded[Any], component_list: int | None, reason: str | None = None) -> Write:
    row = {"work_order": event.key, "component_list": component_list, "reason": reason, "version": event.version}
    return Write("put_list_of_order", ("component list", event.key), row)


def list_set(fact: ComponentListSet, event: Recorded[Any]) -> Iterator[Write]:
    row = {"product": event.key, **vars(fact), "set_at": event.occurred_at}
    yield Write("add_component_list", ("component list of", event.key, fact.component_list), row)


def rescheduled(fact: d.WorkOrderRescheduled, event: Recorded[Any]) -> Iterator[Write]:
    row = {**vars(fact), "work_order": event.key, "planned_reason": fact.reason, "planned_version": event.version}
    yield Write("plan_order", event.key, row)


def on_again(fact: d.EntryUndone | d.WorkOrderUnheld, event: Recorded[Any]) -> Iterator[Write]:
    yield _status(fact.restores, event, fact.why if isinstance(fact, d.EntryUndone) else fact.reason)


def status_changed(fact: Fact, event: Recorded[Any]) -> Iterator[Write]:
    yield _status(_STATUS[type(fact)], event, getattr(fact, "reason", None), getattr(fact, "made", None))


def _status(status: d.Status, event: Recorded[Any], reason: str | None, made: d.MadeBy | None = None) -> Write:
    row = {
        "work_order": event.key,
        "status": status,
        "status_since": event.occurred_at,
        "status_reason": reason,
        "made": made,
        "version": event.version,
    }
    return Write("set_status", event.key, row)


def reported(fact: d.ProductionLogged | d.ProductionLogCorrected, event: Recorded[Any]) -> Iterator[Write]:
    yield _report(event, struck=False, **vars(fact))


def struck(fact: d.ProductionLogStruck, event: Recorded[Any]) -> Iterator[Write]:
    """A form in which nothing was made and no time passed."""
    nothing = dict.fromkeys(("good_pcs", "rejected_pcs", "rework_pcs", "review_pcs"), 0)
    yield _report(event, struck=True, ended_at=fact.started_at, **nothing, **vars(fact))


def _report(event: Recorded[Any], **columns: Any) -> Write:
    row = {
        **columns,
        "work_order": event.key,
        "version": event.version,
        "by_user": event.meta.user,
        "recorded_at": event.recorded_at,
        "feed_seq": event.seq,
    }
    return Write("add_report", (event.key, event.version), row, touches=event.key)


_DIRECTIONS: dict[type[Fact], str] = {d.LotConsumed: "in", d.OutputLotRecorded: "out", d.MaterialReturned: "back"}


def lot_moved(fact: Fact, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "work_order": event.key,
        "version": event.version,
        "direction": _DIRECTIONS[type(fact)],
        "occurred_at": event.occurred_at,
    }
    touches = event.key if isinstance(fact, d.OutputLotRecorded) else None
    yield Write("add_lot", (event.key, event.version), row, touches=touches)


def movement_corrected(fact: d.MovementCorrected, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "work_order": event.key,
        "version": fact.movement,
        "quantity": fact.quantity,
        "occurred_at": fact.happened_at,
        "struck": fact.struck,
        "corrected_why": fact.why,
        "corrected_by": event.meta.user,
        "corrected_at": event.recorded_at,
        "corrected_version": event.version,
    }
    touches = event.key if fact.kind is d.LotMovement.MADE else None
    yield Write("correct_lot", (event.key, fact.movement), row, touches=touches)


def lot_corrected(fact: LotCorrected, event: Recorded[Any]) -> Iterator[Write]:
    row = {"lot": event.key, "number": fact.number, "version": event.version}
    yield Write("number_lot", ("lot", event.key), row)


def scrap_reason_defined(fact: ScrapReasonDefined, event: Recorded[Any]) -> Iterator[Write]:
    row = {"scrap_reason": fact.reason, "text": fact.text, "retired": False, "version": event.version}
    yield Write("put_scrap_reason", ("scrap reason", fact.reason), row)


def scrap_reason_retired(fact: ScrapReasonRetired, event: Recorded[Any]) -> Iterator[Write]:
    row = {"scrap_reason": fact.reason, "text": "", "retired": True, "version": event.version}
    yield Write("put_scrap_reason", ("scrap reason", fact.reason), row)


PROJECTION = Projection(
    "work_order_board",
    __package__ or "",
    statements("projections.work_order_board"),
    on={
        d.WorkOrderCreated: created,
        **dict.fromkeys(_STATUS, status_changed),
        d.WorkOrderReleased: released,
        d.ComponentListChosen: list_chosen,
        ComponentListSet: list_set,
        d.ProductionLogged: reported,
        d.ProductionLogCorrected: reported,
        d.ProductionLogStruck: struck,
        d.WorkOrderRescheduled: rescheduled,
        d.EntryUndone: on_again,
        d.WorkOrderUnheld: on_again,
        **dict.fromkeys(_DIRECTIONS, lot_moved),
        d.MovementCorrected: movement_corrected,
        LotCorrected: lot_corrected,
        ScrapReasonDefined: scrap_reason_defined,
        ScrapReasonRetired: scrap_reason_retired,
    },
    after=("count_pieces", "count_operations"),
    fold=(
        "fold_operations",
        "fold_reports",
        "fold_lots_moved",
        "fold_corrected_numbers",
        "fold_scrap_reasons",
        "fold_component_lists",
        "fold_lists_of_orders",
        "fold_sums",
        "fold_orders",
    ),
)
