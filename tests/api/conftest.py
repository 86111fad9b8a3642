"""The whole application over a real port and a real database, with its workers, and people of two organizations."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
from fastapi import FastAPI

from tests import accounts
from tests.conftest import Organization, make_organization
from tests.presentation.showing import serving
from tests.spine import LONG_BEFORE, own_database, sequence, uuid7
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.projection.workers import Workers
from unison.infrastructure.tokens import TokenSigner
from unison.infrastructure.verification.job import KIND as VERIFICATION
from unison.main import CONSUMERS, application
from unison.presentation.door.connections import Connections
from unison.settings import Settings

NO_TLS = ssl.create_default_context()  # making one takes longer than most requests, and none of them needs it


@dataclass(frozen=True)
class Served:
    """A running application: its address, and whom it lets in."""

    address: str
    url: str
    signer: TokenSigner
    owner: psycopg.Connection[Any]
    app: FastAPI

    @property
    def connections(self) -> Connections:
        return self.app.state.connections

    @property
    def commands(self) -> CommandHandling:
        return self.app.state.context.commands

    def organization(self) -> Organization:
        return make_organization(self.owner)

    def verify(self, organization: Organization) -> None:
        """What a worker does when a verification is asked for: the feed up to here has a signed head afterwards."""
        sequence(self.url)
        with Workplace(self.url, self.app.state.context.settings) as workplace:
            VERIFICATION.carry_out(
                Job(uuid4(), VERIFICATION.name, organization.id, {}, 1, datetime.now(UTC)), workplace
            )

    def client(self, organization: Organization, role: str = "admin") -> httpx.Client:
        token = accounts.token(self.owner, self.signer, organization.id, role)
        return httpx.Client(
            base_url=f"http://{self.address}",
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
            trust_env=False,
            verify=NO_TLS,
        )


@pytest.fixture(scope="session")
def served(server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("data")
    with own_database(server) as url:
        workers = Workers(url, CONSUMERS)
        workers.start()
        try:
            with (
                serving(app := application(_settings(data), url), _settings(data)) as address,
                database.connect(url, "owner") as owner,
            ):
                yield Served(address, url, accounts.signer(url, data), owner, app)
        finally:
            workers.stop()


def _settings(data: Path) -> Settings:
    return Settings(data=data)


@pytest.fixture
def mine(served: Served) -> Organization:
    return served.organization()


@pytest.fixture
def client(served: Served, mine: Organization) -> Iterator[httpx.Client]:
    with served.client(mine) as client:
        yield client


def send(client: httpx.Client, route: str, key: str | None = None, **body: Any) -> httpx.Response:
    """`send(client, "lots/move", lot="L1", location="rack 7")`. Orders and machines are there long before anything is told."""
    if route in ("work-orders/create", "equipment/register"):
        body = {"occurred_at": LONG_BEFORE.isoformat(), **body}
    headers = {"Idempotency-Key": key or str(uuid7())}
    return client.post(f"/api/v1/{route}", json=body, headers=headers)


def done(client: httpx.Client, route: str, **body: Any) -> dict[str, int]:
    """The command carried out: the version of each stream that got facts."""
    answer = send(client, route, **body)
    assert answer.is_success, answer.text
    return {position["stream"]: position["version"] for position in answer.json()["streams"]}


def previewed(client: httpx.Client, command: str, **body: Any) -> httpx.Response:
    return client.post("/api/v1/costing/preview", json={"command": command, "body": body})
