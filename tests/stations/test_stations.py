"""Stations: opened, paired by a code that counts once, unpaired and closed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, later, reads_back
from unison.shared.events import Fact
from unison.stations import domain
from unison.stations.domain import (
    IDENTIFICATION,
    STATION,
    BadgeRemoved,
    BadgeSet,
    EquipmentTwice,
    NoBadge,
    NoPairingOffered,
    NoPin,
    PairingCodeExpired,
    PairingOffered,
    PinRemoved,
    PinSet,
    StationChanged,
    StationClosed,
    StationExists,
    StationIsClosed,
    StationNotPaired,
    StationOpened,
    StationPaired,
    StationUnpaired,
)

ACCOUNT, ANOTHER = UUID(int=1), UUID(int=2)
OPENED = StationOpened(account=ACCOUNT, plant="main", equipment=("M-1",), role="operator")
OFFERED = PairingOffered(expires_at=later(minutes=10))
PAIRED, UNPAIRED = StationPaired(), StationUnpaired(reason=None)
CLOSED = StationClosed(reason=None)
WISH: dict[str, Any] = {"key": "Press 1", "plant": "main", "equipment": ("M-1",), "role": "operator"}


@pytest.mark.parametrize("kind", [*facts_of(STATION), *facts_of(IDENTIFICATION)])
def test_every_fact_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(OPENED if kind.topic.startswith("stations.") else PinSet(), kind)


def test_an_unknown_fact_raises() -> None:
    with pytest.raises(TypeError):
        STATION.evolve(None, Fact(), AT)
    with pytest.raises(TypeError):
        IDENTIFICATION.evolve(None, Fact(), AT)


def test_a_station_is_opened_once_and_again_when_it_was_closed() -> None:
    given().when(domain.open_station, account=ACCOUNT, **WISH).then(OPENED)
    opened_twice = given(OPENED).when(domain.open_station, account=ANOTHER, **WISH)
    opened_twice.then_refused(StationExists, "Press 1")
    given(OPENED, CLOSED).when(domain.open_station, account=ANOTHER, **WISH).then(OPENED)


def test_a_machine_is_named_once() -> None:
    given(OPENED).when(domain.change, **{**WISH, "equipment": ("M-1", "M-1")}).then_refused(EquipmentTwice, "M-1")


def test_a_role_that_is_left_out_stays() -> None:
    wish = {"key": "Press 1", "plant": "north", "equipment": ("M-2",), "role": None}
    given(OPENED).when(domain.change, **wish).then(StationChanged(plant="north", equipment=("M-2",), role="operator"))


def test_a_code_is_good_for_ten_minutes_and_once() -> None:
    offered = given(OPENED).when(domain.offer_pairing, key="Press 1", at=AT)
    offered.then(OFFERED)
    given(OPENED, OFFERED).when(domain.pair, key="Press 1", at=later(minutes=10)).then(PAIRED)
    late = AT + timedelta(minutes=10, seconds=1)
    given(OPENED, OFFERED).when(domain.pair, key="Press 1", at=late).then_refused(PairingCodeExpired, "Press 1")
    given(OPENED, OFFERED, PAIRED).when(domain.pair, key="Press 1", at=AT).then_refused(NoPairingOffered, "Press 1")
    given(OPENED).when(domain.pair, key="Press 1", at=AT).then_refused(NoPairingOffered)


def test_a_paired_station_is_offered_to_another_device() -> None:
    given(OPENED, OFFERED, PAIRED).when(domain.offer_pairing, key="Press 1", at=AT).then(OFFERED)
    given(OPENED, OFFERED, PAIRED, OFFERED).when(domain.pair, key="Press 1", at=AT).then(PAIRED)


def test_unpairing_voids_the_device_and_a_code_that_waits() -> None:
    given(OPENED, OFFERED, PAIRED).when(domain.unpair, key="Press 1", reason="lost").then(
        StationUnpaired(reason="lost")
    )
    given(OPENED, OFFERED).when(domain.unpair, key="Press 1", reason=None).then(UNPAIRED)
    given(OPENED, OFFERED, UNPAIRED).when(domain.pair, key="Press 1", at=AT).then_refused(NoPairingOffered)
    given(OPENED).when(domain.unpair, key="Press 1", reason=None).then_refused(StationNotPaired)
    given(OPENED, OFFERED, PAIRED, UNPAIRED).when(domain.unpair, key="Press 1", reason=None).then_refused(
        StationNotPaired
    )


def test_nothing_is_done_with_a_closed_station_but_opening_it() -> None:
    closed = given(OPENED, OFFERED, CLOSED)
    closed.when(domain.pair, key="Press 1", at=AT).then_refused(StationIsClosed, "Press 1")
    closed.when(domain.offer_pairing, key="Press 1", at=AT).then_refused(StationIsClosed)
    closed.when(domain.change, **WISH).then_refused(StationIsClosed)
    closed.when(domain.close, key="Press 1", reason=None).then_refused(StationIsClosed)


def test_what_is_not_there_is_not_removed() -> None:
    given(PinSet()).when(domain.remove_pin).then(PinRemoved())
    given(BadgeSet()).when(domain.remove_badge).then(BadgeRemoved())
    for facts in ((), (BadgeSet(),), (PinSet(), PinRemoved())):
        given(*facts).when(domain.remove_pin).then_refused(NoPin)
    for facts in ((), (PinSet(),), (BadgeSet(), BadgeRemoved())):
        given(*facts).when(domain.remove_badge).then_refused(NoBadge)
