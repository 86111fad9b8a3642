"""Where extensions stand, and a parked stream tried again."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg
from eventsourcing.persistence import Tracking
from psycopg.rows import class_row

from unison.extensions.declaring import Extension, Found
from unison.extensions.outlet import Handling, SharedOutlet
from unison.extensions.running import LOST, Running
from unison.extensions.view import SQL, DoneBefore
from unison.infrastructure import codec
from unison.infrastructure.database import act_as_worker
from unison.infrastructure.diagnosis import SLOW_FEED
from unison.infrastructure.feed.consumer import SQL as CONSUMERS
from unison.infrastructure.feed.parking import ParkedStream, park
from unison.infrastructure.health import Finding


@dataclass(frozen=True)
class Standing:
    """Up to which number of an organization's feed an extension has come; `behind` and `parked` are counts."""

    extension: str
    organization: str
    position: int
    behind: int
    parked: int
    stopped: str | None


def standing(connection: psycopg.Connection[Any]) -> list[Standing]:
    """Of each extension that this database has met, in each organization with facts. The connection is the owner's."""
    with connection.transaction(), connection.cursor(row_factory=class_row(Standing)) as cursor:
        act_as_worker(connection)
        return cursor.execute(SQL["list_standing"]).fetchall()


def diagnose_extensions(connection: psycopg.Connection[Any], found: Found) -> list[Finding]:
    """What `unison doctor` says of them; nothing where none is installed. The connection is the owner's."""
    findings = [
        Finding(f"extension {origin}", f"does not load: {why}", ok=False) for origin, why in found.faults.items()
    ]
    stands = standing(connection)
    for extension in found.extensions:
        own = [each for each in stands if each.extension == extension.name]
        behind = max((each.behind for each in own), default=0)
        stopped = next((each.stopped for each in own if each.stopped), None)
        told = f"{behind} facts behind the feed"
        if stopped is not None:
            told = f"stopped: {stopped}; {told}"
        findings.append(Finding(f"extension {extension.name}", told, stopped is None and behind < SLOW_FEED))
    return findings


def resume(
    connection: psycopg.Connection[Any], url: str, handling: Handling, extension: Extension, parked: ParkedStream
) -> bool:
    """Hands a parked stream's facts to the extension, up to where it stands; True when it is level again.

    Each fact is taken once, whenever it is interrupted. When one still cannot be taken the stream stays parked from there on, with
    one attempt more and the new error. The connection is the owner's.
    """
    with closing(SharedOutlet(url, handling)) as outlet:
        running = Running(extension, outlet)
        version = parked.from_version
        while rows := _left_or_unpark(connection, extension, parked, version):
            for row in rows:
                if (error := _tried(running, row)) is not None:
                    with connection.transaction(), connection.cursor() as cursor:
                        act_as_worker(connection)
                        park(cursor, extension.schema, row, error)
                    return False
                version = row[3] + 1
    return True


def _tried(running: Running, row: codec.FeedRow) -> Exception | None:
    try:
        view = running.take(row, parked=True)
        if not view.recorded:
            view.insert_tracking(Tracking("unison", row[10]))
    except DoneBefore:
        return None
    except LOST:
        raise
    except Exception as error:
        return error
    return None


def _left_or_unpark(
    connection: psycopg.Connection[Any], extension: Extension, parked: ParkedStream, version: int
) -> Sequence[codec.FeedRow]:
    """What is left of the stream; unparked in the same transaction when nothing is, while the runner waits."""
    of_stream = {"organization": parked.organization_id, "stream": parked.stream_id}
    with connection.transaction():
        act_as_worker(connection)
        own = {"organization": parked.organization_id, "extension": extension.name}
        reached = connection.execute(SQL["lock_tracking"], own).fetchone()
        asked = {
            "from_version": version,
            "seq": reached[0] if reached else 0,
            "topics": list(extension.projection.topics),
        }
        rows: list[codec.FeedRow] = connection.execute(SQL["read_stream_left"], of_stream | asked).fetchall()
        if not rows:
            connection.execute(CONSUMERS["unpark"], of_stream | {"consumer": extension.schema})
    return rows
