"""Organizations, made and found over a connection of the owner: for the command line and the demo."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from uuid_utils.compat import uuid7

from unison.infrastructure.database import act_as_app, act_as_worker
from unison.infrastructure.sql import statements
from unison.shared.errors import RuleRefusal

_sql = statements("unison.infrastructure.identity", "organizations.sql")


FIRST_PLANT = "main"
"""The short name of a first plant to which nobody gives one."""


class OrganizationExists(RuleRefusal, code="organization_exists"):
    """There is an organization {slug} already. Choose another short name."""


def create_organization(
    connection: psycopg.Connection[Any],
    slug: str,
    name: str,
    *,
    plants: Sequence[str] = (FIRST_PLANT,),
    time_zone: str = "UTC",
    day_starts_at: str = "06:00",
) -> UUID:
    """An organization with its plants; answers its id. Refuses `OrganizationExists`."""
    organization = uuid7()
    try:
        with connection.transaction(), connection.cursor() as cursor:
            act_as_app(connection, organization)
            cursor.execute(_sql["create_organization"], {"slug": slug, "name": name})
            for plant in plants:
                row = {"plant": plant, "name": plant, "time_zone": time_zone, "day_starts_at": day_starts_at}
                cursor.execute(_sql["open_plant"], {"user": None, **row})
    except psycopg.errors.UniqueViolation:
        raise OrganizationExists(slug=slug) from None
    return organization


def find_organization(connection: psycopg.Connection[Any], slug: str) -> UUID | None:
    """The organization of that short name, None when there is none. Over a connection of the owner."""
    with connection.transaction():
        act_as_worker(connection)
        row = connection.execute(_sql["find_organization"], {"slug": slug}).fetchone()
    return row[0] if row else None


def list_plants(connection: psycopg.Connection[Any], organization: UUID) -> list[str]:
    """The plants of an organization, by name. Over a connection of the owner."""
    with connection.transaction():
        act_as_app(connection, organization)
        return [row[0] for row in connection.execute(_sql["list_plants"])]


def organization_slugs(connection: psycopg.Connection[Any]) -> list[str]:
    """The short names of every organization, sorted. Over a connection of the owner."""
    with connection.transaction():
        act_as_worker(connection)
        return [row[0] for row in connection.execute(_sql["list_slugs"])]
