"""Live updates: a WebSocket that tells when a view has something new. What is new, the client then reads over HTTP.

The token comes in the first message, not in the address, which ends up in logs:

    -> {"token": "...", "subscribe": ["work_order_board", "oee"]}
    <- {"subscribed": ["oee", "work_order_board"]}
    <- {"projection": "oee", "seq": 4711, "streams": ["work_orders:WO-1"]}

`seq` null says that updates may have been missed: read again. `subscribe` replaces what was subscribed before; a
new `token` prolongs the connection. It is closed with 4401 when the token is missing, bad or expired, and with 4400
after a message that cannot be read.
"""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Annotated, Any, cast
from uuid import UUID

import msgspec
import psycopg
import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from unison.infrastructure import access as accesses
from unison.infrastructure.access import Access, Principal
from unison.infrastructure.database import Database, conninfo
from unison.infrastructure.feed.consumer import SQL
from unison.infrastructure.tokens import Claims
from unison.presentation.auth import claims_of
from unison.presentation.context import Context
from unison.presentation.door.sockets import Places, is_of_this_origin
from unison.presentation.feed_end import FeedEnd
from unison.shared.errors import UnauthenticatedRefusal

log = structlog.get_logger()
router = APIRouter()

STREAMS_TOLD = 20
_FIRST_MESSAGE_S = 10.0
_SEND_S = 10.0
_LONGEST_BACKOFF_S = 10.0

_MALFORMED, _UNAUTHENTICATED, _TOO_MANY = 4400, 4401, 1013


def read(projection: str) -> str:
    """The permission to read a view."""
    return f"{projection}.read"


@dataclass(slots=True, eq=False)
class Listener:
    """One client. What it has not been told yet is kept once for each projection, the newest: a slow client costs no
    memory, and misses steps but never the last.
    """

    claims: Claims
    principal: Principal
    projections: frozenset[str] = frozenset()
    waiting: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    doubted: asyncio.Event = field(default_factory=asyncio.Event)
    """Whether what it may do may have changed."""

    def tell(self, projection: str, seq: int | None, streams: Iterable[str]) -> None:
        if projection not in self.projections:
            return
        before = self.waiting.get(projection)
        if self.principal.plants_for(
            read(projection)
        ):  # a stream's name may be of a plant that this person may not see
            streams = ()
        if before is not None:
            streams = {**dict.fromkeys(before["streams"]), **dict.fromkeys(streams)}
            known: int | None = before["seq"]
            seq = None if seq is None or known is None else max(seq, known)
        told = list(streams)[:STREAMS_TOLD]
        self.waiting[projection] = {"projection": projection, "seq": seq, "streams": told}
        self.awake.set()

    async def next(self) -> list[dict[str, Any]]:
        await self.awake.wait()
        self.awake.clear()
        messages, self.waiting = list(self.waiting.values()), {}
        return messages


class _News(msgspec.Struct, frozen=True):
    """What a reader of the feed notifies with its commit: the views that changed, each with the streams that changed it. Without
    a `seq` where what changed is not of the feed.
    """

    organization: UUID
    seq: int | None
    views: dict[str, list[str]]


_read_news = msgspec.json.Decoder(_News).decode


class LiveHub:
    """One LISTEN connection for the process, and the clients it fans out to; those who wait for the feed hear of it too."""

    def __init__(self, database: Database, feed_end: FeedEnd, access: Access) -> None:
        self._database, self._feed_end, self._access = database, feed_end, access
        self._listeners: dict[UUID, set[Listener]] = {}
        self.places = Places()
        self.connected = asyncio.Event()

    @asynccontextmanager
    async def listening(self) -> AsyncGenerator[None]:
        """Listens to the database in the background, and again after every loss of the connection."""
        task = asyncio.create_task(self._listen_for_ever(), name="live updates")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def add(self, listener: Listener) -> None:
        self.places.take(listener.principal.account_id)
        self._listeners.setdefault(listener.principal.organization_id, set()).add(listener)

    def remove(self, listener: Listener) -> None:
        self.places.leave(listener.principal.account_id)
        organization = listener.principal.organization_id
        if others := self._listeners.get(organization):
            others.discard(listener)
            if not others:
                del self._listeners[organization]

    async def _listen_for_ever(self) -> None:
        backoff_s = 0.1
        while True:
            began = time.monotonic()
            try:
                await self._listen()
            except psycopg.Error as error:
                log.warning("live.connection_lost", error=str(error), again_in_s=backoff_s)
            finally:
                self.connected.clear()
                self._access.unheard()
            if time.monotonic() - began > _LONGEST_BACKOFF_S:
                backoff_s = 0.1
            await asyncio.sleep(backoff_s)
            backoff_s = min(backoff_s * 2, _LONGEST_BACKOFF_S)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(conninfo(self._database.url, "app"), autocommit=True)
        async with connection:
            await connection.execute(accesses.SQL["listen_to_access"])
            await connection.execute(SQL["listen_to_feed"])
            await connection.execute(SQL["listen_to_live"])
            self._tell_missed()
            self.connected.set()
            async for notification in connection.notifies():
                match notification.channel:
                    case "unison_feed":
                        self._feed_end.moved()
                    case "unison_access":
                        self._doubt(notification.payload)
                    case _:
                        self._tell(notification.payload)

    def _doubt(self, payload: str) -> None:
        try:
            organization = UUID(payload)
        except ValueError as error:  # somebody else may notify on this channel
            log.warning("live.unreadable", error=str(error))
            return
        self._access.changed(organization)
        for listener in self._listeners.get(organization, ()):
            listener.doubted.set()

    def _tell_missed(self) -> None:
        self._feed_end.moved()
        self._access.heard()
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.doubted.set()
                for projection in listener.projections:
                    listener.tell(projection, None, ())

    def _tell(self, payload: str) -> None:
        try:
            news = _read_news(payload)
        except msgspec.MsgspecError as error:  # somebody else may notify on this channel
            log.warning("live.unreadable", error=str(error))
            return
        for listener in self._listeners.get(news.organization, ()):
            for projection, streams in news.views.items():
                listener.tell(projection, news.seq, streams)


# The WebSocket ----------------------------------------------------------------------------------------------------


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")
    token: Annotated[str, Field(max_length=4096)] | None = None
    subscribe: Annotated[list[Annotated[str, Field(max_length=63)]], Field(max_length=50)] | None = None


@router.websocket("/live")
async def live(socket: WebSocket) -> None:
    """Tells a client when a view it subscribed to has something new."""
    reached = cast(Context, socket.app.state.context)
    hub = reached.service(LiveHub)
    if not (is_of_this_origin(socket, reached.settings.address) and hub.places.has_one_for_a_stranger):
        return await socket.close(_TOO_MANY)
    try:
        with hub.places.stranger():
            await socket.accept()
            async with asyncio.timeout(_FIRST_MESSAGE_S):
                first = _Message.model_validate_json(await socket.receive_text())
                listener = await _listener(reached, first.token)
    except (TimeoutError, UnauthenticatedRefusal) as refused:
        return await socket.close(_UNAUTHENTICATED, str(refused)[:120])
    except (ValidationError, KeyError):
        return await socket.close(_MALFORMED, "the first message must be {token, subscribe}")
    except WebSocketDisconnect:
        return None
    if not hub.places.admits(listener.principal.account_id):
        return await socket.close(_TOO_MANY, "too many are open for this account")
    hub.add(listener)
    try:
        await _Conversation(reached, socket, listener).run(first)
    finally:
        hub.remove(listener)


async def _listener(reached: Context, token: str | None) -> Listener:
    claims = await claims_of(reached, token or "")
    return Listener(claims, await reached.service(Access).principal(claims))


@dataclass(slots=True)
class _Conversation:
    reached: Context
    socket: WebSocket
    listener: Listener

    async def run(self, first: _Message) -> None:
        """Until the client goes, the token expires or counts no more, or a message cannot be sent or read."""
        tasks = [asyncio.create_task(work) for work in (self._hear(first), self._tell(), self._expire())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            code, reason = done.pop().result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if code:
            with suppress(RuntimeError, WebSocketDisconnect):  # it may have gone meanwhile
                await self.socket.close(code, reason)

    async def _hear(self, first: _Message) -> tuple[int, str]:
        try:
            await self._heed(first)
            while True:
                await self._heed(_Message.model_validate_json(await self.socket.receive_text()))
        except (TimeoutError, WebSocketDisconnect):
            return 0, ""
        except (ValidationError, KeyError):  # a message of bytes has no text
            return _MALFORMED, "a message must be {subscribe} or {token}"
        except UnauthenticatedRefusal as refused:
            return _UNAUTHENTICATED, str(refused)[:120]

    async def _tell(self) -> tuple[int, str]:
        try:
            while True:
                for message in await self.listener.next():
                    await self._send(message)
        except (TimeoutError, WebSocketDisconnect, RuntimeError):
            return 1013, "too slow"

    async def _expire(self) -> tuple[int, str]:
        doubted = self.listener.doubted
        while True:  # a new token moves the end
            left_s = self.listener.claims.expires_at.timestamp() - time.time()
            if left_s <= 0:
                return _UNAUTHENTICATED, "the access token has expired"
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left_s, 30)):
                    await doubted.wait()
            if doubted.is_set():
                doubted.clear()
                try:
                    await self._look_again()
                except UnauthenticatedRefusal as refused:
                    return _UNAUTHENTICATED, str(refused)[:120]

    async def _look_again(self) -> None:
        """What may not be read any more is not told any more. Refuses what `Access.principal` does."""
        claims = self.listener.claims
        self._become(claims, await self.reached.service(Access).principal(claims))

    def _become(self, claims: Claims, principal: Principal) -> None:
        self.listener.claims, self.listener.principal = claims, principal
        self.listener.projections = frozenset(filter(self._may_read, self.listener.projections))

    async def _heed(self, message: _Message) -> None:
        if message.token is not None:
            renewed = await _listener(self.reached, message.token)
            if renewed.principal.organization_id != self.listener.principal.organization_id:
                raise UnauthenticatedRefusal
            self._become(renewed.claims, renewed.principal)
        if message.subscribe is not None:
            self.listener.projections = frozenset(p for p in message.subscribe if self._may_read(p))
            self.listener.waiting.clear()
            await self._send({"subscribed": sorted(self.listener.projections)})

    def _may_read(self, projection: str) -> bool:
        return read(projection) in self.listener.principal.permissions

    async def _send(self, message: dict[str, Any]) -> None:
        async with asyncio.timeout(_SEND_S):
            await self.socket.send_text(json.dumps(message))
