"""On which machine an order is made: told to the machine, in the command that says so of the order."""

from unison.equipment import domain as equipment
from unison.equipment.domain import EQUIPMENT, Equipment
from unison.shared.ports import Loaded, StoredFact, Work
from unison.work_orders.domain.facts import WorkOrderCompleted, WorkOrderResumed, WorkOrderStarted
from unison.work_orders.domain.state import WorkOrder


async def find(work: Work, machine: str | None) -> Loaded[Equipment] | None:
    return None if machine is None else await work.load(EQUIPMENT, machine)


async def put_on(work: Work, order: Loaded[WorkOrder], machine: Loaded[Equipment] | None) -> None:
    """`order` as it was before: what it was on is left. None: it stays where it is."""
    if machine is None:
        return
    if order.state.machine not in (None, machine.key):
        await take_off(work, order)
    if (fact := equipment.put_on(machine.state, work_order=order.key)) is not None:
        work.append(machine, fact)


async def take_off(work: Work, order: Loaded[WorkOrder]) -> None:
    """Of the machine that it was put on last, where it is on it still."""
    if (machine := await find(work, order.state.machine)) is None:
        return
    if (fact := equipment.take_off(machine.state, work_order=order.key)) is not None:
        work.append(machine, fact)


async def undo(work: Work, order: Loaded[WorkOrder], last: StoredFact) -> None:
    """As it was before the entry that was undone."""
    match last.fact:
        case WorkOrderStarted(equipment=str()) | WorkOrderResumed(equipment=str()):
            await take_off(work, order)
        case WorkOrderCompleted():
            await put_on(work, order, await find(work, order.state.machine))
        case _:
            return
