"""What waits for one webhook, and what came of it: every question and every note of those who send, each a transaction."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row, dict_row

from unison.infrastructure import codec
from unison.webhooks.forms import Form
from unison.webhooks.outbox import SQL

REPLAYED_AT_ONCE = 2_000
"""Numbers of the feed that one step of telling again looks through."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook as those who send see it."""

    organization_id: UUID
    webhook_id: UUID
    name: str
    url: str
    form: Form
    replay_next: int | None
    permission_hash: bytes
    permitted_at: datetime | None
    permitted_per_minute: int | None
    failures: int
    failing_since: datetime | None
    next_at: datetime | None
    off_at: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery whose turn it is."""

    seq: int
    stream_id: str
    attempts: int
    first_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a delivery. `next_at` is None unless it waits for another try."""

    seq: int
    state: str
    next_at: datetime | None
    status: int | None
    duration_ms: int
    answer: str
    error: str | None


class Waiting:
    """The rows of one webhook, over a connection in autocommit in the role `unison_worker`."""

    def __init__(self, connection: psycopg.Connection[Any], webhook: UUID) -> None:
        self._connection = connection
        self._webhook = webhook

    def take_turn(self) -> bool:
        """Whether nobody else sends for this webhook; then nobody else does until `end_turn`, or until the connection ends."""
        return bool(self._one("take_turn"))

    def end_turn(self) -> None:
        self._one("end_turn")

    def begin(self) -> Webhook | None:
        """The webhook as it is now; None: it is gone."""
        with self._connection.cursor(row_factory=class_row(Webhook)) as cursor:
            return cursor.execute(SQL["begin"], {"webhook": self._webhook}).fetchone()

    def secrets(self, at: datetime) -> list[bytes]:
        """Those that sign now, the newest first."""
        found = self._connection.execute(SQL["list_secrets"], {"webhook": self._webhook, "at": at})
        return [secret for (secret,) in found.fetchall()]

    def due(self, *, at: datetime, before: int | None, only_trial: bool, limit: int, batch: bool) -> list[Due]:
        asked = {"webhook": self._webhook, "at": at, "before": before, "only_trial": only_trial, "limit": limit}
        with self._connection.cursor(row_factory=class_row(Due)) as cursor:
            return cursor.execute(SQL["take_batch" if batch else "take_due"], asked).fetchall()

    def facts(self, organization: UUID, seqs: Sequence[int]) -> dict[int, dict[str, Any]]:
        """The rows of the feed with these numbers, by number."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL["read_facts"], {"organization": organization, "seqs": list(seqs)}).fetchall()
        return {row["seq"]: row for row in rows}

    def replay(self) -> int | None:
        """Notes the next of what is to be told again; answers the number that is looked at next, None behind the last."""
        return self._one("replay", page=REPLAYED_AT_ONCE)

    def note(self, outcomes: Sequence[Outcome], at: datetime) -> None:
        told = codec.encode([asdict(each) for each in outcomes]).decode()
        self._run("note_outcomes", outcomes=told, at=at)

    def note_success(self, next_at: datetime | None) -> None:
        self._run("note_success", next_at=next_at)

    def note_failure(self, error: str, *, at: datetime, next_at: datetime) -> None:
        self._run("note_failure", error=error[:500], at=at, next_at=next_at)

    def note_permission(self, per_minute: int | None, at: datetime) -> None:
        self._run("note_permission", per_minute=per_minute, at=at)

    def switch_off(self, webhook: Webhook, reason: str, at: datetime) -> None:
        """And tells those who should know. Once, whoever tries."""
        with self._connection.transaction():
            if self._one("switch_off", reason=reason[:500], at=at) is None:
                return
            told = codec.encode({"webhook": webhook.name, "reason": reason}).decode()
            about = f"webhooks:{webhook.webhook_id}"
            self._connection.execute(
                SQL["give_notice_of_off"], {"organization": webhook.organization_id, "about": about, "told": told}
            )

    def next_at(self, at: datetime) -> datetime | None:
        """When there is something to do for this webhook; None: nothing."""
        return self._one("find_next", at=at)

    def wake(self, at: datetime) -> None:
        self._run("wake", at=at)

    def _run(self, statement: str, **given: Any) -> psycopg.Cursor[Any]:
        return self._connection.execute(SQL[statement], {"webhook": self._webhook, **given})

    def _one(self, statement: str, **given: Any) -> Any:
        row = self._run(statement, **given).fetchone()
        return row[0] if row else None
