"""A receipt weighed again, and what an order took."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    for lot, movement, quantity in (("XL-1", 1, "101"), ("XL-4", 3, "19")):
        told = {"lot": lot, "movement": movement, "quantity": quantity, "why": "weighed again"}
        yield "corrections.correct_movement", told


SAMPLES = Samples(story=story)
