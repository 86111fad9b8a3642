"""Read your own writes: a query with `?after=STREAM@VERSION` waits until its view has that fact."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from unison.infrastructure.database import Database

After = Annotated[
    str | None,
    Query(max_length=300, description="STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most."),
]


async def fresh(database: Database, organization: UUID, projection: str, after: str | None) -> None:
    """Waits until every partition of the projection has the fact, 2 s at most."""
