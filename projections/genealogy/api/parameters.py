"""What every question of genealogy takes: who asks, which lot, and as of when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Path, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.genealogy.projector import PROJECTION
from unison.presentation.auth import Principal, may
from unison.presentation.context import Reached
from unison.presentation.freshness import fresh_at
from unison.presentation.positions import Position, known_place
from unison.shared.commands import Key, Moment
from unison.shared.errors import UnknownRefusal

Reader = Annotated[Principal, Depends(may("genealogy.read", "See where lots came from and went to, and recall them."))]
LotNumber = Annotated[Key, Path(description="The lot's number, or MATERIAL/NUMBER. A slash is written as it is.")]

_LAST = 2**63 - 1
"""No fact has a higher number in the feed."""


class NotYet(UnknownRefusal, code="not_yet"):
    """There was nothing of {key} yet {as_of}. Ask as of a later number or moment, or leave it out."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """`feed` asks for what was known at that number of the feed, `at` for what had happened by that moment (UTC) as far as
    is known; both together for what was known then to have happened by then. None of them: as it stands."""

    feed: int | None = None
    at: datetime | None = None

    @property
    def asked(self) -> dict[str, Any]:
        """As parameters of the statements."""
        return {
            "known": _LAST if self.feed is None else self.feed,
            "at": "infinity" if self.at is None else self.at.isoformat(),
        }

    def __str__(self) -> str:
        told = [] if self.feed is None else [f"at feed number {self.feed}"]
        return " ".join([*told, *([] if self.at is None else [f"by {self.at:%Y-%m-%d %H:%M:%S} UTC"])])


NOW = AsOf()


async def _as_of(
    reader: Reader,
    reached: Reached,
    as_of_feed: Annotated[
        Position | None,
        Query(
            description="As it was known at this number of the feed, or at this cursor. Left out: now.", examples=["1"]
        ),
    ] = None,
    as_of: Annotated[
        Moment | None, Query(description="As it had happened by this moment, with time zone. Left out: all of it.")
    ] = None,
) -> AsOf:
    """What was known at a number can be told when the feed has it, and the view has come to it."""
    if as_of_feed is None:
        return AsOf(None, as_of)
    async with reached.database.reading(reader, primary=True) as cursor:
        place = await known_place(cursor, as_of_feed)
    await fresh_at(reached.database, PROJECTION.name, place)
    return AsOf(place.seq, as_of)


AsOfAsked = Annotated[AsOf, Depends(_as_of)]


async def rows(cursor: AsyncCursor[DictRow], statement: str, **asked: Any) -> list[DictRow]:
    """What a named statement of the projection answers."""
    await cursor.execute(PROJECTION.queries[statement], asked)
    return await cursor.fetchall()
