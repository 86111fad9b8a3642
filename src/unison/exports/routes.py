"""Exports over HTTP: asked for, looked at, cancelled, and fetched by a link that needs no token and expires."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from psycopg import AsyncCursor
from psycopg.rows import DictRow, dict_row
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response, StreamingResponse
from uuid_utils.compat import uuid7

from unison.exports.questions import Question, Questions
from unison.exports.reading import Asker, Refused
from unison.exports.writing import MEDIA_TYPES
from unison.infrastructure.database import SQL
from unison.infrastructure.seal import entering
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import TokenSigner
from unison.presentation.auth import Principal, may
from unison.presentation.bounds import bounds
from unison.presentation.context import Context, Reached
from unison.presentation.documents import named
from unison.presentation.http import API
from unison.shared.errors import GoneRefusal, RuleRefusal, UnknownRefusal
from unison.shared.time import now

router = APIRouter(prefix="/exports", tags=["exports"])

UNDER_WAY = 3
"""How many exports of one person wait or run at a time."""

KEPT_DAYS = 3
"""How long a file is kept, in days."""

LINK_MINUTES = 15
"""How long a link opens its file, in minutes. Each look at the export makes a new one."""

_VIEW = {"x-view": "exports"}
_sql = statements("unison.exports", "exports.sql")

Person = Annotated[
    Principal, Depends(may("exports.read", "Have lists and reports made into files, of what they may see."))
]


class TooManyExports(RuleRefusal, code="too_many_exports"):
    """You have {count} exports under way, and no more are made at once. Wait for one to end, or cancel one."""


class UnknownExport(UnknownRefusal, code="unknown_export"):
    """You have no such export. Files are kept for {days} days."""


class ExportGone(GoneRefusal, code="export_gone"):
    """The file is no longer here: it has expired or was cancelled. Export it again."""


class NewExport(BaseModel):
    """What is wanted: the address of a list or a report as it is asked with GET, with its parameters."""

    model_config = ConfigDict(extra="forbid")
    question: Annotated[str, Field(min_length=1, max_length=2000, examples=["/stock/movements?material=STEEL"])]
    format: Literal["csv", "parquet", "xlsx"]
    part: Annotated[
        str | None, Field(max_length=100, description="The list of a report that is wanted; left out, its first.")
    ] = None


class Export(BaseModel):
    """An export of yours. `file` opens it without a token until `link_expires_at`; each look makes a new link."""

    export_id: UUID
    title: str = Field(description="What it is, for people.")
    question: str
    part: str | None
    format: Literal["csv", "parquet", "xlsx"]
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    rows: int = Field(description="Rows written so far.")
    total: int | None = Field(description="How many rows there are; null while that is not known.")
    bytes: int
    reason: str | None = Field(description="Why it failed, or has to be tried again.")
    asked_at: datetime
    ended_at: datetime | None
    expires_at: datetime = Field(description="When the file goes.")
    file: str | None
    link_expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Everything:
    """Whoever has the link sees the file, which was made by the rights of whoever asked for it."""

    organization_id: UUID
    plants: tuple[str, ...] = ()


async def _questions(reached: Reached) -> Questions:
    return reached.service(Questions)


@router.post("", status_code=201, response_model=Export, openapi_extra=_VIEW)
async def create_export(
    body: NewExport,
    who: Person,
    reached: Reached,
    request: Request,
    questions: Annotated[Questions, Depends(_questions)],
) -> Response | Export:
    """Have a list or a report made into a file. What the list itself would refuse is refused here."""
    question = questions.find(body.question, body.part)
    try:
        await _asker(request, reached).ask(question.asked(limit=1) if question.at_most else question.asked())
    except Refused as refused:
        problem = dict(refused.answer)
        return JSONResponse(problem, problem["status"], media_type="application/problem+json")
    return _shown(reached, await _ask(reached, who, question, body))


@router.get("", openapi_extra=_VIEW)
async def list_exports(
    who: Person, reached: Reached, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> list[Export]:
    """Your exports, the latest first."""
    async with reached.database.reading(who, primary=True) as cursor:
        await cursor.execute(_sql["list_exports"], {"user": who.account_id, "limit": limit})
        return [_shown(reached, row) for row in await cursor.fetchall()]


@router.get("/{export_id}", openapi_extra=_VIEW)
async def show_export(export_id: UUID, who: Person, reached: Reached) -> Export:
    """An export of yours: how far it is, and where its file is."""
    async with reached.database.reading(who, primary=True) as cursor:
        await cursor.execute(_sql["find_export"], {"user": who.account_id, "export": export_id})
        return _shown(reached, _known(await cursor.fetchone()))


@router.post("/{export_id}/cancel", openapi_extra=_VIEW)
async def cancel_export(export_id: UUID, who: Person, reached: Reached) -> Export:
    """Make it no more, or remove its file."""
    async with _writing(reached, who) as cursor:
        await cursor.execute(_sql["cancel"], {"user": who.account_id, "export": export_id})
        return _shown(reached, _known(await cursor.fetchone()))


@router.get(
    "/{export_id}/file", response_class=StreamingResponse, response_model=None, openapi_extra=bounds(seconds=3600)
)
async def fetch_file(
    export_id: UUID, reached: Reached, key: Annotated[str, Query(max_length=2000, description="As the link has it.")]
) -> Response:
    """The file. 410 when the link has expired, or the file has gone."""
    organization, file = await reached.service(TokenSigner).file(key)
    viewer = _Everything(organization)
    async with reached.database.reading(viewer, primary=True) as cursor:
        await cursor.execute(_sql["find_file"], {"export": file})
        found = await cursor.fetchone()
    if found is None or file != export_id:
        raise ExportGone
    headers = {
        "Content-Length": str(found["bytes"]),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    response = StreamingResponse(
        _parts(reached, viewer, file, found["bytes"]), headers=headers, media_type=MEDIA_TYPES[found["format"]]
    )
    return named(response, f"{_title(found['question'])} {found['asked_at']:%Y-%m-%d}.{found['format']}")


async def _parts(reached: Context, viewer: _Everything, export: UUID, size: int) -> AsyncGenerator[bytes]:
    """Each in a transaction of its own: a slow reader holds nothing. Nothing is asked once all `size` bytes are there: whoever
    has them may be gone."""
    number = 0
    while size > 0:
        async with reached.database.reading(viewer, primary=True) as cursor:
            await cursor.execute(_sql["read_part"], {"export": export, "number": number})
            row = await cursor.fetchone()
        if row is None:
            return
        yield row["content"]
        size -= len(row["content"])
        number += 1


def _asker(request: Request, reached: Context) -> Asker:
    token = request.headers["authorization"].strip().partition(" ")[2].strip()
    return Asker(request.app, reached, token)


async def _ask(reached: Context, who: Principal, question: Question, body: NewExport) -> DictRow:
    asked = {"user": who.account_id, "export": uuid7(), "question": question.asked(), "days": KEPT_DAYS}
    async with _writing(reached, who) as cursor:
        await cursor.execute(_sql["count_under_way"], asked)
        (count,) = await cursor.fetchall()
        if count["under_way"] >= UNDER_WAY:
            raise TooManyExports(count=count["under_way"])
        await cursor.execute(_sql["ask"], asked | {"part": body.part, "format": body.format})
        return _known(await cursor.fetchone())


@asynccontextmanager
async def _writing(reached: Context, who: Principal) -> AsyncGenerator[AsyncCursor[DictRow]]:
    async with (
        reached.database.pool.connection() as connection,
        connection.transaction(),
        connection.cursor(row_factory=dict_row) as cursor,
    ):
        await cursor.execute(SQL["enter_organization"], entering(connection, who.organization_id))
        yield cursor


def _known(row: DictRow | None) -> DictRow:
    if row is None:
        raise UnknownExport(days=KEPT_DAYS)
    return row


def _shown(reached: Context, row: DictRow) -> Export:
    fields = {name: row[name] for name in Export.model_fields if name in row}
    file = link_expires_at = None
    if row["state"] == "done":
        link_expires_at = min(row["expires_at"], now() + timedelta(minutes=LINK_MINUTES))
        key = reached.service(TokenSigner).sign_file(row["organization_id"], row["export_id"], link_expires_at)
        file = f"{API}/exports/{row['export_id']}/file?key={key}"
    return Export(**fields, title=_title(row["question"]), file=file, link_expires_at=link_expires_at)


def _title(question: str) -> str:
    """`/api/v1/stock/movements?lot=L-1` is called `Stock movements`."""
    words = question.partition("?")[0].removeprefix(API).replace("/", " ").replace("-", " ").split()
    return " ".join(words).capitalize()
