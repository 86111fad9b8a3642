"""What a recalculation begins with, what it reads, and what it finds."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from projections.costing.projector.engine.order_ledger import OrderState
from projections.costing.projector.engine.reading import Row
from projections.costing.projector.engine.rows import Movement, OrderEntry, OrderPosting, Step, StockEntry
from projections.costing.projector.engine.stock_account import StockKey
from unison.measures.stock_valuation import Stock


class Read(NamedTuple):
    """A statement to ask, with the rows it is asked about."""

    name: str
    rows: Sequence[dict[str, Any]]


type Reads[T] = Generator[Read, Sequence[Row], T]
"""Yields questions, is sent their answers, and returns what it found: so whoever drives it says how the database is asked."""


@dataclass(frozen=True, slots=True)
class ChangedFrom:
    """Where something is not as it was: a stock (plant and material) or an order, from a step on."""

    at: Step
    stock: StockKey | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """What would stand instead of what is told, by id; None: struck. `replaced` is what stands of it. Nobody has written it."""

    movements: Mapping[str, tuple[StockKey, Movement | None]] = field(
        default_factory=dict[str, tuple[StockKey, Movement | None]]
    )
    told: Mapping[str, tuple[str, OrderPosting | None]] = field(
        default_factory=dict[str, tuple[str, OrderPosting | None]]
    )
    replaced: Mapping[str, Movement] = field(default_factory=dict[str, Movement])


class StockChange(NamedTuple):
    """An entry before and after; None where it was not, or is no longer."""

    before: StockEntry | None
    after: StockEntry | None


class OrderChange(NamedTuple):
    """An order's entry before and after; None where it was not, or is no longer."""

    before: OrderEntry | None
    after: OrderEntry | None


@dataclass(slots=True)
class Changes:
    """What a recalculation found otherwise than it was known, and how the stocks and orders that it went through to the end stand,
    and after which step; None: nothing is told of them any more."""

    entries: dict[tuple[StockKey, str], StockChange] = field(default_factory=dict[tuple[StockKey, str], StockChange])
    order_entries: dict[tuple[str, str], OrderChange] = field(default_factory=dict[tuple[str, str], OrderChange])
    stocks: dict[StockKey, tuple[Stock, Step | None]] = field(
        default_factory=dict[StockKey, "tuple[Stock, Step | None]"]
    )
    orders: dict[str, tuple[OrderState, Step | None]] = field(
        default_factory=dict[str, "tuple[OrderState, Step | None]"]
    )
    computed: int = 0
    """Entries computed."""


def same_stock_entry(known: StockEntry | None, entry: StockEntry | None) -> bool:
    """Whether the known entry need not be written again: what its row holds is the same."""
    if known is None or entry is None:
        return known is entry
    return _row_of(known) == _row_of(entry)


def _row_of(entry: StockEntry) -> tuple[Any, ...]:
    """What changes the most comes first: most comparisons end there."""
    told, outcome = entry.movement, entry.outcome
    return (
        entry.value, outcome.amount, entry.on_hand, outcome.quantity, outcome.variance, outcome.estimated, outcome.settlements,
        told.at, told.order_key, told.kind, told.fact, told.lot, told.work_order, told.refers, entry.state,
    )  # fmt: skip


def same_order_entry(known: OrderEntry, entry: OrderEntry) -> bool:
    """Whether the known entry need not be written again."""
    told, other = known.told, entry.told
    return (told.id, told.fact, told.kind, told.step, told.quantity, known[1:]) == (
        other.id, other.fact, other.kind, other.step, other.quantity, entry[1:],
    )  # fmt: skip
