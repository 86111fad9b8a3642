"""For which orders something can be reserved: functions on frozen data."""

from unison.shared.errors import RuleRefusal
from unison.work_orders.domain.facts import Status
from unison.work_orders.domain.state import IN_PROGRESS, WorkOrder, require

OPEN = (Status.PLANNED, Status.ON_HOLD, *IN_PROGRESS)


class NotOpen(RuleRefusal, code="order_not_open"):
    """Nothing is reserved for an order that is {status}. Reopen it when it is completed or closed, or choose another order."""


def check_open(order: WorkOrder) -> None:
    """An order that is still to be done; also one that is planned or on hold."""
    require(order, NotOpen, *OPEN)
