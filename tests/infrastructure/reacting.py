"""Reactions of the tests' own, and what has become of them."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from psycopg.rows import dict_row

from tests.spine import sequence
from unison.infrastructure import database
from unison.infrastructure.feed.consumer import register as register_consumer
from unison.infrastructure.reactions.reaction import Reaction
from unison.infrastructure.reactions.worker import CommandsOf, reacting
from unison.lots.application.commands import HoldLot
from unison.lots.domain.facts import LotReceived
from unison.main import command_handling
from unison.shared.commands import Command
from unison.shared.events import Recorded


def hold(_: LotReceived, event: Recorded[Any]) -> Iterator[Command]:
    if event.key.startswith("bad"):
        raise ValueError("not a lot that anybody knows")
    if not event.key.startswith("good"):
        yield HoldLot(lot=event.key, reason="just received")


HOLDS = Reaction("test_hold", {LotReceived: hold}, sends=(HoldLot,))


def register(url: str, *reactions: Reaction) -> None:
    """Behind what stands in the feed."""
    sequence(url)
    with database.connect(url, "owner") as connection:
        known = {name for (name,) in connection.execute("SELECT name FROM unison.consumers").fetchall()}
        for reaction in reactions:
            if reaction.name not in known:
                register_consumer(connection, reaction)


def reacted(url: str, *reactions: Reaction, commands_of: CommandsOf = command_handling) -> None:
    """The reactions come to the feed's end."""

    async def react() -> None:
        async with reacting(url, commands_of, reactions) as reactor:
            await reactor.catch_up()

    sequence(url)
    asyncio.run(react())


def told(url: str, organization: UUID, topic: str) -> Sequence[dict[str, Any]]:
    with database.connect(url, "worker", row_factory=dict_row) as connection:
        found = "SELECT * FROM unison.events WHERE organization_id = %s AND topic = %s ORDER BY pos"
        return connection.execute(found, (organization, topic)).fetchall()


def positions(url: str, organization: UUID) -> dict[str, int]:
    with database.connect(url, "worker") as connection:
        found = "SELECT reaction, seq FROM unison.reaction_positions WHERE organization_id = %s"
        return dict(connection.execute(found, (organization,)).fetchall())


def refusals(url: str, organization: UUID) -> list[tuple[str, int, str, str]]:
    with database.connect(url, "worker") as connection:
        found = """SELECT stream_id, version, command, code FROM unison.reaction_refusals
                   WHERE organization_id = %s ORDER BY stream_id, version"""
        return connection.execute(found, (organization,)).fetchall()


def stood(is_so: Callable[[], bool]) -> None:
    """Waits until it is so."""
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to be so"
        time.sleep(0.05)
