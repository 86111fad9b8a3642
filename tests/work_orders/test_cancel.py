from decimal import Decimal

import pytest

from tests.scenario import given
from tests.work_orders.orders import CANCELLED, IN_STATUS, LOGGED
from unison.shared.events import Fact
from unison.work_orders.domain import lifecycle
from unison.work_orders.domain.facts import LotConsumed, OutputLotRecorded
from unison.work_orders.domain.lifecycle import LotsMoved


@pytest.mark.parametrize(
    "moved",
    [
        LotConsumed(lot="S-1", material="STEEL", quantity=Decimal(5), unit="kg"),
        OutputLotRecorded(lot="LOT-7", material="P-1", quantity=Decimal(5), unit="pcs"),
    ],
)
def test_an_order_for_which_a_lot_moved_cannot_be_cancelled(moved: Fact) -> None:
    given(*IN_STATUS["running"], moved).when(lifecycle.cancel, reason="customer withdrew").then_refused(LotsMoved)


def test_an_order_with_logs_alone_can_be_cancelled() -> None:
    given(*IN_STATUS["running"], LOGGED).when(lifecycle.cancel, reason="customer withdrew").then(CANCELLED)
