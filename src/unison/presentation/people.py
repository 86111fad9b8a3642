"""Questions about people, their roles and the plants, and the password that the server makes for somebody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from unison.infrastructure.access import Access
from unison.infrastructure.database import Database
from unison.infrastructure.rights import Principal
from unison.infrastructure.sql import statements
from unison.presentation.auth import may
from unison.presentation.context import Reached
from unison.presentation.permissions import Permissions
from unison.presentation.plants import plants_seen
from unison.shared.commands import WallTime
from unison.shared.ports import Viewer
from unison.shared.roles import BUILT_IN

router = APIRouter(tags=["people and plants"])

ReaderOfNames = Annotated[
    Principal, Depends(may("people.read", "See what the people are called who recorded and corrected."))
]
ReaderOfRights = Annotated[
    Principal, Depends(may("rights.read", "See everybody with their roles, who gave them, and who might do what when."))
]
ReaderOfPlants = Annotated[Principal, Depends(may("plants.read", "See the plants and their clocks."))]

_sql = statements("unison.presentation", "people.sql")


class Named(BaseModel):
    """What the person behind an id is called now. One who was erased is not told."""

    user_id: UUID
    name: str


class Assigned(BaseModel):
    role: str
    plants: list[str] = Field(description="The plants where the role is had; empty means every plant.")


class Person(BaseModel):
    person: UUID
    login: str | None
    name: str
    email: str | None
    assignments: list[Assigned]
    disabled_at: datetime | None
    created_at: datetime
    has_password: bool
    must_change_password: bool
    has_pin: bool = Field(description="For stations; what it is is told to nobody.")
    has_badge: bool
    has_second_factor: bool


class Role(BaseModel):
    role: str
    built_in: bool = Field(description="Every organization begins with it.")
    changed: bool = Field(description="The organization has said itself what it may do.")
    retired: bool
    allow: list[str]
    deny: list[str]
    second_factor: bool
    permissions: list[str] = Field(description="What it comes to.")
    people: int = Field(description="How many have it.")


class PermissionShown(BaseModel):
    permission: str
    meaning: str = Field(description="What whoever holds it may do, in one sentence.")


class PlantShown(BaseModel):
    plant: str
    name: str
    time_zone: str
    day_starts_at: WallTime


@router.get("/people")
async def list_names(who: ReaderOfNames, reached: Reached) -> list[Named]:
    """The names behind the ids by which facts tell who recorded and corrected them."""
    async with reached.database.reading(who) as cursor:
        rows = await (await cursor.execute(_sql["list_names"])).fetchall()
    return [Named(**row) for row in rows]


@router.get("/people/accounts")
async def list_people(who: ReaderOfRights, reached: Reached) -> list[Person]:
    """Everybody who is let in, or was, and what they may do where."""
    return await people(reached.database, who)


async def people(database: Database, who: Viewer) -> list[Person]:
    """Of the viewer's organization, by name."""
    async with database.reading(who, primary=True) as cursor:
        rows = await (await cursor.execute(_sql["list_people"])).fetchall()
    return [Person(**row) for row in rows]


@router.get("/people/roles")
async def list_roles(who: ReaderOfRights, reached: Reached) -> list[Role]:
    """The roles there are: those that every organization begins with, and its own."""
    return await roles(reached.database, reached.service(Access), who)


async def roles(database: Database, access: Access, who: Viewer) -> list[Role]:
    """Of the viewer's organization, those of the beginning first."""
    now = await access.roles(who.organization_id)
    async with database.reading(who, primary=True) as cursor:
        rows = await (await cursor.execute(_sql["list_roles"])).fetchall()
    told = {row["role"]: row for row in rows}
    names = [*BUILT_IN, *sorted(told.keys() - set(BUILT_IN))]
    return [_role(name, told.get(name), now[name].holds if name in now else ()) for name in names]


def _role(name: str, told: dict[str, object] | None, holds: Iterable[str]) -> Role:
    own = told is not None and told["allow"] is not None
    return Role.model_validate(
        {
            "role": name, "built_in": name in BUILT_IN, "changed": own, "retired": bool(told and told["retired"]),
            "allow": told["allow"] if told and own else sorted(holds), "deny": told["deny"] if told and own else [],
            "second_factor": bool(told and told["second_factor"]), "permissions": sorted(holds),
            "people": told["people"] if told else 0,
        }
    )  # fmt: skip


@router.get("/people/permissions", dependencies=[Depends(may("rights.read"))])
async def list_permissions(reached: Reached) -> list[PermissionShown]:
    """Every permission that a role can hold: the commands, and what questions ask for."""
    told = reached.service(Permissions).meanings
    return [PermissionShown(permission=name, meaning=told[name]) for name in sorted(told)]


@router.get("/plants")
async def list_plants(who: ReaderOfPlants, reached: Reached) -> list[PlantShown]:
    """The plants you may see."""
    async with reached.database.reading(who) as cursor:
        return [PlantShown(**row) for row in await plants_seen(cursor)]
