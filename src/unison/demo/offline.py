"""What a tablet in a hall without a network logged meanwhile: when it arrives it does not fit, and waits for a supervisor."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from unison.demo.plant import Told


def offline(until: datetime) -> Iterator[Told]:
    """Each of them contradicts what the others have told by then: a paused order, a lot that nobody made, one used up."""
    made = until - timedelta(hours=1)
    report = {
        "work_order": "WO-1020",
        "equipment": "Lathe 2",
        "activity": "production",
        "started_at": made - timedelta(minutes=25),
        "ended_at": made,
        "good_pcs": 12,
        "rejected_pcs": 1,
        "reason": "burr",
    }
    yield Told(made, "work_orders.log_production", report)
    yield Told(made + timedelta(minutes=4), "lots.move", {"lot": "L1091", "location": "Finished goods"})
    yield Told(made + timedelta(minutes=9), "work_orders.start", {"work_order": "WO-1018"})
