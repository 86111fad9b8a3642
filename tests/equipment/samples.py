"""A machine that runs and breaks down."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.samples import Samples, Told


def story(at: datetime) -> Iterator[Told]:
    yield "equipment.register", {"equipment": "X-1", "occurred_at": at - timedelta(days=2)}
    yield "equipment.change_state", {"equipment": "X-1", "state": "production"}
    yield "equipment.change_state", {"equipment": "X-1", "state": "breakdown", "reason": "tool"}


SAMPLES = Samples(
    story=story,
    theirs={"equipment": "X-1"},
    any={"state": "setup", "kind": "setup", "cycle_time_s": "1"},
    marks=("X-1",),
)
