"""A station with a device, and a person who can identify at it."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from tests.samples import Samples, Told

PERSON = UUID(int=0xB0B, version=4)


def story(_at: datetime) -> Iterator[Told]:
    yield "people.add", {"person": PERSON, "login": "xs-somebody", "name": "XS-somebody"}
    yield "stations.open", {"station": "X station", "plant": "main", "equipment": ["X-1"]}
    yield "stations.change", {"station": "X station", "role": "operator"}
    yield "stations.offer_pairing", {"station": "X station"}
    yield "stations.pair", {"station": "X station"}
    yield "stations.unpair", {"station": "X station", "reason": "lost"}
    yield "stations.set_pin", {"person": PERSON}
    yield "stations.remove_pin", {"person": PERSON}
    yield "stations.set_badge", {"person": PERSON}
    yield "stations.remove_badge", {"person": PERSON}
    yield "stations.close", {"station": "X station"}


SAMPLES = Samples(
    story=story,
    theirs={"station": "X station"},
    any={"pin": "4719", "badge": "0400A1B2"},
    marks=("X station", "XS-somebody"),
)
