"""One operation on a state: the next state and what came of it. Nothing here refuses stock below 0; rules are elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import NamedTuple

from unison.measures.money import EXACT, VALUE_PLACES, ZERO, quotient, worth
from unison.measures.stock_valuation.operations import (
    AddCost,
    Adjust,
    ChangeMethod,
    GiveBack,
    Issue,
    Layer,
    Operation,
    Outcome,
    Receive,
    ReturnToSupplier,
    Revalue,
    Transfer,
)
from unison.measures.stock_valuation.specific import in_lot, put_together, revalued_lots, told_apart, transferred
from unison.measures.stock_valuation.stock import Arrival, Departure, Stock, arrive, leave, revalued


class Moved(NamedTuple):
    """What an earlier operation moved: its quantity, above 0, and what that cost, settlements up to then included."""

    quantity: Decimal
    cost: Decimal

    def part(self, quantity: Decimal) -> Decimal:
        """What that quantity of it costs: all of it exactly, a part in proportion."""
        if quantity == self.quantity:
            return self.cost
        with localcontext(EXACT):
            return quotient(self.cost * quantity, self.quantity, VALUE_PLACES)


class NotBefore(LookupError):
    """An operation refers to one that is not before it in business time."""


type Lookup = Callable[[str], Moved]
"""What an earlier operation moved, by its id; raises `NotBefore`."""


def nothing_before(operation_id: str) -> Moved:
    """The lookup of a history that has just begun."""
    raise NotBefore(operation_id)


def apply(stock: Stock, op: Operation, lookup: Lookup = nothing_before) -> tuple[Stock, Outcome]:
    """The state after `op`, and its outcome; `lookup` is asked by operations that refer to an earlier one.

    Raises `NotBefore` when there is no such earlier operation.
    """
    with localcontext(EXACT):
        return step(stock, op, lookup)


def step(stock: Stock, op: Operation, lookup: Lookup) -> tuple[Stock, Outcome]:
    """As `apply`, for a caller that has set the context `EXACT` itself, once for many."""
    if isinstance(op, ChangeMethod):
        return _method_changed(stock, op)
    if stock.method == "specific_identification":
        return _of_lot(stock, op, lookup)
    match op:
        case Receive():
            value = op.value if op.unit_cost is None else worth(op.quantity, op.unit_cost)
            return _received(stock, op.id, op.quantity, value)
        case Issue():
            return _issued(stock, op.id, op.quantity, op.unit_cost)
        case Adjust() if op.quantity > 0:
            return _received(
                stock, op.id, op.quantity, None if op.unit_cost is None else worth(op.quantity, op.unit_cost)
            )
        case Adjust():
            return _issued(stock, op.id, -op.quantity, op.unit_cost)
        case ReturnToSupplier():
            return _returned(stock, op)
        case GiveBack():
            return _given_back(stock, op, lookup(op.issue))
        case AddCost():
            return _cost_added(stock, op, lookup(op.receipt))
        case Revalue():
            return _revalued(stock, op)
        case Transfer():
            return stock, Outcome(ZERO, ZERO)


def _of_lot(stock: Stock, op: Operation, lookup: Lookup) -> tuple[Stock, Outcome]:
    def in_book(book: Stock, op: Operation) -> tuple[Stock, Outcome]:
        return step(book, op, lookup)

    match op:
        case Transfer():
            return transferred(stock, op)
        case Revalue():
            return revalued_lots(stock, op, in_book)
        case _:
            return in_lot(stock, op, in_book)


def _received(stock: Stock, origin: str, quantity: Decimal, value: Decimal | None) -> tuple[Stock, Outcome]:
    if value is not None:
        return _arrived(arrive(stock, origin, quantity, value), quantity, value)
    known = stock.unit_cost
    value = worth(quantity, known or ZERO)
    arrival = arrive(stock, origin, quantity, value)
    if known is None:  # 0 because nothing is known is no cost to remember
        arrival = arrival._replace(stock=replace(arrival.stock, last_unit_cost=None))
    return _arrived(arrival, quantity, value, estimated=True)


def _issued(stock: Stock, origin: str, quantity: Decimal, unit_cost: Decimal | None) -> tuple[Stock, Outcome]:
    if unit_cost is None or stock.pooled:
        return _departed(leave(stock, origin, quantity, unit_cost=unit_cost), quantity)

    def preferred(layer: Layer) -> bool:
        return layer.value == worth(layer.quantity, unit_cost)

    return _departed(leave(stock, origin, quantity, unit_cost=unit_cost, preferred=preferred), quantity)


def _returned(stock: Stock, op: ReturnToSupplier) -> tuple[Stock, Outcome]:
    if stock.pooled:
        return _departed(leave(stock, op.id, op.quantity), op.quantity)

    def preferred(layer: Layer) -> bool:
        return layer.origin == op.receipt

    return _departed(leave(stock, op.id, op.quantity, preferred=preferred), op.quantity)


def _given_back(stock: Stock, op: GiveBack, issue: Moved) -> tuple[Stock, Outcome]:
    value = issue.part(op.quantity)
    return _arrived(arrive(stock, op.id, op.quantity, value, own=op.issue), op.quantity, value)


def _cost_added(stock: Stock, op: AddCost, receipt: Moved) -> tuple[Stock, Outcome]:
    """What is there takes its share of the quantity received; in a pool what is there covers the receipt as far as it goes.

    A credit never takes a layer below a value of 0.
    """
    place = _place_of(stock, op.receipt)
    if place is None:
        return stock, Outcome(ZERO, op.amount, variance=op.amount)
    layer = stock.layers[place]
    covered = min(layer.quantity, receipt.quantity)
    added = max(Moved(receipt.quantity, op.amount).part(covered), -layer.value)
    dearer = layer._replace(value=layer.value + added)
    layers = (*stock.layers[:place], dearer, *stock.layers[place + 1 :])
    after = replace(stock, layers=layers, value=stock.value + added)
    return after, Outcome(ZERO, op.amount, variance=op.amount - added)


def _place_of(stock: Stock, receipt: str) -> int | None:
    """Where goods of the receipt lie that can take a cost: nowhere under standard cost or when nothing is on hand."""
    if stock.quantity <= 0 or stock.method == "standard":
        return None
    if stock.method == "moving_average":
        return 0
    return next((place for place, layer in enumerate(stock.layers) if layer.origin == receipt), None)


def _revalued(stock: Stock, op: Revalue) -> tuple[Stock, Outcome]:
    after = replace(stock, last_unit_cost=op.unit_cost)
    if stock.method == "standard":
        after = replace(after, standard_cost=op.unit_cost)
    if stock.quantity > 0 or stock.method == "standard":
        after = revalued(after, _at(stock.layers, op.unit_cost))
    return after, Outcome(ZERO, after.value - stock.value)


def _method_changed(before: Stock, op: ChangeMethod) -> tuple[Stock, Outcome]:
    stock = put_together(before, op) if before.method == "specific_identification" else before
    if op.method == "specific_identification":
        return (before, Outcome(ZERO, ZERO)) if stock is not before else told_apart(stock, op)
    layers = stock.layers
    if stock.quantity > 0 and op.method in ("moving_average", "standard"):
        layers = (Layer(None, stock.quantity, stock.value),)
    elif stock.quantity > 0 and stock.pooled:
        layers = (Layer(op.id, stock.quantity, stock.value),)
    after = replace(stock, method=op.method, layers=layers, standard_cost=op.standard_cost)
    if op.standard_cost is not None:
        after = revalued(replace(after, last_unit_cost=op.standard_cost), _at(layers, op.standard_cost))
    return after, Outcome(ZERO, after.value - before.value)


def _at(layers: tuple[Layer, ...], unit_cost: Decimal) -> tuple[Layer, ...]:
    return tuple(layer._replace(value=worth(layer.quantity, unit_cost)) for layer in layers)


def _arrived(arrival: Arrival, quantity: Decimal, value: Decimal, *, estimated: bool = False) -> tuple[Stock, Outcome]:
    settled, variance = arrival.settlements, arrival.variance
    return arrival.stock, Outcome(quantity, value, settlements=settled, variance=variance, estimated=estimated)


def _departed(departure: Departure, quantity: Decimal) -> tuple[Stock, Outcome]:
    amount = -sum((each.value for each in departure.bins), ZERO)
    return departure.stock, Outcome(-quantity, amount, bins=departure.bins, estimated=departure.estimated)
