"""Routes of people, for administrators, and of the plants that one may see."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from unison.infrastructure.identity import NotYourself
from unison.presentation.auth import Email, NewPassword, People, Principal, may
from unison.shared.commands import Key, Text, WallTime

router = APIRouter(tags=["people and plants"])

ReaderOfNames = Annotated[Principal, Depends(may("people.read"))]
ReaderOfUsers = Annotated[Principal, Depends(may("users.read"))]
Administrator = Annotated[Principal, Depends(may("users.manage"))]
ReaderOfPlants = Annotated[Principal, Depends(may("plants.read"))]

Role = Literal["operator", "supervisor", "auditor", "admin"]
Plants = Annotated[
    list[Key], Field(max_length=200, description="The plants this person may see; empty means every plant.")
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewUser(_Body):
    login: Key
    name: Text
    email: Email | None = None
    password: NewPassword
    role: Role
    plants: Plants = []


class Rights(_Body):
    role: Role
    plants: Plants = []


class ChangedEmail(_Body):
    email: Email | None = Field(description="Where this person gets mail; null: nowhere.")


class ResetPassword(_Body):
    password: NewPassword


class User(BaseModel):
    user_id: UUID
    login: str
    name: str
    email: str | None
    role: Role
    plants: list[str]
    disabled_at: datetime | None
    created_at: datetime


class Named(BaseModel):
    """What the person behind an id is called now. One who was erased is not told."""

    user_id: UUID
    name: str


class PlantShown(BaseModel):
    plant: str
    name: str
    time_zone: str
    day_starts_at: WallTime


async def _another(user_id: UUID, who: Administrator) -> UUID:
    """An administrator who disables, erases or demotes nobody but others is still there afterwards."""
    if user_id == who.user_id:
        raise NotYourself
    return user_id


Another = Annotated[UUID, Depends(_another)]


@router.get("/people")
async def list_names(who: ReaderOfNames, people: People) -> list[Named]:
    """The names behind the ids by which facts tell who recorded and corrected them."""
    return [Named(user_id=row["user_id"], name=row["name"]) for row in await people.list_users(who.organization_id)]


@router.get("/users")
async def list_users(who: ReaderOfUsers, people: People) -> list[User]:
    """Everybody who can sign in, or could."""
    return [User(**row) for row in await people.list_users(who.organization_id)]


@router.post("/users", status_code=201)
async def create_user(body: NewUser, who: Administrator, people: People) -> User:
    """Let somebody sign in."""
    fields = body.model_dump() | {"password": body.password.get_secret_value()}
    return User(**await people.create_user(who.organization_id, **fields))


@router.post("/users/{user_id}/disable")
async def disable_user(user_id: Another, who: Administrator, people: People) -> User:
    """Let somebody sign in no more."""
    return User(**await people.disable_user(who.organization_id, user_id))


@router.post("/users/{user_id}/enable")
async def enable_user(user_id: UUID, who: Administrator, people: People) -> User:
    """Let somebody sign in again."""
    return User(**await people.enable_user(who.organization_id, user_id))


@router.post("/users/{user_id}/change-role")
async def change_role(user_id: Another, body: Rights, who: Administrator, people: People) -> User:
    """Give somebody another role, or other plants. It holds from the next refresh of their token on."""
    return User(**await people.change_role(who.organization_id, user_id, body.role, body.plants))


@router.post("/users/{user_id}/change-email")
async def change_email(user_id: UUID, body: ChangedEmail, who: Administrator, people: People) -> User:
    """Give somebody another address for mail, or none."""
    return User(**await people.change_email(who.organization_id, user_id, body.email))


@router.post("/users/{user_id}/reset-password")
async def reset_password(user_id: UUID, body: ResetPassword, who: Administrator, people: People) -> User:
    """Set somebody's password and end their sign-ins."""
    return User(**await people.set_password(who.organization_id, user_id, body.password.get_secret_value()))


@router.delete("/users/{user_id}", status_code=204)
async def erase_user(user_id: Another, who: Administrator, people: People) -> None:
    """Erase the person. What they did stays, under an id that names nobody."""
    await people.erase_user(who.organization_id, user_id)


@router.get("/plants")
async def list_plants(who: ReaderOfPlants, people: People) -> list[PlantShown]:
    """The plants you may see."""
    return [PlantShown(**row) for row in await people.list_plants(who.organization_id, who.plants)]
