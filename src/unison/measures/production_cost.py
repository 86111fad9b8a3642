"""What production cost: a log, an order, a finished lot, and where that departs from the standard.

Money is exact; only quotients are rounded, by the rule of `unison.measures.money`. Sources: Horngren, Datar, Rajan, *Cost
Accounting*, ch. 4 (job costing), ch. 7 (price and efficiency variances), ch. 16 (joint products and by-products).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from unison.measures.money import (
    EXACT,
    UNIT_COST_PLACES,
    VALUE_PLACES,
    ZERO,
    kept_quantity,
    kept_unit_cost,
    kept_value,
    quotient,
    shared_out,
)

_HOUR_S = Decimal(3600)


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Seconds of a person or a machine, 0 or above, and what an hour of it costs (the rate in force at that time).

    Several operators on one job have a `TimeSpent` each.
    """

    seconds: Decimal
    rate_per_hour: Decimal

    def __post_init__(self) -> None:
        if kept_quantity(self.seconds) < 0:
            raise ValueError(f"time is not below 0: {self.seconds}")
        object.__setattr__(self, "seconds", kept_quantity(self.seconds))
        object.__setattr__(self, "rate_per_hour", kept_unit_cost(self.rate_per_hour))

    @property
    def cost(self) -> Decimal:
        """Seconds x rate / 3600, rounded once."""
        with localcontext(EXACT):
            return quotient(self.seconds * self.rate_per_hour, _HOUR_S, VALUE_PLACES)


@dataclass(frozen=True, slots=True)
class ProductionCost:
    """Money by kind; add those of logs to have that of an order (`sum(logs, ProductionCost())`)."""

    material: Decimal = ZERO
    labor: Decimal = ZERO
    equipment: Decimal = ZERO

    def __add__(self, other: "ProductionCost") -> "ProductionCost":
        with localcontext(EXACT):
            return ProductionCost(
                self.material + other.material, self.labor + other.labor, self.equipment + other.equipment
            )

    @property
    def total(self) -> Decimal:
        """Material + labor + equipment."""
        with localcontext(EXACT):
            return self.material + self.labor + self.equipment


def production_cost(
    *,
    material: Iterable[Decimal] = (),
    labor: Iterable[TimeSpent] = (),
    equipment: Iterable[TimeSpent] = (),
) -> ProductionCost:
    """What a production log or an order cost: consumed material + labor hours x rate + equipment hours x rate.

    `material` is what each issue cost by the material's method (`History.cost_of`), what came back below 0.
    """
    with localcontext(EXACT):
        return ProductionCost(
            sum((kept_value(each) for each in material), ZERO),
            sum((each.cost for each in labor), ZERO),
            sum((each.cost for each in equipment), ZERO),
        )


def work_in_process(charged: ProductionCost, finished: Iterable[Decimal], *, opening: Decimal = ZERO) -> Decimal:
    """What is still in an order: opening + charged - the cost that its finished lots took with them.

    Below 0 when lots were finished at an estimate above what was charged; when the order is closed the rest is a variance.
    """
    with localcontext(EXACT):
        return kept_value(opening) + charged.total - sum((kept_value(each) for each in finished), ZERO)


@dataclass(frozen=True, slots=True)
class Output:
    """A finished lot: its good quantity, above 0, and its weight when the cost is shared out, 0 or above.

    Lots of one product weigh what their quantities do; a by-product weighs the share it bears (its sales value at
    split-off, its mass), 0 for one that bears none. Scrap is no output: the good pieces bear it.
    """

    lot: str
    quantity: Decimal
    weight: Decimal

    def __post_init__(self) -> None:
        object.__setattr__(self, "quantity", kept_quantity(self.quantity))
        if self.quantity <= 0:
            raise ValueError(f"the quantity of lot {self.lot} is above 0: {self.quantity}")


@dataclass(frozen=True, slots=True)
class FinishedLot:
    """What a finished lot cost, in all and a unit."""

    lot: str
    quantity: Decimal
    cost: Decimal
    unit_cost: Decimal


def finished_lots(cost: Decimal, outputs: Iterable[Output]) -> tuple[FinishedLot, ...]:
    """`cost` shared out over the outputs by weight; the lots' costs add up to it exactly, unit costs have 12 places.

    Raises `ValueError` when there is an output and none of them weighs anything, or a weight is below 0.
    """
    lots = list(outputs)
    costs = shared_out(cost, [lot.weight for lot in lots]) if lots else ()
    return tuple(
        FinishedLot(lot.lot, lot.quantity, part, quotient(part, lot.quantity, UNIT_COST_PLACES))
        for lot, part in zip(lots, costs, strict=True)
    )


def by_fixed_shares(quantities: Mapping[str, Decimal], main: str, shares: Mapping[str, Decimal]) -> tuple[Output, ...]:
    """Outputs where each by-product bears a fixed share of the cost (0 to 1) and `main` the rest.

    `quantities` has every lot, `main` among them. Raises `ValueError` when the shares add up to more than 1 or one is of
    no by-product of these.
    """
    if unknown := shares.keys() - (quantities.keys() - {main}):
        raise ValueError(f"no by-product of these: {', '.join(sorted(unknown))}")
    with localcontext(EXACT):
        rest = 1 - sum(shares.values(), ZERO)
    if rest < 0 or main not in quantities:
        raise ValueError("by-products bear at most all of the cost, and the main product is among the lots")
    weights = {**dict.fromkeys(quantities, ZERO), **shares, main: rest}
    return tuple(Output(lot, quantity, weights[lot]) for lot, quantity in quantities.items())


@dataclass(frozen=True, slots=True)
class Variance:
    """Actual against standard cost of one input; above 0 is unfavourable: it cost more.

    `price`: (actual price - standard price) x actual quantity; a rate variance, for time. `usage`: (actual quantity -
    standard quantity allowed for the good output) x standard price; an efficiency variance, for time.
    """

    price: Decimal = ZERO
    usage: Decimal = ZERO

    def __add__(self, other: "Variance") -> "Variance":
        with localcontext(EXACT):
            return Variance(self.price + other.price, self.usage + other.usage)

    @property
    def total(self) -> Decimal:
        """Actual cost - standard cost of the good output: price + usage."""
        with localcontext(EXACT):
            return self.price + self.usage


def material_variance(
    *, actual_cost: Decimal, actual_quantity: Decimal, standard_quantity: Decimal, standard_price: Decimal
) -> Variance:
    """Price and usage variance of a material. `standard_quantity` is what the standard allows for the good output made.

    The actual price is `actual_cost` / `actual_quantity`, which need not be computed: price variance = actual cost -
    actual quantity x standard price. Raises `ValueError` for a quantity below 0. Source: Horngren, ch. 7.
    """
    actual, allowed = kept_quantity(actual_quantity), kept_quantity(standard_quantity)
    if actual < 0 or allowed < 0:
        raise ValueError("quantities are not below 0")
    price = kept_unit_cost(standard_price)
    with localcontext(EXACT):
        return Variance(kept_value(actual_cost) - actual * price, (actual - allowed) * price)


def time_variance(actual: Iterable[TimeSpent], *, standard_seconds: Decimal, standard_rate: Decimal) -> Variance:
    """Rate (`price`) and efficiency (`usage`) variance of labor or equipment; rates are per hour.

    `standard_seconds` is what the standard allows for the good output made, 0 or above. Source: Horngren, ch. 7.
    """
    spent = list(actual)
    allowed = TimeSpent(standard_seconds, standard_rate)
    with localcontext(EXACT):
        actual_cost = sum((each.cost for each in spent), ZERO)
        at_standard = TimeSpent(sum((each.seconds for each in spent), ZERO), standard_rate).cost
        return Variance(actual_cost - at_standard, at_standard - allowed.cost)
