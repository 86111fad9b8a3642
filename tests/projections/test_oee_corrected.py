"""What was told wrongly of a machine without an order is corrected and struck, and OEE follows as if it had been told rightly."""

from collections.abc import Iterator
from typing import Any

import pytest

from projections.oee import PROJECTION
from tests.conftest import Organization, make_organization
from tests.projections.test_oee_going_on import spent, stop, turn
from tests.shop_floor import Floor, at, contents, open_floor
from unison.equipment.application import CorrectEntry, StrikeEntry
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild

HOUR = 3600
NOW = at("2026-03-02T16:00")


@pytest.fixture
def floor(database_url: str, organization: Organization) -> Iterator[Floor]:
    with open_floor(database_url, organization) as opened:
        opened.machine("M1")
        yield opened


def correct(entry: int, **wanted: Any) -> CorrectEntry:
    return CorrectEntry(equipment="M1", entry=entry, why="misread", **wanted)


def strike(entry: int) -> StrikeEntry:
    return StrikeEntry(equipment="M1", entry=entry, why="another machine")


def hours(floor: Floor) -> dict[str, float]:
    return {kind: seconds / HOUR for kind, seconds in spent(floor.oee(at=NOW)).items()}


def shift(floor: Floor) -> None:
    """Entries 2 to 4: production since 6, breakdown since 8, production again since 10."""
    floor.send(
        turn("production", "2026-03-02T06:00"),
        turn("breakdown", "2026-03-02T08:00", reason="jammed"),
        turn("production", "2026-03-02T10:00"),
    )


def test_an_interval_is_corrected_and_struck_and_stays_visible(floor: Floor) -> None:
    floor.send(stop("2026-03-02T08:00", "2026-03-02T09:00"))
    floor.send(correct(2, kind="breakdown", ended_at=at("2026-03-02T10:00")))
    assert hours(floor) == {"breakdown": 2}
    floor.send(strike(2))
    assert hours(floor) == {}
    forms = [(each.entry, each.kind, each.stands, each.struck, each.why) for each in floor.timeline("M1").told]
    assert forms == [
        (2, "planned_stop", False, False, None),
        (2, "breakdown", False, False, "misread"),
        (2, "breakdown", False, True, "another machine"),
    ]
    floor.send(correct(2, reason="it was so"))
    assert hours(floor) == {"breakdown": 2}


def test_a_state_that_is_over_is_corrected_with_the_one_before_it(floor: Floor) -> None:
    shift(floor)
    assert hours(floor) == {"production": 8, "breakdown": 2}
    floor.send(correct(3, kind="setup", started_at=at("2026-03-02T07:00")))
    assert hours(floor) == {"production": 7, "setup": 3}
    floor.send(strike(3))
    assert hours(floor) == {"production": 10}
    floor.send(correct(3, kind="idle"))
    assert hours(floor) == {"production": 7, "idle": 3}


def test_the_state_now_is_corrected_and_struck(floor: Floor) -> None:
    shift(floor)
    floor.send(correct(4, kind="setup", started_at=at("2026-03-02T12:00")))
    assert hours(floor) == {"production": 2, "breakdown": 4, "setup": 4}
    floor.send(strike(4))
    found = floor.timeline("M1", at=NOW)
    assert (found.state, found.state_since, found.state_reason) == ("breakdown", at("2026-03-02T08:00"), "jammed")
    assert (hours(floor), found.reliability.goes_on) == ({"production": 2, "breakdown": 8}, True)
    floor.send(strike(3), strike(2))
    assert (hours(floor), floor.timeline("M1").state) == ({}, None)
    assert [each.stands for each in floor.timeline("M1").told] == [False] * len(floor.timeline("M1").told)
    floor.send(correct(2), turn("idle", "2026-03-02T14:00"))
    assert hours(floor) == {"production": 8, "idle": 2}


def test_what_goes_on_is_named_by_its_entry(floor: Floor) -> None:
    shift(floor)
    assert [each.entry for each in floor.timeline("M1", at=NOW).told if each.stands] == [2, 3, 4]


def test_rebuilt_is_the_same_though_it_came_one_by_one(own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as owner:
        organization = make_organization(owner)
        with open_floor(own_database_url, organization) as floor:
            floor.machine("M1")
            shift(floor)
            for command in (
                stop("2026-03-02T08:30", "2026-03-02T09:00"),
                correct(3, kind="setup"),
                strike(4),
                correct(5, ended_at=at("2026-03-02T09:30")),
                correct(4, kind="idle"),
                strike(3),
                strike(5),
            ):
                floor.send(command)
            assert hours(floor) == {"production": 4, "idle": 6}
            before = contents(own_database_url, organization.id)
            rebuild(owner, PROJECTION)
            assert contents(own_database_url, organization.id) == before
