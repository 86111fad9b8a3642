"""The sequencer: one leader turns what has committed into the feed."""

from typing import Any

import psycopg

AT_ONCE = 2_000
"""Events numbered by one transaction at most."""

IDLE_S = 0.02
"""How long the leader sleeps when nothing is left, in seconds. What commits meanwhile is numbered together: a tick for each
commit would cost more than the commits."""

_LEADER = 7_305_801_240_012


class Sequencer:
    """The connection is its own, of the role `unison_worker`; it holds the leader's lock as long as it lives."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def take_lead(self) -> bool:
        row = self._connection.execute("SELECT pg_try_advisory_lock(%s)", (_LEADER,)).fetchone()
        return bool(row and row[0])

    def tick(self) -> int:
        """Numbers what has committed below the oldest running transaction; answers how many events that were."""
        row = self._connection.execute("SELECT unison.sequence(%s)", (AT_ONCE,)).fetchone()
        return row[0] if row else 0

    def drain(self) -> int:
        """Ticks until nothing is left; answers how many events were numbered. Cannot pass a transaction still open."""
        total = 0
        while taken := self.tick():
            total += taken
        return total
