"""Operations in sequence, how much may be made, and rework."""

from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import AT, given, later, state_after
from tests.work_orders.orders import PLANNED, RELEASED, STARTED, report
from unison.work_orders.domain import lifecycle
from unison.work_orders.domain.facts import (
    Activity,
    Operation,
    ProductionLogCorrected,
    ProductionLogged,
    ProductionLogStruck,
    ReworkOrdered,
    WorkOrderCreated,
)
from unison.work_orders.domain.lifecycle import (
    REPORTED_ANEW,
    LogExists,
    LogStruck,
    NothingToRework,
    ReworkOfAnother,
    UnknownLog,
)
from unison.work_orders.domain.operations import (
    OperationNeeded,
    OperationTwice,
    PreviousShort,
    TooManyPieces,
    UnknownOperation,
    good_pieces,
)
from unison.work_orders.domain.state import Report

SAW = Operation(operation="saw", sequence=10, work_center="cutting", cycle_time_s=Decimal(20))
TURN = Operation(operation="turn", sequence=20, certificates=("lathe",))
IN_STEPS = (
    WorkOrderCreated(
        product="P-1", quantity_pcs=100, plant="main", operations=(SAW, TURN), over_completion_percent=Decimal(10)
    ),
    RELEASED,
    STARTED,
)
LATEST = {"latest": later(hours=9)}


def made(log: str, operation: str | None, good: int, rejected: int = 0, rework: int = 0) -> ProductionLogged:
    return ProductionLogged(log=log, product="P-1", **vars(_report(operation, good, rejected, rework)))


def _report(operation: str | None, good: int, rejected: int = 0, rework: int = 0, **other: Any) -> Report:
    pieces = {"good_pcs": good, "rejected_pcs": rejected, "rework_pcs": rework, "review_pcs": 0}
    return report(operation=operation, **pieces, **other)


SAWN = made("L-1", "saw", 60, 2)


def test_operations_go_by_their_sequence_and_are_named_once() -> None:
    wish: dict[str, Any] = {
        "product": "P-1",
        "quantity_pcs": 100,
        "plant": "main",
        "due_at": None,
        "priority": 50,
        "note": None,
    }
    assert lifecycle.create(**wish, operations=(TURN, SAW)).operations == (SAW, TURN)
    for twice in (Operation(operation="saw", sequence=30), Operation(operation="mill", sequence=10)):
        given().when(lifecycle.create, **wish, operations=(SAW, TURN, twice)).then_refused(OperationTwice)


def test_no_operation_has_more_pieces_than_the_one_before_made_good() -> None:
    order = given(*IN_STEPS, SAWN)
    order.when(lifecycle.log_production, log="L-2", report=_report("turn", 58, 2), **LATEST).then(
        made("L-2", "turn", 58, 2)
    )
    order.when(lifecycle.log_production, log="L-2", report=_report("turn", 58, 3), **LATEST).then_refused(
        PreviousShort, saying="turn would have 61 pieces, and saw has made 60"
    )


def test_nor_when_the_one_before_is_corrected_or_struck() -> None:
    order = given(*IN_STEPS, SAWN, made("L-2", "turn", 50))
    fewer = {"report": _report("saw", 40), "why": "miscounted", **LATEST}
    order.when(lifecycle.correct_log, log="L-1", **fewer).then_refused(PreviousShort, saying="saw has made 40")
    order.when(lifecycle.strike_log, log="L-1", why="twice").then_refused(PreviousShort, saying="saw has made 0")


def test_a_report_names_an_operation_of_the_order() -> None:
    order = given(*IN_STEPS)
    for wrong, refusal in ((None, OperationNeeded), ("mill", UnknownOperation)):
        order.when(lifecycle.log_production, log="L-1", report=_report(wrong, 1), **LATEST).then_refused(
            refusal, "saw, turn"
        )
    down = _report(None, 0, activity=Activity.BREAKDOWN)
    order.when(lifecycle.log_production, log="L-1", report=down, **LATEST).then(
        ProductionLogged(log="L-1", product="P-1", **vars(down))
    )


def test_more_than_ordered_is_made_within_the_tolerance() -> None:
    order = given(*IN_STEPS, made("L-1", "saw", 120))
    order.when(lifecycle.log_production, log="L-2", report=_report("turn", 110), **LATEST).then(
        made("L-2", "turn", 110)
    )
    order.when(lifecycle.log_production, log="L-2", report=_report("turn", 111), **LATEST).then_refused(
        TooManyPieces, saying="111 good pieces would be more than this order allows, 110: 100 and 10 % over"
    )


def test_without_a_tolerance_any_number_is_made_and_any_operation_named() -> None:
    order = given(PLANNED, RELEASED, STARTED)
    order.when(lifecycle.log_production, log="L-1", report=_report("any", 999), **LATEST).then(made("L-1", "any", 999))


def test_good_pieces_are_those_of_the_last_operation() -> None:
    assert good_pieces(state_after(*IN_STEPS, SAWN)) == 0
    assert good_pieces(state_after(*IN_STEPS, SAWN, made("L-2", "turn", 50))) == 50
    assert good_pieces(state_after(PLANNED)) == 0
    assert good_pieces(state_after(PLANNED, RELEASED, STARTED, SAWN)) == 60


STRUCK = ProductionLogStruck(
    log="L-1", why="twice", product="P-1", equipment="M-1", activity=Activity.PRODUCTION, started_at=AT, operation="saw"
)


def test_a_struck_log_counts_nothing_and_may_be_told_anew() -> None:
    given(*IN_STEPS, SAWN).when(lifecycle.strike_log, log="L-1", why="twice").then(STRUCK)
    order = given(*IN_STEPS, SAWN, STRUCK)
    assert good_pieces(state_after(*IN_STEPS, SAWN, STRUCK)) == 0
    order.when(lifecycle.strike_log, log="L-1", why="again").then_refused(LogStruck, saying="L-1")
    order.when(lifecycle.correct_log, log="L-1", report=_report("saw", 1), why="w", **LATEST).then_refused(LogStruck)
    told = _report("saw", 1)
    anew = ProductionLogCorrected(log="L-1", why=REPORTED_ANEW, product="P-1", **vars(told))
    order.when(lifecycle.log_production, log="L-1", report=told, **LATEST).then(anew)
    again = given(*IN_STEPS, SAWN, STRUCK, anew)
    assert good_pieces(state_after(*IN_STEPS, SAWN, STRUCK, anew)) == 0
    again.when(lifecycle.log_production, log="L-1", report=told, **LATEST).then_refused(LogExists)
    order.when(lifecycle.strike_log, log="L-9", why="again").then_refused(UnknownLog)


def test_rework_is_ordered_for_what_went_there_once() -> None:
    order = (*IN_STEPS, made("L-1", "saw", 60, 0, 5))
    wish: dict[str, Any] = {"key": "W-1", "rework_order": "W-2", "product": "P-1"}
    ordered = ReworkOrdered(rework_order="W-2", quantity_pcs=3)
    given(*order).when(lifecycle.order_rework, quantity_pcs=3, **wish).then(ordered)
    given(*order, ordered).when(lifecycle.order_rework, quantity_pcs=3, **wish).then_refused(
        NothingToRework, saying="W-1 has 2 pieces"
    )
    given_up = lifecycle.give_up_rework(
        state_after(WorkOrderCreated(product="P-1", quantity_pcs=3, plant="main", rework_of="W-1")), rework_order="W-2"
    )
    given(*order, ordered, given_up).when(lifecycle.order_rework, quantity_pcs=3, **wish).then(ordered)
    given(*order).when(lifecycle.order_rework, quantity_pcs=1, **(wish | {"product": "P-2"})).then_refused(
        ReworkOfAnother
    )


@pytest.mark.parametrize("percent", ["0", "2.5"])
def test_a_fraction_of_a_piece_is_no_piece(percent: str) -> None:
    created = WorkOrderCreated(product="P-1", quantity_pcs=10, plant="main", over_completion_percent=Decimal(percent))
    given(created, RELEASED, STARTED).when(
        lifecycle.log_production, log="L-1", report=_report("saw", 11), **LATEST
    ).then_refused(TooManyPieces, saying="allows, 10")
