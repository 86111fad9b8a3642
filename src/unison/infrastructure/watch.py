"""Which threads of a process stand still: a thread cannot be ended, so a process with one that hangs has to begin anew."""

import threading
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

LOOK_S = 2.0
"""Between two looks, in seconds."""

STILL_LOOKS = 5
"""A thread stands still that neither came round nor was waiting for the database at so many looks in a row. Looks are counted, and
not seconds: a process that was paused as a whole has no thread that hangs."""


@dataclass(slots=True)
class _Thread:
    connection: psycopg.Connection[Any] | None = None
    rounds: int = 0
    seen: int = -1
    still: int = 0


class Watch:
    """Threads tell each time they come round, which they do every few seconds also with nothing to do."""

    def __init__(self) -> None:
        self._threads: dict[str, _Thread] = {}
        self._lock = threading.Lock()

    def comes_round(self, name: str, connection: psycopg.Connection[Any] | None = None) -> None:
        """From the thread itself; with the connection whose answers it may wait for."""
        with self._lock:
            thread = self._threads.setdefault(name, _Thread())
            thread.rounds += 1
            thread.connection = connection

    def rests(self, name: str) -> None:
        """It is not looked at until it comes round again: it has ended, or waits for the database to be there."""
        with self._lock:
            self._threads.pop(name, None)

    def look(self) -> list[str]:
        """The threads that stand still. To be called every `LOOK_S`."""
        with self._lock:
            for thread in self._threads.values():
                waits = thread.connection is not None and (
                    thread.connection.pgconn.transaction_status == TransactionStatus.ACTIVE
                )
                thread.still = 0 if waits or thread.rounds != thread.seen else thread.still + 1
                thread.seen = thread.rounds
            return sorted(name for name, thread in self._threads.items() if thread.still >= STILL_LOOKS)
