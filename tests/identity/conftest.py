"""A small application of sign-in, people and plants over a real database."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from acting import As, Firm, make_firm
from authenticator import Clock
from fastapi import APIRouter, FastAPI
from pydantic import SecretStr

from tests.presentation.showing import serving
from unison.infrastructure.access import Access
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.identity import second_factor as factors
from unison.main import RULES
from unison.people import api as people
from unison.people.application import check_permissions
from unison.plants import api as plants
from unison.presentation import auth, batch, by_provider, second_factor, signing_in
from unison.presentation import people as questions
from unison.presentation.context import Context
from unison.presentation.http import create_app
from unison.presentation.permissions import Permissions
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
    return Settings(data=tmp_path, secret=SecretStr("only for the tests of this folder."))


@pytest.fixture
def app(database_url: str, settings: Settings) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        database = Database(database_url, size=8)
        await database.open()
        names = ["work_orders.start", "work_orders.release", "plants.open"]
        use_cases = (*plants.CAPABILITY.use_cases, *people.CAPABILITY.use_cases)
        services = auth.services(
            settings, database, dict.fromkeys([*names, *(each.command.command_name for each in use_cases)], ""), RULES
        )
        known: Permissions = services[Permissions]
        commands = CommandHandling(
            EventStore(database.pool), use_cases, checks=(check_permissions(lambda: known.names),)
        )
        commands.listeners.append(services[Access].told)
        app.state.context = Context(settings, database, commands, services)
        try:
            yield
        finally:
            await database.close()

    routers = (
        signing_in.router, second_factor.router, by_provider.router, people.router, questions.router, batch.router,
        plants.router, probe,
    )  # fmt: skip
    return create_app(lifespan=lifespan, routers=routers, face=None)


@pytest.fixture
def client(app: FastAPI) -> Iterator[httpx.Client]:
    with serving(app) as address, httpx.Client(base_url=f"http://{address}/api/v1/") as client:
        yield client


@pytest.fixture
def signed(client: httpx.Client) -> As:
    return As(client)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that codes of the second factor go by."""
    clock = Clock()
    monkeypatch.setattr(factors, "time", clock)
    return clock
