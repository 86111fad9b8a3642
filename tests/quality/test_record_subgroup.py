from decimal import Decimal

import pytest
from pydantic import ValidationError

from tests.quality.measured import BORE, DEPTH, A, B, measured
from tests.scenario import given
from unison.quality import domain
from unison.quality.application import RecordSubgroup
from unison.quality.domain import (
    CharacteristicDefined,
    LimitsBasisSet,
    SubgroupCorrected,
    SubgroupExists,
    SubgroupRecorded,
)

WHERE = {"work_order": "WO-1", "lot": "LOT-7", "equipment": "M-1", "operator": "badge-7"}
NOWHERE = dict.fromkeys(WHERE)


def test_a_subgroup_keeps_its_values_exactly_and_where_they_were_measured() -> None:
    values = measured("10.00", "-0.000000000001", "1E+3")
    given(BORE).when(domain.record, subgroup="a", values=values, **WHERE).then(
        SubgroupRecorded(subgroup="a", entry=1, values=values, **WHERE)
    )


def test_subgroups_are_numbered_in_the_order_they_come_and_nothing_else_takes_a_number() -> None:
    corrected = SubgroupCorrected(subgroup="a", entry=1, values=measured("1", "2"), why="gauge was not zeroed")
    between = (A, corrected, LimitsBasisSet(limits_from_subgroups=20))
    given(BORE, *between).when(domain.record, subgroup="b", values=B.values, **NOWHERE).then(B)


def test_a_subgroup_is_recorded_once() -> None:
    given(BORE, A).when(domain.record, subgroup="a", values=B.values, **NOWHERE).then_refused(
        SubgroupExists, saying="Correct it instead"
    )


@pytest.mark.parametrize("begun", [BORE, DEPTH])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 25, 26, 1000])
def test_whatever_was_measured_is_recorded_whether_a_chart_can_take_it_or_not(
    begun: CharacteristicDefined, count: int
) -> None:
    values = measured(*["10"] * count)
    given(begun).when(domain.record, subgroup="a", values=values, **NOWHERE).then(
        SubgroupRecorded(subgroup="a", entry=1, values=values)
    )


@pytest.mark.parametrize("values", [(), ("10",) * 1001, ("NaN", "10"), ("10", "-Infinity"), ("sNaN",)])
def test_values_are_1_to_1000_finite_numbers(values: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        RecordSubgroup(characteristic="bore", subgroup="a", values=tuple(Decimal(value) for value in values))
