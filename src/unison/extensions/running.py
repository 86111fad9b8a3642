"""One runner for all extensions in all organizations, restarted after a lost connection."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any
from uuid import UUID

import psycopg
import structlog
from eventsourcing import persistence
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.persistence import Tracking, TrackingRecorder
from eventsourcing.projection import BaseProjectionRunner, Projection

from unison.extensions.declaring import Extension
from unison.extensions.feed import ServerFeed, application_over
from unison.extensions.outlet import Handling, SharedOutlet
from unison.extensions.tables import prepare, stop
from unison.extensions.view import SQL, DoneBefore, Outlet, View
from unison.infrastructure import codec, database
from unison.infrastructure.feed.parking import park
from unison.infrastructure.feed.reading import OUR_FAULT, sentence
from unison.infrastructure.leading import SIGN_S, take_lead
from unison.infrastructure.leading import SQL as LEADING
from unison.infrastructure.recorder import FeedNotification

log = structlog.get_logger()

LOST = (psycopg.OperationalError, psycopg.InterfaceError, persistence.OperationalError, persistence.InterfaceError)
"""What tells of a lost connection: nobody's fault, and tried again."""

SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
"""Before the runner starts again, in seconds: twice as long each time, until it has run for `LONGEST_PAUSE_S`."""

LEAD_AGAIN_S = 1.0
"""Between two tries to take the lead from another process, in seconds."""

LONGEST_FACT_S = 60.0
"""An extension that takes longer for one fact hangs, and costs its process the lead, in seconds."""


class Running:
    """One extension under way: its projection and view in each organization, and how far they have come."""

    def __init__(self, extension: Extension, outlet: Outlet) -> None:
        self.extension = extension
        self._outlet = outlet
        self._made: dict[UUID, tuple[Projection[Any], View]] = {}
        self.reached: dict[UUID, int] = {}
        self.parked: set[tuple[UUID, str]] = set()

    def in_organization(self, organization: UUID) -> tuple[Projection[Any], View]:
        if organization not in self._made:
            view = self.extension.view(self._outlet, self.extension.name, organization)
            self._made[organization] = self.extension.projection(view=view), view
        return self._made[organization]

    def is_done_with(self, row: codec.FeedRow) -> bool:
        return not self.extension.takes(row[4]) or self.reached.get(row[1], 0) >= row[10]

    def take(self, row: codec.FeedRow, *, parked: bool = False) -> View:
        """Hands a fact to the projection. What it raises, `DoneBefore` apart, is the fact's fault or the connection's."""
        projection, view = self.in_organization(row[1])
        view.take(row, parked=parked)
        projection.process_event(codec.recorded(row), Tracking("unison", row[10]))
        return view


class AllExtensions(Projection[TrackingRecorder]):
    """What the library's runner runs: hands each fact to every extension that takes it, in its organization."""

    name = "extensions"

    def __init__(self, connection: psycopg.Connection[Any], extensions: Sequence[Extension], outlet: Outlet) -> None:
        """The connection is of the role `unison_worker`, in autocommit, and used by the runner's thread alone."""
        self._connection = connection
        self._running = {each.name: Running(each, outlet) for each in extensions}
        names, consumers = list(self._running), {each.schema: each.name for each in extensions}
        for name, organization, seq in connection.execute(SQL["list_tracking"], {"names": names}).fetchall():
            self._running[name].reached[organization] = seq
        for consumer, *stream in connection.execute(SQL["list_parked_streams"], {"consumers": list(consumers)}):
            self._running[consumers[consumer]].parked.add((stream[0], stream[1]))
        row = connection.execute(SQL["read_start"], {"names": names}).fetchone()
        self.position: int = row[0] if row else 0
        self._busy_since: float | None = None
        super().__init__(view=Position(self))

    @property
    def hangs(self) -> bool:
        """Whether it has been at one fact for too long."""
        since = self._busy_since
        return since is not None and time.monotonic() - since > LONGEST_FACT_S

    @singledispatchmethod
    def process_event(self, domain_event: FeedNotification, tracking: Tracking) -> None:
        del tracking  # each extension has its own, by organization
        self._busy_since = time.monotonic()
        try:
            self._process(domain_event)
        finally:
            self._busy_since = None

    def _process(self, domain_event: FeedNotification) -> None:
        for running in list(self._running.values()):
            if not running.is_done_with(domain_event.row) and not self._is_parked(running, domain_event.row):
                self._hand(running, domain_event.row)

    def pass_by(self, number: int) -> None:
        """Everything up to here is done with, by every extension that runs, in the order of the server's feed."""
        where = {"names": list(self._running), "after": self.position, "up_to": number}
        if number > self.position:
            self._connection.execute(SQL["pass_feed"], where)
            self.position = number

    def _is_parked(self, running: Running, row: codec.FeedRow) -> bool:
        """Asked of the database where it was so before: somebody may have tried it again."""
        if (stream := (row[1], row[2])) not in running.parked:
            return False
        where = {"consumer": running.extension.schema, "organization": row[1], "stream": row[2]}
        if self._connection.execute(SQL["find_parked"], where).fetchone() is None:
            running.parked.discard(stream)
            return False
        return True

    def _hand(self, running: Running, row: codec.FeedRow) -> None:
        try:
            running.take(row)
        except DoneBefore:
            pass
        except LOST:
            raise
        except OUR_FAULT as fault:
            del self._running[running.extension.name]
            stop(self._connection, running.extension, sentence(fault))
            return
        except Exception as error:
            self._park(running, row, error)
        running.reached[row[1]] = row[10]

    def _park(self, running: Running, row: codec.FeedRow, error: Exception) -> None:
        moved = {"organization": row[1], "extension": running.extension.name, "seq": row[10]}
        with self._connection.transaction(), self._connection.cursor() as cursor:
            if cursor.execute(SQL["track"], moved).fetchone():
                park(cursor, running.extension.schema, row, error)
        running.parked.add((row[1], row[2]))


class Position(TrackingRecorder):
    """Where the runner stands in the server's feed. It is stored with the extensions' own positions."""

    def __init__(self, all_extensions: AllExtensions) -> None:
        self._all = all_extensions

    def insert_tracking(self, tracking: Tracking) -> None:
        self._all.pass_by(tracking.notification_id)

    def max_tracking_id(self, application_name: str) -> int | None:
        del application_name  # the one feed
        return self._all.position


def run(
    url: str,
    connection: psycopg.Connection[Any],
    extensions: Sequence[Extension],
    outlet: Outlet,
    until: Callable[[], bool],
) -> None:
    """Runs the extensions until told to stop; raises what ended the runner. The connection is of the role `unison_worker`."""
    everything = AllExtensions(connection, extensions, outlet)
    topics = sorted({topic for each in extensions for topic in each.projection.topics})
    if any(not each.projection.topics for each in extensions):
        topics = []
    with closing(ServerFeed(url, everything.pass_by)) as feed:
        runner: BaseProjectionRunner[Any] = BaseProjectionRunner(
            projection=everything,
            application_class=application_over(feed),
            tracking_recorder=everything.view,
            topics=topics,
        )
        spoke_at = time.monotonic()
        with runner:
            while not until() and not runner.is_interrupted.is_set():
                runner.run_forever(timeout=0.5)
                if time.monotonic() - spoke_at > SIGN_S and not everything.hangs:
                    spoke_at = time.monotonic()
                    connection.execute(LEADING["show_life"])


class ExtensionWorkers:
    """The thread of one worker process that runs the extensions. Every process may try: one leads."""

    def __init__(self, url: str, extensions: Sequence[Extension], command_handling: Handling) -> None:
        self._url = url
        self._extensions = extensions
        self._command_handling = command_handling
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="extensions", daemon=True)

    def start(self) -> None:
        """Does nothing where no extension is installed."""
        if self._extensions:
            self._thread.start()

    def stop(self) -> None:
        """Asks the runner to end after the fact it is at, and waits for it."""
        self._stop.set()
        if self._extensions:
            self._thread.join(timeout=10)

    def _keep(self) -> None:
        pause_s = SHORTEST_PAUSE_S
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                self._run()
            except LOST as lost:
                log.warning("extensions.database_lost", error=str(lost).strip())
            except Exception:
                log.exception("extensions.failed")
            if time.monotonic() - began > LONGEST_PAUSE_S:
                pause_s = SHORTEST_PAUSE_S
            self._stop.wait(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    def _run(self) -> None:
        with database.connect(self._url, "builder") as builder:
            ready = prepare(builder, self._extensions)
        with (
            database.connect(self._url, "worker") as connection,
            closing(SharedOutlet(self._url, self._command_handling)) as outlet,
        ):
            while not take_lead(connection, "extensions"):
                if self._stop.wait(LEAD_AGAIN_S):
                    return
            if ready:
                run(self._url, connection, ready, outlet, self._stop.is_set)
            else:
                while not self._stop.wait(SIGN_S):
                    connection.execute(LEADING["show_life"])
