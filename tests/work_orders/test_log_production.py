import pytest

from tests.scenario import AT, LATEST, given, later
from tests.work_orders.orders import CANCELLED, IN_STATUS, LOGGED, PLANNED, RELEASED, REPORT, report
from unison.work_orders.domain import facts, lifecycle
from unison.work_orders.domain.facts import ProductionLogged
from unison.work_orders.domain.lifecycle import EndsBeforeStart, EndsInFuture, LastsTooLong, LogExists
from unison.work_orders.domain.state import NotInProgress


@pytest.mark.parametrize("status", ["released", "running", "paused", "completed"])
def test_an_order_in_progress_takes_a_log_and_a_completed_one_takes_it_late(status: str) -> None:
    given(*IN_STATUS[status]).when(lifecycle.log_production, log="L-1", report=REPORT, latest=LATEST).then(LOGGED)


@pytest.mark.parametrize("status", ["planned", "closed", "cancelled"])
def test_an_order_that_is_not_in_progress_takes_none(status: str) -> None:
    given(*IN_STATUS[status]).when(lifecycle.log_production, log="L-1", report=REPORT, latest=LATEST).then_refused(
        NotInProgress, saying=status
    )


def test_a_log_carries_the_product_of_its_order() -> None:
    other = facts.WorkOrderCreated(product="P-2", quantity_pcs=1, plant="main")
    fact = ProductionLogged(log="L-1", product="P-2", **vars(REPORT))
    given(other, RELEASED).when(lifecycle.log_production, log="L-1", report=REPORT, latest=LATEST).then(fact)


def test_a_log_is_told_once() -> None:
    given(PLANNED, RELEASED, LOGGED).when(
        lifecycle.log_production, log="L-1", report=report(good_pcs=1), latest=LATEST
    ).then_refused(LogExists, saying="L-1")


def test_a_second_log_of_the_same_content_is_another_log() -> None:
    given(PLANNED, RELEASED, LOGGED).when(lifecycle.log_production, log="L-2", report=REPORT, latest=LATEST).then(
        ProductionLogged(log="L-2", product="P-1", **vars(REPORT))
    )


def test_an_interval_may_be_empty_but_not_end_before_it_starts() -> None:
    order = given(PLANNED, RELEASED)
    order.when(lifecycle.log_production, log="L-1", report=report(ended_at=AT), latest=LATEST).then(
        ProductionLogged(log="L-1", product="P-1", **vars(report(ended_at=AT)))
    )
    order.when(
        lifecycle.log_production, log="L-1", report=report(ended_at=later(seconds=-1)), latest=LATEST
    ).then_refused(EndsBeforeStart, saying="07:59:59")


def test_a_log_of_more_than_a_year_is_a_year_mistyped() -> None:
    order = given(PLANNED, RELEASED)
    year, more = (report(started_at=later(days=-366, seconds=-extra), ended_at=AT) for extra in (0, 1))
    order.when(lifecycle.log_production, log="L-1", report=year, latest=LATEST).then(
        ProductionLogged(log="L-1", product="P-1", **vars(year))
    )
    order.when(lifecycle.log_production, log="L-1", report=more, latest=LATEST).then_refused(
        LastsTooLong, saying="2025-03-01T07:59:59"
    )


def test_what_is_wrong_with_the_order_is_said_before_what_is_wrong_with_the_log() -> None:
    given(PLANNED, CANCELLED).when(
        lifecycle.log_production, log="L-1", report=report(ended_at=later(seconds=-1)), latest=LATEST
    ).then_refused(NotInProgress)


def test_a_report_ends_before_it_is_told() -> None:
    tomorrow = report(ended_at=later(days=1))
    given(PLANNED, RELEASED).when(lifecycle.log_production, log="L-1", report=tomorrow, latest=LATEST).then_refused(
        EndsInFuture, saying="2026-03-03"
    )
