"""A program that is let in by a key, and shut out again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.samples import Samples, Told

KEY, REVOKED = "xkeyxkeyxkey", "xkeyrevokedx"
RIGHTS: dict[str, Any] = {"permissions": ["feed.read"], "plants_allowed": ["main"]}


def story(_at: datetime) -> Iterator[Told]:
    yield "machine_accounts.create", {"machine_account": "X program", **RIGHTS}
    yield "machine_accounts.change", {"machine_account": "X program", "purpose": "posting", **RIGHTS}
    for key in (KEY, REVOKED):
        yield "machine_accounts.add_key", {"machine_account": "X program", "machine_key": key}
    yield "machine_accounts.revoke_key", {"machine_account": "X program", "machine_key": REVOKED}
    yield "machine_accounts.disable", {"machine_account": "X program"}
    yield "machine_accounts.enable", {"machine_account": "X program"}


RIGHTS_NEEDED = {f"machine_accounts.{verb}": ("permissions",) for verb in ("create", "change")}
SAMPLES = Samples(
    story=story,
    theirs={"machine_account": "X program", "machine_key": KEY},
    any={"permissions": ["feed.read"]},
    needed=RIGHTS_NEEDED,
    marks=("X program",),
)
