"""By which version of its product's component list an order is made."""

from tests.scenario import given, state_after
from tests.work_orders.orders import IN_STATUS
from unison.work_orders.domain import lifecycle, material
from unison.work_orders.domain.facts import ComponentListChosen, Status, WorkOrderReleased
from unison.work_orders.domain.material import ComponentListInUse, UnknownComponentList
from unison.work_orders.domain.state import NotInProgress

PLANNED = IN_STATUS[Status.PLANNED]
RELEASED = (*PLANNED, WorkOrderReleased(component_list=2))
MOVED = ComponentListChosen(component_list=3, reason="a new alloy")


def test_an_order_keeps_the_list_in_force_at_its_release() -> None:
    given(*PLANNED).when(lifecycle.release, component_list=2).then(WorkOrderReleased(component_list=2))
    given(*PLANNED).when(lifecycle.release).then(WorkOrderReleased())
    assert state_after(*RELEASED).component_list == 2


def test_it_is_moved_to_another_with_the_reason() -> None:
    told = {"component_list": 3, "known": (1, 2, 3), "reason": "a new alloy"}
    given(*RELEASED).when(material.use_component_list, **told).then(MOVED)
    assert state_after(*RELEASED, MOVED).component_list == 3


def test_there_must_be_such_a_list_and_it_must_be_another() -> None:
    def moved(to: int) -> dict[str, object]:
        return {"component_list": to, "known": (1, 2, 3), "reason": "a new alloy"}

    given(*RELEASED).when(material.use_component_list, **moved(4)).then_refused(
        UnknownComponentList, saying="lists are 1, 2, 3"
    )
    given(*RELEASED).when(material.use_component_list, **moved(2)).then_refused(ComponentListInUse)
    given(*PLANNED).when(material.use_component_list, **moved(3)).then_refused(NotInProgress, saying="planned")
