"""Each organization's hash chain and numbers, every fact's place, and the heads that were signed, read again."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import DictRow, dict_row

from unison.infrastructure.sql import statements
from unison.infrastructure.verification.heads import SignedHead, head_fault, signed_heads
from unison.infrastructure.verification.tree import Frontier

PAGE = 20_000

_sql = statements("unison.infrastructure.verification", "chain.sql")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold, at a number of an organization's feed."""

    seq: int
    organization_id: UUID
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """`checked` facts were read, of each organization as many as `of` says; `fault` is the first thing that did not hold, None when
    all did."""

    checked: int
    fault: Fault | None
    of: Mapping[UUID, int]


type Progress = Callable[[int, int], None]
"""Called with (facts checked, facts to check)."""


def verify(
    connection: psycopg.Connection[Any],
    progress: Progress = lambda _checked, _all: None,
    organization: UUID | None = None,
) -> Verified:
    """Reads the feed of every organization, or of one: numbers without a gap, each fact where the feed says, each hash what
    the chain makes of it, the same heads as were signed, and nothing in the store that the feed ought to have and has not.

    The connection sees every organization.
    """
    with connection.cursor(row_factory=dict_row) as cursor:
        asked = {"organization": organization}
        chains = cursor.execute(_sql["list_chains"], asked).fetchall()
        run = _Verification(cursor, progress, sum(chain["seq"] for chain in chains))
        for chain in chains:
            # in this order: whatever comes to be meanwhile, the head is no earlier than those that were signed
            signed = signed_heads(connection, chain["organization_id"])
            if fault := run.chain(chain["organization_id"], signed):
                return Verified(run.checked, fault, run.of)
        return Verified(run.checked, run.left_out(organization), run.of)


class _Verification:
    def __init__(self, cursor: psycopg.Cursor[DictRow], progress: Progress, facts: int) -> None:
        self._cursor, self._progress, self._facts = cursor, progress, facts
        self.of: Counter[UUID] = Counter()

    @property
    def checked(self) -> int:
        return self.of.total()

    def chain(self, organization: UUID, signed: Sequence[SignedHead]) -> Fault | None:
        """The first fault of one organization's chain up to its head of now, of which the signed ones have to be. What is numbered
        meanwhile is for the next time."""
        head = self._head(organization)
        reached, digest, place = 0, "", 0
        heads = _Heads(signed)
        while rows := self._page(organization, reached, digest, place, head["seq"]):
            for row in rows:
                if what := _fault(row, reached + 1) or heads.fault_at(row["seq"], row["hash"]):
                    return Fault(reached + 1, organization, what)
                reached, digest, place = row["seq"], row["hash"], row["cell_seq"]
            self.of[organization] += len(rows)
            self._progress(self.checked, max(self._facts, self.checked))
        if head["hash"] is None:
            return Fault(reached, organization, "the head of the chain is gone")
        if head["seq"] > reached:
            return Fault(reached + 1, organization, f"the feed ends before number {reached + 1}")
        if (head["seq"], head["hash"]) != (reached, digest):
            return Fault(reached, organization, "the head of the chain is not the hash of the last fact")
        if (behind := self._behind_head(organization)) is not None:
            return Fault(behind, organization, "the feed goes on behind the head of its chain")
        if (beyond := next((each.seq for each in signed if each.seq > reached), None)) is not None:
            return Fault(
                reached + 1, organization, f"a head was signed of number {beyond}, and the feed ends before it"
            )
        return None

    def _head(self, organization: UUID) -> DictRow:
        """Without a hash where it is gone; then all of the feed is read."""
        found = self._cursor.execute(_sql["find_chain_head"], {"organization": organization}).fetchone()
        return found or {"seq": None, "hash": None}

    def _behind_head(self, organization: UUID) -> int | None:
        found = self._cursor.execute(_sql["find_behind_head"], {"organization": organization}).fetchone()
        return None if found is None else found["seq"]

    def _page(self, organization: UUID, after: int, digest: str, place: int, last: int | None) -> list[DictRow]:
        asked = {
            "organization": organization, "after": after, "last": last, "hash": digest, "cell_seq": place, "limit": PAGE,
        }  # fmt: skip
        return self._cursor.execute(_sql["read_page"], asked).fetchall()

    def left_out(self, organization: UUID | None) -> Fault | None:
        row = self._cursor.execute(_sql["find_left_out"], {"organization": organization}).fetchone()
        if row is None:
            return None
        what = f"{row['stream_id']} version {row['version']} is in the store but not in the feed"
        return Fault(row["seq"], row["organization_id"], what)


class _Heads:
    """The signed heads of a feed, held against it as it is read. The tree is counted as far as heads reach."""

    def __init__(self, signed: Sequence[SignedHead]) -> None:
        self._signed = {head.seq: head for head in signed}
        self._last = max(self._signed, default=0)
        self._tree = Frontier()

    def fault_at(self, seq: int, hash: str) -> str | None:
        if seq > self._last:
            return None
        self._tree.add(bytes.fromhex(hash))
        if (head := self._signed.get(seq)) is None:
            return None
        if (what := head_fault(head)) is not None:
            return f"a head was signed here, and {what}"
        if head.chain.hex() != hash or head.tree != self._tree.root():
            return "a head was signed here, and it says otherwise"
        return None


def _fault(row: DictRow, expected: int) -> str | None:
    if row["seq"] != expected:
        return f"the feed has a hole at number {expected}"
    if row["missing"]:
        return "its fact is not in the store"
    if row["differs"]:
        return "its fact is not what it was when it was chained"
    return "its place in the server's order is before its predecessor's" if row["misplaced"] else None
