"""What a tablet in a hall without a network logged meanwhile: when it arrives it does not fit, and waits for a supervisor."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from unison.demo.plant import DemoCommand


def offline(until: datetime) -> Iterator[DemoCommand]:
    """Each contradicts what others have told by then: an order that is done, a lot that nobody made, an order begun by others."""
    made = until - timedelta(hours=1)
    report = {
        "work_order": "WO-1017",
        "equipment": "Lathe 2",
        "activity": "production",
        "started_at": made - timedelta(minutes=25),
        "ended_at": made,
        "good_pcs": 12,
        "rejected_pcs": 1,
        "reason": "burr",
        "scrap_reason": "burr",
    }
    yield DemoCommand(made, "work_orders.log_production", report)
    yield DemoCommand(made + timedelta(minutes=4), "lots.move", {"lot": "L1091", "location": "Finished goods"})
    yield DemoCommand(made + timedelta(minutes=9), "work_orders.start", {"work_order": "WO-1018"})
