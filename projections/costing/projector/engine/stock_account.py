"""The stock of one material in one plant, carried on from a kept state over what was told since."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from heapq import heappop, heappush
from typing import NamedTuple

from projections.costing.projector.engine.rows import Movement, Step, StockEntry
from unison.measures.money import ZERO
from unison.measures.stock_valuation import Issue, Moved, NotBefore, Outcome, Receive, Stock, opening, stock_from_json
from unison.measures.stock_valuation.applying import step

type StockKey = tuple[str, str]
"""Plant and material."""

FIRST_PAGE, LONGEST_PAGE = 250, 16_000
"""Entries that are read at once: few at first, for most changes are soon over."""


class Item(NamedTuple):
    """A movement at its step; None: an entry that is there no more."""

    step: Step
    movement: Movement | None


class Computed(NamedTuple):
    """What became of one movement, and what was known of it. `gone`: it was computed at an earlier step, to which it has moved;
    here is only what it did before.
    """

    movement: Movement
    known: StockEntry | None
    entry: StockEntry | None
    gone: bool = False


class Referred(NamedTuple):
    """What a movement refers to, from before the page."""

    step: Step
    moved: Moved
    lot: str | None = None


def _step(item: Item) -> Step:
    return item.step


@dataclass(slots=True)
class StockAccount:
    """`stock` is the state after everything before what is ahead, `last` the step of the last entry in it. Asleep: from `reached`
    on all stands as it is known; so does what lies between `reached` and `begun_after`, where it goes on from a kept state.
    """

    key: StockKey
    stock: Stock = field(default_factory=lambda: opening("moving_average"))
    idle: bool = True
    page: int = FIRST_PAGE
    until: Step | None = None
    last: Step | None = None
    reached: Step | None = None
    begun_after: Step | None = None
    known: dict[str, StockEntry] = field(default_factory=dict[str, StockEntry])
    fresh: dict[str, StockEntry | None] = field(default_factory=dict[str, "StockEntry | None"])
    changed: dict[str, None] = field(default_factory=dict[str, None])
    referred: dict[str, Referred] = field(default_factory=dict[str, Referred])
    pending: list[Step] = field(default_factory=list[Step])
    _asked: set[str] = field(default_factory=set[str])
    _items: list[Item] = field(default_factory=list[Item])
    _next: int = 0
    _puts: dict[str, Movement | None] = field(default_factory=dict[str, "Movement | None"])
    _values: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    _settled: dict[str, dict[str, tuple[Step, Decimal]]] = field(
        default_factory=dict[str, "dict[str, tuple[Step, Decimal]]"]
    )
    _settles: dict[str, set[str]] = field(default_factory=dict[str, "set[str]"])

    # What is read and put in --------------------------------------------------------------------------------------

    def begin(self, state: Stock | None, after: Step | None) -> None:
        """Wakes at the state that was kept after a step, before the first page."""
        self.stock, self.last, self.begun_after = state or opening("moving_average"), after, after
        self._items, self._next, self.known, self.idle = [], 0, {}, False

    def load(self, movements: Iterable[Movement], known: Iterable[StockEntry], until: Step | None) -> None:
        """The next page of what was told and of what is known."""
        self.until, self._next = until, 0
        self.known = {entry.movement.id: entry for entry in known}
        told = {each.movement.id: each.movement for each in self.known.values() if each.movement.kind == "order_cost"}
        told.update({movement.id: movement for movement in movements})
        for id, put in self._puts.items():
            told.pop(id, None)
            if put is not None and self._in_page(put.step):
                told[id] = put
        items = [Item(movement.step, movement) for movement in told.values()]
        for id, entry in self.known.items():
            if id not in told or told[id].step != entry.movement.step:
                items.append(Item(entry.movement.step, None))
        computed = {id: entry.movement.step for id, entry in self.fresh.items() if entry is not None}
        waiting = (i for i in items if i.step.id not in self.fresh or i.step > computed.get(i.step.id, i.step))
        self._items = sorted(waiting, key=_step)

    def put(self, movement: Movement) -> None:
        """A movement that an order makes or changes."""
        self._puts[movement.id] = movement
        if not self.idle and self._in_page(movement.step):
            if (known := self.known.get(movement.id)) is not None:
                self._take_out(known.movement.step)
            insort(self._items, Item(movement.step, movement), lo=self._next, key=_step)
        heappush(self.pending, movement.step)

    def strike(self, id: str, at: Step) -> None:
        """A movement that an order makes no more."""
        self._puts[id] = None
        if not self.idle and self._in_page(at) and self._take_out(at):
            insort(self._items, Item(at, None), lo=self._next, key=_step)
        heappush(self.pending, at)

    def value_output(self, id: str, at: Step, cost: Decimal) -> None:
        """What an output takes along from its order."""
        self._values[id] = cost
        heappush(self.pending, at)

    def refer(self, ids: Iterable[str], referred: Iterable[tuple[str, Referred]]) -> None:
        """What was asked for, and what there is of it."""
        self._asked.update(ids)
        self.referred.update(referred)

    def add_settlement(self, settler: str, at: Step, issue: str, difference: Decimal) -> None:
        """What an entry has settled of an issue, as it is known."""
        if settler not in self.fresh:
            self._settle(settler, at, issue, difference)

    def _take_out(self, at: Step) -> bool:
        index = bisect_left(self._items, at, lo=self._next, key=_step)
        if index < len(self._items) and self._items[index].step == at:
            del self._items[index]
            return True
        return False

    def _in_page(self, at: Step) -> bool:
        return self.until is None or at[:2] <= self.until[:2]

    # Carrying on --------------------------------------------------------------------------------------------------

    @property
    def ahead(self) -> Item | None:
        """What is computed next."""
        return self._items[self._next] if self._next < len(self._items) else None

    def unread(self) -> list[str]:
        """What the page refers to and was not asked for yet. Of what is in the page itself it is not known what was settled."""
        return sorted({id for item in self._items[self._next :] for id in self.unread_of(item)})

    def unread_of(self, item: Item) -> list[str]:
        """What one movement refers to, unless it was asked for, or was computed and came in: of that nothing is ever settled."""
        refers = item.movement.refers if item.movement is not None else None
        if refers is None or refers in self._asked:
            return []
        entry = self.fresh.get(refers)
        return [] if entry is not None and entry.outcome.quantity > 0 else [refers]

    def advance(self) -> Computed | None:
        """Computes what is ahead; None where nothing is or was. Runs under the context `EXACT`."""
        item = self._items[self._next]
        self._next += 1
        self.reached, self.begun_after = item.step, None
        known = self.known.get(item.step.id)
        if known is not None and known.movement.step != item.step:
            known = None
        movement = None if item.movement is None else self._valued(item.movement)
        operation = None if movement is None else self._of_lot(movement).operation()
        if movement is None or operation is None:
            if known is None:
                return None
            return self._gone(known) if item.step.id in self.fresh else self._noted(known.movement, known, None)
        try:
            self.stock, outcome = step(self.stock, operation, lambda of: self._moved(of, item.step))
        except NotBefore:
            self.stock, outcome = self._without_origin(movement)
        state = self.stock.as_json() if movement.keeps_state else None
        entry = StockEntry(movement, outcome, self.stock.quantity, self.stock.value, state)
        self.last = item.step
        return self._noted(movement, known, entry)

    def _valued(self, movement: Movement) -> Movement:
        cost = self._values.get(movement.id)
        return movement if cost is None else replace(movement, amount=cost)

    def _of_lot(self, movement: Movement) -> Movement:
        """What an order sends after an output goes to the output's lot."""
        if movement.kind != "order_cost" or (id := movement.refers) is None:
            return movement
        entry = self.fresh[id] if id in self.fresh else self.known.get(id)
        lot = entry.movement.lot if entry is not None else self.referred[id].lot if id in self.referred else None
        return replace(movement, lot=lot)

    def _without_origin(self, movement: Movement) -> tuple[Stock, Outcome]:
        """What a movement does whose origin was struck, or is told to be later: goods move at the stock's own cost, and a cost
        finds no goods to go to."""
        lot = movement.lot or ""
        match movement.kind:
            case "returned":
                return step(self.stock, Receive(movement.id, movement.at, movement.quantity, lot=lot), _nowhere)
            case "returned_to_supplier":
                return step(self.stock, Issue(movement.id, movement.at, movement.quantity, lot=lot), _nowhere)
            case _:
                amount = movement.amount or ZERO
                return self.stock, Outcome(ZERO, amount, variance=amount)

    def _gone(self, known: StockEntry) -> Computed:
        self.changed.update((before.issue, None) for before in known.outcome.settlements)
        return Computed(known.movement, known, self.fresh[known.movement.id], gone=True)

    def _noted(self, movement: Movement, known: StockEntry | None, entry: StockEntry | None) -> Computed:
        self.fresh[movement.id] = entry
        for issue in self._settles.pop(movement.id, set[str]()):
            self._settled[issue].pop(movement.id, None)
        for before in known.outcome.settlements if known is not None else ():
            self.changed[before.issue] = None
        for now in entry.outcome.settlements if entry is not None else ():
            self._settle(movement.id, movement.step, now.issue, now.difference)
            self.changed[now.issue] = None
        if known is None or entry is None or known.outcome != entry.outcome:
            self.changed[movement.id] = None
        return Computed(movement, known, entry)

    def _settle(self, settler: str, at: Step, issue: str, difference: Decimal) -> None:
        by = self._settled.setdefault(issue, {})
        by[settler] = (at, difference + (by[settler][1] if settler in by else ZERO))
        self._settles.setdefault(settler, set[str]()).add(issue)

    def _moved(self, id: str, now: Step) -> Moved:
        """What an operation before this one moved, with what has been settled of it since and before now."""
        entry = self.fresh[id] if id in self.fresh else self.known.get(id)
        if entry is not None:
            at, moved = entry.movement.step, Moved(abs(entry.outcome.quantity), abs(entry.outcome.amount))
        elif id in self.referred and id not in self.fresh:
            at, moved, _ = self.referred[id]
        else:
            raise NotBefore(id)
        if at >= now:
            raise NotBefore(id)
        differences = (difference for when, difference in self._settled.get(id, {}).values() if when < now)
        return Moved(moved.quantity, moved.cost + sum(differences, ZERO))

    # Falling idle -----------------------------------------------------------------------------------------------

    def meets(self, computed: Computed) -> bool:
        """Whether the state is the one that was kept here: what follows stands as it is known, but for what refers to what has
        changed."""
        known, entry = computed.known, computed.entry
        if computed.gone or known is None or known.state is None or entry is None or entry.state is None:
            return False
        return stock_from_json(known.state) == self.stock

    def begins_after(self, now: Step) -> bool:
        """Whether it goes on from a state that was kept after `now`: what changes at `now` needs an earlier one."""
        return self.begun_after is not None and now[:2] <= self.begun_after[:2]

    def pause(self, now: Step) -> None:
        """Falls idle, or goes on to the last kept state before what is pending next."""
        self.changed = {}
        while self.pending and self.pending[0] <= now:
            heappop(self.pending)
        if not self.pending or not self._in_page(self.pending[0]):
            self.idle, self._items, self._next = True, [], 0
            return
        for index in range(self._next, len(self._items)):
            item = self._items[index]
            if item.step >= self.pending[0]:
                break
            known = self.known.get(item.step.id)
            if known is not None and known.state is not None and item.movement is not None:
                self._next, self.stock, self.last = index + 1, stock_from_json(known.state), item.step
                self.begun_after = item.step


def _nowhere(id: str) -> Moved:
    raise NotBefore(id)
