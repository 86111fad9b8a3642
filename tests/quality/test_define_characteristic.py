from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.scenario import given
from unison.quality import domain
from unison.quality.application import DefineCharacteristic
from unison.quality.domain import CharacteristicDefined, ChartDoesNotFit, ChartKind, LimitsCrossed, TargetOutside

PLAIN: dict[str, Any] = {
    "kind": ChartKind.XBAR_R,
    "plant": "main",
    "subgroup_size": None,
    "unit": "mm",
    "lsl": None,
    "usl": None,
    "target": None,
    "product": "P-1",
}
NINE, TEN, ELEVEN = Decimal(9), Decimal(10), Decimal(11)


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"lsl": NINE},
        {"usl": ELEVEN},
        {"lsl": NINE, "usl": ELEVEN, "target": TEN},
        {"lsl": NINE, "usl": ELEVEN, "target": ELEVEN},
        {"target": TEN},
        {"lsl": -NINE, "target": -NINE},
    ],
)
def test_either_limit_both_or_none_and_a_target_within(limits: dict[str, Any]) -> None:
    given().when(domain.define, **{**PLAIN, **limits}).then(replace(CharacteristicDefined(**PLAIN), **limits))


@pytest.mark.parametrize(("lsl", "usl"), [(ELEVEN, NINE), (TEN, TEN)])
def test_limits_that_leave_no_room_are_refused(lsl: Decimal, usl: Decimal) -> None:
    given().when(domain.define, **{**PLAIN, "lsl": lsl, "usl": usl}).then_refused(LimitsCrossed, saying=str(usl))


@pytest.mark.parametrize("limits", [{"lsl": TEN, "target": NINE}, {"usl": TEN, "target": ELEVEN}])
def test_a_target_outside_a_limit_is_refused(limits: dict[str, Decimal]) -> None:
    given().when(domain.define, **{**PLAIN, **limits}).then_refused(TargetOutside, saying=str(limits["target"]))


@pytest.mark.parametrize(
    ("kind", "size"), [(ChartKind.I_MR, 2), (ChartKind.XBAR_R, 1), (ChartKind.XBAR_S, 1), (ChartKind.I_MR, 25)]
)
def test_a_chart_that_does_not_fit_the_subgroup_size_is_refused(kind: ChartKind, size: int) -> None:
    given().when(domain.define, **{**PLAIN, "kind": kind, "subgroup_size": size}).then_refused(
        ChartDoesNotFit, saying=f"{kind.value} does not fit subgroups of {size}"
    )


@pytest.mark.parametrize(
    ("size", "chart"),
    [
        (None, ChartKind.XBAR_R),
        (1, ChartKind.I_MR),
        (2, ChartKind.XBAR_R),
        (10, ChartKind.XBAR_R),
        (11, ChartKind.XBAR_S),
        (25, ChartKind.XBAR_S),
    ],
)
def test_a_chart_that_is_left_out_follows_from_the_subgroup_size(size: int | None, chart: ChartKind) -> None:
    assert DefineCharacteristic(characteristic="bore", subgroup_size=size).chart() is chart


def test_a_chart_that_is_asked_for_is_taken() -> None:
    asked = DefineCharacteristic(characteristic="bore", subgroup_size=5, kind=ChartKind.XBAR_S)
    assert asked.chart() is ChartKind.XBAR_S
