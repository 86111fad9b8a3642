"""What is told and what comes of it, as rows: movements of stock, what is told of orders, and the entries of both."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple, cast
from zlib import crc32

from unison.measures.money import EXACT, VALUE_PLACES, ZERO, quotient
from unison.measures.stock_valuation import (
    AddCost,
    Adjust,
    ChangeMethod,
    GiveBack,
    Issue,
    Method,
    Operation,
    Outcome,
    Receive,
    ReturnToSupplier,
    Revalue,
    Settlement,
    Transfer,
)

SPACING = 64
"""About so many entries lie between two kept states."""


class Step(NamedTuple):
    """A moment of business time, and what orders the facts within it. At one order key an output takes its cost, then stock
    moves, then orders are charged."""

    at: datetime
    order_key: int
    rank: int = 1
    id: str = ""


OUTPUT, STOCK, CHARGE = 0, 1, 2
_HOUR_S = Decimal(3600)


def plain(number: Decimal) -> str:
    """The same text for the same number, however it was come by."""
    return f"{number.normalize(EXACT):f}"


@dataclass(frozen=True, slots=True)
class Movement:
    """What was told of one stock, as it stands. `order_key` is twice the fact's number in the feed; what follows from a fact comes
    right behind it, at an odd key. `fact` is STREAM@VERSION. `quantity` is above 0, but for a count, which has a sign.
    The `amount` of a receipt is its total cost, where that counts. `into` is the lot that a transfer goes into; `lots` what there
    is of each when a method tells them apart.
    """

    id: str
    fact: str
    kind: str
    at: datetime
    order_key: int
    lot: str | None = None
    quantity: Decimal = ZERO
    unit_cost: Decimal | None = None
    amount: Decimal | None = None
    method: str | None = None
    work_order: str | None = None
    refers: str | None = None
    into: str | None = None
    lots: tuple[tuple[str, Decimal], ...] = ()
    step: Step = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "step", Step(self.at, self.order_key, STOCK, self.id))

    def operation(self) -> Operation | None:
        """What it does to the stock; None for a count that found what was expected."""
        id, at, refers = self.id, self.at, self.refers
        when: dict[str, Any] = {"order_key": self.order_key, "lot": self.lot or ""}
        match self.kind:
            case "received" if self.amount is not None:
                return Receive(id, at, self.quantity, value=self.amount, **when)
            case "received":
                return Receive(id, at, self.quantity, self.unit_cost, **when)
            case "produced":
                return Receive(id, at, self.quantity, value=self.amount or ZERO, **when)
            case "returned" if refers is not None:
                return GiveBack(id, at, self.quantity, refers, **when)
            case "returned":
                return Receive(id, at, self.quantity, **when)
            case "returned_to_supplier" if refers is not None:
                return ReturnToSupplier(id, at, self.quantity, refers, **when)
            case "counted":
                return Adjust(id, at, self.quantity, self.unit_cost, **when) if self.quantity else None
            case "cost_added" | "order_cost":
                return AddCost(id, at, self.amount or ZERO, refers or "", **when)
            case "revalued":
                return Revalue(id, at, self.unit_cost or ZERO, **when)
            case "method":
                method = cast("Method", self.method)
                standard = self.unit_cost if method == "standard" else None
                return ChangeMethod(id, at, method, standard, self.lots, order_key=self.order_key)
            case "split" | "merged_into":
                return Transfer(id, at, self.quantity, self.into or "", **when)
            case _:
                return Issue(id, at, self.quantity, self.unit_cost, **when)

    @property
    def by_lot(self) -> tuple[tuple[str, Decimal], ...]:
        """What it adds to what there is of each lot."""
        if self.lot is None or self.kind in ("cost_added", "order_cost"):
            return ()
        came = self.kind in ("received", "produced", "returned", "counted")
        own = (self.lot, self.quantity if came else -self.quantity)
        return (own,) if self.into is None else (own, (self.into, self.quantity))

    @property
    def gives_back(self) -> str | None:
        """The kind of movement that it takes back, of the same lot and order; None: it is no return."""
        match self.kind:
            case "returned_to_supplier":
                return "received"
            case "returned":
                return "shipped" if self.work_order is None else "consumed"
            case _:
                return None

    @property
    def keeps_state(self) -> bool:
        """Whether the state after it is kept. Its id says so, and not how many came before: so that the same states are kept
        however the facts came."""
        return self.order_key % 2 == 0 and crc32(self.id.encode()) % SPACING == 0


@dataclass(frozen=True, slots=True)
class StockEntry:
    """What a movement did, and what was on hand after it. `state` is kept after some."""

    movement: Movement
    outcome: Outcome
    on_hand: Decimal
    value: Decimal
    state: dict[str, Any] | None = None

    def as_row(self) -> dict[str, Any]:
        """Columns of the table of entries."""
        told, outcome = self.movement, self.outcome
        return {
            "id": told.id, "fact": told.fact, "kind": told.kind, "at": told.at, "order_key": told.order_key, "lot": told.lot,
            "quantity": plain(outcome.quantity), "amount": plain(outcome.amount), "variance": plain(outcome.variance),
            "estimated": outcome.estimated, "on_hand": plain(self.on_hand), "value": plain(self.value),
            "work_order": told.work_order, "refers": told.refers, "state": self.state,
            "settled": [[s.issue, plain(s.quantity), plain(s.estimated), plain(s.actual)] for s in outcome.settlements]
            or None,
        }  # fmt: skip

    def settled_rows(self) -> list[dict[str, Any]]:
        """Columns of the table of settlements."""
        told, by = self.movement, dict[str, Decimal]()
        for each in self.outcome.settlements:
            by[each.issue] = EXACT.add(by.get(each.issue, ZERO), each.difference)
        return [
            {"issue": issue, "at": told.at, "order_key": told.order_key, "difference": plain(difference)}
            for issue, difference in by.items()
        ]


def settlements_from(settled: Iterable[list[str]]) -> tuple[Settlement, ...]:
    """What an entry settled, as its row tells it."""
    return tuple(Settlement(issue, Decimal(q), Decimal(e), Decimal(a)) for issue, q, e, a in settled)


class OrderPosting(NamedTuple):
    """What was told of one order, or what stock charges to it. `amount` is a cost; of an output, the standard cost of all of
    it, where there is one, is in `standard_cost` a unit."""

    id: str
    fact: str
    kind: str
    at: datetime
    order_key: int
    amount: Decimal = ZERO
    quantity: Decimal = ZERO
    plant: str = ""
    material: str = ""
    standard_cost: Decimal | None = None

    @property
    def is_output(self) -> bool:
        return self.kind in ("output", "by_product")

    @property
    def step(self) -> Step:
        return Step(self.at, self.order_key, OUTPUT if self.is_output else CHARGE, self.id)


class OrderEntry(NamedTuple):
    """What was told of an order, the amount that it moved (what an output took with it, below 0), what went after the outputs
    (output, plant, material, amount), what became a variance, and the work in process after it."""

    told: OrderPosting
    amount: Decimal
    shares: tuple[tuple[str, str, str, Decimal], ...]
    variance: Decimal
    in_process: Decimal

    def as_row(self) -> dict[str, Any]:
        """Columns of the table of order entries."""
        told = self.told
        return {
            "id": told.id, "fact": told.fact, "kind": told.kind, "at": told.at, "order_key": told.order_key,
            "rank": told.step.rank, "amount": plain(self.amount), "quantity": plain(told.quantity),
            "shares": [[output, plant, material, plain(amount)] for output, plant, material, amount in self.shares] or None,
            "variance": plain(self.variance), "in_process": plain(self.in_process),
        }  # fmt: skip


def time_cost(seconds: Decimal, rate_per_hour: Decimal | None) -> Decimal:
    """What a person's or a machine's time cost, rounded once; 0 where no rate was in force."""
    if rate_per_hour is None:
        return ZERO
    return quotient(EXACT.multiply(seconds, rate_per_hour), _HOUR_S, VALUE_PLACES)
