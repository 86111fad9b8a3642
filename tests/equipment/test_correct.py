from typing import Any

import pytest

from tests.equipment.test_change_state import REGISTERED, RUNS, STUCK
from tests.scenario import AT, given, later
from unison.equipment.domain import (
    EndsBeforeStart,
    EquipmentIntervalCorrected,
    EquipmentIntervalRecorded,
    EquipmentState,
    EquipmentStateCorrected,
)
from unison.equipment.domain.correcting import (
    BeginsInFuture,
    BetweenChanges,
    ChangeHasNoEnd,
    EntryUnchanged,
    UnknownEntry,
    correct,
    strike,
)

TOLD = EquipmentIntervalRecorded(
    interval="i-1", kind=EquipmentState.IDLE, started_at=AT, ended_at=later(hours=1), reason="lunch"
)
STRUCK = EquipmentIntervalCorrected(
    entry=2, kind=EquipmentState.IDLE, started_at=AT, ended_at=later(hours=1), reason="lunch", struck=True, why="no"
)
NOW = later(hours=9)


def asked(entry: int, why: str = "misread", **wanted: Any) -> dict[str, Any]:
    return {"entry": entry, "wanted": wanted, "why": why, "latest": NOW}


def test_an_interval_is_corrected_in_what_was_wrong() -> None:
    given(REGISTERED, TOLD).when(correct, **asked(2, kind=EquipmentState.PLANNED_STOP, ended_at=later(hours=2))).then(
        EquipmentIntervalCorrected(
            entry=2,
            kind=EquipmentState.PLANNED_STOP,
            started_at=AT,
            ended_at=later(hours=2),
            reason="lunch",
            why="misread",
        )
    )


def test_an_interval_is_struck_once_and_may_stand_again() -> None:
    given(REGISTERED, TOLD).when(strike, entry=2, why="no", latest=NOW).then(STRUCK)
    given(REGISTERED, TOLD, STRUCK).when(strike, entry=2, why="no", latest=NOW).then_refused(EntryUnchanged)
    given(REGISTERED, TOLD, STRUCK).when(correct, **asked(2, why="it was")).then(
        EquipmentIntervalCorrected(
            entry=2, kind=EquipmentState.IDLE, started_at=AT, ended_at=later(hours=1), reason="lunch", why="it was"
        )
    )


def test_a_change_of_state_is_corrected_with_its_neighbours() -> None:
    given(REGISTERED, RUNS, STUCK).when(correct, **asked(2, kind=EquipmentState.SETUP)).then(
        EquipmentStateCorrected(
            entry=2,
            state=EquipmentState.SETUP,
            since=AT,
            told_state=EquipmentState.PRODUCTION,
            told_since=AT,
            until=later(hours=2),
            why="misread",
        )
    )


def test_a_change_that_was_none_leaves_the_machine_in_what_it_was_in() -> None:
    fact = EquipmentStateCorrected(
        entry=3,
        state=EquipmentState.BREAKDOWN,
        since=later(hours=2),
        reason="jammed",
        struck=True,
        told_state=EquipmentState.BREAKDOWN,
        told_since=later(hours=2),
        told_reason="jammed",
        previous=2,
        previous_state=EquipmentState.PRODUCTION,
        previous_since=AT,
        why="another machine",
    )
    then = given(REGISTERED, RUNS, STUCK).when(strike, entry=3, why="another machine", latest=NOW)
    then.then(fact)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ({"entry": 9}, UnknownEntry),
        ({"entry": 3}, EntryUnchanged),
        ({"entry": 3, "started_at": later(hours=-1)}, BetweenChanges),
        ({"entry": 2, "started_at": later(hours=3)}, BetweenChanges),
        ({"entry": 3, "started_at": later(hours=10)}, BeginsInFuture),
        ({"entry": 3, "ended_at": later(hours=3)}, ChangeHasNoEnd),
        ({"entry": 4, "ended_at": later(hours=-1)}, EndsBeforeStart),
    ],
)
def test_what_is_no_correction(wanted: dict[str, Any], refusal: Any) -> None:
    given(REGISTERED, RUNS, STUCK, TOLD).when(correct, **asked(**wanted)).then_refused(refusal)
