"""Books that know no short cut: everything told so far, from the first fact on, in business time. The projection must agree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, localcontext

from projections.costing.projector.engine import Charge, OrderState, Output
from tests.spine import AT
from unison.costing import domain as c
from unison.lots.domain import facts as d
from unison.measures.money import EXACT, VALUE_PLACES, ZERO, quotient
from unison.measures.stock_valuation import (
    AddCost,
    Adjust,
    ChangeMethod,
    GiveBack,
    Issue,
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
from unison.shared.events import Fact
from unison.work_orders.domain import facts as w


@dataclass(frozen=True)
class Telling:
    """A fact of a stream, when it happened, and its number in the feed."""

    seq: int
    stream: str
    version: int
    fact: Fact
    at: datetime

    @property
    def name(self) -> str:
        return f"{self.stream}@{self.version}"

    @property
    def key(self) -> str:
        return self.stream.partition(":")[2]

    @property
    def id(self) -> str:
        return f"{self.seq:015}"


@dataclass
class Row:
    """An entry, as far as it is compared."""

    id: str
    quantity: Decimal
    amount: Decimal
    variance: Decimal
    on_hand: Decimal
    value: Decimal


@dataclass
class PlainBooks:
    tellings: Sequence[Telling]
    stocks: dict[str, Stock] = field(default_factory=dict[str, Stock])
    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    orders: dict[str, OrderState] = field(default_factory=dict[str, OrderState])

    def __post_init__(self) -> None:
        self._outcomes: dict[str, Outcome] = {}
        self._settled: dict[str, Decimal] = {}
        self._of_order: dict[str, str] = {}
        self._material = {
            each.key: each.fact.material
            for each in reversed(self.tellings)
            if isinstance(each.fact, d.LotReceived | d.LotProduced)
        }
        self._done: list[Telling] = []
        for each in self.tellings:
            if isinstance(each.fact, w.WorkOrderCreated):
                self.orders[each.key] = OrderState(Decimal(each.fact.quantity_pcs))
        with localcontext(EXACT):
            for each in sorted(self._standing(), key=lambda one: (one.at, one.seq)):
                self._tell(each)
                self._done.append(each)

    # What stands --------------------------------------------------------------------------------------------------

    def _standing(self) -> list[Telling]:
        last: dict[str, d.MovementCorrected] = {}
        logs: dict[tuple[str, str], w.ProductionLogCorrected] = {}
        for each in self.tellings:
            if isinstance(each.fact, d.MovementCorrected):
                last[f"{each.stream}@{each.fact.movement}"] = each.fact
            if isinstance(each.fact, w.ProductionLogCorrected):
                logs[each.key, each.fact.log] = each.fact
        stand: list[Telling] = []
        for each in self.tellings:
            if isinstance(each.fact, w.ProductionLogged):
                log = logs.get((each.key, each.fact.log), each.fact)
                stand.append(Telling(each.seq, each.stream, each.version, log, log.ended_at))
            elif isinstance(each.fact, w.ProductionLogCorrected):
                continue  # told in the place of its log
            elif (right := last.get(each.name)) is None:
                stand.append(each)
            elif not right.struck:
                changed = {**vars(each.fact)}
                if right.quantity is not None:
                    changed["quantity"] = right.quantity
                if right.unit_cost is not None:
                    changed["unit_cost"] = right.unit_cost
                fact = type(each.fact)(**changed)
                stand.append(Telling(each.seq, each.stream, each.version, fact, right.happened_at or each.at))
        return stand

    # One after another --------------------------------------------------------------------------------------------

    def _tell(self, each: Telling) -> None:
        later: list[tuple[str, str, Decimal, str]] = []
        fact, id = each.fact, each.id
        match fact:
            case d.LotReceived():
                self._move(fact.material, Receive(id, each.at, fact.quantity, fact.unit_cost), later)
            case d.LotProduced():
                self._produce(each, fact, later)
            case d.LotConsumed():
                self._of_order[id] = fact.work_order
                outcome = self._move(self._material[each.key], Issue(id, each.at, fact.quantity), later)
                self._charge(id, fact.work_order, -outcome.amount, later)
            case d.LotReturned():
                outcome = self._move(self._material[each.key], self._return(each, fact), later)
                if fact.work_order is not None:
                    self._of_order[id] = fact.work_order
                    self._charge(id, fact.work_order, -outcome.amount, later)
            case d.LotShipped() | d.LotScrapped():
                self._move(self._material[each.key], Issue(id, each.at, fact.quantity), later)
            case d.LotReturnedToSupplier():
                receipt = self._latest(each, _is_receipt)
                op = Issue(id, each.at, fact.quantity) if receipt is None else None
                op = op or ReturnToSupplier(id, each.at, fact.quantity, str(receipt))
                self._move(self._material[each.key], op, later)
            case d.LotAdjusted() if fact.quantity != self._on_hand(each.key):
                difference = fact.quantity - self._on_hand(each.key)
                self._move(self._material[each.key], Adjust(id, each.at, difference), later)
            case _:
                self._tell_of_costs(each, later)
        for name, material, amount, output in sorted(later):
            self._move(material, AddCost(name, each.at, amount, output), [])

    def _on_hand(self, lot: str) -> Decimal:
        """What has come into a lot and left it so far, and what was last found in it."""
        level = ZERO
        for each in self._done:
            if each.stream != f"lots:{lot}":
                continue
            match each.fact:
                case d.LotAdjusted():
                    level = each.fact.quantity
                case d.LotReceived() | d.LotProduced() | d.LotReturned():
                    level += each.fact.quantity
                case d.LotConsumed() | d.LotShipped() | d.LotScrapped() | d.LotReturnedToSupplier():
                    level -= each.fact.quantity
                case _:
                    pass
        return level

    def _tell_of_costs(self, each: Telling, later: list[tuple[str, str, Decimal, str]]) -> None:
        fact, id = each.fact, each.id
        match fact:
            case c.CostingMethodSet():
                self._move(fact.material, ChangeMethod(id, each.at, fact.method.value, fact.standard_cost), later)
            case c.StockRevalued():
                self._move(fact.material, Revalue(id, each.at, fact.unit_cost), later)
            case c.CostAddedToReceipt():
                name = f"lots:{fact.lot}@{fact.movement}"
                receipt = next(other.id for other in self.tellings if other.name == name)
                self._move(self._material[fact.lot], AddCost(id, each.at, fact.amount, receipt), later)
            case c.OrderCharged():
                self._charge(id, fact.work_order, fact.amount, later, fact.kind.value)
            case w.ProductionLogged() | w.ProductionLogCorrected():
                seconds = Decimal(str((fact.ended_at - fact.started_at).total_seconds()))
                cost = quotient(seconds * self._rate(fact.equipment, fact.started_at), Decimal(3600), VALUE_PLACES)
                self._charge(id, each.key, cost, later, "equipment")
            case w.WorkOrderCompleted() | w.WorkOrderClosed():
                ending = "completed" if isinstance(fact, w.WorkOrderCompleted) else "closed"
                self.orders[each.key] = self.orders[each.key].end(ending)
                self._settle(id, each.key, later)
            case _:
                pass

    def _rate(self, equipment: str, began_at: datetime) -> Decimal:
        rates = {
            each.fact.valid_from: each.fact.rate_per_hour
            for each in self.tellings
            if isinstance(each.fact, c.EquipmentRateSet) and each.fact.equipment == equipment
        }
        valid = [start for start in rates if start <= began_at]
        return rates[max(valid)] if valid else ZERO

    def _produce(self, each: Telling, fact: d.LotProduced, later: list[tuple[str, str, Decimal, str]]) -> None:
        standard = self._stock(fact.material).standard_cost
        output = Output(each.id, fact.quantity, "main", fact.material, standard, fact.by_product)
        self.orders[fact.work_order], cost = self.orders[fact.work_order].take(output)
        shares: list[tuple[str, str, Decimal, str]] = []
        self._settle(each.id, fact.work_order, shares)
        self._move(fact.material, Receive(each.id, each.at, fact.quantity, value=cost), later)
        later += shares

    def _return(self, each: Telling, fact: d.LotReturned) -> Operation:
        def took(other: Fact) -> bool:
            if fact.work_order is None:
                return isinstance(other, d.LotShipped)
            return isinstance(other, d.LotConsumed) and other.work_order == fact.work_order

        issue = self._latest(each, took)
        if issue is None:
            return Receive(each.id, each.at, fact.quantity)
        return GiveBack(each.id, each.at, fact.quantity, issue)

    def _latest(self, each: Telling, wanted: Callable[[Fact], bool]) -> str | None:
        return next((o.id for o in reversed(self._done) if o.stream == each.stream and wanted(o.fact)), None)

    # Accounts -----------------------------------------------------------------------------------------------------

    def _stock(self, material: str) -> Stock:
        return self.stocks.setdefault(material, opening("moving_average"))

    def _move(self, material: str, op: Operation, later: list[tuple[str, str, Decimal, str]]) -> Outcome:
        stock = self._stock(material)
        try:
            stock, outcome = apply(stock, op, self._moved)
        except NotBefore:
            assert isinstance(op, AddCost)
            outcome = Outcome(ZERO, op.amount, variance=op.amount)
        self.stocks[material], self._outcomes[op.id] = stock, outcome
        row = Row(op.id, outcome.quantity, outcome.amount, outcome.variance, stock.quantity, stock.value)
        self.rows.setdefault(material, []).append(row)
        differences: dict[str, Decimal] = {}
        for settled in outcome.settlements:
            differences[settled.issue] = differences.get(settled.issue, ZERO) + settled.difference
        for issue in sorted(differences):
            self._settled[issue] = self._settled.get(issue, ZERO) + differences[issue]
            if issue in self._of_order:
                self._charge(f"{op.id}>{issue}", self._of_order[issue], differences[issue], later)
        return outcome

    def _moved(self, id: str) -> Moved:
        if id not in self._outcomes:
            raise NotBefore(id)
        outcome = self._outcomes[id]
        return Moved(abs(outcome.quantity), abs(outcome.amount) + self._settled.get(id, ZERO))

    def _charge(
        self, id: str, order: str, amount: Decimal, later: list[tuple[str, str, Decimal, str]], kind: str = "material"
    ) -> None:
        self.orders[order] = self.orders[order].charge(Charge(kind, amount))
        self._settle(id, order, later)

    def _settle(self, id: str, order: str, later: list[tuple[str, str, Decimal, str]]) -> None:
        self.orders[order], shares = self.orders[order].distribute()
        later += [(f"{id}>{share.output}", share.material, share.amount, share.output) for share in shares]


def _is_receipt(fact: Fact) -> bool:
    return isinstance(fact, d.LotReceived)


def minute(number: int) -> datetime:
    return AT + timedelta(minutes=number)
