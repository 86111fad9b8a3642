"""Planning otherwise, holding, scrap reasons, and taking back a slip."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, later, reads_back, state_after
from tests.work_orders.orders import (
    COMPLETED,
    IN_STATUS,
    LOGGED,
    PAUSED,
    PLANNED,
    RELEASED,
    REPORT,
    RESUMED,
    STARTED,
    all_but,
    report,
)
from unison.shared.events import Fact, Meta
from unison.shared.ports import StoredFact
from unison.work_orders.domain import facts as order_facts
from unison.work_orders.domain import lifecycle, material, undo
from unison.work_orders.domain import scrap_reasons as reasons
from unison.work_orders.domain.facts import (
    EntryUndone,
    ProductionLogStruck,
    Status,
    WorkOrderHeld,
    WorkOrderRescheduled,
    WorkOrderUnheld,
)
from unison.work_orders.domain.lifecycle import (
    NotCompletable,
    NotHoldable,
    NotOnHold,
    NotPlannable,
    NotRunning,
    PlanUnchanged,
)
from unison.work_orders.domain.scrap_reasons import (
    SCRAP_REASONS,
    ScrapReasonDefined,
    ScrapReasonNeeded,
    ScrapReasonRetired,
    ScrapReasonUnchanged,
    UnknownScrapReason,
)
from unison.work_orders.domain.state import NotInProgress
from unison.work_orders.domain.undo import NothingToUndo, UndoOfAnother, UndoTooLate

HELD = WorkOrderHeld(reason="drawing changes")


@pytest.mark.parametrize("status", ["released", "running", "paused"])
def test_an_order_is_held_and_goes_on_from_where_it_was(status: str) -> None:
    given(*IN_STATUS[status]).when(lifecycle.hold, reason="drawing changes").then(HELD)
    back = WorkOrderUnheld(restores=Status(status), reason="it is there")
    given(*IN_STATUS[status], HELD).when(lifecycle.unhold, reason="it is there").then(back)
    assert state_after(*IN_STATUS[status], HELD, back).status == status


@pytest.mark.parametrize("status", all_but("released", "running", "paused"))
def test_an_order_that_is_not_in_progress_is_not_held(status: str) -> None:
    given(*IN_STATUS[status]).when(lifecycle.hold, reason="r").then_refused(NotHoldable, saying=status)
    given(*IN_STATUS[status]).when(lifecycle.unhold, reason=None).then_refused(NotOnHold, saying=status)


def test_on_hold_nothing_is_done_for_an_order() -> None:
    order = given(*IN_STATUS["running"], HELD)
    order.when(lifecycle.log_production, log="L-1", report=REPORT, latest=later(hours=9)).then_refused(NotInProgress)
    order.when(lifecycle.pause, reason="r").then_refused(NotRunning, saying="on_hold")
    order.when(lifecycle.complete).then_refused(NotCompletable, saying="on_hold")
    lot: dict[str, Any] = {"lot": "S-1", "material": "STEEL", "quantity": 1, "unit": "kg"}
    order.when(material.consume, **lot).then_refused(NotInProgress, saying="take it off hold")
    order.when(lifecycle.cancel, reason="r").then(order_facts.WorkOrderCancelled(reason="r"))


PLAN: dict[str, Any] = {"quantity_pcs": None, "due_at": None, "priority": None, "reason": "customer waits"}


def test_what_is_not_named_stays_planned() -> None:
    first = WorkOrderRescheduled(quantity_pcs=80, due_at=AT, priority=50, reason="customer waits")
    given(PLANNED).when(lifecycle.reschedule, **(PLAN | {"quantity_pcs": 80, "due_at": AT})).then(first)
    given(PLANNED, first).when(lifecycle.reschedule, **(PLAN | {"priority": 90})).then(
        WorkOrderRescheduled(quantity_pcs=80, due_at=AT, priority=90, reason="customer waits")
    )
    given(PLANNED, first).when(lifecycle.reschedule, **(PLAN | {"quantity_pcs": 80})).then_refused(PlanUnchanged)


@pytest.mark.parametrize("status", ["completed", "closed", "cancelled"])
def test_what_is_done_is_planned_no_more(status: str) -> None:
    given(*IN_STATUS[status]).when(lifecycle.reschedule, **(PLAN | {"priority": 90})).then_refused(NotPlannable, status)


# Undo --------------------------------------------------------------------------------------------------------------

BOB = uuid4()
SOON = AT + timedelta(seconds=59)


def last(*facts: Fact) -> StoredFact:
    return StoredFact("work_orders:W-1", len(facts), facts[-1], Meta(user=BOB), AT, AT)


@pytest.mark.parametrize(
    ("facts", "before"),
    [
        ((PLANNED, RELEASED), Status.PLANNED),
        ((PLANNED, RELEASED, STARTED), Status.RELEASED),
        ((PLANNED, RELEASED, STARTED, PAUSED), Status.RUNNING),
        ((PLANNED, RELEASED, STARTED, PAUSED, RESUMED), Status.PAUSED),
        ((PLANNED, RELEASED, STARTED, COMPLETED), Status.RUNNING),
        ((PLANNED, RELEASED, STARTED, HELD), Status.RUNNING),
        ((PLANNED, RELEASED, STARTED, HELD, WorkOrderUnheld(restores=Status.RUNNING)), Status.ON_HOLD),
    ],
)
def test_the_last_step_is_undone_within_a_minute(facts: tuple[Fact, ...], before: Status) -> None:
    undone = EntryUndone(version=len(facts), undone=type(facts[-1]).__name__, restores=before, why="wrong order")
    given(*facts).when(undo.undo, last=last(*facts), user=BOB, at=SOON, why="wrong order").then(undone)
    assert state_after(*facts, undone).status == before


def test_a_log_that_is_undone_is_struck() -> None:
    facts = (*IN_STATUS["running"], LOGGED)
    given(*facts).when(undo.undo, last=last(*facts), user=BOB, at=SOON, why=None).then(
        ProductionLogStruck(
            log="L-1",
            why="undone",
            product="P-1",
            equipment="M-1",
            activity=REPORT.activity,
            started_at=AT,
            operation="10",
        )
    )


def test_what_is_later_somebody_else_s_or_of_another_kind_is_not_undone() -> None:
    started = IN_STATUS["running"]
    wish: dict[str, Any] = {"last": last(*started), "user": BOB, "at": SOON, "why": None}
    order = given(*started)
    order.when(undo.undo, **(wish | {"at": AT + timedelta(seconds=61)})).then_refused(UndoTooLate, saying="61 s ago")
    order.when(undo.undo, **(wish | {"user": uuid4()})).then_refused(UndoOfAnother)
    taken = order_facts.LotConsumed(lot="S-1", material="STEEL", quantity=1, unit="kg")  # type: ignore[arg-type]
    for told in (taken, EntryUndone(version=3, undone="WorkOrderStarted", restores=Status.RELEASED), PLANNED):
        order.when(undo.undo, **(wish | {"last": last(told)})).then_refused(NothingToUndo, type(told).__name__)
    order.when(undo.undo, **(wish | {"last": last(taken)})).then_refused(NothingToUndo, "corrections.correct_movement")


# Scrap reasons -------------------------------------------------------------------------------------------------------

BURR = ScrapReasonDefined(reason="burr", text="Burr")


def test_once_there_is_a_list_rejected_pieces_name_a_reason_of_it() -> None:
    known = state_after(BURR)
    for none_yet in (None, state_after(BURR, ScrapReasonRetired(reason="burr"))):
        reasons.checked(none_yet, reason=None, rejected_pcs=3)
    reasons.checked(known, reason=None, rejected_pcs=0)
    reasons.checked(known, reason="burr", rejected_pcs=3)
    with pytest.raises(ScrapReasonNeeded, match="Choose one of: burr"):
        reasons.checked(known, reason=None, rejected_pcs=3)
    with pytest.raises(UnknownScrapReason, match=r"no scrap reason rust. Choose one of: burr"):
        reasons.checked(known, reason="rust", rejected_pcs=0)


def test_a_reason_is_called_otherwise_and_taken_off_the_list() -> None:
    given().when(reasons.define, reason="burr", text="Burr").then(BURR)
    given(BURR).when(reasons.define, reason="burr", text="Burr").then_refused(ScrapReasonUnchanged)
    given(BURR).when(reasons.define, reason="burr", text="Edge").then(ScrapReasonDefined(reason="burr", text="Edge"))
    given(BURR).when(reasons.retire, reason="burr").then(ScrapReasonRetired(reason="burr"))
    given(BURR).when(reasons.retire, reason="rust").then_refused(UnknownScrapReason)


@pytest.mark.parametrize("kind", facts_of(SCRAP_REASONS))
def test_every_fact_of_the_list_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(BURR, kind)


def test_a_report_may_name_its_scrap_reason() -> None:
    told = report(scrap_reason="burr")
    given(*IN_STATUS["running"]).when(lifecycle.log_production, log="L-1", report=told, latest=later(hours=9)).then(
        order_facts.ProductionLogged(log="L-1", product="P-1", **vars(told))
    )
