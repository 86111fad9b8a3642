from tests.scenario import AT, given, later
from unison.equipment import domain
from unison.equipment.domain import (
    AlreadyInState,
    BeforeLastChange,
    EquipmentIntervalRecorded,
    EquipmentRegistered,
    EquipmentState,
    EquipmentStateChanged,
)

REGISTERED = EquipmentRegistered(plant="main", name="Press 4")
RUNS = EquipmentStateChanged(state=EquipmentState.PRODUCTION, since=AT)
STUCK = EquipmentStateChanged(
    state=EquipmentState.BREAKDOWN,
    since=later(hours=2),
    reason="jammed",
    previous=2,
    previous_state=EquipmentState.PRODUCTION,
    previous_since=AT,
)


def test_the_first_state_ends_none() -> None:
    given(REGISTERED).when(domain.change_state, state=EquipmentState.PRODUCTION, reason=None, at=AT).then(RUNS)


def test_a_change_tells_what_ended_and_since_when_it_had_been() -> None:
    given(REGISTERED, RUNS).when(
        domain.change_state, state=EquipmentState.BREAKDOWN, reason="jammed", at=later(hours=2)
    ).then(STUCK)


def test_the_state_that_ended_is_told_with_its_reason() -> None:
    given(REGISTERED, RUNS, STUCK).when(
        domain.change_state, state=EquipmentState.PRODUCTION, reason=None, at=later(hours=3)
    ).then(
        EquipmentStateChanged(
            state=EquipmentState.PRODUCTION,
            since=later(hours=3),
            previous=3,
            previous_state=EquipmentState.BREAKDOWN,
            previous_since=later(hours=2),
            previous_reason="jammed",
        )
    )


def test_before_the_last_change_only_an_interval_can_be_told() -> None:
    given(REGISTERED, RUNS, STUCK).when(
        domain.change_state, state=EquipmentState.IDLE, reason=None, at=later(hours=1)
    ).then_refused(BeforeLastChange, saying="as an interval")


def test_two_changes_may_fall_on_one_moment() -> None:
    given(REGISTERED, RUNS).when(domain.change_state, state=EquipmentState.SETUP, reason=None, at=AT).then(
        EquipmentStateChanged(
            state=EquipmentState.SETUP,
            since=AT,
            previous=2,
            previous_state=EquipmentState.PRODUCTION,
            previous_since=AT,
        )
    )


def test_the_same_state_for_the_same_reason_is_no_change() -> None:
    given(REGISTERED, RUNS, STUCK).when(
        domain.change_state, state=EquipmentState.BREAKDOWN, reason="jammed", at=later(hours=3)
    ).then_refused(AlreadyInState, saying="breakdown")


def test_the_same_state_for_another_reason_is_a_change() -> None:
    given(REGISTERED, RUNS, STUCK).when(
        domain.change_state, state=EquipmentState.BREAKDOWN, reason="no air", at=later(hours=3)
    ).then(
        EquipmentStateChanged(
            state=EquipmentState.BREAKDOWN,
            since=later(hours=3),
            reason="no air",
            previous=3,
            previous_state=EquipmentState.BREAKDOWN,
            previous_since=later(hours=2),
            previous_reason="jammed",
        )
    )


def test_an_interval_told_afterwards_leaves_the_running_state_alone() -> None:
    told = EquipmentIntervalRecorded(
        interval="i-1", kind=EquipmentState.SETUP, started_at=later(hours=5), ended_at=later(hours=6)
    )
    given(REGISTERED, RUNS, told).when(
        domain.change_state, state=EquipmentState.BREAKDOWN, reason="jammed", at=later(hours=2)
    ).then(STUCK)
