import pytest

from tests.scenario import LATEST, given, later
from tests.work_orders.orders import CLOSED, COMPLETED, LOGGED, PLANNED, RELEASED, STARTED, report
from unison.shared.events import Fact
from unison.work_orders.domain import lifecycle
from unison.work_orders.domain.facts import ProductionLogCorrected
from unison.work_orders.domain.lifecycle import EndsBeforeStart, LogExists, UnknownLog

RIGHT = report(good_pcs=38, rejected_pcs=5)
CORRECTED = ProductionLogCorrected(log="L-1", why="counted twice", product="P-1", **vars(RIGHT))
LOG = (PLANNED, RELEASED, STARTED, LOGGED)


@pytest.mark.parametrize("since", [(), (COMPLETED,), (COMPLETED, CLOSED), (CORRECTED,)])
def test_a_log_is_corrected_at_any_time_and_more_than_once(since: tuple[Fact, ...]) -> None:
    given(*LOG, *since).when(lifecycle.correct_log, log="L-1", report=RIGHT, latest=LATEST, why="counted twice").then(
        CORRECTED
    )


def test_only_a_log_of_this_order_is_corrected() -> None:
    given(*LOG).when(lifecycle.correct_log, log="L-2", report=RIGHT, latest=LATEST, why="counted twice").then_refused(
        UnknownLog, saying="L-2"
    )


def test_a_correction_must_make_sense_too() -> None:
    backwards = report(ended_at=later(seconds=-1))
    given(*LOG).when(lifecycle.correct_log, log="L-1", report=backwards, latest=LATEST, why="x").then_refused(
        EndsBeforeStart
    )


def test_a_corrected_log_keeps_its_id() -> None:
    given(*LOG, CORRECTED).when(lifecycle.log_production, log="L-1", report=RIGHT, latest=LATEST).then_refused(
        LogExists
    )
