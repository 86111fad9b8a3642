"""What can be asked of equipment. Each use case: load, decide, append."""

from typing import Annotated, Any

from pydantic import Field

from unison.equipment import domain
from unison.equipment.domain import EQUIPMENT, EquipmentState, correcting
from unison.shared.commands import THE_ONLY, Command, Key, Moment, Plant, Seconds, Text, use_case
from unison.shared.ports import Work


class RegisterEquipment(Command, name="equipment.register"):
    """Make a machine known."""

    equipment: Key
    plant: Plant = THE_ONLY
    name: Text | None = None
    work_center: Key | None = None


class ChangeState(Command, name="equipment.change_state"):
    """Say what the machine does from `occurred_at` on."""

    equipment: Key
    state: EquipmentState
    reason: Text | None = None


class RecordInterval(Command, name="equipment.record_interval"):
    """Tell afterwards what the machine did from when to when."""

    equipment: Key
    kind: EquipmentState
    started_at: Moment
    ended_at: Moment
    reason: Text | None = None


class SetIdealCycleTime(Command, name="equipment.set_ideal_cycle_time"):
    """Set the shortest time in which the machine can make one piece of a product."""

    equipment: Key
    product: Key
    cycle_time_s: Seconds


StatementVersion = Annotated[
    int, Field(ge=2, le=2**31 - 1, description="The version of the fact that told it: 3 of equipment:M-1@3.")
]


class CorrectStatement(Command, name="equipment.correct"):
    """Say what was so in truth of an interval, or of a change of state, that was told. What is left out stays. Of what was struck
    it says that it was so."""

    equipment: Key
    statement: StatementVersion
    kind: Annotated[EquipmentState | None, Field(description="What the machine did, or the state it went into.")] = None
    started_at: Moment | None = None
    ended_at: Annotated[Moment | None, Field(description="Of an interval; a state ends with the next change.")] = None
    reason: Text | None = None
    why: Text

    def wanted(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("kind", "started_at", "ended_at", "reason")}


class StrikeStatement(Command, name="equipment.strike"):
    """Say that an interval was not, or that a state did not change: what the machine was in before went on."""

    equipment: Key
    statement: StatementVersion
    why: Text


async def register(c: RegisterEquipment, work: Work) -> None:
    equipment = await work.create(EQUIPMENT, c.equipment)
    work.append(equipment, domain.register(plant=c.plant, name=c.name, work_center=c.work_center))


async def change_state(c: ChangeState, work: Work) -> None:
    equipment = await work.load(EQUIPMENT, c.equipment)
    work.append(equipment, domain.change_state(equipment.state, state=c.state, reason=c.reason, at=work.at))


async def record_interval(c: RecordInterval, work: Work) -> None:
    equipment = await work.load(EQUIPMENT, c.equipment)
    work.check_begun(EQUIPMENT, equipment.key, equipment.state, c.started_at)
    fact = domain.record_interval(
        equipment.state,
        interval=str(work.id),
        kind=c.kind,
        started_at=c.started_at,
        ended_at=c.ended_at,
        reason=c.reason,
        latest=work.latest,
    )
    times = {"started_at": c.started_at, "ended_at": c.ended_at}
    work.warn(*domain.doubts_of_interval(equipment.state, kind=c.kind, **times))
    work.append(equipment, fact)


async def set_ideal_cycle_time(c: SetIdealCycleTime, work: Work) -> None:
    product = await work.name("materials", c.product)
    equipment = await work.load(EQUIPMENT, c.equipment)
    work.append(equipment, domain.set_ideal_cycle_time(equipment.state, product=product, cycle_time_s=c.cycle_time_s))


async def correct(c: CorrectStatement, work: Work) -> None:
    equipment = await work.load(EQUIPMENT, c.equipment)
    fact = correcting.correct(equipment.state, statement=c.statement, wanted=c.wanted(), why=c.why, latest=work.latest)
    work.concerns(correcting.statement_of(equipment.state, c.statement).started_at)
    if c.started_at is not None:
        work.concerns(c.started_at)
        work.check_begun(EQUIPMENT, equipment.key, equipment.state, c.started_at)
    work.append(equipment, fact)


async def strike(c: StrikeStatement, work: Work) -> None:
    equipment = await work.load(EQUIPMENT, c.equipment)
    fact = correcting.strike(equipment.state, statement=c.statement, why=c.why, latest=work.latest)
    work.concerns(correcting.statement_of(equipment.state, c.statement).started_at)
    work.append(equipment, fact)


USE_CASES = (
    use_case(RegisterEquipment, register),
    use_case(ChangeState, change_state),
    use_case(RecordInterval, record_interval),
    use_case(SetIdealCycleTime, set_ideal_cycle_time),
    use_case(CorrectStatement, correct),
    use_case(StrikeStatement, strike),
)
