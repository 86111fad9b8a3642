"""Taking back a slip: the last entry, within a minute, by who made it; the fact stays, another one undoes it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from unison.shared.errors import RuleRefusal
from unison.shared.events import Fact
from unison.shared.ports import StoredFact
from unison.work_orders.domain.facts import (
    EntryUndone,
    LotConsumed,
    MaterialReserved,
    MaterialReturned,
    OutputLotRecorded,
    ProductionLogCorrected,
    ProductionLogged,
    ProductionLogStruck,
    ReservationReleased,
    WorkOrderCompleted,
    WorkOrderHeld,
    WorkOrderPaused,
    WorkOrderReleased,
    WorkOrderReopened,
    WorkOrderResumed,
    WorkOrderStarted,
    WorkOrderUnheld,
)
from unison.work_orders.domain.lifecycle import strike_log
from unison.work_orders.domain.state import WorkOrder

UNDO_S = 60
"""How long the last entry can be undone, in seconds."""

_STATUS_FACTS = (
    WorkOrderReleased, WorkOrderStarted, WorkOrderPaused, WorkOrderResumed, WorkOrderCompleted, WorkOrderHeld, WorkOrderUnheld,
)  # fmt: skip
_WAY_OUT: Mapping[type[Fact], str] = {
    WorkOrderReopened: "complete it again",
    ProductionLogCorrected: "correct the log again",
    LotConsumed: "correct the movement of the lot (corrections.correct_movement)",
    MaterialReturned: "correct the movement of the lot (corrections.correct_movement)",
    OutputLotRecorded: "correct the movement of the lot (corrections.correct_movement)",
    MaterialReserved: "release the reservation (work_orders.release_reservation)",
    ReservationReleased: "reserve the lot again (work_orders.reserve_lot)",
}


class NothingToUndo(RuleRefusal, code="nothing_to_undo"):
    """The last entry of this order is {last}, which cannot be undone: {way_out}."""


class UndoTooLate(RuleRefusal, code="undo_too_late"):
    """The last entry was made {seconds} s ago, and can be undone for {limit} s. Correct it with a reason instead."""


class UndoOfAnother(RuleRefusal, code="undo_of_another"):
    """The last entry of this order is somebody else's. Ask them, or correct it with a reason."""


def undo(
    order: WorkOrder, *, last: StoredFact, user: UUID | None, at: datetime, why: str | None
) -> EntryUndone | ProductionLogStruck:
    """`last` is the last fact of the order, `at` is now. What was undone is not undone back: do it again."""
    fact = last.fact
    if not isinstance(fact, (ProductionLogged, *_STATUS_FACTS)):
        way_out = _WAY_OUT.get(type(fact), "do what is to be done instead")
        raise NothingToUndo(last=type(fact).__name__, way_out=way_out)
    if last.meta.user != user:
        raise UndoOfAnother
    if (age := (at - last.recorded_at).total_seconds()) > UNDO_S:
        raise UndoTooLate(seconds=round(age), limit=UNDO_S)
    if isinstance(fact, ProductionLogged):
        return strike_log(order, log=fact.log, why=why or "undone")
    return EntryUndone(version=last.version, undone=type(fact).__name__, restores=order.was, why=why)
