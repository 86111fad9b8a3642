"""What costing is told, and what it refuses."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import AT, given
from unison.costing import domain
from unison.costing.domain import (
    ChargeKind,
    CostAddedToReceipt,
    CostingMethod,
    CostingMethodSet,
    EquipmentRateSet,
    NotAReceipt,
    NothingCharged,
    OrderCharged,
    OrderGivenUp,
    StandardCostNeeded,
    StockRevalued,
)
from unison.inventory import domain as inventory
from unison.inventory.domain import (
    CurrencySet,
    CurrencyStands,
    ExchangeRateNeeded,
    NothingToExchange,
    Stockkeeping,
    check_currency,
)


def test_another_currency_than_the_books_comes_with_its_rate() -> None:
    rate = Decimal("0.92")
    check_currency(None, currency=None, exchange_rate=None)
    check_currency(None, currency="EUR", exchange_rate=None)
    check_currency(None, currency="USD", exchange_rate=rate)
    with pytest.raises(ExchangeRateNeeded, match="how many EUR one USD is"):
        check_currency(None, currency="USD", exchange_rate=None)
    with pytest.raises(ExchangeRateNeeded, match="kept in CHF"):
        check_currency(Stockkeeping(currency="CHF"), currency="EUR", exchange_rate=None)
    with pytest.raises(NothingToExchange):
        check_currency(Stockkeeping(currency="CHF"), currency="CHF", exchange_rate=rate)


def test_the_currency_is_set_once() -> None:
    given().when(inventory.set_currency, currency="CHF").then(CurrencySet(currency="CHF"))
    given(CurrencySet(currency="CHF")).when(inventory.set_currency, currency="USD").then_refused(CurrencyStands, "CHF")


def test_a_rate_may_begin_in_the_past_or_in_the_future() -> None:
    for begin in (AT - timedelta(days=30), AT + timedelta(days=30)):
        told: dict[str, Any] = {"equipment": "CNC-1", "rate_per_hour": Decimal("64.5"), "valid_from": begin}
        given().when(domain.set_equipment_rate, **told).then(EquipmentRateSet(**told))


def test_standard_and_no_other_method_has_a_standard_cost() -> None:
    material: dict[str, Any] = {"material": "gear", "plant": "main"}
    standard: dict[str, Any] = {**material, "method": CostingMethod.STANDARD}
    given().when(domain.set_method, **standard, standard_cost=Decimal(12)).then(
        CostingMethodSet(**standard, standard_cost=Decimal(12))
    )
    given().when(domain.set_method, **standard, standard_cost=None).then_refused(StandardCostNeeded)
    fifo: dict[str, Any] = {**material, "method": CostingMethod.FIFO}
    given().when(domain.set_method, **fifo, standard_cost=None).then(CostingMethodSet(**fifo))
    given().when(domain.set_method, **fifo, standard_cost=Decimal(12)).then_refused(StandardCostNeeded, "fifo")


def test_an_order_is_charged_or_credited_unless_it_was_given_up() -> None:
    told: dict[str, Any] = {"work_order": "W-1", "kind": ChargeKind.OUTSIDE_WORK, "reason": "hardened outside"}
    for amount in (Decimal(180), Decimal(-20)):
        given().when(domain.charge_order, **told, amount=amount, given_up=False).then(
            OrderCharged(**told, amount=amount)
        )
    given().when(domain.charge_order, **told, amount=Decimal(0), given_up=False).then_refused(NothingCharged)
    given().when(domain.charge_order, **told, amount=Decimal(9), given_up=True).then_refused(OrderGivenUp)


def test_cost_is_added_to_what_came_from_outside_only() -> None:
    told: dict[str, Any] = {"lot": "L-1", "movement": 1, "reason": "freight"}
    added: dict[str, Any] = {**told, "amount": Decimal("35.2")}
    given().when(domain.add_cost_to_receipt, **added, is_receipt=True).then(CostAddedToReceipt(**added))
    given().when(domain.add_cost_to_receipt, **added, is_receipt=False).then_refused(NotAReceipt, "L-1")
    nothing: dict[str, Any] = {**told, "amount": Decimal(0)}
    given().when(domain.add_cost_to_receipt, **nothing, is_receipt=True).then_refused(NothingCharged)


def test_stock_is_revalued_to_a_unit_cost() -> None:
    told: dict[str, Any] = {
        "material": "steel",
        "plant": "main",
        "unit_cost": Decimal("1.85"),
        "reason": "market price",
    }
    given().when(domain.revalue_stock, **told).then(StockRevalued(**told))
