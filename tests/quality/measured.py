"""Characteristics that the tests begin with, and subgroups of them."""

from decimal import Decimal

from unison.quality.domain import CharacteristicDefined, ChartKind, SubgroupRecorded

BORE = CharacteristicDefined(kind=ChartKind.XBAR_R, plant="main", subgroup_size=3, unit="mm")
DEPTH = CharacteristicDefined(kind=ChartKind.I_MR, plant="main", subgroup_size=1, unit="mm")


def measured(*values: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values)


A = SubgroupRecorded(subgroup="a", entry=1, values=measured("10.0", "10.2", "9.8"))
B = SubgroupRecorded(subgroup="b", entry=2, values=measured("10.1", "10.3", "9.9"))
