"""Appends that wait for each other go together, and none of them hinders another."""

import asyncio
import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from tests.conftest import Organization
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import Carried, CommandKnown, Conflict, EventStore
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.lots.domain.facts import LotMoved
from unison.sales import application as sales
from unison.sales.application import RegisterCustomer
from unison.sales.domain.customers import CustomerExists
from unison.shared.events import Meta
from unison.shared.ports import Staged

AT = datetime(2026, 3, 2, 6, tzinfo=UTC)


@asynccontextmanager
async def opened(url: str) -> AsyncGenerator[EventStore]:
    database = Database(url, size=4)
    await database.open()
    try:
        yield EventStore(database.pool)
    finally:
        await database.close()


def moved(stream: str, version: int) -> Staged:
    return Staged(stream, version, LotMoved(location="rack 1"), AT, Meta())


def carried(command_id: uuid.UUID | None = None) -> Carried:
    return Carried(command_id or uuid.uuid4(), "ab" * 32, "{}")


def test_what_waits_is_stored_together(database_url: str, organization: Organization) -> None:
    async def run() -> dict[uuid.UUID, tuple[str, dict[str, object]]]:
        async with opened(database_url) as store:
            commands = [carried() for _ in range(50)]
            await asyncio.gather(
                *(store.append(organization.id, [c], [moved(f"lots:L-{n}", 1)]) for n, c in enumerate(commands))
            )
            return await store.answers(organization.id, [c.id for c in commands])

    assert len(asyncio.run(run())) == 50


def test_one_that_conflicts_or_is_known_hinders_no_other(database_url: str, organization: Organization) -> None:
    async def run() -> tuple[BaseException | None, ...]:
        async with opened(database_url) as store:
            known = carried()
            await store.append(organization.id, [known], [moved("lots:A", 1)])
            return await asyncio.gather(
                store.append(organization.id, [carried()], [moved("lots:B", 1)]),
                store.append(organization.id, [carried()], [moved("lots:A", 1)]),
                store.append(organization.id, [known], [moved("lots:C", 1)]),
                store.append(organization.id, [carried()], [moved("lots:D", 1)]),
                return_exceptions=True,
            )

    answers = asyncio.run(run())
    assert [type(answer) for answer in answers] == [type(None), Conflict, CommandKnown, type(None)]


def test_a_caller_that_gives_up_takes_nobody_along(database_url: str, organization: Organization) -> None:
    async def run() -> tuple[bool, bool]:
        async with opened(database_url) as store:
            first, second = carried(), carried()
            one = asyncio.create_task(store.append(organization.id, [first], [moved("lots:A", 1)]))
            other = asyncio.create_task(store.append(organization.id, [second], [moved("lots:B", 1)]))
            await asyncio.sleep(0)
            one.cancel()
            await other
            return one.cancelled(), second.id in await store.answers(organization.id, [second.id])

    assert asyncio.run(run()) == (True, True)


@pytest.mark.parametrize("knows", [True, False])
def test_a_stream_assumed_to_be_empty_is_refused_when_it_is_not(
    database_url: str, organization: Organization, knows: bool
) -> None:
    """Whether the same process made the customer, or another one whose memory this one does not have."""

    async def run() -> None:
        async with opened(database_url) as store:
            register = RegisterCustomer(customer="C-1", name="Gear AG")
            sender = Sender(organization.id, None)
            first = CommandHandling(store, sales.USE_CASES)
            await first.send(Envelope(uuid.uuid4(), register, sender))
            second = first if knows else CommandHandling(store, sales.USE_CASES)
            await second.send(Envelope(uuid.uuid4(), register, sender))

    with pytest.raises(CustomerExists):
        asyncio.run(run())


def test_two_that_make_one_stream_at_once_leave_one(database_url: str, organization: Organization) -> None:
    async def run() -> list[object]:
        async with opened(database_url) as store:
            register = RegisterCustomer(customer="C-1", name="Gear AG")
            sender = Sender(organization.id, None)
            processes = [CommandHandling(store, sales.USE_CASES) for _ in range(4)]
            return await asyncio.gather(
                *(each.send(Envelope(uuid.uuid4(), register, sender)) for each in processes), return_exceptions=True
            )

    answers = asyncio.run(run())
    assert sorted(type(answer).__name__ for answer in answers) == ["Answer"] + ["CustomerExists"] * 3
