"""Files of other systems by the browser: looked at first, then carried out as commands under the sender's own rights."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from unison.imports import equipment, materials, people
from unison.imports.checking import check as look
from unison.imports.importing import Outcome, Plan
from unison.imports.layout import Layout, Unreadable
from unison.imports.options import Options
from unison.imports.sending import Carry, carry_out, rehearse
from unison.imports.tables import Rejected, Table, table_from
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.presentation.auth import Principal, may
from unison.presentation.bounds import bounds
from unison.presentation.context import Reached
from unison.presentation.sending import envelope_of
from unison.shared.errors import MalformedRefusal

router = APIRouter(prefix="/imports", tags=["imports"])

FILE_BYTES = 5 * 2**20
ROWS = 2_000
_REJECTED = 100
"""So many rejected rows are told, and as many that are asked about."""

Importer = Annotated[
    Principal, Depends(may("imports.send", "Bring in files whose rows become commands that they may send."))
]


class FileUnreadable(MalformedRefusal, code="file_unreadable"):
    """The file cannot be read: {why}. Send CSV or .xlsx."""


class TooManyRows(MalformedRefusal, code="too_many_rows"):
    """The file has {rows} rows, and {most} at most are taken by the browser. Take it in parts, or with `unison import` at the
    server; what came in already is not taken twice."""


@dataclass(frozen=True, slots=True)
class _Kind:
    layout: Layout
    plan: Callable[[Table], Plan]
    carry: Callable[..., Awaitable[Outcome]]


Kind = Literal["equipment", "materials", "people"]
Decimal = Literal["comma", "point"] | None

# What a file becomes here has no remedies: every command that it leads to is in its plan, and is checked.
KINDS: dict[Kind, _Kind] = {
    "equipment": _Kind(equipment.LAYOUT, equipment.plan, equipment.import_equipment),
    "materials": _Kind(materials.LAYOUT, materials.plan, materials.import_materials),
    "people": _Kind(people.LAYOUT, people.plan, people.import_people),
}


class RowTold(BaseModel):
    """A row by its line, and what is said of it."""

    line: int
    reason: str


class ColumnTold(BaseModel):
    """A column of the file, and what it is; null: it is not read."""

    column: str
    name: str | None


class ImportTold(BaseModel):
    """What a file becomes: `carried` and `repeated` count commands, `rejected` tells the first rows that cannot be taken. With
    `check` nothing was sent."""

    check: bool
    rows: int
    columns: list[ColumnTold]
    known_columns: list[str]
    carried: int
    repeated: int
    rejected_rows: int
    rejected: list[RowTold]
    warned: list[RowTold]


@router.post(
    "/{kind}",
    openapi_extra={
        **bounds(body_bytes=FILE_BYTES, seconds=300),
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        },
    },
)
async def import_file(
    kind: Kind,
    request: Request,
    reached: Reached,
    who: Importer,
    check: Annotated[bool, Query(description="Only look: nothing is sent.")] = True,
    file: Annotated[str, Query(max_length=200, description="What the file is called.")] = "file",
    decimal: Annotated[Decimal, Query(description="The decimal sign, where the file does not tell.")] = None,
) -> ImportTold:
    """Look at a file (CSV or .xlsx), or carry it out: a row becomes a command, as if you had sent it. Importing it again adds
    nothing."""
    options = Options.said(decimal=decimal)
    table = await _table(kind, file, await request.body(), options)
    plan = await asyncio.to_thread(KINDS[kind].plan, table)
    sender = _sender(plan, who)
    outcome = await _carried(kind, table, reached.commands, sender, rehearse if check else carry_out)
    return _told(kind, table, plan, outcome, check=check)


async def _table(kind: Kind, file: str, data: bytes, options: Options) -> Table:
    try:
        table = await asyncio.to_thread(table_from, file, data, KINDS[kind].layout, options)
    except Unreadable as error:
        raise FileUnreadable(why=str(error)) from None
    if len(table.grid.rows) > ROWS:
        raise TooManyRows(rows=len(table.grid.rows), most=ROWS)
    return table


def _sender(plan: Plan, who: Principal) -> Sender:
    """Whoever sends the file, who may send each of its commands; refuses what is refused of them one by one."""
    sender = Sender(who.organization_id, who.account_id, "import")
    for planned in plan.commands():
        sender = envelope_of(planned.command, who, planned.id, "import").sender
    return sender


async def _carried(kind: Kind, table: Table, commands: CommandHandling, sender: Sender, carry: Carry) -> Outcome:
    return await KINDS[kind].carry(table, commands, sender, carry=carry)


def _told(kind: Kind, table: Table, plan: Plan, outcome: Outcome, *, check: bool) -> ImportTold:
    looked = look(table, plan)
    return ImportTold(
        check=check,
        rows=looked.rows,
        columns=[ColumnTold(column=column, name=name) for column, name in looked.columns],
        known_columns=list(KINDS[kind].layout.columns),
        carried=outcome.carried,
        repeated=outcome.repeated,
        rejected_rows=len(outcome.rejected),
        rejected=_rows(outcome.rejected),
        warned=_rows(outcome.warned),
    )


def _rows(rows: list[Rejected]) -> list[RowTold]:
    first = sorted(rows, key=lambda each: each.line)[:_REJECTED]
    return [RowTold(line=each.line, reason=each.reason) for each in first]
