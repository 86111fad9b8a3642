"""The stock of one material in one plant: its layers, what arrives and what leaves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Any, NamedTuple

from unison.measures.money import (
    EXACT,
    UNIT_COST_PLACES,
    VALUE_PLACES,
    ZERO,
    exact_sum,
    kept_unit_cost,
    quotient,
    worth,
)
from unison.measures.stock_valuation.operations import Layer, Method, Settlement


@dataclass(frozen=True, slots=True)
class Stock:
    """A state: the layers from old to new, their sums, and how they are costed.

    The layers are all above 0 or all below. `last_unit_cost` is that of the latest goods that moved with a known cost,
    `None` before the first; `standard_cost` is set for the method `standard` alone.
    """

    method: Method
    layers: tuple[Layer, ...] = ()
    quantity: Decimal = ZERO
    value: Decimal = ZERO
    last_unit_cost: Decimal | None = None
    standard_cost: Decimal | None = None
    lots: tuple[tuple[str, "Stock"], ...] = ()
    """By specific identification alone, in the order of their names: each lot that is not empty, by the average of what came."""

    @property
    def pooled(self) -> bool:
        """Whether all that is on hand is one layer: moving average and standard."""
        return self.method in ("moving_average", "standard")

    @property
    def unit_cost(self) -> Decimal | None:
        """Value / quantity on hand; with nothing on hand the standard, else the last cost known; `None` without any."""
        if self.standard_cost is not None:
            return self.standard_cost
        return quotient(self.value, self.quantity, UNIT_COST_PLACES) if self.quantity > 0 else self.last_unit_cost

    def as_json(self) -> dict[str, Any]:
        """The state as plain data, numbers as text; `stock_from_json` is the way back."""
        return {
            "method": self.method,
            "layers": [[layer.origin, _text(layer.quantity), _text(layer.value)] for layer in self.layers],
            "last_unit_cost": None if self.last_unit_cost is None else _text(self.last_unit_cost),
            "standard_cost": None if self.standard_cost is None else _text(self.standard_cost),
            **({"lots": {lot: book.as_json() for lot, book in self.lots}} if self.lots else {}),
        }


def opening(
    method: Method,
    layers: Iterable[Layer] = (),
    *,
    last_unit_cost: Decimal | None = None,
    standard_cost: Decimal | None = None,
) -> Stock:
    """The state to begin with: nothing, or the layers carried over from elsewhere, as they are.

    Raises `ValueError` when layers above and below 0 are mixed, one below 0 has no origin, or when the method `standard`
    has no standard cost or another one has.
    """
    carried = tuple(layers)
    if (method == "standard") != (standard_cost is not None):
        raise ValueError("the method standard, and no other, has a standard cost")
    if len({layer.quantity > 0 for layer in carried}) > 1 or not all(layer.quantity for layer in carried):
        raise ValueError("layers are all above 0 or all below")
    if any(layer.quantity < 0 and layer.origin is None for layer in carried):
        raise ValueError("what is owed has an origin: the issue that took it")
    return Stock(
        method,
        carried,
        exact_sum(layer.quantity for layer in carried),
        exact_sum(layer.value for layer in carried),
        last_unit_cost,
        None if standard_cost is None else kept_unit_cost(standard_cost),
    )


def stock_from_json(plain: dict[str, Any]) -> Stock:
    """The state that `as_json` told."""
    layers = (Layer(origin, Decimal(quantity), Decimal(value)) for origin, quantity, value in plain["layers"])
    last, standard = plain["last_unit_cost"], plain["standard_cost"]
    stock = opening(
        plain["method"],
        layers,
        last_unit_cost=None if last is None else Decimal(last),
        standard_cost=None if standard is None else Decimal(standard),
    )
    if plain["method"] != "specific_identification":
        return stock
    return with_lots(stock, {lot: stock_from_json(book) for lot, book in plain.get("lots", {}).items()})


def with_lots(stock: Stock, lots: Mapping[str, Stock]) -> Stock:
    """The stock that these lots are together; of an empty one nothing is kept."""
    there = tuple((lot, lots[lot]) for lot in sorted(lots) if lots[lot].layers)
    return replace(
        stock,
        lots=there,
        quantity=exact_sum(book.quantity for _, book in there),
        value=exact_sum(book.value for _, book in there),
    )


class Arrival(NamedTuple):
    """The stock after goods arrived, what that settled, and what their cost was above the standard."""

    stock: Stock
    settlements: tuple[Settlement, ...]
    variance: Decimal


class Departure(NamedTuple):
    """The stock after goods left, what was taken, and whether a cost had to be taken from the stock's own."""

    stock: Stock
    bins: tuple[Layer, ...]
    estimated: bool


def arrive(stock: Stock, origin: str, quantity: Decimal, value: Decimal, *, own: str | None = None) -> Arrival:
    """Goods come in: first they settle what is owed, oldest first (that of issue `own` before), the rest is a layer."""
    standard = stock.standard_cost
    carried = value if standard is None else worth(quantity, standard)
    layers, left, brought, settlements = stock.layers, quantity, carried, tuple[Settlement, ...]()
    if stock.quantity < 0:
        layers, left, brought, settlements = _settled(layers, quantity, carried, own)
    if left and stock.pooled:
        pool = layers[0] if layers else Layer(None, ZERO, ZERO)
        layers = (Layer(None, pool.quantity + left, pool.value + brought),)
    elif left:
        layers = (*layers, Layer(origin, left, brought))
    after = Stock(
        stock.method,
        layers,
        stock.quantity + quantity,
        stock.value + carried - sum((each.difference for each in settlements), ZERO),
        quotient(carried, quantity, UNIT_COST_PLACES),
        standard,
    )
    return Arrival(after, settlements, value - carried)


def leave(
    stock: Stock,
    origin: str,
    quantity: Decimal,
    *,
    unit_cost: Decimal | None = None,
    preferred: Callable[[Layer], bool] | None = None,
) -> Departure:
    """Goods go out in the method's order, `preferred` layers first; what is not there is owed at an estimate.

    The estimate is the standard; else `unit_cost`; else the cost of what this issue took last; else the last one known;
    else 0.
    """
    there = min(quantity, max(stock.quantity, ZERO))
    taken, layers = _taken(stock, there, preferred)
    owed, estimated = (), False
    if short := quantity - there:
        cost = _stated(stock, unit_cost)
        estimated = cost is None
        if cost is None:
            cost = unit_cost_of(taken[-1]) if taken else stock.last_unit_cost
        value = worth(short, cost or ZERO)
        owed, layers = (Layer(origin, short, value),), (*layers, Layer(origin, -short, -value))
    bins = taken + owed
    unknown = estimated and not taken and stock.last_unit_cost is None
    after = Stock(
        stock.method,
        layers,
        stock.quantity - quantity,
        stock.value - sum((each.value for each in bins), ZERO),
        None if unknown else unit_cost_of(bins[-1]),
        stock.standard_cost,
    )
    return Departure(after, bins, estimated)


def unit_cost_of(layer: Layer) -> Decimal:
    """Value / quantity of a layer or bin, to 12 places."""
    return quotient(layer.value, layer.quantity, UNIT_COST_PLACES)


def neighbours_merged(layers: Iterable[Layer]) -> tuple[tuple[Decimal, Decimal], ...]:
    """Quantity and unit cost with neighbours of equal unit cost put together: how layers are shown to people."""
    merged: list[tuple[Decimal, Decimal]] = []
    with localcontext(EXACT):
        for layer in layers:
            cost = unit_cost_of(layer)
            if merged and merged[-1][1] == cost:
                merged[-1] = (merged[-1][0] + layer.quantity, cost)
            else:
                merged.append((layer.quantity, cost))
    return tuple(merged)


def revalued(stock: Stock, layers: tuple[Layer, ...]) -> Stock:
    """The same quantities with other values."""
    return replace(stock, layers=layers, value=sum((layer.value for layer in layers), ZERO))


def share(layer: Layer, quantity: Decimal) -> Layer:
    """That quantity of a layer, not more than it has: its value in proportion, the rest keeps what is left."""
    if quantity == layer.quantity:
        return layer
    return Layer(layer.origin, quantity, quotient(layer.value * quantity, layer.quantity, VALUE_PLACES))


def _stated(stock: Stock, unit_cost: Decimal | None) -> Decimal | None:
    return unit_cost if stock.standard_cost is None else stock.standard_cost


def _rest(layer: Layer, taken: Layer) -> Layer:
    return Layer(layer.origin, layer.quantity - taken.quantity, layer.value - taken.value)


def _settled(
    layers: tuple[Layer, ...], quantity: Decimal, value: Decimal, own: str | None
) -> tuple[tuple[Layer, ...], Decimal, Decimal, tuple[Settlement, ...]]:
    """The layers still owed, the quantity and value left over, and what was settled."""
    arriving, owed = Layer(None, quantity, value), dict(enumerate(layers))
    settlements: list[Settlement] = []
    for place in sorted(owed, key=lambda each: layers[each].origin != own):
        if not arriving.quantity:
            break
        layer = owed[place]
        covered = min(arriving.quantity, -layer.quantity)
        estimate, actual = share(layer, -covered), share(arriving, covered)
        settlements.append(Settlement(str(layer.origin), covered, -estimate.value, actual.value))
        arriving, owed[place] = _rest(arriving, actual), _rest(layer, estimate)
    still = tuple(layer for layer in owed.values() if layer.quantity)
    return still, arriving.quantity, arriving.value, tuple(settlements)


def _taken(
    stock: Stock, quantity: Decimal, preferred: Callable[[Layer], bool] | None
) -> tuple[tuple[Layer, ...], tuple[Layer, ...]]:
    """What is taken and what stays; there is enough."""
    if not quantity:
        return (), stock.layers
    layers, newest_first = stock.layers, stock.method == "lifo"
    if preferred is not None:
        return _taken_by_preference(layers, quantity, preferred, newest_first=newest_first)
    bins: list[Layer] = []
    left = quantity
    for layer in reversed(layers) if newest_first else layers:
        if layer.quantity > left:
            break
        bins.append(layer)
        left -= layer.quantity
        if not left:
            break
    count = len(bins)
    kept = layers[: len(layers) - count] if newest_first else layers[count:]
    if left:
        edge = kept[-1] if newest_first else kept[0]
        part = share(edge, left)
        rest = (_rest(edge, part),)
        kept = kept[:-1] + rest if newest_first else rest + kept[1:]
        bins.append(part)
    return tuple(bins), kept


def _taken_by_preference(
    layers: tuple[Layer, ...], quantity: Decimal, preferred: Callable[[Layer], bool], *, newest_first: bool
) -> tuple[tuple[Layer, ...], tuple[Layer, ...]]:
    places = sorted(range(len(layers)), reverse=newest_first)
    places.sort(key=lambda place: not preferred(layers[place]))
    bins: list[Layer] = []
    kept: dict[int, Layer] = dict(enumerate(layers))
    left = quantity
    for place in places:
        if not left:
            break
        part = share(layers[place], min(left, layers[place].quantity))
        bins.append(part)
        left -= part.quantity
        kept[place] = _rest(layers[place], part)
    return tuple(bins), tuple(layer for _, layer in sorted(kept.items()) if layer.quantity)


def _text(number: Decimal) -> str:
    """The same text for the same number, however it was come by."""
    return f"{number.normalize(EXACT):f}"
