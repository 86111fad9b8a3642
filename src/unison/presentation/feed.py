"""The feed over HTTP: every fact of one organization as CloudEvents 1.0, numbered 1, 2, 3 ..., to be resumed anywhere.

A reader keeps the cursor it got in `Unison-Feed-Next` and asks again with it as `after`. It has everything when that is
`Unison-Feed-End`. A cursor is a number and the beginning of its hash, `4711.c3ab8ff13720e8ad`: after a restore another fact
may have the number, and a reader of the lost one is told instead of going on. An event's `id` is made of both for the same
reason: a reader that throws out what it has seen by its id loses nothing.
`type` is `io.unison.` and the fact's topic, `subject` the stream, `source` the organization, `dataschema` the address where this
server tells the JSON schema of `data`.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypedDict

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import AfterValidator, StringConstraints, TypeAdapter
from starlette.requests import ClientDisconnect

from unison.infrastructure import codec
from unison.infrastructure.feed.cursor import START, cursor_of, number_of
from unison.infrastructure.sql import statements
from unison.presentation.auth import Principal, may
from unison.presentation.bounds import bounds
from unison.presentation.context import Reached
from unison.presentation.feed_end import FeedEnd
from unison.presentation.positions import Position, known_cursor
from unison.presentation.schemas import schema_address
from unison.shared.errors import ForbiddenRefusal
from unison.shared.events import fact_type, topics

router = APIRouter(tags=["feed"])

TYPE_PREFIX = "io.unison."
"""CloudEvents asks for a reverse domain name before an event's own name."""

SEARCHED = 20_000
"""How many facts a filtered call looks through at most, so that a rare type cannot hold a connection for long."""

_sql = statements("unison.presentation", "feed.sql")


class NotForSomePlants(ForbiddenRefusal, code="not_for_some_plants"):
    """The feed tells of every plant, and you may see only {plants}. Read it with an account for every plant."""


async def _reader(
    who: Annotated[Principal, Depends(may("feed.read", "Read every fact of the organization, as other systems do."))],
) -> Principal:
    if who.plants:
        raise NotForSomePlants(plants=", ".join(who.plants))
    return who


class CloudEvent(TypedDict, total=False):
    """A fact. Attributes as in CloudEvents 1.0; large numbers are strings, because its integers have 32 bits."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: str
    dataschema: str
    feedseq: str
    streamversion: int
    schemaversion: int
    recordedat: str
    feedhash: str
    user: str
    device: str
    deviceseq: str
    commandid: str
    correlationid: str
    causationid: str
    plant: str
    data: dict[str, Any]


class CloudEventsBatch(Response):
    media_type = "application/cloudevents-batch+json"


_META = ("user", "device", "command_id", "correlation_id", "causation_id", "plant")


@dataclass(frozen=True, slots=True)
class Page:
    """Facts as CloudEvents; reading goes on after the cursor `next`, and is at the end when that is `end`."""

    events: list[Mapping[str, Any]]
    next: str
    end: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts: of these topics and streams, and of streams whose name begins so. What is empty takes every fact."""

    types: Sequence[str] = ()
    subjects: Sequence[str] = ()
    subject_prefix: str = ""

    @property
    def all(self) -> bool:
        return not (self.types or self.subjects or self.subject_prefix)


EVERYTHING = Wanted()


async def read_page(
    cursor: AsyncCursor[DictRow], *, address: str, after: str, limit: int, wanted: Wanted = EVERYTHING
) -> Page:
    """The organization's facts after a cursor, in order, as the server at `address` tells them. Refuses as `known_cursor` does.

    A range read leaves nothing out: one sequencer numbers the facts, and commits a number only after all before it.
    """
    seq = await known_cursor(cursor, after)
    asked: dict[str, Any] = {
        "after": seq,
        "limit": limit,
        "searched": SEARCHED,
        "subject_prefix": wanted.subject_prefix,
    }
    asked |= {"types": list(wanted.types), "subjects": list(wanted.subjects)}
    await cursor.execute(_sql["read_all" if wanted.all else "read_some"], asked)
    rows = await cursor.fetchall()
    await cursor.execute(_sql["find_end"], asked)  # after the rows: the end may only be later than they are
    end = await cursor.fetchone()
    events = [cloud_event(row, address) for row in rows if row["topic"] is not None]
    return Page(events, _cursor(rows[-1]) if rows else after, _cursor(end) if end else START)


def known_topic(name: str) -> str:
    """The topic of an event's type, which may be written with its prefix. ValueError where no fact has it, with those there are:
    of its room, where there is such a room, otherwise of all."""
    topic = name.removeprefix(TYPE_PREFIX)
    known = sorted(topics())
    if topic not in known:
        of_room = [each for each in known if each.startswith(topic.partition(".")[0] + ".")]
        raise ValueError(f"no fact has the type {name}. There are {', '.join(of_room or known)}")
    return topic


def _cursor(row: DictRow) -> str:
    return cursor_of(row["seq"], row["hash"])


def cloud_event(row: DictRow, address: str) -> Mapping[str, Any]:
    """A row of the feed as a CloudEvent of the server at `address`."""
    schema_version, data = _present_form(row["topic"], row["schema_version"], row["data"])
    meta: dict[str, Any] = msgspec.json.decode(row["meta"])
    event: dict[str, Any] = {
        "specversion": "1.0",
        "id": _cursor(row).replace(".", "-"),
        "source": f"/organizations/{row['organization_id']}",
        "type": TYPE_PREFIX + row["topic"],
        "subject": row["stream_id"],
        "time": row["occurred_at"],
        "datacontenttype": "application/json",
        "dataschema": schema_address(address, row["topic"], schema_version),
        "feedseq": str(row["seq"]),
        "streamversion": row["version"],
        "schemaversion": schema_version,
        "recordedat": row["recorded_at"],
        "feedhash": row["hash"].hex(),
        "data": data,
    }
    event.update({name.replace("_", ""): meta[name] for name in _META if meta.get(name) is not None})
    if meta.get("device_seq") is not None:
        event["deviceseq"] = str(meta["device_seq"])
    return event


def _present_form(topic: str, schema_version: int, data: str) -> tuple[int, msgspec.Raw]:
    """A fact stored in an older form is told in the present one, so that readers know one form of each."""
    present = fact_type(topic).schema_version if topic in topics() else schema_version
    if schema_version == present:
        return present, msgspec.Raw(data.encode())
    return present, msgspec.Raw(codec.encode(codec.decode_fact(topic, schema_version, data)))


Topic = Annotated[str, AfterValidator(known_topic), StringConstraints(max_length=200)]
Stream = Annotated[str, StringConstraints(min_length=1, max_length=300)]


async def wanted_facts(
    of_type: Annotated[
        list[Topic] | None,
        Query(
            alias="type", max_length=100, description="A topic, such as work_orders.WorkOrderReleased. Repeat for more."
        ),
    ] = None,
    subject: Annotated[
        list[Stream] | None,
        Query(max_length=100, description="A stream, such as work_orders:WO-1. Repeat for more."),
    ] = None,
    subject_prefix: Annotated[
        str, Query(max_length=300, description="Streams whose name begins so, such as `lots:`.")
    ] = "",
) -> Wanted:
    return Wanted(of_type or (), subject or (), subject_prefix)


@router.get(
    "/feed",
    openapi_extra=bounds(seconds=90),  # of which somebody may wait 60
    response_class=CloudEventsBatch,
    response_model=None,
    responses={
        200: {
            "description": "Facts in the order of the feed",
            "content": {
                CloudEventsBatch.media_type: {
                    "schema": {"type": "array", "items": TypeAdapter(CloudEvent).json_schema()}
                }
            },
            "headers": {
                "Unison-Feed-Next": {"description": "The `after` of the next call", "schema": {"type": "string"}},
                "Unison-Feed-End": {"description": "The cursor of the latest fact", "schema": {"type": "string"}},
            },
        }
    },
)
async def read_feed(
    request: Request,
    who: Annotated[Principal, Depends(_reader)],
    reached: Reached,
    wanted: Annotated[Wanted, Depends(wanted_facts)],
    after: Annotated[
        Position, Query(description="Facts after this cursor; 0 begins at the first.", examples=[START])
    ] = START,
    limit: Annotated[int, Query(ge=1, le=1000, description="How many facts at most.")] = 100,
    wait_s: Annotated[
        int, Query(ge=0, le=60, description="How many seconds to wait for a fact, at the end of the feed.")
    ] = 0,
) -> Response:
    """The organization's facts after a cursor, in order.

    Ask again with `Unison-Feed-Next` as `after` until it is `Unison-Feed-End`. 410 `history_differs`: the server was restored
    from before your cursor. 416 `beyond_feed`: the feed has no such number. Both tell the end, in `Unison-Feed-End` too. 503
    `feed_ahead`: after a crash the feed is not yet there again; ask again.
    With `type`, `subject` or `subject_prefix` a call may answer fewer facts than `limit`, even none, before the end: go
    on from `Unison-Feed-Next`. With `wait_s` an answer without facts comes only when so many seconds have passed; 429
    `too_many_wait`: too many wait already.
    """

    async def read(cursor: str) -> Page:
        async with reached.database.reading(who, primary=True) as rows:  # a cursor is judged by the whole history
            return await read_page(rows, address=reached.settings.address, after=cursor, limit=limit, wanted=wanted)

    ends = reached.service(FeedEnd)
    page = await (_awaited(ends, who, read, after, wait_s, request) if wait_s else read(after))
    return CloudEventsBatch(
        codec.encode(page.events), headers={"Unison-Feed-Next": page.next, "Unison-Feed-End": page.end}
    )


type _Read = Callable[[str], Coroutine[Any, Any, Page]]


async def _awaited(ends: FeedEnd, who: Principal, read: _Read, after: str, wait_s: int, request: Request) -> Page:
    """The next page with a fact, or an empty one when the time is over. Raises `ClientDisconnect` when the client has gone."""
    deadline = time.monotonic() + wait_s
    page = await read(after)
    if page.events:
        return page

    async def wait() -> Page:
        nonlocal page
        while not page.events and await ends.beyond(who, number_of(page.next), deadline):
            page = await read(page.next)
        return page

    with ends.place(who.organization_id):
        return await _while_connected(request, wait())


async def _while_connected[T](request: Request, work: Coroutine[Any, Any, T]) -> T:
    going = asyncio.create_task(work)
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((going, gone), return_when=asyncio.FIRST_COMPLETED)
        if not going.done():
            raise ClientDisconnect
        return going.result()
    finally:
        for task in (going, gone):
            task.cancel()
        await asyncio.gather(going, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
