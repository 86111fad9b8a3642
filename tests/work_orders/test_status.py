"""How an order goes from one state to the next, and that it goes no other way."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.scenario import given
from tests.work_orders.orders import (
    CANCELLED,
    CLOSED,
    COMPLETED,
    IN_STATUS,
    PAUSED,
    RELEASED,
    RESUMED,
    STARTED,
    all_but,
)
from unison.shared.errors import RuleRefusal
from unison.shared.events import Fact
from unison.work_orders.domain import lifecycle
from unison.work_orders.domain.lifecycle import (
    NotCancellable,
    NotCompletable,
    NotCompleted,
    NotPaused,
    NotPlanned,
    NotReleased,
    NotRunning,
)

type Step = tuple[Callable[..., Fact], dict[str, Any], Fact, tuple[str, ...], type[RuleRefusal]]

STEPS: list[Step] = [
    (lifecycle.release, {}, RELEASED, ("planned",), NotPlanned),
    (lifecycle.start, {}, STARTED, ("released",), NotReleased),
    (lifecycle.pause, {"reason": "no material"}, PAUSED, ("running",), NotRunning),
    (lifecycle.resume, {}, RESUMED, ("paused",), NotPaused),
    (lifecycle.complete, {}, COMPLETED, ("running", "paused"), NotCompletable),
    (lifecycle.close, {}, CLOSED, ("completed",), NotCompleted),
    (
        lifecycle.cancel,
        {"reason": "customer withdrew"},
        CANCELLED,
        ("planned", "released", "running", "paused"),
        NotCancellable,
    ),
]
"""Who decides, on what wish, to which fact, from which states, and what is refused in all others."""


@pytest.mark.parametrize(
    ("decide", "wish", "fact", "status"),
    [(decide, wish, fact, status) for decide, wish, fact, statuses, _ in STEPS for status in statuses],
)
def test_a_step_is_taken_from_the_states_it_belongs_to(
    decide: Callable[..., Fact], wish: dict[str, Any], fact: Fact, status: str
) -> None:
    given(*IN_STATUS[status]).when(decide, **wish).then(fact)


@pytest.mark.parametrize(
    ("decide", "wish", "refusal", "status"),
    [(decide, wish, refusal, s) for decide, wish, _, statuses, refusal in STEPS for s in all_but(*statuses)],
)
def test_a_step_is_refused_in_every_other_state_and_the_refusal_names_it(
    decide: Callable[..., Fact], wish: dict[str, Any], refusal: type[RuleRefusal], status: str
) -> None:
    given(*IN_STATUS[status]).when(decide, **wish).then_refused(refusal, saying=status)


def test_a_resumed_order_can_be_paused_again() -> None:
    given(*IN_STATUS["paused"], RESUMED).when(lifecycle.pause, reason="no material").then(PAUSED)
