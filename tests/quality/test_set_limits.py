"""Where the control limits come from: all subgroups, the first so many, or given."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from tests.quality.measured import BORE, A
from tests.scenario import given
from unison.quality import domain
from unison.quality.application import SetControlLimits, SetLimitsBasis
from unison.quality.domain import ControlLimitsSet, LimitsBasisSet


@pytest.mark.parametrize("first", [None, 2, 25])
def test_limits_come_from_the_first_subgroups_also_from_some_still_to_come(first: int | None) -> None:
    given(BORE, A).when(domain.set_limits_basis, limits_from_subgroups=first).then(
        LimitsBasisSet(limits_from_subgroups=first)
    )


def test_limits_may_be_given() -> None:
    center, sigma = Decimal(10), Decimal("0.1")
    given(BORE).when(domain.set_control_limits, center=center, sigma=sigma).then(
        ControlLimitsSet(center=center, sigma=sigma)
    )


def test_one_subgroup_is_no_basis_and_no_spread_is_no_limit() -> None:
    with pytest.raises(ValidationError):
        SetLimitsBasis(characteristic="bore", limits_from_subgroups=1)
    with pytest.raises(ValidationError):
        SetControlLimits(characteristic="bore", center=Decimal(10), sigma=Decimal(0))
