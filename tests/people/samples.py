"""Somebody who is let in, changed, kept out and let in again; somebody who is erased; a role that comes and goes."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from tests.samples import Samples, Told

PERSON, ERASED = UUID(int=0xA11CE, version=4), UUID(int=0xE4A5ED, version=4)
POWERS = {"allow": ["lots.*"], "deny": ["lots.scrap"], "second_factor": True}


def story(_at: datetime) -> Iterator[Told]:
    told = {"name": "XP-somebody", "assignments": [{"role": "operator", "plants": ["main"]}]}
    yield "people.add", {"person": PERSON, "login": "xp-somebody", **told}
    yield "people.assign", {"person": PERSON, "assignments": [{"role": "supervisor"}]}
    yield "people.change", {"person": PERSON, "name": "XP-somebody else"}
    yield "people.reset_password", {"person": PERSON}
    yield "people.reset_second_factor", {"person": PERSON}
    yield "people.disable", {"person": PERSON}
    yield "people.enable", {"person": PERSON}
    yield "people.add", {"person": ERASED, "login": "xp-gone", "name": "gone"}
    yield "people.erase", {"person": ERASED}
    yield "people.define_role", {"role": "xp_tester", "allow": ["*.read"]}
    yield "people.change_role", {"role": "xp_tester", **POWERS}
    yield "people.define_role", {"role": "xp_gone"}
    yield "people.retire_role", {"role": "xp_gone"}


SAMPLES = Samples(
    story=story,
    theirs={"person": str(PERSON), "login": "theirs", "assignments": [], "holder": str(PERSON)},
    any={"permission": "lots.hold"},
    elsewhere={
        **{f"/api/v1/people/roles/{verb}": {"role": "xp_tester"} for verb in ("define", "change", "retire")},
        "/api/v1/rights/changes": {"kind": "person"},
    },
    marks=("XP-somebody", "xp_tester"),
)
