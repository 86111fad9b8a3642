"""The application of these tests, over a real database and a real port."""

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Depends, FastAPI
from showing import VIEW, Firm, serving

from unison.infrastructure.access import Access
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.tokens import TokenSigner
from unison.presentation import asyncapi, feed, live, schemas
from unison.presentation.auth import Principal, may
from unison.presentation.context import Context, Reached
from unison.presentation.feed_end import FeedEnd
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.http import create_app
from unison.presentation.live import LiveHub
from unison.presentation.permissions import allow, resolve
from unison.settings import Settings

view = ViewRouter(VIEW)


@view.get("/view")
async def read_view(
    who: Annotated[Principal, Depends(may(f"{VIEW}.read"))], reached: Reached, after: After = None
) -> str:
    await fresh(reached.database, who.organization_id, VIEW, after)
    return "fresh"


@view.get("/column-to-come")
async def read_column(who: Annotated[Principal, Depends(may(f"{VIEW}.read"))], reached: Reached) -> None:
    async with reached.database.reading(who, schema=VIEW) as cursor:
        await cursor.execute("SELECT to_come FROM orders")
        await cursor.fetchall()


@pytest.fixture
def signer() -> TokenSigner:
    return TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=60)


@pytest.fixture
def app(database_url: str, signer: TokenSigner, tmp_path: Path) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        database = Database(database_url, size=6)
        await database.open()
        feed_end = FeedEnd(database)
        permissions = resolve(
            dict.fromkeys(["feed.read", f"{VIEW}.read", "oee.read", "stock.read"], ""),
            allow("operator", f"{VIEW}.read", "oee.read", "stock.read"),
        )
        access = Access(database, permissions)
        hub = LiveHub(database, feed_end, access)
        services: dict[type[Any], Any] = {
            TokenSigner: signer,
            Access: access,
            LiveHub: hub,
            FeedEnd: feed_end,
        }
        commands = CommandHandling(EventStore(database.pool), ())
        app.state.context = Context(Settings(data=tmp_path), database, commands, services)
        async with hub.listening():
            await hub.connected.wait()
            yield
        await database.close()

    app = create_app(lifespan=lifespan, routers=(feed.router, schemas.router, live.router, view), face=None)
    asyncapi.install(app, "https://unison.example.com")
    return app


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://{address}/api/v1/") as client:
        yield client


@pytest.fixture
def make_firm(owner: psycopg.Connection[Any], signer: TokenSigner) -> Callable[[], Firm]:
    return lambda: Firm(owner, signer)


@pytest.fixture
def firm(make_firm: Callable[[], Firm]) -> Firm:
    return make_firm()


@pytest.fixture
def other_firm(make_firm: Callable[[], Firm]) -> Firm:
    return make_firm()
