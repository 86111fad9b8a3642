"""Read your own writes: a query with `?after=STREAM@VERSION` waits until its view has that fact. And a view that is being
rebuilt says so.
"""

import asyncio
import time
from collections.abc import Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from fastapi import Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import AfterValidator

from unison.infrastructure.database import Database
from unison.infrastructure.feed.consumer import SQL
from unison.infrastructure.replica import Server
from unison.infrastructure.sql import statements
from unison.presentation.auth import principal_of_header
from unison.presentation.context import Context
from unison.presentation.late_routes import LateRouter
from unison.presentation.positions import Place
from unison.shared.errors import NotYetProjected, Refusal, StreamParked, UnknownPosition, ViewRebuilding

WAIT_S = 2.0
"""How long a query waits for its view at most, in seconds."""

_POLL_S = 0.01

_sql = statements("unison.presentation", "freshness.sql")

_OLD_S = 1.0
"""How long a process keeps what it knows of views that are being rebuilt, in seconds."""


def split(after: str) -> tuple[str, int]:
    """The stream and the version of `STREAM@VERSION`; a stream's name may itself hold an `@`. ValueError for others."""
    stream, at, version = after.rpartition("@")
    if not (at and stream and stream.isprintable() and version.isascii() and version.isdigit() and len(version) < 10):
        raise ValueError("must read STREAM@VERSION, as in work_orders:WO-1@3")
    return stream, int(version)


def _well_formed(after: str) -> str:
    split(after)
    return after


After = Annotated[
    Annotated[str, AfterValidator(_well_formed)] | None,
    Query(
        max_length=300,
        description="STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most.",
        examples=["work_orders:WO-1@3"],
    ),
]


@dataclass(frozen=True, slots=True)
class _Everything:
    """Reads an organization's feed whatever plants it is for: nothing of it is shown."""

    organization_id: UUID
    plants: tuple[str, ...] = ()


class Positions:
    """How far each projection is on a server. However many wait, the server is asked once every ten milliseconds."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._turn = asyncio.Lock()
        self._asked_at = 0.0
        self._reached: Mapping[str, int] = {}

    async def wait(self, projection: str, cell_seq: int, timeout_s: float) -> bool:
        """Whether the projection has reached the place in the server's order within the time."""
        deadline = time.monotonic() + timeout_s
        while self._reached.get(projection, -1) < cell_seq:
            if time.monotonic() > deadline:
                return False
            await self._ask()
            if self._reached.get(projection, -1) < cell_seq:
                await asyncio.sleep(_POLL_S)
        return True

    async def _ask(self) -> None:
        async with self._turn:
            if time.monotonic() - self._asked_at < _POLL_S:
                return
            async with self._server.connection() as connection:
                rows = await (await connection.execute(_sql["list_positions"])).fetchall()
            self._reached, self._asked_at = dict(rows), time.monotonic()


_positions: WeakKeyDictionary[Server, Positions] = WeakKeyDictionary()


def positions(server: Server) -> Positions:
    return _positions.setdefault(server, Positions(server))


async def fresh(database: Database, organization: UUID, projection: str, after: str | None) -> None:
    """Waits until the projection has the fact that `after` names, 2 s at most; None waits for nothing.

    Refuses `UnknownPosition` when there is no such fact, `NotYetProjected`, and `StreamParked` when the projection has set
    the stream aside at that fact or before.
    """
    if after is None:
        return
    stream, version = split(after)
    deadline = time.monotonic() + WAIT_S
    late = NotYetProjected(projection=projection, after=after)
    cell_seq = await _cell_seq(database, organization, stream, version, deadline)
    if cell_seq is None or not await positions(database.answering).wait(
        projection, cell_seq, deadline - time.monotonic()
    ):
        raise late
    if await _is_parked(database, organization, projection, stream, version):
        raise StreamParked(projection=projection, stream=stream)


async def fresh_at(database: Database, projection: str, place: Place) -> None:
    """Waits until the projection has come to a place in the feed, 2 s at most; refuses `NotYetProjected`."""
    if not await positions(database.answering).wait(projection, place.cell_seq, WAIT_S):
        raise NotYetProjected(projection=projection, after=place.cursor)


async def _cell_seq(database: Database, organization: UUID, stream: str, version: int, deadline: float) -> int | None:
    """Where the fact stands in the feed, once the sequencer has numbered it. The empty stream stands before all.

    A command is answered after its facts are stored: one that is not in the store is not to be waited for. The primary is
    asked, because a replica that does not have a fact cannot tell whether it is still to come.
    """
    if version == 0:
        return 0
    while True:
        async with database.reading(_Everything(organization), primary=True) as cursor:
            await cursor.execute(_sql["find_place"], {"stream": stream, "version": version})
            if (row := await cursor.fetchone()) is None:
                raise UnknownPosition(after=f"{stream}@{version}")
            if row["cell_seq"] is not None:
                return row["cell_seq"]
        if time.monotonic() > deadline:
            return None
        await asyncio.sleep(_POLL_S)


async def _is_parked(database: Database, organization: UUID, projection: str, stream: str, version: int) -> bool:
    async with database.reading(_Everything(organization)) as cursor:
        asked = {"projection": projection, "stream": stream, "version": version}
        await cursor.execute(_sql["find_parked"], asked)
        return await cursor.fetchone() is not None


class OldViews:
    """Which views were made by another version and are being rebuilt. However many ask, the server is asked once a second."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._turn = asyncio.Lock()
        self._known_until = 0.0
        self._old: Collection[str] = ()

    async def has(self, view: str) -> bool:
        if time.monotonic() > self._known_until:
            async with self._turn:
                if time.monotonic() > self._known_until:
                    self._old = await self._ask()
                    self._known_until = time.monotonic() + _OLD_S
        return view in self._old

    async def _ask(self) -> Collection[str]:
        async with self._server.connection() as connection:
            old = await connection.execute(SQL["list_changed"])
            return {row[0] for row in await old.fetchall()}


_old_views: WeakKeyDictionary[Server, OldViews] = WeakKeyDictionary()


class ViewRouter(LateRouter):
    """The routes of a view. While it is rebuilt they answer from its old tables, with the header `Unison-View: rebuilding`;
    what these cannot answer is refused as `ViewRebuilding`. In the OpenAPI document `x-view` names the view of each.
    `settings` are the framework's own.
    """

    def __init__(self, view: str, **settings: Any) -> None:
        super().__init__(route_class=_view_route(view), **settings)


def _view_route(view: str) -> type[APIRoute]:
    class ViewRoute(APIRoute):
        def __init__(self, path: str, endpoint: Callable[..., Any], **settings: Any) -> None:
            told: dict[str, Any] = settings.pop("openapi_extra", None) or {}
            super().__init__(path, endpoint, **settings, openapi_extra=told | {"x-view": view})

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def answer(request: Request) -> Response:
                reached: Context = request.app.state.context
                server = reached.database.answering
                old = await _old_views.setdefault(server, OldViews(server)).has(view)
                who = await principal_of_header(reached, request.headers.get("authorization", ""))
                try:
                    asked = await reached.naming.renamed(request, reached.database, who.organization_id)
                except Refusal:
                    await handle(request)  # who may not ask is told that first, and nothing of what there is
                    raise
                try:
                    response = await handle(asked)
                except psycopg.ProgrammingError as error:  # a column or a table that the old ones do not have
                    if old:
                        raise ViewRebuilding(view=view) from error
                    raise
                if old:
                    response.headers["Unison-View"] = "rebuilding"
                return response

            return answer

    return ViewRoute
