"""What can happen to the stock of one material in one plant, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

from unison.measures.money import EXACT, kept_quantity, kept_unit_cost, kept_value

type Method = Literal["fifo", "lifo", "moving_average", "standard", "specific_identification"]
"""How an issue is costed: by the oldest layer, the newest, the average of all there is, a cost set beforehand, or by what the very
lot cost that it is taken of."""

type Order = tuple[datetime, int, int, str]
"""When, its order key at that instant, the rank of its kind, its id."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """`id` is unique in the history and does not change when the fact is corrected; `at` is when it happened.

    `order_key` puts the facts of one instant in order, before anything else does: where histories depend on each other it
    is the order in which they became known, for a cost must not depend on what comes behind it. `lot` is the one that it concerns:
    by specific identification its cost follows it.
    """

    RANK: ClassVar[int]
    id: str
    at: datetime
    order_key: int = field(default=0, kw_only=True)
    lot: str = field(default="", kw_only=True)

    @property
    def order(self) -> "Order":
        """Business-time order. At one instant and order key: receipts, added cost, revaluations, what leaves, what comes back;
        then id."""
        return self.at, self.order_key, self.RANK, self.id

    def _check(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"the moment of {self.id} has no time zone")


@dataclass(frozen=True, slots=True)
class Receive(_Fact):
    """Goods arrive: `quantity` above 0 at `unit_cost`, or worth `value` in all, or neither.

    With neither they come in at the stock's present unit cost, and the outcome is marked `estimated`.
    """

    RANK: ClassVar[int] = 0
    quantity: Decimal
    unit_cost: Decimal | None = None
    value: Decimal | None = None

    def __post_init__(self) -> None:
        self._check()
        _keep_positive(self, self.quantity)
        _keep_unit_cost(self, self.unit_cost)
        if self.value is not None:
            if self.unit_cost is not None:
                raise ValueError(f"{self.id} has a unit cost or a value, not both")
            if self.value < 0:
                raise ValueError(f"the value of {self.id} is not negative: {self.value}")
            object.__setattr__(self, "value", kept_value(self.value))


@dataclass(frozen=True, slots=True)
class Issue(_Fact):
    """Goods leave: `quantity` above 0, for an order, a customer or scrap.

    With `unit_cost`, layers of exactly that cost go first, and what stock does not cover is estimated at it.
    """

    RANK: ClassVar[int] = 3
    quantity: Decimal
    unit_cost: Decimal | None = None

    def __post_init__(self) -> None:
        self._check()
        _keep_positive(self, self.quantity)
        _keep_unit_cost(self, self.unit_cost)


@dataclass(frozen=True, slots=True)
class ReturnToSupplier(_Fact):
    """`quantity` above 0 of receipt `receipt` goes back: what is left of its layer first, then as any issue."""

    RANK: ClassVar[int] = 3
    quantity: Decimal
    receipt: str

    def __post_init__(self) -> None:
        self._check()
        _keep_positive(self, self.quantity)


@dataclass(frozen=True, slots=True)
class GiveBack(_Fact):
    """`quantity` above 0 of what `issue` took (an issue, a return to a supplier, an adjustment down) is here again.

    It comes in at what it went out for, as the newest layer.
    """

    RANK: ClassVar[int] = 4
    quantity: Decimal
    issue: str

    def __post_init__(self) -> None:
        self._check()
        _keep_positive(self, self.quantity)


@dataclass(frozen=True, slots=True)
class Adjust(_Fact):
    """A count found more (`quantity` above 0) or less (below 0) than was written.

    More comes in as a receipt of that `unit_cost`, less goes out as an issue.
    """

    quantity: Decimal
    unit_cost: Decimal | None = None

    @property
    def order(self) -> "Order":
        """As a receipt or as an issue."""
        return self.at, self.order_key, Receive.RANK if self.quantity > 0 else Issue.RANK, self.id

    def __post_init__(self) -> None:
        self._check()
        object.__setattr__(self, "quantity", kept_quantity(self.quantity))
        if not self.quantity:
            raise ValueError(f"{self.id} adjusts nothing")
        _keep_unit_cost(self, self.unit_cost)


@dataclass(frozen=True, slots=True)
class AddCost(_Fact):
    """`receipt` cost `amount` more (freight, duty, a dearer invoice) or, below 0, less than was written.

    The part of its goods that is still there takes its share; the share of what has left is the outcome's `variance`.
    """

    RANK: ClassVar[int] = 1
    amount: Decimal
    receipt: str

    def __post_init__(self) -> None:
        self._check()
        object.__setattr__(self, "amount", kept_value(self.amount))


@dataclass(frozen=True, slots=True)
class Revalue(_Fact):
    """All that is on hand is worth `unit_cost` a unit from now on; under the method `standard` it is the new standard."""

    RANK: ClassVar[int] = 2
    unit_cost: Decimal

    def __post_init__(self) -> None:
        self._check()
        _keep_unit_cost(self, self.unit_cost)


@dataclass(frozen=True, slots=True)
class ChangeMethod(_Fact):
    """From now on costed by `method`. The value on hand stays; only `standard`, which needs its cost, revalues it.

    By specific identification `lots` says how much of each lot there is; they share the value by quantity.
    """

    RANK: ClassVar[int] = 2
    method: Method
    standard_cost: Decimal | None = None
    lots: tuple[tuple[str, Decimal], ...] = ()

    def __post_init__(self) -> None:
        self._check()
        if (self.method == "standard") != (self.standard_cost is not None):
            raise ValueError(f"{self.id}: the method standard, and no other, has a standard cost")
        _keep_unit_cost(self, self.standard_cost, "standard_cost")


@dataclass(frozen=True, slots=True)
class Transfer(_Fact):
    """`quantity` above 0 of the lot became, or went into, the lot `into`: a split, a merge, a move. It counts by specific
    identification alone."""

    RANK: ClassVar[int] = 3
    quantity: Decimal
    into: str

    def __post_init__(self) -> None:
        self._check()
        _keep_positive(self, self.quantity)


type Operation = Receive | Issue | ReturnToSupplier | GiveBack | Adjust | AddCost | Revalue | ChangeMethod | Transfer


class Layer(NamedTuple):
    """`quantity` of one origin that is worth `value`; both are below 0 where more was issued than there was.

    `origin` is the fact that brought it; for stock below 0 the issue that is not covered; `None` in a pool, which is
    what the methods moving average and standard keep. Also a part of a layer that an issue took, above 0 then.
    """

    origin: str | None
    quantity: Decimal
    value: Decimal


class Settlement(NamedTuple):
    """Goods arrived for `quantity` of `issue` that had left before they were there: estimated cost, actual cost."""

    issue: str
    quantity: Decimal
    estimated: Decimal
    actual: Decimal

    @property
    def difference(self) -> Decimal:
        """What the issue cost more than was estimated; below 0, less."""
        return EXACT.subtract(self.actual, self.estimated)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation did.

    `quantity` and `amount` are signed: into stock above 0, out of it below. `bins` is what left, layer by layer; a bin
    whose origin is the issue itself was not there, and its cost is an estimate. `variance` is the part of `amount` that
    stock does not carry: against standard cost, or the share of added cost whose goods have left. `estimated`: a
    cost was not told and the stock's own was taken (0 if it never had one). For every operation
    value after - value before = amount - variance - sum of the settlements' differences.
    """

    quantity: Decimal
    amount: Decimal
    bins: tuple[Layer, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    variance: Decimal = Decimal(0)
    estimated: bool = False


def _keep_positive(op: _Fact, quantity: Decimal) -> None:
    kept = kept_quantity(quantity)
    if kept <= 0:
        raise ValueError(f"the quantity of {op.id} is above 0: {quantity}")
    object.__setattr__(op, "quantity", kept)


def _keep_unit_cost(op: _Fact, unit_cost: Decimal | None, name: str = "unit_cost") -> None:
    if unit_cost is not None:
        object.__setattr__(op, name, kept_unit_cost(unit_cost))
