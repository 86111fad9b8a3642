"""Rights over HTTP, and the functions that answer: how they changed (`changing`), and who had which at a moment (`holding`)."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from projections.rights.api.changing import Change, Had, HolderKind, changes
from projections.rights.api.holding import (
    Holder,
    PersonInFull,
    PersonThen,
    RoleThen,
    holders,
    people,
    person_in_full,
    roles,
)
from projections.rights.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import Permissions
from unison.shared.commands import Key, Moment

__all__ = [
    "PROJECTION",
    "Change",
    "Had",
    "Holder",
    "PersonInFull",
    "PersonThen",
    "RoleThen",
    "changes",
    "holders",
    "people",
    "person_in_full",
    "roles",
]  # fmt: skip

router = ViewRouter(PROJECTION.name, prefix="/rights", tags=["people and plants"])
Reader = Annotated[Principal, Depends(may("rights.read"))]
AsOf = Annotated[
    Moment | None, Query(description="As it was at that moment; a change holds from its own moment on. Else now.")
]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/changes")
async def list_changes(
    reader: Reader,
    reached: Reached,
    after: After = None,
    kind: Annotated[HolderKind | None, Query(description="Only of those.")] = None,
    holder: Annotated[
        Key | None,
        Query(description="Only of this one: the id of a person, or the name of a role or a machine account."),
    ] = None,
    since: Annotated[Moment | None, Query(description="Only from then on.")] = None,
    until: Annotated[Moment | None, Query(description="Only before then.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> list[Change]:
    """Who gave whom which right, who took it, when and why: every change of people, roles and machine accounts, the latest
    first."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await changes(
            cursor, reached.service(Permissions), kind=kind, holder=holder, since=since, until=until, limit=limit, offset=offset
        )  # fmt: skip


@router.get("/people")
async def list_people_then(
    reader: Reader,
    reached: Reached,
    after: After = None,
    as_of: AsOf = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> list[PersonThen]:
    """Everybody who was let in by a moment, and which roles they had where."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await people(cursor, as_of=as_of, limit=limit, offset=offset)


@router.get("/people/{person}")
async def show_person_then(
    person: UUID, reader: Reader, reached: Reached, after: After = None, as_of: AsOf = None
) -> PersonInFull:
    """What somebody might do at a moment, in which plants, and by which of their roles."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await person_in_full(cursor, reached.service(Permissions), person, as_of=as_of)


@router.get("/roles")
async def list_roles_then(reader: Reader, reached: Reached, after: After = None, as_of: AsOf = None) -> list[RoleThen]:
    """What each role might do at a moment."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await roles(cursor, reached.service(Permissions), as_of=as_of)


@router.get("/holders")
async def list_holders(
    reader: Reader,
    reached: Reached,
    permission: Annotated[str, Query(max_length=80, description="A permission, as in lots.hold.")],
    after: After = None,
    plant: Annotated[Key | None, Query(description="In this plant; else in any.")] = None,
    as_of: AsOf = None,
) -> list[Holder]:
    """Who had a permission at a moment, people and programs, and by which of their roles. Whoever was disabled then had none."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await holders(cursor, reached.service(Permissions), permission, plant=plant, as_of=as_of)


VIEW = View(PROJECTION, router)
