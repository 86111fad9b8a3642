"""Whose number it is: that of an order that stands, or of one that was cancelled and of which nothing stands."""

from datetime import datetime

from unison.shared.errors import RuleRefusal
from unison.work_orders.domain.facts import Status
from unison.work_orders.domain.state import WORK_ORDER, WorkOrder, has_moved_lots


def is_free(order: WorkOrder) -> bool:
    """Whether it was cancelled and nothing of it stands, neither here nor elsewhere: then its number is free."""
    told = any(order.logs.values()) or has_moved_lots(order) or bool(order.mentions or order.reserved)
    return order.status is Status.CANCELLED and not told


class BeforeCancelled(RuleRefusal, code="before_cancelled"):
    """The order {key} before this one was cancelled at {cancelled}, and this is told of {moment}. Two orders under one number do
    not overlap: create it as of a later moment, or choose another number."""


def check_number(order: WorkOrder | None, *, key: str, at: datetime) -> None:
    """Refuses the number of an order that stands, and one to begin at `at` before the last under the number was cancelled."""
    if order is None:
        return
    if not is_free(order):
        WORK_ORDER.refuse_taken(key)
    if order.cancelled_at is not None and at < order.cancelled_at:
        raise BeforeCancelled(key=key, cancelled=order.cancelled_at.isoformat(), moment=at.isoformat())
