"""Lots that an order takes and makes. What the lot itself has to say is in tests/lots."""

from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import given
from tests.work_orders.orders import IN_STATUS, all_but
from unison.work_orders import domain
from unison.work_orders.domain import LotConsumed, NotInProgress, OutputLotRecorded

TAKEN: dict[str, Any] = {"lot": "S-1", "material": "STEEL", "quantity": Decimal("2.5"), "unit": "kg"}
MADE: dict[str, Any] = {"lot": "LOT-7", "material": "P-1", "quantity": Decimal(40), "unit": "pcs"}
IN_PROGRESS = ("released", "running", "paused")


@pytest.mark.parametrize("status", IN_PROGRESS)
def test_an_order_in_progress_takes_and_makes_lots(status: str) -> None:
    given(*IN_STATUS[status]).when(domain.consume, **TAKEN).then(LotConsumed(**TAKEN))
    given(*IN_STATUS[status]).when(domain.record_output, **MADE).then(OutputLotRecorded(**MADE))


@pytest.mark.parametrize("status", all_but(*IN_PROGRESS))
def test_an_order_in_any_other_state_does_neither(status: str) -> None:
    given(*IN_STATUS[status]).when(domain.consume, **TAKEN).then_refused(NotInProgress, saying=status)
    given(*IN_STATUS[status]).when(domain.record_output, **MADE).then_refused(NotInProgress, saying=status)
