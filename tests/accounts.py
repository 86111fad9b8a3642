"""Accounts for tests: who is let in, and the token by which they ask."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import psycopg
from psycopg.types.json import Jsonb

from tests.spine import BOB, uuid7
from unison.infrastructure import database
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.signing_keys import keys_over
from unison.infrastructure.tokens import TokenSigner
from unison.settings import Settings


def account(
    owner: psycopg.Connection[Any], organization: UUID, role: str = "admin", plants: Sequence[str] = ()
) -> UUID:
    """The id of somebody with that role in an organization, both there from now on; BOB is who may do everything."""
    person = BOB if role == "admin" and not plants else uuid5(BOB, f"{role} {sorted(plants)}")
    owner.execute(
        """WITH made AS (
             INSERT INTO unison.organizations (organization_id, slug, name) VALUES (%s, %s, 'Firm') ON CONFLICT DO NOTHING
             RETURNING organization_id)
           INSERT INTO unison.plants (organization_id, plant, name) SELECT organization_id, 'main', 'Main plant' FROM made""",
        (organization, f"t-{organization.hex}"),
    )
    owner.execute(
        """INSERT INTO unison.users (organization_id, user_id, login, name, assignments)
           VALUES (%s, %s, %s, 'Somebody', %s) ON CONFLICT DO NOTHING""",
        (organization, person, str(person), Jsonb([{"role": role, "plants": list(plants)}])),
    )
    return person


def signer(url: str, data: Path, *, life_s: int = 3600) -> TokenSigner:
    """Signs with the key of the database at the owner's URL, as the server does that has this data folder."""
    with database.connect(url, "owner") as connection:
        keys = keys_over(connection, InstallationSecret.of(Settings(data=data)))
    return TokenSigner.of_key(keys.private, life_s=life_s)


def token(
    owner: psycopg.Connection[Any] | str,
    signer: TokenSigner,
    organization: UUID,
    role: str = "admin",
    plants: Sequence[str] = (),
) -> str:
    """The access token of an `account`; the owner's connection, or URL."""
    if isinstance(owner, str):
        with database.connect(owner, "owner") as connection:
            return token(connection, signer, organization, role, plants)
    return signer.sign(organization, account(owner, organization, role, plants), uuid7())[0]
