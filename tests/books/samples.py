"""Books that are closed a quarter back, and opened up to a year long past."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.samples import Samples, Told


def story(at: datetime) -> Iterator[Told]:
    yield "books.close", {"through": (at - timedelta(days=99)).date(), "reason": "XB-audited"}
    yield "books.open", {"through": "2000-12-31", "reason": "XB-a receipt was missing"}


SAMPLES = Samples(
    story=story,
    any={"through": "2002-12-31"},
    of_the_organization=frozenset({"books.close"}),
    marks=("XB-",),
)
