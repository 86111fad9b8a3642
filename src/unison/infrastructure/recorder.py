"""The `eventsourcing` library over Unison's store: the one module that imports it.

An application written with the library records into `unison.events` and reads `unison.feed` like everybody else: its
notifications are the feed of one organization, so nothing is seen out of order, and no table is locked across a commit.
"""

import base64
import threading
import time as clock
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import msgspec
import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    ListenNotifySubscription,
    Mapper,
    Notification,
    OperationalError,
    StoredEvent,
    Subscription,
    Transcoder,
)
from psycopg import errors
from psycopg_pool import ConnectionPool

from unison.infrastructure import codec, database
from unison.infrastructure.feed.consumer import SQL
from unison.infrastructure.sequencer import sequence
from unison.infrastructure.sql import statements
from unison.shared.events import Fact, Recorded, fact_type

FEED_TIMEOUT_S = 30.0

_store = statements("unison.infrastructure", "event_store.sql")
_sql = statements("unison.infrastructure", "recorder.sql")


class FactTranscoder(Transcoder):
    """Facts' fields as JSON."""

    def encode(self, obj: Any) -> bytes:
        return codec.encode(obj)

    def decode(self, data: bytes) -> Any:
        return msgspec.json.decode(data)


class FactMapper(Mapper[str]):
    """Maps recorded facts by their own topics, and upcasts with their `upcast_vN_vM` methods."""

    def __init__(self) -> None:
        super().__init__(FactTranscoder())

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        recorded = cast(Recorded[Fact], domain_event)
        state: dict[str, Any] = msgspec.to_builtins(recorded.fact)
        if recorded.fact.schema_version > 1:
            state["class_version"] = recorded.fact.schema_version
        return StoredEvent(recorded.stream_id, recorded.version, recorded.fact.topic, self.transcoder.encode(state))

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The fact itself. KeyError for a topic that no loaded module defines."""
        state = self.transcoder.decode(stored_event.state)
        form = state.pop("class_version", 1)
        fact_type(stored_event.topic)
        return codec.decode_fact(stored_event.topic, form, codec.encode(state))


def _stored(state: bytes) -> Any:
    """What is kept of a recorder's bytes: a JSON object as it is, anything else wrapped."""
    try:
        data: Any = msgspec.json.decode(state)
    except msgspec.DecodeError:
        data = None
    if isinstance(data, dict) and codec.encode(data) == state:  # pyright: ignore[reportUnknownArgumentType]
        return data  # pyright: ignore[reportUnknownVariableType]
    return {"$base64": base64.b64encode(state).decode()}


def _state(data: Any) -> bytes:
    return base64.b64decode(data["$base64"]) if set(data) == {"$base64"} else codec.encode(data)


def _originator(stream: str) -> UUID | str:
    try:
        return UUID(stream)
    except ValueError:
        return stream


class PostgresRecorder(ApplicationRecorder):
    """Records the events of one organization. Give it a pool size of its writers; `close` it at the end."""

    def __init__(self, url: str, organization: UUID, *, pool_size: int = 12) -> None:
        self.url = url
        self.organization = organization
        self._pool = ConnectionPool(
            database.conninfo(url, "worker"), min_size=1, max_size=pool_size, kwargs={"autocommit": True}, open=True
        )
        self._appending = ConnectionPool(
            database.conninfo(url, "app"), min_size=1, max_size=pool_size, kwargs={"autocommit": True}, open=True
        )

    def close(self) -> None:
        self._pool.close()
        self._appending.close()

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """Stores the events, all or nothing, and answers their feed numbers once the feed has them.

        A stream's versions are 1, 2, 3 ...: IntegrityError for one that is there already or does not continue its stream.
        """
        del kwargs
        if not stored_events:
            return []
        at = datetime.now(UTC)
        events: list[dict[str, Any]] = [
            {
                "stream": str(e.originator_id),
                "version": e.originator_version,
                "topic": e.topic,
                "schema_version": 1,
                "data": _stored(e.state),
                "meta": {},
                "occurred_at": at,
            }
            for e in stored_events
        ]
        try:
            with self._appending.connection() as connection:
                given = {"organization": self.organization, "commands": "[]", "events": codec.encode(events).decode()}
                connection.execute(_store["append"], given)
        except psycopg.OperationalError as lost:
            raise OperationalError(str(lost)) from lost
        except psycopg.DatabaseError as refused:
            if isinstance(refused, errors.IntegrityError) or refused.sqlstate == "UN003":
                raise IntegrityError(str(refused)) from refused
            raise
        return self._numbers(stored_events)

    def _numbers(self, stored_events: Sequence[StoredEvent]) -> list[int]:
        """Waits for the feed, ordering it here when no sequencer does; any number of processes may tick at once."""
        asked = {
            "organization": self.organization,
            "streams": [str(e.originator_id) for e in stored_events],
            "versions": [e.originator_version for e in stored_events],
        }
        deadline = clock.monotonic() + FEED_TIMEOUT_S
        while clock.monotonic() < deadline:
            with self._pool.connection() as connection:
                sequence(connection)
                rows = connection.execute(_sql["read_numbers"], asked).fetchall()
            if len(rows) == len(stored_events):
                return [row[0] for row in rows]
        raise OperationalError("the feed did not reach the events; a transaction has been open for long")

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        asked = {"organization": self.organization, "stream": str(originator_id), "backwards": desc, "limit": limit}
        with self._pool.connection() as connection:
            rows = connection.execute(_sql["read_stream"], asked | {"after": gt, "up_to": lte}).fetchall()
        return [StoredEvent(originator_id, version, topic, _state(data)) for version, topic, data in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = (start or 0) - (1 if inclusive_of_start else 0)
        with self._pool.connection() as connection:
            asked = {"organization": self.organization, "after": after, "up_to": stop, "limit": limit}
            rows = connection.execute(_sql["read_feed"], asked | {"topics": list(topics)}).fetchall()
        return [
            Notification(_originator(stream), version, topic, _state(data), seq)
            for seq, stream, version, topic, data in rows
        ]

    def max_notification_id(self) -> int | None:
        with self._pool.connection() as connection:
            row = connection.execute(_sql["read_end"], {"organization": self.organization}).fetchone()
        return row[0] if row else None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        """OperationalError for a number beyond the feed's end: a follower that had it followed another history."""
        if gt and gt > (end := self.max_notification_id() or 0):
            raise OperationalError(f"the feed has no {gt}, it ends at {end}: the server was restored from before it")
        return FeedSubscription(self, gt, topics)


class FeedSubscription(ListenNotifySubscription[PostgresRecorder]):
    """Blocks at the feed's end and goes on when the sequencer tells of more."""

    def __init__(self, recorder: PostgresRecorder, gt: int | None = None, topics: Sequence[str] = ()) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._listen_thread = threading.Thread(target=self._guarded, args=(self._listen,), daemon=True)
        self._listen_thread.start()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        try:
            super().__exit__(*args, **kwargs)
        finally:
            self._listen_thread.join()

    def _guarded(self, run: Callable[[], None]) -> None:
        try:
            run()
        except BaseException as error:
            self._thread_error = self._thread_error or error
            self.stop()

    def _listen(self) -> None:
        with database.connect(self._recorder.url, "worker") as connection:
            connection.execute(SQL["listen_to_feed"])
            self._has_been_notified.set()
            while not self._has_been_stopped:
                for _ in connection.notifies(timeout=0.1, stop_after=1):
                    self._has_been_notified.set()
