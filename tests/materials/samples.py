"""A material, a product made of it, and one that was given up for a while."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    yield "materials.register", {"material": "steel", "base_unit": "kg", "units": {"t": "1000"}}
    yield "materials.set_lot_numbering", {"material": "steel", "prefix": "XL-R"}
    yield "materials.register", {"material": "Gear", "base_unit": "pcs"}
    yield "materials.change", {"material": "steel", "name": "Round bar"}
    needed = [{"material": "steel", "quantity": "2", "unit": "kg"}]
    yield "materials.set_components", {"product": "Gear", "components": needed}
    yield "materials.set_reorder_point", {"material": "steel", "quantity": "9000"}
    yield "materials.register", {"material": "X-OLD", "base_unit": "pcs"}
    yield "materials.retire", {"material": "X-OLD", "reason": "replaced"}
    yield "materials.reinstate", {"material": "X-OLD"}


SAMPLES = Samples(
    story=story,
    theirs={"product": "Gear", "material": "steel"},
    any={"base_unit": "kg", "components": [], "retired": None},
    elsewhere={"/api/v1/materials": {"search": "stee"}},
    marks=("Gear", "steel"),
)
