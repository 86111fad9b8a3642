"""Reactions: each fact leads to its commands once, whatever happens meanwhile."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.conftest import Organization, make_organization
from tests.infrastructure.reacting import HOLDS, hold, positions, reacted, refusals, register, stood, told
from tests.infrastructure.reacting_killed import STEPS
from tests.spine import new_command, process, project, send, sequence, tell
from unison.infrastructure import database, transfer
from unison.infrastructure.feed.parking import parked_streams
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.projection.workers import Workers
from unison.infrastructure.reactions.reaction import MayNotSend, Reaction
from unison.infrastructure.reactions.worker import ReactionWorker, reacting, resume_reaction
from unison.lots.application.commands import HoldLot
from unison.lots.domain.facts import LotMoved, LotReceived
from unison.main import PROJECTIONS, command_handling
from unison.shared.commands import Command
from unison.shared.events import Recorded


@pytest.fixture(autouse=True)
def registered(database_url: str) -> None:
    register(database_url, HOLDS)


def receive(*lots: str) -> list[Command]:
    return [new_command("lots.receive", lot=lot, material="steel", quantity=1, unit="kg") for lot in lots]


def held(url: str, organization: Organization) -> list[str]:
    return [each["stream_id"] for each in told(url, organization.id, "lots.LotHeld")]


# Once, and why ----------------------------------------------------------------------------------------------------


def test_a_fact_leads_to_its_command_once_and_says_what_it_followed_from(
    database_url: str, organization: Organization
) -> None:
    tell(database_url, organization.id, *receive("L1", "L2"))
    reacted(database_url, HOLDS)
    reacted(database_url, HOLDS)
    assert held(database_url, organization) == ["lots:L1", "lots:L2"]
    meta, (cause, *_) = (
        told(database_url, organization.id, "lots.LotHeld")[0]["meta"],
        told(database_url, organization.id, "lots.LotReceived"),
    )
    assert (meta["reaction"], meta["cause"]) == ("test_hold", "lots:L1@1")
    assert meta["causation_id"] == meta["correlation_id"] == cause["meta"]["command_id"]
    assert "user" not in meta
    assert positions(database_url, organization.id)["test_hold"] == 3


def test_two_facts_of_one_page_that_concern_one_stream_lead_to_a_command_each_in_their_order(
    database_url: str, organization: Organization
) -> None:
    release = Reaction("test_twice", {LotMoved: twice}, sends=(HoldLot,))
    register(database_url, release)
    moves = [new_command("lots.move", lot="good one", location=f"rack {n}") for n in range(3)]
    tell(database_url, organization.id, *receive("good one"), *moves)
    reacted(database_url, release)
    assert held(database_url, organization) == ["lots:good one"]
    assert [version for _, version, *_ in refusals(database_url, organization.id)] == [3, 4]


def twice(_: LotMoved, event: Recorded[Any]) -> Iterator[Command]:
    yield HoldLot(lot=event.key, reason=f"moved at {event.version}")


@pytest.mark.parametrize("step", STEPS)
def test_killed_in_any_step_it_does_the_rest_and_nothing_twice(
    step: str, database_url: str, organization: Organization
) -> None:
    tell(database_url, organization.id, *receive("K1", "good", "K2"), new_command("lots.hold", lot="K2", reason="mine"))
    sequence(database_url)
    child = [sys.executable, "-m", "tests.infrastructure.reacting_killed", database_url, step]
    killed = subprocess.run(child, check=False, capture_output=True, text=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    done = ["lots:K2", "lots:K1"] if step in ("committed", "done") else ["lots:K2"]
    assert held(database_url, organization) == done
    noted = refusals(database_url, organization.id)
    assert noted == ([("lots:K2", 1, "lots.hold", "already_on_hold")] if len(done) == 2 else [])
    tell(database_url, organization.id, *receive("K3"))
    if noted:  # it would not be refused now
        tell(database_url, organization.id, new_command("lots.release", lot="K2"))
    reacted(database_url, HOLDS)
    assert held(database_url, organization) == ["lots:K2", "lots:K1", "lots:K3"]
    assert refusals(database_url, organization.id) == [("lots:K2", 1, "lots.hold", "already_on_hold")]


def test_two_workers_share_the_work_and_do_nothing_twice(database_url: str, organization: Organization) -> None:
    workers = [ReactionWorker(database_url, command_handling, [HOLDS]) for _ in range(2)]
    feed = Workers(database_url, [], wake=[worker.wake for worker in workers])
    for each in (*workers, feed):
        each.start()
    try:
        for n in range(5):
            tell(database_url, organization.id, *receive(*(f"W{n}-{m}" for m in range(4))))
        stood(lambda: len(held(database_url, organization)) >= 20)
        workers[0].stop()
        tell(database_url, organization.id, *receive("last"))
        stood(lambda: len(held(database_url, organization)) == 21)
    finally:
        for each in (*workers, feed):
            each.stop()
    assert len(set(held(database_url, organization))) == 21


def test_a_page_goes_on_though_somebody_else_writes_to_the_same_streams(
    database_url: str, organization: Organization
) -> None:
    lots = [f"hot {n}" for n in range(12)]
    tell(database_url, organization.id, *receive(*lots))
    sequence(database_url)

    async def both() -> None:
        async with (
            process(database_url) as other,
            reacting(database_url, command_handling, [HOLDS]) as reactor,
        ):
            moves = [new_command("lots.move", lot=lot, location=f"rack {n}") for n in range(4) for lot in lots]
            await asyncio.gather(reactor.catch_up(), send(other, organization.id, *moves))

    asyncio.run(both())
    assert sorted(held(database_url, organization)) == sorted(f"lots:{lot}" for lot in lots)
    assert len(told(database_url, organization.id, "lots.LotMoved")) == 48


# Where it begins --------------------------------------------------------------------------------------------------


def test_a_new_reaction_begins_behind_what_stands_and_goes_on_where_it_is_told(
    database_url: str, organization: Organization, owner: psycopg.Connection[Any]
) -> None:
    other = make_organization(owner)
    tell(database_url, organization.id, *receive("old 1", "old 2"))
    tell(database_url, other.id, *receive("theirs"))
    fresh = Reaction("test_fresh", {LotReceived: hold}, sends=(HoldLot,))
    register(database_url, fresh)
    tell(database_url, organization.id, *receive("new"))
    reacted(database_url, fresh)
    assert held(database_url, organization) == ["lots:new"]
    with owner.transaction():
        database.act_as_worker(owner)
        owner.execute("SELECT unison.place_reaction('test_fresh', %s, 2)", (organization.id,))
    reacted(database_url, fresh)
    assert held(database_url, organization) == ["lots:new", "lots:old 2"]
    assert held(database_url, other) == []
    assert refusals(database_url, organization.id) == []
    with owner.transaction():
        database.act_as_worker(owner)
        owner.execute("SELECT unison.place_reaction('test_fresh', %s, 100)", (organization.id,))
    tell(database_url, organization.id, *receive("skipped"))
    reacted(database_url, fresh)
    assert len(held(database_url, organization)) == 2


def test_a_rebuild_leads_to_nothing(
    database_url: str, organization: Organization, owner: psycopg.Connection[Any]
) -> None:
    tell(database_url, organization.id, *receive("R1"))
    project(database_url)
    for projection in PROJECTIONS:
        rebuild(owner, projection)
    assert held(database_url, organization) == []
    assert positions(database_url, organization.id) == {}


def test_code_of_another_version_does_not_decide(database_url: str, organization: Organization) -> None:
    other = Reaction("test_hold", {LotReceived: twice}, sends=(HoldLot,))
    assert other.fingerprint != HOLDS.fingerprint
    tell(database_url, organization.id, *receive("V1"))
    reacted(database_url, other)
    assert held(database_url, organization) == []


# What cannot be done ----------------------------------------------------------------------------------------------


def test_a_fact_whose_decision_raises_parks_its_stream_for_that_reaction_until_it_is_tried_again(
    database_url: str, organization: Organization, owner: psycopg.Connection[Any]
) -> None:
    tell(database_url, organization.id, *receive("bad 1", "L1"))
    reacted(database_url, HOLDS)
    assert held(database_url, organization) == ["lots:L1"]
    (parked,) = [each for each in parked_streams(owner, "test_hold") if each.organization_id == organization.id]
    assert (parked.stream_id, parked.from_version) == ("lots:bad 1", 1)
    assert "not a lot that anybody knows" in parked.error
    assert not resume_reaction(database_url, command_handling, HOLDS, parked)
    mended = Reaction("test_hold", {LotReceived: mended_hold}, sends=(HoldLot,))
    assert resume_reaction(database_url, command_handling, mended, parked)
    assert held(database_url, organization) == ["lots:L1", "lots:bad 1"]
    assert [each for each in parked_streams(owner, "test_hold") if each.organization_id == organization.id] == []


def mended_hold(_: LotReceived, event: Recorded[Any]) -> Iterator[Command]:
    yield HoldLot(lot=event.key, reason="mended")


def test_a_reaction_sends_what_it_names_and_nothing_else(
    database_url: str, organization: Organization, owner: psycopg.Connection[Any]
) -> None:
    sneaky = Reaction("test_sneaky", {LotReceived: mended_hold}, sends=())
    register(database_url, sneaky)
    tell(database_url, organization.id, *receive("S1"))
    reacted(database_url, sneaky)
    assert held(database_url, organization) == []
    (parked,) = parked_streams(owner, "test_sneaky")
    assert MayNotSend.__name__ in parked.error
    owner.execute("DELETE FROM unison.parked_streams WHERE consumer = 'test_sneaky'")


def test_what_comes_while_an_organization_is_frozen_is_decided_when_it_goes_on(
    database_url: str, organization: Organization, owner: psycopg.Connection[Any]
) -> None:
    other = make_organization(owner)
    tell(database_url, organization.id, *receive("F1"))
    transfer.freeze(owner, organization.id, "https://new.example")
    tell(database_url, other.id, *receive("F2"))
    reacted(database_url, HOLDS)
    assert (held(database_url, organization), held(database_url, other)) == ([], ["lots:F2"])
    transfer.unfreeze(owner, organization.id)
    reacted(database_url, HOLDS)
    assert (held(database_url, organization), held(database_url, other)) == (["lots:F1"], ["lots:F2"])
