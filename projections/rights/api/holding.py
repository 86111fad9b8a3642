"""Who might do what at a moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel, Field

from projections.rights.api.changing import Had, HolderKind
from projections.rights.projector import PROJECTION
from unison.people.domain import UnknownPermission, UnknownPerson
from unison.presentation.permissions import Permissions
from unison.shared.time import now

_EVERYBODY = 100_000


class PersonThen(BaseModel):
    """Somebody, and what they had. Names are those of now; one who was erased since has none."""

    person: UUID
    login: str | None
    name: str | None
    is_erased: bool = Field(description="Then or later.")
    standing: Literal["let_in", "disabled", "erased"] = Field(description="At that moment.")
    since: datetime = Field(description="When they were added.")
    assignments: list[Had]


class Held(BaseModel):
    """A permission, where it holds, and what it comes from."""

    permission: str
    plants: list[str] = Field(description="Empty: every plant.")
    roles: list[str]


class PersonInFull(PersonThen):
    """Somebody with all that they might do. Whoever was disabled or erased might do nothing."""

    permissions: list[Held]


class RoleThen(BaseModel):
    """A role. What those of the beginning may do, as long as nobody has said otherwise, is what this version of the program
    says."""

    role: str
    retired: bool
    second_factor: bool
    permissions: list[str]


class Holder(BaseModel):
    """Somebody, or a program, who had a permission."""

    kind: Literal["person", "machine_account"]
    holder: str = Field(description="The id of the person, or the name of the machine account.")
    name: str | None = Field(description="What the person is called now; null for one who was erased.")
    is_erased: bool
    plants: list[str] = Field(description="Where they had it. Empty: every plant.")
    roles: list[str] = Field(description="By which roles; empty: the permission itself was given to the program.")


async def people(
    cursor: AsyncCursor[DictRow], *, as_of: datetime | None = None, limit: int = 200, offset: int = 0
) -> list[PersonThen]:
    """By name; those who were erased come last."""
    return [_person(row) for row in await _holders(cursor, ("person",), as_of=as_of, limit=limit, offset=offset)]


async def person_in_full(
    cursor: AsyncCursor[DictRow], permissions: Permissions, person: UUID, *, as_of: datetime | None = None
) -> PersonInFull:
    """Refuses `UnknownPerson`, also for a moment before they were added."""
    rows = await _holders(cursor, ("person",), holder=str(person), as_of=as_of)
    if not rows:
        raise UnknownPerson
    known = await _roles(cursor, permissions, as_of)
    return PersonInFull(**_person(rows[0]).model_dump(), permissions=_held(rows[0], known, as_of))


async def roles(
    cursor: AsyncCursor[DictRow], permissions: Permissions, *, as_of: datetime | None = None
) -> list[RoleThen]:
    """Those of the beginning first."""
    await cursor.execute(PROJECTION.queries["list_roles"], {"as_of": as_of})
    own = {row["role"]: row for row in await cursor.fetchall()}
    names = [*permissions, *sorted(own.keys() - permissions.keys())]
    return [await _role(name, own.get(name), permissions) for name in names]


async def holders(
    cursor: AsyncCursor[DictRow],
    permissions: Permissions,
    permission: str,
    *,
    plant: str | None = None,
    as_of: datetime | None = None,
) -> list[Holder]:
    """By name, programs last. Refuses `UnknownPermission`."""
    if permission not in permissions.names:
        raise UnknownPermission(permission=permission)
    known = await _roles(cursor, permissions, as_of)
    found: list[Holder] = []
    for row in await _holders(cursor, ("person", "machine_account"), as_of=as_of):
        held = next((each for each in _held(row, known, as_of) if each.permission == permission), None)
        if held is not None and (plant is None or not held.plants or plant in held.plants):
            found.append(Holder.model_validate(row | {"plants": held.plants, "roles": held.roles}))
    return sorted(found, key=lambda each: each.kind == "machine_account")


async def _holders(
    cursor: AsyncCursor[DictRow],
    kinds: Sequence[HolderKind],
    *,
    holder: str | None = None,
    as_of: datetime | None = None,
    limit: int = _EVERYBODY,
    offset: int = 0,
) -> list[DictRow]:
    asked = {"kinds": list(kinds), "holder": holder, "as_of": as_of, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_holders"], asked)
    return await cursor.fetchall()


def _person(row: DictRow) -> PersonThen:
    return PersonThen.model_validate(row | {"person": row["holder"]})


async def _roles(
    cursor: AsyncCursor[DictRow], permissions: Permissions, as_of: datetime | None
) -> Mapping[str, Sequence[str]]:
    return {each.role: each.permissions for each in await roles(cursor, permissions, as_of=as_of)}


async def _role(name: str, said: DictRow | None, permissions: Permissions) -> RoleThen:
    if said is None:
        return RoleThen(role=name, retired=False, second_factor=False, permissions=sorted(permissions[name]))
    held = frozenset[str]() if said["retired"] else await permissions.held(said["allow"], said["deny"])
    return RoleThen(role=name, retired=said["retired"], second_factor=said["second_factor"], permissions=sorted(held))


def _held(row: DictRow, roles: Mapping[str, Sequence[str]], as_of: datetime | None) -> list[Held]:
    """What a holder might do: each permission once, where any of their roles gives it."""
    expired = row["expires_at"] is not None and row["expires_at"] <= (as_of or now())
    if row["standing"] != "let_in" or expired:
        return []
    told: dict[str, list[Any]] = {}
    for each in row["assignments"]:
        for permission in each["permissions"] or roles.get(each["role"] or "", ()):
            told.setdefault(permission, []).append(each)
    return [_together(permission, told[permission]) for permission in sorted(told)]


def _together(permission: str, by: Sequence[Mapping[str, Any]]) -> Held:
    everywhere = any(not each["plants"] for each in by)
    plants = [] if everywhere else sorted({plant for each in by for plant in each["plants"]})
    return Held(permission=permission, plants=plants, roles=[each["role"] for each in by if each["role"]])
