"""Parked streams: set aside for one consumer because a fact could not be applied; listed, retried, resumed."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
import structlog
from psycopg.rows import class_row

from unison.infrastructure import codec
from unison.infrastructure.database import act_as_worker
from unison.infrastructure.feed.consumer import SQL, Consumer
from unison.infrastructure.feed.reading import apply_parking, read_feed

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ParkedStream:
    """A stream that one consumer has set aside, from a version on."""

    consumer: str
    organization_id: UUID
    stream_id: str
    from_version: int
    position: int
    error: str
    attempts: int
    parked_at: datetime


def park(cursor: psycopg.Cursor[Any], consumer: str, row: codec.FeedRow, error: Exception) -> None:
    """Sets a stream aside for one consumer, from this fact on, with the reason."""
    cursor.execute(SQL["park"], parking_values(consumer, row, error))
    log.error("consumer.parked", consumer=consumer, stream=row[2], version=row[3], error=str(error))


def parking_values(consumer: str, row: codec.FeedRow, error: Exception) -> dict[str, Any]:
    """What the statement `park` takes."""
    position, organization, stream, version = row[:4]
    return {
        "consumer": consumer,
        "organization": organization,
        "stream": stream,
        "version": version,
        "position": position,
        "error": f"{type(error).__name__}: {error}"[:2000],
    }


def parked_streams(connection: psycopg.Connection[Any], consumer: str | None = None) -> list[ParkedStream]:
    """What is set aside now, oldest first."""
    with connection.cursor(row_factory=class_row(ParkedStream)) as cursor:
        return cursor.execute(SQL["list_parked"], {"consumer": consumer}).fetchall()


def resume(connection: psycopg.Connection[Any], consumer: Consumer, parked: ParkedStream) -> bool:
    """Applies a parked stream's facts from the feed, up to where the consumer stands; True when it is level again.

    When the fact still cannot be applied the stream stays parked, with one attempt more and the new error. Raises
    `DoesNotFit` when the fault lies with the consumer.
    """
    failed: list[tuple[codec.FeedRow, Exception]] = []
    with connection.transaction(), connection.cursor() as cursor:
        act_as_worker(connection)
        known = {"name": consumer.name, "fingerprint": consumer.fingerprint}
        ((position, _, fits),) = cursor.execute(SQL["lock_position"], known).fetchall()
        if not fits:  # its rebuild tries again what is parked
            return False
        rows = [
            row
            for row in read_feed(cursor, consumer, after=parked.position - 1, up_to=position, parked_too=True)
            if (row[1], row[2]) == (parked.organization_id, parked.stream_id)
        ]
        apply_parking(connection, partial(consumer.apply, cursor), rows, lambda row, error: failed.append((row, error)))
        if failed:
            park(cursor, consumer.name, *failed[0])
        else:
            stream = {"organization": parked.organization_id, "stream": parked.stream_id}
            cursor.execute(SQL["unpark"], {"consumer": consumer.name, **stream})
    return not failed
