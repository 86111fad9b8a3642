"""The organization's own rules over HTTP, and the functions that answer."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel, Field

from projections.house_rules.projector import PROJECTION
from unison.inventory.domain import DEFAULT_CURRENCY, NegativeStock
from unison.organizations.domain import DEFAULT_LANGUAGE, Numbered
from unison.plausibility.domain import Policy
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow
from unison.shared.errors import warnings

router = ViewRouter(PROJECTION.name, prefix="/house-rules", tags=["house rules"])
Reader = Annotated[Principal, Depends(may("house_rules.read", "See the settings of the organization."))]


class WarningShown(BaseModel):
    """A warning, and whether a command that is warned of so is carried out. Names are null for a person who was erased."""

    warning: str = Field(description="Its code.")
    meaning: str = Field(description="Words in braces are the facts of the case.")
    policy: Policy
    set_by: UUID | None = None
    set_by_name: str | None = None
    set_at: datetime | None = None


class BooksChange(BaseModel):
    """A closing or an opening; `through` is the last day that was closed from then on, null where none was."""

    closed: bool
    through: date | None
    closed_until: datetime | None
    reason: str
    by_user: UUID | None
    by_name: str | None
    at: datetime


class BooksShown(BaseModel):
    """`closed_through` is the last closed day, null where none is: nothing is told or corrected of what was before `closed_until`.
    The last change comes first."""

    closed_through: date | None
    closed_until: datetime | None
    changes: list[BooksChange]


class NumberRule(BaseModel):
    """How orders are numbered that nobody names; `pattern` null: somebody has to."""

    numbered: Numbered
    pattern: str | None = None
    first: int = 1


class SettingChange(BaseModel):
    """Who said last how it is. Names are null for a person who was erased, or where it was said at the server itself."""

    setting: str
    set_by: UUID | None
    set_by_name: str | None
    set_at: datetime


class SettingsShown(BaseModel):
    """How the organization has set itself up. `currency` is settled by the first word, and EUR until then."""

    organization: str = Field(description="Its short name.")
    name: str
    currency: str
    negative_stock: NegativeStock
    languages: list[str]
    language: str
    number_rules: list[NumberRule]
    changes: list[SettingChange] = Field(description="Of what was said; the rest is as it is for everybody.")


async def organization_settings(cursor: AsyncCursor[DictRow]) -> SettingsShown:
    """How the organization has set itself up, and who said so."""
    await cursor.execute(PROJECTION.queries["show_organization"])
    named = await cursor.fetchone() or {}
    await cursor.execute(PROJECTION.queries["list_settings"])
    rows = await cursor.fetchall()
    said = {row["setting"]: row["value"] for row in rows}
    spoken: dict[str, Any] = said.get("languages") or {"languages": [DEFAULT_LANGUAGE], "language": DEFAULT_LANGUAGE}
    return SettingsShown(
        organization=named["slug"],
        name=named["name"],
        currency=said.get("currency", DEFAULT_CURRENCY),
        negative_stock=said.get("negative_stock", NegativeStock.REFUSE),
        **spoken,
        number_rules=[NumberRule(numbered=each, **said.get(f"number_rule:{each}", {})) for each in Numbered],
        changes=[SettingChange(**{name: row[name] for name in SettingChange.model_fields}) for row in rows],
    )


async def books(cursor: AsyncCursor[DictRow]) -> BooksShown:
    """How far the books are closed, and the last hundred closings and openings."""
    await cursor.execute(PROJECTION.queries["list_books"])
    changes = [BooksChange(**row) for row in await cursor.fetchall()]
    through, until = (changes[0].through, changes[0].closed_until) if changes else (None, None)
    return BooksShown(closed_through=through, closed_until=until, changes=changes)


async def warning_policies(cursor: AsyncCursor[DictRow]) -> list[WarningShown]:
    """Every warning there is; one that nobody decided about is told."""
    await cursor.execute(PROJECTION.queries["list_warning_policies"])
    decided = {row["warning"]: row for row in await cursor.fetchall()}
    return [WarningShown(**decided.get(code, _undecided(code)), meaning=_meaning(code)) for code in sorted(warnings())]


def _undecided(code: str) -> dict[str, Any]:
    return {"warning": code, "policy": Policy.TELL}


def _meaning(code: str) -> str:
    return " ".join((warnings()[code].__doc__ or "").split())


@router.get("/warnings")
async def list_warnings(reader: Reader, reached: Reached, after: After = None) -> list[WarningShown]:
    """Every warning, and whether a command that is warned of so is carried out or refused."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await warning_policies(cursor)


@router.get("/settings")
async def show_settings(reader: Reader, reached: Reached, after: After = None) -> SettingsShown:
    """What the organization is called, its currency, languages, stock below zero, and how it numbers its orders."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await organization_settings(cursor)


@router.get("/books")
async def show_books(reader: Reader, reached: Reached, after: After = None) -> BooksShown:
    """Up to which day the books are closed, and who closed and opened them why."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await books(cursor)


VIEW = View(PROJECTION, router, rules=allow("operator", "house_rules.read"))
