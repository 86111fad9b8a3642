"""The security log: who came in, who was turned away, and who changed what others may do.

Each entry is a structured line of the process's log and a row of `unison.security_log`. It names accounts by their ids and holds no
login, password, token or code. What anybody may cause as often as they like is one row for each address and minute, with
how often: a flood fills neither the table nor the disk.
"""

import asyncio
import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

import orjson
import psycopg
import structlog
from psycopg_pool import PoolTimeout

from unison.infrastructure.database import Database
from unison.infrastructure.sql import statements

SQL = statements("unison.infrastructure", "security_log.sql")

NOBODY = UUID(int=0)
"""Stands for every organization that does not exist: what was tried with a name that none has."""

COUNTED_AT_ONCE = 2_000
"""Of how many addresses, accounts and kinds repetitions are counted at a time; what comes from more is counted as one."""

WRITTEN_AFTER_S = 3.0
"""So long after a repetition the count is written, in seconds."""

log = structlog.get_logger("security")

client_address: ContextVar[str] = ContextVar("client_address", default="")
"""Where the request comes from, as the door knows it; empty for what comes from no request."""


class Kind(StrEnum):
    """What may happen. The list is closed: whoever has something new to tell adds it here. `rights_changed` is written by the
    database, in the transaction of every fact of people, roles, stations and machine accounts.
    """

    signed_in = "signed_in"
    sign_in_failed = "sign_in_failed"
    sign_in_throttled = "sign_in_throttled"
    signed_out = "signed_out"
    session_ended = "session_ended"
    token_reused = "token_reused"  # noqa: S105 - not a token
    password_changed = "password_changed"  # noqa: S105 - not a password
    second_factor_changed = "second_factor_changed"
    identified = "identified"
    identification_failed = "identification_failed"
    identification_throttled = "identification_throttled"
    pairing_failed = "pairing_failed"
    keys_made = "keys_made"
    keys_rotated = "keys_rotated"
    keys_revoked = "keys_revoked"
    provider_changed = "provider_changed"
    organization_made = "organization_made"
    rights_changed = "rights_changed"
    refused_unauthenticated = "refused_unauthenticated"
    refused_forbidden = "refused_forbidden"
    refused_malicious = "refused_malicious"
    limit_reached = "limit_reached"


COUNTED = frozenset(
    {
        Kind.sign_in_failed, Kind.sign_in_throttled, Kind.identification_failed, Kind.identification_throttled,
        Kind.pairing_failed, Kind.refused_unauthenticated, Kind.refused_forbidden,
        Kind.refused_malicious, Kind.limit_reached,
    }
)  # fmt: skip
"""What anybody may cause as often as they like: one row for each organization, account, address and minute."""

WARNED = COUNTED | {Kind.token_reused}
"""What is told as a warning in the lines of the process."""

AT_THE_MACHINE = "operator of the server"
"""Who acts where nobody has signed in: by the command line."""

type Subject = tuple[UUID, Kind, UUID | None, str, int]
"""What is counted together: organization, kind, account, address, minute."""


@dataclass(frozen=True, slots=True)
class _WholeOrganization:
    organization_id: UUID
    plants: tuple[str, ...] = ()


@dataclass(slots=True)
class SecurityLog:
    """The log of a process that serves requests. Repetitions are counted in memory, and written some seconds later."""

    database: Database
    _counted: dict[Subject, int] = field(default_factory=dict[Subject, int])
    _writing: asyncio.Task[None] | None = None

    def repeats(self, kind: Kind, organization: UUID, account: UUID | None, address: str) -> bool:
        """Whether it is one of many within this minute: then it is counted, and that is all."""
        if kind not in COUNTED:
            return False
        subject = self._subject(kind, organization, account, address)
        if subject not in self._counted:
            self._counted[subject] = 0
            return False
        self._counted[subject] += 1
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_soon(), name="security log")
        return True

    def _subject(self, kind: Kind, organization: UUID, account: UUID | None, address: str) -> Subject:
        minute = int(time.time()) // 60
        subject = (organization, kind, account, address, minute)
        if subject in self._counted or len(self._counted) < COUNTED_AT_ONCE:
            return subject
        self._counted = {known: times for known, times in self._counted.items() if times or known[-1] >= minute}
        return subject if len(self._counted) < COUNTED_AT_ONCE else (NOBODY, kind, None, "", minute)

    async def write(
        self, kind: Kind, organization: UUID, account: UUID | None, address: str, detail: Mapping[str, Any]
    ) -> None:
        """Raises what the database raises."""
        minute = int(time.time()) // 60 if kind in COUNTED else None
        await self._add(organization, [_row(kind, account, address, minute, 1, detail)])

    async def _write_soon(self) -> None:
        await asyncio.sleep(WRITTEN_AFTER_S)
        self._writing = None
        await self.write_counts()

    async def write_counts(self) -> None:
        """What was repeated since the last time. Never raises: what is not written is told in the lines of the process."""
        rows: dict[UUID, list[dict[str, Any]]] = {}
        minute = int(time.time()) // 60
        counted, self._counted = self._counted, {known: 0 for known in self._counted if known[-1] >= minute}
        for (organization, kind, account, address, when), times in counted.items():
            if times:
                rows.setdefault(organization, []).append(_row(kind, account, address, when, times, {}))
        for organization, several in rows.items():
            for row in several:
                log.warning(f"security.{row['kind']}", organization=str(organization), **_told(row))
            try:
                await self._add(organization, several)
            except (psycopg.Error, PoolTimeout) as error:
                log.error("security_log.not_written", error=str(error))

    async def close(self) -> None:
        """Writes what is counted."""
        if self._writing is not None:
            self._writing.cancel()
        await self.write_counts()

    async def _add(self, organization: UUID, rows: list[dict[str, Any]]) -> None:
        async with self.database.writing(_WholeOrganization(organization)) as cursor:
            await cursor.execute(SQL["add_entries"], {"entries": orjson.dumps(rows).decode()})


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"account": row["account_id"], "address": row["address"], "repeated": row["times"]}


keeping: ContextVar[SecurityLog | None] = ContextVar("keeping", default=None)
"""The log that entries of this request go to, set by the door; None: to the lines of the process alone."""


async def note(kind: Kind, *, organization: UUID | None, account: UUID | None = None, **detail: Any) -> None:
    """Tells the log. `detail` is a few short values: ids, names of permissions and rules, reasons; never a secret, and nothing of a
    person. Never raises: what cannot be written to the table stands in the lines, with the reason.

    >>> await note(Kind.signed_in, organization=organization, account=account, by="password")
    """
    address, kept = client_address.get(), keeping.get()
    of = organization or NOBODY
    if kept is not None and kept.repeats(kind, of, account, address):
        return
    told = {name: value for name, value in detail.items() if value is not None}
    tell = log.warning if kind in WARNED else log.info
    tell(f"security.{kind}", organization=str(of), account=account and str(account), address=address, **told)
    if kept is None:
        return
    try:
        await kept.write(kind, of, account, address, told)
    except Exception as error:  # the one who signs in is not to pay for a log that does not answer
        log.error("security_log.not_written", error=str(error), kind=kind)


def note_over(
    connection: psycopg.Connection[Any],
    kind: Kind,
    *,
    organization: UUID,
    account: UUID | None = None,
    **detail: Any,
) -> None:
    """Tells the log over a connection of a transaction that acts in the organization, as the command line does: whoever may use it
    has no account, and is at the machine itself."""
    told = {name: value for name, value in detail.items() if value is not None} | {"by": AT_THE_MACHINE}
    log.info(f"security.{kind}", organization=str(organization), account=account and str(account), **told)
    rows = [_row(kind, account, "", None, 1, told)]
    connection.execute(SQL["add_entries"], {"entries": orjson.dumps(rows).decode()})


def _row(
    kind: Kind, account: UUID | None, address: str, minute: int | None, times: int, detail: Mapping[str, Any]
) -> dict[str, Any]:
    short = {name: _short(value) for name, value in detail.items()}
    return {
        "kind": kind, "account_id": account and str(account), "address": address or None, "minute": minute, "times": times,
        "detail": short,
    }  # fmt: skip


def _short(value: object) -> object:
    """A value as it is kept: no longer than it must be to be recognized, and of characters that the database holds."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_short(each) for each in cast(list[object], value)[:20]]
    return str(value).encode("utf-8", "replace").decode().replace("\0", "")[:200]
