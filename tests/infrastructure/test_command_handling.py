"""Commands: once each, decided on the truth, and a hot stream costs time, not failures."""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Organization, make_organization
from tests.spine import COMMANDS, append, count, envelope, event, new_command, process, send, tell, uuid7
from unison.infrastructure import database
from unison.infrastructure.command_handling import DEADLINE_S, CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.lots.domain import moving
from unison.lots.domain.facts import LotMoved, LotReceived
from unison.lots.domain.moving import NothingLeft
from unison.lots.domain.state import LOT, UnknownLot
from unison.lots.domain.taking import NotEnough, OnHold
from unison.presentation.errors import problem_of
from unison.sales.domain.customers import CustomerExists
from unison.shared.commands import Command, use_case
from unison.shared.errors import CommandReused, Contended, OccurredInFuture, RuleRefusal
from unison.shared.ports import Work

EVENTS = "SELECT count(*) FROM unison.events WHERE organization_id = %s"
STREAM = "SELECT count(*) FROM unison.events WHERE organization_id = %s AND stream_id = %s"


def received(lot: str = "L", quantity: int = 1000) -> Command:
    return new_command("lots.receive", lot=lot, material="steel", quantity=quantity, unit="kg")


def run[T](work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


# Once -------------------------------------------------------------------------------------------------------------


def test_a_repeated_command_is_answered_as_the_first_time(database_url: str, organization: Organization) -> None:
    first = envelope(organization.id, new_command("lots.hold", lot="L", reason="crack"))

    async def work() -> None:
        async with process(database_url) as one, process(database_url) as other:
            await send(one, organization.id, received())
            answer = await one.send(first)
            await send(
                one,
                organization.id,
                new_command("lots.release", lot="L"),
                new_command("lots.move", lot="L", location="dock"),
            )
            for commands in (one, other):
                again = await commands.send(first)
                assert again.repeated
                assert again == answer.model_copy(update={"repeated": True})

    run(work())
    assert count(database_url, STREAM, organization.id, "lots:L") == 4


def test_a_repeated_command_that_would_be_refused_now_is_answered_as_the_first_time(
    database_url: str, organization: Organization
) -> None:
    first = envelope(organization.id, new_command("sales.register_customer", customer="C-1", name="Gear AG"))

    async def work() -> None:
        async with process(database_url) as one, process(database_url) as other:
            await one.send(first)
            assert (await one.send(first)).repeated
            assert (await other.send(first)).repeated
            with pytest.raises(CustomerExists):
                await one.send(replace(first, id=uuid7()))

    run(work())


def test_one_id_sent_by_many_at_once_counts_once(database_url: str, organization: Organization) -> None:
    first = envelope(organization.id, received())

    async def work() -> list[bool]:
        async with process(database_url) as one, process(database_url) as other:
            answers = await asyncio.gather(*(commands.send(first) for commands in (one, other) * 6))
            return [answer.repeated for answer in answers]

    assert sorted(run(work())) == [False] + [True] * 11
    assert count(database_url, EVENTS, organization.id) == 2  # the lot, and the unit of its material


def test_another_command_under_a_used_id_is_refused(database_url: str, organization: Organization) -> None:
    first = envelope(organization.id, received())
    others = [received(quantity=999), received("M"), new_command("lots.hold", lot="L", reason="crack")]

    async def work() -> None:
        async with process(database_url) as one, process(database_url) as other:
            await one.send(first)
            for command in others:
                for commands in (one, other):
                    with pytest.raises(CommandReused) as refused:
                        await commands.send(replace(first, command=command))
                    assert problem_of(refused.value).status == 409

    run(work())
    assert count(database_url, EVENTS, organization.id) == 2  # the lot, and the unit of its material


def test_a_command_id_belongs_to_its_organization(
    database_url: str, organization: Organization, owner: psycopg.Connection[Any]
) -> None:
    other = make_organization(owner)
    id = uuid7()

    async def work() -> None:
        async with process(database_url) as commands:
            for each in (organization, other):
                assert not (await commands.send(envelope(each.id, received(), id))).repeated

    run(work())


def test_a_refused_command_leaves_its_id_free(database_url: str, organization: Organization) -> None:
    early = envelope(organization.id, new_command("lots.move", lot="L", location="dock"))

    async def work() -> None:
        async with process(database_url) as commands:
            with pytest.raises(UnknownLot):
                await commands.send(early)
            await send(commands, organization.id, received())
            assert not (await commands.send(early)).repeated

    run(work())


def test_what_has_not_happened_yet_is_refused(database_url: str, organization: Organization) -> None:
    soon, late = (datetime.now(UTC) + timedelta(minutes=minutes) for minutes in (4, 6))

    async def work() -> None:
        async with process(database_url) as commands:
            await commands.send(envelope(organization.id, received().model_copy(update={"occurred_at": soon})))
            with pytest.raises(OccurredInFuture):
                await commands.send(envelope(organization.id, received("M").model_copy(update={"occurred_at": late})))

    run(work())


def test_facts_tell_who_sent_what_and_when(database_url: str, organization: Organization) -> None:
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    first = envelope(organization.id, received().model_copy(update={"occurred_at": at}))
    first = replace(first, device_seq=7, sender=replace(first.sender, plant="main"))

    async def work() -> None:
        async with process(database_url) as commands:
            answer = await commands.send(first)
            assert (answer.occurred_at, answer.command_id) == (at, str(first.id))
            assert [(p.stream, p.version) for p in answer.streams] == [("lots:L", 1), ("materials:steel", 1)]

    run(work())
    with database.connect(database_url, "worker") as connection:
        query = "SELECT meta, occurred_at, recorded_at > occurred_at FROM unison.events WHERE organization_id = %s"
        row = connection.execute(query, (organization.id,)).fetchone()
    meta = {"user": str(first.sender.user_id), "device": "tablet 3", "device_seq": 7, "command_id": str(first.id)}
    assert row == (meta | {"plant": "main"}, at, True)


# Decided on the truth ---------------------------------------------------------------------------------------------


def test_a_conflict_is_decided_again(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    async def work() -> None:
        async with process(database_url) as commands:
            await send(commands, organization.id, received())
            append(owner, organization.id, event("lots:L", 2, LotMoved(location="somewhere else")))
            (answer,) = await send(commands, organization.id, new_command("lots.move", lot="L", location="dock"))
            assert answer.streams[0].version == 3

    run(work())


def test_no_refusal_is_answered_from_a_state_that_has_gone_stale(database_url: str, organization: Organization) -> None:
    """What one process believes, the other has changed: whatever is allowed now is carried out."""

    async def work() -> None:
        async with process(database_url) as one, process(database_url) as other:
            await send(one, organization.id, received(), new_command("lots.hold", lot="L", reason="crack"))
            with pytest.raises(OnHold):
                await send(one, organization.id, new_command("lots.ship", lot="L", quantity=1, customer="C"))
            await send(other, organization.id, new_command("lots.release", lot="L"))
            await send(one, organization.id, new_command("lots.ship", lot="L", quantity=1000, customer="C"))
            with pytest.raises(NotEnough, match="The lot has 0 kg"):
                await send(other, organization.id, new_command("lots.ship", lot="L", quantity=1, customer="C"))
            await send(one, organization.id, new_command("lots.adjust", lot="L", quantity=50, reason="counted"))
            await send(other, organization.id, new_command("lots.ship", lot="L", quantity=50, customer="C"))

    run(work())


def test_nothing_is_allowed_by_a_state_that_has_gone_stale(database_url: str, organization: Organization) -> None:
    async def work() -> None:
        async with process(database_url) as one, process(database_url) as other:
            await send(one, organization.id, received(quantity=10))
            await send(other, organization.id, new_command("lots.ship", lot="L", quantity=8, customer="C"))
            with pytest.raises(NotEnough, match="The lot has 2 kg"):
                await send(one, organization.id, new_command("lots.ship", lot="L", quantity=8, customer="C"))
            await send(other, organization.id, new_command("lots.hold", lot="L", reason="crack"))
            with pytest.raises(OnHold):
                await send(one, organization.id, new_command("lots.ship", lot="L", quantity=1, customer="C"))

    run(work())
    assert count(database_url, STREAM, organization.id, "lots:L") == 3


def test_a_lot_that_the_other_process_made_is_not_made_twice(database_url: str, organization: Organization) -> None:
    async def work() -> None:
        async with process(database_url) as one, process(database_url) as other:
            with pytest.raises(UnknownLot):
                await send(one, organization.id, new_command("lots.move", lot="L", location="dock"))
            await send(other, organization.id, received())
            await send(one, organization.id, received())
            await send(one, organization.id, new_command("lots.move", lot="L", location="dock"))

    run(work())


def test_more_of_a_lot_that_the_other_process_made(database_url: str, organization: Organization) -> None:
    """An output lot is taken for a new one until the append says that it is not."""
    begun = [
        new_command("work_orders.create", work_order="W", product="steel", quantity_pcs=9),
        new_command("work_orders.release", work_order="W"),
    ]
    output = {"work_order": "W", "lot": "L", "quantity": 5, "unit": "kg"}

    async def work() -> None:
        async with process(database_url) as one, process(database_url) as other:
            await send(one, organization.id, *begun)
            await send(other, organization.id, received(quantity=10))
            await send(one, organization.id, new_command("work_orders.record_output_lot", **output))
            await send(one, organization.id, new_command("lots.ship", lot="L", quantity=15, customer="C"))

    run(work())
    assert count(database_url, STREAM, organization.id, "lots:L") == 3


class MoveWhereTheOtherLotIs(Command, name="tests.move_where_the_other_lot_is"):
    """A rule about a lot that gets no fact."""

    lot: str
    other: str


class NowhereToGo(RuleRefusal, code="nowhere_to_go"):
    """The other lot is nowhere."""


async def _move_where_the_other_lot_is(c: MoveWhereTheOtherLotIs, work: Work) -> None:
    other = await work.lookup(LOT, c.other)
    if other is None or other.location is None:
        raise NowhereToGo
    work.append(lot := await work.load(LOT, c.lot), moving.move(lot.state, location=other.location, at=work.at))


def test_master_data_is_known_for_some_seconds_but_nobody_is_refused_by_what_was_true_then(
    database_url: str, organization: Organization
) -> None:
    follow = MoveWhereTheOtherLotIs(lot="L", other="M")

    async def work() -> None:
        only = [use_case(MoveWhereTheOtherLotIs, _move_where_the_other_lot_is)]
        async with process(database_url, use_cases=only) as one, process(database_url) as other:
            await send(other, organization.id, received("L"))
            with pytest.raises(NowhereToGo):
                await send(one, organization.id, follow)
            await send(other, organization.id, received("M"), new_command("lots.move", lot="M", location="dock"))
            await send(one, organization.id, follow)
            await send(other, organization.id, new_command("lots.move", lot="M", location="rack"))
            await send(one, organization.id, follow)  # by what is known it is there already

    run(work())
    assert count(database_url, STREAM, organization.id, "lots:L") == 3


# Contended --------------------------------------------------------------------------------------------------------


class MoveWhileOthersMove(Command, name="tests.move_while_others_move"):
    """Moves a lot, and somebody else always comes first."""

    lot: str


def contending(url: str, organization: UUID) -> CommandHandling:
    """A use case during which the lot is moved by hand, so that every decision comes too late."""

    async def move(command: MoveWhileOthersMove, work: Work) -> None:
        lot = await work.load(LOT, command.lot)
        with database.connect(url, "owner") as connection:
            append(connection, organization, event(lot.stream, lot.version + 1, LotMoved(location="elsewhere")))
        work.append(lot, LotMoved(location="dock"))

    return CommandHandling(EventStore(Database(url, size=4).pool), [use_case(MoveWhileOthersMove, move)])


def test_who_is_always_too_late_is_told_so_after_two_seconds(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    append(
        owner, organization.id, event("lots:L", 1, LotReceived(material="m", quantity=Decimal(1), unit="kg", plant="p"))
    )
    handling = contending(database_url, organization.id)
    sent = envelope(organization.id, MoveWhileOthersMove(lot="L"))

    async def work() -> float:
        pool = handling._store._pool  # pyright: ignore[reportPrivateUsage]
        await pool.open()
        began = time.monotonic()
        with pytest.raises(Contended, match="lots:L") as refused:
            await handling.send(sent)
        assert problem_of(refused.value).status == 409
        elapsed = time.monotonic() - began
        await pool.close()
        return elapsed

    elapsed = run(work())
    assert DEADLINE_S <= elapsed < DEADLINE_S + 3
    assert count(database_url, "SELECT count(*) FROM unison.commands WHERE command_id = %s", sent.id) == 0
    tried = count(database_url, STREAM, organization.id, "lots:L") - 1
    assert tried > 3


def test_who_does_not_get_a_turn_is_told_so_and_nothing_is_written(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    """Another process sits on the stream's turn and does not go."""

    async def work() -> None:
        async with process(database_url) as commands:
            await send(commands, organization.id, received())
            append(owner, organization.id, event("lots:L", 2, LotMoved(location="elsewhere")))
            key = f"{organization.id}:lots:L"
            owner.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (key,))
            with pytest.raises(Contended):
                await send(commands, organization.id, new_command("lots.move", lot="L", location="dock"))
            owner.execute("SELECT pg_advisory_unlock_all()")
            await send(commands, organization.id, new_command("lots.move", lot="L", location="dock"))

    run(work())
    assert count(database_url, STREAM, organization.id, "lots:L") == 3


def test_a_hot_stream_costs_time_and_no_failures(database_url: str, organization: Organization) -> None:
    """Eight stations at two processes take from one lot for one order."""
    stations, times = 8, 15
    tell(
        database_url, organization.id, received(),
        new_command("work_orders.create", work_order="W", product="Gear", quantity_pcs=5),
        new_command("work_orders.release", work_order="W"),
    )  # fmt: skip

    async def station(commands: CommandHandling) -> None:
        for _ in range(times):
            await send(
                commands, organization.id, new_command("work_orders.consume_lot", work_order="W", lot="L", quantity=2)
            )

    async def work() -> Decimal:
        async with process(database_url) as one, process(database_url) as other:
            await asyncio.gather(*(station(commands) for commands in (one, other) * (stations // 2)))
        async with process(database_url) as fresh:
            with pytest.raises(NotEnough) as refused:
                await send(fresh, organization.id, new_command("lots.ship", lot="L", quantity=1000, customer="C"))
            return Decimal(str(refused.value.facts["on_hand"]))

    assert run(work()) == 1000 - 2 * stations * times
    assert count(database_url, STREAM, organization.id, "lots:L") == 1 + stations * times
    assert count(database_url, STREAM, organization.id, "work_orders:W") == 2 + stations * times


def test_many_hot_streams_do_not_starve_a_small_pool(database_url: str, organization: Organization) -> None:
    """Who waits for a turn holds a connection, and needs another one when it comes."""
    names = [f"L{n}" for n in range(6)]
    tell(database_url, organization.id, *(received(name) for name in names))

    async def station(commands: CommandHandling, lot: str) -> None:
        for _ in range(6):
            await send(commands, organization.id, new_command("lots.ship", lot=lot, quantity=1, customer="C"))

    async def work() -> None:
        async with process(database_url, size=2) as one, process(database_url, size=2) as other:
            await asyncio.gather(*(station(commands, lot) for commands in (one, other) for lot in names))

    began = time.monotonic()
    run(work())
    assert time.monotonic() - began < 10
    assert (
        count(database_url, EVENTS, organization.id) == 2 * 6 + 2 * 6 * 6
    )  # the lots, that each holds the unit of its material, the moves


def test_two_who_merge_crosswise_both_get_an_answer(database_url: str, organization: Organization) -> None:
    """Each writes both lots; turns are taken in one order, so nobody waits for each other."""

    async def merge(commands: CommandHandling, into: str, source: str) -> bool:
        try:
            await send(commands, organization.id, new_command("lots.merge", into=into, lots=[source]))
        except NothingLeft:
            return False
        return True

    async def work() -> None:
        async with process(database_url) as one, process(database_url) as other:
            for n in range(10):
                a, b = f"A{n}", f"B{n}"
                await send(one, organization.id, received(a, 1), received(b, 1))
                done = await asyncio.gather(merge(one, a, b), merge(other, b, a), merge(one, a, b), merge(other, b, a))
                assert any(done)

    run(work())


def test_a_name_used_by_two_use_cases_does_not_start() -> None:
    async def nothing(_command: Command, _work: Work) -> None:
        return None

    twice = use_case(COMMANDS["lots.move"], nothing)
    with pytest.raises(ValueError, match="used twice"):
        CommandHandling(EventStore(Database("", size=1).pool), [twice, twice])
