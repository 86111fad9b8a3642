"""Books that are closed up to a year long past, and opened a little."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    yield "books.close", {"through": "2001-12-31", "reason": "XB-audited"}
    yield "books.open", {"through": "2000-12-31", "reason": "XB-a receipt was missing"}


SAMPLES = Samples(
    story=story,
    any={"through": "2002-12-31"},
    of_the_organization=frozenset({"books.close"}),
    marks=("XB-",),
)
