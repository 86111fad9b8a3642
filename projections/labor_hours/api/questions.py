"""What can be asked about labor."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.labor_hours.api.answers import By, CertificateShown, EntryShown, Hours, JobShown, OperatorShown
from projections.labor_hours.api.shares import ask, pieces_of, shares_so_far
from unison.labor.domain.state import LONGEST
from unison.shared.names import normal
from unison.shared.time import now


async def hours(
    cursor: AsyncCursor[DictRow],
    by: Sequence[By] = (By.ORDER,),
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    work_order: str | None = None,
    operator: str | None = None,
    at: datetime | None = None,
) -> list[Hours]:
    """Hours of entries that ended from `since` on and before `until`, by one or several of what they can be added up by. A job that
    runs counts up to the moment `at`, which is now when left out, as if it ended then; but for 24 hours at the most.
    """
    at = at or now()
    asked = {"since": since, "until": until, "work_order": work_order, "operator": operator, "at": at}
    rows = await ask(cursor, "list_standing", **asked, longest=LONGEST)
    found = defaultdict[tuple[Any, ...], _Sum](_Sum)
    for row, piece in await pieces_of(cursor, rows, at, by_day=By.SHIFT in by):
        named = [piece.day if each is By.SHIFT else row[_COLUMNS[each]] for each in by]
        found[tuple(map(_compared, named))].add(named, row["runs"], piece.paid_s, piece.rested_s)
    return [
        Hours(
            **{_COLUMNS[each]: value for each, value in zip(by, each_sum.named, strict=True)},
            entries=each_sum.entries,
            running=each_sum.running,
            paid_s=each_sum.paid_s,
            breaks_s=each_sum.breaks_s,
        )
        for _, each_sum in sorted(found.items(), key=lambda item: [str(part or "") for part in item[0]])
    ]


class _Sum:
    """What was added up; named as it was first."""

    def __init__(self) -> None:
        self.named: Sequence[Any] = ()
        self.entries = self.running = 0
        self.paid_s = self.breaks_s = Decimal(0)

    def add(self, named: Sequence[Any], runs: bool, paid_s: Decimal, rested_s: Decimal) -> None:
        self.named = self.named or named
        self.entries += 1
        self.running += runs
        self.paid_s += paid_s
        self.breaks_s += rested_s


def _compared(part: Any) -> Any:
    """Roles and operations that differ in letter case alone are one."""
    return normal(part) if isinstance(part, str) else part


_COLUMNS = {
    By.ORDER: "work_order", By.OPERATION: "operation", By.OPERATOR: "operator", By.ROLE: "role", By.ACTIVITY: "activity",
    By.SHIFT: "shift_day",
}  # fmt: skip


async def operators(cursor: AsyncCursor[DictRow], *, limit: int = 1000) -> list[OperatorShown]:
    """The operators by badge."""
    return [OperatorShown(**row) for row in await ask(cursor, "list_operators", limit=limit)]


async def running(cursor: AsyncCursor[DictRow], *, limit: int = 1000, at: datetime | None = None) -> list[JobShown]:
    """The jobs that run, with the share of the time of each up to the moment `at`, which is now when left out."""
    rows = await ask(cursor, "list_jobs", limit=limit)
    shares = await shares_so_far(cursor, rows, at or now())
    return [
        JobShown(**row, paid_s=share.paid_s, breaks_s=share.rested_s) for row, share in zip(rows, shares, strict=True)
    ]


async def certificates(
    cursor: AsyncCursor[DictRow], *, expiring_within_days: int | None = None, limit: int = 1000
) -> list[CertificateShown]:
    """Certificates, those that run out first before the others; or those alone that have run out or will within so many days."""
    at = now()
    until = None if expiring_within_days is None else at + timedelta(days=expiring_within_days)
    rows = await ask(cursor, "list_certificates", at=at, until=until, limit=limit)
    return [CertificateShown(**row) for row in rows]


async def entries(
    cursor: AsyncCursor[DictRow],
    *,
    work_order: str | None = None,
    operator: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[EntryShown]:
    """Every form of every entry, the latest first."""
    asked = {"work_order": work_order, "operator": operator, "limit": limit, "offset": offset}
    return [EntryShown(**row) for row in await ask(cursor, "list_entries", **asked)]
