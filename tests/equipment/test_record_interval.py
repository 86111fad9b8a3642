from dataclasses import replace
from datetime import datetime

import pytest

from tests.equipment.test_change_state import REGISTERED, RUNS
from tests.scenario import AT, LATEST, given, later
from unison.equipment import domain
from unison.equipment.domain import (
    EndsBeforeStart,
    EndsInFuture,
    EquipmentIntervalRecorded,
    EquipmentState,
    LastsTooLong,
)

TOLD = EquipmentIntervalRecorded(
    interval="i-1",
    kind=EquipmentState.BREAKDOWN,
    started_at=later(hours=-1),
    ended_at=later(hours=1),
    reason="jammed",
)


def test_an_interval_may_lie_before_the_last_change_and_overlap_what_is_known() -> None:
    given(REGISTERED, RUNS, TOLD).when(domain.record_interval, **vars(TOLD), latest=LATEST).then(TOLD)


@pytest.mark.parametrize(("ended_at", "fits"), [(AT, True), (later(seconds=-1), False)])
def test_an_interval_may_be_empty_but_not_end_before_it_starts(ended_at: datetime, fits: bool) -> None:
    interval = replace(TOLD, started_at=AT, ended_at=ended_at)
    outcome = given(REGISTERED).when(domain.record_interval, **vars(interval), latest=LATEST)
    if fits:
        outcome.then(interval)
    else:
        outcome.then_refused(EndsBeforeStart, saying="Check both times")


def test_an_interval_is_recorded_when_it_has_ended() -> None:
    running = replace(TOLD, ended_at=later(days=1))
    given(REGISTERED).when(domain.record_interval, **vars(running), latest=LATEST).then_refused(EndsInFuture)


@pytest.mark.parametrize(("extra", "fits"), [(0, True), (1, False)])
def test_an_interval_of_more_than_a_year_is_a_year_mistyped(extra: int, fits: bool) -> None:
    interval = replace(TOLD, started_at=later(days=-366, seconds=-extra), ended_at=AT)
    outcome = given(REGISTERED).when(domain.record_interval, **vars(interval), latest=LATEST)
    if fits:
        outcome.then(interval)
    else:
        outcome.then_refused(LastsTooLong, saying="Check both years")
