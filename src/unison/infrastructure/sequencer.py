"""The sequencer: one leader turns what has committed into the feed."""

from typing import Any

import psycopg
import structlog

from unison.infrastructure.leading import take_lead
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure", "sequencer.sql")

log = structlog.get_logger()

AT_ONCE = 2_000
"""Events numbered by one transaction at most."""

IDLE_S = 0.02
"""How long the leader sleeps when nothing is left, in seconds. What commits meanwhile is numbered together: a tick for each
commit would cost more than the commits."""


class Sequencer:
    """The connection is its own, of the role `unison_worker`; it holds the leader's lock as long as it lives.

    It does not wait for the disk: facts that can be seen are durable, and their order follows from them alone, so that what a
    crash takes from the feed is numbered and hashed the same again.
    """

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        connection.execute(_sql["commit_without_waiting"])
        connection.add_notice_handler(_tell)

    def take_lead(self) -> bool:
        return take_lead(self._connection, "sequencer")

    def tick(self) -> int:
        """Numbers what has committed below the oldest running transaction; answers how many events it looked at. Streams that
        cannot be continued are set aside and told in the log."""
        return sequence(self._connection)

    def drain(self) -> int:
        """Ticks until nothing is left; answers how many events it looked at. Cannot pass a transaction still open."""
        total = 0
        while taken := self.tick():
            total += taken
        return total


def sequence(connection: psycopg.Connection[Any]) -> int:
    """One tick; answers how many events it looked at. Whoever does not lead waits for the one that ticks."""
    row = connection.execute(_sql["sequence"], {"at_most": AT_ONCE}).fetchone()
    return row[0] if row else 0


def _tell(notice: psycopg.errors.Diagnostic) -> None:
    if notice.sqlstate == "UN004":  # a server that shuts down warns too
        log.error("sequencer.stream_set_aside", what=notice.message_primary)
