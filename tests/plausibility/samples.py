"""An organization that has faster reports than possible refused and takes them again, and stock of years refused."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    yield "plausibility.set_policy", {"warning": "faster_than_possible", "policy": "refuse"}
    yield "plausibility.set_policy", {"warning": "faster_than_possible", "policy": "tell"}
    yield "plausibility.set_policy", {"warning": "stock_of_years", "policy": "refuse"}


SAMPLES = Samples(
    story=story,
    any={"warning": "faster_than_possible", "policy": "refuse"},
    of_the_organization=frozenset({"plausibility.set_policy"}),
    marks=('"policy":"refuse"',),
)
