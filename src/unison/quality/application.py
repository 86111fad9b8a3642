"""What can be asked of a characteristic. Each use case: load, decide, append."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from unison.lots.application.finding import name_of_lot
from unison.measures.given_limits import Given
from unison.measures.judging import completed, fits
from unison.quality import domain
from unison.quality.domain import CHARACTERISTIC, Characteristic, ChartKind, judging
from unison.quality.domain.violations import BrokenRule, ViolationResponse
from unison.shared.commands import THE_ONLY, Command, Key, Moment, Plant, Text, Unit, use_case
from unison.shared.names import first_typed
from unison.shared.ports import Work

Measured = Annotated[Decimal, Field(max_digits=36, decimal_places=18, allow_inf_nan=False)]
Values = Annotated[
    tuple[Measured, ...],
    Field(
        min_length=1,
        max_length=1000,
        description="Measured values. A chart of single values takes 1, others 2 to 25; what they do not take is kept beside them.",
    ),
]


class DefineCharacteristic(Command, name="quality.define_characteristic"):
    """Say what is measured and within which limits."""

    characteristic: Key
    kind: Annotated[ChartKind | None, Field(description="Left out: i_mr for single values, else xbar_r or xbar_s.")] = (
        None
    )
    subgroup_size: Annotated[int | None, Field(ge=1, le=25, description="The usual number of values.")] = None
    unit: Unit | None = None
    lsl: Annotated[Measured | None, Field(description="Lower specification limit.")] = None
    usl: Annotated[Measured | None, Field(description="Upper specification limit.")] = None
    target: Measured | None = None
    product: Key | None = None
    plant: Plant = THE_ONLY

    def chart(self) -> ChartKind:
        """Up to ten values the range tells nearly as much as the standard deviation, and is easier to follow."""
        if self.kind is not None:
            return self.kind
        size = self.subgroup_size or 5
        if size == 1:
            return ChartKind.I_MR
        return ChartKind.XBAR_R if size <= 10 else ChartKind.XBAR_S


class RecordSubgroup(Command, name="quality.record_subgroup"):
    """Record the values of one subgroup; `occurred_at` is when they were measured, which is their place on the charts."""

    characteristic: Key
    subgroup: Key
    values: Values
    work_order: Key | None = None
    lot: Key | None = None
    equipment: Key | None = None
    operator: Annotated[Key | None, Field(description="The operator's user or badge id, never a name.")] = None


class CorrectSubgroup(Command, name="quality.correct_subgroup"):
    """Replace the values of a subgroup, and when they were measured. The original stays visible, struck through, with the
    reason."""

    characteristic: Key
    subgroup: Key
    values: Values
    measured_at: Annotated[Moment | None, Field(description="When they were measured. Left out: as it was told.")] = (
        None
    )
    why: Text


class StrikeSubgroup(Command, name="quality.strike_subgroup"):
    """Take back a subgroup that was not measured so. It stays visible, struck through, with the reason; its name is free again."""

    characteristic: Key
    subgroup: Key
    why: Text


class SetLimitsBasis(Command, name="quality.set_limits_basis"):
    """Take the control limits from the first so many subgroups (phase I), or, when null, from all of them."""

    characteristic: Key
    limits_from_subgroups: Annotated[int | None, Field(ge=2, le=100_000)] = None


class SetControlLimits(Command, name="quality.set_control_limits"):
    """Give the centre and the sigma within subgroups instead of estimating them."""

    characteristic: Key
    center: Measured
    sigma: Annotated[Measured, Field(gt=0)]


class SetViolationResponse(Command, name="quality.set_violation_response"):
    """Say what a violated control rule, or a value out of specification, does to the lot that was measured."""

    characteristic: Key
    response: ViolationResponse


class JudgeSubgroup(Command, name="quality.judge_subgroup"):
    """Have it told what a subgroup violates. What was recorded or corrected is judged by itself, within a second."""

    characteristic: Key
    subgroup: Key


async def define_characteristic(c: DefineCharacteristic, work: Work) -> None:
    characteristic = await work.create(CHARACTERISTIC, c.characteristic)
    fact = domain.define(
        kind=c.chart(),
        plant=c.plant,
        subgroup_size=c.subgroup_size,
        unit=c.unit,
        lsl=c.lsl,
        usl=c.usl,
        target=c.target,
        product=await work.name("materials", c.product),
    )
    work.append(characteristic, fact)


async def record_subgroup(c: RecordSubgroup, work: Work) -> None:
    characteristic = await work.load(CHARACTERISTIC, c.characteristic)
    fact = domain.record(
        characteristic.state,
        subgroup=first_typed(c.subgroup, characteristic.state.subgroups),
        values=c.values,
        work_order=await work.name("work_orders", c.work_order),
        lot=await name_of_lot(work, c.lot),
        equipment=await work.name("equipment", c.equipment),
        operator=await work.name("operators", c.operator),
    )
    work.append(characteristic, fact)


async def correct_subgroup(c: CorrectSubgroup, work: Work) -> None:
    characteristic = await work.load(CHARACTERISTIC, c.characteristic)
    subgroup = first_typed(c.subgroup, characteristic.state.subgroups)
    fact = domain.correct(
        characteristic.state,
        subgroup=subgroup,
        values=c.values,
        measured_at=c.measured_at,
        why=c.why,
        latest=work.latest,
    )
    work.concerns(characteristic.state.subgroups[subgroup].measured_at)
    work.append(characteristic, fact)


async def strike_subgroup(c: StrikeSubgroup, work: Work) -> None:
    characteristic = await work.load(CHARACTERISTIC, c.characteristic)
    subgroup = first_typed(c.subgroup, characteristic.state.subgroups)
    fact = domain.strike(characteristic.state, subgroup=subgroup, why=c.why)
    work.concerns(characteristic.state.subgroups[subgroup].measured_at)
    work.append(characteristic, fact)


async def set_limits_basis(c: SetLimitsBasis, work: Work) -> None:
    characteristic = await work.load(CHARACTERISTIC, c.characteristic)
    fact = domain.set_limits_basis(characteristic.state, limits_from_subgroups=c.limits_from_subgroups)
    work.append(characteristic, fact)


async def set_control_limits(c: SetControlLimits, work: Work) -> None:
    characteristic = await work.load(CHARACTERISTIC, c.characteristic)
    work.append(characteristic, domain.set_control_limits(characteristic.state, center=c.center, sigma=c.sigma))


async def set_violation_response(c: SetViolationResponse, work: Work) -> None:
    characteristic = await work.load(CHARACTERISTIC, c.characteristic)
    work.append(characteristic, judging.set_violation_response(characteristic.state, response=c.response))


async def judge_subgroup(c: JudgeSubgroup, work: Work) -> None:
    characteristic = await work.load(CHARACTERISTIC, c.characteristic)
    subgroup = first_typed(c.subgroup, characteristic.state.subgroups)
    broken = broken_by(characteristic.state, subgroup)
    if violations := judging.judge(characteristic.state, subgroup=subgroup, broken=broken):
        work.append(characteristic, *violations)


def broken_by(characteristic: Characteristic, subgroup: str) -> tuple[BrokenRule, ...]:
    """The rules whose patterns a subgroup completes, at its place in the order of measuring, by the limits as they stand."""
    in_order = sorted(characteristic.subgroups.items(), key=lambda each: (each[1].measured_at, each[1].entry))
    charted = [(name, each.values) for name, each in in_order if fits(characteristic.kind.value, len(each.values))]
    place = next((n for n, (name, _) in enumerate(charted) if name == subgroup), None)
    if place is None:
        return ()
    given = None
    if characteristic.center is not None and characteristic.sigma is not None:
        given = Given(float(characteristic.center), float(characteristic.sigma))
    found = completed(
        characteristic.kind.value, [values for _, values in charted], place,
        limits_from=characteristic.limits_from_subgroups, given=given,
    )  # fmt: skip
    return tuple(BrokenRule(chart=each.chart, rule_set=each.rule_set, rule=each.rule) for each in found)


USE_CASES = (
    use_case(DefineCharacteristic, define_characteristic),
    use_case(RecordSubgroup, record_subgroup),
    use_case(CorrectSubgroup, correct_subgroup),
    use_case(StrikeSubgroup, strike_subgroup),
    use_case(SetLimitsBasis, set_limits_basis),
    use_case(SetControlLimits, set_control_limits),
    use_case(SetViolationResponse, set_violation_response),
    use_case(JudgeSubgroup, judge_subgroup),
)
