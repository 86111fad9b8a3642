"""What an extension writes with: rows of its own and its position, in one transaction, in one organization."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID, uuid5

import psycopg
from eventsourcing.persistence import IntegrityError, Tracking, TrackingRecorder
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

from unison.infrastructure import codec
from unison.infrastructure.database import SQL as ROLES
from unison.infrastructure.seal import entering
from unison.infrastructure.sql import statements
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.shared.commands import Answer, Command

SQL = statements("unison.extensions")

_COMMANDS = UUID("b1d5f0a6-6a0c-5d58-9b0e-0d1f7f4f6c11")
_NOTICES = UUID("0c6d2c0b-0e0b-5b43-a8a5-6f3f3a1f2a77")
"""The name spaces of the ids of commands that extensions send, and of notices that they give."""


class Outlet(Protocol):
    """What the views of one process share: connections of the role `unison_app`, and the way in for commands."""

    @property
    def pool(self) -> ConnectionPool[psycopg.Connection[Any]]: ...

    def send(self, envelope: Envelope) -> Answer: ...


class DoneBefore(IntegrityError):
    """The fact was taken before, or its stream has been parked meanwhile: there is nothing to do."""


@dataclass(frozen=True)
class _Taken:
    """The fact that is being taken. `parked`: its stream is parked, and tried again."""

    row: codec.FeedRow
    parked: bool


class View(TrackingRecorder):
    """The tracking recorder of one extension in one organization; a subclass adds the questions and the rows.

    >>> with self.recording(tracking) as cursor:
    ...     cursor.execute("INSERT INTO late (organization_id, ...) VALUES (unison.organization(), ...)")
    """

    def __init__(self, outlet: Outlet, extension: str, organization_id: UUID) -> None:
        self.extension = extension
        self.organization_id = organization_id
        self._outlet = outlet
        self._schema = f"extension_{extension}"
        self._taken: _Taken | None = None
        self._recorded = False

    @contextmanager
    def recording(self, tracking: Tracking) -> Generator[psycopg.Cursor[DictRow]]:
        """A transaction that moves the position, for the rows that follow from the fact: both or neither.

        Unqualified names are those of the extension's own tables, then Unison's; row security shows its organization alone.
        Raises `DoneBefore`, which is to be let through, when the fact was taken before.
        """
        with self._transaction() as cursor:
            self._move(cursor, tracking)
            yield cursor
        self._recorded = True

    @contextmanager
    def reading(self) -> Generator[psycopg.Cursor[DictRow]]:
        """A transaction to look into the tables with; nothing that it writes is kept."""
        with self._transaction(force_rollback=True) as cursor:
            yield cursor

    def insert_tracking(self, tracking: Tracking) -> None:
        """For a fact from which no rows follow."""
        with self.recording(tracking):
            pass

    def max_tracking_id(self, application_name: str) -> int | None:
        del application_name  # the organization's one feed
        with self._transaction() as cursor:
            row = cursor.execute(SQL["read_tracking"], self._named).fetchone()
        return row["seq"] if row else None

    def send(self, command: Command, *, about: str = "") -> Answer:
        """Carries out a command because of the fact that is being taken; once, however often it is sent.

        Its id is made of the extension, the organization, the fact, the command's name and `about`, which tells commands of one
        name apart. Send before recording: what is recorded is not tried again. Raises the `Refusal` of the use case.
        """
        named, event = f"{self._fact()}/{command.command_name}/{about}", codec.recorded(self._row())
        return self._outlet.send(
            Envelope(
                uuid5(_COMMANDS, named),
                command,
                Sender(self.organization_id, None, device=f"extension {self.extension}", plant=event.meta.plant),
                correlation_id=event.meta.correlation_id or event.meta.command_id,
                causation_id=event.meta.command_id,
                cause=f"{event.stream_id}@{event.version}",
            )
        )

    def give_notice(
        self,
        cursor: psycopg.Cursor[DictRow],
        *,
        about: str,
        title: str,
        text: str,
        link: str | None = None,
        plant: str | None = None,
    ) -> None:
        """Tells supervisors and administrators, in the transaction of `recording`: in the browser, and by mail those who want it.

        While a notice of this extension stands `about` the same, there is no second one. `link` is the path of a screen. Keys and
        figures may be told, never what a person is called.
        """
        told = codec.encode({"title": title, "text": text, "link": link}).decode()
        given = self._noticed(about, plant) | {"told": told, "notice": uuid5(_NOTICES, f"{self._fact()}/{about}")}
        with self._as_worker(cursor):
            cursor.execute(SQL["give_notice"], given)

    def end_notice(self, cursor: psycopg.Cursor[DictRow], *, about: str, plant: str | None = None) -> None:
        """It is over: nobody need be told any more. Nothing happens where none stands."""
        with self._as_worker(cursor):
            cursor.execute(SQL["end_notice"], self._noticed(about, plant))

    # Between the runner and the view --------------------------------------------------------------------------

    def take(self, row: codec.FeedRow, *, parked: bool = False) -> None:
        """The runner says which fact is handed over next."""
        self._taken, self._recorded = _Taken(row, parked), False

    @property
    def recorded(self) -> bool:
        """Whether the position was moved since `take`."""
        return self._recorded

    def _noticed(self, about: str, plant: str | None) -> dict[str, Any]:
        return {"organization": self.organization_id, "about": f"{self.extension}:{about}", "plant": plant}

    def _row(self) -> codec.FeedRow:
        if self._taken is None:
            raise RuntimeError("there is no fact that this could follow from: it is done while one is taken")
        return self._taken.row

    def _fact(self) -> str:
        """What ids are made of, so that the same fact leads to the same once."""
        _, organization, stream, version, *_ = self._row()
        return f"{self.extension}/{organization}/{stream}@{version}"

    @staticmethod
    @contextmanager
    def _as_worker(cursor: psycopg.Cursor[DictRow]) -> Generator[None]:
        """For what the application may not do by itself."""
        cursor.execute(ROLES["act_as_worker"])
        yield
        cursor.execute(ROLES["act_as_app"])

    @property
    def _named(self) -> dict[str, Any]:
        return {"organization": self.organization_id, "extension": self.extension}

    @contextmanager
    def _transaction(self, *, force_rollback: bool = False) -> Generator[psycopg.Cursor[DictRow]]:
        with (
            self._outlet.pool.connection() as connection,
            connection.transaction(force_rollback=force_rollback),
            connection.cursor(row_factory=dict_row) as cursor,
        ):
            where = entering(connection, self.organization_id) | {"search_path": f"{self._schema}, unison"}
            cursor.execute(SQL["enter"], where)
            yield cursor

    def _move(self, cursor: psycopg.Cursor[DictRow], tracking: Tracking) -> None:
        """The position's row is locked first: whoever parks or retries a stream waits for it."""
        if (taken := self._taken) is None or taken.row[-1] != tracking.notification_id:
            if cursor.execute(SQL["track"], self._named | {"seq": tracking.notification_id}).fetchone() is None:
                raise DoneBefore(f"{self.extension} has reached {tracking.notification_id} before")
            return
        cell_seq, _, stream, version = taken.row[:4]
        parked = {"consumer": self._schema, "organization": self.organization_id, "stream": stream}
        if taken.parked:
            moved = cursor.execute(SQL["pass_parked"], parked | {"version": version, "cell_seq": cell_seq})
            if moved.fetchone() is None:
                raise DoneBefore(f"{stream} of {self.extension} has passed version {version} before")
            return
        if cursor.execute(SQL["track"], self._named | {"seq": taken.row[-1]}).fetchone() is None:
            raise DoneBefore(f"{self.extension} has reached {taken.row[-1]} before")
        if cursor.execute(SQL["find_parked"], parked).fetchone() is not None:
            raise DoneBefore(f"{stream} is parked for {self.extension}")
