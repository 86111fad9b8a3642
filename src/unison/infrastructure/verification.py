"""Does the store still say what it said? The hash chain, the feed's numbers, and every fact's place, read again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

import orjson
import psycopg

PAGE = 20_000

_CHAIN: LiteralString = """
WITH page AS (
  SELECT f.feed_seq, f.organization_id, f.hash, e.organization_id IS NULL AS missing,
    unison.chain(coalesce(decode(h.hash, 'hex'), ''::bytea),
      coalesce(unison.canonical(f.feed_seq, e), ''::bytea)) OVER (PARTITION BY f.organization_id ORDER BY f.feed_seq) AS expected
  FROM unison.feed f
  LEFT JOIN unison.events e ON e.tx = f.tx AND e.pos = f.pos AND e.organization_id = f.organization_id
    AND e.stream_id = f.stream_id AND e.version = f.version
  LEFT JOIN jsonb_to_recordset(%(heads)s::jsonb) AS h(organization_id uuid, hash text) ON h.organization_id = f.organization_id
  WHERE f.feed_seq > %(after)s AND f.feed_seq <= %(up_to)s
)
SELECT feed_seq, organization_id, encode(hash, 'hex'), missing, hash IS DISTINCT FROM expected FROM page ORDER BY feed_seq
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold, at a feed number."""

    feed_seq: int
    organization_id: UUID | None
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """`checked` facts of the feed were read; `fault` is the first thing that did not hold, None when all did."""

    checked: int
    fault: Fault | None


def verify(
    connection: psycopg.Connection[Any], progress: Callable[[int, int], None] = lambda _reached, _end: None
) -> Verified:
    """Reads the whole feed: numbers without a gap, each fact where the feed says, each hash what the chain makes of it,
    and nothing in the store that the feed ought to have and has not. The connection sees every organization."""
    end = _end(connection)
    heads: dict[UUID, str] = {}
    reached = 0
    while reached < end:
        up_to = min(reached + PAGE, end)
        fault = _page(connection, reached, up_to, heads)
        if fault:
            return Verified(reached, fault)
        reached = up_to
        progress(reached, end)
    return Verified(reached, _heads(connection, heads) or _left_out(connection, end))


def _end(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT last_seq FROM unison.feed_cursor").fetchone()
    return row[0] if row else 0


def _page(connection: psycopg.Connection[Any], after: int, up_to: int, heads: dict[UUID, str]) -> Fault | None:
    known = orjson.dumps([{"organization_id": str(o), "hash": h} for o, h in heads.items()]).decode()
    expected = after
    for seq, organization, digest, missing, differs in connection.execute(
        _CHAIN, {"heads": known, "after": after, "up_to": up_to}
    ):
        expected += 1
        if seq != expected:
            return Fault(expected, None, f"the feed has a hole at number {expected}")
        if missing:
            return Fault(seq, organization, "its event is not in the store")
        if differs:
            return Fault(seq, organization, "its event is not what it was when it was chained")
        heads[organization] = digest
    return None if expected == up_to else Fault(expected + 1, None, f"the feed has a hole at number {expected + 1}")


def _heads(connection: psycopg.Connection[Any], heads: dict[UUID, str]) -> Fault | None:
    told: set[UUID] = set()
    for organization, seq, digest in connection.execute(
        "SELECT organization_id, feed_seq, encode(hash, 'hex') FROM unison.chain_heads ORDER BY feed_seq"
    ):
        told.add(organization)
        if heads.get(organization) != digest:
            return Fault(seq, organization, "the head of the chain is not the hash of the last event")
    row = connection.execute(
        """SELECT max(feed_seq), organization_id FROM unison.feed WHERE organization_id = ANY (%s)
           GROUP BY organization_id ORDER BY 1 LIMIT 1""",
        (list(heads.keys() - told),),
    ).fetchone()
    return Fault(row[0], row[1], "the head of the chain is gone") if row else None


def _left_out(connection: psycopg.Connection[Any], end: int) -> Fault | None:
    """Facts at or below the cursor that the feed does not have: slipped in behind its back, before the number told."""
    row = connection.execute(
        """SELECT e.organization_id, e.stream_id, e.version, coalesce(
             (SELECT min(f.feed_seq) FROM unison.feed f WHERE (f.tx, f.pos) > (e.tx, e.pos)), %s)
           FROM unison.events e
           WHERE NOT EXISTS (SELECT FROM unison.feed f
             WHERE f.organization_id = e.organization_id AND f.stream_id = e.stream_id AND f.version = e.version)
             AND (e.tx, e.pos) <= (SELECT last_tx, last_pos FROM unison.feed_cursor) ORDER BY e.tx, e.pos LIMIT 1""",
        (end,),
    ).fetchone()
    return Fault(row[3], row[0], f"{row[1]} version {row[2]} is in the store but not in the feed") if row else None
