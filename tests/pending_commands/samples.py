"""Three commands that were made without a network and do not fit: one is carried out otherwise, one dismissed, one waits."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from tests.samples import Samples, Told

OFFLINE = {
    ("lots.move", "XL-8"): UUID("019cad30-0000-7000-8000-000000000001"),
    ("lots.move", "XL-9"): UUID("019cad30-0000-7000-8000-000000000002"),
    ("work_orders.close", "XW-2"): UUID("019cad30-0000-7000-8000-000000000003"),
}
"""By command and what it is about, with the id it is pending under."""
CARRIED_OUT, DISMISSED, OPEN = map(str, OFFLINE.values())


def story(_at: datetime) -> Iterator[Told]:
    yield "lots.move", {"lot": "XL-8", "location": "XL-RACK"}
    yield "lots.move", {"lot": "XL-9", "location": "XL-RACK"}
    yield "work_orders.close", {"work_order": "XW-2"}
    instead = {"lot": "XL-1", "location": "XL-SHELF"}
    yield "pending_commands.carry_out", {"pending_command": CARRIED_OUT, "body": instead}
    yield "pending_commands.dismiss", {"pending_command": DISMISSED, "reason": "typed by mistake"}


SAMPLES = Samples(
    story=story,
    theirs={"pending_command": OPEN},
    elsewhere={"/api/v1/pending-commands": {"status": "open"}},
    marks=('"open":1',),
)
