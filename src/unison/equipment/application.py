"""What can be asked of equipment. Each use case: load, decide, append."""

from unison.equipment import domain
from unison.equipment.domain import EQUIPMENT, EquipmentState
from unison.shared.commands import Command, Key, Moment, Seconds, Text, use_case
from unison.shared.ports import Work


class RegisterEquipment(Command, name="equipment.register"):
    """Make a machine known."""

    equipment: Key
    plant: Key = "main"
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


USE_CASES = (
    use_case(RegisterEquipment, register),
    use_case(ChangeState, change_state),
    use_case(RecordInterval, record_interval),
    use_case(SetIdealCycleTime, set_ideal_cycle_time),
)
