"""What a receipt cost, over a real port: per the unit it is told with, or in all, in the books' currency or with its rate."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.api.conftest import send
from tests.api.test_costing import asked, done


def value(client: httpx.Client, material: str, after: str) -> Decimal:
    (stock,) = asked(client, "valuation", after, material=material)["stocks"]
    return Decimal(stock["value"])


def refused(client: httpx.Client, route: str, **body: Any) -> tuple[int, str, str]:
    answer = send(client, route, **body)
    problem = answer.json()
    return answer.status_code, problem["code"], problem["detail"]


def test_kilograms_at_10_and_grams_at_0_025_are_worth_90(client: httpx.Client) -> None:
    """Tryton 8.2, scenario_product_cost_fifo_uom: 4 kg at 10, 2,000 g at 0.025; 3 kg, 1 kg and 1,000 g leave."""
    done(client, 0, "materials/register", material="WIRE", base_unit="kg")
    done(client, 0, "costing/set-method", material="WIRE", method="fifo")
    done(client, 1, "lots/receive", lot="W-1", material="WIRE", quantity="4", unit="kg", unit_cost="10")
    after = done(client, 2, "lots/receive", lot="W-2", material="WIRE", quantity="2000", unit="g", unit_cost="0.025")
    assert value(client, "WIRE", after) == 90
    issues = (("W-1", "3", "kg"), ("W-1", "1", "kg"), ("W-2", "1000", "g"))
    for at, (lot, quantity, unit) in enumerate(issues, start=3):
        after = done(client, at, "lots/scrap", lot=lot, quantity=quantity, unit=unit, reason="used")
    assert [Decimal(each["amount"]) for each in movements(client, after) if each["kind"] == "scrapped"] == [
        -30,
        -10,
        -25,
    ]
    (stock,) = asked(client, "valuation", material="WIRE")["stocks"]
    assert (Decimal(stock["quantity"]), Decimal(stock["value"])) == (1, 25)


def movements(client: httpx.Client, after: str) -> list[dict[str, Any]]:
    return sorted(asked(client, "movements", after, material="WIRE"), key=lambda each: each["at"])


def test_two_boxes_at_24_are_worth_48(client: httpx.Client) -> None:
    done(client, 0, "materials/register", material="NUT", base_unit="pcs", units={"box": "12"})
    box = {"material": "NUT", "quantity": "2", "unit": "box"}
    assert value(client, "NUT", done(client, 1, "lots/receive", lot="N-1", unit_cost="24", **box)) == 48
    assert value(client, "NUT", done(client, 2, "lots/receive", lot="N-2", total_cost="50", **box)) == 98


def test_ten_pounds_at_10_are_worth_100_exactly(client: httpx.Client) -> None:
    done(client, 0, "materials/register", material="TIN", base_unit="kg")
    pounds = {"material": "TIN", "quantity": "10", "unit": "lb", "unit_cost": "10"}
    assert value(client, "TIN", done(client, 1, "lots/receive", lot="T-1", **pounds)) == 100
    correct = {"lot": "T-1", "movement": 1, "why": "the invoice"}
    after = done(client, 2, "corrections/correct-movement", quantity="11", unit="lb", **correct)
    assert value(client, "TIN", after) == 110
    after = done(client, 3, "corrections/correct-movement", unit_cost="0.5", unit="oz", **correct)
    assert value(client, "TIN", after) == 88
    after = done(client, 4, "corrections/correct-movement", total_cost="77", **correct)
    assert value(client, "TIN", after) == 77
    after = done(client, 5, "corrections/correct-movement", quantity="5", unit="lb", **correct)
    assert value(client, "TIN", after) == 77, "what was told in all stays"


def test_a_third_of_a_box_costs_a_third(client: httpx.Client) -> None:
    third = {"material": "KIT", "quantity": "1/3", "unit": "box", "unit_cost": "30"}
    assert value(client, "KIT", done(client, 1, "lots/receive", lot="K-1", **third)) == 10


def test_another_currency_is_refused_until_its_rate_is_told(client: httpx.Client) -> None:
    dollars = {"material": "ORE", "quantity": "100", "unit": "kg", "unit_cost": "2", "currency": "USD"}
    status, code, text = refused(client, "lots/receive", lot="O-1", **dollars)
    assert (status, code) == (409, "exchange_rate_needed")
    assert "how many EUR one USD is" in text
    after = done(client, 1, "lots/receive", lot="O-1", exchange_rate="0.925", **dollars)
    assert value(client, "ORE", after) == 185
    freight = {"lot": "O-1", "amount": "10", "reason": "freight"}
    assert refused(client, "costing/add-cost-to-receipt", currency="USD", **freight)[1] == "exchange_rate_needed"
    after = done(client, 2, "costing/add-cost-to-receipt", currency="USD", exchange_rate="0.9", **freight)
    assert value(client, "ORE", after) == 194
    told = {"lot": "O-2", "exchange_rate": "1.1"} | dollars | {"currency": "EUR"}
    assert refused(client, "lots/receive", **told)[:2] == (422, "nothing_to_exchange")


def test_a_standard_and_a_revaluation_are_of_the_unit_told(client: httpx.Client) -> None:
    done(client, 0, "materials/register", material="BOLT", base_unit="pcs", units={"box": "100"})
    after = done(client, 1, "lots/receive", lot="B-1", material="BOLT", quantity="5", unit="box", unit_cost="20")
    assert value(client, "BOLT", after) == 100
    after = done(client, 2, "costing/revalue-stock", material="BOLT", unit_cost="30", unit="box", reason="price list")
    assert value(client, "BOLT", after) == 150
    standard = {"material": "BOLT", "method": "standard", "standard_cost": "0.4", "unit": "pcs"}
    assert value(client, "BOLT", done(client, 3, "costing/set-method", **standard)) == 200
    assert refused(client, "costing/set-method", **standard | {"unit": "kg"})[:2] == (409, "unknown_unit")


@pytest.mark.parametrize(
    "costs",
    [{"unit_cost": "1", "total_cost": "1"}, {"unit_cost": "1", "exchange_rate": "2"}, {"unit_cost": "-1"}],
)
def test_a_cost_is_told_once(client: httpx.Client, costs: dict[str, str]) -> None:
    receipt = {"lot": "X-1", "material": "ORE", "quantity": "1", "unit": "kg"}
    assert refused(client, "lots/receive", **receipt, **costs)[:2] == (422, "malformed")
