"""A machine that runs and breaks down."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.samples import Samples, Told


def story(at: datetime) -> Iterator[Told]:
    yield "equipment.register", {"equipment": "X-1", "occurred_at": at - timedelta(days=2)}
    yield "equipment.change_state", {"equipment": "X-1", "state": "production"}
    yield "equipment.change_state", {"equipment": "X-1", "state": "breakdown", "reason": "tool"}
    yield "equipment.correct", {"equipment": "X-1", "entry": 3, "kind": "setup", "why": "said wrongly"}
    hour = {"started_at": at - timedelta(hours=5), "ended_at": at - timedelta(hours=4)}
    yield "equipment.record_interval", {"equipment": "X-1", "kind": "idle", **hour}
    yield "equipment.strike", {"equipment": "X-1", "entry": 5, "why": "of another machine"}


SAMPLES = Samples(
    story=story,
    theirs={"equipment": "X-1"},
    any={"state": "setup", "kind": "setup", "cycle_time_s": "1"},
    elsewhere={f"/api/v1/equipment/{word}": {"entry": 2} for word in ("correct", "strike")},
    marks=("X-1",),
)
