"""What stands elsewhere and is for an order: as long as it does, the order's number is not free."""

from unison.shared.ports import Work
from unison.work_orders.domain import lifecycle
from unison.work_orders.domain.state import WORK_ORDER


async def mention_order(work: Work, work_order: str | None, *, by: str) -> None:
    """The first time that anything for the order is told in the stream `by`; None: it is for no order."""
    if work_order is not None:
        order = await work.load(WORK_ORDER, work_order)
        if (told := lifecycle.mention(order.state, by)) is not None:
            work.append(order, told)


async def withdraw_mention(work: Work, work_order: str | None, *, by: str) -> None:
    """Once nothing for the order stands in the stream `by`."""
    if work_order is not None:
        order = await work.load(WORK_ORDER, work_order)
        if (told := lifecycle.withdraw_mention(order.state, by)) is not None:
            work.append(order, told)
