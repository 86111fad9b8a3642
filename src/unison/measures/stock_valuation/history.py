"""The operations on one stock in business-time order, and what a late or corrected one changes.

States are kept every so many entries. A change is computed from the last state before it; wherever the new state meets
the kept one again, and nothing further on refers to what has changed, the rest stands as it is known and is not
computed. A history does not change: a change gives another one, so that a preview is a change nobody keeps.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, localcontext
from typing import NamedTuple

from unison.measures.money import EXACT
from unison.measures.stock_valuation.applying import Moved
from unison.measures.stock_valuation.operations import Operation, Outcome
from unison.measures.stock_valuation.recomputing import Entry, Kept, Walk, kept_from
from unison.measures.stock_valuation.stock import Stock

SPACING = 64
"""Entries between two kept states, unless told."""

_AFTER_ALL = (sys.maxsize, 0, "")
"""A place behind that of any operation of the same instant."""


class Revision(NamedTuple):
    """One entry before and after a change; `None` where it was not, or is no longer, in the history."""

    id: str
    before: Entry | None
    after: Entry | None


class CostRevision(NamedTuple):
    """What one operation moved before and after a change; `None` where it was not, or is no longer, in the history."""

    id: str
    before: Moved | None
    after: Moved | None


@dataclass(frozen=True, slots=True)
class History:
    """Entries in business-time order on top of a state to start from. Made by `replay`."""

    _kept: Kept

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every operation with its outcome and what was on hand after it."""
        return self._kept.entries

    @property
    def stock(self) -> Stock:
        """The state after all of it."""
        return self._kept.states[-1]

    def entry(self, operation_id: str) -> Entry:
        """The entry of one operation; raises `KeyError`."""
        return self._kept.by_id[operation_id]

    def cost_of(self, operation_id: str) -> Moved:
        """What an operation moved and what that cost, all settlements included; raises `KeyError`."""
        if operation_id not in self._kept.by_id:
            raise KeyError(operation_id)
        with localcontext(EXACT):
            return Walk(self._kept, [], set()).moved(operation_id)

    def on_hand_at(self, moment: datetime) -> tuple[Decimal, Decimal]:
        """Quantity and value after everything that happened up to and including `moment`."""
        place = bisect_right(self._kept.orders, (moment, *_AFTER_ALL))
        if not place:
            return self._kept.states[0].quantity, self._kept.states[0].value
        return self.entries[place - 1].quantity, self.entries[place - 1].value

    def stock_at(self, moment: datetime) -> Stock:
        """The whole state, with its layers, after everything up to and including `moment`."""
        place = bisect_right(self._kept.orders, (moment, *_AFTER_ALL))
        with localcontext(EXACT):
            return Walk(self._kept, [], set()).state_after(place)

    def kept_states(self) -> tuple[tuple[int, Stock], ...]:
        """The states kept, each with the number of entries before it: what a read model may store to start from."""
        return tuple(zip(self._kept.marks, self._kept.states, strict=True))

    def changed(self, put: Iterable[Operation] = (), *, strike: Iterable[str] = ()) -> "Change":
        """With the operations `put` in, each in place of any of the same id, and those of the ids `strike` out.

        The order of `put` does not matter. Give many at once rather than one by one: a change copies the list of what
        stands. Raises `ValueError` when an id is given twice or one to strike is unknown, and `NotBefore` when an
        operation would refer to one that is not before it.
        """
        added, gone = self._edits(list(put), set(strike))
        with localcontext(EXACT):
            walk = Walk(self._kept, added, gone)
            kept = walk.run()
        return Change(self, History(kept), walk.computed, tuple(walk.affected))

    def _edits(self, put: list[Operation], strike: set[str]) -> tuple[list[Operation], set[str]]:
        known = self._kept.by_id
        names = [op.id for op in put] + sorted(strike)
        if len(set(names)) != len(names):
            raise ValueError("an operation is given twice")
        if unknown := strike - known.keys():
            raise ValueError(f"to be struck, but not in the history: {', '.join(sorted(unknown))}")
        news = [op for op in put if op.id not in known or known[op.id].op != op]
        return sorted(news, key=lambda op: op.order), strike | {op.id for op in news if op.id in known}


@dataclass(frozen=True, slots=True)
class Change:
    """What a change does: the history before and after it, and how many entries had to be computed."""

    before: History
    after: History
    computed: int
    _affected: tuple[str, ...]

    def revisions(self) -> tuple[Revision, ...]:
        """The entries that differ, be it only in what was on hand after them, in business-time order."""
        old, new = self.before._kept.by_id, self.after._kept.by_id  # pyright: ignore[reportPrivateUsage]
        found = (Revision(name, old.get(name), new.get(name)) for name in dict.fromkeys(self._affected))
        return tuple(each for each in found if each.before != each.after)

    def costs(self) -> tuple[CostRevision, ...]:
        """The operations that moved another quantity or at another cost, settlements included: the preview's heart.

        In business-time order, those touched by a settlement alone last.
        """
        names: dict[str, None] = {}
        settled: dict[str, None] = {}
        for revision in self.revisions():
            before, after = _outcome(revision.before), _outcome(revision.after)
            if before != after:
                names[revision.id] = None
                for outcome in (before, after):
                    settled.update(dict.fromkeys(each.issue for each in outcome.settlements) if outcome else {})
        found = (CostRevision(name, _cost(self.before, name), _cost(self.after, name)) for name in names | settled)
        return tuple(each for each in found if each.before != each.after)


def replay(
    operations: Iterable[Operation],
    start: Stock,
    *,
    earlier: Mapping[str, Moved] | None = None,
    spacing: int = SPACING,
) -> History:
    """The history of the operations, given in any order, on top of `start`.

    `earlier` has what operations before `start` moved, as far as these refer to them: a read model begins at a state it
    stored and need not go back to the first receipt. A state is kept every `spacing` entries. Raises as `changed` does.
    """
    if spacing < 1:
        raise ValueError("a state is kept every 1 or more entries")
    return History(kept_from(start, dict(earlier or {}), spacing)).changed(operations).after


def _outcome(entry: Entry | None) -> Outcome | None:
    return None if entry is None else entry.outcome


def _cost(history: History, operation_id: str) -> Moved | None:
    try:
        return history.cost_of(operation_id)
    except KeyError:
        return None
