"""A machine that breaks down pauses what runs on it."""

from typing import Any

import pytest

from tests.conftest import Organization
from tests.infrastructure.reacting import reacted, refusals, register
from tests.infrastructure.reacting import told as stored
from tests.processes.scenario import given, told
from tests.scenario import AT
from tests.spine import new_command, tell
from unison.equipment.domain import EquipmentState, EquipmentStateChanged
from unison.processes.when_equipment_broke_down_pause_order import REACTION
from unison.work_orders.application.reporting import PauseWorkOrder


def changed(state: EquipmentState, **also: Any) -> EquipmentStateChanged:
    return EquipmentStateChanged(state=state, since=AT, **also)


def test_a_breakdown_pauses_every_order_that_is_on_the_machine() -> None:
    broken = changed(EquipmentState.BREAKDOWN, reason="belt torn", work_orders=("WO-1", "WO-2"))
    given(told("equipment:Mill 1", broken), by=REACTION).then_commands(
        PauseWorkOrder(work_order="WO-1", reason="Mill 1 has broken down: belt torn"),
        PauseWorkOrder(work_order="WO-2", reason="Mill 1 has broken down: belt torn"),
    )


@pytest.mark.parametrize("state", [state for state in EquipmentState if state is not EquipmentState.BREAKDOWN])
def test_nothing_else_does(state: EquipmentState) -> None:
    given(told("equipment:Mill 1", changed(state, work_orders=("WO-1",))), by=REACTION).then_commands()


def test_nor_does_another_reason_for_the_same_breakdown_or_a_machine_without_an_order() -> None:
    again = changed(EquipmentState.BREAKDOWN, previous_state=EquipmentState.BREAKDOWN, work_orders=("WO-1",))
    given(told("equipment:Mill 1", again, changed(EquipmentState.BREAKDOWN)), by=REACTION).then_commands()


def test_an_order_is_paused_on_the_machine_that_it_runs_on_and_one_that_is_paused_already_is_noted(
    database_url: str, organization: Organization
) -> None:
    register(database_url, REACTION)
    tell(
        database_url,
        organization.id,
        new_command("equipment.register", equipment="M-1"),
        new_command("equipment.register", equipment="M-2"),
        *(new_command("work_orders.create", work_order=n, product="Gear", quantity_pcs=9) for n in ("A", "B", "C")),
        *(new_command("work_orders.release", work_order=n) for n in ("A", "B", "C")),
        new_command("work_orders.start", work_order="A", equipment="m-1"),
        new_command("work_orders.start", work_order="B", equipment="M-1"),
        new_command("work_orders.start", work_order="C", equipment="M-1"),
        new_command("work_orders.pause", work_order="B", reason="lunch"),
        new_command("work_orders.pause", work_order="C", reason="lunch"),
        new_command("work_orders.resume", work_order="C", equipment="M-2"),
        new_command("equipment.change_state", equipment="M-1", state="breakdown"),
    )
    reacted(database_url, REACTION)
    paused = stored(database_url, organization.id, "work_orders.WorkOrderPaused")
    assert [(each["stream_id"], each["data"]["reason"]) for each in paused[2:]] == [
        ("work_orders:A", "M-1 has broken down")
    ]
    assert paused[2]["meta"]["cause"] == "equipment:M-1@6"
    assert refusals(database_url, organization.id) == [("equipment:M-1", 6, "work_orders.pause", "not_running")]
