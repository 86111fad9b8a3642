"""How rights changed: each change with what it gave and what it took."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel, Field

from projections.rights.projector import PROJECTION
from unison.presentation.permissions import Permissions

type HolderKind = Literal["person", "role", "machine_account"]


class Had(BaseModel):
    """A role, or permissions by their names in place of one, and where they are had."""

    role: str | None
    permissions: list[str] = []
    plants: list[str] = Field(description="Empty: every plant.")


class Change(BaseModel):
    """A change of somebody's rights, or of what a role may do. `at` is from when it held."""

    number: int = Field(description="Of the fact, in the feed.")
    at: datetime
    kind: HolderKind
    holder: str = Field(description="The id of the person, or the name of the role or the machine account.")
    name: str | None = Field(description="What the person is called now; null for one who was erased.")
    is_erased: bool = Field(description="The person was erased, then or later.")
    change: str
    by_user: UUID | None = Field(description="Null: at the server itself, or by a program.")
    by_name: str | None
    device: str | None
    reason: str | None
    given: list[Had] = Field(description="What was had from then on and not before.")
    taken: list[Had]
    permissions_given: list[str] = Field(description="Of a role: what it might do from then on and not before.")
    permissions_taken: list[str]
    second_factor: bool | None = Field(description="Of a role that was said anew: whether it demands a second factor.")
    changed: list[str] | None = Field(
        description="What was changed of what is personal, by its name; never what it is."
    )


async def changes(
    cursor: AsyncCursor[DictRow],
    permissions: Permissions,
    *,
    kind: HolderKind | None = None,
    holder: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
    offset: int = 0,
) -> list[Change]:
    """The latest first. `since` is within, `until` is not."""
    asked = {"kind": kind, "holder": holder, "since": since, "until": until, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_changes"], asked)
    return [await _change(row, permissions) for row in await cursor.fetchall()]


async def _change(row: DictRow, permissions: Permissions) -> Change:
    given, taken = _differences(row["assignments"], row["had"])
    now, before = await _of_role(row, permissions) if row["kind"] == "role" else (frozenset[str](), frozenset[str]())
    more = {
        "number": row["seq"], "given": given, "taken": taken, "permissions_given": sorted(now - before),
        "permissions_taken": sorted(before - now),
    }  # fmt: skip
    return Change.model_validate(row | more)


def _differences(now: Sequence[Any] | None, before: Sequence[Any] | None) -> tuple[list[Any], list[Any]]:
    """None of `now`: the fact said nothing of it."""
    if now is None:
        return [], []
    return [each for each in now if each not in (before or ())], [each for each in before or () if each not in now]


async def _of_role(row: DictRow, permissions: Permissions) -> tuple[frozenset[str], frozenset[str]]:
    """What the role may do by what this row says, and what it might do before."""
    now = frozenset[str]() if row["allow"] is None else await permissions.held(row["allow"], row["deny"])
    if row["had_allow"] is not None:
        return now, await permissions.held(row["had_allow"], row["had_deny"])
    return now, frozenset() if row["was_retired"] else permissions[row["holder"]]
