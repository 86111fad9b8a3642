"""One consumer of one projection queue."""

from dataclasses import dataclass
from typing import Any

import psycopg

from unison.infrastructure.projection.engine import Growth, Projection, apply_parking, enter, read_feed
from unison.infrastructure.projection.fingerprint import fingerprint
from unison.infrastructure.projection.parking import park

MESSAGES_AT_ONCE = 100
FEED_PAGE = 5_000
"""How many feed numbers one transaction covers at most: short transactions keep the queues small."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one step did: `feed_seq` is the new position, `events` how many facts it covered."""

    feed_seq: int
    events: int
    more: bool


class ProjectionWorker:
    """Applies the feed to one partition of a projection. The connection is its own, of the role `unison_worker`."""

    def __init__(self, connection: psycopg.Connection[Any], projection: Projection, partition: int = 0) -> None:
        self._connection = connection
        self.projection = projection
        self.partition = partition
        self._queue = projection.queue(partition)
        self._fingerprint = fingerprint(projection)
        self._growth = Growth()

    def take_lead(self) -> bool:
        """One consumer for each queue: a session advisory lock, held as long as the connection lives."""
        row = self._connection.execute(
            "SELECT pg_try_advisory_lock(hashtextextended('unison projector ' || %s, 0))", (self._queue,)
        ).fetchone()
        return bool(row and row[0])

    def step(self) -> Progress | None:
        """Reads messages, applies what is new in the feed, moves the position and deletes the messages, in one transaction.

        None when there is nothing to do, and while the tables are not those of this code: then they wait for their rebuild, or
        this process for its end. Messages only wake: whatever they say, the feed is applied from the position to
        its end, so that a lost message costs a delay, and a wrong one skips no fact.
        """
        with self._connection.transaction(), self._connection.cursor() as cursor:
            if (position := self._position(cursor)) is None:
                return None
            messages = cursor.execute(
                "SELECT msg_id, (message->>'last_seq')::bigint FROM pgmq.read(%s, 30, %s)",
                (self._queue, MESSAGES_AT_ONCE),
            ).fetchall()
            end = self._feed_end(cursor)
            if not messages and end <= position:
                return None
            up_to = min(end, position + FEED_PAGE)
            count = self._apply(cursor, position, up_to) if up_to > position else 0
            self._move(cursor, max(position, up_to))
            self._delete(cursor, [msg_id for msg_id, last in messages if last <= up_to or last <= position])
            self._notify(cursor, position, up_to)
        return Progress(max(position, up_to), count, more=end > up_to)

    def catch_up(self) -> int:
        """Applies everything that stands in the feed now; answers the position."""
        reached = 0
        while progress := self.step():
            reached = progress.feed_seq
        return reached

    def reached(self, feed_seq: int) -> bool:
        """Whether everything up to this feed number is applied or parked, by whichever process."""
        with self._connection.cursor() as cursor:
            row = cursor.execute(
                "SELECT feed_seq >= %s FROM unison.projection_queues WHERE projection = %s AND partition = %s",
                (feed_seq, self.projection.name, self.partition),
            ).fetchone()
        return bool(row and row[0])

    def _position(self, cursor: psycopg.Cursor[Any]) -> int | None:
        """Locked for this step; None where the tables are not of this code, or another version has migrated since."""
        row = cursor.execute(
            "SELECT feed_seq, fingerprint, wanted_fingerprint FROM unison.projection_queues"
            " WHERE projection = %s AND partition = %s FOR UPDATE",
            (self.projection.name, self.partition),
        ).fetchone()
        if row is None:
            raise LookupError(f"the projection {self.projection.name} has no queue; run `unison migrate`")
        return row[0] if row[1] == row[2] == self._fingerprint else None

    def _feed_end(self, cursor: psycopg.Cursor[Any]) -> int:
        row = cursor.execute("SELECT last_cell_seq FROM unison.feed_cursor").fetchone()
        return row[0] if row else 0

    def _apply(self, cursor: psycopg.Cursor[Any], after: int, up_to: int) -> int:
        enter(cursor, self.projection.name)
        rows = read_feed(cursor, self.projection, after=after, up_to=up_to, partition=self.partition)
        self._growth.add(cursor, len(rows))
        apply_parking(cursor, self.projection, rows, lambda row, error: park(cursor, self.projection.name, row, error))
        return len(rows)

    def _move(self, cursor: psycopg.Cursor[Any], feed_seq: int) -> None:
        cursor.execute(
            "UPDATE unison.projection_queues SET feed_seq = %s, applied_at = clock_timestamp()"
            " WHERE projection = %s AND partition = %s",
            (feed_seq, self.projection.name, self.partition),
        )

    def _delete(self, cursor: psycopg.Cursor[Any], ids: list[int]) -> None:
        if not ids:
            return
        deleted = cursor.execute("SELECT pgmq.delete(%s, %s::bigint[])", (self._queue, ids)).fetchall()
        if len(deleted) != len(ids):
            raise RuntimeError(f"queue {self._queue}: {len(deleted)} of {len(ids)} messages could be deleted")

    def _notify(self, cursor: psycopg.Cursor[Any], after: int, up_to: int) -> None:
        """Tells the API processes which organizations have something new in this projection."""
        cursor.execute(
            """SELECT pg_notify('unison_live', json_build_object('projection', %s::text, 'organization', organization_id,
                 'seq', max(seq),
                 -- a notification holds 8,000 bytes: where the names would not fit, the news comes without them
                 'streams', CASE WHEN sum(octet_length(stream_id)) < 3000 THEN array_agg(DISTINCT stream_id) ELSE '{}' END)::text)
               FROM unison.feed WHERE cell_seq > %s AND cell_seq <= %s GROUP BY organization_id""",
            (self.projection.name, after, up_to),
        )
