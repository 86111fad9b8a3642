"""The walk from the last state before a change to the end, past everything that stands as it is known."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from typing import NamedTuple

from unison.measures.money import ZERO
from unison.measures.stock_valuation.applying import Moved, NotBefore, step
from unison.measures.stock_valuation.operations import AddCost, GiveBack, Operation, Order, Outcome
from unison.measures.stock_valuation.stock import Stock

type References = dict[str, frozenset[str]]
"""For an operation, the ids of those that refer to it."""


class Entry(NamedTuple):
    """An operation, what came of it, and the quantity and value on hand after it."""

    op: Operation
    outcome: Outcome
    quantity: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class Kept:
    """A history as it is known: entries in order, states after so many of them (`marks`), and who refers to whom."""

    entries: tuple[Entry, ...]
    orders: tuple[Order, ...]
    marks: tuple[int, ...]
    states: tuple[Stock, ...]
    by_id: Mapping[str, Entry]
    referrers: References
    settlers: References
    earlier: Mapping[str, Moved]
    spacing: int


def kept_from(start: Stock, earlier: Mapping[str, Moved], spacing: int) -> Kept:
    """A history without entries."""
    return Kept((), (), (0,), (start,), {}, {}, {}, earlier, spacing)


class Walk:
    """One pass over a history in which some operations are added and others gone. Runs under the context `EXACT`."""

    def __init__(self, old: Kept, added: list[Operation], gone: set[str]) -> None:
        self.computed = 0
        """Entries computed."""
        self.affected: list[str] = []
        """Ids of entries added, gone, or computed with another result."""
        self._old, self._added, self._gone = old, added, gone
        self._next_added = 0
        self._at = 0  # the place in the old history
        self._state = old.states[0]
        self._entries: list[Entry] = []
        self._orders: list[Order] = []
        self._marks, self._states = [0], [old.states[0]]
        self._fresh: dict[str, Entry] = {}
        self._settled_by: dict[str, set[str]] = {}
        self._now: Order | None = None
        # Places in the old history that must be visited whatever the state there is
        self._stops = sorted(bisect_left(old.orders, old.by_id[name].op.order) for name in gone)

    def run(self) -> Kept:
        """The history after the change."""
        old, mark = self._old, 0
        while self._at < len(old.entries) or self._next_added < len(self._added):
            while mark < len(old.marks) and old.marks[mark] < self._at:
                mark += 1
            if mark < len(old.marks) and old.marks[mark] == self._at and self._state == old.states[mark]:
                self._pass_over(mark)
            self._advance()
        return self._result()

    def moved(self, operation_id: str) -> Moved:
        """What an operation before the present one moved, with what has been settled of it since and before now."""
        entry = self._known(operation_id)
        if entry is None:
            if operation_id not in self._old.earlier:
                raise NotBefore(operation_id)
            quantity, cost = self._old.earlier[operation_id]
        else:
            outcome = entry.outcome
            quantity, cost = abs(outcome.quantity), -outcome.amount if outcome.quantity < 0 else outcome.amount
        settlers = self._old.settlers.get(operation_id, frozenset[str]()) | self._settled_by.get(operation_id, set())
        for settler in map(self._known, settlers):
            if settler is not None:
                parts = settler.outcome.settlements
                cost += sum((each.difference for each in parts if each.issue == operation_id), ZERO)
        return Moved(quantity, cost)

    def state_after(self, count: int) -> Stock:
        """The state after so many entries of the old history, from the kept one before it."""
        old = self._old
        mark = bisect_left(old.marks, count + 1) - 1
        state = old.states[mark]
        for place in range(old.marks[mark], count):
            self._now = old.orders[place]
            state, _ = step(state, old.entries[place].op, self.moved)
        return state

    def _advance(self) -> None:
        """Computes one entry, or leaves out one that is gone."""
        old, place = self._old, self._at
        if self._next_added < len(self._added):
            op = self._added[self._next_added]
            if place == len(old.entries) or op.order < old.orders[place]:
                self._next_added += 1
                self._compute(op, op.order, None)
                return
        if place == len(old.entries):
            return
        self._at += 1
        entry = old.entries[place]
        if entry.op.id in self._gone:
            self._note(entry, None)
        else:
            self._compute(entry.op, old.orders[place], entry)

    def _compute(self, op: Operation, order: Order, known: Entry | None) -> None:
        self._now = order
        self._state, outcome = step(self._state, op, self.moved)
        self.computed += 1
        entry = Entry(op, outcome, self._state.quantity, self._state.value)
        if known is not None and entry == known:
            entry = known
        else:
            self._note(known, entry)
        self._entries.append(entry)
        self._orders.append(order)
        if len(self._entries) - self._marks[-1] >= self._old.spacing:
            self._mark(len(self._entries), self._state)

    def _note(self, before: Entry | None, after: Entry | None) -> None:
        """Keeps in mind what is now otherwise, and where it will be asked for."""
        entry = after or before
        if entry is None:
            return
        self.affected.append(entry.op.id)
        if after is not None:
            self._fresh[after.op.id] = after
            for each in after.outcome.settlements:
                self._settled_by.setdefault(each.issue, set()).add(after.op.id)
        if before is None or after is None or before.outcome != after.outcome:
            self._disturb(entry.op.id)
            for known in (before, after):
                for each in known.outcome.settlements if known is not None else ():
                    self._disturb(each.issue)

    def _disturb(self, operation_id: str) -> None:
        for name in self._old.referrers.get(operation_id, ()):
            place = bisect_left(self._old.orders, self._old.by_id[name].op.order)
            if place >= self._at:
                heappush(self._stops, place)

    def _pass_over(self, mark: int) -> None:
        """From a state that is the known one to the last kept state before the next entry to be computed."""
        old = self._old
        while self._stops and self._stops[0] < self._at:
            heappop(self._stops)
        until = self._stops[0] if self._stops else len(old.entries)
        if self._next_added < len(self._added):
            until = min(until, bisect_left(old.orders, self._added[self._next_added].order))
        last = bisect_left(old.marks, until + 1) - 1
        if last <= mark:
            return
        shift = len(self._entries) - self._at
        self._entries.extend(old.entries[self._at : old.marks[last]])
        self._orders.extend(old.orders[self._at : old.marks[last]])
        for each in range(mark + 1, last + 1):
            self._mark(old.marks[each] + shift, old.states[each])
        self._at, self._state = old.marks[last], old.states[last]

    def _known(self, operation_id: str) -> Entry | None:
        """The entry as it now stands, if it is before the present one."""
        if operation_id in self._fresh:
            return self._fresh[operation_id]
        entry = None if operation_id in self._gone else self._old.by_id.get(operation_id)
        return entry if entry is not None and (self._now is None or entry.op.order < self._now) else None

    def _mark(self, count: int, state: Stock) -> None:
        self._marks.append(count)
        self._states.append(state)

    def _result(self) -> Kept:
        old = self._old
        if self._marks[-1] != len(self._entries):
            self._mark(len(self._entries), self._state)
        marks, states = _thinned(self._marks, self._states, old.spacing)
        by_id = (
            {name: entry for name, entry in old.by_id.items() if name not in self._gone} if self._gone else old.by_id
        )
        left = [old.by_id[name].op for name in self._gone]
        return Kept(
            tuple(self._entries),
            tuple(self._orders),
            marks,
            states,
            {**by_id, **self._fresh},
            _referrers(old.referrers, left, self._added),
            _settlers(old.settlers, self._settled_by),
            old.earlier,
            old.spacing,
        )


def _thinned(marks: list[int], states: list[Stock], spacing: int) -> tuple[tuple[int, ...], tuple[Stock, ...]]:
    """Without the states that lie closer than half the spacing behind the one before, but for the last."""
    kept = [0]
    for each in range(1, len(marks)):
        if each == len(marks) - 1 or marks[each] - marks[kept[-1]] >= (spacing + 1) // 2:
            kept.append(each)
    return tuple(marks[each] for each in kept), tuple(states[each] for each in kept)


def _referrers(known: References, gone: Iterable[Operation], added: Iterable[Operation]) -> References:
    changed = dict(known)
    for op in gone:
        if (to := _refers_to(op)) is not None:
            changed[to] = changed[to] - {op.id}
    for op in added:
        if (to := _refers_to(op)) is not None:
            changed[to] = changed.get(to, frozenset[str]()) | {op.id}
    return changed


def _settlers(known: References, found: Mapping[str, set[str]]) -> References:
    """Those that ever settled an issue: whether one still does is asked of its entry."""
    return {**known, **{issue: known.get(issue, frozenset[str]()) | names for issue, names in found.items()}}


def _refers_to(op: Operation) -> str | None:
    """The operation whose outcome this one's depends on; a return to a supplier looks at the layers alone."""
    match op:
        case GiveBack():
            return op.issue
        case AddCost():
            return op.receipt
        case _:
            return None
