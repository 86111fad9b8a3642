"""A machine that breaks down pauses the orders that run on it."""

from collections.abc import Iterator
from typing import Any

from unison.equipment.domain import EquipmentState, EquipmentStateChanged
from unison.infrastructure.reactions.reaction import Reaction
from unison.shared.commands import Command
from unison.shared.events import Recorded
from unison.work_orders.application.reporting import PauseWorkOrder


def pause(fact: EquipmentStateChanged, event: Recorded[Any]) -> Iterator[Command]:
    if fact.state is EquipmentState.BREAKDOWN and fact.previous_state is not EquipmentState.BREAKDOWN:
        why = f": {fact.reason}" if fact.reason else ""
        for order in fact.work_orders:
            yield PauseWorkOrder(work_order=order, reason=f"{event.key} has broken down{why}"[:1000])


REACTION = Reaction("pause_order", {EquipmentStateChanged: pause}, sends=(PauseWorkOrder,))
