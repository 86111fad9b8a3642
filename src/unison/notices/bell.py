"""What one person is told in the browser, and where they want to be told."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from psycopg.rows import DictRow, dict_row

from unison.infrastructure import database
from unison.infrastructure.database import Database
from unison.infrastructure.identity.writing import UnknownUser
from unison.infrastructure.seal import entering
from unison.infrastructure.sql import statements
from unison.notices.subjects import Subject
from unison.notices.words import Telling, sentence
from unison.presentation.auth import Principal
from unison.shared.errors import RuleRefusal, UnknownRefusal

SQL = statements("unison.notices", "bell.sql")

type Mail = Literal["never", "at_once", "daily"]

DEFAULT_HOUR = 7
"""At which the mail of the day comes to whoever has not chosen."""

DEALT_WITH_BY_PEOPLE = frozenset({Subject.VIOLATION})
"""All else is over when what it tells of is."""


class UnknownNotice(UnknownRefusal, code="unknown_notice"):
    """There is no such notice for you."""


class EndsByItself(RuleRefusal, code="notice_ends_by_itself"):
    """This notice is over when what it tells of is. Put it away if you do not want to see it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it is read. `link` is the path of a screen, None where there is none; `over_at` is None while it stands."""

    notice_id: UUID
    subject: Subject
    title: str
    text: str
    link: str | None
    plant: str | None
    at: datetime
    over_at: datetime | None
    read_at: datetime | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Notice":
        said = sentence(row["subject"], Telling(row["told"], ZoneInfo(row["time_zone"]), row["by"]))
        named = {name: row[name] for name in ("notice_id", "plant", "at", "over_at", "read_at")}
        return cls(subject=Subject(row["subject"]), title=said.title, text=said.text, link=said.link, **named)


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a person wants to be told of a subject."""

    subject: Subject
    browser: bool
    mail: Mail


async def standing(
    cursor: psycopg.AsyncCursor[DictRow], *, over: bool, subject: Subject | None, limit: int
) -> list[Notice]:
    """What stands in the organization of the cursor's transaction, or also what is `over`; the newest first."""
    asked = {"over": over, "subject": subject, "limit": limit}
    return [Notice.of(row) for row in await (await cursor.execute(SQL["list_standing"], asked)).fetchall()]


class Bell:
    """The notices of one person, who sees those of their plants and of their role."""

    def __init__(self, reached: Database, who: Principal) -> None:
        self._database = reached
        self._who = who

    async def unread(self) -> int:
        """How many stand that this person has not read."""
        async with self._within() as cursor:
            row = await (await cursor.execute(SQL["count_unread"], self._me())).fetchone()
        return row["unread"] if row else 0

    async def notices(self, *, unread: bool = False, limit: int, offset: int = 0) -> list[Notice]:
        """The newest first; those that were put away are left out."""
        async with self._within() as cursor:
            asked = self._me(unread=unread, limit=limit, offset=offset)
            return [Notice.of(row) for row in await (await cursor.execute(SQL["list_notices"], asked)).fetchall()]

    async def read(self, notice: UUID | None, *, dismiss: bool = False) -> None:
        """One was read, or all that stand where none is named. Refuses `UnknownNotice`."""
        async with self._within() as cursor:
            marked = await cursor.execute(SQL["mark_read"], self._me(notice=notice, dismiss=dismiss))
            if notice is not None and not await marked.fetchall():
                raise UnknownNotice

    async def end(self, notice: UUID) -> None:
        """Somebody has dealt with it: it is over for everybody. Refuses `UnknownNotice` and `EndsByItself`."""
        async with self._within() as cursor:
            row = await (await cursor.execute(SQL["find_notice"], self._me(notice=notice))).fetchone()
            if row is None:
                raise UnknownNotice
            if row["subject"] not in DEALT_WITH_BY_PEOPLE:
                raise EndsByItself
            await cursor.execute(SQL["end_notices"], row)

    async def wishes(self) -> tuple[list[Wish], int]:
        """For each subject that concerns this person; and the hour of their mail of the day."""
        async with self._within() as cursor:
            rows = await (await cursor.execute(SQL["list_wishes"], self._me())).fetchall()
            hour = await (await cursor.execute(SQL["find_hour"], self._me())).fetchone()
        wishes = [Wish(Subject(row["subject"]), row["browser"], row["mail"]) for row in rows]
        return wishes, hour["at_hour"] if hour else DEFAULT_HOUR

    async def choose(self, wishes: list[Wish], hour: int) -> None:
        """What is not named stays as it was. Refuses `UnknownUser`: a token may outlive its person's account."""
        async with self._within() as cursor:
            if await (await cursor.execute(SQL["find_person"], self._me())).fetchone() is None:
                raise UnknownUser
            for wish in wishes:
                chosen = {"subject": wish.subject, "browser": wish.browser, "mail": wish.mail}
                await cursor.execute(SQL["put_wish"], self._me(**chosen))
            await cursor.execute(SQL["put_hour"], self._me(hour=hour))

    def _me(self, **more: Any) -> dict[str, Any]:
        return {"user": self._who.account_id, **more}

    @asynccontextmanager
    async def _within(self) -> AsyncGenerator[psycopg.AsyncCursor[DictRow]]:
        """A transaction that sees what this person may."""
        async with (
            self._database.pool.connection() as connection,
            connection.transaction(),
            connection.cursor(row_factory=dict_row) as cursor,
        ):
            seen = entering(connection, self._who.organization_id, self._who.plants)
            await cursor.execute(database.SQL["enter_viewer"], seen)
            yield cursor
