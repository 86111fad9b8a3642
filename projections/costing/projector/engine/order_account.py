"""The account of one order, carried on over what was told of it and what stock charges to it."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from projections.costing.projector.engine.order_ledger import Charge, Ending, OrderState, Output
from projections.costing.projector.engine.rows import OrderEntry, OrderPosting, Step
from unison.measures.money import ZERO

ENDINGS: Mapping[str, Ending] = {
    "completed": "completed",
    "closed": "closed",
    "cancelled": "closed",
    "reopened": "reopened",
}


class OrderItem(NamedTuple):
    """What was told at its step; None: what is told no more."""

    step: Step
    told: OrderPosting | None


class OrderComputed(NamedTuple):
    """What became of it, and what was known of it."""

    step: Step
    known: OrderEntry | None
    entry: OrderEntry | None


def _step(item: OrderItem) -> Step:
    return item.step


@dataclass(slots=True)
class OrderAccount:
    """`state` is the account after everything before the next of `items`."""

    key: str
    loaded: bool = False
    state: OrderState = field(default_factory=OrderState)
    known: dict[str, OrderEntry] = field(default_factory=dict[str, OrderEntry])
    fresh: dict[str, OrderEntry | None] = field(default_factory=dict[str, "OrderEntry | None"])
    last: Step | None = None
    _items: list[OrderItem] = field(default_factory=list[OrderItem])
    _next: int = 0
    _puts: dict[str, tuple[Step, OrderPosting | None]] = field(
        default_factory=dict[str, "tuple[Step, OrderPosting | None]"]
    )

    def load(
        self, state: OrderState, last: Step | None, told: Iterable[OrderPosting], known: Iterable[OrderEntry]
    ) -> None:
        """What was told since `last`, where the state is kept, and what is known of that."""
        self.state, self.last, self.loaded = state, last, True
        self.known = {entry.told.id: entry for entry in known}
        charged = {each.told.id: each.told for each in self.known.values() if each.told.kind == "material"}
        standing = {**charged, **{each.id: each for each in told}}
        for id, (_, put) in self._puts.items():
            standing.pop(id, None)
            if put is not None:
                standing[id] = put
        self._items = [OrderItem(each.step, each) for each in standing.values()]
        for id, entry in self.known.items():
            if id not in standing or standing[id].step != entry.told.step:
                self._items.append(OrderItem(entry.told.step, None))
        self._items.sort(key=_step)

    def put(self, id: str, at: Step, told: OrderPosting | None) -> None:
        """What stock charges to the order; None: no more."""
        self._puts[id] = (at, told)
        if not self.loaded:
            return
        for before in {at} | ({self.known[id].told.step} if id in self.known else set[Step]()):
            index = bisect_left(self._items, before, lo=self._next, key=_step)
            if index < len(self._items) and self._items[index].step == before:
                del self._items[index]
        insort(self._items, OrderItem(at, told), lo=self._next, key=_step)

    @property
    def ahead(self) -> OrderItem | None:
        """What is computed next."""
        return self._items[self._next] if self._next < len(self._items) else None

    def advance(self) -> OrderComputed | None:
        """Computes what is ahead; None where nothing is or was. Runs under the context `EXACT`."""
        at, told = self._items[self._next]
        self._next += 1
        known = self.known.get(at.id)
        if known is not None and known.told.step != at:
            known = None
        if told is None:
            if known is None or at.id in self.fresh:
                return None
            self.fresh[at.id] = None
            return OrderComputed(at, known, None)
        before, self.last = self.state.variance, at
        amount = self._apply(told)
        self.state, shares = self.state.distribute()
        entry = OrderEntry(
            told,
            amount,
            tuple((s.output, s.plant, s.material, s.amount) for s in shares),
            self.state.variance - before,
            self.state.in_process,
        )
        self.fresh[at.id] = entry
        return OrderComputed(at, known, entry)

    def _apply(self, told: OrderPosting) -> Decimal:
        if told.is_output:
            output = Output(
                told.id, told.quantity, told.plant, told.material, told.standard_cost, told.kind == "by_product"
            )
            self.state, cost = self.state.take(output)
            return -cost
        if told.kind in ENDINGS:
            self.state = self.state.end(ENDINGS[told.kind])
            return ZERO
        self.state = self.state.charge(Charge(told.kind, told.amount))
        return told.amount
