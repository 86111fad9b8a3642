"""The `eventsourcing` library over Unison's store.

An application written with the library records into `unison.events` and reads `unison.feed` like everybody else: its
notifications are the feed of one organization, so nothing is seen out of order, and no table is locked across a commit.
"""

import base64
import threading
import time as clock
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    ShutDown,
    StoredEvent,
    Subscription,
    Transcoder,
)
from psycopg import errors
from psycopg_pool import ConnectionPool

from unison.infrastructure import codec, database
from unison.infrastructure.feed.consumer import SQL
from unison.infrastructure.seal import entering
from unison.infrastructure.sequencer import sequence
from unison.infrastructure.sql import statements
from unison.shared.events import Fact, Recorded

FEED_TIMEOUT_S = 30.0

PULL = 500
"""Notifications that one look into the feed brings at most."""

REST_S = 0.1
"""How long a subscription rests behind a look that found the feed's end, in seconds: what comes meanwhile is read together."""

AWAKE_S = 0.5
"""How long a listener sleeps at most before it looks whether it is to end, in seconds."""

_LARGEST_FORM = 2**15 - 1

_store = statements("unison.infrastructure", "event_store.sql")
_sql = statements("unison.infrastructure", "recorder.sql")


class FactTranscoder(Transcoder):
    """Facts' fields as JSON."""

    def encode(self, obj: Any) -> bytes:
        return codec.encode(obj)

    def decode(self, data: bytes) -> Any:
        return msgspec.json.decode(data)


@dataclass(frozen=True)
class FeedNotification(Notification):
    """A fact of the feed with all that the store knows of it: who told it, why, when, at which plant."""

    row: codec.FeedRow


@dataclass(frozen=True)
class Passed(Notification):
    """Says that up to this number there is nothing more for the subscriber. It is not handed on."""

    @staticmethod
    def at(number: int) -> "Passed":
        return Passed("", 0, "", b"", number)


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
        """`Recorded` for what comes from the feed; of a stored event, which tells nothing else, the fact alone.

        KeyError for a topic that no loaded module defines, ValueError for a form that a later version has stored.
        """
        if isinstance(stored_event, FeedNotification):
            return codec.recorded(stored_event.row)
        state = self.transcoder.decode(stored_event.state)
        form = state.pop("class_version", 1)
        return codec.decode_fact(stored_event.topic, form, codec.encode(state))


def _stored(state: bytes) -> tuple[int, Any]:
    """The form, and what is kept of a recorder's bytes: a JSON object as it is, anything else wrapped.

    The library says the form inside the state, as `class_version`; the store has a column for it.
    """
    try:
        data: Any = None if b"\\u0000" in state else msgspec.json.decode(state)  # jsonb has no such character
    except msgspec.DecodeError:
        data = None
    if not isinstance(data, dict) or "$base64" in data or codec.encode(data) != state:  # pyright: ignore[reportUnknownArgumentType]
        return 1, {"$base64": base64.b64encode(state).decode()}
    told = cast(dict[str, Any], data)
    form = told.get("class_version")
    if type(form) is int and 1 < form <= _LARGEST_FORM:
        return form, {name: value for name, value in told.items() if name != "class_version"}
    return 1, told


def _state(form: int, data: str) -> bytes:
    """The bytes of what is kept, as the library has them."""
    told: dict[str, Any] = msgspec.json.decode(data)
    if set(told) == {"$base64"}:
        return base64.b64decode(told["$base64"])
    return codec.encode(told | {"class_version": form} if form > 1 else told)


def _originator(stream: str) -> UUID | str:
    try:
        return UUID(stream)
    except ValueError:
        return stream


def notification(row: codec.FeedRow, number: int) -> FeedNotification:
    """A row of the feed as the library hands it on, under this number."""
    return FeedNotification(_originator(row[2]), row[3], row[4], _state(row[5], row[6]), number, row)


class FeedRecorder(ApplicationRecorder):
    """What a `FeedSubscription` follows."""

    url: str

    @abstractmethod
    def max_notification_id(self) -> int | None: ...

    def passed(self, number: int) -> None:
        """Called when a subscriber is done with all of its facts up to this number of the feed, behind which it may stand far:
        whoever keeps the subscriber's position moves it there."""

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        """OperationalError for a number beyond the feed's end: a follower that had it followed another history."""
        if gt and gt > (end := self.max_notification_id() or 0):
            raise OperationalError(f"the feed has no {gt}, it ends at {end}: the server was restored from before it")
        return FeedSubscription(self, gt, topics)


class PostgresRecorder(FeedRecorder):
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
                "schema_version": form,
                "data": data,
                "meta": {},
                "occurred_at": at,
            }
            for e, (form, data) in ((each, _stored(each.state)) for each in stored_events)
        ]
        try:
            with self._appending.connection() as connection:
                given = {"commands": "[]", "events": codec.encode(events).decode()}
                connection.execute(_store["append"], given | entering(connection, self.organization))
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
        return [StoredEvent(originator_id, version, topic, _state(form, data)) for version, topic, form, data in rows]

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
        return [notification(row, row[-1]) for row in rows]

    def max_notification_id(self) -> int | None:
        with self._pool.connection() as connection:
            row = connection.execute(_sql["read_end"], {"organization": self.organization}).fetchone()
        return row[0] if row else None


class FeedSubscription(ListenNotifySubscription[FeedRecorder]):
    """Blocks at the feed's end and goes on when the sequencer tells of more.

    It goes on from where it has looked, not from the last fact it found: among facts of others the library would look through the
    same ones again and again. When the subscriber is done with what was found, its recorder is told how far that was.
    """

    def __init__(self, recorder: FeedRecorder, gt: int | None = None, topics: Sequence[str] = ()) -> None:
        self._ending = threading.Event()
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._listen_thread = threading.Thread(target=self._guarded, args=(self._listen,), daemon=True)
        self._listen_thread.start()

    def __next__(self) -> Notification:
        while isinstance(found := super().__next__(), Passed):
            self._recorder.passed(found.id)
        return found

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        try:
            super().__exit__(*args, **kwargs)
        finally:
            self._listen_thread.join()

    def stop(self) -> None:
        self._ending.set()
        super().stop()

    def _pull(self) -> None:
        while not self._has_been_stopped:
            self._has_been_notified.clear()
            after = self._last_notification_id or 0
            end = max(after, self._recorder.max_notification_id() or 0)
            found = self._recorder.select_notifications(after, PULL, end, self._topics, inclusive_of_start=False)
            looked = found[-1].id if len(found) == PULL else end
            if looked > after:
                try:
                    self._notifications_queue.put([*found, Passed.at(looked)])
                except ShutDown:
                    return
                self._last_notification_id = looked
            if looked == end:
                self._ending.wait(REST_S)
                return

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
                for _ in connection.notifies(timeout=AWAKE_S, stop_after=1):
                    self._has_been_notified.set()
