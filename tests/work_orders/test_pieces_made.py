"""Pieces made are told once: what is logged and what is put out as lots are the same pieces."""

from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import given, later, state_after
from tests.work_orders.orders import PLANNED, RELEASED, REPORT, STARTED, report
from unison.work_orders.domain import lifecycle, material
from unison.work_orders.domain.facts import (
    Activity,
    EntryUndone,
    LotMovement,
    MadeBy,
    MovementCorrected,
    OutputLotRecorded,
    ProductionLogged,
    Status,
    WorkOrderClosed,
    WorkOrderCompleted,
    WorkOrderCreated,
)
from unison.work_orders.domain.operations import OperationNotNamed, OthersNameNone, TooManyPieces
from unison.work_orders.domain.pieces import NotMadeSo, PiecesDiffer, good_pieces, logged_pieces, put_out_pieces
from unison.work_orders.domain.state import WorkOrder

RUNNING = (PLANNED, RELEASED, STARTED)


def log(name: str, good: int, operation: str | None = None, hour: int = 1, **other: Any) -> ProductionLogged:
    told: dict[str, Any] = {
        "good_pcs": good,
        "rejected_pcs": 0,
        "rework_pcs": 0,
        "review_pcs": 0,
        "operation": operation,
    }
    return ProductionLogged(log=name, product="P-1", **vars(report(**told, ended_at=later(hours=hour), **other)))


def out(quantity: int, *, by_product: bool = False, per_unit: Decimal | None = Decimal(1)) -> OutputLotRecorded:
    return OutputLotRecorded(
        lot="OUT",
        material="P-1",
        quantity=Decimal(quantity),
        unit="pcs",
        by_product=by_product,
        pieces_per_unit=per_unit,
    )


def order(*facts: Any) -> WorkOrder:
    return state_after(*RUNNING, *facts)


def test_an_order_with_lots_alone_has_made_what_it_put_out() -> None:
    assert good_pieces(order(out(2))) == 2
    assert good_pieces(order(log("setup", 0, activity=Activity.SETUP), out(2))) == 2, "no report tells of pieces"
    assert good_pieces(order(out(2, by_product=True, per_unit=None))) == 0
    given(*RUNNING, out(2)).when(lifecycle.complete).then(WorkOrderCompleted())


def test_what_is_told_twice_and_agrees_needs_no_word() -> None:
    given(*RUNNING, log("L-1", 2), out(2)).when(lifecycle.complete).then(WorkOrderCompleted())
    given(*RUNNING, log("L-1", 2)).when(lifecycle.complete).then(WorkOrderCompleted())


def test_what_differs_is_asked_at_the_completion_and_what_is_said_counts() -> None:
    differing = given(*RUNNING, log("L-1", 24), out(20))
    assert (good_pieces(differing.state), put_out_pieces(differing.state)) == (24, 20)
    differing.when(lifecycle.complete).then_refused(
        PiecesDiffer, saying="24 good pieces are logged, and 20 were put out"
    )
    for made, good in ((MadeBy.LOGGED, 24), (MadeBy.PUT_OUT, 20)):
        completed = WorkOrderCompleted(made=made)
        differing.when(lifecycle.complete, made=made).then(completed)
        assert good_pieces(state_after(*RUNNING, log("L-1", 24), out(20), completed)) == good


def test_a_log_that_comes_after_the_completion_is_asked_about_at_the_closing() -> None:
    late = given(*RUNNING, out(20), WorkOrderCompleted(), log("L-1", 24))
    late.when(lifecycle.close).then_refused(PiecesDiffer)
    late.when(lifecycle.close, made=MadeBy.PUT_OUT).then(WorkOrderClosed(made=MadeBy.PUT_OUT))
    said = given(*RUNNING, log("L-1", 24), out(20), WorkOrderCompleted(made=MadeBy.PUT_OUT))
    said.when(lifecycle.close).then(WorkOrderClosed())


def test_what_was_said_goes_with_a_completion_that_is_undone() -> None:
    undone = EntryUndone(version=6, undone="WorkOrderCompleted", restores=Status.RUNNING)
    facts = (*RUNNING, log("L-1", 24), out(20), WorkOrderCompleted(made=MadeBy.PUT_OUT), undone)
    given(*facts).when(lifecycle.complete).then_refused(PiecesDiffer)


def test_only_what_was_told_can_be_believed() -> None:
    given(*RUNNING, out(2)).when(lifecycle.complete, made=MadeBy.LOGGED).then_refused(NotMadeSo, saying="logged")
    given(*RUNNING, log("L-1", 2)).when(lifecycle.complete, made=MadeBy.PUT_OUT).then_refused(
        NotMadeSo, saying="put out"
    )


def test_what_is_not_counted_in_pieces_is_not_compared() -> None:
    given(*RUNNING, log("L-1", 24), out(500, per_unit=None)).when(lifecycle.complete).then(WorkOrderCompleted())


def test_a_corrected_output_corrects_the_pieces() -> None:
    def corrected(kind: LotMovement, change: int) -> MovementCorrected:
        return MovementCorrected(movement=4, kind=kind, lot="OUT", change=Decimal(change), why="counted")

    assert good_pieces(order(out(20), corrected(LotMovement.MADE, -3))) == 17
    assert good_pieces(order(out(20), corrected(LotMovement.BY_PRODUCT, -3))) == 20
    struck = order(log("L-1", 24), out(20), corrected(LotMovement.MADE, -20))
    assert isinstance(lifecycle.complete(struck), WorkOrderCompleted), "what was struck is not compared"


def test_what_is_put_out_keeps_to_what_the_order_allows() -> None:
    limited = WorkOrderCreated(product="P-1", quantity_pcs=100, plant="main", over_completion_percent=Decimal(10))
    told: dict[str, Any] = {"lot": "OUT", "material": "P-1", "unit": "pcs", "pieces_per_unit": Decimal(1)}
    running = given(limited, RELEASED, STARTED, out(100))
    running.when(material.record_output, quantity=Decimal(11), **told).then_refused(TooManyPieces, saying="111")
    running.when(material.record_output, quantity=Decimal(10), **told).then(
        OutputLotRecorded(quantity=Decimal(10), **told)
    )


def test_pieces_without_an_operation_do_not_set_back_those_of_operations() -> None:
    """24 good of operation 20; then 2 more that name none."""
    named = given(*RUNNING, log("L-1", 24, "10"), log("L-2", 24, "20", hour=2))
    told = {"log": "L-3", "latest": later(hours=10)}
    one = report(good_pcs=2, rejected_pcs=0, rework_pcs=0, review_pcs=0, operation=None, ended_at=later(hours=3))
    named.when(lifecycle.log_production, report=one, **told).then_refused(OperationNotNamed, saying="10, 20")
    named.when(lifecycle.correct_log, log="L-2", why="wrong", report=one, latest=later(hours=10)).then_refused(
        OperationNotNamed, saying="10"
    )
    assert logged_pieces(named.state) == 24


def test_a_breakdown_or_rejects_without_an_operation_change_no_count() -> None:
    facts = (log("L-1", 24, "10"), log("down", 0, hour=3, activity=Activity.BREAKDOWN))
    assert logged_pieces(order(*facts)) == 24
    assert logged_pieces(order(log("L-1", 24), log("down", 0, "10", hour=3, activity=Activity.BREAKDOWN))) == 24
    rejects = report(good_pcs=0, operation=None, ended_at=later(hours=3))
    fact = lifecycle.log_production(order(*facts), log="L-3", report=rejects, latest=later(hours=10))
    assert logged_pieces(order(*facts, fact)) == 24


def test_an_operation_does_not_set_back_pieces_that_name_none() -> None:
    unnamed = given(*RUNNING, log("L-1", 24))
    one = report(good_pcs=2, operation="20", ended_at=later(hours=3))
    unnamed.when(lifecycle.log_production, log="L-2", report=one, latest=later(hours=10)).then_refused(
        OthersNameNone, saying="L-1"
    )
    unnamed.when(lifecycle.correct_log, log="L-1", why="told", report=one, latest=later(hours=10)).then(
        lifecycle.correct_log(unnamed.state, log="L-1", why="told", report=one, latest=later(hours=10))
    )


@pytest.mark.parametrize("activity", list(Activity))
def test_an_order_with_operations_of_its_own_counts_its_last(activity: Activity) -> None:
    assert logged_pieces(order(log("L-1", 7, activity=activity))) == 7
    assert REPORT.operation == "10"
