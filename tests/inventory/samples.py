"""A rack, a shelf, and a bin that is no longer used."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    yield "inventory.register_storage_location", {"location": "XL-RACK"}
    yield "inventory.register_storage_location", {"location": "XL-BIN", "area": "XL-RACK"}
    yield "inventory.register_storage_location", {"location": "XL-SHELF"}
    yield "inventory.retire_storage_location", {"location": "XL-BIN"}
    yield "inventory.set_negative_stock", {"negative_stock": "refuse"}


SAMPLES = Samples(
    story=story,
    theirs={"location": "XL-RACK"},
    any={"negative_stock": "refuse"},
    of_the_organization=frozenset({"inventory.set_negative_stock"}),
)
