"""What can be asked of costing. Each use case: load, decide, append."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from unison.costing import domain
from unison.costing.domain import COSTING, ChargeKind, CostingMethod
from unison.equipment.domain import EQUIPMENT
from unison.inventory.domain import STOCKKEEPING, check_currency
from unison.inventory.domain import set_currency as set_books_currency
from unison.lots.application.finding import find_lot
from unison.lots.domain.facts import LotReceived
from unison.materials.domain.state import MATERIAL, UnknownMaterial
from unison.materials.domain.units import in_base
from unison.shared.commands import (
    MONEY_PLACES,
    THE_ONLY,
    Command,
    Currency,
    ExchangeRate,
    Key,
    Moment,
    Plant,
    Price,
    Text,
    Unit,
    use_case,
)
from unison.shared.ports import Work
from unison.shared.quantities import COST_PLACES, rounded
from unison.work_orders.application.mentioning import mention_order
from unison.work_orders.domain.facts import Status
from unison.work_orders.domain.state import WORK_ORDER

Money = Annotated[
    Decimal,
    Field(max_digits=18, decimal_places=MONEY_PLACES, description="In the organization's currency; below 0: a credit."),
]
Cost = Annotated[Price, Field(description="In the books' currency, 0 or more.")]
UnitOfCost = Annotated[
    Unit | None, Field(description="Any unit of the material that the cost is of one of. Left out: its base unit.")
]


class SetCurrency(Command, name="costing.set_currency"):
    """Say in which currency the organization keeps its amounts. Once; EUR until then."""

    currency: Currency


class SetEquipmentRate(Command, name="costing.set_equipment_rate"):
    """Say what an hour of an equipment costs, from a moment on. One in the past costs anew what was done since."""

    equipment: Key
    rate_per_hour: Cost
    valid_from: Moment


class SetCostingMethod(Command, name="costing.set_method"):
    """Say how a material is costed in a plant from `occurred_at` on. Until then: moving average."""

    material: Key
    plant: Plant = THE_ONLY
    method: CostingMethod
    standard_cost: Annotated[
        Cost | None, Field(description="Of one `unit`, in the books' currency; for the method standard alone.")
    ] = None
    unit: UnitOfCost = None


class ChargeOrder(Command, name="costing.charge_order"):
    """Charge an order with what is neither material nor time: outside work, tooling."""

    work_order: Key
    amount: Money
    kind: ChargeKind = ChargeKind.OUTSIDE_WORK
    reason: Text


class AddCostToReceipt(Command, name="costing.add_cost_to_receipt"):
    """Add freight, duty or the difference of an invoice to what a receipt brought."""

    lot: Key
    movement: Annotated[
        int, Field(ge=1, le=2**31 - 1, description="The version of the receipt: 1 of lots:LOT-7@1.")
    ] = 1
    amount: Annotated[Money, Field(description="In `currency`; below 0: a credit.")]
    currency: Annotated[Currency | None, Field(description="Left out: the books'.")] = None
    exchange_rate: ExchangeRate | None = None
    reason: Text


class RevalueStock(Command, name="costing.revalue_stock"):
    """Say what all of a material that lies in a plant is worth a unit, from `occurred_at` on."""

    material: Key
    plant: Plant = THE_ONLY
    unit_cost: Annotated[Cost, Field(description="Of one `unit`, in the books' currency.")]
    unit: UnitOfCost = None
    reason: Text


async def _of_base_unit(work: Work, name: str, cost: Decimal, unit: str | None) -> Decimal:
    """What one base unit costs, where one `unit` costs so much; to 18 places."""
    if unit is None:
        return cost
    if (material := await work.lookup(MATERIAL, name)) is None:
        raise UnknownMaterial(key=name)
    return rounded(Fraction(cost) / in_base(material, unit), COST_PLACES)


async def set_currency(c: SetCurrency, work: Work) -> None:
    settings = await work.load_or_none(STOCKKEEPING, STOCKKEEPING.only)
    work.append(settings, set_books_currency(settings.state, currency=c.currency))


async def set_equipment_rate(c: SetEquipmentRate, work: Work) -> None:
    equipment = (await work.load(EQUIPMENT, c.equipment)).key
    rates = await work.load_or_none(COSTING, domain.equipment_key(equipment))
    fact = domain.set_equipment_rate(equipment=equipment, rate_per_hour=c.rate_per_hour, valid_from=c.valid_from)
    work.append(rates, fact)


async def set_method(c: SetCostingMethod, work: Work) -> None:
    name = await work.name("materials", c.material)
    material = await work.load_or_none(COSTING, domain.material_key(name))
    standard = None if c.standard_cost is None else await _of_base_unit(work, name, c.standard_cost, c.unit)
    fact = domain.set_method(material=name, plant=c.plant, method=c.method, standard_cost=standard)
    work.append(material, fact)


async def charge_order(c: ChargeOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.check_begun(WORK_ORDER, order.key, order.state, work.at)
    charges = await work.load_or_none(COSTING, domain.order_key(order.key))
    fact = domain.charge_order(
        work_order=order.key,
        given_up=order.state.status is Status.CANCELLED,
        amount=c.amount,
        kind=c.kind,
        reason=c.reason,
    )
    work.append(charges, fact)
    await mention_order(work, order.key, by=charges.stream)


async def add_cost_to_receipt(c: AddCostToReceipt, work: Work) -> None:
    lot = await find_lot(work, c.lot)
    told = await work.fact(lot, c.movement)
    added = await work.load_or_none(COSTING, domain.lot_key(lot.key))
    kept = await work.lookup(STOCKKEEPING, STOCKKEEPING.only)
    check_currency(kept, currency=c.currency, exchange_rate=c.exchange_rate)
    fact = domain.add_cost_to_receipt(
        lot=lot.key,
        movement=c.movement,
        is_receipt=told is not None and isinstance(told.fact, LotReceived),
        amount=c.amount,
        reason=c.reason,
        currency=c.currency,
        exchange_rate=c.exchange_rate,
    )
    work.append(added, fact)


async def revalue_stock(c: RevalueStock, work: Work) -> None:
    name = await work.name("materials", c.material)
    material = await work.load_or_none(COSTING, domain.material_key(name))
    unit_cost = await _of_base_unit(work, name, c.unit_cost, c.unit)
    fact = domain.revalue_stock(material=name, plant=c.plant, unit_cost=unit_cost, reason=c.reason)
    work.append(material, fact)


USE_CASES = (
    use_case(SetCurrency, set_currency),
    use_case(SetEquipmentRate, set_equipment_rate),
    use_case(SetCostingMethod, set_method),
    use_case(ChargeOrder, charge_order),
    use_case(AddCostToReceipt, add_cost_to_receipt),
    use_case(RevalueStock, revalue_stock),
)
