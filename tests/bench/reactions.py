"""How fast facts lead to commands: a reaction to each of so many facts, by pages that are decided and appended together, and each
by itself. Every command is about a stream of its own. The facts stand in the feed when the clock begins.
"""

import asyncio
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import batched
from typing import Any
from uuid import UUID

from tests.bench.measuring import Figure, Scale
from tests.bench.rig import Rig, organization
from tests.spine import append, count, event, sequence
from unison.infrastructure import database
from unison.infrastructure.feed.consumer import register
from unison.infrastructure.reactions import page
from unison.infrastructure.reactions.reaction import Reaction
from unison.infrastructure.reactions.worker import reacting
from unison.lots.application.commands import HoldLot
from unison.lots.domain.facts import LotReceived
from unison.main import command_handling
from unison.shared.commands import Command
from unison.shared.events import Recorded


@dataclass(frozen=True, slots=True)
class Size:
    """Facts that are reacted to by pages, and each by itself."""

    pages: int
    one_by_one: int


SIZES = {Scale.FULL: Size(100_000, 10_000), Scale.QUICK: Size(10_000, 2_000), Scale.TINY: Size(40, 20)}


def hold(_: LotReceived, event: Recorded[Any]) -> Iterator[Command]:
    yield HoldLot(lot=event.key, reason="just received")


HOLDS = Reaction("bench_hold", {LotReceived: hold}, sends=(HoldLot,))


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    with rig.database() as url:
        pages_s = _reacted_s(url, organization(url), size.pages)
        with _each_by_itself():
            alone_s = _reacted_s(url, organization(url), size.one_by_one)
    pages, alone = size.pages / pages_s, size.one_by_one / alone_s
    return [
        Figure("facts with a reaction each", size.pages, "facts"),
        Figure("by pages", pages, "commands/s"),
        Figure("each by itself", alone, "commands/s"),
        Figure("by pages / each by itself", pages / alone, "times as fast", 2),
    ]


def _reacted_s(url: str, organization_id: UUID, facts: int) -> float:
    """Seconds from the first page to the last position."""
    fact = LotReceived(material="steel", quantity=Decimal(1), unit="kg", plant="main")
    with database.connect(url, "owner") as connection:
        if count(url, "SELECT count(*) FROM unison.consumers WHERE name = %s", HOLDS.name) == 0:
            register(connection, HOLDS)
        for lots in batched(range(facts), 1_000):
            append(connection, organization_id, *(event(f"lots:L-{lot}", 1, fact) for lot in lots))
    sequence(url)
    took_s = asyncio.run(_catch_up_s(url))
    held = "SELECT count(*) FROM unison.events WHERE organization_id = %s AND topic = 'lots.LotHeld'"
    if count(url, held, organization_id) != facts:
        raise AssertionError("not every fact has led to its command")
    return took_s


async def _catch_up_s(url: str) -> float:
    async with reacting(url, command_handling, [HOLDS]) as reactor:
        began = time.perf_counter()
        await reactor.catch_up()
        return time.perf_counter() - began


@contextmanager
def _each_by_itself() -> Generator[None]:
    together, at_once = page.TOGETHER, page.DECIDED_AT_ONCE
    page.TOGETHER, page.DECIDED_AT_ONCE = 1, 1
    try:
        yield
    finally:
        page.TOGETHER, page.DECIDED_AT_ONCE = together, at_once
