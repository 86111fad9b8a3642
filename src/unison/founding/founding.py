"""Founding an organization: its row, then commands, the first administrator last.

Whatever is interrupted is done again and adds nothing twice: until there is somebody who can sign in, an organization of that short
name is taken up where it was left. So is one that an import has made.
"""

import asyncio
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Any
from uuid import UUID

import psycopg
from psycopg.rows import DictRow, dict_row
from pydantic import BaseModel, Field, StringConstraints, ValidationError
from uuid_utils.compat import uuid7

from unison.costing.application import SetCurrency
from unison.imports.importing import reason_of
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database, act_as_worker
from unison.infrastructure.identity.organizations import FIRST_PLANT
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import hash_password
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.inventory.domain import CurrencyStands
from unison.organizations.application import SetLanguages
from unison.organizations.domain import DEFAULT_LANGUAGE, SettingUnchanged
from unison.people.application import AddPerson, Assigned, Login
from unison.plants.application import ChangePlant, OpenPlant
from unison.presentation.plants import plants_seen
from unison.shared.commands import EARLIEST, Command, Currency, Key, Text, TimeZone, WallTime
from unison.shared.errors import MalformedRefusal, Refusal, RuleRefusal
from unison.shared.names import same
from unison.shared.roles import ADMIN

SQL = statements("unison.founding", "founding.sql")


class ShortNameNeeded(MalformedRefusal, code="short_name_needed"):
    """No short name can be made of {name}. Say one: letters a to z, digits and hyphens."""


class OrganizationHasPeople(RuleRefusal, code="organization_has_people"):
    """There is an organization {slug} already, and it has people. Choose another short name, or have one of its administrators add
    whom you want."""


class _Said(BaseModel):
    """The shape of what is wanted, as it is checked."""

    plant: Key | None = None
    slug: Annotated[str, StringConstraints(pattern="^[a-z0-9][a-z0-9-]{0,62}$")]
    name: Annotated[Text, Field(max_length=200)]
    login: Login
    person: Annotated[Text, Field(max_length=200)]
    plant_name: Annotated[Text, Field(max_length=200)] | None = None
    time_zone: TimeZone | None = None
    day_starts_at: WallTime | None = None
    currency: Currency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What is wanted. `currency` None: not settled yet. Times are those of the clock in the plant; what None is said of it is as a
    plant that is there has it, and else as `OpenPlant` has it. `plant` None: the only one there is, else `FIRST_PLANT`."""

    slug: str
    name: str
    login: str
    person: str
    plant: str | None = None
    plant_name: str | None = None
    time_zone: str | None = None
    day_starts_at: time | None = None
    currency: str | None = None
    language: str = DEFAULT_LANGUAGE

    @classmethod
    def said(cls, **told: Any) -> "Founding":
        """In the words of the command line. Raises ValueError, which says what is wrong."""
        try:
            wanted = _Said.model_validate(told)
        except ValidationError as error:
            raise ValueError(reason_of(error)) from None
        return cls(**{name: getattr(wanted, name) for name in _Said.model_fields})

    def of_plant(self, plants: Sequence[DictRow]) -> Command | None:
        """Opens the first plant, or has one that is there as it is wanted, from its first day on; None: it is so already."""
        of = {"name": self.plant_name, "time_zone": self.time_zone, "day_starts_at": self.day_starts_at}
        told = {name: value for name, value in of.items() if value is not None}
        key = self.plant or (plants[0]["plant"] if len(plants) == 1 else FIRST_PLANT)
        there = next((plant for plant in plants if same(plant["plant"], key)), None)
        if there is None:
            return OpenPlant.model_validate({"plant": key, "name": self.plant or "Main plant", **told})
        differs = {name: value for name, value in told.items() if there[name] != value}
        return ChangePlant.model_validate({"plant": key, "valid_from": EARLIEST.date(), **differs}) if differs else None

    def settings(self) -> Iterator[tuple[Command, tuple[type[Refusal], ...]]]:
        """What else is sent, each with the refusals that say that it is so already."""
        if self.currency is not None:
            yield SetCurrency(currency=self.currency), (CurrencyStands,)
        if self.language != DEFAULT_LANGUAGE:
            yield SetLanguages(languages=(self.language,), language=self.language), (SettingUnchanged,)

    def administrator(self) -> AddPerson:
        """The first of its people."""
        everywhere = Assigned(role=ADMIN)
        return AddPerson(person=uuid7(), login=self.login.lower(), name=self.person, assignments=(everywhere,))


@dataclass(frozen=True, slots=True)
class Founder:
    """Whoever is at the server itself, or knows its setup code. Implements `unison.shared.ports.Viewer`."""

    organization_id: UUID
    plants: tuple[str, ...] = ()


def slug_of(name: str) -> str:
    """The short name that a name leads to: `Müller & Söhne` is `muller-sohne`. Refuses `ShortNameNeeded`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:63].strip("-")
    if not slug:
        raise ShortNameNeeded(name=name)
    return slug


async def found(
    database: Database, commands: CommandHandling, wanted: Founding, password: str, *, for_once: bool = False
) -> UUID:
    """The organization's id. A password that is told somebody `for_once` must be changed when they sign in. Refuses
    `OrganizationHasPeople`."""
    organization = await _organization(database, wanted)
    sender = Sender(organization, None, device="founding")
    async with database.reading(Founder(organization), primary=True) as cursor:
        plants = await plants_seen(cursor)
    if (command := wanted.of_plant(plants)) is not None:
        await commands.send(Envelope(uuid7(), command, sender))
    for command, already in wanted.settings():
        try:
            await commands.send(Envelope(uuid7(), command, sender))
        except already:
            continue
    secrets_told = {"password_hash": await asyncio.to_thread(hash_password, password)}
    if for_once:
        secrets_told["for_once"] = ""
    await commands.send(Envelope(uuid7(), wanted.administrator(), sender, secrets=secrets_told))
    return organization


async def _organization(database: Database, wanted: Founding) -> UUID:
    """The one of that short name, as long as it has no people; else a new one."""
    made = uuid7()
    try:
        async with database.writing(Founder(made)) as cursor:
            await cursor.execute(SQL["create_organization"], {"slug": wanted.slug, "name": wanted.name})
            return made
    except psycopg.errors.UniqueViolation:
        there = await organization_of_slug(database, wanted.slug)
    await refuse_one_with_people(database, there, wanted.slug)
    return there


async def organization_of_slug(database: Database, slug: str) -> UUID:
    async with database.pool.connection() as connection:
        row = await (await connection.execute(SQL["find_organization"], {"slug": slug})).fetchone()
    assert row is not None  # noqa: S101 - somebody has taken it a moment ago, and none is ever removed
    return row[0]


async def refuse_one_with_people(database: Database, organization: UUID, slug: str) -> None:
    async with database.reading(Founder(organization), primary=True) as cursor:
        row = await (await cursor.execute(SQL["count_people"])).fetchone()
    if row and row["people"]:
        raise OrganizationHasPeople(slug=slug)


async def is_anybody_there(database: Database, demo: str) -> DictRow:
    """`there`: an organization other than the demo has people; `at_all`: one has, be it the demo."""
    async with database.reading(Founder(UUID(int=0)), primary=True) as cursor:
        row = await (await cursor.execute(SQL["is_anybody_there"], {"demo": demo})).fetchone()
    return row or {"there": False, "at_all": False}


def all_organizations(connection: psycopg.Connection[Any]) -> list[DictRow]:
    """Every organization of the server, by its short name. Over a connection of the owner."""
    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        act_as_worker(connection)
        return cursor.execute(SQL["list_organizations"]).fetchall()


def has_people(connection: psycopg.Connection[Any], *, besides: str) -> bool:
    """Whether somebody can sign in to an organization other than the one of that short name."""
    row = connection.execute(SQL["has_people_besides"], {"slug": besides}).fetchone()
    return bool(row and row[0])
