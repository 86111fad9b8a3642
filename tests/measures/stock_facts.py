"""Short ways to tell what happened to a stock, and random stories of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, localcontext

from hypothesis import strategies as st

from unison.measures.money import EXACT, ZERO
from unison.measures.stock_valuation import (
    AddCost,
    Adjust,
    ChangeMethod,
    GiveBack,
    Issue,
    Method,
    Moved,
    NotBefore,
    Operation,
    Outcome,
    Receive,
    ReturnToSupplier,
    Revalue,
    Stock,
    apply,
    opening,
)

BEGIN = datetime(2026, 3, 2, 6, tzinfo=UTC)
METHODS: tuple[Method, ...] = ("fifo", "lifo", "moving_average", "standard")


def moment(minute: int) -> datetime:
    return BEGIN + timedelta(minutes=minute)


def empty(method: Method) -> Stock:
    return opening(method, standard_cost=Decimal("7.5") if method == "standard" else None)


def told(*tellings: Callable[[str, datetime], Operation]) -> list[Operation]:
    """One a minute; the ids are "1", "2", ..."""
    return [tell(str(number), moment(number)) for number, tell in enumerate(tellings, start=1)]


def received(quantity: str, unit_cost: str | None = None) -> Callable[[str, datetime], Operation]:
    cost = None if unit_cost is None else Decimal(unit_cost)
    return lambda id, at: Receive(id, at, Decimal(quantity), cost)


def issued(quantity: str, unit_cost: str | None = None) -> Callable[[str, datetime], Operation]:
    cost = None if unit_cost is None else Decimal(unit_cost)
    return lambda id, at: Issue(id, at, Decimal(quantity), cost)


def returned(quantity: str, receipt: str) -> Callable[[str, datetime], Operation]:
    return lambda id, at: ReturnToSupplier(id, at, Decimal(quantity), receipt)


def given_back(quantity: str, issue: str) -> Callable[[str, datetime], Operation]:
    return lambda id, at: GiveBack(id, at, Decimal(quantity), issue)


def adjusted(quantity: str, unit_cost: str | None = None) -> Callable[[str, datetime], Operation]:
    cost = None if unit_cost is None else Decimal(unit_cost)
    return lambda id, at: Adjust(id, at, Decimal(quantity), cost)


def cost_added(amount: str, receipt: str) -> Callable[[str, datetime], Operation]:
    return lambda id, at: AddCost(id, at, Decimal(amount), receipt)


def revalued(unit_cost: str) -> Callable[[str, datetime], Operation]:
    return lambda id, at: Revalue(id, at, Decimal(unit_cost))


def costed_by(method: Method, standard_cost: str | None = None) -> Callable[[str, datetime], Operation]:
    cost = None if standard_cost is None else Decimal(standard_cost)
    return lambda id, at: ChangeMethod(id, at, method, cost)


# Books that know no short cut --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation with its outcome, and what was on hand after it."""

    op: Operation
    outcome: Outcome
    quantity: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class History:
    """Entries in business time, and the state before each and after the last."""

    entries: tuple[Entry, ...]
    states: tuple[Stock, ...]

    @property
    def stock(self) -> Stock:
        return self.states[-1]

    def entry(self, id: str) -> Entry:
        return next(entry for entry in self.entries if entry.op.id == id)

    def cost_of(self, id: str) -> Moved:
        """With all that has been settled of it."""
        with localcontext(EXACT):
            return moved_so_far(self.entries, id)


def moved_so_far(entries: Sequence[Entry], operation_id: str) -> Moved:
    """By looking through everything before."""
    outcome = next((entry.outcome for entry in entries if entry.op.id == operation_id), None)
    if outcome is None:
        raise NotBefore(operation_id)
    cost = -outcome.amount if outcome.quantity < 0 else outcome.amount
    settled = [each for entry in entries for each in entry.outcome.settlements if each.issue == operation_id]
    return Moved(abs(outcome.quantity), cost + sum((each.difference for each in settled), ZERO))


def replay(operations: Sequence[Operation], start: Stock) -> History:
    """One after another in business time, each looking through all before it."""
    entries, states = list[Entry](), [start]
    with localcontext(EXACT):
        for op in sorted(operations, key=lambda each: each.order):
            stock, outcome = apply(states[-1], op, lambda name: moved_so_far(entries, name))
            entries.append(Entry(op, outcome, stock.quantity, stock.value))
            states.append(stock)
    return History(tuple(entries), tuple(states))


def carried(outcome: Outcome) -> Decimal:
    """By how much an outcome says that the value on hand changes."""
    with localcontext(EXACT):
        return outcome.amount - outcome.variance - sum((each.difference for each in outcome.settlements), ZERO)


# Random stories ----------------------------------------------------------------------------------------------------

QUANTITIES = st.one_of(
    st.integers(1, 30).map(Decimal), st.decimals(Decimal("0.000001"), Decimal(40), places=6), st.just(Decimal("0.1"))
)
UNIT_COSTS = st.one_of(
    st.integers(0, 12).map(Decimal), st.decimals(Decimal(0), Decimal(99), places=2), st.decimals(0, 9, places=12)
)


@st.composite
def operations(draw: st.DrawFn, id: str, before: Sequence[Operation], minutes: int = 12) -> Operation:
    """One that refers only to one of `before`."""
    at = moment(draw(st.integers(0, minutes)))
    quantity = draw(QUANTITIES)
    cost = draw(st.none() | UNIT_COSTS)
    out = [op.id for op in before if isinstance(op, Issue | ReturnToSupplier) and op.order < (at, 0, GiveBack.RANK, id)]
    receipts = [op.id for op in before if isinstance(op, Receive) and op.order < (at, 0, AddCost.RANK, id)]
    simple: list[Operation] = [
        Receive(id, at, quantity, cost),
        Receive(id, at, quantity, value=draw(st.decimals(Decimal(0), Decimal(500), places=2))),
        Issue(id, at, quantity),
        Issue(id, at, quantity, cost),
        Adjust(id, at, quantity, cost),
        Adjust(id, at, -quantity),
    ]
    rare: list[Operation] = [
        Revalue(id, at, cost or Decimal(3)),
        ChangeMethod(id, at, "fifo"),
        ChangeMethod(id, at, "lifo"),
        ChangeMethod(id, at, "moving_average"),
        ChangeMethod(id, at, "standard", cost or Decimal(5)),
    ]
    referring: list[Operation] = [GiveBack(id, at, quantity, name) for name in out]
    referring += [AddCost(id, at, draw(st.decimals(-50, 50, places=2)), name) for name in receipts]
    referring += [ReturnToSupplier(id, at, quantity, name) for name in receipts]
    return draw(st.sampled_from(draw(st.sampled_from([simple, simple, simple, referring or simple, rare]))))


@st.composite
def stories(draw: st.DrawFn, *, at_most: int = 14) -> list[Operation]:
    story: list[Operation] = []
    for number in range(draw(st.integers(0, at_most))):
        story.append(draw(operations(f"op-{number:02}", tuple(story))))
    return story
