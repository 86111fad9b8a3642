"""Guessing is slowed: whoever fails waits, twice as long after each failure. Nobody is locked out.

What waits is a subject (a login, a person at a station) tried from a source (a network, a device that is known): a stranger's
failures slow the stranger. An attempt is counted before it is judged, so many at once, in any process, are not judged all before
the first has failed; one that was right is taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from uuid import UUID

import psycopg
from psycopg.rows import DictRow

from unison.infrastructure.rights import Principal
from unison.infrastructure.sql import statements
from unison.shared.errors import ThrottledRefusal

FORGOTTEN_S = 3600
"""So long after the last attempt a subject begins anew, in seconds."""

_sql = statements("unison.infrastructure.identity", "throttling.sql")


class TooManyAttempts(ThrottledRefusal, code="too_many_attempts"):
    """That was wrong too often. Wait {seconds} s and try again."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Who is slowed: after `free` attempts a wait of 2 s, then twice as long each time, `longest_s` at most."""

    subject: str
    source: str
    free: int = 5
    longest_s: int = 900


async def claim(cursor: psycopg.AsyncCursor[DictRow], bounds: Sequence[Bound]) -> None:
    """Counts an attempt as a failure. Refuses `TooManyAttempts` while one of the bounds has to wait: then nothing is counted, so
    let the refusal end the transaction."""
    for bound in bounds:
        asked = {
            "subject": bound.subject, "source": bound.source, "free": bound.free, "longest_s": bound.longest_s,
            "forgotten_s": FORGOTTEN_S,
        }  # fmt: skip
        if await (await cursor.execute(_sql["claim_attempt"], asked)).fetchone() is None:
            row = await (await cursor.execute(_sql["show_wait"], asked)).fetchone()
            raise TooManyAttempts(seconds=max(row["wait_s"] if row else 1, 1))


async def take_back(cursor: psycopg.AsyncCursor[DictRow], bounds: Sequence[Bound]) -> None:
    """The attempt was right: the first bound, that of this very login and place, begins anew; of the others it counts no more."""
    await cursor.execute(_sql["forget_attempts"], {"subject": bounds[0].subject, "source": bounds[0].source})
    for bound in bounds[1:]:
        await cursor.execute(_sql["take_back_attempt"], {"subject": bound.subject, "source": bound.source})


async def forget_old(cursor: psycopg.AsyncCursor[DictRow]) -> None:
    """So that guessing at ever new logins fills nothing."""
    await cursor.execute(_sql["forget_old_attempts"], {"forgotten_s": FORGOTTEN_S})


def source_of(who: Principal) -> str:
    """Where somebody who is let in tries something: a session; all of those at a station are one, as a badge begins another at
    will."""
    return f"session {who.session_id}" if who.station_id is None else f"station {who.station_id}"


def network_of(address: str | None) -> str:
    """Whom an address belongs to: itself, of IPv6 the /64, which is what one customer has at least."""
    try:
        known = ip_address(address or "")
    except ValueError:
        return "nowhere"
    mapped = getattr(known, "ipv4_mapped", None)
    if mapped is not None:
        known = mapped
    return str(known) if known.version == 4 else str(ip_network(f"{known}/64", strict=False))


def organization_or_nobody(organization: UUID | None) -> UUID:
    """Every organization that does not exist is one, so that guessing at those is slowed down the same way."""
    return organization or UUID(int=0)
