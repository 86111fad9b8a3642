"""An organization that is called otherwise later, works in two languages, and numbers its orders."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    yield "organizations.rename", {"name": "XN-plant"}
    yield "organizations.set_languages", {"languages": ["de", "en"], "language": "de"}
    yield "organizations.set_number_rule", {"numbered": "work_order", "pattern": "XN-{year}-{n}"}


SAMPLES = Samples(
    story=story,
    any={"languages": ["en", "fr"], "language": "fr", "numbered": "sales_order", "pattern": "XN-{n}"},
    needed={
        "organizations.set_number_rule": ("pattern",),
        "work_orders.create": ("work_order",),
        "sales.create_order": ("sales_order",),
    },
    of_the_organization=frozenset(
        {"organizations.rename", "organizations.set_languages", "organizations.set_number_rule"}
    ),
    marks=("XN-",),
)
