"""What views know, for the warnings of commands: asked by name, some moments late, and no rule rests on it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from unison.infrastructure.database import Database
from unison.infrastructure.unit_of_work import Figures, Sender

type Figure = Callable[[AsyncCursor[DictRow], Mapping[str, str]], Awaitable[Mapping[str, Any] | None]]
"""Asks a view's own tables about what is named."""


PATIENCE_S = 0.5
"""How long a command waits for what only a warning would rest on, in seconds."""


@dataclass(frozen=True, slots=True)
class _Everywhere:
    """Reads of every plant: what is answered is a sum."""

    organization_id: UUID
    plants: tuple[str, ...] = ()


def figures(database: Database, known: Mapping[str, tuple[str, Figure]]) -> Figures:
    """`known` has each figure's view and question by its name. A view that is not there, is being rebuilt, or does not answer in
    time knows nothing."""

    async def ask(sender: Sender, name: str, about: Mapping[str, str]) -> Mapping[str, Any] | None:
        view, question = known[name]
        try:
            async with (
                asyncio.timeout(PATIENCE_S),
                database.reading(_Everywhere(sender.organization_id), schema=view, primary=True) as cursor,
            ):
                return await question(cursor, about)
        except (psycopg.Error, TimeoutError):
            return None

    return ask
