"""The rules of costing: functions on frozen data."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from unison.shared.errors import MalformedRefusal, RuleRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

DEFAULT_CURRENCY = "EUR"
"""Until the organization says otherwise."""


class CostingMethod(StrEnum):
    """What an issue costs: the oldest goods, the newest, the average of all there are, or a cost set beforehand."""

    FIFO = "fifo"
    LIFO = "lifo"
    MOVING_AVERAGE = "moving_average"
    STANDARD = "standard"


class ChargeKind(StrEnum):
    """What an order is charged with beside material and time."""

    OUTSIDE_WORK = "outside_work"
    TOOLING = "tooling"
    OVERHEAD = "overhead"
    OTHER = "other"


# Facts -----------------------------------------------------------------------------------------------------------


class CurrencySet(Fact, topic="costing.CurrencySet"):
    currency: str


class EquipmentRateSet(Fact, topic="costing.EquipmentRateSet"):
    """An hour of the equipment costs `rate_per_hour` from `valid_from` on, until a later rate."""

    equipment: str
    rate_per_hour: Decimal
    valid_from: datetime


class CostingMethodSet(Fact, topic="costing.CostingMethodSet"):
    """From now on the material is costed so in the plant. `standard_cost` is of one base unit, for the method standard."""

    material: str
    plant: str
    method: CostingMethod
    standard_cost: Decimal | None = None


class OrderCharged(Fact, topic="costing.OrderCharged"):
    """The order cost `amount` more; below 0, less."""

    work_order: str
    amount: Decimal
    kind: ChargeKind
    reason: str


class CostAddedToReceipt(Fact, topic="costing.CostAddedToReceipt"):
    """What `movement` of the lot brought cost `amount` more than was told (freight, duty, a dearer invoice); below 0, less."""

    lot: str
    movement: int
    amount: Decimal
    reason: str


class StockRevalued(Fact, topic="costing.StockRevalued"):
    """All of the material that lies in the plant is worth `unit_cost` a base unit; under standard cost, the new standard."""

    material: str
    plant: str
    unit_cost: Decimal
    reason: str


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Costing:
    """What was set for the subject of the stream. The organization's own has a currency."""

    currency: str | None = None


def evolve(costing: Costing | None, fact: Fact, _at: datetime) -> Costing:
    """The state after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case CurrencySet():
            return Costing(currency=fact.currency)
        case EquipmentRateSet() | CostingMethodSet() | OrderCharged() | CostAddedToReceipt() | StockRevalued():
            return costing or Costing()
        case _:
            raise TypeError(f"costing knows nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class CurrencyStands(RuleRefusal, code="currency_stands"):
    """Amounts are in {currency} already, and changing the name would not convert them. Keep {currency}."""


class StandardCostNeeded(MalformedRefusal, code="standard_cost_needed"):
    """The method standard, and no other, needs a standard_cost. Give it, or leave it out for {method}."""


class NotAReceipt(RuleRefusal, code="not_a_receipt"):
    """Movement {movement} of lot {lot} brought nothing from outside. Name the receipt that the cost belongs to."""


class NothingCharged(MalformedRefusal, code="nothing_charged"):
    """An amount of 0 changes nothing. Say what it cost, below 0 for a credit."""


class OrderGivenUp(RuleRefusal, code="order_given_up"):
    """The order was cancelled, so nothing is charged to it. Choose the order that bears the cost."""


COSTING = Aggregate("costing", Costing, evolve)
"""One stream for the organization and for each equipment, material, order and lot: see the keys below."""

ORGANIZATION = "organization"


def equipment_key(equipment: str) -> str:
    """The stream of an equipment's rates."""
    return f"equipment/{equipment}"


def material_key(material: str) -> str:
    """The stream of a material's methods and revaluations."""
    return f"material/{material}"


def order_key(work_order: str) -> str:
    """The stream of an order's charges."""
    return f"order/{work_order}"


def lot_key(lot: str) -> str:
    """The stream of what was added to a lot's receipts."""
    return f"lot/{lot}"


# Decisions -------------------------------------------------------------------------------------------------------


def set_currency(costing: Costing | None, *, currency: str) -> CurrencySet:
    """Once: amounts that were told in one currency are not converted into another."""
    if costing is not None and costing.currency is not None:
        raise CurrencyStands(currency=costing.currency)
    return CurrencySet(currency=currency)


def set_equipment_rate(*, equipment: str, rate_per_hour: Decimal, valid_from: datetime) -> EquipmentRateSet:
    return EquipmentRateSet(equipment=equipment, rate_per_hour=rate_per_hour, valid_from=valid_from)


def set_method(*, material: str, plant: str, method: CostingMethod, standard_cost: Decimal | None) -> CostingMethodSet:
    if (method is CostingMethod.STANDARD) != (standard_cost is not None):
        raise StandardCostNeeded(method=method.value)
    return CostingMethodSet(material=material, plant=plant, method=method, standard_cost=standard_cost)


def charge_order(*, work_order: str, given_up: bool, amount: Decimal, kind: ChargeKind, reason: str) -> OrderCharged:
    if given_up:
        raise OrderGivenUp
    if not amount:
        raise NothingCharged
    return OrderCharged(work_order=work_order, amount=amount, kind=kind, reason=reason)


def add_cost_to_receipt(
    *, lot: str, movement: int, is_receipt: bool, amount: Decimal, reason: str
) -> CostAddedToReceipt:
    if not is_receipt:
        raise NotAReceipt(lot=lot, movement=movement)
    if not amount:
        raise NothingCharged
    return CostAddedToReceipt(lot=lot, movement=movement, amount=amount, reason=reason)


def revalue_stock(*, material: str, plant: str, unit_cost: Decimal, reason: str) -> StockRevalued:
    return StockRevalued(material=material, plant=plant, unit_cost=unit_cost, reason=reason)
