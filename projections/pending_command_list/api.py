"""Pending commands over HTTP, and the functions that answer."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.pending_command_list.projector import PROJECTION
from unison.pending_commands.domain import PendingCommandStatus, UnknownPendingCommand
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.shared.errors import message_of

router = ViewRouter(PROJECTION.name, prefix="/pending-commands", tags=["pending commands"])
Reader = Annotated[
    Principal, Depends(may("pending_command_list.read", "See what was done without a network and no longer fitted."))
]

FACTS_OF_A_STREAM = 5


class PendingCommand(BaseModel):
    """A command that was set aside: what was sent, when and on which device, why it was refused, what became of it.

    `made_at` is when it was done, `set_aside_at` when it arrived. `amended` is the body as it was carried out, null where it
    was carried out as made. Names are null for a person who was erased."""

    pending_command: UUID
    plant: str | None
    command: str
    body: dict[str, Any]
    made_at: datetime
    by_user: UUID | None
    by_name: str | None
    device: str | None
    device_seq: int | None
    code: str
    message: str
    set_aside_at: datetime
    status: PendingCommandStatus
    amended: dict[str, Any] | None
    reason: str | None
    settled_by: UUID | None
    settled_by_name: str | None
    settled_at: datetime | None
    version: int


class FactMet(BaseModel):
    """A fact on the other side. `unknown_then` says that it was recorded after the command was made on the device."""

    version: int
    topic: str
    data: dict[str, Any]
    by_user: UUID | None
    by_name: str | None
    occurred_at: datetime
    recorded_at: datetime
    unknown_then: bool


class StreamMet(BaseModel):
    """What stands in a stream that the command was held against: its last facts now, the newest first. `met_version` is
    where it stood when the command was refused, 0 when it did not exist."""

    stream: str
    met_version: int
    facts: list[FactMet]


class PendingCommandInFull(PendingCommand):
    streams: list[StreamMet]


class OpenPendingCommands(BaseModel):
    open: int


async def pending_commands(
    cursor: AsyncCursor[DictRow],
    *,
    status: Sequence[PendingCommandStatus] | None = None,
    pending_command: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[PendingCommand]:
    """What was done first comes first; every status when none is asked for."""
    wanted = {
        "status": list(status or PendingCommandStatus),
        "pending_command": pending_command,
        "limit": limit,
        "offset": offset,
    }
    await cursor.execute(PROJECTION.queries["list_pending_commands"], wanted)
    return [
        PendingCommand(**row, message=message_of(row["code"], row["refusal_facts"])) for row in await cursor.fetchall()
    ]


async def pending_command_in_full(
    cursor: AsyncCursor[DictRow], pending_command: str, *, facts: int = FACTS_OF_A_STREAM
) -> PendingCommandInFull:
    """One pending command with the last facts on the other side; refuses `UnknownPendingCommand`."""
    found = await pending_commands(cursor, pending_command=pending_command)
    if not found:
        raise UnknownPendingCommand(key=pending_command)
    made_at = found[0].made_at
    await cursor.execute(PROJECTION.queries["list_facts_met"], {"pending_command": pending_command, "facts": facts})
    streams = [
        _stream(stream, list(rows), made_at) for stream, rows in groupby(await cursor.fetchall(), lambda r: r["stream"])
    ]
    return PendingCommandInFull(**found[0].model_dump(), streams=streams)


def _stream(stream: str, rows: list[DictRow], made_at: datetime) -> StreamMet:
    facts = [FactMet(**row, unknown_then=row["recorded_at"] > made_at) for row in rows if row["version"] is not None]
    return StreamMet(stream=stream, met_version=rows[0]["met_version"], facts=facts)


async def open_pending_commands(cursor: AsyncCursor[DictRow]) -> int:
    await cursor.execute(PROJECTION.queries["count_open"])
    (row,) = await cursor.fetchall()
    return row["open"]


@router.get("")
async def list_pending_commands(
    reader: Reader,
    reached: Reached,
    after: After = None,
    status: Annotated[list[PendingCommandStatus] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[PendingCommand]:
    """What was set aside, what was done first before the rest."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await pending_commands(cursor, status=status, limit=limit, offset=offset)


@router.get("/count")
async def count_pending_commands(reader: Reader, reached: Reached, after: After = None) -> OpenPendingCommands:
    """How many wait for a person."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return OpenPendingCommands(open=await open_pending_commands(cursor))


@router.get("/{pending_command}")
async def show_pending_command(
    pending_command: UUID, reader: Reader, reached: Reached, after: After = None
) -> PendingCommandInFull:
    """One pending command: what the device asked for, and what the streams that it met say now. Who may see some plants only is
    not shown the facts: a stream may be of another plant."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    facts = 0 if reader.plants else FACTS_OF_A_STREAM
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await pending_command_in_full(cursor, str(pending_command), facts=facts)


VIEW = View(PROJECTION, router)
