"""The reader of all reactions: a page of the feed is read and decoded once, and decided organization by organization."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg
import structlog

from unison.infrastructure import codec
from unison.infrastructure.appends import ReactedElsewhere
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.feed.consumer import SQL as FEED_SQL
from unison.infrastructure.feed.parking import ParkedStream, parking_values
from unison.infrastructure.feed.reading import sentence
from unison.infrastructure.leading import showing_life, take_lead_async
from unison.infrastructure.reactions.page import DoesNotFit, Page, Wanted
from unison.infrastructure.reactions.reaction import Reaction
from unison.infrastructure.sql import statements
from unison.shared.errors import OrganizationMoved

SQL = statements("unison.infrastructure.reactions")

log = structlog.get_logger()

PAGE = 5_000
"""Feed numbers of one step at most."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one step did: everything up to `position` of the server's feed is decided."""

    position: int
    more: bool


class Reactor:
    """Carries out what follows from the feed. The connection is its own, of the role `unison_worker`, in autocommit."""

    def __init__(
        self, connection: psycopg.AsyncConnection[Any], commands: CommandHandling, reactions: Sequence[Reaction]
    ) -> None:
        self._connection, self._commands = connection, commands
        self._reactions = {reaction.name: reaction for reaction in reactions}
        self._topics = sorted({topic for reaction in reactions for topic in reaction.topics})
        self._names = {
            "names": list(self._reactions),
            "fingerprints": [reaction.fingerprint for reaction in reactions],
        }

    async def take_lead(self) -> bool:
        """One reactor for each server. Who takes it tries again what was stopped."""
        if not await take_lead_async(self._connection, "reactions"):
            return False
        await self._connection.execute(FEED_SQL["try_stopped_again"])
        return True

    @asynccontextmanager
    async def alone(self) -> AsyncGenerator[None]:
        """Nobody else steps, resumes what is parked, or sets a reaction elsewhere meanwhile."""
        await self._connection.execute(SQL["lock_steps"])
        try:
            yield
        finally:
            await self._connection.execute(SQL["unlock_steps"])

    async def step(self) -> Progress | None:
        """Decides a page and carries it out; None when there is nothing to do.

        A step that is cut short, by a crash or by somebody else's, has done each fact up to some number, and the next goes on
        behind it. Raises `Contended` where a stream is written to without pause.
        """
        if await self._rows("has_reaction_news", self._names) == [(False,)]:
            return None
        async with self.alone(), showing_life(self._connection):
            return await self._step()

    async def _step(self) -> Progress | None:
        members = dict(await self._rows("list_members", self._names))
        ((end,),) = await (await self._connection.execute(FEED_SQL["read_feed_end"])).fetchall()
        after = min(members.values(), default=end)
        if after >= end:
            return None
        up_to = min(end, after + PAGE)
        read = {"after": after, "up_to": up_to, "topics": self._topics}
        rows = await self._rows("read_facts", read)
        try:
            await self._react(rows, members)
        except ReactedElsewhere:
            log.info("reactions.somebody_else", after=after)
            return Progress(after, more=True)
        except DoesNotFit as fault:
            await self._stop(fault)
            return Progress(after, more=True)
        names, positions = list(members), list(members.values())
        await self._connection.execute(SQL["move"], {"names": names, "positions": positions, "up_to": up_to})
        return Progress(up_to, more=up_to < end)

    async def catch_up(self) -> None:
        """Decides everything that stands in the feed now."""
        while await self.step():
            pass

    async def resume(self, parked: ParkedStream) -> bool:
        """Makes up for a parked stream, up to where its reaction stands; True when it is level again."""
        async with self.alone():
            return await self._resume(self._reactions[parked.consumer], parked)

    async def _resume(self, reaction: Reaction, parked: ParkedStream) -> bool:
        stream = {"organization": parked.organization_id, "stream": parked.stream_id}
        wanted = {**stream, "name": reaction.name, "from_version": parked.from_version, "topics": list(reaction.topics)}
        rows = await self._rows("read_stream", wanted)
        failed: list[codec.FeedRow] = []

        async def park(reaction: Reaction, row: codec.FeedRow, error: Exception) -> None:
            failed.append(row)
            await self._park(reaction, row, error)

        page = Page(self._commands, parked.organization_id, {}, park)
        for row in rows:
            if not failed and (each := await self._wanted(reaction, row, park)) is not None:
                await page.carry_out([each], is_moving=False)
        if failed:
            return False
        await self._connection.execute(FEED_SQL["unpark"], {"consumer": reaction.name, **stream})
        return True

    async def _rows(self, statement: str, values: dict[str, Any]) -> list[Any]:
        return await (await self._connection.execute(SQL[statement], values)).fetchall()

    async def _react(self, rows: Sequence[Any], members: dict[str, int]) -> None:
        by_organization = sorted(rows, key=lambda row: (row[1], row[10]))
        organizations = list(dict.fromkeys(row[1] for row in by_organization))
        frozen = {each for (each,) in await self._rows("list_frozen", {"organizations": organizations})}
        for organization, its in groupby(by_organization, key=lambda row: row[1]):
            if organization in frozen:
                await self._wait_for(organization)
                continue
            try:
                await self._react_in(organization, list(its), members)
            except OrganizationMoved:  # since it was looked at
                await self._wait_for(organization)

    async def _wait_for(self, organization: UUID) -> None:
        names = {"names": self._names["names"], "organization": organization}
        await self._connection.execute(SQL["wait_for_organization"], names)

    async def _react_in(self, organization: UUID, rows: Sequence[Any], members: dict[str, int]) -> None:
        positions: dict[str, int] = dict(await self._rows("list_positions", {"organization": organization}))
        parked: set[tuple[str, str]] = set()

        async def park(reaction: Reaction, row: codec.FeedRow, error: Exception) -> None:
            parked.add((reaction.name, row[2]))
            await self._park(reaction, row, error)

        wanted: list[Wanted] = []
        for *columns, parked_by in rows:
            row: Any = tuple(columns)
            for name, position in members.items():
                reaction = self._reactions[name]
                if row[4] not in reaction.topics or row[0] <= position or row[10] <= positions.get(name, 0):
                    continue
                if name in parked_by or (name, row[2]) in parked:
                    continue
                if (each := await self._wanted(reaction, row, park)) is not None:
                    wanted.append(each)
        if wanted:
            await Page(self._commands, organization, positions, park).carry_out(wanted)

    async def _wanted(self, reaction: Reaction, row: codec.FeedRow, park: Any) -> Wanted | None:
        """None where nothing follows from the fact, or where its reaction raises: that parks its stream."""
        try:
            sent = reaction.sent(codec.recorded(row))
        except Exception as error:
            await park(reaction, row, error)
            return None
        return Wanted(reaction, row, sent) if sent else None

    async def _park(self, reaction: Reaction, row: codec.FeedRow, error: Exception) -> None:
        await self._connection.execute(FEED_SQL["park"], parking_values(reaction.name, row, error))
        log.error("consumer.parked", consumer=reaction.name, stream=row[2], version=row[3], error=str(error))

    async def _stop(self, fault: DoesNotFit) -> None:
        reason = sentence(fault.__cause__) if isinstance(fault.__cause__, Exception) else str(fault)
        await self._connection.execute(FEED_SQL["stop"], {"name": fault.reaction.name, "reason": reason})
        log.error("consumer.stopped", consumer=fault.reaction.name, reason=reason)
