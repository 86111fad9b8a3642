"""Does the store still say what it said? Each organization's hash chain and numbers, and every fact's place, read again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import DictRow, dict_row

from unison.infrastructure.sql import statements

PAGE = 20_000

_sql = statements("unison.infrastructure", "verification.sql")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold, at a number of an organization's feed."""

    seq: int
    organization_id: UUID
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """`checked` facts were read; `fault` is the first thing that did not hold, None when all did."""

    checked: int
    fault: Fault | None


type Progress = Callable[[int, int], None]
"""Called with (facts checked, facts to check)."""


def verify(
    connection: psycopg.Connection[Any],
    progress: Progress = lambda _checked, _all: None,
    organization: UUID | None = None,
) -> Verified:
    """Reads the feed of every organization, or of one: numbers without a gap, each fact where the feed says, each hash what
    the chain makes of it, and nothing in the store that the feed ought to have and has not.

    The connection sees every organization.
    """
    with connection.cursor(row_factory=dict_row) as cursor:
        chains = cursor.execute(_sql["list_chains"]).fetchall()
        if organization is not None:
            chains = [chain for chain in chains if chain["organization_id"] == organization]
        run = _Verification(cursor, progress, sum(chain["seq"] for chain in chains))
        for chain in chains:
            if fault := run.chain(chain):
                return Verified(run.checked, fault)
        return Verified(run.checked, run.left_out())


class _Verification:
    def __init__(self, cursor: psycopg.Cursor[DictRow], progress: Progress, facts: int) -> None:
        self._cursor, self._progress, self._facts = cursor, progress, facts
        self.checked = 0

    def chain(self, head: DictRow) -> Fault | None:
        """The first fault of one organization's chain, whose head is told."""
        organization: UUID = head["organization_id"]
        reached, digest, place = 0, "", 0
        while rows := self._page(organization, reached, digest, place):
            for row in rows:
                if what := _fault(row, reached + 1):
                    return Fault(reached + 1, organization, what)
                reached, digest, place = row["seq"], row["hash"], row["cell_seq"]
            self.checked += len(rows)
            self._progress(self.checked, max(self._facts, self.checked))
        if head["hash"] is None:
            return Fault(reached, organization, "the head of the chain is gone")
        if head["seq"] > reached:
            return Fault(reached + 1, organization, f"the feed ends before number {reached + 1}")
        if (head["seq"], head["hash"]) != (reached, digest):
            return Fault(reached, organization, "the head of the chain is not the hash of the last fact")
        return None

    def _page(self, organization: UUID, after: int, digest: str, place: int) -> list[DictRow]:
        asked = {"organization": organization, "after": after, "hash": digest, "cell_seq": place, "limit": PAGE}
        return self._cursor.execute(_sql["read_page"], asked).fetchall()

    def left_out(self) -> Fault | None:
        row = self._cursor.execute(_sql["find_left_out"]).fetchone()
        if row is None:
            return None
        what = f"{row['stream_id']} version {row['version']} is in the store but not in the feed"
        return Fault(row["seq"], row["organization_id"], what)


def _fault(row: DictRow, expected: int) -> str | None:
    if row["seq"] != expected:
        return f"the feed has a hole at number {expected}"
    if row["missing"]:
        return "its fact is not in the store"
    if row["differs"]:
        return "its fact is not what it was when it was chained"
    return "its place in the server's order is before its predecessor's" if row["misplaced"] else None
