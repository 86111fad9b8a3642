"""What a view knows is for a warning alone: a command is carried out whatever has become of the view."""

import asyncio
import time
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest

from projections.stock import PROJECTION
from projections.stock.api import VIEW
from tests.conftest import Organization, make_organization
from tests.spine import envelope, new_command, project, uuid7
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.figures import PATIENCE_S, figures
from unison.main import USE_CASES
from unison.shared.commands import Command

TENFOLD = new_command("lots.receive", lot="S-2", material="SALT", quantity="1000", unit="kg")


@pytest.fixture
def url(own_database_url: str, own_organization: Organization) -> str:
    """Salt was received, and the view of the stock knows of it."""
    first = new_command("lots.receive", lot="S-1", material="SALT", quantity="1", unit="kg")
    assert received(own_database_url, own_organization.id, first) == []
    project(own_database_url, PROJECTION)
    return own_database_url


@pytest.fixture
def own_organization(own_database_url: str) -> Organization:
    with database.connect(own_database_url, "owner") as owner:
        return make_organization(owner)


def received(url: str, organization: UUID, command: Command) -> list[str]:
    """The codes of the warnings with which it was carried out."""

    async def send() -> list[str]:
        pool = Database(url, size=2)
        await pool.open()
        try:
            known = {name: (VIEW.projection.name, figure) for name, figure in VIEW.figures.items()}
            handling = CommandHandling(EventStore(pool.pool), USE_CASES, figures=figures(pool, known))
            answer = await handling.send(envelope(organization, command, uuid7()))
            return [warning.code for warning in answer.warnings]
        finally:
            await pool.close()

    return asyncio.run(send())


def test_a_view_that_is_there_is_asked(url: str, own_organization: Organization) -> None:
    assert received(url, own_organization.id, TENFOLD) == ["far_more_than_ever"]


def test_a_view_that_is_behind_is_not_waited_for(own_database_url: str, own_organization: Organization) -> None:
    assert received(own_database_url, own_organization.id, TENFOLD) == []


def test_a_view_that_is_locked_costs_no_more_than_its_time(url: str, own_organization: Organization) -> None:
    with psycopg.connect(url) as owner:
        owner.execute("LOCK TABLE stock.movements IN ACCESS EXCLUSIVE MODE")
        before = time.monotonic()
        assert received(url, own_organization.id, TENFOLD) == []
        assert time.monotonic() - before < PATIENCE_S + 5


@pytest.mark.parametrize(
    "broken", ["DROP SCHEMA stock CASCADE", "ALTER TABLE stock.movements DROP COLUMN quantity CASCADE"]
)
def test_a_view_that_is_not_there_or_is_of_another_version_knows_nothing(
    url: str, own_organization: Organization, broken: LiteralString
) -> None:
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(broken)
    assert received(url, own_organization.id, TENFOLD) == []
