"""A small application of sign-in, people and plants over a real database."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from acting import As, Firm, make_firm, serving
from fastapi import APIRouter, FastAPI

from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.main import RULES
from unison.plants import api as plants
from unison.presentation import auth, users
from unison.presentation.context import Context
from unison.presentation.http import create_app
from unison.settings import Settings


@pytest.fixture
def firm(owner: psycopg.Connection[Any]) -> Firm:
    return make_firm(owner)


@pytest.fixture
def other_firm(owner: psycopg.Connection[Any]) -> Firm:
    return make_firm(owner)


probe = APIRouter()


@probe.get("/probe")
async def read_probe(who: auth.Signed) -> dict[str, Any]:
    return {"role": who.role, "plants": who.plants, "organization": str(who.organization_id)}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def app(database_url: str, settings: Settings) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        database = Database(database_url, size=8)
        await database.open()
        names = ["work_orders.start", "work_orders.release", "plants.open"]
        services = auth.services(settings, database, names, RULES)
        app.state.context = Context(
            settings, database, CommandHandling(EventStore(database.pool), plants.CAPABILITY.use_cases), services
        )
        try:
            yield
        finally:
            await database.close()

    return create_app(lifespan=lifespan, routers=(auth.router, users.router, plants.router, probe), face=None)


@pytest.fixture
def client(app: FastAPI) -> Iterator[httpx.Client]:
    with serving(app) as address, httpx.Client(base_url=f"http://{address}/api/v1/") as client:
        yield client


@pytest.fixture
def signed(client: httpx.Client) -> As:
    return As(client)
