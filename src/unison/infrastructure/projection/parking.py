"""Parked streams: set aside for one projection because a fact could not be applied; listed, retried, resumed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
import structlog
from psycopg.rows import class_row

from unison.infrastructure import codec
from unison.infrastructure.projection.engine import Projection, apply_parking, enter, read_feed

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ParkedStream:
    """A stream that one projection has set aside, from a version on."""

    projection: str
    organization_id: UUID
    stream_id: str
    from_version: int
    feed_seq: int
    error: str
    attempts: int
    parked_at: datetime


def park(cursor: psycopg.Cursor[Any], projection: str, row: codec.FeedRow, error: Exception) -> None:
    """Sets a stream aside for one projection, from this fact on, with the reason."""
    feed_seq, organization, stream, version = row[:4]
    cursor.execute(
        """INSERT INTO unison.projection_parked AS p
             (projection, organization_id, stream_id, from_version, feed_seq, error)
           VALUES (%s, %s, %s, %s, %s, %s)
           ON CONFLICT (projection, organization_id, stream_id) DO UPDATE SET error = excluded.error,
             from_version = excluded.from_version, feed_seq = excluded.feed_seq, attempts = p.attempts + 1,
             parked_at = now()""",
        (projection, organization, stream, version, feed_seq, f"{type(error).__name__}: {error}"[:2000]),
    )
    log.error("projection.parked", projection=projection, stream=stream, version=version, error=str(error))


def parked_streams(connection: psycopg.Connection[Any], projection: str | None = None) -> list[ParkedStream]:
    """What is set aside now, oldest first."""
    with connection.cursor(row_factory=class_row(ParkedStream)) as cursor:
        return cursor.execute(
            "SELECT * FROM unison.projection_parked WHERE %(p)s::text IS NULL OR projection = %(p)s ORDER BY parked_at",
            {"p": projection},
        ).fetchall()


def resume(connection: psycopg.Connection[Any], projection: Projection, parked: ParkedStream) -> bool:
    """Applies a parked stream's facts from the feed, up to where the projection stands; True when it is level again.

    When the fact still cannot be applied the stream stays parked, with one attempt more and the new error.
    """
    failed: list[tuple[codec.FeedRow, Exception]] = []
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE unison_worker")
        position = cursor.execute(
            "SELECT feed_seq FROM unison.projection_queues WHERE projection = %s ORDER BY partition FOR UPDATE",
            (projection.name,),
        ).fetchall()
        enter(cursor, projection.name)
        up_to = max(row[0] for row in position)
        rows = [
            row
            for row in read_feed(cursor, projection, after=parked.feed_seq - 1, up_to=up_to, parked_too=True)
            if (row[1], row[2]) == (parked.organization_id, parked.stream_id)
        ]
        apply_parking(cursor, projection, rows, lambda row, error: failed.append((row, error)))
        if failed:
            park(cursor, projection.name, *failed[0])
        else:
            cursor.execute(
                "DELETE FROM unison.projection_parked WHERE projection = %s AND organization_id = %s AND stream_id = %s",
                (projection.name, parked.organization_id, parked.stream_id),
            )
    return not failed
