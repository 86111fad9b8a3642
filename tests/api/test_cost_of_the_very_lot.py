"""The cost of the very lot, over a real port: what is taken of a lot costs what that lot cost."""

from decimal import Decimal
from typing import Any

import httpx

from tests.api.test_costing import asked, done

SAW = {"material": "SAW", "unit": "pcs"}


def lots(client: httpx.Client, after: str) -> dict[str, tuple[Decimal, Decimal]]:
    """Quantity and value of each lot."""
    return {
        layer["lot"]: (Decimal(layer["quantity"]), Decimal(layer["value"]))
        for layer in asked(client, "layers", after, material="SAW")
    }


def charged(client: httpx.Client, after: str) -> Decimal:
    return Decimal(asked(client, "order", after, work_order="WO-1")["by_kind"]["material"])


def begin(client: httpx.Client, **told: Any) -> None:
    done(client, 0, "work-orders/create", work_order="WO-1", product="BENCH", quantity_pcs=5)
    done(client, 0, "work-orders/release", work_order="WO-1")
    if told:
        done(client, 0, "costing/set-method", material="SAW", **told)
    done(client, 1, "lots/receive", lot="S-1", quantity="4", unit_cost="100", **SAW)
    done(client, 2, "lots/receive", lot="S-2", quantity="4", unit_cost="150", **SAW)


def test_an_order_bears_what_the_lot_cost_that_it_took(client: httpx.Client) -> None:
    begin(client, method="specific_identification")
    after = done(client, 3, "work-orders/consume-lot", work_order="WO-1", lot="S-2", quantity="3")
    assert charged(client, after) == 450
    assert lots(client, after) == {"S-1": (4, 400), "S-2": (1, 150)}
    after = done(client, 4, "work-orders/return-material", work_order="WO-1", lot="S-2", quantity="1")
    assert charged(client, after) == 300
    done(client, 5, "lots/split", lot="S-2", into="S-3", quantity="1")
    after = done(client, 6, "lots/merge", into="S-4", lots=["S-1", "S-3"])
    assert lots(client, after) == {"S-2": (1, 150), "S-4": (5, 550)}
    after = done(client, 7, "lots/adjust", lot="S-4", quantity="4", reason="counted")
    assert lots(client, after) == {"S-2": (1, 150), "S-4": (4, 440)}
    after = done(client, 8, "corrections/correct-movement", lot="S-2", movement=1, unit_cost="170", why="the invoice")
    assert charged(client, after) == 340


def test_lots_are_told_apart_and_put_together_again(client: httpx.Client) -> None:
    begin(client)
    after = done(client, 10, "costing/set-method", material="SAW", method="specific_identification")
    assert lots(client, after) == {"S-1": (4, 500), "S-2": (4, 500)}
    after = done(client, 11, "lots/receive", lot="S-5", quantity="1", unit_cost="90", **SAW)
    assert lots(client, after)["S-5"] == (1, 90)
    after = done(client, 5, "lots/scrap", lot="S-1", quantity="3", reason="told late")
    assert lots(client, after) == {"S-1": (1, 125), "S-2": (4, 500), "S-5": (1, 90)}
    after = done(client, 6, "lots/split", lot="S-2", into="S-6", quantity="2")
    assert lots(client, after) == {"S-1": (1, 125), "S-2": (2, 250), "S-5": (1, 90), "S-6": (2, 250)}
    after = done(client, 12, "costing/set-method", material="SAW", method="moving_average")
    (stock,) = asked(client, "valuation", after, material="SAW")["stocks"]
    assert (Decimal(stock["quantity"]), Decimal(stock["value"])) == (6, 715)
