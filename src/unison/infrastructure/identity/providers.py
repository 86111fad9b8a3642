"""Which provider says who an organization's people are, and whom of them it has said so.

A person is known by the provider's own name for them, its subject. Who comes for the first time is the one whom an
administrator has linked, or the only one who has the mail address that the provider has verified; nobody is let in whom no
administrator has added.
"""

from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import DictRow, dict_row

from unison.infrastructure.access import AccountDisabled
from unison.infrastructure.database import Database, act_as_app
from unison.infrastructure.identity.oidc import Provider, Told, check_issuer
from unison.infrastructure.identity.writing import UnknownUser, within
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.security_log import Kind, note_over
from unison.infrastructure.sql import statements
from unison.shared.errors import UnauthenticatedRefusal, UnknownRefusal

_sql = statements("unison.infrastructure.identity", "providers.sql")


class NoProvider(UnknownRefusal, code="no_provider"):
    """This organization signs in by passwords alone. `unison oidc set` names a provider."""


class NotLinked(UnauthenticatedRefusal, code="not_linked"):
    """The provider knows you, and nobody here is linked to you. Ask an administrator to add you with the same mail address, or to
    link your login."""


class Providers:
    """What organizations have said of their providers. One per process."""

    def __init__(self, database: Database, secret: InstallationSecret) -> None:
        self._database, self._secret = database, secret

    async def label(self, slug: str) -> str | None:
        """What the button says; None where there is no provider, or no such organization."""
        organization = await self._organization(slug)
        row = await self._row(organization) if organization else None
        return row["label"] if row else None

    async def of_slug(self, slug: str) -> tuple[UUID, Provider]:
        """The provider of an organization by its short name. Refuses `NoProvider`."""
        organization = await self._organization(slug)
        if organization is None:
            raise NoProvider
        return organization, await self.of(organization)

    async def of(self, organization: UUID) -> Provider:
        """Refuses `NoProvider`."""
        row = await self._row(organization)
        if row is None:
            raise NoProvider
        secret = self._secret.open(_purpose(organization), row["sealed"]).decode()
        return Provider(row["issuer"], row["client_id"], secret)

    async def account_of(self, organization: UUID, told: Told) -> UUID:
        """Whose account it is; who comes for the first time is linked. Refuses `NotLinked` and `AccountDisabled`."""
        asked = {"issuer": told.issuer, "subject": told.subject, "email": told.email}
        async with within(self._database, organization) as cursor:
            found = await (await cursor.execute(_sql["find_linked"], asked)).fetchone()
            if found is None and told.email is not None:
                await cursor.execute(_sql["link_by_email"], asked)
                found = await (await cursor.execute(_sql["find_linked"], asked)).fetchone()
        if found is None:
            raise NotLinked
        if found["disabled"]:
            raise AccountDisabled
        return found["account_id"]

    async def _organization(self, slug: str) -> UUID | None:
        async with self._database.pool.connection() as connection:
            row = await (await connection.execute(_sql["find_organization_of_slug"], {"slug": slug.lower()})).fetchone()
        return row[0] if row else None

    async def _row(self, organization: UUID) -> DictRow | None:
        async with within(self._database, organization) as cursor:
            return await (await cursor.execute(_sql["find_provider"])).fetchone()


def _purpose(organization: UUID) -> str:
    return f"client secret of {organization}"


# Over a connection of the owner -----------------------------------------------------------------------------------


def set_provider(
    connection: psycopg.Connection[Any],
    secret: InstallationSecret,
    organization: UUID,
    provider: Provider,
    *,
    label: str,
) -> None:
    """From now on the organization's people may sign in by this provider, too. Refuses `ProviderAddress`."""
    sealed = secret.seal(_purpose(organization), provider.client_secret.encode())
    row = {"issuer": check_issuer(provider.issuer), "client_id": provider.client_id, "sealed": sealed, "label": label}
    with connection.transaction():
        act_as_app(connection, organization)
        known = connection.execute(_sql["find_provider"]).fetchone()
        connection.execute(_sql["set_provider"], row)
        _tell(connection, organization, "changed" if known else "set", provider.issuer)


def show_provider(connection: psycopg.Connection[Any], organization: UUID) -> DictRow | None:
    """`issuer`, `client_id`, `label`, `set_at`, and how many are linked; None where there is none."""
    with connection.transaction():
        act_as_app(connection, organization)
        return connection.cursor(row_factory=dict_row).execute(_sql["show_provider"]).fetchone()


def remove_provider(connection: psycopg.Connection[Any], organization: UUID) -> None:
    """Whom it linked stays linked, should it come again. Refuses `NoProvider`."""
    with connection.transaction():
        act_as_app(connection, organization)
        if connection.execute(_sql["remove_provider"]).rowcount == 0:
            raise NoProvider
        _tell(connection, organization, "removed")


def link(connection: psycopg.Connection[Any], organization: UUID, login: str, subject: str) -> None:
    """The provider's subject is this person, whatever mail address it tells. Refuses `NoProvider` and `UnknownUser`."""
    with connection.transaction():
        act_as_app(connection, organization)
        if connection.execute(_sql["find_provider"]).fetchone() is None:
            raise NoProvider
        asked = {"login": login.lower(), "subject": subject}
        if connection.execute(_sql["link_login"], asked).rowcount == 0:
            raise UnknownUser
        _tell(connection, organization, "person linked")


def _tell(connection: psycopg.Connection[Any], organization: UUID, what: str, issuer: str | None = None) -> None:
    note_over(connection, Kind.provider_changed, organization=organization, what=what, issuer=issuer)
