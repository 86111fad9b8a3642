"""A plant, and what it is called later."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    yield "plants.open", {"plant": "main", "name": "Main plant"}
    yield "plants.change", {"plant": "main", "name": "Main site", "valid_from": "2026-03-01"}


SAMPLES = Samples(story=story, theirs={"plant": "main"})
