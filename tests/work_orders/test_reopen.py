"""A completed or closed order is worked on again."""

from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import given, state_after
from tests.work_orders.orders import IN_STATUS, STARTED, all_but
from unison.work_orders.domain import lifecycle, material
from unison.work_orders.domain.facts import LotConsumed, MadeBy, Status, WorkOrderCompleted, WorkOrderReopened
from unison.work_orders.domain.lifecycle import NotReopenable
from unison.work_orders.domain.state import NotInProgress

REOPENED = WorkOrderReopened(reason="a bolt was taken late")
BOLT: dict[str, Any] = {"lot": "B-1", "material": "bolt", "quantity": Decimal(1), "unit": "pcs"}


@pytest.mark.parametrize("status", ["completed", "closed"])
def test_what_is_settled_is_reopened_and_takes_late_material(status: str) -> None:
    settled = IN_STATUS[status]
    given(*settled).when(material.consume, **BOLT).then_refused(NotInProgress, saying=status)
    given(*settled).when(lifecycle.reopen, reason=REOPENED.reason).then(REOPENED)
    given(*settled, REOPENED).when(material.consume, **BOLT).then(LotConsumed(**BOLT))
    given(*settled, REOPENED).when(lifecycle.complete).then(WorkOrderCompleted())
    assert state_after(*settled, REOPENED).status is Status.RUNNING


@pytest.mark.parametrize("status", all_but("completed", "closed"))
def test_what_is_not_settled_is_not_reopened(status: str) -> None:
    given(*IN_STATUS[status]).when(lifecycle.reopen, reason="x").then_refused(NotReopenable, saying=status)


def test_which_pieces_are_right_is_asked_anew() -> None:
    before = (*IN_STATUS["running"], WorkOrderCompleted(made=MadeBy.LOGGED))
    assert state_after(*before).made_by is MadeBy.LOGGED
    assert state_after(*before, REOPENED).made_by is None
    assert STARTED in before
