"""The rules of a characteristic: functions on frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from unison.quality.domain.violations import (
    BrokenRule,
    ControlRuleViolated,
    SpecificationViolated,
    ViolationResponse,
    ViolationResponseSet,
)
from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


class ChartKind(StrEnum):
    """The pair of charts that fits how the values come."""

    XBAR_R = "xbar_r"
    XBAR_S = "xbar_s"
    I_MR = "i_mr"


# Facts -----------------------------------------------------------------------------------------------------------


class CharacteristicDefined(Fact, topic="quality.CharacteristicDefined"):
    """`lsl` and `usl` are the specification limits, `target` the nominal value, all in `unit`."""

    kind: ChartKind
    plant: str
    subgroup_size: int | None = None
    unit: str | None = None
    lsl: Decimal | None = None
    usl: Decimal | None = None
    target: Decimal | None = None
    product: str | None = None


class SubgroupRecorded(Fact, topic="quality.SubgroupRecorded"):
    """Values measured together, at the moment of the fact: that, and not when they were told, is their place on the charts.

    `entry` counts what was recorded of the characteristic, from 1. A subgroup that the charts cannot take, a single value where
    they plot means, is recorded all the same and stands on none of them.
    """

    subgroup: str
    entry: int
    values: tuple[Decimal, ...]
    work_order: str | None = None
    lot: str | None = None
    equipment: str | None = None
    operator: str | None = None


class SubgroupCorrected(Fact, topic="quality.SubgroupCorrected"):
    """Replaces the values of a subgroup, and when they were measured; None: that stays. The original is shown struck through."""

    subgroup: str
    entry: int
    values: tuple[Decimal, ...]
    why: str
    measured_at: datetime | None = None


class SubgroupStruck(Fact, topic="quality.SubgroupStruck"):
    """These values were not measured on this characteristic. They stay in the store and are shown struck through, and the
    subgroup's name is free again."""

    subgroup: str
    entry: int
    why: str


class LimitsBasisSet(Fact, topic="quality.LimitsBasisSet"):
    """Control limits come from the first so many subgroups (phase I), or from all of them."""

    limits_from_subgroups: int | None


class ControlLimitsSet(Fact, topic="quality.ControlLimitsSet"):
    """The centre and the sigma within subgroups are given, not estimated."""

    center: Decimal
    sigma: Decimal


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Subgroup:
    """A subgroup as it stands: the number under which it was recorded, when it was measured and where, and what it was told to
    violate."""

    entry: int
    measured_at: datetime
    values: tuple[Decimal, ...]
    work_order: str | None = None
    lot: str | None = None
    equipment: str | None = None
    told: tuple[BrokenRule, ...] = ()
    is_out_told: bool = False
    """Whether it was told to be out of specification."""


@dataclass(frozen=True, kw_only=True)
class Characteristic:
    """`subgroups` has those that stand, by their names; `recorded` counts all."""

    kind: ChartKind
    plant: str
    lsl: Decimal | None = None
    usl: Decimal | None = None
    response: ViolationResponse = ViolationResponse.NOTHING
    subgroups: Mapping[str, Subgroup] = field(default_factory=dict[str, Subgroup])
    recorded: int = 0
    limits_from_subgroups: int | None = None
    center: Decimal | None = None
    sigma: Decimal | None = None


def evolve(characteristic: Characteristic | None, fact: Fact, at: datetime) -> Characteristic:
    """The characteristic after a fact. Never refuses; an unknown fact raises."""
    if characteristic is None:
        if not isinstance(fact, CharacteristicDefined):
            raise TypeError(f"a characteristic cannot begin with {type(fact).__name__}")
        return Characteristic(kind=fact.kind, plant=fact.plant, lsl=fact.lsl, usl=fact.usl)
    match fact:
        case SubgroupRecorded():
            recorded = Subgroup(
                entry=fact.entry, measured_at=at, values=fact.values,
                work_order=fact.work_order, lot=fact.lot, equipment=fact.equipment,
            )  # fmt: skip
            subgroups = {**characteristic.subgroups, fact.subgroup: recorded}
            return replace(characteristic, subgroups=subgroups, recorded=fact.entry)
        case SubgroupStruck():
            standing = {name: each for name, each in characteristic.subgroups.items() if name != fact.subgroup}
            return replace(characteristic, subgroups=standing)
        case SubgroupCorrected() | ControlRuleViolated() | SpecificationViolated():
            return _with_subgroup(characteristic, fact)
        case LimitsBasisSet():
            return replace(characteristic, limits_from_subgroups=fact.limits_from_subgroups, center=None, sigma=None)
        case ControlLimitsSet():
            return replace(characteristic, limits_from_subgroups=None, center=fact.center, sigma=fact.sigma)
        case ViolationResponseSet():
            return replace(characteristic, response=fact.response)
        case _:
            raise TypeError(f"a characteristic knows nothing of {type(fact).__name__}")


def _with_subgroup(
    characteristic: Characteristic, fact: SubgroupCorrected | ControlRuleViolated | SpecificationViolated
) -> Characteristic:
    """With what is said of a subgroup that stands; of another one it says nothing."""
    before = characteristic.subgroups.get(fact.subgroup)
    if before is None:
        return characteristic
    match fact:
        case SubgroupCorrected():
            after = replace(before, values=fact.values, measured_at=fact.measured_at or before.measured_at)
        case ControlRuleViolated():
            after = replace(before, told=(*before.told, *fact.broken))
        case SpecificationViolated():
            after = replace(before, is_out_told=True)
    return replace(characteristic, subgroups={**characteristic.subgroups, fact.subgroup: after})


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownCharacteristic(UnknownRefusal, code="unknown_characteristic"):
    """There is no characteristic {key}. Check the name, or define it first."""


class CharacteristicExists(RuleRefusal, code="characteristic_exists"):
    """There is a characteristic {key} already. Choose another name."""


class LimitsCrossed(MalformedRefusal, code="limits_crossed"):
    """The lower limit {lsl} is not below the upper limit {usl}. Check both limits."""


class TargetOutside(MalformedRefusal, code="target_outside"):
    """The target {target} is outside the specification limits. Check the target and the limits."""


class ChartDoesNotFit(MalformedRefusal, code="chart_does_not_fit"):
    """A chart {kind} does not fit subgroups of {subgroup_size}: single values take i_mr, two or more xbar_r or xbar_s.
    Choose another chart or size, or leave the chart out."""


class SubgroupExists(RuleRefusal, code="subgroup_exists"):
    """There is a subgroup {subgroup} already. Correct it instead."""


class UnknownSubgroup(UnknownRefusal, code="unknown_subgroup"):
    """There is no subgroup {subgroup} of this characteristic. Check its name, or record it first."""


class MeasuredInFuture(MalformedRefusal, code="measured_in_future"):
    """measured_at ({measured_at}) is later than now. Check the date."""


CHARACTERISTIC = Aggregate("quality", Characteristic, evolve, UnknownCharacteristic, CharacteristicExists)

# Decisions -------------------------------------------------------------------------------------------------------


def define(
    *,
    kind: ChartKind,
    plant: str,
    subgroup_size: int | None,
    unit: str | None,
    lsl: Decimal | None,
    usl: Decimal | None,
    target: Decimal | None,
    product: str | None,
) -> CharacteristicDefined:
    if subgroup_size is not None and (subgroup_size == 1) != (kind is ChartKind.I_MR):
        raise ChartDoesNotFit(kind=kind.value, subgroup_size=subgroup_size)
    if lsl is not None and usl is not None and lsl >= usl:
        raise LimitsCrossed(lsl=f"{lsl:f}", usl=f"{usl:f}")
    if target is not None and ((lsl is not None and target < lsl) or (usl is not None and target > usl)):
        raise TargetOutside(target=f"{target:f}")
    return CharacteristicDefined(
        kind=kind, plant=plant, subgroup_size=subgroup_size, unit=unit, lsl=lsl, usl=usl, target=target, product=product
    )


def record(
    characteristic: Characteristic,
    *,
    subgroup: str,
    values: tuple[Decimal, ...],
    work_order: str | None,
    lot: str | None,
    equipment: str | None,
    operator: str | None,
) -> SubgroupRecorded:
    """Any number of values: what was measured is kept, whether a chart can take it or not."""
    if subgroup in characteristic.subgroups:
        raise SubgroupExists(subgroup=subgroup)
    return SubgroupRecorded(
        subgroup=subgroup,
        entry=characteristic.recorded + 1,
        values=values,
        work_order=work_order,
        lot=lot,
        equipment=equipment,
        operator=operator,
    )


def correct(
    characteristic: Characteristic,
    *,
    subgroup: str,
    values: tuple[Decimal, ...],
    measured_at: datetime | None,
    why: str,
    latest: datetime,
) -> SubgroupCorrected:
    """`latest` is now: nothing was measured after it."""
    entry = _entry(characteristic, subgroup)
    if measured_at is not None and measured_at > latest:
        raise MeasuredInFuture(measured_at=measured_at.isoformat())
    return SubgroupCorrected(subgroup=subgroup, entry=entry, values=values, why=why, measured_at=measured_at)


def strike(characteristic: Characteristic, *, subgroup: str, why: str) -> SubgroupStruck:
    return SubgroupStruck(subgroup=subgroup, entry=_entry(characteristic, subgroup), why=why)


def _entry(characteristic: Characteristic, subgroup: str) -> int:
    if subgroup not in characteristic.subgroups:
        raise UnknownSubgroup(subgroup=subgroup)
    return characteristic.subgroups[subgroup].entry


def set_limits_basis(characteristic: Characteristic, *, limits_from_subgroups: int | None) -> LimitsBasisSet:  # noqa: ARG001
    return LimitsBasisSet(limits_from_subgroups=limits_from_subgroups)


def set_control_limits(characteristic: Characteristic, *, center: Decimal, sigma: Decimal) -> ControlLimitsSet:  # noqa: ARG001
    return ControlLimitsSet(center=center, sigma=sigma)
