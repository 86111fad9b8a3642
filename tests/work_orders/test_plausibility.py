"""What is asked about a report: told again, too long, too many, too fast."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import AT, later, state_after
from tests.work_orders.orders import LOGGED, PLANNED, RELEASED, REPORT, STARTED, report
from unison.work_orders.domain.facts import LotConsumed, LotMovement, ProductionLogStruck, WorkOrderCreated
from unison.work_orders.domain.plausibility import of_movement, of_report


def asked(told: Mapping[str, Any], *facts: Any, cycle_time_s: Decimal | None = None) -> list[str]:
    """The codes of what is asked about another report of an order with these facts."""
    order = state_after(*(facts or (PLANNED, RELEASED, STARTED, LOGGED)))
    return [each.code for each in of_report(order, log="L-2", report=report(**told), cycle_time_s=cycle_time_s)]


def test_the_same_report_again_is_asked_about() -> None:
    assert asked({}) == ["same_report"]
    assert asked({"started_at": later(hours=1), "ended_at": later(hours=3)}) == ["same_report"], "the times overlap"
    assert asked({"operation": None}) == ["same_report"], "one of them does not say of what operation it is"
    assert asked({"operator": "badge-8"}) == ["same_report"], "who told it makes no difference"


@pytest.mark.parametrize(
    "other",
    [
        {"good_pcs": 41},
        {"equipment": "M-2"},
        {"activity": "setup"},
        {"operation": "20"},
        {"started_at": later(hours=2), "ended_at": later(hours=4)},
    ],
)
def test_another_report_is_not(other: dict[str, Any]) -> None:
    assert asked(other) == []


def test_a_struck_report_may_be_told_again() -> None:
    struck = ProductionLogStruck(
        log="L-1", why="typed twice", product="P-1", equipment="M-1", activity=REPORT.activity, started_at=AT
    )
    assert asked({}, PLANNED, RELEASED, STARTED, LOGGED, struck) == []


def test_a_moment_told_twice_is_the_same_report() -> None:
    moment = {"started_at": later(hours=1), "ended_at": later(hours=1)}
    first = type(LOGGED)(log="L-1", product="P-1", **vars(report(**moment)))
    assert asked(moment, PLANNED, RELEASED, STARTED, first) == ["same_report"]


def test_a_report_of_more_than_a_day_was_never_ended() -> None:
    assert asked({"ended_at": later(days=40), "good_pcs": 1}) == ["longer_than_a_day"]
    assert asked({"ended_at": later(hours=24), "good_pcs": 1}) == []


def test_more_good_pieces_than_ordered_are_asked_about_where_the_order_says_no_limit() -> None:
    assert asked({"good_pcs": 61}) == ["more_than_ordered"]
    assert asked({"good_pcs": 60}) == []
    limited = WorkOrderCreated(product="P-1", quantity_pcs=100, plant="main", over_completion_percent=Decimal(10))
    assert asked({"good_pcs": 61}, limited, RELEASED, STARTED, LOGGED) == []


def test_less_than_half_the_ideal_cycle_time_is_too_fast() -> None:
    """55 pieces, good and bad, in 7200 s."""
    fast = {"good_pcs": 50, "rejected_pcs": 5, "rework_pcs": 0, "review_pcs": 0}
    assert asked(fast, cycle_time_s=Decimal(262)) == ["faster_than_possible"]
    assert asked(fast, cycle_time_s=Decimal(261)) == []
    assert asked({**fast, "activity": "breakdown"}, cycle_time_s=Decimal(262)) == []


def test_the_same_taking_again_within_a_minute_is_asked_about() -> None:
    taken = LotConsumed(lot="S-1", material="steel", quantity=Decimal(2), unit="kg")
    order = state_after(PLANNED, RELEASED, STARTED, taken)

    def again(**other: Any) -> list[str]:
        told: dict[str, Any] = {
            "kind": LotMovement.CONSUMED,
            "lot": "S-1",
            "quantity": Decimal(2),
            "at": later(seconds=60),
        }
        return [each.code for each in of_movement(order, **{**told, **other})]

    assert again() == ["same_movement"]
    for other in ({"lot": "S-2"}, {"quantity": Decimal(3)}, {"kind": LotMovement.MADE}, {"at": later(seconds=61)}):
        assert again(**other) == []
