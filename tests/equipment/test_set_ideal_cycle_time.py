from decimal import Decimal

import pytest
from pydantic import ValidationError

from tests.equipment.test_change_state import REGISTERED
from tests.scenario import given, state_after
from unison.equipment import domain
from unison.equipment.application import SetIdealCycleTime
from unison.equipment.domain import IdealCycleTimeSet


def test_a_product_has_one_ideal_cycle_time_which_may_be_set_anew() -> None:
    slow, fast, other = (
        IdealCycleTimeSet(product=product, cycle_time_s=Decimal(time))
        for product, time in [("P-1", "12.5"), ("P-1", "11"), ("P-2", "3")]
    )
    given(REGISTERED, slow).when(domain.set_ideal_cycle_time, product="P-1", cycle_time_s=Decimal(11)).then(fast)
    assert state_after(REGISTERED, slow, other, fast).cycle_times_s == {"P-1": Decimal(11), "P-2": Decimal(3)}


@pytest.mark.parametrize("cycle_time_s", ["0", "-1", "NaN", "Infinity"])
def test_an_ideal_cycle_time_takes_time(cycle_time_s: str) -> None:
    with pytest.raises(ValidationError):
        SetIdealCycleTime(equipment="M-1", product="P-1", cycle_time_s=Decimal(cycle_time_s))
