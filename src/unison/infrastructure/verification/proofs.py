"""What shows to somebody who has nothing of ours that a stream's facts stood in the feed when its head was signed."""

from collections.abc import Sequence
from typing import Any

from psycopg import AsyncCursor
from psycopg.rows import DictRow

from unison.infrastructure.sql import statements
from unison.infrastructure.verification.tree import Place, path

FORM = "unison-proof-1"
PAGE = 1_000
"""Facts of one proof; longer streams are proven in parts."""

_sql = statements("unison.infrastructure.verification", "proofs.sql")


async def prove(cursor: AsyncCursor[DictRow], stream: str, after: int) -> dict[str, Any] | None:
    """The proof of a stream's facts behind a number of the feed, up to the last signed head; None where there is no head, or none
    of its facts lies below it. The cursor sees one organization.
    """
    await cursor.execute(_sql["find_last_head"])
    if (head := await cursor.fetchone()) is None:
        return None
    await cursor.execute(_sql["list_facts"], {"stream": stream, "after": after, "up_to": head["seq"], "limit": PAGE})
    facts = await cursor.fetchall()
    if not facts:
        return None
    known = await _known(cursor, _asked(facts, head["seq"]))
    paths = [path(int(fact["seq"]) - 1, head["seq"], known.__getitem__) for fact in facts]
    proven = [fact | {"path": [each.hex() for each in to]} for fact, to in zip(facts, paths, strict=True)]
    return {
        "form": FORM,
        "stream": stream,
        "head": head["note"],
        "key": head["key"],
        "facts": proven,
        "more": len(facts) == PAGE,
    }


def _asked(facts: Sequence[DictRow], size: int) -> set[Place]:
    """The places that the paths need: they are walked once with nothing, to learn which."""
    asked = set[Place]()

    def note(place: Place) -> bytes:
        asked.add(place)
        return b""

    for fact in facts:
        path(int(fact["seq"]) - 1, size, note)
    return asked


async def _known(cursor: AsyncCursor[DictRow], places: set[Place]) -> dict[Place, bytes]:
    await cursor.execute(_sql["list_leaves_at"], {"numbers": [number for level, number in places if level == 0]})
    known: dict[Place, bytes] = {(0, row["number"]): row["hash"] for row in await cursor.fetchall()}
    levels, numbers = (
        zip(*[place for place in places if place[0] > 0], strict=True) if any(p[0] for p in places) else ((), ())
    )
    await cursor.execute(_sql["list_nodes_at"], {"levels": list(levels), "numbers": list(numbers)})
    return known | {(row["level"], row["number"]): row["hash"] for row in await cursor.fetchall()}
