"""Specific identification: each lot bears its own cost, and an issue of it costs what it cost.

IAS 2.23 asks it of items that are not ordinarily interchangeable, and of what is made and kept apart for one project; IAS 2.24
allows it nowhere else. Within a lot its goods are alike, so they are costed by their average (IAS 2.25). A part that is split off,
what is put together and what comes back take their cost along.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from unison.measures.money import UNIT_COST_PLACES, VALUE_PLACES, ZERO, quotient, worth
from unison.measures.stock_valuation.operations import ChangeMethod, Layer, Operation, Outcome, Revalue, Transfer
from unison.measures.stock_valuation.stock import Stock, arrive, leave, opening, with_lots

type Step = Callable[[Stock, Operation], tuple[Stock, Outcome]]
"""One operation on the books of a lot."""


def in_lot(stock: Stock, op: Operation, step: Step) -> tuple[Stock, Outcome]:
    """What concerns one lot, on its own books. What comes in at an unknown cost takes the lot's; where it has none, the stock's."""
    after, outcome = step(_book(stock, op.lot), op)
    return _with(stock, after.last_unit_cost, {op.lot: after}), outcome


def transferred(stock: Stock, op: Transfer) -> tuple[Stock, Outcome]:
    """The part takes its cost along; on the whole nothing moves."""
    gone = leave(_book(stock, op.lot), op.id, op.quantity)
    value = sum((each.value for each in gone.bins), ZERO)
    come = arrive(_book(stock, op.into), op.id, op.quantity, value)
    after = _with(stock, stock.last_unit_cost, {op.lot: gone.stock, op.into: come.stock})
    return after, Outcome(ZERO, ZERO, settlements=come.settlements, variance=come.variance, estimated=gone.estimated)


def revalued_lots(stock: Stock, op: Revalue, step: Step) -> tuple[Stock, Outcome]:
    """Each lot is worth the same a unit from now on."""
    after = _with(stock, op.unit_cost, {lot: step(book, op)[0] for lot, book in stock.lots})
    return after, Outcome(ZERO, after.value - stock.value)


def told_apart(stock: Stock, op: ChangeMethod) -> tuple[Stock, Outcome]:
    """From another method: the value on hand stays, and the lots share it by quantity. A lot below 0 is owed at the unit cost of
    the stock."""
    cost = stock.unit_cost or ZERO
    there = [(lot, quantity) for lot, quantity in op.lots if quantity > 0]
    worths = {lot: worth(quantity, cost) for lot, quantity in op.lots if quantity < 0}
    left, whole = stock.value - sum(worths.values(), ZERO), sum((quantity for _, quantity in there), ZERO)
    shared = ZERO
    running = ZERO
    for lot, quantity in there:
        running += quantity
        until = left if running == whole else quotient(left * running, whole, VALUE_PLACES)
        worths[lot], shared = until - shared, until
    books = {
        lot: opening(
            "moving_average",
            [Layer(None if quantity > 0 else op.id, quantity, worths[lot])],
            last_unit_cost=quotient(worths[lot], quantity, UNIT_COST_PLACES),
        )
        for lot, quantity in op.lots
        if quantity
    }
    empty = replace(stock, method="specific_identification", layers=(), standard_cost=None, lots=())
    after = with_lots(empty, books)
    return after, Outcome(ZERO, after.value - stock.value)


def put_together(stock: Stock, op: ChangeMethod) -> Stock:
    """For another method: each lot is a layer, in the order of their names. Where one is below 0 all of it is one layer."""
    plain = replace(stock, method="fifo", lots=())
    if all(book.quantity > 0 for _, book in stock.lots):
        return replace(plain, layers=tuple(Layer(op.id, book.quantity, book.value) for _, book in stock.lots))
    if stock.quantity:
        return replace(plain, layers=(Layer(op.id, stock.quantity, stock.value),))
    return replace(plain, layers=(), value=ZERO)


def _book(stock: Stock, lot: str) -> Stock:
    book = dict(stock.lots).get(lot) or opening("moving_average")
    return book if book.unit_cost is not None else replace(book, last_unit_cost=stock.unit_cost)


def _with(stock: Stock, last_unit_cost: Decimal | None, books: dict[str, Stock]) -> Stock:
    return replace(with_lots(stock, dict(stock.lots) | books), last_unit_cost=last_unit_cost)
