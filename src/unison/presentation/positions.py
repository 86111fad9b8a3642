"""A position in an organization's feed that somebody names: is it there, and is it of this history?

After a restore the feed may be shorter than it was, and another fact may have the number. Who names a position that cannot be
is told so, with the end of the feed, and is never answered as if it were the end.
"""

from typing import Annotated, NamedTuple

from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import StringConstraints

from unison.infrastructure.feed.cursor import POSITION, START, cursor_of, number_of
from unison.infrastructure.sql import statements
from unison.shared.errors import BeyondFeed, CursorWithoutHash, FeedAhead, HistoryDiffers

type Position = Annotated[str, StringConstraints(pattern=POSITION)]
"""A number of the feed, or a cursor, which is of one history."""

_sql = statements("unison.presentation", "feed.sql")


class Place(NamedTuple):
    """A number of the organization's feed, its cursor, and its place in the order of the server."""

    seq: int
    cursor: str
    cell_seq: int


BEGINNING = Place(0, START, 0)


async def known_place(cursor: AsyncCursor[DictRow], position: str) -> Place:
    """Where a position is in this feed. Refuses `BeyondFeed` for a number after its end and `HistoryDiffers` for a cursor that is
    of another history; `FeedAhead` instead while so many facts wait for their numbers that it may still come.

    A crash may take numbers from the feed that a reader has seen; the sequencer gives the same facts the same ones again.
    The history is the primary's: a replica may not have all of it yet.
    """
    if (seq := number_of(position)) == 0:
        return BEGINNING
    await cursor.execute(_sql["find_position"], {"seq": seq})
    (found,) = await cursor.fetchall()
    end = cursor_of(found["end_seq"], found["end_hash"]) if found["end_seq"] else START
    if found["hash"] is None:
        if seq - found["end_seq"] <= (found["waiting"] or 0):
            raise FeedAhead(cursor=position)
        raise HistoryDiffers(cursor=position, end=end) if "." in position else BeyondFeed(position=position, end=end)
    place = Place(seq, cursor_of(seq, found["hash"]), found["cell_seq"])
    if position not in (place.cursor, str(seq)):
        raise HistoryDiffers(cursor=position, end=end)
    return place


async def known_cursor(cursor: AsyncCursor[DictRow], told: str) -> int:
    """The number of a cursor to go on from. Refuses as `known_place` does, and `CursorWithoutHash` for a mere number: nobody can
    tell whether what follows it continues what was read up to it.
    """
    place = await known_place(cursor, told)
    if told != place.cursor:
        raise CursorWithoutHash(position=told, cursor=place.cursor)
    return place.seq
